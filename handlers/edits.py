"""New words of a message of one's own: they put right what it did, or take the place of what it asked."""

from dataclasses import replace

from domain.act import CORRECTABLE, Act, Question, QuestionState
from domain.facts import EditTooLate, NotUnderstood, Refused
from domain.ports import View
from domain.turn import Turn
from handlers.filing import captioned_anew, has_files
from handlers.plan import Correction, Inquiry, Outcome, Plan, Told, Words, plan_actions, plan_words
from handlers.undo import may_be_undone


def edited(source_key: str, text: str, turn: Turn, view: View) -> Outcome:
    """Return what the new words of a message come to: they correct what it did, take the place of what it
    asked, or are words like any other where it did nothing."""
    act = standing(view.acts.of_message(source_key), view)
    if act is None:
        return _said_anew(view.questions.of_message(source_key), text, turn, view)
    if turn.now - act.said_at > CORRECTABLE:
        raise Refused(EditTooLate())
    before = turn.as_of(act.said_at, source_key)
    if has_files(act.actions):
        actions, _ = captioned_anew(text, act.actions, before, view)
    else:
        actions = Words(text, before, view).reading.actions
    if not actions:
        return Told((NotUnderstood(),))
    return Correction(may_be_undone(act.id, turn, view).id, actions)


def standing(act: Act | None, view: View) -> Act | None:
    """Return what stands of an act: itself, or the correction that took its place; None once it is undone."""
    while act is not None and act.undone_by is not None:
        later = view.acts.find(act.undone_by)
        act = later if later is not None and later.corrects == act.id else None
    return act


def _said_anew(question: Question | None, text: str, turn: Turn, view: View) -> Outcome:
    if question is None or question.state in (QuestionState.ANSWERED, QuestionState.DROPPED):
        return plan_words(Words(text, turn, view))
    before = turn.as_of(question.said_at, question.source_key)
    if has_files(question.actions):
        actions, doubts = captioned_anew(text, question.actions, before, view)
        outcome = plan_actions(actions, before, view, doubts=doubts)
    else:
        outcome = plan_words(Words(text, before, view))
    return replace(outcome, answers=question) if isinstance(outcome, Plan | Inquiry | Told) else outcome
