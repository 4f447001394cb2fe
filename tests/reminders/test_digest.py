"""Digests: at each manager's own time, once a day, on working days, with figures that are right."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from domain.activity import Kind
from domain.deal import Deal, DealStage, Stage
from domain.policy import viewer_for
from domain.reports import digest_of
from storage.tables import digest

THURSDAY = date(2026, 11, 19)
"""The team joined on Wednesday."""


def digests(store):
    """Return how many digests were made."""
    with store.read() as unit:
        return len(unit.connection.execute(digest.select()).all())


def test_a_digest_comes_at_its_time(office, manager, clock, wall):
    """A second before half past eight nothing is there."""
    clock.go_to(wall(THURSDAY, 8, 30) - timedelta(seconds=1))
    office.tick()
    assert manager.told().new == []
    clock.forward(seconds=1)
    office.tick()
    assert len(manager.told().new) == 1


def test_a_digest_comes_once_a_day(office, manager, clock, wall):
    """Ticks and restarts make no second one; the next day has its own."""
    for hour in (9, 10, 18):
        clock.go_to(wall(THURSDAY, hour))
        office.tick()
    assert len(manager.told().new) == 1
    clock.go_to(wall(THURSDAY + timedelta(days=1), 9))
    office.tick()
    assert len(manager.told().new) == 1


def test_a_digest_comes_at_the_time_on_the_managers_wall(office, manager, team, change_person, clock, wall):
    """Half past eight in New York is half past eight in New York."""
    change_person(team.manager, timezone="America/New_York")
    clock.go_to(wall(THURSDAY, 8, 30, zone="America/New_York") - timedelta(seconds=1))
    office.tick()
    assert manager.told().new == []
    clock.forward(seconds=1)
    office.tick()
    assert len(manager.told().new) == 1


def test_no_digest_comes_on_a_free_day(office, manager, clock, wall):
    """Saturday and Sunday are skipped; on Monday it comes again."""
    for day in (2, 3):
        clock.go_to(wall(THURSDAY + timedelta(days=day), 9))
        office.tick()
    assert manager.told().new == []
    clock.go_to(wall(THURSDAY + timedelta(days=4), 9))
    office.tick()
    assert len(manager.told().new) == 1


def test_a_digest_comes_on_free_days_where_that_is_set(office, manager, shop, clock, wall):
    """The setting decides."""
    shop.setting("digest_on_free_days", "on")
    clock.go_to(wall(THURSDAY + timedelta(days=2), 9))
    office.tick()
    assert len(manager.told().new) == 1


def test_a_digest_is_for_those_who_lead(office, ann, store, clock, wall):
    """Reps get none; the manager and the admin each get their own."""
    clock.go_to(wall(THURSDAY, 9))
    office.tick()
    assert ann.told().new == []
    assert digests(store) == 2


def test_who_joined_after_its_time_waits_until_tomorrow(office, manager, store, clock):
    """Nobody's first minute is a digest: on the day they joined there is none."""
    office.tick()
    assert manager.told().new == []
    assert digests(store) == 0


def test_a_muted_manager_gets_no_digest(office, manager, team, change_person, clock, wall):
    """Who wants to hear nothing is not told unasked."""
    change_person(team.manager, mute_until=wall(THURSDAY + timedelta(days=1), 0))
    clock.go_to(wall(THURSDAY, 9))
    office.tick()
    assert manager.told().new == []


def test_a_digest_with_nothing_to_tell_is_one_line(office, manager, clock, wall):
    """An empty digest says so in one line under its title."""
    clock.go_to(wall(THURSDAY, 8, 30))
    office.tick()
    (message,) = manager.told().new
    assert len(message.text.splitlines()) <= 2


