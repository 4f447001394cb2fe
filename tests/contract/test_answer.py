"""Answering: all of a message or none of it, once, and nothing doubled when two say the same at once."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.channels import desk
from bot.render.wording import word
from domain.facts import Refused, Stranger
from domain.incoming import Address, Said
from domain.outgoing import Reader
from domain.ports import Stale
from handlers.answer import AnswerFailed, answer
from handlers.receive import receive
from storage.codec import load
from storage.store import Store
from storage.tables import act, activity, customer, outbox, reminder


def count(store, table):
    """Return how many rows a table has."""
    with store.read() as unit:
        return len(unit.connection.execute(table.select()).all())


def send(office, chat, *actions, key):
    """Hand in a form without answering it."""
    event = desk.event(chat.address, chat.person, key, office.clock, text="")
    form = [{"name": said.name, "slots": dict(said.slots)} for said in actions]
    receive(
        replace(event, raw={**event.raw, "form": form}), desk.read, office.store, reach=lambda _point: None
    )


# ---- two at once --------------------------------------------------------------------------------------


def test_two_who_add_the_same_customer_at_once_add_one(store, engines, office, ann, bob, clock, at_once):
    """The second is told that it is there and whose it is."""
    for number in range(4):
        name = f"Umbrella {'ABCD'[number]} Trading"
        for chat in (ann, bob):
            send(office, chat, Said("add_customer", {"customer": name}), key=f"add{number}-{chat.person.id}")
        other = Store(engines, clock)
        at_once(lambda: answer(store, office.answering), lambda: answer(other, office.answering))  # noqa: B023
        office.answer()
        with store.read() as unit:
            found = unit.connection.execute(customer.select().where(customer.c.name == name)).all()
        assert len(found) == 1
        assert "Umbrella" in ann.told().text
        assert "Umbrella" in bob.told().text


def test_two_who_confirm_the_same_new_name_at_once_add_one(store, engines, office, ann, bob, clock, at_once):
    """Having pressed *Add as new* makes no second customer of the very same name."""
    for chat in (ann, bob):
        send(
            office, chat, Said("add_customer", {"customer": {"new": "Initech"}}), key=f"new-{chat.person.id}"
        )
    other = Store(engines, clock)
    at_once(lambda: answer(store, office.answering), lambda: answer(other, office.answering))
    office.answer()
    assert count(store, customer) == 1


def test_two_who_change_one_deal_at_once_both_count(store, engines, office, ann, manager, clock, at_once):
    """Who comes second is planned anew on what the first left: neither change is lost."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    ann.do(Said("add_deal", {"customer": "Initech", "amount": 5}))
    send(office, ann, Said("update_deal", {"customer": "Initech", "amount": 700}), key="a")
    send(office, manager, Said("update_deal", {"customer": "Initech", "stage": "proposal"}), key="b")
    other = Store(engines, clock)
    at_once(lambda: answer(store, office.answering), lambda: answer(other, office.answering))
    office.answer()
    with store.read() as unit:
        (deal,) = unit.deals.open_at(unit.connection.execute(customer.select()).mappings().one()["id"])
    assert (deal.amount, deal.stage.value) == (700, "proposal")


def test_a_message_that_adds_one_name_twice_is_refused(store, ann):
    """All or nothing: the same new customer cannot be added twice in one message."""
    twice = Said("add_customer", {"customer": "Initech"})
    ann.do(twice, Said("add_customer", {"customer": "initech"}))
    assert count(store, customer) == 0


# ---- all or nothing, once -----------------------------------------------------------------------------


def test_a_message_with_one_open_slot_does_nothing(store, ann):
    """The visit waits for the customer of the reminder beside it."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    acts = count(store, act)
    ann.do(Said("log", {"customer": "Initech", "kind": "visit"}), Said("remind", {"customer": "Initech"}))
    assert count(store, activity) == 0
    assert count(store, act) == acts


def test_a_refused_message_leaves_nothing_but_its_reason(store, ann, clock):
    """Where the second action is refused, the first is not kept either."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    told = ann.do(
        Said("log", {"customer": "Initech", "kind": "visit"}),
        Said("remind", {"customer": "Initech", "at": "2026-11-17T10:00"}),
    )
    assert count(store, activity) == 0
    assert count(store, reminder) == 0
    assert told.new


def test_a_delivery_that_comes_twice_acts_once(store, office, ann):
    """The same message again changes nothing and is told nothing."""
    for _ in range(2):
        send(office, ann, Said("add_customer", {"customer": "Initech"}), key="same")
        office.answer()
    assert count(store, customer) == 1
    assert len(ann.told().new) == 1


