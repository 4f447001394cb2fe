"""Who leads whom: one rule, for what is seen, what is heard of, and whose web chats stand in the list."""

import pytest

from bot import accounts
from bot.http.visitors import visitor_of
from bot.joining import add_person
from bot.say import chat_lost
from domain.act import Act
from domain.customer import Customer
from domain.incoming import Address
from domain.people import Chat, ChatKind, Person, Role
from domain.people import Team as TeamRecord


@pytest.fixture
def south(store, team):
    """Return another team, its manager, and a manager of no team."""
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="south", said_at=unit.now(), channel="", chat=""))
        other = unit.teams.add(TeamRecord(name="South"))
        sue, noone = (
            add_person(unit, Person(name=name, role=Role.MANAGER, team_id=id, timezone="Asia/Shanghai"))
            for name, id in (("Sue West", other.id), ("Nora Lane", None))
        )
        unit.commit()
    return other, sue, noone


def names(people):
    """Return what people are called."""
    return {person.name for person in people}


def test_a_team_is_led_by_its_managers_those_who_lead_it_beside_theirs_and_the_admins(store, team, south):
    """Nobody who leads another team alone, and no manager without a team."""
    accounts.lead(store, "Sue West", "North")
    with store.read() as unit:
        assert names(unit.people.leaders_of(team.ann)) == {"Ada Stone", "Mona Reed", "Sue West"}
        assert names(unit.people.leaders_of_team(south[0].id)) == {"Ada Stone", "Sue West"}
        assert names(unit.people.leaders_of_team(None)) == {"Ada Stone"}


def test_a_manager_leads_no_other_manager(store, team, south, acting, office, clock):
    """Neither one of the same team nor one who leads it beside theirs, nor do they see their customers."""
    accounts.lead(store, "Sue West", "North")
    with acting() as unit:
        unit.customers.add(
            Customer(name="Acme Labs", owner_id=south[1].id, cadence_from=clock(), phone="555")
        )
        assert unit.people.led_by(team.manager) == {team.ann.id, team.bob.id}
    assert "555" not in office.private(team.manager).say("show Acme Labs").text
    assert "555" in office.private(team.admin).say("show Acme Labs").text


def test_who_leads_beside_their_team_hears_of_its_lost_chats(store, office, team, south):
    """Of a person's, and of the group's."""
    accounts.lead(store, "Sue West", "North")
    sue, nora = (office.private(one) for one in south[1:])
    with store.write() as unit:
        for address, of in ((Address("telegram", "7"), {"person_id": team.ann.id, "kind": ChatKind.PRIVATE}),
                            (Address("telegram", "-7"), {"team_id": team.id, "kind": ChatKind.GROUP,
                                                         "title": "Field"})):  # fmt: skip
            unit.chats.open(Chat(channel=address.channel, platform_id=address.chat, **of))
            chat_lost(address, unit)
        unit.commit()
    told = sue.told().text
    assert "Ann Lee" in told
    assert "Field" in told
    assert nora.told().text == ""


def test_the_admins_hear_of_every_lost_chat_wherever_they_belong(store, office, team, south, change_person):
    """Also one who belongs to another team."""
    admin = office.private(change_person(team.admin, team_id=south[0].id))
    with store.write() as unit:
        chat_lost(unit.chats.private_of(team.ann.id).address, unit)
        unit.commit()
    assert "Ann Lee" in admin.told().text


def test_a_manager_without_a_team_sees_no_teams_web_chat(store, team, south):
    """An admin sees all, a manager of two teams both."""
    accounts.lead(store, "Sue West", "North")

    def seen(person):
        with store.write() as unit:
            secret = unit.access.open_session(person.id)
            return [chat.team for chat in visitor_of(unit, secret).chats[1:]]

    assert seen(south[2]) == []
    assert seen(south[1]) == seen(team.admin) == ["North", "South"]
    assert seen(team.ann) == ["North"]
