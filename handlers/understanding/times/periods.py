"""Stretches of days as said: rolling windows, ranges, since a day, within a week."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.understanding.times.calendar_parts import Edge
from handlers.understanding.times.days import MonthDay, Settled, Weekday, When
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.spans import DAY, DAYS_IN, Span, unit_span
from handlers.understanding.times.use import Use


@dataclass(frozen=True)
class Rolling(Settled):
    """The last seven days, the past month, the next two weeks: today is its last or first day."""

    is_period: ClassVar[bool] = True
    length: Length
    back: bool

    def span(self, today: date, use: Use) -> Span:
        days = self.length.count * DAYS_IN[self.length.unit]
        whole_days = self.length.unit in ("day", "workday", "week")
        if self.back:
            return (today - (days - 1) * DAY if whole_days else (-self.length).from_day(today)), today
        return today, (today + (days - 1) * DAY if whole_days else self.length.from_day(today))


@dataclass(frozen=True)
class Within(Settled):
    """Within three days: from today to a last day, which is the day to write down."""

    is_period: ClassVar[bool] = True
    length: Length

    def span(self, today: date, use: Use) -> Span:
        end = self.length.from_day(today)
        return (today, end) if use.asks or use is Use.ANY else (end, end)


@dataclass(frozen=True)
class Deadline(Settled):
    """Within this week: all of it where it is asked for, else its last day still to come."""

    is_period: ClassVar[bool] = True
    of: When

    def span(self, today: date, use: Use) -> Span:
        period = self.of.span(today, use)
        if use.asks or use is Use.ANY:
            return period
        end = Edge(self.of, "end").span(today, use)
        return end if end[1] >= today else (period[1], period[1])


@dataclass(frozen=True)
class Since(Settled):
    """Since May, since Monday: from there to today."""

    is_period: ClassVar[bool] = True
    start: When

    def span(self, today: date, use: Use) -> Span:
        first = self.start.span(today, Use.PERIOD_PAST)[0]
        return min(first, today), today


@dataclass(frozen=True)
class From(Settled):
    """From May on: what is gone by is asked for up to today, what is to come begins there."""

    start: When

    @property
    def is_period(self) -> bool:
        return self.start.is_period

    def span(self, today: date, use: Use) -> Span:
        if use is Use.PERIOD_PAST:
            return Since(self.start).span(today, use)
        first = self.start.span(today, use)[0]
        return first, first

    def again(self, today: date, use: Use) -> date | None:
        return self.start.again(today, use)


@dataclass(frozen=True)
class OnOrAfter(Settled):
    """The first Tuesday from 25 August on."""

    is_period: ClassVar[bool] = False
    day: When
    start: When

    def span(self, today: date, use: Use) -> Span:
        start = self.start.span(today, use)[0]
        day = self.day.span(start, Use.ANY)
        return (
            (start, start) if isinstance(self.day, Weekday) and start.weekday() == self.day.weekday else day
        )


@dataclass(frozen=True)
class Between(Settled):
    """From one day to another; an end without a year or week of its own follows the start."""

    is_period: ClassVar[bool] = True
    start: When
    stop: When

    def span(self, today: date, use: Use) -> Span:
        first = self.start.span(today, use)[0]
        if isinstance(self.start, MonthDay) and not use.looks_back:
            first = self._running(today, use) or first
        last = self._end(first, today, use)
        return first, last

    def _end(self, first: date, today: date, use: Use) -> date:
        last = self.stop.span(today, use)[1]
        if self.stop.again(today, use) is None and last >= first:
            return last
        return self.stop.span(first, Use.ANY)[1]

    def _running(self, today: date, use: Use) -> date | None:
        """The start of a range that is on today, though its first day is gone."""
        begun = self.start.span(today, Use.PAST)[0]
        return begun if self._end(begun, begun, Use.ANY) >= today else None


@dataclass(frozen=True)
class WeekOf(Settled):
    """The week a day lies in."""

    is_period: ClassVar[bool] = True
    day: When

    def span(self, today: date, use: Use) -> Span:
        return unit_span("week", self.day.span(today, use)[0])


@dataclass(frozen=True)
class Offset(Settled):
    """A week from Friday, two days before the 20th."""

    is_period: ClassVar[bool] = False
    length: Length
    day: When

    def span(self, today: date, use: Use) -> Span:
        day = self.length.from_day(self.day.span(today, use)[0])
        return day, day
