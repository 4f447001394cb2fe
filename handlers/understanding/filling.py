"""From a stretch to the slots of its action: one reader for each action, one line for each slot."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from handlers.understanding import figures, locales, vocabulary
from handlers.understanding.cues import is_given_name
from handlers.understanding.heard import Heard
from handlers.understanding.marked import plain, small
from handlers.understanding.times import TimeMention, Use, joined

Filled = dict[str, Any]

_POLITE = re.compile(
    r"(?<![a-z])(?:i (?:only |just )?(?:want|need|wanna)(?! to (?!see|know|look|have|get|check|view))"
    r"|i (?:wish|would|should like|mean|think|guess|hope|remember|wonder)|i (?:could|must|may) (?:see|know|"
    r"have|get)"
    r"|i'd|i'll|might i|(?:can|could|may|shall|should) i (?:see|have|get|please)"
    r"|(?:gi[v]?e?|show|send|tell|let|remind|get|pull|flick|ping|email|mail|text|bring|read|fetch) ?me|gimme"
    r"|(?<!forecast )(?<!pipeline )(?<!digest )for me|to me|lemme)(?![a-z])"
    r"|(?:给|帮|让|叫|向|跟|替|畀|俾|同|提醒|发|为|话|欠|问|找)[埋返]?(?:我|俺|咱)(?!们)"
    r"|[我俺咱](?=先?[要想]?[看瞅瞧睇](?!过))|我(?=想知|想睇|想?问|只要|要(?:知|查|一|个|这|那|全|所|"
    r"[\x0c\x0d])|记得)"
)
"""Words of who asks, not of whose it is."""
_ME = re.compile(
    r"(?<![a-z])(?:my|mine|i've|i'm|i|me|myself)(?![a-z])|我(?!们|哋|司|方)|俺(?!们)|咱(?!们|司)|本人"
)
_TEAM = re.compile(
    r"(?<![a-z])(?:(?:the|my|our|whole|entire|full|all)(?: whole| entire| full| sales)? team(?:'s)?|"
    r"team(?:-wide|'s)?|every(?:one|body)(?:'s)?(?! (?:that )?i(?![a-z]))|all (?:the )?(?:reps|sales)|"
    r"the reps|whole company|company-wide|(?:all|each) of us)(?![a-z])"
    r"|团队|大家|大伙儿?|全员|所有(?:人|同事)|全[组队体]|整[组队]|整个[组队]|[我咱]们?[组队](?!织)|全公司|"
    r"全部门"
)
_NO_ANSWER = re.compile(
    r"no answer|no reply|voice ?mail|didn't (?:pick|answer)|did not (?:pick|answer)|not (?:pick|answer)ing|"
    r"no one picked"
    r"|nobody (?:in|picked|answered|there)|wasn't (?:in|there)|no response|not in\b|went to vm|no pick ?up|"
    r"couldn't reach"
    r"|没接|没人接|无人接听|没见到|没见着|没打通|不接|未接|没有接|没人|不在|打不通|没通|没碰到|没联系上|"
    r"冇接|冇人|冇见到"
)
_OFF = re.compile(r"(?<![a-z])(?:unmute|off|end|back|cancel|stop)(?![a-z])|取消|解除|关|结束|恢复|不用")
_POOL = re.compile(
    r"(?<![a-z])(?:pool|unowned|unassigned|no owner|nobody owns|without (?:an )?owner|up for grabs|"
    r"unclaimed)(?![a-z])|(?:没|冇|无)\s?owner|公海|没人[跟管]|无主|没有?负责人|冇人跟|无人跟|没分配|未分配"
)
_OVERDUE = re.compile(
    r"(?<![a-z])(?:overdue|late|past due|missed|behind|left over|leftover|didn't get to|slipped)(?![a-z])|"
    r"逾期|过期|过咗期|过了期|超期|超时|拖|没做|冇做|未做|欠"
)
_OPEN = re.compile(
    r"(?<![a-z])(?:open|unresolved|outstanding|unsolved|unanswered|pending|not (?:yet )?(?:resolved|solved|"
    r"fixed|closed)|still|waiting)(?![a-z])|(?:没|未|还没|冇)\s?close|开着|挂着|没完|未完|未了结|开著|"
    r"没处理|未处理|未解决|没解决|没结|未结|没关|待处理|没搞定|没有处理|没有解决|冇处理|未搞掂|未跟"
)
_RESOLVED = re.compile(
    r"(?<![a-z])(?:resolved|closed|solved|fixed|sorted|sort(?:ed)? out|settled|done)(?![a-z])|搞掂咗|搞定|"
    r"已解决|已处理|解决了|处理完|处理好|已结|已关|解决掉"
)


def fill_slots(heard: Heard) -> Filled:
    """Return the slots of a stretch, but for its customers."""
    reader = _READERS.get(heard.name)
    return {slot: value for slot, value in (reader(heard) if reader else {}).items() if value is not None}


# ---- times ---------------------------------------------------------------------------------------------


def _at(heard: Heard) -> Filled:
    """Return when it happened; a mere length ("talked for an hour") is none of its times."""
    start = heard.tokens.starts[heard.stretch.first]
    times = [one for one in heard.times if not one.shift]
    if len(times) > 1 and (told := _TOLD.search(heard.words)):
        times = [one for one in times if one.start - start < told.start()] or times
    if not times:
        return {}
    one = joined(times)
    at = one.at(Use.PAST)
    return {"at": at if one.has_clock or not at else at[:10]}


_TOLD = re.compile(r"(?<![a-z])(?:said|says|told|wants?|needs?|they|we|until|till)(?![a-z])|[说话要聊谈]到?")
"""Where the words go on to what was said, with times of its own."""


def _close(heard: Heard) -> Filled:
    return {"close": _last(heard.times).at(Use.CLOSE)} if heard.times else {}


def _last(times: list[TimeMention]) -> TimeMention:
    """Return the last day said with its time: of "from Friday to Monday at ten" the latter."""
    first = max((at for at, one in enumerate(times) if one.has_day), default=0)
    last = joined(times[first:])
    return last.parts[-1] if last.parts else last


def _period(heard: Heard, use: Use) -> Filled:
    """Return the days asked for: weeks or months rather than a day, and what is said to correct them."""
    times = heard.times
    if len(times) > 1 and heard.has(_CORRECTED):
        times = times[-1:]
    found = [(one, period) for one in times if (period := one.period(use))]
    if not found:
        return {}
    if len(found) > 1 and heard.has(_TWO_DAYS):
        return {"period": {"from": found[0][1]["from"], "to": found[1][1]["to"]}}
    return {"period": next((period for one, period in found if one.is_period), found[0][1])}


_CORRECTED = re.compile(
    r"(?<![a-z])(?:i mean|means|actually|no wait|rather|scratch that)(?![a-z])|不对|哦不|应该是|说错"
)
_TWO_DAYS = re.compile(r"[\x0c\x0d](?: ?and ?| ?& ?|[跟和及同与\x10]| ?plus ?)\x0c")


# ---- people --------------------------------------------------------------------------------------------


def _owner(heard: Heard) -> str | None:
    """Return whose doings are asked for."""
    return heard.person("owner", "assignee", "to", "from") or _whose(heard.words)


def _whose(words: str) -> str | None:
    """Return "team" or "me" where a question says so; what is only polite ("show me") says nothing."""
    plain = _POLITE.sub("_", words)
    if _TEAM.search(plain):
        return "team"
    return "me" if _ME.search(plain) else None


def _kind(heard: Heard) -> str | None:
    """Return the kind of activity: as it is called, else by what one does for it."""
    return (
        vocabulary.KIND.find(heard.words)
        or vocabulary.KIND_VERB.find(heard.words)
        or vocabulary.KIND.misspelt(heard.words)
    )


# ---- activities ----------------------------------------------------------------------------------------


def _log(heard: Heard) -> Filled:
    owner = heard.person("owner", "assignee")
    missed = _NO_ANSWER.search(heard.all_words)
    note = heard.free("note", "item", "title", "reason") or (None if missed else heard.left_over())
    return {
        "kind": heard.sub or "visit",
        "contact": heard.first("contact") or _who_says(note or ""),
        **_at(heard),
        "owner": None if owner == "me" else owner,
        "outcome": "no_answer" if missed else None,
        "note": note,
    }


_SAYS = re.compile(
    r"(?P<who>[A-Z][a-z]+) (?:wants?|says?|said|asks?|asked|needs?|likes?|liked|mentioned|told|thinks?|"
    r"confirm(?:s|ed))\b"
)


def _who_says(note: str) -> str | None:
    """Return who wants or says something after a visit: the person there."""
    hit = _SAYS.match(note)
    return hit["who"] if hit and is_given_name(hit["who"]) else None


def _remind(heard: Heard) -> Filled:
    who = heard.person("assignee", "to", "owner") or ("team" if _TOLD_TEAM.search(heard.all_words) else None)
    said = _for_task(heard)
    times = joined(said) if said else None
    return {
        "kind": heard.sub or "task",
        "contact": heard.first("contact"),
        "at": times.at(Use.FUTURE) if times else None,
        "repeat": times.repeat if times else None,
        "assignee": None if who == "me" else who,
        "note": heard.free("note", "item", "title"),
    }


_ORDERED = re.compile(
    r"(?<![a-z])(?:remind|so|get|ask|tell|let|have)(?![a-z])|提醒|提我|[让叫请]|记得|(?<=,)[我俺]|然后"
    r"|(?<![a-z])(?:actually|i mean|no|ag|wait|rather)(?![a-z])|不对|不是|唔系"
)
"""Where a reminder's own words begin, after what led to it."""


