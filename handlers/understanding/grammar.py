"""All the ways to say something, compiled, and the choice of the one that fits best at a place."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from handlers.understanding import slots
from handlers.understanding.marked import CONTACT, CUSTOMER, PERSON, Marked
from handlers.understanding.names import is_person_name
from handlers.understanding.phrases import en, en_more, leads, stops, thin, zh, zh_more
from handlers.understanding.slot_patterns import DIGIT
from handlers.understanding.slots import is_pronoun
from handlers.understanding.template import AGAIN, Template

NAMES = ("customer", "customers", "into", "subject")
PEOPLE = ("person", "to", "from", "contact")
_NO_NAME = re.compile(f"(?:{'|'.join(stops.LATIN_STOPS)})(?![a-z])|{stops.NO_NAME}")


_NOT_INSIDE = re.compile(
    "(?<!^美)的(?!士)|[你您我她它吗呢]|他(?!尔)|有个|有没有|是不是|什么|怎么|了(?!不|凡)|"
    r"n't(?![a-z])|(?<![a-z])(?:not|never|might|everything|anything|nothing|something)(?![a-z])|"
    "(?:没|没有|不|不会|未|别|可能|可能会|也许|或许|肯定|应该|似乎|好像|听说|据说|打算)$"
)
_OTHER = ("detail", "lead", "chatter")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[^\w\s]")
_HAN_RUN = re.compile(r"[^\x00-\xff]+")
_FEWEST_DIGITS = 5
_LONGEST = 5
"""Chinese words are looked up by their first five characters."""
_TABLES = (en, en_more, zh, zh_more, thin, leads)
_OWN = frozenset(["kind", "stage", "tier", "metric", "field", "by", "language", "ticket"])
"""Slots whose words come from a vocabulary and so say as much as the phrase around them."""
_ROLE = re.compile(r"(?:the|their|his|her) [a-z]", re.I)


@dataclass(frozen=True)
class Hit:
    """A template that fits at a place."""

    template: Template
    found: re.Match[str]

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.found.end()

    @property
    def spans(self) -> list[tuple[str, tuple[int, int]]]:
        """The slots it fills, each with where its words stand."""
        groups = self.found.re.groupindex
        return [(g.split(AGAIN)[0], self.found.span(g)) for g in groups if self.found.start(g) >= 0]

    @property
    def rank(self) -> tuple[int, int]:
        """The surer of two hits has more words of its own (Chinese signs count double), or is longer."""
        start, end = self.found.span()
        inside = {at for slot, span in self.spans if slot not in _OWN for at in range(*span)}
        own = (char for at, char in enumerate(self.found.string[start:end], start) if at not in inside)
        return sum((char > "\xff") + (char > "\x20") for char in own), end - start


@dataclass(frozen=True)
class Grammar:
    """The templates of which a word occurs in one text, by what they are for."""

    marked: Marked
    actions: Sequence[Template]
    details: Sequence[Template]
    leads: Sequence[Template]
    chatter: Sequence[Template]

    def action(self, at: int, end: int, allowed: Callable[[Template], bool]) -> Hit | None:
        """Return the action that is said at a place, among those that are allowed there."""
        return self._best(self.actions, at, end, allowed)

    def detail(self, at: int, end: int, wanted: frozenset[str]) -> Hit | None:
        """Return what is added to an action at a place, among the slots that are wanted."""
        return self._best((t for t in self.details if _added(t) in wanted), at, end)

    def inside(self, at: int, end: int, wanted: str) -> Hit | None:
        """Return what is added to an action somewhere between two places."""
        templates = (t for t in self.details if _added(t) == wanted)
        found = ((t, t.pattern.search(self.marked.marks, at, end)) for t in templates)
        return next((Hit(template, hit) for template, hit in found if hit), None)

    def lead(self, at: int, end: int) -> Hit | None:
        """Return the words at a place that only lead to an action."""
        return self._best(self.leads, at, end)

    def chatter_at(self, at: int, end: int) -> Hit | None:
        """Return words at a place that take away the meaning of what follows: wishes, hearsay, negations."""
        return self._best(self.chatter, at, end)

    def _best(
        self,
        templates: Iterable[Template],
        at: int,
        end: int,
        allowed: Callable[[Template], bool] = lambda _template: True,
    ) -> Hit | None:
        marks = self.marked.marks
        found = ((template, template.pattern.match(marks, at, end)) for template in templates)
        hits = [Hit(template, hit) for template, hit in found if hit and allowed(template)]
        sound = (
            hit
            for hit in hits
            if self._is_fit(hit) and all(self._is_sound(slot, *span) for slot, span in hit.spans)
        )
        return max(sound, key=lambda hit: hit.rank, default=None)

    def _is_fit(self, hit: Hit) -> bool:
        """Tell whether the value of a field can be one: a time is no phone number."""
        said = {slot: self.marked.words(*span) for slot, span in hit.spans if slot in ("field", "value")}
        if "value" not in said:
            return True
        field = hit.template.fixed.get("field") or slots.field(said.get("field", ""))
        return field != "phone" or sum(map(str.isdigit, said["value"])) >= _FEWEST_DIGITS

    def _is_sound(self, slot: str, start: int, end: int) -> bool:
        """Tell whether words can be the name that a slot wants."""
        if slot in NAMES:
            marks = self.marked.marks
            if marks[start] == CUSTOMER or is_pronoun(marks[start:end]):
                return True
            return not _NO_NAME.match(marks, start, end) and not _NOT_INSIDE.search(marks, start, end)
        if slot in PEOPLE:
            words = self.marked.words(start, end)
            if self.marked.marks[start] in (PERSON, CONTACT) or is_person_name(words):
                return True
            return bool(_ROLE.match(words)) if slot == "contact" else slots.person(words) in ("me", "team")
        return True


def grammar_for(marked: Marked) -> Grammar:
    """Return the templates that can fit somewhere in a text."""
    index = _index()
    said = index.said_in(marked.marks)
    numbers = {number for word in said for number in index.by_word.get(word, ())} | index.always
    groups: dict[str, list[Template]] = {group: [] for group in ("action", *_OTHER)}
    for number in sorted(numbers):
        if index.may_fit(number, said):
            groups[index.groups[number]].append(index.templates[number])
    return Grammar(marked, *groups.values())


def warm_up() -> None:
    """Compile every template, so that no first message waits for it; meant for a thread at the start."""
    for template in _index().templates:
        template.pattern  # noqa: B018 (compiled when looked at)


@dataclass(frozen=True)
class Index:
    """Every template, with the numbers of those that need one of a text's words."""

    templates: Sequence[Template]
    groups: Sequence[str]
    needs: Sequence[Sequence[frozenset[str]]]
    words: frozenset[str]
    by_word: Mapping[str, Sequence[int]]
    always: frozenset[int]

    def said_in(self, marks: str) -> set[str]:
        """Return the words and signs of a text that some template needs."""
        words = set(_WORD.findall(marks)) | set(marks)
        words |= {word.partition("'")[0] for word in words}
        for run in _HAN_RUN.findall(marks):
            words |= {run[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(run))}
        if any(map(str.isdigit, words)):
            words.add(DIGIT)
        return words & self.words

    def may_fit(self, number: int, said: set[str]) -> bool:
        """Tell whether a text has all that a template needs."""
        for words in self.needs[number]:  # noqa: SIM110 (asked of a hundred templates for every message)
            if words.isdisjoint(said):
                return False
        return True


