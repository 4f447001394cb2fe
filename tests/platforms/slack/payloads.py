"""What Slack sends an app: messages, events and interactions as JSON [docs.slack.dev/reference/events]."""

from typing import Any
from urllib.parse import quote

from . import rules
from .blocks import Json, elements
from .mrkdwn import rich_text
from .world import Channel, File, Opened, Post, Workspace

PRIVATE_NAMES = {"im": "directmessage", "group": "privategroup", "mpim": "directmessage"}
"""What stands for a conversation's name in commands [docs.slack.dev/interactivity]."""


def message(world: Workspace, post: Post, metadata: bool = True) -> Json:
    """Return a post as message events and histories show it [docs.slack.dev/reference/events/message]."""
    whole: Json = {"type": "message", "user": post.user, "ts": post.ts, "text": post.text, "team": world.team}
    if post.subtype:
        whole["subtype"] = post.subtype
    if post.subtype in ("channel_join", "tombstone"):
        del whole["team"]
    if post.subtype == "tombstone":
        whole |= {"hidden": True, "parent_user_id": post.user}
    if post.bot:
        whole |= _by_bot(world)
    elif post.other_bot:
        del whole["user"]
        whole |= {"bot_id": "B0OTHER", "app_id": "A0OTHER", "username": post.other_bot}
    elif post.subtype in (None, "file_share"):
        whole["client_msg_id"] = post.client_msg_id
    if blocks := post.blocks or ([rich_text(post.text)] if post.text and not post.subtype else []):
        whole["blocks"] = blocks
    if post.files:
        whole |= {"files": [file(world, one) for one in post.files], "upload": False}
    if post.thread:
        parent = world.channels[post.channel].find(post.thread)
        whole |= {"thread_ts": post.thread, "parent_user_id": parent.user if parent else world.app.user}
    return whole | _later(post, metadata)


def _later(post: Post, metadata: bool) -> Json:
    """Return what came to a post after it was said."""
    whole: Json = {}
    if post.edited:
        whole["edited"] = {"user": post.user, "ts": post.edited}
    if post.attachments:
        whole["attachments"] = post.attachments
    if post.metadata and metadata:
        whole["metadata"] = post.metadata
    if post.reactions:
        whole["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in post.reactions.items()
        ]
    return whole


def _by_bot(world: Workspace) -> Json:
    app = world.app
    profile = {"id": app.bot, "name": app.name, "app_id": app.id, "team_id": world.team, "deleted": False}
    return {"bot_id": app.bot, "app_id": app.id, "bot_profile": profile}


def file(world: Workspace, one: File) -> Json:
    """Return a file object [docs.slack.dev/reference/objects/file-object]."""
    shares: dict[str, dict[str, list[Json]]] = {}
    for channel, ts in one.shares:
        known = world.channels.get(channel)
        scope = "public" if known is not None and known.kind == "channel" else "private"
        shares.setdefault(scope, {}).setdefault(channel, []).append({"ts": ts})
    url = f"{world.base}/files-pri/{world.team}-{one.id}/{quote(one.name)}"
    return {
        "id": one.id,
        "name": one.name,
        "title": one.title or one.name,
        "mimetype": one.mime,
        "filetype": one.name.rpartition(".")[2],
        "size": one.size,
        "mode": "hosted",
        "user": one.owner,
        "url_private": url,
        "url_private_download": url.replace("/files-pri/", "/files-pri-download/"),
        "shares": shares,
    }


def message_event(world: Workspace, channel: Channel, post: Post, **more: Any) -> Json:
    """Return the event of a post; messages in it carry no channel of their own."""
    return {
        **message(world, post),
        "channel": channel.id,
        "event_ts": post.ts,
        "channel_type": channel.kind,
        **more,
    }


def mention_event(world: Workspace, channel: Channel, post: Post) -> Json:
    """Return a mention: same ts, other type [docs.slack.dev/reference/events/app_mention]."""
    event = message_event(world, channel, post)
    del event["channel_type"]
    event.pop("subtype", None)
    return {**event, "type": "app_mention"}


def hidden_event(world: Workspace, channel: Channel, subtype: str, **more: Any) -> Json:
    """Return message_changed or message_deleted [docs.slack.dev/reference/events/message/message_changed]."""
    ts = world.ts()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
        **more,
    }


