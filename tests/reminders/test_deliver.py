"""Delivery: at least once, a repeat only after a lost receipt, and every failure ends in a visible state."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from domain.incoming import Address
from domain.outgoing import About, Document, Outgoing, Paragraph, Priority, Span
from reminders.deliver import ChatGone, Malformed, Post, SlowDown, deliver, still_held
from reminders.dispatch import Dispatcher
from reminders.pace import Pace
from storage.tables import outbox

CHAT = Address("wire", "c1")
OTHER = Address("wire", "c2")


class Platform:
    """A platform on the other end of the wire: what it got, and what it does with the next calls.

    Each of `next` is an exception to answer with, a function to call, or None to take the part.
    """

    names = ("wire",)

    def __init__(self) -> None:
        """Take everything."""
        self.got: list[tuple[str, str]] = []
        self.next: list[BaseException | Callable[[], None] | None] = []
        self.pieces = 1

    def parts(self, item, late: timedelta | None) -> list[str]:
        """Return the words, in as many pieces as the platform takes them."""
        words = item.document.blocks[0].line[0].text
        return [words] if self.pieces == 1 else [f"{words} {n}" for n in range(self.pieces)]

    async def send(self, item, number: int, part: str) -> str:
        """Take the part, or do what comes next."""
        todo = self.next.pop(0) if self.next else None
        if isinstance(todo, BaseException):
            raise todo
        self.got.append((item.address.chat, part))
        if callable(todo):
            todo()
        return f"m{len(self.got)}"

    async def clear(self, item, number: int) -> None:
        """Take a message away."""
        self.got.append((item.address.chat, f"cleared {number}"))

    @property
    def words(self) -> list[str]:
        """Return what it got."""
        return [part for _, part in self.got]


class OwnLock:
    """A lock that is held as long as it is."""

    surely_held = False

    def __init__(self) -> None:
        """Be held."""
        self.held = True
        self.asked: list[Callable[[], None]] = []

    def take(self) -> bool:
        """Return whether it is held; what a test wants to happen at that moment happens first."""
        if self.asked:
            self.asked.pop(0)()
        return self.held

    def release(self) -> None:
        """Give it back."""
        self.held = False


class SureLock(OwnLock):
    """A lock that a file gives: held as long as the process lives."""

    @property
    def surely_held(self) -> bool:
        """Whether it is held."""
        return self.held


@pytest.fixture
def platform():
    """Return a platform that takes everything until told otherwise."""
    return Platform()


@pytest.fixture
def post(store, platform, clock):
    """Return what delivering needs, with the platform on the wire."""

    async def in_place(work, *args):
        return work(*args)

    pace = Pace(time=lambda: clock().timestamp())
    return Post(store, platform, clock, lambda _point: None, in_place, pace)


@pytest.fixture
def queue(store, clock):
    """Return what queues a line."""

    def queue(words, to=CHAT, priority=Priority.ANSWER):
        with store.write() as unit:
            line = Document("en", (Paragraph((Span(words),)),))
            unit.outbox.add(Outgoing(to, line, About("talk"), priority, clock()))
            unit.commit()

    return queue


@pytest.fixture
def deliver_due(store, post, platform, clock):
    """Return what takes what is due and delivers it, as one round of a dispatcher does."""

    def deliver_due(held=still_held, post=post):
        with store.write() as unit:
            resting = post.pace.resting()
            items = unit.outbox.take(platform.names, clock(), 16, lambda _about, _to, _team: clock(), resting)
            unit.commit()

        async def all_of_them():
            for item in items:
                await deliver(item, post, held)

        asyncio.run(all_of_them())
        return len(items)

    return deliver_due


def state(store):
    """Return the state of the message queued first, and what troubled it."""
    with store.read() as unit:
        row = unit.connection.execute(outbox.select().order_by(outbox.c.id)).mappings().first()
    return row["state"], row["trouble"]


def test_what_is_taken_is_sent_once(store, queue, deliver_due, platform):
    """A message the platform takes is sent and noted."""
    queue("hello")
    assert deliver_due() == 1
    assert deliver_due() == 0
    assert platform.words == ["hello"]
    assert state(store) == ("sent", None)


def test_a_network_error_is_tried_again_with_growing_pauses(queue, deliver_due, platform, clock):
    """A second, two, four: without end, and the message arrives once."""
    queue("hello")
    platform.next = [OSError("line down")] * 3
    for pause in (1, 2, 4):
        assert deliver_due() == 1
        clock.forward(seconds=pause - 0.001)
        assert deliver_due() == 0
        clock.forward(seconds=0.001)
    assert deliver_due() == 1
    assert platform.words == ["hello"]


def test_pauses_grow_to_five_minutes(store, queue, deliver_due, platform, clock):
    """A platform that is away for hours is asked every five minutes, and never given up."""
    queue("hello")
    platform.next = [OSError("line down")] * 40
    for _ in range(40):
        assert deliver_due() == 1
        clock.forward(minutes=5)
    assert deliver_due() == 1
    assert state(store)[0] == "sent"


def test_a_lost_receipt_leads_to_one_repeat_at_most(store, queue, deliver_due, platform, clock):
    """The platform took it and the line broke: it is sent a second time, and no third."""
    queue("hello")

    def line_breaks():
        raise OSError("receipt lost")

    platform.next = [line_breaks]
    deliver_due()
    clock.forward(minutes=5)
    deliver_due()
    clock.forward(minutes=5)
    deliver_due()
    assert platform.words == ["hello", "hello"]
    assert state(store)[0] == "sent"


def test_a_receipt_is_noted_even_when_the_store_is_away(store, queue, platform, clock, monkeypatch):
    """What was sent is not sent again because the store was away for a moment after it."""
    monkeypatch.setattr("reminders.deliver.STORE_AGAIN", 0)
    queue("hello")
    away = [OSError("disk gone"), OSError("disk gone")]

    async def in_place(work, *args):
        if platform.got and away:
            raise away.pop()
        return work(*args)

    with store.write() as unit:
        (item,) = unit.outbox.take(platform.names, clock(), 1, lambda _about, _to, _team: clock())
        unit.commit()
    asyncio.run(deliver(item, Post(store, platform, clock, lambda _point: None, in_place)))
    assert away == []
    assert platform.words == ["hello"]
    assert state(store)[0] == "sent"


def test_a_chat_that_is_gone_is_given_up_at_once(store, queue, deliver_due, platform):
    """Who blocked the bot is not tried again."""
    queue("hello")
    platform.next = [ChatGone("blocked")]
    deliver_due()
    assert deliver_due() == 0
    assert state(store) == ("given_up", "chat gone: blocked")


def test_what_the_platform_refuses_is_given_up_after_five_attempts(
    store, queue, deliver_due, platform, clock
):
    """A malformed message does not go round for ever."""
    queue("hello")
    platform.next = [Malformed("too long")] * 9
    rounds = 0
    while state(store)[0] == "waiting":
        rounds += deliver_due()
        clock.forward(minutes=5)
    assert rounds == 5
    assert state(store) == ("given_up", "malformed")


def test_slowing_down_waits_as_long_as_asked_and_is_no_attempt(store, queue, deliver_due, platform, clock):
    """The platform's own wait is kept to the second; ten of them do not give a message up."""
    queue("hello")
    platform.next = [*[SlowDown(timedelta(seconds=30))] * 10, Malformed("once")]
    for _ in range(10):
        assert deliver_due() == 1
        clock.forward(seconds=29)
        assert deliver_due() == 0
        clock.forward(seconds=1)
    assert deliver_due() == 1
    clock.forward(seconds=1)
    assert deliver_due() == 1
    assert state(store)[0] == "sent"


