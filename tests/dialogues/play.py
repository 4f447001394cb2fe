"""Plays a dialogue through one channel of a whole process: workers, dispatcher, ticks, pages; its clock alone
is moved by hand. Nothing here sleeps: it waits for rows."""

import asyncio
import json
import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import ndiff
from typing import Any, Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import func, or_, select, text

from bot import joining
from bot.app import TICKS, App
from bot.channels import desk
from bot.channels.terminal import open_chat
from bot.clock import DemoClock
from bot.faults import Faults
from bot.http.services import Post
from bot.render.plain import plain
from bot.settings import Settings
from domain.incoming import Address
from domain.outgoing import Document
from domain.people import Person
from storage.codec import load
from storage.tables import inbox, outbox, shown

from .company import found
from .script import Dialogue, Message, Step, compared, fits

CHANNELS = (desk.WEB, desk.TERMINAL)
PATIENCE = 60.0
"""Seconds after which something that should come is not coming."""
A_MOMENT = timedelta(seconds=5)
"""How much later each message is said than what was before it."""


PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here is encrypted: made once, as reading the machine's certificates takes long."""


@dataclass
class Row:
    """A row of the bot's as a client sees it."""

    id: int
    replaces: int | None
    text: str
    buttons: dict[str, str]

    @property
    def message(self) -> int:
        """The message it shows: an edit shows the one it replaces."""
        return self.replaces or self.id


class Client(Protocol):
    """Somebody at a channel."""

    async def post(self, chat: Address, content: dict[str, Any]) -> None:
        """Hand in words (`text`) or a button (`press`), on a message (`on`) or none."""
        ...

    async def upto(self, chat: Address, newest: int) -> list[Row]:
        """Return all rows of the bot's in a chat, when the newest of the chat has come."""
        ...


