"""The store: opens views, units of work and claims on the engines."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError, OperationalError

from domain.incoming import RawEvent
from domain.policy import Viewer
from domain.ports import Stale
from storage.bell import Bell
from storage.engine import WRITER_PATIENCE, Engines
from storage.tables import conversation
from storage.traffic import Waiting
from storage.unit import Unit


class Busy(Exception):  # noqa: N818 - not a fault: ask again
    """The writer was not free in time: surely nothing was stored."""


CLASHES = ("40001", "40P01", "55P03")
"""PostgreSQL's serialization failure, deadlock, lock not available: plan anew."""
AWAY = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)
"""What SQLite says when its file or its disk is the trouble, and no statement."""
TOO_LONG = "25P03"
"""PostgreSQL ended a transaction in which nothing was asked for too long: that is the work's own fault."""


def is_away(error: BaseException | None) -> bool:
    """Return whether an error, or what caused it, is the store's alone: it is out of reach, too busy or full,
    and the same work may succeed once it is back."""
    while error is not None:
        if isinstance(error, Busy):
            return True
        if isinstance(error, DBAPIError):
            return _is_connections(error)
        error = error.__cause__
    return False


def _is_connections(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in AWAY
    if getattr(error.orig, "sqlstate", None) == TOO_LONG:
        return False
    return error.connection_invalidated or isinstance(error, OperationalError)


class Store:
    """The customer store on SQLite or PostgreSQL."""

    def __init__(
        self, engines: Engines, clock: Callable[[], datetime], *, eyes: Viewer | None = None
    ) -> None:
        """Open units on `engines`, which read the time from `clock`; what nobody else looks at through theirs
        is seen through `eyes`."""
        self.engines = engines
        self.clock = clock
        self.bell = Bell()
        self.eyes = eyes
        self._writer = Lock()
        self._busy: set[int] = set()
        self._busy_lock = Lock()

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """Open a view: a consistent reading on SQLite, statement by statement on PostgreSQL."""
        with self.engines.reading.connect() as connection, connection.begin():
            yield Unit(connection, self.clock, self.bell, self.eyes)

    @contextmanager
    def write(self, patience: timedelta | None = None) -> Iterator[Unit]:
        """Open a unit of work; what is not committed is undone. Raise `Busy` when the writer is not free in
        time, `Stale` when the database lets another go first."""
        with self._turn(patience) as left, _clash_is_stale(), self.engines.writing.connect() as connection:
            try:
                if self.engines.sqlite:
                    _wait_for_others(connection, left)
                connection.begin()
            except OperationalError as error:
                raise Busy from error
            yield Unit(connection, self.clock, self.bell, self.eyes)

    @contextmanager
    def claim(self, now: datetime) -> Iterator["Claim | None"]:
        """Take the oldest message of a free conversation, if there is one."""
        opened = self._claim_here(now) if self.engines.sqlite else self._claim_row(now)
        with opened as claim:
            yield claim

    @contextmanager
    def _turn(self, patience: timedelta | None) -> Iterator[float]:
        """Stand in line for SQLite's one writer, and return the seconds of patience that are left then;
        PostgreSQL has its own lines."""
        seconds = patience.total_seconds() if patience else WRITER_PATIENCE
        if not self.engines.sqlite:
            yield seconds
            return
        came = monotonic()
        if not self._writer.acquire(timeout=seconds):
            raise Busy
        try:
            yield max(0.0, seconds - (monotonic() - came))
        finally:
            self._writer.release()

    @contextmanager
    def _claim_here(self, now: datetime) -> Iterator["Claim | None"]:
        """SQLite: the conversations in hand stand in memory; between processes the inbox decides."""
        found = self._first_free(now)
        if found is None:
            yield None
            return
        waiting, event = found
        try:
            yield Claim(waiting.inbox_id, waiting.conversation_id, event, self.read, self.write)
        finally:
            with self._busy_lock:
                self._busy.discard(waiting.conversation_id)

    def _first_free(self, now: datetime) -> tuple[Waiting, RawEvent] | None:
        with self._busy_lock, self.read() as unit:
            found = unit.inbox.waiting(now, self._busy)
            if not found:
                return None
            event = unit.inbox.event(found[0].inbox_id)
            self._busy.add(found[0].conversation_id)
            return found[0], event

    @contextmanager
    def _claim_row(self, now: datetime) -> Iterator["Claim | None"]:
        """PostgreSQL: the conversation's row is locked, and reading and writing run in that transaction."""
        with _clash_is_stale(), self.engines.writing.connect() as connection, connection.begin():
            unit = Unit(connection, self.clock, self.bell, self.eyes)
            for waiting in unit.inbox.waiting(now):
                if self._locked(connection, waiting.conversation_id):
                    inbox_id = unit.inbox.oldest(waiting.conversation_id, now)
                    if inbox_id is not None:
                        yield self._row_claim(
                            connection, inbox_id, waiting.conversation_id, unit.inbox.event(inbox_id)
                        )
                        return
            yield None

    def _row_claim(
        self, connection: Connection, inbox_id: int, conversation_id: int, event: RawEvent
    ) -> "Claim":
        @contextmanager
        def here() -> Iterator[Unit]:
            yield Unit(connection, self.clock, self.bell, self.eyes)

        return Claim(inbox_id, conversation_id, event, here, here)

    def _locked(self, connection: Connection, conversation_id: int) -> bool:
        """Lock the conversation's row, but not its key: a new message may be stored there meanwhile."""
        query = select(conversation.c.id).where(conversation.c.id == conversation_id)
        locking = query.with_for_update(skip_locked=True, key_share=True)
        return connection.execute(locking).first() is not None


class Claim:
    """One message of a conversation nobody else answers meanwhile."""

    def __init__(
        self,
        inbox_id: int,
        conversation_id: int,
        event: RawEvent,
        read: Callable[[], AbstractContextManager[Unit]],
        write: Callable[[], AbstractContextManager[Unit]],
    ) -> None:
        """Hold the message `inbox_id` with the ways to read and write for it."""
        self.inbox_id = inbox_id
        self.conversation_id = conversation_id
        self.event = event
        self.message_key = f"{event.channel}:{event.message_key}"
        self.read = read
        self._write = write

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """Open the unit of work that answers the message."""
        with self._write() as unit:
            unit.claimed = (self.inbox_id, self.event)
            yield unit


def _wait_for_others(connection: Connection, seconds: float) -> None:
    """Let SQLite wait so long for another process that writes."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")


@contextmanager
def _clash_is_stale() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) in CLASHES:
            raise Stale(str(error.orig)) from error
        raise
