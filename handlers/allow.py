"""What an action needs is asked of the policy: when a message is planned, and again by the writer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.act import Act
from domain.customer import Customer
from domain.deal import Deal
from domain.facts import NotAllowed, Refused
from domain.left import keeper_id
from domain.people import Person, Team
from domain.policy import Deed, Relation, Viewer
from domain.ports import View
from domain.reminder import Reminder
from domain.request import Request
from domain.settings import Business
from handlers.declare import Action
from handlers.settle import CustomerRef


def must_be_allowed(
    action: Action, settled: Mapping[str, Any], viewer: Viewer, view: View, *, slot: str | None = None
) -> None:
    """Refuse an action whose settled slots hold what the viewer may not do that with. While it is being
    settled, `slot` is the one settled last: what hangs on it is asked before anything else is."""
    for need in action.needs:
        asked = need.slots if need.when is None else (*need.slots, need.when[0])
        if slot is not None and (slot not in asked or any(other not in settled for other in asked)):
            continue
        if need.when is not None and settled.get(need.when[0]) != need.when[1]:
            continue
        filled = [settled[slot] for slot in need.slots if settled.get(slot) is not None]
        if filled and (stands := standing(filled[0], viewer, view)) is not None:
            _must(need.deed, stands, viewer, view)


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a thing, and whose it is."""

    relation: Relation
    owner_id: int | None = None


def standing(thing: Any, viewer: Viewer, view: View) -> Standing | None:
    """Return how the viewer stands to what is in a slot; None where nobody stands to it in any way yet."""
    if isinstance(thing, Business):
        return Standing(Relation.POOL)
    if isinstance(thing, Team):
        return Standing(viewer.relation_to_team(thing.id))
    whose = _whose(thing, view)
    return None if whose is None else Standing(viewer.relation(*whose), whose[0])


Whose = tuple[int | None, int | None]
"""The owner, and the customer it is at."""


def _whose(thing: Any, view: View) -> Whose | None:
    match thing:
        case Customer():
            return thing.owner_id, thing.id
        case CustomerRef():
            return view.customers.get(thing.id).owner_id, thing.id
        case Deal():
            return thing.owner_id, thing.customer_id
        case Reminder():
            return keeper_id(thing, view), None
        case Request():
            return thing.person_id, None
        case Act():
            return thing.author_id, None
        case Person():
            return thing.id, None
        case _:
            return None


def _must(deed: Deed, stands: Standing, viewer: Viewer, view: View) -> None:
    if stands.relation not in viewer.relations(deed):
        owner = view.people.find(stands.owner_id)
        raise Refused(NotAllowed(deed.value, owner.name if owner else None))
