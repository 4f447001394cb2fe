"""What is closed to somebody stays closed, whichever way it is asked for; what is theirs to do they can."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from domain.act import Act
from domain.activity import Kind
from domain.customer import Contact, Customer
from domain.deal import Deal, Stage
from domain.facts import Refused
from domain.incoming import Said
from domain.people import Role
from domain.reminder import Reminder
from storage.tables import activity, contact, customer, customer_share, deal, reminder

TODAY = date(2026, 11, 18)
PHONE = "555-0142"


@pytest.fixture
def acme(acting, team, clock):
    """Return a customer of Bob's with a contact, a deal and a callback of his."""
    with acting(team.bob) as unit:
        stored = unit.customers.add(
            Customer(
                name="Acme Labs", owner_id=team.bob.id, region="Pudong", phone=PHONE, cadence_from=clock()
            )
        )
        unit.contacts.add(Contact(customer_id=stored.id, name="Jane Doe", title="CFO", phone=PHONE))
        unit.deals.add(
            Deal(customer_id=stored.id, owner_id=team.bob.id, stage=Stage.LEAD, stage_since=clock())
        )
        unit.reminders.add(
            Reminder(
                kind=Kind.CALLBACK,
                person_id=team.bob.id,
                customer_id=stored.id,
                note="ask about the budget",
                first_on=TODAY,
                on=TODAY,
                zone="Asia/Shanghai",
                channel="web",
                chat=f"p{team.bob.id}",
            )
        )
    return stored


@pytest.fixture
def partner(office, change_person, team):
    """Return somebody who works for a reseller."""
    return office.private(change_person(team.ann, role=Role.PARTNER))


def rows(store, table):
    """Return all rows of a table."""
    with store.read() as unit:
        return unit.connection.execute(select(table).order_by(table.c.id)).all()


def share(store, customer_id, person):
    """Share a customer with somebody."""
    with store.write() as unit:
        now = unit.now()
        unit.connection.execute(
            customer_share.insert().values(
                customer_id=customer_id, person_id=person.id, version=1, created_at=now, updated_at=now
            )
        )
        unit.commit()


# ---- a colleague --------------------------------------------------------------------------------------


def test_a_rep_cannot_log_in_a_colleagues_name(store, ann, acme):
    """Nothing is logged as Bob, and his callback still stands."""
    told = ann.say("Bob called Acme Labs")
    assert rows(store, activity) == []
    assert [row.state for row in rows(store, reminder)] == ["open"]
    assert "You can log only what you did yourself." in told.text


def test_a_manager_logs_in_the_name_of_whom_they_lead(store, manager, team, acme):
    """What the manager says Bob did is Bob's."""
    manager.say("Bob called Acme Labs")
    assert [row.person_id for row in rows(store, activity)] == [team.bob.id]


def test_a_rep_opens_no_deal_at_a_colleagues_customer(store, ann, acme):
    """Neither by saying so, nor by moving one that is not seen."""
    for said in (Said("add_deal", {"customer": "Acme Labs", "amount": 9}),
                 Said("update_deal", {"customer": "Acme Labs", "amount": 9})):  # fmt: skip
        ann.do(said)
    assert [row.amount for row in rows(store, deal)] == [None]


def test_a_log_at_a_colleagues_customer_shows_nothing_that_was_there(store, ann, acme):
    """The contact is the one who is known there, and their title and phone are not told."""
    told = ann.say("visited Acme Labs, met Jane Doe")
    assert len(rows(store, activity)) == 1
    assert len(rows(store, contact)) == 1
    assert "Jane Doe" in told.text
    assert "CFO" not in told.text
    assert PHONE not in told.text


def test_the_choice_between_names_shows_no_details(ann, acting, team, acme, clock):
    """Of Acme Labs, which is Bob's, only the name and whose it is; of one's own customer the region too."""
    with acting(team.ann) as unit:
        unit.customers.add(
            Customer(name="Acme Works", owner_id=team.ann.id, region="Minhang", cadence_from=clock())
        )
    told = ann.do(Said("log", {"customer": "Acme", "kind": "visit"}))
    assert "Acme Labs · Bob Fox" in told.text
    assert "Minhang" in told.text
    assert "Pudong" not in told.text


def test_the_number_of_a_colleagues_reminder_says_nothing(store, ann, acme):
    """Not even whose it is."""
    number = rows(store, reminder)[0].id
    for said in ("done", "cancel", "reschedule"):
        told = ann.do(Said(said, {"id": number, "shift": "P1D"}))
        assert "Bob" not in told.text
        assert f"There is no number {number} that you can see." in told.text
    assert [row.state for row in rows(store, reminder)] == ["open"]


def test_the_agenda_of_a_colleague_is_theirs(ann, acme):
    """Nor is it read by asking for it by name."""
    told = ann.do(Said("list_tasks", {"owner": "Bob"}))
    assert "Acme Labs" not in told.text
    assert "That is not yours to see." in told.text


