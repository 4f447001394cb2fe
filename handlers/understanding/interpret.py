"""What a message asks for, step by step: its words, their stretches, what each asks for, its slots."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.incoming import Doubt, Reading, Said, Situation
from handlers.understanding.carrying import THEY, Spoken, each_own
from handlers.understanding.cues import cues_of
from handlers.understanding.doubts import doubts_of
from handlers.understanding.filling import fill_slots, merged
from handlers.understanding.heard import Heard
from handlers.understanding.marked import plain, small
from handlers.understanding.segment import addressed
from handlers.understanding.shapes import SHAPES, Whose
from handlers.understanding.tagging import likely_customer, stretch_features, stretches_model, stretches_of, tags
from handlers.understanding.tokens import tokens_of, words_of

def is_person_name(name: str) -> bool:
    """Tell a name that can hardly be a company's."""
    cues = {cue for pointed in cues_of(words_of(small(plain(name)))) for cue in pointed}
    return bool(cues & {"given", "title"}) and "firm" not in cues


_PERSONS = frozenset({"erase", "find"})
"""Actions that are about a person; in others somebody alone is the customer."""
LONGEST = 1200
NOTHING = "nothing"
import os
SURE_ENOUGH = float(os.environ.get("SURE", "0.3"))
"""How probable the reading of a stretch must be, or it is taken for talk."""
_NUMBERED = frozenset({"done", "reschedule", "cancel", "resolve", "reassign", "approve", "decline", "undo"})


def interpret(text: str, situation: Situation) -> Reading:
    spoken = addressed(text[:LONGEST], situation)
    if spoken is None:
        return Reading()
    return reading_of(heard_in(spoken, situation), situation)


def reading_of(all_heard: list[Heard], situation: Situation) -> Reading:
    spoken = Spoken(situation.context_customer)
    said: list[Said] = []
    doubts: list[Doubt] = []
    for heard in all_heard:
        actions = list(actions_of(heard, spoken, situation))
        unsure = list(doubts_of(heard, len(spoken.ever), situation))
        spoken.hear(heard, actions)
        for one in actions:
            doubts += (Doubt(len(said), slot, why) for slot, why in unsure)
            _add(one, said)
    return Reading(tuple(said), tuple(doubts))


def _add(one: Said, said: list[Said]) -> None:
    """Add an action to those said, once: what is told of a visit later ("… Globex no answer") goes to it."""
    if one.name == "log":
        for at, other in enumerate(said):
            if other.name == "log" and all(
                one.slots.get(slot) == other.slots.get(slot) for slot in _SAME_LOG
            ):
                said[at] = Said("log", dict(one.slots) | dict(other.slots))
                return
    if one not in said or one.name == "undo":
        said.append(one)


_SAME_LOG = ("kind", "customer", "at", "owner")


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
            if action != NOTHING and sure >= SURE_ENOUGH:
                found.append(Heard(tokens, stretch, action, sub, sure))
    known = bool(situation.context_customer)
    for at, heard in enumerate(found):
        if _lacks_customer(heard):
            stretch = likely_customer(tokens, heard.stretch, channel, beside_another=known)
            found[at] = heard = replace(heard, stretch=stretch)
        known = known or any(heard.roles("customer"))
    return found


def _lacks_customer(heard: Heard) -> bool:
    """Tell whether an action that is about a customer names none."""
    return (
        SHAPES[heard.name].whose in (Whose.CARRIED, Whose.OWN)
        and not any(heard.roles("customer", "into", "contact", "id", "from"))
        and not heard.has(THEY)
    )


def actions_of(heard: Heard, spoken: Spoken, situation: Situation) -> Iterator[Said]:
    """Yield what a stretch asks for: one action for each of its numbers, or customers and people."""
    filled = spoken.completed(heard, fill_slots(heard))
    if heard.name in _NUMBERED and heard.numbers:
        yield from (Said(heard.name, {"id": number} | filled) for number in heard.numbers)
        return
    if heard.name == "log":
        filled.setdefault("at", situation.now_local.date().isoformat())
    customers = spoken.customers_of(heard, filled)
    if heard.name == "merge" and "into" not in filled:
        filled["into"], customers = merged(heard, customers)
        filled["into"] = filled["into"] or spoken.other_than(customers)
    if not customers and "contact" in filled and heard.name not in _PERSONS and not is_person_name(filled["contact"]):
        customers = [filled.pop("contact")]
    filled = spoken.with_contact(heard, filled, customers)
    for one in each_own(heard, filled):
        if not customers:
            yield Said(heard.name, one)
        for name in customers:
            yield Said(heard.name, {"customer": name} | one)


def warm_up() -> None:
    """Load what the first message would wait for."""
    interpret("Visited Acme today, call 小米 tomorrow at 3pm", Situation(datetime(2026, 11, 17, 10)))
