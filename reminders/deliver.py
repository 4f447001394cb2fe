"""What waits goes out: taken, sent part by part, each part noted. One dispatcher a bot."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol, TypeVar

import structlog

from domain.audience import Place, place_of
from domain.incoming import Address
from domain.outgoing import About, Queued
from domain.ports import Clock, Reach, Store, View, Work
from domain.reminder import State
from reminders.alerts import alert_goes, still_holds
from reminders.pace import Pace

log = structlog.get_logger()

AT_ONCE = 16
"""Chats sent to at once: one that hangs for 30 s must not hold up others."""
LONGEST_PAUSE = timedelta(minutes=5)
STORE_AGAIN = 0.5
"""Seconds after which a store that is away is tried again."""
REFUSED_ATTEMPTS = 5
"""How often what the platform refuses as malformed is tried."""

T = TypeVar("T")


class InThread(Protocol):
    """Runs a plain function whole in one thread."""

    def __call__(self, work: Callable[..., T], /, *args: Any) -> Coroutine[Any, Any, T]: ...


class ChatGone(Exception):  # noqa: N818 - the platform's word
    """The chat cannot be written to any more."""


class Malformed(Exception):  # noqa: N818 - the platform's word
    """The platform refuses the message as it is."""


class ChatMoved(Exception):  # noqa: N818 - the platform's word
    """The chat goes on under another id; that is no attempt."""

    def __init__(self, moved_to: str) -> None:
        """Go on there."""
        super().__init__(moved_to)
        self.moved_to = moved_to


class SlowDown(Exception):  # noqa: N818 - the platform's word
    """The platform asks to wait; that is no attempt."""

    def __init__(self, wait: timedelta) -> None:
        """Wait that long."""
        super().__init__(wait)
        self.wait = wait


class Channel(Protocol):
    """Where messages go: renders a document in parts and sends one."""

    @property
    def names(self) -> tuple[str, ...]:
        """The channels' names, as addresses say them."""
        ...

    def parts(self, item: Queued, late: timedelta | None) -> Sequence[Any]:
        """Return what is sent, in pieces the platform takes; `late` where that has to be said."""
        ...

    async def send(self, item: Queued, number: int, part: Any) -> str:
        """Send one part, or edit the message it replaces; return the platform's id for it.

        Raises `ChatGone`, `ChatMoved`, `SlowDown`, `Malformed`, or anything else that may pass.
        """
        ...


Lost = Callable[[Address, Work], None]
"""Tells those who lead that a chat cannot be written to any more."""


@dataclass(frozen=True)
class Post:
    """What delivering needs."""

    store: Store
    channel: Channel
    clock: Clock
    reach: Reach
    in_thread: InThread
    pace: Pace = field(default_factory=Pace)
    lost: Lost = lambda _chat, _work: None


LATE = timedelta(minutes=2)
"""What comes later than this says so; answers never do."""


async def still_held() -> bool:
    """Whether this process may send: always, where it is the only one."""
    return True


async def deliver(item: Queued, post: Post, held: Callable[[], Awaitable[bool]] = still_held) -> None:
    """Send one queued message part by part, and note how it went; one that nobody holds the bot's lock for
    any more is left to the process that took the lock over."""
    try:
        parts = post.channel.parts(item, lateness(item, post.clock()))
        left = [number for number in range(len(parts)) if number not in item.sent]
        for number in left:
            await post.pace.turn(item.address.chat)
            if not await held():
                return
            post.reach("deliver.before_call")
            receipt = await post.channel.send(item, number, parts[number])
            post.reach("deliver.after_call")
            await _surely(post, partial(_noted, item, number, receipt, number == left[-1]))
            post.reach("deliver.after_part")
    except ChatGone as gone:
        await _surely(post, partial(_give_up_chat, item, f"chat gone: {gone}", post.lost))
    except ChatMoved as moved:
        await _surely(post, partial(_move, item, moved.moved_to))
    except SlowDown as slow:
        log.info("slowing down", item=item.id, seconds=slow.wait.total_seconds())
        post.pace.rest(item.address.chat, slow.wait.total_seconds())
        await _surely(post, lambda work: work.outbox.put_back(item))
    except Exception as error:
        await _failed(item, post, error)
    else:
        if not left:
            await _surely(post, lambda work: work.outbox.finish(item))
        post.reach("deliver.after_note")


