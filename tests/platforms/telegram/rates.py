"""How often a bot may send: about 1/s in a chat with short bursts, 30/s in all, 20/min in a group."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from .rules import flood


@dataclass
class Rates:
    """Rates of sending [telegra.ph/Hitting-limits-bot-FAQ; telegram.constants.FloodLimit]; they vary."""

    chat: float = 1.0
    burst: int = 3
    overall: int = 30
    group_minute: int = 20
    sent: dict[int, deque[float]] = field(default_factory=dict)
    all_sent: deque[float] = field(default_factory=deque)

    def take(self, chat: int, group: bool) -> None:
        """Note a message to a chat, or refuse it with 429 and the seconds to wait."""
        now = time.monotonic()
        sent = self.sent.setdefault(chat, deque())
        left = max(
            self._left(self.all_sent, self.overall, 1.0, now),
            self._left(sent, self.burst, self.burst / self.chat, now),
            self._left(sent, self.group_minute, 60.0, now) if group else 0.0,
        )
        if left > 0:
            raise flood(max(1, math.ceil(left)))
        sent.append(now)
        self.all_sent.append(now)

    @staticmethod
    def _left(times: deque[float], number: int, within: float, now: float) -> float:
        while times and times[0] < now - 60:
            times.popleft()
        if len(times) < number:
            return 0.0
        return times[-number] + within - now
