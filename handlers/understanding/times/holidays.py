"""Named holidays: on which day they fall, and when work goes on after them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from handlers.understanding.times.days import Settled, YearOf
from handlers.understanding.times.lunar import solar
from handlers.understanding.times.spans import DAY, SATURDAY, Span, nth_weekday, unit_span
from handlers.understanding.times.use import Use

Rule = Callable[[int], date | None]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int, later: int = 0) -> Rule:
    def rule(year: int) -> date | None:
        found = solar(year, month, day)
        return found + timedelta(days=later) if found else None

    return rule


def _nth(nth: int, weekday: int, month: int, later: int = 0) -> Rule:
    def rule(year: int) -> date | None:
        found = nth_weekday(nth, weekday, unit_span("month", date(year, month, 1)))
        return found + timedelta(days=later) if found else None

    return rule


def _easter(later: int = 0) -> Rule:
    """Western Easter Sunday (Meeus, Jones and Butcher), moved by some days."""

    def rule(year: int) -> date:
        century, of_century = divmod(year, 100)
        moon = (
            19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
        ) % 30
        week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
        shift = (year % 19 + 11 * moon + 22 * week) // 451
        month, day = divmod(moon + week - 7 * shift + 114, 31)
        return date(year, month, day + 1) + timedelta(days=later)

    return rule


def _clear_and_bright(year: int) -> date:
    """清明, by the solar term's rule for this century."""
    past = year % 100
    return date(year, 4, int(past * 0.2422 + 4.81) - past // 4)


def _winter_solstice(year: int) -> date:
    """冬至, likewise."""
    past = year % 100
    return date(year, 12, int(past * 0.2422 + 21.94) - past // 4)


RULES: dict[str, Rule] = {
    "new_year": _fixed(1, 1),
    "valentine": _fixed(2, 14),
    "women": _fixed(3, 8),
    "labour": _fixed(5, 1),
    "labour/US": _nth(1, 0, 9),
    "labour/CA": _nth(1, 0, 9),
    "labor": _nth(1, 0, 9),
    "labor/CN": _fixed(5, 1),
    "children": _fixed(6, 1),
    "children/TW": _fixed(4, 4),
    "independence": _fixed(7, 4),
    "national": _fixed(10, 1),
    "national/TW": _fixed(10, 10),
    "halloween": _fixed(10, 31),
    "singles": _fixed(11, 11),
    "twelve": _fixed(12, 12),
    "christmas_eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing": _fixed(12, 26),
    "new_year_eve": _fixed(12, 31),
    "mother": _nth(2, 6, 5),
    "father": _nth(3, 6, 6),
    "father/TW": _fixed(8, 8),
    "memorial": _nth(-1, 0, 5),
    "thanksgiving": _nth(4, 3, 11),
    "thanksgiving/CA": _nth(2, 0, 10),
    "black_friday": _nth(4, 3, 11, 1),
    "good_friday": _easter(-2),
    "easter": _easter(),
    "easter_monday": _easter(1),
    "spring_eve": _lunar(1, 1, -1),
    "spring": _lunar(1, 1),
    "lantern": _lunar(1, 15),
    "qingming": _clear_and_bright,
    "winter": _winter_solstice,
    "dragon_boat": _lunar(5, 5),
    "qixi": _lunar(7, 7),
    "mid_autumn": _lunar(8, 15),
    "double_ninth": _lunar(9, 9),
}
"""Key, with "/country" where one country keeps another day."""

DAYS_OFF = {
    "spring": 7,
    "spring/TW": 5,
    "spring/HK": 3,
    "spring_eve": 8,
    "national": 7,
    "labour": 5,
    "national/TW": 1,
    "labour/TW": 1,
    "labour/HK": 1,
    "christmas/HK": 2,
    "national/HK": 1,
}
"""Days in a row without work, as mainland China has kept them since 2025; one day where not named."""


def _in(key: str, country: str | None, year: int) -> date | None:
    rule = RULES.get(f"{key}/{country}") or RULES[key]
    return rule(year)


@dataclass(frozen=True)
class Holiday(Settled):
    """A named holiday: the next one, in a log the latest past one, or that of a year."""

    is_period: ClassVar[bool] = False
    key: str
    country: str | None = None
    year: YearOf | None = None

    def span(self, today: date, use: Use) -> Span:
        this = self.year.of(today) if self.year else today.year
        years = [this] if self.year else [this - 1, this, this + 1]
        known = [day for day in (_in(self.key, self.country, year) for year in years) if day]
        if self.year is None:
            known = [day for day in known if (day <= today if use.looks_back else day >= today)]
        day = max(known) if use.looks_back else min(known)
        return day, day


@dataclass(frozen=True)
class AfterHoliday(Settled):
    """The first working day after a holiday, or after the next long break where none is named."""

    is_period: ClassVar[bool] = False
    keys: tuple[str, ...]
    country: str | None = None
    year: YearOf | None = None

    def span(self, today: date, use: Use) -> Span:
        day = min(self._after(key, today) for key in self.keys)
        return day, day

    def _after(self, key: str, today: date) -> date:
        """Seen from the middle of a break, the break that is on."""
        off = DAYS_OFF.get(f"{key}/{self.country}", DAYS_OFF.get(key, 1))
        first = Holiday(key, self.country, self.year).span(today - (off - 1) * DAY, Use.FUTURE)[0]
        day = first + off * DAY
        while day.weekday() >= SATURDAY:
            day += DAY
        return day
