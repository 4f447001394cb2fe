"""What a chat is told: everything in private, what its team may see where cleared, else names and dates."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.render.wording import WORDING
from domain.audience import AS_IT_IS, SIGHT, Place, brief, place_of
from domain.customer import Contact, Customer
from domain.deal import Deal, Stage
from domain.facts import Corrected
from domain.incoming import Said
from domain.people import Chat, ChatKind
from storage.tables import chat, outbox

from ..render.test_wording import SAMPLES

PHONE = "555-0142"
TEAM_CHAT = Chat(channel="web", platform_id="t1", kind=ChatKind.GROUP, team_id=1)


@pytest.fixture
def acme(acting, team, clock):
    """Return a customer of Ann's with a contact and a deal."""
    with acting(team.ann) as unit:
        stored = unit.customers.add(
            Customer(name="Acme Labs", owner_id=team.ann.id, phone=PHONE, cadence_from=clock())
        )
        unit.contacts.add(Contact(customer_id=stored.id, name="Jane Doe", title="CFO"))
        unit.deals.add(
            Deal(
                customer_id=stored.id,
                owner_id=team.ann.id,
                title="Pilot",
                amount=Decimal(777),
                currency="CNY",
                stage=Stage.LEAD,
                stage_since=clock(),
            )
        )
    return stored


@pytest.fixture
def group(store, office, team, ann, manager, bob):
    """Return the group in which Ann speaks; how it stands is told when it is opened."""
    for conversation in (ann, bob, manager):
        conversation.say("help")

    def opened(**stands):
        here = office.group(team.ann)
        with store.write() as unit:
            unit.begin_act(_act(unit))
            known = unit.chats.at(here.address.channel, here.address.chat)
            if known is None:
                known = unit.chats.add(
                    Chat(
                        channel="web",
                        platform_id=here.address.chat,
                        kind=ChatKind.GROUP,
                        team_id=team.id,
                    )
                )
            unit.chats.save(replace(known, **(stands or {"cleared": False})))
            unit.connection.execute(
                update(chat).where(chat.c.id == known.id).values(guests=stands.get("guests", False))
            )
            unit.commit()
        return here

    return opened


def _act(unit: Any) -> Any:
    from domain.act import Act

    key = f"stands:{unit.now().isoformat()}:{id(unit)}"
    return Act(person_id=None, source_key=key, said_at=unit.now(), channel="", chat="")


# ---- every kind of fact -------------------------------------------------------------------------------


def test_every_kind_of_fact_says_what_of_it_is_names_and_dates():
    """Whoever adds a kind must say so."""
    assert set(WORDING) <= {*SIGHT, Corrected}


PRIVATE = ("占线", "预算冻结", "问续约", "采购总监", "138", "3@4", "王建国", "服务器", "价格", "500000")
"""What the samples hold that is no name of a customer or colleague, and no date."""


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: type(fact).__name__)
def test_the_brief_of_a_fact_is_worded_without_anything_private(fact):
    """Notes, contacts, titles of deals and amounts are in no chat that may not hear them."""
    from bot.render.plain import plain
    from bot.render.wording import word
    from domain.outgoing import Reader

    if isinstance(fact, Corrected) or SIGHT[type(fact)] is AS_IT_IS:
        return
    told = plain(word(brief(fact), Reader("zh-Hans", "Asia/Shanghai")))
    assert [private for private in PRIVATE if private in told.replace(",", "")] == []


@pytest.mark.parametrize(
    ("stands", "place"),
    [
        ({}, Place.CLEARED),
        ({"cleared": False}, Place.OTHER),
        ({"team_id": None}, Place.OTHER),
        ({"guests": True}, Place.GUESTS),
        ({"kind": ChatKind.PRIVATE, "person_id": 1}, Place.PRIVATE),
    ],
)
def test_what_kind_of_place_a_chat_is(stands, place):
    """Guests make a cleared chat one with guests; a chat of no team is any other."""
    assert place_of(replace(TEAM_CHAT, **stands)) is place


# ---- asking in a group --------------------------------------------------------------------------------