def _for_task(heard: Heard) -> list[TimeMention]:
    """Return the times of a reminder: of several days, none gone, and those after "remind me …"."""
    times = heard.times or heard.times_noted
    if sum(one.has_day for one in times) < 2:
        return times
    exact = any(one.yearless for one in times)
    times = [one for one in times if not (_gone(one) or (exact and one.is_period))] or times
    start = heard.tokens.starts[heard.stretch.first]
    for hit in reversed(list(_ORDERED.finditer(heard.words))):
        after = [one for one in times if one.start - start >= hit.end() - 1]
        if any(one.has_day for one in after):
            return after
    return times


def _gone(one: TimeMention) -> bool:
    return one.has_day and (one.at(Use.ANY) or "") < one.now.date().isoformat()


_TOLD_TEAM = re.compile(
    r"(?<![a-z])(?:everyone|everybody|(?:the |my |our )?(?:whole |entire )team|(?:remind|tell|ask|get|have|"
    r"ping|nudge) (?:the|my|our) team|all (?:the )?reps)(?![a-z])"
    r"|(?:提醒|让|叫|请|通知|跟|给)(?:全[队组员体]|整[队组]|团队)|所有(?:人|同事)|大家|大伙"
    r"|(?:全[队组员体]|整[队组]|团队)(?=的?人(?!数)|成员|同事|同仁|全|都|每|[\x0c\x0d])"
)


