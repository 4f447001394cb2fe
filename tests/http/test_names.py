"""What people are called, and what they call others, is never markup: on no page and in no row."""

import re
from dataclasses import replace

import pytest

from bot.http.app import make_app
from bot.render.wording import word
from domain.act import Act
from domain.customer import Contact, Customer
from domain.facts import ChatTied, CustomerShown, Decided, Joined, JoinWanted, SeemsGone
from domain.incoming import Address
from domain.outgoing import Reader
from domain.people import Person, Team
from domain.request import Request, RequestKind

from .conftest import NOON

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
READER = Reader("en", "Asia/Shanghai")
EVE = Person(id=9, name=EVIL)
ASKED = Request(id=1, kind=RequestKind.JOIN, address=Address("telegram", "1"), body={"name": EVIL})
CUSTOMER = Customer(id=1, name=EVIL, industry=EVIL, region=EVIL, address=EVIL, cadence_from=NOON)

TOLD = {
    "person": Joined(EVE, None),
    "team": ChatTied(Team(name=EVIL)),
    "customer": CustomerShown(CUSTOMER, EVE, True, (EVIL,)),
    "contact": CustomerShown(CUSTOMER, None, True, contacts=(Contact(customer_id=1, name=EVIL, title=EVIL),)),
    "chat title": SeemsGone(ASKED, EVIL),
    "who asks": JoinWanted(replace(ASKED, address=Address("web", "0f"), body={"name": EVIL, "note": EVIL})),
    "stranger": Decided(ASKED, True, EVE, Team(name=EVIL)),
}


@pytest.fixture
def named(served):
    """Return a world in which Ann and her team are called something evil."""
    served.change(served.ann, name=EVIL)
    with served.store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="evil", said_at=unit.now(), channel="web", chat=""))
        team = unit.teams.get(served.team.id)
        unit.teams.save(Team(id=team.id, version=team.version, name=EVIL))
        unit.commit()
    return served


PAGES = {
    "chat": lambda world, ann, guest: ann.get("/"),
    "team's chat": lambda world, ann, guest: ann.get(f"/?chat=t{world.team.id}"),
    "devices": lambda world, ann, guest: ann.get("/devices", headers={"user-agent": EVIL}),
    "link": lambda world, ann, guest: guest.get(f"/link/{world.code('link', world.ann)}"),
    "join": lambda world, ann, guest: guest.get(f"/join/{world.code('join')}"),
    "join again": lambda world, ann, guest: _wrong_form(guest, f"/join/{world.code('join')}"),
    "ask again": lambda world, ann, guest: _wrong_form(guest, "/ask"),
    "query": lambda world, ann, guest: guest.get(f"/join/{world.code('join')}", params={"language": EVIL}),
    "nowhere": lambda world, ann, guest: ann.get(f"/{EVIL}", headers={"accept": "text/html"}),
    "gone": lambda world, ann, guest: guest.get(f"/link/{EVIL}"),
}


def _wrong_form(guest, where):
    """Send the form of a newcomer with evil in every field."""
    page = guest.get(where)
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)[1]
    form = dict.fromkeys(("name", "note", "language", "timezone", "work_from", "work_to"), EVIL)
    return guest.post(where, data={**form, "csrf": token})


@pytest.mark.parametrize("page", PAGES)
def test_no_name_is_markup_on_a_page(named, page):
    """Each page that shows a name, or what came with the request."""
    with named.client(named.ann) as ann, named.client() as guest:
        text = PAGES[page](named, ann, guest).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "{{7*7}}" in text or "alert(1)" not in text
    assert re.search(r"(?<!&#39;)>49<", text) is None


@pytest.mark.parametrize("what", TOLD)
def test_no_name_is_markup_in_a_row(served, what):
    """What the bot tells of it comes to the page escaped, and its buttons' labels as text."""
    chat = f"p{served.ann.id}"
    served.show(chat, word(TOLD[what], READER))
    with served.client(served.ann) as ann:
        (row,) = ann.get(f"/chat/{chat}/rows").json()
    assert "alert(1)" in row["html"]
    assert "<script" not in row["html"]
    assert "<img" not in row["html"]


def posts(world):
    """Yield the path of every route that takes a POST, with something in the place of its parameters."""
    for mount in make_app(world.services()).routes:
        for route in getattr(mount, "routes", None) or ():
            if "POST" in (getattr(route, "methods", None) or ()):
                yield re.sub(r"\{\w+\}", "x", route.path)


def test_every_post_asks_for_our_token_and_origin(served):
    """Those that are added later, too."""
    paths = set(posts(served))
    assert {"/signout", "/devices/end", "/link/x", "/join/x", "/chat/x/messages"} <= paths
    with served.client(served.ann) as ann:
        for path in paths:
            for headers in ({"x-csrf-token": ""}, {"origin": "http://evil.test"}):
                assert ann.post(path, headers=headers).status_code == 403, path
        assert ann.get("/devices").status_code == 200


def test_nothing_that_changes_something_is_asked_for_by_a_get(served):
    """A picture or a link on another page does nothing."""
    with served.client(served.ann) as ann:
        for path in posts(served):
            ann.get(path)
        assert ann.get("/devices").status_code == 200
