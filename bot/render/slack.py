"""Documents as Slack takes them: Block Kit of which no word is markup, rows of buttons, lengths and limits.

All words stand in `rich_text` blocks: a text element there is shown as it is, whatever a user typed into it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.render.parts import LATE_ROOM, split, with_word
from bot.render.plain import plain
from domain.charts import Chart
from domain.outgoing import Block, Button, Document, Fields, Items, Line, Paragraph, Picture, Span, Title

Json = dict[str, Any]

TEXT_LIMIT = 3000
"""UTF-16 units of a part: what a section may hold at most (docs.slack.dev/reference/block-kit)."""
LEAST = 200
"""A part of so few units is not cut further."""
TOGETHER = 12_000
"""Characters of all blocks as JSON; Slack refuses about 13,200, undocumented (platform.md 2)."""
LABEL_LIMIT = 75
"""Characters of a button's text (docs.slack.dev/reference/block-kit/block-elements/button-element)."""
VALUE_LIMIT = 2000
"""Characters of a button's value (the same page)."""
IN_A_ROW = 25
"""Elements of an actions block (docs.slack.dev/reference/block-kit/blocks/actions-block)."""
ROWS = 40
"""Rows of buttons in a message, of its 50 blocks; more are drawn together."""

STYLES: dict[str, Json] = {
    "plain": {},
    "bold": {"style": {"bold": True}},
    "muted": {"style": {"italic": True}},
    "secret": {"style": {"bold": True}},
}


@dataclass(frozen=True)
class Words:
    """A message: its blocks, and the text that notifications show, escaped."""

    text: str
    blocks: tuple[Json, ...]


@dataclass(frozen=True)
class Photo:
    """A chart to be drawn and shared as a file, with what it shows in words."""

    chart: Chart
    language: str
    alt: str


Part = Words | Photo


def parts(document: Document, *, late: timedelta | None = None) -> Sequence[Part]:
    """Return a document as messages, the buttons under the last words, and its charts after them: what edits
    a question then stands where the question stood. `late` is said on the first words, and moves no cut."""
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    words = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Picture)))
    photos = [Photo(picture.chart, document.language, picture.alt) for picture in pictures]
    told = words.blocks or words.buttons or not photos
    texts = tuple(_fitting(words, TEXT_LIMIT - LATE_ROOM)) if told else ()
    return (*map(_words, with_word(texts, late)), *photos)


def _fitting(document: Document, limit: int) -> Iterator[Document]:
    """Yield parts of at most so many units, cut further where many short rows make long blocks."""
    for part in split(document, limit):
        if limit > LEAST and len(json.dumps(blocks(part))) > TOGETHER:
            yield from _fitting(part, limit // 2)
        else:
            yield part


def _words(document: Document) -> Words:
    return Words(escape(plain(replace(document, buttons=()))) or "…", blocks(document))


def escape(text: str) -> str:
    """Escape a text; Slack knows three such characters (docs.slack.dev/messaging/formatting-message-text)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---- words --------------------------------------------------------------------------------------------


def blocks(document: Document) -> tuple[Json, ...]:
    """Return the words in one block, and a block for each row of buttons."""
    elements = list(_elements(document))
    words = ({"type": "rich_text", "elements": elements},) if elements else ()
    return (*words, *_keyboard(document.buttons))


def _elements(document: Document) -> Iterator[Json]:
    """Yield lists as lists, and the lines between them together."""
    colon = "：" if document.language.startswith("zh") else ": "
    lines: list[Line] = []
    for block in _joined(document.blocks):
        if isinstance(block, Items):
            yield from _section(lines)
            lines = []
            yield from _list(block)
        else:
            lines += _lines(block, colon)
    yield from _section(lines)


def _joined(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks with lists that go on as one: cutting made a list of each row."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, Items) and isinstance(before, Items) and _goes_on(before, block):
            made[-1] = replace(before, lines=(*before.lines, *block.lines))
        else:
            made.append(block)
    return made


def _goes_on(before: Items, after: Items) -> bool:
    numbers = not after.numbered or after.start == before.start + len(before.lines)
    return before.numbered == after.numbered and numbers


def _lines(block: Block, colon: str) -> list[Line]:
    match block:
        case Title(line):
            return [tuple(replace(span, style="bold") for span in line)]
        case Paragraph(line):
            return [line]
        case Fields(rows):
            return [(Span(f"{label}{colon}"), *value) for label, value in rows]
        case _:
            return []


def _section(lines: Sequence[Line]) -> Iterator[Json]:
    if lines:
        ended = [(*line, Span("\n")) for line in lines[:-1]]
        yield _spans([span for line in (*ended, lines[-1]) for span in line])


def _list(items: Items) -> Iterator[Json]:
    if not items.lines:
        return
    made: Json = {
        "type": "rich_text_list",
        "style": "ordered" if items.numbered else "bullet",
        "elements": [_spans(line) for line in items.lines],
    }
    yield made if items.start == 1 or not items.numbered else {**made, "offset": items.start - 1}


def _spans(spans: Sequence[Span]) -> Json:
    """Return spans as one section; neighbours of one style are one element."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].style == span.style:
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    elements = [{"type": "text", "text": span.text, **STYLES[span.style]} for span in joined]
    return {"type": "rich_text_section", "elements": elements or [{"type": "text", "text": " "}]}


# ---- buttons ------------------------------------------------------------------------------------------


def _keyboard(rows: Sequence[Sequence[Button]]) -> Iterator[Json]:
    if len(rows) > ROWS:
        rows = [[button for row in rows for button in row]]
    short = [row[at : at + IN_A_ROW] for row in rows for at in range(0, len(row), IN_A_ROW)]
    for number, row in enumerate(short):
        keys = [_key(button, f"button-{number}-{place}") for place, button in enumerate(row)]
        yield {"type": "actions", "elements": keys}


def _key(button: Button, id: str) -> Json:
    assert len(button.command) <= VALUE_LIMIT, button.command
    label = button.label if len(button.label) <= LABEL_LIMIT else f"{button.label[: LABEL_LIMIT - 1]}…"
    key: Json = {
        "type": "button",
        "text": {"type": "plain_text", "text": label, "emoji": False},
        "action_id": id,
        "value": button.command,
    }
    return {**key, "style": "primary"} if button.main else key
