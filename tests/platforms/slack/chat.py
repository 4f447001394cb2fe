"""chat.*: posting, changing, deleting [docs.slack.dev/reference/methods]."""

import json
import re
from typing import Any

from . import payloads, rules
from .blocks import Json, Refused, check
from .calls import Args, reachable
from .events import Events
from .mrkdwn import linked
from .world import SLACKBOT, Channel, Post, Workspace

TOMBSTONE = "tombstone"
USER_ID = re.compile(r"^[UW][A-Z0-9]{2,}$")
"""What a user's id looks like, as Slack's own error says [measured, backlot]."""


def content(args: Args) -> dict[str, Any]:
    """Return what a message is made of, or refuse it."""
    made: dict[str, Any] = {
        "text": args.text("text") or args.text("markdown_text"),
        "blocks": _blocks(args) or [],
        "attachments": _attachments(args),
        "metadata": _metadata(args),
    }
    if not (made["text"] or made["blocks"] or made["attachments"]):
        raise Refused("no_text")
    return made


def _blocks(args: Args) -> list[Json] | None:
    """Return the blocks, none if there are none; an empty text is no list [measured, backlot]."""
    if args.get("blocks") is None:
        return None
    if args["blocks"] == "":
        raise Refused("invalid_blocks_format")
    return check(args.structure("blocks", "invalid_blocks_format"))


def _attachments(args: Args) -> list[Json]:
    """Return the attachments that say something; what is no list says nothing [measured, backlot]."""
    try:
        given = args.structure("attachments", "no_text")
    except Refused:
        return []
    speaking = {"text", "fallback", "title", "pretext", "author_name", "fields"}
    listed = given if isinstance(given, list) else []
    return [one for one in listed if isinstance(one, dict) and (speaking & set(one) or one.get("blocks"))]


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
    id = args.text("channel")
    if id in world.users and id != world.app.user:
        channel = world.dm(id)
    else:
        named = (one.id for one in world.channels.values() if one.name and one.name == id.removeprefix("#"))
        channel = reachable(world, next(named, id))
    if channel.archived:
        raise Refused("is_archived")
    return channel


def thread(world: Workspace, channel: Channel, args: Args) -> str | None:
    """Return the thread's parent; a reply's ts leads to its parent's thread.

    A ts of no message posts at the top, one that cannot be is refused [measured, backlot].
    """
    if not (ts := args.text("thread_ts")):
        return None
    micros = int(_digits(ts, 0) or 0) * 10**6 + int(_digits(ts, 1) or 0)
    if not rules.THREAD_FLOOR < micros // 10**6 <= world.now() + rules.THREAD_AHEAD:
        raise Refused("invalid_thread_ts", f"[ERROR] {micros} is not a valid thread_ts")
    parent = channel.find(ts)
    return (parent.thread or parent.ts) if parent else None


def _digits(ts: str, part: int) -> str:
    return "".join(letter for letter in ts.partition(".")[2 * part] if letter in "0123456789")


def post_message(world: Workspace, events: Events, args: Args) -> Json:
    """chat.postMessage."""
    args.need("channel")
    channel = target(world, args)
    made = content(args)
    if args.flag("link_names") or args.text("parse") == "full":
        made["text"] = linked(made["text"], {user.name: user.id for user in world.users.values()})
    parent = thread(world, channel, args)
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
    """chat.postEphemeral: for one member of the conversation; it cannot be changed later.

    It needs no text, and takes no channel by name [measured, backlot].
    """
    args.need("user", "channel")
    user = args.text("user")
    if not USER_ID.fullmatch(user):
        pattern = f"[ERROR] input must match regex pattern: {USER_ID.pattern} [json-pointer:/user]"
        raise Refused("invalid_arguments", pattern)
    channel = reachable(world, args.text("channel"))
    if channel.archived:
        raise Refused("is_archived")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    post = world.put(
        channel,
        world.app.user,
        args.text("text"),
        bot=True,
        thread=thread(world, channel, args),
        only_for=user,
        blocks=_blocks(args) or [],
        attachments=_attachments(args),
    )
    return {"message_ts": post.ts}


def _own(world: Workspace, args: Args, error: str) -> Post:
    args.need("channel", "ts")
    channel = reachable(world, args.text("channel"), joined=False)
    post = channel.find(args.text("ts"))
    if post is None or post.only_for is not None or post.subtype == TOMBSTONE:
        raise Refused("message_not_found")
    if not post.bot:
        raise Refused(error)
    if channel.archived:
        raise Refused("is_inactive")
    return post


def update(world: Workspace, events: Events, args: Args) -> Json:
    """chat.update: text alone takes the blocks away; only what is rendered from text shows "edited"."""
    post = _own(world, args, "cant_update_message")
    blocks, attachments = _blocks(args), _attachments(args)
    if not (args.text("text") or blocks or attachments):
        raise Refused("no_text")
    before = payloads.message(world, post)
    if "text" in args:
        post.text = args.text("text")[: rules.TEXT]
    if blocks is not None or "text" in args:
        post.blocks = blocks or []
    if "attachments" in args:
        post.attachments = attachments
    if (metadata := args.structure("metadata", "invalid_metadata_format")) is not None:
        post.metadata = _metadata(args) if metadata else None
    if not post.blocks:
        post.edited = world.ts()
    events.changed(post, before)
    after = payloads.message(world, post)
    echoed = {key: value for key, value in after.items() if key not in ("ts", "reactions")}
    return {"channel": post.channel, "ts": post.ts, "text": post.text, "message": echoed}


def delete(world: Workspace, events: Events, args: Args) -> Json:
    """chat.delete: a bot deletes its own messages; what has replies leaves a placeholder.

    The placeholder goes with the last reply [measured, backlot].
    """
    post = _own(world, args, "cant_delete_message")
    events.deleted(post)
    channel = world.channels[post.channel]
    if channel.replies(post.ts):
        post.subtype, post.text, post.bot = TOMBSTONE, "This message was deleted.", False
        post.blocks, post.attachments, post.user = [], [], SLACKBOT
        return {"channel": post.channel, "ts": post.ts}
    post.deleted = True
    root = channel.find(post.thread) if post.thread else None
    if root is not None and root.subtype == TOMBSTONE and not channel.replies(root.ts):
        root.deleted = True
    return {"channel": post.channel, "ts": post.ts}
