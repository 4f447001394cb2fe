"""Measure understanding on labelled messages: `score`, `rules` (slots filled from the labels' own stretches and
names), `parts` (each model apart). With --failures FILE the wrong ones are written down.

    python tools/measure.py score tests/corpus/open/*.jsonl
"""

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import model

from handlers.understanding.explain import flat, situation_of
from handlers.understanding.heard import Heard
from handlers.understanding.interpret import NOTHING, interpret, reading_of
from handlers.understanding.tagging import (
    stretch_features,
    stretches_model,
    stretches_of,
    tags,
)
from handlers.understanding.tokens import tokens_of

_SPEC = importlib.util.spec_from_file_location(
    "score_messages", Path(__file__).parents[1] / "tests" / "data" / "score_messages.py"
)
scoring = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(scoring)


def read(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a message is understood to ask for."""
    situation = situation_of(case, datetime.fromisoformat(case["now"]))
    return [flat(said) for said in interpret(case["text"], situation).actions]


def read_by_rules(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the rules make of the stretches, names and actions that the labels give."""
    message = model.message_of(case)
    if message is None:
        return []
    tokens = tokens_of(message.text, message.situation)
    heard = []
    for stretch in stretches_of(model.tags_of(message, tokens)):
        for one in model.label_of(message, tokens, stretch).split("+"):
            action, _, sub = one.partition(" ")
            if action != NOTHING:
                heard.append(Heard(tokens, stretch, action, sub, 1.0))
    return [flat(said) for said in reading_of(heard, message.situation).actions]


def parts(cases: Sequence[Mapping[str, Any]]) -> None:
    """Print how well each model does alone."""
    count: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for case in cases:
        message = model.message_of(case)
        if message is None:
            continue
        tokens = tokens_of(message.text, message.situation)
        gold = stretches_of(model.tags_of(message, tokens))
        got = stretches_of(tags(tokens, message.situation.channel))
        count["messages"] += 1
        count["stretches right"] += [(s.first, s.is_talk) for s in gold] == [(s.first, s.is_talk) for s in got]
        count["roles right"] += [s.roles for s in gold] == [s.roles for s in got]
        for role in {r for s in gold for r in s.roles}:
            count[f"{role.name}: there"] += 1
            count[f"{role.name}: found"] += role in {r for s in got for r in s.roles}
        for role in {r for s in got for r in s.roles}:
            count[f"{role.name}: taken"] += 1
        rows = [stretch_features(tokens, s, message.situation.channel) for s in gold]
        for want, tag in zip(
            [model.label_of(message, tokens, s) for s in gold], stretches_model().tags(rows), strict=True
        ):
            count["stretches"] += 1
            count["stretches named right"] += want == tag
            wrong[(want, tag)] += want != tag
    for name, n in sorted(count.items()):
        print(f"{name:<28}{n}")
    print(wrong.most_common(20))


def main(arguments: list[str]) -> None:
    """Measure one way."""
    failures = None
    if "--failures" in arguments:
        at = arguments.index("--failures")
        failures = Path(arguments[at + 1]).open("w", encoding="utf-8")
        del arguments[at : at + 2]
    way, *files = arguments
    cases = [json.loads(line) for file in files for line in Path(file).read_text(encoding="utf-8").splitlines()]
    if way == "parts":
        parts(cases)
    else:
        scoring.score(cases, [{"score": read, "rules": read_by_rules}[way](case) for case in cases], failures)


if __name__ == "__main__":
    main(sys.argv[1:])
