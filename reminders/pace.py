"""How fast one bot may send: its platform's limits, and the pauses the platform asks for."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True)
class Limit:
    """At most `number` messages in any `seconds`; `source` says where that is written."""

    number: int
    seconds: float
    source: str


@dataclass(frozen=True)
class Limits:
    """The limits of a platform: over all chats, in one chat, and in one group beside that."""

    bot: Sequence[Limit] = ()
    chat: Sequence[Limit] = ()
    group: Sequence[Limit] = ()
    is_group: Callable[[str], bool] = lambda _chat: False


LONGEST = 61.0
"""Seconds of the longest limit: what went before that is forgotten."""


@dataclass
class Pace:
    """What one bot has sent lately, and who rests; all in the memory of the one process that sends.

    Times are seconds of `time`, a clock that only goes forward.
    """

    limits: Limits = Limits()
    time: Callable[[], float] = monotonic
    _went: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _rests: dict[str, float] = field(default_factory=dict)

    async def turn(self, chat: str) -> None:
        """Wait until a message may go to the chat, and count it."""
        while (wait := self.free_at(chat) - self.time()) > 0:
            await asyncio.sleep(wait)
        for counted in (chat, ALL):
            self._went[counted].append(self.time())

    def went(self, chat: str) -> None:
        """Count what went to the chat last as going only now: its call has returned, and the platform, which
        may have got it late, counts from when it did."""
        if went := self._went.get(chat):
            went[-1] = self.time()

    def rest(self, chat: str, seconds: float) -> None:
        """Let the chat rest, as the platform asked; when two ask at once the whole bot is meant."""
        until = self.time() + seconds
        others = [name for name, rests in self._rests.items() if name != chat and rests > self.time()]
        for name in (chat, ALL) if others else (chat,):
            self._rests[name] = max(until, self._rests.get(name, 0.0))

    def resting(self) -> frozenset[str]:
        """Return the chats to which nothing may go now."""
        now = self.time()
        known = {*self._went, *self._rests} - {ALL}
        return frozenset(chat for chat in known if self.free_at(chat) > now)

    def all_rest(self) -> bool:
        """Return whether nothing may go anywhere now."""
        return self._free_at(ALL, self.limits.bot) > self.time()

    def soonest(self) -> float | None:
        """Return the seconds until the next of those who rest may be written to; None where nobody rests."""
        now = self.time()
        known = {*self._went, *self._rests} - {ALL}
        waits = [free - now for chat in known if (free := self.free_at(chat)) > now]
        return min(waits, default=None)

    def free_at(self, chat: str) -> float:
        """Return when a message may go to the chat."""
        limits = [*self.limits.chat, *(self.limits.group if self.limits.is_group(chat) else ())]
        return max(self._free_at(chat, limits), self._free_at(ALL, self.limits.bot))

    def _free_at(self, name: str, limits: Sequence[Limit]) -> float:
        self._forget(name)
        went = self._went.get(name, ())
        rests = self._rests.get(name, 0.0)
        return max(
            [rests, *(went[-limit.number] + limit.seconds for limit in limits if len(went) >= limit.number)]
        )

    def _forget(self, name: str) -> None:
        """Drop what is too old to matter, so that memory follows the chats of the last minute."""
        now = self.time()
        if self._rests.get(name, now) < now:
            del self._rests[name]
        went = self._went.get(name)
        while went and went[0] < now - LONGEST:
            went.popleft()
        if went is not None and not went:
            del self._went[name]


ALL = ""
"""Stands for the bot as a whole; no chat is called so."""
