"""A company's ninety days: who did what with whom, what is for sale, what is still to do.

The same seed gives the same sample. It knows days of the week, not public holidays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from random import Random

from bot.demo.customers import CUSTOMERS, QUIET, contacts
from bot.demo.kinds import (
    Sample,
    SampleActivity,
    SampleContact,
    SampleCustomer,
    SampleDeal,
    SamplePerson,
    SampleReminder,
)
from bot.demo.notes import DEALS, ITEMS, LOST, MISSED, NEXT, SEEN, SHORT, TO_DO, TOLD
from bot.demo.people import PEOPLE, TEAMS

SEED = 31
"""One of those by which the script's cast has the deals that it speaks of (tests/demo)."""
DAYS = 90
WEDNESDAY = 2
QUIET_DAYS = 20
STAGES = ("lead", "qualified", "proposal", "negotiation", "won")
_SATURDAY = 5
_KEY_SPOKEN_WITHIN = 9
_ACTIVITIES = {"key": (13, 17), "standard": (6, 9), "small": (2, 4)}
_KINDS = {"visit": 30, "call": 35, "meeting": 12, "message": 15, "email": 4, "demo": 4}
_ANSWERED = 0.75
_SAYS_WHAT_IS_NEXT = 0.45
_SPOKEN_YESTERDAY = 0.3
_AMOUNTS = {"key": (200, 2500), "standard": (60, 600), "small": (8, 90)}  # thousands of yuan
_RATES = {"CNY": 1.0, "TWD": 4.4, "HKD": 1.1, "USD": 0.14, "EUR": 0.13}
_ENDS = {"lead": 14, "qualified": 12, "proposal": 13, "negotiation": 11, "won": 12, "lost": 8}
_SMALL_WITH_DEAL, _KEY_WITH_THIRD, _MOVED_YESTERDAY, _WITHOUT_AMOUNT = 10, 6, 5, 3
_OPENING_HOUR, _CLOSING_HOUR = 9, 17
_REMINDERS = {"callback": 8, "call": 7, "visit": 7, "follow_up": 6, "email": 3, "meeting": 4, "task": 3}
_AT_NO_HOUR = frozenset({"follow_up", "email", "task"})


def sample(seed: int = SEED, *, weekday: int = WEDNESDAY) -> Sample:
    """Return the sample as it stands on a day that is `weekday` (Monday is 0); its deals are alike on all."""
    people = contacts()

    def maker(kind: str) -> _Maker:
        # Chance is drawn apart for each kind: what was done hangs on the weekday, what is for sale must not.
        return _Maker(Random(f"{seed} {kind}"), _Calendar(weekday), people)  # noqa: S311 - made up, not secret

    activities = sorted(chain.from_iterable(map(maker("activities").activities, CUSTOMERS)), key=_when)
    deals, reminders = maker("deals").deals(), maker("reminders").reminders()
    return Sample(TEAMS, PEOPLE, CUSTOMERS, people, tuple(activities), tuple(deals), tuple(reminders))


def _when(activity: SampleActivity) -> tuple[int, int, str]:
    return -activity.days_ago, activity.minute_of_day, activity.person


@dataclass(frozen=True)
class _Calendar:
    """The days around a today that is `weekday`."""

    weekday: int

    def works(self, in_days: int) -> bool:
        """Whether the day is one from Monday to Friday."""
        return (self.weekday + in_days) % 7 < _SATURDAY

    def past(self, first: int, last: int) -> list[int]:
        """Return the working days from `first` to `last` days ago."""
        return [ago for ago in range(first, last + 1) if self.works(-ago)]

    def ago(self, days: int) -> int:
        """Return the first working day at least so many days ago."""
        return self.past(days, days + 3)[0]

    def ahead(self, days: int) -> int:
        """Return the first working day at least so many days ahead."""
        return next(ahead for ahead in range(days, days + 4) if self.works(ahead))


