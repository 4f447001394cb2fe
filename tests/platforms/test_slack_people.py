"""What people do on the stand-in for Slack, and which events and interactions the app gets of it."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from .slack import Channel, Person, SlackServer
from .slack_apps import Json, Line, connected
from .slack_office import actions, button, client_of, marked, plain


class Scene:
    """Ann in a channel with the bot, and a line on which the app hears everything."""

    def __init__(self, server: SlackServer, line: Line) -> None:
        """Set it."""
        self.server, self.line = server, line
        self.ann = server.person("ann")
        self.north = server.channel("north", [self.ann])
        self.away = server.channel("away", [self.ann], with_bot=False)
        self.client = client_of(server)

    def payloads(self) -> list[Json]:
        """Return what came since the scene was set, once it has come."""
        self.server.wait(lambda: all(one.over for one in self.server.deliveries))
        kinds = [one["payload"] for one in self.line.envelopes]
        return [one for one in kinds if one.get("event", {}).get("type") != "team_join"]

    def events(self) -> list[Json]:
        """Return the events of it."""
        return [one["event"] for one in self.payloads() if "event" in one]

    def names(self) -> list[str]:
        """Return their types with subtypes."""
        return sorted(f"{one['type']}.{one.get('subtype', '')}".rstrip(".") for one in self.events())

    def post(self, channel: Channel | None = None, **args: Any) -> str:
        """Let the bot say something."""
        return str(self.client.chat_postMessage(channel=(channel or self.north).id, **args)["ts"])


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a workspace that retries at once."""
    with SlackServer(pace=0.0001) as server:
        yield server


@pytest.fixture
def scene(server: SlackServer) -> Iterator[Scene]:
    """Return the scene, the app connected."""
    with connected(server) as line:
        yield Scene(server, line)


CHANGED, DELETED = ["message", "message.message_changed"], ["message", "message.message_deleted"]
JOINED = ["member_joined_channel", "message.channel_join"]
DONE: list[tuple[str, Callable[[Scene, Person], object], list[str]]] = [
    ("a word in a channel", lambda s, ann: ann.says(s.north, "hi"), ["message"]),
    ("a mention", lambda s, ann: ann.says(s.north, "@salesbot hi"), ["app_mention", "message"]),
    ("a mention in private", lambda s, ann: ann.says(ann.dm, "@salesbot hi"), ["message"]),
    ("a mention where the bot is not", lambda s, ann: ann.says(s.away, "@salesbot"), []),
    ("an edit", lambda s, ann: ann.edits(ann.says(s.north, "a"), "b"), CHANGED),
    ("a preview", lambda s, ann: s.server.unfurls(ann.says(s.north, "a.com")), CHANGED),
    ("a deletion", lambda s, ann: ann.deletes(ann.says(s.north, "a")), DELETED),
    ("another bot", lambda s, ann: s.server.other_bot_says(s.north, "42 is open"), ["message.bot_message"]),
    ("a file", lambda s, ann: ann.uploads(s.north, "a.jpg", b"a"), ["file_shared", "message.file_share"]),
    ("a new member", lambda s, ann: s.server.person("bob").joins(s.north), JOINED),
    ("the bot invited", lambda s, ann: s.server.invites_bot(s.away, ann), JOINED),
    ("the bot removed", lambda s, ann: s.server.removes_bot(s.north), ["member_left_channel"]),
    ("leaving", lambda s, ann: ann.leaves(s.north), ["member_left_channel"]),
    ("the app's home", lambda s, ann: ann.opens_home(), ["app_home_opened"]),
    ("deactivation", lambda s, ann: ann.is_deactivated(), ["user_change"]),
    ("the bot's own words", lambda s, ann: s.post(text="hi <@U0BOT>"), ["message"]),
    ("archiving", lambda s, ann: s.server.archives(s.north), ["channel_archive"]),
]


@pytest.mark.parametrize(("act", "names"), [row[1:] for row in DONE], ids=[name for name, *_ in DONE])
def test_what_the_app_is_told(scene: Scene, act: Callable[[Scene, Person], object], names: list[str]) -> None:
    """With all subscriptions and scopes there are."""
    act(scene, scene.ann)
    assert scene.names() == names


