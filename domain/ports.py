"""What the rules' surroundings must offer: the store's promises, fulfilled in `storage`.

A `View` reads; a `Work` reads and writes and keeps nothing unless it is committed. Both are used in the
thread that opened them. Records are read through the eyes of `viewer`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from domain.act import Act, AuditRow, Question
from domain.activity import Activity, Met
from domain.customer import Contact, Customer, CustomerName
from domain.deal import Deal, DealStage
from domain.facts import Task
from domain.incoming import Address, Incoming, RawEvent, Said
from domain.names import Candidate
from domain.outgoing import About, Outgoing, Queued
from domain.people import Chat, Person, Team
from domain.policy import Viewer
from domain.reminder import Reminder
from domain.reports import Figures

R = TypeVar("R")


class Stale(Exception):  # noqa: N818 - not a fault: somebody else was first, plan anew
    """A row moved on since it was read, or a message was answered by another worker."""


class Records(Protocol[R]):
    """One kind of record. Writing is for a `Work` alone, and is kept in the act's audit."""

    def get(self, id: int, /) -> R:
        """Return the record; refuse with `NoSuchThing` where there is none."""
        ...

    def find(self, id: int | None, /) -> R | None:
        """Return the record, or None."""
        ...

    def many(self, ids: Collection[int], /) -> dict[int, R]:
        """Return those of the records that are there, by id."""
        ...

    def add(self, record: R, /) -> R:
        """Store a new record; return it with its id and version."""
        ...

    def save(self, record: R, /) -> R:
        """Store a changed record; return it with its new version, or raise `Stale`."""
        ...

    def remove(self, record: R, /) -> None:
        """Take the record out, or raise `Stale`; refuse where others are built on it."""
        ...


class People(Records[Person], Protocol):
    """The team."""

    def by_account(self, channel: str, platform_id: str) -> Person | None: ...
    def all(self) -> Sequence[Person]: ...
    def led_by(self, person: Person) -> frozenset[int]: ...
    def joined_at(self, person_id: int) -> datetime: ...


class Chats(Records[Chat], Protocol):
    """Where people talk."""

    def at(self, channel: str, platform_id: str) -> Chat | None: ...
    def private_of(self, person_id: int) -> Chat | None: ...
    def of_team(self, team_id: int) -> Sequence[Chat]: ...


class Customers(Records[Customer], Protocol):
    """Customers and the names they go by."""

    def candidates(self, typed: str, viewer: Viewer) -> Sequence[Candidate]: ...
    def known_in(self, spans: Iterable[str]) -> tuple[str, ...]: ...
    def aliases(self, customer_id: int) -> Sequence[CustomerName]: ...
    def add_alias(self, customer_id: int, name: str) -> CustomerName: ...
    def hold_name(self, name: str) -> None: ...


class Contacts(Records[Contact], Protocol):
    """People at customers."""

    def of(self, customer_id: int) -> Sequence[Contact]: ...
    def named(self, name: str) -> Sequence[Contact]: ...


class Activities(Records[Activity], Protocol):
    """What was done."""

    def latest(self, customer_id: int, limit: int) -> Sequence[Activity]: ...


class Reminders(Records[Reminder], Protocol):
    """What is to come."""

    def open_for(
        self, *, customer_id: int | None = None, person_id: int | None = None, kind: str | None = None
    ) -> Sequence[Reminder]: ...
    def due(self, now: datetime, limit: int) -> Sequence[Reminder]: ...
    def added(self) -> Collection[int]: ...
    def listed(
        self,
        *,
        owners: Collection[int] | None,
        kind: str | None,
        start: date | None,
        end: date | None,
        overdue_at: datetime | None,
        limit: int,
    ) -> tuple[Sequence[Task], int]: ...
    def rang(self, reminder: Reminder, was_due: datetime) -> bool: ...


class Deals(Records[Deal], Protocol):
    """The pipeline's deals."""

    def open_at(self, customer_id: int) -> Sequence[Deal]: ...
    def at(self, customer_id: int, limit: int) -> Sequence[Deal]: ...


class Questions(Protocol):
    """Pending questions."""

    def find(self, id: int) -> Question | None: ...
    def asked(self, conversation_id: int, person_id: int) -> Question | None: ...
    def ask(self, question: Question) -> Question: ...
    def close(self, question: Question, state: str) -> None: ...
    def set_aside(self, conversation_id: int, person_id: int) -> None: ...


class Acts(Protocol):
    """The trail."""

    def find(self, id: int) -> Act | None: ...
    def latest_of(self, person_id: int, address: Address) -> Act | None: ...
    def trail(self, act_id: int) -> Sequence[AuditRow]: ...
    def later_on(self, row: AuditRow, act_id: int) -> Act | None: ...
    def undone(self, act_id: int, by: int) -> None: ...
    def settle(self, act_id: int, actions: Sequence[Said]) -> None: ...


