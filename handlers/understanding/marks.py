"""Phone numbers and e-mail addresses."""

import re
from dataclasses import dataclass

from handlers.understanding.numbers import HALF_WIDTH

LONGEST = 10_000
"""Characters looked at."""


@dataclass(frozen=True)
class Mark:
    """A stretch of text that is not prose."""

    start: int
    end: int
    text: str


_GAP = r"[\s.-]?"
_PHONE = re.compile(
    rf"""
    (?<![0-9],)(?<![A-Za-z0-9.$€£¥₹\#/+_-])
    (?: \+[0-9]{{1,3}}{_GAP}(?:\([0-9]{{1,4}}\){_GAP})?[0-9]{{1,11}}(?:[\s.-][0-9]{{2,7}}){{0,5}}
      | (?:86[\s-]?)?1[3-9][0-9][\s-]?[0-9]{{4}}[\s-]?[0-9]{{4}}
      | \(0[0-9]{{1,3}}\)\s?[0-9]{{3,4}}[\s-]?[0-9]{{3,4}}
      | 0[0-9]{{1,4}}[\s-][0-9]{{3,4}}[\s-]?[0-9]{{3,4}}
      | 0[1-9](?:[\s.-][0-9]{{2}}){{4}}
      | 0[0-9]{{2,4}}[\s/-][0-9]{{5,8}}
      | [6-9][0-9]{{4}}[\s-][0-9]{{5}}
      | (?:\([1-9][0-9]\)|[1-9][0-9])\s?9[0-9]{{4}}[\s-]?[0-9]{{4}}
      | 0[0-9]{{8,11}}
      | [48]00[\s-]?[0-9]{{3,4}}[\s-]?[0-9]{{3,4}}
      | (?:1[\s.-])?(?:\([0-9]{{3}}\)\s?|[0-9]{{3}}[\s.-])[0-9]{{3}}[\s.-][0-9]{{4}}
      | [0-9]{{3}}-[0-9]{{4}}
      | (?!20[0-9]{{2}})[2-9][0-9]{{3}}[\s-][0-9]{{4}}
    )
    (?:\s?(?:ext\.?|x|转|轉|分机|分機)\s?[0-9]{{1,6}})?
    (?![A-Za-z0-9]|[-/][0-9]|[.,][0-9]|\s?[%万萬亿億元])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CUED = re.compile(
    r"(?:电话|電話|手机|手機|phone|mobile|cell|tel|号码|號碼|whatsapp)(?:\s?(?:number|no\.?|is|改成|改為|是|为|為))?"
    r"[\s:]{0,3}([0-9]{6,13})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_DICTATED = re.compile("[零〇一二三四五六七八九幺]{7,12}(?![十百千万亿萬億])")
_FEWEST, _MOST = 7, 21
"""Digits in a phone number and its extension; E.164 allows 15 without."""


_FIGURE = "[0-9零〇一二三四五六七八九幺]"
_ENOUGH = re.compile(rf"(?:{_FIGURE}[\s()./+-]{{0,3}}){{5}}{_FIGURE}")
"""What every number has: figures enough, close together."""


def find_phones(text: str) -> list[Mark]:
    """The phone numbers of a text, as typed."""
    plain = text[:LONGEST].translate(HALF_WIDTH)
    if not _ENOUGH.search(plain):
        return []
    spans = {match.span() for match in _PHONE.finditer(plain) if _is_long_enough(match[0])}
    spans |= {match.span(1) for match in _CUED.finditer(plain) if not _inside(match.span(1), spans)}
    spans |= {match.span() for match in _DICTATED.finditer(plain)}
    return [Mark(start, end, text[start:end]) for start, end in sorted(spans)]


def _is_long_enough(said: str) -> bool:
    return _FEWEST <= sum(map(str.isdigit, said)) <= _MOST


def _inside(span: tuple[int, int], others: set[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")


def find_emails(text: str) -> list[Mark]:
    """The e-mail addresses of a text, as typed."""
    plain = text[:LONGEST].translate(HALF_WIDTH)
    found = []
    at = plain.find("@")
    while at >= 0:
        local = _LOCAL.search(plain, max(0, at - 64), at)
        domain = _DOMAIN.match(plain, at + 1)
        if local and domain:
            start = local.start() + len(local[0]) - len(local[0].lstrip(".-"))
            found.append(Mark(start, domain.end(), text[start : domain.end()]))
        at = plain.find("@", at + 1)
    return found
