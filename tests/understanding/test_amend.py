"""Words that put right what was said just before: what they say is right, and what was wrong."""

from datetime import datetime

import pytest

from domain.incoming import Situation
from handlers.understanding import amended, interpret

HERE = Situation(now_local=datetime(2026, 11, 18, 9))
WAYS = {
    "no, Acme Labs": ("Acme Labs", None),
    "No. I meant Acme Labs!": ("Acme Labs", None),
    "I meant Acme Labs": ("Acme Labs", None),
    "sorry, Acme Labs, not Acme": ("Acme Labs", "Acme"),
    "not Acme, Acme Labs": ("Acme Labs", "Acme"),
    "not visit, call": ("call", "visit"),
    "not a visit but a call": ("call", "visit"),
    "actually it was a call": ("call", None),
    "change it to Friday": ("Friday", None),
    "make that 60k": ("60k", None),
    "@salesbot no, Acme Labs": ("Acme Labs", None),
    "不是小米，是小米科技": ("小米科技", "小米"),
    "不是拜访是电话": ("电话", "拜访"),
    "不是拜訪，是電話": ("電話", "拜訪"),
    "不对，是小米科技": ("小米科技", None),
    "說錯了，應該是翔禾科技": ("翔禾科技", None),
    "我是说小米科技": ("小米科技", None),
    "改成周五": ("周五", None),
    "把时间改成周五下午三点": ("周五下午三点", None),
    "改為60萬": ("60萬", None),
}
OF_THEIR_OWN = (
    "visited Acme Labs today",
    "no",
    "not today",
    "拜访了小米",
    "不是",
    "note on Acme: not before May",
    "the offer we made to Acme Labs is not what they asked for, they want 40 more laptops by March",
)


@pytest.mark.parametrize(("text", "wanted"), WAYS.items(), ids=str)
def test_what_is_right_and_what_was_wrong_is_read(text, wanted):
    """In English, Simplified and Traditional Chinese."""
    found = amended(text, HERE)
    assert found is not None
    assert (found.new, found.old) == wanted


@pytest.mark.parametrize("text", [t for t in WAYS if not t.startswith(("make", "change"))])
def test_nothing_is_ordered_by_such_words_alone(text):
    """Without an act before them they ask for nothing."""
    assert interpret(text, HERE).actions == ()


@pytest.mark.parametrize("text", OF_THEIR_OWN)
def test_other_words_put_nothing_right(text):
    """What says something of its own is no correction."""
    assert amended(text, HERE) is None
