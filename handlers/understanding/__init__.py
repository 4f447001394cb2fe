"""From the words of a message to the actions it asks for, in English and Chinese."""

from handlers.understanding.amend import Amendment, amended, is_money, is_time
from handlers.understanding.cues import is_person_name
from handlers.understanding.explain import explain_line
from handlers.understanding.fill import fill
from handlers.understanding.interpret import interpret, warm_up
from handlers.understanding.spans import spans

__all__ = [
    "Amendment",
    "amended",
    "explain_line",
    "fill",
    "interpret",
    "is_money",
    "is_person_name",
    "is_time",
    "spans",
    "warm_up",
]
