"""What concerns us is kept: one short commit, and only then is the platform told."""

from collections.abc import Callable
from datetime import timedelta

import structlog

from domain.incoming import ChatChanged, Edited, File, Incoming, RawEvent, Text
from domain.ports import Reach, Store, View, Work
from handlers.questions import named_option

log = structlog.get_logger()

PLATFORM_PATIENCE = timedelta(seconds=2)
"""An inbox write that takes longer is not acknowledged: the platform sends it again."""

ALBUM_PATIENCE = timedelta(minutes=1)
"""The pictures of an album come one by one, this long after the first."""

DEPARTURES = ("left", "deactivated")
"""What happens to people: kept where they are ours alone."""

Read = Callable[[RawEvent], Incoming | None]
"""Reads a raw event; None for what is no person's and nothing that happened to a chat of ours."""


def receive(
    event: RawEvent,
    read: Read,
    store: Store,
    *,
    reach: Reach,
    beside: Callable[[Work], None] | None = None,
) -> bool:
    """Keep an event that concerns us; the platform may be told only when this has returned. Return whether
    it was kept now.

    `beside` writes what a channel of our own keeps in the same commit, also of talk that is not for us.
    """
    try:
        incoming = read(event)
    except Exception as error:
        return _park(event, error, store)
    ours = incoming is not None and _concerns_us(incoming, store)
    if not ours and beside is None:
        return False
    with store.write(PLATFORM_PATIENCE) as work:
        kept = incoming is not None and ours and work.keep(incoming, event)
        if beside is not None and (kept or not ours):
            beside(work)
        reach("receive.before_commit")
        work.commit()
    reach("receive.after_commit")
    return kept


def _park(event: RawEvent, error: Exception, store: Store) -> bool:
    """Put aside what cannot be read, so that it stops nobody: kept if it was said to the bot alone."""
    log.error("unreadable", channel=event.channel, private=event.private, exc_info=error)
    if event.private:
        with store.write(PLATFORM_PATIENCE) as work:
            work.park(event, "unreadable")
            work.commit()
    return False


def _concerns_us(incoming: Incoming, store: Store) -> bool:
    """Return whether it was said to the bot; other talk of a group leaves no trace with us."""
    if incoming.private or (incoming.spoken_to and incoming.via is not None):
        return True
    if isinstance(incoming.content, ChatChanged) and incoming.content.what not in DEPARTURES:
        return True
    with store.read() as view:
        return _is_heard(incoming, view) if incoming.spoken_to else _belongs_to_kept(incoming, view)


def _is_heard(incoming: Incoming, view: View) -> bool:
    """Return whether the bot hears what is said to it in a group: in one that nobody has tied, those alone
    who may tie it."""
    chat = view.chats.at(incoming.address.channel, incoming.address.chat)
    if chat is not None and chat.team_id is not None:
        return True
    person = view.people.by_account(incoming.address.channel, incoming.person)
    return person is not None and person.manages


def _belongs_to_kept(incoming: Incoming, view: View) -> bool:
    """Return whether words of a group go on with what is kept: the new words of a message of ours, or an
    answer to the question that is open between us."""
    match incoming.content:
        case ChatChanged(what):
            return _is_ours(what, incoming, view)
        case Edited(message_key):
            return view.inbox.holds(incoming.address.channel, message_key)
        case Text(text):
            return _answers_question(text, incoming, view)
        case File(album=album) if album:
            return _goes_on(album, incoming, view)
        case _:
            return False


def _is_ours(what: str, incoming: Incoming, view: View) -> bool:
    """Return whether who has left is one of us, and left the platform or a group of their team."""
    person = view.people.by_account(incoming.address.channel, incoming.person)
    chat = view.chats.at(incoming.address.channel, incoming.address.chat)
    theirs = chat is not None and chat.team_id is not None and person and chat.team_id == person.team_id
    return person is not None and (what == "deactivated" or bool(theirs))


def _goes_on(album: str, incoming: Incoming, view: View) -> bool:
    """Return whether the album of a picture is kept: its caption, with our name in it, stands under one."""
    conversation_id = view.chats.conversation_at(incoming.address)
    since = incoming.said_at - ALBUM_PATIENCE
    return conversation_id is not None and view.inbox.mentions(conversation_id, album, since)


def _answers_question(text: str, incoming: Incoming, view: View) -> bool:
    """Return whether the asked person says one of the options."""
    conversation_id = view.chats.conversation_at(incoming.address)
    person = view.people.by_account(incoming.address.channel, incoming.person)
    if conversation_id is None or person is None:
        return False
    question = view.questions.asked(conversation_id, person.id)
    return question is not None and named_option(text.strip(), question.open.options) is not None
