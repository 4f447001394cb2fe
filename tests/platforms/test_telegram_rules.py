"""What Telegram refuses and what it does with what it takes: the rules of sending, editing and asking."""

from typing import Any

import httpx
import pytest

from .raw_bot import Hand, RawBot, png, row
from .telegram import Chat, Person, Telegram

# ---- texts

TEXTS = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n"}, "text must be non-empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "👋" * 2049}, "message is too long"),
    ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    ({"text": "x", "reply_markup": row("")}, "inline keyboard button text must be non-empty"),
    ({"text": "x", "reply_markup": row("y", data="d" * 65)}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": row("y", data="好" * 22)}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": row(*"abcdefghi")}, "reply markup is too long"),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": row("y")["inline_keyboard"] * 101}},
        "reply markup is too long",
    ),
    (
        {"text": "x", "reply_markup": row("y", data="")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "x", "message_thread_id": 99}, "message thread not found"),
]


@pytest.mark.parametrize(("params", "why"), TEXTS, ids=[why[:40] for _, why in TEXTS])
def test_a_text_that_is_refused(bot: RawBot, chat: Chat, params: dict[str, Any], why: str) -> None:
    """Nothing is sent, and the description says why."""
    assert bot.refusal("sendMessage", chat_id=chat.id, **params) == f"400 Bad Request: {why}"
    assert not bot.telegram.said(chat)


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": row("y", data="好" * 21)},
        {"text": "x", "reply_markup": row(*"abcdefgh")},
        {"text": "x", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
        {"text": "x", "link_preview_options": {"is_disabled": True}, "disable_notification": True},
    ],
    ids=["longest", "longest after parsing", "data of 63 bytes", "row of 8", "reply without", "no preview"],
)
def test_a_text_that_is_sent(bot: RawBot, chat: Chat, params: dict[str, Any]) -> None:
    """It stands in the chat."""
    sent = bot.ok("sendMessage", chat_id=chat.id, **params)
    assert [message.id for message in bot.telegram.said(chat)] == [sent["message_id"]]


HTML = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("好<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
    ("<b>x", "Can't find end tag corresponding to start tag b"),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("x <b", "Unclosed start tag at byte offset 2"),
    ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("a & b", 'Character "&" must be replaced with an entity at byte offset 2'),
    ("&nbsp;", 'Character "&" must be replaced with an entity at byte offset 0'),
    ("a > b", 'Character ">" must be replaced with an entity at byte offset 2'),
]


@pytest.mark.parametrize(("html", "why"), HTML)
def test_markup_that_is_refused(bot: RawBot, chat: Chat, html: str, why: str) -> None:
    """Other tags than Telegram's, tags that do not match, and signs that are not replaced."""
    refused = bot.refusal("sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert refused == f"400 Bad Request: can't parse entities: {why}"


MARKED = [
    ("<b>bold</b> <strong>x</strong>", "bold", ["bold", "x"]),
    ("<i>a</i><em>b</em>", "italic", ["a", "b"]),
    ("<u>a</u><ins>b</ins>", "underline", ["a", "b"]),
    ("<s>a</s><strike>b</strike><del>c</del>", "strikethrough", ["a", "b", "c"]),
    ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "spoiler", ["a", "b"]),
    ("👋 <code>&lt;好&gt; &amp; &#33;</code>", "code", ["<好> & !"]),
    ('<pre><code class="language-python">x</code></pre>', "pre", ["x"]),
    ("<blockquote expandable>x</blockquote>", "expandable_blockquote", ["x"]),
    ('<a href="https://acme.example/?a=1&amp;b">Acme</a>', "text_link", ["Acme"]),
    ('<a href="tg://user?id=5">Bob</a>', "text_mention", []),
    ('<a href="tg://user?id=110201543">me</a>', "text_mention", ["me"]),
    ('<a href="nonsense">Acme</a>', "text_link", []),
    ("ask @bob_fox, see acme.com", "mention", ["@bob_fox"]),
    ("ask @bob_fox, see acme.com", "url", ["acme.com"]),
    ("ask @\u2060bob_fox", "mention", []),
    ("<code>@bob_fox</code>", "mention", []),
]


