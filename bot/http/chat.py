"""The web chat: its page, its rows, their stream, and what is posted to it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.http.demo import DemoBar
from bot.http.guard import SESSION
from bot.http.live import Live
from bot.http.pages import LOCALES, Pages
from bot.http.posts import read_post
from bot.http.rows import row_json
from bot.http.services import Services
from bot.http.visitors import Visitor, WebChat, find_visitor, the_chat, the_visitor, visitor_of
from bot.http.words import CHAT, NOT_SIGNED_IN, NOT_THERE
from storage.store import Busy

HEARTBEAT = 15.0
"""Seconds of silence after which a stream says that it is there: proxies close what is silent."""
NOTING = timedelta(milliseconds=200)
"""How long a page waits to note that its device was used."""
RECONNECT = 2000
"""Milliseconds after which a browser whose stream ended asks again."""

Rows = list[dict[str, Any]]


class ChatPages:
    """The chat of a person with the bot, and those of their team."""

    def __init__(self, services: Services, pages: Pages, live: Live, bar: DemoBar) -> None:
        """Show what the store of `services` has, as soon as `live` says."""
        self.services = services
        self.pages = pages
        self.live = live
        self.bar = bar

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the chat."""
        return [
            Route("/", self.page),
            Route("/chat/{chat}/rows", self.rows),
            Route("/chat/{chat}/events", self.events),
            Route("/chat/{chat}/messages", self.messages, methods=["POST"]),
        ]

    # ---- the page

    async def page(self, request: Request) -> Response:
        """Show the chat, or how to get in."""
        visitor = await find_visitor(request, self.services)
        demo = await self.bar.shown(request, visitor)
        if visitor is None:
            return self.pages.page(request, "hello.html", demo=demo)
        chat = the_chat(visitor, request.query_params.get("chat", visitor.chats[0].id))
        await self.services.in_thread(lambda: self._note_use(request.cookies.get(SESSION, "")))
        script = self._script(visitor, chat)
        return self.pages.page(request, "chat.html", visitor=visitor, chat=chat, demo=demo, script=script)

    def _note_use(self, secret: str) -> None:
        """Note that this device was used, to the hour; the page is shown also where that cannot be."""
        with self.services.store.read() as unit:
            stale = unit.access.stale(secret)
        if stale:
            with suppress(Busy), self.services.store.write(NOTING) as unit:
                unit.access.use_session(secret)
                unit.commit()

    def _script(self, visitor: Visitor, chat: WebChat) -> dict[str, Any]:
        """Return what the page's script must know."""
        translate = self.services.translate(visitor.person.language)
        return {
            "chat": chat.id,
            "private": chat.team == "",
            "locale": LOCALES[visitor.person.language].replace("_", "-"),
            "timezone": visitor.person.timezone,
            "words": {name: translate(words) for name, words in CHAT.items()},
        }

    # ---- rows

    async def rows(self, request: Request) -> Response:
        """Return the rows after a number, or the last before one; without any, the latest."""
        after, before = (_number(request.query_params.get(name)) for name in ("after", "before"))
        rows = await self.services.in_thread(lambda: self._rows(request, after, before))
        if rows is None:
            raise HTTPException(401, NOT_SIGNED_IN)
        return JSONResponse(rows)

    async def events(self, request: Request) -> Response:
        """Follow the chat from a number on; a browser that comes back says where it was."""
        after = (
            _number(request.headers.get("last-event-id")) or _number(request.query_params.get("after")) or 0
        )
        the_chat(await the_visitor(request, self.services), request.path_params["chat"])
        return StreamingResponse(
            self._stream(request, after), media_type="text/event-stream", headers={"x-accel-buffering": "no"}
        )

    async def _stream(self, request: Request, after: int) -> AsyncIterator[str]:
        yield f"retry: {RECONNECT}\n\n"
        with self.live.page(request.path_params["chat"], request.cookies.get(SESSION, "")) as woken:
            while not self.live.closing:
                woken.clear()
                rows = await self._next_rows(request, after)
                if rows is None:
                    return
                for row in rows:
                    after = row["id"]
                    yield f"id: {after}\ndata: {json.dumps(row, ensure_ascii=False)}\n\n"
                if not rows and not await _set_within(woken, HEARTBEAT):
                    yield ": still here\n\n"

    async def _next_rows(self, request: Request, after: int) -> Rows | None:
        """Return the rows after a number; None ends the stream: signed out, or the store is away."""
        try:
            return await self.services.in_thread(lambda: self._rows(request, after))
        except (HTTPException, SQLAlchemyError):
            return None

    def _rows(self, request: Request, after: int | None, before: int | None = None) -> Rows | None:
        """Return rows as the asker may see them now; None when they have signed out."""
        with self.services.store.read() as unit:
            visitor = visitor_of(unit, request.cookies.get(SESSION))
            if visitor is None:
                return None
            address = the_chat(visitor, request.path_params["chat"]).address
            screen = unit.screen
            rows = screen.latest(address, before) if after is None else screen.since(address, after)
        return [row_json(row, visitor.person, self.services.reveal) for row in rows]

    # ---- posts

    async def messages(self, request: Request) -> Response:
        """Keep a message; answered only when it is stored."""
        visitor = await the_visitor(request, self.services)
        chat = the_chat(visitor, request.path_params["chat"])
        post = await read_post(request, self.services.translate(visitor.person.language))
        await self.services.in_thread(lambda: self.services.post(visitor.person, chat.address, post))
        return JSONResponse({"kept": True}, background=BackgroundTask(self._acknowledged))

    async def _acknowledged(self) -> None:
        self.services.acknowledged()


async def _set_within(woken: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await woken.wait()
    except TimeoutError:
        return False


def _number(text: str | None) -> int | None:
    """Return a row's number; anything else is answered 404."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HTTPException(404, NOT_THERE)
    return int(text)
