"""One message in its place: who said what, where, when, and of which customer they spoke before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.facts import Fact
from domain.incoming import Address, Content, Via
from domain.outgoing import About
from domain.people import Person
from domain.policy import Viewer


@dataclass(frozen=True)
class Turn:
    """A message about to be answered.

    `said_at` (UTC) gives words their meaning; `now` serves due, late and expiry. `spoken_of` is the customer
    a message without one means. `reply` is what the message it answers was about. `currency` is the team's
    own, for amounts said without one. `circle` are the people a chat that is cleared for a team is about.
    """

    person: Person
    viewer: Viewer
    address: Address
    private: bool
    conversation_id: int
    source_key: str
    said_at: datetime
    now: datetime
    content: Content
    spoken_of: int | None = None
    reply: About | None = None
    currency: str | None = None
    message: str | None = None
    circle: frozenset[int] | None = None
    via: Via | None = None

    @property
    def said_local(self) -> datetime:
        """The sender's wall clock when it was said, naive."""
        return self.said_at.astimezone(self.person.zone).replace(tzinfo=None)

    def as_of(self, said_at: datetime, source_key: str) -> "Turn":
        """Return the turn as it was when the message that is now answered was said."""
        return replace(self, said_at=said_at, source_key=source_key)


@dataclass(frozen=True)
class Answer:
    """What came of a message: facts to be told, the act that did it, and which message it takes the place of.

    `changeable`: one of its actions has slots that *Change* can put right. `replaces` is edited in place
    wherever it stands, with nothing said anew where the message `grows`; `closes` is the question this
    answered.
    """

    facts: tuple[Fact, ...]
    act: int | None = None
    changeable: bool = True
    question: int | None = None
    replaces: About | None = None
    closes: "Closed | None" = None
    grows: bool = False


@dataclass(frozen=True)
class Closed(Fact):
    """A question came to its end: how it was answered, for the line that takes the place of its buttons."""

    question: int
    chosen: str | None
    word: str | None = None


Settled = Mapping[str, Any]
"""An action's slots with every record, person and time settled."""
