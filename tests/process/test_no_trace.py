"""What a group says to one another leaves no trace: not in the database, not in its files, not in the log."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text

from .rooms import ROOMS, Room
from .running import Process, Shop

Start = Callable[..., Process]

REFUSES = {
    "sqlite": (
        "CREATE TRIGGER refuses BEFORE INSERT ON activity WHEN NEW.note LIKE 'unlucky%'"
        " BEGIN SELECT RAISE(ABORT, 'unlucky'); END"
    ),
    "postgresql": "ALTER TABLE activity ADD CONSTRAINT refuses CHECK (note NOT LIKE 'unlucky%')",
}
"""Lets the database refuse a note, so that answering fails: PostgreSQL's error quotes the row."""


@pytest.fixture
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    """Return a team's group on a platform."""
    with ROOMS[request.param]() as room:
        yield room


def word() -> str:
    """Return a word that nobody has said yet."""
    return f"word{uuid4().hex[:16]}"


WHERE = [
    ("telegram-polling", "shop", "text"),
    ("telegram-webhook", "postgres_shop", "json"),
    ("slack-socket", "postgres_shop", "text"),
    ("slack-http", "shop", "json"),
]


@pytest.mark.postgres
@pytest.mark.parametrize(("room", "kept_in", "form"), WHERE, indirect=["room"])
def test_what_is_not_said_to_the_bot_leaves_no_trace(
    room: Room, kept_in: str, form: str, start: Start, request: pytest.FixtureRequest
) -> None:
    """Talk, its new words and what cannot be read are nowhere; what was said to the bot is kept, and not in
    the log even where answering it fails."""
    shop: Shop = request.getfixturevalue(kept_in)
    room.known_in(shop)
    engine = shop.store.engines.writing
    with engine.begin() as connection:
        connection.execute(text(REFUSES[engine.dialect.name]))
    process = start(shop, **room.settings, SALESBOT_LOG_FORMAT=form, SALESBOT_LOG_LEVEL="debug").ready()
    room.ready()
    talk, anew, garbled, kept, unlucky = (word() for _ in range(5))
    room.chats(f"{talk} said that Acme Labs is on fire", f"{anew} did")
    room.garbles(garbled)
    room.asks(f"called Acme Labs, {kept}")
    room.whispers(f"called Acme Labs, unlucky {unlucky}")
    parked = "SELECT count(*) FROM inbox WHERE state = 'parked'"
    process.until(lambda: room.answered(kept) and room.taken, "answered in the group")
    process.until(lambda: bool(shop.one(parked)) and shop.settled, "parked")
    held = shop.everything()
    assert process.stop() == 0
    held += shop.everything()
    said = process.lines
    assert kept.encode() in held
    assert unlucky.encode() in held
    assert "answering went wrong" in said
    assert [one for one in (talk, anew, garbled) if one.encode() in held] == []
    assert [one for one in (talk, anew, garbled, kept, unlucky) if one in said] == []
