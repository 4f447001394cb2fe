"""What all tests stand on: a real store on each database, a clock to be set, a team, and talks with it."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from secrets import token_hex
from threading import Barrier
from typing import Any

import hypothesis
import psycopg
import pytest

from bot.channels import desk, read
from bot.happened import happened
from bot.joining import add_person
from bot.newcomers import Defaults, newcomer
from bot.render.plain import plain
from bot.render.wording import word
from bot.say import say
from bot.seal import Seal
from domain.act import Act
from domain.incoming import Address, Said
from domain.outgoing import Document
from domain.people import Language, Person, Role
from domain.people import Team as TeamRecord
from domain.policy import EVERYTHING
from handlers.answer import Answering, answer
from handlers.receive import receive
from reminders.alerts import alert
from reminders.deliver import Post, deliver, goes
from reminders.digests import send_digests
from reminders.ring import ClockWork, ring
from storage import schema
from storage.codec import load
from storage.engine import Engines, open_engines
from storage.store import Store
from storage.tables import metadata

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
"""Where the clock of a test starts: Wednesday, 12:00 in Shanghai."""
POSTGRES = os.environ.get("TEST_POSTGRES", "postgresql://127.0.0.1:5432/postgres")
SEAL = Seal(lambda: "a key of tests, long enough")
REQUIRE_ALL = os.environ.get("CI") == "true" or "TEST_REQUIRE_ALL" in os.environ
"""Whether a test that lacks its server or browser fails, rather than being left out."""

hypothesis.settings.register_profile("on a busy machine", deadline=None)
hypothesis.settings.load_profile("on a busy machine")


def nothing(_point: str) -> None:
    """Let a named point of the code path go by."""


# ---- databases ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """Return the URL of a PostgreSQL server; without one its tests are left out, or fail in CI."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        told = f"no PostgreSQL at {POSTGRES}: {str(error).splitlines()[0]}"
        if REQUIRE_ALL:
            pytest.fail(told)
        pytest.skip(told)
    return POSTGRES


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[Callable[[], str]]:
    """Return what makes an empty database on the server; all of them go when the tests are over."""
    made: list[str] = []

    def create() -> str:
        made.append(f"salesbot_test_{token_hex(6)}")
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {made[-1]}")
            # What a test proves does not hang on the machine's power: half the time goes without waiting.
            connection.execute(f"ALTER DATABASE {made[-1]} SET synchronous_commit = off")
        return f"{postgres_server.rpartition('/')[0]}/{made[-1]}"

    yield create
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Database:
    """A migrated store that all tests of a session use one after the other, emptied for each.

    Emptying is much faster than migrating or copying, and what SQLAlchemy has compiled once serves all.
    """

    def __init__(self, url: str) -> None:
        """Migrate the empty database at `url`."""
        self.url = url
        self.engines = open_engines(url)
        schema.upgrade(self.engines)

    def empty(self) -> None:
        """Take all rows out, but for the store's own number."""
        tables = [table.name for table in reversed(metadata.sorted_tables) if table.name != "store"]
        statements = [
            "UPDATE act SET corrects = NULL, undone_by = NULL",
            *(f'DELETE FROM "{name}"' for name in tables),
        ]
        if not self.engines.sqlite:
            statements = [";".join(("SET LOCAL lock_timeout = '10s'", *statements))]
        with self.engines.writing.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty store as an SQLite file, to be copied where a test needs one of its own."""
    file = tmp_path_factory.mktemp("migrated") / "store.db"
    engines = open_engines(f"sqlite:///{file}")
    schema.upgrade(engines)
    engines.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(scope="session")
def sqlite_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return this session's store on SQLite."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.db'}")
    yield database
    database.engines.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_database: Callable[[], str]) -> Iterator[Database]:
    """Return this session's store on PostgreSQL."""
    database = Database(postgres_database())
    yield database
    database.engines.dispose()


@pytest.fixture(scope="session")
def empty_postgres(migrated_postgres: Database) -> Callable[[], str]:
    """Return what empties this session's store on PostgreSQL and returns its URL."""

    def empty() -> str:
        migrated_postgres.empty()
        return migrated_postgres.url

    return empty


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def on_each(request: pytest.FixtureRequest) -> Database:
    """Return an empty store, on each database."""
    name = {"sqlite": "sqlite_database", "postgresql": "migrated_postgres"}[request.param]
    database: Database = request.getfixturevalue(name)
    database.empty()
    return database


