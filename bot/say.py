"""What came of a message in words, and where it goes: a new card, an edit in place, or both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.heard import owners_told
from bot.render.wording import word, word_all
from bot.telling import decided, shared, tell
from domain.audience import ALONE, Audience, audience_of, held_back
from domain.facts import (
    AnswerUnsent,
    Attached,
    ChatLost,
    Fact,
    Logged,
    NoticeUnsent,
    ReminderCancelled,
    ReminderDone,
    ReminderMoved,
    RestInPrivate,
    Undone,
)
from domain.incoming import Address, Edited, Pressed
from domain.outgoing import About, Block, Document, Outgoing, Priority, Queued, Reader
from domain.people import Chat, Person
from domain.policy import EVERYTHING
from domain.ports import Work
from domain.reminder import Reminder
from domain.turn import Answer, Turn
from reminders.ring import rang, reader_of, to_its_reader


@dataclass(frozen=True)
class Telling:
    """An answer on its way into words: for whom, and in which turn."""

    answer: Answer
    turn: Turn
    work: Work
    reader: Reader

    def audience(self, address: Address, *, edit: bool = False) -> Audience:
        """Return who reads along there: nobody but the asker, where the platform shows it to them alone."""
        via = self.turn.via
        alone = self.turn.private or (via is not None and (not edit or via.replaces))
        if alone and address == self.turn.address:
            return ALONE
        return audience_of(self.work.chats.at(address.channel, address.chat), self.work)

    def message(self, address: Address, *, edits: About | None = None) -> Outgoing:
        """Return the answer as it may be told there."""
        answer, audience = self.answer, self.audience(address, edit=edits is not None)
        told = tuple(map(audience.told, answer.facts))
        missed = any(map(held_back, answer.facts, told))
        if missed:
            told = (*told, RestInPrivate(self.private() is not None))
        document = word_all(
            told,
            self.reader_at(address),
            act=None if missed else answer.act,
            changeable=answer.changeable,
        )
        return Outgoing(
            address,
            document,
            _about(answer),
            Priority.ANSWER,
            self.turn.now,
            edits=edits,
            cleared_for=audience.cleared_for(told),
        )

    def reader_at(self, address: Address) -> Reader:
        """Return who reads in a chat: whose private chat it is, else who speaks now."""
        chat = None if address == self.turn.address else self.work.chats.at(address.channel, address.chat)
        owner = None if chat is None else self.work.people.find(chat.person_id)
        return self.reader if owner is None else Reader(owner.language.value, owner.timezone)

    def private(self) -> Address | None:
        """Return where the asker is told what others may not read."""
        chat = self.work.chats.private_of(self.turn.person.id)
        return None if chat is None else chat.address


def say(answer: Answer, turn: Turn, work: Work) -> Sequence[Outgoing]:
    """Return the messages that tell an answer, in the language of the person; one where one will do.

    A chat is told what it may hear; where that is less, the asker is told the rest in private.
    """
    said = Telling(answer, turn, work, _reader(turn, work))
    messages = _closing(said)
    messages += _with_the_rest(_telling(said), said)
    messages = [_by_its_way(message, turn) for message in messages]
    return [
        *messages,
        *_rings_answered(answer.facts, turn, work),
        *owners_told(answer, turn, work),
        *decided(answer.facts, work),
        *shared(answer.facts, turn.person, work),
    ]


def _with_the_rest(messages: list[Outgoing], said: Telling) -> list[Outgoing]:
    """Add the whole answer for the asker alone, where no chat of theirs is told it."""
    heard = [said.audience(message.address, edit=message.edits is not None) for message in messages]
    missed = any(held_back(fact, audience.told(fact)) for audience in heard for fact in said.answer.facts)
    private = said.private() if missed and ALONE not in heard else None
    return messages if private is None else [*messages, said.message(private)]


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


def _telling(said: Telling) -> list[Outgoing]:
    answer, turn = said.answer, said.turn
    if answer.grows and (grown := _growing(said)):
        return grown
    if answer.closes is not None and isinstance(turn.content, Pressed):
        here = said.message(turn.address, edits=About("question", answer.closes.question))
        return [here, *_edits(said)]
    if answer.replaces is None:
        return [said.message(turn.address)]
    edited = _edits(said)
    in_sight = any(message.address == turn.address for message in edited)
    if in_sight and isinstance(turn.content, Pressed | Edited):
        return edited
    return [*edited, said.message(turn.address)]


def _edits(said: Telling) -> list[Outgoing]:
    """Return edits of what the answer takes the place of, wherever it stands."""
    replaces = said.answer.replaces
    return [said.message(address, edits=replaces) for address in _elsewhere(said.answer, said.work)]


def _growing(said: Telling) -> list[Outgoing]:
    """Return edits of what stands, and nothing new: of a card only what it says of its files is said anew,
    and where no more may be told than stands there already, nothing."""
    assert said.answer.replaces is not None
    edits = []
    for message in _edits(said):
        card = said.work.outbox.document(said.answer.replaces, message.address)
        if card is None or said.answer.act is None:
            edits.append(message)
        elif message.cleared_for or said.audience(message.address, edit=True) == ALONE:
            document = _with_files(card, said.answer.facts, said.reader)
            edits.append(replace(message, document=document))
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


def _closing(said: Telling) -> list[Outgoing]:
    """Where a question was answered, its buttons make way for the answer: here unless one of them was
    pressed, and wherever else it stands."""
    closes, turn = said.answer.closes, said.turn
    if closes is None:
        return []
    about = About("question", closes.question)
    pressed = isinstance(turn.content, Pressed)
    places = {*said.work.outbox.places(about), turn.address} - ({turn.address} if pressed else set())
    return [
        Outgoing(
            place,
            word(said.audience(place, edit=True).told(closes), said.reader),
            about,
            Priority.ANSWER,
            turn.now,
            edits=about,
        )
        for place in sorted(places, key=lambda place: (place != turn.address, place.channel, place.chat))
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
    with work.looking(EVERYTHING):
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
    reminders = work.reminders.many(ids)
    fact = rang([reminders[id] for id in ids], work, team=chat.team_id is not None, due=turn.now)
    audience = audience_of(chat, work)
    told = audience.told(fact if audience != ALONE else to_its_reader(fact, chat, work))
    document = word(told, reader_of(chat, fact.rings[0].owner))
    cleared = audience.cleared_for((told,))
    return Outgoing(
        chat.address, document, about, Priority.ANSWER, turn.now, edits=about, cleared_for=cleared
    )


# ---- what did not arrive ------------------------------------------------------------------------------


def chat_lost(address: Address, work: Work) -> None:
    """Tell those who lead, once, that a chat cannot be written to any more."""
    chat = work.chats.at(address.channel, address.chat)
    if chat is None:
        return
    person = work.people.find(chat.person_id)
    about = About("gone", chat.id, work.now().strftime("%Y-%m-%d"))
    fact = ChatLost(person.name if person else None, chat.title, chat.channel)
    tell(_leaders(chat, person, work), fact, about, work)


def unsent(item: Queued, work: Work) -> None:
    """Tell who asked for a message that it cannot be shown, or those who lead where nobody asked for it; that
    this cannot be told either is told nobody."""
    about = About("unsent", item.id)
    if item.about.kind in ("act", "question", "talk"):
        document = word(AnswerUnsent(item.id, partly=bool(item.sent)), Reader(item.document.language, "UTC"))
        via = item.via and replace(item.via, replaces=False)
        work.outbox.add(Outgoing(item.address, document, about, Priority.ANSWER, work.now(), via=via))
    elif item.about.kind != "unsent":
        chat = work.chats.at(item.address.channel, item.address.chat)
        person = work.people.find(chat.person_id) if chat else None
        fact = NoticeUnsent(item.id, person.name if person else None, chat.title if chat else "")
        tell(_leaders(chat, person, work), fact, about, work)


def _leaders(chat: Chat | None, person: Person | None, work: Work) -> Sequence[Person]:
    """Return who is to hear of a chat: those who lead the person whose it is, or the team it is tied to."""
    if person is None:
        return work.people.leaders_of_team(chat.team_id if chat else None)
    return [leader for leader in work.people.leaders_of(person) if leader.id != person.id]
