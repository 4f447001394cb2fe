"""Hours, parts of the day and lengths of time; said on Tuesday 2026-11-17 at 10:00."""

from datetime import datetime

import pytest

from handlers.understanding.times import Use, find_times

NOW = datetime(2026, 11, 17, 10, 0)


def first(text: str, use: Use = Use.FUTURE, now: datetime = NOW) -> str | None:
    return find_times(text, now)[0].at(use)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at 3pm", "15:00"),
        ("at 8.45am", "08:45"),
        ("at 15:30", "15:30"),
        ("1530 hrs", "15:30"),
        ("at 4 with Bob", "16:00"),
        ("at 9", "09:00"),
        ("at 12", "12:00"),
        ("at 3:30", "15:30"),
        ("half past two", "14:30"),
        ("quarter to four", "15:45"),
        ("quarter past 11", "11:15"),
        ("ten past 3", "15:10"),
        ("3 o'clock", "15:00"),
        ("7 in the morning", "07:00"),
        ("8 at night", "20:00"),
        ("noon", "12:00"),
        ("三点", "15:00"),
        ("下午三点", "15:00"),
        ("三点半", "15:30"),
        ("两点一刻", "14:15"),
        ("三点三刻", "15:45"),
        ("3点20", "15:20"),
        ("十一點半", "11:30"),
        ("中午1点", "13:00"),
        ("晚上八点", "20:00"),
        ("凌晨2点", "02:00"),
        ("下晝三點半", "15:30"),
        ("朝早9點", "09:00"),
        ("早上", "09:00"),
        ("中午", "12:00"),
        ("下午", "14:00"),
        ("晏晝", "14:00"),
        ("傍晚", "19:00"),
        ("下班前", "18:00"),
        ("EOD", "18:00"),
        ("COB", "18:00"),
        ("first thing", "09:00"),
        ("tonight", "19:00"),
    ],
)
def test_the_hour_meant(text: str, clock: str) -> None:
    """A bare hour from 1 to 6 is p.m., from 7 to 11 a.m., unless the part of the day says otherwise."""
    assert find_times(text, NOW)[0].clock == clock


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow 3pm", "2026-11-18T15:00"),
        ("tomorrow 9", "2026-11-18T09:00"),
        ("3pm tomorrow", "2026-11-18T15:00"),
        ("at 8 tomorrow morning", "2026-11-18T08:00"),
        ("next Mon 9:30", "2026-11-23T09:30"),
        ("this Friday at noon", "2026-11-20T12:00"),
        ("on the 5th at 3:30", "2026-12-05T15:30"),
        ("EOD Thursday", "2026-11-19T18:00"),
        ("2026-11-20T15:00", "2026-11-20T15:00"),
        ("下周四下午3点半", "2026-11-26T15:30"),
        ("明早8点", "2026-11-18T08:00"),
        ("明天一点", "2026-11-18T13:00"),
        ("周三下班前", "2026-11-18T18:00"),
        ("聽日下晝三點半", "2026-11-18T15:30"),
        ("11月20日下午两点一刻", "2026-11-20T14:15"),
        ("周三pm", "2026-11-18T14:00"),
        ("周三3pm", "2026-11-18T15:00"),
        ("今晚12点", "2026-11-18T00:00"),
        ("in 45 minutes", "2026-11-17T10:45"),
        ("in two hours", "2026-11-17T12:00"),
        ("in half an hour", "2026-11-17T10:30"),
        ("in an hour and a half", "2026-11-17T11:30"),
        ("next tuesday around 3pm", "2026-11-24T15:00"),
        ("on the morning of the 20th", "2026-11-20T09:00"),
        ("晚8点", "2026-11-17T20:00"),
        ("一刻钟后", "2026-11-17T10:15"),
        ("20分钟后", "2026-11-17T10:20"),
        ("一个半小时后", "2026-11-17T11:30"),
        ("半小時後", "2026-11-17T10:30"),
    ],
)
def test_a_day_and_its_hour(text: str, moment: str) -> None:
    """Day and hour join in either order, with words like "at" and 的 between."""
    assert first(text) == moment


def test_a_reminder_is_never_past() -> None:
    """A clock time gone today means tomorrow; a part of the day that is running means today."""
    late = datetime(2026, 11, 17, 16, 0)
    assert first("at 3pm", now=late) == "2026-11-18T15:00"
    assert first("today at 9", now=late) == "2026-11-18T09:00"
    assert first("下午三点", now=late) == "2026-11-18T15:00"
    assert first("this afternoon", now=late) == "2026-11-17"
    assert first("by EOD", now=datetime(2026, 11, 17, 18, 30)) == "2026-11-18T18:00"
    assert first("this Friday", now=datetime(2026, 11, 21, 9, 0)) == "2026-11-27"


def test_a_log_lies_in_the_past() -> None:
    """A clock time still to come was yesterday's; a mere part of the day gives the date alone."""
    assert first("called them at 3pm", Use.PAST) == "2026-11-16T15:00"
    assert first("昨天下午三点通了电话", Use.PAST) == "2026-11-16T15:00"
    assert first("visited them this morning", Use.PAST) == "2026-11-17"
    assert first("last night", Use.PAST) == "2026-11-16"
    assert first("今天上午拜访", Use.PAST) == "2026-11-17"
    assert first("昨晚聊了", Use.PAST) == "2026-11-16"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2pm-4pm", "14:00", "16:00"),
        ("2-4pm", "14:00", "16:00"),
        ("from 9 to 5", "09:00", "17:00"),
        ("8:30 to 17:30", "08:30", "17:30"),
        ("11am-1", "11:00", "13:00"),
        ("between 2 and 4pm", "14:00", "16:00"),
        ("noon to 2pm", "12:00", "14:00"),
        ("早上8点到晚上10点", "08:00", "22:00"),
        ("下午2点到4点", "14:00", "16:00"),
        ("早上九点到下午六点", "09:00", "18:00"),
    ],
)
def test_ranges_of_hours(text: str, start: str, end: str) -> None:
    """A range is its start; one end settles the half of the day that the other leaves open."""
    mention = find_times(text, NOW)[0]
    assert (mention.clock, mention.clock_end) == (start, end)


@pytest.mark.parametrize(
    ("text", "shift", "days"),
    [
        ("push it by two hours", "PT2H", None),
        ("by a day", "P1D", 1),
        ("a day later", "P1D", 1),
        ("for 90 minutes", "PT1H30M", None),
        ("延后两小时", "PT2H", None),
        ("推迟一天", "P1D", 1),
        ("推遲半個月", "P15D", 15),
        ("提前两天", "-P2D", 2),
        ("two weeks", "P2W", 14),
        ("一个月没联系", "P1M", 30),
        ("半年没联系", "P6M", 180),
    ],
)
def test_bare_lengths(text: str, shift: str, days: int | None) -> None:
    """A bare length of time puts off by as much; where idle time is counted a month has 30 days."""
    mention = find_times(text, NOW)[0]
    assert (mention.shift, mention.days) == (shift, days)


def test_a_moment_is_no_shift() -> None:
    """ "In two hours" says when, not by how much."""
    assert find_times("in two hours", NOW)[0].shift is None
    assert find_times("三天后", NOW)[0].shift is None


def test_a_day_and_an_hour_said_apart() -> None:
    """Two mentions of one sentence can be joined."""
    day, hour = find_times("tomorrow remind me to call Acme at 3pm", NOW)
    assert day.joined(hour).at(Use.FUTURE) == "2026-11-18T15:00"
