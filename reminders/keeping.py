"""What has been kept long enough is cleared, by itself and a little at a time."""

from domain.ports import Kept, Store
from reminders.ring import ClockWork

BATCH = 500
"""Rows cleared in one transaction: others wait for the writer meanwhile."""


def clear(store: Store, how: ClockWork) -> int:
    """Clear all that is over, and return how many rows that were; what is over is found on a reader."""
    with store.read() as view:
        rules = view.keeping.rules()
    cleared = sum(_cleared(rule, store) for rule in rules)
    if cleared:
        with store.write() as work:
            work.leave_no_trace()
            work.commit()
    with store.read() as view:
        for copy in view.keeping.old_copies():
            copy.unlink(missing_ok=True)
    return cleared


def _cleared(rule: Kept, store: Store) -> int:
    cleared, after = 0, 0
    while True:
        with store.read() as view:
            ids = view.keeping.over(rule, after, BATCH)
        if not ids:
            return cleared
        with store.write() as work:
            work.keeping.clear(rule, ids)
            work.commit()
        cleared, after = cleared + len(ids), ids[-1]
