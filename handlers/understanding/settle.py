"""From drafts to actions: times are read for what they are wanted for, each customer gets its own action."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from domain.incoming import Said, Situation
from handlers.understanding.drafts import Draft
from handlers.understanding.shapes import Whose
from handlers.understanding.times import TimeMention, Use

_ASKED_OF = frozenset({"history", "list_tasks", "pipeline", "forecast", "report"})
"""Questions about somebody's doings in a period."""
_OWNED_BY_ACTIVITY = {"log": "owner", "remind": "assignee"}


def settle(draft: Draft, situation: Situation) -> Iterator[Said]:
    """Return the actions of a draft, one for each of its customers."""
    slots = dict(draft.slots)
    origin = slots.pop("_from", None)
    if draft.times and draft.shape.when:
        slots |= _timed(draft, origin)
    if draft.name == "log":
        slots.setdefault("at", situation.now_local.date().isoformat())
    owner = _OWNED_BY_ACTIVITY.get(draft.name)
    if owner and slots.get(owner) == "me":
        del slots[owner]
    note = ", ".join(words for words in draft.notes if words)
    if note and "note" in draft.shape.adds:
        slots.setdefault("note", note)
    if draft.shape.whose is Whose.NOBODYS or not draft.customers:
        yield Said(draft.name, slots)
        return
    for customer in draft.customers:
        yield Said(draft.name, {"customer": customer} | slots)


def _timed(draft: Draft, origin: str | None) -> dict[str, Any]:
    """Return the slots that the times of a draft fill."""
    shape, times = draft.shape, draft.times
    assert shape.when is not None
    if draft.name == "reschedule":
        return _moved(times, origin)
    if draft.name == "list_customers":
        return {"idle_days": next((mention.days for mention in times if mention.days), None)}
    if shape.when == "period":
        periods = [period for mention in times if (period := mention.period(shape.use))]
        return {"period": periods[0]} if periods else {}
    if shape.when == "value":
        return _value(draft)
    one = joined(times)
    at = one.at(shape.use)
    if draft.name == "log" and at and not one.has_clock:
        at = at[:10]
    found = {shape.when: at} if at else {}
    if draft.name == "remind" and one.repeat:
        found["repeat"] = one.repeat
    return found


def joined(times: list[TimeMention]) -> TimeMention:
    """Return one time of several said apart: "tomorrow … at 3pm", 每月1号…上午10点."""
    return reduce(lambda one, other: one.joined(other), times)


def _moved(times: list[TimeMention], origin: str | None) -> dict[str, Any]:
    """Return where a reminder goes: of "from Wednesday to Thursday" the latter."""
    last = times[-1].parts[-1] if times[-1].parts else times[-1]
    if last.shift and origin is None:
        return {"shift": last.shift}
    at = last.at(Use.FUTURE)
    return {"at": at} if at else {}


def _value(draft: Draft) -> dict[str, Any]:
    mention = draft.times[-1]
    if draft.slots.get("field") in ("mute", "away") and "value" not in draft.slots:
        return {"value": mention.at(Use.FUTURE)}
    if draft.slots.get("field") == "birthday":
        return {"value": mention.yearless or mention.at(Use.ANY)}
    if draft.slots.get("field") == "renewal":
        return {"value": mention.at(Use.CLOSE)}
    return {}


def with_carried(said: list[Said]) -> Iterator[Said]:
    """Return the actions; a question that names no owner or period takes both from the question before it."""
    before: dict[str, Any] = {}
    for one in said:
        if one.name in _ASKED_OF:
            own = {slot: value for slot, value in one.slots.items() if slot in ("owner", "period")}
            if not own and "customer" not in one.slots:
                one = Said(one.name, dict(one.slots) | before)
            before = own or before
        yield one
