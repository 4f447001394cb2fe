"""What goes wrong between a bot and its platform: queued by a test, acted out by a stand-in, counted."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web

ALWAYS = 10**9
"""For `times`: as often as it is called."""
EVERY = "*"
"""As a method: whichever is called."""
Predicate = Callable[[Mapping[str, Any]], bool]


def _any_call(_arguments: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong with the next `times` calls whose arguments fulfil `when`."""

    times: int = field(default=1, kw_only=True)
    when: Predicate = field(default=_any_call, kw_only=True)


@dataclass(frozen=True)
class Status(Fault):
    """It is not done; this status comes back, with `body` as JSON, or the page of a gateway in front."""

    code: int
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class DropBefore(Fault):
    """It is not done, and the connection closes without an answer."""


@dataclass(frozen=True)
class DropAfter(Fault):
    """It is done, and the connection closes without an answer."""


@dataclass(frozen=True)
class Delay(Fault):
    """It is done after so many seconds, also when the caller has given up."""

    seconds: float


@dataclass(frozen=True)
class Late(Fault):
    """It is done at once and answered after so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Garbage(Fault):
    """It is not done; 200 comes back with something that is no JSON."""

    text: str = "<html>welcome to the hotel's network</html>"


@dataclass(frozen=True)
class Flood(Fault):
    """It is not done; the platform's own 429 comes back."""

    retry_after: int


class Faults:
    """Faults by method, in the order they were queued, and how often each kind was hit."""

    def __init__(self) -> None:
        """Let everything go well."""
        self._queued: list[tuple[str, Fault, int]] = []
        self.hits: Counter[tuple[str, str]] = Counter()

    def add(self, method: str, *faults: Fault) -> None:
        """Queue faults for calls of `method`, or of any with `*`: the first that fits a call befalls it."""
        self._queued += [(method, fault, fault.times) for fault in faults]

    def clear(self) -> None:
        """Let everything go well from now on."""
        self._queued.clear()

    def take(self, method: str, arguments: Mapping[str, Any]) -> Fault | None:
        """Return what befalls this call, one use of it gone."""
        for place, (name, fault, left) in enumerate(self._queued):
            if name in (EVERY, method) and fault.when(arguments):
                self._queued[place : place + 1] = [(name, fault, left - 1)] if left > 1 else []
                self.hits[method, type(fault).__name__] += 1
                return fault
        return None

    def hit(self, method: str = EVERY, kind: type[Fault] = Fault) -> int:
        """Return how often calls of `method` met a fault of that kind."""
        return sum(
            number
            for (name, hit), number in self.hits.items()
            if method in (EVERY, name) and kind.__name__ in (Fault.__name__, hit)
        )

    @property
    def waiting(self) -> int:
        """How many uses of faults are queued yet."""
        return sum(left for _, _, left in self._queued)


async def act_out(
    fault: Fault | None,
    request: web.Request,
    do: Callable[[], Awaitable[web.StreamResponse]],
    flood: Callable[[int], web.StreamResponse],
) -> web.StreamResponse:
    """Do what is asked as the fault lets it be done; `flood` is the platform's own form of a 429."""
    match fault:
        case Status():
            return _status(fault)
        case Garbage():
            return web.Response(text=fault.text, content_type="text/html")
        case Flood():
            return flood(fault.retry_after)
        case DropBefore():
            return dropped(request)
        case Delay():
            await asyncio.sleep(fault.seconds)
    answer = await do()
    if isinstance(fault, Late):
        await asyncio.sleep(fault.seconds)
    return dropped(request) if isinstance(fault, DropAfter) else answer


def _status(fault: Status) -> web.Response:
    if fault.body is not None:
        return web.json_response(fault.body, status=fault.code)
    phrase = f"{fault.code} {HTTPStatus(fault.code).phrase}"
    return web.Response(
        text=f"<html><title>{phrase}</title></html>", status=fault.code, content_type="text/html"
    )


def dropped(request: web.Request) -> web.Response:
    """Cut the connection of a request; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
