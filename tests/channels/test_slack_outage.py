"""Slack is away for an hour: nothing is lost by it, and nothing is said twice."""

from ..conftest import SetClock
from ..platforms.slack import Person, SlackServer
from .slack_rig import Rig, texts


def test_an_hours_outage_loses_nothing(rig: Rig, server: SlackServer, ann: Person, clock: SetClock) -> None:
    """What was said before and meanwhile is answered once; what fell due comes, and says that it is late."""
    ann.says(ann.dm, "remind me to send the offer in 10 minutes")
    rig.settle()
    ann.says(ann.dm, "help")
    rig.brought()
    with server.outage():
        ann.says(ann.dm, "what's on today")
        for _ in range(12):
            clock.forward(minutes=5)
            rig.works()
        assert [state for state, _ in rig.outbox] == ["sent", "waiting", "waiting"]
    if rig.mode == "socket":
        server.wait_connected()
    rig.until(lambda: rig.line.state == "on")
    rig.brought()
    for delivery in [one for one in server.deliveries if one.status != "acked"]:
        server.redeliver(delivery)
    rig.settle()
    clock.forward(minutes=5)
    rig.settle()
    told = texts(server, ann)
    assert [sum(words in one for one in told) for words in ("Log a visit", "To do", "⏰")] == [1, 1, 1]
    assert "(55 minutes late)" in next(one for one in told if "⏰" in one)
    assert {state for state, _ in rig.outbox} == {"sent"}
