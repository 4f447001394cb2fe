"""chat.*: posting, changing, deleting [docs.slack.dev/reference/methods]."""

import json
from typing import Any

from . import payloads, rules
from .blocks import Json, Refused, check
from .calls import Args, reachable
from .events import Events
from .world import Channel, Post, Workspace


def content(args: Args) -> dict[str, Any]:
    """Return what a message is made of, or refuse it."""
    blocks = args.structure("blocks", "invalid_blocks_format")
    attachments = args.structure("attachments", "invalid_attachments")
    text = args.text("text") or args.text("markdown_text")
    made: dict[str, Any] = {
        "blocks": check(blocks) if blocks else [],
        "attachments": attachments or [],
        "metadata": _metadata(args),
    }
    if not (text.strip() or made["blocks"] or made["attachments"]):
        raise Refused("no_text")
    return {"text": text, **made}


def _metadata(args: Args) -> Json | None:
    """Return the message's metadata [docs.slack.dev/messaging/message-metadata]."""
    metadata = args.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata["event_payload"], dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > rules.METADATA:
        raise Refused("metadata_too_large")
    return metadata


def target(world: Workspace, args: Args) -> Channel:
    """Return where to post: a conversation, a channel by name, or the direct messages of a user.

    Those of a deactivated user still take messages [python-slack-sdk issue 1156].
    """
    id = args.need("channel", "channel_not_found")
    if id in world.users and id != world.app.user:
        channel = world.dm(id)
    else:
        named = (one.id for one in world.channels.values() if one.name and one.name == id.removeprefix("#"))
        channel = reachable(world, next(named, id))
    if channel.archived:
        raise Refused("is_archived")
    return channel


def thread(channel: Channel, args: Args) -> str | None:
    """Return the thread's parent; a reply's ts leads to its parent's thread."""
    ts = args.text("thread_ts")
    if not ts:
        return None
    parent = channel.find(ts)
    if parent is None:
        raise Refused("thread_not_found")
    return parent.thread or parent.ts


def post_message(world: Workspace, events: Events, args: Args) -> Json:
    """chat.postMessage."""
    channel = target(world, args)
    made = content(args)
    parent = thread(channel, args)
    broadcast = bool(parent) and args.flag("reply_broadcast")
    post = world.put(
        channel,
        world.app.user,
        made.pop("text"),
        bot=True,
        thread=parent,
        broadcast=broadcast,
        subtype="thread_broadcast" if broadcast else None,
        **made,
    )
    events.said(post)
    return {"channel": channel.id, "ts": post.ts, "message": payloads.message(world, post)}


def post_ephemeral(world: Workspace, events: Events, args: Args) -> Json:
    """chat.postEphemeral: for one member of the conversation; it cannot be changed later."""
    channel = target(world, args)
    user = args.need("user")
    if user not in world.users:
        raise Refused("user_not_found")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    made = content(args)
    made.pop("metadata")
    text = made.pop("text")
    post = world.put(
        channel, world.app.user, text, bot=True, thread=thread(channel, args), only_for=user, **made
    )
    return {"message_ts": post.ts}


def _own(world: Workspace, args: Args, error: str) -> Post:
    channel = reachable(world, args.need("channel", "channel_not_found"), joined=False)
    post = channel.find(args.need("ts", "message_not_found"))
    if post is None or post.only_for is not None:
        raise Refused("message_not_found")
    if not post.bot:
        raise Refused(error)
    if channel.archived:
        raise Refused("is_inactive")
    return post


def update(world: Workspace, events: Events, args: Args) -> Json:
    """chat.update: text alone takes the blocks away; only what is rendered from text shows "edited"."""
    post = _own(world, args, "cant_update_message")
    blocks = args.structure("blocks", "invalid_blocks_format")
    if "text" not in args and blocks is None and args.get("attachments") is None:
        raise Refused("no_text")
    checked = check(blocks) if blocks else []
    if not (args.text("text").strip() or checked or (blocks is None and post.blocks)):
        raise Refused("no_text")
    before = payloads.message(world, post)
    if "text" in args:
        post.text = args.text("text")[: rules.TEXT]
    if blocks is not None or "text" in args:
        post.blocks = checked
    if (metadata := args.structure("metadata", "invalid_metadata_format")) is not None:
        post.metadata = _metadata(args) if metadata else None
    if not post.blocks:
        post.edited = world.ts()
    events.changed(post, before)
    return {
        "channel": post.channel,
        "ts": post.ts,
        "text": post.text,
        "message": payloads.message(world, post),
    }


def delete(world: Workspace, events: Events, args: Args) -> Json:
    """chat.delete: a bot deletes its own messages."""
    post = _own(world, args, "cant_delete_message")
    events.deleted(post)
    post.deleted = True
    return {"channel": post.channel, "ts": post.ts}
