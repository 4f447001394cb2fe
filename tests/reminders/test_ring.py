"""Ringing: at its minute, once, where it belongs, whatever the zone and however long nobody was there."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.activity import Kind
from domain.reminder import Reminder, Repeat, State
from reminders.ring import ring
from storage.store import Store

TODAY = date(2026, 11, 18)
"""Wednesday; the clock stands at noon in Shanghai."""


def test_a_reminder_rings_at_its_minute(office, ann, shop, team, clock, wall):
    """A second before it is silent; at its minute it is told."""
    shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 14) - timedelta(seconds=1))
    office.tick()
    assert ann.told().new == []
    clock.forward(seconds=1)
    office.tick()
    assert len(ann.told().new) == 1


def test_a_reminder_rings_once(office, ann, shop, team, clock, wall):
    """However often the clock ticks afterwards, it was told once."""
    shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 14))
    for _ in range(3):
        office.tick()
        clock.forward(minutes=1)
    assert len(ann.told().new) == 1


def test_two_processes_ring_once(store, engines, office, ann, shop, team, clock, wall, at_once):
    """Two that tick at the same moment leave one message."""
    shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 14))
    other = Store(engines, clock)
    rang = at_once(lambda: ring(store, office.clockwork), lambda: ring(other, office.clockwork))
    assert sorted(rang) == [0, 1]
    assert len(ann.told().new) == 1


def test_those_of_one_minute_are_one_message(office, ann, shop, team, clock, wall):
    """Two reminders of the same minute come together, one of another minute by itself."""
    for hour, minute, name in ((14, 0, "Acme Labs"), (14, 0, "Globex"), (14, 1, "Initech")):
        customer = shop.customer(team.ann, name)
        shop.remind(team.ann, TODAY, time(hour, minute), customer_id=customer.id)
    clock.go_to(wall(TODAY, 14, 1))
    office.tick()
    together, alone = (message.text for message in ann.told().new)
    assert "Acme Labs" in together
    assert "Globex" in together
    assert "Initech" in alone


def test_a_callback_rings_in_private_and_in_the_teams_chat(office, ann, shop, team, clock, wall):
    """Its owner is told, and so is the team; another kind of reminder is its owner's alone."""
    in_team = office.group(team.bob)
    shop.remind(team.ann, TODAY, time(14), kind=Kind.CALLBACK)
    shop.remind(team.ann, TODAY, time(14, 5), kind=Kind.CALL)
    clock.go_to(wall(TODAY, 14, 5))
    office.tick()
    assert len(ann.told().new) == 2
    assert len(in_team.told().new) == 1


def test_a_private_reminder_of_the_same_minute_stays_private(office, ann, shop, team, clock, wall):
    """What rang beside a callback is not told to the team, not even when the callback is done."""
    in_team = office.group(team.ann)
    secret = shop.customer(team.ann, "Secret Works")
    callback = shop.remind(team.ann, TODAY, time(14), kind=Kind.CALLBACK)
    shop.remind(team.ann, TODAY, time(14), customer_id=secret.id)
    clock.go_to(wall(TODAY, 14))
    office.tick()
    assert "Secret Works" in ann.told().text
    assert "Secret Works" not in in_team.told().text
    ann.tap(f"done {callback.id}")
    told = in_team.told()
    assert told.edited
    assert "Secret Works" not in told.text


def test_callbacks_of_two_owners_are_answered_each_in_their_own_chat(
    office, ann, bob, shop, team, clock, wall
):
    """When Bob is done, his own message and the team's say so, and Ann's stands as it was."""
    in_team = office.group(team.ann)
    for person, name in ((team.ann, "Acme Labs"), (team.bob, "Globex")):
        customer = shop.customer(person, name)
        shop.remind(person, TODAY, time(14), kind=Kind.CALLBACK, customer_id=customer.id)
    clock.go_to(wall(TODAY, 14))
    office.tick()
    ann.told()
    in_team.told()
    bob.told()
    bob.press("Done")
    assert ann.told().edited == []
    assert not any(map(open_rings, bob.stands()))
    (edited,) = in_team.told().edited
    assert "Acme Labs" in edited.text
    assert len(open_rings(edited)) == 1


@pytest.mark.parametrize("kind", [Kind.VISIT, Kind.MEETING, Kind.DEMO])
def test_what_takes_a_way_rings_half_an_hour_ahead(office, ann, shop, team, clock, wall, kind):
    """Visits, meetings and demos ring 30 minutes before their time."""
    shop.remind(team.ann, TODAY, time(14), kind=kind)
    clock.go_to(wall(TODAY, 13, 30) - timedelta(seconds=1))
    office.tick()
    assert ann.told().new == []
    clock.forward(seconds=1)
    office.tick()
    assert len(ann.told().new) == 1


