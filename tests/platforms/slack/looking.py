"""conversations.* and users.*: who and what is there [docs.slack.dev/reference/methods]."""

from . import payloads
from .blocks import Json, Refused
from .calls import Args, page, reachable
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
    channel = reachable(world, args.need("channel", "channel_not_found"), joined=False)
    return {"channel": payloads.channel(world, channel)}


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
    channel = reachable(world, args.need("channel", "channel_not_found"), joined=False)
    shown, cursor = page(channel.members, args)
    return {"members": shown, **_next(cursor)}


def _shown(world: Workspace, post: Post, args: Args) -> Json:
    whole = payloads.message(world, post, metadata=args.flag("include_all_metadata"))
    replies = [one for one in world.channels[post.channel].posts if one.thread == post.ts and not one.deleted]
    if replies:
        whole |= {"thread_ts": post.ts, "reply_count": len(replies), "latest_reply": replies[-1].ts}
    return whole


def _within(post: Post, args: Args) -> bool:
    oldest, latest = args.text("oldest") or "0", args.text("latest") or "9" * 12
    inclusive = args.flag("inclusive")
    after = float(post.ts) >= float(oldest) if inclusive else float(post.ts) > float(oldest)
    return after and (float(post.ts) <= float(latest) if inclusive else float(post.ts) < float(latest))


def history(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.history: newest first, without replies and what only one person sees."""
    channel = reachable(world, args.need("channel", "channel_not_found"))
    rows = [
        _shown(world, post, args)
        for post in reversed(channel.posts)
        if not post.deleted
        and post.only_for is None
        and (post.thread is None or post.broadcast)
        and _within(post, args)
    ]
    shown, cursor = page(rows, args)
    more = {**_next(cursor)} if cursor else {}
    return {"messages": shown, "has_more": bool(cursor), "pin_count": 0, **more}


def replies(world: Workspace, _events: Events, args: Args) -> Json:
    """conversations.replies: the parent, then the replies, oldest first."""
    channel = reachable(world, args.need("channel", "channel_not_found"))
    parent = channel.find(args.need("ts"))
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
    id = args.need("user", "user_not_found")
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
