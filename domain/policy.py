"""Who may see and do what: one table, asked by queries and handlers alike.

This version knows the default between reps: everybody sees every customer's name, owner and tier; the rest
of a record only its owner, its owner's manager, an admin, or anybody while the customer is in the pool.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import NotAllowed, Refused
from domain.people import Person, Role


class Relation(StrEnum):
    """How a person stands to a record's owner."""

    OWN = "own"
    POOL = "pool"
    LEADS = "leads"
    OTHER = "other"


class Deed(StrEnum):
    """What may be done with a record."""

    SEE = "see"
    LOG = "log"
    CHANGE = "change"
    TICK = "tick"


ALLOWED: dict[Deed, frozenset[Relation]] = {
    Deed.SEE: frozenset({Relation.OWN, Relation.POOL, Relation.LEADS}),
    Deed.LOG: frozenset(Relation),
    Deed.CHANGE: frozenset({Relation.OWN, Relation.POOL, Relation.LEADS}),
    Deed.TICK: frozenset({Relation.OWN, Relation.LEADS}),
}


@dataclass(frozen=True)
class Viewer:
    """Through whose eyes the store is read, and whom they lead: None of `leads` means everybody."""

    person_id: int
    role: Role
    leads: frozenset[int] | None = frozenset()

    def relation(self, owner_id: int | None) -> Relation:
        """Return how the viewer stands to what `owner_id` owns (None: nobody does)."""
        if owner_id is None:
            return Relation.POOL
        if owner_id == self.person_id:
            return Relation.OWN
        if self.leads is None or owner_id in self.leads:
            return Relation.LEADS
        return Relation.OTHER

    def may(self, deed: Deed, owner_id: int | None) -> bool:
        """Return whether the viewer may do this with what `owner_id` owns."""
        return self.relation(owner_id) in ALLOWED[deed]

    def must(self, deed: Deed, owner_id: int | None, whose: str | None = None) -> None:
        """Refuse what the policy does not allow; `whose` names the owner in the answer."""
        if not self.may(deed, owner_id):
            raise Refused(NotAllowed(deed.value, whose))


def viewer_for(person: Person, team: frozenset[int]) -> Viewer:
    """Return the viewer a person is: reps lead nobody, managers their `team`'s people, admins everybody."""
    if person.role is Role.ADMIN:
        return Viewer(person.id, person.role, None)
    if person.role is Role.MANAGER:
        return Viewer(person.id, person.role, team | {person.id})
    return Viewer(person.id, person.role)
