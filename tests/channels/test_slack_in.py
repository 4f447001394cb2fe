"""What Slack brings: kept before it is told, kept once, answered where it was said."""

import re
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot import joining
from domain.customer import Customer
from domain.people import Role

from ..platforms.faults import ALWAYS, Delay, Status
from ..platforms.slack import Delivery, Message, Person, SlackServer
from .house import answer_to_endless
from .slack_rig import UNDO, Rig


def acme(rig: Rig, owner: int) -> None:
    """Give somebody a customer."""
    from domain.act import Act

    with rig.store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="acme", said_at=rig.clock(), channel="", chat=""))
        unit.customers.add(Customer(name="Acme Labs", owner_id=owner, cadence_from=rig.clock()))
        unit.commit()


@pytest.fixture
def said(rig: Rig, server: SlackServer, ann: Person) -> Message:
    """Let Ann say something that is taken."""
    message = ann.says(ann.dm, "help")
    rig.brought()
    return message


def statuses(server: SlackServer) -> set[str]:
    """Return how all deliveries ended, also that of what the bot itself has posted."""
    server.wait(lambda: all(one.over for one in server.deliveries))
    return {one.status for one in server.deliveries}


def test_a_message_is_kept_before_slack_is_told(rig: Rig, server: SlackServer, ann: Person) -> None:
    """As long as it is not stored it is not acknowledged; then at once."""
    rig.held = threading.Event()
    ann.says(ann.dm, "help")
    server.wait(lambda: server.deliveries[-1].attempts)
    with pytest.raises(AssertionError, match="in vain"):
        server.wait(lambda: server.deliveries[-1].acked, 0.5)
    rig.held.set()
    server.wait(lambda: server.deliveries[-1].acked)
    assert len(server.deliveries[-1].attempts) == 1
    assert len(rig.kept) == 1
    rig.settle()
    assert "Log a visit" in server.answers(ann.dm)[0].text


def test_what_cannot_be_stored_comes_again(rig: Rig, server: SlackServer, ann: Person) -> None:
    """It is not acknowledged, and taken when the store is back."""
    server.paced(0.02)  # the store is back before the last attempt
    rig.busy = True
    ann.says(ann.dm, "help")
    server.wait(lambda: len(server.deliveries[-1].attempts) > 1)
    assert not server.deliveries[-1].attempts[0].timely
    assert rig.kept == []
    rig.busy = False
    rig.settle()
    assert statuses(server) == {"acked"}
    assert len(rig.kept) == 1
    assert len(server.answers(ann.dm)) == 1


def test_a_command_that_cannot_be_stored_is_told_so(rig: Rig, server: SlackServer, ann: Person) -> None:
    """It is not sent again: the person is."""
    rig.busy = True
    delivery = ann.commands(ann.dm, "/sales pipeline")
    rig.brought()
    assert delivery.status == "acked"
    (told,) = ann.sees(ann.dm)
    assert "not taken" in told.text
    assert rig.kept == []


@pytest.mark.parametrize("trouble", ["busy", "breaks"])
def test_a_press_that_cannot_be_stored_is_told_so(
    rig: Rig, server: SlackServer, ann: Person, bob: Person, trouble: str
) -> None:
    """To who pressed and to nobody else; the card and its buttons stay."""
    north = server.channel("north", [ann, bob])
    rig.queue(north, "Visit logged", buttons=UNDO)
    rig.deliver()
    (card,) = server.answers(north)
    setattr(rig, trouble, True)
    delivery = ann.presses(card, "Undo")
    rig.brought()
    assert delivery.status == "acked"
    told = [one.text for one in ann.sees(north) if one.only_for == ann.id]
    words = {"busy": "This was not taken down.", "breaks": "I am not sure that this was taken down."}
    assert [text.startswith(words[trouble]) for text in told] == [True]
    assert [one.labels for one in bob.sees(north)] == [["Undo"]]
    assert rig.kept == []