def test_a_visit_set_within_the_half_hour_rings_at_its_own_minute(office, ann, shop, team, clock, wall):
    """It does not ring at once."""
    clock.go_to(wall(TODAY, 13, 45))
    shop.remind(team.ann, TODAY, time(14), kind=Kind.VISIT)
    office.tick()
    assert ann.told().new == []
    clock.go_to(wall(TODAY, 14))
    office.tick()
    assert len(ann.told().new) == 1


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/London", "America/New_York"])
def test_a_mere_day_rings_at_ten_on_the_persons_wall(
    office, ann, shop, team, clock, wall, change_person, zone
):
    """A day without a clock time rings once, at 10:00 where the person is."""
    person = change_person(team.ann, timezone=zone)
    day = TODAY + timedelta(days=1)
    shop.remind(person, day)
    clock.go_to(wall(day, 10, zone=zone) - timedelta(seconds=1))
    office.tick()
    assert ann.told().new == []
    clock.forward(seconds=1)
    office.tick()
    assert len(ann.told().new) == 1


def test_a_muted_person_is_told_afterwards(office, ann, shop, team, clock, wall, change_person):
    """What falls into the time in which somebody wants to hear nothing comes when it is over."""
    change_person(team.ann, mute_until=wall(TODAY, 17))
    shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 14))
    office.tick()
    assert ann.told().new == []
    clock.go_to(wall(TODAY, 17))
    assert len(ann.told().new) == 1


def test_what_was_done_before_it_was_sent_is_not_told(office, ann, shop, team, clock, wall, store):
    """A reminder that was ticked between ringing and sending is not sent any more."""
    made = shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 14))
    office.tick()
    done = replace(shop.reminder(made.id), state=State.DONE, next_due=None)
    shop._write(lambda unit: unit.reminders.save(done))
    assert ann.told().new == []


def open_rings(message):
    """Return the commands that tick a reminder in a message."""
    return [command for command in message.buttons.values() if command.startswith("done ")]


# ---- daylight saving ----------------------------------------------------------------------------------

CHANGES = [
    ("Europe/London", date(2027, 3, 27), time(9), [(27, 9), (28, 8), (29, 8)]),
    ("Europe/London", date(2026, 10, 24), time(9), [(24, 8), (25, 9), (26, 9)]),
    ("America/New_York", date(2027, 3, 13), time(9), [(13, 14), (14, 13), (15, 13)]),
    ("America/New_York", date(2026, 10, 31), time(9), [(31, 13), (1, 14), (2, 14)]),
    ("Europe/London", date(2027, 3, 27), time(1, 30), [(27, 1), (28, 1), (29, 0)]),
    ("Europe/London", date(2026, 10, 24), time(1, 30), [(24, 0), (25, 0), (26, 1)]),
    ("America/New_York", date(2027, 3, 13), time(2, 30), [(13, 7), (14, 7), (15, 6)]),
    ("America/New_York", date(2026, 10, 31), time(1, 30), [(31, 5), (1, 5), (2, 6)]),
]
"""Zone, first day, clock time, and the day and hour (UTC) at which it rings: by hand, from the tz rules.

A skipped time rings at the instant it would have been; of one that comes twice the first counts.
"""


@pytest.mark.parametrize(("zone", "first", "clock_time", "expected"), CHANGES)
def test_a_daily_reminder_keeps_its_wall_time_through_the_change(
    office, ann, shop, team, clock, change_person, zone, first, clock_time, expected
):
    """It rings once a day, at the time on the wall, before, on and after the day the clocks change."""
    person = change_person(team.ann, timezone=zone)
    clock.go_to(datetime.combine(first - timedelta(days=1), time(), UTC))
    made = shop.remind(person, first, clock_time, repeat=Repeat.DAILY)
    rang = []
    while len(rang) < 3:
        due = shop.reminder(made.id).next_due
        rang.append((due.day, due.hour))
        clock.go_to(due)
        office.tick()
        assert len(ann.told().new) == 1
    assert rang == expected


# ---- repeating ----------------------------------------------------------------------------------------


def test_the_31st_comes_back_after_a_short_month(office, ann, shop, team, clock):
    """Monthly on the 31st: the last day of a short month, and the 31st again after it."""
    made = shop.remind(team.ann, date(2027, 1, 31), time(9), repeat=Repeat.MONTHLY)
    days = []
    for _ in range(4):
        clock.go_to(shop.reminder(made.id).next_due)
        office.tick()
        assert len(ann.told().new) == 1
        days.append(shop.reminder(made.id).on)
    assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_missed_occurrences_are_one_message(office, ann, shop, team, clock, wall):
    """After a week in which nothing ran, a daily reminder rings once, for its latest day."""
    made = shop.remind(team.ann, TODAY, time(14), repeat=Repeat.DAILY)
    clock.go_to(wall(TODAY + timedelta(days=7), 15))
    office.tick()
    assert len(ann.told().new) == 1
    stands = shop.reminder(made.id)
    assert stands.on == TODAY + timedelta(days=7)
    assert stands.next_due == wall(TODAY + timedelta(days=8), 14)


