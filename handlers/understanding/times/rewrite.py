"""The engine of the grammar: rules that each replace a run of tokens by one."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from handlers.understanding.times.tokens import Token

Build = Callable[..., Any]


class Rule:
    """A pattern over the kinds of tokens; its named groups are the values that `build` is called with.

    `build` returns the new token's value, or None where the words mean nothing of the kind.
    """

    __slots__ = ("_build", "_kind", "_pattern")

    def __init__(self, kind: str, pattern: str, build: Build) -> None:
        self._kind, self._pattern, self._build = kind, re.compile(pattern), build

    def apply(self, tokens: list[Token], shape: str) -> str:
        """Replace what matches in `tokens`, and return their new shape."""
        position = 0
        while match := self._pattern.search(shape, position):
            first, stop = match.span()
            value = self._build(**{name: _value(tokens, match, name) for name in match.groupdict()})
            if value is None:
                position = first + 1
                continue
            tokens[first:stop] = [Token(self._kind, value, tokens[first].start, tokens[stop - 1].end)]
            shape = shape[:first] + self._kind + shape[stop:]
            position = first + 1
        return shape


def _value(tokens: list[Token], match: re.Match[str], name: str) -> Any:
    at = match.start(name)
    return tokens[at].value if at >= 0 else None


def rewrite(tokens: list[Token], rules: Sequence[Rule]) -> list[Token]:
    """Apply the rules in their order, each wherever it fits."""
    shape = "".join(token.kind for token in tokens)
    for rule in rules:
        shape = rule.apply(tokens, shape)
    return tokens
