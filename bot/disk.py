"""Whether there is room on the disk: with too little, nothing new is taken, and the admins are told."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.telling import in_private
from domain.facts import DiskFull, DiskMended, Fact
from domain.outgoing import About
from storage.engine import Engines
from storage.store import Busy, Store

LEAST = 100 * 2**20
"""Bytes that must be free; with what is left, what was taken before is still answered and sent."""
RULE = "disk"
"""Under which name it is kept who was told what of the disk last."""
ROOM, FULL = "room", "full"


class NoRoom(Busy):
    """The disk is almost full: surely nothing was stored."""


@dataclass(frozen=True)
class Disk:
    """The disk the store is on; `free` returns its free bytes."""

    free: Callable[[], int]

    def check(self) -> None:
        """Raise `NoRoom` where nothing new may be taken."""
        if not self.has_room:
            raise NoRoom

    @property
    def has_room(self) -> bool:
        """Whether enough is free."""
        return self.free() >= LEAST

    def watch(self, store: Store) -> None:
        """Tell the admins when the disk is almost full, and when there is room again, each once."""
        fact, state = (DiskMended(), ROOM) if self.has_room else (DiskFull(self.free() // 2**20), FULL)
        with store.read() as view:
            told = view.notices.told(RULE)
            admins = [one.id for one in view.people.leaders_of_team(None)]
        if any(told.get(("", admin), ROOM) != state for admin in admins):
            _tell(store, fact, state, told)


def disk_of(engines: Engines) -> Disk:
    """Return the disk of an SQLite file; that of another machine's PostgreSQL is not ours to look at."""
    if not engines.sqlite:
        return Disk(lambda: LEAST)
    assert engines.writing.url.database is not None
    folder = Path(engines.writing.url.database).resolve().parent
    return Disk(lambda: shutil.disk_usage(folder).free)


def _tell(store: Store, fact: Fact, state: str, told: dict[tuple[str, int], str]) -> None:
    with store.write() as work:
        for admin in work.people.leaders_of_team(None):
            messages = in_private([admin], fact, About("disk"), work)
            news = told.get(("", admin.id), ROOM) != state
            if messages and news and work.notices.raise_alert(RULE, "", admin.id, state) is not None:
                work.outbox.add_all(messages)
        work.commit()
