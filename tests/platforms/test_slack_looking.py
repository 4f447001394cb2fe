"""Changing, reading and sending files on the stand-in for Slack."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from .slack import App, SlackServer
from .slack_office import Json, Office, actions, button, marked


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a running workspace in which retries come at once and events go nowhere."""
    with SlackServer(app=App(events=frozenset()), pace=0.001) as server:
        yield server


@pytest.fixture
def office(server: SlackServer) -> Office:
    """Return the workspace with people in it."""
    return Office(server)


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
    args: Json = {"channel": office.north.id, "text": "psst"}
    ts = office.client.chat_postEphemeral(user=office.ann.id, **args)["message_ts"]
    assert [one.text for one in office.ann.sees(office.north)] == ["good morning", "psst"]
    assert [one.text for one in office.bob.sees(office.north)] == ["good morning"]
    assert len(office.client.conversations_history(channel=office.north.id)["messages"]) == 1
    assert office.error("chat.update", channel=office.north.id, ts=ts, text="x") == "message_not_found"
    outsider = office.server.person("cleo")
    assert office.error("chat.postEphemeral", user=outsider.id, **args) == "user_not_in_channel"
    assert office.error("chat.postEphemeral", user="U404", **args) == "user_not_in_channel"


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


def test_after_a_time_the_pages_go_forward(office: Office) -> None:
    """`oldest` alone gives the first messages after it, not the last there are."""
    posts = [office.post(text=str(number)) for number in range(5)]
    answer = office.client.conversations_history(channel=office.north.id, oldest=posts[0].ts, limit=2)
    assert [one["text"] for one in answer["messages"]] == ["2", "1"]
    assert office.error("conversations.history", channel=office.north.id, oldest="abc") == "invalid_ts_oldest"


def test_a_deleted_parent_leaves_a_placeholder(office: Office) -> None:
    """It is Slackbot's, cannot be changed, and goes with its last reply."""
    parent = office.post(text="parent")
    reply = office.post(text="reply", thread_ts=parent.ts)
    assert office.error("chat.delete", channel=office.north.id, ts=parent.ts) == "ok"
    kept = office.client.conversations_history(channel=office.north.id)["messages"][0]
    assert (kept["subtype"], kept["user"], kept["reply_count"]) == ("tombstone", "USLACKBOT", 1)
    assert office.error("chat.update", channel=office.north.id, ts=parent.ts, text="x") == "message_not_found"
    assert office.error("chat.delete", channel=office.north.id, ts=reply.ts) == "ok"
    assert [one.text for one in office.server.messages(office.north)] == ["good morning"]


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
