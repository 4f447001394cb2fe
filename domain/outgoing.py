"""What leaves: a document of plain blocks in the reader's language, and where, when and about what it goes.

A document is a tree: each channel's renderer escapes it once. It is stored as JSON with `FORMAT`, so that a
later version can still read what waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal, NamedTuple

from domain.charts import Chart
from domain.incoming import Address, Via

FORMAT = 1

Style = Literal["plain", "bold", "muted", "secret"]
"""A `secret` run says from what the code in its place is worked out when it is shown."""
Tone = Literal["good", "info", "ask", "alert", "bad"]


@dataclass(frozen=True)
class Span:
    """A run of text in one style; `text` may hold anything a user typed."""

    text: str
    style: Style = "plain"


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Title:
    """The first line of a card; `tone` chooses its colour or sign."""

    line: Line
    tone: Tone = "info"


@dataclass(frozen=True)
class Paragraph:
    """A line of prose."""

    line: Line


@dataclass(frozen=True)
class Fields:
    """Labels with values, one a row."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Items:
    """A list; `numbered`, from `start`, where an answer may name the number."""

    lines: tuple[Line, ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Picture:
    """A chart to be drawn at delivery; `alt` says in words what it shows."""

    chart: Chart
    alt: str


Block = Title | Paragraph | Fields | Items | Picture


@dataclass(frozen=True)
class Button:
    """A command with an id; at most 64 bytes, the least any channel allows."""

    label: str
    command: str
    main: bool = False


@dataclass(frozen=True)
class Document:
    """Blocks and rows of buttons, worded in `language`."""

    language: str
    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True)
class Reader:
    """For whom words are chosen: their language and the zone (IANA) in which times are shown."""

    language: str
    timezone: str


class Priority(IntEnum):
    """What goes first within a chat and between chats."""

    ANSWER = 0
    REMINDER = 1
    ALERT = 2
    DIGEST = 3


@dataclass(frozen=True)
class About:
    """What a message is about, for *still wanted?*, edits and replies: `act 5`, `ring 42@2026-11-18T06`.

    `stranger` and `gone` are told once: their `occurrence` says of whom, of which chat. `unsent` tells that
    the queued message of that id could not be shown.
    """

    kind: Literal[
        "act",
        "question",
        "ring",
        "alert",
        "digest",
        "talk",
        "stranger",
        "gone",
        "unsent",
        "parked",
        "disk",
        "request",
    ]
    id: int | None = None
    occurrence: str = ""
    customer_id: int | None = None


@dataclass(frozen=True)
class Outgoing:
    """A message to queue. `due_at` (UTC): not before. With `edits`, it replaces the message about that.
    `cleared_for` is the team without whose clearance the chat may not be told this."""

    address: Address
    document: Document
    about: About
    priority: Priority
    due_at: datetime
    edits: About | None = None
    reply_to: str | None = None
    via: Via | None = None
    cleared_for: int | None = None


class Receipt(NamedTuple):
    """A part as the platform has it: the number of the part, and the platform's id."""

    part: int
    id: str


def standing(receipts: Iterable[Receipt]) -> dict[int, str]:
    """Return what stands now for each part: of receipts with the latest first, the first of each."""
    return {receipt.part: receipt.id for receipt in reversed(tuple(receipts))}


@dataclass(frozen=True)
class Queued:
    """One message taken for sending.

    `attempt` counts how often it was taken, `failures` how often that went wrong; `sent` are its parts that
    are noted as sent already; `replaces` the receipts of what it edits, the latest first.
    """

    id: int
    attempt: int
    failures: int
    address: Address
    reply_to: str | None
    about: About
    priority: Priority
    due_at: datetime
    document: Document
    sent: frozenset[int]
    replaces: tuple[Receipt, ...] = ()
    via: Via | None = None
