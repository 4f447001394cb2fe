"""Backup and restore: a consistent copy while running, and a restored store that re-sends nothing."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy import select, update

from bot.exchange.forgotten import NAME, listed_in, note_erased, read_list
from storage import schema
from storage.engine import Engines
from storage.erasing import Listed
from storage.locks import lock
from storage.store import Store
from storage.tables import outbox, reminder
from storage.tables import store as store_table


def back_up(engines: Engines, file: Path) -> None:
    """Write a consistent copy of the store to `file`: an SQLite file, or PostgreSQL's own archive."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    if engines.sqlite:
        _copy_sqlite(_path(engines), part)
    else:
        _pg("pg_dump", "--format=custom", f"--file={part}", engines=engines)
    part.replace(file)


@dataclass(frozen=True)
class PutBack:
    """What a restore came to: how many waiting messages are held instead of sent, how much erased again."""

    held: int
    erased: int


def put_back(store: Store, file: Path, folder: Path, listed: Sequence[Listed] = ()) -> PutBack:
    """Put the copy in the store's place, and erase in it what was erased since it was made: by the list of
    the store that was there, the one in the data folder, and `listed`, from another machine."""
    engines = store.engines
    listed = (*listed_in(store), *read_list(folder / NAME), *listed)
    if engines.sqlite:
        _put_back_sqlite(engines, file)
    else:
        _pg("pg_restore", "--clean", "--if-exists", "--single-transaction", str(file), engines=engines)
    schema.upgrade(engines)
    held = _hold(engines, store.clock())
    with store.write() as unit:
        again = unit.erasing.again(listed)
        unit.commit()
    note_erased(folder, store)
    return PutBack(held, again)


def _put_back_sqlite(engines: Engines, file: Path) -> None:
    if schema.sqlite_revision(file) is None:
        raise RuntimeError(f"{file} is not a backup of a salesbot store")
    run = lock(engines, "run")
    if not run.take():
        raise RuntimeError("a `salesbot run` works on the store: stop it before restoring")
    target = _path(engines)
    engines.dispose()
    try:
        for left in ("", "-wal", "-shm"):
            target.with_name(target.name + left).unlink(missing_ok=True)
        shutil.copy2(file, target)
    finally:
        run.release()


def _hold(engines: Engines, now: datetime) -> int:
    """Give the store a new number, and hold what waits and what fell due since the copy was made."""
    with engines.writing.connect() as connection, connection.begin():
        connection.execute(update(store_table).values(number=token_hex(8), restored_at=now))
        held = connection.execute(
            update(outbox)
            .where(outbox.c.state.in_(("waiting", "sending")))
            .values(state="held", updated_at=now)
        ).rowcount
        due = select(reminder.c.id).where(reminder.c.state == "open", reminder.c.next_due <= now)
        connection.execute(
            update(reminder).where(reminder.c.id.in_(due)).values(next_due=None, rung_at=now, updated_at=now)
        )
    return held


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise FileNotFoundError(f"there is no store at {source}")
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _path(engines: Engines) -> Path:
    assert engines.writing.url.database is not None
    return Path(engines.writing.url.database)


def _pg(command: str, *options: str, engines: Engines) -> None:
    """Run one of PostgreSQL's own tools on the database; the password goes by the environment."""
    url = engines.writing.url
    tool = shutil.which(command)
    if tool is None:
        raise RuntimeError(f"{command} is not installed; it comes with PostgreSQL's client programs")
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    bare = url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(  # noqa: S603 - the tool's full path, no shell
        [tool, f"--dbname={bare}", *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.strip().splitlines()[-1:]}")
