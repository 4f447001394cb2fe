"""Deaths have names: a process dies at each point of a message's way, and nothing is lost or done twice."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.clock import now
from bot.faults import POINTS
from domain.act import Act
from domain.activity import Kind
from domain.reminder import Reminder

from .running import Guest, Process, Shop

pytestmark = pytest.mark.timeout(300)
Start = Callable[..., Process]

OF_A_MESSAGE = [point for point in POINTS if point.startswith(("receive.", "answer.", "deliver."))]
OF_THE_CLOCK = [point for point in POINTS if point.startswith(("ring.", "deliver."))]
OF_AN_UPGRADE = [point for point in POINTS if point.startswith("upgrade.")]
OF_A_FILE = [point for point in POINTS if point.startswith("fetch.")]
"""tests/process/test_file_deaths.py dies at them."""
KILLED = -9
ENOUGH = 8
"""Messages after which a point that was not reached will not be."""


class Talk:
    """What Ann says while processes die, each sentence with a word of its own."""

    def __init__(self, shop: Shop) -> None:
        """Nothing is said yet."""
        self.shop = shop
        self.ann = Guest(shop)
        self.keys: dict[str, str] = {}
        self.unsure: set[str] = set()
        self.said_at: dict[str, str] = {}

    def until_dead(self, process: Process, point: str) -> None:
        """Say one thing after another until the process dies of the point; it may die of what the one
        before left, too."""
        for _ in range(ENOUGH):
            if not process.ready_or_dead():
                break
            word = f"word{uuid4().hex[:12]}"
            self.keys[word] = str(uuid4())
            self.said_at[word] = point
            answer = self.ann.say(process, f"called Acme Labs, {word}", self.keys[word])
            assert answer is not False
            if answer is None:
                self.unsure.add(word)
                self._check_unsure(word, point)
            process.until_dead_or(lambda: self.shop.settled and bool(self.shop.shown(word)))  # noqa: B023
        died(process, point)

    def _check_unsure(self, word: str, point: str) -> None:
        """A message whose sender was told nothing is in the store from its commit on, and not before."""
        kept = self.shop.one("SELECT count(*) FROM inbox WHERE CAST(raw AS TEXT) LIKE :w", w=f"%{word}%")
        assert point != "receive.after_ack", "the sender should have been told first"
        if point.startswith("receive."):
            assert kept == (point != "receive.before_commit"), point

    def again(self, process: Process) -> None:
        """Post once more what nobody confirmed, as a page does when it is back."""
        for word in self.unsure:
            assert self.ann.say(process, f"called Acme Labs, {word}", self.keys[word])

    def check(self, process: Process) -> None:
        """Wait until all is answered; each message was shown, carried out and answered exactly once."""
        process.until(lambda: self.shop.settled, "settled")
        noted = [str(note) for (note,) in self.shop.rows("SELECT note FROM activity")]
        said = "SELECT count(*) FROM shown WHERE kind = 'said' AND CAST(body AS TEXT) LIKE :word"
        times = {
            word: (self.shop.one(said, word=f"%{word}%"), noted.count(word), self.shop.shown(word))
            for word in self.keys
        }
        wrong = {self.said_at[word]: found for word, found in times.items() if found != (1, 1, 1)}
        assert not wrong, f"shown, carried out, answered, of what was said before the death: {wrong}"
        assert len(noted) == len(self.keys)
        assert self.shop.one("SELECT count(*) FROM act WHERE person_id IS NOT NULL") == len(self.keys)


def died(process: Process, point: str) -> None:
    """Check that the process died of the point, and of nothing else."""
    assert process.ended(), f"{point} was not reached:\n{process.lines}"
    assert process.code == KILLED, f"{point}: {process.lines}"


def test_messages_survive_one_death_after_another(any_shop: Shop, start: Start) -> None:
    """A process dies at every point in turn, each over what the one before left; what was accepted is
    answered once, and what nobody confirmed can be sent again."""
    talk = Talk(any_shop)
    for point in OF_A_MESSAGE:
        talk.until_dead(start(any_shop, SALESBOT_KILL_AT=point), point)
    process = start(any_shop).ready()
    talk.again(process)
    talk.check(process)


def test_reminders_survive_one_death_after_another(shop: Shop, start: Start) -> None:
    """What is due rings once with its owner and once in the team's chat, wherever processes die of it."""
    for number, point in enumerate(OF_THE_CLOCK, 1):
        set_callback(shop, point, timedelta(minutes=number))
        died(start(shop, SALESBOT_KILL_AT=point), point)
    process = start(shop).ready()
    process.until(lambda: bool(shop.shown(OF_THE_CLOCK[-1], "t%")) and shop.settled, "rung")
    rang = {point: (shop.shown(point, "p%"), shop.shown(point, "t%")) for point in OF_THE_CLOCK}
    assert rang == dict.fromkeys(OF_THE_CLOCK, (1, 1))
    assert shop.one("SELECT count(*) FROM reminder WHERE rung_at IS NULL OR next_due IS NOT NULL") == 0


def set_callback(shop: Shop, note: str, ago: timedelta) -> None:
    """Store a callback that fell due some time ago."""
    at = now() - ago
    local = at.astimezone(shop.ann.zone)
    with shop.store.write() as unit:
        unit.begin_act(Act(person_id=shop.ann.id, source_key=note, said_at=at, channel="web", chat=""))
        reminder = Reminder(
            kind=Kind.CALLBACK,
            person_id=shop.ann.id,
            customer_id=1,
            note=note,
            first_on=local.date(),
            on=local.date(),
            clock=local.time().replace(microsecond=0),
            zone=shop.ann.timezone,
            channel="web",
            chat=f"p{shop.ann.id}",
        )
        unit.reminders.add(reminder.scheduled(now=at - timedelta(hours=1)))
        unit.commit()


def test_an_upgrade_survives_death(shop: Shop, start: Start) -> None:
    """A process that dies while it makes the schema leaves none of it behind; the next one makes it whole."""
    fresh = Shop(f"sqlite:///{shop.folder / 'fresh.db'}", shop.folder)
    try:
        for point in OF_AN_UPGRADE:
            died(start(fresh, SALESBOT_KILL_AT=point), point)
            assert fresh.rows("SELECT name FROM sqlite_master") == []
        start(fresh).ready()
        assert fresh.one("SELECT count(*) FROM store") == 1
    finally:
        fresh.store.engines.dispose()


@pytest.mark.parametrize("point", POINTS)
def test_every_point_is_on_a_path_that_is_tested(point: str) -> None:
    """A point that nobody dies at proves nothing."""
    assert point in {*OF_A_MESSAGE, *OF_THE_CLOCK, *OF_AN_UPGRADE, *OF_A_FILE}
