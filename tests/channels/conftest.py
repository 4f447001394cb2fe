"""Fixtures of the channels: platforms that are stood in for, and our line on them."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import DemoClock
from domain.people import Person
from domain.policy import EVERYTHING
from storage.store import Store

from ..conftest import Database, SetClock, Team
from ..platforms.slack import Person as Slacker
from ..platforms.slack import SlackServer
from ..platforms.telegram import Telegram
from .house import House
from .slack_rig import Rig

WEDNESDAY = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
"""Where the clock starts: 12:00 in Shanghai."""


# ---- Slack


@pytest.fixture
def store(sqlite_database: Database, clock: SetClock) -> Store:
    """Return an empty store; which database it is on makes no difference to a channel."""
    sqlite_database.empty()
    return Store(sqlite_database.engines, clock, eyes=EVERYTHING)


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a workspace that brings again at once what was not taken."""
    with SlackServer(pace=0.001) as server:
        yield server


@pytest.fixture
def slack_line(server: SlackServer, store: Store) -> Iterator[Callable[[str], Rig]]:
    """Return what lets our line listen in the workspace, over a `socket` or by `http`."""
    started: list[Rig] = []

    def start(mode: str) -> Rig:
        started.append(Rig(server, store, mode).start())
        return started[-1]

    yield start
    for rig in started:
        rig.stop()


@pytest.fixture(params=["socket", "http"])
def rig(request: pytest.FixtureRequest, slack_line: Callable[[str], Rig]) -> Rig:
    """Return our line in the workspace, in each mode."""
    return slack_line(request.param)


@pytest.fixture
def out(slack_line: Callable[[str], Rig]) -> Rig:
    """Return our line in the workspace, where what it sends is what matters."""
    return slack_line("socket")


@pytest.fixture
def ann(request: pytest.FixtureRequest, team: Team) -> Slacker:
    """Return Ann, a rep, at her Slack."""
    return _tied(request, team.ann, "ann")


@pytest.fixture
def bob(request: pytest.FixtureRequest, team: Team) -> Slacker:
    """Return Bob, another rep, at his Slack."""
    return _tied(request, team.bob, "bob")


def _tied(request: pytest.FixtureRequest, person: Person, name: str) -> Slacker:
    used: Any = "rig" if "rig" in request.fixturenames else "out"
    rig: Rig = request.getfixturevalue(used)
    return rig.ties(person, name)


# ---- Telegram


@pytest.fixture
def moment() -> DemoClock:
    """Return a clock that goes on from Wednesday noon, and is moved by hand."""
    began = datetime.now(UTC)  # noqa: TID251 - the clock of a test's process goes on by the wall
    return DemoClock(lambda: WEDNESDAY + (datetime.now(UTC) - began))  # noqa: TID251


@pytest.fixture
def telegram(moment: DemoClock) -> Iterator[Telegram]:
    """Return Telegram, by the same clock."""
    with Telegram(username="salesbot", now=moment) as running:
        yield running


@pytest.fixture
def build(migrated_file: Path, tmp_path: Path, telegram: Telegram, moment: DemoClock) -> Any:
    """Return what builds a house, with settings of its own."""
    built: list[House] = []

    def build(**settings: Any) -> House:
        file = shutil.copy(migrated_file, tmp_path / f"store{len(built)}.db")
        built.append(House(f"sqlite:///{file}", telegram, moment, settings))
        return built[-1]

    yield build
    for house in built:
        house.app.engines.dispose()


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """Return a house on Telegram, by polling."""
    return build()
