"""Sums of money, and bare numbers that may be one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.script import simplified
from handlers.understanding.currencies import BEFORE, CODES, DOTTED, LOCAL, NAMES, THOUSANDS, YUAN
from handlers.understanding.numbers import (
    ENGLISH_GROUPS,
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
    **dict.fromkeys(("k", "grand", "thousand", "thou", "tsd."), 10**3),
    **dict.fromkeys(("m", "mm", "mn", "mil", "mill", "mio", "mio.", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "billion", "bil", "mrd."), 10**9),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 10**5),
    **dict.fromkeys(("crore", "crores", "cr"), 10**7),
    **dict.fromkeys(("w", "wan"), 10**4),
    "hundred": 100,
}
_SPOKEN = ("grand", "k", "mil", "lakh", "lakhs", "lac", "crore", "crores")
"""Said after number words: "one fifty k", "two and a half mil"."""


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CODE = _either(code.lower() for code in CODES)
_CHINESE_NAMES = _either(name for name in NAMES if not name.isascii())
_ENGLISH_NAMES = _either((*(name for name in NAMES if name.isascii()), *LOCAL, *THOUSANDS))
_SAID_BEFORE = _either(sign for sign in BEFORE if sign not in ("r", "php"))
_RAND = r"r(?=[0-9]|\s[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9]))"
_AFTER = rf"(?:{_CODE}|{_ENGLISH_NAMES})(?![a-z0-9])|(?:{_CHINESE_NAMES})(?![洲盟派])|[€£¥₹$](?!\s?[0-9])"
_WITH_CURRENCY = rf"(?(before)(?![0-9])|(?=\s?(?:{_AFTER})))"
_LARGE = _either(_TIMES)
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){0,4},[0-9]{3}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_EVERYWHERE = rf"""(?:
    [0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,4}}(?:,[0-9]{{1,2}})?(?![0-9])
    | [0-9]{{1,3}}\.[0-9]{{3}},[0-9]{{1,2}}(?![0-9])
    | [0-9]{{1,3}}(?:[\s'][0-9]{{3}}){{1,4}}(?![0-9]){_WITH_CURRENCY}
    | [0-9]{{1,4}},[0-9]{{1,2}}(?![0-9,])(?:(?=\s?(?:{_LARGE})(?![a-z0-9]))|{_WITH_CURRENCY})
    | {_DIGITS})"""
"""Digits as any country parts them: 1,250,000 or 1.250.000,00 or 1 250 000, and 1,3 million."""
_NUMERALS = "[零〇一二两三四五六七八九十]{1,6}"
_GROUP = "[百千万亿]{1,3}"
_MEASURES = (
    "台个件套人家天年月号日点次位名份箱吨周条分楼间张瓶盒本辆栋层户批期轮场样项笔单组斤平米成折只支颗袋桶包"
    "车柜季"
)
_COUNTED = f"[{_MEASURES}%0-9a-z:/-]"
_MORE = rf"(?!\s?{_COUNTED}|[.,][0-9])"
_WORD = _either((*ENGLISH_WORDS, *ENGLISH_GROUPS))

_MONEY = re.compile(
    rf"""
    (?:(?P<before>{_SAID_BEFORE}|{_RAND}|(?:{_CODE})(?=[\s0-9])|{_CHINESE_NAMES})\s?:?\s?)?
    (?: (?P<chinese>(?<![几数第上])(?:{_DIGITS}|{_NUMERALS})[多余来]?\s?(?:个(?=亿))?{_GROUP}
            (?:零?(?:{_DIGITS}|{_NUMERALS}){_GROUP}){{0,3}}
            (?:零?(?:\s?[0-9]{_MORE}|[一二三四五六七八九十]{{1,3}}{_MORE}))?)[多余]?
      | (?P<digits>{_EVERYWHERE})\s?(?P<times>{_LARGE})?(?![0-9]|[.,:/-]?[0-9]|\s?%)(?:(?![a-z])|(?={_AFTER}))
      | (?P<half>half\s(?:an?\s)?|(?:a\s)?quarter\s(?:of\s)?(?:an?\s)?)
            (?P<half_of>million|mil|billion|thousand|lakh|crore)\b
      | (?P<words>(?:an?\s)?(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD})|\sand\sa\shalf\b){{0,6}})
            (?:\s(?P<spoken>{_either(_SPOKEN)}))?\b
      | (?P<a_grand>a\sgrand)\b
      | (?P<numerals>(?<![几数第上]){_NUMERALS}(?=\s?(?:{_either(YUAN)}|{_CHINESE_NAMES})))
    )
    (?:\s?(?P<yuan>{_either(YUAN)})(?![旦宵素件器老])(?:(?<=[块蚊])(?P<tenths>[0-9一二三四五六七八九]){_MORE}[毛角]?)?)?
    (?:\s?(?P<after>{_AFTER}))?
    """,
    re.VERBOSE | re.ASCII,
)


_SIGNS = "".join(sorted({name[0] for name in (*BEFORE, *NAMES) if not name[0].isalnum() or name[0] > "z"}))
_LEAD = re.compile(
    rf"(?<![a-z0-9#_.])(?<![0-9][-/:])(?:(?P<word>[a-z]+)|[0-9零〇一二两三四五六七八九十{re.escape(_SIGNS)}])",
    re.ASCII,
)
_WORDS = (
    *BEFORE,
    *(code.lower() for code in CODES),
    *ENGLISH_WORDS,
    *ENGLISH_GROUPS,
    "a",
    "an",
    "half",
    "quarter",
)
_LEAD_WORDS = frozenset(re.split("[^a-z]", word)[0] for word in _WORDS)
"""What a sum can begin with."""


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """Yield the sums of a folded text; the pattern is only tried where one can begin."""
    position = 0
    while lead := _LEAD.search(plain, position):
        position = lead.end()
        if lead["word"] and lead["word"] not in _LEAD_WORDS:
            continue
        if match := _MONEY.match(plain, lead.start()):
            position = match.end()
            yield match


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
    sums = (_money(match, text, traditional) for match in _matches(_small(plain)))
    return [money for money in sums if money]


def _small(plain: str) -> str:
    lowered = plain.lower()
    return lowered if len(lowered) == len(plain) else plain


def _money(match: re.Match[str], text: str, traditional: bool) -> Money | None:
    amount = _amount(match)
    if amount is None:
        return None
    if match["tenths"]:
        amount += (chinese_number(match["tenths"]) or 0) / Decimal(10)
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
        return bool(match["spoken"]) or any(word in match["words"] for word in ("thousand", "illion"))
    return bool(match["times"] or match["half"] or match["a_grand"])


def _amount(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        return (
            _digits(match)
            * _TIMES.get(match["times"] or "", 1)
            * (1000 if match["after"] in THOUSANDS else 1)
        )
    if match["half"]:
        return Decimal(_TIMES[match["half_of"]]) / (4 if "quarter" in match["half"] else 2)
    if match["a_grand"]:
        return Decimal(1000)
    if match["words"]:
        return _words(match)
    return chinese_number(re.sub(r"[多余来个\s]", "", match["chinese"] or match["numerals"]))


def _digits(match: re.Match[str]) -> Decimal:
    """The value of digits: the last comma or dot parts off decimals, unless three digits follow it."""
    said = re.sub(r"[\s']", "", match["digits"])
    whole, sign, rest = (
        re.split(r"([.,])(?=[^.,]*$)", said, maxsplit=1) if re.search("[.,]", said) else (said, "", "")
    )
    if sign == "," and len(rest) == 3:
        sign = ""
    elif sign == "." and len(rest) == 3 and not match["times"]:
        several, dotted = "." in whole, _currency(match, traditional=True) in DOTTED
        sign = "" if several or (dotted and "," not in whole) else sign
    whole = re.sub("[.,]", "", whole)
    return Decimal(f"{whole}.{rest}" if sign else whole + rest)


def _words(match: re.Match[str]) -> Decimal | None:
    """English number words; small ones count only with a currency or "grand" beside them."""
    value = english_number(match["words"])
    if value is None or match["spoken"]:
        return value and value * _TIMES[match["spoken"]]
    return value if value >= 100 or match["after"] else None


def _currency(match: re.Match[str], traditional: bool) -> str | None:
    before, after = match["before"], match["after"]
    said = after if after and before in (None, "$") else before
    if said:
        return (
            None
            if said in LOCAL
            else BEFORE.get(said) or NAMES.get(said) or THOUSANDS.get(said) or said.upper()
        )
    return "CNY" if match["yuan"] and not traditional else None
