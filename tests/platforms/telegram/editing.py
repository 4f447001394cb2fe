"""Methods that change what stands in a chat, and the answer to a press."""

from typing import Any

from .keyboard import keyboard
from .messages import Message, moment
from .people import Chat
from .rules import DELETE_LIFE, TOAST, Json, Refused, length
from .sending import caption_of, check_rights, document, file_of, photo, text_of
from .wire import Params
from .world import Toast, World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TEXTUAL = ("text", "entities", "link_preview_options")
CAPTIONAL = ("caption", "caption_entities")


def edit_text(world: World, params: Params) -> Json:
    """Bot API, editMessageText."""
    message = _own(world, params)
    content = text_of(world, params)
    if "text" not in message.content:
        raise Refused("there is no text in the message to edit")
    return _change(world, message, params, content)


def edit_caption(world: World, params: Params) -> Json:
    """Bot API, editMessageCaption."""
    message = _own(world, params)
    if message.file is None:
        raise Refused("there is no caption in the message to edit")
    rest = {name: value for name, value in message.content.items() if name not in CAPTIONAL}
    return _change(world, message, params, rest | caption_of(world, params))


def edit_media(world: World, params: Params) -> Json:
    """Bot API, editMessageMedia: a photo or a document in place of what is there, "or to add media to text
    messages"."""
    message = _own(world, params)
    media = params.json("media")
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise Refused("can't parse InputMedia: media type must be photo or document in the stand-in")
    given = Params({name: str(value) for name, value in media.items() if value is not None}, params.files)
    file = file_of(world, given.upload("media"), media["type"])
    content = (photo if media["type"] == "photo" else document)(file) | caption_of(world, given)
    check_rights(message.chat, content, message.thread)
    changed = _change(world, message, params, content)
    message.file = file
    return changed | message.json


def edit_markup(world: World, params: Params) -> Json:
    """Bot API, editMessageReplyMarkup."""
    message = _own(world, params)
    return _change(world, message, params, message.content)


def _own(world: World, params: Params) -> Message:
    chat = world.chat(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise Refused("message to edit not found")
    if message.sender is not world.bot and not (chat.kind == "channel" and message.sender is None):
        raise Refused("message can't be edited")
    return message


def _change(world: World, message: Message, params: Params, content: Json) -> Json:
    """Put new content and buttons in place; buttons that are not given again are gone."""
    under = keyboard(params.json("reply_markup"))
    if content == message.content and under == message.markup:
        raise Refused(SAME)
    if world.rates is not None:
        world.rates.take(message.chat.id, message.chat.grouped)
    message.history.append(message.content)
    message.content, message.markup = content, under
    message.edit_date = moment(world.now())
    return message.json


def delete_message(world: World, params: Params) -> bool:
    """Bot API, deleteMessage."""
    chat = world.chat(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise Refused("message to delete not found")
    old = (world.now() - message.date).total_seconds() >= DELETE_LIFE
    if old or not _may_delete(world, chat, message):
        raise Refused("message can't be deleted for everyone" if old else "message can't be deleted")
    message.deleted = True
    return True


def _may_delete(world: World, chat: Chat, message: Message) -> bool:
    return chat.private or message.sender is world.bot or chat.bot == "administrator"


def answer_callback_query(world: World, params: Params) -> bool:
    """Bot API, answerCallbackQuery."""
    query = world.queries.get(params.text("callback_query_id"))
    if query is None or (world.now() - query.at).total_seconds() > world.query_life:
        raise Refused("query is too old and response timeout expired or query ID is invalid")
    if length(params.text("text")) > TOAST:
        raise Refused("MESSAGE_TOO_LONG")
    query.answered += 1
    world.toasts.append(Toast(query.user, params.text("text"), params.flag("show_alert")))
    return True


EDITING: dict[str, Any] = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagemedia": edit_media,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
}
