"""When the clock's work runs: a handful of in-memory ticks of APScheduler, which hold no data."""

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Tick = Callable[[], Awaitable[None]]


class Ticker:
    """Runs each tick again and again, never twice at once, late ones merged (platform.md 3)."""

    def __init__(self) -> None:
        """Start with nothing to run."""
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._ticks: list[Tick] = []

    def every(self, seconds: float, tick: Tick) -> None:
        """Run `tick` every so many seconds."""
        self._scheduler.add_job(tick, "interval", seconds=seconds)
        self._ticks.append(tick)

    def start(self) -> None:
        """Begin to tick, on the running loop."""
        self._scheduler.start()

    def at_once(self) -> None:
        """Run every tick now as well: the demo's clock has moved."""
        for tick in self._ticks:
            self._scheduler.add_job(tick)

    def stop(self) -> None:
        """Tick no more; what runs is left to end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
