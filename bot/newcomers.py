"""Somebody without an account writes: a one-time code lets them in, a wish to join goes to the admins, else
they are told once a day how to come in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from bot.render.wording import word
from bot.seal import Seal, number_of
from bot.telling import reader, tell_admins
from domain.act import Act
from domain.facts import Fact, Joined, JoinWaits, JoinWanted, Stranger
from domain.incoming import Incoming, Pressed, Started, Text
from domain.outgoing import About, Outgoing, Priority, Reader
from domain.people import Language, Person, Standing
from domain.ports import Clock, Work
from domain.request import Request, RequestKind
from handlers.accounts import let_in, tied
from handlers.personal import INTRODUCTION
from storage.access import Code
from storage.unit import Unit

ONCE = timedelta(days=1)
"""A sender without an account gets one answer in this time, and may ask once (product.md 6)."""
ASK = "ask_to_join"
"""The command of the button under that answer."""
TALK = About("talk")
LONGEST_NAME = 100
"""What is taken of a name that a platform shows."""


@dataclass(frozen=True)
class Defaults:
    """The team's language and time zone, for what a platform does not tell."""

    language: Language
    timezone: str


def newcomer(defaults: Defaults, clock: Clock, seal: Seal) -> Callable[[Incoming, Work], Sequence[Outgoing]]:
    """Return what answers somebody without an account."""

    def answer(incoming: Incoming, work: Work) -> Sequence[Outgoing]:
        return _Stranger(incoming, cast(Unit, work), defaults, clock, seal).answer()

    return answer


class _Stranger:
    """One message of somebody without an account."""

    def __init__(self, incoming: Incoming, unit: Unit, defaults: Defaults, clock: Clock, seal: Seal) -> None:
        """Answer `incoming` in `unit`."""
        self.incoming = incoming
        self.unit = unit
        self.defaults = defaults
        self.seal = seal
        self.now = clock()
        known = unit.people.ever_by_account(incoming.address.channel, incoming.person)
        self.barred = known is not None and known.standing is Standing.SUSPENDED
        """An admin is asked about them already: no code lets them in until that is decided."""
        self._new = False

    def answer(self) -> Sequence[Outgoing]:
        """Let them in, hand their wish on, or tell them once a day how to come in."""
        if self.incoming.private and not self.barred:
            if (person := self._by_code()) is not None:
                return (self._welcome(person),)
            if self.incoming.content == Pressed(ASK):
                return self._asks()
        return self._told_once()

    # ---- by a code

    def _by_code(self) -> Person | None:
        """Return who the code in the message lets in, and use it up."""
        typed = _code(self.incoming)
        code = self._numbered(typed) or self.unit.access.use(typed)
        if code is None:
            return None
        person = self.unit.people.find(code.person_id)
        if person is not None and person.standing is not Standing.ACTIVE:
            return None
        return self._let_in(code, person)

    def _numbered(self, typed: str) -> Code | None:
        """Return the code that another account of theirs was given, and use it up."""
        number = number_of(typed)
        found = None if number is None else self.unit.access.number(number)
        if found is None or not self.seal.fits(typed, found[0].id, found[1]):
            return None
        return self.unit.access.use_found(found[0])

    def _let_in(self, code: Code, person: Person | None) -> Person:
        """Tie the account to the person the code was made for, or to somebody new, who is asked the rest."""
        address = self.incoming.address
        self.unit.begin_act(
            Act(
                person_id=code.person_id,
                source_key=f"join:{code.id}",
                said_at=self.incoming.said_at,
                channel=address.channel,
                chat=address.chat,
            )
        )
        if person is not None:
            return tied(person, address, self.incoming.person, self.unit)
        assert code.role is not None
        profile = self.incoming.profile
        person = Person(
            name=_name(self.incoming),
            role=code.role,
            team_id=code.team_id,
            language=language_of(profile.language, self.defaults.language),
            timezone=profile.timezone or self.defaults.timezone,
        )
        self._new = True
        self.unit.follow_up(f"join:{code.id}+asks", (INTRODUCTION,))
        return let_in(person, address, self.incoming.person, self.unit)

    def _welcome(self, person: Person) -> Outgoing:
        return self._said(Joined(person, self.unit.teams.find(person.team_id), self._new), reader(person))

    # ---- by approval

    def _asks(self) -> Sequence[Outgoing]:
        """Hand the wish to join on to the admins, once a day."""
        address, profile = self.incoming.address, self.incoming.profile
        if self.unit.requests.asked_since(RequestKind.JOIN, address, self.now - ONCE):
            return ()
        assert self.unit.claimed is not None
        asked = self.unit.requests.ask(
            Request(
                kind=RequestKind.JOIN,
                address=address,
                body={
                    "name": _name(self.incoming),
                    "language": self._reader.language,
                    "timezone": profile.timezone or self.defaults.timezone,
                    "account": self.incoming.person,
                    "message": self.unit.claimed[1].message_key,
                },
            )
        )
        tell_admins(JoinWanted(asked), About("request", asked.id), self.unit)
        return (self._said(JoinWaits(), self._reader, edits=self._about),)

    # ---- or not at all

    def _told_once(self) -> Sequence[Outgoing]:
        if self.unit.outbox.told_since(self._about, self.now - ONCE):
            return ()
        fact = Stranger(may_ask=self.incoming.private and not self.barred)
        return (self._said(fact, self._reader, about=self._about),)

    @property
    def _about(self) -> About:
        return About("stranger", 0, self.incoming.person[:40])

    @property
    def _reader(self) -> Reader:
        language = language_of(self.incoming.profile.language, self.defaults.language)
        return Reader(language.value, self.defaults.timezone)

    def _said(self, fact: Fact, to: Reader, about: About = TALK, edits: About | None = None) -> Outgoing:
        return Outgoing(
            self.incoming.address,
            word(fact, to),
            about,
            Priority.ANSWER,
            self.now,
            edits=edits,
            via=self.incoming.via,
        )


def _code(incoming: Incoming) -> str:
    """Return the code of the link that led here, or the last word that was typed."""
    match incoming.content:
        case Started(code):
            return code
        case Text(text) if text.split():
            return text.split()[-1]
        case _:
            return ""


def _name(incoming: Incoming) -> str:
    """Return what the platform calls somebody, in one line."""
    shown = " ".join("".join(c for c in incoming.profile.name if c.isprintable()).split())
    return shown[:LONGEST_NAME] or incoming.person


def language_of(tag: str, default: Language) -> Language:
    """Return which of ours a language tag of a platform means (BCP 47, or with an underscore)."""
    parts = tag.replace("_", "-").casefold().split("-")
    if parts[0] == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(parts)
        return Language.ZH_HANT if traditional else Language.ZH_HANS
    return Language.EN if parts[0] == "en" else default
