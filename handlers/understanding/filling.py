"""From a stretch to the slots of its action: one reader for each action, one line for each slot."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from handlers.understanding import slots, vocabulary
from handlers.understanding.heard import Heard
from handlers.understanding.settle import joined
from handlers.understanding.times import Use

Filled = dict[str, Any]

_ME = re.compile(
    r"(?<![a-z])(?:my|mine|i've|i'm|i)(?![a-z])|(?<!give|show|send|tell)(?<!remind)(?<!let) me(?![a-z])"
    r"|(?<![给帮发让叫向跟和])我(?!们|要看|想看|想知道|看)"
)
_TEAM = re.compile(
    r"(?<![a-z])(?:team|everyone|everybody|everyone's|team's|all reps|whole team|our|all of us|we|the reps)(?![a-z])"
    r"|团队|大家|全员|所有人|全组|我们|全体|整个组|咱们"
)
_NO_ANSWER = re.compile(
    r"no answer|no reply|voice ?mail|didn't (?:pick|answer)|did not (?:pick|answer)|not (?:pick|answer)ing|no one picked"
    r"|nobody (?:in|picked|answered|there)|wasn't (?:in|there)|no response|not in\b|went to vm|no pick ?up|couldn't reach"
    r"|没接|没人接|无人接听|没见到|没见着|没打通|不接|未接|没有接|没人|不在|打不通|没通|没碰到|没联系上|冇接|冇人|冇见到"
)
_OFF = re.compile(r"(?<![a-z])(?:unmute|off|end|back|cancel|stop)(?![a-z])|取消|解除|关|结束|恢复|不用")
_POOL = re.compile(r"(?<![a-z])(?:pool|unowned|unassigned|no owner|nobody owns|without (?:an )?owner|up for grabs|unclaimed)(?![a-z])|公海|没人跟|无主|没有负责人|冇人跟")
_OVERDUE = re.compile(r"(?<![a-z])(?:overdue|late|past due|missed|behind)(?![a-z])|逾期|过期|超期|拖|没做|欠")
_OPEN = re.compile(r"(?<![a-z])(?:open|unresolved|outstanding|unsolved|pending|not (?:yet )?(?:resolved|solved|fixed|closed)|still)(?![a-z])|没处理|未处理|未解决|没解决|没结|未结|没关|待处理|没搞定|没有处理|没有解决|冇处理|未搞掂|未跟")
_RESOLVED = re.compile(r"(?<![a-z])(?:resolved|closed|solved|fixed)(?![a-z])|已解决|已处理|解决了|处理完|处理好|已结|已关|解决掉")


def fill_slots(heard: Heard) -> Filled:
    """Return the slots of a stretch, but for its customers."""
    reader = _READERS.get(heard.name)
    return {slot: value for slot, value in (reader(heard) if reader else {}).items() if value is not None}


# ---- times ---------------------------------------------------------------------------------------------


def _at(heard: Heard, use: Use, slot: str = "at") -> Filled:
    if not heard.times:
        return {}
    one = joined(heard.times)
    at = one.at(use)
    if at and use is Use.PAST and not one.has_clock:
        at = at[:10]
    return {slot: at}


def _period(heard: Heard, use: Use) -> Filled:
    return {"period": next((p for mention in heard.times if (p := mention.period(use))), None)}


# ---- people --------------------------------------------------------------------------------------------


def _owner(heard: Heard) -> str | None:
    named = heard.person("owner", "assignee", "to", "from")
    if named:
        return named
    if heard.has(_TEAM):
        return "team"
    return "me" if heard.has(_ME) else None


def _kind(heard: Heard) -> str | None:
    return vocabulary.KIND.find(heard.words)


# ---- activities ----------------------------------------------------------------------------------------


def _log(heard: Heard) -> Filled:
    owner = heard.person("owner", "assignee")
    return {
        "kind": heard.sub or "visit",
        "contact": heard.first("contact"),
        **_at(heard, Use.PAST),
        "owner": None if owner == "me" else owner,
        "outcome": "no_answer" if _NO_ANSWER.search(heard.all_words) else None,
        "note": heard.free("note", "item", "title", "reason"),
    }


def _remind(heard: Heard) -> Filled:
    who = heard.person("assignee", "to", "owner")
    times = joined(heard.times) if heard.times else None
    return {
        "kind": heard.sub or "task",
        "contact": heard.first("contact"),
        "at": times.at(Use.FUTURE) if times else None,
        "repeat": times.repeat if times else None,
        "assignee": None if who == "me" else who,
        "note": heard.free("note", "item", "title"),
    }


def _task(heard: Heard) -> Filled:
    """done, cancel: a reminder by its number or its customer."""
    return {"kind": _kind(heard)}


def _reschedule(heard: Heard) -> Filled:
    return {"kind": _kind(heard), **_moved(heard)}


def _moved(heard: Heard) -> Filled:
    if not heard.times:
        return {}
    last = heard.times[-1].parts[-1] if heard.times[-1].parts else joined(heard.times)
    if last.shift and not _FROM_NOW.search(heard.words):
        return {"shift": last.shift}
    return {"at": last.at(Use.FUTURE)}


_FROM_NOW = re.compile(r"(?<![a-z])(?:snooze|remind me again|again in)(?![a-z])|稍后|再提醒|过")


def _reassign(heard: Heard) -> Filled:
    return {"kind": _kind(heard), "to": heard.person("to", "assignee", "owner") or "me"}


def _done(heard: Heard) -> Filled:
    return {"kind": _kind(heard), "note": heard.free("note")}


# ---- customers -----------------------------------------------------------------------------------------


def _add_customer(heard: Heard) -> Filled:
    return {
        "contact": heard.first("contact"),
        "phone": heard.mark("<phone>"),
        "email": heard.mark("<mail>"),
        "industry": _bare(heard.first("industry")),
        "region": heard.first("region"),
        "tier": vocabulary.TIER.find(heard.words),
        "source": heard.first("source"),
    }


def _bare(industry: str | None) -> str | None:
    return re.sub(r"(?<=..)(?:行业|行業|业务)$| industry$", "", industry) if industry else None


def _add_contact(heard: Heard) -> Filled:
    return {
        "contact": heard.first("contact"),
        "title": heard.first("title"),
        "phone": heard.mark("<phone>"),
        "email": heard.mark("<mail>"),
    }


def _set_customer(heard: Heard) -> Filled:
    field = heard.sub
    return {"contact": heard.first("contact"), "field": field, "value": _value_of(field, heard)}


def _value_of(field: str, heard: Heard) -> Any:
    match field:
        case "tier":
            return vocabulary.TIER.find(heard.all_words)
        case "phone":
            return heard.mark("<phone>") or heard.first("value")
        case "email":
            return heard.mark("<mail>") or heard.first("value")
        case "birthday" if heard.times:
            one = joined(heard.times)
            return one.yearless or one.at(Use.ANY)
        case "renewal" if heard.times:
            return joined(heard.times).at(Use.CLOSE)
        case _:
            return heard.first("value", "industry", "region", "source", "title", "to", "owner")


def _assign(heard: Heard) -> Filled:
    return {"from": heard.person("from"), "to": heard.person("to", "assignee", "owner") or _to_me(heard)}


def _to_me(heard: Heard) -> str | None:
    return "me" if re.search(r"(?<![a-z])(?:me|myself|mine)(?![a-z])|我", heard.words) else None


def _merge(heard: Heard) -> Filled:
    return {"into": heard.first("into")}


# ---- deals and money -----------------------------------------------------------------------------------


def _add_deal(heard: Heard) -> Filled:
    return {
        "title": heard.free("title", "item"),
        **heard.money,
        "stage": vocabulary.STAGE.find(heard.words),
        **_at(heard, Use.CLOSE, "close"),
    }


def _update_deal(heard: Heard) -> Filled:
    return {
        "stage": vocabulary.STAGE.find(heard.words),
        **heard.money,
        **_at(heard, Use.CLOSE, "close"),
        "reason": heard.free("reason"),
    }


def _sold(heard: Heard) -> Filled:
    return {**heard.money, "item": heard.free("item", "title"), **_at(heard, Use.PAST)}


def _paid(heard: Heard) -> Filled:
    return {**heard.money, **_at(heard, Use.PAST)}


# ---- service -------------------------------------------------------------------------------------------


def _ticket(heard: Heard) -> Filled:
    return {"kind": heard.sub, "contact": heard.first("contact"), "note": heard.free("note", "item", "reason")}


def _rate(heard: Heard) -> Filled:
    said = next((heard.said(role) for role in heard.roles("score")), None)
    return {"score": slots.score(said.removesuffix("分")) if said else None, **_at(heard, Use.PAST)}


# ---- questions -----------------------------------------------------------------------------------------


def _history(heard: Heard) -> Filled:
    owner = heard.person("owner", "assignee", "to")
    if not owner and not list(heard.roles("customer")):
        owner = _owner(heard)
    return {"owner": owner, "kind": _kind(heard), **_period(heard, Use.PERIOD_PAST)}


def _list_customers(heard: Heard) -> Filled:
    return {
        "tier": vocabulary.TIER.find(heard.words),
        "owner": _owner(heard),
        "stage": vocabulary.STAGE.find(heard.words),
        "region": heard.first("region"),
        "industry": _bare(heard.first("industry")),
        "idle_days": next((mention.days for mention in heard.times if mention.days), None),
        "pool": True if heard.has(_POOL) else None,
    }


def _list_tasks(heard: Heard) -> Filled:
    return {
        **_period(heard, Use.PERIOD_FUTURE),
        "owner": _owner(heard),
        "kind": _kind_asked(heard),
        "overdue": True if heard.has(_OVERDUE) else None,
    }


def _kind_asked(heard: Heard) -> str | None:
    kind = _kind(heard)
    return None if kind == "task" else kind


def _tickets(heard: Heard) -> Filled:
    status = "open" if heard.has(_OPEN) else "resolved" if heard.has(_RESOLVED) else None
    return {"status": status, "kind": vocabulary.TICKET.find(heard.words), **_period(heard, Use.PERIOD_PAST)}


def _pipeline(heard: Heard) -> Filled:
    return {
        "owner": _owner(heard),
        **_period(heard, Use.PERIOD_FUTURE),
        "stage": vocabulary.STAGE.find(heard.words),
    }


def _forecast(heard: Heard) -> Filled:
    return {"owner": _owner(heard), **_period(heard, Use.PERIOD_FUTURE)}


def _report(heard: Heard) -> Filled:
    by = vocabulary.BY.find(heard.words)
    return {
        "metric": heard.sub or None,
        "owner": _owner(heard),
        "by": by,
        **_period(heard, Use.PERIOD_PAST),
    }


def _digest(heard: Heard) -> Filled:
    return {"owner": _owner(heard)}


def _find(heard: Heard) -> Filled:
    return {
        "text": heard.free("text", "note", "item"),
        "phone": heard.mark("<phone>"),
        "owner": heard.person("owner"),
        **_period(heard, Use.PERIOD_PAST),
    }


# ---- the rest ------------------------------------------------------------------------------------------


def _note(heard: Heard) -> Filled:
    return {"contact": heard.first("contact"), "note": heard.free("note", "reason", "item", "value")}


def _target(heard: Heard) -> Filled:
    return {
        "metric": heard.sub or None,
        **heard.money,
        "owner": _owner(heard),
        **_period(heard, Use.PERIOD_FUTURE),
    }


def _campaign(heard: Heard) -> Filled:
    return {"title": heard.first("title"), **heard.money, **_period(heard, Use.PERIOD_PAST)}


def _setting(heard: Heard) -> Filled:
    field = heard.sub
    filled: Filled = {"field": field, "value": _setting_value(field, heard)}
    if field == "away":
        filled["to"] = heard.person("to", "assignee", "owner")
    return filled


def _setting_value(field: str, heard: Heard) -> Any:
    match field:
        case "language":
            return vocabulary.LANGUAGE.find(heard.all_words)
        case "digest_time":
            return joined(heard.times).clock if heard.times else heard.first("value")
        case "work_hours" | "quiet_hours":
            return slots.hours(heard.all_words, heard.times[0] if heard.times else None)
        case "mute" | "away":
            if heard.times:
                return joined(heard.times).at(Use.FUTURE)
            return "off" if heard.has(_OFF) else None
        case _:
            return heard.first("value")


def _bind(heard: Heard) -> Filled:
    return {"team": heard.first("team", "value"), "language": vocabulary.LANGUAGE.find(heard.words)}


def _decision(heard: Heard) -> Filled:
    return {"note": heard.free("note", "reason")}


def _erase(heard: Heard) -> Filled:
    return {"contact": heard.first("contact")}


_READERS: Mapping[str, Callable[[Heard], Filled]] = {
    "log": _log,
    "remind": _remind,
    "done": _done,
    "reschedule": _reschedule,
    "cancel": _task,
    "add_customer": _add_customer,
    "add_contact": _add_contact,
    "set_customer": _set_customer,
    "assign": _assign,
    "merge": _merge,
    "add_deal": _add_deal,
    "update_deal": _update_deal,
    "quote": _sold,
    "order": _sold,
    "payment": _paid,
    "ticket": _ticket,
    "resolve": _done,
    "rate": _rate,
    "history": _history,
    "list_customers": _list_customers,
    "list_tasks": _list_tasks,
    "tickets": _tickets,
    "pipeline": _pipeline,
    "forecast": _forecast,
    "report": _report,
    "digest": _digest,
    "note": _note,
    "find": _find,
    "target": _target,
    "campaign": _campaign,
    "setting": _setting,
    "reassign": _reassign,
    "bind": _bind,
    "approve": _decision,
    "decline": _decision,
    "erase": _erase,
}
