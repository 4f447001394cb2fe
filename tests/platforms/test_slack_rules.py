"""The rules of Slack's Web API as the stand-in keeps them, asked with slack_sdk's own client."""

import json
from collections.abc import Callable, Iterator

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from .faults import DropAfter, Flood, Status
from .slack import App, SlackServer
from .slack.rules import JSON_METHODS
from .slack_office import Json, Office, actions, button, marked, plain

POSTED = "chat.postMessage"


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a running workspace in which retries come at once and events go nowhere."""
    with SlackServer(app=App(events=frozenset()), pace=0.001) as server:
        yield server


@pytest.fixture
def office(server: SlackServer) -> Office:
    """Return the workspace with people in it."""
    return Office(server)


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
    ("blank text", {"text": "  \n"}, "ok"),
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
    ("blocks of nothing", {"text": "x", "blocks": []}, "ok"),
    ("nothing but no blocks", {"blocks": []}, "no_text"),
    ("words for blocks", {"text": "x", "blocks": "abc"}, "invalid_blocks_format"),
    ("decoration only", {"attachments": [{"color": "#f00"}]}, "no_text"),
    ("an attachment", {"attachments": [{"fallback": "x"}]}, "ok"),
    ("a thread of 1970", {"text": "x", "thread_ts": "1.000001"}, "invalid_thread_ts"),
    ("a thread of tomorrow", {"text": "x", "thread_ts": "9999999999.000001"}, "invalid_thread_ts"),
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


def test_a_thread_that_is_not_there_is_the_channel(office: Office) -> None:
    """Nothing is refused: the answer stands at the top, without a thread."""
    assert office.post(text="x", thread_ts="1700000000.000001").thread is None


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        (POSTED, {"text": "x"}, "missing required field: channel"),
        ("chat.update", {}, "missing required field: channel,missing required field: ts"),
        ("chat.update", {"channel": "north", "ts": "1"}, "channel_not_found"),
        (
            "reactions.add",
            {"name": "eyes"},
            "missing required field: timestamp,missing required field: channel",
        ),
        ("reactions.add", {"name": "eyes", "timestamp": "0", "channel": "C"}, "bad_timestamp"),
        ("conversations.history", {}, "missing required field: channel"),
        ("conversations.history", {"channel": ""}, "channel_not_found"),
        ("views.open", {"trigger_id": "1.2", "view": {}}, "invalid_trigger_id"),
    ],
)
def test_arguments_that_are_missing_are_named(office: Office, method: str, args: Json, error: str) -> None:
    """An empty one is there, and is looked for."""
    headers = {"Authorization": f"Bearer {office.server.app.bot_token}"}
    how: Json = {"json": args} if method in JSON_METHODS else {"data": args}
    answer = httpx.post(office.server.api + method, headers=headers, **how).json()
    said = ",".join(answer.get("errors", [])).replace("[ERROR] ", "")
    assert (said or answer["error"]) == error


def test_most_methods_read_no_json(office: Office) -> None:
    """Arguments they were sent so are missing."""
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        office.client.api_call("conversations.info", json={"channel": office.north.id})


@pytest.mark.parametrize(
    ("header", "query", "error"),
    [
        ("bearer {}", "", "not_authed"),
        ("token {}", "", "not_authed"),
        ("Bearer  {}", "", None),
        ("Bearer {}", "?token={}", "invalid_auth"),
    ],
)
def test_how_a_token_is_sent(server: SlackServer, header: str, query: str, error: str | None) -> None:
    """After exactly `Bearer`, and never in an address."""
    token = server.app.bot_token
    url = server.api + "auth.test" + query.format(token)
    assert httpx.post(url, headers={"Authorization": header.format(token)}).json().get("error") == error


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
