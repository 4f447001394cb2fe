"""Periods that are asked for; said on Tuesday 2026-11-17 at 10:00."""

from datetime import datetime

import pytest

from handlers.understanding.times import Use, find_times

NOW = datetime(2026, 11, 17, 10, 0)


def period(text: str, use: Use, now: datetime = NOW) -> tuple[str, str] | None:
    found = find_times(text, now)[0].period(use)
    return (found["from"], found["to"]) if found else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this week", "2026-11-16", "2026-11-22"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("the week before last", "2026-11-02", "2026-11-08"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("next quarter", "2027-01-01", "2027-03-31"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("Q3", "2026-07-01", "2026-09-30"),
        ("Q4 last year", "2025-10-01", "2025-12-31"),
        ("H1", "2026-01-01", "2026-06-30"),
        ("second half of next year", "2027-07-01", "2027-12-31"),
        ("March 2027", "2027-03-01", "2027-03-31"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("last 7 days", "2026-11-11", "2026-11-17"),
        ("past 2 weeks", "2026-11-04", "2026-11-17"),
        ("past month", "2026-10-17", "2026-11-17"),
        ("last 3 months", "2026-08-17", "2026-11-17"),
        ("next 7 days", "2026-11-17", "2026-11-23"),
        ("year to date", "2026-01-01", "2026-11-17"),
        ("YTD", "2026-01-01", "2026-11-17"),
        ("this month so far", "2026-11-01", "2026-11-17"),
        ("since May", "2026-05-01", "2026-11-17"),
        ("since Monday", "2026-11-16", "2026-11-17"),
        ("the week of Nov 9", "2026-11-09", "2026-11-15"),
        ("本周", "2026-11-16", "2026-11-22"),
        ("這週", "2026-11-16", "2026-11-22"),
        ("上周", "2026-11-09", "2026-11-15"),
        ("上上周", "2026-11-02", "2026-11-08"),
        ("下个礼拜", "2026-11-23", "2026-11-29"),
        ("这个月", "2026-11-01", "2026-11-30"),
        ("上個月", "2026-10-01", "2026-10-31"),
        ("本季度", "2026-10-01", "2026-12-31"),
        ("上季度", "2026-07-01", "2026-09-30"),
        ("三季度", "2026-07-01", "2026-09-30"),
        ("第三季度", "2026-07-01", "2026-09-30"),
        ("去年四季度", "2025-10-01", "2025-12-31"),
        ("10月中旬", "2026-10-11", "2026-10-20"),
        ("上半年", "2026-01-01", "2026-06-30"),
        ("明年下半年", "2027-07-01", "2027-12-31"),
        ("今年", "2026-01-01", "2026-12-31"),
        ("全年", "2026-01-01", "2026-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
        ("前年", "2024-01-01", "2024-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("2026年3月", "2026-03-01", "2026-03-31"),
        ("最近7天", "2026-11-11", "2026-11-17"),
        ("近30天", "2026-10-19", "2026-11-17"),
        ("最近一周", "2026-11-11", "2026-11-17"),
        ("最近一个月", "2026-10-17", "2026-11-17"),
        ("過去半年", "2026-05-17", "2026-11-17"),
        ("未来两周", "2026-11-17", "2026-11-30"),
        ("今年以来", "2026-01-01", "2026-11-17"),
        ("5月以来", "2026-05-01", "2026-11-17"),
        ("年初至今", "2026-01-01", "2026-11-17"),
        ("这个quarter", "2026-10-01", "2026-12-31"),
    ],
)
def test_periods_that_need_no_direction(text: str, first: str, last: str) -> None:
    """Weeks run from Monday, months, quarters and years are whole; a rolling one ends or begins today."""
    assert period(text, Use.PERIOD_PAST) == (first, last)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("October", ("2026-10-01", "2026-10-31"), ("2027-10-01", "2027-10-31")),
        ("in December", ("2025-12-01", "2025-12-31"), ("2026-12-01", "2026-12-31")),
        ("11月", ("2026-11-01", "2026-11-30"), ("2026-11-01", "2026-11-30")),
        ("12月份", ("2025-12-01", "2025-12-31"), ("2026-12-01", "2026-12-31")),
        ("on Friday", ("2026-11-13", "2026-11-13"), ("2026-11-20", "2026-11-20")),
        ("周五", ("2026-11-13", "2026-11-13"), ("2026-11-20", "2026-11-20")),
        ("today", ("2026-11-17", "2026-11-17"), ("2026-11-17", "2026-11-17")),
        ("周末", ("2026-11-14", "2026-11-15"), ("2026-11-21", "2026-11-22")),
    ],
)
def test_periods_looked_back_or_ahead_for(text: str, past: tuple[str, str], future: tuple[str, str]) -> None:
    """A bare month is the latest that has begun, or the next to come; so with a weekday."""
    assert period(text, Use.PERIOD_PAST) == past
    assert period(text, Use.PERIOD_FUTURE) == future


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("between Nov 2 and Nov 6", "2026-11-02", "2026-11-06"),
        ("from Nov 2 to Nov 6", "2026-11-02", "2026-11-06"),
        ("Nov 2-6", "2026-11-02", "2026-11-06"),
        ("2-6 Nov", "2026-11-02", "2026-11-06"),
        ("Monday to Wednesday", "2026-11-16", "2026-11-18"),
        ("Jan to March", "2026-01-01", "2026-03-31"),
        ("周一到周三", "2026-11-16", "2026-11-18"),
        ("从上周一到周三", "2026-11-09", "2026-11-11"),
        ("6月1日-6月30日", "2026-06-01", "2026-06-30"),
        ("6月1日到15日", "2026-06-01", "2026-06-15"),
        ("11月2-6号", "2026-11-02", "2026-11-06"),
        ("3-5月", "2026-03-01", "2026-05-31"),
        ("前三季度", "2026-01-01", "2026-09-30"),
        ("9月至11月", "2026-09-01", "2026-11-30"),
    ],
)
def test_ranges(text: str, first: str, last: str) -> None:
    """The end of a range follows its start, and takes the month from it where it has none."""
    assert period(text, Use.PERIOD_PAST) == (first, last)


def test_a_range_over_the_years_end() -> None:
    """A range may end in the next year, and one that is on today has begun."""
    now = datetime(2026, 12, 30, 9, 0)
    assert period("Dec 28 to Jan 3", Use.PERIOD_FUTURE, now) == ("2026-12-28", "2027-01-03")


def test_both_ends_of_a_range_can_be_taken_alone() -> None:
    """ "Move it from Wednesday to Thursday" wants the second."""
    start, stop = find_times("move it from Wednesday to Thursday", NOW)[0].parts
    assert (start.at(Use.FUTURE), stop.at(Use.FUTURE)) == ("2026-11-18", "2026-11-19")


def test_a_rhythm_is_no_period() -> None:
    """Neither a rhythm nor a length of time is a stretch of the calendar."""
    assert period("every week", Use.PERIOD_PAST) is None
    assert period("两小时", Use.PERIOD_PAST) is None
