"""Acts, their audit, and the one undo that serves every action."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, func, or_, select, update

from domain.act import Act, AuditRow
from domain.facts import BuiltUpon, Refused
from domain.incoming import Address, Said
from domain.ports import Stale
from storage.codec import dump, load
from storage.records import Records, given
from storage.tables import act, audit

if TYPE_CHECKING:
    from storage.unit import Unit


class Acts:
    """What each message did."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def find(self, id: int) -> Act | None:
        """Return the act, or None."""
        row = self.unit.connection.execute(_BY_ID, {"the_id": id}).first()
        return None if row is None else _read(row)

    def of_message(self, source_key: str) -> Act | None:
        """Return what a message did, or None."""
        row = self.unit.connection.execute(_OF_MESSAGE, {"the_source_key": source_key}).first()
        return None if row is None else _read(row)

    def latest_of(self, person_id: int, address: Address) -> Act | None:
        """Return the person's latest act there that stands, also where another put it right: neither undone
        nor itself an undoing."""
        place = {"the_channel": address.channel, "the_chat": address.chat, "the_thread": address.thread}
        row = self.unit.connection.execute(_LATEST_OF, {"the_person_id": person_id, **place}).first()
        return None if row is None else _read(row)

    def begin(self, begun: Act) -> Act:
        """Store an act and return it with its id; raise `Stale` where its message has acted already."""
        now = self.unit.now()
        id = self.unit.insert_new(
            act,
            {
                "person_id": begun.person_id,
                "on_behalf_id": begun.on_behalf_id,
                "source_key": begun.source_key,
                "said_at": begun.said_at,
                "channel": begun.channel,
                "chat": begun.chat,
                "thread": begun.thread,
                "actions": dump(begun.actions),
                "corrects": begun.corrects,
                "created_at": now,
                "updated_at": now,
            },
        )
        if id is None:
            raise Stale(f"act of {begun.source_key}")
        return replace(begun, id=id)

    def extend(self, act_id: int, actions: Sequence[Said]) -> Act:
        """Let an act do more; raise `Stale` where it was taken back meanwhile."""
        row = self.unit.connection.execute(
            _ACTS.where(act.c.id == act_id, act.c.undone_by.is_(None)).with_for_update()
        ).first()
        if row is None:
            raise Stale(f"act {act_id}")
        stands = _read(row)
        self.settle(act_id, (*stands.actions, *actions))
        return replace(stands, actions=(*stands.actions, *actions))

    def that_added(self, table: str, row_id: int) -> Act | None:
        """Return the act that stands and added a row."""
        query = (
            _ACTS.join(audit, audit.c.act_id == act.c.id)
            .where(
                audit.c.table == table,
                audit.c.row_id == row_id,
                audit.c.version_before.is_(None),
                act.c.undone_by.is_(None),
                act.c.actions != [],
            )
            .order_by(act.c.id.desc())
        )
        row = self.unit.connection.execute(query).first()
        return None if row is None else _read(row)

    def since(self, person_id: int, address: Address, since: datetime, until: datetime) -> list[Act]:
        """Return what stands of what a person did there in that time, the latest first."""
        query = _ACTS.where(
            func.coalesce(act.c.on_behalf_id, act.c.person_id) == person_id,
            act.c.channel == address.channel,
            act.c.chat == address.chat,
            act.c.thread == address.thread,
            act.c.undone_by.is_(None),
            act.c.said_at.between(since, until),
            act.c.actions != [],
        ).order_by(act.c.said_at.desc(), act.c.id.desc())
        return [_read(row) for row in self.unit.connection.execute(query)]

    def settle(self, act_id: int, actions: Sequence[Said]) -> None:
        """Note the actions of an act that began before they were settled."""
        statement = update(act).where(act.c.id == act_id)
        self.unit.connection.execute(statement.values(actions=dump(tuple(actions))))

    def undone(self, act_id: int, by: int) -> None:
        """Note that an act was taken back by another, or raise `Stale` when it is already."""
        statement = (
            update(act)
            .where(act.c.id == act_id, act.c.undone_by.is_(None))
            .values(undone_by=by, updated_at=self.unit.now())
        )
        if self.unit.connection.execute(statement).rowcount != 1:
            raise Stale(f"act {act_id}")

    def trail(self, act_id: int) -> Sequence[AuditRow]:
        """Return what the act changed, in the order it first touched each row."""
        query = (
            select(
                audit.c.table,
                audit.c.row_id,
                audit.c.version_before,
                audit.c.version_after,
                audit.c.before,
                audit.c.after,
            )
            .where(audit.c.act_id == act_id)
            .order_by(audit.c.id)
        )
        return [AuditRow(*row) for row in self.unit.connection.execute(query)]

    def customers_of(self, act_id: int) -> Collection[int]:
        """Return the customers whose records the act changed."""
        return _customers_of(self.trail(act_id))

    def later_on(self, row: AuditRow, act_id: int) -> Act | None:
        """Return the first act after `act_id` that changed the same row and still stands; what was undone
        since, and the undoing of it, leave the row as it was."""
        undoing = act.alias("undoing")
        query = (
            select(audit.c.act_id)
            .join(act, audit.c.act_id == act.c.id)
            .where(
                audit.c.table == row.table,
                audit.c.row_id == row.row_id,
                audit.c.act_id > act_id,
                act.c.undone_by.is_(None),
                or_(act.c.actions != [], ~exists().where(undoing.c.undone_by == act.c.id)),
            )
            .order_by(audit.c.id)
        )
        later = self.unit.connection.execute(query).scalars().first()
        return None if later is None else self.find(later)

    def replay_backwards(self, undone: Act) -> None:
        """Take back each row the act changed, the last first; refuse where others have built on it."""
        trail = self.trail(undone.id)
        self.unit.customers.hold(_customers_of(trail))
        for row in reversed(trail):
            try:
                self._take_back(row, undone.id)
            except (Stale, Refused) as error:
                raise Refused(self._built_upon(row, undone.id)) from error

    def stand_again(self, undone: int) -> None:
        """Let the acts stand again that the undone one had taken back: those it corrected."""
        statement = update(act).where(act.c.undone_by == undone)
        self.unit.connection.execute(statement.values(undone_by=None, updated_at=self.unit.now()))

    def _take_back(self, row: AuditRow, act_id: int) -> None:
        records: Records[Any] = self.unit.records[row.table]
        if row.after is None:
            assert row.before is not None
            assert row.version_before is not None
            back = records.restore(row.row_id, _plain(records, row.before), row.version_before + 1)
            records.put_right(back)
            return
        current = records.find(row.row_id)
        if current is None or (current.version != row.version_after and self.later_on(row, act_id)):
            raise Stale(f"{row.table} {row.row_id}")
        if row.before is None:
            records.remove(current)
        else:
            records.put_right(records.save(replace(current, **_plain(records, row.before))))

    def _built_upon(self, row: AuditRow, act_id: int) -> BuiltUpon:
        later = self.later_on(row, act_id) or self._who_refers_to(row, act_id)
        who = self.unit.people.find(later.person_id) if later else None
        return BuiltUpon(
            act_id, later.id if later else None, who.name if who else None, later.said_at if later else None
        )

    def _who_refers_to(self, row: AuditRow, act_id: int) -> Act | None:
        """Return the act that wrote a row which refers to this one by a foreign key."""
        for name, records in self.unit.records.items():
            for key in records.table.foreign_keys:
                if key.column.table.name != row.table:
                    continue
                referring = select(records.table.c.id).where(key.parent == row.row_id)
                query = select(func.min(audit.c.act_id)).where(
                    audit.c.table == name, audit.c.row_id.in_(referring), audit.c.act_id != act_id
                )
                found = self.unit.connection.execute(query).scalar_one()
                if found is not None:
                    return self.find(int(found))
        return None


