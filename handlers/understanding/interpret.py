"""What a message asks for, step by step: its words, their stretches, what each asks for, its slots."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from domain.incoming import Doubt, Reading, Said, Situation
from handlers.understanding.carrying import THEY, Spoken, each_own
from handlers.understanding.cues import is_person_name
from handlers.understanding.doubts import doubts_of
from handlers.understanding.filling import fill_slots, merged
from handlers.understanding.heard import Heard
from handlers.understanding.segment import addressed
from handlers.understanding.shapes import SHAPES, Whose
from handlers.understanding.stretches import Stretch
from handlers.understanding.tagging import Tagged
from handlers.understanding.tokens import KNOWN, Tokens, tokens_of

LONGEST = 1200
"""Characters that are read; nobody types more to a bot, and a pasted document is no order."""
_NUMBERED = frozenset({"done", "reschedule", "cancel", "resolve", "reassign", "approve", "decline", "undo"})
"""Actions that may name what they mean by its number."""
_TOLD = frozenset({"log", "update_deal", "quote", "order", "payment", "ticket", "rate"})
"""Actions that tell what has happened; told in a group of nobody, it is not said to us."""
_OF_SOMEBODY = frozenset({"erase", "find"})
"""Actions that are about a person; in others somebody alone is the customer."""


def interpret(text: str, situation: Situation) -> Reading:
    """Return the actions a message asks for, in the order said."""
    spoken = addressed(text[:LONGEST], situation)
    return Reading() if spoken is None else reading_of(heard_in(spoken, situation), situation)


def heard_in(spoken: str, situation: Situation) -> list[Heard]:
    """Return what the stretches of a message ask for, each with the names, times and sums in it."""
    tokens = tokens_of(spoken, situation)
    if not any(word[0].isalpha() or word in KNOWN for word in tokens.words):
        return []
    tagged = Tagged(tokens, situation.channel)
    found: list[Heard] = []
    known = bool(situation.context_customer)
    for named in tagged.named():
        heard = heard_as(tokens, named.stretch, named.name)
        if _lacks_customer(heard):
            likely = tagged.with_likely_customer(heard.stretch, beside_another=known)
            heard = replace(heard, stretch=likely)
        known = known or any(heard.roles("customer"))
        found.append(heard)
    return found


def heard_as(tokens: Tokens, stretch: Stretch, name: str) -> Heard:
    """Return a stretch with what it asks for as the models call it: "log visit", "set_customer tier"."""
    action, _, sub = name.partition(" ")
    return Heard(tokens, stretch, action, sub)


def reading_of(all_heard: Sequence[Heard], situation: Situation) -> Reading:
    """Return the actions of what was heard; what a stretch leaves out is taken from those before."""
    spoken = Spoken(situation.context_customer)
    said: list[Said] = []
    doubts: list[Doubt] = []
    for heard in all_heard:
        actions = list(_actions(heard, spoken, situation))
        unsure = list(doubts_of(heard, len(spoken.ever), situation))
        spoken.hear(heard, actions)
        for one in actions:
            doubts += (Doubt(len(said), slot, why) for slot, why in unsure)
            _add(one, said, goes_on=not any(heard.roles("customer")))
    return Reading(tuple(said), tuple(doubts))


def _actions(heard: Heard, spoken: Spoken, situation: Situation) -> Iterator[Said]:
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
    alone = filled.get("contact", "")
    if alone and not customers and heard.name not in _OF_SOMEBODY and not is_person_name(alone):
        customers = [filled.pop("contact")]
    if heard.name == "set_customer" and "value" not in filled and len(customers) > 1:
        *customers, filled["value"] = customers[:2]
    filled = spoken.with_contact(heard, filled, customers)
    if not customers and situation.channel == "group" and heard.name in _TOLD:
        return
    for one in each_own(heard, filled):
        if not customers:
            yield Said(heard.name, one)
        for name in customers:
            yield Said(heard.name, {"customer": name} | one)


def _lacks_customer(heard: Heard) -> bool:
    """Tell whether an action that is about a customer names none."""
    return (
        SHAPES[heard.name].whose in (Whose.CARRIED, Whose.OWN)
        and not any(heard.roles("customer", "into", "contact", "id", "from"))
        and not heard.has(THEY)
    )


# ---- one action said in two stretches --------------------------------------------------------------------

_ONCE = frozenset({"undo"})
"""Actions that mean something else when said again."""
_MAY_GO_ON = frozenset(
    (
        *("log", "add_customer", "add_contact", "set_customer", "add_deal", "update_deal", "quote", "order"),
        *("payment", "ticket", "resolve", "rate", "campaign", "report", "approve", "find", "help"),
    )
)
"""Actions that a later stretch may add to: "lost Staples, they went with a bigger dealer"."""


def _add(one: Said, said: list[Said], *, goes_on: bool) -> None:
    """Add an action to those said, or what it adds to the one before; `goes_on`: it names no customer."""
    if (one in said and one.name not in _ONCE) or any(_said_already(one, other) for other in said):
        return
    before = said[-1] if said else None
    if before and goes_on and _is_part_of(one, before):
        kept = {slot: value for slot, value in one.slots.items() if slot != "kind"}
        said[-1] = Said(before.name, kept | dict(before.slots))
    elif before and one.name == before.name and one.name in _MAY_GO_ON and _fits(before, one):
        said[-1] = Said(one.name, dict(one.slots) | dict(before.slots))
    else:
        said.append(one)


def _is_part_of(one: Said, before: Said) -> bool:
    """Tell a meeting that a visit is for ("visited Acme, met Jane"), or the contact of who was just added."""
    if one.name == before.name == "log" and one.slots.get("kind") == "meeting":
        same = all(one.slots.get(slot) == before.slots.get(slot) for slot in ("customer", "at", "owner"))
        return same and before.slots.get("kind") in ("visit", "demo") and "contact" not in before.slots
    return (
        (before.name, one.name) == ("add_customer", "add_contact")
        and one.slots.get("customer") == before.slots.get("customer")
        and not {"contact", "phone", "email"} & set(before.slots)
        and "title" not in one.slots
    )


def _said_already(one: Said, other: Said) -> bool:
    """Tell whether an action that is done once to a customer was said of them before in other words."""
    if one.name != other.name or one.name not in ("rate", "merge"):
        return False
    parties = {other.slots.get("customer"), other.slots.get("into")}
    return {one.slots.get("customer"), one.slots.get("into")} <= parties | {None}


def _fits(before: Said, one: Said) -> bool:
    """Tell whether two actions contradict each other in no slot but words to remember."""
    return (
        all(value == before.slots.get(slot, value) or slot == "note" for slot, value in one.slots.items())
        and "customer" in one.slots
    )


def warm_up() -> None:
    """Load what the first message would wait for."""
    interpret(
        "Visited Acme today, call 小米 tomorrow at 3pm", Situation(datetime.fromisoformat("2026-11-17"))
    )
