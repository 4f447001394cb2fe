"""Slots settled before anything is written: what was said becomes a record, a person, a time — or asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from domain import names
from domain.act import OpenSlot
from domain.customer import Customer
from domain.deal import Deal
from domain.facts import (
    AmountUnfit,
    CustomerThere,
    NothingOpen,
    Option,
    PersonUnknown,
    Refused,
    ReminderClosed,
)
from domain.incoming import Said
from domain.left import keeper_id
from domain.people import Person
from domain.policy import Deed
from domain.ports import View
from domain.reminder import Reminder, State, When
from domain.turn import Turn

GREATEST = Decimal(10) ** 14
TOMORROW = "tomorrow"
"""The one word a button may give for a day: its own day is not known when it is drawn."""
OFFERED = 5
"""Names offered at most when it is not clear who is meant."""


@dataclass(frozen=True)
class CustomerRef:
    """A customer that stands in the store, with the version that was read."""

    id: int
    version: int
    name: str


@dataclass(frozen=True)
class Coming:
    """A customer whom an earlier action of the same message adds."""

    name: str


Whom = CustomerRef | Coming


class NewName(str):
    """A name by which no customer goes yet: nobody else may take it before it is written."""

    __slots__ = ()


@dataclass(frozen=True)
class Everybody:
    """The whole team."""


class Unsettled(Exception):  # noqa: N818 - a question, not a fault
    """A slot must be asked about."""

    def __init__(self, why: str, typed: str | None = None, options: Sequence[Option] = ()) -> None:
        """Ask about the slot: `why` is `choose`, `unknown`, `similar`, `missing` or `unsure`."""
        super().__init__(why)
        self.why = why
        self.typed = typed
        self.options = tuple(options)

    def slot(self, action: int, slot: str) -> OpenSlot:
        """Return it as the open slot of a question."""
        return OpenSlot(action, slot, self.why, self.typed, self.options)


@dataclass
class Draft:
    """One action on its way to being settled: what was said, what is settled so far, who is added, and which
    customers the message's names were found to mean."""

    turn: Turn
    view: View
    said: Said
    settled: dict[str, Any] = field(default_factory=dict)
    coming: tuple[str, ...] = ()
    meant: dict[str, CustomerRef] = field(default_factory=dict)

    def value(self, slot: str) -> Any:
        """Return what was said for a slot."""
        return self.said.slots.get(slot)


Settler = Callable[[Draft, Any], Any]
"""Takes the draft and what was said for the slot; returns the settled value, or raises `Unsettled`."""


def same(typed: str, name: str) -> bool:
    """Return whether two names are the same but for case, width and script."""
    return names.exact_key(typed) == names.exact_key(name)


# ---- customers ----------------------------------------------------------------------------------------


def the_customer(draft: Draft, value: Any) -> Whom:
    """Settle which customer is meant; one is needed."""
    found = maybe_customer(draft, value)
    if found is None:
        raise Unsettled("missing", None, _recent(draft))
    return found


def maybe_customer(draft: Draft, value: Any) -> Whom | None:
    """Settle which customer is meant, if one was named."""
    if value is None:
        return None
    if isinstance(value, dict):
        return _ref(draft.view.customers.get(value["id"]))
    typed = str(value).strip()
    if any(same(typed, name) for name in draft.coming):
        return Coming(typed)
    if typed not in draft.meant:
        draft.meant[typed] = _ref(_found(draft, typed))
    return draft.meant[typed]


def _found(draft: Draft, typed: str) -> Customer:
    """Return the customer that a name means: the one last spoken of, or one that is found by it."""
    spoken_of = draft.view.customers.find(draft.turn.spoken_of)
    if spoken_of is not None and same(typed, spoken_of.name):
        return spoken_of
    return draft.view.customers.get(_resolved(draft, typed))


def a_new_name(draft: Draft, value: Any) -> NewName:
    """Settle the name of a customer to be added; say so where they are likely there already."""
    sure = isinstance(value, dict) and "new" in value
    if isinstance(value, dict) and not sure:
        raise _there(draft, value["id"], str(value["id"]))
    typed = str((value["new"] if sure else value) or "").strip()
    if not typed:
        raise Unsettled("missing")
    if any(same(typed, name) for name in draft.coming):
        raise Refused(CustomerThere(typed, draft.turn.person.name))
    match names.resolve(typed, draft.view.customers.candidates(typed, hidden=True)):
        case names.Sure(match) if same(typed, match.candidate.name):
            raise _there(draft, match.candidate.id, typed)
        case names.Sure(match):
            alike = _options(draft, [match.candidate.id])
        case names.Choose(matches):
            alike = _options(draft, [match.candidate.id for match in matches])
        case _:
            alike = ()
    if alike and not sure:
        raise Unsettled("similar", typed, (*alike, _add_new(typed)))
    return NewName(typed)


