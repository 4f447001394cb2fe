"""What happened, and why something did not: facts for words at the edge, never words themselves.

A fact is a frozen dataclass of plain values and records. `Refused` is the one exception for all reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.activity import Activity
    from domain.attachment import Attachment
    from domain.customer import Contact, Customer
    from domain.deal import Deal
    from domain.people import Person, Role, Team
    from domain.reminder import Reminder
    from domain.reports import Digest, Pipeline
    from domain.request import Request


class Fact:
    """Something to be told; each kind is worded in `bot/render/wording`."""


class Refused(Exception):  # noqa: N818 - the word of the trade: the rule refuses
    """A rule said no; `reason` says what is wrong and what would work."""

    def __init__(self, reason: Fact) -> None:
        """Refuse for `reason`."""
        super().__init__(type(reason).__name__)
        self.reason = reason


# ---- what was done ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Logged(Fact):
    """An activity was recorded; `ticked` are the reminders it answered, `later` those it may answer."""

    activity: "Activity"
    customer: "Customer"
    contacts: tuple["Contact", ...] = ()
    doer: "Person | None" = None
    ticked: tuple["Reminder", ...] = ()
    later: tuple["Reminder", ...] = ()


@dataclass(frozen=True)
class Attached(Fact):
    """Files are kept with a customer: all of one act, the last `fresh` of them new on its card. `activity` is
    what they belong to, where that is not told beside them."""

    files: tuple["Attachment", ...]
    customer: "Customer"
    activity: "Activity | None" = None
    fresh: int = 1


@dataclass(frozen=True)
class ReminderSet(Fact):
    """A reminder was set; `team`: it is told in the team's channel too."""

    reminder: "Reminder"
    customer: "Customer | None"
    contact: "Contact | None" = None
    assignee: "Person | None" = None
    team: bool = False


@dataclass(frozen=True)
class ReminderDone(Fact):
    """A reminder was ticked; a repeating one has moved to its next time."""

    reminder: "Reminder"
    customer: "Customer | None"


@dataclass(frozen=True)
class ReminderMoved(Fact):
    """A reminder was put to another time."""

    before: "Reminder"
    after: "Reminder"
    customer: "Customer | None"


@dataclass(frozen=True)
class ReminderCancelled(Fact):
    """A reminder was called off."""

    reminder: "Reminder"
    customer: "Customer | None"


@dataclass(frozen=True)
class CustomerAdded(Fact):
    """A new customer stands in the store."""

    customer: "Customer"
    contact: "Contact | None" = None


@dataclass(frozen=True)
class ContactAdded(Fact):
    """Somebody at a customer is known now, or better known."""

    customer: "Customer"
    contact: "Contact"


@dataclass(frozen=True)
class ChatTied(Fact):
    """The chat belongs to a team now: its callbacks are told there; where it is not `cleared`, or has
    `guests`, with names and dates only."""

    team: "Team"
    cleared: bool = True
    guests: bool = False


@dataclass(frozen=True)
class LinkReady(Fact):
    """A one-time code ties another account; `code` is what it is worked out from when it is shown."""

    code: str


@dataclass(frozen=True)
class LinkedAlready(Fact):
    """A code to link an account came from one that is somebody's already."""

    name: str


@dataclass(frozen=True)
class PrivateOnly(Fact):
    """That can be said to the bot alone."""


@dataclass(frozen=True)
class StrangeGroup(Fact):
    """The bot was put into a group that nobody has tied: it is silent there, and leaves after a day."""

    title: str
    channel: str


@dataclass(frozen=True)
class TopicSet(Fact):
    """A thread, topic or channel is about a customer now: what names none there means that one."""

    customer: "Customer"


@dataclass(frozen=True)
class ChatLost(Fact):
    """A chat cannot be written to any more: somebody's private one, or a group."""

    person: str | None
    title: str
    channel: str


@dataclass(frozen=True)
class MessageParked(Fact):
    """A message went wrong three times and is put aside; `trouble` stands in the log."""

    trouble: str


@dataclass(frozen=True)
class AnswerUnsent(Fact):
    """An answer, or (`partly`) a part of it, could not be shown; `number` is that of the message in the
    outbox and in the log."""

    number: int
    partly: bool = False


@dataclass(frozen=True)
class NoticeUnsent(Fact):
    """What was to be told to somebody, or to a group, unasked could not be shown."""

    number: int
    person: str | None
    title: str


@dataclass(frozen=True)
class DiskFull(Fact):
    """Nothing new is taken: so many megabytes are left on the disk."""

    free: int


@dataclass(frozen=True)
class DiskMended(Fact):
    """There is room on the disk again."""


@dataclass(frozen=True)
class CustomerChanged(Fact):
    """One field of a customer or of a contact there changed; values as stored. `called_off` are reminders
    that this called off."""

    customer: "Customer"
    field: str
    before: Any
    after: Any
    contact: "Contact | None" = None
    called_off: tuple["Reminder", ...] = ()


@dataclass(frozen=True)
class ShareChanged(Fact):
    """Somebody works at a customer beside its owner from now on, or (`ends`) no longer; who does now."""

    customer: "Customer"
    person: "Person"
    co_owners: tuple[str, ...]
    ends: bool = False


