"""Run all benches, or those named: `python -m bench [--json FILE] [name …]`."""

import argparse
import json
import os
import platform
import sqlite3
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.report import printed

BENCHES = ("start", "message", "writer", "durability", "reminders", "names", "understanding", "times")
LIBRARIES = ("sqlalchemy", "psycopg", "rapidfuzz", "apscheduler", "dateparser")


def main() -> None:
    """Print a table for each bench, and keep the figures where a file is given."""
    arguments = _arguments()
    found: dict[str, Any] = {"machine": machine()}
    print(" · ".join(f"{name} {value}" for name, value in found["machine"].items()), end="\n\n")
    for name in arguments.names or BENCHES:
        report = import_module(f"bench.{name}").run()
        print(printed(name, report), flush=True)
        found[name] = report.as_json()
    if arguments.json:
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", choices=(*BENCHES, []), help=", ".join(BENCHES))
    parser.add_argument("--json", type=Path, help="also write the figures here")
    return parser.parse_args()


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    libraries = {library: version(library) for library in LIBRARIES}
    return {
        "cores": str(os.cpu_count()),
        "load": f"{os.getloadavg()[0]:.1f}",
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **libraries,
    }


if __name__ == "__main__":
    main()
