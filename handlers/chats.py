"""Groups and the teams they belong to."""

from dataclasses import dataclass, replace
from typing import Any

from domain.facts import ChatTied, Fact, GroupOnly, Option, Refused
from domain.people import OUR_OWN, Language, Team
from domain.policy import Deed
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change, needs
from handlers.settle import Draft, Unsettled, as_said, one_of, same

NAMES, FULL = "names", "full"


@dataclass(frozen=True, kw_only=True)
class Bind:
    """The group in which this is said belongs to the team, and speaks the language, if one is named; with
    the clearance `names` it is told names and dates only; `full` says that no guests read along any more.
    `before` is whose it is now."""

    before: Team | None
    team: Team
    language: Language | None
    clearance: str | None


def bind(wish: Bind, work: Work, turn: Turn) -> Fact:
    """Tie the group to the team, instead of the one before."""
    chat = work.chats.at(turn.address.channel, turn.address.chat)
    assert chat is not None
    tied = replace(
        chat,
        team_id=wish.team.id,
        language=wish.language or chat.language,
        cleared=wish.clearance != NAMES,
        guests=chat.guests and wish.clearance != FULL,
        strange_since=None,
    )
    work.chats.save(tied)
    return ChatTied(wish.team, tied.cleared, tied.guests)


def tied_to(draft: Draft, value: Any) -> Team | None:
    """Settle whose the group is in which this is said; refuse where that is no group of a platform."""
    here = draft.turn.address
    if draft.turn.private or here.channel in OUR_OWN:
        raise Refused(GroupOnly())
    chat = draft.view.chats.at(here.channel, here.chat)
    return None if chat is None else draft.view.teams.find(chat.team_id)


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
        settle={
            "before": tied_to,
            "team": the_team,
            "language": one_of(Language, None),
            "clearance": as_said,
        },
        needs=(needs(Deed.BIND, "team"), needs(Deed.BIND, "before")),
    ),
)
"""`bind` is said in the group itself."""
