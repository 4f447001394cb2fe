"""Erasing in words: what it would take, and that it was done."""

from collections.abc import Mapping

from bot.render.wording.card import Card
from bot.render.wording.writer import Writer
from domain.facts import ContactUnknown, Erased, ErasedForGood, Option
from domain.outgoing import Button


def preview(question: int, option: Option, w: Writer) -> Card:
    """Ask whether all that was found of somebody is to be erased."""
    customer, contact = option.hint["customer"], option.hint["contact"]
    title = (
        w.text("Erase everything about {contact} at {customer}?", contact=contact, customer=customer)
        if contact
        else w.text("Erase everything about {customer} and the people there?", customer=customer)
    )
    card = Card().title(title, "ask")
    if option.hint["changed"]:
        card.say(w.text("There is more or less to erase by now. Please look again."))
    card.rows(*_counted(option.hint["counts"], w))
    card.say(w.text("Numbers, dates and stages stay, without a name. This cannot be undone."))
    if contact:
        card.say(w.text("A copy for them, before it is gone: your administrator has “salesbot personal”."))
    card.press(Button(w.text("Yes, erase it"), f"pick q{question} 1"))
    return card.press(Button(w.text("No, keep it"), f"drop q{question}"))


def _counted(counts: Mapping[str, int], w: Writer) -> list[tuple[str, str | None]]:
    """Return how many rows of what kind."""
    kinds = {
        "customers": w.text("Customers"),
        "contacts": w.text("Contacts"),
        "activities": w.text("Activities"),
        "reminders": w.text("Reminders"),
        "deals": w.text("Deals"),
        "files": w.text("Files"),
        "messages": w.text("Messages"),
        "history": w.text("Lines of history"),
    }
    return [(kinds[kind], w.number(number)) for kind, number in counts.items()]


def erased(fact: Erased, w: Writer) -> Card:
    """Say that it is gone, with no name that is."""
    title = (
        w.text("Erased: a contact at {customer}", customer=fact.customer.name)
        if fact.customer
        else w.text("Erased: a customer")
    )
    card = Card().title(title, "good").rows(*_counted(fact.counts, w))
    return card.say(
        w.text(
            "Where an older backup is restored, it is erased too. Messages in the chats are yours to delete."
        )
    )


def erased_for_good(_: ErasedForGood, w: Writer) -> Card:
    """Say that it cannot be brought back."""
    return Card().say(w.text("What was erased cannot be brought back."))


def contact_unknown(fact: ContactUnknown, w: Writer) -> Card:
    """Say that nobody goes by that name."""
    name = w.quoted(fact.name)
    if fact.customer is None:
        return Card().say(w.text("I know no contact {name}.", name=name))
    return Card().say(w.text("I know no {name} at {customer}.", name=name, customer=fact.customer))
