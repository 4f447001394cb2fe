"""The bots that are turned on; a platform's library is imported only where it is used."""

from collections.abc import Sequence

from bot.channels.line import Line
from bot.http.services import Draw
from bot.settings import Settings
from domain.ports import Clock, Reach


def open_lines(settings: Settings, draw: Draw, clock: Clock, reach: Reach) -> Sequence[Line]:
    """Return a line for each platform that is configured; called on the running loop, nothing listens yet."""
    lines: list[Line] = []
    if "telegram" in settings.platforms:
        from bot.channels.telegram.line import telegram

        lines.append(telegram(settings, draw, clock, reach))
    if "slack" in settings.platforms:
        from bot.channels.slack.line import slack

        lines.append(slack(settings, draw, clock, reach))
    return lines