@pytest.fixture
def database(on_each: Database) -> str:
    """Return the URL of an empty store, on each database."""
    return on_each.url


@pytest.fixture
def engines(on_each: Database) -> Engines:
    """Return the engines on an empty store, on each database."""
    return on_each.engines


@pytest.fixture
def store(engines: Engines, clock: "SetClock") -> Store:
    """Return an empty store, on each database."""
    return Store(engines, clock, eyes=EVERYTHING)


# ---- time ---------------------------------------------------------------------------------------------


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        """Stand at `at`."""
        self.at = at

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.at

    def forward(self, **length: float) -> datetime:
        """Move on by a length of time (`hours=2`) and return the time it shows then."""
        self.at += timedelta(**length)
        return self.at

    def go_to(self, at: datetime) -> datetime:
        """Show that time from now on."""
        self.at = at.astimezone(UTC)
        return self.at


@pytest.fixture
def clock() -> SetClock:
    """Return a clock that stands at Wednesday noon in Shanghai."""
    return SetClock()


# ---- people -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Team:
    """A team with its manager and two reps, and the admin, who is in none."""

    id: int
    admin: Person
    manager: Person
    ann: Person
    bob: Person


@pytest.fixture
def team(store: Store) -> Team:
    """Return a team that has joined."""
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="team", said_at=NOON, channel="", chat=""))
        north = unit.teams.add(TeamRecord(name="North"))

        def join(name: str, role: Role, team_id: int | None = north.id) -> Person:
            person = Person(
                name=name, role=role, team_id=team_id, language=Language.EN, timezone="Asia/Shanghai"
            )
            return add_person(unit, person)

        joined = Team(
            north.id,
            admin=join("Ada Stone", Role.ADMIN, None),
            manager=join("Mona Reed", Role.MANAGER),
            ann=join("Ann Lee", Role.REP),
            bob=join("Bob Fox", Role.REP),
        )
        unit.commit()
    return joined


@pytest.fixture
def change_person(store: Store) -> Callable[..., Person]:
    """Return what changes somebody's record, as a setting of theirs would."""
    number = count()

    def change(person: Person, **changes: Any) -> Person:
        with store.write() as unit:
            key = f"change:{next(number)}"
            unit.begin_act(Act(person_id=None, source_key=key, said_at=store.clock(), channel="", chat=""))
            changed = unit.people.save(replace(unit.people.get(person.id), **changes))
            unit.commit()
        return changed

    return change


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Return what calls functions in threads that start at the same moment, and returns what they return:
    an exception stands for itself."""

    def run(*calls: Callable[[], Any]) -> list[Any]:
        start = Barrier(len(calls))

        def call(work: Callable[[], Any]) -> Any:
            start.wait(10)
            try:
                return work()
            except Exception as error:
                return error

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(call, calls))

    return run


# ---- conversations ------------------------------------------------------------------------------------


@dataclass
class Message:
    """One message as it stands in a chat now: an edit has taken its place."""

    row: int
    document: Document

    @property
    def text(self) -> str:
        """Its words, its buttons as `[label]`."""
        return plain(self.document)

    @property
    def buttons(self) -> dict[str, str]:
        """The commands of its buttons by their labels."""
        return {button.label: button.command for row in self.document.buttons for button in row}


@dataclass
class Told:
    """What a chat was told since it was last looked at: new messages, and old ones edited in place."""

    new: list[Message] = field(default_factory=list)
    edited: list[Message] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of all of it."""
        return "\n\n".join(message.text for message in (*self.edited, *self.new))

    @property
    def buttons(self) -> dict[str, str]:
        """The commands of all its buttons by their labels."""
        return {label: command for m in (*self.edited, *self.new) for label, command in m.buttons.items()}