def test_ticking_moves_a_repeating_reminder_to_its_next_time(office, ann, shop, team, clock, wall):
    """Done means this time; it rings again at the next."""
    made = shop.remind(team.ann, TODAY, time(14), repeat=Repeat.WEEKLY)
    clock.go_to(wall(TODAY, 14))
    office.tick()
    ann.told()
    ann.press("Done")
    clock.go_to(wall(TODAY + timedelta(days=7), 14))
    office.tick()
    assert len(ann.told().new) == 1
    assert shop.reminder(made.id).state is State.OPEN


def test_moving_one_occurrence_leaves_the_others(shop, team, clock, wall):
    """A weekly reminder put off to another day rings there, and next week on its own day."""
    weekly = shop.remind(team.ann, TODAY, time(14), repeat=Repeat.WEEKLY)
    moved = weekly.put_off(replace(weekly.when, on=TODAY + timedelta(days=2)), said_at=clock())
    rung = moved.rung(at=moved.next_due)
    assert rung.next_due == wall(TODAY + timedelta(days=7), 14)


# ---- late ---------------------------------------------------------------------------------------------


def test_a_reminder_due_while_nobody_ran_rings_once_and_says_that_it_is_late(
    office, ann, shop, team, clock, wall
):
    """APScheduler would drop what is a second late; the table keeps it."""
    shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 16))
    office.tick()
    (late,) = ann.told().new
    office.tick()
    assert ann.told().new == []
    assert re.search(r"2 hours late", late.text)


def test_a_reminder_in_time_does_not_say_that_it_is_late(office, ann, shop, team, clock, wall):
    """Two minutes are in time."""
    shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 14, 2))
    office.tick()
    (message,) = ann.told().new
    assert not re.search(r"\blate\b", message.text)


def test_one_that_is_past_when_it_is_stored_rings_at_once(office, ann, shop, team, clock, wall):
    """What was said before an outage and stored after it rings late rather than never."""
    made = shop.remind(team.ann, TODAY, time(14))
    clock.go_to(wall(TODAY, 16))
    moved = made.put_off(replace(made.when, clock=time(15)), said_at=wall(TODAY, 12))
    shop._write(lambda unit: unit.reminders.save(moved))
    office.tick()
    assert len(ann.told().new) == 1


@pytest.mark.parametrize("on_each", ["sqlite"], indirect=True)
def test_ten_thousand_overdue_let_others_in(store, office, shop, team, clock, wall):
    """After downtime the writer is free between batches, and all ring, each once."""
    made = shop.remind(team.ann, TODAY, time(14))
    with store.read() as unit:
        row = dict(unit.connection.execute(unit.reminders.table.select()).mappings().one())
    del row["id"]
    minutes = [{**row, "next_due": made.next_due + timedelta(minutes=n // 100)} for n in range(9_999)]
    with store.write() as unit:
        unit.connection.execute(unit.reminders.table.insert(), minutes)
        unit.commit()
    clock.go_to(wall(TODAY + timedelta(days=1), 9))
    commits = []
    leave = store.bell.listen(lambda: commits.append(1))
    assert ring(store, office.clockwork) == 10_000
    leave()
    assert len(commits) >= 100
    with store.read() as unit:
        assert unit.reminders.due(clock(), 1) == []


def test_a_closed_reminder_never_rings(office, ann, shop, team, clock, wall):
    """What was called off is silent."""
    made = shop.remind(team.ann, TODAY, time(14))
    shop._write(lambda unit: unit.reminders.save(made.cancelled()))
    clock.go_to(wall(TODAY, 15))
    office.tick()
    assert ann.told().new == []


def test_what_rings_in_the_group_it_was_said_in_when_there_is_no_private_chat(
    office, shop, team, clock, wall, store
):
    """Where a person cannot be written to in private, the chat where it was said is told."""
    in_team = office.group(team.ann)
    stranger = replace(team.ann, id=0, version=0, name="No Chat")
    person = shop._write(lambda unit: unit.people.add(stranger))
    shop.remind(person, TODAY, time(14), chat=f"t{team.id}")
    clock.go_to(wall(TODAY, 14))
    office.tick()
    assert len(in_team.told().new) == 1


def test_the_rule_of_ringing_needs_no_store():
    """A visit's time, less half an hour, is when it rings."""
    made = Reminder(
        kind=Kind.VISIT,
        person_id=1,
        first_on=TODAY,
        on=TODAY,
        clock=time(14),
        zone="UTC",
        channel="",
        chat="",
    )
    assert made.scheduled(now=datetime(2026, 11, 18, tzinfo=UTC)).next_due == datetime(
        2026, 11, 18, 13, 30, tzinfo=UTC
    )
