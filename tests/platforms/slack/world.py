"""The workspace as Slack keeps it: people, conversations, posts, files, views, tickets."""

import itertools
import mimetypes
import time
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, Literal

from . import rules
from .blocks import Button, Json, Refused, buttons, words_of
from .mrkdwn import Link

Kind = Literal["im", "channel", "group", "mpim"]
SLACKBOT = "USLACKBOT"


@dataclass
class App:
    """The app as its configuration page and installation say."""

    name: str = "salesbot"
    bot_token: str = "xoxb-stand-in-bot-token"
    app_token: str = "xapp-stand-in-app-token"
    signing_secret: str = "stand-in-signing-secret"
    commands: tuple[str, ...] = ("/sales",)
    events: frozenset[str] = frozenset(rules.SUBSCRIPTIONS)
    scopes: frozenset[str] = rules.SCOPES
    request_url: str | None = None
    """Where requests go in HTTP mode; without it the app is in Socket Mode."""
    id: str = "A0STANDIN"
    user: str = "U0BOT"
    bot: str = "B0BOT"


@dataclass
class User:
    """A member of the workspace, as users.info tells."""

    id: str
    name: str
    locale: str = "en-US"
    tz: str = "Asia/Shanghai"
    tz_offset: int = 8 * 3600
    email: str = ""
    is_bot: bool = False
    deleted: bool = False
    home_opened: bool = False


@dataclass
class File:
    """A file in the workspace."""

    id: str
    name: str
    size: int
    owner: str
    content: bytes | None = None
    title: str = ""
    shares: list[tuple[str, str]] = field(default_factory=list)
    complete: bool = False

    @property
    def mime(self) -> str:
        """What its name says it is."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


@dataclass
class Post:
    """A message in a conversation, ephemeral ones among them."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread: str | None = None
    bot: bool = False
    """Whether the app itself said it."""
    other_bot: str | None = None
    """The name of the other app that said it."""
    subtype: str | None = None
    files: list[File] = field(default_factory=list)
    metadata: Json | None = None
    attachments: list[Json] = field(default_factory=list)
    edited: str | None = None
    """When it was edited, where readers see that it was."""
    only_for: str | None = None
    broadcast: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    client_msg_id: str = field(default_factory=lambda: token_hex(16))
    deleted: bool = False


