"""What the pages need from the rest of the program, handed in by `bot/app.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol, TypeVar

from starlette.routing import BaseRoute

from bot.seal import Reveal, as_it_is
from domain.charts import Chart
from domain.incoming import Address
from domain.people import Language, Person
from storage.store import Store

T = TypeVar("T")

Translate = Callable[[str], str]
"""Returns the words of a page in one language."""


@dataclass(frozen=True)
class Post:
    """What a page sends: typed words, or a button's command with the row it stands on.

    `key` is made by the page, so that a repeated post is one message. One of `text` and `press` is given.
    """

    key: str
    text: str | None = None
    press: str | None = None
    on: int | None = None


@dataclass(frozen=True)
class Joining:
    """What somebody says of themselves when they join."""

    name: str
    language: Language
    timezone: str
    work_from: time
    work_to: time


@dataclass(frozen=True)
class Readiness:
    """Whether messages can be taken, why not, and the state of each channel."""

    ok: bool
    reason: str
    channels: Mapping[str, str]


class InThread(Protocol):
    """Runs blocking work in a thread of a limited pool."""

    async def __call__(self, work: Callable[[], T], /) -> T:
        """Return what `work` returns."""
        ...


class Draw(Protocol):
    """Draws charts."""

    async def __call__(self, chart: Chart, language: str, /) -> bytes:
        """Return the chart as a PNG, in the letters of the language."""
        ...


class Demo(Protocol):
    """The demo: everybody's chat is open, and the clock can be moved."""

    def people(self) -> Sequence[Person]:
        """Return whom a visitor may be."""
        ...

    def now(self) -> datetime:
        """Return the demo's time."""
        ...

    def moments(self) -> Sequence[tuple[str, datetime]]:
        """Return the next moments worth going to, each with the key of its words."""
        ...

    def go_to(self, moment: datetime) -> None:
        """Let the time go on to `moment`."""
        ...

    def examples(self, language: str) -> Sequence[str]:
        """Return sentences to try."""
        ...


@dataclass(frozen=True)
class Services:
    """Everything the pages call. What is not `async` may block and is called in a thread.

    `ask` hands on a wish to join, with a note, and returns its secret; None where too many wait.
    `post` keeps a message and shows it in one commit, or raises `Busy`; the row it shows has the body
    `{"text", "name", "key"}`. `join` returns the new person's id, or raises `Refused`. `hosts` are the names
    under which the pages may be asked for. `acknowledged` is called once a post's answer has been sent.
    `reveal` puts one-time codes into a document that is shown. `web`: whether there are pages at all;
    `platforms` are the routes at which platforms hand in events.
    """

    store: Store
    in_thread: InThread
    post: Callable[[Person, Address, Post], None]
    join: Callable[[str, Joining], int]
    ask: Callable[[Joining, str], str | None]
    draw: Draw
    translate: Callable[[str], Translate]
    readiness: Callable[[], Readiness]
    public_url: str
    hosts: frozenset[str]
    demo: Demo | None = None
    acknowledged: Callable[[], None] = lambda: None
    web: bool = True
    platforms: Sequence[BaseRoute] = ()
    reveal: Reveal = as_it_is
