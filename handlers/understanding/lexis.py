"""Words that everybody uses: where in one a Chinese character stands; whether a Latin word is common."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("phrases")
_LONGEST = 4


def words_at(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return for each token the word it stands in and where: B(eginning), M(iddle), E(nd), S(ingle) or an
    unknown one (X)."""
    chinese, english = _common("zh"), _common("en")
    found: list[tuple[str, str]] = []
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        if not "\u3400" <= word[0] <= "\u9fff":
            found.append((word, "S" if word in english or not word[0].isalpha() else "X"))
            at += 1
            continue
        for size in range(min(_LONGEST, count - at), 1, -1):
            together = "".join(words[at : at + size])
            if together in chinese:
                found += [(together, "B"), *[(together, "M")] * (size - 2), (together, "E")]
                at += size
                break
        else:
            found.append((word, "S"))
            at += 1
    return found


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset((_FOLDER / f"common_{language}.txt").read_text(encoding="utf-8").split())
