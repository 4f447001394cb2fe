"""The words of a message that may be a known name, for one look-up in the store."""

import re
import unicodedata
from collections.abc import Iterator

MOST = 400
LONGEST_LATIN = 6
HAN_LENGTHS = range(2, 13)
_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff][\w&'’.+\-]*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def spans(text: str) -> tuple[str, ...]:
    """Return runs of up to six words and Chinese pieces of two to twelve characters, folded, no two alike."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found: dict[str, None] = {}
    for span in _proposed(folded):
        found.setdefault(span)
        if len(found) == MOST:
            break
    return tuple(found)


def _proposed(folded: str) -> Iterator[str]:
    """Propose runs of words first, as they are few, then Chinese pieces from short to long."""
    runs = [(run.start(), run.end()) for run in _RUN.finditer(folded)]
    for size in range(1, LONGEST_LATIN + 1):
        for first in range(len(runs) - size + 1):
            span = folded[runs[first][0] : runs[first + size - 1][1]]
            if len(span) > 1 and "\n" not in span:
                yield span.rstrip(".'’-")
    stretches = [run for run in re.findall(r"[\u3400-\u9fffa-z0-9&]+", folded) if _HAN.search(run)]
    for length in HAN_LENGTHS:
        for run in stretches:
            for start in range(len(run) - length + 1):
                yield run[start : start + length]
