"""Where times are found in a text, and where there is none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.times import Use, dates_of, find_times

NOW = datetime(2026, 11, 17, 10, 0)


@pytest.mark.parametrize(
    "text",
    [
        "I may call them",
        "may I have the quote",
        "we sat with Bob",
        "moved March Networks to proposal",
        "April called about the invoice",
        "done 12, finished 15 too",
        "12号任务完成",
        "任务12号完成了",
        "33号提醒取消",
        "#12 is done",
        "rated us 9/10",
        "满意度8分",
        "6.45 percent off",
        "up 20% on 3 orders",
        "version 2.10.4",
        "support is 24/7",
        "call 555-0100 or 13800000000",
        "$1,250 for 20 laptops",
        "两千五百万",
        "便宜一点",
        "提两点意见",
        "快一点回复",
        "看一下报价",
        "good morning all",
        "早上好",
        "新年快乐",
        "have a good weekend",
        "movie night",
        "every six months",
        "这两天",
        "at 4 stores",
        "the 3rd floor",
        "3号楼",
        "打了9.5分",
        "no answer",
        "",
    ],
)
def test_no_time_is_no_time(text: str) -> None:
    """Verbs, ids, scores, shares, versions, phones and greetings are left alone."""
    assert [mention.text for mention in find_times(text, NOW)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("visited Acme today, follow up next Friday 10am", ["today", "next Friday 10am"]),
        ("今天拜访了小米，下周三下午三点回访", ["今天", "下周三下午三点"]),
        ("看一下周三的会", ["周三"]),
        ("下周一起吃饭", ["下周"]),
        ("昨天下午，跟劉總，明天再談", ["昨天下午", "明天"]),
        ("Thursday's visit", ["Thursday"]),
        ("提醒我后天上午10点给茅台打电话", ["后天上午10点"]),
        ("今天visit了Acme，周四follow up", ["今天", "周四"]),
        ("snooze 18 til tomorrow 9", ["tomorrow 9"]),
        ("张三四季度能签多少", ["四季度"]),
    ],
)
def test_the_words_of_a_time(text: str, found: list[str]) -> None:
    """A mention covers the words of its time, as typed, and no others."""
    mentions = find_times(text, NOW)
    assert [mention.text for mention in mentions] == found
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_a_known_name_is_no_time() -> None:
    """Nothing is found inside a blocked stretch, and what stands beside it is."""
    assert find_times("claim 今日头条", NOW, blocked=[(6, 10)]) == []
    (mention,) = find_times("visit Monday Inc on Friday", NOW, blocked=[(6, 16)])
    assert mention.text == "Friday"


def test_dates_of_a_sentence_follow_its_tense() -> None:
    """What `explain --dates` shows looks back where the sentence does."""
    assert dates_of("I met them on the 12th", NOW) == [{"text": "12th", "value": "2026-11-12"}]
    assert dates_of("call them on the 12th", NOW) == [{"text": "12th", "value": "2026-12-12"}]
    assert dates_of("report for last week", NOW) == [
        {"text": "last week", "from": "2026-11-09", "to": "2026-11-15"}
    ]
    assert dates_of("周五见了李总", NOW) == [{"text": "周五", "value": "2026-11-13"}]
    assert dates_of("push it by two hours", NOW) == []


_SAMPLE = """
    next last this Friday 周五 下 周 三 点 半 月 底 前 后 到 - 3 12 2026 31 Nov may at on in ago to every each
    每 每月 天 两 号 年 week months end of EOD am pm 上午 , ， 。 the 5th half past
"""
_WORDS = st.sampled_from(_SAMPLE.split())


@given(
    st.one_of(
        st.text(), st.lists(_WORDS, max_size=12).map(" ".join), st.lists(_WORDS, max_size=12).map("".join)
    )
)
def test_any_text_is_read(text: str) -> None:
    """No text is an error; mentions are in order, apart, and each can be asked anything."""
    mentions = find_times(text, NOW)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(end <= mention.start for end, mention in zip(ends, mentions, strict=False))
    for mention in mentions:
        for use in Use:
            mention.at(use)
            mention.period(use)
    dates_of(text, NOW)


_ORDERS = """
    at 3pm|today at 9|today|by EOD|Friday|this Friday 2pm|the 15th|15th at 8am|Nov 3|EOM|this week|March|Q1
    this weekend|三点|今天下午三点|早上|今晚八点|周五|本周五|15号|11月3号上午|月底|月初|本周内|周末|下班前
    每周一9点|每月15号|每天早上8点
"""


@given(
    st.sampled_from(
        [order.strip() for line in _ORDERS.split("\n") for order in line.split("|") if order.strip()]
    ),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
)
def test_a_reminder_is_never_past(order: str, now: datetime) -> None:
    """Whenever it is said, what is to come comes."""
    at = find_times(order, now)[0].at(Use.FUTURE)
    assert at is not None
    assert at >= now.isoformat(timespec="minutes")[: len(at)]


def test_noise_takes_no_time() -> None:
    """Only the beginning of a very long text is looked at."""
    assert len(find_times("三点" * 50_000, NOW)) < 2_500
