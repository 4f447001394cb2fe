"""A customer shared with a co-owner or a partner: at once, by whom it may be, ended and undone."""

import pytest

from domain.customer import Contact, Customer
from domain.incoming import Said
from domain.people import Person, Role


@pytest.fixture
def pat(office, acting):
    """Return a partner, a reseller's rep, in their private chat."""
    with acting() as unit:
        joined = unit.admit(Person(name="Pat Gray", role=Role.PARTNER, timezone="Asia/Shanghai"))
    return office.private(joined)


@pytest.fixture
def acme(team, acting, clock):
    """Return a customer of Ann's, with somebody there."""
    with acting(team.ann) as unit:
        stored = unit.customers.add(Customer(name="Acme Labs", owner_id=team.ann.id, cadence_from=clock()))
        unit.contacts.add(Contact(customer_id=stored.id, name="Jane Doe", phone="555-0142"))
    return stored


def share(customer, name, **more):
    """Return the wish that somebody works at a customer beside its owner."""
    slots = {"customer": {"id": customer.id}, "field": "co_owner", "value": name, **more}
    return Said("set_customer", slots)


def sees(conversation):
    """Return whether somebody is shown all of the customer."""
    return "555-0142" in conversation.say("show Acme Labs").text


def test_a_partner_sees_what_is_shared_with_them_at_once(ann, pat, acme):
    """And is told so; before it, there is no such customer."""
    assert not sees(pat)
    assert "shared with Pat Gray now" in ann.do(share(acme, "Pat Gray")).text
    assert "Ann Lee shares Acme Labs with you" in pat.told().text
    assert sees(pat)
    assert "Visit logged" in pat.say("visited Acme Labs").text


def test_the_card_of_a_customer_names_its_co_owners(ann, bob, acme):
    """To who may see all of it."""
    ann.do(share(acme, "Bob"))
    assert "Co-owners: Bob Fox" in ann.say("show Acme Labs").text


def test_a_share_ends(ann, pat, acme):
    """From the next message on; the one with whom it was shared is told."""
    ann.do(share(acme, "Pat Gray"))
    assert "no longer shared with Pat Gray" in ann.do(share(acme, "Pat Gray", remove=True)).text
    assert "no longer shares Acme Labs with you" in pat.told().text
    assert not sees(pat)


def test_undo_takes_a_share_back_and_gives_one_back(ann, pat, acme):
    """Both ways."""
    ann.do(share(acme, "Pat Gray"))
    ann.press("Undo")
    assert not sees(pat)
    ann.do(share(acme, "Pat Gray"))
    ann.do(share(acme, "Pat Gray", remove=True))
    ann.press("Undo")
    assert sees(pat)


def test_who_it_was_shared_with_hears_of_an_undo(ann, pat, acme):
    """What they were told no longer holds, either way; the doer hears nothing beside the card."""
    ann.do(share(acme, "Pat Gray"))
    pat.told()
    assert ann.press("Undo").new == []
    assert "Ann Lee no longer shares Acme Labs with you" in pat.told().text
    ann.do(share(acme, "Pat Gray"))
    ann.do(share(acme, "Pat Gray", remove=True))
    pat.told()
    ann.press("Undo")
    assert "Ann Lee shares Acme Labs with you" in pat.told().text


def test_a_manager_who_undoes_tells_both(ann, pat, manager, acme, store, team):
    """Who has it and who had it with them."""
    ann.do(share(acme, "Pat Gray"))
    pat.told()
    with store.read() as unit:
        act = unit.acts.latest_of(team.ann.id, ann.address)
    manager.tap(f"undo act-{act.id}")
    assert "Mona Reed no longer shares Acme Labs with you" in pat.told().text
    assert "Mona Reed at your customers" in ann.told().text


def test_the_manager_who_leads_the_owner_shares_and_the_owner_hears(ann, pat, manager, acme):
    """Also where the customer is shared with the manager."""
    ann.do(share(acme, "Mona Reed"))
    assert "shared with Pat Gray now" in manager.do(share(acme, "Pat Gray")).text
    assert "Mona Reed at your customers" in ann.told().text
    assert sees(pat)


@pytest.mark.parametrize("shared", [False, True], ids=["a colleague", "a co-owner"])
def test_nobody_else_shares(ann, bob, pat, acme, shared):
    """What is shared is not theirs to share."""
    if shared:
        ann.do(share(acme, "Bob Fox"))
    told = bob.do(share(acme, "Pat Gray")).text
    assert ("Only its owner or their manager" if shared else "not yours") in told
    assert not sees(pat)


def test_an_owner_needs_no_share_and_what_is_not_shared_does_not_end(ann, acme):
    """Both are said, and nothing changes."""
    assert "Ann Lee owns Acme Labs already" in ann.do(share(acme, "me")).text
    assert "not shared with Bob Fox" in ann.do(share(acme, "Bob", remove=True)).text


def test_a_share_said_twice_is_one(ann, store, team, acme):
    """The second changes nothing."""
    for _ in range(2):
        ann.do(share(acme, "Bob Fox"))
    with store.read() as unit:
        assert [one.person_id for one in unit.shares.at(acme.id)] == [team.bob.id]


def test_who_is_meant_is_asked_where_it_is_not_clear(ann, pat, acme):
    """And answered by name; of somebody who is nobody here it is said."""
    assert "Nobody called “Zoe”" in ann.do(share(acme, "Zoe")).text
    assert "what shall I put?" in ann.do(share(acme, None)).text
    assert "shared with Pat Gray now" in ann.say("Pat Gray").text
