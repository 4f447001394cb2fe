"""What Slack sends, read: who said what where, and what is nobody's."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels import read as read_any
from bot.channels.slack.read import EVENTS, event, files, read
from bot.channels.slack.scopes import HEARD
from domain.incoming import Address, ChatChanged, Content, Edited, File, Incoming, Pressed, Profile, Text, Via

from .slack_bodies import (
    LATER,
    ME,
    NOW,
    SAID,
    TS,
    URL,
    Json,
    changed,
    command,
    direct,
    envelope,
    message,
    press,
)


def incoming(body: Json, **beside: Any) -> Incoming:
    """Return a body as it is read, with what was looked up beside it."""
    raw = event(body, ME, NOW)
    found = read_any(type(raw)(**{**vars(raw), "raw": {**raw.raw, **beside}}))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("met Acme", "met Acme"),
        ("5 &gt; 3 &amp;amp; 2 &lt; 3", "5 > 3 &amp; 2 < 3"),
        ("see <https://acme.example/a?b=1&amp;c=2|the offer>", "see the offer"),
        ("see <https://acme.example/a?b=1&amp;c=2>", "see https://acme.example/a?b=1&c=2"),
        ("<mailto:li@acme.example|li@acme.example>", "li@acme.example"),
        ("<tel:+8613800000000|138 0000 0000>", "138 0000 0000"),
        ("hand Acme to <@U2|ann>", "hand Acme to @ann"),
        ("hand Acme to <@U3>", "hand Acme to @Bob <Fox>"),
        ("hand Acme to <@U4>", "hand Acme to @U4"),
        ("as in <#C1|general>", "as in #general"),
        ("<!here> and <!subteam^S1|@sales>", "@here and @sales"),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("<@UBOT> met Acme", "met Acme"),
        ("<@UBOT>: met Acme", "met Acme"),
        ("<@UBOT|salesbot>，拜访了小米", "拜访了小米"),
        ("well, <@UBOT>, met Acme", "well, met Acme"),
    ],
)
def test_words(written: str, words: str) -> None:
    """Marks are read as people see them; the bot's own name is left out."""
    assert incoming(direct(written), names={"U3": "Bob <Fox>"}).content == Text(words)


@pytest.mark.parametrize(
    ("body", "address", "spoken_to", "reply_to"),
    [
        (direct(), ("D1", ""), True, None),
        (direct(thread_ts="1.5", parent_user_id="U1"), ("D1", "1.5"), True, None),
        (message(), ("C1", ""), False, None),
        (message("<@UBOT> hi"), ("C1", ""), True, None),
        (message("<@UBOT> hi", type="app_mention", channel_type=None), ("C1", ""), True, None),
        (message("<@U2> hi"), ("C1", ""), False, None),
        (message(thread_ts=TS), ("C1", ""), False, None),
        (message(thread_ts="1.5", parent_user_id="U2"), ("C1", "1.5"), False, None),
        (message(thread_ts="1.5", parent_user_id="UBOT"), ("C1", "1.5"), True, "1.5"),
        (message(subtype="thread_broadcast", thread_ts="1.5"), ("C1", "1.5"), False, None),
        (press(), ("C1", ""), True, TS),
        (press(container={"thread_ts": "1.5"}), ("C1", "1.5"), True, TS),
        (press(container={"thread_ts": TS}), ("C1", ""), True, TS),
        (command(), ("C9", ""), True, None),
    ],
)
def test_where(body: Json, address: tuple[str, str], spoken_to: bool, reply_to: str | None) -> None:
    """The thread is part of the place; mention, command, press and answers to the bot speak to it."""
    found = incoming(body)
    assert (found.address, found.spoken_to, found.reply_to) == (
        Address("slack", *address),
        spoken_to,
        reply_to,
    )
    assert (found.person, found.private) == ("U1", address[0].startswith("D"))


