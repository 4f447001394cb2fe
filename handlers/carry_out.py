"""What was planned is done: in one short unit of work, all of it or none."""

from dataclasses import replace
from typing import Any

from domain.act import Act, Question, QuestionState
from domain.facts import (
    Asked,
    Corrected,
    CustomerAdded,
    Decided,
    Dropped,
    Fact,
    QuestionGone,
    Refused,
    Undone,
)
from domain.incoming import Address, Said
from domain.outgoing import About
from domain.ports import Stale, Work
from domain.turn import Answer, Closed, Turn
from handlers.allow import must_be_allowed
from handlers.attachments import together
from handlers.change import CHANGEABLE
from handlers.declare import Change
from handlers.plan import Correction, Extension, Inquiry, Outcome, Plan, Step, Told, settle_all
from handlers.settle import Coming, CustomerRef, NewName


class _StillOpen(Exception):  # noqa: N818 - a question, not a fault
    """A correction needs another answer before the act it is about is taken back."""

    def __init__(self, inquiry: Inquiry) -> None:
        """Ask this first."""
        super().__init__()
        self.inquiry = inquiry


def carry_out(outcome: Outcome, work: Work, turn: Turn) -> Answer:
    """Do what was planned and return what is to be told."""
    match outcome:
        case Plan():
            return _do(outcome, work, turn)
        case Correction():
            return _put_right(outcome, work, turn)
        case Inquiry():
            return _ask(outcome, work, turn)
        case Extension():
            return _extend(outcome, work, turn)
        case Told():
            return _tell(outcome, work, turn)


def _do(plan: Plan, work: Work, turn: Turn) -> Answer:
    origin = turn if plan.answers is None else turn.as_of(plan.answers.said_at, plan.answers.source_key)
    if plan.joins is not None:
        return _go_on(plan, plan.joins, work, turn)
    asked = plan.answers or plan.takes
    closed = _close(asked, work, QuestionState.ANSWERED, plan.chosen)
    _set_aside(asked, work, turn)
    steps = _held(plan.changes, work, origin)
    lasts = all(isinstance(step.action, Change) and step.action.final for step in steps)
    act = work.begin_act(_act(origin, () if lasts else tuple(step.said for step in steps)))
    facts = together(_run(steps, work, origin, turn), act.id, work)
    if plan.asks:
        work.follow_up(f"{turn.source_key}+asks", [step.said for step in plan.asks])
    undone = [fact for fact in facts if isinstance(fact, Undone)]
    if undone:
        return Answer(facts, replaces=About("act", undone[0].act), closes=closed)
    if lasts:
        return Answer(facts, replaces=_decided(facts), closes=closed)
    changeable = any(step.action.name in CHANGEABLE for step in steps)
    return Answer(facts, act.id, changeable, closes=closed)


def _decided(facts: tuple[Fact, ...]) -> About | None:
    """Return the request that was decided: its messages make way for what was decided."""
    return next((About("request", fact.request.id) for fact in facts if isinstance(fact, Decided)), None)


def _go_on(plan: Plan, act_id: int, work: Work, turn: Turn) -> Answer:
    """Do more for an act that stands: its card tells of all of it, and its undo takes all of it back."""
    steps = _held(plan.changes, work, turn)
    act = work.go_on(act_id, tuple(step.said for step in steps))
    facts = together(_run(steps, work, turn, turn), act.id, work)
    return Answer(facts, act.id, replaces=About("act", act.id), grows=True)


def _put_right(correction: Correction, work: Work, turn: Turn) -> Answer:
    """Take the act back and do what it should have been, as of when it was said; what is still open is asked
    first, and the act stands until then."""
    try:
        with work.attempt():
            return _corrected(correction, work, turn)
    except _StillOpen as still:
        return _ask(still.inquiry, work, turn)


def _corrected(correction: Correction, work: Work, turn: Turn) -> Answer:
    wrong = work.acts.find(correction.corrects)
    assert wrong is not None
    asked = correction.answers
    origin = _as_its_author(wrong, turn.source_key if asked is None else asked.source_key, turn, work)
    closed = _close(correction.answers, work, QuestionState.ANSWERED, correction.chosen)
    if correction.anew:
        _set_aside(None, work, turn)
    behalf = None if origin.person.id == turn.person.id else origin.person.id
    spoken = turn.as_of(origin.said_at, origin.source_key)
    right = replace(_act(spoken, correction.actions), corrects=wrong.id, on_behalf_id=behalf)
    act = work.begin_act(right)
    work.replace(wrong)
    settled = settle_all(correction.actions, origin, work)
    if isinstance(settled, Inquiry):
        raise _StillOpen(replace(settled, corrects=wrong.id, answers=correction.answers))
    steps = _held(settled, work, origin)
    work.acts.settle(act.id, [step.said for step in steps])
    facts = together(_run(steps, work, origin, turn), act.id, work)
    return Answer((Corrected(wrong.id, facts),), act.id, replaces=About("act", wrong.id), closes=closed)


def _as_its_author(wrong: Act, source_key: str, turn: Turn, work: Work) -> Turn:
    """Return the turn as its author would put the act right, where and as of when it was said; what may be
    seen and done is still up to who does so."""
    before = turn.as_of(wrong.said_at, source_key)
    author = work.people.find(wrong.author_id)
    if author is None:
        return before
    return replace(before, person=author, address=Address(wrong.channel, wrong.chat, wrong.thread))


