"""Documents as plain text: for the terminal, notifications and scripts."""

from itertools import count

from domain.outgoing import Block, Button, Document, Fields, Items, Line, Paragraph, Picture, Title


def plain(document: Document) -> str:
    """Return the document as lines of text, its buttons as `[label]`."""
    colon = "：" if document.language.startswith("zh") else ": "
    lines = [line for block in document.blocks for line in _lines(block, colon)]
    return "\n".join([*lines, *(_row(row) for row in document.buttons)])


def _lines(block: Block, colon: str) -> list[str]:
    match block:
        case Title(line) | Paragraph(line):
            return [_text(line)]
        case Fields(rows):
            return [f"{label}{colon}{_text(value)}" for label, value in rows]
        case Items(lines, numbered, start):
            marks = (f"{number}." if numbered else "-" for number in count(start))
            return [f"{mark} {_text(line)}" for mark, line in zip(marks, lines, strict=False)]
        case Picture(_, alt):
            return [f"({alt})"]


def _text(line: Line) -> str:
    return "".join(span.text for span in line)


def _row(row: tuple[Button, ...]) -> str:
    return " ".join(f"[{button.label}]" for button in row)
