"""One person on several channels."""

from dataclasses import dataclass

from domain.facts import Fact, LinkReady, PrivateOnly, Refused
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change


@dataclass(frozen=True, kw_only=True)
class Link:
    """Another account of the person who says so is to be theirs too."""


def link(_: Link, work: Work, turn: Turn) -> Fact:
    """Make a one-time code, to be sent from the other account; only where nobody reads along."""
    if not turn.private:
        raise Refused(PrivateOnly())
    return LinkReady(work.link_code(turn.person.id))


ACTIONS = (Change("link", Link, link, settle={}, final=True),)
