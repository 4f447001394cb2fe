"""Where a file belongs: with the customer of its caption, of its album, of the card it answers, or of the log
just before it; else it is asked, once for all that wait."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.act import Question
from domain.attachment import JOINS_WITHIN
from domain.incoming import Doubt, File, Place, Said
from domain.ports import View
from domain.turn import Turn
from handlers.actions import ACTIONS
from handlers.attachments import described, just_before
from handlers.declare import Change
from handlers.plan import Extension, Inquiry, Outcome, Plan, Words, plan_actions, settle_all
from handlers.settle import CustomerRef, same

TAKES_FILES = ("log", "note", "attach")
"""Actions that a file joins without a word."""


@dataclass(frozen=True)
class Caption:
    """What the words under a file say: what to do, at which customer, and what is left as a note."""

    actions: tuple[Said, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    customer: str | None = None
    note: str | None = None

    @property
    def asks_for_customer(self) -> bool:
        """Whether one of the actions waits to be told its customer: the file is that one's too."""
        return any(said.name in TAKES_FILES and said.slots.get("customer") is None for said in self.actions)


def plan_file(content: File | Place, turn: Turn, view: View) -> Outcome:
    """Return what a file or place comes to."""
    file = described(content)
    caption = _caption(content, turn, view)
    question = view.questions.asked(turn.conversation_id, turn.person.id)
    said = Said("attach", {"file": file, "customer": caption.customer, "note": caption.note})
    if caption.customer is None and not caption.actions:
        joined = _with_others(said, question, turn, view)
        if joined is not None:
            return joined
    if caption.customer is None and not caption.asks_for_customer:
        said = _placed(said, turn, view)
    outcome = plan_actions((*caption.actions, said), turn, view, doubts=caption.doubts)
    return taking_along(outcome, question, turn, view)


# ---- the caption --------------------------------------------------------------------------------------


def _caption(content: File | Place, turn: Turn, view: View) -> Caption:
    if isinstance(content, Place) or not (content.caption.strip() or content.author):
        return Caption()
    if content.author:
        return Caption(note=f"{content.author}: {content.caption}".rstrip(": "))
    return read_caption(content.caption, turn, view)


def read_caption(text: str, turn: Turn, view: View) -> Caption:
    """Understand the words under a file: what can be done about a customer is done, the rest is a note."""
    words = Words(text, turn, view)
    reading, known = words.reading, words.situation
    numbers = [number for number, said in enumerate(reading.actions) if _is_done_with_a_file(said)]
    doubts = tuple(
        replace(doubt, action=numbers.index(doubt.action))
        for doubt in reading.doubts
        if doubt.action in numbers
    )
    named = [
        str(said.slots["customer"])
        for said in reading.actions
        if said.slots.get("customer") and (said.name != "show" or _is_known(said, known.customers))
    ]
    only_named = bool(named) and text.strip().casefold() == named[0].casefold()
    customer = named[0] if named else _mentioned(known.customers)
    return Caption(
        actions=tuple(reading.actions[number] for number in numbers),
        doubts=doubts,
        customer=customer,
        note=None if numbers or only_named else text.strip(),
    )


def _mentioned(names: Sequence[str]) -> str | None:
    """Return the one customer of whose names some stand among the words."""
    longest = max(names, key=len, default="")
    return longest if longest and all(name in longest for name in names) else None


def _is_done_with_a_file(said: Said) -> bool:
    action = ACTIONS.get(said.name)
    return isinstance(action, Change) and "customer" in action.settle


def _is_known(said: Said, names: Sequence[str]) -> bool:
    """Return whether the customer shown is one by name: any two words may look like one."""
    return any(same(str(said.slots["customer"]), name) for name in names)


def has_files(actions: Sequence[Said]) -> bool:
    """Return whether some of a message's actions keep files."""
    return any(said.name == "attach" for said in actions)


