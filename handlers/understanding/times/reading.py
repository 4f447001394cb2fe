"""What a run of words says of a time: its day, its hour, its rhythm."""

from dataclasses import dataclass, replace

from handlers.understanding.times.calendar_parts import CalendarUnit, Edge, NthWeekday, Weekend, YearPart
from handlers.understanding.times.clocks import Clock, Hour, Part
from handlers.understanding.times.days import (
    DayOfMonth,
    LunarDay,
    MonthDay,
    Today,
    Weekday,
    WeekdayOf,
    When,
)
from handlers.understanding.times.holidays import Holiday
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.periods import Between


@dataclass(frozen=True)
class Reading:
    """The parts of a time expression; `length` alone is a bare duration, or one that ends now or here.

    `stop` is the other end of a range. `moment` says that the length leads to a moment ("in two hours").
    """

    day: When | None = None
    hour: Hour | None = None
    part: Part | None = None
    repeat: str | None = None
    length: Length | None = None
    moment: bool = False
    stop: "Reading | None" = None

    @property
    def clock(self) -> Clock | None:
        """The time of day said."""
        return Clock.of(self.hour, self.part)

    def to(self, stop: "Reading") -> "Reading | None":
        """The range from here to there; None where they make none."""
        if self.length or stop.length or self.repeat or stop.repeat:
            return None
        if self.day and stop.day:
            return replace(self, day=Between(self.day, stop.day), stop=stop)
        if self.hour and stop.hour and not stop.day:
            end = stop.hour.under(stop.part) if stop.part else stop.hour
            return replace(self, hour=self.hour.until(end))
        return None

    def joined(self, other: "Reading") -> "Reading":
        """Both together, what this one says first."""
        return Reading(
            _narrowed(self.day, other.day),
            self.hour or other.hour,
            self.part or other.part,
            self.repeat or other.repeat,
            self.length or other.length,
            self.moment or other.moment,
            self.stop or other.stop,
        )


def _narrowed(day: When | None, other: When | None) -> When | None:
    """The first day said; of "next week … Tuesday" and "in May … the 19th" the day within."""
    if isinstance(day, CalendarUnit) and isinstance(other, Weekday) and day.unit == "week":
        return WeekdayOf(day.offset, other.weekday)
    if isinstance(day, CalendarUnit) and isinstance(other, DayOfMonth) and day.unit == "month":
        return DayOfMonth(other.day, day.offset)
    return day or other


_RHYTHMS = {
    "day": "daily",
    "workday": "weekdays",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "yearly",
}
_BY_LENGTH = {Length(2, "week"): "biweekly", Length(14, "day"): "biweekly", Length(7, "day"): "weekly"} | {
    Length(3, "month"): "quarterly",
    Length(12, "month"): "yearly",
    Length(1, "half"): None,
}


def rhythm_of_unit(unit: str) -> str | None:
    """Every day, every week: the rhythm's name; None for one the contract does not know."""
    return _RHYTHMS.get(unit)


def rhythm_of_length(length: Length) -> str | None:
    """Every two weeks, every three months: the rhythm's name."""
    return _RHYTHMS.get(length.unit) if length.count == 1 else _BY_LENGTH.get(length)


def rhythm_of_day(day: When) -> str | None:
    """How often a day comes round: Friday every week, the 15th every month."""
    if isinstance(day, Edge | NthWeekday):
        of = day.of
        return _RHYTHMS.get(of.unit) if isinstance(of, CalendarUnit) else "yearly"
    if isinstance(day, Weekday | Weekend):
        return "weekly"
    if isinstance(day, DayOfMonth):
        return "monthly"
    if isinstance(day, MonthDay | LunarDay | Holiday | YearPart):
        return "yearly"
    return "daily" if day == Today() else None
