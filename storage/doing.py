"""Activities and reminders."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, delete, func, or_, select, update

from domain.activity import Activity, Kind, Met
from domain.facts import Task
from domain.people import Standing
from domain.reminder import Reminder, State
from storage.records import Records, Shape, given, selected
from storage.tables import activity, customer, met, person, reminder, rung

MET = Shape(met, Met)


class Activities(Records[Activity]):
    """What was done; each write works out anew when the customer was last reached."""

    shape = Shape(activity, Activity)

    def latest(self, customer_id: int, limit: int) -> Sequence[Activity]:
        """Return the latest contacts with the customer, newest first; notes are none."""
        return self.all_of(_LATEST, {"the_customer_id": customer_id, "most": limit})

    def notes(self, customer_id: int, limit: int) -> Sequence[Activity]:
        """Return the customer's latest notes, newest first."""
        noted = (activity.c.customer_id == customer_id, activity.c.kind == Kind.NOTE)
        return self.where(*noted, order=(activity.c.id.desc(),), limit=limit)

    def _leaving(self, record: Activity) -> None:
        self.unit.attachments.untie(record)

    def _written(self, before: Activity | None, after: Activity | None) -> None:
        if before is None and after is not None:
            self.unit.attachments.tie_again(after)
        for customer_id in {a.customer_id for a in (before, after) if a is not None}:
            self.unit.customers.spoken_to(customer_id)


AGENDA = (reminder.c.on, reminder.c.clock.nulls_first(), reminder.c.id)
"""Day by day; what has no clock time stands before what has."""


class Reminders(Records[Reminder]):
    """What is to come."""

    shape = Shape(reminder, Reminder, beside=frozenset({"next_due", "rung_at"}))

    def open_for(
        self, *, customer_id: int | None = None, person_id: int | None = None, kind: str | None = None
    ) -> Sequence[Reminder]:
        """Return the open reminders that match all that is given, the next one first."""
        wanted = {
            "customer_id": customer_id,
            "person_id": person_id,
            "kind": None if kind is None else Kind(kind),
        }
        said = {name: value for name, value in wanted.items() if value is not None}
        return self.all_of(_open(*said), {f"the_{name}": value for name, value in said.items()})

    def put_right(self, record: Reminder) -> None:
        """Work out the clock's notes anew: one whose time has passed has rung, any other will ring."""
        clocked = record.clock_anew(now=self.unit.now())
        noted = {"next_due": clocked.next_due, "rung_at": clocked.rung_at}
        self._beside(_NOTE, {"the_id": record.id, **noted})

    def _leaving(self, record: Reminder) -> None:
        self.unit.connection.execute(delete(rung).where(rung.c.reminder_id == record.id))

    def added(self) -> Collection[int]:
        """Return the reminders that this unit of work has added."""
        return self.unit.trail.added(self.table)

    def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        """Return open reminders whose time has come, the longest due first."""
        return self.all_of(_DUE, {"now": now, "most": limit})

    def take_due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        """Return open reminders whose time has come, held until this unit of work has ended: nobody else can
        ring, move or tick them meanwhile."""
        return self.all_of(_TAKE_DUE, {"now": now, "most": limit})

    def rang(self, rung: Sequence[Reminder]) -> None:
        """Note that these rang, in one statement; what the clock notes is no version."""
        now = self.unit.now()
        rows = [
            {"the_id": r.id, "next_due": r.next_due, "rung_at": r.rung_at, "on": r.on, "updated_at": now}
            for r in rung
        ]
        if rows:
            self._beside(_NOTE, rows)

    def listed(
        self,
        *,
        owners: Collection[int] | None,
        kind: str | None,
        start: date | None,
        end: date | None,
        overdue_at: datetime | None,
        limit: int,
    ) -> tuple[Sequence[Task], int]:
        """Return the open reminders of these people (None: of all the viewer leads), and how many there are:
        what they are to do, and what who has left was to do at their customers.

        `start` and `end` are days on the wall of each reminder's own zone, both inclusive.
        """
        conditions = [reminder.c.state == State.OPEN, *self._period(start, end), *self.seen()]
        if owners is not None:
            conditions.append(or_(reminder.c.person_id.in_(owners), _left_to(owners)))
        if kind is not None:
            conditions.append(reminder.c.kind == Kind(kind))
        if overdue_at is not None:
            conditions.append(past(overdue_at))
        counted = select(func.count()).select_from(reminder).where(*conditions)
        total = self.unit.connection.execute(counted, self.unit.eyes).scalar_one()
        found = self.where(*conditions, order=AGENDA, limit=limit)
        return self._tasks(found), int(total)

    def _period(self, start: date | None, end: date | None) -> list[ColumnElement[bool]]:
        conditions = []
        if start is not None:
            conditions.append(reminder.c.on >= start)
        if end is not None:
            conditions.append(reminder.c.on <= end)
        return conditions

    def _tasks(self, found: Sequence[Reminder]) -> list[Task]:
        here = self.unit.connection
        people = dict(
            here.execute(
                select(person.c.id, person.c.name).where(person.c.id.in_({r.person_id for r in found}))
            ).all()
        )
        wanted = {r.customer_id for r in found if r.customer_id is not None}
        known = dict(
            here.execute(select(customer.c.id, customer.c.name).where(customer.c.id.in_(wanted))).all()
        )
        return [
            Task(r, known.get(r.customer_id) if r.customer_id is not None else None, people[r.person_id])
            for r in found
        ]


def past(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an open reminder's time has passed: it rang, or should have."""
    return or_(reminder.c.rung_at.is_not(None), reminder.c.next_due <= now)


def _left_to(owners: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that who was to do it has left, and its customer is theirs (`domain.left`)."""
    theirs = select(customer.c.id).where(customer.c.owner_id.in_(owners))
    left = select(person.c.id).where(person.c.standing != Standing.ACTIVE)
    return and_(reminder.c.customer_id.in_(theirs), reminder.c.person_id.in_(left))


_LATEST = (
    selected(Activities.shape)
    .where(given(activity.c.customer_id), activity.c.kind != Kind.NOTE)
    .order_by(activity.c.happened_at.desc(), activity.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_OPEN = selected(Reminders.shape).where(reminder.c.state == State.OPEN)
_DUE = (
    _OPEN.where(reminder.c.next_due <= bindparam("now"))
    .order_by(reminder.c.next_due, reminder.c.id)
    .limit(bindparam("most", type_=Integer))
)
_TAKE_DUE = _DUE.with_for_update()
_NOTE = update(reminder).where(given(reminder.c.id))


@cache
def _open(*names: str) -> Select[Any]:
    """Return the query for open reminders by these columns."""
    return _OPEN.where(*(given(reminder.c[name]) for name in names)).order_by(*AGENDA)
