"""What goes to Slack: once, where it was said, and with an end that is seen when Slack takes it not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.slack.send import LIMITS
from domain.act import Act
from domain.charts import Chart
from domain.customer import Customer
from domain.incoming import Address, Via
from domain.outgoing import About, Button, Picture

from ..conftest import SetClock, Team
from ..platforms.faults import ALWAYS, Delay, DropAfter, DropBefore, Flood, Garbage, Status
from ..platforms.slack import Message, Person, SlackServer
from .slack_rig import PICTURE, Rig

CARD = About("act", 1)
UNDO = ((Button("Undo", "undo act-1", main=True),),)
CHART = Picture(Chart("Deals", ()), "Two deals & <more>")


def texts(server: SlackServer, person: Person) -> list[str]:
    """Return what the bot said to a person."""
    return [one.text for one in server.answers(person.dm)]


def no(error: str, **more: Any) -> Status:
    """Return Slack's refusal."""
    return Status(200, {"ok": False, "error": error}, **more)


def test_a_message_with_a_button(out: Rig, server: SlackServer, ann: Person) -> None:
    """As Slack has it: no previews of links, and which delivery it is."""
    out.queue(ann.dm, "Visit logged: https://acme.example", buttons=UNDO)
    out.deliver()
    (card,) = server.answers(ann.dm)
    assert (card.text, card.labels, card.links) == ("Visit logged: https://acme.example", ["Undo"], ())
    assert card.buttons[0].style == "primary"
    (call,) = server.calls_of("chat.postMessage")
    assert (call.args["unfurl_links"], call.args["unfurl_media"]) == (False, False)
    assert card.metadata["event_type"] == "salesbot_outbox"
    assert out.outbox == [("sent", 0)]


def test_an_edit_stands_where_the_message_stood(out: Rig, server: SlackServer, ann: Person) -> None:
    """The same message, new words."""
    out.queue(ann.dm, "Visit logged", buttons=UNDO)
    out.deliver()
    (before,) = server.answers(ann.dm)
    out.queue(ann.dm, "Undone", edits=CARD)
    out.deliver()
    (after,) = server.answers(ann.dm)
    assert (after.ts, after.text, after.labels) == (before.ts, "Undone", [])


def test_what_is_gone_is_said_anew(out: Rig, server: SlackServer, ann: Person) -> None:
    """An edit of a message that was deleted is a message."""
    out.queue(ann.dm, "Visit logged")
    out.deliver()
    server.faults.add("chat.update", no("message_not_found"))
    out.queue(ann.dm, "Undone", edits=CARD)
    out.deliver()
    assert texts(server, ann) == ["Visit logged", "Undone"]


def test_threads(out: Rig, server: SlackServer, ann: Person) -> None:
    """It goes into the thread; where that cannot be, beside it."""
    north = server.channel("north", [ann])
    start = ann.says(north, "what about Acme?")
    out.queue(Address("slack", north.id, start.ts), "Well")
    out.queue(Address("slack", north.id, "12.5"), "Indeed", about=2)
    out.deliver()
    assert [(one.text, one.thread) for one in server.answers(north)] == [("Well", start.ts), ("Indeed", None)]


# ---- answers that are lost, and refusals


@pytest.mark.parametrize("where", ["dm", "channel", "thread"])
def test_a_lost_answer_is_found_and_not_posted_again(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock, where: str
) -> None:
    """It stands there with our mark on it."""
    north = server.channel("north", [ann])
    start = ann.says(north, "what about Acme?")
    thread = start.ts if where == "thread" else ""
    chat = ann.dm if where == "dm" else north
    server.faults.add("chat.postMessage", DropAfter())
    out.queue(Address("slack", chat.id, thread), "Visit logged")
    out.deliver()
    assert out.outbox == [("waiting", 1)]
    clock.forward(seconds=2)
    out.deliver()
    assert out.outbox == [("sent", 1)]
    (card,) = server.answers(chat)
    assert (card.thread or "") == thread
    assert len(server.calls_of("chat.postMessage")) == 1
    out.queue(Address("slack", chat.id, thread), "Undone", edits=CARD)
    out.deliver()
    assert [one.text for one in server.answers(chat)] == ["Undone"]


def test_without_the_right_to_look_it_is_posted_again(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock
) -> None:
    """Better twice than not at all."""
    server.faults.add("chat.postMessage", DropAfter())
    server.faults.add("conversations.history", no("missing_scope"))
    out.queue(ann.dm, "Visit logged")
    out.deliver()
    clock.forward(seconds=2)
    out.deliver()
    assert texts(server, ann) == ["Visit logged"] * 2


@pytest.mark.parametrize(
    "fault",
    [
        DropBefore(),
        Status(503),
        Status(500, {"ok": False, "error": "fatal_error"}),
        Garbage(),
        no("internal_error"),
        no("team_access_not_granted"),
    ],
    ids=lambda fault: f"{type(fault).__name__} {getattr(fault, 'body', '')}",
)
def test_the_client_tries_nothing_by_itself(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock, fault: Any
) -> None:
    """One call a try; what did not go goes later, once."""
    server.faults.add("chat.postMessage", fault)
    out.queue(ann.dm, "Visit logged")
    out.deliver()
    assert len(server.calls_of("chat.postMessage")) == 1
    assert out.outbox == [("waiting", 1)]
    clock.forward(seconds=2)
    out.deliver()
    assert texts(server, ann) == ["Visit logged"]
    assert out.outbox == [("sent", 1)]


