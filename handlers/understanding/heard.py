"""A stretch of a message that asks for one thing: its names, times, sums and words, to fill slots from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handlers.understanding import figures, slots
from handlers.understanding.features import clauses
from handlers.understanding.marked import REST, plain, small
from handlers.understanding.stretches import Role, Stretch
from handlers.understanding.times import TimeMention
from handlers.understanding.tokens import Tokens

FREE = ("note", "title", "item", "reason", "text")
"""Roles whose words stand for themselves: a time or sum among them is theirs."""
_AROUND = " ,，。.;；:："
"""What may stand around words to remember and is none of them."""
_AS_TYPED = frozenset({"industry", "source", "value", "team"})
_BARE_NUMBER = re.compile(
    r"(?<![\w.:/+-])(?<!the )\d{1,6}(?![\w.:/%]|-\d| ?(?:[a-z]+s(?![a-z])|hours?|days?|weeks?|[a-z]*pm|am|"
    r"个|天|小时|分|次|家|周|万|元|点|月))"
)
_NUMBER = re.compile(r"(?:第 ?)?(\d+|[一二三四五六七八九十]+) ?号")
"""What reads as a day of the month, and is the number of a request."""
_NAMES = (
    *("customer", "into", "contact", "owner", "to", "from", "assignee"),
    *("region", "industry", "source", "team", "value"),
)


@dataclass(frozen=True)
class Heard:
    """A stretch with what it asks for: `name`, the action; `sub`, its kind, field or metric."""

    tokens: Tokens
    stretch: Stretch
    name: str
    sub: str

    def said(self, role: Role) -> str:
        """Return the words of a role as typed."""
        return self.tokens.said(role.first, role.last)

    def roles(self, *names: str) -> Iterator[Role]:
        """Yield the roles of some names, in the order said."""
        return (role for role in self.stretch.roles if role.name in names)

    def all(self, name: str) -> list[str]:
        """Return the names in a role, no two alike."""
        return list(dict.fromkeys(value for role in self.roles(name) if (value := self._named(role))))

    def _named(self, role: Role) -> str:
        """Return a name; the 's of a customer is a possessive only where the word of a thing follows."""
        if role.name == "contact":
            return slots.contact(self.said(role))
        if role.name in _AS_TYPED:
            return slots.name(self.said(role), possessive=False)
        beyond = role.last + 1
        owned = beyond <= self.stretch.last and self.tokens.words[beyond][0].isalpha()
        return slots.name(self.said(role), possessive=owned or not self.said(role).isascii())

    def first(self, *names: str) -> str | None:
        """Return the first name in one of some roles."""
        return next((value for name in names for value in self.all(name)), None)

    def person(self, *names: str) -> str | None:
        """Return the first colleague in one of some roles: a name, "me" or "team"."""
        return next((slots.person(self.said(role)) for role in self.roles(*names)), None)

    def people(self, *names: str) -> list[str]:
        """Return the colleagues in some roles, no two alike."""
        return list(dict.fromkeys(slots.person(self.said(role)) for role in self.roles(*names)))

    def free(self, *names: str) -> str | None:
        """Return the words left to remember in some roles."""
        return ", ".join(self.said(role).strip(_AROUND) for role in self.roles(*names)) or None

    def left_over(self) -> str | None:
        """Return the clauses after the first that name nobody and hold more than times: words to remember."""
        first, words = self.stretch.first, self.tokens.words
        taken = {at for role in self.roles(*_NAMES) for at in role.places}
        kept = []
        for start, end in clauses(words[first : self.stretch.last + 1]):
            clause = range(first + start, first + end)
            if start and taken.isdisjoint(clause) and any(words[at][0].isalpha() for at in clause):
                kept.append(self.tokens.said(clause[0], clause[-1]).strip(_AROUND))
        return ", ".join(kept) or None

    @cached_property
    def times(self) -> list[TimeMention]:
        """The times said, but for those inside a name or words to remember."""
        taken = self.stretch.taken(but=("value",))
        where = (at for at in self.stretch.places if at not in taken)
        return [mention for at in where if (mention := self.tokens.time(at))]

    @cached_property
    def times_noted(self) -> list[TimeMention]:
        """The times among the words to remember."""
        free = (at for role in self.roles(*FREE) for at in role.places)
        return [mention for at in free if (mention := self.tokens.time(at))]

    @cached_property
    def money(self) -> Mapping[str, Any]:
        """The amount and currency said, if any."""
        for role in self.roles("amount"):
            if found := slots.money(self.said(role)):
                return found
        taken = self.stretch.taken()
        for at in self.stretch.places:
            if self.tokens.words[at] == "<$>" and at not in taken:
                return slots.money(self.tokens.said(at, at)) or {}
        return {}

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of reminders or tickets said."""
        found: list[int] = []
        start = self.tokens.starts[self.stretch.first]
        for role in self.roles("id"):
            if (number := figures.digits(self.said(role))) is not None:
                found += figures.ids_from(self.words, number, self.tokens.ends[role.last] - start)
        found += figures.ids(self.words)
        if not found and not self.all("customer") and self.name != "reschedule":
            read_as_days = (_NUMBER.fullmatch(plain(one.text)) for one in self.times)
            found = [figures.whole(hit[1]) for hit in read_as_days if hit]
            found = found or [int(hit[0]) for hit in _BARE_NUMBER.finditer(self.words)]
        return list(dict.fromkeys(found))

    def mark(self, sign: str) -> str | None:
        """Return the first phone number or address of mail said."""
        for at in self.stretch.places:
            if self.tokens.words[at] == sign:
                return self.tokens.said(at, at)
        return None

    @cached_property
    def words(self) -> str:
        """The words in small simplified letters, those of names and notes blotted out."""
        return self._without(_NAMES + FREE)

    @property
    def unnamed(self) -> str:
        """The words in small simplified letters, those of names blotted out."""
        return self._without(_NAMES)

    def _without(self, names: tuple[str, ...]) -> str:
        marks = self.tokens.marked.marks
        start, end = self.tokens.starts[self.stretch.first], self.tokens.ends[self.stretch.last]
        chars = list(marks[start:end])
        for role in self.stretch.roles:
            a, b = self.tokens.starts[role.first] - start, self.tokens.ends[role.last] - start
            if role.name in names:
                chars[a:b] = REST * (b - a)
        return "".join(chars)

    @property
    def typed(self) -> str:
        """The stretch as typed."""
        return self.tokens.said(self.stretch.first, self.stretch.last)

    @property
    def plain_typed(self) -> str:
        """The stretch in small simplified letters, its times among them."""
        return small(plain(self.typed))

    @cached_property
    def all_words(self) -> str:
        """The words in small simplified letters."""
        start, end = self.tokens.starts[self.stretch.first], self.tokens.ends[self.stretch.last]
        return self.tokens.marked.marks[start:end]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern occurs in the words."""
        return bool(pattern.search(self.words))
