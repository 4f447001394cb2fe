"""A stand-in on a socket: its own thread and event loop, to be stopped and started again at one address."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from aiohttp import web

PATIENCE = 30.0
"""Seconds after which something that should come is not coming, on a busy machine."""
LARGEST_BODY = 120 * 2**20
"""Bytes of a request that are read at all; what a platform takes is for its own rules to say."""
T = TypeVar("T")


class Served:
    """An aiohttp application in a thread of its own on 127.0.0.1.

    What stands in the stand-in is shared between that thread and the test's: it is read under `lock` and
    changed inside `change()`, which wakes everybody who waits, in either thread. Never wait while holding it.
    """

    def __init__(self, port: int = 0) -> None:
        """Stand ready to listen at `port`, or at a free one that is kept from the first start on."""
        self.port = port
        self.lock = threading.Condition(threading.RLock())
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._runner: web.AppRunner | None = None
        self._held: socket.socket | None = None
        self._waiting: set[asyncio.Future[None]] = set()

    def application(self) -> web.Application:
        """Return a new application; asked for at every start."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The address it listens at, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._runner is not None

    def start(self) -> Self:
        """Listen, at the same address as before."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="stand-in", daemon=True)
            self._thread.start()
        self._let_go()
        self.run(self._listen())
        return self

    def stop(self) -> None:
        """Listen no more and cut all connections; what stands there is kept, and people can still talk."""
        if self._runner is not None:
            self.run(self._silence())
            self._held = _hold(self.port)

    def close(self) -> None:
        """End it for good."""
        self.stop()
        self._let_go()
        if self._loop is not None:
            self.run(_end_tasks())
        loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(PATIENCE)
            loop.close()

    def __enter__(self) -> Self:
        """Listen."""
        return self.start()

    def __exit__(self, *_error: object) -> None:
        """End it."""
        self.close()

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Be out of reach for as long as the block lasts."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def run(self, work: Coroutine[Any, Any, T], patience: float = PATIENCE) -> T:
        """Run a coroutine on the server's loop from another thread and return what it returns."""
        assert self._loop is not None, "not started"
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(patience)

    # ---- what changes, and who waits for it

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the lock for a change, then wake everybody who waits for one."""
        with self.lock:
            try:
                yield
            finally:
                self.lock.notify_all()
                if self._waiting and self._loop is not None:
                    self._loop.call_soon_threadsafe(self._wake)

    def wait(self, condition: Callable[[], T], patience: float = PATIENCE) -> T:
        """Block a test until `condition` holds and return its value; it is asked again after each change."""
        until = time.monotonic() + patience
        with self.lock:
            while not (value := condition()):
                if (left := until - time.monotonic()) <= 0:
                    raise AssertionError(f"waited {patience:g} s in vain for {condition}; {self.report()}")
                self.lock.wait(left)
            return value

    def report(self) -> str:
        """Return what helps whoever waited in vain."""
        return ""

    async def until(self, condition: Callable[[], T], seconds: float) -> T:
        """Wait on the server's loop until `condition` holds or the time is over; return its last value."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            with self.lock:
                value = condition()
                waiter = loop.create_future()
                self._waiting.add(waiter)
            try:
                left = end - loop.time()
                if value or left <= 0:
                    return value
                await asyncio.wait([waiter], timeout=left)
            finally:
                self._waiting.discard(waiter)

    def _wake(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    # ---- on the loop

    async def _listen(self) -> None:
        if self._runner is not None:
            return
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.01)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port)
        await site.start()
        self.port = runner.addresses[0][1]
        self._runner = runner

    async def _silence(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()


async def _end_tasks() -> None:
    """End what still runs for callers that are gone."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _hold(port: int) -> socket.socket:
    """Keep a port from others without listening at it: connections are refused, as in an outage."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", port))
    return held
