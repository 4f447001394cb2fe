"""Reminders in words: set, moved, ticked, listed, and ringing."""

from datetime import date

from bot.render.wording.activities import activity_line, contact_name, reminder_line
from bot.render.wording.card import Card
from bot.render.wording.words import KIND, REPEAT
from bot.render.wording.writer import Writer
from domain.facts import (
    KeyAccountQuiet,
    ReminderCancelled,
    ReminderDone,
    ReminderMoved,
    ReminderSet,
    RemindersRang,
    Ring,
    Task,
    TasksListed,
)
from domain.outgoing import Button
from domain.reminder import State


def reminder_set(fact: ReminderSet, w: Writer) -> Card:
    """Word that a reminder was set."""
    reminder = fact.reminder
    kind = w.text(KIND[reminder.kind.value])
    name = fact.customer.name if fact.customer else None
    card = Card().title(w.dot(w.text("{kind} set", kind=kind), name), "good")
    return card.rows(
        (w.text("When"), w.when(reminder.on, reminder.clock)),
        (w.text("Repeats"), w.text(REPEAT[reminder.repeat.value]) if reminder.repeat else None),
        (w.text("For"), fact.assignee.name if fact.assignee else None),
        (w.text("With"), contact_name(fact.contact, w) if fact.contact else None),
        (w.text("Note"), reminder.note),
        (w.text("Rings"), w.instant(reminder.next_due) if reminder.next_due and _rings_apart(fact) else None),
        (w.text("Also told in"), w.text("the team's channel") if fact.team else None),
    )


def _rings_apart(fact: ReminderSet) -> bool:
    """Return whether it rings at another minute than it is set for."""
    return fact.reminder.next_due != fact.reminder.when.instant or fact.reminder.clock is None


def reminder_done(fact: ReminderDone, w: Writer) -> Card:
    """Word that a reminder was ticked."""
    kind = w.text(KIND[fact.reminder.kind.value])
    card = Card().title(
        w.dot(w.text("✓ {kind} done", kind=kind), fact.customer.name if fact.customer else None), "good"
    )
    if fact.reminder.state is State.OPEN:
        card.say(w.text("Next time: {when}", when=w.when(fact.reminder.on, fact.reminder.clock)))
    return card.rows((w.text("Note"), fact.reminder.note))


def reminder_moved(fact: ReminderMoved, w: Writer) -> Card:
    """Word that a reminder was put to another time."""
    kind = w.text(KIND[fact.after.kind.value])
    card = Card().title(
        w.dot(w.text("{kind} moved", kind=kind), fact.customer.name if fact.customer else None), "good"
    )
    return card.rows(
        (w.text("New time"), w.when(fact.after.on, fact.after.clock)),
        (w.text("Before"), w.when(fact.before.on, fact.before.clock)),
        (w.text("Note"), fact.after.note),
    )


def reminder_cancelled(fact: ReminderCancelled, w: Writer) -> Card:
    """Word that a reminder was called off."""
    kind = w.text(KIND[fact.reminder.kind.value])
    card = Card().title(
        w.dot(w.text("{kind} called off", kind=kind), fact.customer.name if fact.customer else None)
    )
    return card.rows((w.text("Was set for"), w.when(fact.reminder.on, fact.reminder.clock)))


def tasks_listed(fact: TasksListed, w: Writer) -> Card:
    """Word a list of open reminders."""
    card = Card().title(_tasks_title(fact, w))
    if not fact.tasks:
        return card.say(w.text("Nothing open."))
    card.items(
        [_task_line(task, fact.owner is None and _several(fact), w) for task in fact.tasks], numbered=True
    )
    if fact.total > len(fact.tasks):
        card.say(
            w.plural(
                "{n} in all; the first ten are shown.", "{n} in all; the first ten are shown.", fact.total
            )
        )
    return card


def _several(fact: TasksListed) -> bool:
    return len({task.person for task in fact.tasks}) > 1


def _tasks_title(fact: TasksListed, w: Writer) -> str:
    title = w.text("Overdue") if fact.overdue else w.text("To do")
    return w.dot(title, fact.owner, _period(fact.start, fact.end, w))


