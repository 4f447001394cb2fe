"""The devices somebody is signed in on: shown, and signed out one by one or all at once."""

import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.http.guard import SESSION
from bot.http.pages import Pages, language_of, worded_time
from bot.http.services import Services
from bot.http.visitors import the_visitor
from bot.http.words import NOT_THERE

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""What stands in a User-Agent, and whose it is: the first that fits, for most name others too."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(request: Request) -> str:
    """Return what a browser calls itself, in two words; '' where it does not say."""
    agent = request.headers.get("user-agent", "")
    found = (
        next((name for mark, name in names if re.search(rf"\b{mark}", agent)), "")
        for names in (BROWSERS, SYSTEMS)
    )
    return " · ".join(filter(None, found))


class Devices:
    """The page of one's devices."""

    def __init__(self, services: Services, pages: Pages) -> None:
        """Show the sessions in the store of `services`."""
        self.services = services
        self.pages = pages

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the page."""
        return [
            Route("/devices", self.show),
            Route("/devices/end", self.end, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show where somebody is signed in, this device first."""
        visitor = await the_visitor(request, self.services)
        secret = request.cookies.get(SESSION, "")

        def look() -> list[dict[str, Any]]:
            with self.services.store.read() as unit:
                found = unit.access.sessions_of(visitor.person.id, secret)
            return [
                {
                    "id": one.id,
                    "name": one.device,
                    "here": one.here,
                    "used": worded_time(one.used_at.astimezone(visitor.person.zone), language_of(request)),
                }
                for one in found
            ]

        devices = await self.services.in_thread(look)
        return self.pages.page(request, "devices.html", devices=devices)

    async def end(self, request: Request) -> Response:
        """Sign out on one device, or everywhere."""
        visitor = await the_visitor(request, self.services)
        wished = str((await request.form()).get("device", ""))
        if wished != "all" and not (wished.isascii() and wished.isdigit() and len(wished) < 16):
            raise HTTPException(404, NOT_THERE)
        only = None if wished == "all" else int(wished)

        def end() -> None:
            with self.services.store.write() as unit:
                unit.access.end_sessions(visitor.person.id, only)
                unit.commit()

        await self.services.in_thread(end)
        return RedirectResponse("/devices" if only else "/", 303)
