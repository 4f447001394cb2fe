"""From words or actions to a plan or a question: all is settled on a reader, nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from domain.act import OpenSlot, Question
from domain.facts import Fact, NotAllowed, NotUnderstood, NotYetPossible, Refused
from domain.incoming import Doubt, Reading, Said, Situation
from domain.policy import Deed
from domain.ports import View
from domain.reminder import When
from domain.turn import Turn
from handlers.actions import ACTIONS
from handlers.allow import must_be_allowed
from handlers.declare import Action, Ask
from handlers.settle import Coming, CustomerRef, Draft, Unsettled, maybe_customer, the_customer
from handlers.understanding import interpret, spans


@dataclass(frozen=True)
class Step:
    """One action with every slot settled, beside what was said."""

    action: Action
    said: Said
    settled: dict[str, Any]

    def wish(self) -> Any:
        """Return what its handler is given."""
        return self.action.wish(**self.settled)


@dataclass(frozen=True)
class Plan:
    """A message that can be carried out: all of it, or none. `takes` is a question that it settles beside
    what it says, `joins` an act that it goes on with."""

    steps: tuple[Step, ...]
    answers: Question | None = None
    chosen: str | None = None
    takes: Question | None = None
    joins: int | None = None

    @property
    def asks(self) -> tuple[Step, ...]:
        """The steps that only read."""
        return tuple(step for step in self.steps if isinstance(step.action, Ask))

    @property
    def changes(self) -> tuple[Step, ...]:
        """The steps that write."""
        return tuple(step for step in self.steps if not isinstance(step.action, Ask))


@dataclass(frozen=True)
class Correction:
    """An act to be put right: what it should have been is settled on what stands once it is taken back.
    `anew`: words of their own say so, and put aside what was asked."""

    corrects: int
    actions: tuple[Said, ...]
    answers: Question | None = None
    chosen: str | None = None
    anew: bool = False


@dataclass(frozen=True)
class Inquiry:
    """A message of which one slot must be asked: `answers` is the question that goes on being asked."""

    actions: tuple[Said, ...]
    open: OpenSlot
    corrects: int | None = None
    answers: Question | None = None


@dataclass(frozen=True)
class Told:
    """Facts already known: reports, refusals, and what a press on an old question comes to."""

    facts: tuple[Fact, ...]
    speaks_of: int | None = None
    answers: Question | None = None
    chosen: str | None = None
    dropped: bool = field(default=False)


@dataclass(frozen=True)
class Extension:
    """A message that joins what is asked about already: the question stands, for all of these."""

    question: Question
    actions: tuple[Said, ...]


Outcome = Plan | Correction | Inquiry | Extension | Told


@dataclass(frozen=True)
class Words:
    """Words said in a turn, understood once however often they are looked at."""

    text: str
    turn: Turn
    view: View

    @cached_property
    def situation(self) -> Situation:
        """What understanding may know beside the words: names the store knows among them."""
        spoken_of = self.view.customers.find(self.turn.spoken_of)
        called = (name for person in self.view.people.all() for name in person.called)
        return Situation(
            now_local=self.turn.said_local,
            channel="dm" if self.turn.private else "group",
            context_customer=spoken_of.name if spoken_of else None,
            customers=self.view.customers.known_in(spans(self.text)),
            people=tuple(name for name in called if name in self.text),
        )

    @cached_property
    def reading(self) -> Reading:
        """What they ask for."""
        return interpret(self.text, self.situation)


def plan_words(words: Words) -> Outcome:
    """Understand words and settle what they ask for."""
    reading = words.reading
    if not reading.actions:
        return Told((NotUnderstood(nearest(words.text)),))
    return plan_actions(reading.actions, words.turn, words.view, doubts=reading.doubts)


def plan_actions(
    actions: Sequence[Said],
    turn: Turn,
    view: View,
    *,
    doubts: Sequence[Doubt] = (),
    answers: Question | None = None,
    chosen: str | None = None,
) -> Outcome:
    """Settle every slot of every action: a plan if all of them are, else the first that must be asked."""
    actions = tuple(actions)
    settled = settle_all(actions, turn, view, doubts)
    if isinstance(settled, Inquiry):
        return replace(settled, answers=answers)
    made = Plan(settled, answers, chosen)
    if made.changes:
        return made
    facts = tuple(step.action.handler(step.wish(), view, turn) for step in made.asks)  # type: ignore[arg-type]
    return Told(facts, speaks_of(made.steps), answers, chosen)


def settle_all(
    actions: tuple[Said, ...], turn: Turn, view: View, doubts: Sequence[Doubt] = ()
) -> tuple[Step, ...] | Inquiry:
    """Return all actions settled, or what must be asked first."""
    steps: list[Step] = []
    coming: tuple[str, ...] = ()
    meant: dict[str, CustomerRef] = {}
    for number, said in enumerate(actions):
        draft = Draft(turn, view, said, coming=coming, meant=meant)
        unsure = {doubt.slot for doubt in doubts if doubt.action == number}
        step = _settle(draft, unsure)
        if isinstance(step, _Open):
            return Inquiry(actions, step.unsettled.slot(number, step.slot))
        steps.append(step)
        if said.name == "add_customer":
            coming = (*coming, step.settled["customer"])
    return tuple(steps)


@dataclass(frozen=True)
class _Open:
    slot: str
    unsettled: Unsettled


BY_NAME = (the_customer, maybe_customer)
"""What these settle is looked up among the customers there are: that settles a doubt, or asks better."""


def _settle(draft: Draft, unsure: set[str]) -> Step | _Open:
    action = ACTIONS.get(draft.said.name)
    if action is None:
        raise Refused(NotYetPossible(draft.said.name))
    for slot, settler in action.settle.items():
        try:
            if slot in unsure and settler not in BY_NAME and not isinstance(action, Ask):
                raise Unsettled("unsure", _typed(draft.value(slot)), ())
            draft.settled[slot] = settler(draft, draft.value(slot))
        except Unsettled as unsettled:
            return _Open(slot, unsettled)
        must_be_allowed(action, draft.settled, draft.turn.viewer, draft.view, slot=slot)
    return Step(action, _remembered(draft), dict(draft.settled))


def _typed(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _remembered(draft: Draft) -> Said:
    """Return what was said with records by their ids and times in full: what *Change* and the trail
    start from."""
    slots = dict(draft.said.slots)
    for slot, value in draft.settled.items():
        if isinstance(value, Coming):
            slots[slot] = value.name
        elif isinstance(value, When):
            slots[slot] = value.iso
        elif isinstance(value, CustomerRef) or (hasattr(value, "id") and hasattr(value, "version")):
            slots[slot] = {"id": value.id}
    return Said(draft.said.name, slots)


def ties(outcome: Outcome) -> bool:
    """Return whether a message ties the group, is refused that, or what it is asked would."""
    match outcome:
        case Plan():
            return any(step.action.name == "bind" for step in outcome.steps)
        case Inquiry():
            return _names_it(outcome.actions)
        case Told():
            refused = any(isinstance(fact, NotAllowed) and fact.action == Deed.BIND for fact in outcome.facts)
            return refused or (outcome.answers is not None and _names_it(outcome.answers.actions))
        case _:
            return False


def _names_it(actions: Sequence[Said]) -> bool:
    return any(said.name == "bind" for said in actions)


def speaks_of(steps: Sequence[Step]) -> int | None:
    """Return the customer a message spoke of last."""
    refs = [value.id for step in steps for value in step.settled.values() if isinstance(value, CustomerRef)]
    return refs[-1] if refs else None


def nearest(text: str) -> tuple[str, ...]:
    """Return the things one can say that come closest to words that were not understood."""
    lowered = text.casefold()
    close = [name for name, words in _HINTS.items() if any(word in lowered for word in words)]
    return tuple(close[:3]) or ("log", "remind", "help")


_HINTS = {
    "remind": ("remind", "later", "tomorrow", "提醒", "明天", "下周", "下週"),
    "update_deal": ("deal", "stage", "amount", "商机", "商機", "阶段", "階段", "金额", "金額"),
    "show": ("who", "what", "about", "客户", "客戶", "情况", "情況"),
    "pipeline": ("pipeline", "forecast", "漏斗", "管道"),
    "list_tasks": ("today", "todo", "task", "今天", "安排", "待办", "待辦"),
    "log": ("visit", "call", "met", "meeting", "拜访", "拜訪", "电话", "電話", "见", "見"),
}
