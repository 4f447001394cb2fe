"""Logging what was done with a customer, and ticking what it answers."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from domain.activity import Activity, Kind, Met, answers
from domain.customer import Contact
from domain.facts import Fact, Logged
from domain.left import keeper_id
from domain.people import Person
from domain.policy import Deed
from domain.ports import Work
from domain.reminder import Reminder
from domain.turn import Turn
from handlers.declare import Change, needs
from handlers.settle import CustomerRef, as_said, maybe_day, maybe_person, one_of, the_customer

_AND = re.compile(r"\s+and\s+|\s*&\s*|\s*[、,，]\s*|\s*[和与與跟]\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Log:
    """A visit, call, meeting, e-mail, message or demo that took place on the day `at` of the doer's wall."""

    customer: CustomerRef
    kind: Kind
    contact: str | None
    at: date | None
    owner: Person | None
    outcome: str | None
    note: str | None


def log(wish: Log, work: Work, turn: Turn) -> Fact:
    """Record the activity with those who took part, and tick the open reminders it answers."""
    doer = wish.owner or turn.person
    today = turn.said_local.date()
    on = min(wish.at or today, today)
    activity = work.activities.add(
        Activity(
            customer_id=wish.customer.id,
            person_id=doer.id,
            kind=wish.kind,
            on=on,
            happened_at=_happened(on, doer, turn),
            reached=wish.outcome != "no_answer",
            note=wish.note,
        )
    )
    contacts = contacts_named(wish.contact, wish.customer.id, work)
    for contact in contacts:
        work.met.add(Met(activity_id=activity.id, contact_id=contact.id))
    ticked, later = _answered(activity, work, turn)
    return Logged(
        activity=activity,
        customer=work.customers.get(wish.customer.id),
        contacts=contacts,
        doer=doer if doer.id != turn.person.id else None,
        ticked=ticked,
        later=later,
    )


def contacts_named(typed: str | None, customer_id: int, work: Work) -> tuple[Contact, ...]:
    """Return the contacts of that name at the customer, adding those who are new."""
    if not typed:
        return ()
    known = work.contacts.to_meet(customer_id)
    found = []
    for name in filter(None, (part.strip() for part in _AND.split(typed))):
        contact = known.get(name.casefold()) or work.contacts.add(Contact(customer_id=customer_id, name=name))
        known[name.casefold()] = contact
        found.append(contact)
    return tuple(dict.fromkeys(found))


def _happened(on: date, doer: Person, turn: Turn) -> datetime:
    """Return an instant of the day: when it was said, or the noon of an earlier day."""
    if on == turn.said_local.date():
        return turn.said_at
    return datetime.combine(on, time(12), doer.zone).astimezone(UTC)


def _answered(
    activity: Activity, work: Work, turn: Turn
) -> tuple[tuple[Reminder, ...], tuple[Reminder, ...]]:
    """Tick the reminders the activity answers that are due by today, save those that the same message set;
    return them and those due later."""
    just_set = work.reminders.added()
    today = turn.now.astimezone(turn.person.zone).date()
    ticked, later = [], []
    for reminder in work.reminders.open_for(customer_id=activity.customer_id):
        if keeper_id(reminder, work) != activity.person_id or reminder.id in just_set:
            continue
        if not answers(activity.kind, reminder.kind, reached=activity.reached):
            continue
        if reminder.on <= today:
            ticked.append(work.reminders.save(reminder.done(now=turn.now)))
        else:
            later.append(reminder)
    return tuple(ticked), tuple(later)


ACTIONS = (
    Change(
        "log",
        Log,
        log,
        settle={
            "customer": the_customer,
            "kind": one_of(Kind, Kind.VISIT),
            "contact": as_said,
            "at": maybe_day,
            "owner": maybe_person,
            "outcome": as_said,
            "note": as_said,
        },
        needs=(needs(Deed.LOG, "customer"), needs(Deed.LOG_FOR, "owner")),
    ),
)
