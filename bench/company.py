"""A company of any size: customers under invented names, each with its deals, and a rep who owns them.

The rows are written in bulk, past the units of work: how fast a store fills is not what is measured here.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, insert

from bot.joining import add_person
from domain.act import Act
from domain.activity import Activity, Kind
from domain.customer import Customer, Tier
from domain.deal import OPEN_STAGES, Deal, DealStage
from domain.people import Language, Person, Role, Team
from storage.customers import name_keys
from storage.store import Store
from storage.tables import activity, customer, deal, deal_stage, name_key

BATCH = 2_000
"""Rows a statement."""


def found(store: Store, names: Sequence[str], *, deals: int = 1) -> dict[Role, Person]:
    """Fill an empty store, and return one person of each role; the rep owns all customers."""
    now = store.clock()
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="founding", said_at=now, channel="", chat=""))
        team = unit.teams.add(Team(name="North"))
        people = {role: add_person(unit, _person(role, team.id)) for role in Role}
        _fill(unit.connection, names, deals, people[Role.REP].id, now)
        unit.commit()
    return people


def _person(role: Role, team: int) -> Person:
    return Person(
        name=f"{role.value.title()} One",
        role=role,
        team_id=None if role is Role.ADMIN else team,
        language=Language.EN,
        timezone="Asia/Shanghai",
    )


def _fill(connection: Connection, names: Sequence[str], deals: int, rep: int, now: datetime) -> None:
    ids = range(1, len(names) + 1)
    ago = {id: now - timedelta(days=id % 90, hours=1) for id in ids}
    customers = [
        Customer(
            id=id,
            name=name,
            owner_id=rep,
            tier=Tier.KEY if id % 10 == 0 else Tier.STANDARD,
            cadence_from=ago[id],
        )
        for id, name in zip(ids, names, strict=True)
    ]
    visits = [
        Activity(customer_id=id, person_id=rep, kind=Kind.VISIT, on=ago[id].date(), happened_at=ago[id])
        for id in ids
    ]
    sold = [_deal(1 + at % len(names), at, rep, ago) for at in range(deals * len(names))]
    entered = [
        DealStage(deal_id=at, stage=one.stage, entered_at=one.stage_since, person_id=one.owner_id)
        for at, one in enumerate(sold, 1)
    ]
    _insert(connection, customer, customers, now)
    _insert(connection, activity, visits, now)
    _insert(connection, deal, sold, now)
    _insert(connection, deal_stage, entered, now)
    _rows(
        connection,
        name_key,
        [
            {"key": key, "customer_id": id}
            for id, name in zip(ids, names, strict=True)
            for key in name_keys(name)
        ],
    )
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT setval('customer_id_seq', max(id)) FROM customer")
        connection.exec_driver_sql("ANALYZE")


def _deal(customer_id: int, at: int, rep: int, ago: dict[int, datetime]) -> Deal:
    return Deal(
        customer_id=customer_id,
        owner_id=rep,
        title=None,
        amount=Decimal(1_000 * (1 + at % 500)),
        currency="CNY",
        stage=OPEN_STAGES[at % 3],
        stage_since=ago[customer_id],
        close=(ago[customer_id] + timedelta(days=120)).date(),
    )


def _insert(connection: Connection, table: Table, records: Sequence[Any], now: datetime) -> None:
    """Insert records under their own ids, or as they come where they have none."""
    beside = {"version": 1, "created_at": now, "updated_at": now}
    rows = [{**asdict(record), **beside} for record in records]
    for row in rows:
        if not row["id"]:
            del row["id"]
    _rows(connection, table, rows)


def _rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), rows[start : start + BATCH])
