"""Updates on their way to the bot: getUpdates, and a webhook."""

import asyncio
import re
import time
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from .rules import LONGEST_POLL, SECRET, UPDATES, WEBHOOK_PORTS, Json, Refused
from .updates import Update
from .wire import Params
from .world import Poll, Webhook, World

WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_PAUSE = 3.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
"""Seconds between tries of a webhook; the server's grow to minutes."""


async def get_updates(world: World, params: Params) -> list[Json]:
    """Bot API, getUpdates: an offset confirms, a second long poll ends the first."""
    offset = params.integer("offset")
    limit = params.integer("limit", 100, 1, 100)
    timeout = params.integer("timeout", 0, 0, LONGEST_POLL)
    with world.change():
        if world.webhook.url:
            raise Refused(WEBHOOK_ACTIVE, 409)
        world.updates.allow(allowed(params))
        found = world.updates.get(offset, limit)
        if found or not timeout:
            return found
        # Server, do_get_updates: only who would wait ends another's waiting.
        if world.poll is not None:
            world.poll.ended = OTHER_POLL
        poll = world.poll = Poll()
    offset = max(offset, 0)
    await world.until(lambda: poll.ended or world.updates.get(offset, limit), timeout)
    with world.change():
        if world.poll is poll:
            world.poll = None
        if not poll.ended:
            return world.updates.get(offset, limit)
    await _conflict_pause(world)
    raise Refused(poll.ended, 409)


async def _conflict_pause(world: World) -> None:
    """Server, fail_query_conflict: one conflict in 3 seconds is told at once, others after 3 seconds."""
    now = time.monotonic()
    if now >= world.next_conflict:
        world.next_conflict = now + CONFLICT_PAUSE
    else:
        await asyncio.sleep(CONFLICT_PAUSE)


def allowed(params: Params) -> list[str] | None:
    """Return allowed_updates if given (Bot API, getUpdates: unknown names are left out)."""
    given = params.json("allowed_updates")
    if given is None:
        return None
    return [str(kind) for kind in given if kind in UPDATES] if isinstance(given, list) else []


# ---- the webhook


def set_webhook(world: World, params: Params) -> bool:
    """Bot API, setWebhook; to this machine itself plain http and any port are taken, against the rules."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(world, params)
    _check_url(url)
    if len(secret) > SECRET:
        raise Refused("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused("secret token contains unallowed characters")
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    if world.poll is not None:
        world.poll.ended = "terminated by setWebhook request"
        world.poll = None
    world.updates.allow(allowed(params))
    world.webhook = Webhook(url, secret, params.integer("max_connections", 40, 1, 100))
    return True


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise Refused("invalid webhook URL specified") from None
    if parts.hostname in LOOPBACK:
        return
    if parts.scheme != "https":
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in WEBHOOK_PORTS:
        raise Refused("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def delete_webhook(world: World, params: Params) -> bool:
    """Bot API, deleteWebhook."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook = Webhook()
    return True


def get_webhook_info(world: World, params: Params) -> Json:
    """Bot API, WebhookInfo."""
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
        "allowed_updates": sorted(world.updates.allowed),
    }
    if hook.url:
        info["max_connections"] = hook.connections
    if hook.error:
        info |= {"last_error_date": hook.error_date, "last_error_message": hook.error}
    return info


class Pusher:
    """Posts updates to the webhook: those of one chat one after the other, chats beside each other."""

    def __init__(self, world: World) -> None:
        """Serve that world."""
        self.world = world
        self._lines: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Post what comes until cancelled."""
        async with ClientSession(timeout=ClientTimeout(total=60)) as session:
            try:
                while True:
                    if await self.world.until(self._startable, 3600):
                        self._start(session)
            finally:
                lines = list(self._lines.values())
                for line in lines:
                    line.cancel()
                await asyncio.gather(*lines, return_exceptions=True)

    def _startable(self) -> set[int]:
        hook = self.world.webhook
        if not hook.url or len(self._lines) >= hook.connections:
            return set()
        return {update.line for update in self.world.updates.pending} - set(self._lines)

    def _start(self, session: ClientSession) -> None:
        with self.world.lock:
            free = self.world.webhook.connections - len(self._lines)
            for line in sorted(self._startable())[:free]:
                self._lines[line] = asyncio.create_task(self._line(line, session))

    async def _line(self, line: int, session: ClientSession) -> None:
        """Post the updates of one chat in order; one that is not taken holds up those behind it."""
        tries = 0
        try:
            while (update := self._next(line)) is not None:
                error = await self._post(update, session)
                with self.world.change():
                    if not error:
                        self.world.updates.remove(update)
                    self._note(error)
                tries = tries + 1 if error else 0
                if tries > 1:
                    await asyncio.sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2**tries))
        finally:
            with self.world.change():
                del self._lines[line]

    def _next(self, line: int) -> Update | None:
        with self.world.lock:
            if not self.world.webhook.url:
                return None
            return next((one for one in self.world.updates.pending if one.line == line), None)

    async def _post(self, update: Update, session: ClientSession) -> str:
        """Bot API, setWebhook: "in case of an unsuccessful request (…status code different from 2XY)"."""
        hook = self.world.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=update.json, headers=headers, ssl=False) as answer:
                await answer.read()
                if answer.ok:
                    return ""
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (ClientError, OSError, TimeoutError) as error:
            return f"Connection failed: {type(error).__name__}"

    def _note(self, error: str) -> None:
        if error and self.world.webhook.url:
            self.world.webhook.error = error
            self.world.webhook.error_date = int(self.world.now().timestamp())


RECEIVING: dict[str, Any] = {
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}
