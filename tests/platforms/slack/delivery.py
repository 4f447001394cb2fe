"""What is brought to the app: each delivery with its attempts, and the retries between them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from ..serving import Served
from . import rules
from .blocks import Json

Kind = Literal["events_api", "slash_commands", "interactive"]
FOR_EVER = 10.0**6


@dataclass(frozen=True)
class Captured:
    """A request as it went over the wire, to be sent again by a test."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Attempt:
    """One try to deliver."""

    number: int
    at: float
    via: str = ""
    """The number of the socket, or `http`."""
    acked_at: float | None = None
    timely: bool = False
    """Whether the answer came in time and was a yes."""
    status: int | None = None
    reason: str = ""
    """Why it failed, in Slack's words for retries."""
    final: bool = False
    """Whether the app asked for no retry."""
    request: Captured | None = None


@dataclass
class Delivery:
    """An event, command or interaction on its way to the app."""

    kind: Kind
    name: str
    """The event's type with its subtype (`message.message_changed`), the command, the interaction's type."""
    payload: Json
    attempts: list[Attempt] = field(default_factory=list)
    answer: Any = None
    """What came with the acknowledgement."""
    over: bool = False

    @property
    def id(self) -> str:
        """The event_id or trigger_id."""
        return str(self.payload.get("event_id") or self.payload.get("trigger_id") or "")

    @property
    def event(self) -> Json:
        """The event in its envelope."""
        return dict(self.payload.get("event", {}))

    @property
    def at(self) -> float | None:
        """When it was first sent."""
        return self.attempts[0].at if self.attempts else None

    @property
    def acked(self) -> bool:
        """Whether the app has taken it in time."""
        return any(attempt.timely for attempt in self.attempts)

    @property
    def acked_at(self) -> float | None:
        """When it was taken."""
        return next((attempt.acked_at for attempt in self.attempts if attempt.timely), None)

    @property
    def status(self) -> Literal["waiting", "acked", "given up"]:
        """How it stands."""
        if self.acked:
            return "acked"
        return "given up" if self.over else "waiting"


class Transport(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    async def attempt(self, delivery: Delivery, attempt: Attempt, before: str) -> None:
        """Try once and write down in `attempt` how it went; `before` is why the last try failed."""


class Courier:
    """Brings everything to the app, events again when they fail [docs.slack.dev/apis/events-api]."""

    def __init__(self, served: Served, pace: float) -> None:
        """Wait `pace` times as long between attempts as Slack does."""
        self._served, self.pace = served, pace
        self._loop: asyncio.AbstractEventLoop | None = None
        self._early: list[Callable[[], None]] = []
        self.deliveries: list[Delivery] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def send(
        self,
        delivery: Delivery,
        transport: Transport,
        now: Callable[[], float],
        then: Callable[[Delivery], None] = lambda _delivery: None,
    ) -> Delivery:
        """Start a delivery, from any thread; `then` is called under the lock when it is over."""
        self.deliveries.append(delivery)

        def start() -> None:
            task = asyncio.get_running_loop().create_task(self._carry(delivery, transport, now, then))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        if self._loop is None:
            self._early.append(start)
        else:
            self._loop.call_soon_threadsafe(start)
        return delivery

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Deliver on this loop from now on, what was sent before first."""
        self._loop = loop
        early, self._early = self._early, []
        for start in early:
            loop.call_soon_threadsafe(start)

    async def _carry(
        self,
        delivery: Delivery,
        transport: Transport,
        now: Callable[[], float],
        then: Callable[[Delivery], None],
    ) -> None:
        waits = (0.0, *rules.EVENT_RETRIES) if delivery.kind == "events_api" else (0.0,)
        reason = ""
        for number, wait in enumerate(waits):
            await asyncio.sleep(wait * self.pace)
            await self._served.until(lambda: self._served.running, FOR_EVER)
            attempt = Attempt(number, now())
            with self._served.change():
                delivery.attempts.append(attempt)
            await transport.attempt(delivery, attempt, reason)
            if attempt.timely or attempt.final:
                break
            reason = attempt.reason
        with self._served.change():
            delivery.over = True
            then(delivery)

    async def end(self) -> None:
        """Give up what is under way."""
        self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
