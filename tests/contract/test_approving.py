"""Who asks to join is let in by an admin, in any chat, as what the admin says."""

from datetime import time

import pytest
from sqlalchemy import select

from bot import accounts, joining
from bot.channels import desk
from bot.http.services import Joining
from bot.http.signin import linked
from bot.render.plain import plain
from domain.act import Act
from domain.incoming import Address, Said
from domain.people import Language, Role
from domain.people import Team as TeamRecord
from domain.request import Request, RequestKind
from storage.codec import load
from storage.tables import person

HELD = {"name": "Eve Gray", "language": "en", "timezone": "Europe/Berlin", "account": "88", "message": "m1"}


@pytest.fixture
def asked(store, team):
    """Return the number of the request of a stranger on a platform."""
    with store.write() as unit:
        wish = Request(kind=RequestKind.JOIN, address=Address("telegram", "88"), body=HELD)
        number = unit.requests.ask(wish).id
        unit.commit()
    return number


@pytest.fixture
def admin(office, team):
    """Return the admin, who has nothing but the web chat."""
    return office.private(team.admin)


@pytest.fixture
def south(store):
    """Return what opens another team."""
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="south", said_at=unit.now(), channel="", chat=""))
        other = unit.teams.add(TeamRecord(name="South"))
        unit.commit()
    return other


def joined(store):
    """Return role and team of who asked, once they are in."""
    query = select(person.c.role, person.c.team_id).where(person.c.name == "Eve Gray")
    with store.read() as unit:
        return unit.connection.execute(query).first()


def test_an_admin_approves_in_the_web_chat(store, admin, asked, team):
    """As a rep of the only team, where nothing else is said."""
    assert "Eve Gray has joined" in admin.say(f"approve {asked}").text
    assert joined(store) == (Role.REP, team.id)


@pytest.mark.parametrize(("role", "of_team"), [("manager", True), ("partner", False), ("admin", False)])
def test_the_admin_names_the_role(store, admin, asked, team, role, of_team):
    """Partners and admins are in no team unless one is named."""
    told = admin.do(Said("approve", {"id": asked, "role": role})).text
    assert f"Role: {role}" in told
    assert joined(store) == (Role(role), team.id if of_team else None)


def test_the_admin_names_the_team(store, admin, asked, south):
    """In whatever case; one that there is not is asked about, with those there are."""
    told = admin.do(Said("approve", {"id": asked, "role": "manager", "team": "East"}))
    assert {"1. North", "2. South"} <= set(told.buttons)
    admin.do(Said("approve", {"id": asked, "role": "manager", "team": "south"}))
    assert joined(store) == (Role.MANAGER, south.id)


def test_a_partner_belongs_to_the_team_that_is_named(store, admin, asked, south):
    """And is led by its managers then."""
    admin.do(Said("approve", {"id": asked, "role": "partner", "team": "South"}))
    assert joined(store) == (Role.PARTNER, south.id)


def test_the_role_is_a_button(store, admin, asked, team):
    """What stands under the request; nobody else's press counts."""
    admin.tap(f"approve {asked} manager")
    assert joined(store) == (Role.MANAGER, team.id)


@pytest.mark.parametrize("who", ["manager", "ann"])
def test_nobody_else_decides(request, store, asked, who):
    """Nor makes somebody more than they are themselves."""
    other = request.getfixturevalue(who)
    assert "no number" in other.tap(f"approve {asked} admin").text
    assert joined(store) is None


# ---- on the sign-in page ------------------------------------------------------------------------------

JO = Joining("Jo Wu", Language.ZH_HANS, "Asia/Taipei", time(8, 30), time(17, 30))


def linked_to(store, secret):
    """Return whom the secret of a browser signs in; using it up is up to them."""
    with store.read() as unit:
        person = linked(unit, secret, "asked")
    return person and person.name


def test_a_wish_from_the_sign_in_page_is_an_admins_to_decide(store, office, team):
    """They see the name and note as typed, and that nothing else vouches for them; nobody else is told."""
    admin, manager = office.private(team.admin), office.private(team.manager)
    secret = joining.ask(store, JO, "Bob's new colleague")
    asked = admin.told()
    for told in ("Jo Wu asks to join", "the sign-in page", "Bob's new colleague", "only whom you expect"):
        assert told in asked.text
    assert {"Approve", "As manager", "As partner", "Decline"} <= set(asked.buttons)
    assert manager.told().text == ""
    assert linked_to(store, secret) is None


def test_who_is_let_in_from_the_sign_in_page_needs_no_questions(store, office, team):
    """They said all on the page; their chat welcomes them, and their browser is let in, once."""
    admin = office.private(team.admin)
    secret = joining.ask(store, JO, "")
    admin.told()
    assert "Jo Wu has joined" in admin.press("Approve").text
    assert linked_to(store, secret) == "Jo Wu"
    with store.write() as unit:
        (jo,) = unit.people.many([unit.access.use(secret).person_id]).values()
        assert unit.access.use(secret) is None
        unit.commit()
    assert (jo.role, jo.team_id, jo.language) == (Role.REP, team.id, Language.ZH_HANS)
    assert (jo.timezone, jo.work_from, jo.work_to) == ("Asia/Taipei", time(8, 30), time(17, 30))
    assert linked_to(store, secret) is None
    with store.read() as unit:
        (welcome,) = unit.screen.since(Address(desk.WEB, desk.private_chat(jo)), 0, 10)
    told = plain(load(welcome.body))
    assert "欢迎你，Jo Wu" in told
    assert "08:30-17:30" in told


def test_who_is_declined_on_the_sign_in_page_is_nobody(store, office, team):
    """Their secret stays good for nothing."""
    admin = office.private(team.admin)
    secret = joining.ask(store, JO, "")
    admin.told()
    assert "was not let in" in admin.press("Decline").text
    assert linked_to(store, secret) is None
    with store.read() as unit:
        assert "Jo Wu" not in [one.name for one in unit.people.everybody()]


@pytest.mark.parametrize("ends", ["the account", "a week"])
def test_a_way_in_that_is_not_used_ends(store, office, team, clock, ends):
    """Nobody comes in late by an old browser."""
    admin = office.private(team.admin)
    secret = joining.ask(store, JO, "")
    admin.told()
    admin.press("Approve")
    if ends == "a week":
        clock.forward(days=7)
    else:
        accounts.close(store, "Jo Wu")
    assert linked_to(store, secret) is None


def test_ten_wishes_wait_at_most(store, office, team, clock):
    """Whoever opens the page can make them: no more come until one is decided or a week old."""
    admin = office.private(team.admin)
    for _ in range(joining.MOST_WAIT):
        assert joining.ask(store, JO, "") is not None
    assert joining.ask(store, JO, "") is None
    assert len(admin.told().new) == joining.MOST_WAIT
    admin.press("Decline")
    assert joining.ask(store, JO, "") is not None
    assert joining.ask(store, JO, "") is None
    clock.forward(days=8)
    assert joining.ask(store, JO, "") is not None