@dataclass(frozen=True)
class SharedWithYou(Fact):
    """What a co-owner hears: who has shared a customer with them, or (`ends`) shares it no longer."""

    customer: str
    by: str
    ends: bool


@dataclass(frozen=True)
class DealAdded(Fact):
    """A new deal stands in the pipeline."""

    deal: "Deal"
    customer: "Customer"


@dataclass(frozen=True)
class DealChanged(Fact):
    """A deal moved or changed."""

    before: "Deal"
    after: "Deal"
    customer: "Customer"


@dataclass(frozen=True)
class SettingChanged(Fact):
    """A personal setting changed; values as the person would say them."""

    field: str
    value: str


@dataclass(frozen=True)
class BusinessChanged(Fact):
    """A setting of the whole company changed; values as they are typed."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Undone(Fact):
    """An act was taken back; `facts` are what it had done, by their names."""

    act: int
    summary: tuple["Brief", ...]


@dataclass(frozen=True)
class Brief(Fact):
    """One line of an act: the action's name and the customer it was about."""

    action: str
    customer: str | None = None


@dataclass(frozen=True)
class Corrected(Fact):
    """An act was put right: what stands now."""

    act: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Erased(Fact):
    """All that was kept about somebody is gone: a contact at `customer`, or a whole customer; `counts` tells
    how many rows of what kind; `owner_id` owns the customer. It holds no name that is gone."""

    customer: "Customer | None"
    counts: Mapping[str, int]
    owner_id: int | None = None


@dataclass(frozen=True)
class Dropped(Fact):
    """A question was dropped; nothing was stored."""


@dataclass(frozen=True)
class Glimpse(Fact):
    """What a chat is told of a fact that is not for it: names and dates. `at` in UTC."""

    action: str
    customer: str | None = None
    person: str | None = None
    on: date | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class RestInPrivate(Fact):
    """More was asked for than the chat may be told; `reached`: it went to the asker alone."""

    reached: bool


@dataclass(frozen=True)
class OthersActed(Fact):
    """Somebody else did something with customers of the reader's."""

    person: str
    done: tuple[Brief, ...]


# ---- what was asked for -------------------------------------------------------------------------------


@dataclass(frozen=True)
class CustomerShown(Fact):
    """A customer's card. `full` False: only name, owner and tier may be seen."""

    customer: "Customer"
    owner: "Person | None"
    full: bool
    aliases: tuple[str, ...] = ()
    contacts: tuple["Contact", ...] = ()
    deals: tuple["Deal", ...] = ()
    activities: tuple["Activity", ...] = ()
    reminders: tuple["Reminder", ...] = ()
    notes: tuple["Activity", ...] = ()
    files: int = 0
    names: Mapping[int, str] = field(default_factory=dict)
    co_owners: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A reminder in a list, with whose it is and the customer's name."""

    reminder: "Reminder"
    customer: str | None
    person: str


@dataclass(frozen=True)
class TasksListed(Fact):
    """Reminders of a period; `total` counts them all, `tasks` are the first ten."""

    tasks: tuple[Task, ...]
    total: int
    start: date | None
    end: date | None
    owner: str | None
    overdue: bool
    today: date


@dataclass(frozen=True)
class PipelineShown(Fact):
    """The pipeline by stage, as text and as a chart; `people`: whose deals are in it, None for all that the
    reader may see."""

    pipeline: "Pipeline"
    owner: str | None
    today: date
    people: frozenset[int] | None = None


@dataclass(frozen=True)
class DigestReady(Fact):
    """A daily pipeline digest for `person`'s eyes; `day` is their date."""

    digest: "Digest"
    person: "Person"
    scheduled: bool


@dataclass(frozen=True)
class HelpShown(Fact):
    """What can be said, by the actions' names."""

    actions: tuple[str, ...]


# ---- what is asked back -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Option:
    """One answer to a question: what is stored for it, and what it is called.

    `label` is a name as it stands in the store; `word` a key that is worded (`add_new`, `drop`, …).
    """

    value: Any
    label: str | None = None
    word: str | None = None
    hint: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked(Fact):
    """A question stands open: which slot of which action, what was typed, and what could be meant. With
    `files` nothing else is asked about: so many wait for the answer."""

    question: int
    action: str
    slot: str
    why: str
    typed: str | None
    options: tuple[Option, ...]
    files: int = 0


# ---- what the clock tells -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Ring:
    """One due reminder as it is told: with its customer, contact and owner."""

    reminder: "Reminder"
    customer: "Customer | None"
    contact: "Contact | None"
    owner: "Person"


@dataclass(frozen=True)
class RemindersRang(Fact):
    """Reminders of one minute for one chat; `team` True in a team's chat, False in the owner's."""

    rings: tuple[Ring, ...]
    team: bool
    due: datetime


@dataclass(frozen=True)
class KeyAccountQuiet(Fact):
    """A key account nobody has reached for longer than its cadence."""

    customer: "Customer"
    owner: "Person | None"
    days: int
    cadence: int
    last: "Activity | None"
    next: "Reminder | None"


