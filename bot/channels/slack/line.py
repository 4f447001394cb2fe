"""The Slack bot of this installation: who it is, how it listens, how it writes."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from aiohttp import ClientSession, ClientTimeout
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute

from bot.channels import limits
from bot.channels.line import Take
from bot.channels.slack import NAME, listen, send
from bot.channels.slack.files import fetch
from bot.channels.slack.lookup import Lookup
from bot.channels.slack.quiet import QUIET
from bot.channels.slack.read import event, files, read
from bot.http.services import Draw
from bot.newcomers import language_of
from bot.render.slack import Part, parts
from bot.render.wording.menu import not_taken
from bot.seal import Reveal, Seal, as_it_is
from bot.settings import Settings, secret_key
from domain.incoming import ChatChanged, Incoming, RawEvent
from domain.outgoing import Queued
from domain.people import Language
from domain.ports import Clock, Reach, Unsure
from reminders.pace import Pace

log = structlog.get_logger()

SENDING_TIMEOUT = 30
"""Seconds after which a call is taken for lost."""
CONNECTING_TIMEOUT = 10
"""Seconds in which Slack must be reached."""


def slack(settings: Settings, draw: Draw, clock: Clock, reach: Reach) -> "Slack":
    """Return the configured bot; nothing is connected yet."""
    app_token, secret = settings.slack_app_token, settings.slack_secret
    return Slack(
        client_of(settings),
        draw,
        clock,
        reach,
        app_token=app_token.get_secret_value() if app_token else "",
        secret=secret.get_secret_value() if secret else "",
        language=settings.language,
        reveal=Seal(partial(secret_key, settings)).reveal,
    )


def client_of(settings: Settings) -> AsyncWebClient:
    """Return a client of the Web API; its session is to be closed."""
    assert settings.slack_token is not None
    return AsyncWebClient(
        settings.slack_token.get_secret_value(),
        base_url=settings.slack_api,
        session=ClientSession(timeout=ClientTimeout(SENDING_TIMEOUT, sock_connect=CONNECTING_TIMEOUT)),
        proxy=settings.proxy,
        retry_handlers=[],  # what was posted although its answer was lost must not be posted again unseen
        logger=QUIET,
    )


class Slack:
    """One bot over the Web API; the dispatcher's channel and the process's line."""

    names = (NAME,)

    def __init__(
        self,
        client: AsyncWebClient,
        draw: Draw,
        clock: Clock,
        reach: Reach,
        *,
        app_token: str = "",
        secret: str = "",
        language: Language = Language.EN,
        reveal: Reveal = as_it_is,
    ) -> None:
        """Speak by `client`; with `app_token` listen over Socket Mode, else Slack hands in what it signed."""
        self.client = client
        self.pace = Pace(limits.SLACK)
        self._outlet = send.Outlet(client, draw)
        self._lookup = Lookup(client)
        self._clock = clock
        self._acknowledged = partial(reach, "receive.after_ack")
        self._app_token = app_token
        self._secret = secret
        self._language = language
        self._reveal = reveal
        self._me: dict[str, Any] = {}
        self._listening = "starting"
        self._refused = ""

    @property
    def state(self) -> str:
        """How the line stands: how it listens, unless what it sends is refused."""
        return f"away: {self._refused}" if self._refused else self._listening

    # ---- in

    def routes(self, take: Take) -> Sequence[BaseRoute]:
        """Return the page for what Slack signs; none in Socket Mode."""
        return [] if self._app_token else [listen.webhook(self._app(take), self._acknowledged)]

    async def run(self, take: Take) -> None:
        """Learn who the bot is, then listen until cancelled."""
        troubles = 1
        while not await self._introduced():
            await asyncio.sleep(listen.pause(troubles))
            troubles += 1
        if self._app_token:
            await listen.by_socket(self._app(take), self._app_token, self._tell, self._acknowledged)
        self._tell("on")
        await asyncio.Event().wait()

    async def fetch(self, file: str) -> bytes:
        """Return the bytes of a file."""
        return await fetch(self.client, file)

    async def close(self) -> None:
        """Close all connections."""
        await self._lookup.close()
        if self.client.session is not None:
            await self.client.session.close()

    def _app(self, take: Take) -> AsyncApp:
        async def taken(body: dict[str, Any]) -> None:
            await self._take(body, take)

        return listen.bolt(self.client, self._secret, self._me, taken, self._refusal)

    async def _introduced(self) -> bool:
        try:
            answer = await self.client.auth_test()
        except Exception as error:
            self._tell(f"away: {listen.trouble(error)}")
            log.warning("slack: not introduced", error=type(error).__name__)
            return False
        self._me |= {"user": answer["user_id"], "bot": answer.get("bot_id"), "team": answer["team_id"]}
        return True

    async def _take(self, body: dict[str, Any], take: Take) -> None:
        """Keep a body, a raw event for each of its files; it is for us, or its reader drops it."""
        raws = [event(body, self._me, self._clock(), number) for number in range(files(body))]
        beside = await self._beside(raws[0])
        for raw in raws:
            await take(replace(raw, raw={**raw.raw, **beside}))

    async def _beside(self, raw: RawEvent) -> dict[str, Any]:
        """Return what is looked up for an event that is for us; talk among others is looked up nowhere."""
        incoming = _read(raw)
        if incoming is None or not (incoming.private or incoming.spoken_to or _is_added(incoming)):
            return {}
        return await self._lookup.beside(incoming, raw)

    def _refusal(self, body: dict[str, Any], error: Exception) -> str:
        user = body.get("user")
        person = user.get("id") if isinstance(user, dict) else body.get("user_id")
        language = language_of(self._lookup.language(str(person)), self._language)
        return not_taken(language, unsure=isinstance(error, Unsure | TimeoutError))

    async def leave(self, chat: str) -> None:
        """Leave a channel; one that the bot is not in is left already."""
        try:
            await self.client.conversations_leave(channel=chat)
        except SlackApiError as refused:
            if send.answer_of(refused)[0] not in (*send.GONE, ""):
                raise

    def _tell(self, state: str) -> None:
        if state != self._listening:
            log.info("slack", state=state)
        self._listening = state

    # ---- out

    def parts(self, item: Queued, late: timedelta | None) -> Sequence[Part]:
        """Return the document as messages, saying that it is late where it is."""
        return parts(self._reveal(item.document), late=late)

    async def send(self, item: Queued, number: int, part: Part) -> str:
        """Send a part, or edit the message it replaces; tell where the token is refused."""
        try:
            receipt = await send.send(self._outlet, item, number, part, self._clock())
        except SlackApiError as refused:
            name = send.answer_of(refused)[0]
            self._refused = listen.trouble(refused) if name in send.REFUSED else ""
            raise
        self._refused = ""
        return receipt

    async def clear(self, item: Queued, number: int) -> None:
        """Take away the message of a part that an edit has no more."""
        await send.clear(self._outlet, item, number)


def _is_added(incoming: Incoming) -> bool:
    return incoming.content == ChatChanged("added")


def _read(raw: RawEvent) -> Incoming | None:
    """Read an event that may be unreadable: that is for whoever keeps it to say."""
    try:
        return read(raw)
    except Exception:
        return None
