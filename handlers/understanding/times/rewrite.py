"""The engine of the grammar: rules that each replace a run of tokens by one."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from handlers.understanding.times.tokens import Token

_NEEDED = re.compile(r"\(\?P<\w+>(\w)\)(?!\?)")
"""In a rule's pattern: a group that cannot be left out, of one kind of token."""


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


def rewrite(tokens: list[Token], rules: Sequence[Rule]) -> list[Token]:
    """Apply the rules in their order, each wherever it fits."""
    shape = "".join(token.kind for token in tokens)
    kinds = set(shape)
    for rule in rules:
        if rule.needs <= kinds:
            tokens, new = rule.apply(tokens, shape)
            if new is not shape:
                shape, kinds = new, set(new)
    return tokens
