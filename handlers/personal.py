"""What a person sets for themselves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.facts import Fact, NotYetPossible, Refused, SettingChanged, ValueUnfit
from domain.people import Language, Person
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change
from handlers.settle import as_said, needed


@dataclass(frozen=True, kw_only=True)
class Set:
    """One of the person's own settings and its new value."""

    field: str
    value: Any


def set_own(wish: Set, work: Work, turn: Turn) -> Fact:
    """Change the setting of who says so."""
    if wish.field not in FIELDS:
        raise Refused(NotYetPossible(f"setting.{wish.field}"))
    change, example = FIELDS[wish.field]
    person = work.people.get(turn.person.id)
    try:
        changed = change(person, str(wish.value))
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise Refused(ValueUnfit(wish.field, str(wish.value), example)) from error
    work.people.save(changed)
    return SettingChanged(wish.field, str(wish.value))


def _language(person: Person, value: str) -> Person:
    return replace(person, language=Language(value))


def _timezone(person: Person, value: str) -> Person:
    ZoneInfo(value)
    return replace(person, timezone=value)


def _digest_time(person: Person, value: str) -> Person:
    return replace(person, digest_time=time.fromisoformat(value))


def _work_hours(person: Person, value: str) -> Person:
    start, end = (time.fromisoformat(part) for part in value.split("-"))
    return replace(person, work_from=start, work_to=end)


def _mute(person: Person, value: str) -> Person:
    if value == "off":
        return replace(person, mute_until=None)
    until = datetime.fromisoformat(value).replace(tzinfo=person.zone).astimezone(UTC)
    return replace(person, mute_until=until)


FIELDS: dict[str, tuple[Callable[[Person, str], Person], str]] = {
    "language": (_language, "en, zh-Hans, zh-Hant"),
    "timezone": (_timezone, "Asia/Shanghai"),
    "digest_time": (_digest_time, "08:30"),
    "work_hours": (_work_hours, "09:00-18:00"),
    "mute": (_mute, "2026-11-30"),
}
"""Each setting: how it is changed, and a value that fits."""

ACTIONS = (Change("setting", Set, set_own, settle={"field": needed(as_said), "value": needed(as_said)}),)