def _task(heard: Heard) -> Filled:
    """done, cancel: a reminder by its number or its customer."""
    return {"kind": _kind(heard) or _some_task(heard)}


def _reschedule(heard: Heard) -> Filled:
    return {"kind": _kind(heard) or _some_task(heard), **_moved(heard)}


def _moved(heard: Heard) -> Filled:
    if not heard.times:
        return {}
    last = _last(heard.times)
    if last.shift and not heard.has(_FROM_NOW):
        return {"shift": last.shift}
    return {"at": last.at(Use.FUTURE)}


_FROM_NOW = re.compile(r"(?<![a-z])(?:snooze|remind me again|again in)(?![a-z])|稍后|再提醒|过")


def _reassign(heard: Heard) -> Filled:
    kind = vocabulary.KIND.find(heard.words) or _some_task(heard)
    return {"kind": kind, "to": heard.person("to", "assignee", "owner") or "me"}


def _done(heard: Heard) -> Filled:
    return {"kind": _kind(heard) or _some_task(heard), "note": heard.free("note")}


def _some_task(heard: Heard) -> str | None:
    """Return the kind "task" where a task is spoken of, and not by its number."""
    return None if heard.numbers else "task" if _TASK.search(heard.all_words) else None


_TASK = re.compile(r"(?<![a-z])(?:tasks?|to-?dos?)(?![a-z])|任务|待办")