def a_free_name(draft: Draft, whose: Whom, typed: str) -> NewName:
    """Settle another name of a customer; refuse one by which somebody else goes."""
    own = whose.id if isinstance(whose, CustomerRef) else None
    for candidate in draft.view.customers.candidates(typed, hidden=True):
        if candidate.id != own and same(typed, candidate.name):
            raise _there(draft, int(candidate.id), typed)
    return NewName(typed)


def _resolved(draft: Draft, typed: str) -> int:
    match names.resolve(typed, draft.view.customers.candidates(typed)):
        case names.Sure(match):
            return int(match.candidate.id)
        case names.Choose(matches):
            options = _options(draft, [match.candidate.id for match in matches])
            raise Unsettled("choose", typed, (*options, _add_new(typed)))
        case names.Unknown(nearest):
            options = _options(draft, [match.candidate.id for match in nearest])
            raise Unsettled("unknown", typed, (*options, _add_new(typed)))


def _options(draft: Draft, ids: Sequence[int]) -> tuple[Option, ...]:
    """Return customers to choose from, each once, with owner and tier to tell them apart."""
    once = list(dict.fromkeys(ids))[:OFFERED]
    known = draft.view.customers.many(once)
    owners = draft.view.people.many({c.owner_id for c in known.values() if c.owner_id is not None})
    return tuple(
        Option(
            {"id": id},
            known[id].name,
            hint={"owner": _owner_name(known[id], owners), "region": known[id].region},
        )
        for id in once
        if id in known
    )


def _owner_name(customer: Customer, owners: dict[int, Person]) -> str | None:
    return owners[customer.owner_id].name if customer.owner_id in owners else None


def _add_new(typed: str) -> Option:
    return Option({"new": typed}, typed, word="add_new")


def _recent(draft: Draft) -> tuple[Option, ...]:
    return _options(draft, draft.view.recent_customers(draft.turn.person.id, 3))


def _ref(customer: Customer) -> CustomerRef:
    return CustomerRef(customer.id, customer.version, customer.name)


def _there(draft: Draft, id: int, typed: str) -> Refused:
    """Return that a customer is there; whose it is, to who may see that."""
    customer = draft.view.customers.find(id)
    if customer is None:
        return Refused(CustomerThere(typed, None, hidden=True))
    owner = draft.view.people.find(customer.owner_id)
    return Refused(CustomerThere(customer.name, owner.name if owner else None))


# ---- people -------------------------------------------------------------------------------------------


def maybe_person(draft: Draft, value: Any) -> Person | None:
    """Settle a person of the team; not said means nobody in particular."""
    if value is None:
        return None
    if isinstance(value, dict):
        return draft.view.people.get(value["id"])
    if value == "me":
        return draft.turn.person
    return _colleague(draft, str(value))


def maybe_people(draft: Draft, value: Any) -> Person | Everybody | None:
    """Settle a person or the whole team."""
    return Everybody() if value == "team" else maybe_person(draft, value)


def _colleague(draft: Draft, typed: str) -> Person:
    people = {person.id: person for person in draft.view.people.all()}
    part = [p for p in people.values() if _is_called(p, typed)]
    if len(part) == 1:
        return part[0]
    candidates = [names.Candidate(person.id, person.name) for person in part or people.values()]
    match names.resolve(typed, candidates):
        case names.Sure(match):
            return people[match.candidate.id]
        case names.Choose(matches):
            options = [Option({"id": m.candidate.id}, m.candidate.name) for m in matches]
            raise Unsettled("choose", typed, options)
        case names.Unknown(nearest):
            if part:
                raise Unsettled("choose", typed, [Option({"id": p.id}, p.name) for p in part])
            raise Refused(PersonUnknown(typed, tuple(m.candidate.name for m in nearest)))


def _is_called(person: Person, typed: str) -> bool:
    """Return whether somebody goes by that: one of their names, or a part of it."""
    wanted = typed.casefold().strip()
    names_ = [name.casefold() for name in person.called]
    return wanted in names_ or any(wanted in name.split() for name in names_)


# ---- times and money ----------------------------------------------------------------------------------


def maybe_when(draft: Draft, value: Any) -> When | None:
    """Settle a day or a time on the person's wall."""
    if value is None:
        return None
    zone = draft.turn.person.timezone
    if value == TOMORROW:
        return When(draft.turn.said_local.date() + timedelta(days=1), None, zone)
    if "T" in str(value):
        moment = datetime.fromisoformat(str(value))
        return When(moment.date(), moment.time(), zone)
    return When(date.fromisoformat(str(value)), None, zone)


def the_when(draft: Draft, value: Any) -> When | None:
    """Settle when; one is needed, unless a rhythm or a shift says it."""
    found = maybe_when(draft, value)
    if found is None and not draft.value("repeat") and not draft.value("shift"):
        raise Unsettled("missing", None, _soon(draft.turn))
    return found