class Conversation:
    """One person in one web chat: what they say is received, answered and delivered as in a process."""

    keys = count(1)

    def __init__(self, office: "Office", person: Person, chat: str) -> None:
        """Open the chat; what stands there already is old."""
        self.office = office
        self.person = person
        self.address = Address(desk.WEB, chat)
        self._seen = 0
        self._messages: dict[int, Message] = {}
        self.told()

    def say(self, text: str, *, on: int | None = None) -> Told:
        """Say something, as a reply to the message in row `on` if given; return what the chat is told."""
        return self._post(text=text, on=None if on is None else str(on))

    def press(self, label: str) -> Told:
        """Press the latest button of that label that stands in the chat."""
        for message in sorted(self._messages.values(), key=lambda m: -m.row):
            if label in message.buttons:
                return self.tap(message.buttons[label], on=message.row)
        stands = [label for message in self._messages.values() for label in message.buttons]
        raise AssertionError(f"no button {label!r} in the chat, only {stands}")

    def tap(self, command: str, *, on: int | None = None) -> Told:
        """Send a button's command, whether or not it still stands in the chat."""
        return self._post(press=command, on=None if on is None else str(on))

    def do(self, *actions: Said) -> Told:
        """Hand in actions that are split into slots already, as a form does; return what the chat is told."""
        self.told()
        event = desk.event(self.address, self.person, f"k{next(self.keys)}", self.office.clock, text="")
        form = [{"name": said.name, "slots": dict(said.slots)} for said in actions]
        event = replace(event, raw={**event.raw, "form": form})
        receive(event, desk.read, self.office.store, reach=nothing)
        self.office.answer()
        return self.told()

    def send(self, **content: Any) -> None:
        """Hand a message in without waiting for its answer."""
        key = content.pop("key", None) or f"k{next(self.keys)}"
        event = desk.event(self.address, self.person, key, self.office.clock, **content)
        receive(event, desk.read, self.office.store, reach=nothing)

    def stands(self) -> list[Message]:
        """Return all messages of the chat as they stand now."""
        return list(self._messages.values())

    def told(self) -> Told:
        """Deliver what is due and return what this chat was told since it was last looked at."""
        self.office.deliver()
        told = Told()
        with self.office.store.read() as unit:
            rows = unit.screen.since(self.address, self._seen)
        for row in rows:
            self._seen = row.id
            if row.kind != "said":
                self._show(row.replaces or row.id, load(row.body), told)
        return told

    def _show(self, row: int, document: Document, told: Told) -> None:
        known = row in self._messages
        self._messages[row] = Message(row, document)
        (told.edited if known else told.new).append(self._messages[row])

    def _post(self, **content: Any) -> Told:
        self.told()
        self.send(**content)
        self.office.answer()
        return self.told()


class Office:
    """A running process taken apart: its workers, ticks and dispatcher run when they are called."""

    def __init__(self, store: Store, clock: SetClock) -> None:
        """Run on `store` by `clock`."""
        self.store = store
        self.clock = clock
        arrival = newcomer(Defaults(Language.EN, "Asia/Shanghai"), clock, SEAL)
        self.answering = Answering(read, say, arrival, happened, clock, nothing, "CNY")
        self.clockwork = ClockWork(clock, word, nothing)
        self.post = Post(store, desk.Desk(store, in_place), clock, nothing, in_place)

    def private(self, person: Person) -> Conversation:
        """Open a person's private chat."""
        return Conversation(self, person, desk.private_chat(person))

    def group(self, person: Person) -> Conversation:
        """Open the chat of a person's team."""
        assert person.team_id is not None
        return Conversation(self, person, desk.team_chat(person.team_id))

    def answer(self) -> int:
        """Answer all that waits; return how many messages that were."""
        answered = 0
        while answer(self.store, self.answering):
            answered += 1
        return answered

    def tick(self) -> None:
        """Let the clock do its work once: ring, digests, alerts."""
        for piece in (ring, send_digests, alert):
            piece(self.store, self.clockwork)

    def deliver(self) -> None:
        """Send all that is due."""
        asyncio.run(self._deliver())

    async def _deliver(self) -> None:
        while items := self.taken():
            for item in items:
                await deliver(item, self.post)

    def taken(self) -> Any:
        """Take what is due, as a dispatcher does."""
        now = self.clock()
        with self.store.write() as work:
            items = work.outbox.take(
                desk.NAMES, now, 16, lambda about, to, team: goes(about, to, work, now, team)
            )
            work.commit()
        return items


async def in_place(work: Callable[..., Any], /, *args: Any) -> Any:
    """Run a plain function at once, where a process would use a thread."""
    return work(*args)


@pytest.fixture
def office(store: Store, clock: SetClock) -> Office:
    """Return the parts of a process on the store."""
    return Office(store, clock)


@pytest.fixture
def ann(office: Office, team: Team) -> Conversation:
    """Return Ann, a rep, in her private chat."""
    return office.private(team.ann)


@pytest.fixture
def bob(office: Office, team: Team) -> Conversation:
    """Return Bob, another rep of the team, in his private chat."""
    return office.private(team.bob)


@pytest.fixture
def manager(office: Office, team: Team) -> Conversation:
    """Return the team's manager in her private chat."""
    return office.private(team.manager)
