"""The text with what has an exact form marked out, so that phrases see one sign instead of many words.

A mark stands at the place of its words and has their length: an offset in the marked text is an offset in
the words as typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_letters, digits

from domain.incoming import Situation
from domain.script import simplified, without_accents
from handlers.understanding.marks import Mark, find_emails, find_phones
from handlers.understanding.money import Money, find_money
from handlers.understanding.times import TimeMention, find_times

TIME, TIME_REST = "\x0c", "\x0d"
MONEY, PHONE, EMAIL, CUSTOMER, PERSON = "\x03", "\x04", "\x05", "\x06", "\x07"
REST, LIST = "\x0e", "\x10"
"""Each mark begins with its own sign and goes on with REST (times with TIME_REST); LIST is the sign 、."""

_HALF_WIDTH = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | {"　": " ", "“": '"', "”": '"', "「": '"', "」": '"', "‘": "'", "’": "'", "\t": " ", "–": "-", "—": "-"}
)


_SIGNS = str.maketrans({"。": "!", "、": LIST} | {chr(code): " " for code in range(32) if code != 10})


MOST_TIMES = 24
"""Times that are marked; a real message has no more."""
_DASH = re.compile("(?<= )-(?= )")


@dataclass(frozen=True)
class Marked:
    """A message to be read: its words, the same with marks, and what the marks stand for, by offset."""

    text: str
    marks: str
    times: dict[int, TimeMention]
    monies: dict[int, Money]


def plain(text: str) -> str:
    """Return the text in half-width and simplified characters, each in its place."""
    return _HALF_A_CHARACTER.sub("?", simplified(text.translate(_HALF_WIDTH)))


_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no text holds that can be written down."""


def small(words: str) -> str:
    """Return plain text as phrases are written: small letters without accents, each in its place."""
    return without_accents(_lower(words)).translate(_SIGNS)


def _lower(words: str) -> str:
    """Return words in small letters, unless that would move them: `İ` becomes two."""
    lowered = words.lower()
    return lowered if len(lowered) == len(words) else words


def mark(text: str, situation: Situation) -> Marked:
    """Find names, numbers, money and times in a message and put marks in their place."""
    words = plain(text)
    known = _find_names(words, situation)
    phones, emails = find_phones(words), find_emails(words)
    taken = [span for _, span in known] + [(m.start, m.end) for m in (*phones, *emails)]
    found = find_times(text, situation.now_local, blocked=taken, country=situation.country)
    times = [_with_particles(m, words) for m in found[:MOST_TIMES]]
    taken += [(start, end) for start, end, _ in times]
    monies = [m for m in find_money(text, blocked=taken) if not m.bare]
    marked = list(_DASH.sub(",", small(words)))
    for start, end, _ in times:
        marked[start:end] = TIME + TIME_REST * (end - start - 1)
    for sign, (start, end) in (
        *_signs(MONEY, monies),
        *_signs(PHONE, phones),
        *_signs(EMAIL, emails),
        *known,
    ):
        marked[start:end] = sign + REST * (end - start - 1)
    return Marked(text, "".join(marked), {s: m for s, _, m in times}, {m.start: m for m in monies})


def _signs(sign: str, found: Iterable[Mark | Money]) -> Iterator[tuple[str, tuple[int, int]]]:
    return ((sign, (one.start, one.end)) for one in found)


# ---- names that are known ----------------------------------------------------------------------------


def _find_names(words: str, situation: Situation) -> list[tuple[str, tuple[int, int]]]:
    """Return the known names in the text, longest first, none inside another."""
    names = [(plain(n), CUSTOMER) for n in situation.customers]
    names += [(plain(n), PERSON) for n in situation.people]
    names.sort(key=lambda pair: -len(pair[0]))
    found: list[tuple[str, tuple[int, int]]] = []
    lowered = _lower(words)
    for name, sign in names:
        for at, beyond in _places(_lower(name), lowered) if len(name) > 1 else ():
            if not any(start < beyond and at < end for _, (start, end) in found):
                found.append((sign, (at, beyond)))
    return found


_IN_A_WORD = frozenset(ascii_letters + digits)


def _places(name: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands: one in letters as a word of its own, a Chinese one anywhere.

    Searched by hand: each name would be a pattern of its own, and compiling one takes longer than all else.
    """
    at = words.find(name)
    while at >= 0:
        beyond = at + len(name)
        beside = words[max(0, at - 1) : at] + words[beyond : beyond + 1]
        inside = name.isascii() and not _IN_A_WORD.isdisjoint(beside)
        if not inside:
            yield at, beyond
        at = words.find(name, at + 1 if inside else beyond)


# ---- times that are names, and the words around a time ------------------------------------------------

_BEFORE_TIME = re.compile(
    r"(?:(?<![A-Za-z])(?:on|at|by|before|until|till|in|around|for|this coming|sometime|the|due|no later than|"
    r"starting|as of)"
    r" +|(?:定|约|安排)?(?:在|于)|截至|截止)+$",
    re.I,
)
_AFTER_TIME = re.compile(
    r"(?:之前|以前|左右|前后|前|那天|当天|的时候|时候|以后|之后)?的?"
    r"(?: (?:sharp|at the latest))?(?:'s(?![a-z]))?",
    re.I,
)


def _with_particles(mention: TimeMention, words: str) -> tuple[int, int, TimeMention]:
    """Return the span of a mention with the preposition before it and the particle after it."""
    start, end = mention.start, mention.end
    lead = _BEFORE_TIME.search(words, 0, start)
    if lead:
        start = lead.start()
    tail = _AFTER_TIME.match(words, end)
    return start, tail.end() if tail else end, mention
