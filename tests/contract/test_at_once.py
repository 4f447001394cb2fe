"""Two at the same moment, on both databases: both are planned before either is written, so that neither sees
the other. Nothing is lost, nothing doubled."""

from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import select

from bot.channels import desk
from domain.act import Act, QuestionState
from domain.customer import Customer
from domain.incoming import Said
from domain.ports import Stale
from handlers.answer import answer
from handlers.receive import receive
from storage.store import Store
from storage.tables import act, activity, contact, customer, customer_name, deal, question, reminder

PATIENCE = 20
"""Seconds that one waits for the other to be planned."""


@pytest.fixture
def hand_in(office):
    """Return what hands in something said in a chat, without its being answered."""

    def hand_in(chat, key, *actions, **content):
        event = desk.event(chat.address, chat.person, key, office.clock, **{"text": "", **content})
        if actions:
            form = [{"name": said.name, "slots": dict(said.slots)} for said in actions]
            event = replace(event, raw={**event.raw, "form": form})
        receive(event, desk.read, office.store, reach=lambda _point: None)

    return hand_in


@pytest.fixture
def answer_both(store, engines, clock, office, at_once):
    """Return what answers two messages side by side, in two threads of a process or in two processes: the
    first plans of both are made before either is written. What goes on after that is answered too."""

    def both(*, processes=1):
        meet = Barrier(2)

        def answering():
            met = []

            def reach(point):
                if point == "answer.planned" and not met:
                    met.append(point)
                    meet.wait(PATIENCE)

            return replace(office.answering, reach=reach)

        other = store if processes == 1 else Store(engines, clock)
        done = at_once(partial(answer, store, answering()), partial(answer, other, answering()))
        for each in done:
            if isinstance(each, Exception):
                raise each
        office.answer()

    return both


@pytest.fixture
def both(hand_in, answer_both):
    """Return what lets two say something at the same moment, each given as chat and words, action or list of
    actions."""

    def both(*said):
        for number, (chat, what) in enumerate(said):
            if isinstance(what, str):
                hand_in(chat, f"both-{number}", text=what)
            else:
                hand_in(chat, f"both-{number}", *(what if isinstance(what, list) else [what]))
        answer_both()

    return both


@pytest.fixture
def in_group(office, team):
    """Return Ann in the chat of her team: another conversation of hers."""
    return office.group(team.ann)


@pytest.fixture
def shop(acting, team, clock):
    """Return the numbers of two customers of Ann's."""
    with acting(team.ann) as unit:
        return [
            unit.customers.add(Customer(name=name, owner_id=team.ann.id, cadence_from=clock())).id
            for name in ("Acme Labs", "Globex")
        ]


@pytest.fixture
def rows(store):
    """Return what reads all rows of a table."""

    def read(table):
        with store.read() as unit:
            return [row._mapping for row in unit.connection.execute(select(table).order_by(table.c.id))]

    return read


def about(id, name, **slots):
    """Return an action about a customer."""
    return Said(name, {"customer": {"id": id}, **slots})


# ---- the same customer --------------------------------------------------------------------------------


def test_two_first_deals_at_once_are_one(ann, in_group, shop, both, rows):
    """What comes second changes the deal that the first has opened: both words count."""
    both(
        (ann, about(shop[0], "update_deal", amount=700)),
        (in_group, "@salesbot Acme Labs moved to proposal"),
    )
    (only,) = rows(deal)
    assert (only["amount"], only["stage"].value) == (700, "proposal")


TWO_WITH_JANE = {
    "two contacts": (("add_contact", {"title": "CFO"}), ("add_contact", {"phone": "555-0100"})),
    "a contact and a reminder": (
        ("add_contact", {"title": "CFO"}),
        ("remind", {"kind": "call", "at": "2026-11-20T10:00"}),
    ),
    "two reminders": (("remind", {"kind": "call", "at": "2026-11-20"}), ("remind", {"at": "2026-11-23"})),
    "two logs": (("log", {"kind": "visit"}), ("log", {"kind": "call"})),
    "a note and a field": (
        ("note", {"note": "on leave"}),
        ("set_customer", {"field": "phone", "value": "1"}),
    ),
}


@pytest.mark.parametrize("what", TWO_WITH_JANE.values(), ids=TWO_WITH_JANE)
def test_a_contact_named_by_two_at_once_is_added_once(ann, manager, shop, both, rows, what):
    """Jane is one person, whoever speaks of her first."""
    first, second = (about(shop[0], name, contact="Jane Doe", **slots) for name, slots in what)
    both((ann, first), (manager, second))
    assert [row["name"] for row in rows(contact)] == ["Jane Doe"]
    assert len([row for row in rows(act) if row["person_id"] in (ann.person.id, manager.person.id)]) == 3


