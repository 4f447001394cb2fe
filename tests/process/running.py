"""What the tests hold: stores on disk, real processes on them, and somebody at a browser."""

import os
import signal
import socket
import ssl
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from uuid import uuid4

import httpx
from sqlalchemy import text

from bot.clock import now
from bot.http.guard import SESSION, token_for
from bot.joining import add_person
from domain.act import Act
from domain.customer import Customer
from domain.people import Language, Person, Role, Team
from domain.policy import EVERYTHING
from storage import schema
from storage.engine import open_engines
from storage.store import Store

from .prepared import salesbot

SALESBOT = Path(sys.executable).with_name("salesbot")
PATIENCE = 30.0
"""Seconds after which something that should come is not coming, on a busy machine."""
OURS = ("SALESBOT_", "DATABASE_URL", "TELEGRAM_", "SLACK_")


def environment(**settings: str) -> dict[str, str]:
    """Return the environment of a process: this one's without our variables, and `settings`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "PYTHONUNBUFFERED": "1", **settings}


def free_port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def says_ready(port: int) -> bool:
    """Return whether a process at that port says that messages can be taken."""
    asking = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/readyz")
        return asking.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        asking.close()


# ---- the store ----------------------------------------------------------------------------------------


@dataclass
class Shop:
    """A store on disk with one rep, Ann, and customers; read and prepared beside the process."""

    url: str
    folder: Path
    store: Store = field(init=False)
    ann: Person = field(init=False)

    def __post_init__(self) -> None:
        """Open the store."""
        self.store = Store(open_engines(self.url), now, eyes=EVERYTHING)

    def fill(self) -> "Shop":
        """Bring the schema up to date and let Ann and her customers in."""
        schema.upgrade(self.store.engines)
        with self.store.write() as unit:
            unit.begin_act(Act(person_id=None, source_key="opening", said_at=now(), channel="", chat=""))
            team = unit.teams.add(Team(name="North"))
            self.ann = add_person(
                unit,
                Person(
                    name="Ann Lee",
                    role=Role.REP,
                    team_id=team.id,
                    language=Language.EN,
                    timezone="Asia/Shanghai",
                ),
            )
            for name in ("Acme Labs", "Bolt Works"):
                unit.customers.add(Customer(name=name, owner_id=self.ann.id, cadence_from=now()))
            unit.commit()
        return self

    @property
    def settings(self) -> dict[str, str]:
        """The environment variables under which a process works on it."""
        return {
            "DATABASE_URL": self.url,
            "SALESBOT_DATA_DIR": str(self.folder),
            "SALESBOT_TIMEZONE": "Asia/Shanghai",
            "SALESBOT_SECRET_KEY": "a key of tests, long enough",
        }

    def rows(self, query: str, **values: object) -> list[tuple[object, ...]]:
        """Return what the store holds."""
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.execute(text(query), values)]

    def one(self, query: str, **values: object) -> object:
        """Return the only value a query gives."""
        ((value,),) = self.rows(query, **values)
        return value

    def everything(self) -> bytes:
        """Return all that the store holds: the bytes of its files, or every row of every table."""
        if self.store.engines.sqlite:
            return b"".join(file.read_bytes() for file in sorted(self.folder.glob("salesbot.db*")))
        tables = [
            name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        rows = [str(row) for name in tables for row in self.rows(f'SELECT CAST(t AS TEXT) FROM "{name}" t')]
        return "\n".join(rows).encode()

    @property
    def settled(self) -> bool:
        """Whether nothing waits to be answered or sent."""
        waiting = self.rows(
            "SELECT id FROM inbox WHERE state = 'new'"
            " UNION ALL SELECT id FROM outbox WHERE state IN ('waiting', 'sending')"
        )
        return not waiting

    def shown(self, words: str, chat: str = "p%") -> int:
        """Return how many messages of the bot's with these words stand in the chats."""
        query = (
            "SELECT count(*) FROM shown WHERE kind = 'sent' AND chat LIKE :chat"
            " AND CAST(body AS TEXT) LIKE :words"
        )
        return int(str(self.one(query, words=f"%{words}%", chat=chat)))


