"""Words that stand for a value of the contract, found anywhere in a stretch."""

import re
from collections.abc import Mapping

from handlers.understanding.phrases import words


class Vocabulary:
    """A table of words for each value; the first value of the table that occurs is meant."""

    def __init__(self, table: Mapping[str, str], order: str = "") -> None:
        values = order.split() or list(table)
        self._ways = [(value, re.compile(rf"(?<![a-z])(?:{table[value].lower()})(?![a-z])")) for value in values]

    def find(self, said: str) -> str | None:
        """Return the value that words speak of."""
        return next((value for value, way in self._ways if way.search(said)), None)


KIND = Vocabulary(words.KINDS, "callback follow_up demo email message meeting visit call task")
STAGE = Vocabulary(words.STAGES)
TIER = Vocabulary(words.TIERS)
LANGUAGE = Vocabulary(words.LANGUAGES, "zh-Hant zh-Hans en")
METRIC = Vocabulary(words.METRICS)
BY = Vocabulary(words.BY)
TICKET = Vocabulary({k: v for k, v in words.TICKETS.items() if k != "any"})
