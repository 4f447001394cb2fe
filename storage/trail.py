"""What one unit of work changes, row by row, for its act's audit; merged, so undo meets each row once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from storage.codec import dump
from storage.tables import audit

Row = dict[str, Any]


@dataclass
class Change:
    """One row's change so far; a side is None where the row was not there."""

    table: Table
    row_id: int
    before: Row | None
    after: Row | None


@dataclass
class Trail:
    """The changes since the act began, in the order the rows were first touched."""

    now: Callable[[], datetime]
    act_id: int | None = None
    changes: dict[tuple[str, int], Change] = field(default_factory=dict)

    def note(self, table: Table, row_id: int, before: Row | None, after: Row | None) -> None:
        """Note one write; a second to the same row is merged with the first."""
        seen = self.changes.get((table.name, row_id))
        if seen is None:
            self.changes[(table.name, row_id)] = Change(table, row_id, before, after)
        else:
            seen.after = after

    def added(self, table: Table) -> frozenset[int]:
        """Return the rows of a table that were not there before."""
        mine = (change for change in self.changes.values() if change.table is table)
        return frozenset(change.row_id for change in mine if change.before is None)

    def copy(self) -> "Trail":
        """Return the trail as it stands, to come back to when a savepoint is left."""
        changes = {key: Change(c.table, c.row_id, c.before, c.after) for key, c in self.changes.items()}
        return Trail(self.now, self.act_id, changes)

    def write(self, connection: Connection) -> None:
        """Store the audit rows of the act and forget them."""
        rows = [self._row(change) for change in self.changes.values() if change.before != change.after]
        if rows and self.act_id is None:
            raise RuntimeError(f"{[row['table'] for row in rows]} changed outside an act")
        if rows:
            connection.execute(insert(audit), rows)
        self.changes.clear()

    def _row(self, change: Change) -> Row:
        before, after = change.before, change.after
        now = self.now()
        return {
            "act_id": self.act_id,
            "table": change.table.name,
            "row_id": change.row_id,
            "version_before": before and before["version"],
            "version_after": after and after["version"],
            "before": None if before is None else _values(before, beside=after),
            "after": None if after is None else _values(after, beside=before),
            "created_at": now,
            "updated_at": now,
        }


def _values(row: Row, *, beside: Row | None) -> Row:
    """Return the columns that differ from `beside`, or all of them where there is nothing beside."""
    return {
        name: dump(value)
        for name, value in row.items()
        if name != "version" and (beside is None or beside.get(name) != value)
    }
