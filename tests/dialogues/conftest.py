"""A store and a port for each process that plays."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def a_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Return what makes an empty store on a database and returns its URL."""

    def make(database: str) -> str:
        if database == "sqlite":
            file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "store.db")
            return f"sqlite:///{file}"
        empty: Callable[[], str] = request.getfixturevalue("empty_postgres")
        return empty()

    return make


@pytest.fixture
def port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
