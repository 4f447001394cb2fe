"""Locks of a name: held by one process, and free the moment that process is gone."""

import subprocess
import sys
from threading import Thread

import psycopg
import pytest

from storage.engine import open_engines
from storage.locks import lock

HOLDER = """
import sys
from storage.engine import open_engines
from storage.locks import lock
held = lock(open_engines(sys.argv[1]), "clock")
print(held.take(), flush=True)
sys.stdin.read()
"""

POSTGRES = pytest.mark.parametrize(
    "on_each", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def other_engines(database):
    """Return engines of another process on the same store."""
    opened = open_engines(database)
    yield opened
    opened.dispose()


def test_a_lock_is_held_by_one(engines, other_engines):
    """What one has taken another cannot take."""
    mine, theirs = lock(engines, "clock"), lock(other_engines, "clock")
    assert mine.take()
    assert not theirs.take()
    mine.release()


def test_a_holder_may_ask_again(engines):
    """Asking for what one holds is how one learns that it is still held."""
    mine = lock(engines, "clock")
    assert mine.take()
    assert mine.take()
    mine.release()


def test_a_lock_given_back_is_free(engines, other_engines):
    """Another takes what was given back, at once."""
    mine, theirs = lock(engines, "clock"), lock(other_engines, "clock")
    mine.take()
    mine.release()
    assert theirs.take()
    theirs.release()


def test_locks_of_different_names_do_not_meet(engines, other_engines):
    """The clock's lock leaves the bot's alone."""
    mine, theirs = lock(engines, "clock"), lock(other_engines, "bot-desk")
    assert mine.take()
    assert theirs.take()
    mine.release()
    theirs.release()


@pytest.mark.process
def test_the_lock_of_a_killed_process_is_free(database, engines):
    """A holder that is killed, with no time for farewells, is followed at once."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "True\n"
    mine = lock(engines, "clock")
    assert not mine.take()
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    while not mine.take():  # PostgreSQL notices the closed connection a moment later
        pass
    mine.release()


def test_threads_of_one_process_share_its_lock(engines):
    """Several ticks that ask at the same moment all learn that the process holds it."""
    mine, told = lock(engines, "clock"), []
    mine.take()
    threads = [Thread(target=lambda: told.append([mine.take() for _ in range(20)])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [[True] * 20] * 4
    mine.release()


def test_threads_that_take_a_free_lock_together_all_have_it(engines, at_once):
    """The first ticks of a process ask at the same moment: none is sent away to its next turn."""
    for number in range(20):
        mine = lock(engines, f"together-{number}")
        assert at_once(*[mine.take] * 4) == [True] * 4
        mine.release()


@POSTGRES
def test_a_lost_connection_is_a_lost_lock(engines, other_engines, database):
    """A holder whose session was ended learns it when it asks, and may take the lock anew."""
    mine, theirs = lock(engines, "clock"), lock(other_engines, "clock")
    mine.take()
    with psycopg.connect(database, autocommit=True) as killer:
        killer.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    assert theirs.take()
    assert not mine.take()
    theirs.release()
    while not mine.take():
        pass
    mine.release()