@pytest.mark.parametrize(("html", "kind", "words"), MARKED)
def test_markup_becomes_entities(bot: RawBot, chat: Chat, html: str, kind: str, words: list[str]) -> None:
    """As written, and what is found in the words without being asked."""
    bot.ok("sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert bot.telegram.said(chat)[0].marked(kind) == words


def test_entities_beyond_a_hundred_are_dropped(bot: RawBot, chat: Chat) -> None:
    """The words stay."""
    sent = bot.ok("sendMessage", chat_id=chat.id, text="<b>x</b>y" * 101, parse_mode="HTML")
    assert (len(sent["entities"]), len(sent["text"])) == (100, 202)


# ---- where to


def test_whom_the_bot_does_not_reach(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """Each with its own refusal."""
    stranger, blocker, gone = (telegram.person(name) for name in ("Stranger", "Blocker", "Gone"))
    assert stranger.chat.private
    telegram.private(blocker)
    telegram.private(gone)
    blocker.blocks()
    gone.gone = True
    kicked, left = telegram.group("Kicked", [ann]), telegram.group("Left", [ann], supergroup=False)
    ann.removes_bot(kicked)
    bot.ok("leaveChat", chat_id=left.id)
    refusals = {
        999: "400 Bad Request: chat not found",
        stranger.id: "403 Forbidden: bot can't initiate conversation with a user",
        blocker.id: "403 Forbidden: bot was blocked by the user",
        gone.id: "403 Forbidden: user is deactivated",
        kicked.id: "403 Forbidden: bot was kicked from the supergroup chat",
        left.id: "403 Forbidden: bot is not a member of the group chat",
        "": "400 Bad Request: chat_id is empty",
        "@nobody": "400 Bad Request: chat not found",
    }
    assert {to: bot.refusal("sendMessage", chat_id=to, text="x") for to in refusals} == refusals


def test_a_group_that_was_upgraded_names_its_new_id(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """Bot API, ResponseParameters; both chats tell of it."""
    old = telegram.group("North", [ann], supergroup=False)
    bot.drain()
    new = telegram.upgrade(old)
    answer = bot.answer("sendMessage", chat_id=old.id, text="x").json()
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    first, second = (update["message"] for update in bot.updates())
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (old.id, new.id)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (new.id, old.id)
    bot.ok("sendMessage", chat_id=new.id, text="x")


def test_topics_are_for_forums(telegram: Telegram, bot: RawBot, ann: Person) -> None:
    """A message goes into a topic that is there, as a reply to the line that opened it."""
    forum, plain = telegram.group("Forum", [ann], forum=True), telegram.group("Plain", [ann])
    topic = telegram.topic(forum, "Acme", ann)
    sent = bot.ok("sendMessage", chat_id=forum.id, message_thread_id=topic, text="x")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    assert sent["reply_to_message"]["message_id"] == topic
    refused = bot.refusal("sendMessage", chat_id=plain.id, message_thread_id=topic, text="x")
    assert refused == "400 Bad Request: message thread not found"


# ---- files

FILES = [
    ("sendPhoto", "photo", b"no picture", "400 Bad Request: IMAGE_PROCESS_FAILED"),
    ("sendPhoto", "photo", png(9000, 1001), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", "photo", png(2100, 100), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", "photo", png() + bytes(10 * 2**20), "400 Bad Request: file is too big"),
    ("sendDocument", "document", b"", "400 Bad Request: file must be non-empty"),
    ("sendDocument", "document", bytes(50 * 2**20 + 1), "413 Request Entity Too Large"),
]


@pytest.mark.parametrize(("method", "name", "data", "why"), FILES, ids=[why for *_, why in FILES])
def test_a_file_that_is_refused(
    bot: RawBot, chat: Chat, method: str, name: str, data: bytes, why: str
) -> None:
    """By size, kind and sides."""
    assert bot.refusal(method, {name: ("x.png", data)}, chat_id=chat.id) == why


def test_a_file_is_sent_and_fetched(telegram: Telegram, bot: RawBot, chat: Chat, clock: Hand) -> None:
    """Through attach:// or by its id again; its link lives an hour."""
    files = {"f": ("报价.pdf", b"%PDF")}
    sent = bot.ok(
        "sendDocument", files, chat_id=chat.id, document="attach://f", caption="<b>Q</b>", parse_mode="HTML"
    )
    document = telegram.said(chat)[0].document
    assert document is not None
    assert (document.name, document.data, telegram.said(chat)[0].marked("bold")) == (
        "报价.pdf",
        b"%PDF",
        ["Q"],
    )
    bot.ok("sendDocument", chat_id=chat.id, document=sent["document"]["file_id"])
    path = bot.ok("getFile", file_id=sent["document"]["file_id"])["file_path"]
    address = f"{telegram.base_file_url}{telegram.token}/{path}"
    assert httpx.get(address).content == b"%PDF"
    clock.forward(hours=2)
    assert httpx.get(address).status_code == 404


def test_a_bot_fetches_no_more_than_20_mb(bot: RawBot, chat: Chat, ann: Person) -> None:
    """Bot API, getFile."""
    message = ann.sends_document(chat, "big.zip", b"PK", size=20 * 2**20 + 1)
    assert (
        bot.refusal("getFile", file_id=message.content["document"]["file_id"])
        == "400 Bad Request: file is too big"
    )


def test_a_caption_is_at_most_1024(bot: RawBot, chat: Chat) -> None:
    """Bot API, sendPhoto."""
    for length, why in ((1024, ""), (1025, "400 Bad Request: message caption is too long")):
        answer = bot.answer("sendPhoto", {"photo": ("x.png", png())}, chat_id=chat.id, caption="x" * length)
        assert answer.json().get("description", "") == why.removeprefix("400 ")
