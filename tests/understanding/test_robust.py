"""Nothing that anybody types makes understanding fall, nor keeps it busy."""

from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding import explain_line, fill, warm_up
from handlers.understanding.models import models
from handlers.understanding.shapes import SHAPES
from handlers.understanding.tagging import NOTHING

from .reading import situation

LINE = {"id": "1", "text": "visited Acme", "now": "2026-11-17T10:00"}
PIECES = [
    "visited ",
    "Acme",
    "拜访了",
    "小米",
    "，",
    "\x00",
    "\u202e",
    "Z\u0337\u0322",
    "\ud800",
    "50万",
    "(",
    "明天",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text_is_read(text: str) -> None:
    assert "actions" in explain_line({**LINE, "text": text})


@pytest.mark.parametrize("piece", [*PIECES, "明天下午3点", "12, 14 ", "今天拜访了小米，"])
def test_a_huge_text_is_read_at_once(piece: str) -> None:
    warm_up()
    start = process_time()
    explain_line({**LINE, "text": (piece * 100_000)[:100_000]})
    assert process_time() - start < 0.5  # ten times the aim, for slow machines


def test_whatever_a_stretch_is_called_is_an_action() -> None:
    """Some stretches ask for two things at once and are called after both."""
    called = {part for label in models().stretches.labels for part in label.split("+")} - {NOTHING}
    assert {part.partition(" ")[0] for part in called} <= set(SHAPES)


def test_a_stretch_that_asks_for_several_things_asks_for_each() -> None:
    asked = explain_line({**LINE, "text": "上年Q4 win rate同conversion"})["actions"]
    assert [one["metric"] for one in asked] == ["win_rate", "conversion"]


@pytest.mark.parametrize(
    "wrong", [{"now": None}, {"now": "soon"}, {"now": 5}, {"text": None}, {"text": ["a"]}, {"id": None}]
)
def test_a_malformed_line_says_how_to_do_it_right(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f'"{next(iter(wrong))}" .*2026-11-17T10:00'):
        explain_line({**LINE, **wrong})


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("4th of Dec '27", "2027-12-04"),
        ("December the 4th 2027", "2027-12-04"),
        ("Dec 4, 2027 at 3:30 p.m.", "2027-12-04T15:30"),
        ("whatever", None),
        ("99/99/9999", None),
        ("\ud800", None),
    ],
)
def test_dates_that_our_grammar_does_not_know(words: str, at: str | None) -> None:
    assert fill("remind", "at", words, situation()) == at