def test_a_cleared_chat_sees_what_its_team_may(group, ann, team, acme):
    """A customer of the team's is shown in full, and nobody is told anything twice."""
    told = group(team_id=team.id).say("@salesbot show Acme Labs")
    assert PHONE in told.text
    assert ann.told().new == []


@pytest.mark.parametrize("stands", [{"guests": True}, {"cleared": False}], ids=str)
def test_any_other_chat_sees_names_and_dates(group, ann, team, acme, stands):
    """The asker alone is told the rest, in private."""
    told = group(**stands).say("@salesbot show Acme Labs")
    assert "Acme Labs" in told.text
    assert "The rest is in your private chat with me." in told.text
    for private in (PHONE, "Jane", "CFO", "777", "Pilot"):
        assert private not in told.text
    alone = ann.told().text
    for private in (PHONE, "Jane Doe (CFO)", "Pilot"):
        assert private in alone


def test_a_chat_cleared_for_one_team_is_not_for_another(store, group, ann, team, acme, acting):
    """What is Ann's is told in full only where her team reads along."""
    with acting() as unit:
        south = unit.teams.add(type(unit.teams.get(team.id))(name="South"))
    told = group(team_id=south.id).say("@salesbot show Acme Labs")
    assert PHONE not in told.text
    assert PHONE in ann.told().text


def test_without_a_private_chat_the_group_says_how_to_open_one(store, ann, acme, group):
    """Nothing more is told anywhere."""
    here = group()
    with store.write() as unit:
        unit.chats.gone(ann.address)
        unit.commit()
    told = here.say("@salesbot show Acme Labs")
    assert "Open a private chat with me" in told.text
    assert PHONE not in told.text


def test_ones_agenda_is_told_in_private_whatever_the_chat(group, ann, team):
    """A cleared chat hears the names and dates of it, not the notes."""
    ann.do(Said("remind", {"kind": "task", "at": "2026-11-19", "note": "buy roses"}))
    told = group(team_id=team.id).say("@salesbot what do I have tomorrow")
    assert "Thu 19 Nov" in told.text
    assert "roses" not in told.text
    assert "roses" in ann.told().text


def test_what_is_done_in_a_group_is_undone_in_private(group, ann, team, acme):
    """The card with its buttons is the asker's alone; the group hears of both."""
    here = group()
    told = here.say("@salesbot visited Acme Labs, the budget is tight")
    assert "Visit logged · Acme Labs" in told.text
    assert "budget" not in told.text
    assert told.buttons == {}
    assert "the budget is tight" in ann.told().text
    assert "Undone" in ann.press("Undo").text
    assert "Undone" in here.told().text


def test_a_new_word_on_a_card_stays_out_of_the_group(group, ann, team, acme):
    """Changing in private edits the group's words too: without what is not for it."""
    here = group()
    here.say("@salesbot visited Acme Labs, all is well")
    ann.told()
    ann.press("Change")
    ann.press("5. Note")
    ann.say("the budget is frozen")
    assert "frozen" in "".join(message.text for message in ann.stands())
    assert "frozen" not in "".join(message.text for message in here.stands()) + here.told().text


def test_a_choice_between_deals_is_made_in_private(group, ann, team, acme, acting, clock):
    """The group sees neither titles nor amounts; the buttons work in the private chat."""
    with acting(team.ann) as unit:
        unit.deals.add(
            Deal(
                customer_id=acme.id, owner_id=team.ann.id, title="Robots", stage=Stage.LEAD,
                stage_since=clock(),
            )
        )  # fmt: skip
    here = group()
    told = here.say("@salesbot Acme Labs moved to proposal")
    assert "Robots" not in told.text
    assert "Pilot" not in told.text
    assert "Robots" in ann.told().text
    assert "Lead → Proposal" in ann.press("1. Robots · Lead").text
    assert "Robots" not in here.told().text


def test_the_pipeline_in_a_teams_chat_is_the_teams(store, group, manager, office, team, acme, acting, clock):
    """An admin who asks there for everything is told what the team has."""
    with acting(team.admin) as unit:
        other = unit.customers.add(Customer(name="Globex", owner_id=team.admin.id, cadence_from=clock()))
        unit.deals.add(
            Deal(
                customer_id=other.id, owner_id=team.admin.id, amount=Decimal(5), currency="CNY",
                stage=Stage.LEAD, stage_since=clock(),
            )
        )  # fmt: skip
    here = group(team_id=team.id)
    here.person = team.admin
    told = here.say("@salesbot pipeline")
    assert "777" in told.text
    assert "782" not in told.text