@dataclass
class Channel:
    """A conversation."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    archived: bool = False
    posts: list[Post] = field(default_factory=list)

    def find(self, ts: str) -> Post | None:
        """Return the post of that time that still stands."""
        return next((post for post in self.posts if post.ts == ts and not post.deleted), None)

    def replies(self, ts: str) -> list[Post]:
        """Return the replies to a post that still stand and everybody sees."""
        return [
            post for post in self.posts if post.thread == ts and not post.deleted and post.only_for is None
        ]


@dataclass
class Opened:
    """A view a person looks at."""

    id: str
    user: str
    view: Json
    state: Literal["open", "closed", "home"] = "open"
    errors: dict[str, str] = field(default_factory=dict)
    hash: str = field(default_factory=lambda: token_hex(8))


@dataclass
class Ticket:
    """A trigger_id or response_url: who may use it, until when, how often."""

    user: str
    channel: str
    made: float
    uses: int = 0
    ts: str | None = None
    only_for: str | None = None
    thread: str | None = None


@dataclass(frozen=True)
class SeenFile:
    """A file as a person has it after clicking on it."""

    id: str
    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """A message as a person sees it, with what stands behind it."""

    channel: str
    ts: str
    author: str
    by_bot: bool
    text: str
    raw: str
    mentions: tuple[str, ...]
    """Whom it notifies: user ids, `channel`, `here`, `everyone`."""
    links: tuple[Link, ...]
    blocks: tuple[Json, ...]
    buttons: tuple[Button, ...]
    files: tuple[SeenFile, ...]
    edited: bool
    thread: str | None
    only_for: str | None
    reactions: dict[str, list[str]]
    metadata: Json | None
    subtype: str | None

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [button.label for button in self.buttons]


class Workspace:
    """All of it; changed only under the server's lock."""

    def __init__(self, app: App) -> None:
        """Found a workspace in which only the app is."""
        self.app = app
        self.base = ""
        """Where its server listens."""
        self.team, self.domain = "T0STANDIN", "stand-in"
        self.users = {
            app.user: User(app.user, app.name, is_bot=True),
            SLACKBOT: User(SLACKBOT, "slackbot", is_bot=True),
        }
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.views: list[Opened] = []
        self.triggers: dict[str, Ticket] = {}
        self.responses: dict[str, Ticket] = {}
        self.ahead = 0.0
        """Seconds the workspace's clock is ahead, to let tickets run out."""
        self._last = 0
        self._numbers = itertools.count(1)

    def now(self) -> float:
        """Return Unix time here."""
        return time.time_ns() / 1e9 + self.ahead

    def ts(self) -> str:
        """Return a time of a message, later than any before."""
        self._last = max(self._last + 100, int(self.now() * 1e6))
        return f"{self._last // 10**6}.{self._last % 10**6:06d}"

    def id(self, letter: str) -> str:
        """Return a new id of a kind."""
        return f"{letter}{next(self._numbers):08d}"

    @property
    def names(self) -> dict[str, str]:
        """What readers see for the ids of users and channels."""
        users = {user.id: user.name for user in self.users.values()}
        return users | {channel.id: channel.name for channel in self.channels.values()}

    def dm(self, user: str) -> Channel:
        """Return the conversation of a person with the app, opening it."""
        for channel in self.channels.values():
            if channel.kind == "im" and user in channel.members:
                return channel
        return self.open("im", "", [user, self.app.user])

    def open(self, kind: Kind, name: str, members: list[str]) -> Channel:
        """Make a conversation."""
        channel = Channel(self.id("D" if kind == "im" else "C"), name, kind, members)
        self.channels[channel.id] = channel
        return channel

    def put(self, channel: Channel, user: str, text: str, **more: Any) -> Post:
        """Put a post into a conversation, its text cut where Slack cuts it."""
        post = Post(channel.id, self.ts(), user, text[: rules.TEXT], **more)
        channel.posts.append(post)
        for file in post.files:
            file.shares.append((channel.id, post.ts))
        return post

    def trigger(self, user: str, channel: str) -> str:
        """Return a new trigger_id."""
        ticket = f"{next(self._numbers)}.{self.team}.{token_hex(8)}"
        self.triggers[ticket] = Ticket(user, channel, self.now())
        return ticket

    def pull(self, ticket: str) -> Ticket:
        """Use up a trigger_id [docs.slack.dev/reference/methods/views.open]."""
        trigger = self.triggers.get(ticket)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.uses:
            raise Refused("exchanged_trigger_id")
        if self.now() - trigger.made > rules.TRIGGER_LIFE:
            raise Refused("expired_trigger_id")
        trigger.uses += 1
        return trigger

    def message(self, post: Post) -> Message:
        """Return a post as a person sees it."""
        reading = (
            words_of(post.blocks, post.text, self.names) if post.bot else words_of([], post.text, self.names)
        )
        return Message(
            channel=post.channel,
            ts=post.ts,
            author=post.user,
            by_bot=post.bot,
            text=reading.text,
            raw=post.text,
            mentions=reading.mentions,
            links=reading.links,
            blocks=tuple(post.blocks),
            buttons=tuple(buttons(post.blocks)),
            files=tuple(SeenFile(f.id, f.name, f.title, f.content or b"") for f in post.files),
            edited=post.edited is not None,
            thread=post.thread,
            only_for=post.only_for,
            reactions={name: list(users) for name, users in post.reactions.items()},
            metadata=post.metadata,
            subtype=post.subtype,
        )
