"""What the stretches of a message take over from those before: customers, colleagues, contacts, periods."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.incoming import Said
from handlers.understanding import figures, slots
from handlers.understanding.filling import Filled
from handlers.understanding.heard import Heard
from handlers.understanding.marked import plain, small
from handlers.understanding.shapes import SHAPES, Whose
from handlers.understanding.times import Use

_HE = re.compile(
    r"(?<![a-z])(?:he|him|his|she|her|he's|she's|he'll|she'll)(?![a-z])|(?<!其)他(?!们|家)|她(?!们|家)|"
    r"佢(?!哋)"
)
THEY = re.compile(
    r"(?<![a-z])(?:they|them|their|theirs|it|its|he|him|his|she|her|there|em|'em|'m|dem)(?![a-z])"
    r"|[他她它牠佢人]们|佢|其(?!他|它|余|实)|他|她|它|对方|该(?:院|校|司|行|店|厂|局|公司|客户|单位|所)|"
    r"[这那]家|ta家|人家|人哋|那边"
)
_AGENT = re.compile(
    r"(?<![a-z])(?:he|she)(?:'ll|'s to)?(?: then| also)? (?:must|has|should|shall|will|needs?|to|can|is|"
    r"could|may|ought)(?![a-z])"
    r"|(?<![a-z])(?:let|get|have|ask|tell|make|remind|want|need|send)s? (?:him|her)(?![a-z])"
    r"|(?:[让叫请由派催嘱要喊]|提醒|安排|通知)(?:他|她|佢)|(?<![给跟同找约请见陪俾畀到访帮对])(?:他|她|"
    r"佢)(?:再|去|来|负责|先)"
)
"""Somebody spoken of who is to do it, unlike "call him"."""
_BOTH = re.compile(
    r"(?<![a-z])(?:both|all (?:of them|three|four|two|five)|each of them|the (?:two|three) of them)(?![a-z])"
    r"|[这那前后]?[两二三四五几](?:个|家|间|边|位|处)(?=[都也再一,]|$|要)"
)
_HOW_MANY = {
    "both": 2,
    "two": 2,
    "三": 3,
    "three": 3,
    "四": 4,
    "four": 4,
    "五": 5,
    "five": 5,
    "两": 2,
    "二": 2,
}
_SAME = re.compile(r"(?<![a-z])(?:same|likewise|ditto|too|as well)(?![a-z])|一样|同样|照样|也是|也[要列]")
_THEN = re.compile(r"(?<![a-z])then(?![a-z])|到时|到那时|届时|嗰阵|同日")

_PERIODIC = frozenset({"report", "forecast", "pipeline", "history"})
_ASKED_OF = _PERIODIC | {"list_tasks"}
"""Questions about somebody's doings in a period."""
_REMINDERS = frozenset({"remind", "done", "cancel", "reschedule", "reassign"})
_ONE = re.compile(r"(?<![a-z])one(?![a-z])|[嗰那]个|(?<=\x0e)的(?=取消|改|推|也|干脆|延|往|挪|$)|(?<=\x0e)的")
OF_PEOPLE = frozenset({"birthday", "title", "left"})
"""Fields of a contact; the others may be of the customer."""
_EACH_OWN = {"remind": "assignee"} | dict.fromkeys((*_ASKED_OF, "digest", "target"), "owner")
"""The slot of which each of several people said together gets an action."""


