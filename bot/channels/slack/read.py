"""What Slack brings as raw events, and raw events as what somebody said.

The raw event holds the body as Slack sent it, who the bot is, and what was looked up beside it: the sender's
`profile`, the `names` of those mentioned, the `title` of the channel, whether it is `shared`, and `dm`, the
sender's own conversation with the bot. A body is read by itself: a malformed one is nobody else's trouble.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

from bot.channels.slack import NAME
from bot.channels.slack.keys import DIRECT, Json, authorized, channel_of, keys
from bot.channels.slack.words import mentions, plain_words
from domain.incoming import (
    Address,
    ChatChanged,
    Content,
    Edited,
    File,
    FileKind,
    Incoming,
    Pressed,
    Profile,
    RawEvent,
    Text,
    Via,
    storable,
)

EVENTS = (
    "app_mention",
    "message.im",
    "message.mpim",
    "message.channels",
    "message.groups",
    "member_joined_channel",
    "member_left_channel",
    "channel_left",
    "group_left",
    "user_change",
)
"""The events the app subscribes to: those that are read here."""
SAID = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that a person wrote."""
WAY_LIFE = timedelta(minutes=30)
"""How long a response_url is good (docs.slack.dev/interactivity/handling-user-interaction)."""
NAMELESS = ("directmessage", "privategroup")
"""What stands in commands for the names of private conversations."""
HELP = "help"
"""What an empty command asks for."""
GONE_FILES = ("tombstone", "hidden_by_limit")


def event(body: Json, me: Json, now: datetime, file: int = 0) -> RawEvent:
    """Return a body as a raw event, whatever it holds; `file` is the number of the file it stands for, where
    one post has several."""
    body = storable(body)
    who = {**me, "user": me.get("user") or authorized(body)}
    raw: dict[str, Any] = {"body": body, "me": who}
    key, message_key, said_at = keys(body, now)
    if file:
        raw["file"] = file
        key, message_key = f"{key}:{file}", f"{message_key}:{file}"
    return RawEvent(NAME, key, message_key, said_at, raw, private=channel_of(body).startswith(DIRECT))


def files(body: Json) -> int:
    """Return how many raw events a body comes to: one, or one for each file of a post."""
    happened = body.get("event")
    held = happened.get("files") if isinstance(happened, dict) else None
    return max(1, len(held)) if isinstance(held, list) else 1


# ---- reading ------------------------------------------------------------------------------------------


def read(raw: RawEvent) -> Incoming | None:
    """Read a body; None for bots, what is hidden, and what happened to nobody of ours."""
    body = raw.raw["body"]
    if "command" in body:
        return _command(body, raw)
    match body.get("type"):
        case "event_callback":
            return _happened(body["event"], raw)
        case "block_actions":
            return _pressed(body, raw)
        case _:
            return None


def _happened(happened: Json, raw: RawEvent) -> Incoming | None:
    mine = happened.get("user") == raw.raw["me"]["user"]
    match happened.get("type"):
        case "message" | "app_mention":
            return _message(happened, raw)
        case "member_joined_channel" if mine:
            return _changed(happened, raw, ChatChanged("added"))
        case "member_left_channel" if mine:
            return _changed(happened, raw, ChatChanged("removed"))
        case "member_left_channel":
            return _left(str(happened["user"]), str(happened["channel"]), "left", raw)
        case "channel_left" | "group_left":
            return _changed(happened, raw, ChatChanged("removed"))
        case "user_change" if happened["user"].get("deleted"):
            return _left(str(happened["user"]["id"]), "", "deactivated", raw)
        case _:
            return None


def _changed(happened: Json, raw: RawEvent, content: ChatChanged) -> Incoming:
    by = str(happened.get("inviter") or happened.get("actor_id") or "")
    address = Address(NAME, str(happened["channel"]))
    return Incoming(address, by, raw.said_at, False, content, private=False, title=_title(raw))


def _left(person: str, channel: str, what: Literal["left", "deactivated"], raw: RawEvent) -> Incoming:
    """Return that somebody has left a channel, or the workspace."""
    address = Address(NAME, channel)
    return Incoming(address, person, raw.said_at, False, ChatChanged(what), private=False)


def _message(happened: Json, raw: RawEvent) -> Incoming | None:
    """Read a message or a mention; an edit comes as message_changed, or as a mention with `edited`."""
    if happened.get("subtype") == "message_changed":
        before = happened.get("previous_message")
        return _edited(happened["message"], before if isinstance(before, dict) else {}, happened, raw)
    if not _by_person(happened, raw):
        return None
    if isinstance(happened.get("edited"), dict):
        return _edited(happened, {}, happened, raw)
    return _said(happened, happened, _content(happened, raw), raw)


def _by_person(message: Json, raw: RawEvent) -> bool:
    """Return whether a person wrote it, and not a bot, the platform or ourselves."""
    by_bot = message.get("bot_id") or message.get("bot_profile")
    user = message.get("user")
    ours = user in (None, "", "USLACKBOT", raw.raw["me"]["user"])
    return not (by_bot or ours or message.get("hidden")) and message.get("subtype") in SAID


