"""Who may see and do what: one table, asked by queries, by the plan of every message and again by the writer.

A record belongs to a customer with an owner (and may be shared), or to a person; how somebody stands to it is
their `Relation`. `docs/policy.md` is made from this table.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from domain.facts import NotAllowed, Refused
from domain.people import Person, Role


class Relation(StrEnum):
    """How a person stands to what somebody owns; the first that holds counts.

    `SHARED`: a customer they are a co-owner of, or a partner to. `TEAM`: of somebody in one of their teams.
    """

    OWN = "own"
    LEADS = "leads"
    SHARED = "shared"
    POOL = "pool"
    TEAM = "team"
    OTHER = "other"


class Deed(StrEnum):
    """What may be done. Of a customer: all from `SEE_NAME` (name, owner, tier) to `SHARE`; of somebody's
    reminders, figures, acts and name: all from `TICK` on. `CONFIGURE`: what holds for the whole company."""

    SEE_NAME = "see_name"
    SEE = "see"
    SEE_DEALS = "see_deals"
    LOG = "log"
    CHANGE = "change"
    SHARE = "share"
    TICK = "tick"
    REPORT = "report"
    LOG_FOR = "log_for"
    ASSIGN = "assign"
    UNDO = "undo"
    BIND = "bind"
    APPROVE = "approve"
    CONFIGURE = "configure"
    ERASE = "erase"


class Visibility(StrEnum):
    """What reps and managers see of customers that are neither theirs nor led by them: the name, owner and
    tier; all of it; all of it within the team; or nothing."""

    NAMES = "names"
    OPEN = "open"
    TEAM = "team"
    OWN = "own"


Relations = frozenset[Relation]
NOBODYS: Relations = frozenset()
ALL: Relations = frozenset(Relation)
_OWN: Relations = frozenset({Relation.OWN})
_WITH: Relations = _OWN | {Relation.SHARED}
_POOL: Relations = _WITH | {Relation.POOL}
_LED: Relations = _OWN | {Relation.LEADS}
_ALL_LED: Relations = _POOL | _LED
REST: Relations = frozenset({Relation.TEAM, Relation.OTHER})
"""Colleagues one does not lead."""

_MANAGER: Mapping[Deed, Relations] = {
    Deed.SEE_NAME: ALL,
    Deed.SEE: _ALL_LED,
    Deed.SEE_DEALS: _ALL_LED,
    Deed.LOG: ALL,
    Deed.CHANGE: _ALL_LED,
    Deed.SHARE: _LED,
    Deed.TICK: _LED,
    Deed.REPORT: _LED,
    Deed.LOG_FOR: _LED,
    Deed.ASSIGN: ALL,
    Deed.UNDO: _LED,
    Deed.BIND: _LED,
    Deed.APPROVE: NOBODYS,
    Deed.CONFIGURE: frozenset({Relation.POOL}),
    Deed.ERASE: _ALL_LED,
}

ALLOWED: Mapping[Role, Mapping[Deed, Relations]] = {
    Role.PARTNER: {
        **dict.fromkeys(Deed, NOBODYS),
        **dict.fromkeys((Deed.SEE_NAME, Deed.SEE, Deed.LOG, Deed.CHANGE), _WITH),
        **dict.fromkeys((Deed.TICK, Deed.REPORT, Deed.LOG_FOR, Deed.ASSIGN, Deed.UNDO), _OWN),
    },
    Role.REP: {
        **dict.fromkeys(Deed, NOBODYS),
        **dict.fromkeys((Deed.SEE_NAME, Deed.LOG, Deed.ASSIGN), ALL),
        **dict.fromkeys((Deed.SEE, Deed.SEE_DEALS, Deed.CHANGE), _POOL),
        **dict.fromkeys((Deed.SHARE, Deed.TICK, Deed.REPORT, Deed.LOG_FOR, Deed.UNDO), _OWN),
    },
    Role.MANAGER: _MANAGER,
    Role.ADMIN: {**_MANAGER, Deed.SHARE: ALL, Deed.APPROVE: ALL},
}
"""With whose things each role may do what; an admin leads everybody."""

READS = frozenset({Deed.SEE, Deed.SEE_DEALS})
MORE: Mapping[Visibility, Relations] = {
    Visibility.NAMES: NOBODYS,
    Visibility.OPEN: REST,
    Visibility.TEAM: frozenset({Relation.TEAM}),
    Visibility.OWN: NOBODYS,
}
"""Whose customers the setting shows to reps and managers in full, beside those of the table."""


@cache
def relations(role: Role, visibility: Visibility, deed: Deed) -> Relations:
    """Return with whose things a role may do this, as the team has set what it sees of each other."""
    allowed = ALLOWED[role][deed]
    if role is Role.PARTNER:
        return allowed
    if deed in READS:
        return allowed | MORE[visibility]
    hidden = visibility is Visibility.OWN and deed in (Deed.SEE_NAME, Deed.LOG)
    return allowed - REST if hidden else allowed


@dataclass(frozen=True)
class Viewer:
    """Through whose eyes the store is read: whom they lead (None: everybody), which teams (None: all), who is
    in a team with them, and the numbers of the customers shared with them."""

    person_id: int
    role: Role
    leads: frozenset[int] | None = frozenset()
    mates: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.NAMES
    teams: frozenset[int] | None = frozenset()

    def relation(self, owner_id: int | None, customer_id: int | None = None) -> Relation:
        """Return how the viewer stands to what `owner_id` owns (None: nobody does), at that customer."""
        if owner_id == self.person_id:
            return Relation.OWN
        if owner_id is not None and (self.leads is None or owner_id in self.leads):
            return Relation.LEADS
        if customer_id is not None and customer_id in self.shared:
            return Relation.SHARED
        if owner_id is None:
            return Relation.POOL
        return Relation.TEAM if owner_id in self.mates else Relation.OTHER

    def relation_to_team(self, team_id: int) -> Relation:
        """Return how the viewer stands to what is a team's."""
        return Relation.LEADS if leads_team(self.teams, team_id) else Relation.OTHER

    def relations(self, deed: Deed) -> Relations:
        """Return with whose things the viewer may do this."""
        return relations(self.role, self.visibility, deed)

    def may(self, deed: Deed, owner_id: int | None, customer_id: int | None = None) -> bool:
        """Return whether the viewer may do this with what `owner_id` owns, at that customer."""
        return self.relation(owner_id, customer_id) in self.relations(deed)

    def must(
        self, deed: Deed, owner_id: int | None, customer_id: int | None = None, whose: str | None = None
    ) -> None:
        """Refuse what the policy does not allow; `whose` names the owner in the answer."""
        if not self.may(deed, owner_id, customer_id):
            raise Refused(NotAllowed(deed.value, whose))


