"""Fixtures of the channels: platforms that are stood in for, and our line on them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from domain.people import Person
from storage.store import Store

from ..conftest import Database, SetClock, Team
from ..platforms.slack import Person as Slacker
from ..platforms.slack import SlackServer
from .slack_rig import Rig


@pytest.fixture
def store(sqlite_database: Database, clock: SetClock) -> Store:
    """Return an empty store; which database it is on makes no difference to a channel."""
    sqlite_database.empty()
    return Store(sqlite_database.engines, clock)


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
