"""On each platform and in each mode: whatever dies or is lost on the way, each message is answered once."""

from collections import Counter
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from bot.faults import POINTS

from .running import PATIENCE, Process, Shop
from .wires import WIRES, DropAfter, Flood, Wire

pytestmark = pytest.mark.timeout(300)
Start = Callable[..., Process]

EVERYWHERE = [point for point in POINTS if point.startswith(("receive.", "answer.", "deliver."))]
THRICE = ["receive.before_commit", "answer.before_commit", "deliver.after_call"]
"""Where each of more deaths would only be waited for: what is not taken is brought again minutes later."""
KILLED = -9
ACCOUNTS = 10
MESSAGES = 50
"""Said before and between the deaths, in ten chats."""
SLOWLY = 90.0
"""Seconds in which all is answered where the platform brings again what was not taken, minutes later."""
AT = 3
"""A process dies when it comes to its point so often: in the midst of work."""


@pytest.fixture(params=WIRES)
def wire(request: pytest.FixtureRequest, shop: Shop) -> Iterator[Wire]:
    """Return a platform in one mode, on which Ann is known."""
    made = WIRES[request.param](ACCOUNTS)
    with made.running():
        made.known_in(shop)
        yield made


class Talk:
    """What Ann says on a platform, each message with a word of its own."""

    def __init__(self, shop: Shop, wire: Wire) -> None:
        """Nothing is said yet."""
        self.shop = shop
        self.wire = wire
        self.said: list[tuple[int, str]] = []
        self.unsure: Counter[str] = Counter()
        """How often each message's answer was on its way when a process died: nobody knows if it arrived."""

    def say(self, number: int) -> None:
        """Say so many things, one account after the other."""
        for _ in range(number):
            account = len(self.said) % self.wire.accounts
            word = f"word{uuid4().hex[:12]}"
            self.said.append((account, word))
            self.wire.say(account, f"called Acme Labs, {word}")

    def note_death(self) -> None:
        """Note which answers were on their way."""
        under_way = "SELECT document FROM outbox WHERE state = 'sending'"
        documents = [str(document) for (document,) in self.shop.rows(under_way)]
        self.unsure.update(word for _, word in self.said if any(word in one for one in documents))

    def answers(self) -> dict[str, int]:
        """Return how often each message is answered."""
        return {word: self.wire.answers(account, word) for account, word in self.said}

    def all_answered(self, process: Process) -> dict[str, int]:
        """Wait until each message has an answer and nothing is under way; return how many each has."""
        patience = PATIENCE if self.wire.asked_for else SLOWLY
        process.until(
            lambda: min(self.answers().values()) > 0 and self.shop.settled, "all answered", patience
        )
        return self.answers()

    def check_done_once(self) -> None:
        """Check that each message was carried out exactly once."""
        notes = sorted(str(note) for (note,) in self.shop.rows("SELECT note FROM activity"))
        assert notes == sorted(word for _, word in self.said)


def test_messages_survive_one_death_after_another(shop: Shop, start: Start, wire: Wire) -> None:
    """50 messages, and a `kill -9` at every point of a message's way: each is carried out and answered once;
    only an answer that was on its way at a death may stand there once more."""
    talk = Talk(shop, wire)
    points = EVERYWHERE if wire.asked_for else THRICE
    each, rest = divmod(MESSAGES, len(points))
    for point in points:
        process = start(shop, SALESBOT_KILL_AT=f"{point}:{AT}", **wire.settings)
        if not wire.asked_for:
            process.ready_or_dead()
        talk.say(each)
        assert process.ended(within=PATIENCE if wire.asked_for else SLOWLY), (
            f"{point} was not reached:\n{process.lines}"
        )
        assert process.code == KILLED, f"{point}:\n{process.lines}"
        talk.note_death()
    process = start(shop, **wire.settings).ready()
    talk.say(rest)
    found = talk.all_answered(process)
    talk.check_done_once()
    assert {word: times for word, times in found.items() if times > 1 + talk.unsure[word]} == {}
    assert len(talk.unsure) < MESSAGES, "a repeat is the exception"


def test_lost_replies_lead_to_one_repeat_at_most(shop: Shop, start: Start, wire: Wire) -> None:
    """Where the platform has posted and its reply is lost, that message may stand there again; no other."""
    talk = Talk(shop, wire)
    wire.spoil(*[DropAfter()] * 5)
    process = start(shop, **wire.settings).ready()
    talk.say(20)
    found = talk.all_answered(process)
    talk.check_done_once()
    assert sum(found.values()) == 20 + (5 if wire.repeats else 0)


def test_a_storm_of_429_loses_and_doubles_nothing(shop: Shop, start: Start, wire: Wire) -> None:
    """The platform's own wait is obeyed, over and over."""
    talk = Talk(shop, wire)
    wire.spoil(*[Flood(1)] * 15)
    process = start(shop, **wire.settings).ready()
    talk.say(20)
    found = talk.all_answered(process)
    talk.check_done_once()
    assert set(found.values()) == {1}
