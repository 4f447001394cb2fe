"""A whole process on a platform's stand-in, in the test's hands: its clock is set, its workers are real."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot import joining
from bot.app import App
from bot.clock import DemoClock
from bot.faults import Faults
from bot.joining import add_person
from bot.settings import Settings
from domain.act import Act
from domain.customer import Customer
from domain.people import Chat, ChatKind, Language, Person, Role, Team
from domain.policy import EVERYTHING
from reminders.pace import Limits
from storage.store import Store
from tests.platforms import telegram as platform


@dataclass
class House:
    """A store with a team and two customers, and a process on it that listens to Telegram."""

    url: str
    telegram: platform.Telegram
    clock: DemoClock
    settings: Mapping[str, Any] = field(default_factory=dict)
    app: App = field(init=False)
    team: Team = field(init=False)

    def __post_init__(self) -> None:
        """Open the store; nothing runs yet."""
        known = {
            "DATABASE_URL": self.url,
            "SALESBOT_HTTP_PORT": free_port(),
            "SALESBOT_CURRENCY": "CNY",
            "SALESBOT_TIMEZONE": "Asia/Shanghai",
            "SALESBOT_SECRET_KEY": "a key of tests, long enough",
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
        }
        self.app = App(Settings(**{**known, **self.settings}), self.clock, Faults(None))
        with self.store.write() as unit:
            unit.seen_by(EVERYTHING)
            unit.begin_act(Act(person_id=None, source_key="house", said_at=unit.now(), channel="", chat=""))
            self.team = unit.teams.add(Team(name="North"))
            for name in ("Acme Labs", "Bolt Works"):
                unit.customers.add(Customer(name=name, cadence_from=unit.now()))
            unit.commit()

    @property
    def store(self) -> Store:
        """The store."""
        return self.app.store

    def live(self, story: Callable[[], None], *, paced: bool = False) -> None:
        """Run the process while `story` is told in a thread; what fails there fails the test."""

        async def meanwhile() -> None:
            if not paced:
                for line in self.app.lines:
                    line.pace.limits = Limits()
            try:
                await asyncio.to_thread(story)
            finally:
                self.app.stop()

        asyncio.run(self.app.run(meanwhile))

    def colleague(self, name: str, role: Role = Role.REP, language: str = "en") -> tuple[Person, Any]:
        """Return somebody of the team, and the same person with Telegram in their hands."""
        person = self.telegram.person(*name.split(" ", 1))
        person.started = True
        with self.store.write() as unit:
            unit.seen_by(EVERYTHING)
            unit.begin_act(Act(person_id=None, source_key=name, said_at=unit.now(), channel="", chat=""))
            known = Person(
                name=name,
                role=role,
                team_id=self.team.id,
                language=Language(language),
                timezone="Asia/Shanghai",
            )
            known = add_person(unit, known)
            unit.people.tie(known.id, "telegram", str(person.id))
            unit.chats.open(
                Chat(
                    channel="telegram",
                    platform_id=str(person.chat.id),
                    kind=ChatKind.PRIVATE,
                    person_id=known.id,
                )
            )
            unit.commit()
        return known, person

    def tie(self, group: platform.Chat) -> None:
        """Let a group be the team's."""
        known = Chat(
            channel="telegram", platform_id=str(group.id), kind=ChatKind.GROUP, team_id=self.team.id,
            title=group.title,
        )  # fmt: skip
        with self.store.write() as unit:
            unit.chats.open(known)
            unit.commit()

    def customer(self, name: str) -> None:
        """Store one more customer."""
        with self.store.write() as unit:
            unit.seen_by(EVERYTHING)
            unit.begin_act(Act(person_id=None, source_key=name, said_at=unit.now(), channel="", chat=""))
            unit.customers.add(Customer(name=name, cadence_from=unit.now()))
            unit.commit()

    def code(self, role: Role = Role.REP) -> str:
        """Return a one-time code to join the team."""
        return joining.invite(self.store, role, "North")

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """Return what the store holds."""
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.execute(text(query), values)]

    def one(self, query: str, **values: object) -> Any:
        """Return the only value a query gives."""
        ((value,),) = self.rows(query, **values)
        return value

    def later(self, **length: float) -> None:
        """Let time go on."""
        self.clock.go_to(self.clock() + timedelta(**length))


def free_port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def answer_to_endless(port: int, where: str, *headers: str) -> bytes:
    """Return the first line of the answer to a body of more than a megabyte that never ends."""
    lines = (f"POST {where} HTTP/1.1", "Host: 127.0.0.1", "Transfer-Encoding: chunked", *headers)
    piece = b"%x\r\n" % 2**18 + b"x" * 2**18 + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall("\r\n".join((*lines, "", "")).encode() + 5 * piece)
        return line.recv(100)
