"""What people do in Telegram, and what of it a bot gets to see."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from .raw_bot import RawBot, png, row
from .telegram import Chat, Message, Person, Telegram


@pytest.fixture
def bob(telegram: Telegram) -> Person:
    """Return somebody else."""
    return telegram.person("Bob", username="bob_fox", language_code="zh-hans")


@pytest.fixture
def group(telegram: Telegram, bot: RawBot, ann: Person, bob: Person) -> Chat:
    """Return a group of both with the bot, which has heard of it."""
    group = telegram.group("North", [ann, bob])
    bot.drain()
    return group


def last(bot: RawBot) -> dict[str, Any]:
    """Return the last message that came."""
    message: dict[str, Any] = bot.updates()[-1]["message"]
    return message


# ---- privacy

Says = Callable[[Person, Chat, Message], object]
HEARD: dict[str, Says] = {
    "a command": lambda bob, group, card: bob.says(group, "/log visited Acme"),
    "a command to it": lambda bob, group, card: bob.says(group, "/log@acme_sales_bot visited Acme"),
    "a mention": lambda bob, group, card: bob.says(group, "visited Acme", mention=True),
    "a mention within": lambda bob, group, card: bob.says(group, "hey @Acme_Sales_Bot, visited Acme"),
    "a reply to it": lambda bob, group, card: bob.says(group, "the second", reply_to=card),
    "a picture as a reply": lambda bob, group, card: bob.sends_photo(group, png(), reply_to=card),
    "somebody leaving": lambda bob, group, card: bob.leaves(group),
    "an anonymous admin's command": lambda bob, group, card: bob.says(group, "/log", anonymous=True),
}
NOT_HEARD: dict[str, Says] = {
    "talk": lambda bob, group, card: bob.says(group, "lunch?"),
    "another bot's command": lambda bob, group, card: bob.says(group, "/log@other_bot"),
    "a command within": lambda bob, group, card: bob.says(group, "try /log"),
    "another's mention": lambda bob, group, card: bob.says(group, "@bob_fox lunch?"),
    "a picture": lambda bob, group, card: bob.sends_photo(group, png(), "lunch"),
    "an edit of talk": lambda bob, group, card: bob.edits(bob.says(group, "lunch?"), "dinner?"),
}


@pytest.mark.parametrize("kind", [*HEARD, *NOT_HEARD])
def test_in_a_group_a_bot_hears_what_is_for_it(bot: RawBot, bob: Person, group: Chat, kind: str) -> None:
    """core.telegram.org/bots/features#privacy-mode."""
    sent = bot.ok("sendMessage", chat_id=group.id, text="which?")
    (HEARD | NOT_HEARD)[kind](bob, group, group.messages[sent["message_id"]])
    assert len(bot.updates()) == (kind in HEARD)