@dataclass
class Spoken:
    """What has been spoken of in a message so far; `context` is the customer of the messages before."""

    context: str | None = None
    customers: list[str] = field(default_factory=list)
    ever: list[str] = field(default_factory=list)
    person: str | None = None
    contact: str | None = None
    of_contact: dict[str, list[str]] = field(default_factory=dict)
    day: str | None = None
    said: list[Said] = field(default_factory=list)

    def customers_of(self, heard: Heard, filled: Filled) -> list[str]:
        """Return the customers an action is about: those it names, else those spoken of."""
        whose = SHAPES[heard.name].whose
        if whose is Whose.NOBODYS:
            return []
        named = [name for name in heard.all("customer") if _is_customer(name, filled)]
        if heard.name in ("show", "claim", "release") and not named:
            named = [n for n in [heard.first("value", "contact", "into")] if n]
        if named or whose is Whose.OWN:
            return named
        if heard.has(_BOTH) and len(self.ever) > 1:
            many = next((n for word, n in _HOW_MANY.items() if word in heard.words), 2)
            return self.ever[-many:]
        if filled.get("contact") in self.of_contact:
            return self.of_contact[filled["contact"]]
        return self._carried() if self._needs_one(heard, filled, whose) else []

    def _carried(self) -> list[str]:
        return list(self.customers) or ([self.context] if self.context else [])

    def other_than(self, names: Sequence[str]) -> str | None:
        """Return the customer spoken of, if it is none of some: "merge the other into it"."""
        return next((name for name in self._carried() if name not in names), None)

    def _needs_one(self, heard: Heard, filled: Filled, whose: Whose) -> bool:
        if heard.name == "remind" and heard.sub == "task" and filled.get("note") and not self.customers:
            return heard.has(THEY)
        if whose is Whose.CARRIED:
            return not (heard.name == "assign" and filled.get("from"))
        if heard.name == "campaign":
            return False
        if heard.name == "history" and "owner" not in filled:
            return True
        spoken_of = heard.has(THEY) or any(map(slots.is_pronoun, heard.all("customer")))
        return spoken_of or bool(heard.name == "tickets" and self.customers)

    def completed(self, heard: Heard, filled: Filled) -> Filled:
        """Return the slots with those that an earlier stretch fills."""
        completing = _COMPLETING.get(heard.name)
        return completing(self, heard, filled) if completing else filled

    def _target(self, heard: Heard, filled: Filled) -> Filled:
        owner = {"owner": self.person} if self.person and heard.has(_HE) else {}
        return self._before("target", "owner", "period", "metric") | owner | filled

    def _remind(self, heard: Heard, filled: Filled) -> Filled:
        if self.person and heard.has(_AGENT):
            filled = {"assignee": self.person} | filled
        return filled | self._when(heard, filled)

    def _when(self, heard: Heard, filled: Filled) -> Filled:
        """Return the time of a reminder said by another's: "a week before", 到时, or a mere clock time."""
        day = _day_before(heard) or self.day
        if not day:
            return {}
        if ahead := _ahead(heard.plain_typed):
            return {"at": (date.fromisoformat(day[:10]) - ahead).isoformat()}
        if "at" not in filled and heard.has(_THAT_DAY):
            return {"at": day if heard.has(_SAME_TIME) else day[:10]}
        clock_alone = heard.times and not any(one.has_day or one.shift or one.repeat for one in heard.times)
        if clock_alone and self.said and self.said[-1].name == "remind":
            clock = (filled.get("at") or "")[11:]
            return {"at": f"{day[:10]}T{clock}"} if clock else {}
        return {}

    def _add_contact(self, _heard: Heard, filled: Filled) -> Filled:
        return ({"contact": self.contact} if self.contact else {}) | filled

    def _note(self, heard: Heard, filled: Filled) -> Filled:
        return self._add_contact(heard, filled) if _HE.search(heard.unnamed) else filled

    def _log(self, heard: Heard, filled: Filled) -> Filled:
        named = heard.all("customer")
        same = not named or named == self.of_contact.get(self.contact or "")
        return self._add_contact(heard, filled) if same and heard.has(_HE) else filled

    def _setting(self, heard: Heard, filled: Filled) -> Filled:
        return (self._before("setting", "value") if heard.has(_THEN) else {}) | filled

    def _asked(self, heard: Heard, filled: Filled) -> Filled:
        if "owner" not in filled and self.person and heard.has(_HE):
            filled["owner"] = self.person
        before = next((one for one in reversed(self.said) if one.name in _ASKED_OF), None)
        if before is None:
            return filled
        filled = _only(before, *self._taken(heard, before, filled)) | filled
        if heard.name == "report" and heard.has(_SAME_FOR):
            filled = self._before("report", "by") | filled
        if heard.name == "list_tasks" and before.name == "list_tasks" and not heard.has(_THINGS):
            filled = _only(before, "kind") | filled
        return filled

    def _taken(self, heard: Heard, before: Said, filled: Filled) -> set[str]:
        """Return what a question takes from the one before it: the owner, where it has none of its own nor a
        customer; the period, where it has neither, or both ask for figures of the past or to come."""
        if "overdue" in filled:
            return set()
        nobodys = "owner" not in filled and "customer" not in filled and not heard.all("customer")
        owner = nobodys and filled.get("by") != "owner"
        both = heard.name in _PERIODIC and before.name in _PERIODIC and "owner" in filled
        return ({"owner"} if owner else set()) | ({"period"} if nobodys or both else set())

    def _tickets(self, heard: Heard, filled: Filled) -> Filled:
        before = self.said[-1] if self.said else None
        if before is None or "kind" in filled or heard.has(_THINGS):
            return filled
        if before.name == "report" and before.slots.get("metric") == "complaints":
            return _only(before, "period") | {"kind": "complaint"} | filled
        return _only(before, "kind", "period") | filled if before.name == "tickets" else filled

    def _kind(self, heard: Heard, filled: Filled) -> Filled:
        """Return the slots with the kind of the reminder before: "… and the Acme one", 和而泰的取消."""
        before = self.said[-1] if self.said else None
        if before is None or before.name not in _REMINDERS:
            return filled
        names = heard.all("customer")
        alike = names == [before.slots.get("customer")] or (not names and not heard.numbers)
        return (_only(before, "kind") if alike or (names and heard.has(_ONE)) else {}) | filled

    def _assigned(self, heard: Heard, filled: Filled) -> Filled:
        if self.person and heard.has(_HE) and ("to" not in filled or "from" not in filled):
            if "to" not in filled:
                filled["to"] = self.person
            elif not heard.all("customer") and self.person != filled["to"] and heard.has(_ALL_OF):
                filled["from"] = self.person
        return filled

    def _set(self, heard: Heard, filled: Filled) -> Filled:
        name = filled["field"]
        if filled.get("value") is None and heard.has(_SAME):
            same = next((one for one in reversed(self.said) if one.slots.get("field") == name), None)
            filled |= _only(same, "value") if same else {}
        last = self.said[-1].slots if self.said else {}
        about = bool(last.get("contact")) and last.get("field") != "left"
        if (
            self.contact
            and not heard.all("customer")
            and (name in OF_PEOPLE or (name in ("phone", "email") and (about or heard.has(_HE))))
        ):
            filled.setdefault("contact", self.contact)
        return filled

    def _before(self, action: str, *names: str) -> Filled:
        """Return slots of the last action of a name."""
        last = next((one for one in reversed(self.said) if one.name == action), None)
        return _only(last, *names) if last else {}

    def with_contact(self, heard: Heard, filled: Filled, customers: Sequence[str]) -> Filled:
        """Return the slots of a reminder with the contact spoken of, where it is about the same customer."""
        if heard.name != "remind" or "contact" in filled or not self.contact:
            return filled
        same = self.of_contact.get(self.contact) == list(customers)
        return filled | {"contact": self.contact} if same else filled

    def hear(self, heard: Heard, said: Sequence[Said]) -> None:
        """Remember what an action spoke of."""
        self.said += said
        names = [
            one.slots["into"] if one.name == "merge" and one.slots.get("into") else one.slots.get("customer")
            for one in said
        ]
        if customers := list(dict.fromkeys(name for name in names if name)):
            self.customers = customers
            self.ever += [name for name in customers if name not in self.ever]
        people = [who for who in heard.people("owner", "from", "assignee", "to") if who not in ("me", "team")]
        if people:
            self.person = people[-1]
        self.day = _day_of(heard) or self.day
        if contact := next((one.slots["contact"] for one in said if one.slots.get("contact")), None):
            self.contact = contact
            self.of_contact[contact] = customers