def test_a_chat_that_slows_down_holds_up_no_other(queue, deliver_due, platform):
    """Other chats go on, and the slowed one keeps its order."""
    queue("one")
    platform.next = [SlowDown(timedelta(seconds=30))]
    deliver_due()
    queue("two")
    queue("elsewhere", OTHER)
    deliver_due()
    assert platform.words == ["elsewhere"]


def test_parts_that_were_noted_are_not_repeated(queue, deliver_due, platform, clock):
    """When the second of three parts fails, the first is not sent again."""
    platform.pieces = 3
    queue("part")
    platform.next = [None, OSError("line down")]
    deliver_due()
    clock.forward(seconds=1)
    deliver_due()
    assert platform.words == ["part 0", "part 1", "part 2"]


def test_one_bad_message_holds_up_no_other_chat(queue, deliver_due, platform):
    """What cannot be rendered or sent stays its own chat's trouble."""
    queue("bad")
    queue("good", OTHER)
    platform.next = [ValueError("a bug")]
    deliver_due()
    assert platform.words == ["good"]


def test_nothing_is_sent_by_who_lost_the_lock(store, queue, deliver_due, platform):
    """A process that was stopped after taking a message asks again before it sends, and leaves it."""
    queue("hello")

    async def lost():
        return False

    deliver_due(held=lost)
    assert platform.got == []
    assert state(store)[0] == "sending"


