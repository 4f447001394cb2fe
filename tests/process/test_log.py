"""What is written to the log: never a person's words, whoever writes it."""

import json
import subprocess
import sys

import pytest

WORD = "Grünwald-7731"
"""Stands for what somebody wrote."""

PROGRAM = f"""
import logging, sys, threading, warnings
import structlog
from bot import log

log.set_up("info", sys.argv[1])
log.speak_for_the_interpreter()
ours = structlog.get_logger()


def fails():
    try:
        int("{WORD}")
    except ValueError as error:
        raise LookupError("{WORD} is not there") from error


try:
    fails()
except LookupError as error:
    ours.error("went wrong", exc_info=error)
    ours.exception("went wrong again")
    logging.getLogger("library.of.others").exception("could not read %s", "{WORD}")
logging.getLogger("library.of.others").error("{WORD} was refused")
warnings.warn("{WORD} is odd")
thread = threading.Thread(target=fails)
thread.start()
thread.join()
raise ExceptionGroup("{WORD}", [ValueError("{WORD}")])
"""


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_is_told_without_its_message(form: str) -> None:
    """By its type, its cause and its way; whether we, a library, a thread or nobody caught it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, form], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    lines = [line for line in done.stderr.splitlines() if line]
    assert WORD not in done.stderr + done.stdout
    assert len(lines) == 7
    assert sum("builtins.LookupError" in line and "from builtins.ValueError" in line for line in lines) == 4
    assert sum("library.of.others" in line for line in lines) == 2
    assert all("<string>:15 fails" in line for line in lines if "LookupError" in line)
    if form == "json":
        assert all(json.loads(line)["timestamp"] for line in lines)
