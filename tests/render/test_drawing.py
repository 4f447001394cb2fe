"""What charts are made of: short figures, drawable letters, round ticks, names that stand apart."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.drawing.curves import spread, ticks
from bot.render.drawing.figures import figure
from bot.render.drawing.letters import legible

LANGUAGES = ("en", "zh-Hans", "zh-Hant")


@pytest.mark.parametrize(
    ("value", "unit", "en", "hans", "hant"),
    [
        ("1200000", "CNY", "¥1.2M", "¥120万", "¥120萬"),
        ("123456789", "TWD", "NT$123M", "NT$1.23亿", "NT$1.23億"),
        ("999950", "USD", "US$1M", "US$100万", "US$100萬"),
        ("9999.6", "", "10K", "1万", "1萬"),
        ("9850", "EUR", "€9,850", "€9,850", "€9,850"),
        ("1e12", "XAF", "XAF 1T", "XAF 1万亿", "XAF 1兆"),
        ("-25000", "HKD", "−HK$25K", "−HK$2.5万", "−HK$2.5萬"),
        ("0", "", "0", "0", "0"),
        ("12.50", "天", "12.5 天", "12.5天", "12.5天"),
        ("100", "%", "100%", "100%", "100%"),
        ("0.0042", "%", "<0.01%", "<0.01%", "<0.01%"),
    ],
)
def test_figures(value: str, unit: str, en: str, hans: str, hant: str) -> None:
    """Three digits and the language's own powers of ten."""
    shown = [figure(Decimal(value), unit, language=language) for language in LANGUAGES]
    assert shown == [en, hans, hant]


@given(st.decimals(min_value="0.01", max_value="1e15", places=2), st.sampled_from(LANGUAGES))
def test_figures_stay_short_and_near(value: Decimal, language: str) -> None:
    """Nine signs at most, and never off by more than half a per cent of itself."""
    shown = figure(value, language=language)
    powers = {"K": 3, "M": 6, "B": 9, "T": 12, "万亿": 12, "亿": 8, "万": 4, "兆": 12, "億": 8, "萬": 4}
    word = next((word for word in powers if shown.endswith(word)), "")
    back = Decimal(shown.removesuffix(word).replace(",", "")).scaleb(powers.get(word, 0))
    assert len(shown) <= 9
    assert abs(back - value) <= value / 200


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_names_of_lines_are_moved_apart(wanted: list[float]) -> None:
    """They keep their order, their distance and their bounds."""
    placed = spread(wanted, 50, 0, 300)
    assert all(-1e-6 <= y <= 300 + 1e-6 for y in placed)
    assert all(below - above >= 50 - 1e-6 for above, below in pairwise(sorted(placed)))
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    assert [placed[at] for at in order] == sorted(placed)


@given(st.floats(-1e9, 0), st.floats(1e-3, 1e12))
def test_ticks_are_few_and_within(low: float, high: float) -> None:
    """Two to six round figures, zero among them."""
    found = ticks(low, high)
    assert 2 <= len(found) <= 6
    assert 0 in found
    assert low * 1.001 - 1e-6 <= found[0] <= found[-1] <= high * 1.001


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("🚀 Acme", "Acme"),
        ("Acme\nLabs\t 1", "Acme Labs 1"),
        ("ไทย", "□□□"),
        ("Ünïcode Łódź Ж", "Ünïcode Łódź Ж"),
        ("龘靐齉龍龙", "龘靐齉龍龙"),
        ("East · 华东", "East·华东"),
        ("", ""),
    ],
)
def test_legible(typed: str, shown: str) -> None:
    """What no font draws is dropped if it is a sign, and boxed if it is a letter."""
    assert legible(typed) == shown
