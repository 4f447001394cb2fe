"""What came of a message in words, and where it goes: a new card, an edit in place, or both."""

from collections.abc import Sequence
from dataclasses import replace

from bot.render.wording import word, word_all
from bot.telling import decided
from domain.facts import (
    Attached,
    ChatLost,
    Fact,
    Logged,
    ReminderCancelled,
    ReminderDone,
    ReminderMoved,
    Undone,
)
from domain.incoming import Address, Edited, Pressed
from domain.outgoing import About, Block, Document, Outgoing, Priority, Reader
from domain.people import Chat, Person
from domain.ports import Work
from domain.reminder import Reminder
from domain.turn import Answer, Turn
from reminders.ring import rang, reader_of


def say(answer: Answer, turn: Turn, work: Work) -> Sequence[Outgoing]:
    """Return the messages that tell an answer, in the language of the person; one where one will do."""
    reader = _reader(turn, work)
    messages = _closing(answer, turn, reader)
    messages += _telling(answer, turn, work, reader)
    messages = [_by_its_way(message, turn) for message in messages]
    return [*messages, *_rings_answered(answer.facts, turn, work), *decided(answer.facts, work)]


def _by_its_way(message: Outgoing, turn: Turn) -> Outgoing:
    """Send what goes where it was said by the way the platform gave with it: as a new message, or in place
    of the one that was pressed on. In a group a new message answers the one it is for."""
    if message.address == turn.address and message.edits is None and not turn.private:
        message = replace(message, reply_to=turn.message)
    if turn.via is None or message.address != turn.address or (message.edits and not turn.via.replaces):
        return message
    return replace(message, via=replace(turn.via, replaces=message.edits is not None))


def _reader(turn: Turn, work: Work) -> Reader:
    """Return the person as they are now: the answer to "中文" is in Chinese already."""
    person = work.people.get(turn.person.id)
    return Reader(person.language.value, person.timezone)


def _telling(answer: Answer, turn: Turn, work: Work, reader: Reader) -> list[Outgoing]:
    about = _about(answer)
    document = word_all(answer.facts, reader, act=answer.act, changeable=answer.changeable)
    if answer.grows and (grown := _growing(answer, turn, work, reader)):
        return grown
    now = turn.now
    pressed = isinstance(turn.content, Pressed)
    if answer.closes is not None and pressed:
        edits: About | None = About("question", answer.closes.question)
        return [Outgoing(turn.address, document, about, Priority.ANSWER, now, edits=edits)] + [
            Outgoing(address, document, about, Priority.ANSWER, now, edits=answer.replaces)
            for address in _elsewhere(answer, work)
        ]
    if answer.replaces is None:
        return [Outgoing(turn.address, document, about, Priority.ANSWER, now)]
    edited = [
        Outgoing(address, document, about, Priority.ANSWER, now, edits=answer.replaces)
        for address in _elsewhere(answer, work)
    ]
    if edited and isinstance(turn.content, Pressed | Edited):
        return edited
    return [*edited, Outgoing(turn.address, document, about, Priority.ANSWER, now)]


def _growing(answer: Answer, turn: Turn, work: Work, reader: Reader) -> list[Outgoing]:
    """Return edits of what stands, and nothing new: of a card only what it says of its files is said anew."""
    assert answer.replaces is not None
    about = _about(answer)
    edits = []
    for address in _elsewhere(answer, work):
        document = word_all(answer.facts, reader, act=answer.act)
        card = work.outbox.document(answer.replaces, address)
        if card is not None and answer.act is not None:
            document = _with_files(card, answer.facts, reader)
        edits.append(Outgoing(address, document, about, Priority.ANSWER, turn.now, edits=answer.replaces))
    return edits


def _with_files(card: Document, facts: Sequence[Fact], reader: Reader) -> Document:
    """Return a card with more files on it: what was said of those before makes way."""
    for fact in facts:
        if isinstance(fact, Attached):
            told = word(fact, reader).blocks
            earlier = replace(fact, files=fact.files[: -fact.fresh])
            before = word(earlier, reader).blocks if earlier.files else ()
            card = replace(card, blocks=_swapped(card.blocks, before, told))
    return card