def _customers_of(trail: Sequence[AuditRow]) -> set[int]:
    """Return the customers whose records the rows are, as far as the rows tell."""
    told = (
        {"customer_id": row.row_id} if row.table == "customer" else row.after or row.before for row in trail
    )
    named = (values.get("customer_id") for values in told if values is not None)
    return {int(id) for id in named if id is not None}


def _plain(records: Records[Any], stored: dict[str, Any]) -> dict[str, Any]:
    """Return audit values as the table's own Python values: words of an enum become its members."""
    values = {}
    for name, value in stored.items():
        words = getattr(records.table.c[name].type, "words", None)
        loaded = load(value)
        values[name] = words(loaded) if words is not None and loaded is not None else loaded
    return values


_ACTS = select(
    act.c.id,
    act.c.person_id,
    act.c.on_behalf_id,
    act.c.source_key,
    act.c.said_at,
    act.c.channel,
    act.c.chat,
    act.c.thread,
    act.c.actions,
    act.c.corrects,
    act.c.undone_by,
)
_BY_ID = _ACTS.where(given(act.c.id))
_OF_MESSAGE = _ACTS.where(given(act.c.source_key))
_LATEST_OF = (
    _ACTS.where(
        or_(given(act.c.person_id), act.c.on_behalf_id == bindparam("the_person_id")),
        given(act.c.channel, act.c.chat, act.c.thread),
        act.c.undone_by.is_(None),
        act.c.actions != [],
    )
    .order_by(act.c.id.desc())
    .limit(1)
)


def _read(row: Sequence[Any]) -> Act:
    id, person_id, on_behalf_id, key, said_at, channel, chat, thread, actions, corrects, undone_by = row
    said: tuple[Said, ...] = load(actions)
    return Act(
        id=id,
        person_id=person_id,
        on_behalf_id=on_behalf_id,
        source_key=key,
        said_at=said_at,
        channel=channel,
        chat=chat,
        thread=thread,
        actions=said,
        corrects=corrects,
        undone_by=undone_by,
    )
