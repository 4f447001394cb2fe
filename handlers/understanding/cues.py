"""Words that point to something: which tokens of a message point to what, by phrases/cues.txt."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from handlers.understanding.marked import plain, small

_TABLE = Path(__file__).with_name("phrases") / "cues.txt"
Entry = tuple[tuple[str, ...], str]


def cues_of(words: Sequence[str]) -> list[list[str]]:
    """Return for each token the names of what it points to, with its form."""
    found: list[list[str]] = [[] for _ in words]
    table = _entries()
    for at, word in enumerate(words):
        for entry, name in table.get(word, ()):
            beyond = at + len(entry)
            if tuple(words[at:beyond]) == entry:
                for place in range(at, beyond):
                    if name not in found[place]:
                        found[place].append(name)
    return found


@cache
def _entries() -> dict[str, list[Entry]]:
    from handlers.understanding.tokens import words_of

    table: dict[str, list[Entry]] = defaultdict(list)
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        name, colon, said = line.partition(": ")
        if not colon or line.startswith("#"):
            continue
        for way in dict.fromkeys(said.split(", ")):
            for form, cue in _forms(way.strip(), name):
                words = words_of(small(plain(form)))
                if words:
                    table[words[0]].append((words, cue))
    return dict(table)


def _forms(way: str, name: str) -> Iterator[tuple[str, str]]:
    if way.endswith("=ed"):
        yield way.removesuffix("=ed"), f"{name}=ed"
    elif way.endswith("~"):
        stem = way.removesuffix("~")
        yield stem, name
        yield _with(stem, "s"), name
        yield _with(stem, "ed"), f"{name}=ed"
        yield _with(stem, "ing"), f"{name}=ing"
    else:
        yield way, name


def _with(stem: str, ending: str) -> str:
    if stem.endswith("e") and ending != "s":
        return stem[:-1] + ending
    if stem.endswith("y") and stem[-2] not in "aeiou" and ending != "ing":
        return stem[:-1] + ("ies" if ending == "s" else "ied")
    if ending == "s" and stem.endswith(("s", "sh", "ch", "x", "z")):
        return stem + "es"
    return stem + ending


def cue_words() -> Iterator[tuple[str, ...]]:
    """Yield the words of each entry."""
    return (words for entries in _entries().values() for words, _ in entries)


def is_given_name(word: str) -> bool:
    """Tell a first name."""
    return "given" in cues_of((word.lower(),))[0]


def is_person_name(name: str) -> bool:
    """Tell a name that can hardly be a company's: it has a title or a first name in it."""
    from handlers.understanding.tokens import words_of

    cues = {cue for pointed in cues_of(words_of(small(plain(name)))) for cue in pointed}
    return bool(cues & {"given", "title"}) and "firm" not in cues
