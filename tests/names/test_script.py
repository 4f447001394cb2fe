"""Scripts: folding, simplifying, reading aloud."""

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.script import fold, readings, simplified

ROOT = Path(__file__).parents[2]


def test_tables_are_what_the_libraries_say() -> None:
    """The shipped tables are what tools/make_script_tables.py writes today."""
    tool = runpy.run_path(str(ROOT / "tools" / "make_script_tables.py"))
    for file, pairs in tool["MADE"].items():
        assert (ROOT / "domain" / "tables" / file).read_text(encoding="utf-8") == tool["table"](pairs()), file


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("華為技術有限公司", "华为技术有限公司"),
        ("ＡＣＭＥ　Labs", "acme labs"),
        ("Nestlé SA", "nestle sa"),
        ("臺積電", "台积电"),
        ("STRASSE straße", "strasse strasse"),
        ("がらす", "がらす"),
    ],
)
def test_one_form_for_every_way_of_writing(written: str, folded: str) -> None:
    """Width, case, accents and the traditional script make no difference."""
    assert fold(written) == folded


@given(st.text())
def test_simplifying_keeps_positions(text: str) -> None:
    """A span found in the simplified text is the same span of the text."""
    assert len(simplified(text)) == len(text)


@given(st.text())
def test_folding_again_changes_nothing_simplified(text: str) -> None:
    """What is simplified stays so."""
    assert simplified(simplified(text)) == simplified(text)


@pytest.mark.parametrize(
    ("char", "syllables"),
    [
        ("华", {"hua"}),
        ("长", {"chang", "zhang"}),
        ("行", {"xing", "hang"}),
        ("绿", {"lv", "lu"}),
        ("x", set()),
    ],
)
def test_characters_are_read_in_every_way_in_use(char: str, syllables: set[str]) -> None:
    """A character of two readings has both; a letter has none."""
    assert set(readings(char)) == syllables
