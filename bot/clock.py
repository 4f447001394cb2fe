"""The one reader of the clock; everything else is given the time."""

from datetime import UTC, datetime, timedelta
from threading import Lock


def now() -> datetime:
    """Return the time now, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


class DemoClock:
    """The demo's clock: it runs like the real one, and can be moved forward."""

    def __init__(self) -> None:
        """Start at the real time."""
        self._ahead = timedelta(0)
        self._lock = Lock()

    def __call__(self) -> datetime:
        """Return the demo's time, aware, in UTC."""
        return now() + self._ahead

    def go_to(self, moment: datetime) -> None:
        """Go on to `moment`; a moment that is past changes nothing."""
        with self._lock:
            self._ahead = max(self._ahead, moment - now())
