"""The web chat's public interface: rows, posts, pictures, and who may see them."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from domain.charts import Bar, Chart, Panel
from domain.outgoing import Button, Document, Fields, Paragraph, Picture, Span, Title
from domain.people import Role

CHART = Chart("Pipeline", (Panel("bars", (Bar("Lead", Decimal(3)),)),))
CARD = Document(
    "en",
    (
        Title((Span("Visit logged"),), "good"),
        Fields((("With", (Span("Li Wei", "bold"),)),)),
        Picture(CHART, "Deals"),
    ),
    ((Button("Undo", "undo act-57", main=True),),),
)


def text(words: str, **fields: Any) -> dict[str, Any]:
    """Return a message with a key of its own."""
    return {"key": str(uuid.uuid4()), "text": words, **fields}


def test_what_is_posted_stands_in_the_chat_when_it_is_answered(served):
    """A post is answered once its row is stored."""
    with served.client(served.ann) as ann:
        chat = f"/chat/p{served.ann.id}"
        answer = ann.post(f"{chat}/messages", json=text(" Met Acme today \n"))
        assert (answer.status_code, answer.json()) == (200, {"kept": True})
        [row] = ann.get(f"{chat}/rows").json()
    assert (row["kind"], row["text"], row["mine"], row["name"]) == ("said", "Met Acme today", True, "Ann Lee")


def test_a_repeated_post_is_one_row(served):
    """The same key twice is one message."""
    with served.client(served.ann) as ann:
        chat, message = f"/chat/p{served.ann.id}", text("once")
        for _ in range(2):
            assert ann.post(f"{chat}/messages", json=message).status_code == 200
        assert [row["key"] for row in ann.get(f"{chat}/rows").json()] == [message["key"]]


def test_a_press_names_the_row_it_stands_on(served):
    """A button's command comes with the number of its row."""
    row = served.show(f"p{served.ann.id}", CARD)
    with served.client(served.ann) as ann:
        press = {"key": str(uuid.uuid4()), "press": "undo act-57", "on": row}
        assert ann.post(f"/chat/p{served.ann.id}/messages", json=press).status_code == 200
    [(person, address, post)] = served.posts
    assert (person, address.chat, post.press, post.on, post.text) == (
        served.ann, f"p{served.ann.id}", "undo act-57", row, None,
    )  # fmt: skip


def test_a_form_posts_as_well(served):
    """A script may post a form instead of JSON."""
    with served.client(served.ann) as ann:
        assert ann.post(f"/chat/p{served.ann.id}/messages", data=text("from a form")).json() == {"kept": True}
    assert served.posts[0][2].text == "from a form"


def test_a_document_comes_as_markup_text_buttons_and_pictures(served):
    """A row holds all that a page or a script needs."""
    number = served.show(f"p{served.ann.id}", CARD)
    with served.client(served.ann) as ann:
        [row] = ann.get(f"/chat/p{served.ann.id}/rows").json()
    assert row == {
        "id": number, "kind": "sent", "mine": False, "replaces": None, "at": "2026-11-18T04:00:00+00:00",
        "key": None, "name": "", "language": "en",
        "html": '<h3 class="title tone-good">Visit logged</h3>'
                "<dl><div><dt>With</dt><dd><strong>Li Wei</strong></dd></div></dl>"
                f'<img class="picture" src="/picture/{number}/0.png" alt="Deals" width="1200">',
        "text": "Visit logged\nWith: Li Wei\n(Deals)\n[Undo]",
        "buttons": [[{"label": "Undo", "command": "undo act-57", "main": True}]],
        "pictures": [f"/picture/{number}/0.png"],
    }  # fmt: skip


def test_an_edit_names_the_row_it_replaces(served):
    """An edit is a row of its own, after the others."""
    chat = f"p{served.ann.id}"
    first = served.show(chat, CARD)
    second = served.show(chat, CARD, replaces=first)
    with served.client(served.ann) as ann:
        rows = ann.get(f"/chat/{chat}/rows?after={first}").json()
    assert [(row["id"], row["kind"], row["replaces"]) for row in rows] == [(second, "edit", first)]


def test_rows_before_a_number_are_those_just_before_it(served):
    """A long chat is read backwards, sixty rows at a time."""
    chat = f"p{served.ann.id}"
    numbers = [served.show(chat, CARD) for _ in range(70)]
    with served.client(served.ann) as ann:
        latest = [row["id"] for row in ann.get(f"/chat/{chat}/rows").json()]
        earlier = [row["id"] for row in ann.get(f"/chat/{chat}/rows?before={latest[0]}").json()]
    assert (earlier, latest) == (numbers[:10], numbers[10:])


def test_the_team_chat_is_shared_and_private_ones_are_not(served):
    """One sees one's own chat and the team's; others' chats are not there, for reading as for writing."""
    team, anns = f"t{served.team.id}", f"p{served.ann.id}"
    served.show(anns, CARD)
    with served.client(served.mei) as mei, served.client(served.eve) as eve:
        assert mei.post(f"/chat/{team}/messages", json=text("大家好")).status_code == 200
        assert [row["mine"] for row in mei.get(f"/chat/{team}/rows").json()] == [True]
        for path in (f"/chat/{anns}/rows", f"/chat/{anns}/events", f"/?chat={anns}", "/picture/1/0.png"):
            assert mei.get(path).status_code == 404, path
        assert mei.post(f"/chat/{anns}/messages", json=text("let me in")).status_code == 404
        assert eve.get(f"/chat/{team}/rows").status_code == 404


