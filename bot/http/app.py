"""The pages: health, sign-in, the web chat, and in the demo its bar."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

from bot.http import health
from bot.http.asking import Asking
from bot.http.assets import Assets
from bot.http.chat import ChatPages
from bot.http.demo import DemoBar
from bot.http.devices import Devices
from bot.http.guard import Guard, SafeHeaders
from bot.http.live import Live
from bot.http.pages import Pages
from bot.http.pictures import Pictures
from bot.http.services import Demo, Joining, Post, Readiness, Services
from bot.http.signin import SignIn
from storage.store import Busy

__all__ = ["Demo", "Joining", "Post", "Readiness", "Services", "make_app"]


def make_app(services: Services) -> Starlette:
    """Return the app; `app.state.live.close()` ends its streams when the process stops."""
    live = Live(services)
    pages = Pages(services)
    sign_in = SignIn(services, pages)
    bar = DemoBar(services, sign_in)
    chat = ChatPages(services, pages, live, bar)
    guarded = [*sign_in.routes(), *chat.routes(), *Pictures(services).routes(), *bar.routes()]
    guarded += [*Devices(services, pages).routes(), *Asking(services, pages, sign_in).routes()]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with live.running():
            yield

    app = Starlette(
        routes=[
            *health.routes(services),
            *services.platforms,
            *(_web(services, guarded) if services.web else ()),
        ],
        middleware=[Middleware(SafeHeaders)],
        exception_handlers={
            HTTPException: pages.refused,
            Busy: pages.busy,
            SQLAlchemyError: pages.store_away,
            Exception: pages.broken,
        },
        lifespan=lifespan,
    )
    app.state.live = live
    return app


def _web(services: Services, guarded: Sequence[BaseRoute]) -> Sequence[BaseRoute]:
    return (
        Mount("/static", Assets(packages=[("bot.http", "static")])),
        Mount("/", routes=guarded, middleware=[Middleware(Guard, hosts=services.hosts)]),
    )
