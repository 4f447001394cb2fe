"""Lengths of time: two hours, three weeks, half a year."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from handlers.understanding.times.spans import DAYS_IN, add

MINUTES_IN = {"minute": 1, "hour": 60}
_ISO = {"minute": "PT{}M", "hour": "PT{}H", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


@dataclass(frozen=True)
class Length:
    """A whole number of one unit."""

    count: int
    unit: str

    @classmethod
    def of(cls, count: float, unit: str) -> "Length":
        """A length in whole units, in a finer one where the count is broken: half a month is 15 days."""
        said = unit
        while count != int(count) and unit in _FINER and not (unit == "day" and said != unit):
            finer, per = _FINER[unit]
            count, unit = count * per, finer
        return cls(ceil(count), unit)

    @property
    def is_fine(self) -> bool:
        """Whether it is counted in hours or minutes, so that it leads to a time of day."""
        return self.unit in MINUTES_IN

    @property
    def iso(self) -> str:
        """The ISO 8601 duration, "PT2H"; a minus sign in front where it goes back."""
        count, unit = abs(self.count), self.unit
        if unit == "minute" and count >= 60 and count % 60:
            text = f"PT{count // 60}H{count % 60}M"
        elif unit in ("quarter", "half"):
            text = f"P{count * (3 if unit == 'quarter' else 6)}M"
        else:
            text = _ISO.get(unit, "P{}D").format(count)
        return f"-{text}" if self.count < 0 else text

    @property
    def days(self) -> int | None:
        """The days it stands for where idle time is counted: a month 30, a year 365."""
        return None if self.is_fine else abs(self.count) * DAYS_IN[self.unit]

    def from_day(self, day: date) -> date:
        """The day this long after another."""
        return add(day, self.count, self.unit)

    def from_moment(self, moment: datetime) -> datetime:
        """The moment this long after another, for a length in hours or minutes."""
        return moment + timedelta(minutes=self.count * MINUTES_IN[self.unit])

    def __neg__(self) -> "Length":
        return Length(-self.count, self.unit)


_FINER = {
    "year": ("month", 12),
    "half": ("month", 6),
    "quarter": ("month", 3),
    "month": ("day", 30),
    "week": ("day", 7),
    "workday": ("day", 1),
    "day": ("hour", 24),
    "hour": ("minute", 60),
}
