"""What reports read: sums of open deals, movements, who saw whom, and the key accounts nobody speaks to."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ColumnElement, CursorResult, Select, and_, func, select, true, type_coerce

from domain.activity import Kind
from domain.customer import Customer, Tier
from domain.deal import OPEN_STAGES, Deal, Stage
from domain.reports import DealLine, DealSum, Movement, Seen
from storage.doing import past
from storage.sight import reported
from storage.tables import activity, customer, deal, deal_stage, person, reminder
from storage.types import UNITS

if TYPE_CHECKING:
    from storage.unit import Unit


class Figures:
    """Rows for reports, narrowed to what the viewer may see."""

    def __init__(self, unit: "Unit") -> None:
        """Read through `unit` with its viewer's eyes."""
        self.unit = unit

    def open_deals(
        self,
        owners: frozenset[int] | None,
        today: date,
        *,
        stage: Stage | None = None,
        closing: tuple[date, date] | None = None,
    ) -> Sequence[DealSum]:
        """Return the sums of the open deals by stage and currency; one is overdue when its close date is
        before `today`."""
        query = (
            select(
                deal.c.stage,
                deal.c.currency,
                func.count(),
                func.count(deal.c.amount),
                *_sum_of_money(deal.c.amount),
                func.count().filter(deal.c.close < today),
            )
            .where(deal.c.stage.in_(OPEN_STAGES), self._seen_of(deal.c.owner_id, owners))
            .group_by(deal.c.stage, deal.c.currency)
            .order_by(deal.c.stage, deal.c.currency)
        )
        if stage is not None:
            query = query.where(deal.c.stage == stage)
        if closing is not None:
            query = query.where(deal.c.close.between(*closing))
        return [
            DealSum(stage, currency, count, priced, Decimal(whole or 0) + Decimal(rest or 0) / UNITS, late)
            for stage, currency, count, priced, whole, rest, late in self._execute(query)
        ]

    def stuck(
        self, owners: frozenset[int] | None, before: datetime, limit: int
    ) -> tuple[Sequence[DealLine], int]:
        """Return open deals in their stage since before the instant, the longest first, and how many."""
        conditions = (
            deal.c.stage.in_(OPEN_STAGES),
            deal.c.stage_since < before,
            self._seen_of(deal.c.owner_id, owners),
        )
        query = self._deal_lines().where(*conditions).order_by(*_LONGEST_STUCK).limit(limit)
        total = self._execute(select(func.count()).where(*conditions)).scalar_one()
        return [self._line(row) for row in self._execute(query)], int(total)

    def movements(self, owners: frozenset[int] | None, start: datetime, end: datetime) -> Sequence[Movement]:
        """Return the stages entered in [start, end), oldest first."""
        earlier = deal_stage.alias("earlier")
        before = (
            select(earlier.c.stage)
            .where(earlier.c.deal_id == deal.c.id, earlier.c.id < deal_stage.c.id)
            .order_by(earlier.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        query = (
            self._deal_lines()
            .add_columns(deal_stage.c.stage, deal_stage.c.entered_at, before)
            .join(deal_stage, deal_stage.c.deal_id == deal.c.id)
            .where(
                deal_stage.c.entered_at >= start,
                deal_stage.c.entered_at < end,
                self._seen_of(deal.c.owner_id, owners),
            )
            .order_by(deal_stage.c.entered_at, deal_stage.c.id)
        )
        found = []
        for row in self._execute(query):
            *line, after, at, before_stage = row
            found.append(Movement(self._line(line), Stage(before_stage) if before_stage else None, after, at))
        return found

    def seen(self, owners: frozenset[int] | None, day: date) -> Sequence[Seen]:
        """Return who reached whom on the day, the busiest first."""
        query = (
            select(
                person.c.id,
                person.c.name,
                activity.c.kind,
                func.count().filter(activity.c.reached),
                func.count().filter(activity.c.reached.is_(False)),
            )
            .join_from(activity, person, activity.c.person_id == person.c.id)
            .where(
                activity.c.on == day,
                activity.c.kind != Kind.NOTE,
                self._seen_of(activity.c.person_id, owners),
            )
            .group_by(person.c.id, person.c.name, activity.c.kind)
            .order_by(person.c.id, activity.c.kind)
        )
        names: dict[int, str] = {}
        reached: dict[int, dict[Kind, int]] = {}
        attempts: dict[int, int] = {}
        for id, name, kind, met, missed in self._execute(query):
            names[id] = name
            kinds = reached.setdefault(id, {})
            if met:
                kinds[kind] = met
            attempts[id] = attempts.get(id, 0) + missed
        people = [Seen(names[id], kinds, attempts[id]) for id, kinds in reached.items()]
        return sorted(people, key=lambda seen: (-seen.total, seen.person))

    def quiet_key_accounts(
        self,
        owners: frozenset[int] | None,
        before: datetime,
        *,
        limit: int | None = None,
        only: int | None = None,
    ) -> tuple[Sequence[tuple[Customer, str | None]], int]:
        """Return key accounts last spoken to before the instant, the quietest first, with owners' names, and
        how many there are; `only`: the one customer, if it is among them."""
        conditions = [*_quiet(before), self._seen_of(customer.c.owner_id, owners)]
        if only is not None:
            conditions.append(customer.c.id == only)
        query = (
            self.unit.customers.select()
            .add_columns(person.c.name)
            .outerjoin(person, customer.c.owner_id == person.c.id)
            .where(*conditions)
            .order_by(_spoken_to, customer.c.id)
            .limit(limit)
        )
        found = [(self.unit.customers.read(row), row[-1]) for row in self._execute(query)]
        if limit is None or len(found) < limit:
            return found, len(found)
        total = self._execute(select(func.count()).where(*conditions)).scalar_one()
        return found, int(total)

    def overdue_tasks(self, owners: frozenset[int] | None, now: datetime) -> int:
        """Return how many open reminders are past their time."""
        query = select(func.count()).where(
            reminder.c.state == "open", past(now), self._seen_of(reminder.c.person_id, owners)
        )
        return int(self._execute(query).scalar_one())

    def _deal_lines(self) -> Select[Any]:
        columns = [deal.c[name] for name in Deal.__dataclass_fields__]
        return (
            select(*columns, customer.c.name.label("customer_name"), person.c.name.label("owner_name"))
            .select_from(deal)
            .join(customer, deal.c.customer_id == customer.c.id)
            .join(person, deal.c.owner_id == person.c.id)
        )

    def _line(self, row: Sequence[Any]) -> DealLine:
        *values, customer_name, owner_name = row
        return DealLine(
            Deal(**dict(zip(Deal.__dataclass_fields__, values, strict=True))), customer_name, owner_name
        )

    def _execute(self, query: Select[Any]) -> CursorResult[*tuple[Any, ...]]:
        return self.unit.connection.execute(query, self.unit.eyes)

    def _seen_of(self, column: ColumnElement[Any], owners: frozenset[int] | None) -> ColumnElement[bool]:
        """Return the condition that the viewer may see it, and that it belongs to one of the owners."""
        allowed = reported(column, self.unit.scope)
        conditions = [true()] if allowed is None else [allowed]
        return and_(*conditions, *(() if owners is None else (column.in_(owners),)))


_LONGEST_STUCK = (deal.c.stage_since, deal.c.close.is_(None), deal.c.close, deal.c.id)
_spoken_to = func.coalesce(customer.c.last_contact_at, customer.c.cadence_from)


def _quiet(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a key account was last spoken to before the instant."""
    return customer.c.tier == Tier.KEY, _spoken_to < before, customer.c.no_contact.is_(False)


def _sum_of_money(amount: ColumnElement[Decimal]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Return the sum in two parts, whole units and what is left: a few of the greatest amounts in one part
    would be more than SQLite adds up."""
    units = type_coerce(amount, BigInteger)
    return func.sum(units // int(UNITS)), func.sum(units % int(UNITS))
