"""Alerts: each rule declared once; a unique row for rule, subject and recipient makes "once" a constraint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Protocol

from domain.customer import Customer
from domain.facts import Fact, KeyAccountQuiet
from domain.incoming import Address
from domain.outgoing import About, Document, Outgoing, Priority
from domain.people import Person
from domain.policy import EVERYTHING
from domain.ports import Store, View
from reminders.ring import ClockWork, reader_of

BATCH = 50
"""Alerts raised in one transaction: others wait for the writer meanwhile."""


@dataclass(frozen=True)
class Case:
    """One thing to be told: of what, to whom, and what must change before it is told again.

    `fact` says it in full; it is asked only for what was not told yet.
    """

    subject: str
    recipient: Person
    fingerprint: str
    customer_id: int
    fact: Callable[[View], Fact]


class Cases(Protocol):
    """Finds the cases there are now, of all customers or of `only` one."""

    def __call__(self, view: View, now: datetime, only: int | None = None) -> Sequence[Case]: ...


@dataclass(frozen=True)
class Rule:
    """An alert: which cases there are now, and whether one told of still holds."""

    name: str
    cases: Cases


@dataclass(frozen=True)
class Notice:
    """A case in words, with where and when it is told."""

    rule: Rule
    case: Case
    address: Address
    document: Document
    due_at: datetime


def alert(store: Store, how: ClockWork) -> int:
    """Raise what is new, for each recipient's next round, and return how many were raised.

    All is found and worded on a reader; the writer is opened only where there is something to raise.
    """
    now = how.clock()
    with store.read() as view:
        view.seen_by(EVERYTHING)
        notices = [notice for rule in RULES for notice in _new(rule, view, how, now)]
    batches = (notices[start : start + BATCH] for start in range(0, len(notices), BATCH))
    return sum(_raise(batch, store) for batch in batches)


def _new(rule: Rule, view: View, how: ClockWork, now: datetime) -> Iterator[Notice]:
    """Yield what was not told yet to people who have a chat."""
    told = view.notices.told(rule.name)
    cases = [
        case
        for case in rule.cases(view, now)
        if told.get((case.subject, case.recipient.id)) != case.fingerprint
    ]
    recipients = {case.recipient.id: case.recipient for case in cases}
    chats = {id: view.chats.private_of(id) for id in recipients}
    rounds = {id: next_round(recipient, view, now) for id, recipient in recipients.items()}
    for case in cases:
        chat = chats[case.recipient.id]
        if chat is not None:
            document = how.word(case.fact(view), reader_of(chat, case.recipient))
            yield Notice(rule, case, chat.address, document, rounds[case.recipient.id])


def _raise(notices: Sequence[Notice], store: Store) -> int:
    """Queue them in one short unit of work, each unless another process has just done so."""
    raised = 0
    with store.write() as work:
        for notice in notices:
            case = notice.case
            id = work.notices.raise_alert(notice.rule.name, case.subject, case.recipient.id, case.fingerprint)
            if id is not None:
                about = About("alert", id, customer_id=case.customer_id)
                work.outbox.add(
                    Outgoing(notice.address, notice.document, about, Priority.ALERT, notice.due_at)
                )
                raised += 1
        work.commit()
    return raised


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
    told = view.notices.alert(id)
    if told is None:
        return False
    name, subject, recipient_id, fingerprint = told
    wanted = (subject, recipient_id, fingerprint)
    only = int(subject.removeprefix(CUSTOMER))
    cases = next((rule.cases(view, now, only) for rule in RULES if rule.name == name), ())
    return any((case.subject, case.recipient.id, case.fingerprint) == wanted for case in cases)


# ---- the rules ----------------------------------------------------------------------------------------


CUSTOMER = "customer:"
"""What an alert is about: a customer, by its number."""


def quiet_key_accounts(view: View, now: datetime, only: int | None = None) -> Sequence[Case]:
    """A key account nobody reached within its cadence: its owner is told, once for each silence."""
    cadence = int(view.settings.value("cadence_key"))
    found, _ = view.figures().quiet_key_accounts(None, now - timedelta(days=cadence), only=only)
    owners = view.people.many({customer.owner_id for customer, _ in found if customer.owner_id is not None})
    return [
        Case(
            subject=f"{CUSTOMER}{customer.id}",
            recipient=owners[customer.owner_id],
            fingerprint=customer.spoken_at.isoformat(),
            customer_id=customer.id,
            fact=partial(_quiet, customer, owners[customer.owner_id], cadence, now),
        )
        for customer, _ in found
        if customer.owner_id in owners
    ]


def _quiet(customer: Customer, owner: Person, cadence: int, now: datetime, view: View) -> KeyAccountQuiet:
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
