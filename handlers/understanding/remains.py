"""What becomes of words that no phrase knows: a note, a title, the person who said it, or just their time."""

import re

from handlers.understanding.drafts import Draft
from handlers.understanding.grammar import Grammar
from handlers.understanding.marked import EMAIL, MONEY, PHONE, TIME, Marked
from handlers.understanding.names import guess, is_person_name
from handlers.understanding.placing import Placed
from handlers.understanding.times import TimeMention

_SAYS = r"wants?|says?|said|asks?|asked|needs?|likes?|liked|mentioned|told|thinks?|will"
_SUBJECT = re.compile(
    r"(?P<known>\x08\x0e*)(?=说|想|要|表示|希望|觉得|提到|认为|[ \x0b])|"
    rf"(?P<name>[a-z]+)(?=[ \x0b](?:{_SAYS})\b)"
)
_MARK_OF = {"money": MONEY, "close": TIME, "phone": PHONE, "email": EMAIL}


def wanted_mark(draft: Draft, marked: Marked, at: int, stop: int) -> int:
    """Return where a sum, time or number begins that an action has room for."""
    signs = "".join(sign for slot, sign in _MARK_OF.items() if slot in draft.shape.adds)
    found = re.search(f"[{signs}]", marked.marks[at + 1 : stop]) if signs else None
    return at + 1 + found.start() if found else stop


def keep(placed: Placed, grammar: Grammar, at: int, stop: int) -> None:
    """Keep words as what the last action has room for."""
    draft, words = placed.drafts[-1], grammar.marked.words(at, stop)
    outcome = grammar.inside(at, stop, "outcome") if "outcome" in draft.shape.adds else None
    if outcome:
        draft.slots |= outcome.template.fixed
    if draft.name == "add_customer":
        draft.slots.setdefault(guess(words), words)
    elif "title" in draft.shape.adds:
        draft.slots.setdefault("title", words)
    elif "note" in draft.shape.adds:
        draft.notes.append(words)
        _keep_subject(placed, grammar.marked, at, stop)


def keep_times(draft: Draft, times: list[TimeMention]) -> None:
    """Keep the times among words that an action has no room for."""
    if draft.name != "add_customer" and not draft.shape.adds & {"title", "note"}:
        draft.times += times


def _keep_subject(placed: Placed, marked: Marked, start: int, stop: int) -> None:
    """Take who says or wants something after a visit for the person there: "Priya wants a quote"."""
    draft, said = placed.drafts[-1], _SUBJECT.match(marked.marks, start, stop)
    if not said or draft.name != "log":
        return
    name = marked.words(*said.span())
    if said.lastgroup == "known" or placed.is_person(name):
        draft.slots.setdefault("contact", name)
    elif not draft.customers and is_person_name(name):
        draft.customers = [name]
