"""Measure understanding on labelled messages.

    python tools/measure.py score FILE...   # as the program understands them
    python tools/measure.py rules FILE...   # the rules alone, on the labels' own stretches, roles and actions
    python tools/measure.py parts FILE...   # each model alone

With --failures OUT.jsonl the wrong ones are written down.
"""

import importlib.util
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from handlers.understanding.explain import flat, situation_of
from handlers.understanding.features import stretch_features
from handlers.understanding.interpret import heard_as, interpret, reading_of
from handlers.understanding.models import models
from handlers.understanding.stretches import stretches_of
from handlers.understanding.tagging import NOTHING, Tagged
from tools import model

SCORING = Path(__file__).parents[1] / "tests" / "data" / "score_messages.py"


def read(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a message is understood to ask for."""
    situation = situation_of(case, datetime.fromisoformat(case["now"]))
    return [flat(said) for said in interpret(case["text"], situation).actions]


def read_by_rules(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the rules make of the stretches, names and actions that the labels give."""
    message = model.message_of(case)
    if message is None:
        return []
    heard = [
        heard_as(message.tokens, stretch, name)
        for stretch in stretches_of(message.tags)
        for name in model.label_of(message, stretch).split("+")
        if name != NOTHING
    ]
    return [flat(said) for said in reading_of(heard, message.situation).actions]


def parts(cases: Sequence[Mapping[str, Any]]) -> None:
    """Print how well each model does alone."""
    count: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for message in filter(None, map(model.message_of, cases)):
        channel = message.situation.channel
        want, got = stretches_of(message.tags), stretches_of(Tagged(message.tokens, channel).tags())
        count["messages"] += 1
        count["messages cut right"] += [s.first for s in want] == [s.first for s in got]
        wanted, found = ({role for s in stretches for role in s.roles} for stretches in (want, got))
        count["messages with all roles right"] += wanted == found
        for role in wanted:
            count[f"{role.name}: there"] += 1
            count[f"{role.name}: found"] += role in found
        seen = [stretch_features(message.tokens, stretch, channel) for stretch in want]
        labels = [model.label_of(message, stretch) for stretch in want]
        for label, tag in zip(labels, models().stretches.tags(seen), strict=True):
            count["stretches"] += 1
            count["stretches named right"] += label == tag
            wrong[(label, tag)] += label != tag
    for name, n in sorted(count.items()):
        print(f"{name:<32}{n}")
    print(wrong.most_common(20))


def main(arguments: list[str]) -> None:
    """Measure in one of the ways."""
    failures = None
    if "--failures" in arguments:
        at = arguments.index("--failures")
        failures = Path(arguments[at + 1]).open("w", encoding="utf-8")  # noqa: SIM115 (open to the end)
        del arguments[at : at + 2]
    way, *files = arguments
    cases = model.read_corpus(map(Path, files))
    if way == "parts":
        parts(cases)
        return
    spec = importlib.util.spec_from_file_location("score_messages", SCORING)
    assert spec
    assert spec.loader
    scoring = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scoring)
    reader = {"score": read, "rules": read_by_rules}[way]
    scoring.score(cases, [reader(case) for case in cases], failures)


if __name__ == "__main__":
    main(sys.argv[1:])