class Settings(Protocol):
    """Business settings."""

    def value(self, name: str) -> Any: ...
    def text(self, name: str) -> str: ...
    def change(self, name: str, text: str) -> None: ...


class Outbox(Protocol):
    """What waits to be sent."""

    def add(self, message: Outgoing) -> int: ...
    def about(self, address: Address, platform_id: str) -> About | None: ...
    def places(self, about: About) -> Sequence[Address]: ...
    def recover(self, channels: Iterable[str]) -> int: ...
    def take(self, channels: Iterable[str], now: datetime, limit: int, goes: "Goes") -> Sequence[Queued]: ...
    def note(self, item: Queued, part: int, platform_id: str) -> None: ...
    def finish(self, item: Queued) -> None: ...
    def give_up(self, item: Queued, why: str) -> None: ...
    def put_off(self, item: Queued, until: datetime, why: str, *, failed: bool = True) -> None: ...
    def next_due(self, channels: Iterable[str]) -> datetime | None: ...


class Rings(Protocol):
    """Which reminders rang together in one message."""

    def together(self, reminder_ids: Sequence[int], chat_id: int, due: datetime) -> About: ...
    def of(self, reminder_id: int) -> Sequence[tuple[About, int, tuple[int, ...]]]: ...
    def members(self, about: About, address: Address) -> tuple[int, ...]: ...


class Notices(Protocol):
    """What is told unasked, each once."""

    def raise_alert(self, rule: str, subject: str, recipient_id: int, fingerprint: str) -> int | None: ...
    def told(self, rule: str) -> Mapping[tuple[str, int], str]: ...
    def alert(self, id: int) -> tuple[str, str, int, str] | None: ...
    def digest_once(self, kind: str, recipient_id: int, period: str) -> int | None: ...
    def has_digest(self, kind: str, recipient_id: int, period: str) -> bool: ...


class View(Protocol):
    """A consistent reading of the store."""

    viewer: Viewer
    people: People
    teams: Records[Team]
    chats: Chats
    customers: Customers
    contacts: Contacts
    activities: Activities
    met: Records[Met]
    reminders: Reminders
    deals: Deals
    deal_stages: Records[DealStage]
    questions: Questions
    acts: Acts
    settings: Settings
    outbox: Outbox
    rings: Rings
    notices: Notices

    def seen_by(self, viewer: Viewer) -> None:
        """Read and write through these eyes from now on."""
        ...

    def figures(self) -> Figures:
        """Return what reports read, as the viewer may see it."""
        ...

    def spoken_of(self, conversation_id: int, person_id: int, since: datetime) -> int | None:
        """Return the customer this person last spoke of there, if it was not before `since`."""
        ...

    def recent_customers(self, person_id: int, limit: int) -> Sequence[int]:
        """Return the customers this person last spoke of anywhere, the latest first."""
        ...


class Work(View, Protocol):
    """A unit of work: all of it is kept at `commit`, or none."""

    def attempt(self) -> AbstractContextManager[None]:
        """Open a savepoint: an exception leaves none of the changes made inside."""
        ...

    def begin_act(self, act: Act) -> Act:
        """Give what is written from now on to this act."""
        ...

    def undo(self, act: Act) -> None:
        """Take back all that `act` changed; refuse with `BuiltUpon` where others built on it."""
        ...

    def speak_of(self, conversation_id: int, person_id: int, customer_id: int, at: datetime) -> None:
        """Remember the customer a person speaks of there."""
        ...

    def keep(self, incoming: Incoming, event: RawEvent) -> bool:
        """Keep an event in the inbox; False when it is there already."""
        ...

    def follow_up(self, key: str, actions: Sequence[Said]) -> None:
        """Keep the asks of the message in hand as a message of their own, answered next."""
        ...

    def answered(self) -> None:
        """Mark the claimed message as answered, or raise `Stale` when it is already."""
        ...

    def commit(self) -> None:
        """Keep everything and let others know."""
        ...


class Claim(Protocol):
    """One message of a conversation nobody else answers meanwhile."""

    inbox_id: int
    event: RawEvent
    conversation_id: int
    message_key: str

    def read(self) -> AbstractContextManager[View]: ...
    def write(self) -> AbstractContextManager[Work]: ...


class Store(Protocol):
    """The customer store."""

    def read(self) -> AbstractContextManager[View]:
        """Open a view."""
        ...

    def write(self, patience: timedelta | None = None) -> AbstractContextManager[Work]:
        """Open a unit of work; wait for the writer at most `patience`."""
        ...

    def claim(self, now: datetime) -> AbstractContextManager[Claim | None]:
        """Take the oldest message of a free conversation, if there is one."""
        ...


Clock = Callable[[], datetime]
"""Returns the time now, aware, in UTC."""

Goes = Callable[[About, Address], datetime | None]
"""Says when a message about that may be sent to that chat; None: nobody wants it any more."""

Reach = Callable[[str], None]
"""Called at named points of the code path, where a test may let the process die."""

Json = Mapping[str, Any]
