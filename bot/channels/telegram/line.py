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

from bot.channels import limits
from bot.channels.line import Take
from bot.channels.telegram import NAME, files, listen, send
from bot.channels.telegram.read import KINDS, event
from bot.http.services import Draw
from bot.render.telegram import Part, parts
from bot.render.wording.menu import commands
from bot.seal import Reveal, Seal, as_it_is
from bot.settings import Settings, secret_key
from domain.outgoing import Queued, standing
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
        self.pace = Pace(limits.TELEGRAM)
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
        """Introduce the bot, then listen until cancelled, with the menu, which may be refused, set beside."""
        await self._introduced()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._offer_menu())
            tasks.create_task(self._listen(take))

    async def _listen(self, take: Take) -> None:
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

    async def _introduced(self) -> None:
        """Introduce the bot, however long that takes."""
        troubles = 0
        while True:
            try:
                return await self._introduce()
            except Exception as error:
                self._tell(f"away: {listen.trouble(error)}")
                log.warning("telegram: not introduced", error=type(error).__name__)
                await asyncio.sleep(listen.pause(error, troubles))
                troubles += 1

    async def _introduce(self) -> None:
        """Learn who the bot is, and say how it wants its updates."""
        await self._who()
        if self._hook:
            await self.bot.set_webhook(
                f"{self._hook}{listen.path(self._secret)}",
                secret_token=self._secret,
                allowed_updates=list(KINDS),
            )
        else:
            await self.bot.delete_webhook()

    async def _offer_menu(self) -> None:
        """Say what the bot can do, trying a few times: nothing else hangs on it."""
        for troubles in range(len(listen.PAUSES)):
            try:
                await self._set_menu()
                break
            except Exception as error:
                log.warning("telegram: menu not taken", error=type(error).__name__)
                await asyncio.sleep(listen.pause(error, troubles))

    async def _set_menu(self) -> None:
        for code, language in MENU_LANGUAGES.items():
            menu = [BotCommand(name, told) for name, told in commands(language)]
            await self.bot.set_my_commands(menu, language_code=code or None)

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
        told = self._reveal(item.document)
        return parts(told, group=limits.TELEGRAM.is_group(item.address.chat), late=late)

    async def send(self, item: Queued, number: int, part: Part) -> str:
        """Send a part, or edit the message it replaces."""
        return await send.send(
            self.bot,
            item.address,
            part,
            replaces=standing(item.replaces).get(number),
            reply_to=item.reply_to if number == 0 else None,
            draw=self._draw,
        )

    async def clear(self, item: Queued, number: int) -> None:
        """Take away the message of a part that an edit has no more."""
        await send.clear(self.bot, item.address, standing(item.replaces)[number], self._draw)