def test_a_form_that_cannot_be_stored_stays_open(rig: Rig, server: SlackServer, ann: Person) -> None:
    """With all that was filled in, and the words at its first field."""
    rig.queue(ann.dm, "Visit logged", buttons=UNDO)
    rig.deliver()
    delivery = ann.presses(server.answers(ann.dm)[0], "Undo")
    rig.brought()
    field = {
        "type": "input",
        "block_id": "note",
        "label": {"type": "plain_text", "text": "Note"},
        "element": {"type": "plain_text_input", "action_id": "note"},
    }
    view = {"type": "modal", "title": {"type": "plain_text", "text": "A note"}, "blocks": [field]}
    submit = {"submit": {"type": "plain_text", "text": "Send"}}
    rig.run(rig.line.client.views_open(trigger_id=delivery.payload["trigger_id"], view={**view, **submit}))
    (opened,) = server.views
    rig.busy = True
    ann.submits(opened, note="all good")
    rig.brought()
    assert opened.state == "open"
    assert list(opened.errors) == ["note"]
    assert opened.errors["note"].startswith("This was not taken down.")


def test_that_is_said_in_the_language_of_who_asked(rig: Rig, server: SlackServer, ann: Person) -> None:
    """As far as it is known from before."""
    ann.changes(locale="zh-TW")
    ann.commands(ann.dm, "/sales pipeline")
    rig.settle()
    rig.busy = True
    ann.commands(ann.dm, "/sales pipeline")
    rig.brought()
    assert "這條沒有記下" in ann.sees(ann.dm)[-1].text


def test_a_command_is_acknowledged_without_words(rig: Rig, ann: Person) -> None:
    """Its answer goes through the outbox."""
    delivery = ann.commands(ann.dm, "/sales help")
    rig.brought()
    assert delivery.status == "acked"
    assert not delivery.answer


def test_a_post_with_a_mention_is_answered_once(
    rig: Rig, server: SlackServer, ann: Person, team: Any
) -> None:
    """Of the message and the mention in it."""
    north = server.channel("north", [ann])
    rig.ties_channel(north, team.id)
    ann.says(north, "@salesbot help")
    rig.settle()
    assert {one.name for one in server.deliveries} >= {"message", "app_mention"}
    assert statuses(server) == {"acked"}
    assert len(rig.kept) == 1
    (answer,) = server.answers(north)
    assert (answer.thread, answer.mentions) == (None, ())


def test_a_repeated_event_is_answered_once(rig: Rig, server: SlackServer, said: Message, ann: Person) -> None:
    """Slack sends again what it thinks was not taken."""
    again = server.redeliver(server.deliveries[-1])
    rig.settle()
    assert again.status == "acked"
    assert len(rig.kept) == 1
    assert len(server.answers(ann.dm)) == 1


def test_other_talk_leaves_no_trace(rig: Rig, server: SlackServer, ann: Person, bob: Person) -> None:
    """Acknowledged, and dropped; nobody is looked up for it."""
    north = server.channel("north", [ann, bob])
    ann.says(north, "lunch?")
    ann.uploads(north, "menu.pdf", b"soup", "today's")
    server.other_bot_says(north, "a ticket")
    carol = server.person("carol")
    carol.joins(north)
    carol.opens_home()
    ann.says(ann.dm, "help")
    rig.brought()
    assert statuses(server) == {"acked"}
    assert len(rig.kept) == 1
    assert [call.args["user"] for call in server.calls_of("users.info")] == [ann.id]


@pytest.mark.parametrize("gone", ["leaves", "is_deactivated"])
def test_who_leaves_is_let_in_no_more(
    rig: Rig, server: SlackServer, team: Any, ann: Person, gone: str
) -> None:
    """The channel of their team, or the workspace: their account is closed until an admin decides."""
    north = server.channel("north", [ann])
    rig.ties_channel(north, team.id)
    ann.leaves(north) if gone == "leaves" else ann.is_deactivated()
    rig.settle()
    assert rig.rows("SELECT standing FROM person WHERE name = 'Ann Lee'") == [("suspended",)]
    assert rig.rows("SELECT kind, state FROM request") == [("left", "open")]


def test_strangers_who_leave_are_nobodys_business(rig: Rig, server: SlackServer, team: Any) -> None:
    """Nothing of them is kept."""
    carol = server.person("carol")
    north = server.channel("north", [carol])
    rig.ties_channel(north, team.id)
    carol.leaves(north)
    carol.is_deactivated()
    rig.settle()
    assert rig.kept == []


