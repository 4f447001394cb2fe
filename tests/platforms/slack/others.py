"""auth, reactions, views and files [docs.slack.dev/reference/methods]."""

import re
from secrets import token_hex

from . import payloads
from .blocks import Json, Refused, check, check_view
from .calls import Args, reachable
from .events import Events
from .world import File, Opened, Workspace

EMOJI = re.compile(r"[a-z0-9_'+-]+(?:::skin-tone-[2-6])?")
"""A reaction's name, without colons; capitals and spaces are refused [measured, backlot]."""


def api_test(_world: Workspace, _events: Events, args: Args) -> Json:
    """api.test."""
    if args.text("error"):
        raise Refused(args.text("error"))
    return {"args": {key: value for key, value in args.items() if key != "token"}}


def auth_test(world: Workspace, _events: Events, _args: Args) -> Json:
    """auth.test: who the token is."""
    return {
        "url": f"https://{world.domain}.slack.com/",
        "team": world.domain,
        "user": world.app.name,
        "team_id": world.team,
        "user_id": world.app.user,
        "bot_id": world.app.bot,
        "is_enterprise_install": False,
    }


def _reacted(world: Workspace, args: Args) -> tuple[list[str], dict[str, list[str]], str]:
    """Return who reacted so; the time is read before the channel, names as they are [measured, backlot]."""
    if args.text("timestamp") in ("", "0"):
        raise Refused("bad_timestamp")
    channel = reachable(world, args.text("channel"))
    if channel.archived:
        raise Refused("is_archived")
    post = channel.find(args.text("timestamp"))
    if post is None or post.only_for is not None:
        raise Refused("message_not_found")
    name = args.text("name")
    if not EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    return post.reactions.get(name, []), post.reactions, name


def add_reaction(world: Workspace, _events: Events, args: Args) -> Json:
    """reactions.add: once a person."""
    args.need("name", "timestamp", "channel")
    users, all_of_them, name = _reacted(world, args)
    if world.app.user in users:
        raise Refused("already_reacted")
    all_of_them[name] = [*users, world.app.user]
    return {}


def remove_reaction(world: Workspace, _events: Events, args: Args) -> Json:
    """reactions.remove."""
    args.need("name")
    if args.get("channel") is None:
        raise Refused("no_item_specified")
    users, all_of_them, name = _reacted(world, args)
    if world.app.user not in users:
        raise Refused("no_reaction")
    if not (left := [user for user in users if user != world.app.user]):
        del all_of_them[name]
    else:
        all_of_them[name] = left
    return {}


def open_view(world: Workspace, _events: Events, args: Args) -> Json:
    """views.open: a modal for whoever gave the trigger."""
    args.need("trigger_id", "view")
    ticket = world.pull(args.text("trigger_id"))
    view = check_view(args.structure("view", "invalid_arguments"))
    opened = Opened(world.id("V"), ticket.user, view)
    world.views.append(opened)
    return {"view": payloads.view(world, opened)}


def update_view(world: Workspace, _events: Events, args: Args) -> Json:
    """views.update: refused when the view has changed since the `hash`."""
    wanted = args.text("view_id")
    opened = next((one for one in world.views if one.id == wanted and one.state != "closed"), None)
    if opened is None:
        raise Refused("not_found")
    if args.text("hash") and args.text("hash") != opened.hash:
        raise Refused("hash_conflict")
    opened.view = check_view(args.structure("view", "invalid_arguments"))
    opened.hash = token_hex(8)
    return {"view": payloads.view(world, opened)}


def publish_view(world: Workspace, _events: Events, args: Args) -> Json:
    """views.publish: what a person sees on the app's home."""
    args.need("user_id", "view")
    user = args.text("user_id")
    if user not in world.users:
        raise Refused("user_not_found")
    view = check_view(args.structure("view", "invalid_arguments"))
    if view["type"] != "home":
        raise Refused("invalid_arguments", "[ERROR] must be a home view")
    world.views = [one for one in world.views if not (one.state == "home" and one.user == user)]
    opened = Opened(world.id("V"), user, view, "home")
    world.views.append(opened)
    return {"view": payloads.view(world, opened)}


# ---- files, in three steps [docs.slack.dev/messaging/working-with-files#uploading_files]


def upload_url(world: Workspace, _events: Events, args: Args) -> Json:
    """files.getUploadURLExternal: where to send how many bytes."""
    args.need("filename", "length")
    name = args.text("filename")
    length = args.number("length", 0)
    if length <= 0:
        raise Refused("invalid_arguments", "[ERROR] must be greater than 0 [json-pointer:/length]")
    file = File(world.id("F"), name, length, world.app.user)
    world.files[file.id] = file
    return {"upload_url": f"{world.base}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(world: Workspace, events: Events, args: Args) -> Json:
    """files.completeUploadExternal: shares what was sent; `blocks` count only without `initial_comment`."""
    listed = args.structure("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise Refused("invalid_arguments", "[ERROR] missing required field: files")
    files = [_sent(world, one) for one in listed]
    channel = world.channels.get(args.text("channel_id")) if args.text("channel_id") else None
    if args.text("channel_id") and (channel is None or world.app.user not in channel.members):
        raise Refused("invalid_channel")
    comment = args.text("initial_comment")
    blocks = args.structure("blocks", "invalid_blocks_format")
    checked = check(blocks) if blocks and not comment else []
    for file, one in zip(files, listed, strict=True):
        file.complete, file.title = True, one.get("title") or file.name
    if channel is not None:
        parent = args.text("thread_ts") or None
        post = world.put(
            channel, world.app.user, comment, bot=True, thread=parent, blocks=checked, files=files
        )
        post.subtype = "file_share"
        events.said(post)
    return {"files": [payloads.file(world, file) for file in files]}


def _sent(world: Workspace, listed: Json) -> File:
    file = world.files.get(listed.get("id", ""))
    if file is None or file.content is None or file.complete:
        raise Refused("file_not_found")
    return file


def file_info(world: Workspace, _events: Events, args: Args) -> Json:
    """files.info: only for who can see it."""
    args.need("file")
    file = world.files.get(args.text("file"))
    seen = file is not None and (
        file.owner == world.app.user
        or any(world.app.user in world.channels[channel].members for channel, _ in file.shares)
    )
    if file is None or not seen or not (file.complete or file.content):
        raise Refused("file_not_found")
    return {"file": payloads.file(world, file)}
