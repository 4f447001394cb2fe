"""The app's manifest: it asks for what the code needs, and for nothing else."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import bot.channels.slack
from bot.channels.slack.read import EVENTS
from bot.channels.slack.scopes import APP_METHODS, COMMANDS, HEARD, METHODS, NEEDED

from ..platforms.slack import App, SlackServer, rules
from .slack_rig import Rig

ROOT = Path(__file__).parents[2]
CODE = Path(bot.channels.slack.__file__).parent
UPLOAD = ("files.getUploadURLExternal", "files.completeUploadExternal")
CALLED_BY: dict[str, tuple[str, ...]] = {"files_upload_v2": UPLOAD, "issue_new_wss_url": tuple(APP_METHODS)}
"""Calls of the libraries that stand for methods of other names."""


@pytest.fixture(scope="module")
def manifest() -> Any:
    """Return the manifest."""
    return yaml.safe_load((ROOT / "docs" / "slack-manifest.yaml").read_text(encoding="utf-8"))


def called() -> Iterator[str]:
    """Yield the Web API methods that the channel calls."""
    known = {re.sub(r"[.]", "_", method): method for method in rules.METHODS}
    for path in CODE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                yield from CALLED_BY.get(node.attr, ())
                if node.attr in known:
                    yield known[node.attr]


def test_every_method_that_is_called_has_its_scopes() -> None:
    """The table names those that the code calls, with scopes of which Slack asks."""
    assert set(called()) == set(METHODS) | set(APP_METHODS)
    for method, scopes in {**METHODS, **APP_METHODS}.items():
        asked = {one.format(kind) for one in rules.METHODS[method].scopes for kind in rules.KINDS.values()}
        assert set(scopes) <= asked, method
        assert bool(scopes) == bool(asked), method


def test_every_event_that_is_read_has_its_scopes() -> None:
    """As Slack asks for them."""
    for event, scopes in HEARD.items():
        asked = rules.SUBSCRIPTIONS.get(event)
        assert asked is None or asked in scopes, event


def test_it_asks_for_what_is_needed(manifest: Any) -> None:
    """The scopes, events and commands of the code: all of them, and no other."""
    scopes = manifest["oauth_config"]["scopes"]
    assert list(scopes) == ["bot"]
    assert set(scopes["bot"]) == NEEDED
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    assert tuple(one["command"] for one in manifest["features"]["slash_commands"]) == COMMANDS


def test_it_is_one_that_slack_takes(manifest: Any) -> None:
    """Its parts and their lengths (docs.slack.dev/reference/app-manifest)."""
    assert set(manifest) == {"_metadata", "display_information", "features", "oauth_config", "settings"}
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    for one in manifest["features"]["slash_commands"]:
        assert len(one["description"]) <= 100
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"] == {"is_enabled": True}
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


@pytest.mark.parametrize("language", ["", ".zh-Hans", ".zh-Hant"])
def test_the_readme_says_why_each_scope_is_asked_for(language: str) -> None:
    """In each language: a row of the table for every scope, and none for others."""
    text = (ROOT / f"README{language}.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = {scope for row in rows for scope in re.findall(r"`([a-z_]+(?::[a-z]+)?)`", row)}
    assert {scope for scope in named if ":" in scope or scope == "commands"} == NEEDED


@pytest.fixture
def server(manifest: Any) -> Iterator[SlackServer]:
    """Return a workspace with an app of exactly this manifest."""
    app = App(
        scopes=frozenset((*manifest["oauth_config"]["scopes"]["bot"], "connections:write")),
        events=frozenset(manifest["settings"]["event_subscriptions"]["bot_events"]),
        commands=tuple(one["command"] for one in manifest["features"]["slash_commands"]),
    )
    with SlackServer(app=app, pace=0.001) as server:
        yield server


def test_an_app_of_this_manifest_does_everything(
    slack_line: Callable[[str], Rig], server: SlackServer, team: Any
) -> None:
    """Nothing that is called lacks a scope."""
    rig = slack_line("socket")
    ann = rig.ties(team.ann, "ann")
    north = server.channel("north", [ann], private=True)
    rig.ties_channel(north, team.id)
    ann.says(ann.dm, "help")
    ann.says(north, "@salesbot pipeline")
    ann.commands(server.channel("away", [ann], with_bot=False), "/sales help")
    rig.settle()
    server.removes_bot(north)
    rig.settle()
    ann.uploads(ann.dm, "card.jpg", b"a card", "their card")
    rig.brought()
    rig.run(rig.line.leave(server.channel("nobodys", [ann]).id))
    assert {call.outcome for call in server.calls} == {"ok"}
    assert len(rig.kept) == 5
