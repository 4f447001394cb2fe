"""What the app must be allowed: each Web API method that is called, each event that is read, with its scopes.

`docs/slack-manifest.yaml` asks for exactly these; `salesbot doctor` says which are missing.
"""

from bot.channels.slack.read import EVENTS

METHODS: dict[str, tuple[str, ...]] = {
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "conversations.open": ("im:write",),
    "conversations.leave": ("channels:manage", "groups:write"),
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.history": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "conversations.replies": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "users.info": ("users:read",),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.info": ("files:read",),
}
"""Scopes of the bot token (docs.slack.dev/reference/methods)."""
APP_METHODS: dict[str, tuple[str, ...]] = {"apps.connections.open": ("connections:write",)}
"""Scopes of the app-level token of Socket Mode."""
HEARD: dict[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "channel_left": ("channels:read",),
    "group_left": ("groups:read",),
    "user_change": ("users:read",),
}
"""Scopes of the events (docs.slack.dev/reference/events)."""
COMMANDS = ("/sales",)
OTHERS = ("commands",)
"""The slash command."""

NEEDED = frozenset(
    (*OTHERS, *(s for scopes in METHODS.values() for s in scopes), *(s for e in EVENTS for s in HEARD[e]))
)
"""All scopes the bot token needs."""
