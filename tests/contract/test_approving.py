"""Who asks to join is let in by an admin, in any chat, as what the admin says."""

import pytest
from sqlalchemy import select

from domain.act import Act
from domain.incoming import Address, Said
from domain.people import Role
from domain.people import Team as TeamRecord
from domain.request import Request, RequestKind
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
