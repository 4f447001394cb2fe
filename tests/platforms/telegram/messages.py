"""A message as it stands in a chat: its JSON for bots, and what a person sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from . import keyboard, markup
from .people import Chat, User
from .rules import Json

SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_closed",
)
"""Bot API, Message: fields that make a message a service message, those the stand-in writes."""
MEDIA = ("photo", "document", "voice", "location", "contact")


@dataclass(frozen=True)
class File:
    """A file as the server keeps it; `size` may claim more than `data` holds."""

    id: str
    unique_id: str
    name: str
    data: bytes
    mime: str
    size: int

    @property
    def json(self) -> Json:
        """Bot API: the fields all kinds of files have."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


@dataclass(eq=False)
class Message:
    """One message; `content` holds the fields of Bot API, Message, that say what is in it."""

    id: int
    chat: Chat
    sender: User | None
    date: datetime
    content: Json
    file: File | None = None
    reply_to: "Message | None" = None
    thread: int | None = None
    sender_chat: Chat | None = None
    markup: Json | None = None
    edit_date: datetime | None = None
    deleted: bool = False
    history: list[Json] = field(default_factory=list)
    """What stood here before each edit."""

    @property
    def json(self) -> Json:
        """Bot API, Message, as it stands now."""
        return self._json(replies=True)

    def _json(self, replies: bool) -> Json:
        optional: dict[str, Any] = {
            "from": self.sender and self.sender.json,
            "sender_chat": self.sender_chat and self.sender_chat.json,
            "edit_date": self.edit_date and int(self.edit_date.timestamp()),
            "message_thread_id": self.thread or self._replies_thread,
            "is_topic_message": (self.thread is not None and self.chat.forum) or None,
            "reply_markup": self.markup if "inline_keyboard" in (self.markup or {}) else None,
            "reply_to_message": self.reply_to._json(replies=False) if replies and self.reply_to else None,
        }
        return {
            "message_id": self.id,
            "date": int(self.date.timestamp()),
            "chat": self.chat.json,
            **{name: value for name, value in optional.items() if value is not None},
            **self.content,
        }

    @property
    def _replies_thread(self) -> int | None:
        """The first message of a row of replies: in a supergroup without topics that is a thread too."""
        if self.reply_to is None or self.chat.kind != "supergroup":
            return None
        return self.reply_to._replies_thread or self.reply_to.id

    # ---- what a person sees

    @property
    def text(self) -> str:
        """The words, of a text or below a picture, without markup."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> Sequence[Json]:
        """What is marked in the words."""
        found: Sequence[Json] = self.content.get("entities") or self.content.get("caption_entities") or ()
        return found

    @property
    def html(self) -> str:
        """The words with their markup, everything else escaped."""
        return markup.draw(self.text, self.entities)

    def marked(self, kind: str) -> list[str]:
        """Return the words marked as one kind of entity, such as `mention` or `bold`."""
        return [markup.part(self.text, entity) for entity in self.entities if entity["type"] == kind]

    @property
    def rows(self) -> list[list[keyboard.Button]]:
        """The buttons under it, row by row."""
        return list(keyboard.buttons(self.markup))

    @property
    def buttons(self) -> dict[str, str]:
        """What the buttons under it send or open, by label."""
        return {one.label: one.data or one.url or "" for row in self.rows for one in row}

    @property
    def photo(self) -> bytes | None:
        """The picture in it."""
        return self.file.data if self.file and "photo" in self.content else None

    @property
    def document(self) -> File | None:
        """The document in it."""
        return self.file if "document" in self.content else None

    @property
    def edited(self) -> bool:
        """Whether it was edited."""
        return self.edit_date is not None

    @property
    def service(self) -> bool:
        """Whether it is a line of Telegram's own."""
        return any(name in self.content for name in SERVICE)

    @property
    def by(self) -> str:
        """Whose name stands above it."""
        if self.sender_chat is not None:
            return str(self.sender_chat)
        return self.sender.name if self.sender else str(self.chat)

    def __str__(self) -> str:
        """Who said what, for a failing test."""
        what = self.text or next((name for name in (*MEDIA, *SERVICE) if name in self.content), "?")
        rows = "".join(" " + " ".join(f"[{one.label}]" for one in row) for row in self.rows)
        return f"#{self.id} {self.by}: {what}{rows}"


def moment(at: datetime) -> datetime:
    """Cut a time to whole seconds, which is all the Bot API tells."""
    return at.astimezone(UTC).replace(microsecond=0)
