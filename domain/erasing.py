"""Erasing what is kept about somebody: how their words are known again, and where they stand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from domain.script import alike

GONE = "—"
"""Stands where a name was that a column must have."""
DIGITS = 7
"""Of a run of digits so many make a telephone number, however it is written."""
SHORT = 2
"""Letters that a part of a name has at least: an initial alone names nobody."""


@dataclass(frozen=True)
class Words:
    """What somebody is called and reached by: `whole` wherever it stands, `parts` of a name only where it is
    about them anyway."""

    whole: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], others: Iterable[str] = ()) -> "Words":
        """Return the words of somebody with these names, and these numbers and addresses."""
        called = {name.strip() for name in names} - {"", GONE}
        reached = {other.strip() for other in others} - {"", GONE}
        parts = {part for name in called for part in name.split() if len(part) > SHORT} - called
        return cls(tuple(sorted(called | reached, key=_longest)), tuple(sorted(parts, key=_longest)))

    @property
    def likely(self) -> tuple[str, ...]:
        """Patterns of LIKE, one of which fits every text that names them in `whole`, and some that do not."""
        return tuple(f"%{'%'.join(_pieces(word))}%" for word in self.whole)

    def without(self, held: Any, *, parts: bool) -> Any:
        """Return text, or JSON values with text in them, without the words."""
        if isinstance(held, str):
            return self._out_of(held, self.whole + self.parts if parts else self.whole)
        if isinstance(held, dict):
            return {key: self.without(value, parts=parts) for key, value in held.items()}
        if isinstance(held, list | tuple):
            return type(held)(self.without(value, parts=parts) for value in held)
        return held

    def _out_of(self, text: str, words: tuple[str, ...]) -> str:
        for word in words:
            text = re.sub(_pattern(word), GONE, text, flags=0 if word in self.parts else re.IGNORECASE)
        return text


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def _digits(word: str) -> str | None:
    """Return the digits of what is a telephone number."""
    digits = re.sub(r"\D", "", word)
    is_number = len(digits) >= DIGITS and re.fullmatch(r"[\d\s().+/-]+", word) is not None
    return digits if is_number else None


def _pieces(word: str) -> list[str]:
    """Return what of a word stands in a text in this order, whatever stands between."""
    digits = _digits(word)
    pieces = list(digits) if digits else word.split()
    return ["".join("_" if _varies(char) else char for char in piece) for piece in pieces]


def _varies(char: str) -> bool:
    """Return whether a character may stand otherwise in JSON, in LIKE or in the other script."""
    return char in '\\"%_' or (not char.isascii() and len(alike(char)) > 1)


def _pattern(word: str) -> str:
    digits = _digits(word)
    if digits:
        return r"\+?" + r"[\s().+/-]*".join(digits)
    spelled = r"\s+".join("".join(map(_either, part)) for part in word.split())
    if "@" in word:
        return rf"(?<![A-Za-z0-9.+_-]){spelled}(?!\.?[A-Za-z0-9-])"
    return rf"(?<![A-Za-z0-9]){spelled}(?![A-Za-z0-9])" if spelled.isascii() else spelled


def _either(char: str) -> str:
    """Return a pattern of the character in either script."""
    return re.escape(char) if char.isascii() else f"[{re.escape(char + alike(char))}]"


@dataclass(frozen=True)
class Traces:
    """All that is kept about a customer, or about one contact there: rows by table.

    `emptied` lose all they say, `named` the name and its parts, `mentioning` the whole name alone.
    """

    customer_id: int
    contact_id: int | None
    words: Words
    emptied: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    mentioning: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of what kind, as it is told."""
        touched: dict[str, set[int]] = {}
        for rows in (self.emptied, self.named, self.mentioning):
            for table, ids in rows.items():
                touched.setdefault(table, set()).update(ids)
        told = {
            kind: sum(len(touched.get(table, ())) for table in tables) for kind, tables in TOLD_AS.items()
        }
        return {kind: number for kind, number in told.items() if number}

    @property
    def fingerprint(self) -> str:
        """What changes when there is more or less of the records."""
        asked = [
            (kind, table, ids)
            for kind, rows in (("emptied", self.emptied), ("named", self.named))
            for table, ids in sorted(rows.items())
            if table in RECORDS
        ]
        return sha256(repr(asked).encode()).hexdigest()[:16]


TOLD_AS: Mapping[str, tuple[str, ...]] = {
    "customers": ("customer",),
    "contacts": ("contact",),
    "activities": ("activity",),
    "reminders": ("reminder",),
    "deals": ("deal",),
    "files": ("attachment",),
    "messages": ("inbox", "outbox", "shown", "question", "request"),
    "history": ("act", "audit"),
}
"""The kinds of rows that a preview counts, and the tables behind them."""
RECORDS = frozenset({"customer", "contact", "activity", "reminder", "deal", "attachment"})
"""Of these another row, or a row gone, asks for another preview; messages come with the asking itself."""
