"""The list of what was erased, beside the store: numbers and times alone, for when a copy is put back."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from storage.engine import Engines
from storage.erasing import Listed
from storage.store import Store
from storage.tables import erased

NAME = "erased.json"
"""The file's name, in the data folder."""


def read_list(file: Path) -> list[Listed]:
    """Return what a file lists; nothing where there is none."""
    if not file.exists():
        return []
    try:
        held = json.loads(file.read_text("utf-8"))
        return [(str(row["table"]), int(row["id"]), datetime.fromisoformat(row["at"])) for row in held]
    except (ValueError, KeyError, TypeError) as error:
        raise RuntimeError(f"{file} is not a list of what was erased") from error


def write_list(file: Path, listed: Iterable[Listed]) -> None:
    """Write the list, each thing once with its latest time, in one step; a list that stands is left alone."""
    latest: dict[tuple[str, int], datetime] = {}
    for table, id, at in listed:
        latest[table, id] = max(at, latest.get((table, id), at))
    rows = [{"table": table, "id": id, "at": at.isoformat()} for (table, id), at in sorted(latest.items())]
    text = json.dumps(rows, indent=1)
    if not rows or (file.exists() and file.read_text("utf-8") == text):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(text, "utf-8")
    part.replace(file)


def note_erased(folder: Path, store: Store) -> int:
    """Keep the file in the data folder up with the store: a store that is lost takes its own list along."""
    with store.read() as unit:
        listed = unit.erasing.listed()
    if listed:
        write_list(folder / NAME, [*read_list(folder / NAME), *listed])
    return len(listed)


def listed_in(store: Store) -> Sequence[Listed]:
    """Return what the present store lists; nothing where it is empty, older than such lists, or broken."""
    if _is_missing(store.engines):
        return ()
    try:
        with store.read() as unit:
            has_list = inspect(unit.connection).has_table(erased.name)
            return unit.erasing.listed() if has_list else ()
    except DatabaseError:
        return ()


def _is_missing(engines: Engines) -> bool:
    database = engines.writing.url.database
    return engines.sqlite and (database is None or not Path(database).exists())
