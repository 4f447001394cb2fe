"""Days and moments, as a reminder and as a log take them; said on Tuesday 2026-11-17 at 10:00."""

from datetime import datetime

import pytest

from handlers.understanding.times import Use, find_times

NOW = datetime(2026, 11, 17, 10, 0)


def first(text: str, use: Use, now: datetime = NOW) -> str | None:
    mentions = find_times(text, now)
    return mentions[0].at(use) if mentions else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("call Acme today", "2026-11-17"),
        ("call Acme tomorrow", "2026-11-18"),
        ("call Acme 2moro", "2026-11-18"),
        ("call tmrw", "2026-11-18"),
        ("the day after tomorrow", "2026-11-19"),
        ("明天回访", "2026-11-18"),
        ("后天回访", "2026-11-19"),
        ("大后天回访", "2026-11-20"),
        ("聽日覆佢", "2026-11-18"),
        ("後天拜訪", "2026-11-19"),
        ("in 3 days", "2026-11-20"),
        ("in two weeks", "2026-12-01"),
        ("in a couple of days", "2026-11-19"),
        ("three weeks from now", "2026-12-08"),
        ("a week from Friday", "2026-11-27"),
        ("in a month", "2026-12-17"),
        ("in 3 business days", "2026-11-20"),
        ("next business day", "2026-11-18"),
        ("三天后", "2026-11-20"),
        ("两周之后", "2026-12-01"),
        ("半个月后", "2026-12-02"),
        ("半年后", "2027-05-17"),
        ("过两天", "2026-11-19"),
        ("兩個月後", "2027-01-17"),
        ("3日后", "2026-11-20"),
    ],
)
def test_days_counted_from_today(text: str, day: str) -> None:
    """Words and lengths that count from today mean one day."""
    assert first(text, Use.FUTURE) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", "2026-11-20"),
        ("on Tuesday", "2026-11-24"),
        ("thurs", "2026-11-19"),
        ("this Friday", "2026-11-20"),
        ("next Friday", "2026-11-27"),
        ("nxt fri", "2026-11-27"),
        ("Friday next week", "2026-11-27"),
        ("next week Friday", "2026-11-27"),
        ("this coming Friday", "2026-11-20"),
        ("last Friday", "2026-11-13"),
        ("周五", "2026-11-20"),
        ("周二", "2026-11-24"),
        ("星期五", "2026-11-20"),
        ("礼拜五", "2026-11-20"),
        ("這週五", "2026-11-20"),
        ("本周五", "2026-11-20"),
        ("下周五", "2026-11-27"),
        ("下个星期五", "2026-11-27"),
        ("下禮拜五", "2026-11-27"),
        ("下下周五", "2026-12-04"),
        ("上周五", "2026-11-13"),
        ("next周五", "2026-11-27"),
        ("下周Friday", "2026-11-27"),
    ],
)
def test_weekdays_ahead(text: str, day: str) -> None:
    """A weekday is the coming one and never today; this, next and last count weeks from Monday."""
    assert first(text, Use.FUTURE) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("met Jane on Friday", "2026-11-13"),
        ("met Jane on Tuesday", "2026-11-17"),
        ("周五见了李总", "2026-11-13"),
        ("周二见了李总", "2026-11-17"),
        ("3 days ago", "2026-11-14"),
        ("two weeks ago", "2026-11-03"),
        ("三天前", "2026-11-14"),
        ("前天", "2026-11-15"),
        ("大前天", "2026-11-14"),
        ("琴日", "2026-11-16"),
        ("yday", "2026-11-16"),
        ("Nov 12", "2026-11-12"),
        ("Dec 5", "2025-12-05"),
        ("12月5号", "2025-12-05"),
        ("the 22nd", "2026-10-22"),
        ("22号", "2026-10-22"),
        ("去年11月3号", "2025-11-03"),
    ],
)
def test_days_of_a_log(text: str, day: str) -> None:
    """What has happened was on the latest such day, today included."""
    assert first(text, Use.PAST) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nov 20", "2026-11-20"),
        ("Nov. 20th", "2026-11-20"),
        ("20 Nov", "2026-11-20"),
        ("the 20th of November", "2026-11-20"),
        ("November 20th, 2027", "2027-11-20"),
        ("Fri 20 Nov", "2026-11-20"),
        ("Friday, Nov 20", "2026-11-20"),
        ("Friday the 20th", "2026-11-20"),
        ("14 May", "2027-05-14"),
        ("may 5", "2027-05-05"),
        ("on the 22nd", "2026-11-22"),
        ("on the 8th instead", "2026-12-08"),
        ("5th of next month", "2026-12-05"),
        ("11月20号", "2026-11-20"),
        ("十一月二十日", "2026-11-20"),
        ("3月14", "2027-03-14"),
        ("明年3月1日", "2027-03-01"),
        ("2027年6月30日", "2027-06-30"),
        ("二〇二七年三月八日", "2027-03-08"),
        ("26年12月5号", "2026-12-05"),
        ("民國115年12月1日", "2026-12-01"),
        ("20号", "2026-11-20"),
        ("下个月8号", "2026-12-08"),
        ("下月8號", "2026-12-08"),
        ("11月20日(周五)", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("2026/11/20", "2026-11-20"),
        ("2026.11.20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("11/20", "2026-11-20"),
        ("20/11", "2026-11-20"),
        ("3/14", "2027-03-14"),
    ],
)
def test_dates(text: str, day: str) -> None:
    """A date without a year is the next such day; digits are month before day unless that cannot be."""
    assert first(text, Use.FUTURE) == day


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        ("the 31st", "2026-11-17T10:00", "2026-12-31"),
        ("31号", "2027-02-01T10:00", "2027-03-31"),
        ("29 Feb", "2027-01-05T10:00", "2028-02-29"),
        ("tomorrow", "2026-12-31T23:59", "2027-01-01"),
        ("in a month", "2027-01-31T09:00", "2027-02-28"),
        ("Friday", "2026-12-31T10:00", "2027-01-01"),
        ("下周一", "2026-12-27T12:00", "2026-12-28"),
        ("月底", "2028-02-01T09:00", "2028-02-29"),
        ("next Mon", "2026-07-19T22:00", "2026-07-20"),
    ],
)
def test_ends_of_months_and_years(text: str, now: str, day: str) -> None:
    """Months have their own length, and weeks and days run over the year's end."""
    assert first(text, Use.FUTURE, datetime.fromisoformat(now)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("end of month", "2026-11-30"),
        ("EOM", "2026-11-30"),
        ("EOQ", "2026-12-31"),
        ("end of next month", "2026-12-31"),
        ("end of March", "2027-03-31"),
        ("end of this week", "2026-11-20"),
        ("by end of week", "2026-11-20"),
        ("by the weekend", "2026-11-20"),
        ("this weekend", "2026-11-21"),
        ("first Monday of next month", "2026-12-07"),
        ("last Friday of the month", "2026-11-27"),
        ("next week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("in March", "2027-03-01"),
        ("月底", "2026-11-30"),
        ("月底前", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("3月底", "2027-03-31"),
        ("季末", "2026-12-31"),
        ("年底", "2026-12-31"),
        ("明年年底", "2027-12-31"),
        ("月初", "2026-12-01"),
        ("下月初", "2026-12-01"),
        ("周末", "2026-11-21"),
        ("周末前", "2026-11-20"),
        ("下周末", "2026-11-28"),
        ("本周内", "2026-11-20"),
        ("周五前", "2026-11-20"),
        ("3月10号前", "2027-03-10"),
        ("下周", "2026-11-23"),
        ("下个月", "2026-12-01"),
        ("下个月第一个周一", "2026-12-07"),
        ("3天内", "2026-11-20"),
    ],
)
def test_edges_and_deadlines(text: str, day: str) -> None:
    """A period has a first and a last day; a week ends on Friday, as work does."""
    assert first(text, Use.FUTURE) == day


@pytest.mark.parametrize(
    ("text", "country", "day"),
    [
        ("Christmas", None, "2026-12-25"),
        ("圣诞前", None, "2026-12-25"),
        ("元旦", None, "2027-01-01"),
        ("春节", None, "2027-02-06"),
        ("明年中秋", None, "2027-09-15"),
        ("国庆", None, "2027-10-01"),
        ("國慶", "TW", "2027-10-10"),
        ("Thanksgiving", "US", "2026-11-26"),
        ("Thanksgiving", "CA", "2027-10-11"),
        ("Easter", None, "2027-03-28"),
        ("after the holidays", None, "2027-01-04"),
        ("年后", None, "2027-02-15"),
        ("国庆后", None, "2027-10-08"),
    ],
)
def test_holidays(text: str, country: str | None, day: str) -> None:
    """A named holiday is its first day in the sender's country; after it, the first working day."""
    assert find_times(text, NOW, country=country)[0].at(Use.FUTURE) == day


def test_a_lunar_day_stays_lunar() -> None:
    """A lunar birthday is kept as such, and a solar one without a year as month and day."""
    assert find_times("农历八月十五", NOW)[0].yearless == "农历08-15"
    assert find_times("9 September", NOW)[0].yearless == "09-09"
    assert find_times("9 September 1984", NOW)[0].yearless is None


def test_a_month_alone_closes_on_its_last_day() -> None:
    """A deal closes by the end of its month or quarter; a reminder stands at the start."""
    assert first("closing in March", Use.CLOSE) == "2027-03-31"
    assert first("预计3月签", Use.CLOSE) == "2027-03-31"
    assert first("close this quarter", Use.CLOSE) == "2026-12-31"
    assert first("March", Use.FUTURE) == "2027-03-01"
