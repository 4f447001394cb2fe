"""Numbers in words: Chinese numerals, English number words, and both mixed with digits."""

import re
from decimal import Decimal

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "，"} | {
    ord(wide): plain for wide, plain in (("\u3000", " "), ("￥", "¥"), ("￡", "£"), ("‘", "'"), ("’", "'"))
}
"""For `str.translate`: full-width signs and curly apostrophes as plain ones, each in its place.

A full-width comma stays: it parts clauses, never the thousands of a number.
"""

CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_GROUPS = {"万": 10**4, "亿": 10**8}
NUMERAL = "[零〇一二两俩三仨四五六七八九十百千万亿]"

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS.split())},
    **{word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)},
    "fourty": 40,
}
ENGLISH_GROUPS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_CHINESE_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[零〇一二两俩三仨四五六七八九十百千万亿]")


def chinese_number(text: str) -> Decimal | None:
    """The value of a Simplified numeral, digits allowed: 三十五, 二〇二六, 两千五, 9万8, 3.5亿."""
    pieces = _CHINESE_PIECE.findall(text)
    if not pieces or "".join(pieces) != text:
        return None
    if len(pieces) > 1 and all(piece in CHINESE_DIGITS for piece in pieces):
        return Decimal("".join(str(CHINESE_DIGITS[piece]) for piece in pieces))
    return _grouped(pieces)


def _grouped(pieces: list[str]) -> Decimal:
    """Add up 亿 and 万 groups; a last digit without unit counts in tenths of the unit before it."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    scale = 1
    for piece in pieces:
        if piece in CHINESE_UNITS:
            scale = CHINESE_UNITS[piece]
            section += (1 if digit is None else digit) * scale
            digit = None
        elif piece in CHINESE_GROUPS:
            scale = CHINESE_GROUPS[piece]
            group = section + (digit or 0)
            total = (total + group) * scale if total and scale > 10**4 else total + (group or 1) * scale
            section, digit = Decimal(0), None
        elif piece in "零〇":
            scale = 1
        else:
            digit = _digit(piece)
    return total + section + _last(digit, scale)


def _digit(piece: str) -> Decimal:
    return Decimal(CHINESE_DIGITS[piece]) if piece in CHINESE_DIGITS else Decimal(piece.replace(",", ""))


def _last(digit: Decimal | None, scale: int) -> Decimal:
    if digit is None:
        return Decimal(0)
    return digit * scale / 10 if scale > 10 and digit < 10 else digit


def english_number(text: str) -> Decimal | None:
    """The value of English number words: "two hundred and ten", "one fifty", "six and a half thousand"."""
    total = section = group = Decimal(0)
    said = False
    for word in re.split(r"[\s-]+", text.strip().lower()):
        if word in ENGLISH_WORDS:
            value = ENGLISH_WORDS[word]
            section = section * (100 if value >= 10 and 0 < section < 100 else 1) + value
        elif word == "half":
            total, section = total + group / 2, section if group else section + Decimal("0.5")
        elif word == "hundred":
            section = (section or Decimal(1)) * 100
        elif word in ENGLISH_GROUPS:
            group = Decimal(ENGLISH_GROUPS[word])
            total, section = total + (section or Decimal(1)) * group, Decimal(0)
        elif word in ("a", "an", "and"):
            continue
        else:
            return None
        said = True
    return total + section if said else None
