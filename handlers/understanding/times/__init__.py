"""Time expressions in English, Chinese and mixed text."""

from collections.abc import Sequence
from datetime import datetime

from handlers.understanding.times.mention import TimeMention, Use

__all__ = ["TimeMention", "Use", "dates_of", "find_times"]


def find_times(
    text: str, now: datetime, *, blocked: Sequence[tuple[int, int]] = (), country: str | None = None
) -> list[TimeMention]:
    """The times a text speaks of, in order, none overlapping another or a blocked stretch."""
    return []


def dates_of(text: str, now: datetime, *, country: str | None = None) -> list[dict[str, str]]:
    """What `explain --dates` shows: each day, moment or period of a text, with its words."""
    return []
