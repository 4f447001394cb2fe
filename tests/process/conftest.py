"""Fixtures of real `salesbot` processes: started, talked to, killed, and started again."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp

import pytest

from .prepared import salesbot
from .running import Process, Shop, environment


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark everything here: it starts real processes."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.process)


@pytest.fixture
def shop(migrated_file: Path, tmp_path: Path) -> Iterator[Shop]:
    """Return a store on an SQLite file."""
    file = shutil.copy(migrated_file, tmp_path / "salesbot.db")
    opened = Shop(f"sqlite:///{file}", tmp_path).fill()
    yield opened
    opened.store.engines.dispose()


@pytest.fixture
def postgres_shop(postgres_database: Callable[[], str], tmp_path: Path) -> Iterator[Shop]:
    """Return a store on a PostgreSQL database of its own."""
    opened = Shop(postgres_database(), tmp_path).fill()
    yield opened
    opened.store.engines.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_shop(request: pytest.FixtureRequest) -> Shop:
    """Return a store, on each database."""
    shop: Shop = request.getfixturevalue("shop" if request.param == "sqlite" else "postgres_shop")
    return shop


@pytest.fixture
def start() -> Iterator[Callable[..., Process]]:
    """Return what starts a process on a shop; all of them are ended after the test."""
    started: list[Process] = []

    def begin(shop: Shop, *arguments: str, **settings: str) -> Process:
        process = Process(
            *(arguments or ("run",)), folder=shop.folder, settings={**shop.settings, **settings}
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.clear_away()


@pytest.fixture
def process(shop: Shop, start: Callable[..., Process]) -> Process:
    """Return a `salesbot run` on an SQLite store that is ready."""
    return start(shop).ready()


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs a `salesbot` command to its end."""

    def run(*arguments: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        inherited = {"SALESBOT_DATA_DIR": str(tmp_path), "SALESBOT_TIMEZONE": "Asia/Shanghai"}
        said = [Path(mkdtemp(dir=tmp_path, prefix="command-")) / name for name in ("in", "out", "err")]
        said[0].write_text(given, "utf-8")
        process = salesbot(
            arguments,
            environment=environment(**{**inherited, **settings}),
            folder=tmp_path,
            given=said[0],
            output=said[1],
            errors=said[2],
        )
        process.join(110)
        assert process.exitcode is not None, f"{arguments} goes on and on"
        told = [file.read_text("utf-8") for file in said[1:]]
        return subprocess.CompletedProcess(arguments, process.exitcode, *told)

    return run
