"""Updates of the Bot API as raw events, and raw events as what somebody said.

The raw event holds the update as Telegram sent it, and who the bot is: a reader mended later can read it
again. An update is read one by one: a malformed one is nobody else's trouble.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, MessageEntity, MessageOrigin, Update, User
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType
from telegram.ext.filters import StatusUpdate

from bot.channels.telegram import NAME
from domain.incoming import (
    Address,
    ChatChanged,
    ContactCard,
    Content,
    Edited,
    File,
    Forwarded,
    Incoming,
    Place,
    Pressed,
    Profile,
    RawEvent,
    Started,
    Text,
    storable,
)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""The updates the bot asks for (`allowed_updates`)."""
HERE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
GENERAL_TOPIC = "1"
"""Not named in messages: what is said there has no thread."""


def event(update: dict[str, Any], me: dict[str, Any], now: datetime) -> RawEvent:
    """Return an update as a raw event, whatever it holds; a press has no time of its own and is said now.

    The delivery's key is not the update's number alone: after a quiet week numbers begin anew, at random
    (Bot API, Update). Each bot counts updates and messages by itself: another on the same store begins low.
    """
    update = storable(update)
    number = update.get("update_id")
    kind = next((kind for kind in KINDS if isinstance(update.get(kind), dict)), "")
    held = update.get(kind, {})
    key = f"{me['id']}:{_message_key(kind, held, number)}"
    said_at = _said_at(held, now)
    raw = {"update": update, "me": me}
    return RawEvent(NAME, f"{number}:{key}", key, said_at, raw, private=_is_private(held))


def _message_key(kind: str, held: dict[str, Any], number: Any) -> str:
    if kind == "callback_query":
        return f"press:{held.get('id')}"
    if kind in ("my_chat_member", "chat_member") or not kind:
        return f"{kind or 'other'}:{number}"
    chat = held.get("chat")
    place = f"{chat.get('id') if isinstance(chat, dict) else ''}:{held.get('message_id')}"
    # Two edits within a second have the same edit date: the update's number tells them apart.
    return f"{place}:edit:{number}" if kind == "edited_message" else place


def _is_private(held: dict[str, Any]) -> bool:
    message = held.get("message", held)
    chat = message.get("chat") if isinstance(message, dict) else None
    return isinstance(chat, dict) and chat.get("type") == ChatType.PRIVATE


def _said_at(held: dict[str, Any], now: datetime) -> datetime:
    """Return when it was said; a time that is none, or is no man's, is now."""
    stamp = held.get("edit_date") or held.get("date")
    if not isinstance(stamp, int) or "data" in held:
        return now
    try:
        return datetime.fromtimestamp(stamp, UTC)
    except (ValueError, OverflowError, OSError):
        return now


def read(raw: RawEvent) -> Incoming | None:
    """Read an update; None for bots, anonymous admins, channels and service messages."""
    update = Update.de_json(dict(raw.raw["update"]), None)
    me = Me(raw.raw["me"])
    if update.callback_query is not None:
        return _pressed(update.callback_query, raw)
    if update.my_chat_member is not None:
        return _changed(update.my_chat_member, raw)
    if update.chat_member is not None:
        return _other_changed(update.chat_member, raw)
    if update.edited_message is not None:
        return _said(update.edited_message, raw, me, edited=True)
    return None if update.message is None else _said(update.message, raw, me, edited=False)


class Me:
    """The bot as others speak to it."""

    def __init__(self, me: dict[str, Any]) -> None:
        """Take what `getMe` told."""
        self.id = int(me["id"])
        self.name = str(me["username"])

    def is_spoken_to(self, message: Message) -> bool:
        """Return whether a message of a group is for the bot: a command, a mention, or a reply to it, unless
        it begins with another bot's command."""
        found = message.parse_entities() if message.text else message.parse_caption_entities()
        if any(
            entity.offset == 0 and self._is_anothers(entity.type, words) for entity, words in found.items()
        ):
            return False
        answered = message.reply_to_message
        if (
            answered is not None
            and answered.from_user is not None
            and answered.from_user.id == self.id
            and answered.forum_topic_created is None
        ):
            return True
        return any(self._is_named(entity, words) for entity, words in found.items())

    def _is_anothers(self, kind: str, words: str) -> bool:
        named = words.partition("@")[2]
        return kind == MessageEntityType.BOT_COMMAND and bool(named) and not self._is_name(named)

    def _is_name(self, name: str) -> bool:
        return name.casefold() == self.name.casefold()

    def _is_named(self, entity: MessageEntity, words: str) -> bool:
        """Return whether a mark in a message means the bot: a command that names nobody does where it begins
        the message (core.telegram.org/bots/features#privacy-mode)."""
        name = words.partition("@")[2]
        match entity.type:
            case MessageEntityType.MENTION:
                return self._is_name(name)
            case MessageEntityType.TEXT_MENTION:
                return entity.user is not None and entity.user.id == self.id
            case MessageEntityType.BOT_COMMAND:
                return self._is_name(name) if name else entity.offset == 0
            case _:
                return False

    def without(self, text: str) -> str:
        """Return the words without the bot's own name: after a command, or as a mention."""
        return re.sub(rf"\s*@{re.escape(self.name)}\b[ ,，:：]*", " ", text, flags=re.IGNORECASE).strip()