class Web:
    """A browser without pages: signs in by link, posts JSON, follows each chat's stream."""

    def __init__(self, app: App, person: Person) -> None:
        """Be `person`, signed out."""
        self._app = app
        self._person = person
        self._url = app.settings.url
        self._http = httpx.AsyncClient(
            base_url=self._url,
            headers={"origin": self._url},
            timeout=PATIENCE,
            verify=PLAIN,
            limits=httpx.Limits(keepalive_expiry=1),
        )
        self._streams: dict[Address, Stream] = {}

    async def __aenter__(self) -> "Web":
        """Sign in."""
        code = await self._app.threads(joining.link, self._app.store, self._person.id)
        page = await self._http.get(f"/link/{code}")
        token = re.search(r'name="csrf" value="(\w+)"', page.text)
        assert token, page.text
        signed_in = await self._http.post(f"/link/{code}", data={"csrf": token[1]}, follow_redirects=True)
        token = re.search(r'<meta name="csrf" content="(\w+)"', signed_in.text)
        assert token, signed_in.text
        self._http.headers["x-csrf-token"] = token[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the browser."""
        for stream in self._streams.values():
            await stream.close()
        await self._http.aclose()

    async def post(self, chat: Address, content: dict[str, Any]) -> None:
        """Post it; it is kept when this returns."""
        kept = await self._http.post(f"/chat/{chat.chat}/messages", json={"key": str(uuid4()), **content})
        assert kept.status_code == httpx.codes.OK, kept.text

    async def upto(self, chat: Address, newest: int) -> list[Row]:
        """Follow the chat's stream until the newest row has come."""
        if chat not in self._streams:
            self._streams[chat] = Stream(self._http, chat.chat)
        return await self._streams[chat].upto(newest)


class Stream:
    """One open stream of server-sent events."""

    def __init__(self, http: httpx.AsyncClient, chat: str) -> None:
        """Begin to follow `chat` from its first row."""
        self._rows: list[Row] = []
        self._newest = 0
        self._came = asyncio.Event()
        self._following = asyncio.create_task(self._follow(http, chat))

    async def upto(self, newest: int) -> list[Row]:
        """Return the rows when the newest has come."""
        async with asyncio.timeout(PATIENCE):
            while self._newest < newest:
                self._came.clear()
                await self._came.wait()
        return self._rows

    async def close(self) -> None:
        """Follow no more."""
        self._following.cancel()
        await asyncio.wait([self._following])

    async def _follow(self, http: httpx.AsyncClient, chat: str) -> None:
        """Follow the chat; when the stream ends ask again from where it was, as a browser does."""
        while True:
            with suppress(httpx.TransportError):
                async with http.stream("GET", f"/chat/{chat}/events", params={"after": self._newest}) as told:
                    async for line in told.aiter_lines():
                        if line.startswith("data: "):
                            self._take(json.loads(line.removeprefix("data: ")))

    def _take(self, told: dict[str, Any]) -> None:
        self._newest = told["id"]
        if told["kind"] != "said":
            labels = {b["label"]: b["command"] for row in told["buttons"] for b in row}
            self._rows.append(Row(told["id"], told["replaces"], told["text"], labels))
        self._came.set()


class Terminal:
    """The terminal's side: hands in what is typed and reads the rows of its table."""

    def __init__(self, app: App, person: Person) -> None:
        """Be `person`."""
        self._app = app
        self._person = person

    async def __aenter__(self) -> "Terminal":
        """Open the terminal's chat."""
        await self._app.threads(open_chat, self._app.store, self._person)
        return self

    async def __aexit__(self, *_: object) -> None:
        """There is nothing to close."""

    async def post(self, chat: Address, content: dict[str, Any]) -> None:
        """Hand it in; it is kept when this returns."""
        await self._app.threads(self._app.post, self._person, chat, Post(uuid4().hex, **content))

    async def upto(self, chat: Address, newest: int) -> list[Row]:
        """Read the chat."""
        return await self._app.threads(self._rows, chat)

    def _rows(self, chat: Address) -> list[Row]:
        with self._app.store.read() as unit:
            found = [row for row in unit.screen.since(chat, 0, 10_000) if row.kind != "said"]
        return [_row(row.id, row.replaces, load(row.body)) for row in found]


def _row(id: int, replaces: int | None, document: Document) -> Row:
    labels = {button.label: button.command for row in document.buttons for button in row}
    return Row(id, replaces, plain(document), labels)


CLIENTS: dict[str, Callable[[App, Person], Any]] = {desk.WEB: Web, desk.TERMINAL: Terminal}


@dataclass
class Beats:
    """The clock's work, noting up to which time each piece of it was done."""

    done: dict[str, datetime] = field(default_factory=dict)

    def ticks(self) -> Any:
        """Return the process's own ticks, noted."""
        return tuple((seconds, self._noted(piece)) for seconds, piece in TICKS)

    def up_to(self, at: datetime) -> bool:
        """Return whether every piece has begun and ended since the clock stood at `at`."""
        return all(
            self.done.get(piece.__name__, datetime.min.replace(tzinfo=UTC)) >= at for _, piece in TICKS
        )

    def _noted(self, piece: Any) -> Any:
        def run(store: Any, how: Any) -> int:
            began = how.clock()
            found: int = piece(store, how)
            self.done[piece.__name__] = max(began, self.done.get(piece.__name__, began))
            store.bell.ring()
            return found

        return run


class Player:
    """Plays the steps of one dialogue, and holds what comes against what should."""

    def __init__(self, dialogue: Dialogue, channel: str, database: str, port: int) -> None:
        """Make the process, its store filled with what the dialogue's headers say."""
        self.dialogue = dialogue
        self.channel = channel
        self.zone = ZoneInfo(dialogue.one("zone", "Asia/Shanghai"))
        start = datetime.fromisoformat(dialogue.one("now", "2026-11-18 09:00")).replace(tzinfo=self.zone)
        self.clock = DemoClock(lambda: start.astimezone(UTC))
        self.beats = Beats()
        settings = Settings(
            DATABASE_URL=database, SALESBOT_HTTP_PORT=port, SALESBOT_CURRENCY="CNY",
            SALESBOT_SECRET_KEY="a key of tests, long enough",
        )  # fmt: skip
        self.app = App(settings, self.clock, Faults(None), ticks=self.beats.ticks())
        self.company = found(dialogue, self.app.store, self.clock())
        self.clients: dict[str, Client] = {}
        self.read: dict[Address, int] = {}
        self.here = Address("", "")

    def play(self) -> None:
        """Play it all."""
        failures: list[BaseException] = []

        async def meanwhile() -> None:
            try:
                await self._steps()
            except BaseException as failure:
                failures.append(failure)
            finally:
                self.app.stop()

        asyncio.run(self.app.run(meanwhile))
        if failures:
            raise failures[0]

    async def _steps(self) -> None:
        for nick, person in self.company.people.items():
            self.clients[nick] = await CLIENTS[self.channel](self.app, person).__aenter__()
        try:
            self.clock.go_to(self.clock())
            await self._quiet()
            await self._new()
            for step in self.dialogue.steps:
                await self._do(step)
                await self._quiet()
                self._compare(step, await self._new())
                for query, value in step.checks:
                    self._check(step, query, value)
        finally:
            for client in self.clients.values():
                await client.__aexit__(None, None, None)  # type: ignore[attr-defined]

    # ---- doing

    async def _do(self, step: Step) -> None:
        if step.who is None:
            local = step.until and step.until.replace(tzinfo=self.zone)
            self.clock.go_to(local.astimezone(UTC) if local else self.clock() + (step.ahead or A_MOMENT))
            return
        self.clock.go_to(self.clock() + A_MOMENT)
        person = self.company.people[step.who]
        self.here = self._team() if step.team else Address(self.channel, desk.private_chat(person))
        client = self.clients[step.who]
        if step.press is not None:
            on, command = await self._button(client, step.press)
            await client.post(self.here, {"press": command, "on": on})
        else:
            on = {"on": await self._message(client, step.on)} if step.on else {}
            await client.post(self.here, {"text": step.text, **on})

    async def _standing(self, client: Client) -> list[Row]:
        """Return the messages that stand in the chat, the latest first; an edit has taken its place."""
        newest = (await self.app.threads(self._chats)).get(self.here, 0)
        rows = await client.upto(self.here, newest)
        return sorted({row.message: row for row in rows}.values(), key=lambda row: -row.message)

    async def _button(self, client: Client, label: str) -> tuple[int, str]:
        standing = await self._standing(client)
        for row in standing:
            for there, command in row.buttons.items():
                if fits(label, there):
                    return row.message, command
        raise AssertionError(f"no button [{label}], only {[list(row.buttons) for row in standing]}")

    async def _message(self, client: Client, begins: str) -> int:
        for row in await self._standing(client):
            if fits(begins, row.text.splitlines()[0]):
                return row.message
        raise AssertionError(f"no message begins {begins!r}")

    # ---- what came

    async def _quiet(self) -> None:
        """Wait until all is answered and sent, and the clock's work is done up to now."""
        loop = asyncio.get_running_loop()
        rung = asyncio.Event()
        leave = self.app.store.bell.listen(lambda: loop.call_soon_threadsafe(rung.set))
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self.app.threads(self._is_quiet):
                    await rung.wait()
                    rung.clear()
        finally:
            leave()

    def _is_quiet(self) -> bool:
        now = self.clock()
        if not self.beats.up_to(now):
            return False
        unanswered = select(inbox.c.id).where(
            inbox.c.state == "new", or_(inbox.c.retry_at.is_(None), inbox.c.retry_at <= now)
        )
        unsent = select(outbox.c.id).where(
            or_(outbox.c.state == "sending", (outbox.c.state == "waiting") & (outbox.c.due_at <= now))
        )
        with self.app.store.read() as unit:
            busy = [unit.connection.execute(query).first() for query in (unanswered, unsent)]
        return not any(busy)

    async def _new(self) -> list[Message]:
        """Return the messages that came since the last look."""
        came = []
        for chat, newest in (await self.app.threads(self._chats)).items():
            rows = await self._reader(chat).upto(chat, newest)
            for row in rows[self.read.get(chat, 0) :]:
                lines = row.text.splitlines()
                came.append(Message(self._name(chat), row.replaces is not None, lines))
            self.read[chat] = len(rows)
        return came

    def _chats(self) -> dict[Address, int]:
        """Return the chats that have rows, each with its newest."""
        query = select(shown.c.channel, shown.c.chat, func.max(shown.c.id)).group_by(
            shown.c.channel, shown.c.chat
        )
        with self.app.store.read() as unit:
            rows = unit.connection.execute(query).all()
        return {Address(channel, chat): newest for channel, chat, newest in sorted(rows)}

    def _reader(self, chat: Address) -> Client:
        """Return somebody who sees a chat on the channel played."""
        nick = self._name(chat, always=True)
        return self.clients.get(nick or "", next(iter(self.clients.values())))

    def _name(self, chat: Address, *, always: bool = False) -> str | None:
        """Return what a dialogue calls a chat; None for the one where was spoken last."""
        if chat == self.here and not always:
            return None
        if chat == self._team():
            return "team"
        people = self.company.people.items()
        return next(nick for nick, person in people if desk.private_chat(person) == chat.chat)

    def _team(self) -> Address:
        return Address(desk.WEB, desk.team_chat(self.company.team))

    def _compare(self, step: Step, came: list[Message]) -> None:
        wanted = [self._placed(message) for message in step.messages]
        left, right = compared(wanted, came)
        if left != right:
            said = step.text or (f"[{step.press}]" if step.press else "the clock")
            diff = "\n".join(ndiff(left, right))
            raise AssertionError(
                f"{self.dialogue.path.name}:{step.line}: after {said!r}, - expected, + came:\n{diff}"
            )

    def _placed(self, message: Message) -> Message:
        """Return the expected message with the chat where was spoken last left unnamed."""
        if message.chat in (None, "team"):
            chat = None if message.chat == "team" and self.here == self._team() else message.chat
        else:
            private = Address(desk.WEB, desk.private_chat(self.company.people[message.chat]))
            chat = None if private == self.here else message.chat
        return Message(chat, message.edit, message.lines)

    def _check(self, step: Step, query: str, value: str) -> None:
        with self.app.store.read() as unit:
            rows = unit.connection.execute(text(query)).all()
        stored = "; ".join(", ".join("none" if v is None else str(v) for v in row) for row in rows)
        assert fits(value, stored), (
            f"{self.dialogue.path.name}:{step.line}: {query}: {stored!r}, not {value!r}"
        )
