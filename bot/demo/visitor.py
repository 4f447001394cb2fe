"""A person in a browser, without one: signs in, says and presses, and reads what comes."""

import json
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx

PATIENCE = 10.0
"""Seconds an answer may take before the script gives up; looked at with each heartbeat of the stream."""
HEARTBEAT = 30.0
"""Seconds of silence after which the stream itself is lost."""
_CAST = r'<button name="person" value="(\d+)">\s*<span class="face"[^>]*>[^<]*</span>\s*<span>{}<'
_TOKEN = re.compile(r'<meta name="csrf" content="([0-9a-f]+)"')


class Silence(Exception):  # noqa: N818 - what happened
    """What was waited for did not come."""


@dataclass(frozen=True)
class Row:
    """One row of a chat as the page gets it."""

    id: int
    kind: str
    replaces: int | None
    text: str
    buttons: dict[str, str]
    pictures: tuple[str, ...]

    @property
    def message(self) -> int:
        """The number of the message it shows: an edit's is the one it replaces."""
        return self.replaces or self.id


class Visitor:
    """One of the demo's people, on the web channel's public interface."""

    def __init__(self, url: str, name: str) -> None:
        """Come in through the demo's bar as `name`."""
        self.name = name
        self._client = httpx.Client(base_url=url, timeout=PATIENCE, headers={"origin": url})
        page = self._page()
        person = re.search(_CAST.format(re.escape(name)), page)
        if person is None:
            raise Silence(f"the demo does not offer {name}")
        self.id = int(person[1])
        self._form("/demo/be", person=self.id)
        self._page()
        self.seen: dict[str, int] = {}

    def say(self, text: str, *, chat: str | None = None) -> None:
        """Say something, in private or in a team's chat; it is kept when this returns."""
        self._post(chat, {"text": text})

    def press(self, row: Row, label: str, *, chat: str | None = None) -> None:
        """Press the button of a message whose label contains `label`."""
        found = next((command for shown, command in row.buttons.items() if label in shown), None)
        if found is None:
            raise Silence(f"{self.name}: no button {label!r} under {row.text!r}, only {list(row.buttons)}")
        self._post(chat, {"press": found, "on": row.message})

    def next(self, containing: str, *, chat: str | None = None) -> Row:
        """Wait for the next row of the bot's that contains the words, and return it."""
        chat = chat or self.private
        after = self.seen.get(chat, 0)
        path = f"/chat/{chat}/events"
        passed = []
        until = time.monotonic() + PATIENCE
        with self._client.stream("GET", path, params={"after": after}, timeout=HEARTBEAT) as stream:
            for line in stream.iter_lines():
                if time.monotonic() > until:
                    break
                if not line.startswith("data: "):
                    continue
                row = _row(json.loads(line.removeprefix("data: ")))
                self.seen[chat] = row.id
                if row.kind != "said" and containing in row.text:
                    return row
                passed.append(row.text)
        raise Silence(f"{self.name} waited for {containing!r} and saw {passed}")

    def all(self, *, chat: str | None = None) -> list[Row]:
        """Return the latest rows of a chat."""
        rows = self._client.get(f"/chat/{chat or self.private}/rows").raise_for_status().json()
        return [_row(row) for row in rows]

    def find(self, label: str) -> Row:
        """Return the latest message with a button whose label contains `label`."""
        for row in reversed(self.all()):
            if any(label in shown for shown in row.buttons):
                return row
        raise Silence(f"{self.name} has no message with a button {label!r}")

    def picture(self, row: Row) -> bytes:
        """Return the message's picture."""
        return self._client.get(row.pictures[0]).raise_for_status().content

    def go_to(self, moment: datetime) -> None:
        """Let the demo's time go on."""
        self._form("/demo/go", moment=moment.isoformat(), chat=self.private)

    @property
    def private(self) -> str:
        """The id of the person's private chat."""
        return f"p{self.id}"

    def _page(self) -> str:
        page = self._client.get("/").raise_for_status().text
        token = _TOKEN.search(page)
        assert token is not None
        self._token = token[1]
        return page

    def _form(self, path: str, **fields: Any) -> None:
        done = self._client.post(path, data={**fields, "csrf": self._token})
        if done.status_code not in (200, 303):
            raise Silence(f"{path} answered {done.status_code}: {done.text[:200]}")

    def _post(self, chat: str | None, fields: dict[str, Any]) -> None:
        done = self._client.post(
            f"/chat/{chat or self.private}/messages",
            json={**fields, "key": str(uuid4())},
            headers={"x-csrf-token": self._token},
        )
        if done.status_code != httpx.codes.OK:
            raise Silence(f"{self.name}: not taken, {done.status_code}: {done.text[:200]}")


def _row(told: dict[str, Any]) -> Row:
    buttons = {button["label"]: button["command"] for row in told["buttons"] for button in row}
    return Row(told["id"], told["kind"], told["replaces"], told["text"], buttons, tuple(told["pictures"]))
