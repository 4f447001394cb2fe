"""The demo's data hangs together, reads like a team's own, and is the same each time."""

from collections import Counter

import pytest

from bot.demo.customers import QUIET
from bot.demo.kinds import Sample, SampleDeal
from bot.demo.sample import DAYS, QUIET_DAYS, SEED, sample

EVERY_WEEKDAY = range(7)


@pytest.fixture(scope="module", params=EVERY_WEEKDAY)
def weekday(request: pytest.FixtureRequest) -> int:
    """The day of the week on which the demo is started."""
    found: int = request.param
    return found


@pytest.fixture(scope="module")
def made(weekday: int) -> Sample:
    """The sample of that day."""
    return sample(weekday=weekday)


def test_the_same_seed_gives_the_same_sample() -> None:
    """And another seed another history of the same company."""
    assert sample(SEED) == sample(SEED)
    assert sample(SEED + 1).customers == sample(SEED).customers
    assert sample(SEED + 1).activities != sample(SEED).activities


def test_it_is_as_large_as_promised(made: Sample) -> None:
    """Three teams, fifteen people, sixty customers, a fifth of them key accounts."""
    assert [person.role for person in made.people].count("rep") == 12
    assert [person.role for person in made.people].count("manager") == len(made.teams) == 3
    assert Counter(customer.tier for customer in made.customers) == {"key": 12, "standard": 30, "small": 18}
    languages = Counter(customer.language for customer in made.customers)
    assert languages == {"zh-Hans": 30, "en": 20, "zh-Hant": 10}
    assert 400 <= len(made.activities) <= 600
    assert len(made.deals) == 70
    assert {stage for deal in made.deals for stage, _ in deal.stages[-1:]} == {
        "lead", "qualified", "proposal", "negotiation", "won", "lost",
    }  # fmt: skip
    assert len(made.reminders) >= 30


def test_everything_named_is_there_once(made: Sample) -> None:
    """Records name people, customers and contacts that exist, and nobody's work is another's."""
    owners = {customer.name: customer.owner for customer in made.customers}
    contacts = {(contact.customer, contact.name) for contact in made.contacts}
    teams = {person.name: person.team for person in made.people}
    assert len(owners) == len(made.customers)
    assert len(contacts) == len(made.contacts)
    assert len(teams) == len(made.people)
    assert set(teams.values()) == {team.name for team in made.teams}
    assert set(owners.values()) <= teams.keys()
    assert {customer for customer, _ in contacts} == owners.keys()
    for done in (*made.activities, *made.reminders):
        assert owners[done.customer] == done.person
        assert (done.customer, done.contact) in contacts
    for deal in made.deals:
        assert owners[deal.customer] == deal.owner


def test_names_and_aliases_are_nobody_elses(made: Sample) -> None:
    """What a customer is called means that customer alone."""
    called = [name.casefold() for each in made.customers for name in (each.name, *each.aliases)]
    assert len(set(called)) == len(called)


def test_one_to_three_contacts_each(made: Sample) -> None:
    """With numbers and addresses that lead nowhere."""
    counts = Counter(contact.customer for contact in made.contacts)
    assert set(counts.values()) <= {1, 2, 3}
    assert all(contact.email.endswith("@example.com") for contact in made.contacts)
    assert all("555" in contact.phone or "390 06" in contact.phone for contact in made.contacts)


def test_work_is_done_on_working_days(made: Sample, weekday: int) -> None:
    """From Monday to Friday, in office hours, one thing at a time."""
    for activity in made.activities:
        assert 1 <= activity.days_ago <= DAYS
        assert (weekday - activity.days_ago) % 7 < 5
        assert 9 * 60 <= activity.minute_of_day < 17 * 60
    for reminder in made.reminders:
        assert (weekday + reminder.in_days) % 7 < 5
    places = [(each.person, each.days_ago, each.minute_of_day) for each in made.activities]
    assert len(set(places)) == len(places)


def test_one_key_account_alone_is_quiet(made: Sample) -> None:
    """Nobody was reached there for twenty days, though it was tried; elsewhere somebody was within nine."""
    last = {customer.name: DAYS for customer in made.customers if customer.tier == "key"}
    for activity in made.activities:
        if activity.reached and activity.customer in last:
            last[activity.customer] = min(last[activity.customer], activity.days_ago)
    quiet = last.pop(QUIET)
    assert QUIET_DAYS <= quiet <= QUIET_DAYS + 2
    assert max(last.values()) <= 9
    tried = [each.reached for each in made.activities if each.customer == QUIET and each.days_ago < quiet]
    assert tried == [False, False]


def test_deals_go_forward_through_the_stages(made: Sample) -> None:
    """Each stage is entered after the one before; what ended has its day and its reason."""
    order = ("lead", "qualified", "proposal", "negotiation", "won", "lost")
    for deal in made.deals:
        stages = [stage for stage, _ in deal.stages]
        days = [ago for _, ago in deal.stages]
        assert stages == sorted(stages, key=order.index)
        assert days == sorted(set(days), reverse=True)
        assert stages[0] == "lead"
        assert (deal.close_in_days < 0) >= (stages[-1] in ("won", "lost"))
        assert bool(deal.reason) == (stages[-1] == "lost")
        assert deal.amount is None or deal.amount > 0
    assert {deal.currency for deal in made.deals} == {"CNY", "TWD", "HKD", "USD", "EUR"}
    assert sum(deal.amount is None for deal in made.deals) == 3


def test_notes_are_told_once(made: Sample) -> None:
    """But for "no answer", no note is written twice, and none shows a slot."""
    notes = [each.note for each in made.activities if each.reached]
    assert len(set(notes)) == len(notes)
    assert not any("{" in note or "}" in note for note in notes)
    assert all(note.strip() == note and note for note in notes)


def test_yesterday_shows_something(made: Sample) -> None:
    """The first digest has activities of several people and deals that moved."""
    last = min(activity.days_ago for activity in made.activities)
    assert len({each.person for each in made.activities if each.days_ago == last}) >= 5
    assert sum(deal.stages[-1][1] == last and len(deal.stages) > 1 for deal in made.deals) >= 5


def test_the_script_finds_its_cast(made: Sample) -> None:
    """Who and what the demo's day speaks of."""
    people = {person.name: person for person in made.people}
    assert people["Ann Lee"].language == "en"
    assert people["林薇"].language == "zh-Hans"
    assert people["陳怡君"].language == "zh-Hant"
    assert people["Grace Chen"].role == "manager"
    assert "陈静" in people["Grace Chen"].aliases
    names = {customer.name for customer in made.customers}
    assert {"星河科技", "星河电子", "Acme Labs", "Acme Foods", "Northwind Traders", QUIET} <= names


def test_the_script_finds_its_deals(made: Sample) -> None:
    """One customer with several open deals, one with a single one; none of them is in negotiation yet."""
    ends = {
        name: [deal.stages[-1][0] for deal in made.deals if deal.customer == name and not _over(deal)]
        for name in ("Northwind Traders", "星河科技")
    }
    assert len(ends["Northwind Traders"]) > 1
    assert len(ends["星河科技"]) == 1
    assert "negotiation" not in ends["Northwind Traders"] + ends["星河科技"]


def _over(deal: SampleDeal) -> bool:
    return deal.stages[-1][0] in ("won", "lost")
