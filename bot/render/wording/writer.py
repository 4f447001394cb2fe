"""How things are said in one language: gettext words, dates with their weekday, amounts, lists."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_day_names, get_timezone_location
from babel.numbers import format_currency, format_decimal

from domain.money import Money
from domain.outgoing import Line, Reader, Span

LOCALES = {"en": "en", "zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}
SIGNS = {"TWD": "NT$"}
"""Signs that a locale writes so that they could be another currency's: in zh_Hant a bare $ for TWD."""
CATALOGUES = Path(__file__).parent.parent / "locale"


@lru_cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language; English is the words in the code."""
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{LOCALES[language]}.po").open("rb") as file:
        catalogue = read_po(file, locale=LOCALES[language])
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


class Writer:
    """Writes for one reader: in their language, with times on their wall."""

    def __init__(self, reader: Reader) -> None:
        """Write for `reader`."""
        self.language = reader.language
        self.zone = ZoneInfo(reader.timezone)
        self.timezone = reader.timezone
        self._words = translations(reader.language)
        self._locale = Locale.parse(LOCALES[reader.language])

    @property
    def chinese(self) -> bool:
        """Whether it is written in Chinese."""
        return self.language != "en"

    def text(self, words: str, /, **values: object) -> str:
        """Return the words in the language, with the values put in."""
        return self._words.gettext(words).format(**values) if values else self._words.gettext(words)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the words for a number of things."""
        return self._words.ngettext(one, many, number).format(n=number, **values)

    # ---- times

    def day(self, day: date, today: date | None = None) -> str:
        """Return a day with its weekday spelled out; the year where it is not this one."""
        same = today is not None and day.year == today.year
        if self.chinese:
            return format_date(day, "M月d日 EEEE" if same else "y年M月d日 EEEE", self._locale)
        return format_date(day, "EEEE d MMMM" if same else "EEEE d MMMM y", self._locale)

    def when(self, day: date, clock: time | None, today: date | None = None) -> str:
        """Return a day with its weekday, and the clock time if there is one."""
        told = self.day(day, today)
        if clock is None:
            return told
        return f"{told} {clock:%H:%M}" if self.chinese else f"{told}, {clock:%H:%M}"

    def instant(self, at: datetime, today: date | None = None) -> str:
        """Return an instant on the reader's wall."""
        local = at.astimezone(self.zone)
        return self.when(local.date(), local.time(), today)

    def short_day(self, day: date) -> str:
        """Return a day with its weekday, short, for lists."""
        pattern = "M月d日 EEE" if self.chinese else "EEE d MMM"
        return format_date(day, pattern, self._locale)

    def month_day(self, at: datetime) -> str:
        """Return the day of an instant on the reader's wall, short."""
        return self.short_day(at.astimezone(self.zone).date())

    def weekdays(self, days: Sequence[int]) -> str:
        """Return days of the week, 1 is Monday."""
        names = get_day_names("abbreviated", locale=self._locale)
        return self.join([names[day - 1] for day in days])

    # ---- amounts

    def money(self, money: Money) -> str:
        """Return an amount with its currency, in full."""
        whole = money.amount == money.amount.to_integral_value()
        if money.currency is None:
            return format_decimal(money.amount, "#,##0.####", self._locale)
        if money.currency in SIGNS:
            return SIGNS[money.currency] + format_decimal(money.amount, "#,##0.##", self._locale)
        if whole:
            return format_currency(
                money.amount, money.currency, "¤#,##0", self._locale, currency_digits=False
            )
        return format_currency(money.amount, money.currency, locale=self._locale)

    def sum(self, parts: Sequence[Money]) -> str:
        """Return one total per currency."""
        return " + ".join(self.money(part) for part in parts) or "–"

    def number(self, number: int | Decimal) -> str:
        """Return a number as it is written in the language."""
        return format_decimal(number, locale=self._locale)

    # ---- places

    def zone_name(self, zone: str) -> str:
        """Return a time zone by its city."""
        return get_timezone_location(zone, locale=self._locale, return_city=True)

    # ---- lists

    def join(self, parts: Sequence[str]) -> str:
        """Return the parts in a row."""
        return ("、" if self.chinese else ", ").join(parts)

    def dot(self, *parts: str | None) -> str:
        """Return what there is of the parts, divided by dots."""
        return " · ".join(part for part in parts if part)

    def quoted(self, words: str) -> str:
        """Return words as somebody's own."""
        marks = {"en": "“{}”", "zh-Hans": "“{}”", "zh-Hant": "「{}」"}[self.language]
        return marks.format(words)


def plain(text: str) -> Line:
    """Return a line in one plain run."""
    return (Span(text),)


def bold(text: str) -> Line:
    """Return a line in one bold run."""
    return (Span(text, "bold"),)


def muted(text: str) -> Line:
    """Return a line in one muted run."""
    return (Span(text, "muted"),)
