"""Wakes open pages when their chat has new rows or their session ended: one look for all of them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.channels import desk
from bot.http.services import Services
from storage.bell import ACCESS, SHOWN

log = structlog.get_logger()


class Live:
    """The open pages, by the chat they follow."""

    def __init__(self, services: Services) -> None:
        """Watch the store of `services` while `running`."""
        self.services = services
        self.closing = False
        self._pages: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._newest: dict[str, int] = {}
        self._sessions: dict[asyncio.Event, str] = {}

    @contextmanager
    def page(self, chat: str, session: str) -> Iterator[asyncio.Event]:
        """Give what is set when `chat` has new rows, the session ends, or the pages are to close."""
        woken = asyncio.Event()
        self._pages[chat].add(woken)
        self._sessions[woken] = session
        try:
            yield woken
        finally:
            del self._sessions[woken]
            self._pages[chat].discard(woken)
            if not self._pages[chat]:
                del self._pages[chat]

    def close(self) -> None:
        """Let all pages end: the process stops."""
        self.closing = True
        self._wake(self._pages)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch until the block is left."""
        rung = asyncio.Event()
        loop = asyncio.get_running_loop()

        def ring() -> None:
            with suppress(RuntimeError):  # the loop is closed: rung by a thread that ends after it
                loop.call_soon_threadsafe(rung.set)

        leaves = [self.services.store.bell.listen(ring, news) for news in (SHOWN, ACCESS)]
        watching = asyncio.create_task(self._watch(rung))
        try:
            yield
        finally:
            for leave in leaves:
                leave()
            watching.cancel()

    async def _watch(self, rung: asyncio.Event) -> None:
        while True:
            await rung.wait()
            rung.clear()
            try:
                await self._look()
            except SQLAlchemyError as error:
                log.warning("pages not woken", error=type(error).__name__)

    async def _look(self) -> None:
        watched, held = tuple(self._pages), frozenset(self._sessions.values())
        newest, ended = await self.services.in_thread(lambda: self._seen(watched, held))
        moved = [chat for chat, row in newest.items() if self._newest.get(chat) != row]
        self._newest = newest
        self._wake(moved)
        for woken, session in self._sessions.items():
            if session in ended:
                woken.set()

    def _seen(self, chats: tuple[str, ...], held: frozenset[str]) -> tuple[dict[str, int], frozenset[str]]:
        """Return the newest row of each chat, and which of the sessions are over."""
        with self.services.store.read() as unit:
            return unit.screen.newest(desk.WEB, chats), unit.access.ended(held)

    def _wake(self, chats: Iterable[str]) -> None:
        for chat in chats:
            for woken in self._pages.get(chat, ()):
                woken.set()
