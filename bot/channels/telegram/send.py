"""Messages go out: sent or edited in place, and what Telegram answers as the dispatcher's words."""

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.http.services import Draw
from bot.render.telegram import Part, Photo, Words
from domain.incoming import Address
from reminders.deliver import ChatGone, ChatMoved, Malformed, SlowDown

SAME = "message is not modified"
GONE = (
    "chat not found",
    "not enough rights to send text messages",
    "have no rights to send a message",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "peer_id_invalid",
    "user is deactivated",
    "topic_closed",
)
"""Nothing can be written there; the topic that is closed then is the general one: others are left for it."""
TOO_LARGE = "too large"
"""What an upload that is refused by its size (413) says, whatever the phrase before."""
NO_PHOTOS = (
    "not enough rights to send photos",
    "not enough rights to send media",
    "chat_send_photos_forbidden",
    "chat_send_media_forbidden",
)
NO_TOPIC = ("message thread not found", "topic_deleted", "topic_closed")
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid", *NO_TOPIC)
NO_TEXT = "there is no text in the message to edit"
TO_DELETE_GONE = "message to delete not found"
EMPTY = Words("…")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(
    bot: Bot, address: Address, part: Part, *, replaces: str | None, reply_to: str | None, draw: Draw
) -> str:
    """Send a part, or edit the message it replaces; return Telegram's number of it.

    Raises what the dispatcher knows: `ChatGone`, `ChatMoved`, `SlowDown`, `Malformed`; a network error
    passes through, for it may pass.
    """
    to = Recipient(bot, address, reply_to, draw)
    with _in_our_words():
        return await _told(to, part, replaces)


async def clear(bot: Bot, address: Address, replaces: str, draw: Draw) -> None:
    """Take a message away, with its buttons: what is too old to be deleted (after 48 hours) is emptied.

    Raises as `send`.
    """
    with _in_our_words():
        try:
            await bot.delete_message(int(address.chat), int(replaces))
        except BadRequest as refused:
            if not _says(refused, TO_DELETE_GONE):
                await _edited(Recipient(bot, address, None, draw), EMPTY, int(replaces))


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except RetryAfter as slow:
        wait = slow.retry_after
        raise SlowDown(wait if isinstance(wait, timedelta) else timedelta(seconds=wait)) from slow
    except ChatMigrated as moved:
        raise ChatMoved(str(moved.new_chat_id)) from moved
    except Forbidden as forbidden:
        raise ChatGone(forbidden.message) from forbidden
    except BadRequest as refused:
        if _says(refused, *GONE):
            raise ChatGone(refused.message) from refused
        raise Malformed(refused.message) from refused
    except NetworkError as refused:
        if _says(refused, TOO_LARGE):
            raise Malformed(refused.message) from refused
        raise


class Recipient:
    """A chat, its topic, and the message there that is answered."""

    def __init__(self, bot: Bot, address: Address, reply_to: str | None, draw: Draw) -> None:
        """Write to `address`."""
        self.bot = bot
        self.chat = int(address.chat)
        self.topic = int(address.thread) if address.thread else None
        self.reply_to = int(reply_to) if reply_to else None
        self.draw = draw

    def where(self) -> dict[str, Any]:
        """Return where a new message stands; one it answers may be deleted by then."""
        answers = self.reply_to and ReplyParameters(self.reply_to, allow_sending_without_reply=True)
        return {"chat_id": self.chat, "message_thread_id": self.topic, "reply_parameters": answers or None}


async def _told(to: Recipient, part: Part, replaces: str | None) -> str:
    """Tell it in the place of another message or anew, a chart in words where no photos may be sent."""
    try:
        return await _placed(to, part, replaces)
    except BadRequest as refused:
        if not (isinstance(part, Photo) and _says(refused, *NO_PHOTOS)):
            raise
    return await _placed(to, Words(part.html, part.keyboard), replaces)


async def _placed(to: Recipient, part: Part, replaces: str | None) -> str:
    if replaces is not None and await _edited(to, part, int(replaces)):
        return replaces
    return str((await _sent(to, part)).message_id)


async def _sent(to: Recipient, part: Part) -> Message:
    try:
        return await _posted(to, part)
    except BadRequest as refused:
        if to.topic is None or not _says(refused, *NO_TOPIC):
            raise
    # A topic that is closed or gone: what was to be told there is told in the group's general one, and
    # answers no message, for that would lead back.
    to.topic = to.reply_to = None
    return await _posted(to, part)


async def _posted(to: Recipient, part: Part) -> Message:
    match part:
        case Words(html, keys):
            return await to.bot.send_message(
                text=html,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(keys),
                link_preview_options=NO_PREVIEW,
                **to.where(),
            )
        case Photo(chart, language, html, keys):
            drawn = InputFile(await to.draw(chart, language), filename="chart.png")
            return await to.bot.send_photo(
                photo=drawn,
                caption=html,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(keys),
                **to.where(),
            )


async def _edited(to: Recipient, part: Part, number: int) -> bool:
    """Edit a message in place; False where it is gone and must be sent anew."""
    try:
        await _change(to, part, number)
    except BadRequest as refused:
        if _says(refused, SAME):
            return True
        if _says(refused, NO_TEXT):
            await _remove(to, number)
            return False
        if _says(refused, *NOT_THERE):
            return False
        raise
    return True


async def _change(to: Recipient, part: Part, number: int) -> None:
    """Put a part in a message's place: a text may become a photo, a photo never a text."""
    how: dict[str, Any] = {"chat_id": to.chat, "message_id": number, "reply_markup": _markup(part.keyboard)}
    match part:
        case Words(html):
            await to.bot.edit_message_text(
                text=html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, **how
            )
        case Photo(chart, language, html):
            drawn = await to.draw(chart, language)
            media = InputMediaPhoto(drawn, caption=html, parse_mode=ParseMode.HTML, filename="chart.png")
            await to.bot.edit_message_media(media, **how)


async def _remove(to: Recipient, number: int) -> None:
    """Delete a photo that words replace; one that is too old to be deleted loses its buttons."""
    try:
        await to.bot.delete_message(to.chat, number)
    except BadRequest:
        await quietly(to.bot.edit_message_reply_markup(to.chat, number))


def _says(refused: NetworkError, *words: str) -> bool:
    said = refused.message.casefold()
    return any(one in said for one in words)


def _markup(keys: dict[str, Any] | None) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.de_json(keys, None) if keys else None


async def quietly(call: Awaitable[Any]) -> None:
    """Do what promises nothing; that it failed is nobody's trouble."""
    with suppress(Exception):
        await call