def _edited(message: Json, before: Json, happened: Json, raw: RawEvent) -> Incoming | None:
    """Read new words; a preview that was unfurled and the counting of replies are no edits."""
    edited = message.get("edited")
    if not _by_person(message, raw) or not isinstance(edited, dict):
        return None
    if edited.get("user") != message.get("user") or message.get("text") == before.get("text"):
        return None
    words = _words(message, raw)
    if not words:
        return None
    return _said(message, happened, Edited(f"{happened['channel']}:{message['ts']}", words), raw)


def _said(message: Json, happened: Json, content: Content, raw: RawEvent) -> Incoming:
    channel, ts = str(happened["channel"]), str(message["ts"])
    thread = _thread(message.get("thread_ts"), ts)
    me = raw.raw["me"]["user"]
    private = happened.get("channel_type") == "im" or channel.startswith(DIRECT)
    to_ours = bool(thread) and message.get("parent_user_id") == me
    mentioned = happened.get("type") == "app_mention" or me in mentions(str(message.get("text") or ""))
    return Incoming(
        address=Address(NAME, channel, thread),
        person=str(message["user"]),
        said_at=raw.said_at,
        spoken_to=private or mentioned or to_ours,
        content=content,
        private=private,
        reply_to=thread if to_ours else None,
        message=ts,
        profile=_profile(raw),
        title="" if private else _title(raw),
        guests=_guests(raw),
    )


def _thread(thread: Any, ts: str) -> str:
    return str(thread) if thread and str(thread) != ts else ""


def _words(message: Json, raw: RawEvent) -> str:
    return plain_words(str(message.get("text") or ""), raw.raw["me"]["user"], raw.raw.get("names") or {})


def _content(message: Json, raw: RawEvent) -> Content:
    number = int(raw.raw.get("file") or 0)
    words = "" if number else _words(message, raw)
    held = message.get("files") or ()
    if number >= len(held) or held[number].get("mode") in GONE_FILES:
        return Text(words)
    one = held[number]
    mime = str(one.get("mimetype") or "")
    size = one.get("size")
    return File(
        kind=_kind(mime, str(one.get("subtype") or "")),
        file=str(one["id"]),
        name=str(one.get("name") or ""),
        mime=mime,
        size=size if isinstance(size, int) else None,
        caption=words,
        album=str(message["ts"]) if len(held) > 1 else "",
    )


def _kind(mime: str, subtype: str) -> FileKind:
    if subtype == "slack_audio":
        return "voice"
    kinds: dict[str, FileKind] = {"image": "photo", "audio": "audio", "video": "video"}
    return kinds.get(mime.partition("/")[0], "document")


def _pressed(body: Json, raw: RawEvent) -> Incoming | None:
    """Read a button; one on a message that only its reader sees is answered by the way that came with it."""
    container = body.get("container") or {}
    value = body["actions"][0].get("value")
    channel, ts = container.get("channel_id"), container.get("message_ts")
    if not (value and channel and ts):
        return None
    person = str(body["user"]["id"])
    ephemeral = bool(container.get("is_ephemeral"))
    place = str(raw.raw.get("dm") or channel) if str(channel).startswith(DIRECT) else str(channel)
    return Incoming(
        address=Address(NAME, place, _thread(container.get("thread_ts"), str(ts))),
        person=person,
        said_at=raw.said_at,
        spoken_to=True,
        content=Pressed(str(value)),
        private=place.startswith(DIRECT),
        reply_to=str(ts),
        via=_way(body, raw, person, replaces=True) if ephemeral else None,
        profile=_profile(raw),
        title="" if place.startswith(DIRECT) else _title(raw),
        guests=_guests(raw),
    )


def _command(body: Json, raw: RawEvent) -> Incoming:
    """Read a slash command: it may be typed where the bot is not, also between two other people; what is
    said there belongs to the sender's own conversation with the bot, and is answered where it was typed."""
    typed_in, person = str(body["channel_id"]), str(body["user_id"])
    private = typed_in.startswith(DIRECT)
    own = raw.raw.get("dm")
    words = _words(body, raw)
    return Incoming(
        address=Address(NAME, str(own) if private and own else typed_in),
        person=person,
        said_at=raw.said_at,
        spoken_to=True,
        content=Text(words or HELP),
        private=private,
        via=None if own == typed_in else _way(body, raw, person),
        profile=_profile(raw),
        title="" if private else _title(raw),
    )


def _way(body: Json, raw: RawEvent, person: str, *, replaces: bool = False) -> Via | None:
    url = body.get("response_url")
    return Via(str(url), raw.said_at + WAY_LIFE, person, replaces) if url else None


def _profile(raw: RawEvent) -> Profile:
    held = raw.raw.get("profile") or {}
    return Profile(held.get("name") or "", held.get("language") or "", held.get("timezone") or "")


def _guests(raw: RawEvent) -> bool:
    """Return whether another organisation shares the channel, or the sender is a guest of the workspace."""
    return bool(raw.raw.get("shared") or (raw.raw.get("profile") or {}).get("guest"))


def _title(raw: RawEvent) -> str:
    """Return what the channel is called: as looked up, or as a command tells."""
    named = raw.raw.get("title") or raw.raw["body"].get("channel_name") or ""
    return "" if named in NAMELESS else str(named)
