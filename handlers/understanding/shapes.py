"""What each action is made of: which customer it means, how its time is read, what may be added to it.

Adding an action is one entry here and its lines under the same name in phrases/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from handlers.understanding.times import Use


class Whose(Enum):
    """Which customer an action means when it names none."""

    NOBODYS = auto()
    OWN = auto()
    SAID = auto()
    CARRIED = auto()


@dataclass(frozen=True)
class Shape:
    """The parts of an action.

    `when` is the slot a time fills, read for `use`; `adds` are the slots that further words of the message
    may fill; `asks` tells a question from a write.
    """

    whose: Whose = Whose.CARRIED
    when: str | None = None
    use: Use = Use.ANY
    adds: frozenset[str] = frozenset()
    asks: bool = False


def _adds(names: str) -> frozenset[str]:
    return frozenset(names.split())


SHAPES: Mapping[str, Shape] = {
    "log": Shape(when="at", use=Use.PAST, adds=_adds("contact outcome note")),
    "remind": Shape(when="at", use=Use.FUTURE, adds=_adds("contact note")),
    "done": Shape(adds=_adds("note")),
    "reschedule": Shape(when="at", use=Use.FUTURE),
    "cancel": Shape(),
    "add_customer": Shape(Whose.OWN, adds=_adds("contact phone email industry region tier source")),
    "add_contact": Shape(adds=_adds("contact title phone email")),
    "set_customer": Shape(when="value", use=Use.CLOSE),
    "assign": Shape(),
    "claim": Shape(),
    "release": Shape(),
    "merge": Shape(),
    "add_deal": Shape(when="close", use=Use.CLOSE, adds=_adds("title money stage close")),
    "update_deal": Shape(when="close", use=Use.CLOSE, adds=_adds("money stage close reason")),
    "quote": Shape(when="at", use=Use.PAST, adds=_adds("money item")),
    "order": Shape(when="at", use=Use.PAST, adds=_adds("money item")),
    "payment": Shape(when="at", use=Use.PAST, adds=_adds("money")),
    "ticket": Shape(when="at", use=Use.PAST, adds=_adds("note contact")),
    "resolve": Shape(adds=_adds("note")),
    "rate": Shape(when="at", use=Use.PAST),
    "show": Shape(asks=True),
    "who_owns": Shape(asks=True),
    "history": Shape(Whose.SAID, "period", Use.PERIOD_PAST, _adds("owner"), asks=True),
    "list_customers": Shape(Whose.NOBODYS, "idle_days", asks=True),
    "list_tasks": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE, _adds("owner"), asks=True),
    "tickets": Shape(Whose.SAID, "period", Use.PERIOD_PAST, asks=True),
    "pipeline": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE, _adds("owner"), asks=True),
    "forecast": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE, _adds("owner"), asks=True),
    "report": Shape(Whose.SAID, "period", Use.PERIOD_PAST, _adds("owner"), asks=True),
    "digest": Shape(Whose.NOBODYS, asks=True),
    "setting": Shape(Whose.NOBODYS, "value", Use.FUTURE),
    "note": Shape(adds=_adds("note")),
    "reassign": Shape(),
    "approve": Shape(Whose.NOBODYS),
    "decline": Shape(Whose.NOBODYS),
    "find": Shape(Whose.NOBODYS, "period", Use.PERIOD_PAST, asks=True),
    "target": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE),
    "campaign": Shape(Whose.SAID, "period", Use.PERIOD_PAST),
    "bind": Shape(Whose.NOBODYS),
    "topic": Shape(),
    "link": Shape(Whose.NOBODYS),
    "erase": Shape(Whose.SAID),
    "undo": Shape(Whose.NOBODYS),
    "help": Shape(Whose.NOBODYS, asks=True),
}

OF_A_DEAL = frozenset({"money", "stage", "close"})
"""What a log cannot hold: said with one, it is an `update_deal` beside it."""
