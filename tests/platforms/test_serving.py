"""What all stand-ins share: a server of its own that can go away and come back, faults, pages of chats."""

import ast
import gc
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from .faults import EVERY, Delay, DropAfter, DropBefore, Fault, Faults, Flood, Garbage, Late, Status, act_out
from .page import Bubble, draw
from .serving import Served

OURS = {"bot", "domain", "handlers", "reminders", "storage"}
HERE = Path(__file__).parent


class Counting(Served):
    """A platform whose one method counts how often it was done."""

    def __init__(self) -> None:
        """Have done nothing."""
        super().__init__()
        self.faults = Faults()
        self.done = 0
        self.polls = 0

    def application(self) -> web.Application:
        """Count at `/count`; wait at `/wait` until something was counted."""
        app = web.Application()
        app.router.add_get("/count", self._count)
        app.router.add_get("/wait", self._wait)
        return app

    async def _count(self, request: web.Request) -> web.StreamResponse:
        async def do() -> web.Response:
            with self.change():
                self.done += 1
            return web.json_response({"done": self.done})

        fault = self.faults.take("count", request.query)
        return await act_out(fault, request, do, lambda left: web.json_response({"left": left}, status=429))

    async def _wait(self, _request: web.Request) -> web.Response:
        with self.change():
            self.polls += 1
        done = await self.until(lambda: self.done, 30)
        return web.json_response({"done": done})


@pytest.fixture
def served() -> Iterator[Counting]:
    """Return a platform that counts."""
    with Counting() as served:
        yield served


def ask(served: Counting, path: str = "/count?who=ann") -> httpx.Response:
    """Call it over a connection of its own."""
    return httpx.get(served.url + path, timeout=30)


@pytest.mark.parametrize(
    ("fault", "status", "done"),
    [
        (Status(502), 502, 0),
        (Status(500, {"ok": False}), 500, 0),
        (DropBefore(), None, 0),
        (DropAfter(), None, 1),
        (Garbage(), 200, 0),
        (Flood(7), 429, 0),
        (Delay(0.01), 200, 1),
        (Late(0.01), 200, 1),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Fault) else None,
)
def test_a_fault_befalls_one_call(served: Counting, fault: Fault, status: int | None, done: int) -> None:
    """What was done and what came back is as the fault says, and the next call goes well."""
    served.faults.add("count", fault)
    try:
        answered: int | None = ask(served).status_code
    except httpx.RemoteProtocolError:
        answered = None
    except httpx.ReadError:
        answered = None
    assert (answered, served.done) == (status, done)
    assert served.faults.hit("count", type(fault)) == served.faults.hit() == 1
    assert ask(served).json() == {"done": done + 1}


def test_a_fault_waits_for_the_calls_it_is_meant_for() -> None:
    """By method, by arguments, so many times, in the order queued."""
    faults = Faults()
    faults.add("send", Status(500, times=2, when=lambda arguments: arguments["chat"] == 5))
    faults.add(EVERY, Flood(3))
    assert faults.take("send", {"chat": 6}) == Flood(3)
    assert faults.take("send", {"chat": 6}) is None
    assert [type(faults.take("send", {"chat": 5})) for _ in range(3)] == [Status, Status, type(None)]
    assert (faults.hit("send"), faults.hit("send", Status), faults.waiting) == (3, 2, 0)


def test_an_outage_ends_at_the_same_address(served: Counting) -> None:
    """While it lasts nothing answers; afterwards everything stands as before."""
    ask(served)
    with served.outage(), pytest.raises(httpx.ConnectError):
        ask(served)
    assert ask(served).json() == {"done": 2}


def test_an_outage_cuts_who_waits(served: Counting) -> None:
    """A long poll under way ends without an answer."""
    met: list[Exception] = []

    def poll() -> None:
        try:
            ask(served, "/wait")
        except httpx.HTTPError as error:
            met.append(error)

    thread = threading.Thread(target=poll)
    thread.start()
    served.wait(lambda: served.polls)
    served.stop()
    thread.join(30)
    assert len(met) == 1


def kill_who_waits() -> None:
    """Open a platform, wait for it in a long poll, go away, and close it."""
    with Counting() as served:
        with socket.create_connection(("127.0.0.1", served.port)) as killed:
            killed.sendall(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
            served.wait(lambda: served.polls)
        assert ask(served, "/nothing").status_code == 404


def test_who_waits_for_a_caller_that_is_gone_is_ended(caplog: pytest.LogCaptureFixture) -> None:
    """A process that was killed in a long poll leaves no task behind when the platform is closed."""
    kill_who_waits()
    gc.collect()
    assert not caplog.records


def test_a_change_wakes_tests_and_long_polls(served: Counting) -> None:
    """Neither looks again and again."""
    answers: list[dict[str, int]] = []
    thread = threading.Thread(target=lambda: answers.append(ask(served, "/wait").json()))
    thread.start()
    ask(served)
    assert served.wait(lambda: served.done) == 1
    thread.join(30)
    assert answers == [{"done": 1}]


def test_waiting_in_vain_is_told() -> None:
    """A condition that never holds fails the test rather than hanging it."""
    with pytest.raises(AssertionError, match="in vain"):
        Counting().wait(lambda: False, patience=0.01)


def test_a_page_needs_nothing_else() -> None:
    """Pictures are in it, buttons are shown, plain text is escaped."""
    page = draw("Sales <North>", [Bubble("Bot", "<b>Hi</b>", pictures=[b"\x89PNG"], buttons=[["Yes & no"]])])
    assert "Sales &lt;North&gt;" in page
    assert "<b>Hi</b>" in page
    assert 'src="data:image/png;base64,' in page
    assert "Yes &amp; no" in page
    assert "http" not in page


def test_a_stand_in_knows_nothing_of_ours() -> None:
    """It is written from the platforms' documentation, so that it cannot share our mistakes."""
    for file in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            assert not OURS & {name.partition(".")[0] for name in names}, file
