"""`salesbot` processes forked from a program that is loaded already.

Tests ask what a process does and what becomes of what it did when it is killed. To load the program takes
more than a second of a core, and proves nothing the next time; how the installed command starts has a test
of its own.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["tests.process.loaded"])
NOTHING = Path(os.devnull)


def salesbot(
    arguments: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    given: Path = NOTHING,
    output: Path,
    errors: Path | None = None,
) -> BaseProcess:
    """Start `salesbot` in a folder; what it says is written to files, errors beside the rest unless told
    otherwise."""
    files = (given, output, errors or output)
    process: BaseProcess = FORKING.Process(target=_run, args=(arguments, environment, folder, files))
    process.start()
    return process


def _run(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, files: Sequence[Path]
) -> None:
    """Be `salesbot`, with what a shell would hand to a program."""
    from bot.cli import cli

    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for number, file in enumerate(files):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", write_through=True)  # type: ignore[union-attr]
    sys.argv = ["salesbot", *arguments]
    cli(list(arguments), prog_name="salesbot")