@cache
def _index() -> Index:
    templates = tuple(template for table in _TABLES for template in _read(table.PHRASES))
    needs = [[frozenset(map(_looked_up, words)) for words in template.needs] for template in templates]
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for number, sets in enumerate(needs):
        for word in sets[0] if sets else ():
            by_word[word].append(number)
    words = frozenset(word for sets in needs for words in sets for word in words)
    always = frozenset(number for number, sets in enumerate(needs) if not sets)
    return Index(templates, tuple(map(_group, templates)), needs, words, dict(by_word), always)


def _looked_up(word: str) -> str:
    return word[:_LONGEST] if word > "\xff" else word


def _group(template: Template) -> str:
    name = template.action.split(" ")[0]
    return name if name in _OTHER else "action"


def _added(template: Template) -> str:
    return template.action.split(" ")[1]


def _read(phrases: dict[str, str]) -> Iterator[Template]:
    """Read a phrase table: the key names the action and the slots it settles, each line a way to say it."""
    for key, lines in phrases.items():
        names = [word for word in key.split() if "=" not in word]
        fixed = dict(word.split("=", 1) for word in key.split() if "=" in word)
        for line in lines.strip().splitlines():
            settled = {slot: value == "true" or value for slot, value in fixed.items()}
            detail = [*names, *fixed][:2] if names[0] == "detail" else names
            yield Template(line.strip().lower(), " ".join(detail), settled)
