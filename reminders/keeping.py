"""What has been kept long enough is cleared, by itself and a little at a time."""

from collections.abc import Sequence

from domain.ports import Kept, Store
from reminders.ring import ClockWork

BATCH = 200
"""Rows cleared in one transaction: others wait for the writer meanwhile, some 30 ms."""


def clear(store: Store, how: ClockWork) -> int:
    """Clear all that is over, and return how many rows that were; what is over is found on a reader."""
    with store.read() as view:
        over = [(rule, view.keeping.over(rule, 0, BATCH)) for rule in view.keeping.rules()]
        copies = view.keeping.old_copies()
    cleared = sum(_clear(rule, ids, store) for rule, ids in over)
    if cleared:
        with store.write() as work:
            work.leave_no_trace()
            work.commit()
    for copy in copies:
        copy.unlink(missing_ok=True)
    return cleared


def _clear(rule: Kept, ids: Sequence[int], store: Store) -> int:
    """Clear these rows, and those after them a batch at a time."""
    cleared = 0
    while ids:
        with store.write() as work:
            work.keeping.clear(rule, ids)
            work.commit()
        cleared += len(ids)
        with store.read() as view:
            ids = view.keeping.over(rule, ids[-1], BATCH)
    return cleared
