"""What is wrong with taking a typed name for a known one, once their units are paired."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from .name_align import Pair
from .name_parts import Parts, Role
from .name_words import LATIN_TRADE, TELLING

LONG_NAME = 8  # units from which two may be slips
LONG_WORD = 5  # letters from which other words speak for a misspelt one,
SUPPORT = 0.5  # as if the brand had so many more words
SHORT_BRAND = 3  # characters that, misheard and alone, may as well be another's
LONG_SHORT_NAME = 3  # units of a short name that may skip characters
MUCH_TRADE = 4  # units of trade that must be right before one is a slip

MISSING = {"characters left out", "characters dropped", "trade dropped", "branch dropped"}
"""What a name that was typed with its legal form can't lack and still be the same company."""

Kind = tuple[str, float]
"""A fault as `name_score.FAULTS` knows it, with the share of the name it concerns."""


def legal_fault(ours: Parts, theirs: Parts) -> Iterator[Kind]:
    """Yield how the legal forms differ, if they do; those of two languages can't be compared."""
    if ours.legal == theirs.legal:
        return
    if not ours.legal:
        yield "legal dropped", 1.0
    elif not theirs.legal:
        yield "legal added", 1.0
    elif ours.legal.isascii() == theirs.legal.isascii() and not _is_within(ours.legal, theirs.legal):
        yield "legal differs", 1.0


