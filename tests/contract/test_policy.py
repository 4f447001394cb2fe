"""The policy as written by hand, held against what comes of each action of each role with each kind of thing;
and the page that managers read, held against the policy."""

import runpy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.activity import Kind
from domain.customer import Contact, Customer
from domain.deal import Deal, Stage
from domain.incoming import Said
from domain.people import Person, Role
from domain.people import Team as TeamRecord
from domain.policy import Deed
from domain.reminder import Reminder
from handlers.actions import ACTIONS
from storage.tables import activity, chat, contact, customer, customer_share, deal, question, reminder

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 18)
PHONE, AMOUNT = "555-0142", "777"

CUSTOMERS = """
                partner              rep                     manager                 admin
                own shared pool rest own shared pool rest    own shared pool led rest own shared pool led
name            yes yes    -    -    yes yes    yes  yes     yes yes    yes  yes yes  yes yes    yes  yes
details         yes yes    -    -    yes yes    yes  -       yes yes    yes  yes -    yes yes    yes  yes
deals           yes -      -    -    yes yes    yes  -       yes yes    yes  yes -    yes yes    yes  yes
log             yes yes    -    -    yes yes    yes  yes     yes yes    yes  yes yes  yes yes    yes  yes
note            yes yes    -    -    yes yes    yes  yes     yes yes    yes  yes yes  yes yes    yes  yes
remind          yes yes    -    -    yes yes    yes  yes     yes yes    yes  yes yes  yes yes    yes  yes
set_customer    yes yes    -    -    yes yes    yes  -       yes yes    yes  yes -    yes yes    yes  yes
share           -   -      -    -    yes -      -    -       yes -      -    yes -    yes yes    yes  yes
add_contact     yes yes    -    -    yes yes    yes  -       yes yes    yes  yes -    yes yes    yes  yes
add_deal        yes yes    -    -    yes yes    yes  -       yes yes    yes  yes -    yes yes    yes  yes
erase           -   -      -    -    -   -      -    -       yes yes    yes  yes -    yes yes    yes  yes
"""
"""With whose customer each role may do what. `rest`: of a colleague one does not lead."""

PEOPLE = """
                partner  rep      manager      admin
                own rest own rest own led rest own led
done            yes -    yes -    yes yes -    yes yes
reschedule      yes -    yes -    yes yes -    yes yes
cancel          yes -    yes -    yes yes -    yes yes
agenda          yes -    yes -    yes yes -    yes yes
log_for         yes -    yes -    yes yes -    yes yes
remind_for      yes -    yes yes  yes yes yes  yes yes
undo            yes -    yes -    yes yes -    yes yes
"""
"""With what somebody does, or is to do, each role may do what."""

PLACES = """
            rep's own   of the pool   of another team
private     all         all           name
cleared     all         all           name
other       names       names         name
guests      names       names         name
"""
"""What a group is told where a rep of its team asks for a customer. `name`: there is no more for them."""


def read(table: str) -> dict[tuple[str, str, str], bool]:
    """Return whether a role may do something with a kind of thing, by all three."""
    roles, kinds, *lines = (line.split() for line in table.strip("\n").splitlines())
    columns: list[tuple[str, str]] = []
    for kind in kinds:
        if kind == "own":
            columns.append((roles.pop(0), kind))
        else:
            columns.append((columns[-1][0], kind))
    return {
        (what, role, kind): mark == "yes"
        for what, *marks in lines
        for (role, kind), mark in zip(columns, marks, strict=True)
    }


@dataclass
class Company:
    """Somebody who acts, and a customer, a reminder and an act of somebody's they may stand to."""

    actor: Any
    owner: Any
    customer: Customer
    callback: int


