"""The command menu a platform offers, in each language."""

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


def commands(language: Language) -> Sequence[tuple[str, str]]:
    """Return the commands with what they do, in a language."""
    translate = translations(language.value).gettext
    return [(name, translate(told)) for name, told in COMMANDS.items()]
