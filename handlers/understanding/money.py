"""Sums of money, and bare numbers that may be one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.script import simplified
from handlers.understanding.currencies import BEFORE, CODES, NAMES, YUAN
from handlers.understanding.numbers import (
    ENGLISH_WORDS,
    HALF_WIDTH,
    chinese_number,
    english_number,
)

LONGEST = 10_000
"""Characters looked at."""


@dataclass(frozen=True)
class Money:
    """A sum as said; `bare` when nothing but a number was said (20), unlike 60k, 50万 or $20."""

    start: int
    end: int
    text: str
    amount: Decimal
    currency: str | None
    bare: bool = False


def number(amount: Decimal) -> int | float:
    """The amount as JSON has it: whole when it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


_TIMES = {
    **dict.fromkeys(("k", "grand", "thousand", "thou"), 10**3),
    **dict.fromkeys(("m", "mm", "mn", "mil", "mill", "mio", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "billion", "bil"), 10**9),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 10**5),
    **dict.fromkeys(("crore", "crores", "cr"), 10**7),
    **dict.fromkeys(("w", "wan"), 10**4),
    "hundred": 100,
}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CODE = _either(code.lower() for code in CODES)
_CHINESE_NAMES = _either(name for name in NAMES if not name.isascii())
_ENGLISH_NAMES = _either(name for name in NAMES if name.isascii())
_DIGITS = r"[0-9]{1,15}(?:,[0-9]{2,3}){0,6}(?:\.[0-9]{1,6})?"
_NUMERALS = "[零〇一二两三四五六七八九十]{1,6}"
_GROUP = "[百千万亿]{1,3}"
_COUNTED = "[台个件套人家天年月号点次位名份箱吨周条分楼%0-9.,]"
_WORD = _either((*ENGLISH_WORDS, "hundred", "thousand", "million", "billion"))

_MONEY = re.compile(
    rf"""
    (?<![a-z0-9\#_.])(?<![0-9][-/:])
    (?:(?P<before>{_either(BEFORE)}|(?:{_CODE})(?=[\s0-9])|{_CHINESE_NAMES})\s?:?\s?)?
    (?: (?P<chinese>(?<![几数第上])(?:{_DIGITS}|{_NUMERALS})[多余来]?\s?(?:个(?=亿))?{_GROUP}
            (?:零?(?:{_DIGITS}|{_NUMERALS}){_GROUP}){{0,3}}
            (?:零?(?:[0-9](?!{_COUNTED})|[一二三四五六七八九十]{{1,3}}(?!{_COUNTED})))?)[多余]?
      | (?P<digits>{_DIGITS})\s?(?P<times>{_either(_TIMES)})?(?![a-z0-9]|[.,:/-]?[0-9]|\s?%)
      | (?P<half>half\sa\s)(?P<half_of>million|billion|thousand)\b
      | (?P<words>(?:an?\s|one\sand\sa\shalf\s)?(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD})){{0,6}})
            (?P<grand>\sgrand)?\b
      | (?P<a_grand>a\sgrand)\b
      | (?P<numerals>(?<![几数第上]){_NUMERALS}(?=\s?(?:{_either(YUAN)}|{_CHINESE_NAMES})))
    )
    (?:\s?(?P<yuan>{_either(YUAN)})(?![旦宵素件器老]))?
    (?:\s?(?P<after>(?:{_CODE}|{_ENGLISH_NAMES})(?![a-z0-9])|(?:{_CHINESE_NAMES})(?![洲盟派])|[€£¥₹$](?!\s?[0-9])))?
    """,
    re.VERBOSE | re.ASCII,
)


def find_money(
    text: str, *, traditional: bool | None = None, blocked: Sequence[tuple[int, int]] = ()
) -> list[Money]:
    """The sums a text names, in order; `traditional` says how 元 is meant, None to judge by the text."""
    text = text[:LONGEST]
    plain = simplified(text).translate(HALF_WIDTH)
    if traditional is None:
        traditional = simplified(text) != text
    for start, end in blocked:
        plain = plain[:start] + "\0" * len(plain[start:end]) + plain[end:]
    sums = (_money(match, text, traditional) for match in _MONEY.finditer(_small(plain)))
    return [money for money in sums if money]


def _small(plain: str) -> str:
    lowered = plain.lower()
    return lowered if len(lowered) == len(plain) else plain


def _money(match: re.Match[str], text: str, traditional: bool) -> Money | None:
    amount = _amount(match)
    if amount is None:
        return None
    currency = _currency(match, traditional)
    said = bool(match["before"] or match["yuan"] or match["after"])
    words = text[match.start() : match.end()]
    trimmed = words.strip()
    start = match.start() + len(words) - len(words.lstrip())
    bare = not said and (not _is_large(match) or trimmed == "3M")
    return Money(start, start + len(trimmed), trimmed, amount, currency, bare)


def _is_large(match: re.Match[str]) -> bool:
    """Whether the amount is said in thousands or more, as sums are: 60k, 50万, half a million."""
    if match["chinese"]:
        return any(char in "千万亿" for char in match["chinese"])
    if match["words"]:
        return bool(match["grand"]) or any(word in match["words"] for word in ("thousand", "illion"))
    return bool(match["times"] or match["half"] or match["a_grand"])


def _amount(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        return Decimal(match["digits"].replace(",", "")) * _TIMES.get(match["times"] or "", 1)
    if match["half"]:
        return Decimal(_TIMES[match["half_of"]]) / 2
    if match["a_grand"]:
        return Decimal(1000)
    if match["words"]:
        return _words(match)
    said = match["chinese"] or match["numerals"]
    return chinese_number(re.sub(r"[多余来个\s]", "", said))


def _words(match: re.Match[str]) -> Decimal | None:
    """English number words; small ones count only with a currency or "grand" beside them."""
    said = match["words"]
    more = Decimal("0.5") if said.startswith("one and a half ") else Decimal(0)
    value = english_number(said.removeprefix("one and a half ") if more else said)
    if value is None:
        return None
    if match["grand"]:
        return value * 1000
    if more:
        return value * Decimal("1.5")
    return value if value >= 100 or match["after"] else None


def _currency(match: re.Match[str], traditional: bool) -> str | None:
    said = match["before"] or match["after"]
    if said:
        return BEFORE.get(said) or NAMES.get(said) or said.upper()
    return "CNY" if match["yuan"] and not traditional else None
