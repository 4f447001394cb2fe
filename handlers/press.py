"""Buttons: a strict verb-and-id reader, never the free grammar; always an id, never "the last one"."""

import re
from dataclasses import dataclass

from domain.facts import Option
from domain.incoming import Said
from domain.people import Role

_COMMAND = re.compile(
    r"(?P<verb>[a-z_]+)(?: (?P<what>q|act-)?(?P<id>\d{1,18}))?(?: (?P<rest>[\w.:+-]{1,40}))?"
)


@dataclass(frozen=True)
class Pick:
    """A question's option, by its number from 1; 0 drops the question."""

    question: int
    number: int


@dataclass(frozen=True)
class ChangeAct:
    """A wish to correct an act."""

    act: int


def read_press(command: str) -> Said | Pick | ChangeAct | None:
    """Return what a button's command means; None for one this version does not know."""
    match = _COMMAND.fullmatch(command)
    if match is None:
        return None
    id = int(match["id"]) if match["id"] else None
    if id is None:
        return Said(match["verb"]) if match["verb"] in _PLAIN else None
    verb, rest = match["verb"], match["rest"]
    if verb == "pick" and match["what"] == "q" and rest and rest.isdigit():
        return Pick(id, int(rest))
    if verb == "drop" and match["what"] == "q":
        return Pick(id, 0)
    if verb == "change" and match["what"] == "act-":
        return ChangeAct(id)
    if verb == "undo" and match["what"] == "act-":
        return Said("undo", {"act": id})
    return _of_record(verb, id, rest)


_PLAIN = frozenset({"help", "list_tasks", "pipeline", "digest"})


def _of_record(verb: str, id: int, rest: str | None) -> Said | None:
    match verb:
        case "done" if rest:
            return Said("done", {"id": id, "on": rest})
        case "done" | "cancel" | "approve" | "decline" if not rest:
            return Said(verb, {"id": id})
        case "bind" if rest == "full":
            return Said("bind", {"team": {"id": id}, "clearance": rest})
        case "approve" if rest in set(Role):
            return Said("approve", {"id": id, "role": rest})
        case "later":
            return Said("reschedule", {"id": id, "at": rest} if rest else {"id": id})
        case "plan" if rest:
            return Said("remind", {"kind": "follow_up", "customer": {"id": id}, "at": rest})
        case "show":
            return Said("show", {"customer": {"id": id}})
        case _:
            return None


def picked(options: tuple[Option, ...], number: int) -> Option | None:
    """Return the option of that number, from 1."""
    return options[number - 1] if 1 <= number <= len(options) else None
