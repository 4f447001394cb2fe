"""Whether the process lives, whether it can take messages, and what it counts: for those who run it."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.http.services import Services


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes for probes; they hold no personal data and answer under any host name."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        state = await services.in_thread(services.readiness)
        told = {"ok": state.ok, "reason": state.reason, "channels": dict(state.channels)}
        return JSONResponse(told, 200 if state.ok else 503)

    async def metrics(_: Request) -> Response:
        return Response(await services.in_thread(generate_latest), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
