"""Which customer is meant by a typed name: sure, a choice of a few, or unknown.

Finding candidates by their keys, ranking them, and deciding whether the best may be used without asking
are three steps; a wrong customer used silently is the worst of all outcomes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .name_keys import core_key, exact_key, form_key, keys_of, name_forms, query_keys
from .name_parts import parts
from .name_score import EXACT, fit

__all__ = [
    "Candidate",
    "Choose",
    "Match",
    "Resolution",
    "Sure",
    "Unknown",
    "core_key",
    "decide",
    "exact_key",
    "form_key",
    "keys_of",
    "name_forms",
    "query_keys",
    "rank",
    "resolve",
]

SURE = 80.0
PLAUSIBLE = 60.0
OPTIONS = 5
NEAREST = 5

CLEAR_GAP = 3.0
GAP_PER_DOUBT = 0.3
BARE_GAP = 4.0
"""How far behind the runner-up must be: more the worse the best is, and for a brand without other words."""

FAMILIAR = 5.0
CLOSEST_INEXACT = 99.5


@dataclass(frozen=True)
class Candidate:
    """A customer under one of its names; `mine` and `recent` are seen from the person who typed."""

    id: int
    name: str
    alias: bool = False
    mine: bool = False
    recent: bool = False


@dataclass(frozen=True)
class Match:
    """A candidate with how well it fits, 0 to 100, and what was found to match."""

    candidate: Candidate
    score: float
    why: str


@dataclass(frozen=True)
class Sure:
    """The one customer that is meant; may be used without asking."""

    match: Match


@dataclass(frozen=True)
class Choose:
    """Two to five customers that may be meant, the likeliest first."""

    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Unknown:
    """Nobody known is meant for certain; the nearest names, at most five."""

    nearest: tuple[Match, ...]


Resolution = Sure | Choose | Unknown


def resolve(typed: str, candidates: Iterable[Candidate]) -> Resolution:
    """Rank the candidates and decide which is meant."""
    return decide(typed, rank(typed, candidates))


def rank(typed: str, candidates: Iterable[Candidate]) -> tuple[Match, ...]:
    """Return the customers with how well they fit, best first, each once under its best name."""
    best: dict[int, Match] = {}
    for found in sorted((_match(typed, candidate) for candidate in candidates), key=_order):
        best.setdefault(found.candidate.id, found)
    return tuple(best.values())


def decide(typed: str, ranked: Sequence[Match]) -> Resolution:
    """Decide whether the best of the ranked may be used, must be asked for, or is nobody known."""
    for alias in (False, True):
        exact = [match for match in ranked if match.score == EXACT and match.candidate.alias == alias]
        if exact:
            return Sure(exact[0]) if len(exact) == 1 else Choose(tuple(exact[:OPTIONS]))
    if ranked and ranked[0].score >= SURE and _is_clear(typed, ranked):
        return Sure(ranked[0])
    plausible = tuple(match for match in ranked if match.score >= PLAUSIBLE)[:OPTIONS]
    if len(plausible) > 1:
        return Choose(plausible)
    return Unknown(tuple(ranked[:NEAREST]))


def _match(typed: str, candidate: Candidate) -> Match:
    found = fit(typed, candidate.name)
    if found.score == EXACT:
        return Match(candidate, EXACT, "alias" if candidate.alias else found.why)
    familiar = FAMILIAR if candidate.mine or candidate.recent else 0.0
    return Match(candidate, min(CLOSEST_INEXACT, found.score + familiar), found.why)


def _order(match: Match) -> tuple[float, bool, bool, bool, int]:
    known = match.candidate
    return -match.score, known.alias, not known.recent, not known.mine, known.id


def _is_clear(typed: str, ranked: Sequence[Match]) -> bool:
    """Return whether the best is far enough ahead of the second."""
    best = ranked[0].score
    needed = CLEAR_GAP + GAP_PER_DOUBT * (EXACT - best) + BARE_GAP * _is_bare(typed)
    return len(ranked) == 1 or best - ranked[1].score >= needed


def _is_bare(typed: str) -> bool:
    """Return whether nothing but a brand was typed, which many companies of one house share."""
    taken = parts(typed)
    return not taken.legal and set(taken.roles) == {"brand"}
