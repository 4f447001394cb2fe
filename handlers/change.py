"""What *Change* can put right, and the actions with a slot of theirs put right."""

from collections.abc import Mapping
from typing import Any

from domain.act import OpenSlot
from domain.incoming import Said

CHANGEABLE: Mapping[str, tuple[str, ...]] = {
    "log": ("customer", "kind", "contact", "at", "note"),
    "note": ("customer", "contact", "note"),
    "attach": ("customer", "note"),
    "remind": ("customer", "kind", "at", "contact", "note"),
    "update_deal": ("customer", "stage", "amount", "close"),
    "add_deal": ("customer", "title", "stage", "amount", "close"),
    "add_customer": ("customer", "contact", "phone", "industry", "region", "tier"),
    "set_customer": ("customer", "value"),
    "reschedule": ("at",),
    "topic": ("customer",),
}
"""The slots of each action that *Change* offers."""
USUAL = frozenset({"note", "amount", "at", "contact"})
"""Slots that it offers also where nothing was said for them."""


def without(actions: tuple[Said, ...], wrong: Said, slot: str) -> tuple[Said, ...]:
    """Return the actions with the wrong slot emptied; a wrong customer is wrong in all actions about it."""
    customer = wrong.slots.get("customer")
    return tuple(
        _emptied(said, slot)
        if said is wrong or (slot == "customer" and said.slots.get("customer") == customer)
        else said
        for said in actions
    )


def _emptied(said: Said, slot: str) -> Said:
    """Return the action with the slot emptied; another customer has other deals."""
    kept = {name: value for name, value in said.slots.items() if name != "deal" or slot != "customer"}
    return Said(said.name, {**kept, slot: None})


def with_value(actions: tuple[Said, ...], open_slot: OpenSlot, value: Any) -> tuple[Said, ...]:
    """Return the actions with the slot filled; a customer to be added is added first."""
    said = actions[open_slot.action]
    slots = dict(said.slots)
    if open_slot.slot == "amount" and isinstance(value, Mapping):
        slots.update(value)
    else:
        slots[open_slot.slot] = value
    added: tuple[Said, ...] = ()
    if (
        open_slot.slot == "customer"
        and isinstance(value, Mapping)
        and "new" in value
        and said.name != "add_customer"
    ):
        slots["customer"] = value["new"]
        added = (Said("add_customer", {"customer": {"new": value["new"]}}),)
    typed = open_slot.typed
    rest = [
        _same_customer(other, typed, slots["customer"]) if open_slot.slot == "customer" else other
        for other in actions[open_slot.action + 1 :]
    ]
    return (*actions[: open_slot.action], *added, Said(said.name, slots), *rest)


def _same_customer(said: Said, typed: str | None, value: Any) -> Said:
    """Return a later action of the message with the same customer: where the same name was typed, or where
    nobody was named either."""
    takes_one = typed is not None or "customer" in CHANGEABLE.get(said.name, ())
    if not takes_one or said.slots.get("customer") != typed:
        return said
    return Said(said.name, {**said.slots, "customer": value})
