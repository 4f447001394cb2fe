"""Deaths have names: the process dies at each point of a message's way, and nothing is lost or done twice."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.clock import now
from bot.faults import POINTS
from domain.act import Act
from domain.activity import Kind
from domain.reminder import Reminder

from .conftest import Guest, Process, Shop

Start = Callable[..., Process]

OF_A_MESSAGE = [point for point in POINTS if point.startswith(("receive.", "answer.", "deliver."))]
OF_THE_CLOCK = [point for point in POINTS if point.startswith(("ring.", "deliver."))]
OF_AN_UPGRADE = [point for point in POINTS if point.startswith("upgrade.")]
KILLED = -9
ENOUGH = 12
"""Messages after which a point that was not reached will not be."""


class Talk:
    """What Ann says while processes die, each sentence with a word of its own."""

    def __init__(self, shop: Shop) -> None:
        """Nothing is said yet."""
        self.shop = shop
        self.ann = Guest(shop)
        self.accepted: dict[str, str] = {}
        self.unsure: dict[str, str] = {}

    def until_dead(self, process: Process, point: str) -> None:
        """Say one thing after another until the process dies of the point."""
        for _ in range(ENOUGH):
            word = f"word{uuid4().hex[:12]}"
            key = str(uuid4())
            answer = self.ann.say(process, f"called Acme Labs, {word}", key)
            assert answer is not False
            (self.unsure if answer is None else self.accepted)[word] = key
            if answer is None or self._died_of(process, word):
                assert process.ended(), f"{point}: the connection broke, but it lives on"
                assert process.code == KILLED, process.lines
                return
        pytest.fail(f"{point} was never reached:\n{process.lines}")

    def _died_of(self, process: Process, word: str) -> bool:
        """Wait until the message is answered for good, or the process is dead."""
        while not (self.shop.settled and self.shop.shown(word)):
            if process.ended(within=0.02):
                return True
        return process.ended(within=0.2)

    def again(self, process: Process) -> None:
        """Post once more what nobody confirmed, as a page does when it is back."""
        for word, key in self.unsure.items():
            assert self.ann.say(process, f"called Acme Labs, {word}", key)
        self.accepted |= self.unsure
        self.unsure = {}

    def check(self, process: Process) -> None:
        """Wait until all is answered; each message was carried out, shown and answered exactly once."""
        process.until(lambda: self.shop.settled, "settled")
        notes = [str(note) for (note,) in self.shop.rows("SELECT note FROM activity ORDER BY id")]
        assert sorted(notes) == sorted(self.accepted)
        for word in self.accepted:
            said = "SELECT count(*) FROM shown WHERE kind = 'said' AND CAST(body AS TEXT) LIKE :word"
            assert self.shop.one(said, word=f"%{word}%") == 1
            assert self.shop.shown(word) == 1, f"{word} was answered more than once, or not at all"
        assert self.shop.one("SELECT count(*) FROM act WHERE person_id IS NOT NULL") == len(notes)


@pytest.mark.parametrize("point", OF_A_MESSAGE)
def test_a_message_survives_death(shop: Shop, start: Start, point: str) -> None:
    """What was accepted is answered once; what was not can be sent again, and is then answered once."""
    talk = Talk(shop)
    talk.until_dead(start(shop, SALESBOT_KILL_AT=f"{point}:2").ready(), point)
    if point == "receive.before_commit":
        (lost,) = talk.unsure
        assert not shop.rows("SELECT id FROM inbox WHERE CAST(raw AS TEXT) LIKE :word", word=f"%{lost}%")
    if point == "receive.after_ack":
        assert not talk.unsure, "the answer had not been sent yet"
    process = start(shop).ready()
    talk.again(process)
    talk.check(process)


@pytest.mark.postgres
def test_messages_survive_one_death_after_another(postgres_shop: Shop, start: Start) -> None:
    """On PostgreSQL a process dies at every point in turn, each time over what the one before left."""
    talk = Talk(postgres_shop)
    for point in OF_A_MESSAGE:
        talk.until_dead(start(postgres_shop, SALESBOT_KILL_AT=point).ready(), point)
    process = start(postgres_shop).ready()
    talk.again(process)
    talk.check(process)


@pytest.mark.parametrize("point", OF_THE_CLOCK)
def test_a_reminder_survives_death(shop: Shop, start: Start, point: str) -> None:
    """What is due rings once with its owner and once in the team's chat, although the process dies of it."""
    set_callback(shop)
    process = start(shop, SALESBOT_KILL_AT=point)
    assert process.ended(), f"{point} was never reached:\n{process.lines}"
    assert process.code == KILLED, process.lines
    process = start(shop).ready()
    process.until(lambda: bool(shop.shown("⏰", "t%")) and shop.settled, "rung")
    assert (shop.shown("⏰", "p%"), shop.shown("⏰", "t%")) == (1, 1)
    assert shop.rows("SELECT state, next_due FROM reminder WHERE rung_at IS NOT NULL") == [("open", None)]


def set_callback(shop: Shop) -> None:
    """Store a callback that fell due a moment ago."""
    at = now() - timedelta(seconds=5)
    local = at.astimezone(shop.ann.zone)
    with shop.store.write() as unit:
        unit.begin_act(Act(person_id=shop.ann.id, source_key="set", said_at=at, channel="web", chat="p1"))
        reminder = Reminder(
            kind=Kind.CALLBACK,
            person_id=shop.ann.id,
            customer_id=1,
            first_on=local.date(),
            on=local.date(),
            clock=local.time().replace(microsecond=0),
            zone=shop.ann.timezone,
            channel="web",
            chat=f"p{shop.ann.id}",
        )
        unit.reminders.add(reminder.scheduled(now=at - timedelta(hours=1)))
        unit.commit()


@pytest.mark.parametrize("point", OF_AN_UPGRADE)
def test_an_upgrade_survives_death(shop: Shop, start: Start, point: str) -> None:
    """A process that dies while it makes the schema leaves none of it behind; the next one makes it whole."""
    fresh = Shop(f"sqlite:///{shop.folder / 'fresh.db'}", shop.folder)
    try:
        process = start(fresh, SALESBOT_KILL_AT=point)
        assert process.ended(), f"{point} was never reached:\n{process.lines}"
        assert process.code == KILLED, process.lines
        assert fresh.rows("SELECT name FROM sqlite_master") == []
        start(fresh).ready()
        assert fresh.one("SELECT count(*) FROM store") == 1
    finally:
        fresh.store.engines.dispose()
