"""What Slack brings comes in: over Socket Mode or signed HTTP, each kept before Slack is told.

Bolt acknowledges an event before its listeners run (platform.md 0): here a middleware keeps it and answers
itself, for every type, and no listener is ever reached.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.slack.at_once import OK, not_kept
from bot.channels.slack.quiet import QUIET
from bot.channels.slack.send import REFUSED, answer_of
from bot.http.body import again, whole

log = structlog.get_logger()

Body = dict[str, Any]
TakeBody = Callable[[Body], Awaitable[None]]
"""Keeps what a body holds; raises when it was surely not kept."""
Refusal = Callable[[Body, Exception], str]
"""Words that a body was not kept, for who caused it; the exception says why."""
Tell = Callable[[str], None]
"""Notes how the line stands."""
Acknowledged = Callable[[], None]
"""Called once Slack was told."""

PATH = "/slack/events"
LARGEST = 2**20
"""Bytes of a request: Slack's are far smaller."""
PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds to wait after the first, second, … trouble in a row."""
KEEPING = 2.1
"""Seconds after which it is not known whether something is kept: Slack waits three, and is to be told."""
PING = 5.0
"""Seconds between two pings of a socket; one that answers none is taken for dead."""
LOOK = 0.5
"""Seconds between two looks at a socket."""
CONNECTING = 15.0
"""Seconds in which a socket must stand; the client itself would try a ticket that ran out for ever."""
ENDING = 3.0
"""Seconds in which what is under way is still kept and acknowledged."""


def bolt(client: AsyncWebClient, secret: str, me: Body, take: TakeBody, refusal: Refusal) -> AsyncApp:
    """Return Bolt's app: it checks what comes, and each body is kept before it answers.

    `me` is who the bot is, as far as that is known; `refusal` words what who did something is told where it
    was not kept.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=me.get("team"),
            bot_token=client.token,
            bot_id=me.get("bot"),
            bot_user_id=me.get("user"),
        )

    async def keep(body: Body) -> BoltResponse:
        try:
            async with asyncio.timeout(KEEPING):
                await take(body)
        except Exception as error:
            log.warning("slack: event not kept", error=type(error).__name__)
            return await not_kept(client, body, refusal(body, error))
        return OK

    app = AsyncApp(name="salesbot", logger=QUIET, client=client, signing_secret=secret, authorize=authorize)
    app.use(keep)
    return app


def trouble(error: Exception) -> str:
    """Return what is wrong, without what may be secret or personal."""
    if isinstance(error, SlackApiError):
        name, status, _ = answer_of(error)
        return f"Slack refuses the token ({name})" if name in REFUSED else f"Slack says {name or status}"
    if isinstance(error, TimeoutError | ClientError | OSError):
        return "Slack is out of reach"
    return type(error).__name__


def pause(troubles: int) -> float:
    """Return how long to wait after so many troubles in a row."""
    return PAUSES[min(troubles, len(PAUSES) - 1)]


# ---- signed HTTP --------------------------------------------------------------------------------------


def webhook(app: AsyncApp, acknowledged: Acknowledged) -> Route:
    """Return the page at which Slack hands in events, commands and presses: 200 after the commit."""
    handler = AsyncSlackRequestHandler(app)

    async def told() -> None:
        acknowledged()

    async def handed_in(request: Request) -> Response:
        body = await whole(request.receive, LARGEST)
        if body is None:
            return Response(status_code=413)
        try:
            answer = await handler.handle(Request(request.scope, again(body, request.receive)))
        except Exception as error:
            log.warning("slack: unreadable request", error=type(error).__name__)
            return Response(status_code=400)
        if answer.status_code == HTTPStatus.OK:
            answer.background = BackgroundTask(told)
        return answer

    return Route(PATH, handed_in, methods=["POST"])


# ---- Socket Mode --------------------------------------------------------------------------------------


async def by_socket(app: AsyncApp, token: str, tell: Tell, acknowledged: Acknowledged) -> None:
    """Hold a connection until cancelled: the client changes over when Slack asks it to, and a broken one is
    built anew."""
    troubles = 0
    while True:
        sockets = Sockets(app, token, acknowledged)
        try:
            await sockets.connect()
            tell("on")
            troubles = 0
            await sockets.watch()
            tell("away: the connection broke")
        except Exception as error:
            tell(f"away: {trouble(error)}")
            log.warning("slack: no connection", error=type(error).__name__)
        finally:
            await sockets.end()
        await asyncio.sleep(pause(troubles))
        troubles += 1


class Client(SocketModeClient):
    """Slack's client, which leaves no task behind."""

    def __init__(self, app_token: str, web_client: AsyncWebClient) -> None:
        """Connect later."""
        self.handling: set[asyncio.Task[Any]] = set()
        super().__init__(
            app_token, logger=QUIET, web_client=web_client, proxy=web_client.proxy, ping_interval=PING
        )

    async def run_message_listeners(self, message: Body, raw_message: str) -> None:
        """Handle one message of the socket's, known by its task."""
        task = asyncio.current_task()
        assert task is not None
        self.handling.add(task)
        task.add_done_callback(self.handling.discard)
        await super().run_message_listeners(message, raw_message)

    async def end(self) -> None:
        """Let what is under way end, then close everything."""
        if self.handling:
            await asyncio.wait(self.handling, timeout=ENDING)
        self.closed, self.auto_reconnect_enabled = True, False
        beside = (self.message_processor, self.current_session_monitor, self.message_receiver)
        running = [task for task in (*beside, *self.handling) if task is not None]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        with suppress(Exception):
            async with asyncio.timeout(ENDING):
                await self.close()  # type: ignore[no-untyped-call]
        await self.aiohttp_client_session.close()


class Sockets(AsyncSocketModeHandler):
    """Bolt over one client of Socket Mode."""

    client: Client

    def __init__(self, app: AsyncApp, token: str, acknowledged: Acknowledged) -> None:
        """Hand what comes to `app`."""
        self.app = app
        self.app_token = token
        self.client = Client(token, app.client)
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]
        self._acknowledged = acknowledged

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Let Bolt keep and acknowledge one envelope."""
        await super().handle(client, req)
        self._acknowledged()

    async def connect(self) -> None:
        """Ask for an address and connect to it; raise what is wrong."""
        async with asyncio.timeout(CONNECTING):
            self.client.wss_uri = await self.client.issue_new_wss_url()
            await self.connect_async()  # type: ignore[no-untyped-call]

    async def watch(self) -> None:
        """Return when the connection is broken and the client is not just changing over to another."""
        since = None
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK)
            if await self.client.is_connected():
                since = None
                continue
            since = since or loop.time()
            changing = self.client.connect_operation_lock.locked()
            if not changing or loop.time() - since > CONNECTING:
                return

    async def end(self) -> None:
        """Close everything."""
        await self.client.end()
