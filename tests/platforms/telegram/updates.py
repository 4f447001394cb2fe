"""Updates on the server until the bot has them: kept in order, confirmed by offset, filtered by kind."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .rules import UNASKED, UPDATE_LIFE, UPDATES, Json

FUTURE = 10
"""Server (td/db/TQueue): an offset further ahead of the queue than this confirms nothing."""


@dataclass(frozen=True)
class Update:
    """One update as it will be delivered; `line` is what it stays in order with."""

    id: int
    json: Json
    at: datetime
    line: int = 0


class Updates:
    """The queue of one bot."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Hold nothing; the first update_id is as high as real ones are."""
        self.next_id = 715_000_001
        self.pending: list[Update] = []
        self.allowed: frozenset[str] = UNASKED
        self._now = now

    def add(self, kind: str, content: Json, line: int = 0) -> int | None:
        """Queue an update unless the bot did not ask for its kind; return its update_id."""
        if kind not in self.allowed:
            return None
        return self.put({kind: copy.deepcopy(content)}, line)

    def put(self, update: Json, line: int = 0) -> int:
        """Queue an update as given, numbered unless it has an update_id."""
        number = update.get("update_id", self.next_id)
        if "update_id" not in update:
            self.next_id += 1
        self.pending.append(Update(number, {"update_id": number, **update}, self._now(), line))
        return int(number)

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Note allowed_updates (Bot API, getUpdates): unset keeps what was, empty means all but three."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & frozenset(UPDATES) or UNASKED

    def get(self, offset: int = 0, limit: int = 100) -> list[Json]:
        """Return the next updates; what stands before `offset` is confirmed and forgotten.

        Bot API, getUpdates: a negative offset leaves the last ones only, "all previous updates will be
        forgotten".
        """
        self._forget_old()
        if offset < 0:
            self.pending = self.pending[offset:]
        elif 0 < offset <= self.next_id + FUTURE:
            self.pending = [update for update in self.pending if update.id >= offset]
        return [update.json for update in self.pending[:limit]]

    def remove(self, update: Update) -> None:
        """Forget an update that a webhook took."""
        self.pending = [one for one in self.pending if one is not update]

    def clear(self) -> None:
        """Forget all (drop_pending_updates)."""
        self.pending.clear()

    def _forget_old(self) -> None:
        now = self._now()
        self.pending = [one for one in self.pending if (now - one.at).total_seconds() <= UPDATE_LIFE]
