"""What Slack sends, as tests write it down."""

from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

NOW = datetime(2026, 11, 18, 4, tzinfo=UTC)
ME = {"user": "UBOT", "bot": "BBOT", "team": "T1"}
TS = "1763438400.000100"
SAID = datetime.fromtimestamp(1763438400.0001, UTC)
LATER = "1763438460.000200"
URL = "https://hooks.example/r"


def envelope(**happened: Any) -> Json:
    """Return an event as it is sent."""
    return {
        "type": "event_callback",
        "event_id": "Ev1",
        "authorizations": [{"user_id": "UBOT", "is_bot": True}],
        "event": happened,
    }


def message(text: str = "met Acme", **more: Any) -> Json:
    """Return a message in a channel."""
    said = {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "U1",
        "ts": TS,
        "text": text,
    }
    return envelope(**{**said, **more})


def direct(text: str = "met Acme", **more: Any) -> Json:
    """Return a message to the bot alone."""
    return message(text, channel="D1", channel_type="im", **more)


def changed(text: str, before: str = "met Acme", **more: Any) -> Json:
    """Return new words of a message."""
    new = {"user": "U1", "ts": TS, "text": text, "edited": {"user": "U1", "ts": LATER}, **more}
    return envelope(
        type="message",
        subtype="message_changed",
        hidden=True,
        channel="D1",
        channel_type="im",
        ts=LATER,
        message=new,
        previous_message={"user": "U1", "ts": TS, "text": before},
    )


def press(**more: Any) -> Json:
    """Return a press on a button."""
    container = {"message_ts": TS, "channel_id": "C1", "is_ephemeral": False, **more.pop("container", {})}
    return {
        "type": "block_actions",
        "trigger_id": "12.T1.abc",
        "user": {"id": "U1"},
        "container": container,
        "channel": {"id": container["channel_id"]},
        "response_url": URL,
        "actions": [{"type": "button", "value": "undo act-5", "action_ts": LATER}],
        **more,
    }


def command(text: str = "pipeline", **more: Any) -> Json:
    """Return a slash command."""
    return {
        "command": "/sales",
        "text": text,
        "trigger_id": "13.T1.abc",
        "user_id": "U1",
        "channel_id": "C9",
        "channel_name": "north",
        "response_url": URL,
        **more,
    }