def test_an_admin_or_a_bot_without_privacy_hears_all(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """But no other bots."""
    robot = telegram.person("Robot", is_bot=True)
    for group in (
        telegram.group("Open", [ann, robot], privacy=False),
        telegram.group("Admin", [ann, robot], bot="administrator"),
    ):
        bot.drain()
        ann.says(group, "lunch?")
        robot.says(group, "/lunch")
        assert last(bot)["text"] == "lunch?"


def test_a_bot_is_told_when_it_is_added_and_removed(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """Bot API, Update: my_chat_member."""
    group = telegram.group("North", [ann])
    ann.removes_bot(group)
    changes = [update["my_chat_member"] for update in bot.updates() if "my_chat_member" in update]
    statuses = [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in changes]
    assert statuses == [("left", "member"), ("member", "kicked")]
    bot.drain()
    ann.says(group, "/log")
    assert bot.updates() == []


def test_an_admin_that_asks_is_told_who_comes_and_goes(telegram: Telegram, bot: RawBot, bob: Person) -> None:
    """Bot API, Update: chat_member must be in allowed_updates."""
    ann = telegram.person("Ann")
    group = telegram.group("North", [ann], bot="administrator")
    bot.drain()
    bob.joins(group)
    assert bot.kinds(allowed_updates=["message", "chat_member"]) == ["message"]
    bob.leaves(group)
    assert bot.kinds() == ["message", "message", "chat_member"]


def test_a_block_is_told_and_ends_when_taken_back(bot: RawBot, ann: Person, chat: Chat) -> None:
    """The chat is the private one."""
    bot.drain()
    ann.blocks()
    ann.unblocks()
    ann.says(chat, "back again")
    assert bot.kinds() == ["my_chat_member", "my_chat_member", "message"]
    bot.ok("sendMessage", chat_id=chat.id, text="welcome")


# ---- what messages hold


def test_a_person_is_as_they_said(bot: RawBot, bob: Person, telegram: Telegram) -> None:
    """Ids need more than 32 bits."""
    bob.starts("join_abc")
    message = last(bot)
    assert message["from"] == {
        "id": bob.id,
        "is_bot": False,
        "first_name": "Bob",
        "username": "bob_fox",
        "language_code": "zh-hans",
    }
    assert bob.id > 2**32
    assert message["text"] == "/start join_abc"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


def test_offsets_count_utf16_units(bot: RawBot, ann: Person, chat: Chat) -> None:
    """Bot API, MessageEntity."""
    ann.says(chat, "👋好 @bob_fox")
    assert last(bot)["entities"] == [{"type": "mention", "offset": 4, "length": 8}]


def test_a_reply_holds_what_it_replies_to(telegram: Telegram, bot: RawBot, bob: Person, group: Chat) -> None:
    """One level deep; in a supergroup it names a thread too, though there are no topics."""
    sent = bot.ok("sendMessage", chat_id=group.id, text="which?")
    answer = bob.says(group, "the second", reply_to=telegram.said(group)[0])
    bob.says(group, "/no", reply_to=answer)
    first, second = (update["message"] for update in bot.updates())
    assert first["reply_to_message"]["text"] == "which?"
    assert first["message_thread_id"] == second["message_thread_id"] == sent["message_id"]
    assert "reply_to_message" not in second["reply_to_message"]
    assert "is_topic_message" not in first


def test_in_a_topic_all_is_a_reply_to_its_first_line(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """As in real forums, where it means nothing."""
    forum = telegram.group("Forum", [ann], forum=True)
    topic = telegram.topic(forum, "Acme", ann)
    ann.says(forum, "/log", thread=topic)
    message = last(bot)
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
    assert "forum_topic_created" in message["reply_to_message"]


def test_an_edit_comes_as_one(bot: RawBot, ann: Person, chat: Chat) -> None:
    """With the same message_id and an edit_date."""
    said = ann.says(chat, "met Acne")
    ann.edits(said, "met Acme")
    edited = bot.updates()[-1]["edited_message"]
    assert (edited["message_id"], edited["text"], edited["edit_date"]) == (
        said.id,
        "met Acme",
        edited["date"],
    )


def test_an_album_is_a_message_each(bot: RawBot, ann: Person, chat: Chat) -> None:
    """With one media_group_id, the caption at the first, and several sizes, the largest last."""
    bot.drain()
    ann.sends_album(chat, [png(), png(40, 30)], "met Acme")
    first, second = (update["message"] for update in bot.updates())
    assert first["media_group_id"] == second["media_group_id"]
    assert (first.get("caption"), second.get("caption")) == ("met Acme", None)
    assert [size["width"] for size in first["photo"]] == [90, 300, 300]


THINGS: dict[str, Callable[[Person, Chat], object]] = {
    "document": lambda ann, chat: ann.sends_document(chat, "quote.pdf", b"%PDF", "for Acme"),
    "voice": lambda ann, chat: ann.sends_voice(chat, b"OggS"),
    "location": lambda ann, chat: ann.sends_location(chat, 31.23, 121.47),
    "contact": lambda ann, chat: ann.sends_contact(chat, "+8613800000000", "Wei", "Chen"),
    "forward_origin": lambda ann, chat: ann.forwards(chat, "call me", "Wei Chen"),
}


@pytest.mark.parametrize("kind", THINGS)
def test_ptb_reads_all_kinds_of_messages(bot: RawBot, ann: Person, chat: Chat, kind: str) -> None:
    """As its own classes, and finds what it is."""
    THINGS[kind](ann, chat)
    update = Update.de_json(bot.updates()[-1], None)
    assert update.message is not None
    assert getattr(update.message, kind)


def test_an_anonymous_admin_has_no_name(bot: RawBot, ann: Person, group: Chat) -> None:
    """Bot API, Message: from GroupAnonymousBot, on behalf of the group."""
    ann.says(group, "/log", anonymous=True)
    message = last(bot)
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("GroupAnonymousBot", group.id)


def test_a_channel_post_has_no_author(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """Bot API, Update: channel_post."""
    channel = telegram.channel("News", ann)
    ann.posts(channel, "hello")
    post = bot.updates()[-1]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["id"] == post["chat"]["id"] == channel.id


def test_message_ids_run_per_supergroup(telegram: Telegram, bot: RawBot, ann: Person, chat: Chat) -> None:
    """So the same number stands in two of them, and in no two private chats."""
    first, second = (telegram.group(title, [ann]) for title in ("A", "B"))
    sent = [bot.ok("sendMessage", chat_id=one.id, text="x")["message_id"] for one in (first, second)]
    assert sent[0] == sent[1]
    other = telegram.private(telegram.person("Cat"))
    assert not set(chat.messages) & set(other.messages)


def test_a_group_may_forbid_texts_or_photos(
    telegram: Telegram, bot: RawBot, ann: Person, group: Chat
) -> None:
    """Each by itself, also where one takes the place of the other; admins send what they like."""
    sent = bot.ok("sendMessage", chat_id=group.id, text="x")
    ann.forbids(group, "photos")
    photo = {"photo": ("a.png", png())}
    no_photos = "400 Bad Request: not enough rights to send photos to the chat"
    assert bot.refusal("sendPhoto", photo, chat_id=group.id) == no_photos
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": "attach://photo"}
    assert bot.refusal("editMessageMedia", photo, media=media, **where) == no_photos
    bot.ok("sendMessage", chat_id=group.id, text="y")
    ann.forbids(group, "text messages")
    no_texts = "400 Bad Request: not enough rights to send text messages to the chat"
    assert bot.refusal("sendMessage", chat_id=group.id, text="z") == no_texts
    ann.promotes_bot(group)
    bot.ok("sendMessage", chat_id=group.id, text="z")
    bot.ok("sendPhoto", photo, chat_id=group.id)


def test_in_a_closed_topic_only_admins_write(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """Also not by a reply to what stands there; the general topic is closed by itself."""
    forum = telegram.group("Forum", [ann], forum=True)
    topic = telegram.topic(forum, "Acme", ann)
    said = ann.says(forum, "x", thread=topic)
    ann.closes(forum, topic)
    to_topic = {"chat_id": forum.id, "text": "x", "message_thread_id": topic}
    answer = {"chat_id": forum.id, "text": "x", "reply_parameters": {"message_id": said.id}}
    for call in (to_topic, answer):
        assert bot.refusal("sendMessage", **call) == "400 Bad Request: TOPIC_CLOSED"
    bot.ok("sendMessage", chat_id=forum.id, text="x")
    ann.closes(forum)
    assert bot.refusal("sendMessage", chat_id=forum.id, text="x") == "400 Bad Request: TOPIC_CLOSED"
    ann.promotes_bot(forum)
    bot.ok("sendMessage", **to_topic)


def test_a_chat_can_be_looked_at(
    telegram: Telegram, bot: RawBot, chat: Chat, ann: Person, tmp_path: Path
) -> None:
    """As a page that shows what was said, with pictures, buttons and marks."""
    ann.says(chat, "拜访了 <Acme>")
    bot.ok(
        "sendPhoto", {"photo": ("a.png", png())}, chat_id=chat.id, caption="<b>Done</b>", parse_mode="HTML"
    )
    bot.ok("sendMessage", chat_id=chat.id, text="Right?", reply_markup=row("Yes", "No"))
    page = telegram.save_page(chat, tmp_path / "chat.html").read_text(encoding="utf-8")
    for part in ("拜访了 &lt;Acme&gt;", "<b>Done</b>", "data:image/png", "<span>Yes</span>", "Ann Lee"):
        assert part in page
