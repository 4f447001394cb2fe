"""Socket Mode on the stand-in: connections, acknowledgements, retries, what happens when a line breaks."""

from collections.abc import Iterator

import aiohttp
import pytest

from .slack import App, Delivery, SlackServer
from .slack_apps import Json, Line, connected, silent, taken

HEARD = frozenset({"message.im", "message.channels", "app_mention"})


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a workspace that waits a moment for answers and retries at once."""
    with SlackServer(app=App(events=HEARD), pace=0.0001, patience=2, hold=0) as server:
        yield server


def over(server: SlackServer) -> list[Delivery]:
    """Wait until everything is delivered or given up, and return it."""
    server.wait(lambda: server.deliveries and all(one.over for one in server.deliveries))
    return server.deliveries


def test_a_ticket_is_for_one_connection(server: SlackServer) -> None:
    """A greeting says how many there are; the same address is refused the second time."""
    with connected(server) as first, connected(server) as second:
        assert [line.got[0]["num_connections"] for line in (first, second)] == [1, 2]
        again = Line(server, taken)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            server.run(again.open(first.url))
        server.run(again.close())


def test_ten_connections_and_no_more(server: SlackServer) -> None:
    """The eleventh is told too_many_websockets."""
    lines = [Line(server, taken) for _ in range(11)]
    for line in lines:
        server.run(line.open())
        server.wait(lambda line=line: line.got)  # type: ignore[misc]
    assert lines[10].got[0]["reason"] == "too_many_websockets"
    assert server.connections == 10
    for line in lines:
        server.run(line.close())


def test_an_event_goes_to_one_connection(server: SlackServer) -> None:
    """Whichever; over time each gets some."""
    ann = server.person("ann")
    with connected(server) as first, connected(server) as second:
        for number in range(20):
            ann.says(ann.dm, str(number))
        assert {one.status for one in over(server)} == {"acked"}
        assert len(first.envelopes) + len(second.envelopes) == 20
        assert first.envelopes
        assert second.envelopes


def test_what_is_not_acknowledged_comes_again_elsewhere(server: SlackServer) -> None:
    """With attempt and reason, the same event_id, another envelope_id."""
    ann = server.person("ann")
    with connected(server, silent) as deaf:
        ann.says(ann.dm, "hi")
        server.wait(lambda: deaf.envelopes)
        with connected(server) as other:
            (delivery,) = over(server)
            assert delivery.acked
            assert [one["retry_attempt"] for one in other.envelopes] == [1]
            assert other.envelopes[0]["retry_reason"] == "timeout"
            assert other.envelopes[0]["payload"]["event_id"] == deaf.envelopes[0]["payload"]["event_id"]
            assert other.envelopes[0]["envelope_id"] != deaf.envelopes[0]["envelope_id"]


def test_an_event_is_given_up_after_four_attempts(server: SlackServer) -> None:
    """One, then at once, after a minute, after five."""
    ann = server.person("ann")
    with connected(server, silent) as deaf:
        ann.says(ann.dm, "hi")
        (delivery,) = over(server)
        assert delivery.status == "given up"
        assert [one["retry_attempt"] for one in deaf.envelopes] == [0, 1, 2, 3]


def test_commands_and_presses_come_once(server: SlackServer) -> None:
    """A person whose command was not answered in time sees an error."""
    ann = server.person("ann")
    with connected(server, silent) as deaf:
        ann.commands(ann.dm, "/sales")
        (delivery,) = over(server)
        assert (delivery.status, len(deaf.envelopes)) == ("given up", 1)
        assert [one.text for one in ann.sees(ann.dm)] == ['/sales failed with the error "operation_timeout"']


@pytest.mark.parametrize(
    ("payload", "seen_by_bob"),
    [({"text": "done"}, []), ({"text": "done", "response_type": "in_channel"}, ["done"])],
)
def test_an_acknowledgement_may_hold_the_answer(
    server: SlackServer, payload: Json, seen_by_bob: list[str]
) -> None:
    """For who asked alone, or for all."""
    ann, bob = server.person("ann"), server.person("bob")
    channel = server.channel("north", [ann, bob])
    with connected(server, lambda _envelope: {"payload": payload}):
        assert ann.commands(channel, "/sales").kind == "slash_commands"
        server.wait(lambda: [one.text for one in ann.sees(channel)] == ["done"])
        assert [one.text for one in bob.sees(channel)] == seen_by_bob


def test_a_connection_that_was_told_to_go_gets_nothing_new(server: SlackServer) -> None:
    """`disconnect` comes as a message; the line stays until the app hangs up."""
    ann = server.person("ann")
    with connected(server) as leaving, connected(server) as staying:
        server.disconnect("warning", 1)
        server.wait(lambda: leaving.got[-1]["type"] == "disconnect")
        for _ in range(5):
            ann.says(ann.dm, "hi")
        over(server)
        assert (len(leaving.envelopes), len(staying.envelopes)) == (0, 5)


def test_a_line_that_breaks_before_the_answer(server: SlackServer) -> None:
    """What was on it comes again on the other."""
    ann = server.person("ann")
    with connected(server, silent) as broken, connected(server, silent) as other:
        ann.says(ann.dm, "hi")
        server.wait(lambda: broken.envelopes or other.envelopes)
        first, second = (broken, other) if broken.envelopes else (other, broken)
        second.answer = taken
        server.drop(1 if first is broken else 2)
        (delivery,) = over(server)
        assert (delivery.status, len(delivery.attempts), server.connections) == ("acked", 2, 1)


def test_nobody_there(server: SlackServer) -> None:
    """Without a connection an event fails four times too."""
    ann = server.person("ann")
    ann.says(ann.dm, "hi")
    assert [one.reason for one in over(server)[0].attempts] == ["no_connection"] * 4


def test_an_outage_keeps_what_is_said(server: SlackServer) -> None:
    """People talk on; the app is tried when Slack is back, and no attempt is lost meanwhile."""
    ann = server.person("ann")
    with connected(server, silent) as line:
        ann.says(ann.dm, "before")
        server.wait(lambda: line.envelopes)
        with server.outage():
            ann.says(ann.dm, "meanwhile")
            assert server.deliveries[1].attempts == []
        assert [one.event["text"] for one in over(server)] == ["before", "meanwhile"]
        assert [len(one.attempts) for one in over(server)] == [4, 4]


def test_a_late_answer_does_not_count(server: SlackServer) -> None:
    """It is noted, and the event has come again by then."""
    ann = server.person("ann")
    with connected(server, silent) as line:
        ann.says(ann.dm, "hi")
        server.wait(lambda: len(line.envelopes) >= 2)
        server.run(line.say({"envelope_id": line.envelopes[0]["envelope_id"]}))
        server.wait(lambda: server.sockets.acks)
        (delivery,) = over(server)
        assert delivery.attempts[0].acked_at is not None
        assert not delivery.acked
