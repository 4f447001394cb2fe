"""What a time is wanted for."""

from enum import Enum, auto


class Use(Enum):
    """Decides which Friday, which March, which three o'clock is meant.

    PAST: a log. FUTURE: a reminder, never in the past. CLOSE: a deal's close or a renewal.
    PERIOD_PAST, PERIOD_FUTURE: what is asked for, gone by or to come. ANY: not known.
    """

    PAST = auto()
    FUTURE = auto()
    CLOSE = auto()
    PERIOD_PAST = auto()
    PERIOD_FUTURE = auto()
    ANY = auto()

    @property
    def looks_back(self) -> bool:
        """Whether the latest such day is meant rather than the next."""
        return self in (Use.PAST, Use.PERIOD_PAST)

    @property
    def asks(self) -> bool:
        """Whether a stretch of the calendar is asked for, rather than a day to write down."""
        return self in (Use.PERIOD_PAST, Use.PERIOD_FUTURE)