def test_one_post_two_events(scene: Scene) -> None:
    """The same ts, two event_ids, and no channel_type in the mention."""
    said = scene.ann.says(scene.north, "@salesbot hi")
    payloads = scene.payloads()
    assert len({one["event_id"] for one in payloads}) == 2
    assert {(one["event"]["ts"], one["event"]["text"]) for one in payloads} == {(said.ts, "<@U0BOT> hi")}
    assert {one["event"].get("channel_type") for one in payloads} == {"channel", None}


def test_an_edit_of_a_mention_mentions_again(scene: Scene) -> None:
    """With `edited` in it and the old ts; a preview does neither."""
    said = scene.ann.says(scene.north, "@salesbot met acme.com")
    scene.server.unfurls(said)
    scene.ann.edits(said, "@salesbot met Acme")
    mentions = [one for one in scene.events() if one["type"] == "app_mention"]
    assert ["edited" in one for one in mentions] == [False, True]
    assert {one["ts"] for one in mentions} == {said.ts}
    changes = [one for one in scene.events() if one.get("subtype") == "message_changed"]
    assert [one["message"].get("edited") is not None for one in changes] == [False, True]
    assert [one["message"]["text"] == one["previous_message"]["text"] for one in changes] == [True, False]


def test_its_own_words_come_back_with_its_bot_id(scene: Scene) -> None:
    """So that an app that does not look answers itself."""
    scene.post(text="hi")
    (event,) = scene.events()
    assert (event["user"], event["bot_id"]) == (scene.server.app.user, scene.server.app.bot)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"events": {"app_mention"}}, ["app_mention"]),
        ({"events": {"message.im"}}, []),
        ({"scopes": {"app_mentions:read"}}, ["app_mention"]),
    ],
)
def test_only_what_is_subscribed_to_and_granted(change: Json, names: list[str]) -> None:
    """A subscription without its scope brings nothing."""
    with SlackServer() as server, connected(server) as line:
        scene = Scene(server, line)
        scene.payloads()
        for field, value in change.items():
            setattr(server.app, field, frozenset(value))
        scene.ann.says(scene.north, "@salesbot hi")
        assert scene.names() == names


# ---- buttons, response_url, triggers


def pressed(scene: Scene) -> Json:
    """Let Ann press a button below a message and return what came."""
    scene.post(text="x", blocks=[marked("*Due*"), actions(button("Done", value="done 42"))])
    scene.ann.presses(scene.server.answers(scene.north)[-1], "Done")
    return next(one for one in scene.payloads() if one.get("type") == "block_actions")


def test_what_a_press_brings(scene: Scene) -> None:
    """Who, where, on which message, and which button."""
    press = pressed(scene)
    stands = scene.server.answers(scene.north)[-1]
    assert press["actions"][0]["value"] == "done 42"
    assert press["container"] == {
        "type": "message",
        "message_ts": stands.ts,
        "channel_id": scene.north.id,
        "is_ephemeral": False,
    }
    assert (press["user"]["id"], press["message"]["ts"]) == (scene.ann.id, stands.ts)


def test_a_press_on_what_is_gone_cannot_be(scene: Scene) -> None:
    """Tests that would press it are wrong."""
    scene.post(text="x", blocks=[actions(button("Done"))])
    old = scene.server.answers(scene.north)[0]
    scene.client.chat_update(channel=scene.north.id, ts=old.ts, text="done")
    with pytest.raises(AssertionError, match="no button"):
        scene.ann.presses(old, "Done")


def test_a_response_url_is_good_five_times(scene: Scene) -> None:
    """For who pressed, for all, or in place of the message; then it is used up."""
    hook = WebhookClient(pressed(scene)["response_url"])
    assert hook.send(text="for ann").body == "ok"
    hook.send(text="for all", response_type="in_channel")
    hook.send(text="instead", replace_original=True)
    hook.send(text="")
    hook.send(delete_original=True)
    said = [(one.text, one.only_for) for one in scene.server.answers(scene.north)]
    assert said == [("for ann", scene.ann.id), ("for all", None)]
    answer = hook.send(text="sixth")
    assert (answer.status_code, '"used_url"' in answer.body) == (404, True)


