"""From the start of the process to the first `/readyz` that says yes."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from bench import stores
from bench.report import Report, Row, median

CLAIM = "a `salesbot run` is ready in under 2 s"
STARTS = 10
PATIENCE = 60.0
LOOK_AGAIN = 0.01
HEAVY = ("matplotlib.figure", "alembic.command", "dateparser")
"""Libraries that wait for their first use; the alternative is to import them at the start."""


def run() -> Report:
    """Start on a fresh file and on a migrated one; beside it, with the heavy libraries imported at start."""
    with stores.folder() as here:
        environment = _environment(here)
        _once(here / "warm", environment)
        fresh = [_once(here / f"fresh{number}", environment) for number in range(STARTS)]
        migrated = [_once(here / "warm", environment) for _ in range(STARTS)]
        eager = [_once(here / "warm", environment, imported=HEAVY) for _ in range(3)]
    ours, theirs = _figures(migrated), _figures(eager)
    rows = [
        Row("fresh SQLite file", _figures(fresh)),
        Row("migrated SQLite file", ours),
        Row("the same, all imported at start", theirs),
        Row("ratio", {key: theirs[key] / ours[key] for key in ("median s", "CPU s")}),
    ]
    return Report(CLAIM, rows, [f"slowest imports: {_slowest_imports(environment)}"])


@dataclass(frozen=True)
class Start:
    """How long one start took by the clock, and for how long it kept a core busy."""

    seconds: float
    busy: float


def _figures(starts: list[Start]) -> dict[str, float]:
    seconds = [start.seconds for start in starts]
    busy = median(start.busy for start in starts)
    return {"starts": len(starts), "median s": median(seconds), "worst s": max(seconds), "CPU s": busy}


def _environment(here: Path) -> dict[str, str]:
    """Return an environment of our own: byte code is kept, as an installation does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESBOT_", "PYTHON"))}
    return {
        **kept,
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "PYTHONPYCACHEPREFIX": str(here / "pycache"),
        "SALESBOT_TIMEZONE": "Asia/Shanghai",
    }


def _once(data: Path, environment: dict[str, str], imported: tuple[str, ...] = ()) -> Start:
    """Start a process and return what it took until `/readyz` said yes."""
    port = _free_port()
    own = {"SALESBOT_HTTP_PORT": str(port), "SALESBOT_DATA_DIR": str(data)}
    first = "".join(f"import {name}; " for name in imported)
    command = [
        sys.executable,
        "-c",
        f"{first}import sys; sys.argv[1:] = ['run']; from bot.cli import cli; cli()",
    ]
    began = perf_counter()
    with _running(command, {**environment, **own}) as process:
        while not _is_ready(port):
            if process.poll() is not None or perf_counter() - began > PATIENCE:
                raise RuntimeError(f"salesbot run ended or hangs: {process.returncode}")
            sleep(LOOK_AGAIN)
        return Start(perf_counter() - began, _busy(process.pid))


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, **quiet)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _is_ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _busy(process: int) -> float:
    """Return the CPU seconds a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


def _slowest_imports(environment: dict[str, str], most: int = 8) -> str:
    """Return the top-level packages whose own modules take longest, as `-X importtime` tells."""
    command = [sys.executable, "-X", "importtime", "-c", "import bot.cli"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stderr
    own: dict[str, int] = {}
    for line in told.splitlines()[1:]:
        microseconds, _, name = line.removeprefix("import time:").split("|")
        package = name.strip().partition(".")[0]
        own[package] = own.get(package, 0) + int(microseconds)
    slowest = sorted(own.items(), key=lambda item: -item[1])[:most]
    return ", ".join(f"{name} {microseconds // 1000} ms" for name, microseconds in slowest)
