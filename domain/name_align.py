"""Which unit of a typed name stands for which unit of a known one, and how alike the two are."""

from collections.abc import Sequence
from itertools import chain
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, LCSseq, Prefix

from .name_sounds import blurred_sounds, sounds
from .name_words import TELLING

Likeness = Literal["same", "sound", "blurred", "misspelt", "abbreviated", "replaced"]

SHORTEST_MISSPELT = 4
TWO_SLIPS_FROM = 8
SHORTEST_STEM = 5


class Pair(NamedTuple):
    """Unit `typed` stands for unit `known`; `amount` is the share of a misspelt word that is wrong."""

    typed: int
    known: int
    likeness: Likeness = "same"
    amount: float = 1.0


def align_characters(
    typed: Sequence[str], known: Sequence[str], start: int = 0, *, spoken: bool = False
) -> list[Pair]:
    """Pair characters that are written or sound alike, in order, then what stands in the gaps between; those
    of the known name from `start` on.

    When `spoken`, the typed units are syllables, and a character read so is the same.
    """
    same: Likeness = "same" if spoken else "sound"
    typed_sounds, known_sounds = _common_sounds(typed, known[start:])
    blocks = LCSseq.opcodes(typed_sounds, known_sounds)
    pairs: list[Pair] = []
    gap: tuple[list[int], list[int]] = ([], [])
    for block in blocks:
        if block.tag == "equal":
            pairs += _replaced(gap)
            gap = ([], [])
            places = zip(
                range(block.src_start, block.src_end),
                range(start + block.dest_start, start + block.dest_end),
                strict=True,
            )
            pairs += [Pair(i, j, _likeness(typed[i], known[j], same)) for i, j in places]
        else:
            gap[0].extend(range(block.src_start, block.src_end))
            gap[1].extend(range(start + block.dest_start, start + block.dest_end))
    return pairs + _replaced(gap)


def align_words(typed: Sequence[str], known: Sequence[str]) -> list[Pair]:
    """Pair words that are the same, then words that are misspelt or cut short, in any order."""
    left = dict(enumerate(known))
    pairs: list[Pair] = []
    unpaired: list[int] = []
    for i, word in enumerate(typed):
        j = next((j for j, other in left.items() if other == word), None)
        if j is None:
            unpaired.append(i)
        else:
            pairs.append(Pair(i, j))
            del left[j]
    for i in unpaired:
        likest = min(
            (_word_pair(i, j, typed[i], other) for j, other in left.items()), key=_unlikeness, default=None
        )
        if likest and likest.likeness != "replaced":
            pairs.append(likest)
            del left[likest.known]
    return pairs


def _common_sounds(typed: Sequence[str], known: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return one sound for each unit, of several the one that the other name has too."""
    heard = [blurred_sounds(unit) for unit in known]
    theirs = set(chain.from_iterable(heard))
    ours = [_preferred(blurred_sounds(unit), theirs) for unit in typed]
    wanted = set(ours)
    return ours, [_preferred(sounds, wanted) for sounds in heard]


def _preferred(heard: tuple[str, ...], wanted: set[str]) -> str:
    if len(heard) == 1:
        return heard[0]
    return next((sound for sound in heard if sound in wanted), heard[0])


def _likeness(typed: str, known: str, if_read_so: Likeness) -> Likeness:
    if typed == known:
        return "same"
    return if_read_so if set(sounds(typed)) & set(sounds(known)) else "blurred"


def _replaced(gap: tuple[list[int], list[int]]) -> list[Pair]:
    return [Pair(i, j, "replaced") for i, j in zip(*gap, strict=False)] if gap[0] and gap[1] else []


def _word_pair(i: int, j: int, typed: str, known: str) -> Pair:
    """Pair two different words as what they are: one misspelt, cut short, or another word."""
    longest = max(len(typed), len(known))
    slips = 0 if longest < SHORTEST_MISSPELT else 1 + (longest >= TWO_SLIPS_FROM)
    distance = OSA.distance(typed, known, score_cutoff=slips)
    if distance <= slips and not _is_telling(typed, known):
        return Pair(i, j, "misspelt", distance / longest)
    if len(typed) > 2 and known.startswith(typed):
        return Pair(i, j, "abbreviated", 1 - len(typed) / longest)
    stem = Prefix.similarity(typed, known)
    if stem >= SHORTEST_STEM and not _is_telling(typed, known):
        return Pair(i, j, "misspelt", 1 - stem / longest)
    return Pair(i, j, "replaced")


def _is_telling(*words: str) -> bool:
    return any(word in TELLING or not word.isalpha() for word in words)


def _unlikeness(pair: Pair) -> tuple[bool, float]:
    return pair.likeness == "replaced", pair.amount
