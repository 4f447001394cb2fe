"""Where an app comes in: the Web API, uploads and downloads, response_url, Socket Mode."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ..faults import act_out
from . import chat, looking, others, responses
from .blocks import Json, Refused
from .calls import Args, Call, Limits, allowed, arguments, token_of
from .events import Events
from .world import Workspace

if TYPE_CHECKING:
    from .server import SlackServer

LARGEST_BODY = 120 * 2**20
Method = Callable[[Workspace, Events, Args], Json]
METHODS: dict[str, Method] = {
    "api.test": others.api_test,
    "auth.test": others.auth_test,
    "chat.postMessage": chat.post_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "conversations.open": looking.open_conversation,
    "conversations.info": looking.info,
    "conversations.leave": looking.leave,
    "conversations.list": looking.conversations,
    "conversations.members": looking.members,
    "conversations.history": looking.history,
    "conversations.replies": looking.replies,
    "users.info": looking.user,
    "users.list": looking.users,
    "reactions.add": others.add_reaction,
    "reactions.remove": others.remove_reaction,
    "views.open": others.open_view,
    "views.update": others.update_view,
    "views.publish": others.publish_view,
    "files.getUploadURLExternal": others.upload_url,
    "files.completeUploadExternal": others.complete_upload,
    "files.info": others.file_info,
}
LOGIN_PAGE = "<!DOCTYPE html><html><title>Slack</title><body>Sign in to your workspace</body></html>"
"""What a download without the right token gets, with 200 [slackapi/bolt-js issue 1062 and others]."""


class Doors:
    """The routes of one start of the server."""

    def __init__(self, server: "SlackServer") -> None:
        """Open the doors of a server."""
        self._server, self._world = server, server.world
        self._limits = Limits()

    def application(self) -> web.Application:
        """Return the application."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/{door:files-pri|files-pri-download}/{file}/{name}", self._download)
        app.router.add_post("/actions/{team}/{key}", self._respond)
        app.router.add_get("/link", self._link)
        return app

    # ---- the Web API

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            args = await arguments(request)
        except Refused as refused:
            return self._json(_no(refused))
        with self._server.change():
            call = Call(name, args, self._world.now())
            self._server.calls.append(call)
            fault = self._server.faults.take(name, args)
            call.fault = type(fault).__name__ if fault else None
        token = token_of(request, args)

        async def do() -> web.StreamResponse:
            return self._do(call, args, token)

        return await act_out(fault, request, do, self._flood)

    def _do(self, call: Call, args: Args, token: str) -> web.StreamResponse:
        with self._server.change():
            if self._server.limits and (wait := self._limits.wait(call.method, args, self._world.now())):
                call.answer = {"ok": False, "error": "ratelimited"}
                return self._flood(wait)
            call.answer = self._answer(call.method, args, token)
            return self._json(call.answer)

    def _answer(self, name: str, args: Args, token: str) -> Json:
        try:
            allowed(self._world, name, args, token)
            if name == "apps.connections.open":
                return {"ok": True, "url": self._socket_url()}
            return {"ok": True, **METHODS[name](self._world, self._server.events, args)}
        except Refused as refused:
            return _no(refused)

    def _socket_url(self) -> str:
        ticket = self._server.sockets.ticket()
        return f"{self._server.url.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={self._world.app.id}"

    def _json(self, body: Json) -> web.Response:
        scopes = ",".join(sorted(self._world.app.scopes))
        return web.json_response(body, headers={"x-oauth-scopes": scopes, "x-slack-req-id": "stand-in"})

    def _flood(self, wait: int) -> web.StreamResponse:
        """Return 429 [docs.slack.dev/apis/web-api/rate-limits]."""
        answer = {"ok": False, "error": "ratelimited"}
        return web.json_response(answer, status=429, headers={"Retry-After": str(wait)})

    # ---- the rest, each a name for faults

    async def _with_faults(
        self, name: str, request: web.Request, do: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        with self._server.change():
            fault = self._server.faults.take(name, dict(request.match_info))
        return await act_out(fault, request, do, self._flood)

    async def _link(self, request: web.Request) -> web.StreamResponse:
        return await self._with_faults("link", request, lambda: self._server.sockets.link(request))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file: as many as were said before."""
        content = await _bytes(request)

        async def do() -> web.Response:
            with self._server.change():
                file = self._world.files.get(request.match_info["file"])
                if file is None or file.complete:
                    return web.Response(status=404, text="no such upload")
                if len(content) != file.size:
                    return web.Response(status=400, text=f"{len(content)} bytes are not {file.size}")
                file.content = content
            return web.Response(text=f"OK - {len(content)}")

        return await self._with_faults("upload", request, do)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes of a file to the token, and a login page to others."""

        async def do() -> web.Response:
            with self._server.lock:
                file = self._world.files.get(request.match_info["file"].partition("-")[2])
                app = self._world.app
                knows = request.headers.get("Authorization") == f"Bearer {app.bot_token}"
                if not knows or "files:read" not in app.scopes:
                    return web.Response(text=LOGIN_PAGE, content_type="text/html")
                if file is None or file.content is None:
                    return web.Response(status=404, text="not found")
                return web.Response(body=file.content, content_type=file.mime)

        return await self._with_faults("download", request, do)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        """Take what is sent to a response_url."""
        text = await request.text()

        async def do() -> web.Response:
            with self._server.change():
                return self._responded(request.match_info["key"], text)

        return await self._with_faults("response_url", request, do)

    def _responded(self, key: str, text: str) -> web.Response:
        try:
            body = json.loads(text)
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        try:
            ticket = responses.good(self._world, self._world.responses.get(key))
        except Refused as refused:
            return web.json_response(_no(refused), status=404)
        try:
            responses.respond(self._world, self._server.events, ticket, body)
        except Refused as refused:
            return web.Response(status=400, text=refused.error)
        return web.Response(text="ok")


def _no(refused: Refused) -> Json:
    answer: dict[str, Any] = {"ok": False, "error": refused.error, **refused.more}
    if refused.messages:
        answer["errors"] = list(refused.messages)
        answer["response_metadata"] = {"messages": list(refused.messages)}
    return answer


async def _bytes(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    form = await request.post()
    part = next(iter(form.values()))
    return part.file.read() if isinstance(part, web.FileField) else str(part).encode()
