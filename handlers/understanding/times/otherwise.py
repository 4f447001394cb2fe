"""Dates in words that our own grammar does not know, read by dateparser; only of phrases already cut out."""

import re
from datetime import datetime
from functools import cache
from typing import Any

from handlers.understanding.times.use import Use

LONGEST = 60
"""Characters of a phrase that may still be a date."""
_LANGUAGES = ["en", "zh", "zh-Hant"]
_HINT = re.compile(r"\d|[a-z]{3}|[\u4e00-\u9fff]", re.I)


def read_otherwise(phrase: str, now: datetime, use: Use) -> str | None:
    """Return the date or moment that a phrase names as ISO text, or None where it is none."""
    if len(phrase) > LONGEST or not _HINT.search(phrase):
        return None
    try:
        found = _parser(use.looks_back, now).get_date_data(phrase)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None  # dateparser falls over some odd numbers
    if found.date_obj is None:
        return None
    moment: datetime = found.date_obj.replace(tzinfo=None)
    return moment.isoformat(timespec="minutes") if found.period == "time" else moment.date().isoformat()


@cache
def _library() -> Any:
    from dateparser.date import DateDataParser

    return DateDataParser


def _parser(looks_back: bool, now: datetime) -> Any:
    settings = {
        "RELATIVE_BASE": now,
        "PREFER_DATES_FROM": "past" if looks_back else "future",
        "REQUIRE_PARTS": ["day", "month"],
        "RETURN_TIME_AS_PERIOD": True,
    }
    return _library()(languages=_LANGUAGES, settings=settings)
