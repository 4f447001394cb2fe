"""How well a typed name fits a known one: 100 less the points of each fault found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp

from .name_align import Pair, align_characters, align_words
from .name_faults import Comparison, legal_fault
from .name_parts import Parts, parts, played
from .name_sounds import blurred, blurred_sounds, initials, pinyin_readings


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a fit: points off at once and by its share of the name, and the word for it."""

    flat: float
    by_share: float
    why: str


FAULTS: Mapping[str, Fault] = {
    "legal dropped": Fault(1, 0, "legal form"),
    "legal added": Fault(1, 0, "legal form"),
    "legal differs": Fault(8, 0, "legal form"),
    "claims to be whole": Fault(18, 0, "other words"),
    "branch dropped": Fault(10, 0, "branch"),
    "branch added": Fault(30, 0, "branch"),
    "branch differs": Fault(45, 0, "branch"),
    "region dropped": Fault(3, 0, "region"),
    "region added": Fault(14, 10, "region"),
    "region differs": Fault(45, 0, "region"),
    "trade dropped": Fault(2, 3, "short name"),
    "trade added": Fault(14, 10, "other words"),
    "trade differs": Fault(20, 25, "other words"),
    "trade sound": Fault(2, 4, "sounds alike"),
    "trade blurred": Fault(3, 5, "sounds alike"),
    "trade misspelt": Fault(4, 10, "misspelt"),
    "trade abbreviated": Fault(3, 3, "abbreviated"),
    "trade replaced": Fault(6, 10, "misspelt"),
    "words dropped": Fault(5, 0, "short name"),
    "first words dropped": Fault(20, 10, "part of the name"),
    "characters dropped": Fault(12, 30, "part of the name"),
    "characters left out": Fault(6, 12, "part of the name"),
    "brand missed": Fault(70, 0, "part of the name"),
    "brand differs": Fault(25, 60, "other words"),
    "brand sound": Fault(10, 10, "sounds alike"),
    "brand blurred": Fault(14, 14, "sounds alike"),
    "brand alone in doubt": Fault(8, 0, "sounds alike"),
    "brand misspelt": Fault(8, 60, "misspelt"),
    "brand abbreviated": Fault(14, 20, "abbreviated"),
    "brand replaced": Fault(6, 55, "misspelt"),
    "moved": Fault(5, 0, "word order"),
    "telling": Fault(35, 0, "other words"),
    "pinyin": Fault(6, 0, "pinyin"),
    "initials": Fault(24, 0, "initials"),
    "initials cut": Fault(5, 0, "initials"),
}  # fmt: skip
"""All that may be wrong; to be silently sure a fit must keep `SURE` points."""

EXACT = 100.0
HALF = 50.0
SPELLING = 0.5
LEAST_HEARD = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a typed name fits a known one, and the word for what sets them apart most."""

    score: float
    why: str


Found = Mapping[str, float]
"""The faults of one reading, each with its share of the name."""


def fit(typed: str, name: str) -> Fit:
    """Compare a typed name with a known one in every way it may be read, and return the best."""
    ours, theirs = parts(typed), parts(name)
    if ours.full == theirs.full:
        return Fit(EXACT, "exact")
    return max(map(_fit, _readings(ours, theirs)), key=lambda found: found.score)


def _fit(found: Found) -> Fit:
    costs = {kind: FAULTS[kind].flat + FAULTS[kind].by_share * share for kind, share in found.items()}
    heaviest = max(costs, key=costs.__getitem__, default="")
    why = FAULTS[heaviest].why if heaviest else "spelling"
    return Fit(_score(sum(costs.values()) or SPELLING), why)


def _score(cost: float) -> float:
    """Take the points off; past half of them the rest only orders names that are all too far off."""
    return EXACT - cost if cost <= HALF else HALF * exp(1 - cost / HALF)


def _readings(ours: Parts, theirs: Parts) -> Iterator[Found]:
    yield _as_written(ours, theirs)
    if ours.han:
        return
    letters = ours.core
    syllables = _heard_in(theirs, pinyin_readings(ours.only("brand"))) if theirs.han else ()
    if syllables:
        spoken = Parts(letters, letters, ours.legal, "", syllables, played("brand", syllables))
        pairs = _align_past_region(spoken, theirs, spoken=True)
        yield {"pinyin": 1.0, **Comparison(spoken, theirs, pairs).faults()}
    if not 1 < len(letters) <= len(theirs.units):
        return
    short = initials(theirs.only("brand", "trade"))
    if letters in {short, initials(theirs.units)}:
        yield {"initials": 1.0}
    elif short.startswith(letters):
        yield {"initials": 1.0, "initials cut": 1.0}


def _heard_in(theirs: Parts, spoken: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the reading of which most is heard in a name, none if it is less than half."""
    heard = {sound for unit in theirs.units for sound in blurred_sounds(unit)}
    best: tuple[str, ...] = ()
    most = LEAST_HEARD
    for syllables in spoken:
        share = sum(blurred(syllable) in heard for syllable in syllables) / len(syllables)
        if share > most or (share == most and not best):
            best, most = syllables, share
    return best


def _as_written(ours: Parts, theirs: Parts) -> Found:
    if ours.core == theirs.core and ours.branch == theirs.branch:
        return dict(legal_fault(ours, theirs))
    both_han = ours.han and theirs.han
    pairs = _align_past_region(ours, theirs) if both_han else align_words(ours.units, theirs.units)
    return Comparison(ours, theirs, pairs).faults()


def _align_past_region(ours: Parts, theirs: Parts, *, spoken: bool = False) -> list[Pair]:
    """Pair the characters, those of the region only where the typed name has one or does not fit without."""
    start = 0 if "region" in ours.roles else theirs.roles.count("region")
    pairs = align_characters(ours.units, theirs.units, start, spoken=spoken)
    if start and len(pairs) < len(ours.units):
        return align_characters(ours.units, theirs.units, spoken=spoken)
    return pairs
