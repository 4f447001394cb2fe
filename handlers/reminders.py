"""Reminders: set, ticked, moved, called off, listed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.activity import Kind
from domain.customer import Contact
from domain.facts import (
    Fact,
    NotToContact,
    Refused,
    ReminderCancelled,
    ReminderDone,
    ReminderMoved,
    ReminderSet,
    TasksListed,
)
from domain.people import OUR_OWN, Person
from domain.policy import Deed
from domain.ports import View, Work
from domain.reminder import Reminder, Repeat, When, occurrence
from domain.turn import Turn
from handlers.activities import contacts_named
from handlers.declare import Ask, Change, needs
from handlers.settle import (
    CustomerRef,
    Everybody,
    as_said,
    maybe_customer,
    maybe_people,
    one_of,
    the_period,
    the_reminder,
    the_when,
)

PAGE = 10
"""Lists stop at ten rows (product.md 1)."""


@dataclass(frozen=True, kw_only=True)
class Remind:
    """Something to come; `at` None: its rhythm says when."""

    customer: CustomerRef | None
    kind: Kind
    contact: str | None
    at: When | None
    assignee: Person | Everybody | None
    repeat: Repeat | None
    note: str | None


def remind(wish: Remind, work: Work, turn: Turn) -> Fact:
    """Set the reminder for whoever is to do it; it rings in the chat where it was said."""
    doer = wish.assignee if isinstance(wish.assignee, Person) else turn.person
    when = wish.at or _first(wish.repeat or Repeat.DAILY, turn)
    when = When(when.on, when.clock, doer.timezone) if doer.id != turn.person.id and not when.clock else when
    when.must_be_ahead(turn.said_at)
    customer = wish.customer
    contacts = contacts_named(wish.contact, customer.id, work) if customer else ()
    if customer and wish.kind is not Kind.TASK:
        _must_want_contact(customer, contacts, work)
    reminder = Reminder(
        kind=wish.kind,
        person_id=doer.id,
        customer_id=customer.id if customer else None,
        contact_id=contacts[0].id if contacts else None,
        note=wish.note,
        first_on=when.on,
        on=when.on,
        clock=when.clock,
        zone=when.zone,
        repeat=wish.repeat,
        channel=turn.address.channel,
        chat=turn.address.chat,
        thread=turn.address.thread,
    ).scheduled(now=turn.now)
    stored = work.reminders.add(reminder)
    return ReminderSet(
        reminder=stored,
        customer=work.customers.find(stored.customer_id),
        contact=contacts[0] if contacts else None,
        assignee=doer if doer.id != turn.person.id else None,
        team=stored.kind is Kind.CALLBACK and _team_reads(doer, work, turn),
    )


def _must_want_contact(customer: CustomerRef, contacts: Sequence[Contact], work: Work) -> None:
    """Refuse what would lead to a contact with who wants none."""
    unwilling = [contact.name for contact in contacts if contact.no_contact]
    if work.customers.get(customer.id).no_contact:
        raise Refused(NotToContact(customer.name))
    if unwilling:
        raise Refused(NotToContact(customer.name, unwilling[0]))


def _team_reads(doer: Person, work: Work, turn: Turn) -> bool:
    """Return whether there is a team's chat that somebody looks at: one of our own only where people talk
    there."""
    chats = work.chats.of_team(doer.team_id) if doer.team_id else ()
    return any(chat.channel not in OUR_OWN or turn.address.channel in OUR_OWN for chat in chats)


def _first(repeat: Repeat, turn: Turn) -> When:
    """Return the first day of a rhythm of which only the rhythm was said: one step from today."""
    today = turn.said_local.date()
    return When(occurrence(today, repeat, 1), None, turn.person.timezone)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """An open reminder to be ticked or called off."""

    customer: CustomerRef | None
    reminder: Reminder


def done(wish: Tick, work: Work, turn: Turn) -> Fact:
    """Tick it."""
    ticked = work.reminders.save(wish.reminder.done(now=turn.now))
    return ReminderDone(ticked, work.customers.find(ticked.customer_id))


def cancel(wish: Tick, work: Work, turn: Turn) -> Fact:
    """Call it off."""
    cancelled = work.reminders.save(wish.reminder.cancelled())
    return ReminderCancelled(cancelled, work.customers.find(cancelled.customer_id))


@dataclass(frozen=True, kw_only=True)
class Reschedule:
    """An open reminder to be put to `at`, or on by `shift` (ISO 8601 duration)."""

    customer: CustomerRef | None
    reminder: Reminder
    shift: str | None
    at: When | None


def reschedule(wish: Reschedule, work: Work, turn: Turn) -> Fact:
    """Put it to another time; a day without a clock time keeps the one it had."""
    before = wish.reminder
    until = wish.at or shifted(before, wish.shift or "P1D")
    if until.clock is None and before.clock is not None:
        until = replace(until, clock=before.clock)
    after = work.reminders.save(before.put_off(until, said_at=turn.said_at))
    return ReminderMoved(before, after, work.customers.find(after.customer_id))


_DURATION = re.compile(r"P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def shifted(reminder: Reminder, shift: str) -> When:
    """Return when the reminder stands after a shift by an ISO 8601 duration of whole parts."""
    match = _DURATION.fullmatch(shift)
    months, weeks, days, hours, minutes = (
        (int(part or 0) for part in match.groups()) if match else (0, 0, 1, 0, 0)
    )
    day = occurrence(reminder.on, Repeat.MONTHLY, months) + timedelta(weeks=weeks, days=days)
    if not hours and not minutes:
        return When(day, reminder.clock, reminder.zone)
    moved = When(day, reminder.clock, reminder.zone).instant + timedelta(hours=hours, minutes=minutes)
    local = moved.astimezone(ZoneInfo(reminder.zone))
    return When(local.date(), local.time().replace(tzinfo=None), reminder.zone)


@dataclass(frozen=True, kw_only=True)
class ListTasks:
    """Open reminders of a period, mine unless somebody else's are asked for."""

    period: tuple[date, date] | None
    owner: Person | Everybody | None
    kind: Kind | None
    overdue: bool


