"""What was done with a customer, and which open reminder it answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of activity (past) and reminder (to come): a note is no contact and never to come, the last
    three are reminders only."""

    VISIT = "visit"
    MEETING = "meeting"
    DEMO = "demo"
    CALL = "call"
    MESSAGE = "message"
    EMAIL = "email"
    NOTE = "note"
    FOLLOW_UP = "follow_up"
    CALLBACK = "callback"
    TASK = "task"


WEIGHT = {Kind.VISIT: 4, Kind.MEETING: 3, Kind.DEMO: 3, Kind.CALL: 2, Kind.MESSAGE: 1, Kind.EMAIL: 1}
"""visit > meeting, demo > call > message, e-mail (product.md 7)."""

ANY_CONTACT_ANSWERS = frozenset({Kind.FOLLOW_UP, Kind.CALLBACK})


@dataclass(frozen=True, kw_only=True)
class Activity:
    """A visit, call, meeting, message, e-mail or demo that took place.

    `on` is the day in the doer's own zone, `happened_at` an instant on it (UTC). `reached`: somebody was
    spoken to; an attempt (没接, voicemail) is False, and so is a note, which is no contact at all.
    """

    id: int = 0
    version: int = 0
    customer_id: int
    person_id: int
    kind: Kind
    on: date
    happened_at: datetime
    reached: bool = True
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Met:
    """A contact who took part in an activity."""

    id: int = 0
    version: int = 0
    activity_id: int
    contact_id: int


def answers(done: Kind, asked: Kind, *, reached: bool) -> bool:
    """Whether an activity of kind `done` answers an open reminder of kind `asked`.

    A visit answers a call, not the other way round; follow-up and callback are answered by any contact
    reached; a task by none. A note answers nothing.
    """
    if done is Kind.NOTE:
        return False
    if asked in ANY_CONTACT_ANSWERS:
        return reached
    if asked is Kind.TASK:
        return False
    return reached and WEIGHT[done] >= WEIGHT[asked]
