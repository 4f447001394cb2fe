"""Telegram's rules for what stands in a chat, for presses, for rates, and for what is known of a bot."""

from typing import Any

import httpx
import pytest

from .raw_bot import Hand, RawBot, png, row
from .telegram import Chat, Garbage, Person, Rates, Telegram

SAME = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


@pytest.fixture
def card(bot: RawBot, chat: Chat) -> dict[str, Any]:
    """Return what names a message of the bot's with two buttons."""
    sent = bot.ok(
        "sendMessage", chat_id=chat.id, text="<b>A</b>", parse_mode="HTML", reply_markup=row("Yes", "No")
    )
    return {"chat_id": chat.id, "message_id": sent["message_id"]}


def test_an_edit_is_seen(telegram: Telegram, bot: RawBot, chat: Chat, card: dict[str, Any]) -> None:
    """The words are new, the buttons gone unless given again, and it is marked."""
    edited = bot.ok("editMessageText", text="B", **card)
    (message,) = telegram.said(chat)
    assert (message.text, message.edited, message.buttons, len(message.history)) == ("B", True, {}, 1)
    assert edited["edit_date"] >= edited["date"]


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        (
            "editMessageText",
            {"text": "<b>A</b>", "parse_mode": "HTML", "reply_markup": row("Yes", "No")},
            SAME,
        ),
        ("editMessageReplyMarkup", {"reply_markup": row("Yes", "No")}, SAME),
        ("editMessageText", {"text": ""}, "400 Bad Request: message text is empty"),
        ("editMessageText", {"text": "x" * 4097}, "400 Bad Request: message is too long"),
        (
            "editMessageCaption",
            {"caption": "x"},
            "400 Bad Request: there is no caption in the message to edit",
        ),
        ("editMessageText", {"text": "x", "message_id": 9}, "400 Bad Request: message to edit not found"),
        ("deleteMessage", {"message_id": 9}, "400 Bad Request: message to delete not found"),
    ],
)
def test_a_change_that_is_refused(
    bot: RawBot, card: dict[str, Any], method: str, params: dict[str, Any], why: str
) -> None:
    """Nothing new, nothing there, or nothing of that kind."""
    assert bot.refusal(method, **{**card, **params}) == why


def test_a_bot_edits_only_what_is_its_own(bot: RawBot, chat: Chat, ann: Person) -> None:
    """Bot API, editMessageText."""
    said = ann.says(chat, "x")
    refused = bot.refusal("editMessageText", chat_id=chat.id, message_id=said.id, text="y")
    assert refused == "400 Bad Request: message can't be edited"


def test_a_picture_is_put_in_place(telegram: Telegram, bot: RawBot, chat: Chat) -> None:
    """Its caption and the picture itself change, its text cannot."""
    sent = bot.ok("sendPhoto", {"photo": ("a.png", png())}, chat_id=chat.id, caption="A")
    where = {"chat_id": chat.id, "message_id": sent["message_id"]}
    bot.ok("editMessageCaption", caption="B", **where)
    media = {"type": "photo", "media": "attach://new", "caption": "C"}
    bot.ok("editMessageMedia", {"new": ("b.png", png(40, 30))}, media=media, **where)
    (message,) = telegram.said(chat)
    assert (message.text, message.photo) == ("C", png(40, 30))
    assert bot.refusal("editMessageText", text="x", **where).endswith(
        "there is no text in the message to edit"
    )


def test_what_is_two_days_old_is_not_deleted(
    telegram: Telegram, bot: RawBot, chat: Chat, card: dict[str, Any], clock: Hand
) -> None:
    """Bot API, deleteMessage: less than 48 hours ago."""
    later = bot.ok("sendMessage", chat_id=chat.id, text="later")
    bot.ok("deleteMessage", chat_id=chat.id, message_id=later["message_id"])
    clock.forward(hours=48)
    assert bot.refusal("deleteMessage", **card) == "400 Bad Request: message can't be deleted for everyone"
    assert len(telegram.said(chat)) == 1


