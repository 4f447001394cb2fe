"""Parts of the calendar as said: weeks, months, quarters and years, their edges and their weekdays."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.understanding.times.days import Settled, When, YearOf
from handlers.understanding.times.spans import (
    DAY,
    FRIDAY,
    SATURDAY,
    Span,
    add,
    add_months,
    nth_weekday,
    unit_span,
)
from handlers.understanding.times.use import Use


@dataclass(frozen=True)
class CalendarUnit(Settled):
    """This week, last month, next quarter, the year before last."""

    unit: str
    offset: int = 0

    @property
    def is_period(self) -> bool:
        return self.unit not in ("day", "workday")

    def span(self, today: date, use: Use) -> Span:
        return unit_span(self.unit, today, self.offset)


@dataclass(frozen=True)
class YearPart(Settled):
    """A month, a quarter, a half or the whole of a year, with or without the year being said.

    Without: a quarter or half is this year's; a month is the latest that has begun or the next to come.
    A day to write down lies ahead, so there a part of the year that is over means next year's.
    """

    is_period: ClassVar[bool] = True
    unit: str
    number: int = 1
    year: YearOf | None = None

    def span(self, today: date, use: Use) -> Span:
        this = self._in(today.year if self.year is None else self.year.of(today))
        if self.year or (use.asks and self.unit != "month"):
            return this
        if use.looks_back:
            return this if this[0] <= today else self._in(today.year - 1)
        return this if this[1] >= today else self._in(today.year + 1)

    def _in(self, year: int) -> Span:
        return unit_span(self.unit, date(year, 1, 1), self.number - 1)


@dataclass(frozen=True)
class Weekend(Settled):
    """Saturday and Sunday: this week's, in a log the latest that has begun."""

    is_period: ClassVar[bool] = True
    weeks: int | None = None

    def span(self, today: date, use: Use) -> Span:
        weeks = self.weeks or 0
        if self.weeks is None and use.looks_back and today.weekday() < SATURDAY:
            weeks = -1
        saturday = unit_span("week", today, weeks)[0] + SATURDAY * DAY
        return saturday, saturday + DAY

    def again(self, today: date, use: Use) -> date | None:
        return today + 7 * DAY if not self.weeks and not use.looks_back else None


@dataclass(frozen=True)
class Edge:
    """The start, middle or end of a period; a week ends on Friday, as work does."""

    of: When
    edge: str

    @property
    def is_period(self) -> bool:
        return self.edge in DECADES

    def span(self, today: date, use: Use) -> Span:
        first, last = self.of.span(today, use)
        if self.edge in DECADES:
            return _decade(first, last, self.edge)
        if self.edge == "end":
            day = first + FRIDAY * DAY if (last - first).days == FRIDAY + 2 else last
        else:
            day = first if self.edge == "start" else _middle(first, last)
        return day, day

    def again(self, today: date, use: Use) -> date | None:
        """Where this period's edge is gone, the next period's."""
        if isinstance(self.of, CalendarUnit) and self.of.offset == 0 and not use.looks_back:
            return self.of.span(today, use)[1] + DAY
        return None


DECADES = {"early": (1, 10), "late": (21, 31), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def _decade(first: date, last: date, name: str) -> Span:
    low, high = DECADES[name]
    if low > 20:
        return last.replace(day=low), last
    return first.replace(day=low), first.replace(day=high)


_WEEK, _MONTH, _QUARTER = 7, 31, 92


def _middle(first: date, last: date) -> date:
    days = (last - first).days
    if days <= _WEEK:
        return first + 2 * DAY
    if days <= _QUARTER:
        return add_months(first, 1 if days > _MONTH else 0).replace(day=15)
    return add_months(first, 6) - DAY


@dataclass(frozen=True)
class NthWeekday(Settled):
    """The first Monday of next month, the last Friday of March."""

    is_period: ClassVar[bool] = False
    nth: int
    weekday: int
    of: When

    def span(self, today: date, use: Use) -> Span:
        day = nth_weekday(self.nth, self.weekday, self.of.span(today, use))
        if day is None:
            raise ValueError("no such weekday in the period")
        return day, day

    def again(self, today: date, use: Use) -> date | None:
        return Edge(self.of, "end").again(today, use)


@dataclass(frozen=True)
class NthWorkday(Settled):
    """The first or the last working day of a month."""

    is_period: ClassVar[bool] = False
    nth: int
    of: When

    def span(self, today: date, use: Use) -> Span:
        first, last = self.of.span(today, use)
        day = add(first - DAY, self.nth, "workday") if self.nth > 0 else add(last + DAY, self.nth, "workday")
        return day, day

    def again(self, today: date, use: Use) -> date | None:
        return Edge(self.of, "end").again(today, use)


@dataclass(frozen=True)
class Rest(Settled):
    """What is left of this week, month, quarter or year."""

    is_period: ClassVar[bool] = True
    unit: str

    def span(self, today: date, use: Use) -> Span:
        return today, unit_span(self.unit, today)[1]


@dataclass(frozen=True)
class Directed(Settled):
    """Last March, this past Friday, next May: the direction is said, whatever it is wanted for."""

    of: When
    back: bool

    @property
    def is_period(self) -> bool:
        return self.of.is_period

    def span(self, today: date, use: Use) -> Span:
        return self.of.span(today, Use.PERIOD_PAST if self.back else Use.PERIOD_FUTURE)
