"""A reminder of something that is none of the known things to do: "remind me to check the tender portal"."""

import re

from handlers.understanding import slots
from handlers.understanding.drafts import Draft
from handlers.understanding.marked import Marked
from handlers.understanding.names import cut
from handlers.understanding.putting import without_times

_PRONOUN = re.compile(r"(?<![a-z])(?:they|they're|them|their|him|her)(?![a-z])|他们|对方|该客户|客户")
_WORD = r"[^\x00-\x1f ,;!?]"
_WHOM = re.compile(
    rf"[ \x0b](?:for|to|with|at|from|about) (?P<name>\x06\x0e*|[a-z0-9]{_WORD}*(?: {_WORD}+)*)"
    r"|(?P<known>\x06\x0e*)"
    rf"|[给跟和向找](?P<han>{_WORD}{{2,12}}?)(?=送|寄|发|准备|做|打|回|报|开|的|确认|谈|对)"
)


def own_task(marked: Marked, start: int, stop: int) -> Draft:
    """Return the task that the words between two offsets describe."""
    note = without_times(marked, start, stop)
    draft = Draft("remind", {"kind": "task"}, times=marked.times_in(start, stop), notes=[note])
    draft.is_pronoun = bool(_PRONOUN.search(marked.marks, start, stop))
    whom = _WHOM.search(marked.marks, start, stop)
    if whom and whom.lastgroup:
        named = marked.text[slice(*whom.span(whom.lastgroup))]
        if whom.lastgroup != "name" or named[:1].isupper() or named[:1].isdigit():
            draft.customers = [slots.name(named[: cut(named)])]
    return draft
