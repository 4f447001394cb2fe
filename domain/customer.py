"""Customers and the people there."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Tier(StrEnum):
    """How much a customer weighs; `key` is 大客户."""

    KEY = "key"
    STANDARD = "standard"
    SMALL = "small"


class Lifecycle(StrEnum):
    """Where a customer stands with us."""

    LEAD = "lead"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    LOYAL = "loyal"
    DORMANT = "dormant"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True)
class Customer:
    """A company or person that buys from us or may.

    `owner_id` None: in the pool. `last_contact_at` is derived: the latest activity in which somebody was
    reached; it stands outside `version` and audit.
    """

    id: int = 0
    version: int = 0
    name: str
    owner_id: int | None = None
    tier: Tier = Tier.STANDARD
    lifecycle: Lifecycle = Lifecycle.LEAD
    industry: str | None = None
    region: str | None = None
    source: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    tags: tuple[str, ...] = ()
    interest: str | None = None
    credit: str | None = None
    renewal: date | None = None
    no_contact: bool = False
    cadence_from: datetime
    last_contact_at: datetime | None = None

    @property
    def spoken_at(self) -> datetime:
        """When the clock of its contact cadence last started: the last contact, else when it came to us."""
        return self.last_contact_at or self.cadence_from


@dataclass(frozen=True, kw_only=True)
class CustomerName:
    """Another name a customer goes by: an alias, a short form, a code."""

    id: int = 0
    version: int = 0
    customer_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Share:
    """Somebody who works at a customer beside its owner: a co-owner, or a partner."""

    id: int = 0
    version: int = 0
    customer_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person at a customer. `birthday` is `YYYY-MM-DD`, `MM-DD` or `农历MM-DD`."""

    id: int = 0
    version: int = 0
    customer_id: int
    name: str
    title: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None
    left: bool = False
    no_contact: bool = False
