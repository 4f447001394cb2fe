"""Documents as Telegram takes them: HTML escaped once, rows of buttons, lengths and limits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from itertools import count
from typing import Any

from bot.render.parts import LATE_ROOM, beginning, length, reworded, split, with_word
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
    """A chart to be drawn, with its caption, which alone is told where no photos may be, and keyboard."""

    chart: Chart
    language: str
    html: str
    keyboard: dict[str, Any] | None = None


Part = Words | Photo


def parts(document: Document, *, group: bool, late: timedelta | None = None) -> Sequence[Part]:
    """Return a document as messages, the buttons under the last; `late` is said on the first words, and moves
    no cut. In a group nobody is called by what others typed: an @ is broken there."""
    if group:
        document = reworded(document, _calling_nobody)
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    words = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Picture)))
    if len(pictures) == 1 and words.blocks and length(words) <= CAPTION_LIMIT - LATE_ROOM:
        (caption,) = with_word((words,), late)
        return (Photo(pictures[0].chart, words.language, html(caption), keyboard(words)),)
    photos = [Photo(picture.chart, words.language, _alt(picture)) for picture in pictures]
    texts = with_word(split(words, TEXT_LIMIT - LATE_ROOM) if words.blocks else (), late)
    return (*photos, *(Words(html(part), keyboard(part)) for part in texts))


def _alt(picture: Picture) -> str:
    return _text(beginning(picture.alt, CAPTION_LIMIT))


def html(document: Document) -> str:
    """Return the blocks as HTML, one line each row."""
    colon = "：" if document.language.startswith("zh") else ": "
    return "\n".join(line for block in document.blocks for line in _lines(block, colon))


def keyboard(document: Document) -> dict[str, Any] | None:
    """Return the buttons as an inline keyboard."""
    rows = [row[at : at + IN_A_ROW] for row in document.buttons for at in range(0, len(row), IN_A_ROW)]
    return {"inline_keyboard": [[_key(button) for button in row] for row in rows]} if rows else None


def _key(button: Button) -> dict[str, str]:
    assert len(button.command.encode()) <= DATA_LIMIT, button.command
    return {"text": button.label, "callback_data": button.command}


def _lines(block: Block, colon: str) -> list[str]:
    match block:
        case Title(line) | Paragraph(line):
            return [_line(line)]
        case Fields(rows):
            return [f"{_text(label)}{colon}{_line(value)}" for label, value in rows]
        case Items(lines, numbered, start):
            marks = (f"{number}." if numbered else "•" for number in count(start))
            return [f"{mark} {_line(line)}" for mark, line in zip(marks, lines, strict=False)]
        case Picture():
            return []


def _line(line: Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: Span) -> str:
    return STYLES[span.style].format(_text(span.text)) if span.text else ""


def _text(text: str) -> str:
    return escape(text, quote=False)


WORD_JOINER = "\u2060"


def _calling_nobody(text: str) -> str:
    return text.replace("@", f"@{WORD_JOINER}")
