"""A real server on a free port over a real store, with plain functions for what lies behind the pages."""

import asyncio
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import httpx
import pytest

from bot import joining
from bot.http.app import Demo, Joining, Post, Readiness, Services, make_app
from bot.http.guard import SESSION, token_for
from bot.http.serve import Server
from domain.act import Act
from domain.charts import Chart
from domain.facts import NoSuchThing, Refused
from domain.incoming import Address
from domain.outgoing import Document
from domain.people import Language, Person, Role, Team
from storage import schema
from storage.codec import dump
from storage.engine import open_engines
from storage.store import Busy, Store

T = TypeVar("T")
NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
"""Wednesday noon in Shanghai."""


class World:
    """A team with a web chat, and what the pages' surroundings did."""

    def __init__(self, store: Store) -> None:
        """Fill the store with a team of two and somebody outside it."""
        self.store = store
        self.url = ""
        self.posts: list[tuple[Person, Address, Post]] = []
        self.joined: list[Joining] = []
        self.drawn: list[tuple[Chart, str]] = []
        self.sessions: list[str] = []
        self.busy = False
        self.stop: Callable[[], None] = lambda: None
        self.ready = Readiness(ok=True, reason="", channels={"web": "up"})
        with store.write() as unit:
            unit.begin_act(Act(person_id=None, source_key="seed", said_at=NOON, channel="web", chat=""))
            self.team = unit.teams.add(Team(name="North"))
            self.ann = unit.people.add(self._person("Ann Lee", Language.EN, self.team.id))
            self.mei = unit.people.add(self._person("王美玲", Language.ZH_HANS, self.team.id))
            self.eve = unit.people.add(self._person("Eve <b>", Language.EN, None))
            unit.commit()

    @staticmethod
    def _person(name: str, language: Language, team_id: int | None) -> Person:
        return Person(name=name, language=language, team_id=team_id, timezone="Asia/Shanghai")

    def services(self, demo: Demo | None = None) -> Services:
        """Return what the pages need."""

        async def in_thread(work: Callable[[], T], /) -> T:
            return await asyncio.to_thread(work)

        async def draw(chart: Chart, language: str, /) -> bytes:
            self.drawn.append((chart, language))
            return b"\x89PNG a drawing"

        return Services(
            store=self.store, in_thread=in_thread, post=self.post, join=self.join,
            draw=draw, translate=lambda _: str, readiness=lambda: self.ready,
            public_url="http://salesbot.test", hosts=frozenset({"127.0.0.1"}), demo=demo,
            ask=partial(joining.ask, self.store),
        )  # fmt: skip

    # ---- what lies behind the pages

    def post(self, person: Person, address: Address, post: Post) -> None:
        """Keep a post and show what was typed, or be busy."""
        if self.busy:
            raise Busy
        self.posts.append((person, address, post))
        if post.text is None:
            return
        body = {"text": post.text, "name": person.name, "key": post.key}
        with self.store.write() as unit:
            unit.screen.show(address, "said", body, delivery=post.key, person_id=person.id)
            unit.commit()

    def join(self, code: str, joining: Joining) -> int:
        """Add a newcomer, or refuse a code that is used."""
        with self.store.write() as unit:
            if unit.access.use(code) is None:
                raise Refused(NoSuchThing("code", 0))
            act = Act(person_id=None, source_key=f"join:{code}", said_at=NOON, channel="web", chat="")
            unit.begin_act(act)
            person = unit.people.add(self._person(joining.name, joining.language, self.team.id))
            unit.commit()
        self.joined.append(joining)
        return person.id

    # ---- steps of tests

    def code(self, purpose: str, person: Person | None = None) -> str:
        """Return a new code to sign in as somebody, or to join."""
        with self.store.write() as unit:
            role = None if person else Role.REP
            secret = unit.access.issue(
                purpose, person_id=person and person.id, role=role, team_id=self.team.id
            )
            unit.commit()
            return secret

    def change(self, person: Person, **changes: Any) -> None:
        """Change somebody's record."""
        with self.store.write() as unit:
            act = Act(person_id=None, source_key="change", said_at=NOON, channel="web", chat="")
            unit.begin_act(act)
            unit.people.save(replace(person, **changes))
            unit.commit()

    def show(self, chat: str, document: Document, replaces: int | None = None) -> int:
        """Let the bot send a document to a web chat, or edit one there."""
        with self.store.write() as unit:
            kind = "sent" if replaces is None else "edit"
            row = unit.screen.show(Address("web", chat), kind, dump(document), replaces=replaces)
            unit.commit()
            return row

    def end_sessions(self) -> None:
        """Sign out everywhere."""
        with self.store.write() as unit:
            for secret in self.sessions:
                unit.access.end_session(secret)
            unit.commit()

    def client(self, person: Person | None = None) -> httpx.Client:
        """Return a browser without pages, signed in as somebody."""
        headers = {"origin": self.url}
        cookies = {}
        if person is not None:
            with self.store.write() as unit:
                cookies[SESSION] = unit.access.open_session(person.id)
                unit.commit()
            self.sessions.append(cookies[SESSION])
            headers["x-csrf-token"] = token_for(cookies[SESSION])
        return httpx.Client(base_url=self.url, headers=headers, cookies=cookies, timeout=10)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with the schema and nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    engines = open_engines(f"sqlite:///{path}")
    schema.upgrade(engines)
    engines.dispose()
    return path


@pytest.fixture
def world(empty_store: Path, tmp_path: Path) -> Iterator[World]:
    """Return a world whose pages are not served yet."""
    path = shutil.copy(empty_store, tmp_path)
    engines = open_engines(f"sqlite:///{path}")
    world = World(Store(engines, lambda: NOON))
    yield world
    engines.dispose()


@pytest.fixture
def serve(world: World) -> Iterator[Callable[..., World]]:
    """Return what serves the world's pages, with changed services if wished."""
    stops: list[Callable[[], None]] = []

    def start(**changes: Any) -> World:
        listening = socket.create_server(("127.0.0.1", 0))
        server = Server(make_app(replace(world.services(), **changes)), host="127.0.0.1", port=0)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        world.url = f"http://127.0.0.1:{listening.getsockname()[1]}"

        def stop() -> None:
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive()

        stops.append(stop)
        world.stop = stop
        return world

    yield start
    for stop in stops:
        stop()


@pytest.fixture
def served(serve: Callable[..., World]) -> World:
    """Return a world whose pages are served."""
    return serve()
