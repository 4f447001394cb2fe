"""A list of names in memory, found by the same keys as customers in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import log
from time import perf_counter_ns
from typing import Any

from .name_keys import keys_of, query_keys
from .names import NEAREST, Candidate, Choose, Resolution, Sure, Unknown, decide, rank

MOST_ROWS = 8_000
MOST_CANDIDATES = 30
FAINTEST = 0.25
"""Beyond the nearest, a name is left out that shares less than this of what the best one shares."""


class NameList:
    """An index over names; a name's id is its place in the list."""

    def __init__(self, names: Iterable[str]) -> None:
        self.candidates = [Candidate(at, name) for at, name in enumerate(names)]
        self._rows: dict[int, list[int]] = defaultdict(list)
        for candidate in self.candidates:
            for key in keys_of(candidate.name):
                self._rows[key].append(candidate.id)

    def resolve(self, typed: str) -> Resolution:
        """Return which of the names is meant."""
        return decide(typed, rank(typed, self.find(typed)))

    def find(self, typed: str) -> list[Candidate]:
        """Return the names that share the most telling keys with what was typed, at most 30."""
        weights: dict[int, float] = defaultdict(float)
        seen = 0
        for rows in sorted((self._rows[key] for key in query_keys(typed) if key in self._rows), key=len):
            weight = log(1 + len(self.candidates) / len(rows))
            for row in rows:
                weights[row] += weight
            seen += len(rows)
            if seen > MOST_ROWS:
                break
        heaviest = nlargest(MOST_CANDIDATES, weights, key=weights.__getitem__)
        enough = FAINTEST * weights[heaviest[0]] if heaviest else 0
        further = (row for row in heaviest[NEAREST:] if weights[row] >= enough)
        return [self.candidates[row] for row in (*heaviest[:NEAREST], *further)]


def match_line(names: NameList, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a line `{"id", "query"}` of `salesbot match --jsonl` with the decision and the nearest names."""
    typed = str(asked["query"])
    start = perf_counter_ns()
    ranked = rank(typed, names.find(typed))
    resolution = decide(typed, ranked)
    microseconds = (perf_counter_ns() - start) // 1000
    return {
        "id": asked["id"],
        "decision": DECISIONS[type(resolution)],
        "matches": [[match.candidate.name, round(match.score, 1)] for match in ranked[:NEAREST]],
        "reason": ranked[0].why if ranked else "nothing alike",
        "us": microseconds,
    }


DECISIONS = {Sure: "sure", Choose: "choose", Unknown: "unknown"}
