"""Records: versions, exact values, ids that never come back, and two writers at the same moment."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.exc import StatementError

from domain.act import Act
from domain.activity import Activity, Kind
from domain.customer import Customer
from domain.deal import Deal, Stage
from domain.facts import NoSuchThing, Refused, ValueUnfit
from domain.ports import Stale
from domain.reminder import Reminder, State
from storage.tables import customer, deal, name_key
from storage.types import Amount


def test_a_new_record_has_an_id_and_the_first_version(acting):
    """Adding returns the record as it stands in the store."""
    added = acting.customer("Acme Labs")
    assert added.id > 0
    assert added.version == 1


def test_saving_counts_the_version_on(acting):
    """Each change of a record is a version of its own."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        changed = unit.customers.save(replace(known, region="North"))
    assert changed.version == 2


def test_saving_what_is_unchanged_is_no_version(acting):
    """A record saved as it is stays at its version, and its act has nothing on it."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        assert unit.customers.save(known) == known
        act_id = unit.trail.act_id
    with acting.store.read() as unit:
        assert unit.acts.trail(act_id) == []


def test_saving_an_old_version_is_stale(acting):
    """Who has read a record before another changed it must look again."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        unit.customers.save(replace(known, region="North"))
    with acting() as unit, pytest.raises(Stale):
        unit.customers.save(replace(known, region="South"))


def test_removing_an_old_version_is_stale(acting):
    """Who has read a record before another changed it must not take it out."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        unit.customers.save(replace(known, region="North"))
    with acting() as unit, pytest.raises(Stale):
        unit.customers.remove(known)


def test_a_record_is_remembered_until_it_changes(acting, team, clock):
    """Within a unit of work a record is read once, and anew after it was saved, changed beside, or put back
    by a savepoint that was left."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        assert unit.customers.get(known.id) is unit.customers.many([known.id])[known.id]
        with suppress(Stale), unit.attempt():
            assert unit.customers.save(replace(known, region="North")) == unit.customers.get(known.id)
            unit.customers.save(known)
        assert unit.customers.get(known.id) == known
        visit = Activity(
            customer_id=known.id,
            person_id=team.ann.id,
            kind=Kind.VISIT,
            on=date(2026, 11, 18),
            happened_at=clock(),
        )
        unit.activities.add(visit)
        assert unit.customers.get(known.id).last_contact_at == clock()


def test_a_record_that_is_not_there_is_refused(store):
    """Asking for a number nobody has is refused with that number."""
    with store.read() as unit, pytest.raises(Refused) as refused:
        unit.customers.get(12345)
    assert refused.value.reason == NoSuchThing("customer", 12345)


def test_two_who_change_one_record_at_once_do_not_both_win(acting, at_once):
    """Of two who read the same version, one is stored and the other must look again."""
    known = acting.customer("Acme Labs")

    def move(region):
        with acting() as unit:
            unit.customers.save(replace(known, region=region))

    outcomes = at_once(lambda: move("North"), lambda: move("South"))
    assert sorted(type(outcome) for outcome in outcomes if outcome) == [Stale]


def test_two_who_log_at_one_customer_at_once_leave_the_later_contact(store, acting, at_once, team, clock):
    """The last contact is the latest of both activities, whoever commits first."""
    known = acting.customer("Acme Labs")
    early, late = clock() - timedelta(hours=2), clock() - timedelta(hours=1)

    def log(happened_at):
        with acting(team.ann) as unit:
            unit.activities.add(
                Activity(
                    customer_id=known.id,
                    person_id=team.ann.id,
                    kind=Kind.VISIT,
                    on=date(2026, 11, 18),
                    happened_at=happened_at,
                )
            )

    assert at_once(lambda: log(late), *[lambda: log(early)] * 5) == [None] * 6
    with store.read() as unit:
        assert unit.customers.get(known.id).last_contact_at == late


def test_two_who_give_one_customer_a_name_at_once_both_count(store, acting, at_once):
    """Both names are found afterwards."""
    known = acting.customer("Acme Labs")

    def call(name):
        with acting() as unit:
            unit.customers.add_alias(known.id, name)

    assert (
        at_once(lambda: call("Wile Tools"), lambda: call("Road Runner"), lambda: call("Coyote")) == [None] * 3
    )
    with store.read() as unit:
        found = set(unit.customers.known_in(["wile tools", "road runner", "coyote"]))
    assert found == {"wile tools", "road runner", "coyote"}


def test_an_id_is_never_used_again(acting, store):
    """The number of a customer that was removed goes to nobody else."""
    first = acting.customer("Acme Labs")
    with acting() as unit:
        unit.customers.remove(first)
    with store.write() as unit:
        assert unit.connection.execute(delete(customer)).rowcount == 0
    assert acting.customer("Globex").id > first.id