_THINGS = re.compile(
    r"(?<![a-z])(?:tasks?|things?|stuff|todos?|tickets?|cases?|issues?|anything|plan)(?![a-z])|工单|任务|"
    r"待办|安排|事|单|活"
)
_ALL_OF = re.compile(
    r"(?<![a-z])(?:customers|accounts|clients|everything|all)(?![a-z])|手[上里头]|名下|全部|通通|所有|客户"
)
_SAME_FOR = re.compile(
    r"(?<![a-z])same(?![a-z])|一样|同样|^(?:,|and| )*[\x0c\x0d]+(?:'s|too|as well|[的也都要来列份给看我]| )*$"
)


_COMPLETING: Mapping[str, Callable[[Spoken, Heard, Filled], Filled]] = {
    "target": Spoken._target,
    "remind": Spoken._remind,
    "assign": Spoken._assigned,
    "set_customer": Spoken._set,
    "add_contact": Spoken._add_contact,
    "note": Spoken._note,
    "log": Spoken._log,
    "tickets": Spoken._tickets,
    "setting": Spoken._setting,
    **dict.fromkeys(_ASKED_OF, Spoken._asked),
    **dict.fromkeys(("done", "cancel", "reschedule", "reassign"), Spoken._kind),
}


def _is_customer(name: str, filled: Filled) -> bool:
    """Tell whether a name is one of a customer: no pronoun, nor people of ours."""
    return not slots.is_pronoun(name) and slots.person(name) not in ("me", "team", filled.get("owner"))


