"""The digest, on request."""

from dataclasses import dataclass

from domain.facts import DigestReady, Fact
from domain.people import Person
from domain.policy import Deed
from domain.ports import View
from domain.reports import digest_of, working_day_before
from domain.turn import Turn
from handlers.declare import Ask, needs
from handlers.settle import Everybody, maybe_people


@dataclass(frozen=True, kw_only=True)
class SendDigest:
    """The daily digest, now: of one person, or of all one may see."""

    owner: Person | Everybody | None


def send_digest(wish: SendDigest, view: View, turn: Turn) -> Fact:
    """Return the digest of today so far; where nothing happened yet today, of the
    last working day."""
    owners = frozenset({wish.owner.id}) if isinstance(wish.owner, Person) else None
    today = turn.said_local.date()
    figures = view.figures()
    day = (
        today
        if figures.seen(owners, today)
        else working_day_before(today, view.settings.value("working_days"))
    )
    digest = digest_of(
        figures, owners, day=day, now=turn.now, zone=turn.person.timezone, setting=view.settings.value
    )
    return DigestReady(digest, turn.person, scheduled=False)


ACTIONS = (
    Ask(
        "digest",
        SendDigest,
        send_digest,
        settle={"owner": maybe_people},
        needs=(needs(Deed.REPORT, "owner"),),
    ),
)
