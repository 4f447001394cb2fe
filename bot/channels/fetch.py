"""Files that people sent are fetched from their platform and kept, by who holds the bot's lock."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import TypeVar

import structlog

from bot.channels.line import FileGone, Line
from bot.render.wording import word
from domain.attachment import PIECE, pause_after
from domain.audience import audience_of
from domain.facts import FileLost
from domain.incoming import Address
from domain.outgoing import About, Outgoing, Priority, Reader
from domain.policy import EVERYTHING
from domain.ports import Clock, Reach
from reminders.deliver import InThread
from storage.attachments import Fetching
from storage.bell import FILES
from storage.store import Store
from storage.unit import Unit

log = structlog.get_logger()

T = TypeVar("T")

AT_ONCE = 3
"""Files fetched at once: one that is slow must not hold up others, and each is held in memory."""
LOOK_AGAIN = 60.0
"""Seconds after which files are looked for although nothing rang."""
STORE_AGAIN = 1.0
"""Seconds to wait when the store is away."""


class Fetcher:
    """Fetches what waits for one line."""

    def __init__(
        self,
        store: Store,
        line: Line,
        clock: Clock,
        in_thread: InThread,
        reach: Reach,
        has_room: Callable[[], bool] = lambda: True,
    ) -> None:
        """Fetch by `line` into `store`, as long as its disk has room."""
        self._store = store
        self._line = line
        self._clock = clock
        self._in_thread = in_thread
        self._reach = reach
        self._has_room = has_room

    async def run(self) -> None:
        """Fetch until cancelled; the store's bell tells when there is something new."""
        loop = asyncio.get_running_loop()
        rung = asyncio.Event()
        leave = self._store.bell.listen(lambda: loop.call_soon_threadsafe(rung.set), FILES)
        try:
            while True:
                rung.clear()
                seconds = await self._round_or_pause()
                try:
                    async with asyncio.timeout(seconds):
                        await rung.wait()
                except TimeoutError:
                    continue
        finally:
            leave()

    async def _round_or_pause(self) -> float:
        """Fetch what is due; return for how many seconds there is nothing to do."""
        try:
            while await self.round():
                pass
            due = await self._in_thread(self._next)
        except Exception as error:
            log.warning("nothing fetched", error=type(error).__name__)
            return STORE_AGAIN
        return due

    async def round(self) -> int:
        """Try each file that is due once; return how many there were."""
        waiting = await self._in_thread(self._due)
        tried = await asyncio.gather(*(self._try(file) for file in waiting), return_exceptions=True)
        for trouble in tried:
            if trouble is not None:
                raise trouble
        return len(waiting)

    def _due(self) -> Sequence[Fetching]:
        if not self._has_room():
            return ()
        with self._store.read() as view:
            return view.attachments.to_fetch(self._line.names, self._clock(), AT_ONCE)

    def _next(self) -> float:
        with self._store.read() as view:
            again = view.attachments.next_fetch(self._line.names)
        left = (
            LOOK_AGAIN if again is None or not self._has_room() else (again - self._clock()).total_seconds()
        )
        return min(max(left, 0.0), LOOK_AGAIN)

    # ---- one file

    async def _try(self, file: Fetching) -> None:
        try:
            data = await self._line.fetch(file.file)
        except FileGone as gone:
            log.warning("file gone", attachment=file.id, why=str(gone))
            await self._in_thread(self._write, partial(_lost, file.id))
        except Exception as error:
            log.warning(
                "file not fetched", attachment=file.id, tries=file.tries + 1, error=type(error).__name__
            )
            await self._in_thread(self._write, partial(self._failed, file))
        else:
            await self._keep(file, data)

    async def _keep(self, file: Fetching, data: bytes) -> None:
        """Store a file piece by piece, each in a commit of its own: others write in between."""
        pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)] or [b""]
        for number, piece in enumerate(pieces):
            if not await self._in_thread(self._write, partial(_piece, file.id, number, piece)):
                return
            self._reach("fetch.after_piece")
        await self._in_thread(self._write, partial(_kept, file.id, sha256(data).digest(), len(data)))

    def _failed(self, file: Fetching, work: Unit) -> None:
        pause = pause_after(file.tries + 1)
        if pause is None:
            _lost(file.id, work)
        else:
            work.attachments.try_again(file.id, file.tries + 1, self._clock() + pause)

    def _write(self, how: Callable[[Unit], T]) -> T:
        with self._store.write() as work:
            work.seen_by(EVERYTHING)
            done = how(work)
            work.commit()
        return done


def _piece(id: int, number: int, data: bytes, work: Unit) -> bool:
    return work.attachments.keep_piece(id, number, data)


def _kept(id: int, digest: bytes, size: int, work: Unit) -> None:
    work.attachments.kept(id, digest, size)


def _lost(id: int, work: Unit) -> None:
    """Give a file up, and tell its sender where it was sent, once."""
    if not work.attachments.lost(id):
        return
    file = work.attachments.get(id)
    act = work.acts.that_added("attachment", id)
    sender = work.people.get(file.person_id)
    customer = work.customers.get(file.customer_id)
    if act is None:
        return
    audience = audience_of(work.chats.at(act.channel, act.chat), work)
    told = audience.told(FileLost(file, customer))
    document = word(told, Reader(sender.language.value, sender.timezone))
    about = About("talk", customer_id=customer.id)
    to = Address(act.channel, act.chat, act.thread)
    cleared = audience.cleared_for((told,))
    work.outbox.add(Outgoing(to, document, about, Priority.ANSWER, work.now(), cleared_for=cleared))
