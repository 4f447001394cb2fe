"""Rung at each commit, so that nobody has to look again and again: workers, dispatchers, open pages."""

from collections.abc import Callable
from threading import Lock


class Bell:
    """Calls each listener, from whatever thread rings."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._lock = Lock()
        self._listeners: list[Callable[[], object]] = []

    def listen(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call `listener` at each ring, quickly and from any thread; return what ends that."""
        with self._lock:
            self._listeners.append(listener)

        def leave() -> None:
            with self._lock:
                self._listeners.remove(listener)

        return leave

    def ring(self) -> None:
        """Call everybody who listens."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()