def _period(start: date | None, end: date | None, w: Writer) -> str | None:
    if start is None or end is None:
        return None
    return w.day(start) if start == end else f"{w.short_day(start)} – {w.short_day(end)}"


def _task_line(task: Task, named: bool, w: Writer) -> str:
    reminder = task.reminder
    clock = f" {reminder.clock:%H:%M}" if reminder.clock else ""
    kind = w.text(KIND[reminder.kind.value])
    return w.dot(
        f"{w.short_day(reminder.on)}{clock}",
        kind,
        task.customer,
        reminder.note,
        task.person if named else None,
        f"#{reminder.id}",
    )


# ---- ringing ------------------------------------------------------------------------------------------


def reminders_rang(fact: RemindersRang, w: Writer) -> Card:
    """Word due reminders, with buttons to answer each; those answered say so instead."""
    card = Card()
    several = len(fact.rings) > 1
    for number, ring in enumerate(fact.rings, 1):
        _ring(ring, f"{number}. " if several else "", fact, card, w)
    return card


def _ring(ring: Ring, number: str, fact: RemindersRang, card: Card, w: Writer) -> None:
    """Add one reminder; `number` ties its buttons to it where several rang together."""
    reminder = ring.reminder
    kind = w.text(KIND[reminder.kind.value])
    name = ring.customer.name if ring.customer else None
    over = _answered(ring, w)
    if over:
        card.title(w.dot(f"{number}{kind}", name, over), "good")
        return
    card.title(w.dot(f"{number}⏰ {kind}", name), "ask")
    card.rows(
        (w.text("When"), w.when(reminder.on, reminder.clock)),
        (w.text("With"), _reach(ring, w)),
        (w.text("Owner"), ring.owner.name if fact.team else None),
        (w.text("Note"), reminder.note),
    )
    # The day of a repeating one: a second tap must not tick the next time.
    which = f"{reminder.id} {reminder.on}" if reminder.repeat else f"{reminder.id}"
    buttons = [
        Button(number + w.text("Done"), f"done {which}", main=True),
        Button(number + w.text("Later"), f"later {reminder.id}"),
    ]
    if ring.customer:
        buttons.append(Button(number + w.text("Open"), f"show {ring.customer.id}"))
    card.press(*buttons)


def _reach(ring: Ring, w: Writer) -> str | None:
    """Return who to reach and how."""
    return w.dot(contact_name(ring.contact, w), ring.contact.phone) if ring.contact else None


def _answered(ring: Ring, w: Writer) -> str | None:
    """Return how a reminder that rang was answered, if it was."""
    reminder = ring.reminder
    if reminder.state is State.DONE:
        return w.text("✓ done")
    if reminder.state is State.CANCELLED:
        return w.text("called off")
    if reminder.rung_at is None:
        return w.text("moved to {when}", when=w.when(reminder.on, reminder.clock))
    return None


def key_account_quiet(fact: KeyAccountQuiet, w: Writer) -> Card:
    """Word that nobody has reached a key account for too long: since when, who, what to do next."""
    name = fact.customer.name
    card = Card().title(w.text("⚠ Key account gone quiet · {customer}", customer=name), "alert")
    card.say(
        w.plural(
            "No contact for {n} day; the limit is {cadence}.",
            "No contact for {n} days; the limit is {cadence}.",
            fact.days,
            cadence=fact.cadence,
        )
    )
    last = fact.last
    card.rows(
        (
            w.text("Last contact"),
            activity_line(last, None, w) if last else w.text("none on record"),
        ),
        (w.text("Owner"), fact.owner.name if fact.owner else w.text("nobody")),
        (w.text("Next planned"), reminder_line(fact.next, w) if fact.next else w.text("nothing")),
    )
    return card.press(
        Button(w.text("Remind me tomorrow"), f"plan {fact.customer.id} tomorrow", main=True),
        Button(w.text("Open"), f"show {fact.customer.id}"),
    )
