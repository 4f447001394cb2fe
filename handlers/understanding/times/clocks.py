"""Times of day: hours as said, parts of the day, and what hour of the clock they mean."""

from dataclasses import dataclass, replace

NOON, MIDNIGHT = 12 * 60, 24 * 60


@dataclass(frozen=True)
class Part:
    """A part of the day: the time it stands for, when it is over, and the hour its hours count from.

    Minutes of the day; in the evening (from 17) eight is 20:00, twelve the midnight that ends the day.
    """

    minutes: int
    over: int
    floor: int


DAWN = Part(5 * 60, 8 * 60, 0)
MORNING = Part(9 * 60, NOON, 1)
MIDDAY = Part(NOON, 14 * 60, 11)
AFTERNOON = Part(14 * 60, 18 * 60, 12)
EVENING = Part(19 * 60, MIDNIGHT, 17)
DAY_END = Part(18 * 60, 18 * 60, 12)
FIRST_THING = Part(9 * 60, 10 * 60, 1)
AM, PM, BARE = 0, 12, 7
"""Floors: a bare hour is one from 7 to 18 o'clock."""


@dataclass(frozen=True)
class Hour:
    """An hour and minute as said; `floor` None while it is not known which half of the day is meant."""

    hour: int
    minute: int = 0
    floor: int | None = None
    end: "Hour | None" = None

    @property
    def minutes(self) -> int:
        """Minutes since midnight; past 1440 for the small hours that follow an evening."""
        return self._hour_of_day * 60 + self.minute

    @property
    def _hour_of_day(self) -> int:
        if self.hour > 12 or self.hour == 0:
            return self.hour
        floor = BARE if self.floor is None else self.floor
        hour = self.hour % 12
        return hour + -(-max(0, floor - hour) // 12) * 12

    def under(self, part: Part) -> "Hour":
        """The same hour in a part of the day, unless it said itself which half of the day it is in."""
        end = self.end.under(part) if self.end else None
        return replace(self, floor=part.floor if self.floor is None else self.floor, end=end)

    def until(self, end: "Hour") -> "Hour":
        """A range of hours: what one end leaves open of the half of the day, the other settles."""
        start = self
        if (
            end.floor is not None
            and self.floor is None
            and replace(self, floor=end.floor).minutes < end.minutes
        ):
            start = replace(self, floor=end.floor)
        if end.floor is None:
            same = replace(end, floor=self.floor)
            end = same if same.minutes > start.minutes else replace(end, floor=AM if self.hour > 12 else PM)
        return replace(start, end=end)


@dataclass(frozen=True)
class Clock:
    """A settled time of day in minutes; `part` where no more than a part of the day was said."""

    minutes: int
    part: Part | None = None
    end: int | None = None

    @classmethod
    def of(cls, hour: Hour | None, part: Part | None) -> "Clock | None":
        """The time of day that an hour, a part of the day or both say."""
        if hour is None:
            return None if part is None else cls(part.minutes, part)
        known = hour if part is None else hour.under(part)
        return cls(known.minutes, None, known.end.minutes if known.end else None)


def text_of(minutes: int) -> str:
    """Minutes of the day as "HH:MM"."""
    hour, minute = divmod(minutes % MIDNIGHT, 60)
    return f"{hour:02}:{minute:02}"
