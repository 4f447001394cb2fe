"""The one reader of the clock; everything else is given the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock


def now() -> datetime:
    """Return the time now, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


class DemoClock:
    """The demo's clock: it runs like the real one, and can be moved forward."""

    def __init__(self, runs: Callable[[], datetime] = now) -> None:
        """Start at the time that `runs` tells, the real one."""
        self._runs = runs
        self._ahead = timedelta(0)
        self._lock = Lock()
        self._moved: Callable[[], object] = lambda: None

    def __call__(self) -> datetime:
        """Return the demo's time, aware, in UTC."""
        return self._runs() + self._ahead

    def go_to(self, moment: datetime) -> None:
        """Go on to `moment`; a moment that is past changes nothing."""
        with self._lock:
            self._ahead = max(self._ahead, moment - self._runs())
        self._moved()

    def when_moved(self, tell: Callable[[], object]) -> None:
        """Call `tell` after each move, from the thread that moves."""
        self._moved = tell
