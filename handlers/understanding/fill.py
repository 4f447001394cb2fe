"""The value of one slot, from the words somebody answers a question with."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from domain.incoming import Situation
from handlers.understanding import figures, slots
from handlers.understanding.marked import plain
from handlers.understanding.marks import find_emails, find_phones
from handlers.understanding.shapes import SHAPES
from handlers.understanding.times import TimeMention, Use, find_times, joined
from handlers.understanding.times.otherwise import read_otherwise

_WHEN = {"at": Use.FUTURE, "close": Use.CLOSE, "due": Use.FUTURE, "delivery": Use.FUTURE}
_TABLED: Mapping[str, Callable[[str], str | None]] = {
    "kind": slots.kind,
    "stage": slots.stage,
    "tier": slots.tier,
    "metric": slots.metric,
    "by": slots.by,
    "field": slots.field,
    "language": slots.language,
}
_NAMED = {"customer": slots.name, "into": slots.name, "contact": slots.contact}
_PERSONS = frozenset({"owner", "to", "from", "assignee"})
_FILLER = re.compile(r"(?:it's|its|it is|that's|for|with|make it|the|是|叫|给|就是|改成|改到|改为) *", re.I)


def fill(action_name: str, slot: str, text: str, situation: Situation) -> Any:
    """Return the value of a slot as the contract has it, or None where the words do not read as that slot."""
    words = _FILLER.sub("", text.strip(), count=1) if _FILLER.match(text.strip()) else text.strip()
    if not words:
        return None
    if slot in _WHEN or slot in ("period", "repeat", "shift"):
        return _time(action_name, slot, text, situation)
    if slot == "work_hours":
        return figures.hours(words) or words
    if slot in _TABLED:
        return _TABLED[slot](words)
    if slot in _NAMED:
        return _NAMED[slot](words) or None
    if slot in _PERSONS:
        return slots.person(words) or None
    return _number_or_words(slot, words)


def _number_or_words(slot: str, words: str) -> Any:
    if slot == "amount":
        return slots.money(words)
    if slot in ("id", "idle_days"):
        return figures.digits(words)
    if slot == "score":
        return figures.score(plain(words).removesuffix("分"))
    if slot in ("phone", "email"):
        found = find_phones(words) if slot == "phone" else find_emails(words)
        return found[0].text if found else None
    return words


def _time(action_name: str, slot: str, text: str, situation: Situation) -> Any:
    """Return a time, read for what the action wants it for."""
    shape = SHAPES.get(action_name)
    mentions = find_times(text, situation.now_local, country=situation.country)
    if slot in _WHEN:
        use = shape.use if shape and slot == shape.when else _WHEN[slot]
        return _moment(action_name, text, mentions, use, situation)
    if not mentions:
        return None
    one: TimeMention = joined(mentions)
    if slot == "period":
        return one.period(shape.use if shape and shape.use.asks else Use.PERIOD_PAST)
    return one.repeat if slot == "repeat" else one.shift


def _moment(
    action_name: str, text: str, mentions: list[TimeMention], use: Use, situation: Situation
) -> str | None:
    """Return a day or moment; what our grammar does not see, or sees in part, may be known elsewhere."""
    if not mentions or _has_digits_beside(text, mentions):
        found = read_otherwise(text, situation.now_local, use)
        if found or not mentions:
            return found
    one: TimeMention = joined(mentions)
    at = one.at(use)
    return at[:10] if at and action_name == "log" and not one.has_clock else at


def _has_digits_beside(text: str, mentions: list[TimeMention]) -> bool:
    """Tell whether numbers are left over, as the year in "4th of Dec '27"."""
    seen = {at for mention in mentions for at in range(mention.start, mention.end)}
    return any(sign.isdigit() for at, sign in enumerate(text) if at not in seen)
