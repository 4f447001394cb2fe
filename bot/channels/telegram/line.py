"""The Telegram bot of this installation: who it is, how it listens, how it writes."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from starlette.routing import BaseRoute
from telegram import Bot, BotCommand
from telegram.error import BadRequest, Forbidden
from telegram.request import HTTPXRequest

from bot.channels.line import Take
from bot.channels.telegram import NAME, files, listen, send
from bot.channels.telegram.read import KINDS, event
from bot.http.services import Draw
from bot.render.telegram import Part, parts
from bot.render.wording import with_lateness
from bot.render.wording.menu import commands
from bot.seal import Reveal, Seal, as_it_is
from bot.settings import Settings, secret_key
from domain.outgoing import Queued
from domain.people import Language
from domain.ports import Clock, Reach
from reminders.pace import Pace

os.environ.setdefault("PTB_TIMEDELTA", "1")  # PTB then gives times to wait as timedelta, as it will always

log = structlog.get_logger()

SENDING_TIMEOUT = 30.0
"""Seconds after which a call is taken for lost."""
CONNECTING_TIMEOUT = 10.0
"""Seconds in which Telegram must be reached."""
AT_ONCE = 24
"""Connections kept: the dispatcher's sixteen, answers to presses, and files that are fetched."""
MENU_LANGUAGES = {"": Language.EN, "en": Language.EN, "zh": Language.ZH_HANS}
"""Telegram's menus go by two-letter language codes: the two Chinese scripts share one."""


def telegram(settings: Settings, draw: Draw, clock: Clock, reach: Reach) -> "Telegram":
    """Return the configured bot; nothing is connected yet."""
    assert settings.telegram_token is not None
    api = settings.telegram_api.rstrip("/")
    bot = Bot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=HTTPXRequest(
            AT_ONCE,
            proxy=settings.proxy,
            connect_timeout=CONNECTING_TIMEOUT,
            read_timeout=SENDING_TIMEOUT,
            write_timeout=SENDING_TIMEOUT,
            pool_timeout=SENDING_TIMEOUT,
        ),
        get_updates_request=HTTPXRequest(1, proxy=settings.proxy, connect_timeout=CONNECTING_TIMEOUT),
    )
    secret = settings.telegram_secret
    hook = (settings.telegram_webhook or "").rstrip("/") or None
    return Telegram(
        bot,
        draw,
        clock,
        reach,
        hook=hook,
        secret=secret.get_secret_value() if secret else "",
        reveal=Seal(partial(secret_key, settings)).reveal,
    )


class Telegram:
    """One bot over the Bot API; the dispatcher's channel and the process's line."""

    names = (NAME,)

    def __init__(
        self,
        bot: Bot,
        draw: Draw,
        clock: Clock,
        reach: Reach,
        *,
        hook: str | None = None,
        secret: str = "",
        reveal: Reveal = as_it_is,
    ) -> None:
        """Speak as `bot`; with `hook`, an address of ours, Telegram hands updates in there."""
        self.bot = bot
        self.pace = Pace(send.LIMITS)
        self.state = "starting"
        self._draw = draw
        self._clock = clock
        self._reach = reach
        self._reveal = reveal
        self._hook = hook
        self._secret = secret
        self._me: dict[str, Any] | None = None
        self._beside: set[asyncio.Task[None]] = set()

    # ---- in

    def routes(self, take: Take) -> Sequence[BaseRoute]:
        """Return the webhook's page, where there is one."""

        async def taken(update: dict[str, Any]) -> None:
            await self._take(update, take)

        return [listen.webhook(self._secret, taken)] if self._hook else []

    async def run(self, take: Take) -> None:
        """Introduce the bot, then listen until cancelled."""
        troubles = 0
        while not await self._introduced():
            await asyncio.sleep(listen.PAUSES[min(troubles, len(listen.PAUSES) - 1)])
            troubles += 1
        if self._hook:
            self._tell("on")
            await asyncio.Event().wait()

        async def taken(update: dict[str, Any]) -> None:
            await self._take(update, take)

        await listen.poll(self.bot, taken, self._tell)

    async def close(self) -> None:
        """Let what promises nothing end, and close all connections."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=1)
        await self.bot.shutdown()

    async def _introduced(self) -> bool:
        """Learn who the bot is, and say how it wants its updates and what it can do."""
        try:
            await self._who()
            if self._hook:
                await self.bot.set_webhook(
                    f"{self._hook}{listen.path(self._secret)}",
                    secret_token=self._secret,
                    allowed_updates=list(KINDS),
                )
            else:
                await self.bot.delete_webhook()
            for code, language in MENU_LANGUAGES.items():
                menu = [BotCommand(name, told) for name, told in commands(language)]
                await self.bot.set_my_commands(menu, language_code=code or None)
        except Exception as error:
            self._tell(f"away: {listen.trouble(error)}")
            log.warning("telegram: not introduced", error=type(error).__name__)
            return False
        return True

    async def _who(self) -> dict[str, Any]:
        if self._me is None:
            await self.bot.initialize()  # asks Telegram who the token belongs to
            self._me = {"id": self.bot.id, "username": self.bot.username}
        return self._me

    async def _take(self, update: dict[str, Any], take: Take) -> None:
        await take(event(update, await self._who(), self._clock()))
        self._reach("receive.after_ack")
        query = update.get("callback_query")
        if isinstance(query, dict) and "id" in query:
            self._soon(send.quietly(self.bot.answer_callback_query(query["id"])))

    def _soon(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def _tell(self, state: str) -> None:
        if state != self.state:
            log.info("telegram", state=state)
        self.state = state

    async def fetch(self, file: str) -> bytes:
        """Return the bytes of a file; each attempt asks for a new link, for a link lives an hour."""
        return await files.fetch(self.bot, file)

    async def leave(self, chat: str) -> None:
        """Leave a group; one that the bot is not in is left already."""
        with suppress(Forbidden, BadRequest):
            await self.bot.leave_chat(int(chat))

    # ---- out

    def parts(self, item: Queued, late: timedelta | None) -> Sequence[Part]:
        """Return the document as messages, saying that it is late where it is."""
        told = self._reveal(item.document if late is None else with_lateness(item.document, late))
        return parts(told, group=send.LIMITS.is_group(item.address.chat))

    async def send(self, item: Queued, number: int, part: Part) -> str:
        """Send a part, or edit the message it replaces."""
        there = tuple(dict.fromkeys(item.replaces))
        return await send.send(
            self.bot,
            item.address,
            part,
            replaces=there[number] if number < len(there) else None,
            reply_to=item.reply_to if number == 0 else None,
            draw=self._draw,
        )
