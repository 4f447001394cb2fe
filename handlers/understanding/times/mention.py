"""A time expression found in a text, and what it stands for in each use."""

from dataclasses import dataclass
from enum import Enum, auto


class Use(Enum):
    """What a time is wanted for: it decides which Friday, which March, which three o'clock is meant."""

    PAST = auto()
    FUTURE = auto()
    CLOSE = auto()
    PERIOD_PAST = auto()
    PERIOD_FUTURE = auto()
    ANY = auto()


@dataclass(frozen=True)
class TimeMention:
    """A stretch of text that speaks of a time, a period, a length of time or a rhythm."""

    start: int
    end: int
    text: str
    repeat: str | None
    shift: str | None
    is_period: bool
    has_clock: bool
    has_day: bool = True
    days: int | None = None
    parts: "tuple[TimeMention, ...]" = ()

    @property
    def clock(self) -> str | None:
        """The time of day alone, "HH:MM"."""
        return None

    @property
    def clock_end(self) -> str | None:
        """Where a range of hours ends, "HH:MM"."""
        return None

    @property
    def yearless(self) -> str | None:
        """A day and month said without a year, "MM-DD"; a lunar one "农历MM-DD"."""
        return None

    def joined(self, other: "TimeMention") -> "TimeMention":
        """This day with the clock time, or this time with the rhythm, said elsewhere in the sentence."""
        return self

    def at(self, use: Use) -> str | None:
        """The day or moment meant, as local ISO text; None for a mere rhythm."""
        return None

    def period(self, use: Use) -> dict[str, str] | None:
        """The days meant, both inclusive; None for a mere rhythm or length of time."""
        return None