def envelope(world: Workspace, event: Json) -> Json:
    """Return what goes round an event [docs.slack.dev/apis/events-api/using-the-events-api]."""
    app = world.app
    authorization = {
        "enterprise_id": None,
        "team_id": world.team,
        "user_id": app.user,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "deprecated-verification-token",
        "team_id": world.team,
        "context_team_id": world.team,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": world.id("Ev"),
        "event_time": int(world.now()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{world.id('ctx')}",
    }


def command(world: Workspace, user: str, channel: Channel, name: str, text: str) -> Json:
    """Return a slash command [docs.slack.dev/interactivity/implementing-slash-commands]."""
    return {
        "token": "deprecated-verification-token",
        "team_id": world.team,
        "team_domain": world.domain,
        "channel_id": channel.id,
        "channel_name": PRIVATE_NAMES.get(channel.kind, channel.name),
        "user_id": user,
        "user_name": world.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": world.app.id,
        "is_enterprise_install": "false",
    }


def interaction(world: Workspace, kind: str, user: str, **more: Any) -> Json:
    """Return what all interactions share [docs.slack.dev/reference/interaction-payloads]."""
    name = world.users[user].name
    return {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": world.team},
        "api_app_id": world.app.id,
        "token": "deprecated-verification-token",
        "team": {"id": world.team, "domain": world.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def on_message(world: Workspace, channel: Channel, post: Post) -> Json:
    """Return where on a message something was pressed; an ephemeral one is not sent along."""
    container: Json = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": channel.id,
        "is_ephemeral": post.only_for is not None,
    }
    if post.thread:
        container["thread_ts"] = post.thread
    place: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": PRIVATE_NAMES.get(channel.kind, channel.name)},
        "state": {"values": {}},
    }
    if post.only_for is None:
        place["message"] = message(world, post, metadata=False)
    return place


def view(world: Workspace, opened: Opened, values: dict[str, Json] | None = None) -> Json:
    """Return a view as the app gets it back, with what was filled in [docs.slack.dev/reference/views]."""
    state: dict[str, dict[str, Json]] = {}
    for block, element in elements(opened.view["blocks"]):
        filled = (values or {}).get(element["action_id"])
        if filled is not None:
            state.setdefault(block["block_id"], {})[element["action_id"]] = filled
    return {
        "private_metadata": "",
        "callback_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        **opened.view,
        "id": opened.id,
        "team_id": world.team,
        "app_id": world.app.id,
        "bot_id": world.app.bot,
        "root_view_id": opened.id,
        "previous_view_id": None,
        "hash": opened.hash,
        "state": {"values": state},
    }


def channel(world: Workspace, one: Channel) -> Json:
    """Return a conversation object [docs.slack.dev/reference/objects/conversation-object]."""
    if one.kind == "im":
        other = next((member for member in one.members if member != world.app.user), world.app.user)
        deleted = world.users[other].deleted
        return {"id": one.id, "is_im": True, "user": other, "is_user_deleted": deleted, "is_archived": False}
    return {
        "id": one.id,
        "name": one.name,
        "is_channel": one.kind == "channel",
        "is_group": one.kind == "group",
        "is_im": False,
        "is_mpim": one.kind == "mpim",
        "is_private": one.kind != "channel",
        "is_archived": one.archived,
        "is_member": world.app.user in one.members,
        "num_members": len(one.members),
    }


def user(world: Workspace, id: str) -> Json:
    """Return a user; the address only with its scope [docs.slack.dev/reference/objects/user-object]."""
    one = world.users[id]
    profile = {"real_name": one.name, "display_name": one.name}
    if "users:read.email" in world.app.scopes and one.email:
        profile["email"] = one.email
    return {
        "id": one.id,
        "team_id": world.team,
        "name": one.name,
        "real_name": one.name,
        "deleted": one.deleted,
        "tz": one.tz,
        "tz_offset": one.tz_offset,
        "locale": one.locale,
        "is_bot": one.is_bot,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "profile": profile,
    }


def subscription(channel: Channel) -> str:
    """Return how the subscription to a conversation's messages is called."""
    return f"message.{rules.KINDS[channel.kind]}"