def test_slow_down(out: Rig, server: SlackServer, ann: Person, bob: Person) -> None:
    """A 429 rests that chat for as long as Slack asks, and is no failure; others are written to."""
    server.faults.add("chat.postMessage", Flood(1))
    out.queue(ann.dm, "one")
    out.deliver()
    assert out.outbox == [("waiting", 0)]
    assert out.line.pace.resting() == {ann.dm.id}
    out.queue(bob.dm, "two", about=2)
    out.deliver()
    assert (texts(server, ann), texts(server, bob)) == ([], ["two"])
    out.until(lambda: not out.line.pace.resting())
    out.deliver()
    assert texts(server, ann) == ["one"]


def test_the_pace_keeps_within_slacks_limits(slack_line: Callable[[str], Rig], server: SlackServer) -> None:
    """As the stand-in counts, which refuses what comes too fast."""
    rig = slack_line("socket")
    server.limits = True
    rig.line.pace.limits = LIMITS
    ann = server.person("ann")
    for number in range(5):
        rig.queue(ann.dm, str(number), about=number)
    while [state for state, _ in rig.outbox] != ["sent"] * 5:
        rig.deliver()
        rig.until(lambda: not rig.line.pace.resting())
    assert [one.text for one in server.answers(ann.dm)] == ["0", "1", "2", "3", "4"]
    assert {call.outcome for call in server.calls_of("chat.postMessage")} == {"ok"}


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
def test_a_chat_that_is_gone(out: Rig, server: SlackServer, ann: Person, error: str) -> None:
    """All that waits for it is given up."""
    north = server.channel("north", [ann])
    server.faults.add("chat.postMessage", no(error))
    out.queue(north, "one")
    out.queue(north, "two", about=2)
    out.deliver()
    assert [state for state, _ in out.outbox] == ["given_up", "given_up"]


def test_what_slack_calls_malformed(out: Rig, server: SlackServer, ann: Person, clock: SetClock) -> None:
    """Given up after a few tries."""
    server.faults.add("chat.postMessage", no("invalid_blocks", times=ALWAYS))
    out.queue(ann.dm, "one")
    for _ in range(5):
        out.deliver()
        clock.forward(minutes=6)
    assert out.outbox == [("given_up", 4)]


def test_a_token_that_is_revoked(out: Rig, server: SlackServer, ann: Person, clock: SetClock) -> None:
    """It waits, and the state tells why until it is mended."""
    server.faults.add("chat.postMessage", no("token_revoked"))
    out.queue(ann.dm, "one")
    out.deliver()
    assert out.line.state == "away: Slack refuses the token (token_revoked)"
    clock.forward(seconds=2)
    out.deliver()
    assert (out.line.state, texts(server, ann)) == ("on", ["one"])


def test_an_outage(out: Rig, server: SlackServer, ann: Person, clock: SetClock) -> None:
    """What was to be said is said after it."""
    with server.outage():
        out.queue(ann.dm, "one")
        out.deliver()
        assert out.outbox == [("waiting", 1)]
    clock.forward(seconds=2)
    out.deliver()
    assert texts(server, ann) == ["one"]


# ---- charts


def test_a_chart_is_shared_as_a_file(out: Rig, server: SlackServer, ann: Person) -> None:
    """After its words, saying in words what it shows."""
    out.queue(ann.dm, "The pipeline", CHART, buttons=UNDO)
    out.deliver()
    words, chart = server.answers(ann.dm)
    assert (words.text, words.labels) == ("The pipeline", ["Undo"])
    (file,) = chart.files
    assert (file.content, file.title) == (PICTURE, "Two deals & <more>")
    (asked,) = server.calls_of("files.getUploadURLExternal")
    assert asked.args["alt_txt"] == "Two deals & <more>"


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", [DropBefore, DropAfter])
def test_a_chart_is_shared_once(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock, step: str, fault: Any
) -> None:
    """Wherever the answer is lost."""
    server.faults.add(step, fault())
    out.queue(ann.dm, CHART)
    out.deliver()
    assert out.outbox == [("waiting", 1)]
    clock.forward(seconds=2)
    out.deliver()
    assert out.outbox == [("sent", 1)]
    assert [one.files[0].content for one in server.answers(ann.dm)] == [PICTURE]


def test_words_take_the_place_of_words(out: Rig, server: SlackServer, ann: Person) -> None:
    """A question that a chart answers makes way for the words beside it; a chart stays as it is."""
    out.queue(ann.dm, "Which?", buttons=UNDO)
    out.deliver()
    out.queue(ann.dm, "The pipeline", CHART, edits=CARD)
    out.deliver()
    assert texts(server, ann) == ["The pipeline", ""]
    out.queue(ann.dm, "The pipeline now", CHART, edits=CARD)
    out.deliver()
    assert texts(server, ann) == ["The pipeline now", ""]
    assert len(server.calls_of("files.completeUploadExternal")) == 1


# ---- where the bot is not


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
