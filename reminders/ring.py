"""Due reminders ring: marked and queued in one commit, so that neither can happen alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.activity import Kind
from domain.facts import Fact, RemindersRang, Ring
from domain.outgoing import Document, Outgoing, Priority, Reader
from domain.people import Chat, Person
from domain.ports import Clock, Reach, Store, View, Work
from domain.reminder import Reminder

BATCH = 100
"""Reminders rung in one transaction."""

Word = Callable[[Fact, Reader], Document]
"""Words a fact for a reader."""


@dataclass(frozen=True)
class ClockWork:
    """What the clock's own work needs beside the store."""

    clock: Clock
    word: Word
    reach: Reach


def ring(store: Store, how: ClockWork) -> int:
    """Ring what is due and return how many rang; what another process rang meanwhile is left alone."""
    rang = 0
    while True:
        now = how.clock()
        with store.read() as view:
            if not view.reminders.due(now, 1):
                return rang
        with store.write() as work:
            due = _mark(work, now)
            _queue(due, work, how, now)
            how.reach("ring.before_commit")
            work.commit()
        how.reach("ring.after_commit")
        rang += len(due)


def _mark(work: Work, now: datetime) -> list[tuple[Reminder, datetime]]:
    """Mark what is due as rung; return each with the instant it was due."""
    due = [(r.rung(at=now), r.next_due) for r in work.reminders.take_due(now, BATCH) if r.next_due]
    work.reminders.rang([rung for rung, _ in due])
    return due


def _queue(due: Iterable[tuple[Reminder, datetime]], work: Work, how: ClockWork, now: datetime) -> None:
    """Queue one message for each chat and minute."""
    groups: dict[tuple[Chat, bool, datetime], list[Reminder]] = defaultdict(list)
    known: dict[tuple[object, ...], Sequence[tuple[Chat, bool]]] = {}
    for reminder, at in due:
        minute = at.replace(second=0, microsecond=0)
        whose = (reminder.person_id, reminder.address, reminder.kind)
        if whose not in known:
            known[whose] = places(reminder, work)
        for chat, team in known[whose]:
            groups[(chat, team, minute)].append(reminder)
    for (chat, team, minute), reminders in groups.items():
        about = work.rings.together([r.id for r in reminders], chat.id, minute)
        fact = rang(reminders, work, team=team, due=minute)
        until = _quiet_until(chat, work)
        document = how.word(fact, reader_of(chat, fact.rings[0].owner))
        due_at = max(minute, until) if until else minute
        work.outbox.add(Outgoing(chat.address, document, about, Priority.REMINDER, due_at))


def _quiet_until(chat: Chat, work: View) -> datetime | None:
    person = work.people.find(chat.person_id)
    return person.mute_until if person else None


def places(reminder: Reminder, view: View) -> Sequence[tuple[Chat, bool]]:
    """Return where a reminder rings, each with whether it is a team's chat.

    With its owner in private, or in the group where it was said; a callback also in the team's chats.
    """
    owner = view.people.get(reminder.person_id)
    said_in = view.chats.at(reminder.channel, reminder.chat)
    mine = said_in is not None and said_in.person_id == owner.id and not said_in.gone
    private = said_in if mine else view.chats.private_of(owner.id)
    teams = view.chats.of_team(owner.team_id) if owner.team_id and reminder.kind is Kind.CALLBACK else ()
    found = {chat.id: (chat, True) for chat in teams}
    if private is not None:
        found[private.id] = (private, False)
    elif said_in is not None:
        found.setdefault(said_in.id, (said_in, True))
    return list(found.values())


def rang(reminders: Sequence[Reminder], view: View, *, team: bool, due: datetime) -> RemindersRang:
    """Return the fact that these rang together, with the customers, contacts and owners they are about."""
    customers = view.customers.many({r.customer_id for r in reminders if r.customer_id is not None})
    contacts = view.contacts.many({r.contact_id for r in reminders if r.contact_id is not None})
    people = view.people.many({r.person_id for r in reminders})
    rings = tuple(
        Ring(
            reminder,
            customers.get(reminder.customer_id) if reminder.customer_id is not None else None,
            contacts.get(reminder.contact_id) if reminder.contact_id is not None else None,
            people[reminder.person_id],
        )
        for reminder in reminders
    )
    return RemindersRang(rings, team, due)


def reader_of(chat: Chat, owner: Person) -> Reader:
    """Return for whom a chat is worded: its own language where it has one, else its person's."""
    return Reader((chat.language or owner.language).value, owner.timezone)
