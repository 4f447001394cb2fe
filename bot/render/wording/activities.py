"""Activities in words."""

from bot.render.wording.card import Card
from bot.render.wording.words import KIND
from bot.render.wording.writer import Writer
from domain.activity import Activity
from domain.customer import Contact
from domain.facts import Logged
from domain.outgoing import Button
from domain.reminder import Reminder


def logged(fact: Logged, w: Writer) -> Card:
    """Word that an activity was recorded."""
    activity = fact.activity
    kind = w.text(KIND[activity.kind.value])
    card = Card().title(w.text("{kind} logged · {customer}", kind=kind, customer=fact.customer.name), "good")
    card.rows(
        (w.text("Date"), w.day(activity.on)),
        (w.text("With"), w.join([contact_name(contact, w) for contact in fact.contacts])),
        (w.text("By"), fact.doer.name if fact.doer else None),
        (w.text("Outcome"), None if activity.reached else w.text("nobody reached")),
        (w.text("Note"), activity.note),
    )
    for reminder in fact.ticked:
        card.say(w.text("✓ Ticked: {reminder}", reminder=reminder_line(reminder, w)))
    for reminder in fact.later:
        card.say(
            w.text("Still to come: {reminder}. Does this settle it?", reminder=reminder_line(reminder, w))
        )
        card.press(Button(w.text("Yes, tick it"), f"done {reminder.id}"))
    return card


def contact_name(contact: Contact, w: Writer) -> str:
    """Return a contact with their title."""
    if contact.title is None:
        return contact.name
    return w.text("{name} ({title})", name=contact.name, title=contact.title)


def reminder_line(reminder: Reminder, w: Writer) -> str:
    """Return a reminder in one line: its kind and when."""
    kind = w.text(KIND[reminder.kind.value])
    return w.text("{kind}, {when}", kind=kind, when=w.when(reminder.on, reminder.clock))


def activity_line(activity: Activity, who: str | None, w: Writer) -> str:
    """Return an activity in one line of a list."""
    kind = w.text(KIND[activity.kind.value])
    missed = None if activity.reached else w.text("nobody reached")
    return w.dot(w.short_day(activity.on), kind, who, missed, activity.note)
