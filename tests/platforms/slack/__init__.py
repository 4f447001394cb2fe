"""A strict stand-in for Slack, written from docs.slack.dev: real sockets, real refusals, real retries.

It knows nothing of Salesbot. `SlackServer` is the workspace, `Person` somebody in it, `App` what is
installed.
"""

from .blocks import Button
from .calls import Call
from .delivery import Attempt, Delivery
from .mrkdwn import Link
from .person import Person
from .server import SlackServer
from .world import App, Channel, Message, Opened

__all__ = [
    "App",
    "Attempt",
    "Button",
    "Call",
    "Channel",
    "Delivery",
    "Link",
    "Message",
    "Opened",
    "Person",
    "SlackServer",
]
