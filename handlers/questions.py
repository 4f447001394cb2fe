"""What a message comes to: an answer to a pending question, a press, a *Change*, or words of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.act import ANSWERABLE, OpenSlot, Question, QuestionState
from domain.activity import Kind
from domain.customer import Tier
from domain.deal import Stage
from domain.facts import (
    Dropped,
    HelpShown,
    LinkedAlready,
    NotUnderstood,
    NotYetPossible,
    Option,
    QuestionGone,
    Refused,
)
from domain.incoming import (
    ContactCard,
    Edited,
    File,
    Form,
    Forwarded,
    Place,
    Pressed,
    Said,
    Started,
    Text,
)
from domain.ports import View
from domain.turn import Turn
from handlers.change import CHANGEABLE, USUAL, with_value, without
from handlers.corrections import corrected
from handlers.edits import edited
from handlers.filing import has_files, plan_file, taking_along
from handlers.help import SHOWN
from handlers.linking import is_code
from handlers.plan import (
    Correction,
    Inquiry,
    Outcome,
    Told,
    Words,
    plan_actions,
    plan_words,
)
from handlers.press import ChangeAct, Pick, picked, read_press
from handlers.settle import same
from handlers.understanding import fill
from handlers.undo import may_be_undone

DROPS = frozenset(
    {
        "cancel",
        "never mind",
        "nevermind",
        "forget it",
        "drop it",
        "skip",
        "no",
        "算了",
        "取消",
        "不用了",
        "不要了",
        "没事了",
        "沒事了",
        "不用",
        "不",
        "别",
        "別",
    }
)
"""Words that drop a question."""

AGREES = frozenset(
    {"yes", "y", "ok", "sure", "yes, erase it", "是", "是的", "好", "好的", "确认", "確認", "对", "對"}
)
"""Words that agree to what was previewed."""

WORDS: Mapping[str, type[Kind] | type[Stage] | type[Tier]] = {"kind": Kind, "stage": Stage, "tier": Tier}
"""Slots whose values are offered as buttons."""


def planned(turn: Turn, view: View) -> Outcome:
    """Return what a message comes to; a rule that refuses is told as its reason."""
    try:
        return _planned(turn, view)
    except Refused as refused:
        return Told((refused.reason,))


def _planned(turn: Turn, view: View) -> Outcome:
    match turn.content:
        case Text(text) if is_code(text):
            return Told((LinkedAlready(turn.person.name),))
        case Text(text):
            words = Words(text, turn, view)
            question = view.questions.asked(turn.conversation_id, turn.person.id)
            answer = None if question is None else answered_by_words(question, words)
            return answer or corrected(words) or taking_along(plan_words(words), question, turn, view)
        case Form(actions):
            return plan_actions(actions, turn, view)
        case Pressed(command):
            return _pressed(read_press(command), turn, view)
        case Edited(message_key, text):
            return edited(f"{turn.address.channel}:{message_key}", text, turn, view)
        case ContactCard() as card:
            return plan_actions((_contact(card, turn),), turn, view)
        case Forwarded(author, text) if text.strip():
            return plan_actions((_kept_words(author, text),), turn, view)
        case File() | Place():
            return plan_file(turn.content, turn, view)
        case Started():
            return Told((HelpShown(SHOWN),))
        case _:
            return Told((NotUnderstood(),))


def _contact(card: ContactCard, turn: Turn) -> Said:
    """Return a card as a contact of the customer it names, or of the one last spoken of."""
    spoken_of = None if turn.spoken_of is None else {"id": turn.spoken_of}
    slots = {"customer": card.company or spoken_of, "contact": card.name, "phone": card.phone or None}
    return Said("add_contact", slots)


def _kept_words(author: str, text: str) -> Said:
    """Return words of another as a note: at which customer is always asked, and what they ask is not done."""
    return Said("note", {"customer": None, "note": f"{author}: {text}" if author else text})


def _pressed(pressed: Said | Pick | ChangeAct | None, turn: Turn, view: View) -> Outcome:
    if pressed is None:
        return Told((NotUnderstood(),))
    if isinstance(pressed, Pick):
        return pick(pressed, turn, view)
    if isinstance(pressed, ChangeAct):
        return change(pressed.act, turn, view)
    return plan_actions((pressed,), turn, view)


def answered_by_words(question: Question, words: Words) -> Outcome | None:
    """Return what words come to as the answer to the question asked here; None when they are none."""
    turn, view, typed = words.turn, words.view, words.text.strip()
    option = named_option(typed, question.open.options)
    if option is not None:
        return _answer(question, option.value, turn, view, chosen=option.label or option.word or typed)
    if question.open.why == "erase" and _plainly(typed) in AGREES:
        return _answer(question, question.open.options[0].value, turn, view, chosen=typed)
    if _plainly(typed) in DROPS:
        return Told((Dropped(),), answers=question, dropped=True)
    value = _filled(question, typed, words)
    return None if value is None else _answer(question, value, turn, view, chosen=typed)


def pick(pressed: Pick, turn: Turn, view: View) -> Outcome:
    """Return what a button of a question comes to; it works for the asked person, once, for a day."""
    question = view.questions.find(pressed.question)
    if question is None or question.person_id != turn.person.id:
        raise Refused(QuestionGone(mine=False))
    over = question.state in (QuestionState.ANSWERED, QuestionState.DROPPED)
    if over or turn.now - question.said_at > ANSWERABLE:
        raise Refused(QuestionGone(mine=True))
    if pressed.number == 0:
        return Told((Dropped(),), answers=question, dropped=True)
    option = picked(question.open.options, pressed.number)
    if option is None:
        raise Refused(QuestionGone(mine=True))
    return _answer(question, option.value, turn, view, chosen=option.label or option.word)


def change(act_id: int, turn: Turn, view: View) -> Outcome:
    """Ask what is wrong with an act: its slots as options."""
    act = may_be_undone(act_id, turn, view)
    several = len(act.actions) > 1
    options = tuple(
        Option(
            {"action": number, "slot": slot}, word=f"slot.{slot}", hint=_part(said, slot) if several else {}
        )
        for number, said in enumerate(act.actions)
        for slot in CHANGEABLE.get(said.name, ())
        if (slot in said.slots or slot in USUAL) and not _is_told_once(act.actions, number, slot)
    )
    if not options:
        raise Refused(NotYetPossible("change"))
    return Inquiry(act.actions, OpenSlot(0, "slot", "change", None, options), corrects=act.id)


def _is_told_once(actions: Sequence[Said], number: int, slot: str) -> bool:
    """Return whether an earlier action offers it for this one too: the customer, the words under an album."""
    of_files = actions[number].name == "attach" and has_files(actions[:number])
    return bool(number) and (slot == "customer" or of_files)


def _part(said: Said, slot: str) -> dict[str, str]:
    """Return of which action a slot is, to tell slots of one message apart; a customer is all actions'."""
    return {} if slot == "customer" else {"action": said.name}


