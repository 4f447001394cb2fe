"""A card in the making: what one fact adds to an answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.render.wording.writer import bold, plain
from domain.outgoing import Block, Button, Document, Fields, Items, Line, Paragraph, Title, Tone

Row = tuple[str, str | None]


@dataclass
class Card:
    """Blocks and buttons, added one after another."""

    blocks: list[Block] = field(default_factory=list)
    buttons: list[tuple[Button, ...]] = field(default_factory=list)

    def title(self, text: str, tone: Tone = "info") -> "Card":
        """Add a title line."""
        self.blocks.append(Title(bold(text), tone))
        return self

    def say(self, text: str) -> "Card":
        """Add a line of prose."""
        self.blocks.append(Paragraph(plain(text)))
        return self

    def rows(self, *rows: Row) -> "Card":
        """Add the labels that have a value."""
        told = tuple((label, plain(value)) for label, value in rows if value)
        if told:
            self.blocks.append(Fields(told))
        return self

    def items(self, lines: Iterable[str | Line], *, numbered: bool = False) -> "Card":
        """Add a list."""
        told = tuple(plain(line) if isinstance(line, str) else line for line in lines)
        if told:
            self.blocks.append(Items(told, numbered))
        return self

    def add(self, block: Block) -> "Card":
        """Add a block."""
        self.blocks.append(block)
        return self

    def press(self, *buttons: Button) -> "Card":
        """Add a row of buttons."""
        self.buttons.append(buttons)
        return self

    def document(self, language: str) -> Document:
        """Return the finished document."""
        return Document(language, tuple(self.blocks), tuple(self.buttons))
