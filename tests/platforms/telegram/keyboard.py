"""Keyboards under messages, read as strictly as the server does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .rules import BUTTONS, DATA, ROW, Json, Refused

URL = re.compile(r"(https?://|tg://)\S+$")
OTHER_KINDS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "pay",
)


@dataclass(frozen=True)
class Button:
    """A button as a person sees it, with what it sends or opens."""

    label: str
    data: str | None = None
    url: str | None = None


def keyboard(markup: Any) -> Json | None:
    """Return an inline keyboard or another markup as it is kept, None where none is given."""
    if markup in (None, "", {}):
        return None
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return _other(markup)
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise Refused('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > BUTTONS or any(len(row) > ROW for row in kept):
        raise Refused("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _other(markup: Json) -> Json | None:
    for name in ("keyboard", "remove_keyboard", "force_reply"):
        if markup.get(name):
            return markup
    return None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise Refused("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    label = button.get("text")
    if not isinstance(label, str):
        raise Refused('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not label.strip():
        raise Refused("inline keyboard button text must be non-empty")
    if button.get("url"):
        if not URL.match(button["url"]):
            raise Refused("BUTTON_URL_INVALID")
        return {"text": label, "url": button["url"]}
    if data := button.get("callback_data"):
        if not isinstance(data, str) or len(data.encode()) > DATA:
            raise Refused("BUTTON_DATA_INVALID")
        return {"text": label, "callback_data": data}
    if any(kind in button for kind in OTHER_KINDS):
        return button
    raise Refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def buttons(markup: Json | None) -> Iterator[list[Button]]:
    """Return the rows of buttons under a message."""
    for row in (markup or {}).get("inline_keyboard", ()):
        yield [Button(one["text"], one.get("callback_data"), one.get("url")) for one in row]
