"""What the stretches of a message take over from those before: customers, colleagues, contacts, periods."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.incoming import Said
from handlers.understanding import slots, vocabulary
from handlers.understanding.filling import Filled
from handlers.understanding.heard import Heard
from handlers.understanding.shapes import SHAPES, Whose

_HE = re.compile(r"(?<![a-z])(?:he|him|his|she|her|he's|she's|he'll|she'll)(?![a-z])|(?<!其)他(?!们|家)|她(?!们|家)|佢(?!哋)")
_THEY = re.compile(
    r"(?<![a-z])(?:they|them|their|theirs|it|its|he|him|his|she|her|there|em|'em|'m|dem)(?![a-z])"
    r"|[他她它牠佢人]们|佢|其(?!他|它|余|实)|他|她|它|对方|该(?:院|校|司|行|店|厂|局|公司|客户|单位|所)|[这那]家|ta家|人家|人哋|那边"
)
_AGENT = re.compile(
    r"(?<![a-z])(?:he|she)(?:'ll|'s to)?(?: then| also)? (?:must|has|should|shall|will|needs?|to|can|is|could|may|ought)(?![a-z])"
    r"|(?<![a-z])(?:let|get|have|ask|tell|make|remind|want|need|send)s? (?:him|her)(?![a-z])"
    r"|(?:[让叫请由派催嘱要喊]|提醒|安排|通知)(?:他|她|佢)|(?<![给跟同找约请见陪俾畀到访帮对])(?:他|她|佢)(?:再|去|来|负责|先)"
)
"""Somebody spoken of who is to do it, unlike "call him"."""
_BOTH = re.compile(
    r"(?<![a-z])(?:both|all (?:of them|three|four|two|five)|each of them|the (?:two|three) of them)(?![a-z])"
    r"|[这那前后]?[两二三四五几](?:个|家|间|边|位|处)(?=[都也再一,]|$|要)"
)
_HOW_MANY = {"both": 2, "two": 2, "三": 3, "three": 3, "四": 4, "four": 4, "五": 5, "five": 5, "两": 2, "二": 2}
_SAME = re.compile(r"(?<![a-z])(?:same|likewise|ditto|too|as well)(?![a-z])|一样|同样|照样|也是|也[要列]")
_THEN = re.compile(r"(?<![a-z])then(?![a-z])|到时|到那时|届时|嗰阵|同日")

_PERIODIC = frozenset({"report", "forecast", "pipeline", "history"})
_ASKED_OF = _PERIODIC | {"list_tasks"}
"""Questions about somebody's doings in a period."""
_REMINDERS = frozenset({"remind", "done", "cancel", "reschedule", "reassign"})
_ONE = re.compile(r"(?<![a-z])one(?![a-z])|[嗰那]个|(?<=\x0e)的(?=取消|改|推|也|干脆|延|往|挪|$)|(?<=\x0e)的")
_OF_PEOPLE = frozenset({"birthday", "title", "left"})
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
    said: list[Said] = field(default_factory=list)

    def customers_of(self, heard: Heard, filled: Filled) -> list[str]:
        """Return the customers an action is about: those it names, else those spoken of."""
        named = [name for name in heard.all("customer") if not slots.is_pronoun(name)]
        if heard.name in ("show", "claim", "release") and not named:
            named = [n for n in [heard.first("value", "contact", "into")] if n]
        whose = SHAPES[heard.name].whose
        if named or whose in (Whose.NOBODYS, Whose.OWN):
            return named
        if heard.has(_BOTH) and len(self.ever) > 1:
            many = next((n for word, n in _HOW_MANY.items() if word in heard.words), 2)
            return self.ever[-many:]
        if filled.get("contact") in self.of_contact:
            return self.of_contact[filled["contact"]]
        return self._carried() if self._needs_one(heard, filled, whose) else []

    def _carried(self) -> list[str]:
        return list(self.customers) or ([self.context] if self.context else [])

    def _needs_one(self, heard: Heard, filled: Filled, whose: Whose) -> bool:
        if whose is Whose.CARRIED:
            return not (heard.name == "assign" and filled.get("from"))
        if heard.name == "campaign":
            return False
        if heard.name == "history" and "owner" not in filled:
            return True
        return heard.has(_THEY) or bool(heard.name == "tickets" and self.customers)

    def completed(self, heard: Heard, filled: Filled) -> Filled:
        """Return the slots with those that an earlier stretch fills."""
        match heard.name:
            case "target":
                return self._before("target", "owner", "period", "metric") | filled
            case "report" | "forecast" | "pipeline" | "history" | "list_tasks":
                filled = self._asked(heard, filled)
            case "tickets":
                filled = self._tickets(heard, filled)
            case "remind" if "assignee" not in filled and self.person and heard.has(_AGENT):
                filled["assignee"] = self.person
            case "assign":
                filled = self._assigned(heard, filled)
            case "set_customer":
                filled = self._set(heard, filled)
            case "add_contact" if self.contact:
                filled.setdefault("contact", self.contact)
            case "done" | "cancel" | "reschedule" | "reassign" if "kind" not in filled:
                filled |= self._kind(heard)
            case "note" if self.contact and heard.has(_HE):
                filled.setdefault("contact", self.contact)
            case "setting" if "value" not in filled and heard.has(_THEN):
                filled |= self._before("setting", "value")
        return filled

    def _asked(self, heard: Heard, filled: Filled) -> Filled:
        if "owner" not in filled and self.person and heard.has(_HE):
            filled["owner"] = self.person
        before = next((one for one in reversed(self.said) if one.name in _ASKED_OF), None)
        if before is None:
            return filled
        whole = "owner" not in filled and "period" not in filled and "overdue" not in filled
        if whole and "customer" not in filled and not heard.all("customer"):
            filled |= _only(before, "owner", "period")
        elif "owner" not in filled and filled.get("by") != "owner" and "overdue" not in filled and "customer" not in filled and not heard.all("customer"):
            filled = _only(before, "owner") | filled
        elif heard.name in _PERIODIC and before.name in _PERIODIC:
            filled = _only(before, "period") | filled
        if heard.name == "report" and heard.has(_SAME_FOR):
            filled = self._before("report", "by") | filled
        if heard.name == "list_tasks" and before.name == "list_tasks" and not heard.has(_THINGS):
            filled = _only(before, "kind") | filled
        return filled

    def _tickets(self, heard: Heard, filled: Filled) -> Filled:
        before = self.said[-1] if self.said else None
        if before is None or "kind" in filled or heard.has(_THINGS):
            return filled
        if before.name == "report" and before.slots.get("metric") == "complaints":
            return _only(before, "period") | {"kind": "complaint"} | filled
        return _only(before, "kind", "period") | filled if before.name == "tickets" else filled

    def _kind(self, heard: Heard) -> Filled:
        """Return the kind of the reminder spoken of before: "… and the Acme one", 和而泰的取消."""
        before = self.said[-1] if self.said else None
        if before is None or before.name not in _REMINDERS:
            return {}
        names = heard.all("customer")
        alike = names == [before.slots.get("customer")] or (not names and not heard.numbers)
        return _only(before, "kind") if alike or (names and heard.has(_ONE)) else {}

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
        if self.contact and not heard.all("customer") and (
            name in _OF_PEOPLE or (name in ("phone", "email") and (about or heard.has(_HE)))
        ):
            filled.setdefault("contact", self.contact)
        return filled

    def _before(self, action: str, *names: str) -> Filled:
        """Return slots of the last action of a name."""
        last = next((one for one in reversed(self.said) if one.name == action), None)
        return _only(last, *names) if last else {}

    def with_contact(self, heard: Heard, filled: Filled, customers: Sequence[str]) -> Filled:
        """Return the slots of a reminder with the contact spoken of, where it is about the same customer."""
        if heard.name == "remind" and "contact" not in filled and self.contact:
            if self.of_contact.get(self.contact) == list(customers):
                return filled | {"contact": self.contact}
        return filled

    def hear(self, heard: Heard, said: Sequence[Said]) -> None:
        """Remember what an action spoke of."""
        self.said += said
        names = [one.slots["into"] if one.name == "merge" and one.slots.get("into") else one.slots.get("customer") for one in said]
        if customers := list(dict.fromkeys(name for name in names if name)):
            self.customers = customers
            self.ever += [name for name in customers if name not in self.ever]
        people = [who for who in heard.people("owner", "from", "assignee", "to") if who not in ("me", "team")]
        if people:
            self.person = people[-1]
        if contact := next((one.slots["contact"] for one in said if one.slots.get("contact")), None):
            self.contact = contact
            self.of_contact[contact] = customers


_THINGS = re.compile(r"(?<![a-z])(?:tasks?|things?|stuff|todos?|tickets?|cases?|issues?|anything|plan)(?![a-z])|工单|任务|待办|安排|事|单|活")
_ALL_OF = re.compile(r"(?<![a-z])(?:customers|accounts|clients|everything|all)(?![a-z])|手[上里头]|名下|全部|通通|所有|客户")
_SAME_FOR = re.compile(r"(?<![a-z])same(?![a-z])|一样|同样|^(?:,|and| )*[\x0c\x0d]+(?:'s|too|as well|[的也都要来列份给看我]| )*$")


def _only(said: Said, *names: str) -> Filled:
    return {name: said.slots[name] for name in names if said.slots.get(name) is not None}


def each_own(heard: Heard, filled: Filled) -> list[Filled]:
    """Return the slots once for each of several people said together: "Rashid and Layla both to call"."""
    slot = _EACH_OWN.get(heard.name)
    if slot is None or len(people := heard.people(slot)) < 2:
        return [filled]
    return [filled | {slot: who} for who in people]

