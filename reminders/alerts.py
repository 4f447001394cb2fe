"""Alerts: each rule declared once; a unique row for rule, subject and recipient makes "once" a constraint."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.customer import Customer
from domain.facts import Fact, KeyAccountQuiet
from domain.outgoing import About, Outgoing, Priority
from domain.people import Person, Role
from domain.policy import Viewer
from domain.ports import Store, View, Work
from reminders.ring import ClockWork, reader_of

EVERYTHING = Viewer(0, Role.ADMIN, None)
"""The clock looks at all customers; each alert goes only to who may see its customer."""


@dataclass(frozen=True)
class Case:
    """One thing to be told: of what, to whom, and what must change before it is told again."""

    subject: str
    recipient: Person
    fingerprint: str
    customer_id: int
    fact: Fact


@dataclass(frozen=True)
class Rule:
    """An alert: which cases there are now, and whether one told of still holds."""

    name: str
    cases: Callable[[View, datetime], Sequence[Case]]


def alert(store: Store, how: ClockWork) -> int:
    """Raise what is new, for each recipient's next round, and return how many were raised."""
    now = how.clock()
    with store.read() as view:
        view.seen_by(EVERYTHING)
        cases = [(rule, case) for rule in RULES for case in rule.cases(view, now)]
    if not cases:
        return 0
    raised = 0
    with store.write() as work:
        for rule, case in cases:
            raised += _raise(rule, case, work, how, now)
        if raised:
            work.commit()
    return raised


def _raise(rule: Rule, case: Case, work: Work, how: ClockWork, now: datetime) -> bool:
    chat = work.chats.private_of(case.recipient.id)
    if chat is None:
        return False
    id = work.notices.raise_alert(rule.name, case.subject, case.recipient.id, case.fingerprint)
    if id is None:
        return False
    document = how.word(case.fact, reader_of(chat, case.recipient))
    about = About("alert", id, customer_id=case.customer_id)
    due = next_round(case.recipient, work, now)
    work.outbox.add(Outgoing(chat.address, document, about, Priority.ALERT, due))
    return True


def next_round(person: Person, view: View, now: datetime) -> datetime:
    """Return when the person is next told unasked things (UTC): a round on a working day, outside the quiet
    hours (their end, where all rounds fall into them), not while muted."""
    quiet: tuple[time, time] = view.settings.value("quiet_hours")
    rounds = [clock for clock in view.settings.value("rounds") if not within(clock, quiet)] or [quiet[1]]
    working: frozenset[int] = view.settings.value("working_days")
    earliest = max(now, person.mute_until or now)
    day: date = earliest.astimezone(person.zone).date()
    while True:
        for clock in rounds:
            at = datetime.combine(day, clock, person.zone).astimezone(UTC)
            if at >= earliest and day.isoweekday() in working:
                return at
        day += timedelta(days=1)


def within(clock: time, hours: tuple[time, time]) -> bool:
    """Return whether a clock time lies in hours that may go past midnight; their end does not."""
    start, end = hours
    return start <= clock < end if start <= end else clock >= start or clock < end


def alert_goes(id: int, view: View, now: datetime) -> datetime:
    """Return when an alert that is due may be sent: now, or in the next round where it was held up into the
    night, a free day or hours in which its reader hears nothing."""
    told = view.notices.alert(id)
    reader = view.people.find(told[2]) if told else None
    if reader is None:
        return now
    local = now.astimezone(reader.zone)
    free = local.isoweekday() not in view.settings.value("working_days")
    muted = reader.mute_until is not None and reader.mute_until > now
    quiet = within(local.time(), view.settings.value("quiet_hours"))
    return next_round(reader, view, now) if free or muted or quiet else now


def still_holds(id: int, view: View, now: datetime) -> bool:
    """Return whether an alert that waits to be sent is still true."""
    view.seen_by(EVERYTHING)
    told = view.notices.alert(id)
    if told is None:
        return False
    name, subject, recipient_id, fingerprint = told
    wanted = (subject, recipient_id, fingerprint)
    cases = next((rule.cases(view, now) for rule in RULES if rule.name == name), ())
    return any((case.subject, case.recipient.id, case.fingerprint) == wanted for case in cases)


# ---- the rules ----------------------------------------------------------------------------------------


def quiet_key_accounts(view: View, now: datetime) -> Sequence[Case]:
    """A key account nobody reached within its cadence: its owner is told, once for each silence."""
    cadence = int(view.settings.value("cadence_key"))
    found = view.figures().quiet_key_accounts(None, now - timedelta(days=cadence))
    owners = view.people.many({customer.owner_id for customer, _ in found if customer.owner_id is not None})
    return [
        Case(
            subject=f"customer:{customer.id}",
            recipient=owners[customer.owner_id],
            fingerprint=customer.spoken_at.isoformat(),
            customer_id=customer.id,
            fact=_quiet(customer, owners[customer.owner_id], cadence, view, now),
        )
        for customer, _ in found
        if customer.owner_id in owners
    ]


def _quiet(customer: Customer, owner: Person, cadence: int, view: View, now: datetime) -> KeyAccountQuiet:
    last = view.activities.latest(customer.id, 1)
    coming = view.reminders.open_for(customer_id=customer.id)
    return KeyAccountQuiet(
        customer=customer,
        owner=owner,
        days=(now - customer.spoken_at).days,
        cadence=cadence,
        last=last[0] if last else None,
        next=coming[0] if coming else None,
    )


RULES = (Rule("key_account_quiet", quiet_key_accounts),)
