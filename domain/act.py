"""Acts and questions: what one message did, and what one message still needs to be told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.facts import Option
from domain.incoming import Said

UNDO_WITHIN = timedelta(days=1)
"""Undo works this long for the doer (product.md 1)."""
CORRECTABLE = timedelta(minutes=15)
"""New words of one's own message correct what it did this long (design.md 5)."""
SPOKEN_OF = timedelta(minutes=30)
"""The customer last spoken of is remembered this long (product.md 1)."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """What one message did. `source_key` is unique: a message cannot act twice.

    `actions` are those of the message with every record settled to `{"id": …}`: *Change* starts from them.
    `on_behalf_id` is whose act this puts right, where another does so.
    """

    id: int = 0
    person_id: int | None
    on_behalf_id: int | None = None
    source_key: str
    said_at: datetime
    channel: str
    chat: str
    thread: str = ""
    actions: tuple[Said, ...] = ()
    corrects: int | None = None
    undone_by: int | None = None

    @property
    def author_id(self) -> int | None:
        """Return whose act it is: what it wrote is theirs, whoever put it right."""
        return self.person_id if self.on_behalf_id is None else self.on_behalf_id


@dataclass(frozen=True)
class AuditRow:
    """One row's change by one act: versions and the changed columns' stored values, before and after.

    `before` None: the row was added; `after` None: it was removed.
    """

    table: str
    row_id: int
    version_before: int | None
    version_after: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class QuestionState(StrEnum):
    """*asked*: words, numbers and buttons answer it; *set aside*: only its buttons do, for a day."""

    ASKED = "asked"
    ASIDE = "aside"
    ANSWERED = "answered"
    DROPPED = "dropped"


ANSWERABLE = timedelta(days=1)
"""A question's buttons work this long (design.md 4)."""


@dataclass(frozen=True)
class OpenSlot:
    """The slot that is asked about: of which action, why (`choose`, `unknown`, `missing`, `unsure`), what
    was typed, and the options."""

    action: int
    slot: str
    why: str
    typed: str | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A pending question: the message's actions as far as they are settled, and the slot asked about."""

    id: int = 0
    conversation_id: int
    person_id: int
    source_key: str
    said_at: datetime
    actions: tuple[Said, ...]
    open: OpenSlot
    corrects: int | None = None
    state: QuestionState = QuestionState.ASKED