def test_names_are_found_by_their_keys_as_long_as_they_stand(store, acting):
    """A customer's keys come and go with its name."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        unit.customers.save(replace(known, name="Globex"))
    with store.read() as unit:
        assert unit.customers.known_in(["acme labs", "globex"]) == ("globex",)
    with acting() as unit:
        unit.customers.remove(unit.customers.get(known.id))
    with store.read() as unit:
        assert unit.connection.execute(select(name_key.c.key)).all() == []


def test_a_text_too_long_for_its_column_is_refused(acting):
    """Both databases refuse what only one of them would."""
    with acting() as unit, pytest.raises(Refused) as refused:
        unit.customers.add(Customer(name="x" * 301, cadence_from=acting.store.clock()))
    assert isinstance(refused.value.reason, ValueUnfit)
    assert refused.value.reason.field == "name"


# ---- values -------------------------------------------------------------------------------------------


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_money_is_exact_to_the_ten_thousandth(units):
    """Every amount the column can hold comes back as it went in."""
    amount = Decimal(units) / 10_000
    column = Amount()
    assert column.process_result_value(column.process_bind_param(amount, None), None) == amount


@pytest.mark.parametrize("amount", ["0", "0.0001", "499999.9999", "1E+5", "99999999999999.9999", "1E+14"])
def test_money_comes_back_from_the_database_as_it_went_in(acting, team, amount):
    """No amount passes through a float on either database."""
    known = acting.customer()
    with acting(team.ann) as unit:
        stored = unit.deals.add(
            Deal(
                customer_id=known.id,
                owner_id=team.ann.id,
                amount=Decimal(amount),
                currency="CNY",
                stage_since=acting.store.clock(),
            )
        )
    with acting.store.read() as unit:
        read = unit.deals.get(stored.id).amount
    assert read == Decimal(amount)
    assert "E" not in str(read)


def test_sums_in_the_database_are_exact(acting, team):
    """A thousand times a tenth and a ten-thousandth is what it is, also when the database adds."""
    known = acting.customer()
    with acting(team.ann) as unit:
        for _ in range(100):
            unit.deals.add(
                Deal(
                    customer_id=known.id,
                    owner_id=team.ann.id,
                    amount=Decimal("0.1001"),
                    currency="CNY",
                    stage_since=acting.store.clock(),
                )
            )
    with acting.store.read() as unit:
        assert unit.connection.execute(select(func.sum(deal.c.amount))).scalar() == Decimal("10.01")


def test_money_finer_than_a_ten_thousandth_is_refused(acting, team):
    """An amount that could only be stored rounded is not stored."""
    known = acting.customer()
    with acting(team.ann) as unit, pytest.raises(StatementError, match="finer"):
        unit.deals.add(
            Deal(
                customer_id=known.id,
                owner_id=team.ann.id,
                amount=Decimal("0.00001"),
                currency="CNY",
                stage_since=acting.store.clock(),
            )
        )


def test_a_naive_time_is_refused(acting):
    """A time without zone is stored nowhere."""
    with acting() as unit, pytest.raises(StatementError, match="naive"):
        unit.customers.add(Customer(name="Acme Labs", cadence_from=datetime(2026, 11, 18, 12)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1), timezones=st.just(UTC)))
def test_a_time_comes_back_to_the_microsecond(store, at):
    """An instant is the same after the store, and in UTC."""
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="test", said_at=at, channel="", chat=""))
        added = unit.customers.add(Customer(name="Acme Labs", cadence_from=at))
    assert added.cadence_from == at
    assert added.cadence_from.tzinfo is UTC


@pytest.mark.parametrize("said", ["普通话 \\ ' \" % _ --", "emoji 🎯", "الشركة", "Ａｃｍｅ"])
def test_any_text_comes_back_as_it_went_in(acting, said):
    """Text of others is stored as it was typed."""
    assert acting.customer(said, interest=said).interest == said


# ---- order --------------------------------------------------------------------------------------------


def test_open_reminders_stand_in_the_order_of_their_time(acting, team):
    """Day by day; what has no clock time stands before what has, on both databases."""
    known = acting.customer()
    times = [(19, time(9)), (18, time(15)), (18, None), (18, time(9))]
    with acting(team.ann) as unit:
        for day, clock in times:
            unit.reminders.add(
                Reminder(
                    kind=Kind.CALL,
                    person_id=team.ann.id,
                    customer_id=known.id,
                    first_on=date(2026, 11, day),
                    on=date(2026, 11, day),
                    clock=clock,
                    zone="Asia/Shanghai",
                    channel="web",
                    chat="p1",
                )
            )
    with acting.store.read() as unit:
        found = [(r.on.day, r.clock) for r in unit.reminders.open_for(customer_id=known.id)]
    assert found == [(18, None), (18, time(9)), (18, time(15)), (19, time(9))]


def test_open_deals_stand_with_the_latest_moved_first(acting, team, clock):
    """Lost and won deals are not among them."""
    known = acting.customer()
    ids = {}
    with acting(team.ann) as unit:
        for stage, hours in ((Stage.LEAD, 3), (Stage.WON, 2), (Stage.PROPOSAL, 1)):
            since = clock() - timedelta(hours=hours)
            made = Deal(customer_id=known.id, owner_id=team.ann.id, stage=stage, stage_since=since)
            ids[stage] = unit.deals.add(made).id
        found = [each.id for each in unit.deals.open_at(known.id)]
    assert found == [ids[Stage.PROPOSAL], ids[Stage.LEAD]]


def test_a_reminder_that_is_done_is_not_due(acting, team, clock):
    """Only open reminders ring."""
    with acting(team.ann) as unit:
        made = Reminder(
            kind=Kind.TASK,
            person_id=team.ann.id,
            first_on=clock().date(),
            on=clock().date(),
            zone="UTC",
            state=State.DONE,
            channel="web",
            chat="p1",
            next_due=clock(),
        )
        unit.reminders.add(made)
        assert unit.reminders.due(clock() + timedelta(days=1), 10) == []
