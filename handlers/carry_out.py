"""What was planned is done: in one short unit of work, all of it or none."""

from dataclasses import replace
from typing import Any

from domain.act import Act, Question, QuestionState
from domain.facts import Asked, Corrected, CustomerAdded, Decided, Dropped, Fact, QuestionGone, Undone
from domain.incoming import Said
from domain.outgoing import About
from domain.ports import Stale, Work
from domain.turn import Answer, Closed, Turn
from handlers.attachments import together
from handlers.change import CHANGEABLE
from handlers.declare import Change
from handlers.plan import Correction, Extension, Inquiry, Outcome, Plan, Step, Told, settle_all
from handlers.settle import Coming, CustomerRef, Draft, Unsettled, a_new_name


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
    lasts = all(isinstance(step.action, Change) and step.action.final for step in plan.changes)
    act = work.begin_act(_act(origin, () if lasts else tuple(step.said for step in plan.changes)))
    facts = together(_run(plan.changes, work, origin, turn), act.id, work)
    if plan.asks:
        work.follow_up(f"{turn.source_key}+asks", [step.said for step in plan.asks])
    undone = [fact for fact in facts if isinstance(fact, Undone)]
    if undone:
        return Answer(facts, replaces=About("act", undone[0].act), closes=closed)
    if lasts:
        return Answer(facts, replaces=_decided(facts), closes=closed)
    changeable = any(step.action.name in CHANGEABLE for step in plan.changes)
    return Answer(facts, act.id, changeable, closes=closed)


def _decided(facts: tuple[Fact, ...]) -> About | None:
    """Return the request that was decided: its messages make way for what was decided."""
    return next((About("request", fact.request.id) for fact in facts if isinstance(fact, Decided)), None)


def _go_on(plan: Plan, act_id: int, work: Work, turn: Turn) -> Answer:
    """Do more for an act that stands: its card tells of all of it, and its undo takes all of it back."""
    act = work.go_on(act_id, tuple(step.said for step in plan.changes))
    facts = together(_run(plan.changes, work, turn, turn), act.id, work)
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
    origin = turn.as_of(wrong.said_at, turn.source_key if asked is None else asked.source_key)
    closed = _close(correction.answers, work, QuestionState.ANSWERED, correction.chosen)
    act = work.begin_act(_act(origin, correction.actions, corrects=wrong.id))
    work.replace(wrong)
    settled = settle_all(correction.actions, origin, work)
    if isinstance(settled, Inquiry):
        raise _StillOpen(replace(settled, corrects=wrong.id, answers=correction.answers))
    work.acts.settle(act.id, [step.said for step in settled])
    facts = together(_run(settled, work, origin, turn), act.id, work)
    return Answer((Corrected(wrong.id, facts),), act.id, replaces=About("act", wrong.id), closes=closed)


def _act(turn: Turn, actions: tuple[Said, ...], *, corrects: int | None = None) -> Act:
    return Act(
        person_id=turn.person.id,
        source_key=turn.source_key,
        said_at=turn.said_at,
        channel=turn.address.channel,
        chat=turn.address.chat,
        thread=turn.address.thread,
        actions=actions,
        corrects=corrects,
    )


def _recheck(steps: tuple[Step, ...], work: Work) -> None:
    """Raise `Stale` where a customer moved on since the message was planned."""
    refs = {ref for step in steps for ref in step.settled.values() if isinstance(ref, CustomerRef)}
    known = work.customers.many({ref.id for ref in refs})
    for ref in refs:
        if ref.id not in known or known[ref.id].version != ref.version:
            raise Stale(f"customer {ref.id}")


def _still_new(steps: tuple[Step, ...], work: Work, turn: Turn) -> None:
    """Look again whether customers to be added are there by now: two may add the same one at once. Raise
    `Stale` where one is likely there, refuse where one is there by that very name."""
    names = [step.settled["customer"] for step in steps if step.action.name == "add_customer"]
    for name in names:
        work.customers.hold_name(name)
    for step in steps:
        if step.action.name == "add_customer":
            try:
                a_new_name(Draft(turn, work, step.said), step.said.slots["customer"])
            except Unsettled as there:
                raise Stale(f"a customer like {there.typed!r} was added") from there


def _run(steps: tuple[Step, ...], work: Work, turn: Turn, spoken: Turn) -> tuple[Fact, ...]:
    """Carry the steps out as of `turn`; what they speak of is remembered as of `spoken`."""
    _recheck(steps, work)
    _still_new(steps, work, turn)
    facts: list[Fact] = []
    added: dict[str, CustomerRef] = {}
    speaks_of = None
    for step in steps:
        settled = {slot: _arrived(value, added) for slot, value in step.settled.items()}
        fact: Fact = step.action.handler(replace(step, settled=settled).wish(), work, turn)
        facts.append(fact)
        if isinstance(fact, CustomerAdded):
            customer = fact.customer
            added[step.settled["customer"]] = CustomerRef(customer.id, customer.version, customer.name)
            speaks_of = customer.id
        elif isinstance(ref := settled.get("customer"), CustomerRef):
            speaks_of = ref.id
    if speaks_of is not None:
        work.speak_of(turn.conversation_id, turn.person.id, speaks_of, spoken.said_at)
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
