"""One-time codes that people type in another channel: what is stored is worth nothing without the key.

A code is worked out from the key and a random number when a message is shown; the store holds the number.
"""

import hmac
from base64 import b32encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from domain.outgoing import Block, Document, Paragraph, Span

Reveal = Callable[[Document], Document]
"""Puts codes in the place of the numbers they are worked out from."""
LENGTH = 16
"""Letters of a code's secret part: 80 bits."""


class Seal:
    """Works codes out with the installation's key."""

    def __init__(self, key: Callable[[], str]) -> None:
        """Use the key that `key` returns; it is not asked for before it is needed."""
        self._key = key

    def code(self, number: int, nonce: bytes) -> str:
        """Return the code that was made under a number."""
        mac = hmac.digest(self._key().encode(), b"link code of " + nonce, sha256)
        return f"{number}-{b32encode(mac).decode()[:LENGTH].lower()}"

    def fits(self, typed: str, number: int, nonce: bytes) -> bool:
        """Return whether somebody typed that code."""
        return hmac.compare_digest(typed.casefold().encode(), self.code(number, nonce).encode())

    def reveal(self, document: Document) -> Document:
        """Return the document as it is shown: with codes in it."""
        return replace(document, blocks=tuple(map(self._shown, document.blocks)))

    def _shown(self, block: Block) -> Block:
        if not isinstance(block, Paragraph):
            return block
        return replace(block, line=tuple(map(self._span, block.line)))

    def _span(self, span: Span) -> Span:
        if span.style != "secret":
            return span
        number, _, nonce = span.text.partition(":")
        return Span(self.code(int(number), bytes.fromhex(nonce)), "bold")


def number_of(typed: str) -> int | None:
    """Return the number under which a typed code was made; None where it is no such code."""
    number, dash, secret = typed.partition("-")
    fits = dash and number.isascii() and number.isdigit() and len(number) < 16 and len(secret) == LENGTH
    return int(number) if fits else None


def as_it_is(document: Document) -> Document:
    """Return the document with nothing revealed."""
    return document
