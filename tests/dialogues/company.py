"""The company of a dialogue: what its headers say stands in the store before the first word."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import insert

from bot.joining import add_person
from domain.act import Act
from domain.activity import Activity, Kind
from domain.customer import Contact, Customer, Tier
from domain.deal import Deal, DealStage, Stage
from domain.people import Language, Person, Role, Team
from domain.policy import EVERYTHING
from storage.store import Store
from storage.tables import customer_share
from storage.unit import Unit

from .script import Dialogue

ANN = ["ann", "Ann Lee", "rep", "en"]


@dataclass
class Company:
    """Who and what there is, by the names a dialogue uses."""

    team: int
    people: dict[str, Person] = field(default_factory=dict)
    strangers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Those who are on the platform and have no account here, by name and the platform's language."""
    customers: dict[str, Customer] = field(default_factory=dict)


def found(dialogue: Dialogue, store: Store, now: datetime) -> Company:
    """Store what the headers say; without a `person:` there is Ann, a rep."""
    with store.write() as unit:
        unit.seen_by(EVERYTHING)
        long_ago = now - timedelta(days=200)
        unit.begin_act(Act(person_id=None, source_key="founding", said_at=now, channel="", chat=""))
        company = Company(unit.teams.add(Team(name=dialogue.one("team", "North"))).id)
        for nick, name, role, language, *rest in list(dialogue.of("person")) or [ANN]:
            company.people[nick] = add_person(
                unit,
                Person(
                    name=name,
                    role=Role(role),
                    team_id=None if "no team" in rest else company.team,
                    language=Language(language),
                    timezone=dialogue.one("zone", "Asia/Shanghai"),
                ),
            )
        for nick, name, language in dialogue.of("stranger"):
            company.strangers[nick] = (name, language)
        for name, *rest in dialogue.of("customer"):
            _customer(company, unit, name, rest, now)
        for customer, nick in dialogue.of("shared"):
            _share(company, unit, customer, nick)
        for customer, name, *title in dialogue.of("contact"):
            of = company.customers[customer].id
            unit.contacts.add(Contact(customer_id=of, name=name, title=", ".join(title) or None))
        for customer, worth, stage, owner, *more in dialogue.of("deal"):
            _deal(company, unit, customer, worth, stage, owner, ", ".join(more) or None, long_ago)
        for customer, who, days in dialogue.of("visit"):
            _visit(company, unit, customer, who, int(days.split()[0]), now)
        for name, *value in dialogue.of("setting"):
            unit.settings.change(name, ",".join(value))
        unit.commit()
    return company


def _share(company: Company, unit: Unit, customer: str, nick: str) -> None:
    """`shared: Acme Labs, pat`: they work there beside its owner."""
    now = unit.now()
    row = {"customer_id": company.customers[customer].id, "person_id": company.people[nick].id}
    unit.connection.execute(
        insert(customer_share), {**row, "version": 1, "created_at": now, "updated_at": now}
    )


def _customer(company: Company, unit: Unit, name: str, rest: list[str], now: datetime) -> None:
    """`customer: Acme Labs, key, ann, also AL`: tier, owner's nickname and aliases, in any order."""
    tier = next((Tier(word) for word in rest if word in set(Tier)), Tier.STANDARD)
    owner = next((company.people[word].id for word in rest if word in company.people), None)
    if owner is None and "pool" not in rest:
        owner = next(iter(company.people.values())).id
    stored = unit.customers.add(Customer(name=name, owner_id=owner, tier=tier, cadence_from=now))
    company.customers[name] = stored
    for alias in (word.removeprefix("also ") for word in rest if word.startswith("also ")):
        unit.customers.add_alias(stored.id, alias)


def _deal(
    company: Company, unit: Unit, customer: str, worth: str, stage: str, owner: str,
    title: str | None, since: datetime,
) -> None:  # fmt: skip
    """`deal: Acme Labs, 80000 CNY, proposal, ann, Robots`."""
    amount, currency = worth.split()
    person = company.people[owner]
    stored = unit.deals.add(
        Deal(
            customer_id=company.customers[customer].id,
            owner_id=person.id,
            title=title,
            amount=Decimal(amount),
            currency=currency,
            stage=Stage(stage),
            stage_since=since,
        )
    )
    unit.deal_stages.add(
        DealStage(deal_id=stored.id, stage=stored.stage, entered_at=since, person_id=person.id)
    )


def _visit(company: Company, unit: Unit, customer: str, who: str, days: int, now: datetime) -> None:
    """`visit: Acme Labs, ann, 13 days ago`: at noon of that day."""
    person = company.people[who]
    day = now.astimezone(person.zone).date() - timedelta(days=days)
    unit.activities.add(
        Activity(
            customer_id=company.customers[customer].id,
            person_id=person.id,
            kind=Kind.VISIT,
            on=day,
            happened_at=datetime.combine(day, time(12), person.zone).astimezone(UTC),
        )
    )
