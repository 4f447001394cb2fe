"""What a name is made of: its units, each with the part it plays, and the legal form apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .name_words import (
    ABBREVIATIONS,
    BRANCH_TAILS,
    HAN_BRANCH,
    HAN_COUNTY,
    HAN_LEGAL,
    HAN_REGION_TAILS,
    HAN_REGIONS,
    HAN_TRADE,
    LATIN_LEGAL,
    LATIN_LEGAL_CLASS,
    LATIN_REGIONS,
    LATIN_TRADE,
    STOP_WORDS,
)
from .script import fold

Role = Literal["region", "brand", "trade", "stop"]
"""`brand` is what tells a company from others; `stop` words tell nothing."""

HAN = re.compile("[㐀-䶿一-鿿]")
BESIDE_HAN = re.compile("(?<=[㐀-䶿一-鿿]) | (?=[㐀-䶿一-鿿])")
HAN_ONLY = re.compile("[㐀-䶿一-鿿]*")
UNIT = re.compile(r"[㐀-䶿一-鿿]|[^\W_㐀-䶿一-鿿]+")
JOINING = re.compile(r"(?<=\b\w)[./](?=\w\b)|(?<=\w)&(?=\w)|['’]")
BRACKETS = re.compile(r"[(（【\[](.{1,12}?)[)）】\]]")
LETTERS_FIRST = re.compile("[a-z0-9 ]+")
SHORTEST_NAME = 2
LONGEST_TRADE = max(map(len, HAN_TRADE))
REGION_SIZES = sorted({len(region) for region in HAN_REGIONS}, reverse=True)


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart; a unit is one Chinese character or one word in letters.

    `full` is all that was written without spaces and punctuation, `core` the same less the legal form.
    The units of a Chinese name stand in the order region, brand, trade; abbreviated words are resolved.
    """

    full: str
    core: str
    legal: str
    branch: str
    units: tuple[str, ...]
    roles: tuple[Role, ...]
    han: bool = False
    """Whether the name holds Chinese characters."""

    def only(self, *roles: Role) -> tuple[str, ...]:
        """Return the units that play one of these parts."""
        return tuple(unit for unit, role in zip(self.units, self.roles, strict=True) if role in roles)


@lru_cache(maxsize=8192)
def parts(name: str) -> Parts:
    """Take a name apart."""
    folded = JOINING.sub("", fold(name))
    if HAN.search(folded):
        return _han_parts(folded)
    return _latin_parts(UNIT.findall(folded), folded)


def played(role: Role, units: Sequence[str]) -> tuple[Role, ...]:
    """Return the same part for each of the units."""
    return (role,) * len(units)


def squeezed(text: str) -> str:
    """Return folded text without spaces and punctuation; of pure punctuation, all of it."""
    return text if text.isalnum() else "".join(UNIT.findall(text)) or text.strip()


# ---- names in letters --------------------------------------------------------------------------------


def _latin_parts(words: list[str], folded: str) -> Parts:
    end = len(words)
    while end > 1 and words[end - 1] in LATIN_LEGAL:
        end -= 1
    while end < len(words) and end > 1 and words[end - 1] in {"and", "&"}:
        end -= 1
    legal = "".join(LATIN_LEGAL_CLASS.get(word, word) for word in words[end:])
    start = 1 if end > 1 and words[0] == "the" else 0
    units = tuple(ABBREVIATIONS.get(word, word) for word in words[start:end])
    full, core = "".join(words) or folded.strip(), "".join(words[start:end])
    return Parts(full, core, legal, "", units, _latin_roles(units))


def _latin_roles(units: tuple[str, ...]) -> tuple[Role, ...]:
    roles: list[Role] = [_latin_role(unit) for unit in units]
    if "brand" not in roles:
        return tuple("stop" if role == "stop" and len(units) > 1 else "brand" for role in roles)
    return tuple(roles)


def _latin_role(unit: str) -> Role:
    if unit in STOP_WORDS:
        return "stop"
    if unit in LATIN_REGIONS:
        return "region"
    return "trade" if unit in LATIN_TRADE else "brand"


# ---- Chinese names -----------------------------------------------------------------------------------