def test_who_leads_without_a_team_sees_every_teams_chat(served):
    """An admin looks after all teams; a rep without a team has the private chat alone."""
    with served.client(served.eve) as eve:
        assert eve.get(f"/chat/t{served.team.id}/rows").status_code == 404
        served.change(served.eve, role=Role.ADMIN)
        assert eve.get(f"/chat/t{served.team.id}/rows").status_code == 200


def test_a_store_out_of_reach_is_said_so(serve):
    """A page and a script are told to try again; nobody sees the fault itself."""

    async def away(work, *args):
        raise OperationalError("SELECT secret", {}, Exception("no such host"))

    world = serve(in_thread=away)
    with world.client(world.ann) as ann:
        page = ann.get("/", headers={"accept": "text/html"})
        rows = ann.get(f"/chat/p{world.ann.id}/rows")
    assert (page.status_code, "cannot reach its store" in page.text) == (503, True)
    assert "secret" not in page.text
    assert (rows.status_code, "cannot reach its store" in rows.json()["error"]) == (503, True)


def test_the_unexpected_is_said_in_words(serve):
    """A fault of ours is no stack trace on the page."""

    async def torn(chart, language):
        raise RuntimeError("torn paper")

    world = serve(draw=torn)
    number = world.show(f"p{world.ann.id}", CARD)
    with world.client(world.ann) as ann:
        answer = ann.get(f"/picture/{number}/0.png")
    assert (answer.status_code, answer.json()) == (500, {"error": "Something went wrong. Please try again."})


def test_who_is_not_signed_in_sees_nothing(served):
    """Without a session there are no rows, and the page says how to get in."""
    with served.client() as nobody:
        assert nobody.get(f"/chat/p{served.ann.id}/rows").status_code == 401
        assert nobody.get(f"/chat/p{served.ann.id}/events").status_code == 401
        assert "one-time link" in nobody.get("/").text


def test_a_busy_store_takes_nothing_and_says_so(served):
    """What is surely not stored is answered 503, to be sent again."""
    served.busy = True
    with served.client(served.ann) as ann:
        answer = ann.post(f"/chat/p{served.ann.id}/messages", json=text("hello"))
    assert (answer.status_code, answer.json()) == (503, {"error": "Not taken. Please send it again."})


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (text("x" * 4001), "A message may have 4000 characters; this one has 4001. Please shorten it."),
        (text(" \n "), "There is nothing to send yet."),
        (text("both", press="done 1"), "This message could not be read."),
        ({"text": "without a key"}, "This message could not be read."),
        (text("on nothing", on="nothing"), "This message could not be read."),
        (text("nul\0"), "This message could not be read."),
        ({"key": str(uuid.uuid4()), "press": "x" * 65}, "This message could not be read."),
        (["no", "object"], "This message could not be read."),
    ],
    ids=["too long", "empty", "both", "no key", "no row", "nul", "long command", "no object"],
)
def test_what_cannot_be_taken_is_answered_with_the_reason(served, message, why):
    """A message that is wrong will never be taken, and says why."""
    with served.client(served.ann) as ann:
        answer = ann.post(f"/chat/p{served.ann.id}/messages", json=message)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(why)
    assert served.posts == []


def test_as_many_characters_as_may_be_are_taken(served):
    """The limit counts characters of any script, not bytes."""
    with served.client(served.ann) as ann:
        assert ann.post(f"/chat/p{served.ann.id}/messages", json=text("访" * 4000)).status_code == 200


def test_a_picture_is_drawn_once_and_stays_private(served):
    """A chart is drawn when it is first asked for; proxies must not keep it."""
    number = served.show(f"p{served.ann.id}", CARD)
    with served.client(served.ann) as ann:
        first, second = (ann.get(f"/picture/{number}/0.png") for _ in range(2))
        missing = ann.get(f"/picture/{number}/1.png")
    assert (first.headers["content-type"], first.headers["cache-control"]) == (
        "image/png",
        "private, max-age=86400",
    )
    assert first.content == second.content == b"\x89PNG a drawing"
    assert served.drawn == [(CHART, "en")]
    assert missing.status_code == 404


def test_text_of_people_is_inert_everywhere(served):
    """A script tag typed, in a name or in a document comes out as text."""
    evil = "<script>alert(1)</script>"
    served.show(f"p{served.eve.id}", Document("en", (Paragraph((Span(evil),)), Picture(CHART, f'"{evil}'))))
    with served.client(served.eve) as eve:
        eve.post(f"/chat/p{served.eve.id}/messages", json=text(evil))
        sent, said = eve.get(f"/chat/p{served.eve.id}/rows").json()
        page = eve.get("/").text
    assert "<script" not in sent["html"]
    assert 'alt="&#34;&lt;script&gt;' in sent["html"]
    assert (said["html"], said["text"]) == ("", evil)
    assert "Eve &lt;b&gt;" in page
    assert "Eve <b>" not in page


def test_a_reload_starts_where_the_rows_end(served):
    """A number that nothing follows gives no rows; one that is none is not there."""
    chat = f"p{served.ann.id}"
    number = served.show(chat, CARD)
    with served.client(served.ann) as ann:
        assert ann.get(f"/chat/{chat}/rows?after={number}").json() == []
        assert ann.get(f"/chat/{chat}/rows?after=x").status_code == 404
