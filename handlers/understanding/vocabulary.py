"""Words that stand for a value of the contract, found anywhere in a stretch."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from handlers.understanding.phrases import words

_TO = re.compile(
    r"(?:(?<![a-z])(?:to|into|in|as|now|at|become|becomes|set|->|=>|been|is|are|was made)"
    r"|[→>]|[升改成为到至入进回降转做设标换变落去返])"
    r"(?: the| a| an| our)?(?: stage(?: of)?)?[:\s了咗]*$"
)
_FROM = re.compile(
    r"(?:(?<![a-z])(?:from|not|no longer|was|were|instead of|out of|isn't)(?: a| the)?|[从由原]|本来是?|"
    r"不[是再]|唔[系再])\s*$"
)
_NEAR = 14


class Vocabulary:
    """A table of words for each value."""

    def __init__(self, table: Mapping[str, str], order: str = "") -> None:
        self._values: Sequence[str] = order.split() or list(table)
        ways = "|".join(f"(?P<{_group(value)}>{table[value].lower()})" for value in self._values)
        self.way = rf"(?<![a-z])(?:{ways})(?![a-z])"
        self._way = re.compile(self.way)
        self._table = table

    def find(self, said: str) -> str | None:
        """Return the value that words speak of: of several, the first of the table."""
        found = {hit.lastgroup for hit in self._way.finditer(said)}
        return next((value for value in self._values if _group(value) in found), None) if found else None

    def meant(self, said: str) -> str | None:
        """Return the value that something is to have: of "from A to B" B, of "B now, not A" B."""
        hits = list(self._way.finditer(said))
        if not hits:
            return None
        kept = [
            hit for hit in hits if not _FROM.search(said, max(0, hit.start() - _NEAR), hit.start())
        ] or hits
        aimed = [hit for hit in kept if _TO.search(said, max(0, hit.start() - _NEAR), hit.start())]
        if aimed:
            return self._value(aimed[-1])
        found = {hit.lastgroup for hit in kept}
        return next(value for value in self._values if _group(value) in found)

    def misspelt(self, said: str) -> str | None:
        """Return the value of which a Latin word is spelt wrong."""
        for word in re.findall(r"[a-z]{5,}", said):
            alike = [
                other for other in self._spelt if other[0] == word[0] and abs(len(other) - len(word)) < 3
            ]
            if near := get_close_matches(word, alike, 1, 0.84):
                return self._spelt[near[0]]
        return None

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """The plain Latin words of the table, each with its value."""
        return {
            word: value
            for value in self._values
            for word in re.split(r"\||\(\?:|\)|s\?|\?", self._table[value].lower())
            if re.fullmatch(r"[a-z]{5,}", word)
        }

    def _value(self, hit: re.Match[str]) -> str:
        return next(value for value in self._values if _group(value) == hit.lastgroup)


def _group(value: str) -> str:
    return value.replace("-", "_")


_KINDS = "callback follow_up demo email message meeting visit call"
KIND = Vocabulary(words.KINDS, _KINDS)
LOGGED = Vocabulary(words.KINDS, "demo email message meeting visit call")
"""Kinds of what was done; a callback or a follow-up is only ever to be done."""
KIND_VERB = Vocabulary(words.KIND_VERBS)
STAGE = Vocabulary(words.STAGES)
TIER = Vocabulary(words.TIERS)
LANGUAGE = Vocabulary(words.LANGUAGES)
LIFECYCLE = Vocabulary(words.LIFECYCLES)
CLEARANCE = Vocabulary(words.CLEARANCES)
ROLE = Vocabulary(words.ROLES_HERE)
TICKET = Vocabulary({k: v for k, v in words.TICKETS.items() if k != "any"})

_BY = "|".join(f"(?P<{name}>{way})" for name, way in words.BY.items())
_BY_SAID = re.compile(
    rf"(?<![a-z])(?:by|per|each(?: of)?|every|split by|across|for each|which|what|whose)(?: (?:my|the|"
    rf"our))?[ -](?:{_BY})(?![a-z])"
)
_BY_SAID_ZH = re.compile(
    rf"(?:按照?|依照?|分|各个?|每一?个?|逐个?|逐|哪个?|哪些|邊個?|边个?) ?(?:客户)?(?:{_BY})(?!度)"
)
_BY_ZH_LAST = re.compile(
    r"(?P<industry>[行产]业别)|(?P<region>区域别|地区别)|(?P<month>月度走势|逐月|月别)|(?P<week>逐周|周别)"
)
_BY_OWNER = re.compile(
    r"(?<![a-z])(?:one by one|rank(?:ing|ed)?|leader ?board|league table|everyone's own|who(?:'s|se| is|"
    r" has| had| did| made| sold| closed)?(?: \w+){0,3} (?:most|best|top|least|worst))(?![a-z])"
    r"|排行榜?|排名|排一下|名次|(?<![a-z])谁|哪个人|边个(?!客)|边位|人均|各人|每人|(?<!按)各(?=拜访|打|跑|签|做|开|卖|收|报)"
)


def split_by(said: str) -> tuple[str | None, str]:
    """Return by what a figure is to be split, and the words without those that say so."""
    hits = [hit for way in (_BY_SAID, _BY_SAID_ZH, _BY_ZH_LAST) for hit in way.finditer(said)]
    rest = said
    for hit in hits:
        rest = rest[: hit.start()] + "_" * (hit.end() - hit.start()) + rest[hit.end() :]
    if hits:
        return max(hits, key=lambda hit: hit.start()).lastgroup, rest
    return ("owner" if _BY_OWNER.search(said) else None), rest
