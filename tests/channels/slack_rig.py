"""Our line in Slack on a real store: what waits is answered and sent when a test says so."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette

from bot.channels import read
from bot.channels.slack.line import Slack, slack
from bot.happened import happened
from bot.newcomers import Defaults, newcomer
from bot.render.wording import word
from bot.say import chat_lost, say, unsent
from bot.settings import Settings
from domain.act import Act
from domain.charts import Chart
from domain.incoming import Address, RawEvent
from domain.outgoing import About, Button, Document, Outgoing, Paragraph, Picture, Priority, Queued, Span
from domain.people import Chat as KnownChat
from domain.people import ChatKind, Language, Person
from domain.ports import Unsure
from handlers.answer import Answering, answer
from handlers.receive import receive
from reminders.deliver import Post, deliver, goes
from reminders.pace import Limits
from reminders.ring import ClockWork, ring
from storage.store import Busy, Store

from ..conftest import SEAL
from ..platforms.faults import Status
from ..platforms.slack import Person as Slacker
from ..platforms.slack import SlackServer
from ..platforms.slack.world import Channel

T = TypeVar("T")
PICTURE = b"\x89PNG a chart"
PATIENCE = 30.0


def nothing(_point: str) -> None:
    """Let a named point of the code path go by."""


class Rig:
    """One process's part in Slack, on a loop of its own thread; `busy`: the store takes nothing now;
    `breaks`: it breaks off while it keeps something."""

    def __init__(self, server: SlackServer, store: Store, mode: str) -> None:
        """Stand ready to listen over a `socket` or by `http`."""
        self.server, self.store, self.clock, self.mode = server, store, store.clock, mode
        self.busy = False
        self.breaks = False
        self.held: threading.Event | None = None
        arrival = newcomer(Defaults(Language.EN, "Asia/Shanghai"), self.clock, SEAL)
        self._answering = Answering(read, say, arrival, happened, self.clock, nothing, "CNY")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rig")
        self.line: Slack

    # ---- running

    def start(self) -> "Rig":
        """Listen."""
        self._thread.start()
        self.line = self.run(self._open())
        self._stopping = self.run(self._listen())
        if self.mode == "socket":
            self.server.wait_connected()
        self.until(lambda: self.line.state == "on")
        return self

    def stop(self) -> None:
        """Listen no more; nothing is left behind."""
        try:
            self.run(self._stopping())
            self.run(self.line.close())
            left = self.run(self._left())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(PATIENCE)
            self._loop.close()
        assert left == []

    def run(self, work: Any) -> Any:
        """Run a coroutine on the loop and return what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def until(self, condition: Callable[[], T]) -> T:
        """Wait until something holds here."""

        async def wait() -> T:
            async with asyncio.timeout(PATIENCE):
                while not (value := condition()):
                    await asyncio.sleep(0.01)
            return value

        found: T = self.run(wait())
        return found

    async def _open(self) -> Slack:
        given: dict[str, Any] = {
            "SLACK_BOT_TOKEN": self.server.app.bot_token,
            "SLACK_API_URL": self.server.api,
        }
        if self.mode == "socket":
            given["SLACK_APP_TOKEN"] = self.server.app.app_token
        given["SALESBOT_SECRET_KEY"] = "a key of tests, long enough"
        given["SLACK_SIGNING_SECRET"] = self.server.app.signing_secret
        line = slack(Settings(**given), self._draw, self.clock, nothing)
        line.pace.limits = Limits()
        return line

    async def _draw(self, _chart: Chart, _language: str) -> bytes:
        return PICTURE

    async def _listen(self) -> Callable[[], Awaitable[None]]:
        listening = asyncio.create_task(self.line.run(self.take))
        routes = self.line.routes(self.take)
        web = uvicorn.Server(
            uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", lifespan="off")
        )
        serving = asyncio.create_task(web.serve())
        while not web.started:
            await asyncio.sleep(0.01)
        if routes:
            port = web.servers[0].sockets[0].getsockname()[1]
            self.server.app.request_url = f"http://127.0.0.1:{port}/slack/events"

        async def stop() -> None:
            web.should_exit = True
            listening.cancel()
            await asyncio.wait([serving, listening])

        return stop

    async def _left(self) -> list[str]:
        """Return what still runs although it was given time to end."""
        end = self._loop.time() + PATIENCE
        while (left := asyncio.all_tasks() - {asyncio.current_task()}) and self._loop.time() < end:
            await asyncio.wait(left, timeout=0.05)
        return [str(task) for task in left]

    async def take(self, raw: RawEvent) -> bool:
        """Keep an event, as a process does."""
        return await asyncio.to_thread(self._kept, raw)

    def _kept(self, raw: RawEvent) -> bool:
        if self.busy:
            raise Busy
        if self.breaks:
            raise Unsure
        if self.held is not None:
            assert self.held.wait(PATIENCE)
        return receive(raw, read, self.store, reach=nothing)

    # ---- people and their talk

    def ties(self, person: Person, name: str, **profile: Any) -> Slacker:
        """Let a colleague have an account here."""
        slacker = self.server.person(name, **profile)
        with self.store.write() as unit:
            unit.begin_act(
                Act(person_id=None, source_key=f"tie:{slacker.id}", said_at=self.clock(), channel="", chat="")
            )
            unit.people.tie(person.id, "slack", slacker.id)
            unit.commit()
        return slacker

    def ties_channel(self, channel: Channel, team_id: int) -> None:
        """Let a channel be a team's."""
        known = KnownChat(
            channel="slack", platform_id=channel.id, kind=ChatKind.GROUP, team_id=team_id, title=channel.name
        )
        with self.store.write() as unit:
            unit.chats.open(known)
            unit.commit()

    def brought(self) -> None:
        """Wait until all that happened is brought, or given up."""
        self.server.wait(lambda: all(one.over for one in self.server.deliveries))

    def settle(self) -> None:
        """Take what happened, answer it, and send what is due."""
        self.brought()
        self.works()

    def works(self) -> None:
        """Ring what is due, answer what is kept, and send."""
        ring(self.store, ClockWork(self.clock, word, nothing))
        while answer(self.store, self._answering):
            pass
        self.deliver()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what the store holds."""
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.exec_driver_sql(query)]

    @property
    def kept(self) -> list[str]:
        """The keys of the messages that are kept."""
        return [str(key) for (key,) in self.rows("SELECT message_key FROM inbox ORDER BY id")]

    @property
    def outbox(self) -> list[tuple[object, ...]]:
        """The states of what was to be sent, with its failures."""
        return self.rows("SELECT state, failures FROM outbox ORDER BY id")

    # ---- out

    def queue(self, where: Channel | Address, *blocks: Any, about: int = 1, **more: Any) -> None:
        """Queue a message about act `about`; a string is a paragraph."""
        address = where if isinstance(where, Address) else Address("slack", where.id)
        told = tuple(Paragraph((Span(one),)) if isinstance(one, str) else one for one in blocks)
        document = Document("en", told, more.pop("buttons", ()))
        message = Outgoing(address, document, About("act", about), Priority.ANSWER, self.clock(), **more)
        with self.store.write() as unit:
            unit.outbox.add(message)
            unit.commit()

    def deliver(self) -> None:
        """Send all that is due; what fails waits until the clock has moved."""
        how = asyncio.to_thread, self.line.pace, chat_lost, unsent
        post = Post(self.store, self.line, self.clock, nothing, *how)
        while items := self._taken():
            for item in items:
                self.run(deliver(item, post))

    def _taken(self) -> list[Queued]:
        now, resting = self.clock(), self.line.pace.resting()
        with self.store.write() as work:
            items = work.outbox.take(
                self.line.names, now, 16, lambda about, to, team: goes(about, to, work, now, team), resting
            )
            work.commit()
        return list(items)


# ---- what tests send and see

CARD = About("act", 1)
UNDO = ((Button("Undo", "undo act-1", main=True),),)
CHART = Picture(Chart("Deals", ()), "Two deals & <more>")


def texts(server: SlackServer, person: Person) -> list[str]:
    """Return what the bot said to a person."""
    return [one.text for one in server.answers(person.dm)]


def no(error: str, **more: Any) -> Status:
    """Return Slack's refusal."""
    return Status(200, {"ok": False, "error": error}, **more)
