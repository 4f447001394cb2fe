"""What a message writes: visits, reminders, customers and deals, as docs/actions.md has them."""

from typing import Any

import pytest

from handlers.understanding import interpret

from .reading import read, situation


def log(kind: str, customer: str, at: str = "2026-11-17", **more: Any) -> dict[str, Any]:
    return {"action": "log", "kind": kind, "customer": customer, "at": at} | more


def remind(kind: str, customer: str, at: str, **more: Any) -> dict[str, Any]:
    return {"action": "remind", "kind": kind, "customer": customer, "at": at} | more


def moved(customer: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"action": "reschedule", "customer": customer, "kind": kind} | more


def set_customer(customer: str, field: str, value: str) -> dict[str, Any]:
    return {"action": "set_customer", "customer": customer, "field": field, "value": value}


def deal(customer: str, **more: Any) -> dict[str, Any]:
    return {"action": "update_deal", "customer": customer} | more


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("visited Acme", [log("visit", "Acme")]),
        ("swung by Initech this morning, Peter wasn't in", [log("visit", "Initech", outcome="no_answer")]),
        (
            "Had coffee with Dana from Globex yesterday",
            [log("meeting", "Globex", "2026-11-16", contact="Dana")],
        ),
        ("rang Acme twice no answer", [log("call", "Acme", outcome="no_answer")]),
        ("texted Tom at Fabrikam re the invoice", [log("message", "Fabrikam", contact="Tom")]),
        ("Bob visited Hooli on Friday", [log("visit", "Hooli", "2026-11-13", owner="Bob")]),
        ("visited acme and globex today", [log("visit", "acme"), log("visit", "globex")]),
        ("上午去了趟格力，跟赵总聊了新产线", [log("visit", "格力", contact="赵总")]),
        ("昨天给海尔打电话没人接", [log("call", "海尔", "2026-11-16", outcome="no_answer")]),
        ("微信联系了王总(比亚迪)", [log("message", "比亚迪", contact="王总")]),
        ("昨天拜訪了萬科", [log("visit", "萬科", "2026-11-16")]),
        ("拜访了联想和中兴", [log("visit", "联想"), log("visit", "中兴")]),
    ],
)
def test_what_was_done_is_logged(text: str, actions: list[dict[str, Any]]) -> None:
    assert read(text) == actions


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("call Duff tomorrow at 9", [remind("call", "Duff", "2026-11-18T09:00")]),
        ("remind me to call Acme tomorrow 3pm", [remind("call", "Acme", "2026-11-18T15:00")]),
        ("don't forget to follow up with Stark next Monday", [remind("follow_up", "Stark", "2026-11-23")]),
        ("every Friday email Wonka", [remind("email", "Wonka", "2026-11-20", repeat="weekly")]),
        ("get Bob to email Globex on Friday", [remind("email", "Globex", "2026-11-20", assignee="Bob")]),
        ("下周三下午回访小米", [remind("callback", "小米", "2026-11-25T14:00")]),
        ("明天下午三点拜访腾讯", [remind("visit", "腾讯", "2026-11-18T15:00")]),
        ("让小陈下周一回访网易", [remind("callback", "网易", "2026-11-23", assignee="小陈")]),
        ("下周一约了腾讯王总见面", [remind("meeting", "腾讯", "2026-11-23", contact="王总")]),
        ("提醒我周五给京东发合同", [remind("task", "京东", "2026-11-20")]),
    ],
)
def test_what_is_to_come_is_a_reminder(text: str, actions: list[dict[str, Any]]) -> None:
    assert read(text) == actions


def test_one_sentence_may_hold_a_visit_a_deal_and_a_reminder() -> None:
    assert read("今天拜访了小米，见了李总，进入谈判阶段，预计50万，下周三回访") == [
        log("visit", "小米", contact="李总"),
        deal("小米", stage="negotiation", amount=500000),
        remind("callback", "小米", "2026-11-25", contact="李总"),
    ]


