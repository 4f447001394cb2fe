"""The rules of Slack's Web API as the stand-in keeps them, asked with slack_sdk's own client."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from .faults import DropAfter, Flood, Status
from .slack import App, Link, Message, SlackServer

Json = dict[str, Any]
POSTED = "chat.postMessage"


class Office:
    """A workspace with a channel, one the bot is not in, a private one, one archived, and a client."""

    def __init__(self, server: SlackServer) -> None:
        """Let Ann and Bob in."""
        self.server = server
        self.ann, self.bob = server.person("ann"), server.person("bob", email="bob@example.com")
        both = [self.ann, self.bob]
        self.north = server.channel("north", both)
        self.away = server.channel("away", both, with_bot=False)
        self.secret = server.channel("secret", both, with_bot=False, private=True)
        self.old = server.channel("old", both)
        server.archives(self.old)
        self.client = client_of(server)
        self.said = self.ann.says(self.north, "good morning")

    def post(self, **args: Any) -> Message:
        """Post into the channel and return what stands there."""
        ts = self.client.chat_postMessage(channel=self.north.id, **args)["ts"]
        return next(one for one in self.server.messages(self.north) if one.ts == ts)

    def error(self, method: str, **args: Any) -> str:
        """Return how a call is refused, or `ok`."""
        try:
            self.client.api_call(method, json=args)
        except SlackApiError as refused:
            return str(refused.response["error"])
        return "ok"


def client_of(server: SlackServer, token: str = "", **more: Any) -> WebClient:
    """Return a client that never tries again by itself."""
    return WebClient(token or server.app.bot_token, base_url=server.api, retry_handlers=[], **more)


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a running workspace in which retries come at once and events go nowhere."""
    with SlackServer(app=App(events=frozenset()), pace=0.001) as server:
        yield server


@pytest.fixture
def office(server: SlackServer) -> Office:
    """Return the workspace with people in it."""
    return Office(server)


