"""Reading a message: all its actions, beside a library that reads its dates alone."""

import json
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.report import Figure, Report, Row, spread
from domain.incoming import Situation
from handlers.understanding import interpret, spans

CLAIM = "a message is read whole, all its actions and slots, in a few milliseconds"
MESSAGES = Path(__file__).parents[1] / "tests" / "data" / "messages.dev.jsonl"
LANGUAGES = ["en", "zh"]


def run() -> Report:
    """Read every message, and a part of them with dateparser, each a second time."""
    from dateparser.search import search_dates

    asked = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]

    def dated(one: dict[str, Any]) -> None:
        base = {"RELATIVE_BASE": datetime.fromisoformat(one["now"]), "PREFER_DATES_FROM": "future"}
        search_dates(one["text"], languages=LANGUAGES, settings=base)  # type: ignore[arg-type]

    first = _timed(_read, asked[0])
    some = asked[:: max(1, len(asked) // 100)]
    ours = _spread_when_warm(_read, asked)
    theirs = _spread_when_warm(dated, some)
    rows = [
        Row("interpret: all actions and slots (ours)", {"messages": len(asked), **ours}),
        Row(
            "spans: names to look up (ours)",
            {"messages": len(asked), **_spread_when_warm(_spans, asked)},
        ),
        Row("dateparser.search: dates alone", {"messages": len(some), **theirs}),
        Row("ratio", {key: float(theirs[key]) / float(ours[key]) for key in ours}),
    ]
    return Report(CLAIM, rows, [f"the process's first message took {1000 * first:.0f} ms"])


def _spread_when_warm(work: Any, asked: list[dict[str, Any]]) -> dict[str, Figure]:
    for one in asked:
        work(one)
    return spread(_timed(work, one) for one in asked)


def _timed(work: Any, one: dict[str, Any]) -> float:
    began = perf_counter()
    work(one)
    return perf_counter() - began


def _read(one: dict[str, Any]) -> None:
    situation = Situation(now_local=datetime.fromisoformat(one["now"]), channel=one.get("channel", "dm"))
    interpret(one["text"], situation)


def _spans(one: dict[str, Any]) -> None:
    spans(one["text"])
