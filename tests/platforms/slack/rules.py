"""Slack's numbers, scopes and tiers, each with where it is written."""

from dataclasses import dataclass

ANSWER_WITHIN = 3.0
"""Seconds an app has to acknowledge anything [docs.slack.dev/apis/events-api, interactivity/handling]."""
EVENT_RETRIES = (0.0, 60.0, 300.0)
"""Seconds before each further attempt: at once, 1 minute, 5 minutes [docs.slack.dev/apis/events-api]."""
REDIRECTS = 2
"""Redirects an event follows before too_many_redirects [docs.slack.dev/apis/events-api]."""
CONNECTIONS = 10
"""Socket Mode connections of one app [docs.slack.dev/apis/events-api/using-socket-mode]."""
TRIGGER_LIFE = 3.0
"""Seconds a trigger_id lives; it is used once [docs.slack.dev/interactivity/handling-user-interaction]."""
RESPONSE_LIFE = 30 * 60.0
"""Seconds a response_url lives [docs.slack.dev/interactivity/handling-user-interaction]."""
RESPONSE_USES = 5
"""How often a response_url is good [docs.slack.dev/interactivity/handling-user-interaction]."""
SIGNATURE_LIFE = 300
"""Seconds after which a signed request is a replay [docs.slack.dev/authentication/verifying-requests]."""

TEXT = 40_000
"""Characters at which the text of a message is cut [docs.slack.dev/reference/methods/chat.postMessage]."""
BLOCKS = 50
"""Blocks of a message [docs.slack.dev/reference/block-kit/blocks]."""
BLOCKS_TOGETHER = 13_200
"""Characters of all blocks together, measured by others, not documented [bolt-js issue 2509]."""
VIEW_BLOCKS = 100
"""Blocks of a modal [docs.slack.dev/reference/views]."""
METADATA = 8_000
"""Bytes of a message's metadata [docs.slack.dev/messaging/message-metadata; the limit by memory]."""
PAGE = 100
"""Rows of a list where no `limit` is given [docs.slack.dev/apis/web-api/pagination]."""
LARGEST_PAGE = 1000
"""Rows of a list that can be asked for [docs.slack.dev/apis/web-api/pagination]."""

POST_BURST = 3
"""Messages a channel takes at once before one a second is enforced; Slack says only "short bursts"."""
WORKSPACE_POSTS = 300
"""Messages of an app a minute in a workspace; Slack says "several hundred messages per minute"
[docs.slack.dev/reference/methods/chat.postMessage]."""
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute of each tier [docs.slack.dev/apis/web-api/rate-limits]."""

KINDS = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
"""How scopes and subscriptions call each kind of conversation [docs.slack.dev/reference/scopes]."""


@dataclass(frozen=True)
class Method:
    """What a Web API method asks of a token: scopes of which any will do, `{}` standing for the kind."""

    scopes: tuple[str, ...] = ()
    tier: int = 3
    app_token: bool = False


JSON_METHODS = frozenset(
    {
        *(f"chat.{name}" for name in ("postMessage", "postEphemeral", "update", "delete")),
        *(f"reactions.{name}" for name in ("add", "remove")),
        *(f"views.{name}" for name in ("open", "update", "publish")),
        *("api.test", "conversations.open", "files.completeUploadExternal"),
    }
)
"""Methods that read a JSON body; the others look at forms and queries only.

[docs.slack.dev/reference/methods; measured on slack.com by the authors of the emulator backlot 0.1.0]
"""
THREAD_FLOOR = 631152000
"""The second before which no thread_ts is valid [measured, backlot]."""
THREAD_AHEAD = 3600
"""Seconds into the future a thread_ts may name [measured, backlot]."""

METHODS = {
    "api.test": Method(tier=4),
    "auth.test": Method(tier=4),
    "apps.connections.open": Method(("connections:write",), 1, app_token=True),
    "chat.postMessage": Method(("chat:write",), 4),
    "chat.postEphemeral": Method(("chat:write",), 4),
    "chat.update": Method(("chat:write",), 3),
    "chat.delete": Method(("chat:write",), 3),
    "conversations.open": Method(("im:write", "mpim:write", "channels:manage", "groups:write"), 3),
    "conversations.leave": Method(("channels:manage", "groups:write", "im:write", "mpim:write"), 3),
    "conversations.info": Method(("{}:read",), 3),
    "conversations.list": Method(("channels:read", "groups:read", "im:read", "mpim:read"), 2),
    "conversations.members": Method(("{}:read",), 4),
    "conversations.history": Method(("{}:history",), 3),
    "conversations.replies": Method(("{}:history",), 3),
    "users.info": Method(("users:read",), 4),
    "users.list": Method(("users:read",), 2),
    "reactions.add": Method(("reactions:write",), 3),
    "reactions.remove": Method(("reactions:write",), 2),
    "views.open": Method((), 4),
    "views.update": Method((), 4),
    "views.publish": Method((), 4),
    "files.getUploadURLExternal": Method(("files:write",), 4),
    "files.completeUploadExternal": Method(("files:write",), 4),
    "files.info": Method(("files:read",), 4),
}
"""The methods served, each with scopes and tier from its page in docs.slack.dev/reference/methods."""

SCOPES = frozenset(
    scope + right
    for right, scopes in {
        ":history": ("channels", "groups", "im", "mpim"),
        ":read": ("app_mentions", "channels", "files", "groups", "im", "mpim", "users"),
        ":write": ("chat", "connections", "files", "im", "reactions"),
        "": ("commands", "users:read.email"),
    }.items()
    for scope in scopes
)
"""All that an app can be granted here (connections:write belongs to its app-level token)."""

SUBSCRIPTIONS = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "channel_archive": "channels:read",
    "app_home_opened": "",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""Events an app can subscribe to, and the scope each needs [docs.slack.dev/reference/events]."""
