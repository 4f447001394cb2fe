"""Who is not to be contacted: one contact alone, and whoever looks."""

import pytest

from domain.customer import Contact, Customer
from domain.incoming import Said
from storage.tables import reminder


@pytest.fixture
def acme(team, acting, clock):
    """Return a customer of Ann's with two people."""
    with acting(team.ann) as unit:
        stored = unit.customers.add(Customer(name="Acme Labs", owner_id=team.ann.id, cadence_from=clock()))
        for name in ("Jane Doe", "Tim Roe"):
            unit.contacts.add(Contact(customer_id=stored.id, name=name))
    return stored


def call(acme, contact=None, kind="call"):
    """Return the wish to be reminded of somebody."""
    slots = {"customer": {"id": acme.id}, "contact": contact, "kind": kind, "at": "2026-11-25T15:00"}
    return Said("remind", slots)


def stop(acme, contact, value="on"):
    """Return the wish that somebody is not contacted."""
    slots = {"customer": {"id": acme.id}, "contact": contact, "field": "no_contact", "value": value}
    return Said("set_customer", slots)


def states(store):
    """Return the states of all reminders."""
    with store.read() as unit:
        return [row.state for row in unit.connection.execute(reminder.select().order_by(reminder.c.id))]


def test_a_contact_is_not_to_be_contacted_and_the_others_are(store, ann, acme):
    """What would have led to it is called off, tasks and the others' stay; it is said, and on the card."""
    for wish in (call(acme, "Jane Doe"), call(acme, "Jane Doe", "task"), call(acme, "Tim Roe"), call(acme)):
        ann.do(wish)
    assert "Called off: 1 reminder" in ann.do(stop(acme, "Jane Doe")).text
    assert states(store) == ["cancelled", "open", "open", "open"]
    assert "Jane Doe at Acme Labs is not to be contacted" in ann.do(call(acme, "Jane Doe")).text
    assert "Call set" in ann.do(call(acme, "Tim Roe")).text
    assert "Jane Doe · do not contact" in ann.say("show Acme Labs").text


def test_it_is_undone_and_lifted(store, ann, acme):
    """Undone the reminder is open again; lifted, new ones are set."""
    ann.do(call(acme, "Jane Doe"))
    ann.do(stop(acme, "Jane Doe"))
    ann.press("Undo")
    assert states(store) == ["open"]
    ann.do(stop(acme, "Jane Doe"))
    ann.do(stop(acme, "Jane Doe", "off"))
    assert "Call set" in ann.do(call(acme, "Jane Doe")).text


@pytest.mark.parametrize("whom", ["Jane Doe", None], ids=["a contact", "the customer"])
def test_it_holds_for_who_sees_only_the_name(store, ann, bob, acme, whom):
    """A colleague's reminder is not set either."""
    ann.do(stop(acme, whom))
    assert "is not to be contacted" in bob.do(call(acme, "Jane Doe")).text
    assert states(store) == []