@pytest.fixture
def company(store, office, team, acting, change_person, clock):
    """Return what makes a company in which somebody of a role stands to an owner in one way."""

    def made(role: str, kind: str) -> Company:
        with acting() as unit:
            south = unit.teams.add(TeamRecord(name="South")).id
        actor = change_person(team.ann, role=Role(role))
        other = change_person(team.bob, team_id=team.id if kind == "led" else south)
        owner = {"own": actor, "pool": None}.get(kind, other)
        stored = _customer(owner, acting, clock)
        if kind == "shared":
            with acting() as unit:
                now = unit.now()
                row = {"customer_id": stored.id, "person_id": actor.id}
                born = {"version": 1, "created_at": now, "updated_at": now}
                unit.connection.execute(customer_share.insert().values(**row, **born))
        whose = owner or other
        with acting() as unit:
            callback = unit.reminders.add(_callback(whose)).id
        return Company(office.private(actor), whose, stored, callback)

    return made


def _customer(owner: Person | None, acting: Any, clock: Any) -> Customer:
    with acting() as unit:
        stored = unit.customers.add(
            Customer(name="Acme Labs", owner_id=owner and owner.id, phone=PHONE, cadence_from=clock())
        )
        unit.contacts.add(Contact(customer_id=stored.id, name="Jane Doe"))
        whose = owner or unit.people.all()[-1]
        unit.deals.add(
            Deal(
                customer_id=stored.id, owner_id=whose.id, amount=Decimal(AMOUNT), currency="CNY",
                stage=Stage.LEAD, stage_since=clock(),
            )
        )  # fmt: skip
        return stored


def _callback(whose: Person) -> Reminder:
    return Reminder(
        kind=Kind.CALLBACK, person_id=whose.id, note="roses", first_on=TODAY, on=TODAY, zone="Asia/Shanghai",
        channel="web", chat=f"p{whose.id}",
    )  # fmt: skip


def number(store: Any, table: Any, *conditions: Any) -> int:
    """Return how many rows of a table are so."""
    with store.read() as unit:
        query = select(func.count()).select_from(table).where(*conditions)
        return int(unit.connection.execute(query).scalar_one())


# ---- with a customer ----------------------------------------------------------------------------------


def asked(what: str, company: Company, store: Any) -> bool:
    """Do it, by the customer's number, and return whether it was done."""
    ref = {"customer": {"id": company.customer.id}}
    shown = {"name": "Acme Labs", "details": PHONE, "deals": AMOUNT}
    if what in shown:
        return shown[what] in company.actor.do(Said("show", ref)).text
    slots, table = CHANGES[what]
    before = number(store, *table)
    company.actor.do(Said("set_customer" if what == "share" else what, {**ref, **slots}))
    return number(store, *table) > before


CHANGES: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "log": ({"kind": "visit"}, (activity,)),
    "note": ({"note": "likes roses"}, (activity,)),
    "remind": ({"kind": "task", "at": "2026-11-25"}, (reminder,)),
    "set_customer": ({"field": "tier", "value": "key"}, (customer, customer.c.tier == "key")),
    "share": ({"field": "co_owner", "value": "Mona Reed"}, (customer_share,)),
    "add_contact": ({"contact": "Tim Roe"}, (contact,)),
    "add_deal": ({"amount": 5}, (deal,)),
    "erase": ({}, (question,)),
}
"""Slots of an action, and of what there is more once it is done, or asked whether it is meant."""


@pytest.mark.parametrize(
    ("role", "kind"), sorted({(role, kind) for _, role, kind in read(CUSTOMERS)}), ids=str
)
def test_with_a_customer(company, store, role, kind):
    """As it is written."""
    stands = company(role, kind)
    written = {what: may for (what, who, how), may in read(CUSTOMERS).items() if (who, how) == (role, kind)}
    assert {what: asked(what, stands, store) for what in written} == written


# ---- with what people do ------------------------------------------------------------------------------