class Comparison:
    """A typed name (ours) beside a known one (theirs), and which of their units stand for each other."""

    def __init__(self, ours: Parts, theirs: Parts, pairs: list[Pair]) -> None:
        self.ours = ours
        self.theirs = theirs
        self.pairs = self._credible(pairs)
        self.kept = {pair.known for pair in self.pairs}
        self.added = _left(ours, {pair.typed for pair in self.pairs})
        self.dropped = _left(theirs, self.kept)

    def faults(self) -> dict[str, float]:
        """Return every fault with its share of the name."""
        found: defaultdict[str, float] = defaultdict(float)
        for kind, share in chain(
            self._unlike(),
            self._out_of_order(),
            self._places_and_trades(),
            self._brand(),
            self._telling(),
            self._branch(),
            legal_fault(self.ours, self.theirs),
        ):
            found[kind] += share
        if self.ours.legal.endswith("公司") and found.keys() & MISSING:
            found["claims to be whole"] = 1.0
        return found

    def _credible(self, pairs: list[Pair]) -> list[Pair]:
        """Drop pairs of different units where they are too many for a slip, or are words of their own."""
        slips = [pair for pair in pairs if pair.likeness == "replaced"]
        alike = [pair for pair in pairs if pair.likeness != "replaced"]
        if self._is_region_cut(alike):
            alike = [pair for pair in alike if pair.likeness == "same" or self._role(pair) != "region"]
        if len(slips) > 1 + (len(self.theirs.units) >= LONG_NAME):
            return alike
        roles = [self._role(pair) for pair in alike]
        return alike + [pair for pair in slips if roles.count(self._role(pair)) >= self._support_needed(pair)]

    def _support_needed(self, slip: Pair) -> int:
        """Return how many units of the same part must be right before another is a slip."""
        return 1 if self.ours.roles[slip.typed] == "brand" else MUCH_TRADE

    def _role(self, pair: Pair) -> Role:
        return self.theirs.roles[pair.known]

    def _is_region_cut(self, pairs: Iterable[Pair]) -> bool:
        """Return whether some but not all of a region was typed: by chance, or as in 上汽."""
        kept = sum(self._role(pair) == "region" for pair in pairs)
        return 0 < kept < self.theirs.roles.count("region")

    def _keeps(self, role: Role) -> bool:
        """Return whether a unit that plays this part was typed as it is."""
        return any(pair.likeness == "same" and self._role(pair) == role for pair in self.pairs)

    def _unlike(self) -> Iterator[Kind]:
        """Yield a fault for each unit that is not typed as it is; other words that fit speak for a slip."""
        heard = False
        for pair in self.pairs:
            if pair.likeness == "same":
                continue
            role = self._role(pair)
            share = pair.amount / self.theirs.roles.count(role)
            if pair.likeness == "misspelt" and len(self.theirs.units[pair.known]) >= LONG_WORD:
                share /= 1 + SUPPORT * self._keeps("trade")
            heard |= role == "brand" and pair.likeness in {"sound", "blurred"}
            yield f"{'brand' if role == 'brand' else 'trade'} {pair.likeness}", share
        alone = not (self._keeps("trade") or self._keeps("region"))
        if heard and alone and self.theirs.roles.count("brand") <= SHORT_BRAND:
            yield "brand alone in doubt", 1.0

    def _out_of_order(self) -> Iterator[Kind]:
        known = [pair.known for pair in sorted(self.pairs)]
        if known != sorted(known):
            yield "moved", 1.0

    def _places_and_trades(self) -> Iterator[Kind]:
        """Yield whether words of region and trade were added, were dropped, or differ."""
        roles: tuple[Role, Role] = ("region", "trade")
        for role in roles:
            added, dropped = self.added[role], self.dropped[role]
            if added:
                change = "differs" if dropped else "added"
                yield f"{role} {change}", len(added) / self.ours.roles.count(role)
            elif dropped:
                yield f"{role} dropped", len(dropped) / self.theirs.roles.count(role)

    def _brand(self) -> Iterator[Kind]:
        """Yield what was typed beside the brand, and how much of the brand was not typed."""
        if self.added["brand"]:
            yield "brand differs", len(self.added["brand"]) / self.ours.roles.count("brand")
        if not self.dropped["brand"]:
            return
        brand = [at for at, role in enumerate(self.theirs.roles) if role == "brand"]
        share = len(self.dropped["brand"]) / len(brand)
        if share == 1:
            yield "brand missed", 1.0
        elif self.theirs.han:
            left_out = self._is_left_out() and brand[0] in self.kept
            yield "characters left out" if left_out else "characters dropped", share
        else:
            words = [self.theirs.units[at] for at in brand if at in self.kept]
            vague = brand[0] not in self.kept or (len(words) == 1 and words[0] in LATIN_TRADE)
            yield "first words dropped" if vague else "words dropped", share

    def _is_left_out(self) -> bool:
        """Return whether all typed is in the name as it is, and enough of it: 东方雨虹, 中国石化."""
        as_is = all(pair.likeness == "same" for pair in self.pairs) and not any(self.added.values())
        return as_is and len(self.pairs) >= LONG_SHORT_NAME and not self._is_region_cut(self.pairs)

    def _telling(self) -> Iterator[Kind]:
        """Yield a fault for a number or a direction that only one of the names has."""
        unlike = [self.theirs.units[pair.known] for pair in self.pairs if pair.likeness != "same"]
        in_doubt = (*unlike, *self.added["brand"], *self.dropped["brand"])
        telling = [unit for unit in in_doubt if unit in TELLING or unit.isdigit()]
        if telling and not {*self.added["brand"], *self.theirs.only("brand")}.isdisjoint(telling):
            yield "telling", 1.0

    def _branch(self) -> Iterator[Kind]:
        ours, theirs = self.ours.branch, self.theirs.branch
        if ours != theirs:
            yield f"branch {'dropped' if not ours else 'differs' if theirs else 'added'}", 1.0


def _is_within(short: str, long: str) -> bool:
    """Return whether a legal form may be short for another: 集团 for 集团有限公司."""
    rest = iter(long.replace("有限责任", "有限"))
    return all(char in rest for char in short.replace("有限责任", "有限"))


def _left(name: Parts, paired: set[int]) -> dict[Role, list[str]]:
    """Return the units without a partner under the part they play."""
    left: dict[Role, list[str]] = {"region": [], "brand": [], "trade": [], "stop": []}
    for at, (unit, role) in enumerate(zip(name.units, name.roles, strict=True)):
        if at not in paired:
            left[role].append(unit)
    return left
