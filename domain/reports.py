"""Figures: the pipeline and the daily digest, computed from a port for handlers and digests alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.activity import Kind
from domain.customer import Customer
from domain.deal import OPEN_STAGES, Deal, Stage
from domain.money import Money, sums


@dataclass(frozen=True)
class DealLine:
    """A deal as a report needs it: with its customer's and owner's names."""

    deal: Deal
    customer: str
    owner: str


@dataclass(frozen=True)
class DealSum:
    """The open deals of one stage and currency, counted and added up where they are stored."""

    stage: Stage
    currency: str | None
    count: int
    priced: int
    amount: Decimal
    overdue: int

    @property
    def worth(self) -> tuple[Money, ...]:
        """Their worth, where an amount was named."""
        return (Money(self.amount, self.currency),) if self.priced else ()


@dataclass(frozen=True)
class StageTotal:
    """The open deals of one stage: how many, their worth per currency, and how many name no amount."""

    stage: Stage
    count: int
    worth: tuple[Money, ...]
    unpriced: int


@dataclass(frozen=True)
class Pipeline:
    """Open deals by stage; `forecast` weighs each amount with its stage's chance, per currency."""

    stages: tuple[StageTotal, ...]
    total: tuple[Money, ...]
    forecast: tuple[Money, ...]
    overdue: int

    @property
    def count(self) -> int:
        """How many deals are open."""
        return sum(stage.count for stage in self.stages)


@dataclass(frozen=True)
class Movement:
    """A deal that entered a stage within the day told of; `before` None: it is new."""

    line: DealLine
    before: Stage | None
    after: Stage
    at: datetime


@dataclass(frozen=True)
class Seen:
    """How many customers one person reached, by kind of activity, and how often nobody answered."""

    person: str
    reached: Mapping[Kind, int]
    attempts: int

    @property
    def total(self) -> int:
        """All activities in which somebody was reached."""
        return sum(self.reached.values())


@dataclass(frozen=True)
class Quiet:
    """A key account beyond its cadence: `days` since the last contact reached."""

    customer: Customer
    owner: str | None
    days: int


ROWS = 5
"""Rows of each list in a digest: one picture and ten lines."""


@dataclass(frozen=True)
class Digest:
    """One day's digest: the pipeline now, and what happened on `day` (a date in `zone`).

    Of what is stuck and quiet it holds the first `ROWS`, and how many there are beyond.
    """

    day: date
    zone: str
    pipeline: Pipeline
    moved: tuple[Movement, ...]
    stuck: tuple[DealLine, ...]
    seen: tuple[Seen, ...]
    quiet: tuple[Quiet, ...]
    overdue_tasks: int
    stuck_beyond: int = 0
    quiet_beyond: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to tell."""
        return not (self.pipeline.count or self.moved or self.seen or self.quiet or self.overdue_tasks)


class Figures(Protocol):
    """What reports read: rows the viewer may see, already narrowed to `owners` (None: all of those)."""

    def open_deals(
        self,
        owners: frozenset[int] | None,
        today: date,
        *,
        stage: Stage | None = None,
        closing: tuple[date, date] | None = None,
    ) -> Sequence[DealSum]:
        """Return the sums of the open deals; one is overdue when its close date is before `today`."""
        ...

    def stuck(
        self, owners: frozenset[int] | None, before: datetime, limit: int
    ) -> tuple[Sequence[DealLine], int]:
        """Return open deals in their stage since before the instant, the longest first, and how many."""
        ...

    def movements(self, owners: frozenset[int] | None, start: datetime, end: datetime) -> Sequence[Movement]:
        """Return the stages entered in [start, end), oldest first."""
        ...

    def seen(self, owners: frozenset[int] | None, day: date) -> Sequence[Seen]:
        """Return who reached whom on the day, the busiest first."""
        ...

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
        ...

    def overdue_tasks(self, owners: frozenset[int] | None, now: datetime) -> int:
        """Return how many open reminders are past their time."""
        ...


def pipeline_of(sums_: Iterable[DealSum], chances: Mapping[Stage, Decimal]) -> Pipeline:
    """Return the pipeline that the sums of open deals make."""
    parts = list(sums_)
    return Pipeline(
        stages=tuple(_total(stage, [part for part in parts if part.stage is stage]) for stage in OPEN_STAGES),
        total=sums(money for part in parts for money in part.worth),
        forecast=sums(
            Money(money.amount * chances[part.stage], money.currency)
            for part in parts
            for money in part.worth
        ),
        overdue=sum(part.overdue for part in parts),
    )


def _total(stage: Stage, parts: Sequence[DealSum]) -> StageTotal:
    count = sum(part.count for part in parts)
    priced = sum(part.priced for part in parts)
    return StageTotal(stage, count, sums(money for part in parts for money in part.worth), count - priced)


def working_day_before(today: date, working: frozenset[int]) -> date:
    """Return the last working day before today; `working` holds ISO weekdays, Monday is 1."""
    day = today - timedelta(days=1)
    while day.isoweekday() not in working:
        day -= timedelta(days=1)
    return day


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the instants (UTC) at which a day on the wall of `zone` begins and the next one does."""

    def midnight(on: date) -> datetime:
        return datetime.combine(on, time(), ZoneInfo(zone)).astimezone(UTC)

    return midnight(day), midnight(day + timedelta(days=1))


def digest_of(
    figures: Figures,
    owners: frozenset[int] | None,
    *,
    day: date,
    now: datetime,
    zone: str,
    setting: Callable[[str], object],
) -> Digest:
    """Return the digest of `day` for these owners (None: all the viewer may see), as of `now`."""
    start, end = day_bounds(day, zone)
    today = now.astimezone(ZoneInfo(zone)).date()
    stuck, all_stuck = figures.stuck(owners, _days_before(now, setting("stuck_days")), ROWS)
    quiet, all_quiet = figures.quiet_key_accounts(
        owners, _days_before(now, setting("cadence_key")), limit=ROWS
    )
    return Digest(
        day=day,
        zone=zone,
        pipeline=pipeline_of(figures.open_deals(owners, today), chances_of(setting)),
        moved=tuple(figures.movements(owners, start, end)),
        stuck=tuple(stuck),
        seen=tuple(figures.seen(owners, day)),
        quiet=tuple(Quiet(customer, owner, (now - customer.spoken_at).days) for customer, owner in quiet),
        overdue_tasks=figures.overdue_tasks(owners, now),
        stuck_beyond=all_stuck - len(stuck),
        quiet_beyond=all_quiet - len(quiet),
    )


def _days_before(now: datetime, days: object) -> datetime:
    return now - timedelta(days=int(str(days)))


def chances_of(setting: Callable[[str], object]) -> dict[Stage, Decimal]:
    """Return the chance of winning from each open stage."""
    return {stage: Decimal(str(setting(f"chance_{stage.value}"))) for stage in OPEN_STAGES}
