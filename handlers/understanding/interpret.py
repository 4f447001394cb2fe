"""What a message asks for: sentence by sentence, place by place, the surest phrase that fits.

The steps: drop the address (segment), put marks for what has an exact form (marked), walk over the sentences
and draft an action wherever a phrase fits (walk), settle the drafts (settle).
"""

from domain.incoming import Doubt, Reading, Said, Situation
from handlers.understanding.doubts import doubts_of
from handlers.understanding.drafts import Draft
from handlers.understanding.grammar import grammar_for
from handlers.understanding.marked import Marked, mark
from handlers.understanding.names import lone_name
from handlers.understanding.segment import addressed, sentences
from handlers.understanding.settle import settle, with_carried
from handlers.understanding.walk import Walk

LONGEST = 1200
"""Characters that are read; nobody types more to a bot, and a pasted document is no order."""


def interpret(text: str, situation: Situation) -> Reading:
    """Return the actions a message asks for, in the order said."""
    spoken = addressed(text[:LONGEST], situation)
    if spoken is None:
        return Reading()
    marked = mark(spoken, situation)
    drafts = drafts_of(marked, situation)
    said: list[Said] = []
    doubts: list[Doubt] = []
    for number, draft in enumerate(drafts):
        unsure = list(doubts_of(draft, drafts[:number], situation))
        for action in settle(draft, situation):
            doubts += (Doubt(len(said), slot, why) for slot, why in unsure)
            said.append(action)
    return Reading(tuple(with_carried(said)), tuple(doubts))


def drafts_of(marked: Marked, situation: Situation) -> list[Draft]:
    """Return the drafts of a message's actions."""
    walk = Walk(marked, grammar_for(marked), situation)
    for start, end in sentences(marked.marks):
        walk.sentence(start, end)
    if not any(draft.customers for draft in walk.drafts) and not (walk.covers_all or walk.is_doubtful):
        alone = lone_name(marked, situation)
        if alone:
            return [Draft("show", customers=[alone])]
    return [draft for draft in walk.drafts if _stands(draft, situation)]


def _stands(draft: Draft, situation: Situation) -> bool:
    """Tell an action from talk: in a group, what names nobody and orders nothing is not said to us."""
    if situation.channel == "dm" or draft.name == "remind":
        return True
    return not draft.wants_customer
