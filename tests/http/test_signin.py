"""Sign-in by a one-time link, joining by a code, signing out."""

import re

import pytest

from bot.http.guard import SESSION
from domain.people import Language, Standing

FORM = {
    "name": " Jo  Wu ",
    "language": "zh-Hans",
    "timezone": "Asia/Shanghai",
    "work_from": "09:00",
    "work_to": "17:30",
}


def token(page):
    """Return the token in a page's form."""
    return {"csrf": re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)[1]}


@pytest.fixture
def guest(served):
    """Return a browser that has not signed in."""
    with served.client() as client:
        yield client


def test_looking_at_a_link_does_not_use_it_up(served, guest):
    """Those who preview messages open links, too."""
    link = f"/link/{served.code('link', served.ann)}"
    for _ in range(3):
        page = guest.get(link)
        assert (page.status_code, "Sign in as Ann Lee" in page.text) == (200, True)
    assert guest.post(link, data=token(page)).status_code == 303


def test_a_link_lets_in_once(served, guest):
    """The page's button opens a session; the link is gone after that."""
    link = f"/link/{served.code('link', served.ann)}"
    answer = guest.post(link, data=token(guest.get(link)))
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Ann Lee" in guest.get("/").text
    assert guest.get(link).status_code == 410
    assert guest.post(link, data=token(guest.get("/"))).status_code == 410


def test_the_cookie_is_secure_where_the_address_is(serve):
    """With TLS in front the cookie never goes without it."""
    world = serve(public_url="https://salesbot.test")
    link = f"/link/{world.code('link', world.ann)}"
    with world.client() as guest:
        assert "Secure" in guest.get(link).headers["set-cookie"]


def test_a_link_of_somebody_who_left_is_no_longer_good(served, guest):
    """A closed account lets nobody in, and its sessions are over."""
    link = f"/link/{served.code('link', served.ann)}"
    with served.client(served.ann) as ann:
        served.change(served.ann, standing=Standing.LEFT)
        assert guest.get(link).status_code == 410
        assert ann.get(f"/chat/p{served.ann.id}/rows").status_code == 401


@pytest.mark.parametrize(
    ("header", "title"), [("zh-TW,en;q=0.5", "zh-Hant"), ("fr, zh;q=0.9", "zh-Hans"), ("de", "en")]
)
def test_a_newcomer_is_met_in_the_browsers_language(served, guest, header, title):
    """The language is proposed; it can be changed on the page."""
    join = f"/join/{served.code('join')}"
    assert f'<html lang="{title}">' in guest.get(join, headers={"accept-language": header}).text
    assert '<html lang="zh-Hant">' in guest.get(f"{join}?language=zh-Hant").text


def test_a_newcomer_joins_and_is_signed_in(served, guest):
    """The form's answers make a person, whose chat opens."""
    join = f"/join/{served.code('join')}"
    page = guest.get(join)
    assert "Join North" in page.text
    assert guest.post(join, data={**FORM, **token(page)}).status_code == 303
    [joined] = served.joined
    assert (joined.name, joined.language, joined.timezone) == ("Jo Wu", Language.ZH_HANS, "Asia/Shanghai")
    assert (joined.work_from.isoformat(), joined.work_to.isoformat()) == ("09:00:00", "17:30:00")
    assert "Jo Wu" in guest.get("/").text
    assert guest.post(join, data={**FORM, **token(guest.get("/"))}).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": " "}, "Please give your name"),
        ({"name": "x" * 61}, "Please give your name"),
        ({"name": "a\u202eb"}, "Please give your name"),
        ({"timezone": "Mars/Olympus"}, "Please choose your time zone"),
        ({"work_to": "08:00"}, "Please give working hours"),
        ({"work_from": "early"}, "Please give working hours"),
    ],
    ids=["no name", "long name", "odd name", "no zone", "ends first", "no time"],
)
def test_what_does_not_fit_is_asked_again(served, guest, wrong, why):
    """The form comes back with what was typed and what is wrong."""
    join = f"/join/{served.code('join')}"
    answer = guest.post(join, data={**FORM, **wrong, **token(guest.get(join))})
    assert (answer.status_code, why in answer.text) == (422, True)
    assert served.joined == []


def test_a_join_code_is_no_sign_in_link(served, guest):
    """Each code is good for its own page alone."""
    assert guest.get(f"/link/{served.code('join')}").status_code == 410
    assert guest.get(f"/join/{served.code('link', served.ann)}").status_code == 410


def test_signing_out_ends_the_session(served):
    """A copy of the cookie is worth nothing afterwards."""
    with served.client(served.ann) as ann:
        copy = ann.cookies[SESSION]
        assert ann.post("/signout").status_code == 303
        ann.cookies.set(SESSION, copy)
        assert ann.get(f"/chat/p{served.ann.id}/rows").status_code == 401
