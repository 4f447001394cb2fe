"""Steps of the clock's tests: reminders and customers as somebody would have set them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.act import Act
from domain.activity import Activity, Kind
from domain.customer import Customer, Tier
from domain.people import Person
from domain.reminder import Reminder
from storage.store import Store

NUMBERS = count(1)


class Shop:
    """Writes what people would have said, each in an act of its own."""

    def __init__(self, store: Store) -> None:
        """Write into `store`."""
        self.store = store

    def customer(self, owner: Person, name: str = "Acme Labs", **fields: Any) -> Customer:
        """Store a customer of somebody; a key account unless told otherwise."""
        values = {"tier": Tier.KEY, "cadence_from": self.store.clock(), **fields}
        return self._write(lambda unit: unit.customers.add(Customer(name=name, owner_id=owner.id, **values)))

    def remind(self, person: Person, on: date, clock: time | None = None, **fields: Any) -> Reminder:
        """Store a reminder for somebody, said in their private chat."""
        values = {
            "kind": Kind.CALL,
            "zone": person.timezone,
            "channel": "web",
            "chat": f"p{person.id}",
            **fields,
        }
        made = Reminder(person_id=person.id, first_on=on, on=on, clock=clock, **values)
        return self._write(lambda unit: unit.reminders.add(made.scheduled(now=self.store.clock())))

    def log(self, person: Person, customer: Customer, **fields: Any) -> Activity:
        """Store that somebody was at a customer now."""
        now = self.store.clock()
        values = {"kind": Kind.VISIT, "on": now.astimezone(person.zone).date(), "happened_at": now, **fields}
        made = Activity(customer_id=customer.id, person_id=person.id, **values)
        return self._write(lambda unit: unit.activities.add(made))

    def setting(self, name: str, text: str) -> None:
        """Change a business setting."""
        self._write(lambda unit: unit.settings.change(name, text))

    def reminder(self, id: int) -> Reminder:
        """Return a reminder as it stands."""
        with self.store.read() as unit:
            return unit.reminders.get(id)

    def _write(self, work: Callable[[Any], Any]) -> Any:
        with self.store.write() as unit:
            key = f"shop:{next(NUMBERS)}"
            unit.begin_act(
                Act(person_id=None, source_key=key, said_at=self.store.clock(), channel="", chat="")
            )
            done = work(unit)
            unit.commit()
        return done


@pytest.fixture
def shop(store: Store) -> Shop:
    """Return what writes into the store."""
    return Shop(store)


@pytest.fixture
def wall() -> Callable[..., datetime]:
    """Return what gives the instant (UTC) of a day and clock time on a wall, Shanghai's unless told."""

    def at(day: date, hour: int, minute: int = 0, *, zone: str = "Asia/Shanghai") -> datetime:
        return datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)

    return at
