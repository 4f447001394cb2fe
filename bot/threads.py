"""Plain functions run whole in one thread; the event loop keeps sockets only."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

THREADS = 12


class Threads:
    """A limited pool of threads for units of work."""

    def __init__(self) -> None:
        """Start no thread before it is needed."""
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="unit")

    async def __call__(self, work: Callable[..., T], /, *args: Any) -> T:
        """Return what `work` returns, run in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)

    def close(self) -> None:
        """Wait for what runs and end the threads."""
        self._pool.shutdown(wait=True)
