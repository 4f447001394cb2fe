"""Messages go out: sent or edited in place, and what Telegram answers as the dispatcher's words."""

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.http.services import Draw
from bot.render.telegram import Part, Photo, Words
from domain.incoming import Address
from reminders.deliver import ChatGone, ChatMoved, Malformed, SlowDown
from reminders.pace import Limit, Limits

FAQ = "core.telegram.org/bots/faq, My bot is hitting limits; telegram.constants.FloodLimit"
# A little slower than is asked: what leaves evenly does not arrive evenly.
LIMITS = Limits(
    bot=(Limit(28, 1.0, FAQ),),
    chat=(Limit(3, 3.2, f"{FAQ}: one a second, short bursts pass"),),
    group=(Limit(20, 61.0, FAQ),),
    is_group=lambda chat: chat.startswith("-"),
)
SAME = "message is not modified"
GONE = (
    "chat not found",
    "not enough rights",
    "chat_write_forbidden",
    "peer_id_invalid",
    "user is deactivated",
)
NO_TOPIC = ("message thread not found", "topic_deleted", "topic_closed")
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")
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
        if replaces is not None and await _edited(to, part, int(replaces)):
            return replaces
        return str((await _sent(to, part)).message_id)


async def clear(bot: Bot, address: Address, replaces: str, draw: Draw) -> None:
    """Take a message away, with its buttons: what is too old to be deleted (after 48 hours) is emptied.

    Raises as `send`.
    """
    with _in_our_words():
        try:
            await bot.delete_message(int(address.chat), int(replaces))
        except BadRequest as refused:
            if TO_DELETE_GONE not in refused.message.casefold():
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
        said = refused.message.casefold()
        if any(words in said for words in GONE):
            raise ChatGone(refused.message) from refused
        raise Malformed(refused.message) from refused


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


async def _sent(to: Recipient, part: Part) -> Message:
    try:
        return await _posted(to, part)
    except BadRequest as refused:
        if to.topic is None or not any(words in refused.message.casefold() for words in NO_TOPIC):
            raise
        to.topic = None  # a topic that is closed or gone: what was to be told there is told in the group
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
        said = refused.message.casefold()
        if SAME in said:
            return True
        if any(words in said for words in NOT_THERE):
            return False
        raise
    return True


async def _change(to: Recipient, part: Part, number: int) -> None:
    where: dict[str, Any] = {"chat_id": to.chat, "message_id": number, "parse_mode": ParseMode.HTML}
    how: dict[str, Any] = {**where, "reply_markup": _markup(part.keyboard)}
    if isinstance(part, Photo):
        await to.bot.edit_message_caption(caption=part.html, **how)
        return
    try:
        await to.bot.edit_message_text(text=part.html, link_preview_options=NO_PREVIEW, **how)
    except BadRequest as refused:
        if NO_TEXT not in refused.message.casefold():
            raise
        await to.bot.edit_message_caption(caption=part.html, **how)


def _markup(keys: dict[str, Any] | None) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.de_json(keys, None) if keys else None


async def quietly(call: Awaitable[Any]) -> None:
    """Do what promises nothing; that it failed is nobody's trouble."""
    with suppress(Exception):
        await call
