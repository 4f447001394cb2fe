"""What a person sets for themselves, and managers for everybody."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import available_timezones

from domain.customer import Tier
from domain.facts import (
    BusinessChanged,
    Fact,
    Joined,
    NotYetPossible,
    Option,
    Refused,
    SettingChanged,
    ValueUnfit,
)
from domain.incoming import Said
from domain.people import Language, Person
from domain.policy import Deed
from domain.ports import Work
from domain.settings import Business
from domain.turn import Turn
from handlers.declare import Change, needs
from handlers.settle import Draft, Unsettled, as_said, needed


@dataclass(frozen=True, kw_only=True)
class Set:
    """One of the person's own settings and its new value, or (`business`) one of the whole company's."""

    field: str
    business: Business | None
    value: Any
    then: Sequence[str] | None


INTRODUCTION = Said("setting", {"field": "language", "then": ["timezone", "work_hours"]})
"""What somebody who has joined is asked, one after another; the last answer shows the whole card."""


def set_one(wish: Set, work: Work, turn: Turn) -> Fact:
    """Change the setting: of who says so, or of everybody."""
    return (
        set_own(wish, work, turn) if wish.business is None else _set_for_all(wish.business.name, wish, work)
    )


def _set_for_all(name: str, wish: Set, work: Work) -> Fact:
    before = work.settings.text(name)
    work.settings.change(name, _days(str(wish.value)) if wish.field == "cadence" else str(wish.value))
    return BusinessChanged(name, before, work.settings.text(name))


def _days(typed: str) -> str:
    """Return the number of "10 days", or what was typed where there is none."""
    found = re.search(r"\d+", typed)
    return found[0] if found else typed


def set_own(wish: Set, work: Work, turn: Turn) -> Fact:
    """Change the setting of who says so; who has just joined is asked for the next."""
    saved = work.people.save(_changed(work.people.get(turn.person.id), wish.field, wish.value))
    if wish.then:
        following, *rest = wish.then
        work.follow_up(
            f"{turn.source_key}+{following}", [Said("setting", {"field": following, "then": rest})]
        )
    if wish.then is not None and not wish.then:
        return Joined(saved, work.teams.find(saved.team_id))
    return SettingChanged(wish.field, _stored(saved, wish))


def _changed(person: Person, field: str, value: Any) -> Person:
    """Return the person with the setting changed, or refuse what does not fit."""
    if field not in FIELDS:
        raise Refused(NotYetPossible(f"setting.{field}"))
    change, example = FIELDS[field]
    try:
        return change(person, str(value))
    except ValueError as error:
        raise Refused(ValueUnfit(field, str(value), example)) from error


def _stored(person: Person, wish: Set) -> str:
    """Return the value as it is told: a time zone by the name it was found under."""
    return person.timezone if wish.field == "timezone" else str(wish.value)


ZONES = {
    Language.EN: ("Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Tokyo"),
    Language.ZH_HANS: ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "America/New_York"),
    Language.ZH_HANT: ("Asia/Taipei", "Asia/Hong_Kong", "Asia/Shanghai", "America/Los_Angeles"),
}
"""Time zones offered; any other can be typed, as the city's name."""
HOURS = ("09:00-18:00", "08:30-17:30", "09:30-18:30", "10:00-19:00")
"""Working hours offered."""
CITIES = {
    "beijing": "asia/shanghai", "北京": "asia/shanghai", "上海": "asia/shanghai", "深圳": "asia/shanghai",
    "广州": "asia/shanghai", "廣州": "asia/shanghai", "shenzhen": "asia/shanghai",
    "guangzhou": "asia/shanghai", "香港": "asia/hong_kong", "台北": "asia/taipei", "臺北": "asia/taipei",
    "高雄": "asia/taipei", "澳门": "asia/macau", "澳門": "asia/macau", "新加坡": "asia/singapore",
    "吉隆坡": "asia/kuala_lumpur", "东京": "asia/tokyo", "東京": "asia/tokyo", "伦敦": "europe/london",
    "倫敦": "europe/london", "纽约": "america/new_york", "紐約": "america/new_york",
    "洛杉矶": "america/los_angeles", "洛杉磯": "america/los_angeles", "san_francisco": "america/los_angeles",
    "mumbai": "asia/kolkata", "delhi": "asia/kolkata", "munich": "europe/berlin",
}  # fmt: skip
"""Cities after which no zone is named, and Chinese names of those that many live in."""


def _language(person: Person, value: str) -> Person:
    return replace(person, language=Language(value))


def _timezone(person: Person, value: str) -> Person:
    return replace(person, timezone=zone_named(value))


def zone_named(typed: str) -> str:
    """Return the time zone (IANA) of a city or of the zone's own name; raise `ValueError` for none."""
    wanted = "_".join(typed.split()).casefold()
    wanted = CITIES.get(wanted, wanted)
    found = [zone for zone in sorted(available_timezones()) if zone.casefold() == wanted]
    found += [zone for zone in sorted(available_timezones()) if _city(zone) == wanted]
    if not found:
        raise ValueError(typed)
    return found[0]


def _city(zone: str) -> str | None:
    """Return the city after which a zone is named; abbreviations and old aliases name none."""
    continent, _, city = zone.rpartition("/")
    return city.casefold() if continent and continent != "Etc" else None


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


FOR_ALL = {
    "cadence": tuple(f"cadence_{tier}" for tier in Tier),
    "quiet_hours": ("quiet_hours",),
    "working_days": ("working_days",),
}
"""What is said of the company's settings, and which it can be: a rhythm is one of a tier of customers."""


def the_business(draft: Draft, value: Any) -> Business | None:
    """Settle which of the company's settings is meant; None where it is the person's own."""
    field = str(draft.settled["field"])
    tier = draft.value("tier") or str(draft.value("value")).split(" ")[0]
    names = FOR_ALL.get(field, ())
    said = [name for name in names if name in (value, f"{field}_{tier}")] or list(names)
    if len(said) > 1:
        raise Unsettled("missing", None, [Option(f"cadence_{tier}", word=f"tier.{tier}") for tier in Tier])
    return Business(said[0]) if said else None


def the_value(draft: Draft, value: Any) -> Any:
    """Settle a setting's new value; the usual ones are offered where none was said, and again to somebody who
    has just joined where what they said does not fit."""
    field, person = draft.settled["field"], draft.turn.person
    if value in (None, ""):
        raise Unsettled("missing", None, _usual(field, person))
    if draft.value("then") is not None:
        try:
            _changed(person, field, value)
        except Refused as unfit:
            raise Unsettled("missing", None, _usual(field, person)) from unfit
    return value


def _usual(field: str, person: Person) -> tuple[Option, ...]:
    """Return the values of a setting to choose from, what the person has now first."""
    match field:
        case "language":
            values = [language.value for language in Language]
            now = person.language.value
        case "timezone":
            values, now = list(ZONES[person.language]), person.timezone
        case "work_hours":
            values, now = list(HOURS), f"{person.work_from:%H:%M}-{person.work_to:%H:%M}"
        case _:
            return ()
    return tuple(Option(value, value, word=field) for value in dict.fromkeys((now, *values)))


ACTIONS = (
    Change(
        "setting",
        Set,
        set_one,
        settle={"field": needed(as_said), "business": the_business, "value": the_value, "then": as_said},
        needs=(needs(Deed.CONFIGURE, "business"),),
    ),
)
