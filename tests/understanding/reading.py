"""How the tests say a message and what is understood of it."""

from datetime import datetime
from typing import Any

from domain.incoming import Situation
from handlers.understanding import interpret

TUESDAY = datetime(2026, 11, 17, 10, 0)


def situation(**known: Any) -> Situation:
    """Return a private chat on Tuesday 17 November 2026 at ten, with what else is known."""
    return Situation(now_local=TUESDAY, **known)


def read(text: str, **known: Any) -> list[dict[str, Any]]:
    """Return the actions of a message without its free words, which the tests of notes look at."""
    free = {"note", "title", "item", "reason"}
    reading = interpret(text, situation(**known))
    return [
        {"action": said.name} | {s: v for s, v in said.slots.items() if s not in free and v is not None}
        for said in reading.actions
    ]
