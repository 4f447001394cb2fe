"""Whom something was done with: customers, and the person there, from the words that name them."""

import re
from dataclasses import dataclass

from handlers.understanding import slots
from handlers.understanding.marked import CONTACT, REST, Marked

_AT = re.compile(r"[ \x0b](?:at|from|of|over at|over from)[ \x0b](?:the[ \x0b])?|@| ?\(")
_TITLED = re.compile(
    rf"的?(?P<contact>{CONTACT}{REST}*(?:[ \x0b]?(?:and|&|和|\x10|跟|与)[ \x0b]?{CONTACT}{REST}*)*)$"
)


@dataclass(frozen=True)
class Party:
    """The customers named, the contact named with them, or just a pronoun."""

    customers: tuple[str, ...] = ()
    contact: str | None = None
    is_pronoun: bool = False


def read_party(marked: Marked, start: int, stop: int) -> Party:
    """Read "Acme and Globex", "Jane at Acme", 王总(比亚迪), 小米的李总 between two offsets."""
    marks = marked.marks[start:stop].rstrip(" )")
    titled, at = _TITLED.search(marks), _AT.search(marks)
    if titled and titled.end() == len(marks):
        contact = slots.contact(marked.words(start + titled.start("contact"), start + titled.end()))
        return _with(marked, start, start + titled.start(), contact)
    if at and not _looks_whole(marked.text[start : start + len(marks)]):
        contact = slots.contact(marked.words(start, start + at.start()))
        return _with(marked, start + at.end(), start + len(marks), contact)
    return _with(marked, start, start + len(marks), None)


def _looks_whole(words: str) -> bool:
    """Tell a name that has "of" inside: Bank of America."""
    return bool(
        re.match(
            r"(?:Bank|University|House|City|Port|Bureau|Ministry|School|College|Department|Institute) of ",
            words,
        )
    )


def _with(marked: Marked, start: int, stop: int, contact: str | None) -> Party:
    marks = marked.marks[start:stop]
    if not marks.strip(" ") or slots.is_pronoun(marks):
        return Party((), contact, is_pronoun=bool(marks.strip()))
    return Party(tuple(_apart(marked, start, stop)), contact)


def _apart(marked: Marked, start: int, stop: int) -> list[str]:
    """Return names said together one by one; a known name is never split."""
    names, at = [], start
    for gap in slots.AND.finditer(marked.marks, start, stop):
        names.append(slots.name(marked.words(at, gap.start())))
        at = gap.end()
    return [name for name in (*names, slots.name(marked.words(at, stop))) if name]
