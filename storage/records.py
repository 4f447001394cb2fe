"""Rows as domain values, written with versions and onto the act's trail, alike for every kind of record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    CursorResult,
    Executable,
    Row,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningInsert

from domain.facts import BuiltUpon, NoSuchThing, Refused, ValueUnfit
from domain.ports import Stale
from storage.sight import SEEN, narrowed, seen
from storage.tables import audit

if TYPE_CHECKING:
    from storage.unit import Unit


class Versioned(Protocol):
    """A frozen dataclass whose fields are columns."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int: ...
    @property
    def version(self) -> int: ...


R = TypeVar("R", bound=Versioned)


@dataclass(frozen=True)
class Shape(Generic[R]):
    """Which table holds which dataclass; `beside` are columns outside version and audit, what the clock
    notes and what is derived."""

    table: Table
    type: type[R]
    beside: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields, in the order of `columns`."""
        return tuple(self.type.__dataclass_fields__)

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns that hold the fields."""
        return tuple(self.table.c[name] for name in self.names)

    @cached_property
    def longest(self) -> dict[str, int]:
        """How long a text may be in each column that says so."""
        lengths = {name: getattr(self.table.c[name].type, "length", None) for name in self.names}
        return {name: length for name, length in lengths.items() if length is not None}


