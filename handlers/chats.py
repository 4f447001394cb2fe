"""Groups and the teams they belong to."""

from dataclasses import dataclass, replace
from typing import Any

from domain.facts import ChatTied, Fact, GroupOnly, NotAllowed, Option, Refused
from domain.people import OUR_OWN, ChatKind, Language, Person, Role, Team
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change
from handlers.settle import Draft, Unsettled, as_said, one_of, same


@dataclass(frozen=True, kw_only=True)
class Bind:
    """The group in which this is said belongs to the team, and speaks the language, if one is named; with
    the clearance `names` it is told names and dates only."""

    team: Team
    language: Language | None
    clearance: str | None


def bind(wish: Bind, work: Work, turn: Turn) -> Fact:
    """Tie the group to the team: its managers may, and admins; the same for the team it is tied to now."""
    chat = work.chats.at(turn.address.channel, turn.address.chat)
    if chat is None or chat.kind is ChatKind.PRIVATE or chat.channel in OUR_OWN:
        raise Refused(GroupOnly())
    for team_id in {wish.team.id, chat.team_id or wish.team.id}:
        if not _leads(turn.person, team_id, work):
            raise Refused(NotAllowed("bind"))
    tied = replace(
        chat,
        team_id=wish.team.id,
        language=wish.language or chat.language,
        cleared=wish.clearance is None,
        strange_since=None,
    )
    work.chats.save(tied)
    return ChatTied(wish.team.name, tied.cleared, tied.guests)


def _leads(person: Person, team_id: int, work: Work) -> bool:
    return person.role is Role.ADMIN or team_id in work.people.teams_led(person)


def the_team(draft: Draft, value: Any) -> Team:
    """Settle which team is meant; the speaker's own where none is named."""
    if isinstance(value, dict):
        return draft.view.teams.get(value["id"])
    teams = draft.view.teams.all()
    typed = str(value or "").strip()
    own = draft.turn.person.team_id
    named = [team for team in teams if (same(team.name, typed) if typed else team.id == own)]
    if len(named) == 1:
        return named[0]
    options = [Option({"id": team.id}, team.name) for team in teams]
    raise Unsettled("choose" if typed else "missing", typed or None, options)


ACTIONS = (
    Change(
        "bind",
        Bind,
        bind,
        settle={"team": the_team, "language": one_of(Language, None), "clearance": as_said},
    ),
)
"""`bind` is said in the group itself."""
