"""Notes on a customer: what is to be remembered, and no contact with anybody."""

from dataclasses import dataclass

from domain.activity import Activity, Kind, Met
from domain.facts import Fact, Logged
from domain.policy import Deed
from domain.ports import Work
from domain.turn import Turn
from handlers.activities import contacts_named
from handlers.declare import Change, needs
from handlers.settle import CustomerRef, as_said, needed, the_customer


@dataclass(frozen=True, kw_only=True)
class Note:
    """Words to be kept with a customer, about a contact there if one is named."""

    customer: CustomerRef
    contact: str | None
    note: str


def note(wish: Note, work: Work, turn: Turn) -> Fact:
    """Keep the words; nobody was reached, and no reminder is answered."""
    kept = work.activities.add(
        Activity(
            customer_id=wish.customer.id,
            person_id=turn.person.id,
            kind=Kind.NOTE,
            on=turn.said_local.date(),
            happened_at=turn.said_at,
            reached=False,
            note=wish.note,
        )
    )
    contacts = contacts_named(wish.contact, wish.customer.id, work)
    for contact in contacts:
        work.met.add(Met(activity_id=kept.id, contact_id=contact.id))
    return Logged(kept, work.customers.get(wish.customer.id), contacts)


ACTIONS = (
    Change(
        "note",
        Note,
        note,
        settle={"customer": the_customer, "contact": as_said, "note": needed(as_said)},
        needs=(needs(Deed.LOG, "customer"),),
    ),
)