@dataclass(frozen=True)
class FileLost(Fact):
    """The bytes of a file could not be had from the platform."""

    file: "Attachment"
    customer: "Customer"


# ---- why not ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NotUnderstood(Fact):
    """Nothing was understood; `nearest` are actions that come close."""

    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotYetPossible(Fact):
    """Understood, not stored: the action belongs to what this version cannot do yet."""

    action: str


@dataclass(frozen=True)
class FileTooLarge(Fact):
    """A file is larger than what is kept; `limit` in bytes."""

    limit: int


@dataclass(frozen=True)
class WentWrong(Fact):
    """Something unexpected; `trouble` is the id under which it was logged."""

    trouble: str


@dataclass(frozen=True)
class Stranger(Fact):
    """The sender has no account here; `may_ask`: they can ask for one."""

    may_ask: bool = False


@dataclass(frozen=True)
class TimeIsPast(Fact):
    """A time gone by was asked for."""

    on: date
    clock: time | None


@dataclass(frozen=True)
class ReminderClosed(Fact):
    """The reminder is done or cancelled already."""

    id: int
    state: str


@dataclass(frozen=True)
class NothingOpen(Fact):
    """No open reminder matches; `kind` and `customer` as asked for."""

    customer: str | None
    kind: str | None


@dataclass(frozen=True)
class NoSuchThing(Fact):
    """No record with that number can be seen by this person."""

    what: str
    id: int


@dataclass(frozen=True)
class NotAllowed(Fact):
    """The policy says no; `whose` owns what was asked for."""

    action: str
    whose: str | None = None


@dataclass(frozen=True)
class OwnsIt(Fact):
    """Who owns a customer needs no share in it."""

    customer: str
    person: str


@dataclass(frozen=True)
class NotShared(Fact):
    """What is not shared with somebody cannot end."""

    customer: str
    person: str


@dataclass(frozen=True)
class ContactUnknown(Fact):
    """Nobody of that name is known, at the customer or anywhere."""

    name: str
    customer: str | None


@dataclass(frozen=True)
class NotToContact(Fact):
    """The customer, or one contact there, is not to be contacted: nothing that would lead to it is set."""

    customer: str
    contact: str | None = None


@dataclass(frozen=True)
class ErasedForGood(Fact):
    """What was erased cannot be brought back."""


@dataclass(frozen=True)
class NothingToUndo(Fact):
    """There is no act of this person within the day, or it is undone already."""


@dataclass(frozen=True)
class GroupOnly(Fact):
    """That can be said in a group alone."""


@dataclass(frozen=True)
class EditTooLate(Fact):
    """A message edited after so long corrects nothing any more."""


@dataclass(frozen=True)
class UndoTooLate(Fact):
    """Undo works for a day."""

    act: int


@dataclass(frozen=True)
class BuiltUpon(Fact):
    """Others have built on what should be undone: the later act, by whom and when (UTC)."""

    act: int
    later_act: int | None
    person: str | None
    at: datetime | None


@dataclass(frozen=True)
class CustomerThere(Fact):
    """A customer of that name stands in the store already; `hidden`: whose it is, is not to be told."""

    name: str
    owner: str | None
    hidden: bool = False


@dataclass(frozen=True)
class ValueUnfit(Fact):
    """A value does not fit its field; `example` is one that does."""

    field: str
    value: str
    example: str


@dataclass(frozen=True)
class QuestionGone(Fact):
    """The question was answered, replaced, or was somebody else's."""

    mine: bool


@dataclass(frozen=True)
class AmountUnfit(Fact):
    """An amount too large or negative to store."""

    amount: Decimal


@dataclass(frozen=True)
class PersonUnknown(Fact):
    """Nobody of that name is in the team; `nearest` are those who come close."""

    name: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlreadyDecided(Fact):
    """Somebody else was first to decide a request."""

    request: "Request"
    by: str | None


# ---- people coming and leaving ------------------------------------------------------------------------


@dataclass(frozen=True)
class Joined(Fact):
    """Somebody has joined; with `asks` some things of theirs are asked next, and told once known."""

    person: "Person"
    team: "Team | None"
    asks: bool = False


@dataclass(frozen=True)
class JoinWanted(Fact):
    """A stranger asks to join: an admin decides."""

    request: "Request"


@dataclass(frozen=True)
class JoinWaits(Fact):
    """The stranger's wish to join was handed on."""


@dataclass(frozen=True)
class JoinDeclined(Fact):
    """The stranger was not let in."""


@dataclass(frozen=True)
class SeemsGone(Fact):
    """A platform says that somebody left the group `chat` ('': its name is not known), or (None) the whole of
    it: an admin decides."""

    request: "Request"
    chat: str | None


@dataclass(frozen=True)
class AccountClosed(Fact):
    """Somebody's account is closed."""

    person: "Person"


@dataclass(frozen=True)
class Decided(Fact):
    """A request was decided, by whom; who joins (`joined`) belongs to the team and has the role."""

    request: "Request"
    approved: bool
    by: "Person"
    team: "Team | None" = None
    role: "Role | None" = None
    joined: "Person | None" = None
