"""One person on several channels."""

import re
from dataclasses import dataclass

from domain.facts import Fact, LinkReady, PrivateOnly, Refused
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change

_CODE = re.compile(r"\d{1,15}-[a-z2-7]{16}", re.IGNORECASE)
"""What a code looks like: its number, and the secret part in base 32."""


def is_code(text: str) -> bool:
    """Tell a code that links an account from words."""
    return _CODE.fullmatch(text.strip()) is not None


@dataclass(frozen=True, kw_only=True)
class Link:
    """Another account of the person who says so is to be theirs too."""


def link(_: Link, work: Work, turn: Turn) -> Fact:
    """Make a one-time code, to be sent from the other account; only where nobody reads along."""
    if not turn.private:
        raise Refused(PrivateOnly())
    return LinkReady(work.link_code(turn.person.id))


ACTIONS = (Change("link", Link, link, settle={}, final=True),)
