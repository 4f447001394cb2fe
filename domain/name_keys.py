"""The keys a name is found by: whole forms, pieces of its writing and of its sound, initials.

A key is a 63-bit number that depends on nothing but the text, so keys may be kept in a database.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import TypeVar

from .name_parts import HAN, Parts, parts, squeezed
from .name_sounds import blurred, blurred_sounds, initials, pinyin_readings
from .script import fold

T = TypeVar("T")

LONGEST_PIECES = 7
LONGEST_INITIALS = 4
SHORTEST_FORM = {True: 2, False: 3}


def exact_key(name: str) -> int:
    """Return the key of the name as written, legal form kept."""
    return _key("exact", parts(name).full)


def core_key(name: str) -> int:
    """Return the key of the name less its legal form."""
    return _key("core", parts(name).core)


def form_key(text: str) -> int:
    """Return the key by which a stretch of a sentence is looked up among the forms of known names."""
    return _key("form", squeezed(fold(text)))


def name_forms(name: str) -> tuple[str, ...]:
    """Return the folded forms under which a name may stand in a sentence, the longest first."""
    taken = parts(name)
    without_region = "".join(taken.only("brand", "trade", "stop"))
    forms = dict.fromkeys((taken.full, taken.core, without_region))
    return tuple(form for form in forms if len(form) >= SHORTEST_FORM[taken.han] or form == taken.full)


def keys_of(name: str) -> frozenset[int]:
    """Return all keys to store with a name."""
    taken = parts(name)
    forms = (_key("form", form) for form in name_forms(name))
    return frozenset((exact_key(name), core_key(name), *forms, *_pieces(taken), *_initial_keys(taken)))


def query_keys(typed: str) -> tuple[int, ...]:
    """Return the keys to look a typed name up by, the most telling kind first."""
    taken = parts(typed)
    whole = (exact_key(typed), core_key(typed))
    forms = (_key("form", form) for form in name_forms(typed))
    letters = () if taken.han else (_key("initials", taken.core[:size]) for size in (None, 4, 3, 2))
    pieces = _pieces(taken) if taken.han or not _is_plainly_pinyin(taken) else _sound_pieces(taken)
    return tuple(dict.fromkeys((*whole, *forms, *letters, *pieces)))


def _key(kind: str, text: str) -> int:
    digest = blake2b(f"{kind}:{text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _pieces(taken: Parts) -> Iterator[int]:
    """Yield the keys of pieces of writing and sound: what a slip of the finger leaves intact."""
    units = taken.only("region")[-2:] + taken.only("brand", "trade")[:LONGEST_PIECES]
    yield from _sound_pieces(taken)
    if taken.han:
        yield from (_key("pair", a + b) for a, b in _near_pairs(units))
    for word in taken.only("brand"):
        yield from (_key("letters", piece) for piece in _trigrams(word) if not HAN.match(word))


def _sound_pieces(taken: Parts) -> Iterator[int]:
    """Yield the keys of whole words in letters, and of pairs of syllables, read as pinyin or characters."""
    units = taken.only("brand", "trade")[:LONGEST_PIECES]
    yield from (_key("word", unit) for unit in units if not HAN.match(unit))
    yield from _sound_pairs([blurred_sounds(unit) for unit in units if HAN.match(unit)])
    for syllables in _pinyin(taken):
        yield from _sound_pairs([(blurred(syllable),) for syllable in syllables])


def _pinyin(taken: Parts) -> tuple[tuple[str, ...], ...]:
    return pinyin_readings(tuple(unit for unit in taken.only("brand") if unit.isascii()))


def _is_plainly_pinyin(taken: Parts) -> bool:
    """Return whether words in letters are pinyin beyond doubt: no syllable is a mere vowel."""
    return any(len(syllables) > 1 and min(map(len, syllables)) > 1 for syllables in _pinyin(taken))


def _sound_pairs(syllables: list[tuple[str, ...]]) -> Iterator[int]:
    for first, second in _near_pairs(syllables[:LONGEST_PIECES]):
        yield from (_key("sound", f"{a} {b}") for a in first for b in second)


def _near_pairs(units: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Yield neighbours, and what stands two apart: one unit changed or left out still leaves pairs."""
    units = tuple(units)
    yield from pairwise(units)
    yield from zip(units, units[2:], strict=False)


def _trigrams(word: str) -> set[str]:
    padded = f" {word[:10]} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _initial_keys(taken: Parts) -> Iterator[int]:
    """Yield the keys of initials: their beginning without the region, all of them with and without it."""
    short = initials(taken.only("brand", "trade"))
    beginnings = (short[:size] for size in range(2, LONGEST_INITIALS + 1))
    whole = (short, initials(taken.units))
    yield from (_key("initials", letters) for letters in (*beginnings, *whole) if len(letters) > 1)