def _noted(item: Queued, part: int, receipt: str, last: bool, work: Work) -> None:
    work.outbox.note(item, part, receipt)
    if last:
        work.outbox.finish(item)


def _give_up_chat(item: Queued, why: str, lost: Lost, work: Work) -> None:
    """Stop trying to write there, and tell of it once."""
    work.outbox.give_up(item, why)
    work.outbox.give_up_all(item.address, why)
    if work.chats.gone(item.address):
        lost(item.address, work)


def _move(item: Queued, moved_to: str, work: Work) -> None:
    work.outbox.put_back(item)
    work.chats.move(item.address.channel, item.address.chat, moved_to)


async def _failed(item: Queued, post: Post, error: Exception) -> None:
    """Try again later; what the platform refuses as malformed is given up after a few attempts."""
    what = type(error).__name__
    failures = item.failures + 1
    log.warning("not sent", item=item.id, failures=failures, error=what)
    if isinstance(error, Malformed) and failures >= REFUSED_ATTEMPTS:
        await _surely(post, lambda work: work.outbox.give_up(item, "malformed"))
        return
    until = post.clock() + pause_after(failures)
    await _surely(post, lambda work: work.outbox.put_off(item, until, what))


def lateness(item: Queued, now: datetime) -> timedelta | None:
    """Return by how much a reminder, alert or digest comes late, where that has to be said."""
    late = now - item.due_at
    unasked = item.about.kind in ("ring", "alert", "digest")
    return late if unasked and late > LATE and not item.replaces else None


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after that many failures: doubling from a second, up to five minutes."""
    return min(timedelta(seconds=2 ** min(failures - 1, 12)), LONGEST_PAUSE)


def goes(
    about: About | None, address: Address, view: View, now: datetime, cleared_for: int | None = None
) -> datetime | None:
    """Return when a message that is due may be sent: now, unless nobody wants it any more, the chat may not
    be told it any more, or it is an alert that would come at night, on a free day or while its reader hears
    nothing."""
    if not still_cleared(address, cleared_for, view):
        return None
    if about is None:
        return now
    if not still_wanted(about, address, view, now):
        return None
    return alert_goes(about.id, view, now) if about.kind == "alert" and about.id is not None else now


def still_cleared(address: Address, team_id: int | None, view: View) -> bool:
    """Return whether a chat may still be told what was queued for the eyes of that team."""
    if team_id is None:
        return True
    chat = view.chats.at(address.channel, address.chat)
    return chat is not None and place_of(chat) is Place.CLEARED and chat.team_id == team_id


def still_wanted(about: About, address: Address, view: View, now: datetime) -> bool:
    """Return whether a message that waits is still true: nobody is told of what is done or mended."""
    if about.kind == "ring":
        reminders = view.reminders.many(view.rings.members(about, address))
        return any(r.state is State.OPEN and r.rung_at is not None for r in reminders.values())
    if about.kind == "alert" and about.id is not None:
        return still_holds(about.id, view, now)
    return True


async def _surely(post: Post, how: Callable[[Work], None]) -> None:
    """Store how it went, also when the store is away for a while: what was sent must not be sent again."""

    def settle() -> None:
        with post.store.write() as work:
            how(work)
            work.commit()

    async def until_stored() -> None:
        while True:
            try:
                return await post.in_thread(settle)
            except Exception as error:
                log.warning("store away, noting again", error=type(error).__name__)
                await asyncio.sleep(STORE_AGAIN)

    await asyncio.shield(until_stored())