def test_a_stage_beside_a_log_is_a_deal_of_the_same_customer() -> None:
    assert read("Met Acme today, they want to go ahead. Move to negotiation, 80k. Call them Friday") == [
        log("meeting", "Acme"),
        deal("Acme", stage="negotiation", amount=80000),
        remind("call", "Acme", "2026-11-20"),
    ]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("done 44", {"action": "done", "id": 44}),
        ("finished the Acme callback", {"action": "done", "customer": "Acme", "kind": "callback"}),
        ("完成格力的回访", {"action": "done", "customer": "格力", "kind": "callback"}),
        ("push the Acme call to Friday 10am",
         moved("Acme", "call", at="2026-11-20T10:00")),
        ("delay reminder 7 by two days", {"action": "reschedule", "id": 7, "shift": "P2D"}),
        ("snooze 12 for 2 hours", {"action": "reschedule", "id": 12, "at": "2026-11-17T12:00"}),
        ("格力的拜访推迟两天", moved("格力", "visit", shift="P2D")),
        ("小米的回访改到后天", moved("小米", "callback", at="2026-11-19")),
        ("cancel the Acme follow-up", {"action": "cancel", "customer": "Acme", "kind": "follow_up"}),
        ("取消小米的回访", {"action": "cancel", "customer": "小米", "kind": "callback"}),
    ],
)  # fmt: skip
def test_reminders_are_ticked_moved_and_dropped(text: str, action: dict[str, Any]) -> None:
    assert read(text) == [action]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("mark Acme as key account", set_customer("Acme", "tier", "key")),
        ("把小米设为大客户", set_customer("小米", "tier", "key")),
        ("Acme is also known as AcmeSoft", set_customer("Acme", "alias", "AcmeSoft")),
        ("小米的合同明年3月1日到期", set_customer("小米", "renewal", "2027-03-01")),
        ("新增客户 大疆创新，联系人汪总 13800000000，无人机行业，深圳",
         {"action": "add_customer", "customer": "大疆创新", "contact": "汪总", "phone": "13800000000",
          "industry": "无人机", "region": "深圳"}),
        ("new deal with Acme: 20 servers, $50k, closing in March",
         {"action": "add_deal", "customer": "Acme", "amount": 50000, "currency": "USD",
          "close": "2027-03-31"}),
        ("小米新商机 服务器采购 50万 预计月底签",
         {"action": "add_deal", "customer": "小米", "amount": 500000, "close": "2026-11-30"}),
        ("Acme moved to negotiation", deal("Acme", stage="negotiation")),
        ("小米赢单", deal("小米", stage="won")),
        ("lost Globex, price too high", deal("Globex", stage="lost")),
    ],
)  # fmt: skip
def test_customers_and_deals_are_kept(text: str, action: dict[str, Any]) -> None:
    assert read(text) == [action]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Acme signed for $50k", "order"), ("小米签约50万", "order"), ("Acme paid 20k", "payment"),
        ("收到小米回款20万", "payment"), ("quoted Acme 48k for 20 laptops", "quote"),
        ("给小米报价48万", "quote"),
        ("Acme complains about late delivery", "ticket"), ("小米投诉发货太慢", "ticket"),
        ("give Acme to Bob", "assign"), ("领取客户格力", "claim"), ("把格力放回公海", "release"),
        ("merge Acme Corp into Acme", "merge"), ("Acme rated us 9", "rate"), ("resolved ticket 7", "resolve"),
    ],
)  # fmt: skip
def test_another_trade_is_not_taken_for_a_visit_or_a_deal(text: str, name: str) -> None:
    assert [action["action"] for action in read(text)] == [name]


@pytest.mark.parametrize(
    ("text", "title", "amount"),
    [
        ("new deal with Acme, 50k", None, 50000),
        ("new deal with Acme, about 50k", None, 50000),
        ("/deal Acme 50k", None, 50000),
        ("/deal 小米 50万", None, 500000),
        ("/deal Acme, servers, 50k", "servers", 50000),
        ("new deal with Acme: website relaunch", "website relaunch", None),
    ],
)
def test_what_a_deal_is_called_is_no_piece_of_its_amount(
    text: str, title: str | None, amount: int | None
) -> None:
    """A sum without a currency is the amount; only words are a name."""
    (said,) = interpret(text, situation()).actions
    assert (said.slots.get("title"), said.slots.get("amount")) == (title, amount)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("this is the East team's channel, names and dates only", "East"),
        ("bind this group to the East team with names and dates only", "East"),
        ("这个群是华东团队的群，只显示名称和日期", "华东"),
        ("這個群是華東團隊的群，只顯示名稱和日期", "華東"),
    ],
)
def test_what_a_teams_group_may_be_told(text, team):
    """Names and dates only, where that is said with the tie."""
    assert read(text) == [{"action": "bind", "team": team, "clearance": "names"}]
