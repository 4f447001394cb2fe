"""Business settings: what a manager or operator may change, each with a sane default.

The values live in the store as text; `DEFAULTS` says what there is, how it reads and what it means.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any

from domain.facts import Refused, ValueUnfit
from domain.policy import Visibility


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 3650:
        raise ValueError(text)
    return days


def _days_up_to(most: int) -> Callable[[str], int]:
    """Return what reads a number of days of which people are promised that it is not more."""

    def read(text: str) -> int:
        days = _days(text)
        if days > most:
            raise ValueError(text)
        return days

    return read


def _clock(text: str) -> time:
    return time.fromisoformat(text)


def _clocks(text: str) -> tuple[time, ...]:
    return tuple(sorted(_clock(part.strip()) for part in text.split(",")))


def _span(text: str) -> tuple[time, time]:
    start, end = text.split("-")
    return _clock(start.strip()), _clock(end.strip())


def _weekdays(text: str) -> frozenset[int]:
    days = frozenset(int(part) for part in text.split(","))
    if not days <= frozenset(range(1, 8)):
        raise ValueError(text)
    return days


def _share(text: str) -> Decimal:
    share = Decimal(text)
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


def _switch(text: str) -> bool:
    return {"on": True, "off": False}[text]


@dataclass(frozen=True)
class Setting:
    """One setting: how its text is read, its default, and what it does."""

    read: Callable[[str], Any]
    default: str
    meaning: str


DEFAULTS = {
    "cadence_key": Setting(_days, "14", "days without contact before a key account raises an alert"),
    "cadence_standard": Setting(_days, "45", "the same for standard customers"),
    "cadence_small": Setting(_days, "90", "the same for small customers"),
    "rounds": Setting(
        _clocks, "09:00,15:00", "when alerts that are not urgent are sent, in each person's zone"
    ),
    "quiet_hours": Setting(_span, "20:00-08:00", "no unasked message in these hours"),
    "working_days": Setting(_weekdays, "1,2,3,4,5", "working days, Monday is 1"),
    "digest_on_free_days": Setting(_switch, "off", "whether the daily digest comes on free days too"),
    "visibility": Setting(
        Visibility,
        "names",
        "what reps see of colleagues' customers: names (with owner and tier), open, team or own",
    ),
    "stuck_days": Setting(_days, "30", "days in one stage after which a deal counts as stuck"),
    "keep_messages": Setting(_days_up_to(90), "90", "days for which raw messages and sent texts are kept"),
    "keep_places": Setting(_days_up_to(30), "30", "the same for coordinates"),
    "keep_questions": Setting(_days, "90", "the same for questions and what was asked in them"),
    "keep_trail": Setting(_days, "3650", "the same for what each message changed"),
    "keep_sent": Setting(_days, "3650", "the same for which message was about what"),
    "keep_copies": Setting(_days, "14", "the same for the copy of an SQLite store that an upgrade leaves"),
    "chance_lead": Setting(_share, "0.1", "probability of winning a deal in stage lead"),
    "chance_qualified": Setting(_share, "0.25", "the same in stage qualified"),
    "chance_proposal": Setting(_share, "0.5", "the same in stage proposal"),
    "chance_negotiation": Setting(_share, "0.75", "the same in stage negotiation"),
}


@dataclass(frozen=True)
class Business:
    """A setting that is the whole company's, by its name."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A setting that no longer stands at its default, as it was typed."""

    id: int = 0
    version: int = 0
    name: str
    value: str


def read_setting(name: str, text: str) -> Any:
    """Return the value that `text` says for the setting; refuse one that does not fit, with a good one."""
    try:
        return DEFAULTS[name].read(text)
    except (ValueError, KeyError, ArithmeticError) as error:
        raise Refused(ValueUnfit(name, text, DEFAULTS[name].default)) from error
