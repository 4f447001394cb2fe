"""How long things are kept: one table, and what clears by it, a batch at a time."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Table, Text, bindparam, delete, or_, select, true, update

from storage.tables import act, attachment, audit, inbox, outbox, question, request, sent, shown

if TYPE_CHECKING:
    from storage.unit import Unit


@dataclass(frozen=True)
class Kept:
    """Rows of a table that lose what they hold, or go, once they are as old as the business setting says.

    `holds`: which rows still hold it. `left`: what is left of the value in each of `columns`; without columns
    the row itself goes.
    """

    setting: str
    table: Table
    holds: ColumnElement[bool]
    columns: tuple[str, ...] = ()
    left: Callable[[Any], Any] = lambda _held: None


_ANY = true()
_ANSWERED = inbox.c.state != "new"
_SENT = outbox.c.state.not_in(("waiting", "sending"))
_DEGREES = re.compile(r"-?\d{1,3}\.\d{6}, -?\d{1,3}\.\d{6}")


def without_places(held: Any) -> Any:
    """Return JSON values without coordinates: neither as such nor as the words of a card."""
    if isinstance(held, dict):
        kept = {key: value for key, value in held.items() if key not in ("latitude", "longitude")}
        return {key: without_places(value) for key, value in kept.items()}
    if isinstance(held, list):
        return [without_places(value) for value in held]
    return _DEGREES.sub("…", held) if isinstance(held, str) else held


def _places(table: Table, *columns: str, of: ColumnElement[bool] = _ANY) -> Kept:
    """Return that coordinates go out of these columns of JSON, `of` these rows."""
    texts = [table.c[name].cast(Text) for name in columns]
    holds = or_(*(text.contains('"latitude":') | text.like("%.______, %.______%") for text in texts))
    return Kept("keep_places", table, holds & of, columns, without_places)


KEPT = (
    Kept("keep_messages", inbox, _ANSWERED & (inbox.c.raw != {}), ("raw",), lambda _: {}),
    Kept(
        "keep_messages",
        outbox,
        _SENT & (outbox.c.document.isnot(None) | outbox.c.via.isnot(None)),
        ("document", "via"),
    ),
    Kept("keep_messages", shown, _ANY),
    Kept("keep_questions", question, _ANY),
    Kept("keep_questions", request, _ANY),
    Kept("keep_places", attachment, attachment.c.latitude.isnot(None), ("latitude", "longitude")),
    _places(inbox, "raw", of=_ANSWERED),
    _places(outbox, "document", of=_SENT),
    _places(shown, "body"),
    _places(act, "actions"),
    _places(audit, "before", "after"),
    Kept("keep_trail", audit, _ANY),
    Kept("keep_trail", act, act.c.actions != [], ("actions",), lambda _: []),
    Kept("keep_sent", sent, _ANY),
)
"""All that is cleared by itself. Keys of messages stay for ever: one that is brought again is still known."""
COPIES = "keep_copies"
"""The setting for how long the copy of the store stays that an upgrade leaves."""


class Keeping:
    """What is older than it is kept."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def rules(self) -> Sequence[Kept]:
        """Return what is kept for how long."""
        return KEPT

    def over(self, kept: Kept, after: int, limit: int) -> Sequence[int]:
        """Return rows that are kept long enough, the first ones with an id above `after`."""
        query = (
            select(kept.table.c.id)
            .where(kept.table.c.id > after, kept.table.c.created_at < self._before(kept.setting), kept.holds)
            .order_by(kept.table.c.id)
            .limit(limit)
        )
        return self.unit.connection.execute(query).scalars().all()

    def clear(self, kept: Kept, ids: Sequence[int]) -> None:
        """Clear these rows of what is over."""
        chosen = kept.table.c.id.in_(ids) & kept.holds
        if not kept.columns:
            self.unit.connection.execute(delete(kept.table).where(chosen))
            return
        held = [kept.table.c[name] for name in kept.columns]
        rows = self.unit.connection.execute(select(kept.table.c.id, *held).where(chosen)).all()
        changed = [
            {
                "the_id": id,
                **{column.name: kept.left(value) for column, value in zip(held, values, strict=True)},
            }
            for id, *values in rows
        ]
        if changed:
            self.unit.connection.execute(_clearing(kept.table, held), changed)

    def old_copies(self) -> Sequence[Path]:
        """Return the copies that upgrades have left beside an SQLite store and that are kept long enough."""
        database = self.unit.connection.engine.url.database
        if self.unit.connection.dialect.name != "sqlite" or database is None:
            return ()
        file = Path(database)
        before = self._before(COPIES).timestamp()
        return [copy for copy in file.parent.glob(f"{file.name}.before-*") if copy.stat().st_mtime < before]

    def _before(self, setting: str) -> datetime:
        return self.unit.now() - timedelta(days=self.unit.settings.value(setting))


def _clearing(table: Table, columns: Sequence[Column[Any]]) -> Any:
    given = {column.name: bindparam(column.name, type_=column.type) for column in columns}
    return update(table).where(table.c.id == bindparam("the_id")).values(given)
