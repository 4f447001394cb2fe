"""From tokens to stretches, each with what it asks for: where the trained models are asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pycrfsuite import ItemSequence

from handlers.understanding.features import SEPARATORS, features, message_features, stretch_features
from handlers.understanding.models import Models, Rows, models
from handlers.understanding.stretches import GOES_ON, WORD, Role, Stretch, joint, stretches_of
from handlers.understanding.tokens import Tokens

NOTHING = "nothing"
"""What a stretch is called that asks for nothing."""
MERE_TALK = 0.4
"""How probable it must be that a message asks for nothing, for it to be left alone."""
SURELY_TWO = 0.95
"""How probable the reading of each half of a stretch must be, for it to be cut in two."""
SURE_ENOUGH = 0.3
"""How probable the reading of a stretch must be, or it is taken for talk."""
LIKELY, LIKELY_BESIDE_ANOTHER = 0.06, 0.4
"""How probable a name must be where an action needs a customer: when none is spoken of, and when one is."""


@dataclass(frozen=True)
class Named:
    """A stretch, what it asks for ("log visit", "set_customer tier", "show") and how probable that is."""

    stretch: Stretch
    name: str
    sure: float


class Tagged:
    """A message's tokens with what the models make of them."""

    def __init__(self, tokens: Tokens, channel: str, using: Models | None = None) -> None:
        self.tokens = tokens
        self.channel = channel
        self.models = using or models()
        self.rows: Rows = ItemSequence(features(tokens, channel, self.models.vocabulary))

    def tags(self) -> list[str]:
        """Return the tag of each token (see stretches.py)."""
        roles = whole_names(self.models.roles.tags(self.rows), self.tokens)
        return [joint(role, cut) for role, cut in zip(roles, self.models.cuts.tags(self.rows), strict=True)]

    def named(self) -> list[Named]:
        """Return the stretches that ask for something, with what they ask for."""
        stretches = stretches_of(self.tags())
        if self.talk(stretches) >= MERE_TALK:
            return []
        found: list[Named] = []
        for one in self._named(self._apart(stretches)):
            if one.name != NOTHING and one.sure >= SURE_ENOUGH:
                found += (replace(one, name=name) for name in one.name.split("+"))
            elif found and found[-1].name.startswith("log "):
                # What is told after a visit is kept with it, even if we make nothing of it.
                found[-1] = replace(found[-1], stretch=replace(found[-1].stretch, last=one.stretch.last))
        return found

    def _named(self, stretches: Sequence[Stretch]) -> list[Named]:
        seen = [stretch_features(self.tokens, stretch, self.channel) for stretch in stretches]
        found = zip(stretches, self.models.stretches.sure_tags(seen), strict=True)
        return [Named(stretch, name, sure) for stretch, (name, sure) in found]

    def _apart(self, stretches: Sequence[Stretch]) -> list[Stretch]:
        """Return the stretches, those cut once more whose two clauses surely ask for two things."""
        return [part for stretch in stretches for part in self._halves(stretch)]

    def _halves(self, stretch: Stretch) -> tuple[Stretch, ...]:
        if stretch.is_talk:
            return (stretch,)
        taken = stretch.taken()
        for at in range(stretch.first + 1, stretch.last):
            if self.tokens.words[at] not in SEPARATORS or at in taken:
                continue
            halves = (_part(stretch, stretch.first, at), _part(stretch, at + 1, stretch.last))
            if not all(map(self._points, halves)):
                continue
            one, other = self._named(halves)
            differ = one.name != other.name and NOTHING not in (one.name, other.name)
            if differ and min(one.sure, other.sure) >= SURELY_TWO:
                return halves
        return (stretch,)

    def _points(self, stretch: Stretch) -> bool:
        """Tell whether words outside of roles point to something that may be asked for."""
        taken = stretch.taken()
        cues = (cue for at in stretch.places if at not in taken for cue in self.tokens.cues[at])
        return any(cue.split("=")[0] not in _SMALL for cue in cues)

    def talk(self, stretches: list[Stretch]) -> float:
        """Return how probable it is that the message asks for nothing."""
        seen = message_features(self.tokens, stretches, self.channel)
        return self.models.talk.chances([seen], ["talk"])[0]

    @cached_property
    def _customer_chances(self) -> list[float]:
        """How probable it is of each token that it names a customer."""
        return self.models.roles.chances(self.rows, ("customer", GOES_ON + "customer"))

    def with_likely_customer(self, stretch: Stretch, *, beside_another: bool) -> Stretch:
        """Return a stretch that needs a customer and names none with the likeliest words as one."""
        chances = self._customer_chances
        taken = stretch.taken(but=_YIELDING)
        free = [at for at in stretch.places if at not in taken and self.tokens.words[at] not in SEPARATORS]
        best = max(free, key=chances.__getitem__, default=None)
        if best is None or chances[best] < (LIKELY_BESIDE_ANOTHER if beside_another else LIKELY):
            return stretch
        along = {at for at in free if chances[at] > chances[best] / 3}
        first = last = best
        while first - 1 in along:
            first -= 1
        while last + 1 in along:
            last += 1
        others = (role for role in stretch.roles if role.last < first or role.first > last)
        return replace(stretch, roles=(*others, Role("customer", first, last)))


