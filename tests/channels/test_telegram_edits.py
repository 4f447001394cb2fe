"""What goes to Telegram and cannot go as it is, and edits that have fewer parts than what they edit."""

from threading import Event

import pytest

from bot.disk import Disk
from domain.charts import Chart
from domain.incoming import Address
from domain.outgoing import About, Button, Document, Outgoing, Paragraph, Picture, Priority, Span
from domain.people import Role
from tests.platforms.faults import Status

CARD = About("act", 1)
UNDO = ((Button("Undo", "undo act-1"),),)
LONG = [f"{number}: {'deal ' * 30}" for number in range(40)]
"""More than one message takes."""
UNDRAWABLE = Picture(Chart("Deals", ()), "nothing to draw")

PATIENCE = 30.0


@pytest.fixture
def queue(house):
    """Return what queues a message to a chat."""

    def queue(chat, *told, about=CARD, buttons=(), edits=None):
        blocks = tuple(Paragraph((Span(one),)) if isinstance(one, str) else one for one in told)
        with house.store.write() as unit:
            document = Document("en", blocks, buttons)
            to = Address("telegram", str(chat.id))
            unit.outbox.add(Outgoing(to, document, about, Priority.ANSWER, house.clock(), edits=edits))
            unit.commit()

    return queue


def later_until(house, done):
    """Let the pause after each failed attempt go by until something holds."""
    committed = Event()
    leave = house.store.bell.listen(committed.set)
    seen = 0
    while not done():
        assert committed.wait(PATIENCE)
        committed.clear()
        failures = house.one("SELECT coalesce(sum(failures), 0) FROM outbox")
        if failures > seen:
            seen = failures
            house.later(minutes=1)
    leave()


def test_what_cannot_be_drawn_is_given_up_and_told(house, telegram, queue):
    """It bars its chat for five attempts, not for ever; who asked hears of it."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        queue(ann.chat, "The pipeline", UNDRAWABLE)
        ann.says(ann.chat, "help")
        later_until(house, lambda: len(telegram.said(ann.chat)) == 2)

    house.live(story)
    assert house.one("SELECT state FROM outbox ORDER BY id LIMIT 1") == "given_up"
    first, second = (message.text for message in telegram.said(ann.chat))
    assert "Just tell me" in first
    assert "I have an answer that cannot be shown here." in second


def test_what_is_too_large_for_telegram_is_given_up_and_told(house, telegram, queue):
    """Telegram says so with a status of its own (413), not as it refuses anything else."""
    _, ann = house.colleague("Ann Lee")
    large = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    refused = Status(413, large, times=5, when=lambda call: "The pipeline" in str(call.get("text")))
    telegram.faults.add("sendMessage", refused)

    def story() -> None:
        queue(ann.chat, "The pipeline")
        ann.says(ann.chat, "help")
        later_until(house, lambda: len(telegram.said(ann.chat)) == 2)

    house.live(story)
    assert house.one("SELECT state FROM outbox ORDER BY id LIMIT 1") == "given_up"
    assert "I have an answer that cannot be shown here." in telegram.said(ann.chat)[1].text


def test_what_nobody_asked_for_and_cannot_be_shown_is_told_to_those_who_lead(house, telegram, queue):
    """Once, and not to the rep whose digest it was."""
    _, ann = house.colleague("Ann Lee")
    _, mona = house.colleague("Mona Reed", Role.MANAGER)

    def story() -> None:
        queue(ann.chat, UNDRAWABLE, about=About("digest", 1))
        later_until(house, lambda: telegram.said(mona.chat))

    house.live(story)
    (told,) = telegram.said(mona.chat)
    assert "A message to Ann Lee could not be shown." in told.text
    assert telegram.said(ann.chat) == []


@pytest.mark.parametrize("hours", [0, 49], ids=["fresh", "too old to be deleted"])
def test_an_edit_with_fewer_parts_leaves_no_buttons(house, telegram, queue, hours):
    """The parts it has no more are deleted; after 48 hours Telegram deletes nothing, and they are emptied."""
    _, ann = house.colleague("Ann Lee")

    def story() -> None:
        queue(ann.chat, *LONG, buttons=UNDO)
        telegram.wait(lambda: telegram.said(ann.chat) and telegram.said(ann.chat)[-1].buttons)
        house.later(hours=hours)
        for words in ("Undone", "Undone again"):
            queue(ann.chat, words, edits=CARD)
            telegram.wait_for(ann.chat, words)
            telegram.wait(lambda: not telegram.said(ann.chat)[-1].buttons)

    house.live(story)
    first, *rest = (message.text for message in telegram.said(ann.chat))
    assert first == "Undone again"
    assert set(rest) == ({"…"} if hours else set())
    assert house.rows("SELECT DISTINCT state FROM outbox") == [("sent",)]


def test_with_a_full_disk_nothing_is_taken_and_nothing_lost(house, telegram):
    """Telegram keeps what is said meanwhile; the admin hears when it begins and when it ends, each once."""
    _, ann = house.colleague("Ann Lee")
    _, ada = house.colleague("Ada Root", Role.ADMIN)
    free = [50 * 2**20]
    house.app.disk = Disk(lambda: free[0])

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        house.later(minutes=1)
        telegram.wait_for(ada.chat, "The disk is almost full: 50 megabytes are left.")
        telegram.wait(lambda: house.app.lines[0].state.startswith("away"))
        assert house.one("SELECT count(*) FROM inbox") == 0
        free[0] = 2**30
        house.later(minutes=1)
        telegram.wait_for(ann.chat, "Visit logged")
        telegram.wait_for(ada.chat, "There is room on the disk again.")

    house.live(story)
    assert len(telegram.said(ada.chat)) == 2
