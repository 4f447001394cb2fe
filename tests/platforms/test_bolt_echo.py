"""Bolt's own first examples work on the stand-in, over Socket Mode and over HTTP, with the real libraries."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import uvicorn
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .slack import App, SlackServer

HEARD = frozenset({"app_mention", "message.channels", "message.im"})
"""What the examples listen to; Bolt refuses what nobody listens to, and Slack then brings it again."""
Running = Callable[[SlackServer], AbstractContextManager[None]]


def example(server: SlackServer) -> AsyncApp:
    """Return the app of Bolt's tutorial, its client led to the stand-in."""
    client = AsyncWebClient(token=server.app.bot_token, base_url=server.api)
    app = AsyncApp(client=client, signing_secret=server.app.signing_secret)

    @app.message("hello")
    async def hello(message: dict[str, Any], say: Any) -> None:
        text = f"Hey there <@{message['user']}>!"
        button = {"type": "plain_text", "text": "Click Me"}
        section = {
            "type": "section",
            "text": {"type": "mrkdwn", "text": text},
            "accessory": {"type": "button", "text": button, "action_id": "button_click", "value": "1"},
        }
        await say(blocks=[section], text=text)

    @app.action("button_click")
    async def clicked(body: dict[str, Any], ack: Any, say: Any) -> None:
        await ack()
        await say(f"<@{body['user']['id']}> clicked the button")

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], say: Any) -> None:
        await say(f"You said: {event['text']}", thread_ts=event["ts"])

    @app.command("/sales")
    async def echo(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        await ack(f"Echo: {command['text']}")
        await respond("and more")

    @app.command("/form")
    async def form(ack: Any, client: AsyncWebClient, command: dict[str, Any]) -> None:
        await ack()
        label = {"type": "plain_text", "text": "Name"}
        field = {"type": "plain_text_input", "action_id": "name"}
        view = {
            "type": "modal",
            "callback_id": "form",
            "title": {"type": "plain_text", "text": "A form"},
            "submit": {"type": "plain_text", "text": "Send"},
            "blocks": [{"type": "input", "block_id": "who", "label": label, "element": field}],
        }
        await client.views_open(trigger_id=command["trigger_id"], view=view)

    @app.view("form")
    async def sent(ack: Any, view: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        name = view["state"]["values"]["who"]["name"]["value"]
        if not name:
            await ack(response_action="errors", errors={"who": "a name, please"})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Form of {name}")

    @app.event("message")
    async def other(body: dict[str, Any]) -> None:
        """Take whatever else is said."""

    return app


def in_a_loop(work: Callable[[asyncio.Event, Callable[[], None]], Awaitable[None]]) -> Iterator[None]:
    """Run `work` in a loop of its own thread until the caller is done."""
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(work(over, ready.set)))
    thread.start()
    assert ready.wait(30)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(30)
        loop.close()


@contextmanager
def by_socket(server: SlackServer) -> Iterator[None]:
    """Run the example over Socket Mode."""

    async def work(over: asyncio.Event, ready: Callable[[], None]) -> None:
        app = example(server)
        handler = AsyncSocketModeHandler(app, server.app.app_token, web_client=app.client, ping_interval=1)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        ready()
        await over.wait()
        await handler.close_async()  # type: ignore[no-untyped-call]

    yield from in_a_loop(work)


@contextmanager
def by_http(server: SlackServer) -> Iterator[None]:
    """Run the example behind a request URL."""

    async def work(over: asyncio.Event, ready: Callable[[], None]) -> None:
        handler = AsyncSlackRequestHandler(example(server))

        async def endpoint(request: Request) -> Response:
            return await handler.handle(request)

        routes = [Route("/slack/events", endpoint, methods=["POST"])]
        config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", lifespan="off")
        web = uvicorn.Server(config)
        serving = asyncio.create_task(web.serve())
        while not web.started:
            await asyncio.sleep(0.01)
        port = web.servers[0].sockets[0].getsockname()[1]
        server.app.request_url = f"http://127.0.0.1:{port}/slack/events"
        ready()
        await over.wait()
        web.should_exit = True
        await serving

    yield from in_a_loop(work)


@pytest.fixture(params=[by_socket, by_http], ids=["socket", "http"])
def server(request: pytest.FixtureRequest) -> Iterator[SlackServer]:
    """Return a workspace in which the example runs."""
    running: Running = request.param
    with (
        SlackServer(app=App(commands=("/sales", "/form"), events=HEARD), pace=0.01) as server,
        running(server),
    ):
        if running is by_socket:
            server.wait_connected()
        yield server


def test_hello_and_a_button(server: SlackServer) -> None:
    """The tutorial: a greeting with a button, and what comes of pressing it."""
    ann = server.person("ann")
    ann.says(ann.dm, "hello")
    greeting = server.wait(lambda: server.answers(ann.dm))[0]
    assert (greeting.text, greeting.labels) == ("Hey there @ann!", ["Click Me"])
    assert greeting.mentions == (ann.id,)
    ann.presses(greeting, "Click Me")
    server.wait(lambda: "@ann clicked the button" in [one.text for one in server.answers(ann.dm)])


def test_a_mention_is_answered_in_its_thread(server: SlackServer) -> None:
    """Of the two events it gives, the example answers one."""
    ann = server.person("ann")
    channel = server.channel("north", [ann])
    said = ann.says(channel, "@salesbot what's new?")
    answer = server.wait(lambda: server.answers(channel))[0]
    assert (answer.text, answer.thread) == ("You said: @salesbot what's new?", said.ts)
    server.wait(lambda: all(one.status == "acked" for one in server.deliveries))
    both = [one for one in server.deliveries if one.event["ts"] == said.ts]
    assert {one.name for one in both} == {"message", "app_mention"}
    assert len({one.id for one in both}) == 2


def test_a_command_where_the_bot_is_not(server: SlackServer) -> None:
    """The acknowledgement and the response_url both reach only who asked."""
    ann, bob = server.person("ann"), server.person("bob")
    channel = server.channel("south", [ann, bob], with_bot=False)
    ann.commands(channel, "/sales how much?")
    server.wait(lambda: len(ann.sees(channel)) == 2)
    assert {one.text for one in ann.sees(channel)} == {"Echo: how much?", "and more"}
    assert bob.sees(channel) == []


def test_a_form_is_opened_corrected_and_sent(server: SlackServer) -> None:
    """A modal stays open with errors and closes once it is taken."""
    ann = server.person("ann")
    ann.commands(ann.dm, "/form")
    form = server.wait(lambda: server.views)[0]
    ann.submits(form)
    server.wait(lambda: form.errors == {"who": "a name, please"})
    ann.submits(form, name="Acme")
    server.wait(lambda: form.state == "closed")
    server.wait(lambda: [one.text for one in server.answers(ann.dm)] == ["Form of Acme"])


@pytest.mark.parametrize("gone", ["refresh", "cut", "outage"])
def test_a_lost_connection_is_made_again(gone: str) -> None:
    """Asked to reconnect, cut off, or in an outage: what is said meanwhile is answered, once."""
    with SlackServer(app=App(events=HEARD), pace=0.01) as server, by_socket(server):
        server.wait_connected()
        ann = server.person("ann")
        match gone:
            case "refresh":
                server.disconnect("refresh_requested")
            case "cut":
                server.drop()
            case "outage":
                server.stop()
        ann.says(ann.dm, "hello")
        server.start()
        assert server.wait(lambda: server.answers(ann.dm))[0].text == "Hey there @ann!"
        assert [one.status for one in server.deliveries if one.event["user"] == ann.id] == ["acked"]
        assert server.sockets.made == 2
