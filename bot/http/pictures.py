"""The charts of a chat's rows, drawn when a page asks for them."""

from collections import OrderedDict

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels import desk
from bot.http.guard import SESSION
from bot.http.rows import pictures_of
from bot.http.services import Services
from bot.http.visitors import visitor_of
from bot.http.words import NOT_THERE
from domain.charts import Chart
from domain.outgoing import Document
from storage.codec import load

KEPT = 64
"""Drawn pictures kept in memory, about 60 kB each."""


class Pictures:
    """Draws charts for those who see the chat they stand in, and keeps the last few."""

    def __init__(self, services: Services) -> None:
        """Draw by `services`."""
        self.services = services
        self._drawn: OrderedDict[tuple[int, int], bytes] = OrderedDict()

    def routes(self) -> list[BaseRoute]:
        """Return the route of the pictures."""
        return [Route("/picture/{row:int}/{number:int}.png", self.picture)]

    async def picture(self, request: Request) -> Response:
        """Return a row's chart as a PNG; a row never changes, so browsers may keep it."""
        place = (request.path_params["row"], request.path_params["number"])
        found = await self.services.in_thread(lambda: self._chart(request.cookies.get(SESSION), *place))
        if found is None:
            raise HTTPException(404, NOT_THERE)
        png = await self._png(place, *found)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=86400"})

    def _chart(self, secret: str | None, row_id: int, number: int) -> tuple[Chart, str] | None:
        """Return the chart with its language; None when it is not there for the asker."""
        with self.services.store.read() as unit:
            visitor = visitor_of(unit, secret)
            found = unit.screen.row(row_id)
        if visitor is None or found is None:
            return None
        address, row = found
        if address.channel != desk.WEB or visitor.chat(address.chat) is None or row.kind == "said":
            return None
        document: Document = load(row.body)
        pictures = pictures_of(document)
        return (pictures[number].chart, document.language) if number < len(pictures) else None

    async def _png(self, place: tuple[int, int], chart: Chart, language: str) -> bytes:
        png = self._drawn.pop(place, None) or await self.services.draw(chart, language)
        self._drawn[place] = png
        if len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return png
