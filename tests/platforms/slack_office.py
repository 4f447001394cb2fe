"""A small workspace with every kind of channel, for tests of the stand-in for Slack."""

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from .slack import Message, SlackServer
from .slack.rules import JSON_METHODS

Json = dict[str, Any]


class Office:
    """A workspace with a channel, one the bot is not in, a private one, one archived, and a client."""

    def __init__(self, server: SlackServer) -> None:
        """Let Ann and Bob in."""
        self.server = server
        self.ann, self.bob = server.person("ann"), server.person("bob", email="bob@example.com")
        both = [self.ann, self.bob]
        self.north = server.channel("north", both)
        self.away = server.channel("away", both, with_bot=False)
        self.secret = server.channel("secret", both, with_bot=False, private=True)
        self.old = server.channel("old", both)
        server.archives(self.old)
        self.client = client_of(server)
        self.said = self.ann.says(self.north, "good morning")

    def post(self, **args: Any) -> Message:
        """Post into the channel and return what stands there."""
        ts = self.client.chat_postMessage(channel=self.north.id, **args)["ts"]
        return next(one for one in self.server.messages(self.north) if one.ts == ts)

    def error(self, method: str, **args: Any) -> str:
        """Return how a call is refused, or `ok`."""
        try:
            if method in JSON_METHODS:
                self.client.api_call(method, json=args)
            else:
                self.client.api_call(method, params=args)
        except SlackApiError as refused:
            return str(refused.response["error"])
        return "ok"


def client_of(server: SlackServer, token: str = "", **more: Any) -> WebClient:
    """Return a client that never tries again by itself."""
    return WebClient(token or server.app.bot_token, base_url=server.api, retry_handlers=[], **more)


def plain(text: str) -> Json:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    """Return a section with formatted text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str = "Done", **more: Any) -> Json:
    """Return a button."""
    return {"type": "button", "text": plain(text), "action_id": "act", **more}


def actions(*elements: Json) -> Json:
    """Return a row of elements."""
    return {"type": "actions", "elements": list(elements)}
