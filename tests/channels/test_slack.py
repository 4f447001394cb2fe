"""What goes to Slack: once, where it was said, and with an end that is seen when Slack takes it not."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.limits import SLACK
from domain.incoming import Address

from ..conftest import SetClock
from ..platforms.faults import ALWAYS, DropAfter, DropBefore, Flood, Garbage, Status
from ..platforms.slack import Person, SlackServer
from .slack_rig import CARD, CHART, PICTURE, UNDO, Rig, no, texts


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
    rig.line.pace.limits = SLACK
    ann = server.person("ann")
    for number in range(5):
        rig.queue(ann.dm, str(number), about=number)
    while [state for state, _ in rig.outbox] != ["sent"] * 5:
        rig.deliver()
        rig.until(lambda: not rig.line.pace.resting())
    assert [one.text for one in server.answers(ann.dm)] == ["0", "1", "2", "3", "4"]
    assert {call.outcome for call in server.calls_of("chat.postMessage")} == {"ok"}


@pytest.mark.parametrize(
    "error",
    [
        *("not_in_channel", "channel_not_found", "is_archived"),
        *("restricted_action", "restricted_action_read_only_channel"),
    ],
)
def test_a_chat_that_is_gone(out: Rig, server: SlackServer, ann: Person, error: str) -> None:
    """All that waits for it is given up."""
    north = server.channel("north", [ann])
    server.faults.add("chat.postMessage", no(error))
    out.queue(north, "one")
    out.queue(north, "two", about=2)
    out.deliver()
    assert [state for state, _ in out.outbox] == ["given_up", "given_up"]


@pytest.mark.parametrize("error", ["invalid_blocks", "missing_scope", "an_error_of_next_year"])
def test_what_slack_refuses(out: Rig, server: SlackServer, ann: Person, clock: SetClock, error: str) -> None:
    """Given up after five tries, whatever Slack calls it unless it is known to pass; who asked is told of it
    once, and what comes after it goes."""
    server.faults.add("chat.postMessage", no(error, times=5))
    out.queue(ann.dm, "one")
    out.queue(ann.dm, "two", about=2)
    for _ in range(5):
        out.deliver()
        clock.forward(minutes=6)
    assert out.outbox == [("given_up", 4), ("sent", 0), ("sent", 0)]
    assert [text.partition("\n")[0] for text in texts(server, ann)] == [
        "two",
        "I have an answer that cannot be shown here.",
    ]


def test_a_refusal_that_cannot_be_told_either_is_told_nobody(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock
) -> None:
    """It ends there."""
    server.faults.add("chat.postMessage", no("invalid_blocks", times=ALWAYS))
    out.queue(ann.dm, "one")
    for _ in range(12):
        out.deliver()
        clock.forward(minutes=6)
    assert out.outbox == [("given_up", 4), ("given_up", 4)]


def test_a_token_that_is_revoked(out: Rig, server: SlackServer, ann: Person, clock: SetClock) -> None:
    """It waits, and the state tells why until it is mended."""
    server.faults.add("chat.postMessage", no("token_revoked"))
    out.queue(ann.dm, "one")
    out.deliver()
    assert out.line.state == "away: Slack refuses the token (token_revoked)"
    clock.forward(seconds=2)
    out.deliver()
    assert (out.line.state, texts(server, ann)) == ("on", ["one"])


# ---- edits of what did not go through, or had more parts

LONG = [f"{number}: {'deal ' * 30}" for number in range(40)]
"""More than one message takes."""


def test_an_edit_after_a_lost_answer_is_shown(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock
) -> None:
    """The post stands there with its old words: they are found, and then edited."""
    server.faults.add("chat.postMessage", DropAfter())
    out.queue(ann.dm, "Visit logged", buttons=UNDO)
    out.deliver()
    out.queue(ann.dm, "Undone", edits=CARD)
    clock.forward(seconds=2)
    out.deliver()
    assert texts(server, ann) == ["Undone"]
    assert len(server.calls_of("chat.postMessage")) == 1


def test_an_edit_of_what_went_in_part_is_shown(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock
) -> None:
    """The rest is sent, then all of it makes way for the new words."""
    second = iter((False, True))
    server.faults.add("chat.postMessage", Status(503, when=lambda _args: next(second, False)))
    out.queue(ann.dm, *LONG, buttons=UNDO)
    out.deliver()
    assert len(texts(server, ann)) == 1
    out.queue(ann.dm, "Corrected", edits=CARD)
    clock.forward(seconds=2)
    out.deliver()
    assert texts(server, ann) == ["Corrected"]


@pytest.mark.parametrize("refusal", [None, "cant_delete_message"])
def test_an_edit_with_fewer_parts_leaves_no_buttons(
    out: Rig, server: SlackServer, ann: Person, refusal: str | None
) -> None:
    """The parts it has no more are deleted; where nobody may delete, they are emptied."""
    if refusal:
        server.faults.add("chat.delete", no(refusal, times=ALWAYS))
    out.queue(ann.dm, *LONG, buttons=UNDO)
    out.deliver()
    parts = server.answers(ann.dm)
    assert len(parts) > 1
    assert parts[-1].labels == ["Undo"]
    for words in ("Undone", "Undone again"):
        out.queue(ann.dm, words, edits=CARD)
        out.deliver()
    told = server.answers(ann.dm)
    assert [one.labels for one in told if one.labels] == []
    left = ["…"] * (len(parts) - 1) if refusal else []
    assert texts(server, ann) == ["Undone again", *left]
    assert {state for state, _ in out.outbox} == {"sent"}


def test_words_that_make_way_for_a_chart_leave_no_buttons(out: Rig, server: SlackServer, ann: Person) -> None:
    """What stood where the chart comes now is taken away."""
    out.queue(ann.dm, *LONG, buttons=UNDO)
    out.deliver()
    assert len(server.answers(ann.dm)) > 1
    out.queue(ann.dm, "The pipeline", CHART, edits=CARD)
    out.deliver()
    assert texts(server, ann) == ["The pipeline", ""]
    assert [one.labels for one in server.answers(ann.dm) if one.labels] == []


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


def test_a_chart_that_may_not_be_shared_holds_up_nothing(
    out: Rig, server: SlackServer, ann: Person, clock: SetClock
) -> None:
    """Its words stand there, it is given up, which is told, and what is said next comes
    [docs.slack.dev/reference/methods/files.completeUploadExternal]."""
    server.faults.add("files.completeUploadExternal", no("posting_to_channel_denied", times=ALWAYS))
    out.queue(ann.dm, "The pipeline", CHART)
    out.queue(ann.dm, "Visit logged", about=2)
    for _ in range(5):
        out.deliver()
        clock.forward(minutes=6)
    pipeline, logged, unsent = texts(server, ann)
    assert (pipeline, logged) == ("The pipeline", "Visit logged")
    assert unsent.startswith("A part of my answer cannot be shown here.")


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


@pytest.mark.parametrize(("before", "after"), [(LONG, ["Now"]), (["Then"], LONG)], ids=["fewer", "more"])
def test_a_chart_stays_one_whatever_parts_of_words_an_edit_has(
    out: Rig, server: SlackServer, ann: Person, before: list[str], after: list[str]
) -> None:
    """It stands under another number then, and is not shared again; words that are no more are taken away."""
    out.queue(ann.dm, *before, CHART)
    out.deliver()
    for _ in range(2):
        out.queue(ann.dm, *after, CHART, edits=CARD)
        out.deliver()
    assert len(server.calls_of("files.completeUploadExternal")) == 1
    told = server.answers(ann.dm)
    assert sum(bool(one.files) for one in told) == 1
    words = "\n".join(one.text for one in told)
    assert all(line in words for line in after)
    assert not any(line in words for line in before)
    assert {state for state, _ in out.outbox} == {"sent"}
