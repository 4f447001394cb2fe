"""The server itself: the Bot API over HTTP for a bot, and all a test needs around it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from aiohttp import web

from ..faults import act_out
from ..page import Bubble, draw
from . import wire
from .acts import Person
from .asking import ASKING
from .editing import EDITING
from .messages import Message
from .people import Chat
from .rates import Rates
from .receiving import RECEIVING, Pusher, get_updates
from .rules import LINK_LIFE, UPLOAD, Json, Refused, flood
from .sending import SENDING
from .world import Call, World

METHODS: dict[str, Callable[[World, wire.Params], Any]] = {**ASKING, **SENDING, **EDITING, **RECEIVING}
ROOM = 2**20
"""Bytes of a call besides the file in it."""


class Telegram(World):
    """Telegram for one bot: `with Telegram() as telegram:`, then `base_url` and `token` are what a bot needs.

    `limits=True` refuses with 429 what is sent too fast. `now` dates messages, real time if not given.
    """

    def __init__(
        self,
        *,
        token: str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        username: str = "acme_sales_bot",
        now: Callable[[], datetime] | None = None,
        limits: bool | Rates = False,
        port: int = 0,
    ) -> None:
        """Know one bot."""
        super().__init__(token, username, now, limits, port)

    @property
    def base_url(self) -> str:
        """What PTB calls base_url; the token follows it directly."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What PTB calls base_file_url."""
        return f"{self.url}/file/bot"

    # ---- people and chats

    def person(
        self,
        first_name: str,
        last_name: str = "",
        *,
        language_code: str = "en",
        username: str = "",
        is_bot: bool = False,
    ) -> Person:
        """Let somebody have an account."""
        with self.change():
            made = Person(
                next(self.number), first_name, last_name, username, language_code, is_bot=is_bot, world=self
            )
            self.users[made.id] = made
        return made

    def private(self, person: Person) -> Chat:
        """Return somebody's private chat with the bot, opened by /start."""
        return person.chat if person.started else person.starts()

    def group(
        self,
        title: str,
        members: Iterable[Person],
        *,
        forum: bool = False,
        privacy: bool = True,
        supergroup: bool = True,
        bot: str = "member",
    ) -> Chat:
        """Open a group, whose first member made it and adds the bot as `bot` says (`left`: not at all)."""
        people = list(members)
        kind = "supergroup" if supergroup or forum else "group"
        with self.change():
            chat = Chat(self._chat_id(kind), kind, token_hex(8), title, forum=forum, privacy=privacy)
            chat.members = {one.id: "member" for one in people} | {people[0].id: "creator"}
            self.chats[chat.id] = chat
            if bot != "left":
                people[0].adds_bot(chat, bot)
        return chat

    def topic(self, chat: Chat, name: str, by: Person) -> int:
        """Open a topic in a forum; return its message_thread_id."""
        assert chat.forum
        with self.change():
            message = self.post(chat, by, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
            message.thread = message.id
            chat.threads[message.id] = name
            self.tell(message)
        return message.id

    def channel(self, title: str, owner: Person, *, bot: bool = True) -> Chat:
        """Open a channel, with the bot as an admin."""
        with self.change():
            chat = Chat(
                self._chat_id("channel"), "channel", token_hex(8), title, members={owner.id: "creator"}
            )
            self.chats[chat.id] = chat
            if bot:
                owner.adds_bot(chat)
        return chat

    def upgrade(self, chat: Chat) -> Chat:
        """Make a supergroup of a group: a new chat, the old one is closed (Bot API, migrate_to_chat_id)."""
        assert chat.kind == "group"
        with self.change():
            new = Chat(
                self._chat_id("supergroup"), "supergroup", token_hex(8), chat.title, privacy=chat.privacy
            )
            new.members, new.bot = dict(chat.members), chat.bot
            self.chats[new.id] = new
            maker = self.users[next(iter(chat.members))]
            self.tell(self.post(chat, maker, {"migrate_to_chat_id": new.id}))
            self.tell(self.post(new, maker, {"migrate_from_chat_id": chat.id}))
            chat.moved_to, chat.bot = new.id, "left"
        return new

    def _chat_id(self, kind: str) -> int:
        number = next(self.number)
        return -(number - 4_000_000_000) if kind == "group" else -(1_000_000_000_000 + number)

    # ---- what a test looks at

    def messages(self, chat: Chat) -> list[Message]:
        """Return what stands in a chat, in order, as a person sees it."""
        with self.lock:
            return [message for message in chat.messages.values() if not message.deleted]

    def said(self, chat: Chat) -> list[Message]:
        """Return what the bot has said in a chat, as it stands now."""
        return [message for message in self.messages(chat) if message.sender is self.bot]

    def wait_for(
        self, chat: Chat, words: str, *, after: Message | None = None, patience: float = 30
    ) -> Message:
        """Wait until the bot has said something with these words, since `after` if given, and return it."""

        def found() -> Message | None:
            said = [one for one in self.said(chat) if words in one.text and (not after or one.id > after.id)]
            return said[-1] if said else None

        message = self.wait(found, patience)
        assert message is not None
        return message

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of a method."""
        with self.lock:
            return [call for call in self.calls if call.method.lower() == method.lower()]

    def malformed(self, update: Json) -> int:
        """Queue an update as it is, which need not make sense; return its update_id."""
        with self.change():
            return self.updates.put(update)

    def report(self) -> str:
        """Return what stands in all chats and the last calls, for a test that waited in vain."""
        with self.lock:
            chats = [
                f"{chat}: {[str(one) for one in self.messages(chat)[-5:]]}" for chat in self.chats.values()
            ]
            calls = [f"{call.method} {call.outcome}" for call in self.calls[-8:]]
            return f"{chats}; last calls {calls}; {len(self.updates.pending)} updates not taken"

    def page(self, chat: Chat, reader: Person | None = None) -> str:
        """Return a chat as an HTML page; what `reader` said stands on their side."""
        return draw(str(chat), [self._bubble(one, reader) for one in self.messages(chat)])

    def save_page(self, chat: Chat, path: Path, reader: Person | None = None) -> Path:
        """Write a chat to a file as an HTML page."""
        path.write_text(self.page(chat, reader), encoding="utf-8")
        return path

    def _bubble(self, message: Message, reader: Person | None) -> Bubble:
        document = message.document
        return Bubble(
            message.by,
            str(message) if message.service else message.html,
            f"{message.date:%H:%M}",
            mine=message.sender is (reader or message.chat.user),
            edited=message.edited,
            quote=message.reply_to.text[:80] if message.reply_to else "",
            pictures=[message.photo] if message.photo else [],
            files=[document.name] if document else [],
            buttons=[[one.label for one in row] for row in message.rows],
            note=message.service,
        )

    # ---- HTTP

    def application(self) -> web.Application:
        """Answer calls and hand out files."""
        app = web.Application(client_max_size=UPLOAD + ROOM)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.cleanup_ctx.append(self._push)
        return app

    async def _push(self, _app: web.Application) -> AsyncIterator[None]:
        pushing = asyncio.create_task(Pusher(self).run())
        yield
        pushing.cancel()
        with suppress(asyncio.CancelledError):
            await pushing

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check(request)
            params = await wire.read(request)
        except Refused as refused:
            return _refusal(refused)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(Refused("", 413))
        with self.change():
            method = request.match_info["method"]
            fault = self.faults.take(method, params.plain)
            call = Call(method, params.plain, self.now(), type(fault).__name__ if fault else "")
            self.calls.append(call)

        async def do() -> web.StreamResponse:
            return await self._answer(call, params)

        return await act_out(fault, request, do, lambda seconds: _refusal(flood(seconds)))

    def _check(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if request.method not in ("GET", "POST") or not re.fullmatch(r"\d+:[\w-]+", token):
            raise Refused("", 404)
        if token != self.token:
            raise Refused("", 401)

    async def _answer(self, call: Call, params: wire.Params) -> web.StreamResponse:
        name = call.method.lower()
        try:
            result = await self._do(name, params)
        except Refused as refused:
            with self.change():
                call.outcome = f"{call.outcome} {refused.code} {refused.description}".strip()
            return _refusal(refused)
        with self.change():
            call.outcome = f"{call.outcome} ok".strip()
        return web.json_response({"ok": True, "result": result})

    async def _do(self, name: str, params: wire.Params) -> Any:
        if name == "getupdates":
            return await get_updates(self, params)
        if name not in METHODS:
            raise Refused("", 404)
        with self.change():
            return METHODS[name](self, params)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        token, path = request.match_info["token"], request.match_info["path"]
        with self.lock:
            file, given = self.links.get(path, (None, self.now()))
            if token != self.token or file is None or (self.now() - given).total_seconds() > LINK_LIFE:
                return _refusal(Refused("", 404))
        with self.change():
            fault = self.faults.take("file", {"path": path})
            self.calls.append(Call("file", {"path": path}, self.now(), "ok"))

        async def do() -> web.StreamResponse:
            return web.Response(body=file.data, content_type="application/octet-stream")

        return await act_out(fault, request, do, lambda seconds: _refusal(flood(seconds)))


def _refusal(refused: Refused) -> web.Response:
    return web.json_response(refused.body, status=refused.code)
