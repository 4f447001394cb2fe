"""What `salesbot run` imports at its start: nothing that only a later use needs."""

import subprocess
import sys
from pathlib import Path

LATER = {"matplotlib", "openpyxl", "alembic", "dateparser", "telegram", "slack_bolt", "psycopg", "numpy"}
"""Each takes a tenth of a second or more; charts, migrations, other channels and PostgreSQL bring them in."""


def imported(statement: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has imported after a statement."""
    told = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in told.stdout.split()}


def test_the_start_imports_nothing_that_can_wait() -> None:
    """The whole program as `run` wires it, on SQLite."""
    assert not LATER & imported("import bot.cli")


def test_a_store_on_sqlite_imports_nothing_more(tmp_path: Path) -> None:
    """Not with its engines open and its schema looked at, either."""
    look = f"from storage import schema; schema.revision(open_engines('sqlite:///{tmp_path}/store.db'))"
    assert not LATER & imported(f"import bot.cli; from storage.engine import open_engines; {look}")
