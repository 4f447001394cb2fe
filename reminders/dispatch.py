"""The dispatcher of one bot: takes what is due while it holds the bot's lock, and delivers it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, Protocol

import structlog
from prometheus_client import Counter

from domain.outgoing import Queued
from domain.policy import EVERYTHING
from domain.ports import Work
from reminders.deliver import AT_ONCE, Post, deliver, goes

log = structlog.get_logger()

LOOK_AGAIN = 1.0
"""Seconds after which the outbox and the lock are looked at although nothing rang."""
LISTEN_AGAIN = 5.0
"""Seconds after which what broke off beside is begun again."""
PUT_BACK = Counter(
    "salesbot_put_back",
    "Messages a new holder of a bot's lock put back: the one place a second copy can come from.",
    ["channel"],
)


Beside = Callable[[], Coroutine[Any, Any, None]]
"""Listens until it is cancelled."""


class BotLock(Protocol):
    """Held by one process at a time."""

    @property
    def surely_held(self) -> bool: ...
    def take(self) -> bool: ...
    def release(self) -> None: ...


class Dispatcher:
    """Sends for the channels of one bot, in order in each chat, up to sixteen chats at once."""

    def __init__(self, post: Post, lock: BotLock, beside: Beside | None = None) -> None:
        """Send by `post` while `lock` is held, and let `beside` run for as long: two who listened for one
        bot would take each other's messages."""
        self.post = post
        self.lock = lock
        self._beside = beside
        self._listening: asyncio.Task[None] | None = None
        self.holds = False
        self._rung = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()
        self._stopping = False

    def wake(self) -> None:
        """Look at the outbox now; called on the loop."""
        self._rung.set()

    async def run(self) -> None:
        """Dispatch until stopped; what is under way then gets ten seconds."""
        try:
            while not self._stopping:
                self._rung.clear()
                await self._try_round()
                await self._wait()
        finally:
            await self._listen(False)
            if self._sending:
                await asyncio.wait(self._sending, timeout=10)
            await self.post.in_thread(self.lock.release)

    def stop(self) -> None:
        """Take nothing new."""
        self._stopping = True
        self._rung.set()

    async def _try_round(self) -> None:
        """Take what is due; a store that is away is asked again at the next round."""
        try:
            await self._round()
        except Exception as error:
            log.warning("nothing taken", error=type(error).__name__)

    async def _round(self) -> None:
        if not await self._holding() or len(self._sending) >= AT_ONCE:
            return
        self.send(await self.post.in_thread(self._take))

    def send(self, items: Sequence[Queued]) -> None:
        """Begin to send what was taken; called on the loop."""
        for item in items:
            self.post.reach("deliver.taken")
            task = asyncio.create_task(deliver(item, self.post, self._still_holding))
            self._sending.add(task)
            task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._rung.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery broke", error=type(error).__name__)

    async def _holding(self) -> bool:
        """Ask for the lock; a new holder puts back what a dead one had taken.

        One that had lost the lock and has it again first lets its own sends end: they are not a dead one's.
        """
        held = await self._still_holding()
        if held and not self.holds:
            if self._sending:
                return False
            put_back = await self.post.in_thread(self._recover)
            PUT_BACK.labels(self.post.channel.names[0]).inc(put_back)
            log.info("dispatching", channels=self.post.channel.names, put_back=put_back)
            self.holds = True
        await self._listen(held)
        return held

    async def _listen(self, held: bool) -> None:
        """Let what runs beside begin, or end."""
        if held and self._beside is not None and self._listening is None:
            self._listening = asyncio.create_task(self._for_ever(self._beside))
        elif not held and self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])
            self._listening = None

    async def _for_ever(self, beside: Beside) -> None:
        """Let it run until cancelled; one that ends is begun again after a pause."""
        while True:
            try:
                await beside()
                log.error("listening ended", channels=self.post.channel.names)
            except Exception as error:
                names = self.post.channel.names
                log.error("listening broke", channels=names, error=type(error).__name__)
            await asyncio.sleep(LISTEN_AGAIN)

    async def _still_holding(self) -> bool:
        held = self.lock.surely_held or await self.post.in_thread(self.lock.take)
        self.holds = self.holds and held
        return held

    def _recover(self) -> int:
        with self.post.store.write() as work:
            put_back = work.outbox.recover(self.post.channel.names)
            work.commit()
        return put_back

    def _take(self) -> Sequence[Queued]:
        now = self.post.clock()
        names = self.post.channel.names
        with self.post.store.read() as view:
            due = view.outbox.next_due(names)
        if due is None or due > now or self.post.pace.all_rest():
            return ()
        with self.post.store.write() as work:
            taken = self._taken(work, now)
            work.commit()
        return taken

    def take_within(self, work: Work) -> Sequence[Queued]:
        """Take what is due in a unit of work that queued some of it: sent, once stored, without a second
        commit. Only where one unit of work writes at a time, for two that take would overtake each other."""
        if self._stopping or not (self.holds and self.lock.surely_held) or self.post.pace.all_rest():
            return ()
        return self._taken(work, self.post.clock())

    def _taken(self, work: Work, now: datetime) -> Sequence[Queued]:
        with work.looking(EVERYTHING):
            return work.outbox.take(
                self.post.channel.names,
                now,
                AT_ONCE - len(self._sending),
                lambda about, to, team: goes(about, to, work, now, team),
                self.post.pace.resting(),
            )

    async def _wait(self) -> None:
        soonest = self.post.pace.soonest()
        try:
            async with asyncio.timeout(LOOK_AGAIN if soonest is None else min(LOOK_AGAIN, soonest)):
                await self._rung.wait()
        except TimeoutError:
            return