@pytest.mark.parametrize(
    ("body", "key", "message_key", "said_at"),
    [
        (message(), "Ev1", f"C1:{TS}", SAID),
        (message(type="app_mention"), "Ev1", f"C1:{TS}", SAID),
        (changed("met Acme twice"), "Ev1", f"D1:{TS}:edit:{LATER}", SAID + timedelta(seconds=60.0001)),
        (press(), "press:12.T1.abc", "press:12.T1.abc", SAID + timedelta(seconds=60.0001)),
        (press(trigger_id=None), f"press:{LATER}:U1", f"press:{LATER}:U1", SAID + timedelta(seconds=60.0001)),
        (command(), "command:13.T1.abc", "command:13.T1.abc", NOW),
        (envelope(type="channel_left", channel="C1", event_ts=TS), "Ev1", "event:Ev1", SAID),
        (message(ts="soon"), "Ev1", "C1:soon", NOW),
        ({"type": "view_closed"}, "press:None:None", "press:None:None", NOW),
    ],
)
def test_keys(body: Json, key: str, message_key: str, said_at: datetime) -> None:
    """A post and the mention in it are one message; an edit is another; whatever comes has keys."""
    raw = event(body, ME, NOW)
    assert (raw.channel, raw.key, raw.message_key) == ("slack", key, message_key)
    assert abs(raw.said_at - said_at) < timedelta(milliseconds=1)


def test_an_edited_mention_is_the_edit() -> None:
    """Both events of it are the same message to us."""
    edited = {"edited": {"user": "U1", "ts": LATER}}
    raw = event(message("<@UBOT> met Acme", type="app_mention", **edited), ME, NOW)
    assert raw.message_key == f"C1:{TS}:edit:{LATER}"
    found = read(raw)
    assert found is not None
    assert found.content == Edited(f"C1:{TS}", "met Acme")


def test_new_words() -> None:
    """They name the message they correct."""
    found = incoming(changed("met Acme &amp; Bolt"))
    assert found.content == Edited(f"D1:{TS}", "met Acme & Bolt")
    assert (found.message, found.private) == (TS, True)


@pytest.mark.parametrize(
    "body",
    [
        direct(user="UBOT"),
        direct(bot_id="B2"),
        message(subtype="bot_message", bot_id="B2", user=None),
        message(user="USLACKBOT"),
        message(subtype="channel_join"),
        message(subtype="message_deleted", hidden=True),
        message(hidden=True),
        changed("met Acme", edited=None),
        changed("met Acme"),
        changed("met Bolt", edited=None),
        changed("met Bolt", edited={"user": "U2", "ts": LATER}),
        changed("met Bolt", bot_id="BBOT", user="UBOT"),
        changed("met Bolt", subtype="tombstone"),
        envelope(type="member_joined_channel", user="U1", channel="C1"),
        envelope(type="app_home_opened", user="U1", channel="D1", tab="messages"),
        envelope(type="user_change", user={"id": "U1", "deleted": False}),
        envelope(type="reaction_added", user="U1"),
        press(container={"message_ts": None}),
        press(actions=[{"type": "button", "url": "https://acme.example", "action_ts": LATER}]),
        {"type": "view_submission", "user": {"id": "U1"}, "view": {}},
        {"type": "block_suggestion", "user": {"id": "U1"}},
    ],
)
def test_nobodys(body: Json) -> None:
    """Bots, ourselves, previews, who comes and goes, and what is no wish."""
    assert read(event(body, ME, NOW)) is None


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"mimetype": "image/png"}, "photo"),
        ({"mimetype": "audio/mp4", "subtype": "slack_audio"}, "voice"),
        ({"mimetype": "audio/mpeg"}, "audio"),
        ({"mimetype": "video/mp4"}, "video"),
        ({"mimetype": "application/pdf"}, "document"),
        ({}, "document"),
    ],
)
def test_a_file(file: Json, kind: Any) -> None:
    """With its words, as what it is."""
    held = {"id": "F1", "name": "a.x", "size": 12, **file}
    found = incoming(direct("the offer", subtype="file_share", files=[held]))
    mime = file.get("mimetype", "")
    assert found.content == File(kind, "F1", "a.x", mime, 12, "the offer", "")


def test_several_files_of_one_post() -> None:
    """Each is a raw event of its own; the words stand with the first, and the post joins them."""
    body = direct("two", subtype="file_share", files=[{"id": "F1"}, {"id": "F2"}])
    assert files(body) == 2
    raws = [event(body, ME, NOW, number) for number in range(2)]
    assert [(raw.key, raw.message_key) for raw in raws] == [
        ("Ev1", f"D1:{TS}"),
        ("Ev1:1", f"D1:{TS}:1"),
    ]
    read_ones = [read(raw) for raw in raws]
    contents: list[Content | None] = [one and one.content for one in read_ones]
    assert contents == [
        File("document", "F1", caption="two", album=TS),
        File("document", "F2", caption="", album=TS),
    ]