def test_what_two_say_of_a_new_contact_is_kept_together(ann, manager, shop, both, rows):
    """Neither word about her is lost."""
    both(
        (ann, about(shop[0], "add_contact", contact="Jane Doe", title="CFO")),
        (manager, about(shop[0], "add_contact", contact="Jane Doe", phone="555-0100")),
    )
    (jane,) = rows(contact)
    assert (jane["title"], jane["phone"]) == ("CFO", "555-0100")


def test_two_logs_at_once_are_both_kept(ann, bob, shop, both, rows, clock):
    """Each visit stands, and the customer was last spoken to when the later one says."""
    both(
        (ann, about(shop[0], "log", kind="visit", at="2026-11-16")),
        (bob, about(shop[0], "log", kind="call")),
    )
    assert sorted(row["person_id"] for row in rows(activity)) == sorted([ann.person.id, bob.person.id])
    assert rows(customer)[0]["last_contact_at"] == clock()


def test_two_fields_set_at_once_are_both_set(ann, manager, shop, both, rows):
    """Who comes second writes on what the first has left."""
    both(
        (ann, about(shop[0], "set_customer", field="region", value="West")),
        (manager, about(shop[0], "set_customer", field="tier", value="key")),
    )
    first = rows(customer)[0]
    assert (first["region"], first["tier"].value) == ("West", "key")


def test_a_reminder_ticked_by_two_at_once_is_ticked_once(ann, manager, shop, both, rows):
    """A log and a press on *Done* answer the same call: the second finds it done."""
    ann.do(about(shop[0], "remind", kind="call", at="2026-11-18T15:00"))
    (call,) = rows(reminder)
    both((ann, about(shop[0], "log", kind="call")), (manager, Said("done", {"id": call["id"]})))
    (ticked,) = rows(reminder)
    assert (ticked["state"].value, ticked["version"]) == ("done", call["version"] + 1)


# ---- the same name ------------------------------------------------------------------------------------


def names_of(rows):
    """Return all names customers go by."""
    return sorted(row["name"] for table in (customer, customer_name) for row in rows(table))


def test_two_renames_to_one_name_at_once_make_it_once(ann, manager, shop, both, rows):
    """The second is told that somebody goes by that name already."""
    both(
        (ann, about(shop[0], "set_customer", field="name", value="Zenith")),
        (manager, about(shop[1], "set_customer", field="name", value="Zenith")),
    )
    assert names_of(rows).count("Zenith") == 1
    told = [chat.told().text for chat in (ann, manager)]
    assert sum("is already a customer" in text for text in told) == 1


def test_a_rename_and_a_new_customer_at_once_make_the_name_once(ann, bob, shop, both, rows):
    """One of the two comes first, and is the only one of that name."""
    both(
        (ann, about(shop[0], "set_customer", field="name", value="Zenith")),
        (bob, Said("add_customer", {"customer": {"new": "Zenith"}})),
    )
    assert names_of(rows).count("Zenith") == 1


def test_one_alias_given_twice_at_once_is_one(ann, manager, shop, both, rows):
    """The same word from two people is kept once."""
    same = about(shop[0], "set_customer", field="alias", value="Wile Tools")
    both((ann, same), (manager, same))
    assert names_of(rows) == ["Acme Labs", "Globex", "Wile Tools"]


def test_one_alias_for_two_customers_at_once_is_one_of_them(ann, manager, shop, both, rows):
    """A name means one customer."""
    both(
        (ann, about(shop[0], "set_customer", field="alias", value="Wile Tools")),
        (manager, about(shop[1], "set_customer", field="alias", value="Wile Tools")),
    )
    assert names_of(rows) == ["Acme Labs", "Globex", "Wile Tools"]


def test_one_new_customer_added_by_two_messages_at_once_is_one(ann, bob, shop, both, rows):
    """A visit to somebody new, by two people: one customer, and nothing of either is lost without a word."""
    visit = [Said("add_customer", {"customer": {"new": "Initech"}}), Said("log", {"customer": "Initech"})]
    both((ann, visit), (bob, visit))
    assert names_of(rows) == ["Acme Labs", "Globex", "Initech"]
    assert len(rows(activity)) == 1
    assert sum("is already a customer" in chat.told().text for chat in (ann, bob)) == 1


# ---- taking back --------------------------------------------------------------------------------------


def latest(rows):
    """Return the number of the act written last."""
    return rows(act)[-1]["id"]


@pytest.fixture
def press_both(hand_in, answer_both):
    """Return what lets two press a button at the same moment, or one press and one say something."""

    def press(chat, command, other, *actions, press=None):
        hand_in(chat, "press-1", press=command)
        hand_in(other, "press-2", *actions, **({} if press is None else {"press": press}))
        answer_both()

    return press


