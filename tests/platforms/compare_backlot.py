"""The same calls to our stand-in for Slack and to an emulator by others, and where the two differ.

The emulator is `backlot` (PyPI, Apache-2.0), no dependency of ours: it brings a web framework of its own. So:

    python -m venv ../backlot && ../backlot/bin/pip install backlot==0.1.0
    .venv/bin/python -m tests.platforms.compare_backlot ../backlot/bin/backlot

prints each difference with what is known of it, and fails where one is new or one that is known is gone.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import click
import httpx

from .slack import SlackServer
from .slack.rules import JSON_METHODS

Json = dict[str, Any]
Call = tuple[str, Json]

POST, UPDATE, DELETE = "chat.postMessage", "chat.update", "chat.delete"
ADD, REMOVE = "reactions.add", "reactions.remove"
HISTORY, REPLIES, INFO = "conversations.history", "conversations.replies", "conversations.info"
HERE: Json = {"channel": "{channel}"}
OURS: Json = {**HERE, "ts": "{ts}"}
PLAIN = {"type": "plain_text", "text": "x"}
SECTION = {"type": "section", "text": PLAIN}

CALLS: dict[str, Call] = {
    "who it is": ("auth.test", {}),
    "a test": ("api.test", {}),
    "a test of errors": ("api.test", {"error": "my_error"}),
    "a method there is none of": ("chat.shout", {}),
    "a post": (POST, {**HERE, "text": "x"}),
    "a post to nowhere": (POST, {"text": "x"}),
    "a post to an unknown channel": (POST, {"channel": "C0000000000", "text": "x"}),
    "a post without words": (POST, HERE),
    "a post with empty words": (POST, {**HERE, "text": ""}),
    "a post in a thread": (POST, {**HERE, "text": "x", "thread_ts": "{ts}"}),
    "a post in no thread": (POST, {**HERE, "text": "x", "thread_ts": "nonsense"}),
    "a post in a thread before its time": (POST, {**HERE, "text": "x", "thread_ts": "1.5"}),
    "a post with blocks": (POST, {**HERE, "blocks": [SECTION]}),
    "a post with blocks that are none": (POST, {**HERE, "blocks": "nonsense"}),
    "a post with too many blocks": (POST, {**HERE, "blocks": [{"type": "divider"}] * 51}),
    "a post with an unknown block": (POST, {**HERE, "blocks": [{"type": "sculpture"}]}),
    "a post with an empty section": (POST, {**HERE, "blocks": [{"type": "section"}]}),
    "a change": (UPDATE, {**OURS, "text": "y"}),
    "a change of nothing": (UPDATE, {**HERE, "text": "y"}),
    "a change of what is not there": (UPDATE, {**HERE, "ts": "1700000000.000001", "text": "y"}),
    "a change without words": (UPDATE, OURS),
    "a change in an unknown channel": (UPDATE, {"channel": "C0000000000", "ts": "{ts}", "text": "y"}),
    "a reaction": (ADD, {"channel": "{channel}", "timestamp": "{ts}", "name": "eyes"}),
    "the same reaction": (ADD, {"channel": "{channel}", "timestamp": "{ts}", "name": "eyes"}),
    "a reaction there is none of": (ADD, {"channel": "{channel}", "timestamp": "{ts}", "name": "no_such"}),
    "a reaction to nothing": (ADD, {"channel": "{channel}", "name": "eyes"}),
    "a reaction taken back": (REMOVE, {"channel": "{channel}", "timestamp": "{ts}", "name": "eyes"}),
    "a reaction taken back again": (REMOVE, {"channel": "{channel}", "timestamp": "{ts}", "name": "eyes"}),
    "the history": (HISTORY, HERE),
    "the history of nowhere": (HISTORY, {}),
    "the history of an unknown channel": (HISTORY, {"channel": "C0000000000"}),
    "the history from a broken page on": (HISTORY, {**HERE, "cursor": "nonsense"}),
    "the history in pages of none": (HISTORY, {**HERE, "limit": "0"}),
    "the history since nonsense": (HISTORY, {**HERE, "oldest": "nonsense"}),
    "a thread": (REPLIES, OURS),
    "a thread of nothing": (REPLIES, HERE),
    "a thread that is not there": (REPLIES, {**HERE, "ts": "1700000000.000001"}),
    "a channel": (INFO, HERE),
    "an unknown channel": (INFO, {"channel": "C0000000000"}),
    "no channel": (INFO, {}),
    "all channels": ("conversations.list", {}),
    "members": ("conversations.members", HERE),
    "members of an unknown channel": ("conversations.members", {"channel": "C0000000000"}),
    "somebody": ("users.info", {"user": "{user}"}),
    "an unknown person": ("users.info", {"user": "U0000000000"}),
    "nobody": ("users.info", {}),
    "everybody": ("users.list", {}),
    "a deletion of what is not there": (DELETE, {**HERE, "ts": "1700000000.000001"}),
    "a deletion": (DELETE, OURS),
    "a deletion again": (DELETE, OURS),
}

KNOWN: dict[str, str] = {
    "a test of errors": "Slack returns the error it is asked for [docs.slack.dev/reference/methods/api.test]",
    "a post with too many blocks": "at most 50 [docs.slack.dev/reference/block-kit/blocks]",
    "a post with an unknown block": "there are only those of [docs.slack.dev/reference/block-kit/blocks]",
    "a post with an empty section": "text or fields [docs.slack.dev/reference/block-kit/blocks/section]",
}
"""Where the two differ, and the page that says what Slack does: all are gaps of the emulator's."""


