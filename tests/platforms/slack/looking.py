"""conversations.* and users.*: who and what is there [docs.slack.dev/reference/methods]."""

from . import payloads
from .blocks import Json, Refused
from .calls import Args, moment, page, reachable
from .events import Events
from .world import Post, Workspace

KIND_NAMES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
"""How conversations.list calls the kinds [docs.slack.dev/reference/methods/conversations.list]."""


def _next(cursor: str) -> Json:
    return {"response_metadata": {"next_cursor": cursor}}


def open_conversation(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.open: the direct messages with a person, opened if need be."""
    users = [one for one in args.text("users").split(",") if one]
    if args.text("channel"):
        channel = reachable(world, args.text("channel"))
    elif not users:
        raise Refused("users_list_not_supplied")
    elif len(users) > 1:
        raise Refused("method_not_supported_for_channel_type", "[ERROR] group messages are not stood in for")
    elif users[0] not in world.users or users[0] == world.app.user:
        raise Refused("user_not_found")
    elif world.users[users[0]].deleted:
        raise Refused("user_disabled")
    else:
        channel = world.dm(users[0])
    whole = payloads.channel(world, channel)
    return {"channel": whole if args.flag("return_im") else {"id": channel.id}}


def info(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.info."""
    args.need("channel")
    channel = reachable(world, args.text("channel"), joined=False)
    return {"channel": payloads.channel(world, channel)}


def leave(world: Workspace, events: Events, args: Args) -> Json:
    """conversations.leave: no error where the app is not in it, but `ok` is false."""
    args.need("channel")
    channel = reachable(world, args.text("channel"), joined=False)
    if channel.kind == "im":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    if world.app.user not in channel.members:
        return {"ok": False, "not_in_channel": True}
    channel.members.remove(world.app.user)
    events.left(world.app.user, channel)
    return {}


def conversations(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.list: public ones, unless other `types` are asked for."""
    kinds = [KIND_NAMES.get(name.strip()) for name in (args.text("types") or "public_channel").split(",")]
    if None in kinds:
        raise Refused("invalid_types")
    rows = [
        payloads.channel(world, one)
        for one in world.channels.values()
        if one.kind in kinds
        and (one.kind == "channel" or world.app.user in one.members)
        and not (one.archived and args.flag("exclude_archived"))
    ]
    shown, cursor = page(rows, args)
    return {"channels": shown, **_next(cursor)}


def members(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.members."""
    args.need("channel")
    channel = reachable(world, args.text("channel"), joined=False)
    shown, cursor = page(channel.members, args)
    return {"members": shown, **_next(cursor)}


def _shown(world: Workspace, post: Post, args: Args) -> Json:
    whole = payloads.message(world, post, metadata=args.flag("include_all_metadata"))
    if replies := world.channels[post.channel].replies(post.ts):
        users = list(dict.fromkeys(one.user for one in replies))
        whole |= {
            "thread_ts": post.ts,
            "reply_count": len(replies),
            "reply_users": users[:5],
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": world.app.user in (post.user, *users),
        }
    return whole


def _within(post: Post, args: Args) -> bool:
    latest = moment(args.text("latest"), "invalid_ts_latest")
    oldest = moment(args.text("oldest"), "invalid_ts_oldest")
    ts = float(post.ts)
    if args.flag("inclusive"):
        return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def history(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.history: newest first, without replies and what only one person sees.

    With `oldest` alone the pages go forward from it, each newest first [measured, backlot].
    """
    args.need("channel")
    channel = reachable(world, args.text("channel"))
    latest = moment(args.text("latest"), "invalid_ts_latest")
    forward = moment(args.text("oldest"), "invalid_ts_oldest") is not None and latest is None
    rows = [
        _shown(world, post, args)
        for post in (channel.posts if forward else reversed(channel.posts))
        if not post.deleted
        and post.only_for is None
        and (post.thread is None or post.broadcast)
        and _within(post, args)
    ]
    shown, cursor = page(rows, args)
    more = {**_next(cursor)} if cursor else {}
    ordered = shown[::-1] if forward else shown
    return {"messages": ordered, "has_more": bool(cursor), "pin_count": 0, **more}


def replies(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.replies: the parent, then the replies, oldest first."""
    args.need("channel", "ts")
    channel = reachable(world, args.text("channel"))
    parent = channel.find(args.text("ts"))
    if parent is None:
        raise Refused("thread_not_found")
    root = parent.thread or parent.ts
    rows = [
        _shown(world, post, args)
        for post in channel.posts
        if not post.deleted
        and post.only_for is None
        and (post.ts == root or (post.thread == root and _within(post, args)))
    ]
    shown, cursor = page(rows, args)
    more = {**_next(cursor)} if cursor else {}
    return {"messages": shown, "has_more": bool(cursor), **more}


def user(world: Workspace, _events: Events, args: Args) -> Json:
    """users.info; the locale only when asked for."""
    id = args.text("user")
    if id not in world.users:
        raise Refused("user_not_found")
    return {"user": _user(world, id, args)}


def users(world: Workspace, _events: Events, args: Args) -> Json:
    """users.list: everybody, the deactivated too."""
    shown, cursor = page([_user(world, id, args) for id in world.users], args, default=len(world.users))
    return {"members": shown, "cache_ts": int(world.now()), **_next(cursor)}


def _user(world: Workspace, id: str, args: Args) -> Json:
    whole = payloads.user(world, id)
    if not args.flag("include_locale"):
        del whole["locale"]
    return whole
