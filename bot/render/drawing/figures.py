"""Figures as a reader takes them in at a glance: three digits, the language's own powers of ten, the unit."""

from decimal import ROUND_HALF_EVEN, Context, Decimal

LEAST_SHORTENED = Decimal(10_000)
MISSING = "–"
_LEAST_SHOWN = Decimal("0.01")

_POWERS = {
    "en": ((12, "T"), (9, "B"), (6, "M"), (3, "K")),
    "zh-Hans": ((12, "万亿"), (8, "亿"), (4, "万")),
    "zh-Hant": ((12, "兆"), (8, "億"), (4, "萬")),
}
_SIGNS = {
    "CNY": "¥",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "JPY": "JP¥",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "US$",
}
_CODE_LENGTH = 3
_DIGITS = 3
_AT_A_GLANCE = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)


def figure(value: Decimal | None, unit: str = "", *, language: str = "en") -> str:
    """Return `value` with its unit: `¥1.2M`, `¥120万`, `34.5%`, `12 days`; a dash for None."""
    if value is None:
        return MISSING
    sign = "−" if value < 0 else ""
    number = _short(abs(value), language)
    if unit == "%":
        return f"{sign}{number}%"
    if is_currency(unit):
        return f"{sign}{_SIGNS.get(unit, unit + ' ')}{number}"
    space = "" if not unit or language.startswith("zh") else " "
    return f"{sign}{number}{space}{unit}"


def is_currency(unit: str) -> bool:
    """Whether `unit` is written as an ISO 4217 code."""
    return len(unit) == _CODE_LENGTH and unit.isascii() and unit.isupper()


def _short(value: Decimal, language: str) -> str:
    if 0 < value < _LEAST_SHOWN:
        return f"<{_LEAST_SHOWN}"
    rounded = _AT_A_GLANCE.plus(value)
    if max(rounded, value) < LEAST_SHORTENED:
        return _plain(rounded if value < LEAST_SHORTENED / 100 else value.quantize(Decimal(1)))
    for power, word in _POWERS.get(language, _POWERS["en"]):
        if rounded >= Decimal(10) ** power:
            return _plain(rounded.scaleb(-power)) + word
    raise AssertionError("every language has a word at or below ten thousand")


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