def _soon(turn: Turn) -> tuple[Option, ...]:
    """Return the times people put things off to most: in an hour, tomorrow morning, next Monday."""
    local = turn.now.astimezone(turn.person.zone).replace(tzinfo=None, second=0, microsecond=0)
    tomorrow = local.date() + timedelta(days=1)
    monday = local.date() + timedelta(days=7 - local.weekday())
    return (
        Option(_iso(local + timedelta(hours=1)), word="in_an_hour"),
        Option(_iso(datetime.combine(tomorrow, time(9))), word="tomorrow_morning"),
        Option(_iso(datetime.combine(monday, time(9))), word="next_monday"),
    )


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def maybe_day(draft: Draft, value: Any) -> date | None:
    """Settle a day."""
    return None if value is None else date.fromisoformat(str(value)[:10])


def maybe_amount(draft: Draft, value: Any) -> Decimal | None:
    """Settle an amount of money; refuse what no deal is worth."""
    if value is None:
        return None
    if isinstance(value, dict):
        value = value["amount"]
    amount = Decimal(str(value))
    if not amount.is_finite() or amount < 0 or amount > GREATEST:
        raise Refused(AmountUnfit(amount))
    return amount.quantize(Decimal("0.0001")).normalize() + 0


def the_period(draft: Draft, value: Any) -> tuple[date, date] | None:
    """Settle a period of days, both inclusive."""
    if not value:
        return None
    return date.fromisoformat(value["from"]), date.fromisoformat(value["to"])


# ---- words --------------------------------------------------------------------------------------------


def as_said(draft: Draft, value: Any) -> Any:
    """Take the value as it was said."""
    return value


def one_of(words: type[StrEnum], default: StrEnum | None = None) -> Settler:
    """Return what settles a word of an enum."""

    def settle(draft: Draft, value: Any) -> StrEnum | None:
        return default if value is None else words(value)

    return settle


def needed(settler: Settler) -> Settler:
    """Return the settler, asking where nothing was said."""

    def settle(draft: Draft, value: Any) -> Any:
        if value in (None, ""):
            raise Unsettled("missing")
        return settler(draft, value)

    return settle


# ---- reminders and deals ------------------------------------------------------------------------------


def the_reminder(draft: Draft, value: Any) -> Reminder:
    """Settle which open reminder is meant: by its number, or by customer and kind."""
    if isinstance(value, dict):
        value = value["id"]
    if draft.value("id") is not None or value is not None:
        named = draft.view.reminders.get(int(value or draft.value("id")))
        if draft.value("on") not in (None, named.on.isoformat()):
            raise Refused(ReminderClosed(named.id, State.DONE.value))
        return named
    customer = draft.settled.get("customer")
    kind = draft.value("kind")
    customer_id = customer.id if isinstance(customer, CustomerRef) else None
    found = [r for r in _open_reminders(draft, customer_id, kind) if _may_tick(draft, r)]
    own = [r for r in found if r.person_id == draft.turn.person.id] or found
    if not own:
        raise Refused(NothingOpen(customer.name if customer else None, kind))
    if len(own) > 1:
        raise Unsettled("choose", None, _reminder_options(draft, own))
    return own[0]


def _open_reminders(draft: Draft, customer_id: int | None, kind: str | None) -> Sequence[Reminder]:
    if customer_id is None:
        return draft.view.reminders.open_for(person_id=draft.turn.person.id, kind=kind)
    found = draft.view.reminders.open_for(customer_id=customer_id, kind=kind)
    return found or ([] if kind is None else draft.view.reminders.open_for(customer_id=customer_id))


def _may_tick(draft: Draft, reminder: Reminder) -> bool:
    return draft.turn.viewer.may(Deed.TICK, keeper_id(reminder, draft.view))


def _reminder_options(draft: Draft, reminders: Sequence[Reminder]) -> tuple[Option, ...]:
    known = draft.view.customers.many({r.customer_id for r in reminders if r.customer_id is not None})
    return tuple(
        Option(
            {"id": r.id},
            known[r.customer_id].name if r.customer_id in known else r.note,
            word="reminder",
            hint={
                "kind": r.kind.value,
                "on": r.on.isoformat(),
                "clock": r.clock and r.clock.isoformat("minutes"),
            },
        )
        for r in reminders[:OFFERED]
    )


def the_deal(draft: Draft, value: Any) -> Deal | None:
    """Settle which open deal of the customer is meant; none where there is none yet."""
    if isinstance(value, dict):
        return draft.view.deals.find(value.get("id"))
    customer = draft.settled.get("customer")
    if not isinstance(customer, CustomerRef):
        return None
    standing = draft.view.deals.open_at(customer.id)
    own = [deal for deal in standing if draft.turn.viewer.may(Deed.REPORT, deal.owner_id)] or standing
    if len(own) > 1:
        raise Unsettled("choose", customer.name, _deal_options(own))
    return own[0] if own else None


def _deal_options(deals: Sequence[Deal]) -> tuple[Option, ...]:
    return tuple(
        Option(
            {"id": d.id},
            d.title,
            word="deal",
            hint={
                "stage": d.stage.value,
                "amount": None if d.amount is None else str(d.amount),
                "currency": d.currency,
            },
        )
        for d in deals[:OFFERED]
    )
