"""Times as people write them, in tables beside this file; said on Tuesday 2026-11-17 at 10:00.

A line of a table is `phrase | what it is wanted for | what it means`. Wanted for: remind, log, close (a
deal), past and ahead (a period asked for), hours (a range of them), yearless (a birthday). It means a day or
moment, a period `from..to`, a rhythm with its first day if one is said, a length to put off by, or `none`. In
none.txt are phrases without a time.
"""

from datetime import datetime
from functools import reduce
from pathlib import Path

import pytest

from handlers.understanding.times import TimeMention, Use, find_times

NOW = datetime(2026, 11, 17, 10, 0)
TABLES = Path(__file__).with_name("times")
USES = {
    "remind": Use.FUTURE,
    "log": Use.PAST,
    "close": Use.CLOSE,
    "past": Use.PERIOD_PAST,
    "ahead": Use.PERIOD_FUTURE,
}


def lines(name: str) -> list[str]:
    """Return the lines of a table."""
    return (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def meant(one: TimeMention, wanted: str, told: str) -> str | None:
    """Return what a mention means, written as the tables write it."""
    if wanted == "hours":
        return f"{one.clock}-{one.clock_end}"
    if wanted == "yearless":
        return one.yearless
    if one.repeat:
        return " ".join(filter(None, (one.repeat, one.at(Use.FUTURE))))
    if told.lstrip("-").startswith("P"):
        return one.shift
    if wanted in ("past", "ahead"):
        period = one.period(USES[wanted])
        return f"{period['from']}..{period['to']}" if period else None
    return one.at(USES[wanted]) or "none"


@pytest.mark.parametrize(
    "line", [line for name in ("en", "zh-Hans", "zh-Hant", "mixed") for line in lines(name)]
)
def test_what_a_phrase_means(line: str) -> None:
    """Each phrase, its times joined, means what the table says."""
    phrase, wanted, told = (part.strip() for part in line.split("|"))
    found = find_times(phrase, NOW)
    assert found
    assert meant(reduce(TimeMention.joined, found), wanted, told) == told


@pytest.mark.parametrize("phrase", lines("none"))
def test_a_phrase_without_a_time(phrase: str) -> None:
    """Names, models, ids, shares, scores, greetings and vague words are no times."""
    assert [one.text for one in find_times(phrase, NOW)] == []
