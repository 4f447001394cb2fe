"""The stream of a chat's rows: nothing is lost, nothing comes twice, and it ends when the process stops."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx

from bot.http import chat as chat_module
from bot.http.app import Post
from domain.outgoing import Document, Paragraph, Span


def words(text: str) -> Document:
    """Return a document of one line."""
    return Document("en", (Paragraph((Span(text),)),))


def rows_of(response: httpx.Response) -> Iterator[dict[str, Any]]:
    """Yield the rows of a stream as they come; the number of each event is its row's."""
    number = None
    for line in response.iter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            number = int(value)
        elif name == "data":
            row = json.loads(value)
            assert row["id"] == number
            yield row


def test_rows_come_as_they_are_stored(served):
    """A page that is open gets each new row of its chat, and of no other."""
    chat = f"p{served.ann.id}"
    served.show(chat, words("before"))
    with served.client(served.ann) as ann, ann.stream("GET", f"/chat/{chat}/events?after=0") as stream:
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        rows = rows_of(stream)
        assert next(rows)["text"] == "before"
        served.show(f"p{served.mei.id}", words("not for Ann"))
        served.show(chat, words("after"))
        assert next(rows)["text"] == "after"


def test_a_page_that_comes_back_gets_exactly_what_it_missed(served):
    """The number of the last event says where to go on; it counts more than the address."""
    chat = f"p{served.ann.id}"
    numbers = [served.show(chat, words(str(n))) for n in range(250)]
    with served.client(served.ann) as ann:
        back = {"last-event-id": str(numbers[1])}
        with ann.stream("GET", f"/chat/{chat}/events?after=0", headers=back) as stream:
            rows = rows_of(stream)
            assert [next(rows)["id"] for _ in numbers[2:]] == numbers[2:]
            last = served.show(chat, words("new"))
            assert next(rows)["id"] == last


def test_everybody_in_the_team_gets_the_teams_rows(served):
    """One row wakes all pages of its chat."""
    team = f"/chat/t{served.team.id}/events"
    with (
        served.client(served.ann) as ann, served.client(served.mei) as mei,
        ann.stream("GET", team) as one, mei.stream("GET", team) as other,
    ):  # fmt: skip
        served.post(
            served.ann, chat_module.WebChat(f"t{served.team.id}").address, Post(str(uuid4()), text="morning")
        )
        assert (next(rows_of(one))["mine"], next(rows_of(other))["mine"]) == (True, False)


def test_a_stream_ends_when_its_reader_signs_out(served):
    """An open page gets nothing after the session is over."""
    chat = f"p{served.ann.id}"
    with served.client(served.ann) as ann, ann.stream("GET", f"/chat/{chat}/events") as stream:
        rows = rows_of(stream)
        assert ann.post("/signout").status_code == 303
        served.show(chat, words("secret"))
        assert list(rows) == []


def test_a_stream_ends_at_once_when_its_session_ends(served):
    """Also where nothing new comes: an open page of who was signed out elsewhere is shown nothing more."""
    chat = f"p{served.ann.id}"
    with served.client(served.ann) as ann, ann.stream("GET", f"/chat/{chat}/events") as stream:
        rows = rows_of(stream)
        served.show(chat, words("before"))
        assert next(rows)["text"] == "before"
        served.end_sessions()
        assert list(rows) == []


def test_a_silent_stream_says_that_it_is_there(serve, monkeypatch):
    """Proxies close what is silent."""
    monkeypatch.setattr(chat_module, "HEARTBEAT", 0.01)
    world = serve()
    with world.client(world.ann) as ann, ann.stream("GET", f"/chat/p{world.ann.id}/events") as stream:
        lines = stream.iter_lines()
        assert [next(lines) for _ in range(3)] == ["retry: 2000", "", ": still here"]


def test_streams_end_when_the_process_stops(serve):
    """Stopping does not wait for open pages."""
    world = serve()
    with world.client(world.ann) as ann, ann.stream("GET", f"/chat/p{world.ann.id}/events") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "retry: 2000"
        world.stop()
        assert list(lines) == [""]
