"""How well a typed name fits a known one: 100 less the points of each fault found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import exp

from .name_align import Pair, align_characters, align_words
from .name_parts import Parts, Role, parts
from .name_sounds import blurred, blurred_sounds, initials, pinyin_readings
from .name_words import LATIN_TRADE, TELLING


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
LONG_NAME = 8
LONG_SHORT_NAME = 3
MUCH_TRADE = 4
LONG_WORD = 5
SUPPORT = 0.5
LEAST_HEARD = 0.5
MISSING = {"characters left out", "trade dropped", "characters dropped", "branch dropped"}


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
        spoken = Parts(letters, letters, ours.legal, "", syllables, ("brand",) * len(syllables))
        yield {"pinyin": 1.0, **_aligned(spoken, theirs, _align_past_region(spoken, theirs, spoken=True))}
    short = initials(theirs.only("brand", "trade"))
    if len(letters) > 1 and letters in {short, initials(theirs.units)}:
        yield {"initials": 1.0}
    elif len(letters) > 1 and short.startswith(letters):
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
        return dict(_legal_faults(ours, theirs))
    if not (ours.han and theirs.han):
        return _aligned(ours, theirs, align_words(ours.units, theirs.units))
    return _aligned(ours, theirs, _align_past_region(ours, theirs))


def _align_past_region(ours: Parts, theirs: Parts, *, spoken: bool = False) -> list[Pair]:
    """Pair the characters, those of the region only where the typed name has one or does not fit without."""
    start = 0 if "region" in ours.roles else theirs.roles.count("region")
    pairs = align_characters(ours.units, theirs.units[start:], spoken=spoken)
    if start and len(pairs) < len(ours.units):
        return align_characters(ours.units, theirs.units, spoken=spoken)
    return [replace(pair, known=pair.known + start) for pair in pairs] if start else pairs


def _aligned(ours: Parts, theirs: Parts, pairs: list[Pair]) -> Found:
    pairs = _credible(ours, theirs, pairs)
    found: Counter[str] = Counter()
    for kind, share in chain(
        _pair_faults(theirs, pairs),
        _left_faults(ours, theirs, pairs),
        _legal_faults(ours, theirs),
        _branch_faults(ours, theirs),
    ):
        found[kind] += share
    if ours.legal.endswith("公司") and found.keys() & MISSING:
        found["claims to be whole"] = 1.0
    return found


def _credible(ours: Parts, theirs: Parts, pairs: list[Pair]) -> list[Pair]:
    """Drop replaced units where they are too many for a slip, or are words of their own."""
    slips = [pair for pair in pairs if pair.likeness == "replaced"]
    alike = [pair for pair in pairs if pair.likeness != "replaced"]
    if _is_region_cut(theirs, alike):
        alike = [pair for pair in alike if pair.likeness == "same" or theirs.roles[pair.known] != "region"]
    if len(slips) > 1 + (len(theirs.units) >= LONG_NAME):
        return alike
    roles = Counter(theirs.roles[pair.known] for pair in alike)
    return alike + [
        pair
        for pair in slips
        if roles[theirs.roles[pair.known]] >= (1 if ours.roles[pair.typed] == "brand" else MUCH_TRADE)
    ]


def _is_region_cut(theirs: Parts, pairs: list[Pair]) -> bool:
    """Return whether some but not all of a region was typed: by chance, or as in 上汽."""
    kept = sum(theirs.roles[pair.known] == "region" for pair in pairs)
    return 0 < kept < theirs.roles.count("region")


def _legal_faults(ours: Parts, theirs: Parts) -> Iterator[tuple[str, float]]:
    if ours.legal == theirs.legal:
        return
    if not ours.legal:
        yield "legal dropped", 1.0
    elif not theirs.legal:
        yield "legal added", 1.0
    elif not _is_within(ours.legal, theirs.legal.replace("有限责任", "有限")):
        yield "legal differs", 1.0


def _branch_faults(ours: Parts, theirs: Parts) -> Iterator[tuple[str, float]]:
    if ours.branch != theirs.branch:
        change = "dropped" if not ours.branch else "differs" if theirs.branch else "added"
        yield f"branch {change}", 1.0


def _is_within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short.replace("有限责任", "有限"))


def _pair_faults(theirs: Parts, pairs: list[Pair]) -> Iterator[tuple[str, float]]:
    trade_kept = any(pair.likeness == "same" and theirs.roles[pair.known] == "trade" for pair in pairs)
    for pair in pairs:
        if pair.likeness != "same":
            role = theirs.roles[pair.known]
            share = pair.amount / theirs.roles.count(role)
            if pair.likeness == "misspelt" and len(theirs.units[pair.known]) >= LONG_WORD:
                share /= 1 + SUPPORT * trade_kept
            yield f"{'brand' if role == 'brand' else 'trade'} {pair.likeness}", share
            if role == "brand" and theirs.units[pair.known] in TELLING:
                yield "telling", 1.0
    if any(pair.known > later.known for pair, later in pairwise(sorted(pairs, key=lambda pair: pair.typed))):
        yield "moved", 1.0


def _left_faults(ours: Parts, theirs: Parts, pairs: list[Pair]) -> Iterator[tuple[str, float]]:
    """Yield a fault for each role of which units were added, dropped or differ."""
    added = _left(ours, {pair.typed for pair in pairs})
    dropped = _left(theirs, {pair.known for pair in pairs})
    for role in ("region", "trade"):
        if added[role]:
            yield (
                f"{role} {'differs' if dropped[role] else 'added'}",
                len(added[role]) / ours.roles.count(role),
            )
        elif dropped[role]:
            yield f"{role} dropped", len(dropped[role]) / theirs.roles.count(role)
    if added["brand"]:
        yield "brand differs", len(added["brand"]) / ours.roles.count("brand")
    if dropped["brand"]:
        whole = not any(added.values()) and not _is_region_cut(theirs, pairs)
        left_out = whole and len(pairs) >= LONG_SHORT_NAME and all(pair.likeness == "same" for pair in pairs)
        yield _brand_dropped(theirs, {pair.known for pair in pairs}, left_out=left_out)
    if any(unit in TELLING or unit.isdigit() for unit in added["brand"] + dropped["brand"]):
        yield "telling", 1.0


def _left(name: Parts, paired: set[int]) -> dict[Role, list[str]]:
    """Return the units without a partner under the part they play."""
    left: dict[Role, list[str]] = {"region": [], "brand": [], "trade": [], "stop": []}
    for at, (unit, role) in enumerate(zip(name.units, name.roles, strict=True)):
        if at not in paired:
            left[role].append(unit)
    return left


def _brand_dropped(theirs: Parts, kept: set[int], *, left_out: bool) -> tuple[str, float]:
    """Return the fault of a brand that was typed in part, or not at all."""
    brand = [at for at, role in enumerate(theirs.roles) if role == "brand"]
    words = [theirs.units[at] for at in brand if at in kept]
    share = 1 - len(words) / len(brand)
    if not words:
        return "brand missed", 1.0
    if theirs.han:
        return "characters left out" if left_out and brand[0] in kept else "characters dropped", share
    if brand[0] not in kept or (len(words) == 1 and words[0] in LATIN_TRADE):
        return "first words dropped", share
    return "words dropped", share
