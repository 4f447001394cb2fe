"""What is in force, and what is wrong with it."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot import settings as configuration
from bot.clock import now
from bot.settings import Settings
from storage import schema
from storage.engine import Engines, open_engines

Check = tuple[bool, str]
"""Whether it is right, and a line that says what is, or what is wrong and how to mend it."""
BEFORE_THIS_RELEASE = datetime(2026, 11, 1, tzinfo=UTC)


def examine(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Tell each finding; return whether all is well."""
    tell("Configuration (a star marks what is set):")
    for row in configuration.shown(settings):
        tell(f"  {' ' if row.default else '*'} {row.name:<22} {row.value}")
    checks = list(_checks(settings))
    for right, line in checks:
        tell(f"{'✓' if right else '✗'} {line}")
    return all(right for right, _ in checks)


def _checks(settings: Settings) -> Iterator[Check]:
    engines = open_engines(settings.database_url)
    try:
        yield from _database(engines)
    finally:
        engines.dispose()
    yield _clock()
    yield _zone(settings)
    yield _font()
    yield from _platforms(settings)


def _platforms(settings: Settings) -> Iterator[Check]:
    """Ask the platforms that are configured whether they know us."""
    if "telegram" in settings.platforms:
        from bot.channels.telegram.check import checks as of_telegram

        yield from asyncio.run(of_telegram(settings))
    if "slack" in settings.platforms:
        from bot.channels.slack.check import checks as of_slack

        yield from asyncio.run(of_slack(settings))


def _database(engines: Engines) -> Iterator[Check]:
    shown = engines.writing.url.render_as_string(hide_password=True)
    try:
        found = schema.revision(engines)
    except Exception as error:
        yield False, f"database {shown} is out of reach ({type(error).__name__}): check DATABASE_URL"
        return
    yield True, f"database {shown} answers"
    if found == schema.HEAD:
        yield True, f"schema {found}"
    elif found is None and engines.sqlite:
        yield True, "the database is empty; `salesbot run` makes the schema"
    else:
        yield False, f"schema is {found or 'missing'}, not {schema.HEAD}: run `salesbot db upgrade`"


def _clock() -> Check:
    at = now()
    if at < BEFORE_THIS_RELEASE:
        return False, f"the clock says {at:%Y-%m-%d %H:%M} UTC, which is past: set it, reminders depend on it"
    return True, f"the clock says {at:%Y-%m-%d %H:%M} UTC"


def _zone(settings: Settings) -> Check:
    if settings.timezone is None and settings.zone == "UTC":
        return False, "the time zone is the machine's, UTC: set SALESBOT_TIMEZONE, for example Asia/Shanghai"
    return True, f"the time zone is {settings.zone}"


def _font() -> Check:
    from bot.render.drawing.letters import FONT

    try:
        FONT.stat()
    except Exception as error:
        return False, f"the Chinese font is missing ({type(error).__name__}): install salesbot anew"
    return True, f"Chinese text is drawn with {FONT.name}"
