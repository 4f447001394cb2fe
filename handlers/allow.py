"""What an action needs is asked of the policy: when a message is planned, and again by the writer."""

from collections.abc import Mapping
from typing import Any

from domain.act import Act
from domain.customer import Customer
from domain.deal import Deal
from domain.people import Person
from domain.policy import Deed, Viewer
from domain.ports import View
from domain.reminder import Reminder
from handlers.declare import Action
from handlers.settle import CustomerRef


def must_be_allowed(action: Action, settled: Mapping[str, Any], viewer: Viewer, view: View) -> None:
    """Refuse an action whose settled slots hold what the viewer may not do that with."""
    for need in action.needs:
        if need.when is not None and settled.get(need.when[0]) != need.when[1]:
            continue
        filled = [settled[slot] for slot in need.slots if settled.get(slot) is not None]
        if filled and (whose := owned(filled[0], view)) is not None:
            _must(need.deed, whose, viewer, view)


Whose = tuple[int | None, int | None]
"""The owner, and the customer it is at."""


def owned(thing: Any, view: View) -> Whose | None:
    """Return who owns what stands in a slot; None where nobody stands to it in any way yet."""
    match thing:
        case Customer():
            return thing.owner_id, thing.id
        case CustomerRef():
            return view.customers.get(thing.id).owner_id, thing.id
        case Deal():
            return thing.owner_id, thing.customer_id
        case Reminder():
            return thing.person_id, None
        case Act():
            return thing.author_id, None
        case Person():
            return thing.id, None
        case _:
            return None


def _must(deed: Deed, whose: Whose, viewer: Viewer, view: View) -> None:
    if not viewer.may(deed, *whose):
        owner = view.people.find(whose[0])
        viewer.must(deed, *whose, whose=owner.name if owner else None)