def _note_only(heard: Heard) -> Filled:
    return {"note": heard.free("note")}


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
    field = _field(heard)
    contact = heard.first("contact")
    if field == "birthday" and not contact and heard.has(_PRIVATE):
        contact = heard.first("customer")
    ends = field == "co_owner" and heard.has(_NO_MORE)
    return {
        "contact": contact,
        "field": field,
        "value": _value_of(field, heard),
        "remove": True if ends else None,
    }


_NO_MORE = re.compile(
    r"(?<![a-z])(?:stop|unshare|no longer|not any more|remove|end|take \S+ off|isn't|drop)(?![a-z])"
    r"|不再|别再|不要再|取消|停止|移除|去掉|拿掉|不用再|唔再"
)


def _field(heard: Heard) -> str:
    """Return the field meant, as its value tells: an address of mail, a number, a tier or none."""
    said = heard.first("value")
    if said and said == heard.mark("<mail>"):
        return "email"
    if heard.sub == "tier" and not vocabulary.TIER.find(heard.all_words):
        return "lifecycle" if vocabulary.LIFECYCLE.find(heard.words) else "tier"
    return heard.sub


_PRIVATE = re.compile(r"(?:客户|(?<![a-z])(?:customer|client) )\x0e")
"""A person who is called a customer."""


def _value_of(field: str, heard: Heard) -> Any:
    match field:
        case "tier":
            return vocabulary.TIER.meant(heard.all_words)
        case "left" | "no_contact":
            return not heard.has(_AGAIN[field])
        case "lifecycle":
            said = heard.first("value")
            return (
                vocabulary.LIFECYCLE.meant(heard.all_words)
                if not said or _BARE_LIFECYCLE.fullmatch(small(plain(said)))
                else said
            )
        case "phone":
            return heard.mark("<phone>") or heard.first("value")
        case "email":
            return heard.mark("<mail>") or heard.first("value")
        case "birthday" if heard.times:
            one = _last(heard.times)
            return one.yearless or one.at(Use.ANY)
        case "renewal" if heard.times:
            return _last(heard.times).at(Use.CLOSE)
        case "name" | "alias" if not heard.first("value"):
            hit = _CALLED.search(heard.plain_typed)
            return heard.typed[hit.end() :].strip(" .,!。，！」\"'") or None if hit else None
        case _:
            return heard.first("value", "industry", "region", "source", "title", "to", "owner")


_CALLED = re.compile(
    r"(?<![a-z])(?:also )?(?:known as|aka|goes by|called|renamed? .+ to|rename .+ to|alias(?: is)?) |"
    r"(?:又叫|也叫|别名[是为]?|简称|又名|改名[为叫成]?|更名[为成]?)(?=.)"
)
"""What comes before another name of a customer."""
_AGAIN = {
    "left": re.compile(
        r"(?<![a-z])(?:back|returned|not left|hasn't left|still there)(?![a-z])|回来了|没离职|没走"
    ),
    "no_contact": re.compile(
        r"(?<![a-z])(?:can be contacted|contact(?:able)? again|lift|remove|unblock|ok to)(?![a-z])|"
        r"可以再?联[系络]|恢复联[系络]|解除|取消"
    ),
}
"""What takes the flag away again."""
_BARE_LIFECYCLE = re.compile(vocabulary.LIFECYCLE.way + r"(?:客户|客户了|期|阶段)?(?: customers?)?")


def _assign(heard: Heard) -> Filled:
    giver = heard.person("from") or ("me" if not heard.all("customer") and heard.has(_ALL_MINE) else None)
    return {"from": giver, "to": heard.person("to", "assignee", "owner") or _to_me(heard)}


_ALL_MINE = re.compile(
    r"(?<![a-z])my (?:\w+ )?(?:customers|accounts|clients|book|portfolio|lot)(?![a-z])|"
    r"everything (?:of mine|i (?:have|own))"
    r"|(?:我|俺|本人|咱)(?!们)[^,!]{0,14}(?:手[里上头]|名下|(?:所有|全部)(?:的)?客户)"
)


def _to_me(heard: Heard) -> str | None:
    return "me" if re.search(r"(?<![a-z])(?:me|myself|mine)(?![a-z])|我", heard.words) else None


