"""`salesbot run` as a process: it starts quickly, stops cleanly, and shares its work with others."""

import signal
import subprocess
import time
from collections.abc import Callable

import httpx
import pytest

from bot.http.guard import SESSION

from .running import PATIENCE, SALESBOT, Guest, Process, Shop, environment, free_port, says_ready

Start = Callable[..., Process]
SENDS_GET = 10.0
"""Seconds that sends which are under way get at a stop: a browser gets none beside them."""
TAKEOVER = 10.0
"""Seconds within which a dead or stopped process's work is taken over (product.md 11)."""


def test_the_installed_command_starts_and_stops(shop: Shop) -> None:
    """As a service runs it: loaded anew, ready within seconds, ended by SIGTERM with exit code 0."""
    port = free_port()
    settings = {**shop.settings, "SALESBOT_HTTP_PORT": str(port)}
    with subprocess.Popen([SALESBOT, "run"], env=environment(**settings), cwd=shop.folder) as running:
        deadline = time.monotonic() + PATIENCE
        while not says_ready(port):
            assert running.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.terminate()
        assert running.wait(PATIENCE) == 0


def test_it_stops_cleanly_and_keeps_what_was_accepted(any_shop: Shop, start: Start) -> None:
    """SIGTERM ends it with exit code 0; what it had accepted is answered by the next one at the latest."""
    process = start(any_shop).ready()
    ann = Guest(any_shop)
    words = [f"word-{number:02}" for number in range(8)]
    assert all(ann.say(process, f"called Acme Labs, {word}") for word in words)
    assert process.stop() == 0
    assert "Traceback" not in process.lines
    process = start(any_shop).ready()
    process.until(lambda: any_shop.settled, "settled")
    assert any_shop.rows("SELECT note FROM activity ORDER BY id") == [(word,) for word in words]
    assert [any_shop.shown(word) for word in words] == [1] * len(words)


def test_a_stop_does_not_wait_for_open_browsers(process: Process, shop: Shop) -> None:
    """An open stream ends when the process stops, and does not hold it up."""
    cookies = {SESSION: Guest(shop).session}
    with (
        httpx.Client(base_url=process.url, cookies=cookies) as client,
        client.stream("GET", f"/chat/p{shop.ann.id}/events") as events,
    ):
        next(events.iter_lines())
        began = time.monotonic()
        assert process.stop() == 0
        assert time.monotonic() - began < SENDS_GET


def test_a_second_run_on_one_file_is_refused(process: Process, shop: Shop, start: Start) -> None:
    """One line says which file is taken and what to do; the first goes on."""
    second = start(shop)
    assert second.ended()
    assert second.code == 1
    (line,) = second.lines.splitlines()
    assert "another `salesbot run`" in line
    assert "salesbot.db" in line
    assert process.alive


def test_a_port_that_is_taken_is_told(process: Process, shop: Shop, start: Start) -> None:
    """One line names the address and the variables that change it."""
    other = Shop(f"sqlite:///{shop.folder / 'other.db'}", shop.folder)
    second = start(other, SALESBOT_HTTP_PORT=str(process.port))
    assert second.ended()
    assert second.code == 1
    (line,) = second.lines.splitlines()
    assert str(process.port) in line
    assert "SALESBOT_HTTP_PORT" in line
    other.store.engines.dispose()


@pytest.mark.postgres
def test_two_processes_share_one_database(postgres_shop: Shop, start: Start) -> None:
    """Messages handed to either are each answered once; what either writes, the other's pages show."""
    first, second = start(postgres_shop).ready(), start(postgres_shop).ready()
    ann = Guest(postgres_shop)
    words = [f"word-{number:02}" for number in range(12)]
    for number, word in enumerate(words):
        assert ann.say((first, second)[number % 2], f"called Acme Labs, {word}")
    first.until(lambda: postgres_shop.settled, "settled")
    notes = postgres_shop.rows("SELECT note FROM activity")
    assert sorted(notes) == sorted((word,) for word in words)
    assert [postgres_shop.shown(word) for word in words] == [1] * len(words)
    assert sum("dispatching" in process.lines for process in (first, second)) == 1
    assert (first.stop(), second.stop()) == (0, 0)


@pytest.mark.postgres
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_a_holder_s_work_is_taken_over(postgres_shop: Shop, start: Start, blow: signal.Signals) -> None:
    """When the process that sends dies, or merely stands still, another sends within ten seconds."""
    holder = start(postgres_shop).ready()
    holder.until(lambda: "dispatching" in holder.lines, "sending")
    other = start(postgres_shop).ready()
    ann = Guest(postgres_shop)
    assert ann.say(holder, "called Acme Labs, before")
    holder.until(lambda: postgres_shop.settled, "settled")
    holder.signal(blow)
    assert ann.say(other, "called Acme Labs, after")
    took = other.until(lambda: bool(postgres_shop.shown("after")), "taken over")
    assert took < TAKEOVER
    if blow is signal.SIGSTOP:
        holder.signal(signal.SIGCONT)
        assert ann.say(holder, "called Acme Labs, awake")
        other.until(lambda: bool(postgres_shop.shown("awake")) and postgres_shop.settled, "settled")
        assert [postgres_shop.shown(word) for word in ("before", "after", "awake")] == [1, 1, 1]