def named_option(typed: str, options: tuple[Option, ...]) -> Option | None:
    """Return the option that words name, by its number or its label."""
    if typed.isdecimal():
        return picked(options, int(typed))
    wanted = typed.casefold()
    named = [
        option for option in options if option.label and option.label.casefold() == wanted and not option.word
    ]
    return named[0] if len(named) == 1 else None


def _filled(question: Question, typed: str, words: Words) -> Any:
    """Return the open slot's value as the words give it; None when they say something else."""
    if question.open.slot in ("slot", "deal", "reminder", "act"):
        return None
    said = question.actions[question.open.action]
    if not all(_is_lone_name(other, typed) or _sets_it(other, said) for other in words.reading.actions):
        return None
    slot = said.slots.get("field", "value") if question.open.slot == "value" else question.open.slot
    return fill(said.name, str(slot), typed, words.situation)


def _plainly(typed: str) -> str:
    """Return words as they are compared: without case and the mark at their end."""
    return typed.casefold().rstrip(" .!。！")


def _is_lone_name(said: Said, typed: str) -> bool:
    """Tell a name alone, which may be an answer, from an order to show somebody."""
    return said.name == "show" and same(typed, str(said.slots.get("customer") or ""))


def _sets_it(other: Said, said: Said) -> bool:
    """Tell words that set by themselves what is asked for: "Traditional Chinese", asked for a language."""
    return other.name == said.name == "setting" and other.slots.get("field") == said.slots.get("field")


def _answer(question: Question, value: Any, turn: Turn, view: View, *, chosen: str | None) -> Outcome:
    """Go on with the question's message, its slot filled, under today's policy and with its own time."""
    if question.open.slot == "slot":
        return _ask_value(question, value)
    actions = with_value(question.actions, question.open, value)
    if question.corrects is not None:
        wrong = may_be_undone(question.corrects, turn, view)
        return Correction(wrong.id, actions, question, chosen)
    before = turn.as_of(question.said_at, question.source_key)
    return plan_actions(actions, before, view, answers=question, chosen=chosen)


def _ask_value(question: Question, chosen: Mapping[str, Any]) -> Inquiry:
    """Ask for the new value of the slot that is wrong."""
    slot = str(chosen["slot"])
    words = [word for word in WORDS.get(slot, ()) if word is not Kind.NOTE]
    options = tuple(Option(word.value, word=f"{slot}.{word.value}") for word in words)
    said = question.actions[chosen["action"]]
    open_slot = OpenSlot(int(chosen["action"]), slot, "change_value", None, options)
    return Inquiry(without(question.actions, said, slot), open_slot, question.corrects, question)