_AHEAD = re.compile(
    r"(?:提前|[到期日]前|之前|前)(?P<n>\d+|[一二两三四五六七八九十])个?(?P<u>天|日|周|礼拜|星期|月)|"
    r"(?P<day>头天|前一[天晚日]|the day before)"
    r"|(?<![a-z])(?P<m>an?|\d+|one|two|three|four|five|seven|ten|fourteen) (?P<v>day|week|"
    r"month)s? (?:before|ahead|earlier|in advance|prior)"
)
_AHEAD_OF_US = frozenset(
    {
        "remind",
        "reschedule",
        "set_customer",
        "add_deal",
        "update_deal",
        "order",
        "add_contact",
        "note",
        "payment",
    }
)
_THAT_DAY = re.compile(
    r"(?<![a-z])(?:that day|on the day|same (?:day|time)|then)(?![a-z])|当[天日]|那天|到时|届时|同日|嗰日"
)
_SAME_TIME = re.compile(r"(?<![a-z])same time(?![a-z])")


def _ahead(said: str) -> timedelta | None:
    """Return how long before a day spoken of something is to be: "a week before", 提前三天, 头天."""
    hit = _AHEAD.search(said)
    if not hit:
        return None
    if hit["day"]:
        return timedelta(days=1)
    return timedelta(days=figures.days(f"{hit['n'] or hit['m']} {hit['u'] or hit['v']}") or 1)


def _day_before(heard: Heard) -> str | None:
    """Return the day said in the same words as "a week before"."""
    if not _AHEAD.search(heard.plain_typed):
        return None
    days = (one for one in heard.times if one.has_day and not _AHEAD.search(small(plain(one.text))))
    return next((one.at(Use.FUTURE) for one in days), None)


def _day_of(heard: Heard) -> str | None:
    """Return the day to come that an order or a deal speaks of."""
    if heard.name not in _AHEAD_OF_US:
        return None
    days = (one for one in (*heard.times, *heard.times_noted) if one.has_day and not one.is_period)
    return next((one.at(Use.FUTURE) for one in days if not one.repeat), None)


def _only(said: Said, *names: str) -> Filled:
    return {name: said.slots[name] for name in names if said.slots.get(name) is not None}


def each_own(heard: Heard, filled: Filled) -> list[Filled]:
    """Return the slots once for each of several people said together: "Rashid and Layla both to call"."""
    slot = _EACH_OWN.get(heard.name)
    if slot is None or len(people := heard.people(slot)) < 2:
        return [filled]
    return [filled | {slot: who} for who in people]