def test_in_a_group_only_an_admin_deletes_what_others_said(
    telegram: Telegram, bot: RawBot, ann: Person
) -> None:
    """Bot API, deleteMessage."""
    group = telegram.group("North", [ann])
    said = ann.says(group, "x")
    where = {"chat_id": group.id, "message_id": said.id}
    assert bot.refusal("deleteMessage", **where) == "400 Bad Request: message can't be deleted"
    ann.promotes_bot(group)
    bot.ok("deleteMessage", **where)


# ---- presses


def test_a_press_comes_and_is_answered(
    telegram: Telegram, bot: RawBot, chat: Chat, ann: Person, card: dict[str, Any]
) -> None:
    """With data, chat_instance and the message; the answer is shown to who pressed."""
    query = ann.presses(telegram.said(chat)[0], "No")
    press = bot.updates()[-1]["callback_query"]
    assert (press["id"], press["data"], press["chat_instance"]) == (query, "x", chat.instance)
    assert (press["from"]["id"], press["message"]["message_id"]) == (ann.id, card["message_id"])
    bot.ok("answerCallbackQuery", callback_query_id=query, text="Done", show_alert=True)
    assert [(toast.user, toast.text, toast.alert) for toast in telegram.toasts] == [(ann, "Done", True)]


def test_a_press_is_answered_soon_or_not_at_all(
    telegram: Telegram, bot: RawBot, chat: Chat, ann: Person, card: dict[str, Any], clock: Hand
) -> None:
    """An id that is unknown or old, and a text over 200."""
    query = ann.presses(telegram.said(chat)[0], "Yes")
    assert bot.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201).startswith("400")
    old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert bot.refusal("answerCallbackQuery", callback_query_id="1") == old
    clock.forward(minutes=1)
    assert bot.refusal("answerCallbackQuery", callback_query_id=query) == old


def test_a_press_on_what_was_deleted_shows_no_message(
    telegram: Telegram, bot: RawBot, chat: Chat, ann: Person, card: dict[str, Any]
) -> None:
    """Bot API, InaccessibleMessage: its date is 0."""
    message = telegram.said(chat)[0]
    bot.ok("deleteMessage", **card)
    ann.taps(message, "x")
    assert bot.updates()[-1]["callback_query"]["message"]["date"] == 0


# ---- rates


def test_sending_too_fast_is_refused_for_a_while() -> None:
    """429 with the seconds to wait, in one chat and over all of them."""
    with Telegram(limits=Rates(burst=2, overall=3)) as telegram, RawBot(telegram) as bot:
        chats = [telegram.private(telegram.person(name)) for name in ("Ann", "Bob", "Cat")]
        for chat in (chats[0], chats[0], chats[1]):
            bot.ok("sendMessage", chat_id=chat.id, text="x")
        for chat, seconds in ((chats[0], 2), (chats[2], 1)):
            body = bot.answer("sendMessage", chat_id=chat.id, text="x").json()
            assert body["description"] == f"Too Many Requests: retry after {seconds}"
            assert (body["error_code"], body["parameters"]) == (429, {"retry_after": seconds})


def test_a_group_takes_twenty_a_minute() -> None:
    """telegram.constants.FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP."""
    with Telegram(limits=Rates(burst=100, chat=1000, overall=100)) as telegram, RawBot(telegram) as bot:
        group = telegram.group("North", [telegram.person("Ann")])
        for _ in range(20):
            bot.ok("sendMessage", chat_id=group.id, text="x")
        answer = bot.answer("sendMessage", chat_id=group.id, text="x").json()
        assert 50 <= answer["parameters"]["retry_after"] <= 60


# ---- the bot itself


def test_a_wrong_token_and_a_wrong_method(telegram: Telegram, bot: RawBot) -> None:
    """401 for a token nobody has, 404 for one that is none and for an unknown method."""
    assert httpx.get(f"{telegram.base_url}123:abc/getMe").json() == {
        "ok": False,
        "error_code": 401,
        "description": "Unauthorized",
    }
    assert httpx.get(f"{telegram.base_url}nonsense/getMe").status_code == 404
    assert bot.refusal("getNothing") == "404 Not Found"


