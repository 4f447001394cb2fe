"""The channels on which dialogues are played, each as people see it: chats, words, buttons, edits."""

import asyncio
import json
import re
import ssl
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import uuid4

import httpx
from sqlalchemy import func, select

from bot import joining
from bot.app import App
from bot.channels import desk
from bot.channels.terminal import open_chat
from bot.http.services import Post
from bot.render.plain import plain
from domain.incoming import Address
from domain.outgoing import Document
from domain.people import Person
from storage.codec import load
from storage.tables import shown

from .company import Company

TEAM = "team"
"""What a dialogue calls the team's chat; the others are called by the nickname of the one who has it."""
PATIENCE = 60.0
"""Seconds after which something that should come is not coming."""
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here is encrypted: made once, as reading the machine's certificates takes long."""


@dataclass
class Row:
    """A message of the bot's as a person sees it, or its edit: `replaces` is the message it stands for."""

    id: int | str
    replaces: int | str | None
    text: str
    buttons: dict[str, str]

    @property
    def message(self) -> int | str:
        """The message it shows: an edit shows the one it replaces."""
        return self.replaces or self.id


class Stage(Protocol):
    """One channel with everybody on it; `settings` are what the process needs for it."""

    settings: Mapping[str, str]

    def running(self) -> AbstractContextManager[Any]:
        """Let the platform run."""
        ...

    async def open(self, app: App, company: Company) -> None:
        """Let everybody in; the process runs."""
        ...

    async def close(self) -> None:
        """Let everybody go."""
        ...

    async def say(self, nick: str, chat: str, text: str, on: Row | None) -> None:
        """Say something in a chat, as a reply to a message or not; it is kept when this returns."""
        ...

    async def press(self, nick: str, chat: str, on: Row, label: str) -> None:
        """Press a button of a message; it is kept when this returns."""
        ...

    async def rows(self, chat: str, nick: str) -> Sequence[Row]:
        """Return all that the bot has told a chat, edits too, in order, as `nick` sees it; all is sent."""
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


class DeskStage:
    """The web chat or the terminal: everybody has a client; the table of rows says what must have come."""

    settings: Mapping[str, str] = {}

    def __init__(self, channel: str) -> None:
        """Play on `channel`; nobody is there yet."""
        self._channel = channel
        self._clients: dict[str, Web | Terminal] = {}

    def running(self) -> AbstractContextManager[Any]:
        """There is no platform but the process itself."""
        return nullcontext()

    async def open(self, app: App, company: Company) -> None:
        """Let everybody sign in."""
        self._app = app
        self._company = company
        kind = Web if self._channel == desk.WEB else Terminal
        for nick, person in company.people.items():
            self._clients[nick] = await kind(app, person).__aenter__()

    async def close(self) -> None:
        """Let everybody go."""
        for client in self._clients.values():
            await client.__aexit__(None, None, None)

    async def say(self, nick: str, chat: str, text: str, on: Row | None) -> None:
        """Type it."""
        content = {"text": text} | ({} if on is None else {"on": on.message})
        await self._clients[nick].post(self.address(chat), content)

    async def press(self, nick: str, chat: str, on: Row, label: str) -> None:
        """Click it."""
        content = {"press": on.buttons[label], "on": on.message}
        await self._clients[nick].post(self.address(chat), content)

    async def rows(self, chat: str, nick: str) -> Sequence[Row]:
        """Follow the chat up to its newest row; in the terminal, what is told unasked is on the web."""
        address = self.address(chat)
        places = {address, replace(address, channel=desk.WEB)}
        told = [row for place in places for row in await self._told(place, nick)]
        return sorted(told, key=lambda row: row.id)

    async def _told(self, address: Address, nick: str) -> Sequence[Row]:
        newest = await self._app.threads(self._newest, address)
        return await self._clients[nick].upto(address, newest) if newest else []

    def _newest(self, address: Address) -> int:
        query = select(func.max(shown.c.id)).where(
            shown.c.channel == address.channel, shown.c.chat == address.chat
        )
        with self._app.store.read() as unit:
            return unit.connection.execute(query).scalar_one() or 0

    def address(self, chat: str) -> Address:
        """Return where a chat of the dialogue is."""
        if chat == TEAM:
            return Address(desk.WEB, desk.team_chat(self._company.team))
        return Address(self._channel, desk.private_chat(self._company.people[chat]))
