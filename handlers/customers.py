"""Customers: added, changed, shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.activity import Kind
from domain.customer import Contact, Customer, Lifecycle, Share, Tier
from domain.facts import (
    ContactAdded,
    CustomerAdded,
    CustomerChanged,
    CustomerShown,
    Fact,
    NotShared,
    NotYetPossible,
    OwnsIt,
    Refused,
    ShareChanged,
    ValueUnfit,
)
from domain.people import Person
from domain.policy import Deed
from domain.ports import View, Work
from domain.reminder import Reminder
from domain.turn import Turn
from handlers.activities import contacts_named
from handlers.declare import Ask, Change, needs
from handlers.settle import (
    CustomerRef,
    Draft,
    a_free_name,
    a_new_name,
    as_said,
    maybe_person,
    needed,
    one_of,
    same,
    the_customer,
)

SHOWN = 5
"""Rows of each kind on a customer's card."""


@dataclass(frozen=True, kw_only=True)
class AddCustomer:
    """A new customer, owned by who adds it."""

    customer: str
    contact: str | None
    phone: str | None
    email: str | None
    industry: str | None
    region: str | None
    tier: Tier
    source: str | None


def add_customer(wish: AddCustomer, work: Work, turn: Turn) -> Fact:
    """Store the customer; phone and e-mail belong to the contact where one is named."""
    own = not wish.contact
    customer = work.customers.add(
        Customer(
            name=wish.customer,
            owner_id=turn.person.id,
            tier=wish.tier,
            industry=wish.industry,
            region=wish.region,
            source=wish.source,
            phone=wish.phone if own else None,
            email=wish.email if own else None,
            cadence_from=turn.said_at,
        )
    )
    contact = None
    if wish.contact:
        contact = work.contacts.add(
            Contact(customer_id=customer.id, name=wish.contact, phone=wish.phone, email=wish.email)
        )
    return CustomerAdded(customer, contact)


@dataclass(frozen=True, kw_only=True)
class AddContact:
    """Somebody new at a customer; what is said of one who is there already is added to them."""

    customer: CustomerRef
    contact: str
    title: str | None
    phone: str | None
    email: str | None


def add_contact(wish: AddContact, work: Work, turn: Turn) -> Fact:
    """Store the contact, or what is new of one who goes by that name."""
    customer = work.customers.get(wish.customer.id)
    (contact,) = contacts_named(wish.contact, customer.id, work)[:1]
    known = replace(
        contact,
        title=wish.title or contact.title,
        phone=wish.phone or contact.phone,
        email=wish.email or contact.email,
    )
    return ContactAdded(customer, work.contacts.save(known))


@dataclass(frozen=True, kw_only=True)
class SetCustomer:
    """One field of a customer, or of a contact there, to be set; `remove` ends the share of a co-owner."""

    customer: CustomerRef
    contact: str | None
    field: str
    value: Any
    remove: bool


def set_customer(wish: SetCustomer, work: Work, turn: Turn) -> Fact:
    """Set the field; tags and interests are added to those there are."""
    customer = work.customers.get(wish.customer.id)
    if wish.contact and wish.field in OF_CONTACT:
        return _set_contact(wish, customer, work)
    if wish.field == CO_OWNER:
        return _share(wish, customer, work)
    if wish.field == "alias" and not wish.remove:
        return _add_alias(str(wish.value), customer, work)
    if wish.field not in OF_CUSTOMER or wish.remove:
        raise Refused(NotYetPossible(f"set_customer.{wish.field}"))
    return _set_field(wish, customer, work)


def _add_alias(alias: str, customer: Customer, work: Work) -> Fact:
    """Let the customer go by another name too; by one they go by already nothing changes."""
    known = (customer.name, *(other.name for other in work.customers.aliases(customer.id)))
    if not any(same(alias, name) for name in known):
        work.customers.add_alias(customer.id, alias)
    return CustomerChanged(customer, "alias", None, alias)


def _share(wish: SetCustomer, customer: Customer, work: Work) -> Fact:
    """Let somebody work at the customer beside its owner, or no longer; done already, nothing changes."""
    person: Person = wish.value
    shares = {share.person_id: share for share in work.shares.at(customer.id)}
    if person.id == customer.owner_id:
        raise Refused(OwnsIt(customer.name, person.name))
    if wish.remove and person.id not in shares:
        raise Refused(NotShared(customer.name, person.name))
    if wish.remove:
        work.shares.remove(shares[person.id])
    elif person.id not in shares:
        work.shares.add(Share(customer_id=customer.id, person_id=person.id))
    return ShareChanged(customer, person, co_owners(customer.id, work), ends=wish.remove)


def co_owners(customer_id: int, view: View) -> tuple[str, ...]:
    """Return the names of those with whom a customer is shared."""
    shared = [share.person_id for share in view.shares.at(customer_id)]
    people = view.people.many(shared)
    return tuple(people[id].name for id in shared)


def _set_field(wish: SetCustomer, customer: Customer, work: Work) -> Fact:
    column, read = OF_CUSTOMER[wish.field]
    before = getattr(customer, column)
    value = _read(read, wish)
    if column == "tags":
        value = (*before, *(tag for tag in value if tag not in before))
    after = work.customers.save(replace(customer, **{column: value}))
    called_off = _called_off(after.id, work) if after.no_contact and not customer.no_contact else ()
    return CustomerChanged(after, wish.field, before, value, called_off=called_off)


def _called_off(customer_id: int, work: Work, contact_id: int | None = None) -> tuple[Reminder, ...]:
    """Call off what would have led to a contact with who wants none: the customer, or one contact there;
    tasks are our own."""
    coming = work.reminders.open_for(customer_id=customer_id)
    theirs = [one for one in coming if contact_id in (None, one.contact_id)]
    return tuple(work.reminders.save(one.cancelled()) for one in theirs if one.kind is not Kind.TASK)


