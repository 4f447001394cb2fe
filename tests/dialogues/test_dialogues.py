"""Dialogues: the text files beside this one, played word for word through each channel there is."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from .play import STAGES as CHANNELS
from .play import Player
from .script import Dialogue, read

DIALOGUES = [read(path) for path in sorted(Path(__file__).parent.glob("*.txt"))]
STAGES = [
    *((channel, "sqlite") for channel in CHANNELS),
    pytest.param("web", "postgresql", marks=pytest.mark.postgres, id="web-postgresql"),
]


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


@pytest.mark.parametrize(("channel", "database"), STAGES)
@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.path.stem)
def test_a_dialogue(
    dialogue: Dialogue, channel: str, database: str, a_store: Callable[[str], str], port: int
) -> None:
    """Each line of the file is said, and exactly what it says comes back."""
    if channel not in dialogue.one("channels", ", ".join(CHANNELS)).split(", "):
        pytest.skip(f"speaks of what {channel} does not have")
    Player(dialogue, channel, a_store(database), port).play()
