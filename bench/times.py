"""Finding the times, sums and phone numbers of a message."""

from datetime import datetime
from pathlib import Path
from time import perf_counter

from bench.report import Figure, Report, Row, spread
from handlers.understanding.marks import find_phones
from handlers.understanding.money import find_money
from handlers.understanding.times import find_times

CLAIM = "the times, sums and phone numbers of a message are found in 0.15 ms"
TABLES = Path(__file__).parents[1] / "tests" / "understanding" / "times"
NOW = datetime.fromisoformat("2026-11-17T10:00")
AROUND = "please call Mrs. Lee {} about $12k"
"""Words of a message around a time: 40 characters with it."""


def run() -> Report:
    """Read every other phrase of the tables within a message, when warm from the phrases between."""
    phrases = [line.split("|")[0].strip() for path in sorted(TABLES.glob("*.txt")) for line in _lines(path)]
    messages = [AROUND.format(phrase) for phrase in phrases]
    _timed(messages[::2])
    timed = messages[1::2]
    return Report(CLAIM, [Row("times, sums and phones", {"messages": len(timed), **_timed(timed)})])


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _timed(messages: list[str]) -> dict[str, Figure]:
    return spread(_seconds(message) for message in messages)


def _seconds(message: str) -> float:
    began = perf_counter()
    find_times(message, NOW)
    find_money(message)
    find_phones(message)
    return perf_counter() - began