def test_an_error_while_answering_leaves_nothing(store, office, ann, clock):
    """What goes wrong after the handlers have run takes all of it back, and says which message it was."""

    def say(*_args):
        raise ZeroDivisionError

    broken = replace(office.answering, say=say)
    send(office, ann, Said("add_customer", {"customer": "Initech"}), key="k")
    with pytest.raises(AnswerFailed) as failed:
        answer(store, broken)
    assert not failed.value.stale
    assert count(store, customer) == 0
    assert count(store, outbox) == 0
    office.answer()
    assert count(store, customer) == 1


def test_others_who_are_first_again_and_again_are_no_fault(store, office, ann, clock):
    """After three tries the message is left for later, and not counted against."""

    def say(*_args):
        raise Stale("somebody was first")

    unlucky = replace(office.answering, say=say)
    send(office, ann, Said("help"), key="k")
    with pytest.raises(AnswerFailed) as failed:
        answer(store, unlucky)
    assert failed.value.stale


def test_a_message_that_writes_and_asks_is_answered_in_both(store, ann):
    """The report is read after the write, as a message of its own, and tells of it."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    told = ann.do(
        Said("add_deal", {"customer": "Initech", "title": "Line 2", "amount": 500, "stage": "proposal"}),
        Said("pipeline"),
    )
    card, report = (message.text for message in told.new)
    assert "Line 2" in card
    assert "500" in report


# ---- what is remembered, and who may see --------------------------------------------------------------


def test_a_customer_that_was_just_added_is_the_one_spoken_of(store, ann):
    """A message without a customer means the one added a minute ago."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    with store.read() as unit:
        conversation = unit.chats.conversation(ann.address)
        spoken_of = unit.spoken_of(conversation, ann.person.id, store.clock())
        assert unit.customers.get(spoken_of).name == "Initech"


def test_a_rep_cannot_list_a_colleagues_reminders(ann, bob):
    """The list of another rep is refused, the manager's view of it is not."""
    ann.do(Said("remind", {"kind": "task", "at": "2026-11-18T17:00", "note": "call the lawyer"}))
    assert "lawyer" not in bob.do(Said("list_tasks", {"owner": "Ann Lee"})).text


def test_the_manager_can_list_a_reps_reminders(ann, manager):
    """Who leads sees what those led have to do."""
    ann.do(Said("remind", {"kind": "task", "at": "2026-11-18T17:00", "note": "call the lawyer"}))
    assert "lawyer" in manager.do(Said("list_tasks", {"owner": "Ann Lee"})).text


def test_deals_one_may_not_see_are_not_offered(ann, bob):
    """A colleague's amounts are no options of a question."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    for title in ("Line 1", "Line 2"):
        ann.do(Said("add_deal", {"customer": "Initech", "title": title, "amount": 12345}))
    told = bob.do(Said("update_deal", {"customer": "Initech", "stage": "proposal"}))
    assert "12345" not in told.text.replace(",", "")
    assert "Line" not in told.text


def test_a_text_no_database_takes_is_answered_all_the_same(ann):
    """NUL and half a surrogate pair in a message harm nobody."""
    assert ann.say("h\x00elp \ud83d").new


def test_a_time_gone_by_is_refused(store, ann):
    """No reminder is set for this morning."""
    ann.do(Said("remind", {"kind": "task", "at": "2026-11-18T09:00"}))
    assert count(store, reminder) == 0


def test_a_doubled_done_ticks_one_occurrence(store, ann, office, clock):
    """The second tap on *Done* of a daily reminder does not skip tomorrow."""
    ann.do(Said("remind", {"kind": "task", "at": "2026-11-18T13:00", "repeat": "daily"}))
    with store.read() as unit:
        (made,) = unit.reminders.open_for(person_id=ann.person.id)
    clock.forward(hours=1)
    office.tick()
    ann.told()
    for _ in range(2):
        ann.tap(f"done {made.id} {made.on}")
    with store.read() as unit:
        assert unit.reminders.get(made.id).on.isoformat() == "2026-11-19"


def test_a_stranger_is_told_how_to_come_in_and_nothing_else(store, office, clock, team):
    """A sender without account gets no data."""
    stranger = replace(team.ann, id=team.bob.id + 1000)
    event = desk.event(Address("web", "p999"), stranger, "k", clock, text="pipeline")
    receive(event, desk.read, store, reach=lambda _point: None)
    assert office.answer() == 1
    with store.read() as unit:
        (told,) = unit.connection.execute(select(outbox.c.document)).scalars()
    assert load(told) == word(Stranger(may_ask=True), Reader("en", "Asia/Shanghai"))


def test_a_settings_value_that_does_not_fit_is_refused(store):
    """A business setting is checked before it is stored."""
    with store.write() as unit, pytest.raises(Refused):
        unit.settings.change("cadence_key", "soon")