def test_a_response_url_replaces_and_runs_out(scene: Scene) -> None:
    """After thirty minutes."""
    hook = WebhookClient(pressed(scene)["response_url"])
    hook.send(text="instead", replace_original=True)
    assert [one.text for one in scene.server.answers(scene.north)] == ["instead"]
    scene.server.later(31 * 60)
    assert '"expired_url"' in hook.send(text="late").body
    assert httpx.post(f"{scene.server.url}/actions/T/none", json={"text": "x"}).status_code == 404


def test_a_private_answer_can_be_taken_away(scene: Scene) -> None:
    """A press on an ephemeral message sends no message along, but a way to delete it."""
    scene.client.chat_postEphemeral(
        channel=scene.north.id, user=scene.ann.id, text="x", blocks=[actions(button("Done"))]
    )
    scene.ann.presses(scene.ann.sees(scene.north)[0], "Done")
    press = next(one for one in scene.payloads() if one.get("type") == "block_actions")
    assert (press["container"]["is_ephemeral"], "message" in press) == (True, False)
    WebhookClient(press["response_url"]).send(delete_original=True)
    assert scene.ann.sees(scene.north) == []


def form(**more: Any) -> Json:
    """Return a modal with one field."""
    field = {"type": "plain_text_input", "action_id": "name"}
    blocks = [{"type": "input", "block_id": "who", "label": plain("Name"), "element": field}]
    return {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": blocks, **more}


@pytest.mark.parametrize(
    ("before", "error"), [(0, "ok"), (3.1, "expired_trigger_id")], ids=["at once", "after 3 s"]
)
def test_a_trigger_lives_three_seconds_and_is_used_once(scene: Scene, before: float, error: str) -> None:
    """For a view."""
    trigger = pressed(scene)["trigger_id"]
    scene.server.later(before)

    def open_it() -> str:
        try:
            scene.client.views_open(trigger_id=trigger, view=form())
        except SlackApiError as refused:
            return str(refused.response["error"])
        return "ok"

    assert open_it() == error
    if error == "ok":
        assert open_it() == "exchanged_trigger_id"
        assert [one.user for one in scene.server.views] == [scene.ann.id]


@pytest.mark.parametrize(
    "view",
    [
        form(title=plain("x" * 25)),
        form(title=None),
        form(submit=None),
        form(private_metadata="x" * 3001),
        form(blocks=[marked("x")] * 101),
        form(blocks=[{"type": "carpet"}]),
    ],
    ids=["long title", "no title", "no submit", "long metadata", "101 blocks", "unknown block"],
)
def test_what_a_view_cannot_be(scene: Scene, view: Json) -> None:
    """[docs.slack.dev/reference/views]."""
    view = {key: value for key, value in view.items() if value is not None}
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        scene.client.views_open(trigger_id=pressed(scene)["trigger_id"], view=view)


def test_menus_in_messages_and_in_forms(scene: Scene) -> None:
    """A pick brings its option; a menu that asks brings what is typed and gets options."""
    options = [{"text": plain(name), "value": name} for name in ("north", "south")]
    menu = {"type": "static_select", "action_id": "pool", "placeholder": plain("Pool"), "options": options}
    scene.post(text="x", blocks=[actions(menu, button("Open"))])
    scene.ann.picks(scene.server.answers(scene.north)[-1], "pool", "south")
    press = next(one for one in scene.payloads() if one.get("type") == "block_actions")
    assert press["actions"][0]["selected_option"]["value"] == "south"
    asks = {"type": "external_select", "action_id": "who", "placeholder": plain("Customer")}
    view = form(blocks=[{"type": "input", "block_id": "b", "label": plain("Customer"), "element": asks}])
    scene.client.views_open(trigger_id=press["trigger_id"], view=view)
    scene.line.answer = lambda _envelope: {"payload": {"options": options}}
    asked = scene.ann.looks_up(scene.server.views[0], "who", "nor")
    assert scene.payloads()[-1]["value"] == "nor"
    assert asked.answer == {"options": options}
    scene.ann.submits(scene.server.views[0], who="north")
    values = scene.payloads()[-1]["view"]["state"]["values"]
    assert values["b"]["who"]["selected_option"]["value"] == "north"
