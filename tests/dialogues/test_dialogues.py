"""Dialogues: the text files beside this one, played word for word through each channel there is."""

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


@pytest.mark.parametrize(("channel", "database"), STAGES)
@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.path.stem)
def test_a_dialogue(
    dialogue: Dialogue, channel: str, database: str, a_store: Callable[[str], str], port: int
) -> None:
    """Each line of the file is said, and exactly what it says comes back."""
    if channel not in dialogue.one("channels", ", ".join(CHANNELS)).split(", "):
        pytest.skip(f"speaks of what {channel} does not have")
    Player(dialogue, channel, a_store(database), port).play()