def test_a_lock_that_cannot_be_asked_for_is_no_attempt(store, queue, deliver_due, platform):
    """Nothing is sent meanwhile, nothing counted against the message, and it goes once the lock is known."""
    queue("hello")

    async def out_of_reach():
        raise OSError("database gone")

    for _ in range(6):
        deliver_due(held=out_of_reach)
    assert (platform.got, state(store)) == ([], ("waiting", None))
    deliver_due()
    assert platform.words == ["hello"]


def test_what_cannot_be_rendered_is_given_up_and_told_once(store, queue, deliver_due, platform, post, clock):
    """A document that no renderer takes bars its chat for five attempts, not for ever."""
    queue("bad")
    queue("good")
    told = []
    post = replace(post, unsent=lambda item, _work: told.append(item.id))
    rendered = platform.parts

    def parts(item, late):
        (words,) = rendered(item, late)
        return [f"{1 // (words != 'bad')} {words}"]

    platform.parts = parts
    for _ in range(6):
        deliver_due(post=post)
        clock.forward(minutes=5)
    assert platform.words == ["1 good"]
    assert state(store) == ("given_up", "malformed")
    assert len(told) == 1


def test_telling_that_goes_wrong_brings_nothing_back(store, queue, deliver_due, platform, post, clock):
    """What was given up stays so, although nobody could be told."""
    queue("bad")
    post = replace(post, unsent=lambda _item, _work: 1 // 0)
    platform.next = [Malformed("too long")] * 5
    for _ in range(5):
        deliver_due(post=post)
        clock.forward(minutes=5)
    assert state(store) == ("given_up", "malformed")


def test_an_answer_is_never_called_late(office, ann, clock, store):
    """Only what comes unasked says that it is late."""
    ann.send(text="help")
    office.answer()
    clock.forward(hours=2)
    assert "late" not in ann.told().text.replace("Later", "")


# ---- the dispatcher -----------------------------------------------------------------------------------


def run_until(dispatcher, done):
    """Run a dispatcher until something is done; fail where it is not within seconds."""

    async def run():
        running = asyncio.create_task(dispatcher.run())
        async with asyncio.timeout(20):
            while not done():
                dispatcher.wake()
                await asyncio.sleep(0)
        dispatcher.stop()
        await running

    asyncio.run(run())


def test_a_new_holder_sends_what_a_dead_one_had_taken(store, queue, post, platform, clock):
    """What stood as being sent when its process died is sent by the next."""
    queue("hello")
    with store.write() as unit:
        unit.outbox.take(platform.names, clock(), 1, lambda _about, _to, _team: clock())
        unit.commit()
    run_until(Dispatcher(post, OwnLock()), lambda: platform.got)
    assert platform.words == ["hello"]


def test_what_a_new_holder_puts_back_is_counted(store, queue, post, platform, clock):
    """The one place a second copy can come from shows on /metrics."""
    counted = lambda: REGISTRY.get_sample_value("salesbot_put_back_total", {"channel": "wire"}) or 0  # noqa: E731
    before = counted()
    queue("hello")
    with store.write() as unit:
        unit.outbox.take(platform.names, clock(), 1, lambda _about, _to, _team: clock())
        unit.commit()
    run_until(Dispatcher(post, OwnLock()), lambda: platform.got)
    assert counted() == before + 1


def test_a_listener_that_breaks_is_begun_again(post, monkeypatch):
    """What runs beside is not left dead for as long as the process lives."""
    monkeypatch.setattr("reminders.dispatch.LISTEN_AGAIN", 0)
    begun = []

    async def beside():
        begun.append(1)
        if len(begun) == 1:
            raise RuntimeError("a bug")
        if len(begun) == 2:
            return
        await asyncio.Event().wait()

    run_until(Dispatcher(post, OwnLock(), beside), lambda: len(begun) == 3)
    assert len(begun) == 3


def test_without_the_lock_nothing_is_taken(store, queue, post, platform):
    """A second dispatcher waits for the lock."""
    queue("hello")
    lock = OwnLock()
    lock.held = False
    asked = []
    lock.asked = [lambda: asked.append(1)] * 3
    run_until(Dispatcher(post, lock), lambda: len(asked) == 3)
    assert platform.got == []
    assert state(store)[0] == "waiting"


def test_a_store_that_is_away_does_not_end_the_dispatcher(store, queue, post, platform):
    """It is asked again at the next round."""
    queue("hello")
    lock = OwnLock()

    def away():
        raise OSError("database gone")

    lock.asked = [away, away]
    run_until(Dispatcher(post, lock), lambda: platform.got)
    assert platform.words == ["hello"]


def test_an_answer_is_taken_in_the_commit_that_stores_it(store, post, platform, clock):
    """It stands as being sent from its first moment on, and is sent once; undone with the rest it was not."""
    answer = Outgoing(
        CHAT, Document("en", (Paragraph((Span("hello"),)),)), About("talk"), Priority.ANSWER, clock()
    )

    async def run():
        dispatcher = Dispatcher(post, SureLock())
        running = asyncio.create_task(dispatcher.run())
        async with asyncio.timeout(20):
            while not dispatcher.holds:
                await asyncio.sleep(0)
            with store.write() as unit:
                unit.outbox.add(answer)
                assert len(dispatcher.take_within(unit)) == 1
            with store.write() as unit:
                unit.outbox.add(answer)
                taken = dispatcher.take_within(unit)
                unit.commit()
            assert state(store)[0] == "sending"
            dispatcher.send(taken)
            while state(store)[0] != "sent":
                await asyncio.sleep(0)
        dispatcher.stop()
        await running

    asyncio.run(run())
    assert platform.words == ["hello"]


def test_nothing_is_taken_beside_by_one_who_may_not_send(store, queue, post):
    """Who does not hold the lock, or not surely, takes only by its own rounds."""
    queue("hello")
    with store.write() as unit:
        assert Dispatcher(post, SureLock()).take_within(unit) == ()  # it has not begun to dispatch
        unit.commit()
    assert state(store)[0] == "waiting"


def test_one_who_gets_the_lock_back_does_not_send_twice_what_is_under_way(store, queue, post, platform):
    """After a moment without the lock its own sends are left to end before anything is put back."""
    lock, gate = OwnLock(), asyncio.Event()
    queue("slow")
    send = platform.send

    async def slowly(item, number, part):
        receipt = await send(item, number, part)
        await gate.wait()
        return receipt

    platform.send = slowly
    rounds = []

    async def run():
        dispatcher = Dispatcher(post, lock)
        running = asyncio.create_task(dispatcher.run())
        async with asyncio.timeout(20):
            while not platform.got:
                await asyncio.sleep(0)
            lock.asked = [lambda: setattr(lock, "held", False), lambda: setattr(lock, "held", True)]
            lock.asked += [lambda: rounds.append(1)] * 3
            while len(rounds) < 3:
                dispatcher.wake()
                await asyncio.sleep(0)
            gate.set()
            while state(store)[0] != "sent":
                await asyncio.sleep(0)
        dispatcher.stop()
        await running

    asyncio.run(run())
    assert platform.words == ["slow"]
