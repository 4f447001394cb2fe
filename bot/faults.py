"""Named points of the code path at which a test may let the process die, as `kill -9` would.

`SALESBOT_KILL_AT=answer.before_commit` dies when the point is first reached, `…:3` at the third time.
Without the variable, reaching a point does nothing.
"""

import os
import signal
from collections import Counter
from threading import Lock

POINTS = (
    "receive.before_commit",
    "receive.after_commit",
    "receive.after_ack",
    "answer.claimed",
    "answer.planned",
    "answer.before_commit",
    "answer.after_commit",
    "ring.before_commit",
    "ring.after_commit",
    "deliver.taken",
    "deliver.before_call",
    "deliver.after_call",
    "deliver.after_part",
    "deliver.after_note",
    "fetch.after_piece",
    "upgrade.after_copy",
    "upgrade.before_commit",
)
"""All points there are; a test checks that each is reached."""


class Faults:
    """Dies at the point it was told, else does nothing."""

    def __init__(self, told: str | None) -> None:
        """Die at `told`, a point's name with an optional count."""
        name, _, times = (told or "").partition(":")
        if name and name not in POINTS:
            raise ValueError(f"no point is called {name!r}; there are {', '.join(POINTS)}")
        if times and not times.isdecimal():
            raise ValueError(f"{times!r} is not a count")
        self._name = name
        self._at = int(times or 1)
        self._reached: Counter[str] = Counter()
        self._lock = Lock()

    def __call__(self, point: str) -> None:
        """Note that a point was reached."""
        if point != self._name:
            return
        with self._lock:
            self._reached[point] += 1
            if self._reached[point] == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
