"""What happened to a chat, or to somebody in it, as the platform tells."""

from bot.say import chat_lost
from bot.telling import tell_admins
from domain.act import Act
from domain.facts import SeemsGone, StrangeGroup
from domain.incoming import ChatChanged, Incoming
from domain.outgoing import About
from domain.people import Chat, ChatKind, Person
from domain.ports import Work
from handlers.accounts import suspend


def happened(incoming: Incoming, work: Work) -> None:
    """Note it, and tell those who must know."""
    assert isinstance(incoming.content, ChatChanged)
    match incoming.content.what:
        case "moved":
            work.chats.move(incoming.address.channel, incoming.address.chat, incoming.content.moved_to)
        case "blocked" | "removed":
            if not work.chats.forget(incoming.address) and work.chats.gone(incoming.address):
                chat_lost(incoming.address, work)
        case "unblocked":
            work.chats.back(incoming.address)
        case "added":
            _added(incoming, work)
        case "left" | "deactivated":
            person = work.people.by_account(incoming.address.channel, incoming.person)
            if person is not None:
                _gone(person, incoming, work)


def _added(incoming: Incoming, work: Work) -> None:
    """Note a group that the bot was put into; where nobody has tied it the admins are told, once."""
    address = incoming.address
    work.chats.open(
        Chat(
            channel=address.channel, platform_id=address.chat, kind=ChatKind.GROUP, title=incoming.title[:200]
        )
    )
    if work.chats.strange(address, work.now()):
        tell_admins(StrangeGroup(incoming.title, address.channel), About("talk"), work)


def _gone(person: Person, incoming: Incoming, work: Work) -> None:
    """Close the account of somebody who has left until an admin decides, and ask for that."""
    address = incoming.address
    key = f"left:{person.id}:{person.version}"
    work.begin_act(
        Act(
            person_id=None,
            source_key=key,
            said_at=incoming.said_at,
            channel=address.channel,
            chat=address.chat,
        )
    )
    asked = suspend(person, address, work)
    chat = work.chats.at(address.channel, address.chat)
    tell_admins(SeemsGone(asked, chat.title if chat else None), About("request", asked.id), work)