EVERYTHING = Viewer(0, Role.ADMIN, None, teams=None)
"""The eyes of the clock, of undo and of the writer's own bookkeeping: nothing is hidden from them."""


LED = (Role.PARTNER, Role.REP)
"""Who is led by the managers of their team; managers and admins are led by the admins alone."""


def teams_led(person: Person, more: Collection[int]) -> frozenset[int] | None:
    """Return the teams a person leads: a manager their own and those they lead beside it (`more`), an admin
    all (None), anybody else none. Who leads whom, hears of them and ties their chats follows from this."""
    if person.role is Role.ADMIN:
        return None
    if person.role is not Role.MANAGER:
        return frozenset()
    return frozenset(more) if person.team_id is None else frozenset((person.team_id, *more))


def leads_team(teams: frozenset[int] | None, team_id: int | None) -> bool:
    """Return whether somebody who leads these teams leads this one; what is no team's is the admins'."""
    return teams is None or team_id in teams


def viewer_for(
    person: Person,
    led: frozenset[int] | None,
    *,
    teams: frozenset[int] | None = frozenset(),
    mates: frozenset[int] = frozenset(),
    shared: frozenset[int] = frozenset(),
    visibility: Visibility = Visibility.NAMES,
) -> Viewer:
    """Return the viewer a person is, who leads these people (None: everybody) of these teams."""
    leads = led | {person.id} if led is not None and person.manages else led
    return Viewer(person.id, person.role, leads, mates, shared, visibility, teams)


def team_viewer(members: frozenset[int]) -> Viewer:
    """Return the viewer a team is: what a chat tied to it may show."""
    return Viewer(0, Role.MANAGER, members)
