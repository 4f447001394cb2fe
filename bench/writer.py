"""Messages are taken while reports run: reports read beside the writer, and never inside it.

The alternative: each report is computed in the unit of work that queues its words.
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from time import perf_counter, sleep

from bench import stores
from bench.company import found
from bench.invented import invented
from bench.report import Figure, Report, Row, spread
from bot.channels import desk
from bot.clock import now
from domain.incoming import Address
from domain.people import Person, Role
from domain.policy import EVERYTHING, viewer_for
from domain.reports import digest_of
from handlers.receive import receive
from storage.engine import open_engines
from storage.store import Busy, Store
from storage.unit import Unit

CLAIM = "taking a message waits under 200 ms (p99) while 12 reports run"
CUSTOMERS = 10_000
DEALS_EACH = 2
REPORTS = 12
RECEIVED = 200
AT_ONCE = 4
"""Reports at once: as many as there are workers."""
BETWEEN = 0.01
LONGEST = 20.0


def run() -> Report:
    """Take messages with no report running, with reports on readers, and with reports in the writer."""
    with stores.on_sqlite() as url, ExitStack() as stack:
        engines = open_engines(url)
        stack.callback(engines.dispose)
        office = Office(Store(engines, now, eyes=EVERYTHING))
        alone = office.receiving(None)
        beside = office.receiving(office.on_a_reader)
        inside = office.receiving(office.in_the_writer)
    rows = [
        Row("no report", alone.figures()),
        Row("reports on readers (ours)", beside.figures()),
        Row("reports in the writer", inside.figures()),
        Row("ratio", {key: inside.of(key) / beside.of(key) for key in ("p50 ms", "p99 ms", "max ms")}),
    ]
    remarks = [
        f"{CUSTOMERS:,} customers, {CUSTOMERS * DEALS_EACH:,} deals, {AT_ONCE} digests at once",
        "refused: not taken within 2 s, which it waited in vain; the platform sends it again",
    ]
    return Report(CLAIM, rows, remarks)


@dataclass
class Waits:
    """How long each message waited to be taken, how many were refused, and how many reports ran meanwhile."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    reports: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Figure]:
        """Return them in milliseconds."""
        figures: dict[str, Figure] = {"messages": len(self.seconds), "refused": self.refused}
        figures |= {**spread(self.seconds), "reports": len(self.reports)}
        return figures | ({"report p50 ms": spread(self.reports)["p50 ms"]} if self.reports else {})

    def of(self, heading: str) -> float:
        """Return one of the figures."""
        return float(spread(self.seconds)[heading])


class Office:
    """A store of a large company, on which messages arrive and reports are made."""

    def __init__(self, store: Store) -> None:
        """Fill it."""
        self.store = store
        people = found(store, invented(CUSTOMERS), deals=DEALS_EACH)
        self.rep: Person = people[Role.REP]
        self.manager: Person = people[Role.MANAGER]
        self.keys = count()

    def on_a_reader(self) -> None:
        """Make a report as we do: on a reader; the writer only queues its words."""
        with self.store.read() as unit:
            self._digest(unit)
        with self.store.write() as unit:
            unit.commit()

    def in_the_writer(self) -> None:
        """Make a report in the unit of work that queues its words."""
        with self.store.write() as unit:
            self._digest(unit)
            unit.commit()

    def _digest(self, unit: Unit) -> None:
        unit.seen_by(viewer_for(self.manager, unit.people.led_by(self.manager)))
        at = self.store.clock()
        day = (at - timedelta(days=3)).date()
        digest_of(unit.figures(), None, day=day, now=at, zone="Asia/Shanghai", setting=unit.settings.value)

    def receiving(self, report: Callable[[], None] | None) -> Waits:
        """Take messages one after another while reports run in other threads, twelve at least."""
        waits = Waits()
        over = threading.Event()
        threads = [
            threading.Thread(target=self._reporting, args=(report, waits, over))
            for _ in range(AT_ONCE if report else 0)
        ]
        for thread in threads:
            thread.start()
        began = perf_counter()
        wanted = REPORTS if report else 0
        while len(waits.seconds) < RECEIVED or len(waits.reports) < wanted:
            self._receive(waits)
            sleep(BETWEEN)
            if perf_counter() - began > LONGEST:
                break
        over.set()
        for thread in threads:
            thread.join()
        return waits

    def _reporting(self, report: Callable[[], None], waits: Waits, over: threading.Event) -> None:
        while not over.is_set():
            began = perf_counter()
            report()
            waits.reports.append(perf_counter() - began)
            sleep(BETWEEN)

    def _receive(self, waits: Waits) -> None:
        chat = Address(desk.WEB, desk.private_chat(self.rep))
        event = desk.event(chat, self.rep, f"w{next(self.keys)}", now, text="visited Acme")
        began = perf_counter()
        try:
            receive(event, desk.read, self.store, reach=lambda _point: None)
        except Busy:
            waits.refused += 1
        waits.seconds.append(perf_counter() - began)
