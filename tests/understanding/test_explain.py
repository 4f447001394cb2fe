"""One JSON object in, one out; names to look up; and the answer to a question for one slot."""

from typing import Any

import pytest

from handlers.understanding import explain_line, fill, spans

from .reading import situation

LINE = {"id": "1", "text": "visited Acme today, follow up Friday", "now": "2026-11-17T10:00", "channel": "dm"}


def test_explain_gives_actions_in_the_order_said() -> None:
    assert explain_line(LINE) == {
        "id": "1",
        "actions": [
            {"action": "log", "customer": "Acme", "kind": "visit", "at": "2026-11-17"},
            {"action": "remind", "customer": "Acme", "kind": "follow_up", "at": "2026-11-20"},
        ],
    }


def test_explain_of_dates_says_when_there_are_none() -> None:
    assert explain_line({**LINE, "text": "thanks"}, dates=True) == {"id": "1", "dates": [{"value": None}]}


def test_names_to_look_up_are_folded_runs_and_pieces_within_bounds() -> None:
    found = spans("Visited ACME Corp 和小米科技")
    assert {"acme", "acme corp", "小米", "小米科技"} <= set(found)
    assert len(spans("今天拜访了很多客户" * 200)) <= 400


@pytest.mark.parametrize(
    ("action", "slot", "text", "value"),
    [
        ("remind", "at", "周五下午3点", "2026-11-20T15:00"),
        ("log", "at", "yesterday", "2026-11-16"),
        ("add_deal", "amount", "50万", {"amount": 500000, "currency": None}),
        ("update_deal", "stage", "negotiation", "negotiation"),
        ("log", "kind", "拜访", "visit"),
        ("show", "customer", "“Acme”", "Acme"),
        ("assign", "to", "me", "me"),
        ("done", "id", "#12", 12),
        ("log", "note", "price is fine", "price is fine"),
        ("remind", "at", "whatever", None),
        ("update_deal", "stage", "blue", None),
    ],
)
def test_an_answer_fills_one_slot(action: str, slot: str, text: str, value: Any) -> None:
    assert fill(action, slot, text, situation()) == value
