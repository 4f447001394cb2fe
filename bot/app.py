"""Wires every part: the only file that knows them all."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Thread
from typing import Any

import structlog

from bot import joining
from bot.channels import desk, read
from bot.channels.fetch import Fetcher
from bot.channels.leave import Leaver
from bot.channels.line import Line
from bot.channels.lines import open_lines
from bot.clock import DemoClock
from bot.disk import Disk, disk_of
from bot.exchange.forgotten import note_erased
from bot.faults import Faults
from bot.happened import happened
from bot.http.app import make_app
from bot.http.serve import Server
from bot.http.services import Demo, Post, Readiness, Services
from bot.newcomers import Defaults, newcomer
from bot.render.charts import Artist
from bot.render.wording import word
from bot.render.wording.writer import translations
from bot.say import chat_lost, say, unsent
from bot.seal import Seal
from bot.settings import Settings, secret_key
from bot.threads import Threads
from bot.warm import warm_up
from bot.workers import Workers
from domain import ports
from domain.incoming import Address, RawEvent
from domain.outgoing import Queued
from domain.people import Person
from domain.ports import Clock, Work
from handlers.answer import Answering
from handlers.receive import receive
from reminders.alerts import alert
from reminders.deliver import Post as Delivery
from reminders.digests import send_digests
from reminders.dispatch import Beside, Dispatcher
from reminders.keeping import clear
from reminders.ring import ClockWork, ring
from reminders.ticker import Ticker
from storage import schema
from storage.bell import OUTBOX
from storage.engine import Engines, open_engines
from storage.locks import lock
from storage.others import Others
from storage.store import Store

log = structlog.get_logger()

Piece = Callable[[ports.Store, ClockWork], int]
"""A piece of the clock's work; it returns how much there was to do."""
TICKS: tuple[tuple[float, Piece], ...] = (
    (1.0, ring),
    (5.0, send_digests),
    (5.0, alert),
    (3600.0, clear),
)
"""Seconds between two runs of each piece of the clock's work."""
DISK_EVERY = 10.0
"""Seconds between two looks at whether the disk has room."""


class CannotStart(Exception):  # noqa: N818 - one line on stderr says why and what to do
    """The program cannot start; the text says why and what to do."""


