"""The ticker: APScheduler keeps a beat and nothing else, so that none of its traps can lose a reminder."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from reminders.ticker import Ticker


def scheduler_of(ticker):
    """Return the scheduler behind a ticker."""
    (scheduler,) = [value for value in vars(ticker).values() if isinstance(value, AsyncIOScheduler)]
    return scheduler


async def nothing():
    """Do nothing."""


def started(ticker, look):
    """Start a ticker on a loop, look at it, and stop it."""

    async def run():
        ticker.start()
        found = look(scheduler_of(ticker))
        ticker.stop()
        return found

    return asyncio.run(run())


def test_a_tick_is_never_dropped_for_being_late():
    """APScheduler's default drops what is a second late; here late ticks run, once."""
    ticker = Ticker()
    ticker.every(1, nothing)
    (job,) = started(ticker, lambda scheduler: scheduler.get_jobs())
    assert job.misfire_grace_time is None
    assert job.coalesce


def test_a_tick_never_runs_beside_itself():
    """A slow tick is waited for."""
    ticker = Ticker()
    ticker.every(1, nothing)
    (job,) = started(ticker, lambda scheduler: scheduler.get_jobs())
    assert job.max_instances == 1


def test_the_scheduler_holds_no_data(shop, team):
    """However many reminders wait, the scheduler knows its beats and keeps them in memory."""
    for day in range(5):
        shop.remind(team.ann, datetime(2026, 12, 1 + day, tzinfo=UTC).date())
    ticker = Ticker()
    ticker.every(1, nothing)
    ticker.every(5, nothing)

    def look(scheduler):
        return len(scheduler.get_jobs()), [type(store) for store in scheduler._jobstores.values()]

    assert started(ticker, look) == (2, [MemoryJobStore])
    assert "apscheduler.jobstores.sqlalchemy" not in sys.modules


def test_a_tick_that_was_late_runs_when_the_loop_is_free():
    """A loop that was busy for longer than a beat ticks afterwards."""
    ticker, ticked = Ticker(), asyncio.Event()

    async def tick():
        ticked.set()

    async def run():
        ticker.every(3600, tick)
        ticker.start()
        (job,) = scheduler_of(ticker).get_jobs()
        job.modify(next_run_time=datetime.now(UTC) - timedelta(hours=2))  # noqa: TID251 - the scheduler's own
        async with asyncio.timeout(20):
            await ticked.wait()
        ticker.stop()

    asyncio.run(run())


def test_a_tick_that_fails_ticks_again():
    """A store that is away for one beat does not stop the clock."""
    ticker, ticks = Ticker(), []
    done = asyncio.Event()

    async def tick():
        ticks.append(1)
        if len(ticks) == 1:
            raise OSError("database gone")
        done.set()

    async def run():
        ticker.every(0.01, tick)
        ticker.start()
        async with asyncio.timeout(20):
            await done.wait()
        ticker.stop()

    asyncio.run(run())
    assert len(ticks) >= 2