def _han_parts(folded: str) -> Parts:
    text, inner = _out_of_brackets(folded)
    text, branch = _less_branch(_joined(text))
    text, legal = _less_legal(text)
    region, rest = _region_first(text)
    brand, trade = _brand_first(_units(rest))
    if not brand:
        region, brand, trade = "", *_brand_of_plain_words(region, trade)
    place = _units(inner + region)
    units = (*place, *brand, *trade)
    roles = (*played("region", place), *played("brand", brand), *played("trade", trade))
    return Parts(squeezed(folded), "".join(units), legal, branch, units, roles, han=True)


def _units(text: str) -> list[str]:
    return list(text) if HAN_ONLY.fullmatch(text) else UNIT.findall(text)


def _joined(text: str) -> str:
    """Return the text without punctuation, and with spaces between words in letters only."""
    if HAN_ONLY.fullmatch(text):
        return text
    return BESIDE_HAN.sub("", " ".join(UNIT.findall(text)))


def _out_of_brackets(text: str) -> tuple[str, str]:
    """Take the region out of brackets: `小米(北京)有限公司` → `小米有限公司`, `北京`."""
    for found in BRACKETS.finditer(text):
        inner = _joined(found[1])
        if _region_end(inner, 0) == len(inner):
            return text[: found.start()] + text[found.end() :], _less_tail(inner)
    return text, ""


def _less_branch(text: str) -> tuple[str, str]:
    found = HAN_BRANCH.fullmatch(text) if text.endswith(BRANCH_TAILS) else None
    return (found["main"], found["place"]) if found else (text, "")


def _less_legal(text: str) -> tuple[str, str]:
    found = HAN_LEGAL.search(text)
    return (text[: found.start()], found[0]) if found and found.start() else (text, "")


def _region_first(text: str) -> tuple[str, str]:
    """Split regions off the front, or off what follows a word in letters, as long as a name is left."""
    letters = LETTERS_FIRST.match(text)
    head, region, start = "", "", 0
    if letters:
        head, start = letters[0], letters.end()
    while (end := _region_end(text, start)) and len(head) + len(text) - end >= SHORTEST_NAME:
        region, start = region + _less_tail(text[start:end]), end
    return region, head + text[start:]


def _region_end(text: str, start: int) -> int:
    """Return where the region ends that begins at `start`, 0 if none does."""
    for size in REGION_SIZES:
        end = start + size
        if text[start:end] in HAN_REGIONS and end <= len(text):
            return end + next((len(tail) for tail in HAN_REGION_TAILS if text.startswith(tail, end)), 0)
    county = HAN_COUNTY.match(text, start)
    return county.end() if county else 0


def _less_tail(region: str) -> str:
    tail = next((tail for tail in HAN_REGION_TAILS if region.endswith(tail)), "")
    return region[: -len(tail)] if tail and len(region) - len(tail) >= SHORTEST_NAME else region


def _brand_first(units: list[str]) -> tuple[list[str], list[str]]:
    """Split where the words of trade begin; a brand has two characters or one word in letters."""
    if _trades_end(units, 0) == len(units):
        return [], units
    first = SHORTEST_NAME if HAN.match(units[0]) else 1
    for at in range(first, len(units)):
        end = _trade_end(units, at)
        if end > at + 1 or end == len(units):
            return units[:at], units[at:]
    return units, []


def _trade_end(units: list[str], start: int) -> int:
    """Return where the longest word of trade at `start` ends, 0 if none begins there."""
    sizes = range(min(LONGEST_TRADE, len(units) - start), 0, -1)
    return next((start + size for size in sizes if "".join(units[start : start + size]) in HAN_TRADE), 0)


def _trades_end(units: list[str], start: int) -> int:
    """Return where the run of words of trade at `start` ends."""
    while end := _trade_end(units, start):
        start = end
    return start


def _brand_of_plain_words(region: str, words: list[str]) -> tuple[list[str], list[str]]:
    """Let a region and the first word of trade be the brand of a name without one: `上海电气`."""
    first = _trade_end(words, 0) if region else len(words)
    return [*_units(region), *words[:first]], words[first:]
