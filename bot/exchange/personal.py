"""All that is kept about a contact, in one file for them to read."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, func, select

from bot.render.plain import plain
from domain.act import Act
from domain.customer import Contact
from domain.erasing import TOLD_AS
from domain.incoming import Said
from domain.names import exact_key
from storage.codec import load
from storage.store import Store
from storage.tables import activity, contact, customer, met, metadata, outbox, reminder
from storage.unit import Unit


def export_personal(store: Store, name: str, at_customer: str | None, file: Path) -> dict[str, int]:
    """Write all that is kept about a contact to `file`, on the record; return how many things of each kind.
    Raise `LookupError` where it is not clear whom the name means."""
    with store.write() as unit:
        whom = _named(unit, name, at_customer)
        kept = gathered(unit, whom)
        text = json.dumps(kept, ensure_ascii=False, indent=2, default=_readable)
        said = Said("personal", {"customer": {"id": whom.customer_id}, "contact": {"id": whom.id}})
        key, now = f"personal:{uuid4().hex}", unit.now()
        unit.begin_act(Act(person_id=None, source_key=key, said_at=now, channel="", chat="", actions=(said,)))
        file.write_text(text + "\n", "utf-8")
        file.chmod(0o600)
        unit.commit()
    return {kind: len(rows) for kind, rows in kept.items()}


def gathered(unit: Unit, whom: Contact) -> dict[str, list[dict[str, Any]]]:
    """Return what is kept about a contact, by kind: what erasing would reach, and what they took part in."""
    traces = unit.erasing.traces(whom.customer_id, whom.id)
    ids: dict[str, set[int]] = {"customer": {whom.customer_id}, **_theirs(unit, whom.id)}
    for rows in (traces.emptied, traces.named, traces.mentioning):
        for table, found in rows.items():
            ids.setdefault(table, set()).update(found)
    return {
        kind: [row for table in tables for row in _rows(unit, metadata.tables[table], ids.get(table, set()))]
        for kind, tables in TOLD_AS.items()
    }


def _theirs(unit: Unit, contact_id: int) -> dict[str, set[int]]:
    """Return the records that are about them although they need not be named in them."""
    took_part = activity.c.id.in_(select(met.c.activity_id).where(met.c.contact_id == contact_id))
    return {
        "activity": set(unit.connection.execute(select(activity.c.id).where(took_part)).scalars()),
        "reminder": set(
            unit.connection.execute(
                select(reminder.c.id).where(reminder.c.contact_id == contact_id)
            ).scalars()
        ),
    }


def _rows(unit: Unit, table: Table, ids: set[int]) -> list[dict[str, Any]]:
    """Return rows with what they hold; of a company only which one it is, of a card what one could read."""
    columns = [customer.c.id, customer.c.name] if table is customer else list(table.c)
    query = select(*columns).where(table.c.id.in_(sorted(ids))).order_by(table.c.id)
    rows = [
        {"kept_as": table.name, **{name: value for name, value in row.items() if value is not None}}
        for row in unit.connection.execute(query).mappings()
    ]
    if table is outbox:
        for row in rows:
            row["document"] = plain(load(row["document"])) if row.get("document") else None
    return rows


def _named(unit: Unit, name: str, at_customer: str | None) -> Contact:
    found = unit.contacts.where(func.lower(contact.c.name) == name.lower())
    customers = unit.customers.many({one.customer_id for one in found})
    if at_customer is not None:
        wanted = exact_key(at_customer)
        found = [one for one in found if exact_key(customers[one.customer_id].name) == wanted]
    if not found:
        raise LookupError(f"there is no contact {name!r}" + (f" at {at_customer!r}" if at_customer else ""))
    if len(found) > 1:
        names = ", ".join(sorted(customers[one.customer_id].name for one in found))
        raise LookupError(f"there are several contacts {name!r}: say --customer, one of {names}")
    return found[0]


def _readable(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal() | Enum():
            return str(value)
        case bytes():
            return value.hex()
        case _:
            raise TypeError(type(value).__name__)
