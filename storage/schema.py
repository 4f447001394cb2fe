"""The schema: brought up to date by Alembic, checked by comparing one row with a constant."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, inspect, select, text

from storage.engine import Engines
from storage.tables import store

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The revision this release works with."""
MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_205_759_403_792_794


def revision(engines: Engines) -> str | None:
    """Return the database's revision; None when it is empty."""
    with engines.reading.connect() as connection, connection.begin():
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def sqlite_revision(file: Path) -> str | None:
    """Return the revision of an SQLite file; None when it is not a store."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        return None
    return None if row is None else str(row[0])


def upgrade(engines: Engines, reach: Callable[[str], None] = lambda _: None) -> str | None:
    """Bring the schema to `HEAD`; on SQLite the file is copied first. Return the copy's path, if any."""
    before = revision(engines)
    if before == HEAD:
        return None
    copy = _copied(engines) if before is not None and engines.sqlite else None
    reach("upgrade.after_copy")
    with engines.writing.connect() as connection, connection.begin():
        if not engines.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        _migrate(connection)
        _number(connection)
        reach("upgrade.before_commit")
    return copy


def _migrate(connection: Connection) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _number(connection: Connection) -> None:
    """Give the store its number: a restored one gets another."""
    if connection.execute(select(store.c.id)).first() is None:
        connection.execute(insert(store).values(number=token_hex(8)))


def _copied(engines: Engines) -> str:
    """Copy the store as it stands, with what its log still holds, under the file's own permissions."""
    database = engines.writing.url.database
    assert database is not None
    copy = f"{database}.before-{HEAD}"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        shutil.copymode(database, copy)
        source.backup(target)
    return copy
