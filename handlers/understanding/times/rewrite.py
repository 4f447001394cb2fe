"""The engine of the grammar: rules that each replace a run of tokens by one."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from handlers.understanding.times.tokens import Token

OTHER = "."
"""The kind of a text that is no word of time."""
_LINKS = frozenset("_,&#@=+~/-.<1aFGKOSTbcfgilprsvx")
"""Kinds that only link or lead words of time: a run of nothing else says none."""
_NEEDED = re.compile(r"\(\?P<\w+>(\w)\)(?!\?)")
"""In a rule's pattern: a group that cannot be left out, of one kind of token."""
_SHAPES = 4096
"""Runs of kinds for which it is remembered what rule fits next: people say times in few ways."""


class Rule:
    """A pattern over the kinds of tokens; its named groups are the values that `build` is called with.

    `build` returns the new token's value, or None where the words mean nothing of the kind.
    """

    def __init__(self, kind: str, pattern: str, build: Callable[..., Any]) -> None:
        self._kind, self._source, self._build = kind, pattern, build
        self.needs = frozenset(_NEEDED.findall(pattern))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: most messages need few of the rules."""
        return re.compile(self._source)

    def fits(self, shape: str) -> bool:
        """Whether the rule's pattern is somewhere in a run of kinds."""
        return self._pattern.search(shape) is not None

    def apply(self, tokens: list[Token], shape: str) -> tuple[list[Token], str]:
        """Replace every match from left to right; return the tokens and their shape."""
        made: list[Token] = []
        kinds = ""
        copied = position = 0
        while match := self._pattern.search(shape, position):
            first, stop = match.span()
            value = self._build(**{name: _value(tokens, match, name) for name in match.groupdict()})
            if value is None:
                position = first + 1
                continue
            made += tokens[copied:first]
            made.append(Token(self._kind, value, tokens[first].start, tokens[stop - 1].end))
            kinds += shape[copied:first] + self._kind
            copied = position = stop
        return (made + tokens[copied:], kinds + shape[copied:]) if made else (tokens, shape)


def _value(tokens: list[Token], match: re.Match[str], name: str) -> Any:
    at = match.start(name)
    return tokens[at].value if at >= 0 else None


class Grammar:
    """Rules in the order they apply, each wherever it fits."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._next = lru_cache(_SHAPES)(self._find_next)
        self._possible = lru_cache(_SHAPES)(self._find_possible)

    def rewrite(self, tokens: list[Token]) -> list[Token]:
        """Apply the rules to tokens; of a text other than time, only that it is there counts."""
        made: list[Token] = []
        for run in _runs(tokens):
            if not _LINKS.issuperset([token.kind for token in run]):
                made += self._rewrite(run)
        return made

    def _rewrite(self, tokens: list[Token]) -> list[Token]:
        shape = "".join([token.kind for token in tokens])
        at = -1
        while (at := self._next(shape, at + 1)) < len(self._rules):
            tokens, shape = self._rules[at].apply(tokens, shape)
        return tokens

    def _find_next(self, shape: str, start: int) -> int:
        """The place of the first rule from there on that fits; beyond the last where none does."""
        for at in self._possible(frozenset(shape)):
            if at >= start and self._rules[at].fits(shape):
                return at
        return len(self._rules)

    def _find_possible(self, kinds: frozenset[str]) -> list[int]:
        """The places of the rules whose kinds are all there."""
        return [at for at, rule in enumerate(self._rules) if rule.needs <= kinds]


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens between other texts, with one on either side: no rule reaches over those."""
    start = 0
    for at, token in enumerate(tokens):
        if token.kind == OTHER:
            if at > start and not (at == start + 1 and tokens[start].kind == OTHER):
                yield tokens[start : at + 1]
            start = at
    if len(tokens) > start:
        yield tokens[start:]