def _set_contact(wish: SetCustomer, customer: Customer, work: Work) -> Fact:
    (contact,) = contacts_named(wish.contact, customer.id, work)[:1]
    column, read = OF_CONTACT[wish.field]
    before = getattr(contact, column)
    value = _read(read, wish)
    after = work.contacts.save(replace(contact, **{column: value}))
    stops = after.no_contact and not contact.no_contact
    called_off = _called_off(customer.id, work, contact.id) if stops else ()
    return CustomerChanged(customer, wish.field, before, value, after, called_off)


def _read(read: Callable[[Any], Any], wish: SetCustomer) -> Any:
    try:
        return read(wish.value)
    except (ValueError, TypeError) as error:
        raise Refused(ValueUnfit(wish.field, str(wish.value), EXAMPLES.get(wish.field, ""))) from error


def _text(value: Any) -> str:
    text = str(value).strip()
    if not text or value is None:
        raise ValueError(value)
    return text


def _tags(value: Any) -> tuple[str, ...]:
    return tuple(_text(part) for part in (value if isinstance(value, list | tuple) else [value]))


def the_value(draft: Draft, value: Any) -> Any:
    """Settle the new value of a field: a name must be nobody else's, a co-owner is one of us."""
    field, customer = draft.value("field"), draft.settled["customer"]
    if field == CO_OWNER:
        return maybe_person(draft, value)
    if field == "alias" or (field == "name" and not draft.value("contact")):
        return a_free_name(draft, customer, str(value).strip())
    return value


def if_said(draft: Draft, value: Any) -> bool:
    """Settle a word that is said or not."""
    return bool(value)


def _flag(value: Any) -> bool:
    return str(value).casefold() not in ("false", "off", "no", "none")


CO_OWNER = "co_owner"
"""The field that is a share of a person in the customer."""

OF_CUSTOMER: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "tier": ("tier", Tier),
    "tag": ("tags", _tags),
    "industry": ("industry", _text),
    "region": ("region", _text),
    "phone": ("phone", _text),
    "email": ("email", _text),
    "address": ("address", _text),
    "renewal": ("renewal", lambda value: date.fromisoformat(str(value))),
    "name": ("name", _text),
    "source": ("source", _text),
    "lifecycle": ("lifecycle", Lifecycle),
    "interest": ("interest", _text),
    "credit": ("credit", _text),
    "no_contact": ("no_contact", _flag),
}
"""The fields of a customer that can be said: the column and how the value is read."""

OF_CONTACT: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "phone": ("phone", _text),
    "email": ("email", _text),
    "birthday": ("birthday", _text),
    "title": ("title", _text),
    "name": ("name", _text),
    "left": ("left", _flag),
    "no_contact": ("no_contact", _flag),
}
"""The fields of a contact that can be said."""

EXAMPLES = {"tier": "key", "renewal": "2027-03-31", "lifecycle": "prospect"}


@dataclass(frozen=True, kw_only=True)
class Show:
    """A customer to be shown."""

    customer: CustomerRef


def show(wish: Show, view: View, turn: Turn) -> Fact:
    """Return the customer's card, in full where the policy lets the person see it."""
    customer = view.customers.get(wish.customer.id)
    owner = view.people.find(customer.owner_id)
    if not turn.viewer.may(Deed.SEE, customer.owner_id, customer.id):
        return CustomerShown(customer, owner, full=False)
    activities = tuple(view.activities.latest(customer.id, SHOWN))
    reminders = tuple(view.reminders.open_for(customer_id=customer.id))[:SHOWN]
    notes = tuple(view.activities.notes(customer.id, SHOWN))
    people = view.people.many({a.person_id for a in (*activities, *notes)} | {r.person_id for r in reminders})
    return CustomerShown(
        customer,
        owner,
        full=True,
        aliases=tuple(alias.name for alias in view.customers.aliases(customer.id)),
        contacts=tuple(view.contacts.of(customer.id))[:SHOWN],
        deals=tuple(view.deals.at(customer.id, SHOWN)),
        activities=activities,
        reminders=reminders,
        notes=notes,
        files=view.attachments.count(customer.id),
        names={id: person.name for id, person in people.items()},
        co_owners=co_owners(customer.id, view),
    )


ACTIONS = (
    Change(
        "add_customer",
        AddCustomer,
        add_customer,
        settle={
            "customer": a_new_name,
            "contact": as_said,
            "phone": as_said,
            "email": as_said,
            "industry": as_said,
            "region": as_said,
            "tier": one_of(Tier, Tier.STANDARD),
            "source": as_said,
        },
    ),
    Change(
        "add_contact",
        AddContact,
        add_contact,
        settle={
            "customer": the_customer,
            "contact": needed(as_said),
            "title": as_said,
            "phone": as_said,
            "email": as_said,
        },
        needs=(needs(Deed.CHANGE, "customer"),),
    ),
    Change(
        "set_customer",
        SetCustomer,
        set_customer,
        settle={
            "customer": the_customer,
            "contact": as_said,
            "field": needed(as_said),
            "value": needed(the_value),
            "remove": if_said,
        },
        needs=(
            needs(Deed.CHANGE, "customer"),
            needs(Deed.SHARE, "customer", when=("field", CO_OWNER)),
        ),
    ),
    Ask(
        "show",
        Show,
        show,
        settle={"customer": the_customer},
        needs=(needs(Deed.SEE_NAME, "customer"),),
    ),
)