def _act(turn: Turn, actions: tuple[Said, ...]) -> Act:
    return Act(
        person_id=turn.person.id,
        source_key=turn.source_key,
        said_at=turn.said_at,
        channel=turn.address.channel,
        chat=turn.address.chat,
        thread=turn.address.thread,
        actions=actions,
    )


def _held(steps: tuple[Step, ...], work: Work, turn: Turn) -> tuple[Step, ...]:
    """Return the steps settled anew, with nobody else writing about their customers or adding their names
    from here on. Raise `Stale` where something has moved on since they were planned: two may open a first
    deal, add a contact or a customer at once."""
    settled = [value for step in steps for value in step.settled.values()]
    work.customers.hold({value.id for value in settled if isinstance(value, CustomerRef)})
    for name in sorted({value for value in settled if isinstance(value, NewName)}):
        work.customers.hold_name(name)
    try:
        anew = settle_all(tuple(step.said for step in steps), turn, work)
    except Refused as refused:
        raise Stale(str(refused)) from refused
    if isinstance(anew, Inquiry) or any(
        now.settled != then.settled for now, then in zip(anew, steps, strict=True)
    ):
        raise Stale("what was planned is not what would be planned now")
    return anew


def _run(steps: tuple[Step, ...], work: Work, turn: Turn, spoken: Turn) -> tuple[Fact, ...]:
    """Carry the steps out as of `turn`; what they speak of is remembered as of `spoken`."""
    facts: list[Fact] = []
    added: dict[str, CustomerRef] = {}
    speaks_of = None
    for step in steps:
        settled = {slot: _arrived(value, added) for slot, value in step.settled.items()}
        must_be_allowed(step.action, settled, turn.viewer, work)
        fact: Fact = step.action.handler(replace(step, settled=settled).wish(), work, turn)
        facts.append(fact)
        if isinstance(fact, CustomerAdded):
            customer = fact.customer
            added[step.settled["customer"]] = CustomerRef(customer.id, customer.version, customer.name)
            speaks_of = customer.id
        elif isinstance(ref := settled.get("customer"), CustomerRef):
            speaks_of = ref.id
    if speaks_of is not None:
        work.speak_of(spoken.conversation_id, spoken.person.id, speaks_of, spoken.said_at)
    return tuple(facts)


def _arrived(value: Any, added: dict[str, CustomerRef]) -> Any:
    if not isinstance(value, Coming):
        return value
    for name, ref in added.items():
        if name.casefold() == value.name.casefold():
            return ref
    raise Stale(f"customer {value.name!r} did not come")


def _ask(inquiry: Inquiry, work: Work, turn: Turn) -> Answer:
    """Ask for the open slot. The next slot of a message is a question of its own: a second tap on the one
    that is answered must not answer the next."""
    before = inquiry.answers
    _close(before, work, QuestionState.ANSWERED, None)
    work.questions.set_aside(turn.conversation_id, turn.person.id)
    question = work.questions.ask(
        Question(
            conversation_id=turn.conversation_id,
            person_id=turn.person.id,
            source_key=before.source_key if before else turn.source_key,
            said_at=before.said_at if before else turn.said_at,
            actions=inquiry.actions,
            open=inquiry.open,
            corrects=inquiry.corrects,
        )
    )
    return Answer(
        (_asked(question, inquiry.actions),),
        question=question.id,
        replaces=About("question", before.id) if before else None,
    )


def _extend(extension: Extension, work: Work, turn: Turn) -> Answer:
    """Let a question that stands be for more: nothing is asked anew."""
    question = extension.question
    work.questions.extend(question, extension.actions)
    asked = _asked(question, extension.actions)
    return Answer((asked,), question=question.id, replaces=About("question", question.id), grows=True)


def _asked(question: Question, actions: tuple[Said, ...]) -> Asked:
    slot = question.open
    only_files = all(said.name == "attach" for said in actions)
    return Asked(
        question.id,
        actions[slot.action].name,
        slot.slot,
        slot.why,
        slot.typed,
        slot.options,
        files=len(actions) if only_files and slot.slot == "customer" else 0,
    )


def _tell(told: Told, work: Work, turn: Turn) -> Answer:
    state = QuestionState.DROPPED if told.dropped else QuestionState.ANSWERED
    closed = _close(told.answers, work, state, told.chosen)
    if not all(isinstance(fact, Dropped | QuestionGone) for fact in told.facts):
        _set_aside(told.answers, work, turn)
    if told.speaks_of is not None:
        work.speak_of(turn.conversation_id, turn.person.id, told.speaks_of, turn.said_at)
    return Answer(told.facts, closes=closed)


def _close(question: Question | None, work: Work, state: QuestionState, chosen: str | None) -> Closed | None:
    if question is None:
        return None
    work.questions.close(question, state)
    return Closed(question.id, chosen, "drop" if state is QuestionState.DROPPED else None)


def _set_aside(answered: Question | None, work: Work, turn: Turn) -> None:
    """A message that answers no question puts the one asked here aside."""
    if answered is None:
        work.questions.set_aside(turn.conversation_id, turn.person.id)
