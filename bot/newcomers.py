"""Somebody without an account writes: a one-time code lets them in, else they are told once a day how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from bot.joining import add_person
from bot.render.wording import word
from domain.act import Act
from domain.facts import Joined, Stranger
from domain.incoming import Incoming, Profile, Started, Text
from domain.outgoing import About, Outgoing, Priority, Reader
from domain.people import Chat, ChatKind, Language, Person
from domain.ports import Clock, Work
from storage.access import Code
from storage.unit import Unit

ONCE = timedelta(days=1)
"""A sender without an account gets one answer in this time (product.md 6)."""


@dataclass(frozen=True)
class Defaults:
    """The team's language and time zone, for what a platform does not tell."""

    language: Language
    timezone: str


def newcomer(defaults: Defaults, clock: Clock) -> Callable[[Incoming, Work], Sequence[Outgoing]]:
    """Return what answers somebody without an account."""

    def answer(incoming: Incoming, work: Work) -> Sequence[Outgoing]:
        unit = cast(Unit, work)
        code = unit.access.use(_code(incoming)) if incoming.private else None
        if code is not None:
            return (_welcome(incoming, _let_in(code, incoming, unit, defaults), unit, clock),)
        return _told_once(incoming, unit, defaults, clock)

    return answer


def _code(incoming: Incoming) -> str:
    """Return the code of the link that led here, or the last word that was typed."""
    match incoming.content:
        case Started(code):
            return code
        case Text(text) if text.split():
            return text.split()[-1]
        case _:
            return ""


def _let_in(code: Code, incoming: Incoming, unit: Unit, defaults: Defaults) -> Person:
    """Tie the account to the person the code was made for, or to somebody new."""
    channel = incoming.address.channel
    unit.begin_act(
        Act(
            person_id=code.person_id,
            source_key=f"join:{code.id}",
            said_at=incoming.said_at,
            channel=channel,
            chat=incoming.address.chat,
        )
    )
    person = unit.people.find(code.person_id)
    if person is None:
        person = add_person(unit, _person(code, incoming.profile, defaults))
    unit.people.tie(person.id, channel, incoming.person)
    unit.chats.open(
        Chat(
            channel=channel,
            platform_id=incoming.address.chat,
            kind=ChatKind.PRIVATE,
            person_id=person.id,
        )
    )
    return person


def _person(code: Code, profile: Profile, defaults: Defaults) -> Person:
    assert code.role is not None
    return Person(
        name=profile.name,
        role=code.role,
        team_id=code.team_id,
        language=language_of(profile.language, defaults.language),
        timezone=profile.timezone or defaults.timezone,
    )


def language_of(tag: str, default: Language) -> Language:
    """Return which of ours a language tag of a platform means (BCP 47, or with an underscore)."""
    parts = tag.replace("_", "-").casefold().split("-")
    if parts[0] == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(parts)
        return Language.ZH_HANT if traditional else Language.ZH_HANS
    return Language.EN if parts[0] == "en" else default


def _welcome(incoming: Incoming, person: Person, unit: Unit, clock: Clock) -> Outgoing:
    fact = Joined(person, unit.teams.find(person.team_id))
    document = word(fact, Reader(person.language.value, person.timezone))
    return Outgoing(incoming.address, document, About("talk"), Priority.ANSWER, clock(), via=incoming.via)


def _told_once(incoming: Incoming, unit: Unit, defaults: Defaults, clock: Clock) -> Sequence[Outgoing]:
    about = About("stranger", 0, incoming.person[:40])
    now = clock()
    if unit.outbox.told_since(about, now - ONCE):
        return ()
    language = language_of(incoming.profile.language, defaults.language)
    document = word(Stranger(), Reader(language.value, defaults.timezone))
    return (Outgoing(incoming.address, document, about, Priority.ANSWER, now, via=incoming.via),)