def _said(message: Message, raw: RawEvent, me: Me, *, edited: bool) -> Incoming | None:
    if message.migrate_to_chat_id is not None:
        moved = ChatChanged("moved", str(message.migrate_to_chat_id))
        return Incoming(_address(message), "", raw.said_at, spoken_to=False, content=moved, private=False)
    if message.left_chat_member is not None:
        return _left(message.left_chat_member, str(message.chat.id), raw)
    user = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None:
        return None
    if StatusUpdate.ALL.check_update(Update(0, message=message)):
        return None
    content = _edited(message, me) if edited else _content(message, me)
    if content is None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    answered = message.reply_to_message
    return Incoming(
        address=_address(message),
        person=str(user.id),
        said_at=raw.said_at,
        spoken_to=private or me.is_spoken_to(message),
        content=content,
        private=private,
        message=str(message.message_id),
        reply_to=None if answered is None else str(answered.message_id),
        profile=_profile(user),
        title=message.chat.title or "",
    )


def _address(message: Message) -> Address:
    topic = message.message_thread_id if message.is_topic_message else None
    return Address(NAME, str(message.chat.id), str(topic or ""))


def _profile(user: User) -> Profile:
    return Profile(name=user.full_name, language=user.language_code or "")


def _edited(message: Message, me: Me) -> Content | None:
    """Return the new words; what else may be edited (a live place, a picture) corrects nothing."""
    words = message.text or message.caption
    if not words:
        return None
    return Edited(f"{me.id}:{message.chat.id}:{message.message_id}", me.without(words))


def _content(message: Message, me: Me) -> Content:
    """Return what a message holds; what is forwarded is its author's, but for cards and places."""
    words = me.without(message.text or message.caption or "")
    author = "" if message.forward_origin is None else _author(message.forward_origin)
    if message.contact is not None:
        card = message.contact
        name = " ".join(filter(None, (card.first_name, card.last_name)))
        return ContactCard(name, card.phone_number or "")
    if message.location is not None:
        title = message.venue.title if message.venue else ""
        return Place(message.location.latitude, message.location.longitude, title)
    file = _file(message, words)
    if file is not None:
        return replace(file, author=author)
    if message.forward_origin is not None:
        return Forwarded(author, words)
    start = re.fullmatch(r"/start(?:\s+(\S*))?", words)
    return Started(start[1] or "") if start else Text(words)


def _file(message: Message, caption: str) -> File | None:
    album = message.media_group_id or ""
    if message.photo:
        largest = message.photo[-1]
        return File("photo", largest.file_id, "", "image/jpeg", largest.file_size, caption, album)
    if message.voice is not None:
        held = message.voice
        return File("voice", held.file_id, "", held.mime_type or "audio/ogg", held.file_size, caption, album)
    if message.video_note is not None:
        return File("video", message.video_note.file_id, "", "video/mp4", message.video_note.file_size)
    if message.audio is not None:
        return _named("audio", message.audio, caption, album)
    if message.video is not None:
        return _named("video", message.video, caption, album)
    if message.document is not None:
        return _named("document", message.document, caption, album)
    return None


def _named(kind: Any, held: Any, caption: str, album: str) -> File:
    return File(
        kind, held.file_id, held.file_name or "", held.mime_type or "", held.file_size, caption, album
    )


def _author(origin: MessageOrigin) -> str:
    """Return who said it first, as far as Telegram tells."""
    user = getattr(origin, "sender_user", None)
    chat = getattr(origin, "sender_chat", None) or getattr(origin, "chat", None)
    if user is not None:
        return str(user.full_name)
    return str(getattr(origin, "sender_user_name", None) or (chat.title if chat is not None else "") or "")


def _pressed(query: CallbackQuery, raw: RawEvent) -> Incoming | None:
    message = query.message
    if message is None or not query.data or query.from_user.is_bot:
        return None
    topic = (
        getattr(message, "message_thread_id", None) if getattr(message, "is_topic_message", None) else None
    )
    return Incoming(
        address=Address(NAME, str(message.chat.id), str(topic or "")),
        person=str(query.from_user.id),
        said_at=raw.said_at,
        spoken_to=True,
        content=Pressed(query.data),
        private=message.chat.type == ChatType.PRIVATE,
        reply_to=str(message.message_id),
        profile=_profile(query.from_user),
        title=message.chat.title or "",
    )


def _changed(change: ChatMemberUpdated, raw: RawEvent) -> Incoming:
    """Read that the bot was let in or put out."""
    here = change.new_chat_member.status in HERE or getattr(change.new_chat_member, "is_member", False)
    private = change.chat.type == ChatType.PRIVATE
    what = ("unblocked" if here else "blocked") if private else ("added" if here else "removed")
    return Incoming(
        address=Address(NAME, str(change.chat.id)),
        person=str(change.from_user.id),
        said_at=raw.said_at,
        spoken_to=False,
        content=ChatChanged(what),  # type: ignore[arg-type]
        private=private,
        title=change.chat.title or "",
    )


def _other_changed(change: ChatMemberUpdated, raw: RawEvent) -> Incoming | None:
    """Read that somebody is no longer in a group; Telegram tells this to a bot that is its administrator."""
    now = change.new_chat_member
    gone = now.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
    out = now.status == ChatMemberStatus.RESTRICTED and not getattr(now, "is_member", True)
    return _left(now.user, str(change.chat.id), raw) if gone or out else None


def _left(user: User, chat: str, raw: RawEvent) -> Incoming | None:
    """Return that somebody has left a group, of their own accord or not."""
    if user.is_bot:
        return None
    address = Address(NAME, chat)
    return Incoming(
        address, str(user.id), raw.said_at, spoken_to=False, content=ChatChanged("left"), private=False
    )