# ---- processes ----------------------------------------------------------------------------------------


class Process:
    """One `salesbot` process with its lines, and what can be done to it."""

    def __init__(self, *arguments: str, folder: Path, settings: Mapping[str, str]) -> None:
        """Start it."""
        self.port = int(settings.get("SALESBOT_HTTP_PORT") or free_port())
        self.lines_file = folder / f"process-{uuid4().hex}.log"
        self._process = salesbot(
            arguments,
            environment=environment(**{**settings, "SALESBOT_HTTP_PORT": str(self.port)}),
            folder=folder,
            output=self.lines_file,
        )

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def lines(self) -> str:
        """What it has written so far."""
        return self.lines_file.read_text("utf-8", "replace") if self.lines_file.exists() else ""

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.is_alive()

    def ready(self) -> "Process":
        """Wait until it says that messages can be taken."""
        self.until(self._says_ready, "ready")
        return self

    def ready_or_dead(self) -> bool:
        """Wait until messages can be taken; False when it is dead before."""
        self.until_dead_or(self._says_ready)
        return self.alive

    def until_dead_or(self, condition: Callable[[], bool]) -> None:
        """Wait until it is dead or the condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not self.ended(within=0.02) and not condition():
            assert time.monotonic() < deadline, f"neither dead nor done within {PATIENCE} s:\n{self.lines}"

    def _says_ready(self) -> bool:
        return says_ready(self.port)

    def until(self, condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> float:
        """Wait until the condition holds and return how long that took; fail when the process ends first."""
        began = time.monotonic()
        while not condition():
            assert time.monotonic() - began < patience, f"not {what} within {patience} s:\n{self.lines}"
            assert not self.ended(within=0.02), f"ended before it was {what}:\n{self.lines}"
        return time.monotonic() - began

    def ended(self, *, within: float = PATIENCE) -> bool:
        """Wait for its end, at most so many seconds; return whether it came."""
        self._process.join(within)
        return not self.alive

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process.pid is not None
        if self.alive:
            os.kill(self._process.pid, number)

    def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        self.signal(signal.SIGTERM)
        assert self.ended(), f"did not stop:\n{self.lines}"
        return self.code

    @property
    def code(self) -> int:
        """Its exit code."""
        assert self._process.exitcode is not None
        return self._process.exitcode

    def clear_away(self) -> None:
        """End it whatever it does."""
        self._process.kill()
        self._process.join()


# ---- people -------------------------------------------------------------------------------------------


class Guest:
    """Ann at her browser: signed in on this device, she posts what she says."""

    def __init__(self, shop: Shop) -> None:
        """Be Ann; her session is in the store and outlives a process."""
        self._chat = f"/chat/p{shop.ann.id}"
        with shop.store.write() as unit:
            self.session = unit.access.open_session(shop.ann.id)
            unit.commit()
        self._headers = {"x-csrf-token": token_for(self.session), "cookie": f"{SESSION}={self.session}"}

    def say(self, process: Process, words: str, key: str | None = None) -> bool | None:
        """Post it; return whether it was accepted, None when the connection broke first."""
        return self._post(process, key, text=words)

    def press(self, process: Process, command: str) -> bool | None:
        """Press a button; return whether it was accepted, None when the connection broke first."""
        return self._post(process, None, press=command)

    def _post(self, process: Process, key: str | None, **content: str) -> bool | None:
        posted = {"key": key or str(uuid4()), **content}
        try:
            kept = httpx.post(
                f"{process.url}{self._chat}/messages",
                json=posted,
                headers={**self._headers, "origin": process.url},
                timeout=10,
                verify=PLAIN,
            )
        except httpx.TransportError:
            return None
        return kept.status_code == httpx.codes.OK


PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here is encrypted: made once, as reading the machine's certificates takes long."""