# ---- what the clock tells, and what waits -------------------------------------------------------------


def remind(conversation):
    """Set a callback that rings in a minute, with a note."""
    conversation.do(
        Said(
            "remind",
            {
                "customer": "Acme Labs",
                "kind": "callback",
                "contact": "Jane Doe",
                "at": "2026-11-18T12:01",
                "note": "ask about the budget",
            },
        )
    )


def ringing(office, clock):
    """Let the callback ring."""
    clock.forward(minutes=2)
    office.tick()


@pytest.mark.parametrize(("cleared", "heard"), [(True, True), (False, False)])
def test_a_callback_in_the_teams_chat(group, office, ann, team, acme, clock, cleared, heard):
    """It rings there in full where the chat is cleared, else by name and time; its owner hears all of it."""
    here = group(team_id=team.id, cleared=cleared)
    remind(ann)
    here.told()
    ringing(office, clock)
    told = here.told().text
    assert "Callback · Acme Labs" in told
    assert ("budget" in told) is heard
    assert ("CFO" in told) is heard
    assert "budget" in ann.told().text


def test_what_waits_for_a_chat_cleared_no_more_is_not_sent(store, group, office, ann, team, acme, clock):
    """It was worded for the team's eyes; guests came before it was sent."""
    here = group(team_id=team.id)
    remind(ann)
    ringing(office, clock)
    with store.write() as unit:
        unit.connection.execute(
            update(chat).where(chat.c.platform_id == here.address.chat).values(guests=True)
        )
        unit.commit()
    assert here.told().new == []
    with store.read() as unit:
        states = unit.connection.execute(
            select(outbox.c.state).where(outbox.c.cleared_for_id == team.id)
        ).scalars()
        assert set(states) == {"unwanted"}


# ---- whose customer it is -----------------------------------------------------------------------------


def test_the_owner_hears_when_somebody_else_acts_on_their_customer(bob, ann, manager, acme):
    """Once for a message, whatever it did."""
    ann.say("help")
    bob.do(
        Said("log", {"customer": "Acme Labs", "kind": "visit"}),
        Said("remind", {"customer": "Acme Labs", "kind": "call", "at": "2026-11-19T15:00"}),
    )
    (heard,) = ann.told().new
    assert "Bob Fox at your customers" in heard.text
    assert "Acme Labs" in heard.text


def test_an_owner_does_not_hear_of_what_they_did_themselves(ann, acme):
    """The answer is all they are told."""
    assert len(ann.say("visited Acme Labs").new) == 1


def test_who_only_looks_is_not_told_on(bob, ann, acme):
    """Showing a customer acts on nothing."""
    ann.say("help")
    bob.say("@salesbot show Acme Labs")
    assert ann.told().new == []


def test_the_owner_hears_of_anothers_undo(ann, manager, store, team):
    """At which customer, also where it is gone with it; of one's own nothing is said."""
    ann.say("new customer Acme Labs")
    ann.say("visited Acme Labs")
    for _ in range(2):
        with store.read() as unit:
            act = unit.acts.latest_of(team.ann.id, ann.address)
        manager.tap(f"undo act-{act.id}")
        heard = ann.told().text
        assert "Mona Reed at your customers" in heard
        assert "Undo · Acme Labs" in heard
    ann.say("new customer Globex")
    assert "at your customers" not in ann.press("Undo").text


def test_the_owner_hears_of_anothers_erasing(ann, manager):
    """Of a contact at which customer; of a whole customer without its name, which is gone."""
    ann.say("new customer Acme Labs, contact Jane Doe 555-0142")
    ann.told()
    manager.say("erase all data of Jane Doe at Acme Labs")
    manager.press("Yes, erase it")
    assert "Erase somebody's data · Acme Labs" in ann.told().text
    manager.say("erase all data of Acme Labs")
    manager.press("Yes, erase it")
    heard = ann.told().text
    assert "Erase somebody's data" in heard
    assert "Acme Labs" not in heard
