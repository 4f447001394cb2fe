"""Which customer is meant by what was typed: our matching, in memory and from the database, beside others'.

Names and queries are generated (`bench.invented`): nobody has these names, and the slips are of known kinds.
"""

import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

import psycopg
from rapidfuzz import fuzz, process, utils

from bench import stores
from bench.company import found
from bench.invented import WAYS, invented, queries
from bench.report import Figure, Report, Row, spread
from bot.clock import now
from domain.name_list import NameList
from domain.names import rank
from domain.policy import EVERYTHING
from storage.engine import open_engines
from storage.store import Store

CLAIM = "the right customer first, more often and in less time than fuzzy and trigram search"
NAMES = 10_000
EACH = 25
"""Queries of each way of typing."""

Find = Callable[[str], int | None]
"""Returns the place of the name found best, or None."""


@dataclass
class Found:
    """How often the right name came first, by way of typing, and how long each search took."""

    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    seconds: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Figure]:
        """Return shares of right ones and milliseconds."""
        every = [one for found in self.right.values() for one in found]
        by_way = {way.__name__: sum(self.right[way.__name__]) / EACH for way in WAYS}
        times = spread(self.seconds)
        return {
            "p50 ms": times["p50 ms"],
            "p99 ms": times["p99 ms"],
            "R@1": sum(every) / len(every),
            **by_way,
        }


def run() -> Report:
    """Ask all of them the same, among the same names."""
    names = invented(NAMES)
    asked = queries(names, EACH)
    random.Random(4).shuffle(asked)
    rows = [Row("NameList, in memory (ours)", _ask(_listed(names), asked))]
    with _stored(stores.on_sqlite, names) as find:
        rows.append(Row("keys in SQLite (ours)", ours := _ask(find, asked)))
    if stores.has_postgres():
        with _stored(stores.on_postgres, names) as find:
            rows.append(Row("keys in PostgreSQL (ours)", _ask(find, asked)))
    others = [Row("rapidfuzz process.extractOne, WRatio", _ask(_rapidfuzz(names), asked))]
    with _fts5(names) as find:
        others.append(Row("SQLite FTS5 trigram, bm25", _ask(find, asked)))
    if stores.has_postgres():
        with _pg_trgm(names) as find:
            others.append(Row("pg_trgm, GiST distance", _ask(find, asked)))
    ratios = [
        Row(
            f"ratio: {other.what} / keys in SQLite", {key: _ratio(other.figures, ours, key) for key in RATIOS}
        )
        for other in others
    ]
    remarks = [
        f"{NAMES:,} names; {EACH} queries of each way of typing, all generated; shares of right ones, 0 to 1"
    ]
    return Report(CLAIM, [*rows, *others, *ratios], remarks)


RATIOS = ("p50 ms", "p99 ms", "R@1")


def _ratio(theirs: object, ours: object, key: str) -> float:
    return float(theirs[key]) / float(ours[key])  # type: ignore[index]


def _ask(find: Find, asked: Sequence[tuple[str, str, int]]) -> dict[str, Figure]:
    for typed, *_ in asked[:10]:
        find(typed)
    found = Found()
    for typed, way, meant in asked:
        began = perf_counter()
        best = find(typed)
        found.seconds.append(perf_counter() - began)
        found.right[way].append(best == meant)
    return found.figures()


# ---- ours ---------------------------------------------------------------------------------------------


def _listed(names: list[str]) -> Find:
    listed = NameList(names)
    return lambda typed: _first(rank(typed, listed.find(typed)))


@contextmanager
def _stored(opened: Callable[[], object], names: list[str]) -> Iterator[Find]:
    """Search as a message is answered: candidates by a query, then ranked; ids count from 1."""
    with opened() as url:  # type: ignore[attr-defined]
        engines = open_engines(url)
        store = Store(engines, now, eyes=EVERYTHING)
        found(store, names)

        def find(typed: str) -> int | None:
            with store.read() as unit:
                first = _first(rank(typed, unit.customers.candidates(typed)))
            return None if first is None else first - 1

        yield find
        engines.dispose()


def _first(ranked: Sequence[object]) -> int | None:
    return int(ranked[0].candidate.id) if ranked else None  # type: ignore[attr-defined]


# ---- others' ------------------------------------------------------------------------------------------


def _rapidfuzz(names: list[str]) -> Find:
    """Choices processed beforehand, as its docs advise for many queries over the same ones."""
    choices = [utils.default_process(name) for name in names]

    def find(typed: str) -> int | None:
        found = process.extractOne(utils.default_process(typed), choices, scorer=fuzz.WRatio)
        return None if found is None else int(found[2])

    return find


@contextmanager
def _fts5(names: list[str]) -> Iterator[Find]:
    """The trigram tokenizer; what is typed is asked as any of its trigrams, else it must occur verbatim."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE customer USING fts5(name, tokenize='trigram')")
    connection.executemany("INSERT INTO customer (rowid, name) VALUES (?, ?)", enumerate(names))
    query = "SELECT rowid FROM customer WHERE customer MATCH ? ORDER BY rank LIMIT 1"

    def find(typed: str) -> int | None:
        pieces = {typed[at : at + 3].replace('"', '""') for at in range(len(typed) - 2)}
        row = connection.execute(query, (" OR ".join(f'"{piece}"' for piece in pieces),)).fetchone()
        return int(row[0]) if row else None

    yield lambda typed: find(typed) if len(typed) > 2 else None
    connection.close()


@contextmanager
def _pg_trgm(names: list[str]) -> Iterator[Find]:
    """Nearest by distance from a GiST index: its docs advise it for few nearest names."""
    with stores.postgres_database() as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE name (id integer PRIMARY KEY, name text NOT NULL)")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO name VALUES (%s, %s)", list(enumerate(names)))
        connection.execute("CREATE INDEX ON name USING gist (name gist_trgm_ops)")
        connection.execute("ANALYZE name")

        def find(typed: str) -> int | None:
            nearest = "SELECT id FROM name ORDER BY name <-> %s, id LIMIT 1"
            row = connection.execute(nearest, (typed,)).fetchone()
            return int(row[0]) if row else None

        yield find
