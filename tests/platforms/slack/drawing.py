"""A conversation drawn for a person to look at."""

from collections.abc import Sequence
from html import escape

from ..page import Bubble, draw
from .blocks import Json
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
        said=_said(message),
        mine=not message.by_bot,
        edited=message.edited,
        quote=private or ("in a thread" if message.thread else ""),
        pictures=pictures,
        files=others,
        buttons=[
            [key["text"]["text"] for key in block["elements"]]
            for block in message.blocks
            if block["type"] == "actions"
        ],
        note=message.subtype == "channel_join",
    )


def _said(message: Message) -> str:
    """Return the words as HTML: rich text with its styles and lists, else the text as it is read."""
    rich = [
        element for block in message.blocks if block["type"] == "rich_text" for element in block["elements"]
    ]
    if not message.by_bot or not rich:
        return escape(message.text).replace("\n", "<br>")
    return "".join(_element(element) for element in rich)


def _element(element: Json) -> str:
    if element["type"] != "rich_text_list":
        return f"<div>{_spans(element)}</div>"
    tag = "ol" if element["style"] == "ordered" else "ul"
    items = "".join(f"<li>{_spans(item)}</li>" for item in element["elements"])
    return f'<{tag} start="{element.get("offset", 0) + 1}">{items}</{tag}>'


def _spans(section: Json) -> str:
    return "".join(_span(part) for part in section["elements"] if part["type"] == "text")


def _span(part: Json) -> str:
    words = escape(part["text"]).replace("\n", "<br>")
    for style, tag in (("bold", "b"), ("italic", "i")):
        words = f"<{tag}>{words}</{tag}>" if part.get("style", {}).get(style) else words
    return words
