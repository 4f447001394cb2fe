"""Erasing all that is kept about a contact or a customer: previewed, done once agreed to, never undone."""

from dataclasses import dataclass
from typing import Any

from domain.customer import Contact, Customer
from domain.erasing import Traces
from domain.facts import ContactUnknown, Erased, Fact, Option, Refused
from domain.policy import Deed
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change, needs
from handlers.settle import OFFERED, CustomerRef, Draft, Unsettled, maybe_customer, same


@dataclass(frozen=True, kw_only=True)
class Erase:
    """Somebody to be forgotten, and all that was found of them when it was agreed to."""

    customer: Customer
    contact: Contact | None
    sure: Traces


def erase(wish: Erase, work: Work, turn: Turn) -> Fact:
    """Erase it; what is told holds no name that is gone."""
    work.erasing.erase(wish.sure)
    return Erased(wish.customer if wish.contact else None, wish.sure.counts, wish.customer.owner_id)


def whose(draft: Draft, value: Any) -> Customer:
    """Settle the customer: the one named, or the one at which the contact is."""
    try:
        found = maybe_customer(draft, value)
    except Unsettled as unsettled:
        known = [option for option in unsettled.options if option.word is None]
        raise Unsettled(unsettled.why, unsettled.typed, known) from None
    if isinstance(found, CustomerRef):
        id = found.id
    else:
        id = _contact_anywhere(draft, draft.value("contact")).customer_id
    return draft.view.customers.get(id)


def _contact_anywhere(draft: Draft, value: Any) -> Contact:
    """Return the contact of that name, at whichever customer they are."""
    if isinstance(value, dict):
        return draft.view.contacts.get(value["id"])
    if not value:
        raise Unsettled("missing")
    found = draft.view.contacts.named(str(value))
    if not found:
        raise Refused(ContactUnknown(str(value), None))
    if len(found) > 1:
        customers = draft.view.customers.many({contact.customer_id for contact in found})
        options = [
            Option({"id": contact.customer_id}, customers[contact.customer_id].name)
            for contact in found[:OFFERED]
        ]
        raise Unsettled("choose", str(value), options)
    return found[0]


def maybe_contact(draft: Draft, value: Any) -> Contact | None:
    """Settle the contact at the customer, also one who has left; not said means the whole customer."""
    if not value:
        return None
    if isinstance(value, dict):
        return draft.view.contacts.get(value["id"])
    customer: Customer = draft.settled["customer"]
    found = [one for one in draft.view.contacts.ever_at(customer.id) if same(str(value), one.name)]
    if not found:
        raise Refused(ContactUnknown(str(value), customer.name))
    return found[0]


def agreed(draft: Draft, value: Any) -> Traces:
    """Settle that it is wanted: all that is found now was in the preview; else ask, with how much it is."""
    customer: Customer = draft.settled["customer"]
    contact: Contact | None = draft.settled["contact"]
    traces = draft.view.erasing.traces(customer.id, contact.id if contact else None)
    if value == traces.fingerprint:
        return traces
    hint = {
        "customer": customer.name,
        "contact": contact.name if contact else None,
        "counts": traces.counts,
        "changed": value is not None,
    }
    raise Unsettled("erase", None, [Option(traces.fingerprint, word="erase", hint=hint)])


ACTIONS = (
    Change(
        "erase",
        Erase,
        erase,
        settle={"customer": whose, "contact": maybe_contact, "sure": agreed},
        needs=(needs(Deed.ERASE, "customer"),),
    ),
)
