"""What tells one delivery and one message of Slack's from all others, and where and when it happened."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Json = Mapping[str, Any]
DIRECT = "D"
"""What the ids of conversations between two begin with."""


def channel_of(body: Json) -> str:
    """Return where it happened, '' where that is nowhere."""
    happened, container = body.get("event"), body.get("container")
    if isinstance(happened, dict):
        return str(happened.get("channel") or "")
    place = container.get("channel_id") if isinstance(container, dict) else None
    return str(place or body.get("channel_id") or "")


def authorized(body: Json) -> str:
    """Return the bot's user id as the envelope of an event tells it."""
    listed = body.get("authorizations")
    first = listed[0] if isinstance(listed, list) and listed else None
    return str(first.get("user_id") or "") if isinstance(first, dict) else ""


def keys(body: Json, now: datetime) -> tuple[str, str, datetime]:
    """Return the keys of the delivery and of the message, and when it was said."""
    happened = body.get("event")
    if isinstance(happened, dict):
        id = str(body.get("event_id"))
        return id, *_message_key(happened, id, now)
    if "command" in body:
        key = f"command:{body.get('trigger_id')}"
        return key, key, now
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], dict) else {}
    user = body.get("user")
    presser = user.get("id") if isinstance(user, dict) else None
    stamp = action.get("action_ts")
    key = f"press:{body.get('trigger_id') or f'{stamp}:{presser}'}"
    return key, key, _moment(stamp, now)


def _message_key(happened: Json, id: str, now: datetime) -> tuple[str, datetime]:
    """Return the key of a message with its edit stamp: a post that mentions the bot comes as two events."""
    if happened.get("type") not in ("message", "app_mention"):
        return f"event:{id}", _moment(happened.get("event_ts"), now)
    changed = happened.get("message")
    held = changed if isinstance(changed, dict) else happened
    place = f"{happened.get('channel')}:{held.get('ts')}"
    edited = held.get("edited")
    if isinstance(edited, dict):
        return f"{place}:edit:{edited.get('ts')}", _moment(edited.get("ts"), now)
    key = place if held is happened else f"{place}:changed:{id}"
    return key, _moment(happened.get("ts"), now)


def _moment(stamp: Any, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(stamp), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return now
