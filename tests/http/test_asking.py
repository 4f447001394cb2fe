"""Asking to be let in, on the sign-in page: told to the admins, waited for in one browser, used once."""

import pytest

from bot import joining
from bot.http.asking import ASKED
from bot.http.guard import SESSION
from domain.incoming import Address
from domain.request import Decision

from .test_demo import Day
from .test_signin import FORM, token

WISH = {**FORM, "note": " A colleague of  Bob "}


@pytest.fixture
def guest(served):
    """Return a browser that has not signed in."""
    with served.client() as client:
        yield client


def ask(guest, **changes):
    """Fill in the form and send it."""
    return guest.post("/ask", data={**WISH, **changes, **token(guest.get("/ask"))})


def the_wish(served, guest):
    """Return the request that this browser holds."""
    with served.store.read() as unit:
        return unit.requests.made_at(Address("web", unit.access.mark(guest.cookies[ASKED])))


def decide(served, guest, state, person=None):
    """Let an admin decide, whose words are tested in tests/contract/test_approving.py."""
    asked = the_wish(served, guest)
    with served.store.write() as unit:
        unit.requests.decide(asked, None, state)
        if person is not None:
            unit.way_in(person.id, asked.address.chat)
        unit.commit()


def test_the_way_there_stands_on_the_sign_in_page(guest):
    """For who has no link."""
    assert 'href="/ask"' in guest.get("/").text


def test_a_wish_is_kept_as_it_was_typed(served, guest):
    """With its note; the browser waits for the word, in the language that was chosen."""
    answer = ask(guest)
    assert (answer.status_code, answer.headers["location"]) == (303, "/ask")
    assert "HttpOnly" in answer.headers["set-cookie"]
    body = the_wish(served, guest).body
    assert (body["name"], body["note"], body["language"]) == ("Jo Wu", "A colleague of Bob", "zh-Hans")
    page = guest.get("/ask")
    assert "The administrators are asked" in page.text
    assert '<html lang="zh-Hans">' in page.text
    assert guest.get("/ask/state").json() == {"state": "open"}


def test_the_secret_stands_nowhere_but_in_the_browser(served, guest):
    """Neither in the store nor on a page or in its address."""
    ask(guest)
    secret = guest.cookies[ASKED]
    assert secret not in str(the_wish(served, guest))
    assert secret not in guest.get("/ask").text


def test_who_is_let_in_opens_the_chat_once(served, guest):
    """Looking signs nobody in: the button does."""
    ask(guest)
    copy = guest.cookies[ASKED]
    decide(served, guest, Decision.APPROVED, served.ann)
    assert guest.get("/ask/state").json() == {"state": "approved"}
    page = guest.get("/ask")
    assert "You are let in" in page.text
    assert SESSION not in guest.cookies
    answer = guest.post("/ask/enter", data=token(page))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Ann Lee" in guest.get("/").text
    assert ASKED not in guest.cookies
    with served.client() as other:
        shown = other.get("/ask")
        other.cookies.set(ASKED, copy)
        assert other.post("/ask/enter", data=token(shown)).status_code == 410
        assert SESSION not in other.cookies


@pytest.mark.parametrize("state", [Decision.OPEN, Decision.DECLINED])
def test_who_is_not_let_in_stays_outside(served, guest, state):
    """Whatever they post."""
    form = token(guest.get("/ask"))
    ask(guest)
    if state is not Decision.OPEN:
        decide(served, guest, state)
        assert "You are not let in" in guest.get("/ask").text
    assert guest.post("/ask/enter", data=form).status_code == 410
    assert SESSION not in guest.cookies


def test_a_browser_has_one_wish(served, guest):
    """Asked again, also after it was declined, it is shown how that one stands."""
    form = token(guest.get("/ask"))
    ask(guest)
    first = the_wish(served, guest)
    for state in (None, Decision.DECLINED):
        if state is not None:
            decide(served, guest, state)
        assert guest.post("/ask", data={**WISH, **form}).status_code == 303
        assert the_wish(served, guest).id == first.id
    with served.client() as other:
        ask(other)
        assert the_wish(served, other).id == first.id + 1


def test_who_is_here_already_is_told_nobody(served, guest):
    """A name that is taken is answered like any other."""
    with served.client() as other:
        known, unknown = ask(guest, name="Ann Lee"), ask(other, name="Zoe Nobody")
        answers = [(one.status_code, one.headers["location"], one.text) for one in (known, unknown)]
        assert answers[0] == answers[1]
        assert guest.get("/ask/state").text == other.get("/ask/state").text


@pytest.mark.parametrize("cookie", [None, "", "x" * 22, "0" * 4000])
def test_another_browser_learns_nothing(guest, cookie):
    """Of any wish."""
    if cookie is not None:
        guest.cookies.set(ASKED, cookie)
    assert guest.get("/ask/state").json() == {"state": None}
    assert 'name="note"' in guest.get("/ask").text


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": ""}, "Please give your name"),
        ({"note": "x" * 201}, "A note may have 200"),
        ({"note": "a\u202eb"}, "A note may have 200"),
        ({"timezone": "Mars/Olympus"}, "Please choose your time zone"),
        ({"work_to": "08:00"}, "Please give working hours"),
        ({"language": "tlh"}, "could not be read"),
    ],
    ids=["no name", "long note", "odd note", "no zone", "ends first", "no language"],
)
def test_what_does_not_fit_is_asked_again(guest, wrong, why):
    """With what was typed; nobody is told of it."""
    answer = ask(guest, **wrong)
    assert (answer.status_code, why in answer.text) == (422, True)
    assert ASKED not in guest.cookies


@pytest.mark.parametrize("path", ["/ask", "/ask/enter"])
def test_another_sites_form_asks_for_nobody(guest, path):
    """Without the page's token or from elsewhere it is refused."""
    form = token(guest.get("/ask"))
    assert guest.post(path, data=WISH).status_code == 403
    assert guest.post(path, data={**WISH, **form}, headers={"origin": "http://evil.test"}).status_code == 403
    assert ASKED not in guest.cookies


def test_too_many_wishes_are_refused(served, guest):
    """In words, with what was typed."""
    for _ in range(joining.MOST_WAIT):
        with served.client() as other:
            assert ask(other).status_code == 303
    answer = ask(guest)
    assert (answer.status_code, "Too many people wait" in answer.text) == (429, True)
    assert WISH["note"] in answer.text
    assert ASKED not in guest.cookies


def test_who_is_signed_in_needs_to_ask_nothing(served):
    """They are shown their chat."""
    with served.client(served.ann) as ann:
        assert ann.get("/ask").headers["location"] == "/"


def test_nobody_asks_in_the_demo(world, serve):
    """Everybody is let in there."""
    with serve(demo=Day(world)).client() as guest:
        assert guest.get("/ask").status_code == 404
        assert "/ask" not in guest.get("/").text
