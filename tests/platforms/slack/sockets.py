"""Socket Mode [docs.slack.dev/apis/events-api/using-socket-mode]."""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from uuid import uuid4

from aiohttp import WSMsgType, web

from ..serving import Served
from . import rules
from .blocks import Json
from .delivery import Attempt, Delivery

INTERACTIVE = ("slash_commands", "interactive")


@dataclass
class Socket:
    """One connection of the app."""

    number: int
    line: web.WebSocketResponse
    transport: asyncio.Transport | None
    leaving: bool = False
    """Whether it was told to go: it gets nothing new."""
    gone: bool = False


@dataclass(frozen=True)
class Ack:
    """What came back over a socket."""

    envelope_id: str
    payload: object
    via: str
    known: bool


class Sockets:
    """All connections of the app, and which envelope waits for which answer."""

    def __init__(
        self, served: Served, app_id: str, now: Callable[[], float], patience: float, hold: float
    ) -> None:
        """Wait `patience` seconds for each acknowledgement, `hold` for a connection if there is none."""
        self._served, self._app_id, self._now = served, app_id, now
        self._patience, self._hold = patience, hold
        self._tickets: set[str] = set()
        self._waiting: dict[str, tuple[Delivery, Attempt]] = {}
        self._pick = random.Random(1)
        self.made = 0
        self.open: list[Socket] = []
        self.acks: list[Ack] = []

    def ticket(self) -> str:
        """Return a ticket good for one connection."""
        self._tickets.add(ticket := token_hex(16))
        return ticket

    async def link(self, request: web.Request) -> web.StreamResponse:
        """Let the app connect; beyond ten connections it is sent away."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.remove(ticket)
        line = web.WebSocketResponse()
        await line.prepare(request)
        if len(self.open) >= rules.CONNECTIONS:
            await line.send_json(_disconnect("too_many_websockets"))
            await line.close()
            return line
        await self._serve(request, line)
        return line

    async def _serve(self, request: web.Request, line: web.WebSocketResponse) -> None:
        with self._served.change():
            self.made += 1
            transport = request.transport
            socket = Socket(self.made, line, transport if isinstance(transport, asyncio.Transport) else None)
        try:
            await line.send_json(self._hello())
            with self._served.change():
                self.open.append(socket)
            async for message in line:
                if message.type == WSMsgType.TEXT:
                    self._heard(socket, message.data)
        except ConnectionError:
            pass
        finally:
            with self._served.change():
                socket.gone = True
                if socket in self.open:
                    self.open.remove(socket)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open) + 1,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "stand-in", "build_number": 1, "approximate_connection_time": 18060},
        }

    def _heard(self, socket: Socket, text: str) -> None:
        """Note an acknowledgement; one that nobody waits for is noted too."""
        try:
            said = json.loads(text)
            envelope_id = str(said["envelope_id"])
        except (ValueError, KeyError, TypeError):
            return
        with self._served.change():
            delivery, attempt = self._waiting.pop(envelope_id, (None, None))
            payload = said.get("payload")
            self.acks.append(Ack(envelope_id, payload, str(socket.number), delivery is not None))
            if delivery is None or attempt is None:
                return
            attempt.acked_at = self._now()
            attempt.timely = not attempt.reason
            if attempt.timely and delivery.kind in INTERACTIVE:
                delivery.answer = payload

    async def attempt(self, delivery: Delivery, attempt: Attempt, before: str) -> None:
        """Send it over one of the connections, not the one of the last attempt if there is another."""
        tried = {one.via for one in delivery.attempts}
        staying = await self._served.until(self._staying, self._hold)
        choice = staying or list(self.open)
        others = [one for one in choice if str(one.number) not in tried] or choice
        if not others:
            attempt.reason = "no_connection"
            return
        socket = self._pick.choice(others)
        attempt.via = str(socket.number)
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "payload": delivery.payload,
            "type": delivery.kind,
            "accepts_response_payload": delivery.kind in INTERACTIVE,
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": attempt.number, "retry_reason": before}
        self._waiting[envelope["envelope_id"]] = (delivery, attempt)
        try:
            await socket.line.send_str(json.dumps(envelope))
        except ConnectionError:
            socket.gone = True
        await self._served.until(lambda: attempt.acked_at is not None or socket.gone, self._patience)
        with self._served.change():
            if attempt.acked_at is None:
                attempt.reason = "timeout"

    async def disconnect(self, reason: str, number: int | None = None) -> None:
        """Tell connections that they end soon, then end those that are not replaced."""
        for socket in self._chosen(number):
            socket.leaving = True
            await socket.line.send_json(_disconnect(reason))

    async def drop(self, number: int | None = None) -> None:
        """Cut connections without a word."""
        for socket in self._chosen(number):
            if socket.transport is not None:
                socket.transport.abort()
            with self._served.change():
                socket.gone = True
                self.open.remove(socket)

    def _staying(self) -> list[Socket]:
        return [socket for socket in self.open if not socket.leaving]

    def _chosen(self, number: int | None) -> list[Socket]:
        return [socket for socket in self.open if number in (None, socket.number)]


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
