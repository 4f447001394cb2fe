"""What the process holds of a platform: one bot, listened to and written to."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from domain.incoming import RawEvent
from reminders.deliver import Channel
from reminders.pace import Pace

Take = Callable[[RawEvent], Awaitable[bool]]
"""Keeps a raw event; the platform may be told once it has returned. Raises when it was surely not kept."""


class FileGone(Exception):  # noqa: N818 - the platform's word
    """The platform will never hand this file out: it is deleted, or too large."""


class Line(Channel, Protocol):
    """One bot on one platform."""

    @property
    def pace(self) -> Pace:
        """How fast the bot may send."""
        ...

    @property
    def state(self) -> str:
        """How it stands, in a word or a line without secrets: `on`, `starting`, `away: …`."""
        ...

    def routes(self, take: Take) -> Sequence[BaseRoute]:
        """Return the pages at which the platform hands in events; none where the bot asks for them."""
        ...

    async def fetch(self, file: str) -> bytes:
        """Return the bytes of a file by the platform's id for it, at most `domain.attachment.LARGEST`.

        Raises `FileGone` where another attempt is in vain, or anything else that may pass: it is tried again
        with growing pauses.
        """
        ...

    async def leave(self, chat: str) -> None:
        """Leave a group; one that the bot is not in is left already. Anything raised may pass."""
        ...

    async def run(self, take: Take) -> None:
        """Introduce the bot and listen until cancelled; what goes wrong is tried again, with pauses."""
        ...

    async def close(self) -> None:
        """Close all connections; nothing is sent any more."""
        ...
