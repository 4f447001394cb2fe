"""Charts are drawn in a process of their own, which neither outlives the bot nor ends it."""

import asyncio
import multiprocessing
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from time import monotonic, sleep

from bot.render.charts import Artist, draw
from domain.charts import Bar, Chart, Panel

CHART = Chart("Title", (Panel("bars", (Bar("A", Decimal(1)),)),))
SCRIPT = """
import asyncio, multiprocessing, os, signal, sys
from decimal import Decimal
from bot.render.charts import Artist
from domain.charts import Bar, Chart, Panel

if __name__ == "__main__":
    artist = Artist()
    chart = Chart("Title", (Panel("bars", (Bar("A", Decimal(1)),)),))
    assert asyncio.run(artist.draw(chart, "zh-Hans")).startswith(b"\\x89PNG")
    print(*(worker.pid for worker in multiprocessing.active_children()), flush=True)
    if "die" in sys.argv:
        os.kill(os.getpid(), signal.SIGKILL)
    artist.close()
    assert not {"matplotlib", "numpy"} & set(sys.modules)
"""


def test_an_artist_draws_elsewhere(tmp_path: Path) -> None:
    """The process that asks never imports matplotlib."""
    assert ask(tmp_path).returncode == 0


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """A killed bot leaves no process behind."""
    killed = ask(tmp_path, "die")
    assert killed.returncode == -signal.SIGKILL
    deadline = monotonic() + 10
    while runs(killed.stdout.strip()) and monotonic() < deadline:
        sleep(0.05)
    assert not runs(killed.stdout.strip())


def runs(process: str) -> bool:
    """Whether a process goes on; one that has ended may still be listed until it is reaped."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", process], stdout=subprocess.PIPE, text=True, check=False
    )
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


def ask(folder: Path, *how: str) -> subprocess.CompletedProcess[str]:
    """Run a small program that draws one chart and tells its worker's process id."""
    program = folder / "program.py"
    program.write_text(SCRIPT)
    return subprocess.run(
        [sys.executable, "-W", "error", program, *how],
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_artist_outlives_its_worker() -> None:
    """A worker that was killed is replaced, and the same picture comes out."""
    artist = Artist()

    async def twice() -> tuple[bytes, bytes]:
        before = await artist.draw(CHART, "en")
        for worker in multiprocessing.active_children():
            worker.kill()
        return before, await artist.draw(CHART, "en")

    try:
        before, after = asyncio.run(twice())
    finally:
        artist.close()
    assert before == after == draw(CHART, language="en")
