"""Methods that put a message into a chat."""

import struct
from typing import Any

from . import markup
from .keyboard import keyboard
from .messages import File, Message
from .people import GENERAL, Chat
from .rules import ACTIONS, CAPTION, PHOTO, PHOTO_RATIO, PHOTO_SIDES, TEXT, UPLOAD, Json, Refused, length
from .wire import Params, Upload
from .world import World

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
TEXTS = "text messages"
KINDS = {"photo": "photos", "document": "documents"}
SIDES = (90, 320, 800)
"""Longer sides of the sizes a photo is kept in."""


def send_message(world: World, params: Params) -> Json:
    """Bot API, sendMessage."""
    content = text_of(world, params)
    return send(world, params, content)


def send_photo(world: World, params: Params) -> Json:
    """Bot API, sendPhoto."""
    file = file_of(world, params.upload("photo"), "photo")
    return send(world, params, photo(file) | caption_of(world, params), file)


def send_document(world: World, params: Params) -> Json:
    """Bot API, sendDocument."""
    file = file_of(world, params.upload("document"), "document")
    return send(world, params, document(file) | caption_of(world, params), file)


def send_chat_action(world: World, params: Params) -> bool:
    """Bot API, sendChatAction."""
    chat = world.chat(params.text("chat_id"))
    if params.text("action") not in ACTIONS:
        raise Refused("wrong parameter action in request")
    world.typing.append((chat, params.text("action")))
    return True


def send(world: World, params: Params, content: Json, file: File | None = None) -> Json:
    """Put what is to be sent where it is to go, if all is as it should be."""
    chat = world.chat(params.text("chat_id"))
    thread = _thread(chat, params)
    reply = _reply(chat, params)
    thread = thread or (reply.thread if reply else None)
    check_rights(chat, content, thread)
    under = keyboard(params.json("reply_markup"))
    if world.rates is not None:
        world.rates.take(chat.id, chat.grouped)
    sender, sender_chat = (None, chat) if chat.kind == "channel" else (world.bot, None)
    message = world.post(
        chat,
        sender,
        content,
        file=file,
        reply_to=reply or (chat.messages.get(thread) if thread else None),
        thread=thread,
        markup=under,
        sender_chat=sender_chat,
    )
    return message.json


def check_rights(chat: Chat, content: Json, thread: int | None) -> None:
    """Refuse what only an admin may do: send what is forbidden here (Bot API, ChatPermissions; the words are
    those of tdlib/td, MessagesManager), write where a topic is closed (Bot API, closeForumTopic;
    core.telegram.org/method/messages.sendMessage: TOPIC_CLOSED)."""
    if chat.bot == "administrator":
        return
    kind = next((name for name in KINDS if name in content), "text")
    if KINDS.get(kind, TEXTS) in chat.forbidden:
        raise Refused(f"not enough rights to send {KINDS.get(kind, TEXTS)} to the chat")
    if (thread or GENERAL) in chat.closed:
        raise Refused("TOPIC_CLOSED")


def _thread(chat: Chat, params: Params) -> int | None:
    """Bot API, sendMessage: message_thread_id is "for forum supergroups only"."""
    thread = params.integer("message_thread_id")
    if thread and thread not in chat.threads:
        raise Refused("message thread not found")
    return thread or None


def _reply(chat: Chat, params: Params) -> Message | None:
    given = params.json("reply_parameters") or {}
    if not isinstance(given, dict):
        raise Refused("object expected as reply parameters")
    number = int(given.get("message_id") or params.integer("reply_to_message_id"))
    lenient = given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    message = chat.messages.get(number)
    if message is not None and not message.deleted:
        return message
    if number and not lenient:
        raise Refused("message to be replied not found")
    return None


# ---- words


def text_of(world: World, params: Params) -> Json:
    """Return the words of a message, 1-4096 after entities parsing, and what is marked in them."""
    if not params.text("text"):
        raise Refused("message text is empty")
    text, entities = words(world, params, "text", "entities")
    if not text:
        raise Refused("text must be non-empty")
    if length(text) > TEXT:
        raise Refused("message is too long")
    preview = params.json("link_preview_options")
    if preview is not None and not isinstance(preview, dict):
        raise Refused("object expected as link preview options")
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return content | ({"link_preview_options": preview} if preview else {})


def caption_of(world: World, params: Params) -> Json:
    """Return the words under a file, 0-1024 after entities parsing."""
    text, entities = words(world, params, "caption", "caption_entities")
    if length(text) > CAPTION:
        raise Refused("message caption is too long")
    return {} if not text else {"caption": text} | ({"caption_entities": entities} if entities else {})


def words(world: World, params: Params, name: str, marks: str) -> tuple[str, list[Json]]:
    """Read words as their parse_mode says; space at their end is cut off, as the server does."""
    text, mode = params.text(name), params.text("parse_mode").lower()
    entities: list[Json] = []
    if mode == "html":
        text, entities = markup.parse(text)
    elif mode:
        raise Refused("unsupported parse_mode")  # the stand-in reads HTML alone
    elif params.json(marks):
        entities = list(params.json(marks))
    text = text.rstrip()
    end = length(text)
    kept = [
        one | {"length": min(one["length"], end - one["offset"])} for one in entities if one["offset"] < end
    ]
    return text, markup.found_in(text, [one for one in map(world.with_user, kept) if one])


# ---- files


def file_of(world: World, given: Upload | str | None, kind: str) -> File:
    """Return a file that was uploaded or is known by its id, in size and kind as the method takes it."""
    if given is None:
        raise Refused(f"there is no {kind} in the request")
    if isinstance(given, str):
        if given not in world.files:
            raise Refused("wrong remote file identifier specified: Wrong padding in the string")
        return world.files[given]
    if not given.data:
        raise Refused("file must be non-empty")
    if kind == "photo":
        _check_photo(given.data)
    elif len(given.data) > UPLOAD:
        raise Refused("", 413)
    return world.keep(given.data, given.name, given.mime)


def _check_photo(data: bytes) -> None:
    if len(data) > PHOTO:
        raise Refused("file is too big")
    if not data.startswith(PICTURES):
        raise Refused("IMAGE_PROCESS_FAILED")
    wide, high = sides(data)
    if wide + high > PHOTO_SIDES or max(wide, high) > PHOTO_RATIO * min(wide, high):
        raise Refused("PHOTO_INVALID_DIMENSIONS")


def sides(data: bytes) -> tuple[int, int]:
    """Return a picture's width and height; they are read from PNG alone."""
    if data.startswith(PICTURES[0]) and len(data) >= 24:
        wide, high = struct.unpack(">II", data[16:24])
        return max(wide, 1), max(high, 1)
    return 800, 600


def photo(file: File) -> Json:
    """Bot API, Message: a photo as the sizes it is kept in, the largest last."""
    wide, high = sides(file.data)
    sizes: list[Json] = []
    for side in SIDES:
        scale = min(1.0, side / max(wide, high))
        own = (
            {"file_id": f"{file.id}-{side}", "file_unique_id": f"{file.unique_id}-{side}"}
            if side < SIDES[-1]
            else {}
        )
        sizes.append(
            {**file.json, **own, "width": max(1, int(wide * scale)), "height": max(1, int(high * scale))}
        )
    return {"photo": sizes}


def document(file: File) -> Json:
    """Bot API, Document."""
    return {"document": {**file.json, "file_name": file.name, "mime_type": file.mime}}


SENDING: dict[str, Any] = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendchataction": send_chat_action,
}