def test_the_agenda_of_everybody_is_of_those_one_leads(ann, manager, acme):
    """A rep leads nobody; the manager sees Bob's callback."""
    everybody = Said("list_tasks", {"owner": "team"})
    assert "Acme Labs" not in ann.do(everybody).text
    assert "Acme Labs" in manager.do(everybody).text


@pytest.mark.parametrize(
    ("visibility", "sees_name", "sees_phone"),
    [("names", True, False), ("open", True, True), ("team", True, True), ("own", False, False)],
)
def test_what_reps_see_of_each_other_is_set(acting, ann, acme, visibility, sees_name, sees_phone):
    """Bob is in Ann's team."""
    with acting() as unit:
        unit.settings.change("visibility", visibility)
    told = ann.do(Said("show", {"customer": "Acme Labs"})).text
    assert ("Owner: Bob Fox" in told) is sees_name
    assert (PHONE in told) is sees_phone


def test_open_within_the_team_is_closed_to_others(acting, ann, acme, team, change_person):
    """Of one of another team only the name is seen."""
    with acting() as unit:
        unit.settings.change("visibility", "team")
    change_person(team.bob, team_id=None)
    told = ann.do(Said("show", {"customer": "Acme Labs"})).text
    assert "Owner: Bob Fox" in told
    assert PHONE not in told


def test_a_name_that_is_hidden_is_still_there(store, acting, ann, acme):
    """Adding it a second time is refused, without saying whose it is."""
    with acting() as unit:
        unit.settings.change("visibility", "own")
    told = ann.do(Said("add_customer", {"customer": "Acme Labs"}))
    assert "Bob" not in told.text
    assert len(rows(store, customer)) == 1


# ---- a co-owner, a partner ----------------------------------------------------------------------------


def test_a_co_owner_sees_and_changes_what_is_shared(store, ann, team, acme):
    """As if it were their own."""
    share(store, acme.id, team.ann)
    assert PHONE in ann.do(Said("show", {"customer": "Acme Labs"})).text
    ann.do(Said("set_customer", {"customer": "Acme Labs", "field": "tier", "value": "key"}))
    assert [row.tier for row in rows(store, customer)] == ["key"]


def test_a_partner_sees_nothing_of_the_pool(store, acting, partner, clock):
    """Neither by name nor by number, and may change nothing there."""
    pooled = acting.customer("Umbrella Trading", phone=PHONE)
    for said in (
        Said("show", {"customer": "Umbrella Trading"}),
        Said("show", {"customer": {"id": pooled.id}}),
        Said("set_customer", {"customer": {"id": pooled.id}, "field": "tier", "value": "key"}),
    ):
        assert PHONE not in partner.do(said).text
    assert [row.tier for row in rows(store, customer)] == ["standard"]


def test_a_partner_works_with_what_is_shared_and_sees_no_prices_of_others(store, partner, team, acme):
    """The contact and the phone, but not Bob's deal."""
    share(store, acme.id, team.ann)
    told = partner.do(Said("show", {"customer": "Acme Labs"})).text
    assert PHONE in told
    assert "Lead" not in told
    partner.say("visited Acme Labs")
    assert len(rows(store, activity)) == 1


# ---- the store ----------------------------------------------------------------------------------------


def test_a_store_that_nobody_looks_at_shows_nothing(engines, clock, acme):
    """There is no reading without eyes."""
    from storage.store import Store

    with Store(engines, clock).read() as unit:
        for kind in ("customers", "contacts", "activities", "reminders", "deals", "attachments"):
            with pytest.raises(RuntimeError, match="nobody looks"):
                getattr(unit, kind).find(acme.id)


def test_who_sees_only_a_name_cannot_write_the_rest_away(store, team, acme):
    """A record of which only the name is there is never saved over the one that is whole."""
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="x", said_at=unit.now(), channel="", chat=""))
        unit.seen_by(unit.viewer_of(team.ann))
        closed = unit.customers.get(acme.id)
        assert closed.phone is None
        with pytest.raises(Refused):
            unit.customers.save(replace(closed, name="Acme"))


def test_a_manager_leads_the_teams_of_their_memberships(store, acting, manager, team, acme, change_person):
    """Beside the one they are in."""
    with acting() as unit:
        south = unit.teams.add(type(unit.teams.get(team.id))(name="South"))
        now = unit.now()
        unit.connection.execute(
            unit.people.table.metadata.tables["membership"].insert().values(
                person_id=team.manager.id, team_id=south.id, version=1, created_at=now, updated_at=now
            )
        )  # fmt: skip
    change_person(team.bob, team_id=south.id)
    assert PHONE in manager.do(Said("show", {"customer": "Acme Labs"})).text
