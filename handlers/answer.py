"""One message, one answer: read and planned on a reader, written in one short transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.act import SPOKEN_OF
from domain.facts import Refused
from domain.incoming import Content, Form, Incoming, RawEvent, Said, Text
from domain.outgoing import Outgoing
from domain.people import Person
from domain.policy import viewer_for
from domain.ports import Claim, Clock, Reach, Stale, Store, View, Work
from domain.turn import Answer, Turn
from handlers.carry_out import carry_out
from handlers.questions import planned

Read = Callable[[RawEvent], Incoming]
Say = Callable[[Answer, Turn, Work], Sequence[Outgoing]]
"""Words facts in the reader's language and addresses them."""

TRIES = 3
AGAIN = timedelta(seconds=5)


@dataclass(frozen=True)
class Answering:
    """What answering needs beside the store."""

    read: Read
    say: Say
    clock: Clock
    reach: Reach
    currency: str | None = None


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
    with claim.read() as view:
        turn = turn_of(claim, how, view)
        if turn is not None:
            view.seen_by(turn.viewer)
            outcome = planned(turn, view)
    how.reach("answer.planned")
    with claim.write() as work:
        work.answered()
        if turn is not None:
            work.seen_by(turn.viewer)
            try:
                with work.attempt():
                    told = carry_out(outcome, work, turn)
            except Refused as refused:
                told = Answer((refused.reason,))
            for message in how.say(told, turn, work):
                work.outbox.add(message)
        how.reach("answer.before_commit")
        work.commit()
    how.reach("answer.after_commit")


def turn_of(claim: Claim, how: Answering, view: View) -> Turn | None:
    """Return the message in its place; None where the sender has no account."""
    event = claim.event
    incoming = how.read(event)
    person = view.people.by_account(incoming.address.channel, incoming.person)
    if person is None:
        return None
    now = how.clock()
    said_at = min(event.said_at, now)
    form = event.raw.get("form")
    content = _storable(incoming.content) if form is None else Form(tuple(Said(**said) for said in form))
    return Turn(
        person=person,
        viewer=viewer_for(person, view.people.led_by(person)),
        address=incoming.address,
        private=incoming.private,
        conversation_id=claim.conversation_id,
        source_key=claim.message_key,
        said_at=said_at,
        now=now,
        content=content,
        spoken_of=_spoken_of(incoming, claim.conversation_id, person, view),
        currency=how.currency,
    )


def _storable(content: Content) -> Content:
    """Return the content without what no database takes as text: NUL and halves of surrogate pairs."""
    if not isinstance(content, Text):
        return content
    return Text(content.text.replace("\0", "").encode("utf-8", "replace").decode())


def _spoken_of(incoming: Incoming, conversation_id: int, person: Person, view: View) -> int | None:
    """Return the customer meant without a name: that of the card replied to, else the one last spoken of."""
    if incoming.reply_to is not None:
        about = view.outbox.about(incoming.address, incoming.reply_to)
        if about is not None and about.customer_id is not None:
            return about.customer_id
    return view.spoken_of(conversation_id, person.id, incoming.said_at - SPOKEN_OF)
