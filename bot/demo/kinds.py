"""What a sample consists of: plain records that name each other, with days counted from the demo's today."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class SampleTeam:
    """A team, called by an English and a Chinese name."""

    name: str
    chinese_name: str


@dataclass(frozen=True)
class SamplePerson:
    """A rep or manager; `aliases` are what colleagues call them too."""

    name: str
    team: str
    role: str
    language: str
    timezone: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleCustomer:
    """A company, its owner by name; notes on it are in `language`, its deals in `currency`."""

    name: str
    owner: str
    tier: str
    region: str
    industry: str
    language: str
    currency: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleContact:
    """A person at a customer; `called` is how notes speak of them."""

    customer: str
    name: str
    title: str
    called: str
    phone: str
    email: str


@dataclass(frozen=True)
class SampleActivity:
    """Something that was done `days_ago`, at a minute of the person's own day; `contact` by name."""

    days_ago: int
    minute_of_day: int
    person: str
    customer: str
    contact: str
    kind: str
    note: str
    reached: bool = True


@dataclass(frozen=True)
class SampleDeal:
    """A deal with each stage it entered and how many days ago; a closed one's `close_in_days` is its end."""

    title: str
    customer: str
    owner: str
    amount: Decimal | None
    currency: str
    stages: tuple[tuple[str, int], ...]
    close_in_days: int
    reason: str = ""


@dataclass(frozen=True)
class SampleReminder:
    """Something open, due `in_days` (overdue below zero); without `minute_of_day` at no special hour."""

    person: str
    customer: str
    contact: str
    kind: str
    in_days: int
    minute_of_day: int | None
    note: str
    repeat: str = ""


@dataclass(frozen=True)
class Sample:
    """A whole company's worth of data."""

    teams: tuple[SampleTeam, ...]
    people: tuple[SamplePerson, ...]
    customers: tuple[SampleCustomer, ...]
    contacts: tuple[SampleContact, ...]
    activities: tuple[SampleActivity, ...]
    deals: tuple[SampleDeal, ...]
    reminders: tuple[SampleReminder, ...]
