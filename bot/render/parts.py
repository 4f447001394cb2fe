"""Long documents in parts that a platform takes: cut between paragraphs, else between words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.render.plain import plain
from bot.render.wording import with_lateness
from domain.outgoing import Block, Document, Fields, Items, Line, Paragraph, Picture, Span, Title

LATE_ROOM = 60
"""UTF-16 units that stay free for the word that a message comes late: it grows between two attempts, and a
cut must not move, for parts that were sent are not sent again."""


def with_word(parts: Sequence[Document], late: timedelta | None) -> Sequence[Document]:
    """Return the parts, the first saying that it comes late where it does."""
    return parts if late is None or not parts else (with_lateness(parts[0], late), *parts[1:])


def length(document: Document) -> int:
    """Return how long the document's words are, in UTF-16 units: what platforms count."""
    return _units(plain(replace(document, buttons=())))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def reworded(document: Document, change: Callable[[str], str]) -> Document:
    """Return the document with every text of its blocks changed; its buttons stay."""
    return replace(document, blocks=tuple(_changed(block, change) for block in document.blocks))


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    def line(spans: Line) -> Line:
        return tuple(replace(span, text=change(span.text)) for span in spans)

    match block:
        case Title() | Paragraph():
            return replace(block, line=line(block.line))
        case Fields(rows):
            return Fields(tuple((change(label), line(value)) for label, value in rows))
        case Items(lines):
            return replace(block, lines=tuple(map(line, lines)))
        case Picture():
            return replace(block, alt=change(block.alt))


def split(document: Document, limit: int) -> Sequence[Document]:
    """Return the document in parts of at most `limit` UTF-16 units, the buttons under the last."""
    if length(document) <= limit:
        return (document,)
    parts: list[list[Block]] = [[]]
    for block in _pieces(document.blocks, limit):
        if parts[-1] and length(_part(document, [*parts[-1], block])) > limit:
            parts.append([])
        parts[-1].append(block)
    made = [_part(document, blocks) for blocks in parts]
    return (*made[:-1], replace(made[-1], buttons=document.buttons))


def _part(document: Document, blocks: list[Block]) -> Document:
    return replace(document, blocks=tuple(blocks), buttons=())


def _pieces(blocks: Sequence[Block], limit: int) -> Iterator[Block]:
    """Return the blocks row by row, a row that is too long cut."""
    for block in blocks:
        match block:
            case Items(lines, numbered, start):
                for number, line in enumerate(lines, start):
                    first, *rest = _cut(line, limit - 8)
                    yield Items((first,), numbered, number)
                    yield from map(Paragraph, rest)
            case Fields(rows):
                for label, value in rows:
                    first, *rest = _cut(value, limit - _units(label) - 2)
                    yield Fields(((label, first),))
                    yield from map(Paragraph, rest)
            case Paragraph(line):
                yield from map(Paragraph, _cut(line, limit))
            case _:
                yield block


def _cut(line: Line, limit: int) -> Sequence[Line]:
    """Return a line in lines of at most `limit` units."""
    cut: list[list[Span]] = [[]]
    left = limit
    for span in line:
        rest = span.text
        while _units(rest) > left:
            head = beginning(rest, left)
            cut[-1].append(replace(span, text=head))
            cut.append([])
            rest, left = rest[len(head) :].lstrip(), limit
        if rest:
            cut[-1].append(replace(span, text=rest))
            left -= _units(rest)
    return [tuple(spans) for spans in cut if spans] or [()]


SPACES = " \n。，；！？,;!?"


def beginning(text: str, limit: int) -> str:
    """Return the beginning of a text that fits, up to the end of a sentence or word where one is near."""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * max(limit, 0)].decode("utf-16-le", "ignore")
    at = max(head.rfind(space) for space in SPACES) + 1
    return head[:at] if at > len(head) // 2 else head
