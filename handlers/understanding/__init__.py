"""From the words of a message to the actions it asks for, in English and Chinese."""

from handlers.understanding.explain import explain_line
from handlers.understanding.fill import fill
from handlers.understanding.grammar import warm_up
from handlers.understanding.interpret import interpret
from handlers.understanding.spans import spans

__all__ = ["explain_line", "fill", "interpret", "spans", "warm_up"]
