"""Undo, generated from the list of actions; and putting an act right: an undo and a new act in one."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.activity import Activity, Kind
from domain.customer import Contact, Customer
from domain.deal import Deal, DealStage, Stage
from domain.facts import BuiltUpon, Refused
from domain.incoming import Said
from domain.people import Language
from domain.reminder import Reminder, Repeat, State
from handlers.actions import ACTIONS
from handlers.change import CHANGEABLE
from handlers.declare import Change
from storage.tables import act, reminder

TODAY = date(2026, 11, 18)
"""The day of the tests' clock, on the wall of the team."""


def today_at(hour, minute=0, *, days=0):
    """Return an instant of the day on the team's wall."""
    return datetime(2026, 11, 18 + days, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@dataclass
class World:
    """A store with something of everything in it; numbers of the records by what they are."""

    ids: dict[str, int]

    def slots(self, slots: dict[str, Any]) -> dict[str, Any]:
        """Return slots with `@name` replaced by the record's number."""
        return {
            slot: {"id": self.ids[value[1:]]} if isinstance(value, str) and value.startswith("@") else value
            for slot, value in slots.items()
        }


@pytest.fixture
def world(acting, team, clock):
    """Return a store in which Ann has customers, a contact, deals, activities and reminders."""
    with acting(team.ann) as unit:
        acme = unit.customers.add(
            Customer(name="Acme Labs", owner_id=team.ann.id, tags=("pilot",), cadence_from=today_at(9))
        )
        globex = unit.customers.add(Customer(name="Globex", owner_id=team.ann.id, cadence_from=today_at(9)))
        jane = unit.contacts.add(Contact(customer_id=acme.id, name="Jane Doe"))
        unit.activities.add(
            Activity(
                customer_id=acme.id,
                person_id=team.ann.id,
                kind=Kind.CALL,
                on=TODAY - timedelta(days=3),
                happened_at=today_at(12) - timedelta(days=3),
            )
        )
        deal = unit.deals.add(
            Deal(
                customer_id=acme.id,
                owner_id=team.ann.id,
                title="Pilot",
                amount=Decimal(500_000),
                currency="CNY",
                stage=Stage.QUALIFIED,
                stage_since=today_at(9),
            )
        )
        unit.deal_stages.add(
            DealStage(deal_id=deal.id, stage=deal.stage, entered_at=deal.stage_since, person_id=team.ann.id)
        )

        def remind(kind: Kind, on: date, clock_time: time | None, repeat: Repeat | None = None) -> Reminder:
            made = Reminder(
                kind=kind,
                person_id=team.ann.id,
                customer_id=acme.id,
                first_on=on,
                on=on,
                clock=clock_time,
                zone="Asia/Shanghai",
                repeat=repeat,
                channel="web",
                chat=f"p{team.ann.id}",
            )
            return unit.reminders.add(made.scheduled(now=today_at(9)))

        ids = {
            "acme": acme.id,
            "globex": globex.id,
            "jane": jane.id,
            "deal": deal.id,
            "call": remind(Kind.CALL, TODAY, time(15)).id,
            "task": remind(Kind.TASK, TODAY + timedelta(days=5), None).id,
            "daily": remind(Kind.CALLBACK, TODAY, time(14), Repeat.DAILY).id,
        }
    return World(ids)


PHOTO = {"kind": "photo", "file": "f1", "mime": "image/jpeg", "size": 5, "album": "a1"}
HERE = {"kind": "place", "file": "", "name": "Gate 2", "latitude": 31.230416, "longitude": 121.473701}

EXAMPLES: dict[str, list[tuple[Said, ...]]] = {
    "log": [
        (Said("log", {"customer": "@acme", "kind": "visit", "contact": "Jane Doe and Bob Smith"}),),
        (Said("log", {"customer": "@acme", "kind": "call", "outcome": "no_answer", "note": "rang twice"}),),
        (Said("log", {"customer": "@globex", "kind": "demo", "at": "2026-11-16"}),),
        (
            Said("add_customer", {"customer": {"new": "Initech"}}),
            Said("log", {"customer": "Initech", "kind": "visit", "contact": "Bill"}),
            Said("update_deal", {"customer": "Initech", "stage": "negotiation", "amount": 500000}),
            Said("remind", {"customer": "Initech", "kind": "callback", "at": "2026-11-25T14:00"}),
        ),
    ],
    "add_contact": [
        (Said("add_contact", {"customer": "@acme", "contact": "A New Name", "phone": "555-0100"}),),
        (Said("add_contact", {"customer": "@acme", "contact": "Jane Doe", "title": "CFO"}),),
    ],
    "note": [
        (Said("note", {"customer": "@acme", "note": "budget frozen till April"}),),
        (Said("note", {"customer": "@acme", "contact": "Jane Doe and A New Name", "note": "on leave"}),),
    ],
    "attach": [
        (Said("attach", {"customer": "@acme", "file": PHOTO, "note": "the new line"}),),
        (Said("attach", {"customer": "@globex", "file": HERE}),),
        (
            Said("log", {"customer": "@acme", "kind": "visit"}),
            Said("attach", {"customer": "@acme", "file": PHOTO}),
            Said("attach", {"customer": "@acme", "file": {**PHOTO, "file": "f2"}}),
        ),
        (
            Said("add_customer", {"customer": {"new": "Initech"}}),
            Said("attach", {"customer": "Initech", "file": PHOTO}),
        ),
    ],
    "remind": [
        (Said("remind", {"customer": "@acme", "kind": "visit", "at": "2026-11-20T10:00"}),),
        (Said("remind", {"kind": "task", "at": "2026-11-19", "note": "send the offer"}),),
        (Said("remind", {"customer": "@acme", "repeat": "monthly", "contact": "A New Name"}),),
    ],
    "done": [
        (Said("done", {"reminder": "@call"}),),
        (Said("done", {"reminder": "@daily"}),),
    ],
    "reschedule": [
        (Said("reschedule", {"reminder": "@call", "at": "2026-11-20T09:30"}),),
        (Said("reschedule", {"reminder": "@daily", "shift": "P2D"}),),
    ],
    "cancel": [(Said("cancel", {"reminder": "@task"}),), (Said("cancel", {"reminder": "@daily"}),)],
    "add_customer": [
        (
            Said(
                "add_customer",
                {"customer": "Initech", "contact": "Bill", "phone": "123", "tier": "key", "region": "West"},
            ),
        ),
    ],
    "set_customer": [
        (Said("set_customer", {"customer": "@acme", "field": field, "value": value}),)
        for field, value in (
            ("tier", "key"),
            ("tag", ["vip", "pilot"]),
            ("alias", "Wile Tools"),
            ("name", "Acme Laboratories"),
            ("renewal", "2027-03-31"),
            ("no_contact", "on"),
            ("co_owner", "Bob Fox"),
        )
    ]
    + [
        (Said("set_customer", {"customer": "@acme", "contact": contact, "field": "phone", "value": "1"}),)
        for contact in ("Jane Doe", "Somebody New")
    ]
    + [
        (
            Said(
                "set_customer",
                {"customer": "@acme", "contact": "Jane Doe", "field": "no_contact", "value": "on"},
            ),
        )
    ],
    "add_deal": [
        (Said("add_deal", {"customer": "@globex", "title": "Line 2", "amount": 12.5, "currency": "EUR"}),),
    ],
    "update_deal": [
        (Said("update_deal", {"customer": "@acme", "stage": "won", "reason": "price"}),),
        (Said("update_deal", {"customer": "@acme", "amount": 800000, "close": "2026-12-31"}),),
        (Said("update_deal", {"customer": "@globex", "stage": "proposal"}),),
    ],
    "setting": [
        (Said("setting", {"field": field, "value": value}),)
        for field, value in (
            ("language", "zh-Hans"),
            ("timezone", "Europe/London"),
            ("digest_time", "07:15"),
            ("work_hours", "10:00-19:00"),
            ("mute", "2026-11-30"),
        )
    ],
}
"""For every action that writes, messages that do all it can do."""

CASES = [
    pytest.param(example, id=f"{name}-{number}")
    for name, examples in EXAMPLES.items()
    for number, example in enumerate(examples)
]
FIRST = [pytest.param(examples[0], id=name) for name, examples in EXAMPLES.items()]
FINAL = {name for name, action in ACTIONS.items() if isinstance(action, Change) and action.final}
NEVER_UNDONE = FINAL | {"erase"}
IN_A_GROUP = {"bind", "topic"}
"""Said in a group alone: tests/contract/test_chats.py does and undoes them."""


def test_every_action_that_writes_has_an_example():
    """An action that is added to the list is added here."""
    writing = {name for name, action in ACTIONS.items() if isinstance(action, Change)}
    assert set(EXAMPLES) == writing - NEVER_UNDONE - IN_A_GROUP


def said(world, *actions):
    """Return actions with the world's numbers in their slots."""
    return [Said(each.name, world.slots(dict(each.slots))) for each in actions]


def latest_act(store):
    """Return the act that was written last."""
    with store.read() as unit:
        query = select(act.c.id).order_by(act.c.id.desc()).limit(1)
        return unit.acts.find(unit.connection.execute(query).scalar_one())


@pytest.mark.parametrize("example", CASES)
def test_undo_leaves_everything_as_it_was(ann, world, dump, store, example):
    """After an act and its undo all tables of the trade hold what they held before."""
    before = dump()
    ann.do(*said(world, *example))
    assert dump() != before
    ann.tap(f"undo act-{latest_act(store).id}")
    assert dump() == before


@pytest.mark.parametrize("example", FIRST)
def test_an_act_can_be_done_again_after_its_undo(ann, world, dump, store, example):
    """Undo leaves nothing behind that bars the same wish, nor its undo."""
    before = dump()
    for _ in range(2):
        ann.do(*said(world, *example))
        assert dump() != before
        ann.tap(f"undo act-{latest_act(store).id}")
    assert dump() == before


def test_undo_says_what_it_took_back_in_the_card_itself(ann, world):
    """The card is edited in place, and its buttons are gone."""
    card = ann.do(*said(world, EXAMPLES["log"][0][0])).new[-1]
    told = ann.press("Undo")
    assert [message.row for message in told.edited] == [card.row]
    assert "Undo" not in told.buttons


def test_a_second_undo_changes_nothing(ann, world, dump, store):
    """A double tap on *Undo* takes nothing back twice."""
    before = dump()
    ann.do(*said(world, EXAMPLES["update_deal"][0][0]))
    command = f"undo act-{latest_act(store).id}"
    ann.tap(command)
    told = ann.tap(command)
    assert dump() == before
    assert told.new


def test_undo_by_word_takes_back_one_act_after_another(ann, world, dump):
    """Saying *undo* again takes back the act before, although the one after it was on the same deal."""
    before = dump()
    ann.do(*said(world, Said("update_deal", {"customer": "@acme", "stage": "proposal"})))
    between = dump()
    ann.do(*said(world, Said("update_deal", {"customer": "@acme", "amount": 700000})))
    ann.do(Said("undo"))
    assert dump() == between
    ann.do(Said("undo"))
    assert dump() == before


def test_another_rep_cannot_undo(ann, bob, world, dump, store):
    """Buttons obey the one who presses."""
    ann.do(*said(world, EXAMPLES["log"][0][0]))
    after = dump()
    bob.tap(f"undo act-{latest_act(store).id}")
    assert dump() == after


def test_the_manager_can_undo(ann, manager, world, dump, store):
    """Who leads may take back what was done."""
    before = dump()
    ann.do(*said(world, EXAMPLES["log"][0][0]))
    manager.tap(f"undo act-{latest_act(store).id}")
    assert dump() == before


def test_a_card_stays_in_the_language_of_its_reader(ann, office, team, world, store, change_person):
    """A manager who reads Chinese takes it back: Ann's card says so in English, the answer in Chinese."""
    manager = office.private(change_person(team.manager, language=Language.ZH_HANS))
    ann.do(*said(world, EXAMPLES["log"][0][0]))
    answered = manager.tap(f"undo act-{latest_act(store).id}")
    (edited,) = ann.told().edited
    assert "Undone" in edited.text
    assert "已撤销" in answered.text


def test_the_doer_has_a_day(ann, world, dump, store, clock):
    """After a day undo is refused to the doer, and nothing changes."""
    ann.do(*said(world, EXAMPLES["add_deal"][0][0]))
    after = dump()
    clock.forward(hours=24, seconds=1)
    ann.tap(f"undo act-{latest_act(store).id}")
    assert dump() == after


def test_the_manager_has_longer_than_a_day(ann, manager, world, dump, store, clock):
    """The manager may take back what the doer no longer can."""
    before = dump()
    ann.do(*said(world, EXAMPLES["add_deal"][0][0]))
    clock.forward(days=3)
    manager.tap(f"undo act-{latest_act(store).id}")
    assert dump() == before


def test_a_business_setting_is_on_the_record_and_can_be_taken_back(store, acting, dump):
    """What was changed from what to what stands in the trail; undone, the default counts again."""
    before = dump()
    for text in ("7", "10"):
        with acting() as unit:
            unit.settings.change("cadence_key", text)
    with store.read() as unit:
        (changed,) = unit.acts.trail(latest_act(store).id)
    assert (changed.table, changed.before, changed.after) == ("setting", {"value": "7"}, {"value": "10"})
    for _ in range(2):
        undone = latest_standing(store)
        with acting() as unit:
            unit.undo(unit.acts.find(undone))
    assert dump() == before


def latest_standing(store):
    """Return the number of the act that was written last and neither undone nor an undoing."""
    undoing = act.alias()
    query = select(func.max(act.c.id)).where(
        act.c.undone_by.is_(None), act.c.id.not_in(select(undoing.c.undone_by).where(undoing.c.undone_by > 0))
    )
    with store.read() as unit:
        return unit.connection.execute(query).scalar_one()


def test_an_account_is_on_the_record(store, acting, team):
    """Who was tied to an account of a platform, and by which act."""
    with acting() as unit:
        unit.people.tie(team.ann.id, "telegram", "77")
    with store.read() as unit:
        (tied,) = unit.acts.trail(latest_act(store).id)
    assert tied.table == "account"
    assert tied.after["person_id"] == team.ann.id


# ---- built upon ---------------------------------------------------------------------------------------


def refusal(acting, person, undone):
    """Return why an act cannot be taken back."""
    with pytest.raises(Refused) as refused, acting(person) as unit:
        unit.undo(undone)
    return refused.value.reason


SMALL = Said("set_customer", {"customer": "@acme", "field": "tier", "value": "small"})
BUILT = [
    ("a changed row", "update_deal", 1, Said("update_deal", {"customer": "@acme", "stage": "proposal"})),
    ("the same field", "set_customer", 0, SMALL),
    ("a reminder ticked", "remind", 1, Said("done", {"kind": "task", "reminder": "@new"})),
]


@pytest.mark.parametrize(
    ("name", "number", "later"), [row[1:] for row in BUILT], ids=[row[0] for row in BUILT]
)
def test_undo_names_the_later_act_on_the_same_row(ann, world, store, acting, team, dump, name, number, later):
    """What others changed since is not overwritten: the later act is named, and nothing changes."""
    ann.do(*said(world, *EXAMPLES[name][number]))
    first = latest_act(store)
    with store.read() as unit:
        ids = unit.connection.execute(select(reminder.c.id).order_by(reminder.c.id.desc())).scalars().all()
    world.ids["new"] = ids[0]
    ann.do(*said(world, later))
    second = latest_act(store)
    after = dump()
    reason = refusal(acting, team.ann, first)
    assert reason == BuiltUpon(first.id, second.id, "Ann Lee", second.said_at)
    assert dump() == after


def test_undo_names_the_act_that_refers_to_what_was_added(ann, bob, world, store, acting, team, dump):
    """A customer that somebody has visited since is not taken out: the visit is named, and who made it."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    first = latest_act(store)
    bob.do(Said("log", {"customer": "Initech", "kind": "visit"}))
    second = latest_act(store)
    after = dump()
    assert refusal(acting, team.ann, first) == BuiltUpon(first.id, second.id, "Bob Fox", second.said_at)
    assert dump() == after


def test_undo_brings_back_no_name_that_another_has_taken(ann, world, store, acting, team, dump):
    """Where somebody else goes by the old name by now, the rename stands, and the undo is refused."""
    ann.do(*said(world, Said("set_customer", {"customer": "@globex", "field": "name", "value": "Zenith"})))
    renamed = latest_act(store)
    ann.do(Said("add_customer", {"customer": {"new": "Globex"}}))
    after = dump()
    assert isinstance(refusal(acting, team.ann, renamed), BuiltUpon)
    assert dump() == after


def test_a_refused_undo_is_told_with_who_built_on_it(ann, bob, world):
    """The answer names the colleague."""
    ann.do(Said("add_customer", {"customer": "Initech"}))
    bob.do(Said("log", {"customer": "Initech", "kind": "visit"}))
    assert "Bob Fox" in ann.do(Said("undo")).text


def test_what_only_belongs_to_a_row_bars_no_undo(ann, world, dump, office, clock):
    """A customer that was only looked at, and a reminder that only rang, can be taken back."""
    before = dump()
    ann.do(Said("add_customer", {"customer": "Initech"}))
    ann.do(Said("show", {"customer": "Initech"}))
    ann.do(Said("undo"))
    assert dump() == before
    ann.do(Said("remind", {"kind": "task", "at": "2026-11-18T13:00"}))
    clock.go_to(today_at(13))
    office.tick()
    ann.told()
    ann.do(Said("undo"))
    assert dump() == before


def test_later_logs_bar_no_undo(ann, world, store):
    """What is derived from both of two logs on a customer stands outside of what undo compares."""
    ann.do(*said(world, Said("log", {"customer": "@globex", "kind": "visit", "at": "2026-11-16"})))
    first = latest_act(store)
    ann.do(*said(world, Said("log", {"customer": "@globex", "kind": "call"})))
    ann.tap(f"undo act-{first.id}")
    with store.read() as unit:
        assert unit.acts.find(first.id).undone_by is not None
        assert unit.customers.get(world.ids["globex"]).last_contact_at == today_at(12)


# ---- reminders ring again -----------------------------------------------------------------------------


def the(store, world, name):
    """Return a reminder of the world."""
    with store.read() as unit:
        return unit.reminders.get(world.ids[name])


def test_undoing_a_log_reopens_what_it_ticked(ann, world, store, office, clock):
    """A reminder that a log has answered is open again, and rings at its minute."""
    ann.do(*said(world, VISIT))
    assert the(store, world, "call").state is State.DONE
    ann.do(Said("undo"))
    assert the(store, world, "call").state is State.OPEN
    clock.go_to(today_at(15))
    office.tick()
    assert "Acme Labs" in ann.told().text
    assert the(store, world, "call").rung_at == today_at(15)


def test_a_reminder_that_rang_waits_again_for_its_answer(ann, world, store, office, clock):
    """One that had rung before the log stands as rung after the undo: it does not ring a second time."""
    clock.go_to(today_at(15))
    office.tick()
    ann.told()
    clock.go_to(today_at(15, 10))
    ann.do(*said(world, Said("log", {"customer": "@acme", "kind": "call"})))
    ann.do(Said("undo"))
    again = the(store, world, "call")
    assert (again.rung_at, again.next_due) == (today_at(15), None)
    clock.go_to(today_at(15, 11))
    office.tick()
    assert ann.told().new == []


def test_a_repeating_reminder_goes_on_after_an_undo(ann, world, store, office, clock):
    """A daily one that a log had moved on stands on its old day again, and still rings tomorrow."""
    clock.go_to(today_at(14))
    office.tick()
    ann.told()
    clock.go_to(today_at(14, 5))
    ann.do(*said(world, Said("log", {"customer": "@acme", "kind": "call"})))
    assert the(store, world, "daily").on == TODAY + timedelta(days=1)
    ann.do(Said("undo"))
    again = the(store, world, "daily")
    assert (again.on, again.rung_at, again.next_due) == (TODAY, today_at(14), today_at(14, days=1))
    clock.go_to(today_at(14, days=1))
    office.tick()
    assert "Acme Labs" in ann.told().text


def test_a_log_ticks_no_reminder_of_its_own_message(ann, world, store):
    """What is set in the same message is to come, wherever it stands in the sentence."""
    ann.do(
        *said(
            world,
            Said("remind", {"customer": "@globex", "kind": "call", "at": "2026-11-18T17:00"}),
            Said("log", {"customer": "@globex", "kind": "visit"}),
        )
    )
    with store.read() as unit:
        (coming,) = unit.reminders.open_for(customer_id=world.ids["globex"])
    assert coming.state is State.OPEN


# ---- putting an act right -----------------------------------------------------------------------------

VISIT = Said("log", {"customer": "@acme", "kind": "visit"})
CALL = Said("remind", {"customer": "@acme", "kind": "call", "at": "2026-11-20T10:00"})
RIGHT = [
    ("log", VISIT, "kind", "meeting"),
    ("log", VISIT, "customer", "Globex"),
    ("log", Said("log", {"customer": "@acme", "kind": "visit", "contact": "Jan"}), "contact", "Jane Doe"),
    ("remind", CALL, "kind", "email"),
    ("update_deal", Said("update_deal", {"customer": "@acme", "stage": "proposal"}), "stage", "negotiation"),
    ("note", Said("note", {"customer": "@acme", "note": "frozen"}), "note", "thawed"),
    ("attach", Said("attach", {"customer": "@acme", "file": PHOTO}), "customer", "Globex"),
    ("attach", Said("attach", {"customer": "@acme", "file": PHOTO, "note": "a line"}), "note", "a hall"),
    ("add_customer", Said("add_customer", {"customer": "Initech", "tier": "small"}), "tier", "key"),
]
RIGHT_CASES = [pytest.param(*row[1:], id=f"{row[0]}-{row[2]}") for row in RIGHT]


def put_right(chat, store, slot, value, act_id=None):
    """Press *Change*, the wrong slot, and give the right value, by button where it is one."""
    if act_id is None:
        chat.press("Change")
    else:
        chat.tap(f"change act-{act_id}")
    choose(chat, store, lambda option: option.value["slot"] == slot)
    asked = open_question(chat, store)
    if any(option.value == value for option in asked.open.options):
        return choose(chat, store, lambda option: option.value == value)
    return chat.say(value)


def open_question(chat, store):
    """Return the question that stands open in a chat."""
    with store.read() as unit:
        question = unit.questions.asked(unit.chats.conversation(chat.address), chat.person.id)
    assert question is not None
    return question


def choose(chat, store, wanted):
    """Press the button of the option that is wanted."""
    question = open_question(chat, store)
    (number,) = [n for n, option in enumerate(question.open.options, 1) if wanted(option)]
    return chat.tap(f"pick q{question.id} {number}")


def slot_of(store, world, said_, slot):
    """Return what an act holds for a slot, as the one that was said."""
    (stands,) = [each for each in latest_act(store).actions if each.name == said_.name]
    return stands.slots.get(slot)


@pytest.mark.parametrize(("wrong", "slot", "value"), RIGHT_CASES)
def test_a_change_gives_what_the_right_words_would_have_given(
    ann, world, store, dump, office, wrong, slot, value
):
    """An act put right leaves the same as the right one, but for the numbers of rows."""
    told_right = replace(wrong, slots={**wrong.slots, slot: value})
    ann.do(*said(world, told_right))
    right = without_numbers(dump())
    ann.do(Said("undo"))
    ann.do(*said(world, wrong))
    put_right(ann, store, slot, value)
    assert without_numbers(dump()) == right


def without_numbers(tables):
    """Return a dump without the numbers of rows and of what refers to rows that were added."""
    numbers = {"id", "activity_id", "deal_id"}
    kept = {name: rows for name, rows in tables.items() if name not in ("name_key", "customer_name")}
    return {
        name: sorted(
            (
                {
                    key: value
                    for key, value in row.items()
                    if key not in numbers and not (name == "activity_contact" and key == "contact_id")
                }
                for row in rows
            ),
            key=str,
        )
        for name, rows in kept.items()
    }


@pytest.mark.parametrize(("wrong", "slot", "value"), RIGHT_CASES)
def test_undoing_a_correction_brings_back_what_it_corrected(ann, world, store, dump, wrong, slot, value):
    """The act that was corrected stands again, and can be taken back itself."""
    before = dump()
    ann.do(*said(world, wrong))
    first = latest_act(store)
    after_wrong = dump()
    put_right(ann, store, slot, value)
    ann.tap(f"undo act-{latest_act(store).id}")
    assert dump() == after_wrong
    ann.tap(f"undo act-{first.id}")
    assert dump() == before


def test_a_correction_is_one_act_that_names_the_other(ann, world, store):
    """The trail tells which act was put right by which, as of when the first was said."""
    ann.do(*said(world, VISIT))
    wrong = latest_act(store)
    put_right(ann, store, "kind", "meeting")
    right = latest_act(store)
    with store.read() as unit:
        wrong = unit.acts.find(wrong.id)
    assert (right.corrects, wrong.undone_by) == (wrong.id, right.id)
    assert right.said_at == wrong.said_at


def test_a_correction_edits_the_card_in_place(ann, world, store):
    """The card of the act says what stands now."""
    card = ann.do(*said(world, VISIT)).new[-1]
    told = put_right(ann, store, "kind", "meeting")
    edited = {message.row: message.text for message in told.edited}
    assert "Meeting" in edited[card.row]


def test_a_correction_days_later_is_as_of_the_day_it_was_said(ann, world, store, clock):
    """A visit put right by the manager two days later is still a visit of its own day."""
    ann.do(*said(world, VISIT))
    clock.forward(hours=20)
    put_right(ann, store, "kind", "meeting")
    with store.read() as unit:
        (latest,) = unit.activities.latest(world.ids["acme"], 1)
    assert (latest.kind, latest.on, latest.happened_at) == (Kind.MEETING, TODAY, today_at(12))


@pytest.mark.parametrize(("wrong", "slot", "value"), RIGHT_CASES)
def test_what_a_manager_puts_right_stays_whose_it_was(ann, manager, world, store, dump, wrong, slot, value):
    """The manager's *Change* leaves the same as the rep's own would have: doer, owner and chat stay."""
    ann.do(*said(world, replace(wrong, slots={**wrong.slots, slot: value})))
    right = without_numbers(dump())
    ann.do(Said("undo"))
    ann.do(*said(world, wrong))
    put_right(manager, store, slot, value, latest_act(store).id)
    assert without_numbers(dump()) == right


def test_the_trail_tells_who_put_right_whose_act(ann, bob, manager, team, world, store, dump):
    """Who pressed is kept beside whose act it is, who may still take it back; another rep may not."""
    before = dump()
    ann.do(*said(world, VISIT))
    put_right(manager, store, "kind", "meeting", latest_act(store).id)
    right = latest_act(store)
    assert (right.person_id, right.on_behalf_id) == (team.manager.id, team.ann.id)
    after = dump()
    bob.tap(f"undo act-{right.id}")
    assert dump() == after
    ann.tap(f"undo act-{right.id}")
    ann.do(Said("undo"))
    assert dump() == before


def test_an_act_stands_until_the_correction_is_clear(ann, world, store, dump):
    """Where the new reading must be asked about, the old one stays until that is answered."""
    ann.do(*said(world, RIGHT[1][1]))
    after = dump()
    put_right(ann, store, "customer", "Umbrella Trading")
    assert dump() == after
    assert open_question(ann, store).corrects == latest_act(store).id


def test_a_correction_of_what_others_built_on_is_refused(ann, world, store, dump):
    """Nothing changes, and it is said."""
    ann.do(*said(world, Said("add_deal", {"customer": "@globex", "title": "Line 2", "stage": "lead"})))
    first = latest_act(store)
    ann.do(*said(world, Said("update_deal", {"customer": "@globex", "stage": "won"})))
    after = dump()
    ann.tap(f"change act-{first.id}")
    choose(ann, store, lambda option: option.value["slot"] == "stage")
    told = choose(ann, store, lambda option: option.value == "proposal")
    assert dump() == after
    assert told.new


def test_a_doubled_tap_answers_one_question_only(ann, world, store):
    """The second tap on *what is wrong* does not answer *what is right*."""
    ann.do(*said(world, VISIT))
    ann.press("Change")
    question = open_question(ann, store)
    ann.tap(f"pick q{question.id} 2")
    asked = open_question(ann, store)
    ann.tap(f"pick q{question.id} 2")
    assert latest_act(store).corrects is None
    with store.read() as unit:
        assert unit.questions.find(asked.id).state == asked.state


@pytest.mark.parametrize("name", CHANGEABLE)
def test_every_slot_that_is_offered_is_a_slot_of_the_action(name):
    """*Change* offers nothing that the action does not settle."""
    assert set(CHANGEABLE[name]) <= set(ACTIONS[name].settle)
