"""What is said outside of any answer: the command menu, and that a command was not taken."""

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
NOT_TAKEN = _("This was not taken down. Please say it again in a moment.")


def commands(language: Language) -> Sequence[tuple[str, str]]:
    """Return the commands with what they do, in a language."""
    translate = translations(language.value).gettext
    return [(name, translate(told)) for name, told in COMMANDS.items()]


def not_taken(language: Language) -> str:
    """Return what a command is told that could not be kept."""
    return translations(language.value).gettext(NOT_TAKEN)