class Side:
    """One of the two: what it is called, and what the calls name there."""

    def __init__(self, api: str, token: str, channel: str, user: str) -> None:
        """Post a first message to speak of."""
        self._client = httpx.Client(
            base_url=api, headers={"Authorization": f"Bearer {token}"}, timeout=30, trust_env=False
        )
        self._names = {"channel": channel, "user": user}
        self._names["ts"] = str(self.asked(POST, {**HERE, "text": "good morning"})["ts"])

    def asked(self, method: str, args: Json) -> Json:
        """Return the answer to a call."""
        given = {name: self._named(value) for name, value in args.items()}
        how: Json = {"json": given} if method in JSON_METHODS else {"data": given}
        answer: Json = self._client.post(method, **how).json()
        return answer

    def outcome(self, method: str, args: Json) -> str:
        """Return how a call ends: `ok`, or the error's name."""
        answer = self.asked(method, args)
        return "ok" if answer.get("ok") else str(answer.get("error"))

    def _named(self, value: Any) -> Any:
        return value.format_map(self._names) if isinstance(value, str) else value


@contextmanager
def ours() -> Iterator[Side]:
    """Run the stand-in."""
    with SlackServer() as server:
        ann = server.person("ann")
        yield Side(server.api, server.app.bot_token, server.channel("general", [ann]).id, ann.id)


@contextmanager
def theirs(program: str) -> Iterator[Side]:
    """Run the emulator on the talk that comes with it."""
    with TemporaryDirectory() as folder:
        quiet = {**os.environ, "BACKLOT_TELEMETRY": "0"}
        data = ["--data-dir", folder]
        subprocess.run([program, "import", "--bundled", *data], env=quiet, check=True, capture_output=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        serving = subprocess.Popen(
            [program, "serve", "--port", port, "--log-level", "error", *data], env=quiet
        )
        try:
            yield _side_of(f"http://127.0.0.1:{port}/slack/api/", Path(folder, "tokens.yaml").read_text())
        finally:
            serving.terminate()
            serving.wait()


def _side_of(api: str, tokens: str) -> Side:
    token = re.findall(r"token: (usr-\w+)", tokens)[0]
    known = {"Authorization": f"Bearer {token}"}
    _until(lambda: httpx.get(f"{api}api.test", trust_env=False).status_code == 200)
    me = httpx.post(f"{api}auth.test", headers=known, trust_env=False).json()
    listed = httpx.post(f"{api}conversations.list", headers=known, trust_env=False).json()
    channel = next(one["id"] for one in listed["channels"] if one["name"] == "general")
    return Side(api, token, channel, me["user_id"])


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        try:
            if condition():
                return
        except httpx.TransportError:
            pass
        sleep(0.1)
    raise TimeoutError("the emulator does not answer")


def main(program: str) -> int:
    """Compare; return how many differences are not as they are known."""
    found: dict[str, tuple[str, str]] = {}
    with ours() as left, theirs(program) as right:
        for name, (method, args) in CALLS.items():
            both = left.outcome(method, args), right.outcome(method, args)
            if both[0] != both[1]:
                found[name] = both
    for name, (mine, other) in found.items():
        click.echo(f"{name}: ours {mine}, theirs {other}: {KNOWN.get(name, 'NEW')}")
    for name in KNOWN.keys() - found.keys():
        click.echo(f"{name}: no difference any more")
    click.echo(f"{len(CALLS)} calls, {len(found)} differences")
    return len(found.keys() ^ KNOWN.keys())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
