"""Answers where the bot is not: by the way a command gave, else to the person."""

from datetime import timedelta
from typing import Any

import pytest

from domain.act import Act
from domain.customer import Customer
from domain.incoming import Address, Via
from domain.outgoing import About

from ..conftest import SetClock, Team
from ..platforms.faults import ALWAYS, Delay, DropBefore, Flood, Status
from ..platforms.slack import Message, Person, SlackServer
from .slack_rig import CARD, CHART, PICTURE, Rig, no, texts


@pytest.fixture
def away(out: Rig, server: SlackServer, ann: Person, team: Team) -> Message:
    """Let Ann log a visit by a command in a channel the bot has not joined."""
    with out.store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="acme", said_at=out.clock(), channel="", chat=""))
        unit.customers.add(Customer(name="Acme Labs", owner_id=team.ann.id, cadence_from=out.clock()))
        unit.commit()
    channel = server.channel("away", [ann, server.person("dan")], with_bot=False)
    ann.commands(channel, "/sales called Acme Labs")
    out.settle()
    (card,) = ann.sees(channel)
    return card


def test_a_command_is_answered_where_the_bot_is_not(server: SlackServer, away: Message, ann: Person) -> None:
    """For who asked alone."""
    assert "Call logged" in away.text
    assert away.only_for == ann.id
    assert server.calls_of("chat.postMessage") == []


def test_a_press_there_is_answered_in_place(
    out: Rig, server: SlackServer, away: Message, ann: Person
) -> None:
    """The card is changed, nothing is added."""
    ann.presses(away, "Undo")
    out.settle()
    (card,) = ann.sees(away)
    assert card.ts == away.ts
    assert "ndone" in card.text
    assert out.rows("SELECT count(*) FROM activity") == [(0,)]


def test_an_edit_without_a_way_is_let_be(out: Rig, server: SlackServer, away: Message, ann: Person) -> None:
    """What only one person saw cannot be changed later; that is no failure."""
    ((about,),) = out.rows("SELECT about_id FROM outbox")
    out.queue(Address("slack", away.channel), "Undone", edits=About("act", int(str(about))))
    out.deliver()
    assert [state for state, _ in out.outbox] == ["sent", "sent"]
    assert [one.text for one in ann.sees(away)] == [away.text]


def way(server: SlackServer, person: Person, until: Any) -> Via:
    """Return a way that no longer is one."""
    return Via(f"{server.url}/actions/T/none", until, person.id)


@pytest.mark.parametrize("minutes", [-1, 10], ids=["by our clock", "by Slack's"])
def test_an_answer_that_comes_too_late_goes_to_the_person(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock, minutes: int
) -> None:
    """In their own chat, where it can be changed."""
    channel = server.channel("away", [ann], with_bot=False)
    via = way(server, ann, clock() + timedelta(minutes=minutes))
    out.queue(channel, "Visit logged", via=via)
    out.deliver()
    assert texts(server, ann) == ["Visit logged"]
    assert ann.sees(channel) == []
    out.queue(channel, "Undone", edits=CARD)
    out.deliver()
    assert texts(server, ann) == ["Undone"]


def test_a_person_who_is_gone_too(out: Rig, server: SlackServer, ann: Person, clock: SetClock) -> None:
    """That the answer reaches nobody does not close the channel."""
    channel = server.channel("away", [ann])
    server.faults.add("conversations.open", no("user_disabled", times=ALWAYS))
    out.queue(channel, "Visit logged", via=way(server, ann, clock()))
    for _ in range(5):
        out.deliver()
        clock.forward(minutes=6)
    out.queue(channel, "Good morning", about=2)
    out.deliver()
    assert [state for state, _ in out.outbox] == ["given_up", "sent"]


@pytest.mark.parametrize("fault", [Flood(1), Status(503), DropBefore()])
def test_a_way_that_is_out_of_order(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock, fault: Any
) -> None:
    """Tried again."""
    channel = server.channel("away", [ann], with_bot=False)
    server.faults.add("response_url", fault)
    ann.commands(channel, "/sales help")
    out.settle()
    out.until(lambda: not out.line.pace.resting())
    clock.forward(seconds=2)
    out.deliver()
    assert len(ann.sees(channel)) == 1


def test_a_command_between_two_people(out: Rig, server: SlackServer, ann: Person) -> None:
    """Answered there; what it opens is the sender's own chat with the bot."""
    dan, own = server.person("dan"), ann.dm
    with server.change():
        between = server.world.open("im", "", [ann.id, dan.id])
    ann.commands(between, "/sales help")
    out.settle()
    assert len(ann.sees(between)) == 1
    assert out.rows("SELECT platform_id, kind FROM chat WHERE channel = 'slack'") == [(own.id, "private")]


def test_a_command_to_the_bot_itself(out: Rig, server: SlackServer, ann: Person) -> None:
    """Answered as a message, which stays and can be changed."""
    ann.commands(ann.dm, "/sales help")
    out.settle()
    (answer,) = server.answers(ann.dm)
    assert answer.only_for is None


def test_charts_by_a_way_go_to_the_person(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock
) -> None:
    """No file goes that way."""
    channel = server.channel("away", [ann], with_bot=False)
    server.faults.add("response_url", Delay(0))
    out.queue(channel, CHART, via=way(server, ann, clock() + timedelta(minutes=10)))
    out.deliver()
    assert [one.files[0].content for one in server.answers(ann.dm)] == [PICTURE]