def test_parameters_come_in_four_ways(telegram: Telegram, bot: RawBot, chat: Chat) -> None:
    """Bot API, Making requests: query, form, multipart, JSON; method names in any case."""
    client, words = bot.client, {"chat_id": str(chat.id), "text": "x"}
    for answer in (
        client.get("sendmessage", params=words),
        client.post("SENDMESSAGE", data=words),
        client.post("sendMessage", data=words, files={"unused": ("a.txt", b"x")}),
        client.post("sendMessage", json={"chat_id": chat.id, "text": "x", "reply_markup": row("y")}),
    ):
        assert answer.json()["ok"], answer.text
    assert len(telegram.said(chat)) == 4
    assert telegram.said(chat)[-1].buttons == {"y": "x"}


COMMANDS = [
    ([{"command": "log", "description": "Log a visit"}], None),
    ([{"command": "Log", "description": "x"}], "BOT_COMMAND_INVALID"),
    ([{"command": "l" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
    ([{"command": "log", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    ([{"command": "log", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    ([{"command": f"c{number}", "description": "x"} for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
]


@pytest.mark.parametrize(("commands", "why"), COMMANDS)
def test_commands_are_checked(bot: RawBot, commands: list[dict[str, str]], why: str | None) -> None:
    """Bot API, BotCommand."""
    if why is None:
        bot.ok("setMyCommands", commands=commands)
        assert bot.ok("getMyCommands") == commands
    else:
        assert bot.refusal("setMyCommands", commands=commands) == f"400 Bad Request: {why}"


def test_commands_are_kept_by_scope_and_language(bot: RawBot, chat: Chat) -> None:
    """Bot API, setMyCommands."""
    given = {"commands": [{"command": "log", "description": "拜访"}], "language_code": "zh"}
    scope = {"type": "chat", "chat_id": chat.id}
    bot.ok("setMyCommands", scope=scope, **given)
    assert bot.ok("getMyCommands", scope=scope, language_code="zh") == given["commands"]
    assert bot.ok("getMyCommands", scope=scope) == bot.ok("getMyCommands") == []
    bot.ok("deleteMyCommands", scope=scope, language_code="zh")
    assert bot.ok("getMyCommands", scope=scope, language_code="zh") == []
    assert bot.refusal("setMyCommands", scope={"type": "chat", "chat_id": 9}, **given).endswith(
        "chat not found"
    )


def test_who_is_in_a_group(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """getChat, getChatMember and getChatMemberCount, until the bot leaves."""
    bob = telegram.person("Bob")
    group = telegram.group("North", [ann, bob])
    where = {"chat_id": group.id}
    assert bot.ok("getChat", **where)["title"] == "North"
    assert bot.ok("getChatMemberCount", **where) == 3
    bob.leaves(group)
    statuses = [
        bot.ok("getChatMember", user_id=user.id, **where)["status"] for user in (ann, bob, telegram.bot)
    ]
    assert statuses == ["creator", "left", "member"]
    bot.ok("leaveChat", **where)
    assert bot.refusal("getChat", **where) == "403 Forbidden: bot is not a member of the supergroup chat"


def test_typing_is_seen(telegram: Telegram, bot: RawBot, chat: Chat) -> None:
    """sendChatAction, with an action there is."""
    bot.ok("sendChatAction", chat_id=chat.id, action="typing")
    assert telegram.typing == [(chat, "typing")]
    assert bot.refusal("sendChatAction", chat_id=chat.id, action="dancing").endswith(
        "wrong parameter action in request"
    )


def test_calls_are_written_down(telegram: Telegram, bot: RawBot, chat: Chat, clock: Hand) -> None:
    """What was called, with what, when, and what came of it."""
    telegram.faults.add("sendMessage", Garbage(when=lambda params: params["chat_id"] == chat.id))
    bot.answer("sendMessage", chat_id=chat.id, text="1")
    bot.ok("sendMessage", chat_id=chat.id, text="1")
    bot.answer("sendMessage", chat_id=9, text="1")
    calls = telegram.calls_of("sendMessage")
    assert [call.outcome for call in calls] == ["Garbage", "ok", "400 Bad Request: chat not found"]
    assert calls[1].params == {"chat_id": chat.id, "text": "1"}
    assert calls[1].at == clock()