def of_a_person(what: str, company: Company, store: Any, owner: Any) -> bool:
    """Do it with what the owner does or is to do, and return whether it was done."""
    do = company.actor.do
    whose = {"owner": {"id": company.owner.id}}
    match what:
        case "agenda":
            return "roses" in do(Said("list_tasks", whose)).text
        case "log_for":
            owned = (activity, activity.c.person_id == company.owner.id)
            before = number(store, *owned)
            do(Said("log", {"customer": {"id": company.customer.id}, "kind": "visit", **whose}))
            return number(store, *owned) > before
        case "remind_for":
            owned = (reminder, reminder.c.person_id == company.owner.id)
            before = number(store, *owned)
            do(Said("remind", {"kind": "task", "at": "2026-11-25", "assignee": whose["owner"]}))
            return number(store, *owned) > before
        case "undo":
            owner.do(Said("remind", {"kind": "task", "at": "2026-11-25", "note": "tulips"}))
            before = number(store, reminder)
            with store.read() as unit:
                act = unit.acts.latest_of(company.owner.id, owner.address)
            company.actor.do(Said("undo", {"id": act.id}))
            return number(store, reminder) < before
        case _:
            stands = (reminder, reminder.c.id == company.callback, reminder.c.state == "open",
                      reminder.c.on == TODAY)  # fmt: skip
            do(Said(what, {"id": company.callback, "shift": "P1D"}))
            done = number(store, *stands) == 0
            with store.write() as unit:
                known = update(reminder).where(reminder.c.id == company.callback)
                unit.connection.execute(known.values(state="open", on=TODAY))
                unit.commit()
            return done


@pytest.mark.parametrize(("role", "kind"), sorted({(role, kind) for _, role, kind in read(PEOPLE)}), ids=str)
def test_with_what_people_do(company, store, office, role, kind):
    """As it is written. Nobody but its owner hears even that there is a reminder."""
    stands = company(role, kind)
    owner = office.private(stands.owner)
    written = {what: may for (what, who, how), may in read(PEOPLE).items() if (who, how) == (role, kind)}
    assert {what: of_a_person(what, stands, store, owner) for what in written} == written


# ---- in each place ------------------------------------------------------------------------------------

STANDS: dict[str, dict[str, Any]] = {
    "cleared": {"cleared": True},
    "other": {"cleared": False},
    "guests": {"guests": True},
}


@pytest.mark.parametrize("line", PLACES.strip().splitlines()[1:], ids=lambda line: line.split()[0])
@pytest.mark.parametrize("column", range(3), ids=["own", "pool", "another team"])
def test_what_a_place_is_told(company, store, office, line, column):
    """As it is written: all of a customer, or its name."""
    place, *told = line.split()
    stands = company("rep", ("own", "pool", "rest")[column])
    conversation = stands.actor
    if place in STANDS:
        conversation = office.group(stands.actor.person)
        with store.write() as unit:
            here = chat.c.platform_id == conversation.address.chat
            unit.connection.execute(update(chat).where(here).values(**STANDS[place]))
            unit.commit()
    text = conversation.say("@salesbot show Acme Labs").text
    assert "Acme Labs" in text
    assert (PHONE in text) is (told[column] == "all")


# ---- the page, and what an action says ----------------------------------------------------------------


def test_the_page_that_managers_read_is_what_the_policy_says():
    """`make policy` writes it."""
    made = runpy.run_path(str(ROOT / "tools" / "policy.py"))["page"]()
    assert (ROOT / "docs" / "policy.md").read_text("utf-8") == made


OF_ONESELF = {"add_customer", "help", "link"}
"""Actions that are done with nobody's things."""


def test_every_action_says_what_it_needs():
    """Save those that touch nothing of anybody's."""
    assert {name for name, action in ACTIONS.items() if not action.needs} == OF_ONESELF
    slots = {(name, slot) for name, action in ACTIONS.items() for need in action.needs for slot in need.slots}
    assert all(slot in ACTIONS[name].settle for name, slot in slots)


def test_every_deed_that_an_action_needs_is_written_by_hand_above():
    """A new deed needs a row."""
    needed = {need.deed for action in ACTIONS.values() for need in action.needs}
    assert needed == {
        Deed.SEE_NAME, Deed.SEE, Deed.LOG, Deed.CHANGE, Deed.SHARE, Deed.ERASE, Deed.TICK, Deed.REPORT,
        Deed.LOG_FOR, Deed.ASSIGN, Deed.UNDO, Deed.BIND, Deed.APPROVE, Deed.CONFIGURE,
    }  # fmt: skip