@pytest.fixture
def business(shop, team, clock, wall):
    """Fill the store with deals, stages, activities, reminders and key accounts of two teams' people."""
    wednesday = THURSDAY - timedelta(days=1)
    acme = shop.customer(team.ann, "Acme Labs", cadence_from=wall(wednesday, 9) - timedelta(days=30))
    globex = shop.customer(team.bob, "Globex")
    outside = shop.customer(
        team.admin, "Outside the team", cadence_from=wall(wednesday, 9) - timedelta(days=90)
    )
    rows = [
        (acme, team.ann, "100000.10", "CNY", Stage.NEGOTIATION, wall(wednesday, 11)),
        (acme, team.ann, "250000.20", "CNY", Stage.LEAD, wall(wednesday, 11) - timedelta(days=40)),
        (globex, team.bob, "9000", "EUR", Stage.PROPOSAL, wall(wednesday, 23, 59)),
        (globex, team.bob, None, None, Stage.PROPOSAL, wall(wednesday, 0) - timedelta(seconds=1)),
        (globex, team.bob, "77", "CNY", Stage.WON, wall(wednesday, 10)),
        (outside, team.admin, "5", "CNY", Stage.LEAD, wall(wednesday, 12)),
    ]
    for customer, owner, amount, currency, stage, since in rows:
        made = Deal(
            customer_id=customer.id,
            owner_id=owner.id,
            amount=None if amount is None else Decimal(amount),
            currency=currency,
            stage=stage,
            stage_since=since,
            close=wednesday if stage is Stage.LEAD else None,
        )
        stored = shop._write(lambda unit, made=made: unit.deals.add(made))
        entered = DealStage(deal_id=stored.id, stage=stage, entered_at=since, person_id=owner.id)
        shop._write(lambda unit, entered=entered: unit.deal_stages.add(entered))
    shop.log(team.bob, globex)
    shop.log(team.bob, globex, kind=Kind.CALL)
    shop.log(team.bob, globex, kind=Kind.CALL, reached=False)
    shop.log(team.ann, globex, kind=Kind.CALL, on=wednesday - timedelta(days=1))
    shop.remind(team.ann, wednesday, customer_id=acme.id)
    shop.remind(team.ann, THURSDAY + timedelta(days=9), customer_id=acme.id)


def test_the_figures_are_those_that_sql_by_hand_gives(business, store, team, clock, wall):
    """Pipeline, moves, who saw whom, quiet key accounts and overdue tasks, of the manager's team alone."""
    clock.go_to(wall(THURSDAY, 8, 30))
    day = THURSDAY - timedelta(days=1)
    with store.read() as unit:
        unit.seen_by(viewer_for(team.manager, unit.people.led_by(team.manager)))
        told = digest_of(
            unit.figures(), None, day=day, now=clock(), zone="Asia/Shanghai", setting=unit.settings.value
        )

        def by_hand(statement):
            of_team = f"SELECT id FROM person WHERE team_id = {team.id}"
            query = statement.format(team=of_team)
            start, end = wall(day, 0), wall(day + timedelta(days=1), 0)
            if store.engines.sqlite:
                start, end = (at.strftime("%Y-%m-%d %H:%M:%S.%f") for at in (start, end))
            values = {"start": start, "end": end}
            return unit.connection.execute(text(query), values if ":start" in query else {}).all()

        deals = by_hand(
            "SELECT currency, sum(amount), count(*) FROM deal WHERE owner_id IN ({team})"
            " AND stage NOT IN ('won', 'lost') GROUP BY currency"
        )
        moved = by_hand(
            "SELECT count(*) FROM deal_stage WHERE entered_at >= :start AND entered_at < :end"
            " AND deal_id IN (SELECT id FROM deal WHERE owner_id IN ({team}))"
        )
        seen = by_hand(
            "SELECT (SELECT name FROM person WHERE id = person_id), count(*) FROM activity"
            " WHERE \"on\" = '2026-11-18' AND person_id IN ({team}) AND reached GROUP BY person_id"
        )
        unreached = by_hand("SELECT count(*) FROM activity WHERE \"on\" = '2026-11-18' AND NOT reached")
    worth = {currency: Decimal(amount) / 10_000 for currency, amount, _ in deals if amount is not None}
    assert {money.currency: money.amount for money in told.pipeline.total} == worth
    assert told.pipeline.count == sum(number for *_, number in deals) == 4
    assert sum(stage.unpriced for stage in told.pipeline.stages) == 1
    assert told.pipeline.overdue == 1
    assert len(told.moved) == moved[0][0] == 3
    assert {who.person: who.total for who in told.seen} == dict(tuple(row) for row in seen)
    assert sum(who.attempts for who in told.seen) == unreached[0][0] == 1
    assert [(quiet.customer.name, quiet.days) for quiet in told.quiet] == [("Acme Labs", 30)]
    assert [line.deal.amount for line in told.stuck] == [Decimal("250000.20")]
    assert told.overdue_tasks == 1


def test_the_forecast_weighs_each_stage_exactly(business, store, team, clock, wall):
    """By hand: 100000.10 × 0.75 + 250000.20 × 0.1, and 9000 × 0.5 in its own currency."""
    clock.go_to(wall(THURSDAY, 8, 30))
    with store.read() as unit:
        unit.seen_by(viewer_for(team.manager, unit.people.led_by(team.manager)))
        told = digest_of(
            unit.figures(), None, day=THURSDAY, now=clock(), zone="UTC", setting=unit.settings.value
        )
    forecast = {money.currency: money.amount for money in told.pipeline.forecast}
    assert forecast == {"CNY": Decimal("100000.095"), "EUR": Decimal("4500")}
