"""How fast one bot may send: limits in a chat, in a group, over all; and the pauses a platform asks for."""

import asyncio

import pytest

from reminders.pace import Limit, Limits, Pace

LIMITS = Limits(
    bot=(Limit(4, 1.0, "test"),),
    chat=(Limit(2, 2.0, "test"),),
    group=(Limit(3, 60.0, "test"),),
    is_group=lambda chat: chat.startswith("-"),
)


class Seconds:
    """A clock of seconds that is moved by hand."""

    def __init__(self) -> None:
        """Begin well after zero."""
        self.at = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.at


@pytest.fixture
def seconds():
    """Return a clock that stands."""
    return Seconds()


@pytest.fixture
def pace(seconds):
    """Return the pace of a bot that has sent nothing."""
    return Pace(LIMITS, seconds)


def send(pace, *chats):
    """Send to each of these chats now; it must be free."""

    async def turns():
        for chat in chats:
            async with asyncio.timeout(0):
                await pace.turn(chat)

    asyncio.run(turns())


def test_a_call_that_took_long_counts_from_its_end(pace, seconds):
    """The platform may have got it only then: the chat's next limit begins there."""
    send(pace, "a", "a")
    seconds.at += 0.5
    pace.went("a")
    seconds.at += 2.0 - 0.5
    send(pace, "a")
    assert pace.soonest() == 0.5


def test_a_burst_passes_and_then_the_chat_rests(pace, seconds):
    """Two at once are let through; the third waits until the first is two seconds ago."""
    send(pace, "a", "a")
    assert pace.resting() == {"a"}
    assert pace.soonest() == 2.0
    seconds.at += 2.0
    assert pace.resting() == frozenset()
    send(pace, "a")


def test_a_chat_that_rests_holds_up_no_other(pace):
    """Each chat has its own measure."""
    send(pace, "a", "a", "b")
    assert pace.resting() == {"a"}


def test_a_group_has_a_measure_of_its_own_beside(pace, seconds):
    """Slow enough for a chat, too much for a group within a minute."""
    for _ in range(3):
        send(pace, "-g")
        seconds.at += 2.0
    assert pace.resting() == {"-g"}
    assert pace.soonest() == 54.0


def test_all_chats_together_have_one(pace, seconds):
    """Four within a second, to whomever; then everybody rests."""
    send(pace, "a", "b", "c", "d")
    assert pace.all_rest()
    assert pace.free_at("e") == seconds.at + 1.0


def test_a_pause_is_the_chats_own(pace, seconds):
    """A 429 says how long; others go on."""
    pace.rest("a", 30.0)
    assert pace.resting() == {"a"}
    assert not pace.all_rest()
    seconds.at += 30.0
    assert pace.resting() == frozenset()


def test_two_pauses_at_once_are_the_bots(pace, seconds):
    """When two chats are refused at the same time it is the bot that is too fast."""
    pace.rest("a", 5.0)
    pace.rest("b", 7.0)
    assert pace.all_rest()
    seconds.at += 7.0
    assert not pace.all_rest()


def test_who_waits_is_let_through_in_time():
    """The wait is real: the second of two, at one in 50 ms, comes 50 ms later."""
    pace = Pace(Limits(chat=(Limit(1, 0.05, "test"),)))

    async def twice():
        await pace.turn("a")
        first = pace.time()
        await pace.turn("a")
        return pace.time() - first

    assert asyncio.run(twice()) >= 0.05


def test_what_went_long_ago_is_forgotten(pace, seconds):
    """Memory follows the chats of the last minute."""
    for number in range(100):
        send(pace, f"chat{number}")
        seconds.at += 1.0
    pace.resting()
    seconds.at += 61.0
    assert pace.resting() == frozenset()
    assert len(pace._went) <= 1