@dataclass
class _Maker:
    """Makes up one record after the other and remembers what was said already."""

    rng: Random
    calendar: _Calendar
    people: Sequence[SampleContact]
    said: set[str] = field(default_factory=set)
    used: set[tuple[str, str]] = field(default_factory=set)
    busy: set[tuple[str, int, int]] = field(default_factory=set)

    # ---- activities

    def activities(self, customer: SampleCustomer) -> Iterator[SampleActivity]:
        """Return what was done with a customer, a key account spoken to lately but for the quiet one."""
        days = self._days(customer)
        sure = min(days)
        for ago in days:
            lately = customer.tier == "key" and ago == sure
            yield self._activity(customer, ago, kind="visit" if lately else self._kind())
        if customer.name == QUIET:
            for ago in (self.calendar.ago(12), self.calendar.ago(4)):
                yield self._activity(customer, ago, kind="call", reached=False)

    def _days(self, customer: SampleCustomer) -> list[int]:
        count = self.rng.randint(*_ACTIVITIES[customer.tier])
        if customer.name == QUIET:
            last = self.calendar.ago(QUIET_DAYS)
            return [last, *self.rng.sample(self.calendar.past(last + 1, DAYS), count)]
        days = set(self.rng.sample(self.calendar.past(1, DAYS), count))
        if customer.tier == "key":
            days.add(self.rng.choice(self.calendar.past(1, _KEY_SPOKEN_WITHIN)))
        if self.rng.random() < _SPOKEN_YESTERDAY:
            days.add(self.calendar.ago(1))
        return sorted(days)

    def _kind(self) -> str:
        return self.rng.choices(list(_KINDS), list(_KINDS.values()))[0]

    def _activity(
        self, customer: SampleCustomer, ago: int, *, kind: str, reached: bool | None = None
    ) -> SampleActivity:
        if reached is None:
            reached = kind != "call" or self.rng.random() < _ANSWERED
        contact = self._contact(customer)
        note = self._note(customer, contact, kind, reached=reached)
        minute = self._minute(customer.owner, ago)
        return SampleActivity(ago, minute, customer.owner, customer.name, contact.name, kind, note, reached)

    def _contact(self, customer: SampleCustomer) -> SampleContact:
        return self.rng.choice([contact for contact in self.people if contact.customer == customer.name])

    def _minute(self, person: str, ago: int) -> int:
        """Return a free minute of somebody's day."""
        while True:
            minute = 5 * self.rng.randrange(12 * _OPENING_HOUR, 12 * _CLOSING_HOUR)
            if (person, ago, minute) not in self.busy:
                self.busy.add((person, ago, minute))
                return minute

    def _note(self, customer: SampleCustomer, contact: SampleContact, kind: str, *, reached: bool) -> str:
        language = customer.language
        if not reached:
            return self._filled(self.rng.choice(MISSED[language]), language, contact)
        if kind in ("message", "email"):
            return self._fresh(customer, contact, SHORT[language], ("",))
        matters = TOLD[language] if kind == "call" else TOLD[language] + SEEN[language]
        then = NEXT[language] if self.rng.random() < _SAYS_WHAT_IS_NEXT else ("",)
        return self._fresh(customer, contact, matters, then)

    def _fresh(
        self, customer: SampleCustomer, contact: SampleContact, told: Sequence[str], then: Sequence[str]
    ) -> str:
        """Return words nobody has used yet, on a matter that is new with this customer."""
        while True:
            matter = self.rng.choice([each for each in told if (customer.name, each) not in self.used])
            space = " " if customer.language == "en" else ""
            note = self._filled(matter + space + self.rng.choice(then), customer.language, contact).strip()
            if note not in self.said:
                self.said.add(note)
                self.used.add((customer.name, matter))
                return note

    def _filled(self, text: str, language: str, contact: SampleContact) -> str:
        few, many, share = self.rng.randint(2, 6), self.rng.randint(8, 24), self.rng.randint(3, 14)
        item = self.rng.choice(ITEMS[language])
        return text.format(who=contact.called, few=few, n=many, pct=share, item=item)

    # ---- deals

    def deals(self) -> Iterator[SampleDeal]:
        """Return deals in every stage, some moved yesterday, a few without an amount."""
        ends = [stage for stage, count in _ENDS.items() for _ in range(count)]
        self.rng.shuffle(ends)
        fresh, unnamed = _MOVED_YESTERDAY, _WITHOUT_AMOUNT
        for customer, end in zip(self._buyers(), ends, strict=True):
            moved = end in ("proposal", "negotiation") and fresh > 0
            bare = end == "lead" and unnamed > 0
            fresh, unnamed = fresh - moved, unnamed - bare
            yield self._deal(customer, end, moved=moved, bare=bare)

    def _buyers(self) -> list[SampleCustomer]:
        tiers = {tier: [each for each in CUSTOMERS if each.tier == tier] for tier in _ACTIVITIES}
        few = self.rng.sample(tiers["small"], _SMALL_WITH_DEAL)
        third = self.rng.sample(tiers["key"], _KEY_WITH_THIRD)
        return [*tiers["key"], *tiers["key"], *third, *tiers["standard"], *few]

    def _deal(self, customer: SampleCustomer, end: str, *, moved: bool, bare: bool) -> SampleDeal:
        language = customer.language
        last = self.calendar.ago(1 if moved else self.rng.randint(2, 45))
        title = self._title(customer)
        return SampleDeal(
            title=title,
            customer=customer.name,
            owner=customer.owner,
            amount=None if bare else self._amount(customer),
            currency=customer.currency,
            stages=self._history(end, last),
            close_in_days=-last if end in ("won", "lost") else self._close(end),
            reason=self.rng.choice(LOST[language]) if end == "lost" else "",
        )

    def _title(self, customer: SampleCustomer) -> str:
        titles = [each for each in DEALS[customer.language] if (customer.name, each) not in self.used]
        chosen = self.rng.choice(titles)
        self.used.add((customer.name, chosen))
        return chosen.format(few=self.rng.randint(2, 6), n=self.rng.randint(8, 24))

    def _history(self, end: str, last: int) -> tuple[tuple[str, int], ...]:
        """Return the stages on the way to `end`, entered on working days, the last one `last` days ago."""
        way = STAGES[: self.rng.randint(1, 4)] if end == "lost" else STAGES[: STAGES.index(end)]
        steps = [(end, last)]
        for stage in reversed(way):
            steps.append((stage, self.calendar.ago(steps[-1][1] + self.rng.randint(4, 25))))
        return tuple(reversed(steps))

    def _amount(self, customer: SampleCustomer) -> Decimal:
        low, high = _AMOUNTS[customer.tier]
        worth = 1000 * self.rng.triangular(low, high, low) * _RATES[customer.currency]
        return Decimal(f"{worth:.2g}").quantize(Decimal(1))

    def _close(self, stage: str) -> int:
        return self.rng.randint(-6, 30) if stage == "negotiation" else self.rng.randint(10, 90)

    # ---- reminders

    def reminders(self) -> Iterator[SampleReminder]:
        """Return what is open: a little overdue, some for today, most in the coming two weeks."""
        reps = [person for person in PEOPLE if person.role == "rep"]
        kinds = [kind for kind, count in _REMINDERS.items() for _ in range(count)]
        for at, kind in enumerate(kinds):
            yield self._reminder(reps[at % len(reps)], kind)

    def _reminder(self, person: SamplePerson, kind: str) -> SampleReminder:
        owned = [each for each in CUSTOMERS if each.owner == person.name and each.name != QUIET]
        customer = self.rng.choice(owned)
        contact = self._contact(customer)
        days = self.rng.choice((-2, 0, 0, 1, 1, 2, 3, 5, 7, 9, 12))
        in_days = -self.calendar.ago(-days) if days < 0 else self.calendar.ahead(days)
        minute = None if kind in _AT_NO_HOUR else 30 * self.rng.randrange(2 * 14, 2 * _CLOSING_HOUR)
        note = self.rng.choice(TO_DO[customer.language][kind]).format(who=contact.called)
        repeat = "weekly" if kind == "meeting" and self.rng.random() < 1 / 3 else ""
        return SampleReminder(person.name, customer.name, contact.name, kind, in_days, minute, note, repeat)
