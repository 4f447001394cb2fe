"""HTTP mode on the stand-in for Slack: signed requests, retries, forgeries."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from .slack import App, Delivery, Person, SlackServer
from .slack_apps import Answer, RequestUrl
from .slack_office import actions, button, client_of

HEARD = frozenset({"message.im"})
TURNED = [Answer(307, headers={"Location": "/slack/events"})]


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a workspace in HTTP mode that waits a moment for answers."""
    with SlackServer(app=App(events=HEARD), pace=0.0001, patience=2) as server:
        yield server


@pytest.fixture
def app(server: SlackServer) -> Iterator[RequestUrl]:
    """Return the app behind the request URL."""
    with RequestUrl(server.app.signing_secret) as app:
        server.app.request_url = app.url + "/slack/events"
        yield app


@pytest.fixture
def ann(server: SlackServer) -> Person:
    """Return somebody."""
    return server.person("ann")


def over(server: SlackServer) -> Delivery:
    """Wait until the last delivery is over and return it."""
    server.wait(lambda: server.deliveries and server.deliveries[-1].over)
    return server.deliveries[-1]


def test_a_request_url_is_verified(server: SlackServer, app: RequestUrl) -> None:
    """By a challenge it returns, in a signed request."""
    assert server.verify_url()
    assert app.asked[0].genuine


def test_all_kinds_are_signed(server: SlackServer, app: RequestUrl, ann: Person) -> None:
    """Events are JSON, commands a form, interactions JSON in a form."""
    ann.says(ann.dm, "hi")
    over(server)
    ann.commands(ann.dm, "/sales log a < b")
    over(server)
    server.app.events = frozenset()
    client_of(server).chat_postMessage(channel=ann.id, text="x", blocks=[actions(button("Done"))])
    ann.presses(server.answers(ann.dm)[0], "Done")
    over(server)
    event, command, press = app.asked
    assert all(one.genuine for one in app.asked)
    assert json.loads(event.body)["event"]["text"] == "hi"
    assert parse_qs(command.body)["text"] == ["log a &lt; b"]
    assert json.loads(parse_qs(press.body)["payload"][0])["actions"][0]["action_id"] == "act"


def test_an_answer_comes_with_the_acknowledgement(server: SlackServer, app: RequestUrl, ann: Person) -> None:
    """As text, or as a message."""
    app.answers = [Answer(body="one"), Answer(body={"text": "two"})]
    for _ in range(2):
        ann.commands(ann.dm, "/sales")
        over(server)
    assert [one.text for one in ann.sees(ann.dm)] == ["one", "two"]


@pytest.mark.parametrize(
    ("answers", "status", "reasons"),
    [
        ([Answer(204)], "acked", [""]),
        ([Answer(500), Answer(200)], "acked", ["http_error", ""]),
        ([Answer(after=4)], "acked", ["http_timeout", ""]),
        ([Answer(503)] * 4, "given up", ["http_error"] * 4),
        ([Answer(503, headers={"X-Slack-No-Retry": "1"})], "given up", ["http_error"]),
        (TURNED * 12, "given up", ["too_many_redirects"] * 4),
    ],
    ids=["2xx", "error", "slow", "four errors", "no retry", "redirects"],
)
def test_when_an_event_comes_again(
    server: SlackServer, app: RequestUrl, ann: Person, answers: list[Answer], status: str, reasons: list[str]
) -> None:
    """Until 2xx within the time, three times more at the most, with number and reason."""
    app.answers = list(answers)
    ann.says(ann.dm, "hi")
    delivery = over(server)
    assert (delivery.status, [one.reason for one in delivery.attempts]) == (status, reasons)
    again = [one.request.headers for one in delivery.attempts[1:] if one.request]
    assert [one["X-Slack-Retry-Num"] for one in again] == [str(n + 1) for n in range(len(again))]
    assert [one["X-Slack-Retry-Reason"] for one in again] == reasons[: len(again)]


def test_an_app_that_is_not_there(server: SlackServer, app: RequestUrl, ann: Person) -> None:
    """Is tried four times; a command is not, and its person sees that it failed."""
    app.stop()
    ann.says(ann.dm, "hi")
    assert [one.reason for one in over(server).attempts] == ["connection_failed"] * 4
    ann.commands(ann.dm, "/sales")
    assert len(over(server).attempts) == 1
    assert ann.sees(ann.dm)[-1].text == '/sales failed with the error "dispatch_failed"'


def test_forged_stale_and_replayed(server: SlackServer, app: RequestUrl, ann: Person) -> None:
    """A wrong secret and an old time are refused by a good app; a replay in time is genuine."""
    ann.says(ann.dm, "hi")
    delivery = over(server)
    assert server.forge(delivery.payload) == 401
    assert server.forge(delivery.payload, secret="", age=301) == 401
    assert server.forge(delivery.payload, secret="", age=200) == 200
    assert server.replay(delivery) == 200
    assert [one.genuine for one in app.asked] == [True, False, False, True, True]


def test_a_delivery_comes_twice(server: SlackServer, app: RequestUrl, ann: Person) -> None:
    """As after an answer that was lost on the way: the same event_id."""
    ann.says(ann.dm, "hi")
    server.redeliver(over(server))
    over(server)
    assert len({json.loads(one.body)["event_id"] for one in app.asked}) == 1
    assert len(app.asked) == 2
