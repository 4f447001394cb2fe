"""Apps that do exactly as they are told: one on a socket, one behind a request URL."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from .serving import Served
from .slack import SlackServer

Json = dict[str, Any]


def taken(_envelope: Json) -> Json | None:
    """Acknowledge."""
    return {}


def silent(_envelope: Json) -> Json | None:
    """Acknowledge nothing."""
    return None


class Line:
    """One Socket Mode connection, spoken by hand."""

    def __init__(self, server: SlackServer, answer: Callable[[Json], Json | None]) -> None:
        """Answer each envelope with what `answer` returns beside its id, or with nothing."""
        self._server, self.answer = server, answer
        self.url = ""
        self.got: list[Json] = []
        self._session: aiohttp.ClientSession | None = None
        self._line: aiohttp.ClientWebSocketResponse | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def envelopes(self) -> list[Json]:
        """What was delivered."""
        return [one for one in self.got if "envelope_id" in one]

    async def open(self, url: str = "") -> None:
        """Connect with a new ticket, or to a URL had before."""
        self._session = aiohttp.ClientSession()
        self.url = url or await self._ticket(self._session)
        self._line = await self._session.ws_connect(self.url)
        self._task = asyncio.create_task(self._listen(self._line))

    async def say(self, words: Json) -> None:
        """Send something unasked."""
        assert self._line is not None
        await self._line.send_json(words)

    async def _ticket(self, session: aiohttp.ClientSession) -> str:
        headers = {"Authorization": f"Bearer {self._server.app.app_token}"}
        async with session.post(self._server.api + "apps.connections.open", headers=headers) as answer:
            return str((await answer.json())["url"])

    async def _listen(self, line: aiohttp.ClientWebSocketResponse) -> None:
        async for message in line:
            if message.type != aiohttp.WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            with self._server.change():
                self.got.append(said)
            answer = self.answer(said) if "envelope_id" in said else None
            if answer is not None:
                await line.send_json({"envelope_id": said["envelope_id"], **answer})

    async def close(self) -> None:
        """Hang up."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._line is not None:
            await self._line.close()
        if self._session is not None:
            await self._session.close()


@contextmanager
def connected(server: SlackServer, answer: Callable[[Json], Json | None] = taken) -> Iterator[Line]:
    """Have a connection that was greeted."""
    line = Line(server, answer)
    try:
        server.run(line.open())
        server.wait(lambda: line.got)
        yield line
    finally:
        server.run(line.close())


@dataclass
class Asked:
    """A request as the app got it."""

    headers: dict[str, str]
    body: str
    genuine: bool


@dataclass
class Answer:
    """What the app says to a request, and after how many seconds."""

    status: int = 200
    body: Json | str = ""
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0


class RequestUrl(Served):
    """An app behind a request URL that checks signatures with slack_sdk and answers as it is told."""

    def __init__(self, secret: str) -> None:
        """Say 200 to all that is genuine."""
        super().__init__()
        self._verifier = SignatureVerifier(secret)
        self.asked: list[Asked] = []
        self.answers: list[Answer] = []

    def application(self) -> web.Application:
        """Listen at `/slack/events`."""
        app = web.Application()
        app.router.add_post("/slack/events", self._ask)
        return app

    async def _ask(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        genuine = self._verifier.is_valid_request(body, headers)
        with self.change():
            self.asked.append(Asked(headers, body, genuine))
            answer = self.answers.pop(0) if self.answers else Answer()
        if not genuine:
            return web.Response(status=401)
        if '"url_verification"' in body:
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        await asyncio.sleep(answer.after)
        if isinstance(answer.body, dict):
            return web.json_response(answer.body, status=answer.status, headers=answer.headers)
        return web.Response(text=answer.body, status=answer.status, headers=answer.headers)
