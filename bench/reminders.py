"""Reminders as rows of an indexed table with one tick, beside a persistent job a reminder.

The alternative is APScheduler's `SQLAlchemyJobStore` as its docs set it up, with `misfire_grace_time=None`:
without, it drops what is over a second late.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event, insert

from bench import stores
from bench.company import found
from bench.invented import invented
from bench.report import Figure, Report, Row, median
from bot.clock import now
from bot.render.wording import word
from domain.act import Act
from domain.activity import Kind
from domain.people import Person, Role
from domain.policy import EVERYTHING
from domain.reminder import Reminder, State
from reminders.ring import ClockWork, ring
from storage.engine import open_engines
from storage.store import Store
from storage.tables import reminder

CLAIM = "after a stop the reminders that fell due ring without holding up the process"
ADDED = 200
TICKS = 200
OVERDUE = 2_000
THEIRS = 1_000
"""Overdue reminders, and jobs of the alternative: hundreds show what one costs."""

rung = 0


def run() -> Report:
    """Add, look when nothing is due, and work off what fell due while the process was down."""
    with stores.on_sqlite() as url:
        ours = asyncio.run(_ours(url))
    with stores.folder() as here:
        theirs = asyncio.run(_theirs(here))
    ratio = {
        key: float(theirs[key]) / float(ours[key])
        for key in ("add p50 ms", "drain ms each", "loop blocked ms")
    }
    rows = [
        Row("a table and a tick (ours)", ours),
        Row("APScheduler, SQLAlchemyJobStore", theirs),
        Row("ratio", ratio),
    ]
    remarks = [
        "ours: a reminder's act, audit and row; ringing queues its words too. Theirs: the job and a counter",
        f"the loop of the alternative stands still meanwhile: {THEIRS:,} jobs, against {OVERDUE:,} of ours",
    ]
    return Report(CLAIM, rows, remarks)


# ---- ours ---------------------------------------------------------------------------------------------


async def _ours(url: str) -> dict[str, Figure]:
    engines = open_engines(url)
    store = Store(engines, now, eyes=EVERYTHING)
    rep = found(store, invented(100))[Role.REP]
    how = ClockWork(now, word, lambda _point: None)
    added = median(_timed(_add, store, rep, number) for number in range(ADDED))
    tick = median(_timed(ring, store, how) for _ in range(TICKS))
    _fall_due(store, rep)
    lag = Lag()
    async with lag:
        began = perf_counter()
        rang = await asyncio.to_thread(ring, store, how)
        drained = perf_counter() - began
    engines.dispose()
    return {
        "add p50 ms": 1000 * added,
        "tick, 0 due ms": 1000 * tick,
        "overdue": rang,
        "drain s": drained,
        "drain ms each": 1000 * drained / rang,
        "loop blocked ms": 1000 * lag.longest,
    }


def _reminder(rep: Person, customer_id: int, at: datetime) -> Reminder:
    local = at.astimezone(rep.zone)
    return Reminder(
        kind=Kind.CALL,
        person_id=rep.id,
        customer_id=customer_id,
        first_on=local.date(),
        on=local.date(),
        clock=local.time().replace(microsecond=0, tzinfo=None),
        zone=rep.timezone,
        channel="web",
        chat=f"p{rep.id}",
    )


def _add(store: Store, rep: Person, number: int) -> None:
    at = now() + timedelta(days=30)
    with store.write() as unit:
        unit.begin_act(Act(person_id=rep.id, source_key=f"add:{number}", said_at=at, channel="web", chat=""))
        unit.reminders.add(_reminder(rep, 1, at).clock_anew(now=now()))
        unit.commit()


def _fall_due(store: Store, rep: Person) -> None:
    """Store reminders of the last seven days, one a minute."""
    at = now()
    rows = []
    for number in range(OVERDUE):
        due = at - timedelta(minutes=1 + number)
        made = _reminder(rep, 1 + number % 100, due)
        values = {name: getattr(made, name) for name in made.__dataclass_fields__ if name != "id"}
        beside = {"version": 1, "state": State.OPEN, "next_due": due, "created_at": at, "updated_at": at}
        rows.append({**values, **beside})
    with store.write() as unit:
        unit.connection.execute(insert(reminder), rows)
        unit.commit()


# ---- the alternative ----------------------------------------------------------------------------------


def job() -> None:
    """Count what rang; a job must be a function that can be imported."""
    global rung
    rung += 1


async def _theirs(here: Path) -> dict[str, Figure]:
    engine = create_engine(f"sqlite:///{here / 'jobs.db'}")

    @event.listens_for(engine, "connect")
    def connect(dbapi: Any, _record: Any) -> None:
        dbapi.execute("PRAGMA journal_mode=WAL")
        dbapi.execute("PRAGMA synchronous=FULL")

    scheduler = _scheduler(engine)
    scheduler.start(paused=True)
    later = now() + timedelta(days=30)
    added = median(_timed(_schedule, scheduler, later) for _ in range(ADDED))
    for number in range(THEIRS):
        _schedule(scheduler, now() - timedelta(minutes=1 + number))
    tick = median(
        _timed(scheduler._jobstores["default"].get_due_jobs, now() - timedelta(days=60)) for _ in range(TICKS)
    )
    lag = Lag()
    async with lag:
        began = perf_counter()
        scheduler.resume()
        while rung < THEIRS:
            await asyncio.sleep(0.01)
        drained = perf_counter() - began
    scheduler.shutdown(wait=False)
    engine.dispose()
    return {
        "add p50 ms": 1000 * added,
        "tick, 0 due ms": 1000 * tick,
        "overdue": rung,
        "drain s": drained,
        "drain ms each": 1000 * drained / rung,
        "loop blocked ms": 1000 * lag.longest,
    }


def _scheduler(engine: Any) -> AsyncIOScheduler:
    return AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        job_defaults={"misfire_grace_time": None},
        timezone=UTC,
    )


def _schedule(scheduler: AsyncIOScheduler, at: datetime) -> None:
    scheduler.add_job("bench.reminders:job", "date", run_date=at)


# ---- time ---------------------------------------------------------------------------------------------


def _timed(work: Callable[..., Any], *arguments: Any) -> float:
    began = perf_counter()
    work(*arguments)
    return perf_counter() - began


class Lag:
    """How long the event loop stood still at most while the block ran."""

    EVERY = 0.005

    def __init__(self) -> None:
        """Start with nothing noticed."""
        self.longest = 0.0

    async def __aenter__(self) -> None:
        self._watching = asyncio.create_task(self._watch())
        await asyncio.sleep(0)

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(2 * self.EVERY)
        self._watching.cancel()

    async def _watch(self) -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(self.EVERY)
            self.longest = max(self.longest, perf_counter() - began - self.EVERY)
