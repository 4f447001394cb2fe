"""A visit in one sentence: from received (`receive` has returned) to sent (its answer is a row in `shown`).

The process is a real one less its pages: workers, dispatcher, ticks and channel, with `synchronous=FULL`. Its
named kill points serve as the stopwatch.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from threading import Event
from time import perf_counter, sleep

from sqlalchemy import func, select

from bench import stores
from bench.company import found
from bench.invented import HAN, bare, invented, same_sound, slip
from bench.report import Figure, Report, Row, median, spread
from bot.app import App
from bot.channels import desk
from bot.clock import now
from bot.faults import Faults
from bot.http.services import Post
from bot.render.wording import word
from bot.settings import Settings
from domain.incoming import Address
from domain.people import Person, Role
from reminders.alerts import alert
from reminders.ring import ClockWork
from storage.tables import act, question

CLAIM = "the five-part sentence among 10,000 customers: p50 under 15 ms, p99 under 40 ms"
CUSTOMERS = 10_000
MESSAGES = 300
WARM_UP = 30
PATIENCE = 30.0
PAUSE = 0.005
"""Seconds between an answer and the next message: nobody types faster, and what follows an answer is done."""

ENGLISH = "visited {}, met Jane, moved to negotiation, about 500k, call back next Wednesday 2pm"
CHINESE = "拜访了{}，见了李总，进入谈判阶段，预计50万，下周三下午2点回访"

STAGES = (
    ("receive", "began", "receive.after_commit"),
    ("wake, claim", "receive.after_commit", "answer.claimed"),
    ("read, plan", "answer.claimed", "answer.planned"),
    ("write", "answer.planned", "answer.after_commit"),
    ("take", "answer.after_commit", "deliver.taken"),
    ("send", "deliver.taken", "deliver.after_call"),
)
"""What lies between two points of a message's way; the first is not part of the whole."""


def run() -> Report:
    """Tell of customers named exactly, misspelt and in Chinese; on SQLite, and on PostgreSQL where it is."""
    where: list[tuple[str, Callable[[], AbstractContextManager[str]]]] = [("SQLite", stores.on_sqlite)]
    if stores.has_postgres():
        where.append(("PostgreSQL", stores.on_postgres))
    rows = []
    for database, opened in where:
        with opened() as url:
            rows += _rows(database, Office(url))
    remarks = ["acts + questions: how many were done at once, and how many asked which customer is meant"]
    return Report(CLAIM, rows, remarks)


def _rows(database: str, office: "Office") -> Iterator[Row]:
    times = office.measured()
    for kind in ("exact", "misspelt", "Chinese", "all"):
        of_kind = [one for one in times if kind in (one.kind, "all")]
        figures: dict[str, Figure] = {"messages": len(of_kind), **spread(one.whole for one in of_kind)}
        figures |= {stage: 1000 * median(one.stages[stage] for one in of_kind) for stage, *_ in STAGES}
        if kind == "all":
            figures["acts + questions"] = f"{office.done} + {office.asked}"
        yield Row(f"{database}, {kind}", figures)


@dataclass(frozen=True)
class Timed:
    """One message: how its customer was named, and the seconds it took, whole and by stage."""

    kind: str
    whole: float
    stages: dict[str, float]


class Stopwatch(Faults):
    """Notes when a message reaches each named point of its way."""

    def __init__(self) -> None:
        """Let nobody die."""
        super().__init__(None)
        self.reached: dict[str, float] = {}
        self.sent = Event()

    def __call__(self, point: str) -> None:
        """Note it; the last point ends the message."""
        self.reached[point] = perf_counter()
        if point == "deliver.after_note":
            self.sent.set()

    @contextmanager
    def message(self) -> Iterator[None]:
        """Measure one message until all that follows it is done."""
        self.reached = {"began": perf_counter()}
        self.sent.clear()
        yield
        if not self.sent.wait(PATIENCE):
            raise RuntimeError(f"not sent; reached {list(self.reached)}")

    def timed(self, kind: str) -> Timed:
        """Return what the message took."""
        at = self.reached
        stages = {stage: at[end] - at[start] for stage, start, end in STAGES}
        return Timed(kind, at["deliver.after_call"] - at["receive.after_commit"], stages)


class Office:
    """A process on a store of 10,000 customers, and a rep who tells it of visits."""

    def __init__(self, url: str) -> None:
        """Fill the empty store at `url`; nothing runs yet."""
        self.watch = Stopwatch()
        settings = Settings(
            DATABASE_URL=url, SALESBOT_CURRENCY="CNY", SALESBOT_SECRET_KEY="a bench's own key"
        )
        self.app = App(settings, now, self.watch)
        self.names = invented(CUSTOMERS)
        self.rep: Person = found(self.app.store, self.names)[Role.REP]
        alert(
            self.app.store, ClockWork(now, word, self.watch)
        )  # what a new company's clock finds is old news
        self.chat = Address(desk.WEB, desk.private_chat(self.rep))
        self.times: list[Timed] = []
        self.done = self.asked = 0

    def measured(self) -> list[Timed]:
        """Run the process, say everything one by one, and return what each message took."""

        async def talk() -> None:
            try:
                await asyncio.to_thread(self._talk)
            finally:
                self.app.stop()

        asyncio.run(self.app.run(talk, pages=False))
        return self.times[WARM_UP:]

    def _talk(self) -> None:
        number = count()
        for kind, text in _said(self.names, WARM_UP + MESSAGES):
            with self.watch.message():
                self.app.post(self.rep, self.chat, Post(f"m{next(number)}", text=text))
            self.times.append(self.watch.timed(kind))
            sleep(PAUSE)
        with self.app.store.read() as unit:
            self.done = unit.connection.execute(select(func.count()).select_from(act)).scalar_one() - 1
            self.asked = unit.connection.execute(select(func.count()).select_from(question)).scalar_one()


def _said(names: list[str], number: int) -> list[tuple[str, str]]:
    """Return messages of the three kinds in turn, each of another customer."""
    rng = random.Random(3)
    chosen = iter(rng.sample(names, len(names)))
    said: list[tuple[str, str]] = []
    while len(said) < number:
        kind = ("exact", "misspelt", "Chinese")[len(said) % 3]
        name = next(name for name in chosen if bool(HAN.search(name)) == (kind == "Chinese"))
        typed = _typed(kind, name, rng)
        if typed is not None:
            said.append((kind, (CHINESE if kind == "Chinese" else ENGLISH).format(typed)))
    return said


def _typed(kind: str, name: str, rng: random.Random) -> str | None:
    """Return how a customer is named; every other Chinese one by a character of the same sound."""
    if kind == "exact":
        return name.removesuffix(".")
    if kind == "misspelt":
        return slip(name, rng)
    return rng.choice((bare, same_sound))(name, rng)
