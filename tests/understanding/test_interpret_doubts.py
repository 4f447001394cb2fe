"""Where understanding is unsure it says so, and of talk it makes nothing at all."""

import pytest

from handlers.understanding import interpret

from .reading import read, situation


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("visited hooli yesterday", "customer"),
        ("visited Acme, called Globex, remind me to email them tomorrow", "customer"),
    ],
)
def test_a_shaky_name_is_doubted(text: str, slot: str) -> None:
    assert [doubt.slot for doubt in interpret(text, situation()).doubts] == [slot]


@pytest.mark.parametrize("text", ["visited Acme yesterday", "给小米报价48万", "show hooli", "done 12"])
def test_a_plain_reading_is_not_doubted(text: str) -> None:
    assert interpret(text, situation()).doubts == ()


def test_a_known_name_in_small_letters_is_sure() -> None:
    assert interpret("visited hooli", situation(customers=("Hooli",))).doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "小米签约了新代言人", "找行政投诉去", "we should visit Globex sometime", "I hope Acme signs soon",
        "Acme might sign next week", "I heard Globex signed with a competitor", "we didn't visit Acme today",
        "congrats on the Acme deal!", "恭喜拿下小米", "希望小米下单", "小米没签约", "小米可能会投诉",
        "如果小米签约就好了", "还没拜访小米",
    ],
)  # fmt: skip
@pytest.mark.parametrize("channel", ["group", "dm"])
def test_wishes_hearsay_negation_and_news_write_nothing(text: str, channel: str) -> None:
    assert read(text, channel=channel) == []


def test_the_person_met_is_carried_to_the_reminder() -> None:
    log, remind = read("called Priya at Acme, remind me to call her Friday")
    assert (log["contact"], remind["contact"]) == ("Priya", "Priya")


def test_who_wants_something_after_a_visit_is_the_person_there() -> None:
    assert read("visited Northwind, Priya wants a second survey")[0]["contact"] == "Priya"


def test_several_numbers_are_several_actions() -> None:
    assert read("done 12, 14 and 15") == [{"action": "done", "id": number} for number in (12, 14, 15)]


def test_of_two_days_the_latter_is_where_a_reminder_goes() -> None:
    assert read("move the Acme call from Wednesday to Thursday")[0]["at"] == "2026-11-19"


def test_a_phone_that_moves_to_a_time_is_a_call() -> None:
    assert read("小米的电话改到明天下午三点")[0]["action"] == "reschedule"
    assert read("小米的电话改到13800000000")[0]["action"] == "set_customer"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who mentioned Siemens?", "find"), ("谁提过换供应商", "find"),
        ("Bob's Q4 target is 500k", "target"), ("张三本月拜访目标40次", "target"),
        ("trade fair cost 8k", "campaign"), ("广交会花了8万", "campaign"),
        ("this is the East team's channel", "bind"), ("这个群是华东团队的", "bind"),
        ("link my Slack", "link"), ("绑定我的另一个账号", "link"),
        ("erase all data of Jane Doe at Acme", "erase"), ("删除王五的个人信息", "erase"),
    ],
)  # fmt: skip
def test_rare_actions_are_known(text: str, name: str) -> None:
    assert [action["action"] for action in read(text)] == [name]
