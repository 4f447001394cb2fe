"""Where people talk: each channel reads what comes and sends what goes."""

from importlib import import_module

from domain.incoming import Incoming, RawEvent

READERS = {
    "web": "bot.channels.desk",
    "terminal": "bot.channels.desk",
    "telegram": "bot.channels.telegram.read",
    "slack": "bot.channels.slack.read",
}
"""The module whose `read` understands a channel's raw events; imported at first use, for it may bring a
platform's library with it. What a channel kept stays readable after it is turned off."""


def read(raw: RawEvent) -> Incoming | None:
    """Read a raw event of any channel; None for what is no person's and nothing that happened to a chat."""
    found: Incoming | None = import_module(READERS[raw.channel]).read(raw)
    return found
