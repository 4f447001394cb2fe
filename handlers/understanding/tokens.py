"""A message's words one by one: a Latin word, a Chinese character, or one sign for what has an exact form."""

import re
from dataclasses import dataclass
from functools import cached_property

from domain.incoming import Situation
from handlers.understanding.cues import cues_of
from handlers.understanding.lexis import words_at
from handlers.understanding.marked import (
    CUSTOMER,
    EMAIL,
    MONEY,
    PERSON,
    PHONE,
    REST,
    TIME,
    TIME_REST,
    Marked,
    mark,
)
from handlers.understanding.times import TimeMention, Use

_CODE = r"(?<![a-z0-9])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8,}(?![a-z0-9])"
"""A number of something in letters and digits; shorter ones may be a sum or a quarter."""
_TOKEN = re.compile(
    rf"{_CODE}|"
    rf"[{MONEY}-{PERSON}]{REST}*|{TIME}{TIME_REST}*|\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?|[^\W\d_\u3400-\u9fff]+(?:'[a-z]+(?<!'s))?"
    rf"|'s(?![a-z])|\n|[^\s]"
)
_SIGNS = {MONEY: "<$>", PHONE: "<phone>", EMAIL: "<mail>", CUSTOMER: "<known>", PERSON: "<who>"}
KNOWN = frozenset({"<known>", "<who>", "<phone>"})
"""Signs that mean something alone: a name of the store, a number to look up."""


@dataclass(frozen=True)
class Tokens:
    """A message token by token: `starts` and `ends` are offsets in the text, `words` how each is compared."""

    marked: Marked
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The message as typed."""
        return self.marked.text

    def said(self, first: int, last: int) -> str:
        """Return the words as typed from one token to another, both included."""
        return self.marked.text[self.starts[first] : self.ends[last]]

    def time(self, at: int) -> TimeMention | None:
        """Return the time that a token is."""
        return self.marked.times.get(self.starts[at])

    @cached_property
    def cues(self) -> list[list[str]]:
        """What each token points to."""
        return cues_of(self.words)

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """The word in which each token stands, and where in it."""
        return words_at(self.words)

    @cached_property
    def typed(self) -> tuple[str, ...]:
        """Each token as typed."""
        text = self.marked.text
        return tuple(text[start:end] for start, end in zip(self.starts, self.ends, strict=True))


def tokens_of(text: str, situation: Situation) -> Tokens:
    """Return the tokens of a message."""
    marked = mark(text, situation)
    found = list(_TOKEN.finditer(marked.marks))
    return Tokens(
        marked,
        tuple(hit.start() for hit in found),
        tuple(hit.end() for hit in found),
        tuple(_word(hit, marked) for hit in found),
    )


def _word(hit: re.Match[str], marked: Marked) -> str:
    """Return how a token is compared: figures by their length, times by what kind of time they are."""
    said = hit.group()
    if said[0] == TIME:
        return _kind_of_time(marked.times[hit.start()])
    if said[0] in _SIGNS:
        return _SIGNS[said[0]]
    if said[0].isdigit():
        return f"<{min(len(said), 6)}>" if "." not in said else "<.>"
    return said


def _kind_of_time(mention: TimeMention) -> str:
    """Return what a time looks like to the grammar: back, now or ahead; a rhythm, a stretch, a length."""
    if mention.repeat:
        return "<t every>"
    if mention.shift:
        return "<t long>"
    today = mention.now.date().isoformat()
    if mention.is_period:
        period = mention.period(Use.ANY)
        when = "" if not period else "-" if period["to"] < today else "+" if period["from"] > today else "0"
        return f"<t span {when}>"
    day = (mention.at(Use.ANY) or "")[:10] if mention.has_day else ""
    when = "" if not day else "-" if day < today else "+" if day > today else "0"
    return f"<t {when}{'c' if mention.has_clock else ''}>"


def words_of(said: str) -> tuple[str, ...]:
    """Return small plain words as they are compared, one for each token."""
    return tuple(f"<{min(len(w), 6)}>" if w.isdigit() else w for w in _TOKEN.findall(said))
