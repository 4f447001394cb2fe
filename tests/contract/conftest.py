"""Steps of the contract tests: acts written and messages received."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Table, select

from domain.act import Act
from domain.customer import Customer
from domain.incoming import RawEvent
from domain.policy import viewer_for
from storage.store import Store
from storage.tables import conversation, metadata
from storage.unit import Unit

NUMBERS = count(1)
LEFT_OUT = {"version", "updated_at"}
"""Columns that an undo does not bring back."""
TRAIL = {"act", "audit"}
TRAFFIC = {"inbox", "question", "outbox", "sent", "shown", "alert", "digest", "context"}
"""Tables of what was said and told, the customer last spoken of among it: that it was said stays true."""


class Acting:
    """Opens units of work that belong to an act of their own."""

    def __init__(self, store: Store) -> None:
        """Write into `store`."""
        self.store = store

    @contextmanager
    def __call__(self, person: Any = None) -> Iterator[Unit]:
        """Open a unit of work in a new act, and commit it at the end."""
        with self.store.write() as unit:
            now = self.store.clock()
            unit.begin_act(
                Act(
                    person_id=person and person.id,
                    source_key=f"test:{next(NUMBERS)}",
                    said_at=now,
                    channel="web",
                    chat="c",
                )
            )
            if person is not None:
                unit.seen_by(viewer_for(person, unit.people.led_by(person)))
            yield unit
            unit.commit()

    def customer(self, name: str = "Acme Labs", **fields: Any) -> Customer:
        """Store a customer."""
        with self() as unit:
            return unit.customers.add(Customer(name=name, cadence_from=self.store.clock(), **fields))


@pytest.fixture
def acting(store: Store) -> Acting:
    """Return what writes in acts."""
    return Acting(store)


@pytest.fixture
def event(store: Store) -> Callable[..., RawEvent]:
    """Return what makes raw events of a chat, said now unless told otherwise."""

    def make(key: str, chat: str = "p1", **fields: Any) -> RawEvent:
        values: dict[str, Any] = {
            "channel": "web",
            "key": key,
            "message_key": f"{chat}:{key}",
            "said_at": store.clock(),
            "raw": {"chat": chat, "person": 1, "text": key},
        }
        return RawEvent(**{**values, **fields})

    return make


@pytest.fixture
def dump(store: Store) -> Callable[[], dict[str, list[dict[str, Any]]]]:
    """Return what reads all tables less trail and traffic, all columns less versions and times of writing."""

    def read() -> dict[str, list[dict[str, Any]]]:
        kept = [table for table in metadata.sorted_tables if table.name not in TRAIL | TRAFFIC]
        with store.read() as unit:
            return {table.name: sorted(rows_of(table, unit), key=str) for table in kept}

    return read


def rows_of(table: Table, unit: Unit) -> Iterator[dict[str, Any]]:
    """Return a table's rows; of the places where people talk those that are tied to a customer."""
    query = select(table)
    if table is conversation:
        query = query.where(table.c.customer_id.is_not(None))
    for row in unit.connection.execute(query).mappings():
        yield {name: value for name, value in row.items() if name not in LEFT_OUT}
