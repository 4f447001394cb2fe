"""Rung at each commit, so that nobody has to look again and again: workers, dispatchers, open pages."""

from collections.abc import Callable, Collection
from secrets import token_hex
from threading import Lock

INBOX = "inbox"
OUTBOX = "outbox"
SHOWN = "shown"
FILES = "files"
ACCESS = "access"
"""What a commit may bring news of; who listens for one of these is left alone at all other commits."""


class Bell:
    """Calls each listener, from whatever thread rings."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self.name = token_hex(8)
        """Tells our own commits from those of other processes, of which PostgreSQL tells alike."""
        self._lock = Lock()
        self._listeners: list[tuple[Callable[[], object], str | None]] = []

    def listen(self, listener: Callable[[], object], news: str | None = None) -> Callable[[], None]:
        """Call `listener` at each ring, or at each that brings news of one kind, quickly and from any thread;
        return what ends that."""
        listening = (listener, news)
        with self._lock:
            self._listeners.append(listening)

        def leave() -> None:
            with self._lock:
                self._listeners.remove(listening)

        return leave

    def ring(self, news: Collection[str] = (INBOX, OUTBOX, SHOWN, FILES, ACCESS)) -> None:
        """Call everybody who listens for that; without a word of what is new, everybody."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener, wanted in listeners:
            if wanted is None or wanted in news:
                listener()