@dataclass
class App:
    """One process: its store, workers, dispatcher, ticks and pages."""

    settings: Settings
    clock: Clock
    faults: Faults
    demo: Demo | None = None
    ticks: Sequence[tuple[float, Piece]] = TICKS
    engines: Engines = field(init=False)
    store: Store = field(init=False)
    disk: Disk = field(init=False)
    seal: Seal = field(init=False)
    threads: Threads = field(default_factory=Threads)
    artist: Artist = field(default_factory=Artist)
    lines: Sequence[Line] = field(default=(), init=False)
    dispatchers: list[Dispatcher] = field(default_factory=list, init=False)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Open the store; nothing runs yet."""
        self.seal = Seal(partial(secret_key, self.settings))
        self.engines = open_engines(self.settings.database_url)
        self.store = Store(self.engines, self.clock)
        self.disk = disk_of(self.engines)

    # ---- the schema

    def prepare(self) -> None:
        """See that the schema is right: it is brought up to date on SQLite, refused on PostgreSQL."""
        found = schema.revision(self.engines)
        if found == schema.HEAD:
            return
        if not self.engines.sqlite:
            raise CannotStart(
                f"the database is at schema {found or 'none'}, this release needs {schema.HEAD}: "
                "run `salesbot db upgrade`"
            )
        copy = schema.upgrade(self.engines, self.faults)
        if copy:
            log.info("schema upgraded", copy=copy)

    def ready(self) -> Readiness:
        """Return whether messages can be taken: the database is within reach and its schema is right."""
        channels = {**dict.fromkeys(desk.NAMES, "on"), **{line.names[0]: line.state for line in self.lines}}
        try:
            found = schema.revision(self.engines)
        except Exception as error:
            return Readiness(False, f"database out of reach: {type(error).__name__}", channels)
        if found != schema.HEAD:
            return Readiness(False, f"schema is {found}, not {schema.HEAD}", channels)
        return Readiness(True, "", channels)

    # ---- messages in

    def post(self, person: Person, chat: Address, posted: Post) -> None:
        """Keep what a page or the terminal sends, and show it in its chat, in one commit."""
        on = None if posted.on is None else str(posted.on)
        raw = desk.event(chat, person, posted.key, self.clock, text=posted.text, press=posted.press, on=on)

        def beside(work: Any) -> None:
            if posted.text is not None:
                body = {"text": posted.text, "name": person.name, "key": posted.key}
                work.screen.show(chat, "said", body, delivery=f"said:{posted.key}", person_id=person.id)

        self.disk.check()
        receive(raw, desk.read, self.store, reach=self.faults, beside=beside)

    async def take(self, raw: RawEvent) -> bool:
        """Keep what a platform hands in; it may be told when this has returned."""
        return await self.threads(self._kept, raw)

    def _kept(self, raw: RawEvent) -> bool:
        self.disk.check()
        return receive(raw, read, self.store, reach=self.faults)

    def services(self) -> Services:
        """Return what the pages need."""
        host = f"{self.settings.host}:{self.settings.port}"
        public = self.settings.url.partition("://")[2]
        local = {f"{name}:{self.settings.port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        return Services(
            store=self.store,
            in_thread=self.threads,
            post=self.post,
            join=partial(joining.join, self.store),
            ask=partial(joining.ask, self.store),
            draw=self.artist.draw,
            translate=lambda language: translations(language).gettext,
            readiness=self.ready,
            public_url=self.settings.url,
            hosts=frozenset({host, public, *local}),
            demo=self.demo,
            acknowledged=partial(self.faults, "receive.after_ack"),
            web=self.settings.web_on or self.demo is not None,
            reveal=self.seal.reveal,
            platforms=[route for line in self.lines for route in line.routes(self.take)],
        )

    # ---- running

    def answering(self) -> Answering:
        """Return how messages are answered."""
        defaults = Defaults(self.settings.language, self.settings.zone)
        arrival = newcomer(defaults, self.clock, self.seal)
        return Answering(read, say, arrival, happened, self.clock, self.faults, self.settings.currency)

    async def run(self, started: Callable[[], Awaitable[None]] | None = None, *, pages: bool = True) -> None:
        """Run until SIGTERM, SIGINT or `stop`: what was accepted is finished or kept. Without `pages` the
        terminal is the only channel: no platform is listened to either."""
        run_lock = lock(self.engines, "run")
        if self.engines.sqlite and not run_lock.take():
            raise CannotStart(
                f"another `salesbot run` works on {self.engines.writing.url.database}: stop it first, "
                "or set DATABASE_URL to another file"
            )
        self.prepare()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        async with AsyncExitStack() as stack:
            stack.callback(self._closed, run_lock)
            if pages:
                self.lines = open_lines(self.settings, self.artist.draw, self.clock, self.faults)
            listening = self._listen(stack) if pages else None
            self._start(stack, loop)
            serving = loop.create_task(self._serve(listening) if listening else self.stopping.wait())
            if started is not None:
                await started()
            Thread(target=warm_up, name="warm-up", daemon=True).start()
            await serving
            log.info("stopping")

    def stop(self) -> None:
        """Let `run` end; called on the loop."""
        self.stopping.set()

    def _listen(self, stack: AsyncExitStack) -> socket.socket:
        """Return the socket of the pages: a port that is taken is told before anything starts."""
        host, port = self.settings.host, self.settings.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            return stack.enter_context(socket.create_server((host, port), family=family))
        except OSError as error:
            raise CannotStart(
                f"{host}:{port} cannot be listened on ({error.strerror}): "
                "set SALESBOT_HTTP_HOST and SALESBOT_HTTP_PORT, for example SALESBOT_HTTP_PORT=8081"
            ) from error

    def _start(self, stack: AsyncExitStack, loop: asyncio.AbstractEventLoop) -> None:
        own = desk.Desk(self.store, self.threads)
        self._dispatch(stack, loop, "bot-desk", Delivery(self.store, own, *self._delivering(), unsent=unsent))
        for line in self.lines:
            stack.push_async_callback(line.close)
            post = Delivery(self.store, line, *self._delivering(), line.pace, chat_lost, unsent)
            self._dispatch(stack, loop, f"bot-{line.names[0]}", post, partial(self._listened, line))
        answering = self.answering()
        if self.engines.sqlite:
            answering = replace(answering, take=partial(self._take, loop))
        workers = Workers(self.store, answering, 4 if self.engines.sqlite else 8)
        workers.start()
        stack.callback(workers.stop)
        others = Others(self.store)
        others.start()
        stack.callback(others.stop)
        self._tick(stack, loop)

    def _take(self, loop: asyncio.AbstractEventLoop, work: Work) -> Callable[[], None]:
        """Let the dispatchers take an answer in the commit that stores it; return what lets them send it.

        What goes wrong there is not the fault of the message that is answered: their own rounds try again.
        """
        taken: list[tuple[Dispatcher, Sequence[Queued]]] = []
        try:
            with work.attempt():
                taken = [(dispatcher, dispatcher.take_within(work)) for dispatcher in self.dispatchers]
        except Exception as error:
            log.warning("nothing taken", error=type(error).__name__)

        def send() -> None:
            for dispatcher, items in taken:
                if items:
                    loop.call_soon_threadsafe(dispatcher.send, items)

        return send

    async def _listened(self, line: Line) -> None:
        """Let a line listen, fetch what it was sent, and leave groups that are nobody's, until cancelled."""
        fetcher = Fetcher(self.store, line, self.clock, self.threads, self.faults)
        leaver = Leaver(self.store, line, self.clock, self.threads)
        async with asyncio.TaskGroup() as tasks:
            for work in (line.run(self.take), fetcher.run(), leaver.run()):
                tasks.create_task(work)

    def _delivering(self) -> tuple[Clock, Faults, Threads]:
        return self.clock, self.faults, self.threads

    def _dispatch(
        self,
        stack: AsyncExitStack,
        loop: asyncio.AbstractEventLoop,
        name: str,
        post: Delivery,
        beside: Beside | None = None,
    ) -> None:
        dispatcher = Dispatcher(post, lock(self.engines, name), beside)
        self.dispatchers.append(dispatcher)
        dispatching = loop.create_task(dispatcher.run())
        stack.push_async_callback(asyncio.wait, [dispatching], timeout=15)
        stack.callback(dispatcher.stop)
        stack.callback(self.store.bell.listen(lambda: loop.call_soon_threadsafe(dispatcher.wake), OUTBOX))

    def _tick(self, stack: AsyncExitStack, loop: asyncio.AbstractEventLoop) -> None:
        how = ClockWork(self.clock, word, self.faults)
        clock_lock = lock(self.engines, "clock")
        ticker = Ticker()
        for seconds, piece in (*self.ticks, (60.0, self._note_erased)):

            async def tick(piece: Piece = piece) -> None:
                with suppress(asyncio.CancelledError):  # stopping: what runs in its thread still ends
                    if await self.threads(clock_lock.take):
                        await self.threads(piece, self.store, how)

            ticker.every(seconds, tick)

        async def look_at_disk() -> None:
            with suppress(asyncio.CancelledError):
                await self.threads(self.disk.watch, self.store)

        ticker.every(DISK_EVERY, look_at_disk)
        stack.callback(clock_lock.release)
        stack.callback(ticker.stop)
        ticker.start()
        if isinstance(self.clock, DemoClock):
            self.clock.when_moved(lambda: loop.call_soon_threadsafe(self._moved, ticker))

    def _moved(self, ticker: Ticker) -> None:
        """Do what the moved clock makes due: ticks, and what was put off to a time that is past now."""
        ticker.at_once()
        self.store.bell.ring()

    def _note_erased(self, _store: ports.Store, _how: ClockWork) -> int:
        return note_erased(self.settings.folder, self.store)

    async def _serve(self, listening: socket.socket) -> None:
        """Serve the pages until stopped."""
        server = Server(make_app(self.services()), host=self.settings.host, port=self.settings.port)
        serving = asyncio.create_task(server.serve([listening]))
        waiting = asyncio.create_task(self.stopping.wait())
        await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        server.should_exit = True
        await serving

    def _closed(self, run_lock: Any) -> None:
        self.artist.close()
        self.threads.close()
        run_lock.release()
        self.engines.dispose()
