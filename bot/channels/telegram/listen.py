"""Updates come in: by an own long poll or a webhook, each kept before Telegram is told.

PTB's own polling and webhook confirm an update before anybody has stored it (platform.md 0): the offset
moves here only after the commit, and the webhook answers after it.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.read import KINDS
from bot.http.body import whole

log = structlog.get_logger()

POLL = 25
"""Seconds a poll stays open on Telegram's side when nothing comes."""
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds to wait after the first, second, … trouble in a row."""
LARGEST = 2**20
"""Bytes of an update: Telegram's are far smaller."""
FAULTY = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What the values of an update cause, and not the store: tried again they would cause it again."""

METHOD = "getupdates"
"""Methods of the Bot API are case-insensitive (Bot API, Making requests): written so, PTB hands the updates
over as they came, and does not advise its own `get_updates`, which one malformed update stops for ever."""

TakeUpdate = Callable[[dict[str, Any]], Awaitable[None]]
"""Keeps an update; raises when it was surely not kept."""
Tell = Callable[[str], None]
"""Notes how the line stands."""


async def poll(bot: Bot, take: TakeUpdate, tell: Tell) -> None:
    """Ask for updates until cancelled; the offset moves past what is kept, and only then.

    The first poll, and the first after trouble, is answered at once: that the line is on is known by it.
    """
    offset: int | None = None
    troubles = 0
    stays_open = 0
    while True:
        try:
            for update in await _updates(bot, offset, stays_open):
                await _taken(update, take)
                offset = int(update["update_id"]) + 1
            troubles = 0
            stays_open = POLL
            tell("on")
        except Exception as error:
            stays_open = 0
            tell(f"away: {trouble(error)}")
            log.warning("telegram: no updates", error=type(error).__name__)
            await asyncio.sleep(pause(error, troubles))
            troubles += 1


async def _updates(bot: Bot, offset: int | None, stays_open: int) -> list[dict[str, Any]]:
    """Return the next updates as Telegram sent them; one that PTB cannot read must not stop the others."""
    asked = {
        "timeout": stays_open,
        "allowed_updates": list(KINDS),
        **({} if offset is None else {"offset": offset}),
    }
    updates: list[dict[str, Any]] = await bot.do_api_request(METHOD, api_kwargs=asked, read_timeout=POLL + 10)
    return updates


async def _taken(update: dict[str, Any], take: TakeUpdate) -> None:
    """Let an update be kept; one that can never be is put aside, for it would hold up all that follow."""
    try:
        await take(update)
    except FAULTY as error:
        log.error("telegram: update put aside", update=update["update_id"], exc_info=error)


def pause(error: Exception, troubles: int) -> float:
    """Return how long to wait after an error and so many before it: as long as Telegram asks."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait if isinstance(wait, int) else wait.total_seconds()
    return PAUSES[min(troubles, len(PAUSES) - 1)]


def trouble(error: Exception) -> str:
    """Return what is wrong, without what may be secret or personal."""
    if isinstance(error, Conflict):
        return "another program polls with this token, or a webhook is set"
    if isinstance(error, InvalidToken):
        return "Telegram refuses the token"
    if isinstance(error, BadRequest):  # PTB calls it a network error too
        return f"Telegram refuses what is asked: {error.message}"
    if isinstance(error, NetworkError):
        return "Telegram is out of reach"
    return type(error).__name__ if isinstance(error, TelegramError) else "the store is away"


def path(secret: str) -> str:
    """Return the secret path of the webhook; the secret itself comes in a header."""
    return f"/telegram/{sha256(secret.encode()).hexdigest()[:24]}"


def webhook(secret: str, take: TakeUpdate) -> Route:
    """Return the page at which Telegram hands in updates: 200 after the commit, else it sends them again."""

    async def handed_in(request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await whole(request.receive, LARGEST)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            return Response(status_code=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return Response(status_code=400)
        try:
            await _taken(update, take)
        except Exception as error:
            log.warning("telegram: update not kept", error=type(error).__name__)
            return Response(status_code=503)
        return Response()

    return Route(path(secret), handed_in, methods=["POST"])
