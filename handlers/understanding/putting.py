"""From the words a phrase has caught to the slots of a draft."""

from handlers.understanding import slots
from handlers.understanding.drafts import Draft
from handlers.understanding.grammar import Hit
from handlers.understanding.marked import TIME, TIME_REST, Marked
from handlers.understanding.names import cut
from handlers.understanding.parties import Party, read_party

NAMES = ("customer", "customers")
_RENAMED = {
    ("", "person"): "owner",
    ("", "figure"): "metric",
    ("", "place"): "region",
    ("", "goods"): "item",
    ("", "figures"): "amount",
    ("set_customer", "tier"): "value",
    ("set_customer", "note"): "value",
    ("set_customer", "industry"): "value",
    ("setting", "language"): "value",
}
"""Slots that are named after what their words look like rather than after the slot they fill."""


def party_of(hit: Hit, marked: Marked) -> tuple[int, Party]:
    """Return where a hit ends once its name is cut to size, and who is named."""
    for slot, (start, stop) in hit.spans:
        if slot not in NAMES:
            continue
        end = hit.end
        if stop == end:
            stop = end = start + cut(marked.text[start:stop])
        return end, read_party(marked, start, stop)
    return hit.end, Party()


def put(draft: Draft, slot: str, start: int, stop: int, marked: Marked) -> None:
    """Put the value of some words into a slot."""
    words = marked.words(start, stop)
    mention = marked.times.get(start)
    if slot == "money":
        draft.slots |= slots.money(words) or {}
    elif slot in ("note", "what") and draft.name != "set_customer":
        draft.notes.append(without_times(marked, start, stop) if draft.name == "remind" else words)
    elif slot == "clock":
        draft.slots["value"] = (mention.clock if mention else None) or words
    elif slot == "hours":
        draft.slots["value"] = slots.hours(words, mention)
    elif slot == "ticket":
        kind = slots.READERS["ticket"](words)
        draft.slots |= {} if kind == "any" else {"kind": kind}
    else:
        value = slots.READERS.get(slot, slots.name)(words)
        if value is not None:
            draft.slots[_RENAMED.get((draft.name, slot)) or _RENAMED.get(("", slot), slot)] = value


def without_times(marked: Marked, start: int, stop: int) -> str:
    """Return the words between two offsets less the times among them."""
    shown = marked.marks[start:stop]
    kept = (" " if sign in TIME + TIME_REST else marked.text[start + at] for at, sign in enumerate(shown))
    return " ".join("".join(kept).split())
