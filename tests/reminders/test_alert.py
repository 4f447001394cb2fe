"""Alerts: once, in the next round, never at night or on a free day, and not when they are mended by then."""

from datetime import date, timedelta

import pytest

from domain.customer import Tier

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
def quiet(shop, team, clock):
    """Return a key account of Ann's that nobody has spoken to for fifteen days."""
    return shop.customer(team.ann, cadence_from=clock() - timedelta(days=15))


def test_a_quiet_key_account_is_told_to_its_owner_in_the_next_round(office, ann, quiet, clock, wall):
    """Noticed at noon, it is told at three, with the customer's name and the days."""
    office.tick()
    assert ann.told().new == []
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    (alert,) = ann.told().new
    assert "Acme Labs" in alert.text
    assert "15" in alert.text


def test_an_alert_is_told_once(office, ann, quiet, clock, wall):
    """As long as nothing changes it is not repeated, round after round."""
    office.tick()
    for day in range(7):
        for hour in (9, 15):
            clock.go_to(wall(WEDNESDAY + timedelta(days=day), hour))
            office.tick()
    assert len(ann.told().new) == 1


def test_an_alert_comes_again_after_something_changed(office, ann, quiet, shop, team, clock, wall):
    """A contact ends the silence; the next silence is another."""
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    assert len(ann.told().new) == 1
    shop.log(team.ann, quiet)
    clock.go_to(wall(WEDNESDAY + timedelta(days=14), 9))
    office.tick()
    assert ann.told().new == []
    clock.go_to(wall(WEDNESDAY + timedelta(days=15), 9))
    office.tick()
    assert len(ann.told().new) == 1


def test_an_alert_mended_before_its_round_is_withdrawn(office, ann, quiet, shop, team, clock, wall):
    """Who is visited between noticing and telling is not told of."""
    office.tick()
    clock.go_to(wall(WEDNESDAY, 14))
    shop.log(team.ann, quiet)
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    assert ann.told().new == []


def test_an_attempt_is_no_contact(office, ann, quiet, shop, team, clock, wall):
    """Nobody picking up the telephone ends no silence."""
    shop.log(team.ann, quiet, reached=False)
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    assert len(ann.told().new) == 1


@pytest.mark.parametrize(
    ("days", "told"), [(13, False), (15, True)], ids=["within its cadence", "beyond its cadence"]
)
def test_the_cadence_decides(office, ann, shop, team, clock, wall, days, told):
    """A key account is quiet after fourteen days."""
    shop.customer(team.ann, cadence_from=wall(WEDNESDAY, 15) - timedelta(days=days))
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    assert bool(ann.told().new) is told


@pytest.mark.parametrize("fields", [{"tier": Tier.STANDARD}, {"no_contact": True}])
def test_only_key_accounts_that_may_be_contacted_raise_it(office, ann, shop, team, clock, wall, fields):
    """Other customers, and those who asked not to be contacted, raise no alert."""
    shop.customer(team.ann, cadence_from=clock() - timedelta(days=15), **fields)
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    assert ann.told().new == []


def test_an_alert_is_for_the_owner_alone(office, bob, quiet, clock, wall):
    """Colleagues hear nothing of it."""
    clock.go_to(wall(WEDNESDAY, 15))
    office.tick()
    assert bob.told().new == []


def test_an_alert_noticed_on_friday_evening_waits_for_monday(office, ann, shop, team, clock, wall):
    """No alert comes at the weekend."""
    friday = WEDNESDAY + timedelta(days=2)
    clock.go_to(wall(friday, 18))
    shop.customer(team.ann, cadence_from=clock() - timedelta(days=15))
    for hours in range(62):
        clock.go_to(wall(friday, 18) + timedelta(hours=hours))
        office.tick()
    assert ann.told().new == []
    clock.go_to(wall(friday + timedelta(days=3), 9))
    office.tick()
    assert len(ann.told().new) == 1


def test_an_alert_held_up_into_the_night_waits_for_the_morning(office, ann, quiet, clock, wall):
    """What should have gone at three, and nothing ran until midnight, goes at nine."""
    office.tick()
    clock.go_to(wall(WEDNESDAY + timedelta(days=1), 0))
    assert ann.told().new == []
    clock.go_to(wall(WEDNESDAY + timedelta(days=1), 9))
    assert len(ann.told().new) == 1


def test_an_alert_held_up_into_the_weekend_waits_for_monday(office, ann, shop, team, clock, wall):
    """What should have gone on Friday afternoon does not come on Saturday morning."""
    friday = WEDNESDAY + timedelta(days=2)
    clock.go_to(wall(friday, 14))
    shop.customer(team.ann, cadence_from=clock() - timedelta(days=15))
    office.tick()
    clock.go_to(wall(friday + timedelta(days=1), 11))
    assert ann.told().new == []
    clock.go_to(wall(friday + timedelta(days=3), 9))
    assert len(ann.told().new) == 1


def test_a_muted_reader_is_told_in_the_first_round_afterwards(
    office, ann, quiet, team, change_person, clock, wall
):
    """Who wants to hear nothing until Friday is told on Friday."""
    change_person(team.ann, mute_until=wall(WEDNESDAY + timedelta(days=2), 0))
    for day in (0, 1):
        clock.go_to(wall(WEDNESDAY + timedelta(days=day), 15))
        office.tick()
    assert ann.told().new == []
    clock.go_to(wall(WEDNESDAY + timedelta(days=2), 9))
    assert len(ann.told().new) == 1


def test_rounds_in_the_quiet_hours_do_not_count(office, ann, quiet, shop, clock, wall):
    """A round set to seven in the morning, in the quiet hours, gives way to their end."""
    shop.setting("rounds", "07:00")
    office.tick()
    clock.go_to(wall(WEDNESDAY + timedelta(days=1), 7))
    office.tick()
    assert ann.told().new == []
    clock.go_to(wall(WEDNESDAY + timedelta(days=1), 8))
    assert len(ann.told().new) == 1


def test_rounds_are_on_the_wall_of_the_reader(office, ann, shop, team, change_person, clock, wall):
    """Nine o'clock in London is nine o'clock in London."""
    change_person(team.ann, timezone="Europe/London")
    clock.go_to(wall(WEDNESDAY, 3, zone="Europe/London"))
    shop.customer(team.ann, cadence_from=clock() - timedelta(days=15))
    office.tick()
    clock.go_to(wall(WEDNESDAY, 9, zone="Europe/London") - timedelta(seconds=1))
    assert ann.told().new == []
    clock.forward(seconds=1)
    assert len(ann.told().new) == 1
