"""Documents as Telegram takes them: HTML escaped once, rows of buttons, lengths and limits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import count
from typing import Any

from bot.render.parts import length, split
from domain.charts import Chart
from domain.outgoing import Block, Button, Document, Fields, Items, Line, Paragraph, Picture, Span, Title

TEXT_LIMIT = 4096
"""UTF-16 units of a text after entities are parsed (Bot API, sendMessage: 1-4096 characters)."""
CAPTION_LIMIT = 1024
"""The same of a photo's caption (Bot API, sendPhoto)."""
DATA_LIMIT = 64
"""Bytes of a button's data (Bot API, InlineKeyboardButton.callback_data)."""
IN_A_ROW = 8
"""Buttons in one row (platform.md 2)."""

STYLES = {"plain": "{}", "bold": "<b>{}</b>", "muted": "<i>{}</i>", "secret": "<b>{}</b>"}


@dataclass(frozen=True)
class Words:
    """A text message: HTML and its keyboard."""

    html: str
    keyboard: dict[str, Any] | None = None


@dataclass(frozen=True)
class Photo:
    """A chart to be drawn, with its caption and keyboard."""

    chart: Chart
    language: str
    html: str
    keyboard: dict[str, Any] | None = None


Part = Words | Photo


def parts(document: Document, *, group: bool) -> Sequence[Part]:
    """Return a document as messages, the buttons under the last. In a group nobody is called by what others
    typed: an @ is broken there."""
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    words = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Picture)))
    if len(pictures) == 1 and words.blocks and length(words) <= CAPTION_LIMIT:
        return (_photo(pictures[0], words, html(words, group=group), keyboard(words)),)
    photos = [_photo(picture, document, _text(picture.alt, group)[:CAPTION_LIMIT]) for picture in pictures]
    texts = split(words, TEXT_LIMIT) if words.blocks else ()
    return (*photos, *(Words(html(part, group=group), keyboard(part)) for part in texts))


def _photo(picture: Picture, document: Document, caption: str, keys: dict[str, Any] | None = None) -> Photo:
    return Photo(picture.chart, document.language, caption, keys)


def html(document: Document, *, group: bool) -> str:
    """Return the blocks as HTML, one line each row."""
    colon = "：" if document.language.startswith("zh") else ": "
    return "\n".join(line for block in document.blocks for line in _lines(block, colon, group))


def keyboard(document: Document) -> dict[str, Any] | None:
    """Return the buttons as an inline keyboard."""
    rows = [row[at : at + IN_A_ROW] for row in document.buttons for at in range(0, len(row), IN_A_ROW)]
    return {"inline_keyboard": [[_key(button) for button in row] for row in rows]} if rows else None


def _key(button: Button) -> dict[str, str]:
    assert len(button.command.encode()) <= DATA_LIMIT, button.command
    return {"text": button.label, "callback_data": button.command}


def _lines(block: Block, colon: str, group: bool) -> list[str]:
    match block:
        case Title(line) | Paragraph(line):
            return [_line(line, group)]
        case Fields(rows):
            return [f"{_text(label, group)}{colon}{_line(value, group)}" for label, value in rows]
        case Items(lines, numbered, start):
            marks = (f"{number}." if numbered else "•" for number in count(start))
            return [f"{mark} {_line(line, group)}" for mark, line in zip(marks, lines, strict=False)]
        case Picture():
            return []


def _line(line: Line, group: bool) -> str:
    return "".join(_span(span, group) for span in line)


def _span(span: Span, group: bool) -> str:
    return STYLES[span.style].format(_text(span.text, group)) if span.text else ""


WORD_JOINER = "\u2060"


def _text(text: str, group: bool) -> str:
    """Escape a text; an @ that others typed calls nobody in a group (platform.md 2)."""
    return escape(text.replace("@", f"@{WORD_JOINER}") if group else text, quote=False)
