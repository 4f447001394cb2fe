"""What the app is told of what happens: events it subscribed to, may see, and is there to see."""

from collections.abc import Callable

from . import payloads, rules
from .blocks import Json
from .world import Channel, Post, Workspace


class Events:
    """Tells the app what happens, as its subscriptions and scopes let it know."""

    def __init__(self, world: Workspace, deliver: Callable[[Json], None]) -> None:
        """Hand each event in its envelope to `deliver`."""
        self._world, self._deliver = world, deliver

    def tell(self, subscription: str, event: Json, channel: Channel | None = None) -> None:
        """Send an event if it is subscribed to, its scope granted, and the bot in the conversation."""
        app = self._world.app
        scope = rules.SUBSCRIPTIONS[subscription]
        there = channel is None or app.user in channel.members
        if subscription in app.events and (not scope or scope in app.scopes) and there:
            self._deliver(payloads.envelope(self._world, event))

    def said(self, post: Post) -> None:
        """Tell of a new post: one that mentions the bot gives two events with one `ts`.

        The bot's own posts come back to it too [docs.slack.dev/reference/events/message].
        """
        if post.only_for is not None:
            return
        channel = self._world.channels[post.channel]
        self.tell(payloads.subscription(channel), payloads.message_event(self._world, channel, post), channel)
        self._mentioned(channel, post)
        for file in post.files:
            event = {
                "type": "file_shared",
                "channel_id": channel.id,
                "file_id": file.id,
                "user_id": post.user,
                "file": {"id": file.id},
                "event_ts": post.ts,
            }
            self.tell("file_shared", event, channel)

    def _mentioned(self, channel: Channel, post: Post) -> None:
        """Tell of a mention, not in direct messages [docs.slack.dev/reference/events/app_mention]."""
        mentioned = f"<@{self._world.app.user}>" in post.text and not post.bot
        if mentioned and channel.kind != "im" and post.subtype in (None, "file_share", "thread_broadcast"):
            self.tell("app_mention", payloads.mention_event(self._world, channel, post), channel)

    def changed(self, post: Post, before: Json, edited: bool = True) -> None:
        """Tell of a changed post: an edit of a mention mentions again, with `edited` [cc-connect 1579]."""
        if post.only_for is not None:
            return
        channel = self._world.channels[post.channel]
        event = payloads.hidden_event(
            self._world,
            channel,
            "message_changed",
            message=payloads.message(self._world, post),
            previous_message=before,
        )
        self.tell(payloads.subscription(channel), event, channel)
        if edited:
            self._mentioned(channel, post)

    def deleted(self, post: Post) -> None:
        """Tell of a deleted post."""
        if post.only_for is not None:
            return
        channel = self._world.channels[post.channel]
        event = payloads.hidden_event(
            self._world,
            channel,
            "message_deleted",
            deleted_ts=post.ts,
            previous_message=payloads.message(self._world, post),
        )
        self.tell(payloads.subscription(channel), event, channel)

    def joined(self, user: str, channel: Channel, inviter: str | None = None) -> None:
        """Tell of a new member: the event, and the line in the channel."""
        event = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "channel" else "G",
            "team": self._world.team,
            "event_ts": self._world.ts(),
        }
        if inviter:
            event["inviter"] = inviter
        self.tell("member_joined_channel", event, channel)
        words = f"<@{user}> has joined the channel"
        self.said(self._world.put(channel, user, words, subtype="channel_join"))

    def left(self, user: str, channel: Channel) -> None:
        """Tell of a member gone [docs.slack.dev/reference/events/member_left_channel]."""
        event = {
            "type": "member_left_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "channel" else "G",
            "team": self._world.team,
            "event_ts": self._world.ts(),
        }
        self.tell("member_left_channel", event, None if user == self._world.app.user else channel)

    def about(self, kind: str, user: str) -> None:
        """Tell of a new or changed member of the workspace: team_join, user_change."""
        event = {"type": kind, "user": payloads.user(self._world, user), "event_ts": self._world.ts()}
        self.tell(kind, event)

    def home(self, user: str, tab: str) -> None:
        """Tell that a person opened the app's home [docs.slack.dev/reference/events/app_home_opened]."""
        channel = self._world.dm(user)
        event = {
            "type": "app_home_opened",
            "user": user,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self._world.ts(),
        }
        self.tell("app_home_opened", event)
