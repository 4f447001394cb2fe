"""People, their teams, and the places they talk in."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.incoming import Address


class Role(StrEnum):
    """What a person may do; ordered from least to most in `policy`."""

    PARTNER = "partner"
    REP = "rep"
    MANAGER = "manager"
    ADMIN = "admin"


class Language(StrEnum):
    """The languages everything is said in (BCP 47)."""

    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"


class Standing(StrEnum):
    """Whether a person's account is open; suspended until an admin decides, left for good."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Team:
    """A team of reps with its managers."""

    id: int = 0
    version: int = 0
    name: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who talks to the bot.

    `aliases` are what colleagues call them too; `timezone` is an IANA name; `digest_time`, `work_from` and
    `work_to` are wall-clock times in it.
    """

    id: int = 0
    version: int = 0
    name: str
    role: Role = Role.REP
    team_id: int | None = None
    language: Language = Language.EN
    timezone: str = "UTC"
    digest_time: time = time(8, 30)
    work_from: time = time(9)
    work_to: time = time(18)
    mute_until: datetime | None = None
    aliases: tuple[str, ...] = ()
    standing: Standing = Standing.ACTIVE

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def called(self) -> tuple[str, ...]:
        """All names the person goes by: the whole one, its first part, and the aliases."""
        first = (self.name.split()[0],) if " " in self.name else ()
        return (self.name, *first, *self.aliases)

    @property
    def manages(self) -> bool:
        """Whether the person leads: managers and admins."""
        return self.role in (Role.MANAGER, Role.ADMIN)


OUR_OWN = ("web", "terminal")
"""Channels of our own: they reach nobody who is not looking."""


def private_desk(person_id: int) -> str:
    """Return the id of a person's private chat on channels of our own."""
    return f"p{person_id}"


def team_desk(team_id: int) -> str:
    """Return the id of a team's chat on channels of our own."""
    return f"t{team_id}"


class ChatKind(StrEnum):
    """Private: one person and the bot. Group: everybody there reads along."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who somebody is on a platform."""

    id: int = 0
    version: int = 0
    person_id: int
    channel: str
    platform_id: str


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A chat on a platform; `person_id` of a private one, `team_id` of one tied to a team.

    `cleared`: tied to a team, it may see what the team may, else names and dates. Noted beside, as the
    platform tells it: `guests`, people of other organisations read along; `gone`, the bot cannot write there
    any more; `strange_since`, when the bot was put into a group that nobody has tied.
    """

    id: int = 0
    version: int = 0
    channel: str
    platform_id: str
    kind: ChatKind
    person_id: int | None = None
    team_id: int | None = None
    language: Language | None = None
    title: str = ""
    cleared: bool = True
    guests: bool = False
    gone: bool = False
    strange_since: datetime | None = None

    @property
    def address(self) -> Address:
        """Where to post into the chat itself, outside any thread."""
        return Address(self.channel, self.platform_id)


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A chat, or a thread of it, in which people talk; tied to a customer, or to none."""

    id: int = 0
    version: int = 0
    channel: str
    chat: str
    thread: str
    customer_id: int | None = None
