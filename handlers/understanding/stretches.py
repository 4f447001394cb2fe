"""A message cut into stretches that ask for one thing each, and the roles of the words in them.

A token's tag says both: `!` before the tag that begins a stretch; a role (`customer`, …), with `-` before it
where the role goes on; `.` for other words of an order, `~` for talk.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

STARTS, GOES_ON, WORD, TALK = "!", "-", ".", "~"


@dataclass(frozen=True)
class Role:
    """Tokens `first` to `last` (included) in one role."""

    name: str
    first: int
    last: int

    @property
    def places(self) -> range:
        """The tokens."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Stretch:
    """Tokens `first` to `last` (included) that ask for one thing, or for nothing; the roles among them."""

    first: int
    last: int
    is_talk: bool
    roles: tuple[Role, ...]

    @property
    def places(self) -> range:
        """The tokens."""
        return range(self.first, self.last + 1)

    def taken(self, *, but: Container[str] = ()) -> set[int]:
        """Return the tokens that stand in a role, but for roles of some names."""
        return {at for role in self.roles if role.name not in but for at in role.places}


def stretches_of(tags: Sequence[str]) -> list[Stretch]:
    """Return the stretches that the tags of a message's tokens make."""
    starts = [at for at, tag in enumerate(tags) if tag.startswith(STARTS) or at == 0]
    return [
        _stretch(tags, first, beyond)
        for first, beyond in zip(starts, [*starts[1:], len(tags)], strict=True)
        if beyond
    ]


def _stretch(tags: Sequence[str], first: int, beyond: int) -> Stretch:
    part = [tag.removeprefix(STARTS) for tag in tags[first:beyond]]
    is_talk = part.count(TALK) * 2 > len(part)
    return Stretch(first, beyond - 1, is_talk, tuple(_roles(part, first)))


def _roles(tags: Sequence[str], first: int) -> Iterator[Role]:
    role: Role | None = None
    for at, tag in enumerate(tags, first):
        if role and tag == GOES_ON + role.name:
            role = Role(role.name, role.first, at)
            continue
        if role:
            yield role
        role = None if tag in (WORD, TALK) else Role(tag.lstrip(GOES_ON), at, at)
    if role:
        yield role


def joint(role: str, cut: str) -> str:
    """Return the tag of a token from its role and its cut: S(tart) or I(nside), in small letters of talk."""
    said = TALK if cut in "st" else role
    return STARTS + said.removeprefix(GOES_ON) if cut in "Ss" else said


def apart(tag: str) -> tuple[str, str]:
    """Return a token's role and cut from its tag."""
    bare = tag.removeprefix(STARTS)
    is_talk, starts = bare == TALK, tag.startswith(STARTS)
    return WORD if is_talk else bare, ("s" if starts else "t") if is_talk else ("S" if starts else "I")