def plain(text: str) -> Json:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    """Return a section with formatted text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str = "Done", **more: Any) -> Json:
    """Return a button."""
    return {"type": "button", "text": plain(text), "action_id": "act", **more}


def actions(*elements: Json) -> Json:
    """Return a row of elements."""
    return {"type": "actions", "elements": list(elements)}


# ---- who may call what


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("xoxb-stand-in-bot-token", "auth.test", None),
        ("xoxb-stand-in-bot-token", "chat.postMassage", "unknown_method"),
        ("xoxb-stand-in-bot-token", "apps.connections.open", "not_allowed_token_type"),
        ("xapp-stand-in-app-token", "apps.connections.open", None),
        ("xapp-stand-in-app-token", "users.list", "not_allowed_token_type"),
    ],
)
def test_a_token_is_for_its_methods(server: SlackServer, token: str, method: str, error: str | None) -> None:
    """In the header or in the form, the answer is 200 with `ok` false."""
    in_header = httpx.post(server.api + method, headers={"Authorization": f"Bearer {token}"} if token else {})
    in_form = httpx.post(server.api + method, data={"token": token})
    for answer in (in_header, in_form):
        assert (answer.status_code, answer.json()["ok"], answer.json().get("error")) == (
            200,
            error is None,
            error,
        )


@pytest.mark.parametrize(
    ("lost", "method", "args"),
    [
        ("chat:write", POSTED, {"channel": "north", "text": "hi"}),
        ("users:read", "users.list", {}),
        ("reactions:write", "reactions.add", {"channel": "C", "timestamp": "1", "name": "eyes"}),
        ("files:write", "files.getUploadURLExternal", {"filename": "a.txt", "length": 1}),
        ("files:read", "files.info", {"file": "F1"}),
        ("im:write", "conversations.open", {"users": "U1"}),
    ],
)
def test_a_scope_that_is_missing_is_named(office: Office, lost: str, method: str, args: Json) -> None:
    """With what is needed and what is provided."""
    office.server.app.scopes -= {lost}
    with pytest.raises(SlackApiError) as refused:
        office.client.api_call(method, json=args)
    answer = refused.value.response
    assert answer["error"] == "missing_scope"
    assert lost in answer["needed"].split(",")
    assert lost not in answer["provided"].split(",")
    assert lost not in answer.headers["x-oauth-scopes"].split(",")


def test_reading_needs_the_scope_of_the_kind_of_conversation(office: Office) -> None:
    """channels:history is not good for direct messages."""
    office.server.app.scopes -= {"im:history"}
    assert office.error("conversations.history", channel=office.north.id) == "ok"
    assert office.error("conversations.history", channel=office.ann.dm.id) == "missing_scope"


# ---- where one can post, and what

WHERE: list[tuple[str, Callable[[Office], str], str]] = [
    ("its channel", lambda office: office.north.id, "ok"),
    ("its channel by name", lambda _office: "#north", "ok"),
    ("a person", lambda office: office.ann.id, "ok"),
    ("a channel it is not in", lambda office: office.away.id, "not_in_channel"),
    ("a private one it is not in", lambda office: office.secret.id, "channel_not_found"),
    ("nowhere", lambda _office: "C404", "channel_not_found"),
    ("nothing", lambda _office: "", "channel_not_found"),
    ("an archived one", lambda office: office.old.id, "is_archived"),
]


@pytest.mark.parametrize(("name", "channel", "error"), WHERE, ids=[name for name, *_ in WHERE])
def test_where_the_bot_can_post(
    office: Office, name: str, channel: Callable[[Office], str], error: str
) -> None:
    """The bot must be in it, and see it."""
    assert office.error(POSTED, channel=channel(office), text=name) == error


def test_posting_to_a_person_opens_the_direct_messages(office: Office) -> None:
    """The answer names the conversation; a deactivated person's still takes messages."""
    answer = office.client.chat_postMessage(channel=office.bob.id, text="hi")
    assert (
        answer["channel"]
        == office.bob.dm.id
        == office.client.conversations_open(users=office.bob.id)["channel"]["id"]
    )
    office.bob.is_deactivated()
    assert office.error(POSTED, channel=office.bob.id, text="hi") == "ok"
    assert office.error("conversations.open", users=office.bob.id) == "user_disabled"


