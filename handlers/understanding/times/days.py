"""What words say about days, before it is known what for: each settles itself once that is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Protocol

from handlers.understanding.times.lengths import Length
from handlers.understanding.times.lunar import solar
from handlers.understanding.times.spans import DAY, FRIDAY, SATURDAY, Span, add_months, nth_weekday, unit_span
from handlers.understanding.times.use import Use


class When(Protocol):
    """A day or a period as said."""

    @property
    def is_period(self) -> bool:
        """Whether more than one day is meant."""
        ...

    def span(self, today: date, use: Use) -> Span:
        """The days meant, seen from today."""
        ...

    def again(self, today: date, use: Use) -> date | None:
        """From where to look for the next one (the one before, in a log); None for a day that is settled."""
        ...


class Settled:
    """A stretch of days that can be no other."""

    def again(self, today: date, use: Use) -> date | None:
        """Nothing else can be meant."""
        return None


class Single:
    """A day that comes round again."""

    def again(self, today: date, use: Use) -> date | None:
        """Look from the day before, or after."""
        return today - DAY if use.looks_back else today + DAY


@dataclass(frozen=True)
class YearOf:
    """A year by number, or counted from this one."""

    value: int
    relative: bool = False

    def of(self, today: date) -> int:
        """The year meant."""
        return today.year + self.value if self.relative else self.value


NOW = Length(0, "day")


@dataclass(frozen=True)
class Today(Settled):
    """Today, tomorrow, in three days, two months ago; `postponed` where said as "later"."""

    is_period: ClassVar[bool] = False
    length: Length = NOW
    postponed: bool = False

    def span(self, today: date, use: Use) -> Span:
        day = self.length.from_day(today)
        return day, day

    def again(self, today: date, use: Use) -> date | None:
        return today + DAY if use is Use.FUTURE and not self.length.count else None


@dataclass(frozen=True)
class ExactDay(Settled):
    """A day with its year."""

    is_period: ClassVar[bool] = False
    day: date

    def span(self, today: date, use: Use) -> Span:
        return self.day, self.day


@dataclass(frozen=True)
class Weekday(Single):
    """Friday: the coming one, never today; in a log the latest past one, today included."""

    is_period: ClassVar[bool] = False
    weekday: int
    today_counts: bool = False

    def span(self, today: date, use: Use) -> Span:
        if use.looks_back:
            day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        else:
            ahead = (self.weekday - today.weekday()) % 7
            day = today + timedelta(days=ahead if ahead or self.today_counts else 7)
        return day, day


@dataclass(frozen=True)
class WeekdayOf(Settled):
    """The Friday of this week, of next week, of the one before."""

    is_period: ClassVar[bool] = False
    weeks: int
    weekday: int

    def span(self, today: date, use: Use) -> Span:
        day = unit_span("week", today, self.weeks)[0] + timedelta(days=self.weekday)
        return day, day

    def again(self, today: date, use: Use) -> date | None:
        return today + 7 * DAY if use is Use.FUTURE and not self.weeks else None


@dataclass(frozen=True)
class MonthDay(Single):
    """A day and month: the next such day, in a log the latest past one, or the one of a year."""

    is_period: ClassVar[bool] = False
    month: int
    day: int
    year: YearOf | None = None

    def span(self, today: date, use: Use) -> Span:
        if self.year:
            day = self._in(self.year.of(today))
        elif use.looks_back:
            day = max(day for day in self._around(today) if day <= today)
        else:
            day = min(day for day in self._around(today) if day >= today)
        return day, day

    def again(self, today: date, use: Use) -> date | None:
        return None if self.year else super().again(today, use)

    def _around(self, today: date) -> list[date]:
        return [self._in(today.year + years) for years in (-1, 0, 1)]

    def _in(self, year: int) -> date:
        return _clamped(date(year, self.month, 1), self.day)


@dataclass(frozen=True)
class LunarDay(Single):
    """A day of the lunar calendar: the next such day, in a log the latest past one."""

    is_period: ClassVar[bool] = False
    month: int
    day: int

    def span(self, today: date, use: Use) -> Span:
        days = [solar(today.year + years, self.month, self.day) for years in (-2, -1, 0, 1)]
        known = [day for day in days if day and (day <= today if use.looks_back else day >= today)]
        day = max(known) if use.looks_back else min(known)
        return day, day


@dataclass(frozen=True)
class DayOfMonth(Single):
    """The 22nd: of the next month that has it still to come, or of a month counted from this one."""

    is_period: ClassVar[bool] = False
    day: int
    months: int | None = None

    def span(self, today: date, use: Use) -> Span:
        if self.months is not None:
            day = _clamped(add_months(today.replace(day=1), self.months), self.day)
            return day, day
        month, step = today.replace(day=1), -1 if use.looks_back else 1
        while not (self._fits(month) and (month.replace(day=self.day) - today).days * step >= 0):
            month = add_months(month, step)
        return month.replace(day=self.day), month.replace(day=self.day)

    def again(self, today: date, use: Use) -> date | None:
        return None if self.months is not None else super().again(today, use)

    def _fits(self, month: date) -> bool:
        return (add_months(month, 1) - month).days >= self.day


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


DECADES = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def _decade(first: date, last: date, name: str) -> Span:
    low, high = DECADES[name]
    month = last.replace(day=1) if name == "late" else first
    return month.replace(day=low), last if name == "late" else month.replace(day=high)


_WEEK, _MONTH, _QUARTER = 7, 31, 92


def _middle(first: date, last: date) -> date:
    days = (last - first).days
    if days <= _WEEK:
        return first + 2 * DAY
    if days <= _QUARTER:
        return add_months(first, 1 if days > _MONTH else 0).replace(day=15)
    return add_months(first, 6) - DAY


def _clamped(first: date, day: int) -> date:
    """That day of a month, or its last where it has no such day."""
    last = (add_months(first, 1) - DAY).day
    return first.replace(day=min(day, last))


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
class Directed(Settled):
    """Last March, this past Friday, next May: the direction is said, whatever it is wanted for."""

    of: When
    back: bool

    @property
    def is_period(self) -> bool:
        return self.of.is_period

    def span(self, today: date, use: Use) -> Span:
        return self.of.span(today, Use.PERIOD_PAST if self.back else Use.PERIOD_FUTURE)
