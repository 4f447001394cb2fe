"""The stand-in: what an app calls, all on one socket, and the people's side for tests."""

import json
from collections.abc import Callable
from secrets import token_hex
from typing import Any, Self

from aiohttp import web

from ..faults import Faults
from ..serving import PATIENCE, Served
from . import payloads, responses, rules
from .blocks import Json, check_view
from .calls import Call
from .delivery import Captured, Courier, Delivery, Transport
from .doors import Doors
from .drawing import drawn
from .events import Events
from .person import Person, Place
from .signed import Requests
from .sockets import Sockets
from .world import App, Channel, Message, Opened, Ticket, User, Workspace


class SlackServer(Served):
    """A workspace with one app in it, on 127.0.0.1."""

    def __init__(
        self,
        port: int = 0,
        *,
        app: App | None = None,
        pace: float = 1.0,
        patience: float = rules.ANSWER_WITHIN,
        hold: float | None = None,
        limits: bool = False,
    ) -> None:
        """Stand ready.

        `pace` stretches the minutes between retries, `patience` is how many seconds an app has to answer,
        `limits` makes 429s of too many calls. An app's way back to a lost connection is not paced: where
        `pace` is less than 1, an event waits `hold` (60) seconds for it before an attempt counts as failed.
        """
        super().__init__(port)
        self.app = app or App()
        self.world = Workspace(self.app)
        self.faults = Faults()
        self.limits = limits
        self.calls: list[Call] = []
        waits = (60.0 if pace < 1 else 0.0) if hold is None else hold
        self.sockets = Sockets(self, self.app.id, self.world.now, patience, waits)
        self.requests = Requests(self, self.app, self.world.now, patience)
        self._courier = Courier(self, pace)
        self.events = Events(self.world, self._event)

    def paced(self, pace: float) -> None:
        """Wait `pace` times as long between attempts as Slack does, from now on."""
        self._courier.pace = pace

    def application(self) -> web.Application:
        """Serve everything an app calls."""
        return Doors(self).application()

    def start(self) -> Self:
        """Listen, at the same address as before."""
        super().start()
        with self.change():
            self.world.base = self.url
        assert self._loop is not None
        self._courier.begin(self._loop)
        return self

    def stop(self) -> None:
        """Listen no more, all connections cut; what happens meanwhile is delivered after the next start."""
        if self.running:
            self.drop()
        super().stop()

    def close(self) -> None:
        """End it for good, whatever is under way."""
        if self._loop is not None:
            self.run(self._courier.end())
            self.run(self.requests.end())
        super().close()

    @property
    def api(self) -> str:
        """The `base_url` for slack_sdk's clients."""
        return f"{self.url}/api/"

    # ---- who and where

    def person(self, name: str, **fields: Any) -> Person:
        """Let somebody join the workspace; fields are those of `User`: locale, tz, tz_offset, email."""
        with self.change():
            user = User(self.world.id("U"), name, **fields)
            self.world.users[user.id] = user
            self.events.about("team_join", user.id)
        return Person(self, user)

    def dm(self, person: Person) -> Channel:
        """Return the direct messages of a person with the app."""
        with self.change():
            return self.world.dm(person.id)

    def channel(
        self, name: str, members: list[Person], with_bot: bool = True, private: bool = False
    ) -> Channel:
        """Make a channel, without telling of it."""
        with self.change():
            ids = [person.id for person in members] + ([self.app.user] if with_bot else [])
            return self.world.open("group" if private else "channel", name, ids)

    def invites_bot(self, channel: Channel, inviter: Person) -> None:
        """Let a person add the app to a channel."""
        with self.change():
            channel.members.append(self.app.user)
            self.events.joined(self.app.user, channel, inviter.id)

    def removes_bot(self, channel: Channel) -> None:
        """Take the app out of a channel."""
        with self.change():
            channel.members.remove(self.app.user)
            self.events.left(self.app.user, channel)

    def archives(self, channel: Channel) -> None:
        """Archive a channel."""
        with self.change():
            channel.archived = True
            self.events.tell("channel_archive", {"type": "channel_archive", "channel": channel.id}, channel)

    def at(self, where: Place) -> Channel:
        """Return the conversation meant."""
        if isinstance(where, Channel):
            return where
        return self.world.channels[where.channel if isinstance(where, Message) else where]

    # ---- what happens without a person

    def unfurls(self, message: Message, title: str = "A page") -> None:
        """Show a preview of a link: message_changed without `edited`, the text as it was."""
        with self.change():
            post = self.at(message).find(message.ts)
            assert post is not None, "that message is deleted"
            before = payloads.message(self.world, post)
            post.attachments = [
                {"id": 1, "title": title, "fallback": title, "from_url": "https://example.com"}
            ]
            self.events.changed(post, before, edited=False)

    def other_bot_says(self, where: Place, text: str, name: str = "Tickets") -> Message:
        """Let another app post [docs.slack.dev/reference/events/message/bot_message]."""
        with self.change():
            channel = self.at(where)
            post = self.world.put(channel, "U0OTHER", text, other_bot=name, subtype="bot_message")
            self.events.said(post)
            return self.world.message(post)

    def later(self, seconds: float) -> None:
        """Put the workspace's clock ahead: tickets run out, messages get later times."""
        with self.change():
            self.world.ahead += seconds

    # ---- what can be seen

    def messages(self, where: Place) -> list[Message]:
        """Return what stands in a conversation, what only one person sees included, oldest first."""
        with self.lock:
            return [self.world.message(post) for post in self.at(where).posts if not post.deleted]

    def answers(self, where: Place) -> list[Message]:
        """Return what the app has said in a conversation."""
        return [message for message in self.messages(where) if message.by_bot]

    @property
    def views(self) -> list[Opened]:
        """The modals and homes the app has opened, oldest first."""
        with self.lock:
            return list(self.world.views)

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything brought to the app or on its way."""
        with self.lock:
            return list(self._courier.deliveries)

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one Web API method."""
        with self.lock:
            return [call for call in self.calls if call.method == method]

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        with self.lock:
            return len(self.sockets.open)

    def page(self, where: Place, title: str = "") -> str:
        """Draw a conversation as one HTML page."""
        channel = self.at(where)
        return drawn(title or channel.name or "Direct messages", self.messages(channel), self.world.names)

    def report(self) -> str:
        """Say what was seen last, for whoever waited in vain."""
        said = [f"{post.user}: {post.text!r}" for one in self.world.channels.values() for post in one.posts]
        brought = [f"{one.name} {one.status}" for one in self._courier.deliveries]
        called = [f"{call.method} {call.outcome or call.fault}" for call in self.calls]
        return (
            f"said: {said[-5:]}; brought: {brought[-8:]}; called: {called[-8:]}; {self.connections} sockets"
        )

    # ---- deliveries

    def wait_connected(self, number: int = 1, patience: float = PATIENCE) -> None:
        """Wait until the app has so many Socket Mode connections."""
        self.wait(lambda: len(self.sockets.open) >= number, patience)

    def drop(self, number: int | None = None) -> None:
        """Cut one Socket Mode connection or all, without a word."""
        self.run(self.sockets.drop(number))

    def disconnect(self, reason: str = "refresh_requested", number: int | None = None) -> None:
        """Tell connections to go: `warning`, `refresh_requested` or `link_disabled`."""
        self.run(self.sockets.disconnect(reason, number))

    def redeliver(self, delivery: Delivery) -> Delivery:
        """Bring a delivery once more, as after an acknowledgement Slack did not get."""
        with self.change():
            return self.deliver(Delivery(delivery.kind, delivery.name, delivery.payload))

    def deliver(
        self, delivery: Delivery, then: Callable[[Delivery], None] = lambda _delivery: None
    ) -> Delivery:
        """Bring something to the app, by HTTP if it has a request URL."""
        transport: Transport = self.requests if self.app.request_url else self.sockets
        return self._courier.send(delivery, transport, self.world.now, then)

    def _event(self, payload: Json) -> None:
        event = payload["event"]
        name = ".".join(part for part in (event["type"], event.get("subtype")) if part)
        self.deliver(Delivery("events_api", name, payload))

    def response_url(self, ticket: Ticket) -> str:
        """Return a new response_url."""
        key = token_hex(12)
        self.world.responses[key] = ticket
        return f"{self.url}/actions/{self.world.team}/{key}"

    def command_over(self, delivery: Delivery, ticket: Ticket) -> None:
        """Show what came with a command's acknowledgement, or that it failed."""
        if delivery.acked:
            responses.acknowledged(self.world, self.events, ticket, delivery.answer)
        else:
            timed_out = delivery.attempts[-1].reason in ("timeout", "http_timeout")
            error = "operation_timeout" if timed_out else "dispatch_failed"
            responses.failed(self.world, ticket, delivery.name, error)

    def view_over(self, delivery: Delivery, opened: Opened) -> None:
        """Do with a modal what the acknowledgement of its submission says; unanswered, it stays open."""
        if not delivery.acked:
            return
        answer = delivery.answer if isinstance(delivery.answer, dict) else {}
        match answer.get("response_action"):
            case "errors":
                opened.errors = dict(answer["errors"])
            case "update":
                opened.view, opened.hash = check_view(answer["view"]), token_hex(8)
            case _:
                opened.state = "closed"

    # ---- HTTP mode

    def verify_url(self) -> bool:
        """Send the challenge of a new request URL [docs.slack.dev/reference/events/url_verification]."""
        challenge = token_hex(16)
        payload = {
            "token": "deprecated-verification-token",
            "challenge": challenge,
            "type": "url_verification",
        }
        status, _, body = self.send(self.requests.build("events_api", payload))
        if status != 200:
            return False
        try:
            return bool(json.loads(body).get("challenge") == challenge)
        except ValueError:
            return body.decode() == challenge

    def forge(self, payload: Json, kind: str = "events_api", secret: str = "wrong", age: float = 0.0) -> int:
        """Send a request signed wrongly, or an old one signed rightly (`secret=""`); return the status."""
        return self.send(self.requests.build(kind, payload, secret, age))[0]

    def replay(self, delivery: Delivery) -> int:
        """Send a captured request again, byte for byte; return the status."""
        request = delivery.attempts[0].request
        assert request is not None, "that was not sent by HTTP"
        return self.send(request)[0]

    def send(self, request: Captured) -> tuple[int, dict[str, str], bytes]:
        """Send a request as it is."""
        return self.run(self.requests.post(request, PATIENCE))