def _merge(heard: Heard) -> Filled:
    return {"into": heard.first("into")}


_INTO_FIRST = re.compile(
    r"(?<![a-z])(?:keep (?:the )?(?:first|former)|(?:former|first) (?:one )?(?:shall |should |must |"
    r"to )?(?:stays?|remains?)|into the (?:first|former))(?![a-z])|前者|[到进合并]前[面头]|保留前|留前"
)


def merged(heard: Heard, names: list[str]) -> tuple[str | None, list[str]]:
    """Return into which of several names the others go: "… the latter remains", 留全称; else the last."""
    if len(names) < 2:
        return None, names
    into = names[0] if heard.has(_INTO_FIRST) else names[-1]
    if heard.has(_LONGER):
        into = max(names, key=len)
    return into, [name for name in names if name != into]


_LONGER = re.compile(r"(?<![a-z])(?:full name|longer)(?![a-z])|全称|全名|长的那")

# ---- deals and money -----------------------------------------------------------------------------------


def _add_deal(heard: Heard) -> Filled:
    return {
        "title": heard.free("title", "item"),
        **heard.money,
        "stage": vocabulary.STAGE.meant(heard.words),
        **_close(heard),
    }


def _update_deal(heard: Heard) -> Filled:
    stage = vocabulary.STAGE.meant(heard.words) or vocabulary.STAGE.misspelt(heard.words)
    if not stage and not heard.money and not heard.times:
        stage = vocabulary.STAGE.meant(heard.unnamed)
    return {
        "stage": stage,
        **heard.money,
        **({} if stage in ("won", "lost") else _close(heard)),
        "reason": heard.free("reason"),
    }


def _sold(heard: Heard) -> Filled:
    return {**heard.money, "item": heard.free("item", "title"), **_at(heard)}


def _paid(heard: Heard) -> Filled:
    return {**heard.money, **_at(heard)}


# ---- service -------------------------------------------------------------------------------------------


def _ticket(heard: Heard) -> Filled:
    return {
        "kind": heard.sub,
        "contact": heard.first("contact"),
        "note": heard.free("note", "item", "reason"),
    }


def _rate(heard: Heard) -> Filled:
    said = next((heard.said(role) for role in heard.roles("score")), None)
    score = figures.score(said) if said else None
    return {"score": figures.scored(heard.words) if score is None else score, **_at(heard)}


# ---- questions -----------------------------------------------------------------------------------------


def _history(heard: Heard) -> Filled:
    owner = _owner(heard) or (heard.first("customer") if _DOINGS.search(heard.words) else None)
    kind = vocabulary.LOGGED.find(heard.words) or vocabulary.KIND_VERB.find(heard.words)
    return {"owner": owner, "kind": kind, **_period(heard, Use.PERIOD_PAST)}


_DOINGS = re.compile(
    r"(?<![a-z])(?:what (?:did|has|have|was|is|'s) \x0e* ?(?:do|done|doing|been)|been up to|been doing|"
    r"get up to)(?![a-z])"
    r"|\x0e[\x0c\x0d都又还]*[做干忙][了过咗紧]?(?:什么|啥|咩|乜|嘛|些什么|哪些)"
)
"""What somebody did: the name is that of a colleague."""


def _list_customers(heard: Heard) -> Filled:
    return {
        "tier": vocabulary.TIER.find(heard.words),
        "owner": _owner(heard),
        "stage": vocabulary.STAGE.find(heard.words),
        "region": heard.first("region", "customer"),
        "industry": _bare(heard.first("industry")),
        "idle_days": next((mention.days for mention in heard.times if mention.days), None),
        "pool": True if heard.has(_POOL) else None,
    }


def _list_tasks(heard: Heard) -> Filled:
    return {
        **_period(heard, Use.PERIOD_FUTURE),
        "owner": _owner(heard),
        "kind": _kind(heard),
        "overdue": True if heard.has(_OVERDUE) else None,
    }


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
    by, words = vocabulary.split_by(heard.words)
    by = by or next((_BY_RHYTHM[one.repeat] for one in heard.times if one.repeat in _BY_RHYTHM), None)
    return {
        "metric": heard.sub or None,
        "owner": heard.person("owner", "assignee", "to", "from") or _whose(words),
        "by": by,
        **_period(heard, Use.PERIOD_PAST),
    }


