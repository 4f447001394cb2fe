"""What was planned is done: in one short unit of work, all of it or none."""

from dataclasses import replace
from typing import Any

from domain.act import Act, Question, QuestionState
from domain.facts import Asked, Corrected, Dropped, Fact, Undone
from domain.incoming import Said
from domain.outgoing import About
from domain.ports import Stale, Work
from domain.turn import Answer, Closed, Turn
from handlers.plan import Inquiry, Outcome, Plan, Step, Told, settle_all, speaks_of
from handlers.settle import Coming, CustomerRef


def carry_out(outcome: Outcome, work: Work, turn: Turn) -> Answer:
    """Do what was planned and return what is to be told."""
    match outcome:
        case Plan():
            return _do(outcome, work, turn)
        case Inquiry():
            return _ask(outcome, work, turn)
        case Told():
            return _tell(outcome, work, turn)


def _do(plan: Plan, work: Work, turn: Turn) -> Answer:
    origin = turn if plan.answers is None else turn.as_of(plan.answers.said_at, plan.answers.source_key)
    closed = _close(plan.answers, work, QuestionState.ANSWERED, plan.chosen)
    _set_aside(plan.answers, work, turn)
    undoes = all(step.action.name == "undo" for step in plan.changes)
    act = work.begin_act(_act(plan, origin, () if undoes else tuple(step.said for step in plan.changes)))
    changes = _corrected(plan, act, work, origin) if plan.corrects is not None else plan.changes
    _recheck(changes, work)
    facts = _run(changes, work, origin)
    if plan.asks:
        work.follow_up(f"{turn.source_key}+asks", [step.said for step in plan.asks])
    spoken = speaks_of(changes)
    if spoken is not None and not undoes:
        work.speak_of(turn.conversation_id, turn.person.id, spoken, origin.said_at)
    return _answer(plan, act, facts, closed)


def _answer(plan: Plan, act: Act, facts: tuple[Fact, ...], closed: Closed | None) -> Answer:
    undone = [fact for fact in facts if isinstance(fact, Undone)]
    if plan.corrects is not None:
        facts = (Corrected(plan.corrects, facts),)
        return Answer(facts, act.id, replaces=About("act", plan.corrects), closes=closed)
    if undone:
        return Answer(facts, replaces=About("act", undone[0].act), closes=closed)
    return Answer(facts, act.id, closes=closed)


def _act(plan: Plan, turn: Turn, actions: tuple[Said, ...]) -> Act:
    return Act(
        person_id=turn.person.id,
        source_key=turn.source_key,
        said_at=turn.said_at,
        channel=turn.address.channel,
        chat=turn.address.chat,
        thread=turn.address.thread,
        actions=actions,
        corrects=plan.corrects,
    )


def _corrected(plan: Plan, act: Act, work: Work, turn: Turn) -> tuple[Step, ...]:
    """Take the corrected act back, and settle the new reading on what stands then."""
    assert plan.corrects is not None
    wrong = work.acts.find(plan.corrects)
    if wrong is None or wrong.undone_by is not None:
        raise Stale(f"act {plan.corrects}")
    work.undo(wrong)
    settled = settle_all(tuple(step.said for step in plan.changes), turn, work)
    if isinstance(settled, Inquiry):
        raise Stale(f"act {act.id} needs another question")
    return settled


def _recheck(steps: tuple[Step, ...], work: Work) -> None:
    """Raise `Stale` where a customer moved on since the message was planned."""
    refs = {ref for step in steps for ref in step.settled.values() if isinstance(ref, CustomerRef)}
    known = work.customers.many({ref.id for ref in refs})
    for ref in refs:
        if ref.id not in known or known[ref.id].version != ref.version:
            raise Stale(f"customer {ref.id}")


def _run(steps: tuple[Step, ...], work: Work, turn: Turn) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    added: dict[str, CustomerRef] = {}
    for step in steps:
        settled = {slot: _arrived(value, added) for slot, value in step.settled.items()}
        fact: Fact = step.action.handler(replace(step, settled=settled).wish(), work, turn)  # type: ignore[arg-type]
        if step.action.name == "add_customer":
            customer = fact.customer  # type: ignore[attr-defined]
            added[step.settled["customer"]] = CustomerRef(customer.id, customer.version, customer.name)
        facts.append(fact)
    return tuple(facts)


def _arrived(value: Any, added: dict[str, CustomerRef]) -> Any:
    if not isinstance(value, Coming):
        return value
    for name, ref in added.items():
        if name.casefold() == value.name.casefold():
            return ref
    raise Stale(f"customer {value.name!r} did not come")


def _ask(inquiry: Inquiry, work: Work, turn: Turn) -> Answer:
    before = inquiry.answers
    if before is None:
        work.questions.set_aside(turn.conversation_id, turn.person.id)
    question = work.questions.ask(
        Question(
            id=before.id if before else 0,
            conversation_id=turn.conversation_id,
            person_id=turn.person.id,
            source_key=before.source_key if before else turn.source_key,
            said_at=before.said_at if before else turn.said_at,
            actions=inquiry.actions,
            open=inquiry.open,
            corrects=inquiry.corrects,
        )
    )
    slot = inquiry.open
    asked = Asked(
        question.id, inquiry.actions[slot.action].name, slot.slot, slot.why, slot.typed, slot.options
    )
    replaces = About("question", question.id) if before else None
    return Answer((asked,), question=question.id, replaces=replaces)


def _tell(told: Told, work: Work, turn: Turn) -> Answer:
    state = QuestionState.DROPPED if told.dropped else QuestionState.ANSWERED
    closed = _close(told.answers, work, state, told.chosen)
    if any(not isinstance(fact, Dropped) for fact in told.facts):
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
