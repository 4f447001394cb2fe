"""One message, one answer: read and planned on a reader, written in one short transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from domain.act import SPOKEN_OF
from domain.audience import audience_of
from domain.facts import Refused
from domain.incoming import (
    ChatChanged,
    ContactCard,
    Content,
    Edited,
    File,
    Form,
    Forwarded,
    Incoming,
    Place,
    Said,
    Text,
    storable,
)
from domain.outgoing import About, Outgoing
from domain.people import Chat, ChatKind, Person
from domain.ports import Claim, Clock, Reach, Stale, Store, View, Work
from domain.turn import Answer, Turn
from handlers.carry_out import carry_out
from handlers.plan import Outcome, ties
from handlers.questions import planned
from handlers.receive import Read

Say = Callable[[Answer, Turn, Work], Sequence[Outgoing]]
"""Words facts in the reader's language and addresses them."""
Newcomer = Callable[[Incoming, Work], Sequence[Outgoing]]
"""Answers somebody without an account: lets them in by a code, or tells them once a day how to come in."""

Take = Callable[[Work], Callable[[], None]]
"""Takes in the same commit what may be sent at once; returns what lets it be sent when that is stored."""


def leave_it(_work: Work) -> Callable[[], None]:
    """Leave what is queued to whoever looks at the outbox."""
    return lambda: None


TRIES = 3
AGAIN = timedelta(seconds=5)


@dataclass(frozen=True)
class Answering:
    """What answering needs beside the store; `happened` notes what happened to a chat or in it."""

    read: Read
    say: Say
    newcomer: Newcomer
    happened: Callable[[Incoming, Work], None]
    clock: Clock
    reach: Reach
    currency: str | None = None
    take: Take = leave_it


class AnswerFailed(Exception):  # noqa: N818 - carries the message's row to where it is counted
    """An unexpected error while a message was answered; nothing of it was stored."""

    def __init__(self, inbox_id: int, stale: bool) -> None:
        """Say which message; `stale`: others were first again and again, which is not its fault."""
        super().__init__(inbox_id)
        self.inbox_id = inbox_id
        self.stale = stale


def answer(store: Store, how: Answering) -> bool:
    """Carry out the oldest message of a free conversation and queue its answer: all of it is stored, or
    none. Return False when none waits; raise `AnswerFailed` when it went wrong."""
    tries = 0
    while True:
        inbox_id = 0
        try:
            with store.claim(how.clock()) as claim:
                if claim is None:
                    return False
                inbox_id = claim.inbox_id
                _answer_claimed(claim, how)
            return True
        except Stale as stale:
            tries += 1
            if tries == TRIES:
                raise AnswerFailed(inbox_id, stale=True) from stale
        except Exception as error:
            raise AnswerFailed(inbox_id, stale=False) from error


def _answer_claimed(claim: Claim, how: Answering) -> None:
    how.reach("answer.claimed")
    incoming = how.read(claim.event)
    with claim.read() as view:
        turn = None if incoming is None else turn_of(incoming, claim, how, view)
        if turn is not None:
            view.seen_by(turn.viewer)
            outcome = planned(turn, view)
            known = view.chats.at(turn.address.channel, turn.address.chat)
    how.reach("answer.planned")
    with claim.write() as work:
        work.answered()
        if turn is not None and incoming is not None:
            work.seen_by(turn.viewer)
            if known is None or known.gone:
                work.chats.open(_chat(turn, incoming))
            if incoming.guests:
                work.chats.guests(turn.address)
            heard = not _is_strange(turn, known) or ties(outcome)
            messages = how.say(_carried_out(outcome, work, turn), turn, work) if heard else ()
        else:
            messages = () if incoming is None else _of_nobody(incoming, how, work)
        for message in messages:
            work.outbox.add(message)
        send = how.take(work)
        how.reach("answer.before_commit")
        work.commit()
    how.reach("answer.after_commit")
    send()


def _is_strange(turn: Turn, known: Chat | None) -> bool:
    """Return whether all would read an answer in a group that nobody has tied: there the bot is silent."""
    tied = known is not None and known.team_id is not None
    return not (turn.private or tied or turn.via is not None)


def _carried_out(outcome: Outcome, work: Work, turn: Turn) -> Answer:
    try:
        with work.attempt():
            return carry_out(outcome, work, turn)
    except Refused as refused:
        return Answer((refused.reason,))


def _of_nobody(incoming: Incoming, how: Answering, work: Work) -> Sequence[Outgoing]:
    """Note what happened to a chat, or answer somebody who has no account."""
    if not isinstance(incoming.content, ChatChanged):
        return how.newcomer(incoming, work)
    how.happened(incoming, work)
    return ()


def _chat(turn: Turn, incoming: Incoming) -> Chat:
    """Return the place of a message as a chat that is new to us."""
    return Chat(
        channel=turn.address.channel,
        platform_id=turn.address.chat,
        kind=ChatKind.PRIVATE if turn.private else ChatKind.GROUP,
        person_id=turn.person.id if turn.private else None,
        title="" if turn.private else incoming.title,
    )


def turn_of(incoming: Incoming, claim: Claim, how: Answering, view: View) -> Turn | None:
    """Return the message in its place; None where the sender has no account, or nobody speaks."""
    event = claim.event
    if isinstance(incoming.content, ChatChanged):
        return None
    person = view.people.by_account(incoming.address.channel, incoming.person)
    if person is None:
        return None
    now = how.clock()
    said_at = min(event.said_at, now)
    reply = _reply(incoming, view)
    form = event.raw.get("form")
    content = _storable(incoming.content) if form is None else Form(tuple(Said(**said) for said in form))
    return Turn(
        person=person,
        viewer=view.viewer_of(person),
        address=incoming.address,
        private=incoming.private,
        conversation_id=claim.conversation_id,
        source_key=claim.message_key,
        said_at=said_at,
        now=now,
        content=content,
        spoken_of=_spoken_of(reply, said_at, claim.conversation_id, person, view),
        reply=reply,
        currency=how.currency,
        message=incoming.message,
        circle=_circle(incoming, view),
        via=incoming.via,
    )


def _circle(incoming: Incoming, view: View) -> frozenset[int] | None:
    """Return the people of the team a chat is cleared for, where that is where the answer goes."""
    if incoming.private or incoming.via is not None:
        return None
    chat = view.chats.at(incoming.address.channel, incoming.address.chat)
    team = audience_of(chat, view).team
    return None if team is None else team.leads


def _storable(content: Content) -> Content:
    """Return the content without what no database takes as text: NUL and halves of surrogate pairs."""
    match content:
        case Text() | Edited() | File() | Place() | ContactCard() | Forwarded():
            return _all_plain(content)
        case _:
            return content


def _all_plain(content: Content) -> Content:
    held: dict[str, Any] = {field.name: getattr(content, field.name) for field in fields(content)}
    return type(content)(**storable(held))


def _reply(incoming: Incoming, view: View) -> About | None:
    """Return what the message of ours that is answered was about."""
    if incoming.reply_to is None:
        return None
    return view.outbox.about(incoming.address, incoming.reply_to)


def _spoken_of(
    reply: About | None, said_at: datetime, conversation_id: int, person: Person, view: View
) -> int | None:
    """Return the customer meant without a name: that of the card replied to, else the one the conversation is
    tied to, else the one last spoken of."""
    if reply is not None and reply.customer_id is not None:
        return reply.customer_id
    return view.spoken_of(conversation_id, person.id, said_at - SPOKEN_OF)
