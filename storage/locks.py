"""Who may run the clock and each bot: locks that die with their holder, so that there is no lease to tune."""

from hashlib import blake2b
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.engine import Engines


class Lock(Protocol):
    """A lock of one name among all processes on a store."""

    @property
    def surely_held(self) -> bool:
        """Whether it is held and stays so as long as this process lives: nobody need ask anew."""
        ...

    def take(self) -> bool:
        """Take it, or learn that it is still held; False when somebody else has it."""
        ...

    def release(self) -> None:
        """Give it back."""
        ...


class File:
    """SQLite: a file beside the database, one `run` a file."""

    def __init__(self, database: str, name: str) -> None:
        """Lock `database` for `name`."""
        self._lock = FileLock(f"{Path(database).resolve()}.{name}.lock", thread_local=False)
        self._turn = ThreadLock()

    @property
    def surely_held(self) -> bool:
        """Whether it is held; what the operating system gave is not lost."""
        return self._lock.is_locked

    def take(self) -> bool:
        """Take it, or learn that it is still held; two threads at once would be two holders to the system."""
        with self._turn:
            if self._lock.is_locked:
                return True
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            return True

    def release(self) -> None:
        """Give it back."""
        with self._turn:
            self._lock.release()


OWN_SESSION = " ".join(
    (
        "-c idle_session_timeout=7s",
        "-c tcp_keepalives_idle=5",
        "-c tcp_keepalives_interval=2",
        "-c tcp_keepalives_count=2",
    )
)
"""A process that is merely stopped loses its locks too; it is asked again every 2 s."""


class Advisory:
    """PostgreSQL: a session advisory lock on a connection of its own."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Lock `name` in the engine's database."""
        self._engine = create_engine(
            engine.url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"options": OWN_SESSION, "connect_timeout": 5},
        )
        self._turn = ThreadLock()
        self._key = int.from_bytes(
            blake2b(f"salesbot:{name}".encode(), digest_size=8).digest(), "big", signed=True
        )
        self._connection: Connection | None = None

    @property
    def surely_held(self) -> bool:
        """False: its session may end at any time."""
        return False

    def take(self) -> bool:
        """Take it, or learn on its connection that it is still held."""
        with self._turn:
            try:
                if self._connection is not None:
                    self._connection.execute(text("SELECT 1"))
                    return True
                return self._try_anew()
            except SQLAlchemyError:
                self._forget()
                return False

    def release(self) -> None:
        """Give it back by ending its session."""
        with self._turn:
            self._forget()

    def _try_anew(self) -> bool:
        connection = self._engine.connect()
        if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}).scalar():
            self._connection = connection
            return True
        connection.close()
        return False

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def lock(engines: Engines, name: str) -> Lock:
    """Return the lock of that name on the store."""
    if engines.sqlite:
        assert engines.writing.url.database is not None
        return File(engines.writing.url.database, name)
    return Advisory(engines.writing, name)