def _part(stretch: Stretch, first: int, last: int) -> Stretch:
    roles = tuple(role for role in stretch.roles if first <= role.first and role.last <= last)
    return replace(stretch, first=first, last=last, roles=roles)


_SMALL = frozenset(
    (
        *("past", "future", "not", "maybe", "we_talk", "they", "me", "team", "question", "please", "result"),
        *("value", "given", "title", "firm", "customer_word", "contact_word", "who", "field_word"),
        *("tier_word", "list"),
    )
)
"""Cues that ask for nothing by themselves."""
_YIELDING = frozenset({"note", "title", "item", "reason", "text", "value"})
"""Roles whose words may turn out to be the customer."""
_NAMED = frozenset({"customer", "into", "contact"})
_TOGETHER = _NAMED | {"note", "title", "item", "reason"}
"""Roles that begin where a word does."""


_BEFORE_MORE, _AFTER_MORE = frozenset("BM"), frozenset("ME")
"""Places in a Chinese word with more of it after, and before."""


def whole_names(roles: list[str], tokens: Tokens) -> list[str]:
    """Return the roles with each name taken as far as it goes: over capitals, to the end of a word; and back
    over what is written together with it, as in 7Seas."""
    whole = list(_whole(roles, tokens))
    for at in range(len(whole) - 1, 0, -1):
        if whole[at] in _TOGETHER and whole[at - 1] == WORD and _written_together(at, tokens):
            whole[at - 1 : at + 1] = [whole[at], GOES_ON + whole[at]]
    return whole


def _written_together(at: int, tokens: Tokens) -> bool:
    """Tell whether a token is one with that before it: a figure or letters, with nothing between."""
    before = tokens.typed[at - 1]
    return tokens.ends[at - 1] == tokens.starts[at] and before.isascii() and before.isalnum()


def _whole(roles: list[str], tokens: Tokens) -> Iterator[str]:
    before = WORD
    for at, role in enumerate(roles):
        name = before.removeprefix(GOES_ON)
        goes_on = role == WORD and name in _NAMED and _goes_on(at, tokens)
        before = GOES_ON + name if goes_on else role
        yield before


def _goes_on(at: int, tokens: Tokens) -> bool:
    """Tell whether a token belongs to the name that ends before it."""
    if tokens.places[at - 1][1] in _BEFORE_MORE and tokens.places[at][1] in _AFTER_MORE:
        return True
    said = tokens.typed[at - 1], tokens.typed[at]
    gap = tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    return gap == " " and all(word[:1].isupper() and word.isascii() for word in said) and said[1].isalpha()