def _swapped(blocks: tuple[Block, ...], old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the new ones where the old ones stood, or after all others."""
    for place in range(len(blocks) - len(old) + 1):
        if old and blocks[place : place + len(old)] == old:
            return (*blocks[:place], *new, *blocks[place + len(old) :])
    return (*blocks, *new)


def _elsewhere(answer: Answer, work: Work) -> Sequence[Address]:
    return work.outbox.places(answer.replaces) if answer.replaces is not None else ()


def _closing(answer: Answer, turn: Turn, reader: Reader) -> list[Outgoing]:
    """Where a question was answered by words, its buttons make way for the answer."""
    if answer.closes is None or isinstance(turn.content, Pressed):
        return []
    about = About("question", answer.closes.question)
    return [
        Outgoing(turn.address, word(answer.closes, reader), about, Priority.ANSWER, turn.now, edits=about)
    ]


def _about(answer: Answer) -> About:
    customer_id = _customer_of(answer.facts)
    if answer.act is not None:
        return About("act", answer.act, customer_id=customer_id)
    if answer.question is not None:
        return About("question", answer.question)
    return About("talk", customer_id=customer_id)


def _customer_of(facts: Sequence[Fact]) -> int | None:
    for fact in reversed(facts):
        customer = getattr(fact, "customer", None)
        if customer is not None and hasattr(customer, "id"):
            return int(customer.id)
        if inner := getattr(fact, "facts", None):
            return _customer_of(inner)
    return None


# ---- what rang and is answered now --------------------------------------------------------------------


def _rings_answered(facts: Sequence[Fact], turn: Turn, work: Work) -> list[Outgoing]:
    """Return edits of the messages in which a reminder rang that was now ticked, moved or called off."""
    messages = []
    for reminder in _touched(facts, work):
        for about, chat_id, ids in work.rings.of(reminder.id):
            chat = work.chats.get(chat_id)
            if chat.address in work.outbox.places(about):
                messages.append(_ring_again(about, ids, chat, turn, work))
    return messages


def _touched(facts: Sequence[Fact], work: Work) -> Sequence[Reminder]:
    found: list[Reminder] = []
    for fact in facts:
        match fact:
            case ReminderDone(reminder=reminder) | ReminderCancelled(reminder=reminder):
                found.append(reminder)
            case ReminderMoved(after=reminder):
                found.append(reminder)
            case Logged(ticked=ticked):
                found.extend(ticked)
            case Undone(act=act):
                rows = [row.row_id for row in work.acts.trail(act) if row.table == "reminder"]
                found.extend(work.reminders.many(rows).values())
            case _:
                found.extend(_touched(getattr(fact, "facts", ()), work))
    return found


def _ring_again(about: About, ids: Sequence[int], chat: Chat, turn: Turn, work: Work) -> Outgoing:
    reminders = [work.reminders.get(id) for id in ids]
    fact = rang(reminders, work, team=chat.team_id is not None, due=turn.now)
    reader = reader_of(chat, fact.rings[0].owner)
    return Outgoing(chat.address, word(fact, reader), about, Priority.ANSWER, turn.now, edits=about)


# ---- a chat that is gone ------------------------------------------------------------------------------


def _leads(leader: Person, person: Person | None) -> bool:
    """Return whether somebody is to hear of this person, or of a group: admins, and managers of the team."""
    ours = person is None or leader.team_id in (None, person.team_id)
    return leader.manages and ours and leader != person


def chat_lost(address: Address, work: Work) -> None:
    """Tell those who lead, once, that a chat cannot be written to any more."""
    chat = work.chats.at(address.channel, address.chat)
    if chat is None:
        return
    person = work.people.find(chat.person_id)
    fact = ChatLost(person.name if person else None, chat.title, chat.channel)
    about = About("gone", chat.id, work.now().strftime("%Y-%m-%d"))
    for leader in work.people.all():
        private = work.chats.private_of(leader.id)
        if _leads(leader, person) and private is not None:
            document = word(fact, Reader(leader.language.value, leader.timezone))
            work.outbox.add(Outgoing(private.address, document, about, Priority.ALERT, work.now()))
