"""The demo's own means: everybody's chat is open, the clock moves, and there are sentences to try."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.clock import DemoClock
from domain.people import Person
from storage.store import Store


def _(words: str) -> str:
    return words


EXAMPLES = {
    "en": (
        "Visited Nortwind Traders today, met Priya, moved to negotiation, about $80k, call back tomorrow 2pm",
        "called Acme, no answer",
        "what's on this week",
        "pipeline",
        "send me the digest now",
    ),
    "zh-Hans": (
        "今天拜访了星河，见了李总，进入谈判阶段，预计50万，明天下午2点回访",
        "给星河科技打了电话，没人接",
        "本周有什么安排",
        "我的商机",
        "今天的日报",
    ),
    "zh-Hant": (
        "今天拜訪了星河，見了李總，進入議價階段，預計50萬，明天下午2點回訪",
        "打電話給星河科技，沒人接",
        "這週有什麼安排",
        "我的商機",
        "今天的日報",
    ),
}
"""Sentences worth trying, one misspelt and one that must be asked about among them."""


class DemoStage:
    """The demo behind the page's bar."""

    def __init__(self, store: Store, clock: DemoClock) -> None:
        """Offer the people of `store`, and move `clock`."""
        self._store = store
        self._clock = clock

    def people(self) -> Sequence[Person]:
        """Return whom a visitor may be."""
        with self._store.read() as unit:
            return unit.people.all()

    def now(self) -> datetime:
        """Return the demo's time."""
        return self._clock()

    def moments(self) -> Sequence[tuple[str, datetime]]:
        """Return the next moments worth going to: an hour on, tomorrow at 14:00, next Wednesday at 14:00,
        and the next working morning, when digests come."""
        zone = self.people()[0].zone
        local = self._clock().astimezone(zone)

        def at(days: int, clock: time) -> datetime:
            return datetime.combine(local.date() + timedelta(days=days), clock, zone)

        to_wednesday = (2 - local.weekday()) % 7 or 7
        to_workday = next(days for days in range(1, 4) if (local.weekday() + days) % 7 < 5)
        moments = [
            (_("an hour later"), self._clock() + timedelta(hours=1)),
            (_("tomorrow at 14:00"), at(1, time(14))),
            (_("the next working morning"), at(to_workday, time(9))),
            (_("Wednesday at 14:00"), at(to_wednesday, time(14))),
        ]
        return sorted(moments, key=lambda moment: moment[1])

    def go_to(self, moment: datetime) -> None:
        """Let the time go on to `moment`."""
        self._clock.go_to(moment)
        self._store.bell.ring()

    def examples(self, language: str) -> Sequence[str]:
        """Return sentences to try."""
        return EXAMPLES.get(language, EXAMPLES["en"])
