"""Taking back what a message did: one undo for every action."""

from dataclasses import dataclass
from typing import Any

from domain.act import UNDO_WITHIN, Act
from domain.facts import Brief, ErasedForGood, Fact, NothingToUndo, Refused, Undone, UndoTooLate
from domain.incoming import Said
from domain.policy import Deed
from domain.ports import View, Work
from domain.turn import Turn
from handlers.allow import must_be_allowed
from handlers.declare import Change, needs
from handlers.settle import Draft

FOR_GOOD = frozenset({"erase"})
"""Actions that nobody can take back."""


@dataclass(frozen=True, kw_only=True)
class Undo:
    """An act to be taken back."""

    act: Act


def undo(wish: Undo, work: Work, turn: Turn) -> Fact:
    """Take the act back, row by row, or say who has built on it."""
    work.undo(wish.act)
    return Undone(wish.act.id, briefs(wish.act, work))


def the_act(draft: Draft, value: Any) -> Act:
    """Settle which act is meant: by its number, or the person's latest here; refuse what cannot be undone."""
    turn = draft.turn
    value = draft.value("id") if value is None else value
    if value is None:
        found = draft.view.acts.latest_of(turn.person.id, turn.address)
    else:
        found = draft.view.acts.find(int(value["id"] if isinstance(value, dict) else value))
    if found is None or found.undone_by is not None or not found.actions:
        raise Refused(NothingToUndo())
    if any(said.name in FOR_GOOD for said in found.actions):
        raise Refused(ErasedForGood())
    if turn.now - found.said_at > UNDO_WITHIN and not turn.person.manages:
        raise Refused(UndoTooLate(found.id))
    return found


def briefs(act: Act, view: View) -> tuple[Brief, ...]:
    """Return one line for each action of an act; the pictures of an album are one."""
    told = []
    for said in act.actions:
        named = said.slots.get("customer")
        customer = view.customers.find(named["id"]) if isinstance(named, dict) and "id" in named else None
        typed = named.get("new") if isinstance(named, dict) else named
        told.append(Brief(said.name, customer.name if customer else typed))
    return tuple(dict.fromkeys(told))


UNDO = Change("undo", Undo, undo, settle={"act": the_act}, needs=(needs(Deed.UNDO, "act"),), final=True)
ACTIONS = (UNDO,)


def may_be_undone(act_id: int, turn: Turn, view: View) -> Act:
    """Return an act that is to be put right: refuse where it may not be taken back."""
    act = the_act(Draft(turn, view, Said("undo")), act_id)
    must_be_allowed(UNDO, {"act": act}, turn.viewer, view)
    return act
