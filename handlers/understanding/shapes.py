"""What each action is made of: which customer it means, how its time is read, whether it asks.

Adding an action is one entry here, a reader in filling.py, and lines of the corpus (tests/corpus/README.md).
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

    `when` is the slot a time fills, read for `use`; `asks` tells a question from a write.
    """

    whose: Whose = Whose.CARRIED
    when: str | None = None
    use: Use = Use.ANY
    asks: bool = False


SHAPES: Mapping[str, Shape] = {
    "log": Shape(when="at", use=Use.PAST),
    "remind": Shape(when="at", use=Use.FUTURE),
    "done": Shape(),
    "reschedule": Shape(when="at", use=Use.FUTURE),
    "cancel": Shape(),
    "add_customer": Shape(Whose.OWN),
    "add_contact": Shape(),
    "set_customer": Shape(when="value", use=Use.CLOSE),
    "assign": Shape(),
    "claim": Shape(),
    "release": Shape(),
    "merge": Shape(),
    "add_deal": Shape(when="close", use=Use.CLOSE),
    "update_deal": Shape(when="close", use=Use.CLOSE),
    "quote": Shape(when="at", use=Use.PAST),
    "order": Shape(when="at", use=Use.PAST),
    "payment": Shape(when="at", use=Use.PAST),
    "ticket": Shape(when="at", use=Use.PAST),
    "resolve": Shape(),
    "rate": Shape(when="at", use=Use.PAST),
    "show": Shape(asks=True),
    "who_owns": Shape(asks=True),
    "history": Shape(Whose.SAID, "period", Use.PERIOD_PAST, asks=True),
    "list_customers": Shape(Whose.NOBODYS, "idle_days", asks=True),
    "list_tasks": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE, asks=True),
    "tickets": Shape(Whose.SAID, "period", Use.PERIOD_PAST, asks=True),
    "pipeline": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE, asks=True),
    "forecast": Shape(Whose.NOBODYS, "period", Use.PERIOD_FUTURE, asks=True),
    "report": Shape(Whose.SAID, "period", Use.PERIOD_PAST, asks=True),
    "digest": Shape(Whose.NOBODYS, asks=True),
    "setting": Shape(Whose.NOBODYS, "value", Use.FUTURE),
    "note": Shape(),
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
