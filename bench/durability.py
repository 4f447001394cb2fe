"""What a commit costs that survives a power cut, and which settings lose updates without a word.

The unit of work is that of `receive`: an inbox row and the row that is shown.
"""

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from bench import stores
from bench.report import Figure, Report, Row, spread
from storage.engine import open_engines

CLAIM = "one writer with WAL, FULL and BEGIN IMMEDIATE keeps every update, and FULL costs little"
COMMITS = 300
WRITERS = 4
ADDERS = 8
ADDS = 50
BODY = json.dumps({"text": "visited Acme Labs, met Jane, moved to negotiation, about 500k"})

JOURNALS = (
    ("WAL, FULL (ours)", ("journal_mode=WAL", "synchronous=FULL")),
    ("WAL, NORMAL: may lose the last commits at a power cut", ("journal_mode=WAL", "synchronous=NORMAL")),
    ("DELETE, FULL: SQLite's default", ()),
)


def run() -> Report:
    """Time commits under each journal, with one writer and with many, and count lost updates."""
    with stores.folder() as here:
        rows = [
            Row(f"{name}", _commits(here / f"journal{at}.db", how)) for at, (name, how) in enumerate(JOURNALS)
        ]
        ours = JOURNALS[0][1]
        rows.append(Row(f"{WRITERS} threads, one writer (ours)", _in_line(here / "line.db", ours)))
        rows.append(Row(f"{WRITERS} threads, a connection each", _each_own(here / "own.db", ours)))
        url = f"sqlite:///{here / 'sums'}"
        rows.append(Row("BEGIN IMMEDIATE, one writer (ours)", _sums(open_engines(f"{url}-ours.db").writing)))
        rows.append(
            Row("SQLAlchemy as it comes", _sums(create_engine(f"{url}-theirs.db", poolclass=NullPool)))
        )
    remarks = [f"kept: of {ADDERS * ADDS} additions to one number by {ADDERS} threads"]
    return Report(CLAIM, rows, remarks)


# ---- commits ------------------------------------------------------------------------------------------


def _connected(file: Path, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT)"
    )
    connection.execute(
        "CREATE TABLE IF NOT EXISTS shown (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT)"
    )
    return connection


def _keep(connection: sqlite3.Connection, key: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO inbox (key, body) VALUES (?, ?)", (key, BODY))
    connection.execute("INSERT INTO shown (key, body) VALUES (?, ?)", (key, BODY))
    connection.execute("COMMIT")


def _commits(file: Path, pragmas: tuple[str, ...]) -> dict[str, Figure]:
    with closing(_connected(file, pragmas)) as connection:
        return {"commits": COMMITS, **spread(_timed(_keep, connection, f"k{at}") for at in range(COMMITS))}


def _timed(work: Callable[..., None], *arguments: object) -> float:
    began = perf_counter()
    work(*arguments)
    return perf_counter() - began


def _in_line(file: Path, pragmas: tuple[str, ...]) -> dict[str, Figure]:
    """Let threads stand in line for one connection."""
    line = threading.Lock()
    with closing(_connected(file, pragmas)) as connection:

        def keep(key: str) -> None:
            with line:
                _keep(connection, key)

        return _from_threads(lambda: keep)


def _each_own(file: Path, pragmas: tuple[str, ...]) -> dict[str, Figure]:
    """Let SQLite's busy handler decide whose turn it is."""
    connections = [_connected(file, pragmas) for _ in range(WRITERS)]
    free = iter(connections)

    def one() -> Callable[[str], None]:
        connection = next(free)
        return lambda key: _keep(connection, key)

    try:
        return _from_threads(one)
    finally:
        for connection in connections:
            connection.close()


def _from_threads(opened: Callable[[], Callable[[str], None]]) -> dict[str, Figure]:
    seconds: list[float] = []

    def work(number: int, keep: Callable[[str], None]) -> None:
        seconds.extend(_timed(keep, f"k{number}-{at}") for at in range(COMMITS // WRITERS))

    threads = [threading.Thread(target=work, args=(number, opened())) for number in range(WRITERS)]
    _run(threads)
    return {"commits": len(seconds), **spread(seconds)}


def _run(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# ---- lost updates -------------------------------------------------------------------------------------


def _sums(engine: Engine) -> dict[str, Figure]:
    """Let threads read a number, add one and write it back; return how many additions were kept."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE total (number INTEGER)"))
        connection.execute(text("INSERT INTO total VALUES (0)"))
    refused: list[OperationalError] = []

    def add() -> None:
        for _ in range(ADDS):
            try:
                with engine.begin() as connection:
                    number = connection.execute(text("SELECT number FROM total")).scalar_one()
                    connection.execute(text("UPDATE total SET number = :number"), {"number": number + 1})
            except OperationalError as error:
                refused.append(error)

    _run([threading.Thread(target=add) for _ in range(ADDERS)])
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT number FROM total")).scalar_one()
    engine.dispose()
    lost = ADDERS * ADDS - kept - len(refused)
    return {"kept": kept, "refused": len(refused), "lost silently": lost}
