"""The engine of the grammar: rules that each replace a run of tokens by one."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from handlers.understanding.times.tokens import Token

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
        self._needs = frozenset(_NEEDED.findall(pattern))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: most messages need few of the rules."""
        return re.compile(self._source)

    def fits(self, shape: str, kinds: set[str]) -> bool:
        """Whether the rule's pattern is somewhere in a run of kinds."""
        return self._needs <= kinds and self._pattern.search(shape) is not None

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

    def rewrite(self, tokens: list[Token]) -> list[Token]:
        """Apply the rules to tokens."""
        shape = "".join(token.kind for token in tokens)
        at = -1
        while (at := self._next(shape, at + 1)) < len(self._rules):
            tokens, shape = self._rules[at].apply(tokens, shape)
        return tokens

    def _find_next(self, shape: str, start: int) -> int:
        """The place of the first rule from there on that fits; beyond the last where none does."""
        kinds = set(shape)
        rules = range(start, len(self._rules))
        return next((at for at in rules if self._rules[at].fits(shape, kinds)), len(self._rules))
