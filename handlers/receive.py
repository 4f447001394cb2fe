"""What concerns us is kept: one short commit, and only then is the platform told."""

from collections.abc import Callable
from datetime import timedelta

from domain.incoming import Incoming, RawEvent
from domain.ports import Reach, Store, Work

PLATFORM_PATIENCE = timedelta(seconds=2)
"""An inbox write that takes longer is not acknowledged: the platform sends it again."""


def receive(
    event: RawEvent,
    read: Callable[[RawEvent], Incoming],
    store: Store,
    *,
    reach: Reach,
    beside: Callable[[Work], None] = lambda _work: None,
) -> None:
    """Keep an event that concerns us; the platform may be told only when this has returned.

    `beside` writes what a channel of our own keeps in the same commit.
    """
    incoming = read(event)
    with store.write(PLATFORM_PATIENCE) as work:
        if not concerns_us(incoming):
            beside(work)
            work.commit()
            return
        if work.keep(incoming, event):
            beside(work)
        reach("receive.before_commit")
        work.commit()
    reach("receive.after_commit")


def concerns_us(incoming: Incoming) -> bool:
    """Return whether it was said to the bot; other talk of a group leaves no trace with us."""
    return incoming.private or incoming.spoken_to
