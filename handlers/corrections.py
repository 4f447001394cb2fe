"""Words that put right what their speaker did just before: the act they mean, and the slot that was wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain import names
from domain.act import SPOKEN_OF, Act, OpenSlot
from domain.incoming import Said
from handlers.change import CHANGEABLE, USUAL, with_value, without
from handlers.edits import standing
from handlers.plan import Correction, Words
from handlers.settle import same
from handlers.understanding import Amendment, amended, fill, is_money, is_person_name, is_time
from handlers.undo import may_be_undone


def corrected(words: Words) -> Correction | None:
    """Return what words put right of the act they answer, or of their speaker's latest here within half an
    hour; None where they say something of their own, or fit no slot of it."""
    amendment = amended(words.text, words.situation)
    if amendment is None or any(said.name not in ("show", "reschedule") for said in words.reading.actions):
        return None
    act = _meant(words)
    place = None if act is None else _wrong(act, amendment, words)
    if act is None or place is None:
        return None
    may_be_undone(act.id, words.turn, words.view)
    open_slot = OpenSlot(place.action, place.slot, "change_value")
    emptied = without(act.actions, act.actions[place.action], place.slot)
    return Correction(act.id, with_value(emptied, open_slot, place.value), anew=True)


def _meant(words: Words) -> Act | None:
    turn, acts = words.turn, words.view.acts
    if turn.reply is not None and turn.reply.kind == "act" and turn.reply.id is not None:
        act = standing(acts.find(turn.reply.id), words.view)
        return act if act is not None and act.author_id == turn.person.id else None
    act = acts.latest_of(turn.person.id, turn.address)
    return act if act is not None and turn.said_at - act.said_at <= SPOKEN_OF else None


@dataclass(frozen=True)
class _Place:
    """A slot of one of an act's actions, with what was said for it and what is right."""

    action: int
    slot: str
    said: Any
    value: Any


def _wrong(act: Act, amendment: Amendment, words: Words) -> _Place | None:
    """Return the slot that what is right is for: where what was wrong stands, if that was said too; else one
    in which something was said before one in which nothing was."""
    if amendment.old is not None:
        for place in _places(act.actions, amendment, words):
            if _is_called(place, act.actions[place.action], amendment.old, words):
                return place
    places = list(_places(act.actions, Amendment(amendment.new), words))
    moves = bool(words.reading.actions) and words.reading.actions[0].name == "reschedule"
    said = [place for place in places if place.said is not None]
    return next(iter(said or ([] if moves else places)), None)


def _places(actions: Sequence[Said], amendment: Amendment, words: Words) -> Iterator[_Place]:
    """Return the slots that what is right can be a new value of: of several times the last one first."""
    for slots in _ORDER:
        numbers = range(len(actions))
        for number in reversed(numbers) if slots == _TIMES else numbers:
            said = actions[number]
            for slot in CHANGEABLE.get(said.name, ()):
                if slot in slots and (slot in said.slots or slot in USUAL):
                    value = _value(said, slot, amendment, words)
                    if value not in (None, said.slots.get(slot)):
                        yield _Place(number, slot, said.slots.get(slot), value)


_TIMES = ("at", "close")
_ORDER = (("kind",), ("stage",), ("tier",), _TIMES, ("amount",), ("customer",), ("contact",))


def _value(said: Said, slot: str, amendment: Amendment, words: Words) -> Any:
    """Return what is right as the slot's value; None where it is none. A name takes the place of a name: one
    that is known, unless it is said which one was wrong."""
    typed, sure = amendment.new, amendment.old is not None
    match slot:
        case "at" | "close":
            fits = is_time(typed, words.situation)
        case "amount":
            fits = is_money(typed)
        case "customer":
            fits = said.slots.get(slot) is not None and (sure or _is_known(typed, words))
        case "contact":
            fits = said.slots.get(slot) is not None and (sure or is_person_name(typed))
        case _:
            fits = True
    return fill(said.name, slot, typed, words.situation) if fits else None


def _is_known(typed: str, words: Words) -> bool:
    """Tell whether the words name a customer: in small letters only by the whole name, or "it was great"
    would mean Great Wall."""
    candidates = words.view.customers.candidates(typed)
    if typed[:1].islower():
        return any(same(typed, candidate.name) for candidate in candidates)
    return not isinstance(names.resolve(typed, candidates), names.Unknown)


def _is_called(place: _Place, said: Said, old: str, words: Words) -> bool:
    """Tell whether what stands in a slot is what the words call wrong."""
    if place.slot in _TIMES:
        return is_time(old, words.situation)
    if place.slot == "amount":
        return is_money(old)
    if place.slot != "customer":
        return bool(place.said == fill(said.name, place.slot, old, words.situation))
    held = words.view.customers.find(place.said["id"]) if isinstance(place.said, dict) else None
    found = names.resolve(old, [names.Candidate(held.id, held.name)]) if held is not None else None
    return found is not None and not isinstance(found, names.Unknown)
