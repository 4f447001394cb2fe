"""Groups that nobody has tied are left after a day, by who holds the bot's lock."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.channels.line import Line
from domain.people import Chat
from domain.ports import Clock
from reminders.deliver import InThread
from storage.store import Store

log = structlog.get_logger()

STAYS = timedelta(days=1)
"""How long the bot stays in a group that belongs to no team (product.md 6)."""
LOOK_AGAIN = 60.0
"""Seconds after which such groups are looked for again."""


class Leaver:
    """Leaves strange groups by one line."""

    def __init__(self, store: Store, line: Line, clock: Clock, in_thread: InThread) -> None:
        """Leave groups that `store` knows of."""
        self._store = store
        self._line = line
        self._clock = clock
        self._in_thread = in_thread

    async def run(self) -> None:
        """Leave what is due, looking again and again, until cancelled."""
        while True:
            try:
                await self.round()
            except Exception as error:
                log.warning("groups not left", error=type(error).__name__)
            await asyncio.sleep(LOOK_AGAIN)

    async def round(self) -> None:
        """Leave each group that is due, and forget it."""
        for chat in await self._in_thread(self._due):
            await self._line.leave(chat.platform_id)
            await self._in_thread(self._forget, chat)

    def _due(self) -> Sequence[Chat]:
        with self._store.read() as view:
            return view.chats.strangers(self._line.names, self._clock() - STAYS)

    def _forget(self, chat: Chat) -> None:
        with self._store.write() as work:
            work.chats.forget(chat.address)
            work.commit()
