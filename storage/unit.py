"""One unit of work on one connection: a view to read by, or a work to write by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from domain.act import Act
from domain.incoming import Address, Incoming, RawEvent, Said
from domain.people import OUR_OWN, Person
from domain.policy import EVERYTHING, Viewer, Visibility, viewer_for
from domain.ports import Unsure
from storage.access import Access
from storage.acts import Acts
from storage.attachments import Attachments
from storage.bell import Bell
from storage.customers import Contacts, Customers, Names, Shares
from storage.deals import DEAL_STAGES, Deals
from storage.doing import MET, Activities, Reminders
from storage.engine import empty_log
from storage.erasing import Erasing
from storage.figures import Figures
from storage.keeping import Keeping
from storage.notices import Notices, Rings
from storage.people import CONVERSATIONS, Accounts, Chats, People, Spoken, Teams
from storage.questions import Questions
from storage.records import Records
from storage.requests import Requests
from storage.settings import Settings
from storage.sight import Scope, eyes_of, scope_of
from storage.traffic import Inbox, Outbox, Screen, form_event
from storage.trail import Trail

CHANNEL = "salesbot"
"""The name under which PostgreSQL tells other processes that something was committed."""


_NOTIFY = select(func.pg_notify(CHANNEL, bindparam("who")))


class Unit:
    """Everything the store holds, as seen on one connection; nothing is kept before `commit`."""

    def __init__(
        self,
        connection: Connection,
        now: Callable[[], datetime],
        bell: Bell,
        eyes: Viewer | None = None,
    ) -> None:
        """Work on `connection`, whose transaction is open; without `eyes` nobody looks before `seen_by`."""
        self.connection = connection
        self.now = now
        self.bell = bell
        self.claimed: tuple[int, RawEvent] | None = None
        """The message in hand."""
        self.trail = Trail(now)
        self.news: set[str] = set()
        self.known: dict[tuple[str, int], Any] = {}
        """Records as they were read in this unit of work, by table and id, until they are written."""
        self._empties_log = False
        self._viewer: Viewer | None = eyes
        self._scope: Scope | None = None

    # ---- who looks

    @property
    def viewer(self) -> Viewer:
        """Through whose eyes the store is read."""
        if self._viewer is None:
            raise RuntimeError("nobody looks: call seen_by first")
        return self._viewer

    @property
    def scope(self) -> Scope:
        """Which conditions the viewer's queries are asked."""
        if self._scope is None:
            self._scope = scope_of(self.viewer)
        return self._scope

    @property
    def eyes(self) -> dict[str, Any]:
        """What those conditions are given."""
        return eyes_of(self.viewer) if self._viewer else {}

    def viewer_of(self, somebody: Person) -> Viewer:
        """Return the viewer a person is now: whom they lead, what is shared with them."""
        visibility: Visibility = self.settings.value("visibility")
        return viewer_for(
            somebody,
            self.people.led_by(somebody),
            teams=self.people.teams_led(somebody),
            mates=self._mates(somebody) if visibility is Visibility.TEAM else frozenset(),
            shared=self.customers.shared_with(somebody.id),
            visibility=visibility,
        )

    def _mates(self, somebody: Person) -> frozenset[int]:
        return self.people.members(self.people.teams_of(somebody))

    def seen_by(self, viewer: Viewer) -> None:
        """Read and write through these eyes from now on."""
        if viewer != self._viewer:
            self.known.clear()
        self._viewer = viewer
        self._scope = None

    @contextmanager
    def looking(self, viewer: Viewer) -> Iterator[None]:
        """Read through other eyes for a while."""
        before = self._viewer
        self.seen_by(viewer)
        try:
            yield
        finally:
            self._viewer = self._scope = None
            self.known.clear()
            if before is not None:
                self.seen_by(before)

    # ---- what there is

    @cached_property
    def people(self) -> People:
        """The team."""
        return People(self)

    @cached_property
    def accounts(self) -> Accounts:
        """Their accounts on platforms."""
        return Accounts(self)

    @cached_property
    def teams(self) -> Teams:
        """Teams."""
        return Teams(self)

    @cached_property
    def chats(self) -> Chats:
        """Where people talk."""
        return Chats(self)

    @cached_property
    def conversations(self) -> Records[Any]:
        """Chats and threads, with the customers they are tied to."""
        return Records(self, CONVERSATIONS)

    @cached_property
    def customers(self) -> Customers:
        """Customers."""
        return Customers(self)

    @cached_property
    def customer_names(self) -> Names:
        """Their other names."""
        return Names(self)

    @cached_property
    def shares(self) -> Shares:
        """Who works at them beside their owners."""
        return Shares(self)

    @cached_property
    def contacts(self) -> Contacts:
        """People at customers."""
        return Contacts(self)

    @cached_property
    def activities(self) -> Activities:
        """What was done."""
        return Activities(self)

    @cached_property
    def attachments(self) -> Attachments:
        """What is kept beside words."""
        return Attachments(self)

    @cached_property
    def met(self) -> Records[Any]:
        """Who took part in it."""
        return Records(self, MET)

    @cached_property
    def reminders(self) -> Reminders:
        """What is to come."""
        return Reminders(self)

    @cached_property
    def deals(self) -> Deals:
        """The pipeline."""
        return Deals(self)

    @cached_property
    def deal_stages(self) -> Records[Any]:
        """The stages deals went through."""
        return Records(self, DEAL_STAGES)

    @cached_property
    def questions(self) -> Questions:
        """What is asked."""
        return Questions(self)

    @cached_property
    def requests(self) -> Requests:
        """What waits for somebody's yes or no."""
        return Requests(self)

    @cached_property
    def acts(self) -> Acts:
        """The trail."""
        return Acts(self)

    @cached_property
    def settings(self) -> Settings:
        """Business settings."""
        return Settings(self)

    @cached_property
    def inbox(self) -> Inbox:
        """What arrived."""
        return Inbox(self)

    @cached_property
    def outbox(self) -> Outbox:
        """What waits to be sent."""
        return Outbox(self)

    @cached_property
    def screen(self) -> Screen:
        """What web and terminal show."""
        return Screen(self)

    @cached_property
    def access(self) -> Access:
        """Codes and sessions."""
        return Access(self)

    @cached_property
    def notices(self) -> Notices:
        """Alerts and digests told, each once."""
        return Notices(self)

    @cached_property
    def keeping(self) -> Keeping:
        """What is older than it is kept."""
        return Keeping(self)

    @cached_property
    def erasing(self) -> Erasing:
        """What is kept about somebody, found and erased."""
        return Erasing(self)

    @cached_property
    def rings(self) -> Rings:
        """Which reminders rang together."""
        return Rings(self)

    @cached_property
    def records(self) -> dict[str, Records[Any]]:
        """The records of the trade by their table's name: what undo works on."""
        kinds: tuple[Records[Any], ...] = (
            self.people,
            self.teams,
            self.accounts,
            self.chats,
            self.conversations,
            self.settings,
            self.customers,
            self.customer_names,
            self.shares,
            self.contacts,
            self.activities,
            self.met,
            self.attachments,
            self.reminders,
            self.deals,
            self.deal_stages,
        )
        return {kind.table.name: kind for kind in kinds}

    def figures(self) -> Figures:
        """Return what reports read, as the viewer may see it."""
        return Figures(self)

    # ---- the conversation

    def spoken_of(self, conversation_id: int, person_id: int, since: datetime) -> int | None:
        """Return the customer a conversation is tied to, else the one this person last spoke of there, if it
        was not before `since`."""
        return Spoken(self.people).of(conversation_id, person_id, since)

    def recent_customers(self, person_id: int, limit: int) -> Sequence[int]:
        """Return the customers this person last acted on, the latest first."""
        return Spoken(self.people).recent(person_id, limit)

    def speak_of(self, conversation_id: int, person_id: int, customer_id: int, at: datetime) -> None:
        """Remember the customer a person speaks of there."""
        Spoken(self.people).note(conversation_id, person_id, customer_id, at)

    def keep(self, incoming: Incoming, event: RawEvent) -> bool:
        """Keep an event in the inbox; False when it is there already."""
        return self.inbox.keep(self.chats.conversation(incoming.address), event)

    def park(self, event: RawEvent, trouble: str) -> None:
        """Put an event aside that cannot be read."""
        nowhere = Address(event.channel, "")
        self.inbox.keep(self.chats.conversation(nowhere), event, parked=trouble)

    def follow_up(self, key: str, actions: Sequence[Said]) -> None:
        """Keep the asks of the message in hand as a message of their own, answered next."""
        inbox_id, event = self._in_hand()
        conversation_id = self.inbox.conversation_of(inbox_id)
        self.inbox.keep(conversation_id, form_event(key, event, actions))

    def follow_up_on(self, channel: str, message_key: str, key: str, actions: Sequence[Said]) -> None:
        """Keep actions as said by who wrote an earlier message, in its conversation; nothing where its raw
        form is no longer kept."""
        inbox_id = self.inbox.kept_as(channel, message_key)
        if inbox_id is not None:
            event = replace(self.inbox.event(inbox_id), said_at=self.now())
            self.inbox.keep(self.inbox.conversation_of(inbox_id), form_event(key, event, actions))

    def answered(self) -> None:
        """Mark the claimed message as answered, or raise `Stale` when it is already."""
        self.inbox.done(self._in_hand()[0])

    def _in_hand(self) -> tuple[int, RawEvent]:
        if self.claimed is None:
            raise RuntimeError("no message in hand")
        return self.claimed

    # ---- people coming and leaving

    def admit(self, person: Person) -> Person:
        """Store a new person with their accounts and chats on channels of our own."""
        stored = self.people.add(person)
        for channel in OUR_OWN:
            self.people.tie(stored.id, channel, str(stored.id))
        self.chats.open_own(stored)
        return stored

    def way_in(self, person_id: int, mark: str) -> None:
        """Let the secret of that mark sign a person in, once."""
        self.access.promised(person_id, mark)

    def link_code(self, person_id: int) -> str:
        """Return from what a new one-time code is worked out that ties another account of a person."""
        number, digest = self.access.issue_number(person_id)
        return f"{number}:{digest.hex()}"

    def shut_out(self, person_id: int) -> None:
        """End all a person has open with us: sessions, codes, questions, and what waits to be told them."""
        self.access.end_sessions(person_id)
        self.access.use_up(person_id)
        self.questions.drop_all(person_id)
        self.outbox.withhold(person_id)

    # ---- writing

    def begin_act(self, act: Act) -> Act:
        """Give what is written from now on to this act; what came before belongs to the one before."""
        self.trail.write(self.connection)
        begun = self.acts.begin(act)
        self.trail.act_id = begun.id
        return begun

    def go_on(self, act_id: int, actions: Sequence[Said]) -> Act:
        """Give what is written from now on to an act that stands, with these actions beside its own."""
        self.trail.write(self.connection)
        self.trail.act_id = act_id
        return self.acts.extend(act_id, actions)

    def undo(self, act: Act) -> None:
        """Take back all that `act` changed; refuse with `BuiltUpon` where others built on it."""
        assert self.trail.act_id is not None
        self.acts.undone(act.id, self.trail.act_id)
        with self.looking(EVERYTHING):
            self.acts.replay_backwards(act)
        self.acts.stand_again(act.id)

    def replace(self, act: Act) -> None:
        """Take back an act that is put right, with what it had itself put right: none of it stands again."""
        assert self.trail.act_id is not None
        self.acts.undone(act.id, self.trail.act_id)
        with self.looking(EVERYTHING):
            self.acts.replay_backwards(act)
            earlier = self.acts.find(act.corrects) if act.corrects is not None else None
            while earlier is not None:
                self.acts.replay_backwards(earlier)
                earlier = self.acts.find(earlier.corrects) if earlier.corrects is not None else None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Open a savepoint: an exception leaves none of the changes made inside."""
        before = self.trail.copy()
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            self.trail = before
            self.known.clear()
            raise

    def leave_no_trace(self) -> None:
        """Let what is overwritten be gone from the disk too, with the commit."""
        self._empties_log = True
        self.known.clear()

    def commit(self) -> None:
        """Keep everything and let others know; raise `Unsure` where the database broke off meanwhile."""
        self.trail.write(self.connection)
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(_NOTIFY, {"who": self.bell.name})
        try:
            self.connection.commit()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None):
                raise  # the database itself says that it kept nothing
            raise Unsure from error
        self.known.clear()
        if self._empties_log:
            empty_log(self.connection)
        self.bell.ring(self.news)

    # ---- the two dialects

    def insert_new(self, table: Table, values: dict[str, Any]) -> int | None:
        """Insert a row and return its id; None where one with the same unique key is there, also one just
        being written."""
        statement = _inserting_new(table, self.connection.dialect.name)
        return self.connection.execute(statement, values).scalar_one_or_none()

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]], *, key: Sequence[str]) -> None:
        """Insert rows; one with the same unique key takes the new row's values."""
        statement = _putting(table, self.connection.dialect.name, tuple(rows[0]), tuple(key))
        self.connection.execute(statement, list(rows))


@cache
def _inserting_new(table: Table, dialect: str) -> Any:
    return _INSERT[dialect](table).on_conflict_do_nothing().returning(table.c.id)


@cache
def _putting(table: Table, dialect: str, names: tuple[str, ...], key: tuple[str, ...]) -> Any:
    statement = _INSERT[dialect](table)
    changed = {name: statement.excluded[name] for name in names if name not in (*key, "created_at")}
    return statement.on_conflict_do_update(index_elements=list(key), set_=changed)


_INSERT: dict[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
