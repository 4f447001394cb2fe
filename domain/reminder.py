"""Reminders: what is to come, when it rings, and what may happen to it."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

from domain.activity import Kind
from domain.facts import Refused, ReminderClosed, TimeIsPast
from domain.incoming import Address

RINGS_AHEAD = timedelta(minutes=30)
"""Visits, meetings and demos ring this long before their time (product.md 7)."""
AHEAD = frozenset({Kind.VISIT, Kind.MEETING, Kind.DEMO})
DAY_HOUR = time(10)
"""A mere day rings once, at this hour of the person's day (product.md 7)."""


class State(StrEnum):
    """`open` until it is done or cancelled; a repeating one stays open and moves on."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Repeat(StrEnum):
    """How often a repeating reminder comes back."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class When:
    """A day, and a clock time on it or none, on the wall of `zone` (IANA)."""

    on: date
    clock: time | None
    zone: str

    @property
    def instant(self) -> datetime:
        """The instant (UTC) of the clock time, or of the hour at which a mere day rings.

        A wall time that the change to summer time skips is the instant after the gap; of one that comes
        twice it is the first (PEP 495, fold=0).
        """
        local = datetime.combine(self.on, self.clock or DAY_HOUR, ZoneInfo(self.zone))
        return local.astimezone(UTC)

    @property
    def iso(self) -> str:
        """The day, with the clock time if there is one, as ISO text."""
        return self.on.isoformat() if self.clock is None else f"{self.on}T{self.clock.isoformat('minutes')}"

    def must_be_ahead(self, said_at: datetime) -> None:
        """Refuse a time gone by when it was said; a mere day may be that day itself."""
        today = said_at.astimezone(ZoneInfo(self.zone)).date()
        gone = self.on < today if self.clock is None else self.instant <= said_at
        if gone:
            raise Refused(TimeIsPast(self.on, self.clock))


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """Something to do at a customer, or a task.

    `on` and `clock` are wall time in `zone`; a repeating one counts its rhythm from `first_on`, so that the
    31st comes back after February, and moving one occurrence leaves the others. `next_due` (UTC) is when it
    rings next, None when it will not. `next_due` and `rung_at` are the clock's notes: outside `version` and
    audit.
    """

    id: int = 0
    version: int = 0
    kind: Kind
    person_id: int
    customer_id: int | None = None
    contact_id: int | None = None
    note: str | None = None
    first_on: date
    on: date
    clock: time | None = None
    zone: str
    repeat: Repeat | None = None
    state: State = State.OPEN
    channel: str
    chat: str
    thread: str = ""
    next_due: datetime | None = None
    rung_at: datetime | None = None

    @property
    def when(self) -> When:
        """The day and wall time it is set for."""
        return When(self.on, self.clock, self.zone)

    @property
    def address(self) -> Address:
        """The chat in which it was said."""
        return Address(self.channel, self.chat, self.thread)

    def scheduled(self, *, now: datetime) -> "Reminder":
        """Return it with `next_due` worked out from its wall time; one set in the last half hour before a
        visit rings at the visit's own minute."""
        due = self.when.instant
        if self.kind in AHEAD and self.clock is not None and due - RINGS_AHEAD > now:
            due -= RINGS_AHEAD
        return replace(self, next_due=due, rung_at=None)

    def clock_anew(self, *, now: datetime) -> "Reminder":
        """Return it with the clock's notes worked out anew, as after an undo: one whose time has passed
        stands as rung and waits for its answer; a repeating one will ring again at its next time, a closed
        one never."""
        if self.state is not State.OPEN:
            return replace(self, next_due=None)
        again = self.scheduled(now=now)
        if again.next_due is None or again.next_due > now:
            return again
        coming = None if self.repeat is None else again._occurrence_after(now).next_due
        return replace(again, next_due=coming, rung_at=again.next_due)

    def put_off(self, until: When, *, said_at: datetime) -> "Reminder":
        """Return it due at `until`; refuse a time gone by when it was said, or one that is closed."""
        self._must_be_open()
        until.must_be_ahead(said_at)
        moved = replace(self, on=until.on, clock=until.clock, zone=until.zone)
        return moved.scheduled(now=said_at)

    def done(self, *, now: datetime) -> "Reminder":
        """Return it ticked: closed, or, when it repeats, set to its next time after now."""
        self._must_be_open()
        if self.repeat is None:
            return replace(self, state=State.DONE, next_due=None)
        return self._occurrence_after(now)

    def cancelled(self) -> "Reminder":
        """Return it called off, with all its repeats."""
        self._must_be_open()
        return replace(self, state=State.CANCELLED, next_due=None)

    def rung(self, *, at: datetime) -> "Reminder":
        """Return it as rung at `at`, waiting for its answer.

        A repeating one stands on the latest occurrence that is due, however many were missed, and will ring
        again at the next; ticking it moves it there.
        """
        if self.repeat is None:
            return replace(self, next_due=None, rung_at=at)
        ringing, coming = self, self._occurrence_after(None)
        while coming.next_due is not None and coming.next_due <= at:
            ringing, coming = coming, coming._occurrence_after(None)
        return replace(ringing, next_due=coming.next_due, rung_at=at)

    def _occurrence_after(self, now: datetime | None) -> "Reminder":
        """Return it at the occurrence after the one it stands on; with `now`, the first that rings later."""
        if self.repeat is None:
            raise ValueError("a reminder without a rhythm has no next occurrence")
        for step in count(1):
            day = occurrence(self.first_on, self.repeat, step)
            turn = replace(self, on=day).scheduled(now=now or self.when.instant)
            if day > self.on and (now is None or (turn.next_due is not None and turn.next_due > now)):
                return turn
        raise AssertionError("a rhythm has no end")

    def _must_be_open(self) -> None:
        if self.state is not State.OPEN:
            raise Refused(ReminderClosed(self.id, self.state.value))


def occurrence(first: date, repeat: Repeat, step: int) -> date:
    """Return the day of the `step`-th repetition; the 31st falls on a short month's last day."""
    match repeat:
        case Repeat.DAILY:
            return first + timedelta(days=step)
        case Repeat.WEEKDAYS:
            return _add_weekdays(first, step)
        case Repeat.WEEKLY:
            return first + timedelta(weeks=step)
        case Repeat.BIWEEKLY:
            return first + timedelta(weeks=2 * step)
        case Repeat.MONTHLY:
            return _add_months(first, step)
        case Repeat.QUARTERLY:
            return _add_months(first, 3 * step)
        case Repeat.YEARLY:
            return _add_months(first, 12 * step)


def _add_weekdays(first: date, count: int) -> date:
    day = first
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _add_months(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