def list_tasks(wish: ListTasks, view: View, turn: Turn) -> Fact:
    """List the open reminders that match, the first ten of them."""
    owners = _owners(wish.owner, turn)
    tasks, total = view.reminders.listed(
        owners=owners,
        kind=wish.kind.value if wish.kind else None,
        start=wish.period[0] if wish.period else None,
        end=wish.period[1] if wish.period else None,
        overdue_at=turn.now if wish.overdue else None,
        limit=PAGE,
    )
    return TasksListed(
        tasks=tuple(tasks),
        total=total,
        start=wish.period[0] if wish.period else None,
        end=wish.period[1] if wish.period else None,
        owner=wish.owner.name if isinstance(wish.owner, Person) and wish.owner.id != turn.person.id else None,
        overdue=wish.overdue,
        today=turn.said_local.date(),
    )


def _owners(owner: Person | Everybody | None, turn: Turn) -> frozenset[int] | None:
    """Return whose reminders the person may see of those asked for; None: everybody's."""
    if isinstance(owner, Everybody):
        leads = turn.viewer.leads
        return None if leads is None else leads | {turn.person.id}
    if owner is None:
        return frozenset({turn.person.id})
    return frozenset({owner.id})


_WHICH = {"customer": maybe_customer, "reminder": the_reminder}
_ITS_OWNER = (needs(Deed.TICK, "reminder"),)

ACTIONS = (
    Change(
        "remind",
        Remind,
        remind,
        settle={
            "customer": maybe_customer,
            "kind": one_of(Kind, Kind.FOLLOW_UP),
            "contact": as_said,
            "assignee": maybe_people,
            "at": the_when,
            "repeat": one_of(Repeat),
            "note": as_said,
        },
        needs=(needs(Deed.LOG, "customer"), needs(Deed.ASSIGN, "assignee")),
    ),
    Change("done", Tick, done, settle=_WHICH, needs=_ITS_OWNER),
    Change(
        "reschedule",
        Reschedule,
        reschedule,
        settle={**_WHICH, "shift": as_said, "at": the_when},
        needs=_ITS_OWNER,
    ),
    Change("cancel", Tick, cancel, settle=_WHICH, needs=_ITS_OWNER),
    Ask(
        "list_tasks",
        ListTasks,
        list_tasks,
        settle={
            "period": the_period,
            "owner": maybe_people,
            "kind": one_of(Kind),
            "overdue": lambda _draft, value: bool(value),
        },
        needs=(needs(Deed.REPORT, "owner"),),
    ),
)