def test_two_undos_at_once_take_back_once(ann, manager, shop, rows, press_both):
    """The second learns that nothing is left to take back, not that somebody had built on it."""
    ann.do(about(shop[0], "log", kind="visit", contact="Jane Doe"))
    number = latest(rows)
    press_both(ann, f"undo act-{number}", manager, press=f"undo act-{number}")
    assert (rows(activity), rows(contact)) == ([], [])
    told = [chat.told().text for chat in (ann, manager)]
    assert sum("nothing to undo" in text for text in told) == 1


def test_an_undo_and_a_log_at_once_leave_both_or_neither(ann, bob, shop, rows, press_both):
    """A new customer is taken back and the visit asks whom it is about, or the visit stands and so does the
    customer."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    (new,) = [row["id"] for row in rows(customer) if row["name"] == "Initech"]
    press_both(ann, f"undo act-{latest(rows)}", bob, about(new, "log", kind="visit"))
    stands = [row["id"] for row in rows(customer) if row["id"] == new]
    assert [row["customer_id"] for row in rows(activity)] == stands
    assert ann.told().text
    assert bob.told().text


def test_an_undo_and_a_log_that_meet_the_same_contact_leave_her_once(ann, bob, shop, rows, press_both):
    """Jane came with the visit that is taken back: she stays for the one that meets her, or comes anew."""
    ann.do(about(shop[0], "log", kind="visit", contact="Jane Doe"))
    press_both(ann, f"undo act-{latest(rows)}", bob, about(shop[0], "log", kind="call", contact="Jane Doe"))
    assert [row["name"] for row in rows(contact)] == ["Jane Doe"]
    assert bob.person.id in [row["person_id"] for row in rows(activity)]


def test_an_undo_and_a_change_at_once_are_one_or_the_other(ann, manager, shop, rows, store, press_both):
    """A visit is put right or taken back; it is never both, and never twice."""
    ann.do(about(shop[0], "log", kind="visit"))
    number = latest(rows)
    manager.tap(f"change act-{number}")
    manager.tap(the_option(store, rows, lambda value: value["slot"] == "kind"))
    right = the_option(store, rows, lambda value: value == "call")
    press_both(ann, f"undo act-{number}", manager, press=right)
    kinds = [row["kind"].value for row in rows(activity)]
    with store.read() as unit:
        undone_by = unit.acts.find(unit.acts.find(number).undone_by)
    assert kinds == ([] if undone_by.corrects is None else ["call"])


# ---- questions ----------------------------------------------------------------------------------------


def the_option(store, rows, wanted):
    """Return the command of the option that is wanted of the question asked last."""
    with store.read() as unit:
        asked = unit.questions.find(rows(question)[-1]["id"])
    (number,) = [n for n, option in enumerate(asked.open.options, 1) if wanted(option.value)]
    return f"pick q{asked.id} {number}"


def test_two_taps_on_one_question_from_two_processes_count_once(
    ann, in_group, shop, rows, store, hand_in, answer_both
):
    """Two processes have a tap of the same person in hand: what it says is done once."""
    ann.do(Said("log", {"customer": "Umbrella"}))
    command = the_option(store, rows, lambda value: value == {"new": "Umbrella"})
    hand_in(ann, "tap-1", press=command)
    hand_in(in_group, "tap-2", press=command)
    answer_both(processes=2)
    assert len(rows(activity)) == 1
    assert names_of(rows) == ["Acme Labs", "Globex", "Umbrella"]
    assert [row["state"] for row in rows(question)] == [QuestionState.ANSWERED]


def test_a_question_is_answered_by_the_one_it_asks(ann, bob, shop, rows, store, hand_in, answer_both):
    """Two people press the same button in the same moment: only who was asked answers."""
    ann.do(Said("log", {"kind": "call"}))
    (asked,) = rows(question)
    hand_in(ann, "mine", text="Acme Labs")
    hand_in(bob, "theirs", press=f"pick q{asked['id']} 1")
    answer_both()
    assert [(row["person_id"], row["customer_id"]) for row in rows(activity)] == [(ann.person.id, shop[0])]


def test_a_message_acts_once_whoever_answers_it(store, acting, team, clock):
    """A second act of the same message is no fault: its answer is planned anew, and finds it answered."""
    wanted = Act(person_id=team.ann.id, source_key="web:same", said_at=clock(), channel="web", chat="c")
    with store.write() as unit:
        unit.begin_act(wanted)
        unit.commit()
    with pytest.raises(Stale), store.write() as unit:
        unit.begin_act(wanted)