_BY_RHYTHM = {"weekly": "week", "monthly": "month"}


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
    return {
        "title": heard.first("title"),
        "amount": heard.money.get("amount"),
        **_period(heard, Use.PERIOD_PAST),
    }


def _setting(heard: Heard) -> Filled:
    field = heard.sub
    filled: Filled = {"field": field, "value": _setting_value(field, heard)}
    if field == "away":
        filled["to"] = heard.person("to", "assignee", "owner")
    return filled


def _setting_value(field: str, heard: Heard) -> Any:
    match field:
        case "language":
            if heard.has(_TRADITIONAL):
                return "zh-Hant"
            return vocabulary.LANGUAGE.meant(heard.all_words) or locales.language(heard.all_words)
        case "timezone":
            return locales.timezone(heard.typed) or heard.first("value")
        case "digest_time":
            return _digest_time(heard)
        case "work_hours" | "quiet_hours":
            return figures.hours(heard.plain_typed, at_night=field == "quiet_hours")
        case "mute" | "away":
            return _until(heard) if heard.times else "off" if heard.has(_OFF) else None
        case "pool_days":
            return figures.days(heard.plain_typed)
        case "cadence":
            days, tier = figures.days(heard.plain_typed), vocabulary.TIER.find(heard.words)
            return f"{tier} {days}" if tier and days else days
        case _:
            return _said(_LENGTHS if field == "response_time" else _WEEKDAYS, heard) or heard.first("value")


_TRADITIONAL = re.compile(r"(?<![a-z])traditional(?![a-z])|繁")


def _said(way: re.Pattern[str], heard: Heard) -> str | None:
    hit = way.search(heard.plain_typed)
    return heard.typed[hit.start() : hit.end()] if hit else None


_LENGTHS = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十两半]+|(?<![a-z])(?:an?|one|two|three|four|five|"
    r"six)) ?-?个?(?:working |business |工作)?(?:hours?|hrs?|h|mins?|minutes?|days?|d|小时|钟头|钟|分钟|天|"
    r"日)"
)
_WEEKDAYS = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* ?(?:-|to|through|till|until) ?(?:mon|tue|wed|thu|fri|sat|"
    r"sun)[a-z]*|(?:周|星期|礼拜)[一二三四五六日天] ?[到至-] ?(?:周|星期|礼拜)?[一二三四五六日天]"
)
_MORNING = re.compile(r"(?<![a-z])(?:morning|am)(?![a-z])|早|朝|上午")


def _digest_time(heard: Heard) -> str | None:
    if not heard.times:
        return heard.first("value")
    clock = joined(heard.times).clock
    if clock and clock >= "12:00" and heard.has(_MORNING):
        return f"{int(clock[:2]) - 12:02}{clock[2:]}"
    return clock


def _until(heard: Heard) -> str | None:
    """Return when it ends: of "from … to …" the latter."""
    last = heard.times[-1]
    one = last.parts[-1] if last.parts else last if last.has_day else joined(heard.times)
    if one.is_period and (period := one.period(Use.FUTURE)):
        return period["to"]
    return one.at(Use.FUTURE)


def _bind(heard: Heard) -> Filled:
    return {
        "team": heard.first("team", "value"),
        "language": vocabulary.LANGUAGE.meant(heard.words),
        "clearance": vocabulary.CLEARANCE.find(heard.all_words),
    }


def _approve(heard: Heard) -> Filled:
    as_what = _AS_WHAT.search(heard.all_words)
    role = vocabulary.ROLE.find(heard.all_words[as_what.end() :]) if as_what else None
    return {"role": role, "team": heard.first("team"), **_decision(heard)}


_AS_WHAT = re.compile(
    r"(?<![a-z])(?:as|make (?:him|her|them|it))(?: an?)?(?![a-z])|作为|当|身[份分]是?|做|以|设为|设成"
)


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
    "resolve": _note_only,
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
    "approve": _approve,
    "decline": _decision,
    "erase": _erase,
}