CONTENT: list[tuple[str, Json, str]] = [
    ("no text", {}, "no_text"),
    ("blank text", {"text": "  \n"}, "no_text"),
    ("50 blocks", {"blocks": [{"type": "divider"}] * 50}, "ok"),
    ("51 blocks", {"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
    ("section of 3000", {"blocks": [marked("x" * 3000)]}, "ok"),
    ("section of 3001", {"blocks": [marked("x" * 3001)]}, "invalid_blocks"),
    ("empty section", {"blocks": [marked("")]}, "invalid_blocks"),
    ("section of nothing", {"blocks": [{"type": "section"}]}, "invalid_blocks"),
    ("header of 150", {"blocks": [{"type": "header", "text": plain("x" * 150)}]}, "ok"),
    ("header of 151", {"blocks": [{"type": "header", "text": plain("x" * 151)}]}, "invalid_blocks"),
    ("formatted header", {"blocks": [marked("x") | {"type": "header"}]}, "invalid_blocks"),
    ("10 fields", {"blocks": [{"type": "section", "fields": [plain("x")] * 10}]}, "ok"),
    ("11 fields", {"blocks": [{"type": "section", "fields": [plain("x")] * 11}]}, "invalid_blocks"),
    ("button of 75", {"blocks": [actions(button("x" * 75))]}, "ok"),
    ("button of 76", {"blocks": [actions(button("x" * 76))]}, "invalid_blocks"),
    ("value of 2000", {"blocks": [actions(button(value="x" * 2000))]}, "ok"),
    ("value of 2001", {"blocks": [actions(button(value="x" * 2001))]}, "invalid_blocks"),
    ("action_id of 256", {"blocks": [actions(button() | {"action_id": "x" * 256})]}, "invalid_blocks"),
    (
        "formatted button",
        {"blocks": [actions(button() | marked("x") | {"type": "button"})]},
        "invalid_blocks",
    ),
    ("a style unknown", {"blocks": [actions(button(style="blue"))]}, "invalid_blocks"),
    ("a field unknown", {"blocks": [actions(button(colour="blue"))]}, "invalid_blocks"),
    ("one action_id twice", {"blocks": [actions(button("a"), button("b"))]}, "invalid_blocks"),
    ("one block_id twice", {"blocks": [{"type": "divider", "block_id": "a"}] * 2}, "invalid_blocks"),
    ("no elements", {"blocks": [actions()]}, "invalid_blocks"),
    ("25 elements", {"blocks": [actions(*(button(action_id=str(n)) for n in range(25)))]}, "ok"),
    ("26 elements", {"blocks": [actions(*(button(action_id=str(n)) for n in range(26)))]}, "invalid_blocks"),
    ("10 in context", {"blocks": [{"type": "context", "elements": [plain("x")] * 10}]}, "ok"),
    ("11 in context", {"blocks": [{"type": "context", "elements": [plain("x")] * 11}]}, "invalid_blocks"),
    ("a block unknown", {"blocks": [{"type": "carpet"}]}, "invalid_blocks"),
    ("an element unknown", {"blocks": [actions({"type": "lever", "action_id": "a"})]}, "invalid_blocks"),
    ("no list of blocks", {"blocks": {"type": "divider"}}, "invalid_blocks_format"),
    ("13,000 together", {"blocks": [marked("x" * 2500)] * 5}, "ok"),
    ("14,000 together", {"blocks": [marked("x" * 2800)] * 5}, "msg_blocks_too_long"),
    ("metadata", {"text": "x", "metadata": {"event_type": "a", "event_payload": {}}}, "ok"),
    ("half metadata", {"text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
    ("a thread unknown", {"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
]


@pytest.mark.parametrize(("args", "error"), [row[1:] for row in CONTENT], ids=[name for name, *_ in CONTENT])
def test_what_a_message_can_be(office: Office, args: Json, error: str) -> None:
    """Limits of docs.slack.dev/reference/block-kit and of chat.postMessage."""
    assert office.error(POSTED, channel=office.north.id, **args) == error


def test_the_same_in_a_form(office: Office) -> None:
    """Structures are JSON inside of a form."""
    form = {"channel": office.north.id, "blocks": json.dumps([marked("*hi*")]), "text": "hi"}
    headers = {"Authorization": f"Bearer {office.server.app.bot_token}"}
    assert httpx.post(office.server.api + POSTED, data=form, headers=headers).json()["ok"]
    assert office.server.answers(office.north)[0].text == "*hi*"


def test_long_text_is_cut(office: Office) -> None:
    """At 40,000 characters, without an error."""
    assert len(office.post(text="x" * 40_001).raw) == 40_000


def test_a_reply_to_a_reply_is_in_its_parents_thread(office: Office) -> None:
    """There is one level of threads; conversations.replies has the parent first."""
    reply = office.post(text="one", thread_ts=office.said.ts)
    again = office.post(text="two", thread_ts=reply.ts)
    assert reply.thread == again.thread == office.said.ts
    replies = office.client.conversations_replies(channel=office.north.id, ts=office.said.ts)["messages"]
    assert [one["text"] for one in replies] == ["good morning", "one", "two"]
    assert [
        one["text"] for one in office.client.conversations_history(channel=office.north.id)["messages"]
    ] == ["good morning"]


# ---- changing and deleting


def test_only_its_own_messages_are_changed_or_deleted(office: Office) -> None:
    """A person's stay."""
    ids = {"channel": office.north.id, "ts": office.said.ts}
    assert office.error("chat.update", **ids, text="x") == "cant_update_message"
    assert office.error("chat.delete", **ids) == "cant_delete_message"
    own = office.post(text="x")
    assert office.error("chat.delete", channel=office.north.id, ts=own.ts) == "ok"
    for method in ("chat.update", "chat.delete"):
        assert office.error(method, channel=office.north.id, ts=own.ts, text="y") == "message_not_found"


@pytest.mark.parametrize(
    ("change", "text", "edited"),
    [
        ({"text": "new"}, "new", True),
        ({"text": "new", "blocks": [marked("block")]}, "block", False),
        ({"blocks": [marked("block")]}, "block", False),
    ],
)
def test_text_alone_takes_blocks_away(office: Office, change: Json, text: str, edited: bool) -> None:
    """Blocks show no "edited" [docs.slack.dev/reference/methods/chat.update]."""
    own = office.post(text="old", blocks=[marked("old"), actions(button())])
    assert office.error("chat.update", channel=office.north.id, ts=own.ts, **change) == "ok"
    now = office.server.answers(office.north)[0]
    assert (now.text, now.labels, now.edited) == (text, [], edited)
    assert office.error("chat.update", channel=office.north.id, ts=own.ts) == "no_text"


def test_an_ephemeral_message_is_for_one_and_cannot_be_changed(office: Office) -> None:
    """It is in no history, and only for members."""
    args = {"channel": office.north.id, "text": "psst"}
    ts = office.client.chat_postEphemeral(user=office.ann.id, **args)["message_ts"]
    assert [one.text for one in office.ann.sees(office.north)] == ["good morning", "psst"]
    assert [one.text for one in office.bob.sees(office.north)] == ["good morning"]
    assert len(office.client.conversations_history(channel=office.north.id)["messages"]) == 1
    assert office.error("chat.update", channel=office.north.id, ts=ts, text="x") == "message_not_found"
    outsider = office.server.person("cleo")
    assert office.error("chat.postEphemeral", user=outsider.id, **args) == "user_not_in_channel"
    assert office.error("chat.postEphemeral", user="U404", **args) == "user_not_found"


# ---- looking


def test_metadata_comes_back_only_when_asked_for(office: Office) -> None:
    """The way to find one's own message after a lost reply."""
    office.post(text="x", metadata={"event_type": "salesbot", "event_payload": {"outbox": "7.1"}})
    seen = [
        office.client.conversations_history(channel=office.north.id, include_all_metadata=asked)["messages"][
            0
        ]
        for asked in (True, False)
    ]
    assert seen[0]["metadata"]["event_payload"] == {"outbox": "7.1"}
    assert "metadata" not in seen[1]


def test_history_is_newest_first_in_pages_between_two_times(office: Office) -> None:
    """`oldest` and `latest` are left out themselves unless `inclusive`."""
    posts = [office.post(text=str(number)) for number in range(5)]

    def texts(**args: Any) -> list[str]:
        answer = office.client.conversations_history(channel=office.north.id, **args)
        return [one["text"] for one in answer["messages"]]

    assert texts() == ["4", "3", "2", "1", "0", "good morning"]
    assert texts(oldest=posts[1].ts, latest=posts[3].ts) == ["2"]
    assert texts(oldest=posts[1].ts, latest=posts[3].ts, inclusive=True) == ["3", "2", "1"]
    first = office.client.conversations_history(channel=office.north.id, limit=4)
    assert first["has_more"]
    assert texts(limit=4, cursor=first["response_metadata"]["next_cursor"]) == ["0", "good morning"]


def test_only_members_read(office: Office) -> None:
    """A public channel can be looked up, not read; a private one is not there at all."""
    assert office.error("conversations.info", channel=office.away.id) == "ok"
    assert office.error("conversations.history", channel=office.away.id) == "not_in_channel"
    assert office.error("conversations.info", channel=office.secret.id) == "channel_not_found"
    listed = office.client.conversations_list(types="public_channel,private_channel,im")["channels"]
    assert {one.get("name") for one in listed} == {"north", "away", "old"}


def test_people_are_told_with_locale_and_address_as_asked_and_granted(office: Office) -> None:
    """The locale with `include_locale`, the address with users:read.email."""
    bob = office.client.users_info(user=office.bob.id, include_locale=True)["user"]
    assert (bob["locale"], bob["profile"]["email"], bob["deleted"]) == ("en-US", "bob@example.com", False)
    office.server.app.scopes -= {"users:read.email"}
    bob = office.client.users_info(user=office.bob.id)["user"]
    assert "locale" not in bob
    assert "email" not in bob["profile"]
    office.bob.is_deactivated()
    assert [one["id"] for one in office.client.users_list()["members"] if one["deleted"]] == [office.bob.id]
    assert office.error("users.info", user="U404") == "user_not_found"


def test_a_reaction_is_given_once(office: Office) -> None:
    """Twice is already_reacted."""
    args = {"channel": office.north.id, "timestamp": office.said.ts, "name": "eyes"}
    assert [office.error("reactions.add", **args) for _ in range(2)] == ["ok", "already_reacted"]
    assert office.server.messages(office.north)[0].reactions == {"eyes": [office.server.app.user]}
    assert office.error("reactions.add", **args | {"timestamp": "1.0"}) == "message_not_found"
    assert office.error("reactions.add", **args | {"name": "no such thing!"}) == "invalid_name"


# ---- files


def test_a_file_in_three_steps(office: Office) -> None:
    """Where to send it, its bytes, where it belongs; files_upload_v2 does all three."""
    office.client.files_upload_v2(
        channel=office.north.id,
        thread_ts=office.said.ts,
        content=b"%PDF",
        filename="quote.pdf",
        title="The quote",
        initial_comment="Here it is",
    )
    shared = office.server.answers(office.north)[0]
    assert (shared.text, shared.thread) == ("Here it is", office.said.ts)
    assert [(one.name, one.title, one.content) for one in shared.files] == [
        ("quote.pdf", "The quote", b"%PDF")
    ]
    told = office.client.files_info(file=shared.files[0].id)["file"]
    assert told["shares"]["public"][office.north.id][0]["ts"] == shared.ts


def test_an_upload_is_as_long_as_was_said_and_completed_once(office: Office) -> None:
    """Anything else is not found."""
    given = office.client.files_getUploadURLExternal(filename="a.txt", length=3)
    listed = [{"id": given["file_id"]}]
    assert office.error("files.completeUploadExternal", files=listed) == "file_not_found"
    assert httpx.post(given["upload_url"], content=b"four").status_code == 400
    assert httpx.post(given["upload_url"], content=b"abc").text == "OK - 3"
    away = office.away.id
    assert office.error("files.completeUploadExternal", files=listed, channel_id=away) == "invalid_channel"
    assert office.error("files.completeUploadExternal", files=listed) == "ok"
    assert office.error("files.completeUploadExternal", files=listed) == "file_not_found"


def test_blocks_beside_a_comment_are_ignored(office: Office) -> None:
    """[docs.slack.dev/reference/methods/files.completeUploadExternal]."""
    for comment, text in (("", "blocks"), ("comment", "comment")):
        given = office.client.files_getUploadURLExternal(filename="a.txt", length=1)
        httpx.post(given["upload_url"], content=b"a")
        office.client.api_call(
            "files.completeUploadExternal",
            json={
                "files": [{"id": given["file_id"]}],
                "channel_id": office.north.id,
                "initial_comment": comment,
                "blocks": [marked("blocks")],
            },
        )
        assert office.server.answers(office.north)[-1].text == text


def test_a_download_without_the_token_is_a_login_page(office: Office) -> None:
    """With status 200, as the real one."""
    sent = office.ann.uploads(office.north, "card.jpg", b"\xff\xd8")
    url = office.client.files_info(file=sent.files[0].id)["file"]["url_private_download"]
    assert (
        httpx.get(url, headers={"Authorization": f"Bearer {office.server.app.bot_token}"}).content
        == b"\xff\xd8"
    )
    stranger = httpx.get(url)
    assert (stranger.status_code, stranger.headers["content-type"].partition(";")[0]) == (200, "text/html")


# ---- what a reader sees of a text


@pytest.mark.parametrize(
    ("raw", "text", "mentions", "links"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", (), ()),
        ("<@U0BOT> hi", "@salesbot hi", ("U0BOT",), ()),
        ("<!channel> <!here>", "@channel @here", ("channel", "here"), ()),
        ("<!subteam^S1|@sales>", "@sales", ("S1",), ()),
        ("<https://a.example|b>", "b", (), (Link("https://a.example", "b"),)),
        (
            "see https://a.example.",
            "see https://a.example",
            (),
            (Link("https://a.example", "https://a.example"),),
        ),
        ("&lt;!channel&gt; &lt;@U0BOT&gt;", "<!channel> <@U0BOT>", (), ()),
        ("@channel @ann", "@channel @ann", (), ()),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb", (), ()),
    ],
)
def test_what_a_text_is_to_a_reader(
    office: Office, raw: str, text: str, mentions: tuple[str, ...], links: tuple[Link, ...]
) -> None:
    """Only `& < >` are escaped; only marked mentions notify; in plain_text nothing does."""
    assert (seen := office.post(text=raw)).text.rstrip(".") == text
    assert (seen.mentions, seen.links) == (mentions, links)
    unmarked = office.post(text="x", blocks=[{"type": "section", "text": plain(raw)}])
    assert (unmarked.text, unmarked.mentions, unmarked.links) == (raw, (), ())


def test_the_text_beside_blocks_still_notifies(office: Office) -> None:
    """It is not shown, but it is what the notification says."""
    seen = office.post(text="<!channel> shown nowhere", blocks=[marked("shown")])
    assert (seen.text, seen.mentions) == ("shown", ("channel",))


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("R&D <new>", "R&amp;D &lt;new&gt;"),
        ("@salesbot hi", "<@U0BOT> hi"),
        ("@channel", "<!channel>"),
        ("mail bob@acme.com", "mail <mailto:bob@acme.com|bob@acme.com>"),
        ("see https://acme.com/x.", "see <https://acme.com/x>."),
        ("acme.com", "<http://acme.com|acme.com>"),
        ("555-123-4567", "<tel:5551234567|555-123-4567>"),
        ("@nobody", "@nobody"),
    ],
)
def test_what_a_client_makes_of_what_is_typed(office: Office, typed: str, raw: str) -> None:
    """Names, links, addresses and numbers are marked; others see it as it was typed."""
    said = office.ann.says(office.north, typed)
    assert (said.raw, said.text) == (raw, typed)


# ---- rates and faults


def test_a_channel_takes_about_a_message_a_second(office: Office) -> None:
    """More is 429 with Retry-After; another channel is not held up; time heals."""
    office.server.limits = True
    errors = [office.error(POSTED, channel=office.north.id, text="x") for _ in range(5)]
    assert errors.count("ok") == 3
    with pytest.raises(SlackApiError) as refused:
        office.client.chat_postMessage(channel=office.north.id, text="x")
    answer = refused.value.response
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "1")
    assert office.error(POSTED, channel=office.ann.dm.id, text="x") == "ok"
    office.server.later(2)
    assert office.error(POSTED, channel=office.north.id, text="x") == "ok"


def test_faults_by_method(office: Office) -> None:
    """A flood, an error of Slack's own, and a message that stands although the reply was lost."""
    office.server.faults.add(
        POSTED, Flood(7), Status(200, {"ok": False, "error": "internal_error"}), DropAfter()
    )
    assert office.error(POSTED, channel=office.north.id, text="a") == "ratelimited"
    assert office.error(POSTED, channel=office.north.id, text="b") == "internal_error"
    with pytest.raises(Exception, match=r"(?i)closed|reset|remote"):
        office.client.chat_postMessage(channel=office.north.id, text="c")
    assert [one.text for one in office.server.answers(office.north)] == ["c"]
    assert [(one.outcome, one.fault) for one in office.server.calls_of(POSTED)] == [
        ("", "Flood"),
        ("", "Status"),
        ("ok", "DropAfter"),
    ]


def test_a_conversation_is_drawn(office: Office) -> None:
    """As a page that a person can look at."""
    office.post(text="<!here> &lt;b&gt;", blocks=[marked("&lt;b&gt;"), actions(button("Yes"))])
    page = office.server.page(office.north)
    assert "good morning" in page
    assert "&lt;b&gt;" in page
    assert "<span>Yes</span>" in page
