"""Questions, settings, and what asks for nothing at all."""

from typing import Any

import pytest

from handlers.understanding import interpret

from .reading import read, situation

THIS_WEEK = {"from": "2026-11-16", "to": "2026-11-22"}
TOMORROW = {"from": "2026-11-18", "to": "2026-11-18"}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("show Acme", {"action": "show", "customer": "Acme"}),
        ("Help Scout", {"action": "show", "customer": "Help Scout"}),
        ("查一下顺丰的情况", {"action": "show", "customer": "顺丰"}),
        ("明天有什么安排", {"action": "list_tasks", "period": TOMORROW}),
        ("我这周的安排", {"action": "list_tasks", "owner": "me", "period": THIS_WEEK}),
        ("what do I have this week", {"action": "list_tasks", "owner": "me", "period": THIS_WEEK}),
        ("Bob's overdue tasks", {"action": "list_tasks", "owner": "Bob", "overdue": True}),
        ("pipeline", {"action": "pipeline"}),
        ("团队商机", {"action": "pipeline", "owner": "team"}),
        ("今天的日报", {"action": "digest"}),
        ("team digest", {"action": "digest", "owner": "team"}),
        ("digest at 8:30", {"action": "setting", "field": "digest_time", "value": "08:30"}),
        ("切换成中文", {"action": "setting", "field": "language", "value": "zh-Hans"}),
        ("mute until Monday", {"action": "setting", "field": "mute", "value": "2026-11-23"}),
        ("撤销", {"action": "undo"}),
        ("怎么用", {"action": "help"}),
    ],
)
def test_questions_and_settings(text: str, action: dict[str, Any]) -> None:
    assert read(text) == [action]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/visit Acme talked renewal", "visited Acme talked renewal"),
        ("/remind call Acme tomorrow", "remind me to call Acme tomorrow"),
        ("/customer Acme", "show Acme"),
        ("/undo", "undo"),
        ("/拜访 小米", "拜访了小米"),
    ],
)
def test_a_command_is_short_for_a_phrase(command: str, said: str) -> None:
    assert read(command) == read(said) != []


@pytest.mark.parametrize(
    "text",
    [
        "did anyone call Acme yet?", "should have visited Acme", "Acme's new logo is hideous lol", "thanks!",
        "congrats on closing Hooli Bob!", "I heard Acme is laying people off", "has Globex paid yet?",
        "@Bob can you call Acme?", "if Globex signs we're all getting bonuses", "lunch at 12?",
        "今天没去成华为，堵车", "听说联想要换采购总监了", "华为的新手机真好看", "中午吃什么",
        "要是能签下华为就好了", "@李四 你跟进一下华为", "会议室谁订了",
    ],
)  # fmt: skip
@pytest.mark.parametrize("channel", ["group", "dm"])
def test_talk_asks_for_nothing(text: str, channel: str) -> None:
    assert read(text, channel=channel) == []


def test_a_pronoun_or_nothing_means_the_customer_spoken_of() -> None:
    assert read("visited them yesterday", context_customer="Acme")[0]["customer"] == "Acme"
    assert read("进入谈判阶段", context_customer="小米")[0]["customer"] == "小米"


def test_a_known_name_is_no_date() -> None:
    assert read("visited Friday Foods", customers=("Friday Foods",))[0] == {
        "action": "log", "kind": "visit", "customer": "Friday Foods", "at": "2026-11-17"
    }  # fmt: skip
    assert read("给每日互动打了电话")[0]["customer"] == "每日互动"


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "。", "()", "\x01\x02\x0f", "给给给" * 900, "visited " * 400, "𝒜cme ﬁ"]
)
def test_any_text_is_read_without_a_fall(text: str) -> None:
    interpret(text, situation())
