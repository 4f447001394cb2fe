"""Yes or no to what others ask for: decided once, by button or by number."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from domain.facts import AlreadyDecided, Decided, Fact, NoSuchThing, Option, Refused
from domain.people import Language, Person, Role, Team
from domain.policy import Deed
from domain.ports import Work
from domain.request import Decision, Request, RequestKind
from domain.turn import Turn
from handlers.accounts import close_account, keep, let_in
from handlers.declare import Change, needs
from handlers.personal import INTRODUCTION
from handlers.settle import Draft, Unsettled, as_said, same


@dataclass(frozen=True, kw_only=True)
class Approve:
    """A request that is granted; who joins has the role and belongs to the team."""

    request: Request
    role: Role | None
    team: Team | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class Decline:
    """A request that is not granted."""

    request: Request
    note: str | None


def approve(wish: Approve, work: Work, turn: Turn) -> Fact:
    """Grant it: the newcomer is let in, the account of who has left is closed."""
    asked = wish.request
    work.requests.decide(asked, turn.person.id, Decision.APPROVED)
    if wish.role is not None:
        joined = _join(asked, wish.role, wish.team, work)
        return Decided(asked, True, turn.person, wish.team, wish.role, joined)
    close_account(_whose(asked, work), work, by=turn.person.id)
    return Decided(asked, True, turn.person)


def decline(wish: Decline, work: Work, turn: Turn) -> Fact:
    """Refuse it: the stranger stays outside, who seemed gone is kept."""
    work.requests.decide(wish.request, turn.person.id, Decision.DECLINED)
    if wish.request.kind is RequestKind.LEFT:
        keep(_whose(wish.request, work), work)
    return Decided(wish.request, False, turn.person)


def _whose(asked: Request, work: Work) -> Person:
    assert asked.person_id is not None
    return work.people.get(asked.person_id)


def _join(asked: Request, role: Role, team: Team | None, work: Work) -> Person:
    """Let the newcomer in: who asked on the sign-in page by that page, anybody else where they wrote, where
    they are asked what is not known of them."""
    assert asked.address is not None
    held = asked.body
    newcomer = Person(
        name=held["name"],
        role=role,
        team_id=team.id if team else None,
        language=Language(held["language"]),
        timezone=held["timezone"],
    )
    if asked.on_page:
        start, end = (time.fromisoformat(held[name]) for name in ("work_from", "work_to"))
        joined = work.admit(replace(newcomer, work_from=start, work_to=end))
        work.way_in(joined.id, asked.address.chat)
        return joined
    joined = let_in(newcomer, asked.address, held["account"], work)
    work.follow_up_on(asked.address.channel, held["message"], f"request:{asked.id}+asks", (INTRODUCTION,))
    return joined


# ---- what is decided ----------------------------------------------------------------------------------


def the_request(draft: Draft, value: Any) -> Request:
    """Settle which request is meant, by its number."""
    number = draft.value("id") if value is None else value
    if number is None:
        raise Unsettled("missing")
    found = draft.view.requests.find(int(number))
    if found is None:
        raise Refused(NoSuchThing("request", int(number)))
    if found.state is not Decision.OPEN:
        by = draft.view.people.find(found.decided_by_id)
        raise Refused(AlreadyDecided(found, by.name if by else None))
    return found


def the_role(draft: Draft, value: Any) -> Role | None:
    """Settle what a newcomer may do; a rep, where nothing else is said."""
    if draft.settled["request"].kind is not RequestKind.JOIN:
        return None
    return Role(value or Role.REP)


def the_team_joined(draft: Draft, value: Any) -> Team | None:
    """Settle to which team a newcomer belongs: the one named, the only one, or the one that is chosen;
    partners and admins belong to none unless one is named."""
    role: Role | None = draft.settled["role"]
    if role is None:
        return None
    if isinstance(value, dict):
        return draft.view.teams.get(value["id"])
    teams = draft.view.teams.all()
    named = [team for team in teams if value and same(team.name, str(value))]
    if named or (not value and (len(teams) < 2 or role in TEAMLESS)):
        return next(iter(named or (() if role in TEAMLESS else teams)), None)
    options = [Option({"id": team.id}, team.name) for team in teams]
    raise Unsettled("choose" if value else "missing", value and str(value), options)


TEAMLESS = (Role.PARTNER, Role.ADMIN)
"""Roles of those who need no team."""
_DECIDES = (needs(Deed.APPROVE, "request"),)

ACTIONS = (
    Change(
        "approve",
        Approve,
        approve,
        settle={"request": the_request, "role": the_role, "team": the_team_joined, "note": as_said},
        needs=_DECIDES,
        final=True,
    ),
    Change(
        "decline",
        Decline,
        decline,
        settle={"request": the_request, "note": as_said},
        needs=_DECIDES,
        final=True,
    ),
)
