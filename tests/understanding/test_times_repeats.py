"""Repeats and their first occurrence; said on Tuesday 2026-11-17 at 10:00."""

from datetime import datetime

import pytest

from handlers.understanding.times import Use, find_times

NOW = datetime(2026, 11, 17, 10, 0)


@pytest.mark.parametrize(
    ("text", "repeat", "at"),
    [
        ("daily", "daily", None),
        ("every day at 9:30am", "daily", "2026-11-18T09:30"),
        ("daily at 5pm", "daily", "2026-11-17T17:00"),
        ("every morning", "daily", "2026-11-18T09:00"),
        ("every weekday at 4pm", "weekdays", "2026-11-17T16:00"),
        ("weekdays at 9", "weekdays", "2026-11-18T09:00"),
        ("Mon-Fri every day at 9", "weekdays", "2026-11-18T09:00"),
        ("every week", "weekly", None),
        ("every Monday", "weekly", "2026-11-23"),
        ("on Mondays at 10", "weekly", "2026-11-23T10:00"),
        ("every Tuesday at 11am", "weekly", "2026-11-17T11:00"),
        ("every other Friday", "biweekly", "2026-11-20"),
        ("every two weeks on Wed", "biweekly", "2026-11-18"),
        ("fortnightly", "biweekly", None),
        ("monthly", "monthly", None),
        ("1st of every month", "monthly", "2026-12-01"),
        ("monthly on the 20th", "monthly", "2026-11-20"),
        ("last Friday of every month", "monthly", "2026-11-27"),
        ("end of every month", "monthly", "2026-11-30"),
        ("every quarter", "quarterly", None),
        ("every 3 months", "quarterly", None),
        ("once a year on 14 May", "yearly", "2027-05-14"),
        ("every May 14", "yearly", "2027-05-14"),
        ("annually", "yearly", None),
        ("每天", "daily", None),
        ("每天早上9点", "daily", "2026-11-18T09:00"),
        ("每晚8点", "daily", "2026-11-17T20:00"),
        ("每个工作日上午9点半", "weekdays", "2026-11-18T09:30"),
        ("周一到周五每天9点", "weekdays", "2026-11-18T09:00"),
        ("每周", "weekly", None),
        ("每周一早上", "weekly", "2026-11-23T09:00"),
        ("每週五下班前", "weekly", "2026-11-20T18:00"),
        ("逢周三", "weekly", "2026-11-18"),
        ("每两周", "biweekly", None),
        ("隔周周五", "biweekly", "2026-11-20"),
        ("每隔一周", "biweekly", None),
        ("每月15号", "monthly", "2026-12-15"),
        ("每個月1號", "monthly", "2026-12-01"),
        ("每月底", "monthly", "2026-11-30"),
        ("每个月最后一个周五", "monthly", "2026-11-27"),
        ("每季度", "quarterly", None),
        ("每季末", "quarterly", "2026-12-31"),
        ("每年3月5日", "yearly", "2027-03-05"),
        ("每年", "yearly", None),
    ],
)
def test_repeats(text: str, repeat: str, at: str | None) -> None:
    """The first occurrence to come, with its time if one is said; none where only the rhythm is said."""
    mentions = find_times(text, NOW)
    assert [(mention.repeat, mention.at(Use.FUTURE)) for mention in mentions] == [(repeat, at)]


def test_on_friday_evening_a_weekday_repeat_goes_on_after_the_weekend() -> None:
    """Saturday and Sunday are left out."""
    friday = datetime(2026, 11, 20, 18, 0)
    assert find_times("weekdays at 9", friday)[0].at(Use.FUTURE) == "2026-11-23T09:00"


@pytest.mark.parametrize("text", ["每周一次", "once a week", "weekly"])
def test_how_often_is_not_which_day(text: str) -> None:
    """每周一次 is once a week, not every Monday."""
    (mention,) = find_times(text, NOW)
    assert (mention.repeat, mention.at(Use.FUTURE)) == ("weekly", None)
