"""Engines: one writing connection and a few reading ones on SQLite, one pool on PostgreSQL.

Measured reasons (docs/decisions/0003): with the driver's defaults, tasks that read, add and write lose
updates silently on SQLite; `BEGIN IMMEDIATE` keeps them all, and one writing connection, whose pool is the
line to stand in, is steadier than many with a busy time-out.
"""

from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.pool import PoolProxiedConnection

READERS = 12
"""More than answering threads: receiving, pages and reports read too."""
WRITER_PATIENCE = 30.0
"""Seconds a unit of work stands in line for SQLite's writer before it is surely not stored."""


@dataclass(frozen=True)
class Engines:
    """Where to write and where to read; on PostgreSQL they are one."""

    writing: Engine
    reading: Engine

    @property
    def sqlite(self) -> bool:
        """Whether the store is an SQLite file."""
        return self.writing.dialect.name == "sqlite"

    def dispose(self) -> None:
        """Close all idle connections."""
        self.writing.dispose()
        self.reading.dispose()


def database_url(text: str) -> URL:
    """Return the SQLAlchemy URL; a bare `postgresql://` means psycopg 3."""
    url = make_url(text)
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def open_engines(text: str) -> Engines:
    """Return the engines for a database URL; nothing is connected yet."""
    url = database_url(text)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    if url.get_backend_name() == "postgresql":
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=16,
            max_overflow=8,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={"options": "-c timezone=utc -c idle_in_transaction_session_timeout=10s"},
        )
        return Engines(engine, engine)
    raise ValueError(f"neither SQLite nor PostgreSQL: {url.get_backend_name()}")


def _sqlite(url: URL) -> Engines:
    if not url.database or url.database == ":memory:":
        raise ValueError("an SQLite store is a file; :memory: would give every connection its own")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    writing = create_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_timeout=WRITER_PATIENCE,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    reading = create_engine(
        url,
        pool_size=READERS,
        max_overflow=0,
        pool_use_lifo=True,  # the one used last has its pages and statements at hand
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    _prepare(writing, begin="BEGIN IMMEDIATE", pragmas=())
    _prepare(reading, begin="BEGIN", pragmas=("query_only=ON",))
    return Engines(writing, reading)


PRAGMAS = (
    "synchronous=FULL",  # "saved" said to a person survives a power cut
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
)


WRITE_AHEAD_PATIENCE = 5.0
"""Seconds in which a file that others open at the same moment must be free."""


def _write_ahead(dbapi: SqliteConnection) -> None:
    """Keep a write-ahead log. Where a file gets its first one SQLite does not wait for others, so we do."""
    deadline = monotonic() + WRITE_AHEAD_PATIENCE
    while True:
        try:
            dbapi.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.01)


def _prepare(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def connect(dbapi: SqliteConnection, _record: Any) -> None:
        dbapi.isolation_level = None
        _write_ahead(dbapi)
        for pragma in (*PRAGMAS, *pragmas):
            dbapi.execute(f"PRAGMA {pragma}")

    def start(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute(begin)

    # Not by an event of the engine: every statement would then look for events too.
    engine.dialect.do_begin = start  # type: ignore[method-assign]
