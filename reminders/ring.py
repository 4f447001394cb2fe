"""Due reminders ring: marked and queued in one commit, so that neither can happen alone."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.activity import Kind
from domain.audience import audience_of
from domain.customer import Contact, Customer
from domain.facts import Fact, RemindersRang, Ring
from domain.left import has_left, heirs, keeper_id
from domain.outgoing import Document, Outgoing, Priority, Reader
from domain.people import Chat, ChatKind, Person
from domain.policy import EVERYTHING, Deed
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


@dataclass(frozen=True)
class Told:
    """One message of a ring: which reminders ring together in a chat, and in which words, from when on."""

    reminders: tuple[int, ...]
    chat: Chat
    minute: datetime
    document: Document
    due_at: datetime
    cleared_for: int | None = None


def ring(store: Store, how: ClockWork) -> int:
    """Ring what is due and return how many rang; what another process rang meanwhile is left alone.

    All is worded on a reader, for the writer is everybody's; where a reminder was moved or ticked meanwhile,
    anew.
    """
    rang = 0
    while True:
        now = how.clock()
        with store.read() as view:
            view.seen_by(EVERYTHING)
            due = view.reminders.due(now, BATCH)
            told = _worded(due, view, how, now)
        if not due:
            return rang
        with store.write() as work:
            work.seen_by(EVERYTHING)
            held = work.reminders.take_due(now, BATCH)
            work.reminders.rang([reminder.rung(at=now) for reminder in held])
            _queue(told if held == due else _worded(held, work, how, now), work)
            how.reach("ring.before_commit")
            work.commit()
        how.reach("ring.after_commit")
        rang += len(held)


def _queue(told: Sequence[Told], work: Work) -> None:
    """Queue the messages of a ring."""
    abouts = work.rings.together([(one.reminders, one.chat.id, one.minute) for one in told])
    work.outbox.add_all(
        [
            Outgoing(
                one.chat.address,
                one.document,
                about,
                Priority.REMINDER,
                one.due_at,
                cleared_for=one.cleared_for,
            )
            for one, about in zip(told, abouts, strict=True)
        ]
    )


def _worded(due: Sequence[Reminder], view: View, how: ClockWork, now: datetime) -> list[Told]:
    """Word what is due as rung now: one message for each chat and minute."""
    groups: dict[tuple[Chat, bool, datetime], list[Reminder]] = defaultdict(list)
    known: dict[tuple[object, ...], Sequence[tuple[Chat, bool]]] = {}
    for reminder in due:
        assert reminder.next_due is not None
        minute = reminder.next_due.replace(second=0, microsecond=0)
        about = reminder.customer_id if has_left(reminder, view) else None
        whose = (reminder.person_id, reminder.address, reminder.kind, about)
        if whose not in known:
            known[whose] = places(reminder, view)
        for chat, team in known[whose]:
            groups[(chat, team, minute)].append(reminder.rung(at=now))
    return _told(groups, Named.of(due, view), view, how)


def _told(
    groups: Mapping[tuple[Chat, bool, datetime], Sequence[Reminder]],
    named: "Named",
    view: View,
    how: ClockWork,
) -> list[Told]:
    mute = view.people.many({chat.person_id for chat, *_ in groups if chat.person_id is not None})
    told = []
    audiences = {chat: audience_of(chat, view) for chat in {chat for chat, *_ in groups}}
    for (chat, team, minute), reminders in groups.items():
        fact = named.rang(reminders, team=team, due=minute)
        heard = audiences[chat].told(fact if team else to_its_reader(fact, chat, view))
        document = how.word(heard, reader_of(chat, fact.rings[0].owner))
        muted = mute[chat.person_id].mute_until if chat.person_id in mute else None
        due_at = max(minute, muted) if muted else minute
        cleared_for = audiences[chat].cleared_for((heard,))
        told.append(Told(tuple(r.id for r in reminders), chat, minute, document, due_at, cleared_for))
    return told


def to_its_reader(fact: RemindersRang, chat: Chat, view: View) -> RemindersRang:
    """Return what rang as the one whose chat it is may see it: a customer may have gone to somebody else
    since."""
    return replace(fact, rings=tuple(_as_seen(ring, chat.person_id, view) for ring in fact.rings))


def _as_seen(ring: Ring, reader_id: int | None, view: View) -> Ring:
    customer = ring.customer
    if customer is None or ring.contact is None or customer.owner_id == reader_id:
        return ring
    reader = view.people.find(reader_id) or ring.owner
    sees = view.viewer_of(reader).may(Deed.SEE, customer.owner_id, customer.id)
    return ring if sees else replace(ring, contact=None)


def places(reminder: Reminder, view: View) -> Sequence[tuple[Chat, bool]]:
    """Return where a reminder rings, each with whether it is a team's chat.

    With its owner in private, or in the group where it was said; a callback also in the team's chats. What
    is for somebody who has left rings for who looks after its customer now, in private: for those who lead
    where nobody does and no team's chat is told.
    """
    owner = view.people.get(reminder.person_id)
    teams = view.chats.of_team(owner.team_id) if owner.team_id and reminder.kind is Kind.CALLBACK else ()
    found = {chat.id: (chat, True) for chat in teams}
    mine = (
        _left_behind(reminder, view, told=bool(teams))
        if has_left(reminder, view)
        else _own(owner, reminder, view)
    )
    for chat in mine:
        if chat.kind is ChatKind.PRIVATE:
            found[chat.id] = (chat, False)
        else:
            found.setdefault(chat.id, (chat, True))
    return list(found.values())


def _own(owner: Person, reminder: Reminder, view: View) -> Sequence[Chat]:
    """Return where its owner is told: in private where that is possible, else where it was said."""
    said_in = view.chats.at(reminder.channel, reminder.chat)
    mine = said_in is not None and said_in.person_id == owner.id and not said_in.gone
    told_in = said_in if mine else view.chats.private_of(owner.id) or said_in
    return () if told_in is None else (told_in,)


def _left_behind(reminder: Reminder, view: View, *, told: bool) -> Sequence[Chat]:
    """Return where those are told who look after what somebody who has left was to do; `told`: a team is."""
    keeps = keeper_id(reminder, view) != reminder.person_id
    whom = () if told and not keeps else heirs(reminder, view)
    chats = [view.chats.private_of(one.id) for one in whom]
    return [chat for chat in chats if chat is not None]


@dataclass(frozen=True)
class Named:
    """The customers, contacts and owners that reminders are about."""

    customers: Mapping[int, Customer]
    contacts: Mapping[int, Contact]
    people: Mapping[int, Person]

    @staticmethod
    def of(reminders: Sequence[Reminder], view: View) -> "Named":
        """Look them up, all at once."""
        return Named(
            view.customers.many({r.customer_id for r in reminders if r.customer_id is not None}),
            view.contacts.many({r.contact_id for r in reminders if r.contact_id is not None}),
            view.people.many({r.person_id for r in reminders}),
        )

    def rang(self, reminders: Sequence[Reminder], *, team: bool, due: datetime) -> RemindersRang:
        """Return the fact that some of them rang together."""
        return RemindersRang(tuple(map(self._ring, reminders)), team, due)

    def _ring(self, reminder: Reminder) -> Ring:
        return Ring(
            reminder,
            None if reminder.customer_id is None else self.customers.get(reminder.customer_id),
            None if reminder.contact_id is None else self.contacts.get(reminder.contact_id),
            self.people[reminder.person_id],
        )


def rang(reminders: Sequence[Reminder], view: View, *, team: bool, due: datetime) -> RemindersRang:
    """Return the fact that these rang together, with the customers, contacts and owners they are about."""
    return Named.of(reminders, view).rang(reminders, team=team, due=due)


def reader_of(chat: Chat, owner: Person) -> Reader:
    """Return for whom a chat is worded: its own language where it has one, else its person's."""
    return Reader((chat.language or owner.language).value, owner.timezone)
