"""How often the right customer is found, and how often a wrong one is used silently, by the way of typing."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.name_list import NameList
from domain.names import Choose, Resolution, Sure, exact_key

from . import typing_slips as slips
from .typing_slips import NAMES, Slip, invented

INVENTED = 2_000
STRANGERS = len(NAMES) // 4
STRANGE = [slips.exact, slips.suffix, slips.short, slips.homophone, slips.en_typo, slips.traditional]
SHUFFLED = random.Random(11).sample(NAMES, len(NAMES))


@dataclass
class Tally:
    """What became of the names typed in one way."""

    first: list[bool] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, typed: str, meant: str | None, resolution: Resolution) -> None:
        is_sure = isinstance(resolution, Sure)
        found = nearest(resolution)[:1] == [meant]
        self.first.append(found)
        self.sure.append(is_sure and found)
        if is_sure and not found:
            self.wrong.append(f"{typed} → {nearest(resolution)[0]}")


def nearest(resolution: Resolution) -> list[str]:
    """Return the names a resolution holds, best first."""
    if isinstance(resolution, Sure):
        return [resolution.match.candidate.name]
    matches = resolution.matches if isinstance(resolution, Choose) else resolution.nearest
    return [match.candidate.name for match in matches]


@pytest.fixture(scope="module")
def customers() -> NameList:
    """Three quarters of the sample among thousands of invented names; the last quarter are strangers."""
    return NameList([*SHUFFLED[STRANGERS:], *invented(INVENTED, random.Random(5))])


def typed_names(slip: Slip, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what is typed for each name that can be typed so."""
    rng = random.Random(slip.__name__)
    for name in names:
        typed = slip(name, rng)
        if typed:
            yield name, typed


@pytest.mark.parametrize(
    ("slip", "right_first", "right_and_sure"),
    [
        (slips.exact, 1.00, 1.00),
        (slips.suffix, 1.00, 1.00),
        (slips.traditional, 1.00, 1.00),
        (slips.region, 1.00, 0.97),
        (slips.short, 0.97, 0.95),
        (slips.pinyin, 0.95, 0.90),
        (slips.initials, 0.90, 0.00),
        (slips.homophone, 0.98, 0.88),
        (slips.char_typo, 0.90, 0.40),
        (slips.en_typo, 0.98, 0.95),
        (slips.en_drop, 0.95, 0.85),
        (slips.order, 1.00, 0.98),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_customer_is_found(
    customers: NameList, slip: Slip, right_first: float, right_and_sure: float
) -> None:
    """A customer typed in this way comes first, mostly without a question, and no other is used for it."""
    tally = Tally()
    for name, typed in typed_names(slip, SHUFFLED[STRANGERS:]):
        tally.add(typed, name, customers.resolve(typed))
    assert sum(tally.first) / len(tally.first) >= right_first
    assert sum(tally.sure) / len(tally.sure) >= right_and_sure
    assert not tally.wrong


@pytest.mark.parametrize("slip", STRANGE)
def test_stranger_is_not_taken_for_a_customer(customers: NameList, slip: Slip) -> None:
    """A company that is not in the list is not used silently as one that is, but for a namesake in fifty."""
    tally = Tally()
    for _, typed in typed_names(slip, SHUFFLED[:STRANGERS]):
        tally.add(typed, None, customers.resolve(typed))
    assert len(tally.wrong) <= len(tally.first) / 50, tally.wrong


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_any_text_means_itself(names: list[str]) -> None:
    """A name typed as written is sure, unless another differs from it by case and punctuation alone."""
    resolution = NameList(names).resolve(names[0])
    twins = [name for name in names if exact_key(name) == exact_key(names[0])]
    assert isinstance(resolution, Sure) == (len(twins) == 1)
    assert nearest(resolution)[0] == names[0] or len(twins) > 1


@pytest.mark.parametrize("written", [str, str.upper, str.lower, slips.TO_TRADITIONAL.convert], ids=range(4))
def test_every_customer_means_itself(customers: NameList, written: Callable[[str], str]) -> None:
    """Every name resolves to itself in every script and case."""
    for name in SHUFFLED[STRANGERS:]:
        resolution = customers.resolve(written(name))
        assert isinstance(resolution, Sure)
        assert resolution.match.candidate.name == name
