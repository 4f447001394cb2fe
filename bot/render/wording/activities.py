"""Activities in words."""

from bot.render.wording.card import Card
from bot.render.wording.words import KIND
from bot.render.wording.writer import Writer
from domain.activity import Activity, Kind
from domain.customer import Contact
from domain.facts import Logged
from domain.outgoing import Button
from domain.reminder import Reminder


def logged(fact: Logged, w: Writer) -> Card:
    """Word that an activity was recorded."""
    activity = fact.activity
    card = Card().title(_logged(activity, fact.customer.name, w), "good")
    card.rows(
        (w.text("Date"), w.day(activity.on)),
        (w.text("With"), w.join([contact_name(contact, w) for contact in fact.contacts])),
        (w.text("By"), fact.doer.name if fact.doer else None),
        (w.text("Outcome"), _missed(activity, w)),
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
    return w.dot(w.short_day(activity.on), kind, who, _missed(activity, w), activity.note)


def _logged(activity: Activity, customer: str, w: Writer) -> str:
    if activity.kind is Kind.NOTE:
        return w.text("Note kept · {customer}", customer=customer)
    return w.text("{kind} logged · {customer}", kind=w.text(KIND[activity.kind.value]), customer=customer)


def _missed(activity: Activity, w: Writer) -> str | None:
    """Return that nobody was reached, where somebody was tried; a note tries nobody."""
    tried = activity.kind is not Kind.NOTE
    return w.text("nobody reached") if tried and not activity.reached else None


def note_line(note: Activity, who: str | None, w: Writer) -> str:
    """Return a note in one line of a list."""
    return w.dot(w.short_day(note.on), who, note.note)
