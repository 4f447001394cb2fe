"""How an action is declared: its name, its slots and how each is settled, and what carries it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.facts import Fact
from domain.policy import Deed
from domain.ports import View, Work
from domain.turn import Turn
from handlers.settle import Settler


@dataclass(frozen=True)
class Needs:
    """What the policy must allow: a deed, and the slots of which the first that is filled says with whose
    things it is done; `when` says in which slot what must stand for that."""

    deed: Deed
    slots: tuple[str, ...]
    when: tuple[str, str] | None = None


def needs(deed: Deed, *slots: str, when: tuple[str, str] | None = None) -> Needs:
    """Return that an action is this deed on what stands in the slots."""
    return Needs(deed, slots, when)


@dataclass(frozen=True)
class Change:
    """An action that writes: `wish` is built from the settled slots and given to `handler`.

    `settle` is in the order in which slots are settled; one may look at those before it. What it `needs` is
    asked of the policy when it is planned and again when it is done. What is `final` is revoked by another
    word, never undone.
    """

    name: str
    wish: Callable[..., Any]
    handler: Callable[[Any, Work, Turn], Fact]
    settle: Mapping[str, Settler]
    needs: tuple[Needs, ...] = ()
    final: bool = False


@dataclass(frozen=True)
class Ask:
    """An action that only reads."""

    name: str
    wish: Callable[..., Any]
    handler: Callable[[Any, View, Turn], Fact]
    settle: Mapping[str, Settler]
    needs: tuple[Needs, ...] = ()


Action = Change | Ask
