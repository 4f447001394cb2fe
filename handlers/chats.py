"""Groups and the teams they belong to."""

from dataclasses import dataclass, replace
from typing import Any

from domain.facts import ChatTied, Fact, GroupOnly, NotAllowed, Option, Refused
from domain.people import ChatKind, Language, Team
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change
from handlers.settle import Draft, Unsettled, one_of


@dataclass(frozen=True, kw_only=True)
class Bind:
    """The group in which this is said belongs to the team, and speaks the language, if one is named."""

    team: Team
    language: Language | None


def bind(wish: Bind, work: Work, turn: Turn) -> Fact:
    """Tie the group to the team: managers may, of their own team, and admins."""
    chat = work.chats.at(turn.address.channel, turn.address.chat)
    if chat is None or chat.kind is ChatKind.PRIVATE:
        raise Refused(GroupOnly())
    if not turn.person.manages or (turn.person.team_id not in (None, wish.team.id)):
        raise Refused(NotAllowed("bind"))
    work.chats.save(replace(chat, team_id=wish.team.id, language=wish.language or chat.language))
    return ChatTied(wish.team.name)


def the_team(draft: Draft, value: Any) -> Team:
    """Settle which team is meant; the speaker's own where none is named."""
    if isinstance(value, dict):
        return draft.view.teams.get(value["id"])
    teams = draft.view.teams.all()
    typed = str(value or "").strip().casefold()
    own = draft.turn.person.team_id
    named = [team for team in teams if (team.name.casefold() == typed if typed else team.id == own)]
    if len(named) == 1:
        return named[0]
    options = [Option({"id": team.id}, team.name) for team in teams]
    raise Unsettled("choose" if typed else "missing", typed or None, options)


ACTIONS = (Change("bind", Bind, bind, settle={"team": the_team, "language": one_of(Language, None)}),)
"""`bind` is said in the group itself."""
