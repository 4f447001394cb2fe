"""What a chat may be told: everything, what its team may see, or names and dates.

Each kind of fact says what of it is names and dates, and whose it tells of. A kind that stands here as it is
holds nothing else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain import facts, turn
from domain.customer import Customer
from domain.facts import Fact, Glimpse
from domain.people import Chat, ChatKind
from domain.policy import Deed, Viewer, team_viewer
from domain.ports import View
from domain.reminder import Reminder


class Place(StrEnum):
    """Who reads along: one person; a team whose manager cleared the chat; others; people from outside."""

    PRIVATE = "private"
    CLEARED = "cleared"
    OTHER = "other"
    GUESTS = "guests"


def place_of(chat: Chat | None) -> Place:
    """Return what kind of place a chat is now."""
    if chat is None:
        return Place.OTHER
    if chat.kind is ChatKind.PRIVATE:
        return Place.PRIVATE
    if chat.guests:
        return Place.GUESTS
    return Place.CLEARED if chat.cleared and chat.team_id is not None else Place.OTHER


# ---- names and dates ----------------------------------------------------------------------------------

Whose = tuple[Deed, int | None, int | None]
"""A deed, an owner, and a customer: what the policy is asked with."""


@dataclass(frozen=True)
class Sight:
    """What of a kind of fact is names and dates, and whose it tells of; None: its reader's alone."""

    brief: Callable[[Any], Fact]
    whose: Callable[[Any], Iterable[Whose] | None]


def _same(fact: Fact) -> Fact:
    return fact


def _open(_fact: Fact) -> Iterable[Whose]:
    return ()


def _personal(_fact: Fact) -> None:
    return None


AS_IT_IS = Sight(_same, _open)


def _customers(customer: Customer | None, deed: Deed = Deed.SEE) -> Iterable[Whose]:
    return () if customer is None else ((deed, customer.owner_id, customer.id),)


def _of_customer(fact: Any) -> Iterable[Whose]:
    return _customers(fact.customer)


def _of_deal(fact: Any) -> Iterable[Whose]:
    return _customers(fact.customer, Deed.SEE_DEALS)


def _of_reminder(fact: Any) -> Iterable[Whose] | None:
    """What is set for a customer is told with the customer; anything else is its owner's alone."""
    return None if fact.customer is None else _customers(fact.customer)


def _of_rings(fact: facts.RemindersRang) -> Iterable[Whose] | None:
    if any(ring.customer is None for ring in fact.rings):
        return None
    return [whose for ring in fact.rings for whose in _customers(ring.customer)]


def _of_people(fact: facts.PipelineShown) -> Iterable[Whose] | None:
    return None if fact.people is None else [(Deed.REPORT, id, None) for id in fact.people]


def _bare(reminder: Reminder | None) -> Any:
    return reminder and replace(reminder, note=None)


def _glimpse(action: str, on: Callable[[Any], Any] = lambda _fact: None) -> Callable[[Any], Fact]:
    """Return what tells a fact as an action at a customer, on a day."""

    def brief(fact: Any) -> Fact:
        customer = getattr(fact, "customer", None)
        return Glimpse(action, customer.name if customer else None, on=on(fact))

    return brief


def _shown(fact: facts.CustomerShown) -> Fact:
    owner = fact.owner.name if fact.owner else None
    return Glimpse("show", fact.customer.name, owner, at=fact.customer.last_contact_at)


def _asked(fact: facts.Asked) -> Fact:
    """Names may be chosen from anywhere; deals and reminders say more, and so do regions, and counts of what
    would be erased."""
    if any(option.word in ("deal", "reminder") for option in fact.options):
        return replace(fact, options=())
    return replace(fact, options=tuple(map(_unsaid, fact.options)))


def _unsaid(option: facts.Option) -> facts.Option:
    hint = {key: value for key, value in option.hint.items() if key != "region"}
    return replace(option, hint={**hint, "counts": {}} if "counts" in hint else hint)


