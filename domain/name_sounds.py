"""How names sound: syllables, the ones that are mixed up, and letters read as pinyin or initials."""

import re
from functools import cache, lru_cache

from .name_words import PINYIN_LEGAL
from .script import readings, syllables

MIXED_UP = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
"""Beginnings of syllables that are mixed up in speech and typing; likewise -ng and -n."""

VOWEL = re.compile("[aeiouv]")
LONGEST_SYLLABLE = 6
MOST_READINGS = 4


@cache
def blurred(syllable: str) -> str:
    """Return the form shared by all syllables that are easily taken for this one."""
    for clear, blur in MIXED_UP:
        if syllable.startswith(clear):
            syllable = blur + syllable.removeprefix(clear)
            break
    return re.sub("(?<=[aei])ng$", "n", syllable)


@lru_cache(maxsize=8192)
def sounds(unit: str) -> tuple[str, ...]:
    """Return how a unit of a name is read: a character's syllables, a word in letters itself."""
    return readings(unit) or (unit,)


@lru_cache(maxsize=8192)
def blurred_sounds(unit: str) -> tuple[str, ...]:
    """Return the readings of a unit as they are easily heard."""
    return tuple(dict.fromkeys(map(blurred, sounds(unit))))


def pinyin_readings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read words in letters as syllables, fewest first; none for other words."""
    found: list[tuple[str, ...]] = [()]
    for word in (PINYIN_LEGAL.sub("", word) or word * (not at) for at, word in enumerate(words)):
        found = [(*before, *split) for before in found for split in _splits(word)]
    return tuple(sorted(found, key=len)[:MOST_READINGS]) if words else ()


@cache
def _voiced() -> frozenset[str]:
    return frozenset(syllable for syllable in syllables() if VOWEL.search(syllable))


@lru_cache(maxsize=1024)
def _splits(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return every way to cut letters into syllables."""
    known = _voiced()
    cuts: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, min(len(letters), 40) + 1):
        starts = range(max(0, end - LONGEST_SYLLABLE), end)
        ways = [(*way, letters[at:end]) for at in starts if letters[at:end] in known for way in cuts[at]]
        cuts.append(sorted(ways, key=len)[:MOST_READINGS])
    return tuple(cuts[-1]) if len(cuts) == len(letters) + 1 else ()


def initials(units: tuple[str, ...]) -> str:
    """Return the first letters of the units as they are read."""
    return "".join(sounds(unit)[0][0] for unit in units)
