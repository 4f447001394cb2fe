"""Customers in words."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from bot.render.wording.activities import activity_line, contact_name, note_line, reminder_line
from bot.render.wording.card import Card
from bot.render.wording.deals import deal_line
from bot.render.wording.words import FIELD, LIFECYCLE, TIER
from bot.render.wording.writer import Writer
from domain.customer import Contact, Lifecycle
from domain.facts import (
    ContactAdded,
    CustomerAdded,
    CustomerChanged,
    CustomerShown,
    NotShared,
    NotToContact,
    OwnsIt,
    ShareChanged,
    SharedWithYou,
)
from domain.reminder import Reminder


def customer_added(fact: CustomerAdded, w: Writer) -> Card:
    """Word that a customer was added."""
    customer = fact.customer
    card = Card().title(w.text("New customer · {customer}", customer=customer.name), "good")
    return card.rows(
        (w.text("Contact"), _contact_line(fact.contact, w) if fact.contact else None),
        (w.text("Tier"), w.text(TIER[customer.tier.value])),
        (w.text("Industry"), customer.industry),
        (w.text("Region"), customer.region),
        (w.text("Source"), customer.source),
        (w.text("Phone"), customer.phone),
        (w.text("E-mail address"), customer.email),
    )


def contact_added(fact: ContactAdded, w: Writer) -> Card:
    """Word who is known at a customer now."""
    contact = fact.contact
    card = Card().title(w.text("Contact kept · {customer}", customer=fact.customer.name), "good")
    return card.rows(
        (w.text("Contact"), contact.name),
        (w.text("Job title"), contact.title),
        (w.text("Phone"), contact.phone),
        (w.text("E-mail address"), contact.email),
    )


def customer_changed(fact: CustomerChanged, w: Writer) -> Card:
    """Word that a field changed, from what to what."""
    whose = f"{fact.customer.name} · {fact.contact.name}" if fact.contact else fact.customer.name
    card = Card().title(w.text("Changed · {customer}", customer=whose), "good")
    before = _value(fact.before, w)
    return card.rows(
        (w.text(FIELD[fact.field]), _value(fact.after, w)),
        (w.text("Before"), before),
        (w.text("Called off"), _reminders(fact.called_off, w)),
    )


def share_changed(fact: ShareChanged, w: Writer) -> Card:
    """Word who works at a customer beside its owner now."""
    customer, person = fact.customer.name, fact.person.name
    told = (
        w.text("{customer} is no longer shared with {person}.", customer=customer, person=person)
        if fact.ends
        else w.text("{customer} is shared with {person} now.", customer=customer, person=person)
    )
    return Card().title(told, "good").rows((w.text("Co-owners"), w.join(fact.co_owners) or w.text("nobody")))


def shared_with_you(fact: SharedWithYou, w: Writer) -> Card:
    """Tell a co-owner what they may do from now on."""
    if fact.ends:
        told = w.text(
            "{person} no longer shares {customer} with you.", person=fact.by, customer=fact.customer
        )
        return Card().title(told, "info")
    told = w.text("{person} shares {customer} with you.", person=fact.by, customer=fact.customer)
    card = Card().title(told, "info")
    return card.say(w.text("You see it now, and log there like its owner."))


def owns_it(fact: OwnsIt, w: Writer) -> Card:
    """Say that an owner needs no share."""
    return Card().say(w.text("{person} owns {customer} already.", person=fact.person, customer=fact.customer))


def not_shared(fact: NotShared, w: Writer) -> Card:
    """Say that there is nothing to end."""
    return Card().say(
        w.text("{customer} is not shared with {person}.", customer=fact.customer, person=fact.person)
    )


def _reminders(called_off: Sequence[Reminder], w: Writer) -> str | None:
    number = len(called_off)
    return w.plural("{n} reminder", "{n} reminders", number) if number else None


def not_to_contact(fact: NotToContact, w: Writer) -> Card:
    """Say that the customer or the contact wants no contact, and how that is lifted for a customer."""
    if fact.contact:
        whom = w.text("{name} at {customer}", name=fact.contact, customer=fact.customer)
        card = Card().title(w.text("{customer} is not to be contacted.", customer=whom), "ask")
        return card.say(w.text("No reminder was set."))
    card = Card().title(w.text("{customer} is not to be contacted.", customer=fact.customer), "ask")
    return card.say(
        w.text("No reminder was set. To lift it: {customer} can be contacted again", customer=fact.customer)
    )


def _value(value: Any, w: Writer) -> str | None:
    """Return a field's value in words."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return w.text("yes") if value else w.text("no")
    if isinstance(value, Lifecycle):
        return w.text(LIFECYCLE[value.value])
    if isinstance(value, StrEnum):
        return w.text(TIER[value.value])
    if isinstance(value, date):
        return w.day(value)
    return w.join(value) if isinstance(value, tuple) else str(value)


def customer_shown(fact: CustomerShown, w: Writer) -> Card:
    """Word a customer's card; of a colleague's only what everybody may see."""
    customer = fact.customer
    card = Card().title(customer.name)
    card.rows(
        (w.text("Owner"), fact.owner.name if fact.owner else w.text("nobody (pool)")),
        (w.text("Tier"), w.text(TIER[customer.tier.value])),
    )
    if not fact.full:
        return card.say(w.text("The rest is for the owner and their manager."))
    card.rows(
        (w.text("Co-owners"), w.join(fact.co_owners)),
        (w.text("Also known as"), w.join(fact.aliases)),
        (w.text("Industry"), customer.industry),
        (w.text("Region"), customer.region),
        (w.text("Phone"), customer.phone),
        (w.text("E-mail address"), customer.email),
        (w.text("Address"), customer.address),
        (w.text("Tags"), w.join(customer.tags)),
        (w.text("Interested in"), customer.interest),
        (w.text("Contract renewal"), w.day(customer.renewal) if customer.renewal else None),
        (w.text("Do not contact"), w.text("yes") if customer.no_contact else None),
        (w.text("Last contact"), w.instant(customer.last_contact_at) if customer.last_contact_at else None),
        (w.text("Files"), w.number(fact.files) if fact.files else None),
    )
    _section(card, w.text("Contacts"), [_contact_line(contact, w) for contact in fact.contacts])
    _section(card, w.text("Deals"), [deal_line(deal, w) for deal in fact.deals])
    _section(
        card,
        w.text("To come"),
        [w.dot(reminder_line(r, w), fact.names.get(r.person_id), r.note) for r in fact.reminders],
    )
    _section(
        card,
        w.text("Last contacts"),
        [activity_line(a, fact.names.get(a.person_id), w) for a in fact.activities],
    )
    _section(card, w.text("Notes"), [note_line(n, fact.names.get(n.person_id), w) for n in fact.notes])
    return card


def _section(card: Card, label: str, lines: list[str]) -> None:
    if lines:
        card.title(label).items(lines)


def _contact_line(contact: Contact, w: Writer) -> str:
    barred = w.text("do not contact") if contact.no_contact else None
    return w.dot(contact_name(contact, w), contact.phone, contact.email, barred)
