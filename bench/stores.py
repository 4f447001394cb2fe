"""Stores to measure on: an SQLite file in a folder that goes, and a PostgreSQL database that goes too."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import psycopg

from storage import schema
from storage.engine import open_engines

POSTGRES = os.environ.get("TEST_POSTGRES", "postgresql://127.0.0.1:5432/postgres")


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="salesbot-bench-") as name:
        yield Path(name)


@contextmanager
def on_sqlite() -> Iterator[str]:
    """Yield the URL of an empty store in a file."""
    with folder() as here:
        yield migrated(f"sqlite:///{here / 'store.db'}")


@contextmanager
def on_postgres() -> Iterator[str]:
    """Yield the URL of an empty store on the server at hand."""
    with postgres_database() as url:
        yield migrated(url)


@contextmanager
def postgres_database() -> Iterator[str]:
    """Yield the URL of an empty database on the server at hand."""
    name = f"salesbot_bench_{token_hex(6)}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    try:
        yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def has_postgres() -> bool:
    """Return whether there is a server to measure on."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def migrated(url: str) -> str:
    """Bring the store at `url` to our schema, and return the URL."""
    engines = open_engines(url)
    schema.upgrade(engines)
    engines.dispose()
    return url
