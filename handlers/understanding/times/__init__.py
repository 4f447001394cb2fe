"""Time expressions in English, Chinese and mixed text."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import reduce

from handlers.understanding.numbers import HALF_WIDTH
from handlers.understanding.times.grammar import GRAMMAR
from handlers.understanding.times.holidays import AfterHoliday, Holiday
from handlers.understanding.times.lexicon_en import LONELY
from handlers.understanding.times.mention import TimeMention
from handlers.understanding.times.tense import use_of
from handlers.understanding.times.tokens import Token, folded, tokens_of
from handlers.understanding.times.use import Use

__all__ = ["TimeMention", "Use", "dates_of", "find_times", "joined"]


def find_times(
    text: str, now: datetime, *, blocked: Sequence[tuple[int, int]] = (), country: str | None = None
) -> list[TimeMention]:
    """The times a text speaks of, in order, none overlapping another or a blocked stretch."""
    plain = folded(text)
    tokens = tokens_of(plain, tuple(blocked))
    if any(token.kind in "LB" for token in tokens):
        country = country or _country_of(text, plain)
        tokens = [_in_country(token, country) for token in tokens]
    return [
        TimeMention(token.start, token.end, text[token.start : token.end], token.value, now)
        for token in GRAMMAR.rewrite(tokens)
        if token.kind == "M" and plain[token.start : token.end] not in LONELY
    ]


def joined(times: Sequence[TimeMention]) -> TimeMention:
    """Return one time of several said apart: "tomorrow … at 3pm", 每月1号…上午10点."""
    return reduce(lambda one, other: one.joined(other), times)


def dates_of(text: str, now: datetime, *, country: str | None = None) -> list[dict[str, str]]:
    """What `explain --dates` shows: each day, moment or period of a text, with its words."""
    use = use_of(folded(text))
    found = []
    for mention in find_times(text, now, country=country):
        value = _value(mention, use)
        if value:
            found.append({"text": mention.text, **value})
    return found


def _value(mention: TimeMention, use: Use) -> dict[str, str] | None:
    if mention.shift and mention.reading.length:
        return None
    if mention.is_period:
        return mention.period(use)
    at = mention.at(use)
    return {"value": at} if at else None


_CANTONESE = re.compile("[嘅佢咗喺冇唔啲嗰睇俾畀咩乜哋嚟搵嘢]|聽日|返工|放工|朝早|晏晝")


def _country_of(text: str, plain: str) -> str | None:
    """Whose holidays are meant where it is not known: Traditional text is Hong Kong's or Taiwan's."""
    if text.isascii() or plain == text.translate(HALF_WIDTH).lower():
        return None
    return "HK" if _CANTONESE.search(text) else "TW"


def _in_country(token: Token, country: str | None) -> Token:
    """A holiday's name as the holiday of the sender's country."""
    if token.kind == "L":
        return token._replace(value=Holiday(token.value, country))
    return token._replace(value=AfterHoliday(token.value, country)) if token.kind == "B" else token
