"""What can be said."""

from dataclasses import dataclass

from domain.facts import Fact, HelpShown
from domain.ports import View
from domain.turn import Turn
from handlers.declare import Ask


@dataclass(frozen=True)
class Help:
    """A wish for help."""


SHOWN = (
    "log",
    "remind",
    "done",
    "reschedule",
    "add_customer",
    "set_customer",
    "add_deal",
    "update_deal",
    "show",
    "list_tasks",
    "pipeline",
    "digest",
    "setting",
    "undo",
)
"""The actions whose examples the help gives, in its order."""


def show_help(wish: Help, view: View, turn: Turn) -> Fact:
    """Return the list of what can be said."""
    return HelpShown(SHOWN)


ACTIONS = (Ask("help", Help, show_help, settle={}),)
