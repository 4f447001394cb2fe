"""A time expression found in a text, and what it stands for in each use."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from handlers.understanding.times.calendar_parts import YearPart
from handlers.understanding.times.clocks import MIDNIGHT, Clock, text_of
from handlers.understanding.times.days import LunarDay, MonthDay, Today, Weekday, When
from handlers.understanding.times.reading import Reading
from handlers.understanding.times.spans import MONTHS_IN, SATURDAY, Span
from handlers.understanding.times.use import Use


@dataclass(frozen=True)
class TimeMention:
    """A stretch of text that speaks of a time, a period, a length of time or a rhythm.

    `shift` is the ISO 8601 duration of a bare length of time ("by two hours", 推迟一天) and of "a day later";
    such a mention's `at` counts from now. `days` is what a length stands for where idle time is counted.
    """

    start: int
    end: int
    text: str
    reading: Reading = field(repr=False)
    now: datetime = field(repr=False)

    @property
    def repeat(self) -> str | None:
        """The rhythm: daily, weekdays, weekly, biweekly, monthly, quarterly or yearly."""
        return self.reading.repeat

    @property
    def shift(self) -> str | None:
        """By how much something is put off, or brought forward with a minus sign."""
        length, day = self.reading.length, self.reading.day
        if length and not self.reading.moment:
            return length.iso
        return day.length.iso if isinstance(day, Today) and day.postponed else None

    @property
    def days(self) -> int | None:
        """The days a length of time stands for: a month 30, a quarter 90, a year 365."""
        length = self.reading.length or getattr(self.reading.day, "length", None)
        return length.days if length else None

    @property
    def is_period(self) -> bool:
        """Whether more than one day is meant."""
        return bool(self.reading.day and self.reading.day.is_period and not self.reading.hour)

    @property
    def has_clock(self) -> bool:
        """Whether a time of day is said, if only a part of the day."""
        return self.reading.clock is not None or bool(self.reading.length and self.reading.length.is_fine)

    @property
    def has_day(self) -> bool:
        """Whether a day or period is said."""
        return self.reading.day is not None

    @property
    def clock(self) -> str | None:
        """The time of day alone, "HH:MM"."""
        clock = self.reading.clock
        return text_of(clock.minutes) if clock else None

    @property
    def clock_end(self) -> str | None:
        """Where a range of hours ends, "HH:MM"."""
        clock = self.reading.clock
        return text_of(clock.end) if clock and clock.end is not None else None

    @property
    def yearless(self) -> str | None:
        """A day and month said without a year, "MM-DD"; a lunar one "农历MM-DD"."""
        day = self.reading.day
        if isinstance(day, LunarDay):
            return f"农历{day.month:02}-{day.day:02}"
        return f"{day.month:02}-{day.day:02}" if isinstance(day, MonthDay) and not day.year else None

    @property
    def parts(self) -> "tuple[TimeMention, ...]":
        """Both ends of a range said as one, each with these words: from Wednesday, to Thursday."""
        stop = self.reading.stop
        if stop is None:
            return ()
        between = self.reading.day
        start = replace(self.reading, day=getattr(between, "start", between), stop=None)
        return replace(self, reading=start), replace(self, reading=stop)

    def joined(self, other: "TimeMention") -> "TimeMention":
        """This mention completed by what another of the sentence adds: a clock time, a day, a rhythm."""
        return replace(self, reading=self.reading.joined(other.reading))

    def at(self, use: Use) -> str | None:
        """The day or moment meant, as local ISO text; None for a mere rhythm."""
        try:
            return self._at(use)
        except (ValueError, OverflowError):
            return None

    def period(self, use: Use) -> dict[str, str] | None:
        """The days meant, both inclusive; None for a mere rhythm or length of time."""
        try:
            span = self._span(use)
        except (ValueError, OverflowError):
            return None
        return {"from": span[0].isoformat(), "to": span[1].isoformat()} if span else None

    def _span(self, use: Use) -> Span | None:
        reading = self.reading
        if reading.day:
            return reading.day.span(self.now.date(), use)
        if reading.length or reading.clock is None or reading.repeat:
            return None
        return self.now.date(), self.now.date()

    def _at(self, use: Use) -> str | None:
        reading, clock = self.reading, self.reading.clock
        if reading.day is None and clock is None:
            return self._after(reading, use) if reading.length else None
        day = self._day(use, clock)
        if clock is None or (clock.part and (use is Use.PAST or self._runs(clock, day))):
            return day.isoformat()
        return _moment(day, clock.minutes).isoformat(timespec="minutes")

    def _after(self, reading: Reading, use: Use) -> str | None:
        """From now; in a log a bare length is how long something took."""
        assert reading.length is not None
        if use is Use.PAST and not reading.moment and reading.length.count > 0:
            return None
        if reading.length.is_fine:
            return reading.length.from_moment(self.now).isoformat(timespec="minutes")
        return reading.length.from_day(self.now.date()).isoformat()

    def _day(self, use: Use, clock: Clock | None) -> date:
        """The day to write down: where its time is gone (in a log: yet to come), the next that fits."""
        today = self.now.date()
        when = self.reading.day or Today()
        if self.reading.repeat and clock and isinstance(when, Weekday):
            when = replace(when, today_counts=True)
        day = self._settled(when, today, use)
        if self._misses(day, clock, use):
            day = self._next(when, today, use) or day
        while self.reading.repeat == "weekdays" and day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        return day

    def _next(self, when: When, today: date, use: Use) -> date | None:
        """Where to look once more; a clock time without a day is moved as its use demands."""
        if self.reading.day is None:
            step = -1 if use is Use.PAST else 1
            return today + timedelta(days=step)
        again = when.again(today, use)
        return when.span(again, use)[0] if again else None

    def _settled(self, when: When, today: date, use: Use) -> date:
        first, last = when.span(today, use)
        if use is Use.CLOSE and _is_month_or_more(when):
            return last
        return today if use in (Use.FUTURE, Use.CLOSE) and first < today <= last else first

    def _misses(self, day: date, clock: Clock | None, use: Use) -> bool:
        today = self.now.date()
        if clock is None:
            return day < today and not use.looks_back
        if use.looks_back:
            return not clock.part and _moment(day, clock.minutes) > self.now
        return _moment(day, clock.minutes) < self.now and not self._runs(clock, day)

    def _runs(self, clock: Clock, day: date) -> bool:
        """Whether a part of the day has begun, and is not over."""
        if clock.part is None or self.reading.repeat or day != self.now.date():
            return False
        minutes = self.now.hour * 60 + self.now.minute
        return clock.part.minutes < minutes < clock.part.over


def _moment(day: date, minutes: int) -> datetime:
    """A time of a day; one past midnight lies on the next."""
    later, rest = divmod(minutes, MIDNIGHT)
    return datetime.combine(day, datetime.min.time()) + timedelta(days=later, minutes=rest)


def _is_month_or_more(when: When) -> bool:
    return isinstance(when, YearPart) or getattr(when, "unit", None) in MONTHS_IN
