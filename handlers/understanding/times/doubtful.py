"""Words that are a month or a weekday in one sentence, and a verb or a name in another."""

import re

from handlers.understanding.times.lexicon_en import FIGURES, FUNCTION_WORDS, MONTHS

_BEFORE = (
    r"\b(?:in|by|since|until|till|til|from|to|through|of|last|next|this|end|early|mid|late|every|each|before|after"
    r"|for|during|on|likely|maybe|probably|around|due|expected|closing|closes|starting|come|coming|past|between|and|the)[\s.-]*(?:the\s)?$"
)
_NUMBERED = (
    r"(?:\d(?:st|nd|rd|th)?(?:\s*of)?|\d\s?[ap]m|\dish|(?:th|rst|ond|ird)\s+of|\b[a-z]{3}\.?\s?-)[\s./-]*$"
)
_AFTER = (
    r"[\s./-]*\d|\s+(?:morning|afternoon|evening|night|noon)\b|\s*-\s*[a-z]"
    rf"|\s+(?:{'|'.join(sorted(FIGURES))})\b|\s+(?:to|through|till|until)\s+(?:{'|'.join(MONTHS)})\b"
    r"|\s+(?:up\s+to|onwards?|next|last|this)\b"
)
_ALONE = rf"\s*(?:$|[^\sa-z&']|(?:{'|'.join(sorted(FUNCTION_WORDS | FIGURES))})\b)"


_VERB = r"\s+(?:be|have|not|also|need|want|take|get|go|come|still|well|i|we|he|she|they|you)\b"
"""After "may" these make it a verb, even with a number before it: "ticket 61 may be closed"."""


def is_date_word(text: str, start: int, end: int) -> bool:
    """Whether "may", "march" or "sat" speaks of a date: by the words beside it."""
    before, after = text[max(0, start - 12) : start], text[end : end + 20]
    if text[start:end] == "may" and re.match(_VERB, after):
        return False
    if re.match(_AFTER, after) or re.search(_NUMBERED, before):
        return True
    return text.strip(" .!?") == text[start:end] or bool(
        re.search(_BEFORE, before) and re.match(_ALONE, after)
    )
