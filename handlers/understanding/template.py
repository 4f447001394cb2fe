"""One way to say something, written as a line, compiled into a pattern over marked text.

    (call|ring) {customer} [back]     words; (…|…) a choice, […] what may be left out, {…} a slot

Between any two parts a time may stand, and so may blanks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding import slot_patterns
from handlers.understanding.shapes import SHAPES

AGAIN = "__"
"""Stands between a slot's name and its number where a line has the slot twice, as in two choices."""

_TOKEN = re.compile(r"\{(?P<slot>\w+)\}|(?P<sign>[\[\]()|])|(?P<word>(?:\\.|[^\s\[\](){}|\\])+)|\s+")
_CUT_SHORT = re.compile(r"(?<![a-z])(?:can|won|don)$")
"""Words of which an apostrophe makes the negation: "can't", "won't"."""
_RUN = re.compile(r"[a-z]+(?:'[a-z]+)?|[^a-z]+")


@dataclass(frozen=True)
class Word:
    """A word that must be said."""

    text: str


@dataclass(frozen=True)
class Slot:
    """A place for a slot's words."""

    name: str


@dataclass(frozen=True)
class Choice:
    """One of several sequences, or none of them if it may be left out."""

    ways: tuple[tuple["Part", ...], ...]
    optional: bool


Part = Word | Slot | Choice


@dataclass(frozen=True)
class Template:
    """A way to say an action (or to add to one), with the slots its words settle by themselves."""

    line: str
    action: str
    fixed: Mapping[str, str | bool]

    @cached_property
    def asks(self) -> bool:
        """Tell a question from a write."""
        return self.action in SHAPES and SHAPES[self.action].asks

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The line's parts."""
        return parse(self.line)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        return re.compile("".join(_Compiler().sequence(self.parts, ends=True)), re.ASCII)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of words, the longest first: a text that the template can match has a word of each."""
        sets = [frozenset(words) for part in self.parts if (words := _anchor(part))]
        return tuple(sorted(sets, key=lambda words: min(map(len, words)), reverse=True))

    @cached_property
    def is_open(self) -> bool:
        """Tell whether it may begin with a name, so that nearly anything can stand before its words."""
        return _begins_with_name(self.parts)


def parse(line: str) -> tuple[Part, ...]:
    """Return the parts of a line."""
    tokens = iter([token for token in _TOKEN.finditer(line) if token.group().strip()])
    return _ways(tokens, until="")[0]


def _ways(tokens: Iterator[re.Match[str]], until: str) -> tuple[tuple[Part, ...], ...]:
    """Read the alternatives up to a closing sign."""
    ways: list[list[Part]] = [[]]
    for token in tokens:
        sign = token["sign"]
        if sign and sign == until:
            break
        if sign == "|":
            ways.append([])
        elif sign in ("(", "["):
            inner = _ways(tokens, until=")" if sign == "(" else "]")
            said = tuple(sorted(filter(None, inner), key=_length, reverse=True))
            ways[-1].append(Choice(said, optional=sign == "[" or len(said) < len(inner)))
        elif token["slot"]:
            ways[-1].append(Slot(token["slot"]))
        else:
            ways[-1].append(Word(token["word"].replace("\\", "")))
    return tuple(tuple(way) for way in ways)


def _length(way: tuple[Part, ...]) -> int:
    """Return how long a way is, as the longer one is tried first; slots go after words."""
    return sum(len(part.text) for part in way if isinstance(part, Word))


class _Compiler:
    """Compiles parts in order, counting the slots so that each group has its own name."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def sequence(self, parts: tuple[Part, ...], *, ends: bool) -> Iterator[str]:
        """Compile parts; `ends` says that nothing required follows them."""
        for index, part in enumerate(parts):
            last = ends and all(isinstance(p, Choice) and p.optional for p in parts[index + 1 :])
            if isinstance(part, Word):
                yield slot_patterns.GAP + _bounded([_spaced((part,))])
            elif isinstance(part, Slot):
                gap = slot_patterns.TIMED_GAP if part.name in slot_patterns.TIMED else slot_patterns.GAP
                yield gap + self._slot(part.name, last)
            else:
                yield self._choice(part, last)

    def _choice(self, choice: Choice, last: bool) -> str:
        """Compile a choice; one of mere words shares the gap and the word boundaries."""
        if all(isinstance(part, Word) for way in choice.ways for part in way):
            ways = slot_patterns.GAP + _bounded([_spaced(way) for way in choice.ways])
        else:
            ways = "|".join("".join(self.sequence(way, ends=last)) for way in choice.ways)
        return f"(?:{ways})" + ("?" if choice.optional else "")

    def _slot(self, name: str, last: bool) -> str:
        used = self.seen.get(name, 0)
        self.seen[name] = used + 1
        return slot_patterns.slot(name, f"{name}{AGAIN}{used}" if used else name, last=last)


def _spaced(words: Iterable[Part]) -> str:
    """Return the pattern of words in a row, with a gap between Latin ones and perhaps between others."""
    pattern, before = "", ""
    for word in words:
        for run in _RUN.findall(word.text if isinstance(word, Word) else ""):
            if pattern:
                pattern += r"\s++" if _is_letter(before[-1]) and _is_letter(run[0]) else slot_patterns.GAP
            pattern += re.escape(run)
            before = run
    return pattern + (r"\b(?!')" if _CUT_SHORT.search(before) else "")


def _bounded(ways: list[str]) -> str:
    """Return the pattern of a choice of texts, of which Latin words stand apart from other Latin letters."""
    if all(_is_letter(way[0]) and _is_letter(way[-1]) for way in ways):
        return rf"\b(?:{'|'.join(ways)})\b"
    return f"(?:{'|'.join(_edge(way[0]) + way + _edge(way[-1]) for way in ways)})"


def _edge(sign: str) -> str:
    return r"\b" if _is_letter(sign) else ""


def _is_letter(sign: str) -> bool:
    return "a" <= sign <= "z"


def _anchor(part: Part) -> tuple[str, ...]:
    """Return words of which one must occur for a part; none when any text may stand there."""
    if isinstance(part, Word):
        return (max(_RUN.findall(part.text), key=len),)
    if isinstance(part, Slot):
        return slot_patterns.SIGNS.get(part.name, ())
    if part.optional:
        return ()
    ways = [_anchors(way) for way in part.ways]
    return tuple(word for way in ways for word in way) if all(ways) else ()


def _anchors(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Return the required word that says most, or the words of the required choice that say most."""
    candidates = [found for part in parts if (found := _anchor(part))]
    return max(candidates, key=lambda words: min(map(len, words)), default=())


def _begins_with_name(parts: tuple[Part, ...]) -> bool:
    for part in parts:
        if isinstance(part, Slot):
            return part.name in ("customer", "customers", "contact", "field")
        if isinstance(part, Word):
            return False
        if any(_begins_with_name(way) for way in part.ways):
            return True
        if not part.optional:
            return False
    return False
