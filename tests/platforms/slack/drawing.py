"""A conversation drawn for a person to look at."""

from collections.abc import Sequence
from html import escape

from ..page import Bubble, draw
from .world import Message

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def drawn(title: str, messages: Sequence[Message], names: dict[str, str]) -> str:
    """Return a conversation as one HTML page."""
    return draw(title, [_bubble(message, names) for message in messages])


def _bubble(message: Message, names: dict[str, str]) -> Bubble:
    pictures = [file.content for file in message.files if file.name.lower().endswith(PICTURES)]
    others = [file.name for file in message.files if not file.name.lower().endswith(PICTURES)]
    private = f"only {names.get(message.only_for, '')} sees this" if message.only_for else ""
    return Bubble(
        who=names.get(message.author, message.author),
        said=escape(message.text).replace("\n", "<br>"),
        mine=not message.by_bot,
        edited=message.edited,
        quote=private or ("in a thread" if message.thread else ""),
        pictures=pictures,
        files=others,
        buttons=[message.labels] if message.labels else [],
        note=message.subtype == "channel_join",
    )
