"""The Bot API's numbers and refusals.

"Bot API" means core.telegram.org/bots/api, "server" the program behind it, tdlib/telegram-bot-api.
"""

from collections.abc import Mapping
from typing import Any

MB = 2**20
Json = dict[str, Any]

TEXT = 4096
"""Bot API, sendMessage: "1-4096 characters after entities parsing"; counted in UTF-16 units."""
CAPTION = 1024
"""Bot API, sendPhoto: "0-1024 characters after entities parsing"."""
ENTITIES = 100
"""Limits of Telegram: formatting beyond 100 entities is dropped, not refused."""
BUTTONS = 100
ROW = 8
"""Inline buttons of a message and in a row [telegram.constants.InlineKeyboardMarkupLimit]."""
DATA = 64
"""Bot API, InlineKeyboardButton: callback_data is 1-64 bytes."""
TOAST = 200
"""Bot API, answerCallbackQuery: text is 0-200 characters."""
COMMANDS = 100
COMMAND_TEXT = 256
"""Bot API, setMyCommands: at most 100; BotCommand: description of 1-256 characters."""
PHOTO = 10 * MB
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
"""Bot API, sendPhoto: at most 10 MB, width and height 10000 in total, ratio at most 20."""
UPLOAD = 50 * MB
"""Bot API, sendDocument: "up to 50 MB in size"."""
DOWNLOAD = 20 * MB
"""Bot API, getFile: "bots can download files of up to 20MB in size"."""
LINK_LIFE = 3600
"""Bot API, getFile: "the link will be valid for at least 1 hour"; here for no longer."""
UPDATE_LIFE = 24 * 3600
"""Bot API, Getting updates: "they will not be kept longer than 24 hours"."""
DELETE_LIFE = 48 * 3600
"""Bot API, deleteMessage: "only if it was sent less than 48 hours ago"."""
LONGEST_POLL = 50
"""Server, getUpdates: a longer timeout is cut to this (LONG_POLL_MAX_TIMEOUT)."""
SECRET = 256
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Bot API, setWebhook: secret_token of 1-256 characters; ports supported."""
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
"""Bot API, sendChatAction: the actions there are."""
UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
    "message_reaction_count",
    "chat_boost",
    "removed_chat_boost",
)
UNASKED = frozenset(UPDATES) - {"chat_member", "message_reaction", "message_reaction_count"}
"""Bot API, getUpdates: what an empty list of allowed_updates brings."""


class Refused(Exception):  # noqa: N818  # it is the platform's answer, no mistake of ours
    """The platform's answer to a call that it does not carry out."""

    def __init__(
        self, description: str, code: int = 400, parameters: Mapping[str, Any] | None = None
    ) -> None:
        """Refuse with the description of the Bot API, its prefix put before it."""
        super().__init__(description)
        self.code = code
        self.description = f"{PREFIX[code]}: {description}" if description else PREFIX[code]
        self.parameters = dict(parameters or {})

    @property
    def body(self) -> Json:
        """The answer as JSON."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


PREFIX = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
}


def flood(seconds: int) -> Refused:
    """Refuse for now (Bot API, ResponseParameters: "the number of seconds left to wait")."""
    return Refused(f"retry after {seconds}", 429, {"retry_after": seconds})


def length(text: str) -> int:
    """Return the length of a text in UTF-16 units, in which the Bot API counts offsets."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)