SIGHT: Mapping[type[Fact], Sight] = {
    facts.Logged: Sight(
        lambda fact: replace(fact, activity=replace(fact.activity, note=None), contacts=(), later=()),
        _of_customer,
    ),
    facts.Attached: Sight(_glimpse("attach"), _of_customer),
    facts.FileLost: Sight(
        lambda fact: replace(fact, file=replace(fact.file, name="", note=None)), _of_customer
    ),
    facts.ReminderSet: Sight(
        lambda fact: replace(fact, reminder=_bare(fact.reminder), contact=None), _of_reminder
    ),
    facts.ReminderDone: Sight(lambda fact: replace(fact, reminder=_bare(fact.reminder)), _of_reminder),
    facts.ReminderMoved: Sight(
        lambda fact: replace(fact, before=_bare(fact.before), after=_bare(fact.after)), _of_reminder
    ),
    facts.ReminderCancelled: Sight(lambda fact: replace(fact, reminder=_bare(fact.reminder)), _of_reminder),
    facts.TasksListed: Sight(
        lambda fact: replace(
            fact, tasks=tuple(replace(task, reminder=_bare(task.reminder)) for task in fact.tasks)
        ),
        _personal,
    ),
    facts.RemindersRang: Sight(
        lambda fact: replace(
            fact,
            rings=tuple(replace(ring, reminder=_bare(ring.reminder), contact=None) for ring in fact.rings),
        ),
        _of_rings,
    ),
    facts.KeyAccountQuiet: Sight(
        lambda fact: replace(fact, last=fact.last and replace(fact.last, note=None), next=_bare(fact.next)),
        _of_customer,
    ),
    facts.CustomerAdded: Sight(_glimpse("add_customer"), _of_customer),
    facts.ContactAdded: Sight(_glimpse("add_contact"), _of_customer),
    facts.CustomerChanged: Sight(_glimpse("set_customer"), _of_customer),
    facts.CustomerShown: Sight(_shown, _of_customer),
    facts.ShareChanged: Sight(_glimpse("set_customer"), _of_customer),
    facts.SharedWithYou: AS_IT_IS,
    facts.OwnsIt: AS_IT_IS,
    facts.NotShared: AS_IT_IS,
    facts.DealAdded: Sight(_glimpse("add_deal", lambda fact: fact.deal.close), _of_deal),
    facts.DealChanged: Sight(_glimpse("update_deal", lambda fact: fact.after.close), _of_deal),
    facts.PipelineShown: Sight(_glimpse("pipeline", lambda fact: fact.today), _of_people),
    facts.DigestReady: Sight(_glimpse("digest", lambda fact: fact.digest.day), _personal),
    facts.OthersActed: AS_IT_IS,
    facts.Asked: Sight(_asked, _personal),
    turn.Closed: Sight(lambda fact: replace(fact, chosen=None), _personal),
    facts.Glimpse: AS_IT_IS,
    facts.RestInPrivate: AS_IT_IS,
    facts.SettingChanged: AS_IT_IS,
    facts.BusinessChanged: AS_IT_IS,
    facts.HelpShown: AS_IT_IS,
    facts.Undone: AS_IT_IS,
    facts.Brief: AS_IT_IS,
    facts.Dropped: AS_IT_IS,
    facts.Joined: AS_IT_IS,
    facts.NotUnderstood: AS_IT_IS,
    facts.NotYetPossible: AS_IT_IS,
    facts.WentWrong: AS_IT_IS,
    facts.ChatTied: AS_IT_IS,
    facts.ChatLost: AS_IT_IS,
    facts.Stranger: AS_IT_IS,
    facts.FileTooLarge: AS_IT_IS,
    facts.TimeIsPast: AS_IT_IS,
    facts.ReminderClosed: AS_IT_IS,
    facts.NothingOpen: AS_IT_IS,
    facts.NoSuchThing: AS_IT_IS,
    facts.NotAllowed: AS_IT_IS,
    facts.NothingToUndo: AS_IT_IS,
    facts.GroupOnly: AS_IT_IS,
    facts.EditTooLate: AS_IT_IS,
    facts.UndoTooLate: AS_IT_IS,
    facts.BuiltUpon: AS_IT_IS,
    facts.CustomerThere: AS_IT_IS,
    facts.ValueUnfit: AS_IT_IS,
    facts.QuestionGone: AS_IT_IS,
    facts.AmountUnfit: AS_IT_IS,
    facts.PersonUnknown: AS_IT_IS,
    facts.NotToContact: AS_IT_IS,
    facts.Erased: Sight(_glimpse("erase"), _of_customer),
    facts.ErasedForGood: AS_IT_IS,
    facts.ContactUnknown: AS_IT_IS,
    facts.TopicSet: AS_IT_IS,
    facts.AnswerUnsent: AS_IT_IS,
    facts.MessageParked: AS_IT_IS,
    facts.NoticeUnsent: AS_IT_IS,
    facts.DiskFull: AS_IT_IS,
    facts.DiskMended: AS_IT_IS,
    facts.LinkReady: Sight(_same, _personal),
    facts.PrivateOnly: AS_IT_IS,
    facts.LinkedAlready: AS_IT_IS,
    facts.JoinWanted: AS_IT_IS,
    facts.JoinWaits: AS_IT_IS,
    facts.JoinDeclined: AS_IT_IS,
    facts.SeemsGone: AS_IT_IS,
    facts.AccountClosed: AS_IT_IS,
    facts.Decided: AS_IT_IS,
    facts.AlreadyDecided: AS_IT_IS,
    facts.StrangeGroup: AS_IT_IS,
}
"""Every kind of fact that is told."""


def brief(fact: Fact) -> Fact:
    """Return what of a fact is names and dates."""
    if isinstance(fact, facts.Corrected):
        return replace(fact, facts=tuple(brief(inner) for inner in fact.facts))
    return SIGHT[type(fact)].brief(fact)


# ---- who listens --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Audience:
    """Who reads along in a chat; `team` are the eyes of the team that it is cleared for."""

    place: Place
    team: Viewer | None = None
    team_id: int | None = None

    def told(self, fact: Fact) -> Fact:
        """Return what of a fact may be told there."""
        if isinstance(fact, facts.Corrected):
            return replace(fact, facts=tuple(self.told(inner) for inner in fact.facts))
        return fact if self._may_hear(fact) else brief(fact)

    def _may_hear(self, fact: Fact) -> bool:
        if self.place is Place.PRIVATE:
            return True
        whose = SIGHT[type(fact)].whose(fact)
        if self.team is None or whose is None:
            return False
        return all(self.team.may(*one) for one in whose)

    def cleared_for(self, told: Sequence[Fact]) -> int | None:
        """Return the team without which this could not be told there; None where it could be anywhere."""
        return self.team_id if any(fact != brief(fact) for fact in told) else None


ALONE = Audience(Place.PRIVATE)
"""One person."""


def audience_of(chat: Chat | None, view: View) -> Audience:
    """Return who reads along in a chat now."""
    place = place_of(chat)
    if place is not Place.CLEARED or chat is None or chat.team_id is None:
        return Audience(place)
    return Audience(place, team_viewer(view.people.members(frozenset({chat.team_id}))), chat.team_id)


def held_back(fact: Fact, told: Fact) -> bool:
    """Return whether somebody who sees all of a fact misses something in what was told of it."""
    if isinstance(fact, facts.Asked) and isinstance(told, facts.Asked):
        return len(fact.options) != len(told.options) or (fact.why == "erase" and fact != told)
    return fact != told
