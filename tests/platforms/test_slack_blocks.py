"""Blocks with something taken away or twisted: the stand-in refuses them or shows them, and never breaks."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from .slack import App, SlackServer
from .slack_office import Json, Office, actions, button, marked, plain

OPTION = {"text": plain("North"), "value": "north"}
RICH = [
    {"type": "text", "text": "See "},
    {"type": "user", "user_id": "U0BOT"},
    {"type": "broadcast", "range": "here"},
    {"type": "link", "url": "https://a.example", "text": "this"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "emoji", "name": "wave"},
]
WHOLE: list[Json] = [
    {"type": "header", "text": plain("Due today")},
    marked("*Acme* <@U0BOT>") | {"accessory": button("Open", value="open 1", style="primary")},
    {"type": "section", "fields": [plain("Owner"), {"type": "mrkdwn", "text": "Ann"}]},
    {"type": "divider"},
    {"type": "context", "elements": [plain("late"), {"type": "mrkdwn", "text": "by 2 min"}]},
    {"type": "image", "image_url": "https://a.example/a.png", "alt_text": "a chart"},
    actions(
        button("Done", value="done 42"),
        {"type": "static_select", "action_id": "s", "placeholder": plain("Pool"), "options": [OPTION]},
    ),
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": RICH}]},
    {"type": "markdown", "text": "**bold**"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]},
]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """Return the workspace with people in it; these tests look at what they post alone."""
    with SlackServer(app=App(events=frozenset())) as server:
        yield Office(server)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from paths(part, (*path, key))


def changed(path: tuple[Any, ...], twist: Any) -> Json:
    """Return one of the blocks with what is at the path taken away, or made something else."""
    block: Json = copy.deepcopy(WHOLE[path[0]])
    place: Any = block
    for key in path[1:-1]:
        place = place[key]
    if twist is None:
        del place[path[-1]]
    else:
        place[path[-1]] = twist
    return block


def test_what_a_person_reads_in_blocks(office: Office) -> None:
    """A line a part; buttons are listed apart."""
    seen = office.post(text="fallback", blocks=WHOLE)
    assert seen.text.split("\n") == [
        "Due today",
        "*Acme* @salesbot",
        "Owner",
        "Ann",
        "late by 2 min",
        "a chart",
        "See @salesbot@herethis#C1:wave:",
        "**bold**",
        "a | b",
    ]
    assert seen.labels == ["Open", "Done"]
    assert seen.mentions == ("U0BOT", "here")


@pytest.mark.parametrize("twist", [None, "", "x", 7, [], {}, ["x"], {"type": "x"}], ids=repr)
def test_twisted_blocks_break_nothing(office: Office, twist: Any) -> None:
    """Each is taken and can be looked at, or refused by name."""
    refusals = {"ok", "invalid_blocks", "invalid_blocks_format"}
    for path in paths(WHOLE):
        if len(path) > 1:
            args = {"channel": office.north.id, "text": "x", "blocks": [changed(path, twist)]}
            assert office.error("chat.postMessage", **args) in refusals, path
    office.server.messages(office.north)
