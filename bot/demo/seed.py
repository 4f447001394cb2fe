"""The sample company written into a fresh store, as if its ninety days had been logged."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.channels import desk
from bot.demo import kinds
from bot.demo.sample import sample
from bot.joining import add_person
from domain.act import Act
from domain.activity import Activity, Kind, Met
from domain.customer import Contact, Customer, Lifecycle, Tier
from domain.deal import Deal, DealStage, Stage
from domain.people import Language, Person, Role, Team
from domain.policy import EVERYTHING
from domain.reminder import Reminder, Repeat
from storage.store import Store
from storage.unit import Unit


def seed(store: Store, now: datetime) -> None:
    """Write the sample into an empty store, in one act; its clocks start in the past and set nothing off."""
    zone = ZoneInfo("Asia/Shanghai")
    company = sample(weekday=now.astimezone(zone).weekday())
    with store.write() as unit:
        unit.seen_by(EVERYTHING)
        unit.begin_act(Act(person_id=None, source_key="demo:seed", said_at=now, channel="", chat=""))
        _Seeder(unit, company, now).write()
        unit.commit()


class _Seeder:
    def __init__(self, unit: Unit, company: kinds.Sample, now: datetime) -> None:
        self.unit = unit
        self.company = company
        self.now = now
        self.teams: dict[str, int] = {}
        self.people: dict[str, Person] = {}
        self.customers: dict[str, Customer] = {}
        self.contacts: dict[tuple[str, str], int] = {}

    def write(self) -> None:
        for team in self.company.teams:
            name = f"{team.name} {team.chinese_name}"
            self.teams[team.name] = self.unit.teams.add(Team(name=name)).id
        for person in self.company.people:
            self._person(person)
        for customer in self.company.customers:
            self._customer(customer)
        for contact in self.company.contacts:
            self._contact(contact)
        for activity in self.company.activities:
            self._activity(activity)
        for deal in self.company.deals:
            self._deal(deal)
        for reminder in self.company.reminders:
            self._reminder(reminder)

    def _person(self, person: kinds.SamplePerson) -> None:
        self.people[person.name] = add_person(
            self.unit,
            Person(
                name=person.name,
                role=Role(person.role),
                team_id=self.teams[person.team],
                language=Language(person.language),
                timezone=person.timezone,
                aliases=person.aliases,
            ),
        )

    def _customer(self, customer: kinds.SampleCustomer) -> None:
        stored = self.unit.customers.add(
            Customer(
                name=customer.name,
                owner_id=self.people[customer.owner].id,
                tier=Tier(customer.tier),
                lifecycle=Lifecycle.CUSTOMER,
                industry=customer.industry,
                region=customer.region,
                cadence_from=self.now - timedelta(days=7),
            )
        )
        self.customers[customer.name] = stored
        for alias in customer.aliases:
            self.unit.customers.add_alias(stored.id, alias)

    def _contact(self, contact: kinds.SampleContact) -> None:
        stored = self.unit.contacts.add(
            Contact(
                customer_id=self.customers[contact.customer].id,
                name=contact.name,
                title=contact.title,
                phone=contact.phone,
                email=contact.email,
            )
        )
        self.contacts[(contact.customer, contact.name)] = stored.id

    def _activity(self, activity: kinds.SampleActivity) -> None:
        person = self.people[activity.person]
        at = self._moment(person, -activity.days_ago, activity.minute_of_day)
        stored = self.unit.activities.add(
            Activity(
                customer_id=self.customers[activity.customer].id,
                person_id=person.id,
                kind=Kind(activity.kind),
                on=at.astimezone(person.zone).date(),
                happened_at=at,
                reached=activity.reached,
                note=activity.note,
            )
        )
        met = self.contacts.get((activity.customer, activity.contact))
        if met is not None:
            self.unit.met.add(Met(activity_id=stored.id, contact_id=met))

    def _deal(self, deal: kinds.SampleDeal) -> None:
        owner = self.people[deal.owner]
        entered = [(Stage(stage), self._moment(owner, -ago, 15 * 60)) for stage, ago in deal.stages]
        stage, since = entered[-1]
        stored = self.unit.deals.add(
            Deal(
                customer_id=self.customers[deal.customer].id,
                owner_id=owner.id,
                title=deal.title,
                amount=deal.amount,
                currency=deal.currency if deal.amount is not None else None,
                stage=stage,
                stage_since=since,
                close=self._day(owner, deal.close_in_days),
                reason=deal.reason or None,
            )
        )
        for entered_stage, at in entered:
            self.unit.deal_stages.add(
                DealStage(deal_id=stored.id, stage=entered_stage, entered_at=at, person_id=owner.id)
            )

    def _reminder(self, reminder: kinds.SampleReminder) -> None:
        person = self.people[reminder.person]
        minute = reminder.minute_of_day
        on = self._day(person, reminder.in_days)
        customer = self.customers.get(reminder.customer)
        made = Reminder(
            kind=Kind(reminder.kind),
            person_id=person.id,
            customer_id=customer.id if customer else None,
            contact_id=self.contacts.get((reminder.customer, reminder.contact)),
            note=reminder.note,
            first_on=on,
            on=on,
            clock=None if minute is None else time(minute // 60, minute % 60),
            zone=person.timezone,
            repeat=Repeat(reminder.repeat) if reminder.repeat else None,
            channel=desk.WEB,
            chat=desk.private_chat(person),
        )
        self.unit.reminders.add(made.clock_anew(now=self.now))

    def _day(self, person: Person, in_days: int) -> date:
        return (self.now.astimezone(person.zone) + timedelta(days=in_days)).date()

    def _moment(self, person: Person, in_days: int, minute: int) -> datetime:
        local = datetime.combine(self._day(person, in_days), time(minute // 60, minute % 60), person.zone)
        return min(local.astimezone(UTC), self.now)
