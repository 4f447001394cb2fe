"""What the bot understands of a message, as one JSON object in and one out; nothing is changed."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.incoming import Said, Situation
from handlers.understanding.interpret import LONGEST, interpret
from handlers.understanding.segment import addressed
from handlers.understanding.stretches import stretches_of
from handlers.understanding.tagging import Tagged
from handlers.understanding.times import dates_of
from handlers.understanding.tokens import tokens_of

EXAMPLE = '{"id": "1", "text": "visited Acme today", "now": "2026-11-17T10:00", "channel": "dm"}'


def explain_line(line: Mapping[str, Any], *, dates: bool = False, trace: bool = False) -> dict[str, Any]:
    """Return the actions (or dates) of a message given with its `id`, `text`, `now` and circumstances; with
    `trace` also how they came about."""
    if not isinstance(line, Mapping):
        raise ValueError(f"A line is a JSON object like {EXAMPLE}")
    for name in ("id", "text", "now"):
        if not isinstance(line.get(name), str):
            raise ValueError(f'"{name}" must be a text, as in {EXAMPLE}')
    now, text = _clock(line["now"]), line["text"]
    if dates:
        found = dates_of(text, now, country=line.get("country"))
        return {"id": line["id"], "dates": found or [{"value": None}]}
    situation = situation_of(line, now)
    reading = interpret(text, situation)
    answer: dict[str, Any] = {"id": line["id"], "actions": [flat(said) for said in reading.actions]}
    if trace:
        answer["trace"] = traced(text, situation)
    if reading.doubts:
        answer["doubts"] = [{"action": d.action, "slot": d.slot, "why": d.why} for d in reading.doubts]
    return answer


def traced(text: str, situation: Situation) -> dict[str, Any]:
    """Return the steps to an understanding: each token with its tag (see stretches.py) and what it counts as,
    how probable it is that nothing is asked for, and each stretch with what it asks for."""
    spoken = addressed(text[:LONGEST], situation)
    tokens = tokens_of(spoken or "", situation)
    if not tokens.words:
        return {"spoken": spoken}
    tagged = Tagged(tokens, situation.channel)
    tags = tagged.tags()
    words = zip(tokens.typed, tags, tokens.words, strict=True)
    return {
        "spoken": spoken,
        "tokens": [" ".join((typed, tag, word)) for typed, tag, word in words],
        "talk": round(tagged.talk(stretches_of(tags)), 3),
        "stretches": [
            {
                "words": tokens.said(one.stretch.first, one.stretch.last),
                "asks": one.name,
                "sure": round(one.sure, 3),
                "roles": {role.name: tokens.said(role.first, role.last) for role in one.stretch.roles},
            }
            for one in tagged.named()
        ],
    }


def _clock(now: str) -> datetime:
    """Return the wall clock of the sender."""
    try:
        return datetime.fromisoformat(now).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f'"now" is a local time like 2026-11-17T10:00, not {now[:40]!r}') from None


def situation_of(line: Mapping[str, Any], now: datetime) -> Situation:
    """Return the circumstances a line gives beside its text."""
    return Situation(
        now_local=now,
        channel="group" if line.get("channel") == "group" else "dm",
        context_customer=(line.get("context") or {}).get("customer"),
        customers=tuple(line.get("customers") or ()),
        people=tuple(line.get("people") or ()),
        country=line.get("country"),
    )


def flat(said: Said) -> dict[str, Any]:
    """Return an action as one JSON object, without slots that say nothing."""
    return {"action": said.name} | {slot: value for slot, value in said.slots.items() if value is not None}


def main(arguments: list[str]) -> None:
    """Read JSON lines from stdin and write one each to stdout."""
    for line in sys.stdin:
        if line.strip():
            answer = explain_line(json.loads(line), dates="--dates" in arguments)
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