class Records(Generic[R]):
    """One kind of record in an open unit of work, as its viewer may see it; what was read is remembered."""

    shape: Shape[R]

    def __init__(self, unit: "Unit", shape: Shape[R] | None = None) -> None:
        """Read and write through `unit`."""
        self.unit = unit
        if shape is not None:
            self.shape = shape

    @property
    def table(self) -> Table:
        """The table behind the records."""
        return self.shape.table

    # ---- reading

    def find(self, id: int | None, /) -> R | None:
        """Return the record, or None."""
        if id is None:
            return None
        known: R | None = self.unit.known.get((self.table.name, id))
        return known or self.first(_by_id(self.shape), {"the_id": id})

    def get(self, id: int, /) -> R:
        """Return the record; refuse with `NoSuchThing` where there is none."""
        found = self.find(id)
        if found is None:
            raise Refused(NoSuchThing(self.table.name, id))
        return found

    def many(self, ids: Collection[int], /) -> dict[int, R]:
        """Return those of the records that are there, by id."""
        known = {id: self.unit.known.get((self.table.name, id)) for id in sorted(set(ids))}
        if missing := [id for id, record in known.items() if record is None]:
            known.update((record.id, record) for record in self.all_of(_by_ids(self.shape), {"ids": missing}))
        return {id: record for id, record in known.items() if record is not None}

    def first(self, query: Select[Any], given: dict[str, Any]) -> R | None:
        """Return the first record that a query built once finds for what is given."""
        row = self._execute(query, given).first()
        return None if row is None else self.read(row)

    def all_of(self, query: Select[Any], given: dict[str, Any]) -> list[R]:
        """Return the records that a query built once finds for what is given."""
        return [self.read(row) for row in self._execute(query, given)]

    def where(
        self, *conditions: ColumnElement[bool], order: Sequence[Any] = (), limit: int | None = None
    ) -> list[R]:
        """Return the records that meet all conditions, by id unless ordered otherwise."""
        met = (*conditions, *self.seen())
        query = self.select().where(*met).order_by(*(order or (self.table.c.id,)))
        if limit is not None:
            query = query.limit(limit)
        return [self.read(row) for row in self.unit.connection.execute(query, self.unit.eyes)]

    def seen(self) -> tuple[ColumnElement[bool], ...]:
        """Return the condition that the viewer may see a record, if there are any they may not; it is given
        the unit's `eyes`."""
        if self.table.name not in SEEN:
            return ()
        condition = seen(self.table.name, self.unit.scope)
        return () if condition is None else (condition,)

    def _execute(self, query: Select[Any], given: dict[str, Any]) -> CursorResult[Any]:
        """Run a query that was built once, narrowed to what the viewer may see."""
        if self.table.name not in SEEN:
            return self.unit.connection.execute(query, given)
        seen_of = narrowed(query, self.table.name, self.unit.scope)
        asked = given if seen_of is query else {**self.unit.eyes, **given}
        return self.unit.connection.execute(seen_of, asked)

    def added_by(self, act_id: int) -> list[R]:
        """Return those of the records that an act added and that still stand, by id."""
        added = select(audit.c.row_id).where(
            audit.c.act_id == act_id, audit.c.table == self.table.name, audit.c.version_before.is_(None)
        )
        ids = set(self.unit.connection.execute(added).scalars())
        if self.unit.trail.act_id == act_id:
            ids |= self.unit.trail.added(self.table)
        return self.where(self.table.c.id.in_(ids)) if ids else []

    def select(self) -> Select[Any]:
        """Return a query for the record's columns."""
        return selected(self.shape)

    def read(self, row: Row[Any]) -> R:
        """Return the record that a row of `select` holds; what stands in it beyond is left alone."""
        record = self._veiled(self._as_stored(row))
        self.unit.known[self.table.name, record.id] = record
        return record

    def _as_stored(self, row: Row[Any]) -> R:
        return self.shape.type(**dict(zip(self.shape.names, row, strict=False)))

    def _veiled(self, record: R) -> R:
        """Return what the viewer may see of a record."""
        return record

    # ---- writing

    def add(self, record: R, /) -> R:
        """Store a new record; return it with its id and version."""
        values = self._values(record)
        values.pop("id")
        stored = self._insert({**values, "version": 1})
        self._written(None, stored)
        return stored

    def save(self, record: R, /) -> R:
        """Store a changed record; return it with its new version, or raise `Stale`."""
        before = self._current(record.id)
        if before is None or before.version != record.version:
            raise Stale(f"{self.table.name} {record.id}")
        if before == record:
            return record
        versioned = self._versioned(record) != self._versioned(before)
        after = replace(record, version=record.version + versioned)
        self._update(after, expected=before.version)
        if versioned:
            self._note(before, after)
        self._written(before, after)
        return after

    def remove(self, record: R, /) -> None:
        """Take the record out, or raise `Stale`; refuse where others are built on it."""
        before = self._current(record.id)
        if before is None or before.version != record.version:
            raise Stale(f"{self.table.name} {record.id}")
        born = {"created_at": self._created_at(record.id)}
        self._leaving(before)
        self._delete(record.id)
        self.unit.trail.note(self.table, record.id, {**self._audited(before), **born}, None)
        self._written(before, None)

    def restore(self, row_id: int, values: dict[str, Any], version: int) -> R:
        """Put back a row that was removed, under its old id and its next version."""
        stored = self._insert({**values, "id": row_id, "version": version})
        self._written(None, stored)
        return stored

    def put_right(self, record: R) -> None:
        """Work out anew what stands beside a record that an undo has brought back or changed back."""

    # ---- what a kind of record may add

    def _written(self, before: R | None, after: R | None) -> None:
        """Write what is derived from the record or only belongs to it."""

    def _leaving(self, record: R) -> None:
        """Take out what only belongs to the record, before it goes."""

    # ---- the statements

    def _current(self, id: int) -> R | None:
        """Return the record as it stands in the store now, whatever is remembered and whoever looks: what is
        written is held against it."""
        row = self.unit.connection.execute(_by_id(self.shape), {"the_id": id}).first()
        return None if row is None else self._as_stored(row)

    def _beside(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        """Write past versions and trail; what is remembered may not be true any more."""
        self.unit.known.clear()
        return self.unit.connection.execute(statement, values)

    def _insert(self, values: dict[str, Any]) -> R:
        row = {"created_at": self.unit.now(), **self._fitting(values), "updated_at": self.unit.now()}
        stored = self.read(self.unit.connection.execute(_inserting(self.shape), row).one())
        self._note(None, stored)
        return stored

    def _update(self, record: R, *, expected: int) -> None:
        values = {**self._fitting(self._values(record)), "updated_at": self.unit.now()}
        del values["id"]
        place = {"the_id": record.id, "the_version": expected}
        if self.unit.connection.execute(_updating(self.shape), {**values, **place}).rowcount != 1:
            raise Stale(f"{self.table.name} {record.id}")
        self.unit.known.pop((self.table.name, record.id), None)

    def _delete(self, id: int) -> None:
        self.unit.known.pop((self.table.name, id), None)
        try:
            with self.unit.connection.begin_nested():
                self.unit.connection.execute(delete(self.table).where(self.table.c.id == id))
        except IntegrityError as error:
            raise Refused(BuiltUpon(0, None, None, None)) from error

    def _created_at(self, id: int) -> datetime:
        query = select(self.table.c.created_at).where(self.table.c.id == id)
        created: datetime = self.unit.connection.execute(query).scalar_one()
        return created

    def _fitting(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values, or refuse a text that is too long for its column: SQLite would take it."""
        for name, length in self.shape.longest.items():
            value = values.get(name)
            if isinstance(value, str) and len(value) > length:
                raise Refused(ValueUnfit(name, f"{value[:20]}…", ""))
        return values

    def _note(self, before: R | None, after: R) -> None:
        known = None if before is None else self._audited(before)
        self.unit.trail.note(self.table, after.id, known, self._audited(after))

    def _values(self, record: R) -> dict[str, Any]:
        return {name: getattr(record, name) for name in self.shape.names}

    def _audited(self, record: R) -> dict[str, Any]:
        values = self._values(record)
        return {
            name: value for name, value in values.items() if name != "id" and name not in self.shape.beside
        }

    def _versioned(self, record: R) -> dict[str, Any]:
        values = self._audited(record)
        values.pop("version")
        return values


# Statements are built once and given their values when they run: building one costs more than running it.


def given(*columns: Column[Any]) -> ColumnElement[bool]:
    """Return the condition that columns hold what is given under their names, each after `the_`.

    An update sets columns under their own names, so what it looks for needs others.
    """
    return and_(*(column == bindparam(f"the_{column.name}") for column in columns))


@cache
def selected(shape: Shape[Any]) -> Select[Any]:
    """Return the query for all records of that shape."""
    return select(*shape.columns)


@cache
def _by_id(shape: Shape[Any]) -> Select[Any]:
    return selected(shape).where(given(shape.table.c.id))


@cache
def _by_ids(shape: Shape[Any]) -> Select[Any]:
    known = shape.table.c.id
    return selected(shape).where(known.in_(bindparam("ids", expanding=True))).order_by(known)


@cache
def _inserting(shape: Shape[Any]) -> ReturningInsert[Any]:
    return insert(shape.table).returning(*shape.columns)


@cache
def _updating(shape: Shape[Any]) -> Update:
    return update(shape.table).where(given(shape.table.c.id, shape.table.c.version))


def day_key(at: datetime) -> str:
    """Return the instant as a stable key, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
