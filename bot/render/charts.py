"""Charts as PNG, drawn in a process of their own: the loop and the start-up never wait for matplotlib."""

import asyncio
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread

from domain.charts import Chart
from reminders.deliver import Malformed


def draw(chart: Chart, *, language: str = "en") -> bytes:
    """Return `chart` as a PNG, 1200 pixels wide and as high as it needs, in the letters of `language`."""
    from bot.render.drawing import page  # at first use: imports matplotlib

    return page.drawn(chart, language).png()


class CannotBeDrawn(Malformed):
    """The chart's data cannot be drawn, however often it is tried."""


class Artist:
    """Draws charts one after the other in a worker process, which starts with the first of them."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._workers = _one_worker()

    async def draw(self, chart: Chart, language: str) -> bytes:
        """Return `chart` as a PNG; a worker found dead is replaced once. Raises `CannotBeDrawn`."""
        workers = self._workers
        try:
            return await _drawn(workers, chart, language)
        except BrokenProcessPool:
            if self._workers is workers:
                self._workers = _one_worker()
            return await _drawn(self._workers, chart, language)

    def close(self) -> None:
        """Let the worker go; what it has not begun is dropped."""
        self._workers.shutdown(cancel_futures=True)


async def _drawn(workers: ProcessPoolExecutor, chart: Chart, language: str) -> bytes:
    drawing = workers.submit(draw, chart, language=language)
    try:
        return await asyncio.wrap_future(drawing)
    except BrokenProcessPool:
        raise
    except Exception as error:
        raise CannotBeDrawn(type(error).__name__) from error


def _one_worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_serve_parent)


def _serve_parent() -> None:
    """Leave Ctrl-C to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)