def test_its_own_messages_are_nothing_said(rig: Rig, server: SlackServer, said: Message, ann: Person) -> None:
    """They come back as events too."""
    rig.settle()
    rig.brought()
    assert len(server.answers(ann.dm)) == 1
    assert len(rig.kept) == 1
    assert statuses(server) == {"acked"}


def test_a_thread_is_kept(rig: Rig, server: SlackServer, ann: Person, bob: Person, team: Any) -> None:
    """What is said in a thread is answered there; a reply to what the bot said speaks to it."""
    north = server.channel("north", [ann, bob])
    rig.ties_channel(north, team.id)
    start = bob.says(north, "what about Acme?")
    ann.says(north, "@salesbot help", thread=start)
    rig.settle()
    (first,) = server.answers(north)
    assert first.thread == start.ts
    ann.says(north, "@salesbot help")
    rig.settle()
    card = server.answers(north)[-1]
    ann.says(north, "pipeline", thread=card)
    ann.says(north, "thanks", thread=start)
    rig.settle()
    assert server.answers(north)[-1].thread == card.ts
    assert len(rig.kept) == 3


def test_an_edit_corrects(rig: Rig, server: SlackServer, ann: Person, team: object) -> None:
    """A preview of a link does not."""
    acme(rig, team.ann.id)  # type: ignore[attr-defined]
    said = ann.says(ann.dm, "called Acme Labs about prices")
    rig.settle()
    server.unfurls(said)
    rig.settle()
    assert len(rig.kept) == 1
    ann.edits(said, "visited Acme Labs about prices")
    rig.settle()
    assert rig.rows("SELECT kind FROM activity") == [("visit",)]


def test_who_somebody_is_delays_nothing(rig: Rig, server: SlackServer, ann: Person) -> None:
    """A profile that does not come is left out, in time."""
    server.faults.add("users.info", Delay(20, times=ALWAYS))
    ann.says(ann.dm, "help")
    rig.brought()
    (delivery,) = server.deliveries[-1:]
    assert delivery.acked_at is not None
    assert delivery.at is not None
    assert delivery.acked_at - delivery.at < 2.5
    assert len(rig.kept) == 1


def test_profiles_are_asked_once(rig: Rig, server: SlackServer, ann: Person) -> None:
    """And those mentioned by others are called by their names."""
    eve = server.person("Eve Ho")
    for _ in range(3):
        ann.says(ann.dm, "", raw=f"is it hers, <@{eve.id}>?")
    rig.brought()
    asked = [str(call.args["user"]) for call in server.calls_of("users.info")]
    assert sorted(asked) == [ann.id, eve.id]
    assert len(rig.kept) == 3
    assert all("Eve Ho" in str(raw) for (raw,) in rig.rows("SELECT raw FROM inbox"))


def test_the_bot_is_put_out_and_let_in(rig: Rig, server: SlackServer, ann: Person, team: Any) -> None:
    """The chat is gone, and back."""
    north = server.channel("north", [ann])
    rig.ties_channel(north, team.id)
    ann.says(north, "@salesbot help")
    rig.settle()
    server.removes_bot(north)
    rig.settle()
    query = f"SELECT title, gone FROM chat WHERE platform_id = '{north.id}'"
    assert rig.rows(query) == [("north", 1)]
    server.invites_bot(north, ann)
    rig.settle()
    assert rig.rows(query) == [("north", 0)]


# ---- signed HTTP


@pytest.fixture
def http(slack_line: Callable[[str], Rig]) -> Rig:
    """Return our line behind a request URL."""
    return slack_line("http")


def event_of(server: SlackServer, rig: Rig) -> Delivery:
    """Return a genuine event that was taken."""
    somebody = server.person("somebody")
    somebody.says(somebody.dm, "help")
    rig.brought()
    return server.deliveries[-1]


