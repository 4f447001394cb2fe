"""What words say about days, before it is known what for: each settles itself once that is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Protocol

from handlers.understanding.times.lengths import Length
from handlers.understanding.times.lunar import solar
from handlers.understanding.times.spans import DAY, Span, add_months, unit_span
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
        """Such days near today; the 29th of February, where there is one."""
        reach = 4 if (self.month, self.day) == (2, 29) else 1
        days = [self._in(today.year + years) for years in range(-reach, reach + 1)]
        return [day for day in days if day.day == self.day]

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


def _clamped(first: date, day: int) -> date:
    """That day of a month, or its last where it has no such day."""
    last = (add_months(first, 1) - DAY).day
    return first.replace(day=min(day, last))