def test_a_file_that_is_gone() -> None:
    """The words are left."""
    held = {"id": "F1", "mode": "hidden_by_limit"}
    assert incoming(direct("the offer", subtype="file_share", files=[held])).content == Text("the offer")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (envelope(type="member_joined_channel", user="UBOT", channel="C1", inviter="U1"), "added"),
        (envelope(type="member_left_channel", user="UBOT", channel="C1"), "removed"),
        (envelope(type="channel_left", channel="C1", actor_id="U1"), "removed"),
        (envelope(type="group_left", channel="C1"), "removed"),
    ],
)
def test_the_bot_comes_and_goes(body: Json, what: Any) -> None:
    """Told of the channel."""
    found = incoming(body, title="north")
    assert (found.content, found.address, found.title) == (ChatChanged(what), Address("slack", "C1"), "north")


@pytest.mark.parametrize(
    ("body", "what", "chat"),
    [
        (envelope(type="member_left_channel", user="U1", channel="C1"), "left", "C1"),
        (envelope(type="user_change", user={"id": "U1", "deleted": True}), "deactivated", ""),
    ],
)
def test_somebody_leaves(body: Json, what: Any, chat: str) -> None:
    """Told of who it is: of a channel, or of the workspace."""
    found = incoming(body)
    assert (found.content, found.person, found.address) == (ChatChanged(what), "U1", Address("slack", chat))


def test_a_press() -> None:
    """Its command, and no way of its own where all see the message."""
    found = incoming(press())
    assert (found.content, found.via) == (Pressed("undo act-5"), None)


def test_a_press_on_what_one_person_sees() -> None:
    """Answered in place, by the way that came with it."""
    found = incoming(press(container={"is_ephemeral": True}))
    until = found.said_at + timedelta(minutes=30)
    assert found.via == Via(URL, until, "U1", replaces=True)


def test_a_command_where_the_bot_may_not_be() -> None:
    """Spoken to, answered by the way that came with it for half an hour."""
    found = incoming(command("met Acme &amp; Bolt"))
    assert found.content == Text("met Acme & Bolt")
    assert found.via == Via(URL, NOW + timedelta(minutes=30), "U1")
    assert (found.private, found.title) == (False, "north")


def test_an_empty_command_asks_for_help() -> None:
    """As somebody who does not know what to say would."""
    assert incoming(command("")).content == Text("help")


@pytest.mark.parametrize(
    ("typed_in", "own", "address", "way"),
    [("D1", "D1", "D1", False), ("D7", "D1", "D1", True), ("D7", None, "D7", True)],
)
def test_a_command_between_two(typed_in: str, own: str | None, address: str, way: bool) -> None:
    """With the bot it is like a message; between others it belongs to the sender's own chat with the bot,
    and is answered where it was typed."""
    found = incoming(command(channel_id=typed_in, channel_name="directmessage"), dm=own)
    assert (found.address.chat, found.private, found.via is not None) == (address, True, way)
    assert found.title == ""


def test_who_says_it() -> None:
    """As the profile told."""
    profile = {"name": "Ann Lee", "language": "zh-CN", "timezone": "Asia/Shanghai"}
    assert incoming(direct(), profile=profile).profile == Profile("Ann Lee", "zh-CN", "Asia/Shanghai")
    assert incoming(direct()).profile == Profile()


def test_the_envelope_says_who_the_bot_is() -> None:
    """Before Slack was asked."""
    raw = event(message("<@UBOT> hi"), {}, NOW)
    assert raw.raw["me"]["user"] == "UBOT"
    found = read(raw)
    assert found is not None
    assert (found.spoken_to, found.content) == (True, Text("hi"))


@pytest.mark.parametrize(("body", "private"), [(direct(), True), (message(), False), (command(), False)])
def test_what_cannot_be_read_is_kept_if_private(body: Json, private: bool) -> None:
    """As far as can be told without reading it."""
    assert event(body, ME, NOW).private is private


def test_all_events_have_scopes() -> None:
    """Those that are read are those that are asked for."""
    assert set(EVENTS) == set(HEARD)