def test_forged_stale_and_replayed(http: Rig, server: SlackServer) -> None:
    """The first two are refused; what is sent again within minutes is taken for the repeat it is."""
    genuine = event_of(server, http)
    forged = {**genuine.payload, "event_id": "EvForged"}
    assert server.forge(forged) == 401
    assert server.forge(forged, secret="", age=400) == 401
    assert server.replay(genuine) == 200
    assert http.kept == [f"{genuine.event['channel']}:{genuine.event['ts']}"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff", "application/json"),
        (b"[1]", "application/json"),
        (b"{", "application/json"),
        (b"payload={", ""),
    ],
)
def test_garbage(http: Rig, server: SlackServer, body: bytes, kind: str) -> None:
    """Refused, whatever it is."""
    headers = {"content-type": kind or "application/x-www-form-urlencoded"}
    assert server.app.request_url
    assert httpx.post(server.app.request_url, content=body, headers=headers).status_code in (400, 401)
    assert http.kept == []


def test_a_body_of_unknown_length_is_read_no_further_than_slacks_are_long(
    http: Rig, server: SlackServer
) -> None:
    """Whoever sends it has signed nothing yet: the answer comes before the end is sent."""
    url = httpx.URL(server.app.request_url or "")
    assert answer_to_endless(url.port or 0, url.path).startswith(b"HTTP/1.1 413")
    assert http.kept == []


def test_a_request_url_is_verified(http: Rig, server: SlackServer) -> None:
    """The challenge comes back; there is no page in Socket Mode."""
    assert server.verify_url()
    assert len(http.line.routes(http.take)) == 1


def test_socket_mode_has_no_page(out: Rig) -> None:
    """Also where the signing secret is set."""
    assert out.line.routes(out.take) == []


# ---- Socket Mode


@pytest.mark.parametrize("how", ["drop", "refresh_requested", "warning", "outage"])
def test_connections_come_back(out: Rig, server: SlackServer, ann: Person, how: str) -> None:
    """Nothing said meanwhile is lost, nothing is answered twice."""
    before = server.sockets.made
    if how == "outage":
        with server.outage():
            ann.says(ann.dm, "help")
            out.until(lambda: out.line.state.startswith("away"))
    else:
        server.drop() if how == "drop" else server.disconnect(how)
        ann.says(ann.dm, "help")
    server.wait(lambda: server.sockets.made > before and server.connections)
    out.until(lambda: out.line.state == "on")
    for delivery in [one for one in server.deliveries if one.status != "acked" and one.over]:
        server.redeliver(delivery)
    out.settle()
    assert len(out.kept) == 1
    assert len(server.answers(ann.dm)) == 1


def test_a_token_that_is_refused_is_told(out: Rig, server: SlackServer) -> None:
    """In the state that /readyz shows."""
    server.faults.add("apps.connections.open", Status(200, {"ok": False, "error": "invalid_auth"}, times=3))
    server.drop()
    out.until(lambda: out.line.state == "away: Slack refuses the token (invalid_auth)")
    out.until(lambda: out.line.state == "on")


def test_who_joins_on_slack_is_offered_the_zone_that_slack_knows(rig: Rig, server: SlackServer) -> None:
    """And asked all the same: it may be the machine's."""
    eve = server.person("eve", tz="Europe/Paris", locale="en-US")
    eve.says(eve.dm, joining.invite(rig.store, Role.REP, "North"))
    rig.settle()
    told = server.answers(eve.dm)
    assert "Welcome, eve" in told[0].text
    eve.presses(told[-1], "1. English")
    rig.settle()
    asked = server.answers(eve.dm)[-1]
    eve.presses(asked, "1. Paris")
    rig.settle()
    assert rig.rows("SELECT timezone FROM person") == [("Europe/Paris",)]
    eve.presses(server.answers(eve.dm)[-1], "1. 09:00-18:00")
    rig.settle()
    assert "Paris" in server.answers(eve.dm)[-1].text


def test_a_code_for_another_account_is_shown_on_slack(rig: Rig, server: SlackServer, ann: Person) -> None:
    """In clear to its owner; the store holds none."""
    ann.says(ann.dm, "link my other account")
    rig.settle()
    (code,) = re.findall(r"\d+-[a-z2-7]{16}", server.answers(ann.dm)[-1].text)
    held = rig.rows("SELECT document FROM outbox")
    assert code.partition("-")[2] not in str(held)
