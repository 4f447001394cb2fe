"""What a message asks for, step by step: its words, the stretches they make, what each asks for, its slots."""

from collections.abc import Iterator
from typing import Any

from domain.incoming import Doubt, Reading, Said, Situation
from handlers.understanding import slots
from handlers.understanding.filling import fill_slots
from handlers.understanding.heard import Heard
from handlers.understanding.segment import addressed
from handlers.understanding.settle import with_carried
from handlers.understanding.shapes import SHAPES, Whose
from handlers.understanding.tagging import (
    stretch_features,
    stretches_model,
    stretches_of,
    tags,
)
from handlers.understanding.tokens import tokens_of

LONGEST = 1200
NOTHING = "nothing"
_NUMBERED = frozenset({"done", "reschedule", "cancel", "resolve", "reassign", "approve", "decline", "undo"})


def interpret(text: str, situation: Situation) -> Reading:
    spoken = addressed(text[:LONGEST], situation)
    if spoken is None:
        return Reading()
    return reading_of(heard_in(spoken, situation), situation)


def reading_of(all_heard: list[Heard], situation: Situation) -> Reading:
    said: list[Said] = []
    doubts: list[Doubt] = []
    spoken_of: list[str] = []
    for heard in all_heard:
        for one in actions_of(heard, spoken_of, situation):
            if one not in said:
                said.append(one)
        if named := heard.all("customer"):
            spoken_of = named
    return Reading(tuple(with_carried(said)), tuple(doubts))


def heard_in(spoken: str, situation: Situation) -> list[Heard]:
    tokens = tokens_of(spoken, situation)
    if not tokens.words:
        return []
    channel = situation.channel
    stretches = stretches_of(tags(tokens, channel))
    rows = [stretch_features(tokens, stretch, channel) for stretch in stretches]
    found = []
    for stretch, (name, sure) in zip(stretches, stretches_model().sure_tags(rows), strict=True):
        for one in name.split("+"):
            action, _, sub = one.partition(" ")
            if action != NOTHING:
                found.append(Heard(tokens, stretch, action, sub, sure))
    return found


def actions_of(heard: Heard, spoken_of: list[str], situation: Situation) -> Iterator[Said]:
    filled = fill_slots(heard)
    shape = SHAPES[heard.name]
    if heard.name in _NUMBERED and heard.numbers:
        for number in heard.numbers:
            yield Said(heard.name, {"id": number} | filled)
        return
    if heard.name == "log":
        filled.setdefault("at", situation.now_local.date().isoformat())
    named = [name for name in heard.all("customer") if not slots.is_pronoun(name)]
    if heard.name in ("show", "claim", "release") and not named:
        named = [n for n in [heard.first("value", "contact", "into")] if n]
    if not named and _wants_customer(heard, filled, shape.whose):
        context = situation.context_customer
        named = list(spoken_of) or ([context] if context else [])
        if not named and filled.get("contact") and heard.name not in ("erase", "find"):
            named = [filled.pop("contact")]
    if shape.whose is Whose.NOBODYS or not named:
        yield Said(heard.name, filled)
        return
    for name in named:
        yield Said(heard.name, {"customer": name} | filled)


def _wants_customer(heard: Heard, filled: dict[str, Any], whose: Whose) -> bool:
    if whose is Whose.CARRIED:
        return not (heard.name == "assign" and filled.get("from"))
    return False
