"""Scripts: one written form to compare by, and how Chinese characters are read aloud.

The tables are made by tools/make_script_tables.py.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

ACCENTED = re.compile("[À-ɏḀ-ỿ]")
TABLES = Path(__file__).with_name("tables")


def fold(text: str) -> str:
    """Return the text as compared: half-width, small letters, no accents, simplified characters."""
    if text.isascii():
        return text.lower()
    return simplified(without_accents(unicodedata.normalize("NFKC", text).casefold()))


def simplified(text: str) -> str:
    """Return the text with each traditional character simplified; positions stay as they are."""
    return text if text.isascii() else text.translate(_simplified_by_traditional())


def alike(char: str) -> str:
    """Return the characters that are the same one in either script, itself among them."""
    plain = simplified(char)
    return plain + _traditional_by_simplified().get(plain, "")


def without_accents(text: str) -> str:
    """Return the text with the accents of Latin letters taken off."""
    return ACCENTED.sub(lambda found: _without_accent(found[0]), text)


def readings(char: str) -> tuple[str, ...]:
    """Return the syllables of a simplified character, without tone; none for a letter."""
    return _syllables_by_char().get(char, ())


@cache
def syllables() -> frozenset[str]:
    """Return every syllable a character can be read as."""
    return frozenset(syllable for syllable, _ in _table("syllables"))


def _without_accent(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


def _table(name: str) -> list[tuple[str, str]]:
    """Read lines `key characters` as (key, character) pairs."""
    text = (TABLES / f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return [(key, char) for key, chars in rows for char in chars]


@cache
def _simplified_by_traditional() -> dict[int, str]:
    return {ord(traditional): plain for plain, traditional in _table("traditional")}


@cache
def _traditional_by_simplified() -> dict[str, str]:
    found: dict[str, str] = {}
    for plain, traditional in _table("traditional"):
        found[plain] = found.get(plain, "") + traditional
    return found


@cache
def _syllables_by_char() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for syllable, char in _table("syllables"):
        found[char] = (*found.get(char, ()), syllable)
    return found