def captioned_anew(
    text: str, actions: Sequence[Said], turn: Turn, view: View
) -> tuple[tuple[Said, ...], Sequence[Doubt]]:
    """Return what the new words under files come to: the files stay, with the customer that is named now."""
    files = [said for said in actions if said.name == "attach"]
    caption = read_caption(text, turn, view)
    kept = [
        Said("attach", {**said.slots, "customer": caption.customer, "activity": None})
        if caption.customer is not None
        else said
        for said in files
    ]
    kept[0] = Said("attach", {**kept[0].slots, "note": caption.note})
    return (*caption.actions, *kept), caption.doubts


# ---- without a word -----------------------------------------------------------------------------------


def _with_others(said: Said, question: Question | None, turn: Turn, view: View) -> Outcome | None:
    """Let a file join its album, or what is still asked about; None where it stands alone."""
    if question is not None and _joins(said, question, turn):
        asked = [other for other in question.actions if other.name in TAKES_FILES][-1]
        joined = Said("attach", {**said.slots, "customer": asked.slots.get("customer")})
        return Extension(question, (*question.actions, joined))
    album = said.slots["file"].get("album")
    first = view.attachments.of_album(turn.person.id, turn.address.channel, album) if album else None
    act = None if first is None else view.acts.that_added("attachment", first.id)
    if first is None or act is None:
        return None
    belongs = None if first.activity_id is None else {"id": first.activity_id}
    with_it = Said("attach", {**said.slots, "customer": {"id": first.customer_id}, "activity": belongs})
    plan = plan_actions((with_it,), turn, view)
    return replace(plan, joins=act.id) if isinstance(plan, Plan) else plan


def _joins(said: Said, question: Question, turn: Turn) -> bool:
    """Return whether a file goes along with what is asked about: as part of an album, or sent soon after."""
    if question.corrects is not None or not any(other.name in TAKES_FILES for other in question.actions):
        return False
    album = said.slots["file"].get("album")
    albums = {other.slots["file"].get("album") for other in question.actions if other.name == "attach"}
    if album and album in albums:
        return True
    return turn.reply is None and _is_fresh(question, turn)


def _is_fresh(question: Question, turn: Turn) -> bool:
    return question.said_at >= turn.said_at - JOINS_WITHIN


def _placed(said: Said, turn: Turn, view: View) -> Said:
    """Return it at the customer of the card it answers, or of what its sender logged or sent just before."""
    if turn.reply is not None and turn.reply.customer_id is not None:
        return Said("attach", {**said.slots, **_of_card(turn, view)})
    before = next(just_before(turn, view), None)
    return said if before is None else Said("attach", {**said.slots, "customer": {"id": before.customer_id}})


def _of_card(turn: Turn, view: View) -> dict[str, dict[str, int]]:
    """Return the customer of the card that is answered, and the activity it tells of."""
    assert turn.reply is not None
    assert turn.reply.customer_id is not None
    customer_id = turn.reply.customer_id
    told = () if turn.reply.kind != "act" else view.activities.added_by(turn.reply.id or 0)
    ids = [activity.id for activity in told if activity.customer_id == customer_id]
    return {"customer": {"id": customer_id}, **({"activity": {"id": ids[-1]}} if ids else {})}


# ---- words that come after ----------------------------------------------------------------------------


def taking_along(outcome: Outcome, question: Question | None, turn: Turn, view: View) -> Outcome:
    """Let files that are still asked about join what is logged now: who sends a picture first, and says in
    the next message what it is about, has answered."""
    if not isinstance(outcome, Plan) or outcome.answers is not None:
        return outcome
    if question is None or not asks_about_files(question) or not _is_fresh(question, turn):
        return outcome
    logged = [step.settled["customer"] for step in outcome.changes if step.said.name in TAKES_FILES]
    customers = [customer for customer in logged if isinstance(customer, CustomerRef)]
    if not customers:
        return outcome
    files = [Said("attach", {**said.slots, "customer": {"id": customers[0].id}}) for said in question.actions]
    steps = settle_all(tuple(files), turn, view)
    if isinstance(steps, Inquiry):
        return outcome
    return replace(outcome, steps=(*outcome.steps, *steps), takes=question, chosen=customers[0].name)


def asks_about_files(question: Question) -> bool:
    """Return whether nothing but files is asked about."""
    return question.corrects is None and all(said.name == "attach" for said in question.actions)
