"""What is said outside of any answer: the command menu, and that something was not taken."""

from collections.abc import Sequence

from bot.render.wording.writer import translations
from domain.people import Language


def _(words: str) -> str:
    return words


COMMANDS = {
    "visit": _("Log a visit"),
    "call": _("Log a call"),
    "remind": _("Set a reminder"),
    "customer": _("Show a customer"),
    "deal": _("Open a deal"),
    "today": _("What is on today"),
    "pipeline": _("The pipeline with a chart"),
    "digest": _("The digest, now"),
    "undo": _("Take the last one back"),
    "help": _("What you can say"),
}
"""Each command with what it does."""
NOT_TAKEN = _("This was not taken down. Please try again in a moment.")
NOT_SURE = _("I am not sure that this was taken down. Please look before you repeat it.")


def commands(language: Language) -> Sequence[tuple[str, str]]:
    """Return the commands with what they do, in a language."""
    translate = translations(language.value).gettext
    return [(name, translate(told)) for name, told in COMMANDS.items()]


def not_taken(language: Language, *, unsure: bool) -> str:
    """Return what is told of what could not be kept, or may not have been."""
    return translations(language.value).gettext(NOT_SURE if unsure else NOT_TAKEN)
