"""Messages on their way in and out: inbox, outbox, and what the web and the terminal show."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    RowMapping,
    Select,
    Text,
    TextClause,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from domain.incoming import Address, RawEvent, Said
from domain.outgoing import FORMAT, About, Document, Outgoing, Priority, Queued, Receipt
from domain.people import Standing
from domain.ports import Goes, Stale
from storage.bell import INBOX, OUTBOX, SHOWN
from storage.codec import dump, load
from storage.records import given
from storage.tables import chat, inbox, outbox, person, sent, shown
from storage.types import Utc

if TYPE_CHECKING:
    from storage.unit import Unit

ATTEMPTS = 3
"""Unexpected errors after which a message is parked."""
LATELY = 1000
"""Messages kept last among which one that another goes on with is looked for."""
LOOKED_AT = 50
"""Free conversations among which a worker looks for one that nobody else has taken just now."""


@dataclass(frozen=True)
class Waiting:
    """A message that may be answered: its conversation's oldest."""

    inbox_id: int
    conversation_id: int


class Inbox:
    """Raw events, kept before the platform is told."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def keep(self, conversation_id: int, event: RawEvent, parked: str | None = None) -> bool:
        """Keep the event; False when its delivery or its message is there already. `parked` says why nobody
        is to answer it."""
        now = self.unit.now()
        self.unit.news.add(INBOX)
        id = self.unit.insert_new(
            inbox,
            {
                "channel": event.channel,
                "key": event.key,
                "message_key": event.message_key,
                "conversation_id": conversation_id,
                "said_at": event.said_at,
                "raw": dict(event.raw),
                "state": "parked" if parked else "new",
                "trouble": parked,
                "attempts": 0,
                "created_at": now,
                "updated_at": now,
            },
        )
        return id is not None

    def waiting(self, now: datetime, busy: Collection[int] = ()) -> Sequence[Waiting]:
        """Return the oldest new message of each free conversation, oldest first; one that is to be tried
        again later holds up its own conversation and no other."""
        found = self.unit.connection.execute(_WAITING, {"now": now, "busy": list(busy)})
        return [Waiting(*row) for row in found]

    def oldest(self, conversation_id: int, now: datetime) -> int | None:
        """Return the conversation's oldest new message, if it may be answered now."""
        row = self.unit.connection.execute(
            _OLDEST, {"the_conversation_id": conversation_id, "now": now}
        ).first()
        return int(row[0]) if row is not None and row[1] else None

    def holds(self, channel: str, message_key: str) -> bool:
        """Return whether a message was kept."""
        return self.kept_as(channel, message_key) is not None

    def kept_as(self, channel: str, message_key: str) -> int | None:
        """Return under which number a message was kept, or None."""
        query = select(inbox.c.id).where(inbox.c.channel == channel, inbox.c.message_key == message_key)
        return self.unit.connection.execute(query).scalar_one_or_none()

    def mentions(self, conversation_id: int, words: str, since: datetime) -> bool:
        """Return whether a message kept there since then holds these words in its raw form."""
        query = select(inbox.c.id).where(
            inbox.c.id > select(func.max(inbox.c.id)).scalar_subquery() - LATELY,
            inbox.c.conversation_id == conversation_id,
            inbox.c.said_at >= since,
            inbox.c.raw.cast(Text).contains(words, autoescape=True),
        )
        return self.unit.connection.execute(query.limit(1)).first() is not None

    def event(self, id: int) -> RawEvent:
        """Return the event as it was kept."""
        return RawEvent(*self.unit.connection.execute(_EVENT, {"the_id": id}).one())

    def conversation_of(self, id: int) -> int:
        """Return the conversation a message belongs to."""
        return int(self.unit.connection.execute(_CONVERSATION_OF, {"the_id": id}).scalar_one())

    def done(self, id: int) -> None:
        """Mark the message as answered, or raise `Stale` when somebody else did it."""
        changed = {"state": "done", "updated_at": self.unit.now()}
        if self.unit.connection.execute(_DONE, {"the_id": id, **changed}).rowcount != 1:
            raise Stale(f"inbox {id}")

    def failed(self, id: int, retry_at: datetime, trouble: str) -> bool:
        """Count an attempt that went wrong unexpectedly; True when that parks the message."""
        query = select(inbox.c.attempts).where(inbox.c.id == id, inbox.c.state == "new")
        attempts = self.unit.connection.execute(query.with_for_update()).scalar_one_or_none()
        if attempts is None:
            return False
        parked = bool(attempts + 1 >= ATTEMPTS)
        self.unit.connection.execute(
            update(inbox)
            .where(inbox.c.id == id)
            .values(
                attempts=attempts + 1,
                retry_at=retry_at,
                trouble=trouble,
                state="parked" if parked else "new",
                updated_at=self.unit.now(),
            )
        )
        return parked

    def put_off(self, id: int, retry_at: datetime) -> None:
        """Look at the message again later; that is no attempt."""
        self.unit.connection.execute(
            update(inbox).where(inbox.c.id == id).values(retry_at=retry_at, updated_at=self.unit.now())
        )


def form_event(key: str, part: RawEvent, actions: Sequence[Said]) -> RawEvent:
    """Return the event that carries actions handed on from the message `part`, answered right after it."""
    form = [{"name": said.name, "slots": dict(said.slots)} for said in actions]
    raw = {**part.raw, "form": form}
    return RawEvent(part.channel, key, key, part.said_at, raw)


def _is_due(retry_at: ColumnElement[Any], now: Any) -> ColumnElement[bool]:
    return or_(retry_at.is_(None), retry_at <= now)


def _waiting() -> Select[Any]:
    in_order = (inbox.c.said_at, inbox.c.id)
    place = func.row_number().over(partition_by=inbox.c.conversation_id, order_by=in_order).label("place")
    busy: BindParameter[Any] = bindparam("busy", expanding=True)
    new = (
        select(inbox.c.id, inbox.c.conversation_id, inbox.c.retry_at, inbox.c.said_at, place)
        .where(inbox.c.state == "new", inbox.c.conversation_id.not_in(busy))
        .subquery()
    )
    return (
        select(new.c.id, new.c.conversation_id)
        .where(new.c.place == 1, _is_due(new.c.retry_at, bindparam("now", type_=Utc)))
        .order_by(new.c.said_at, new.c.id)
        .limit(LOOKED_AT)
    )


_WAITING = _waiting()
_OLDEST = (
    select(inbox.c.id, _is_due(inbox.c.retry_at, bindparam("now", type_=Utc)))
    .where(given(inbox.c.conversation_id), inbox.c.state == "new")
    .order_by(inbox.c.said_at, inbox.c.id)
    .limit(1)
)
_EVENT = select(inbox.c.channel, inbox.c.key, inbox.c.message_key, inbox.c.said_at, inbox.c.raw).where(
    given(inbox.c.id)
)
_CONVERSATION_OF = select(inbox.c.conversation_id).where(given(inbox.c.id))
_DONE = update(inbox).where(given(inbox.c.id), inbox.c.state == "new")


class Outbox:
    """What waits to be sent, and what was."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def add(self, message: Outgoing) -> int:
        """Queue a message. An edit of what was never tried takes its place; of what was, it goes after it."""
        self.unit.news.add(OUTBOX)
        edited = self._unfinished(message)
        if edited is not None and self._took_place(edited.id, message):
            return int(edited.id)
        row = self._row(message)
        if edited is not None:
            row["priority"] = max(row["priority"], edited.priority)
        return int(self._execute(insert(outbox), row).inserted_primary_key[0])

    def add_all(self, messages: Sequence[Outgoing]) -> None:
        """Queue messages of which none is an edit, in one statement."""
        if messages:
            self.unit.news.add(OUTBOX)
            self._execute(insert(outbox), [self._row(message) for message in messages])

    def _row(self, message: Outgoing) -> dict[str, Any]:
        edits, now = message.edits, self.unit.now()
        return {
            "channel": message.address.channel,
            "chat": message.address.chat,
            "thread": message.address.thread,
            "reply_to": message.reply_to,
            "via": message.via and dump(message.via),
            "priority": int(message.priority),
            "about_kind": message.about.kind,
            "about_id": message.about.id,
            "about_occurrence": message.about.occurrence,
            "customer_id": message.about.customer_id,
            "cleared_for_id": message.cleared_for,
            "edits_kind": edits and edits.kind,
            "edits_id": edits and edits.id,
            "edits_occurrence": edits and edits.occurrence,
            "due_at": message.due_at,
            "state": "waiting",
            "attempt": 0,
            "failures": 0,
            "format": FORMAT,
            "document": dump(message.document),
            "created_at": now,
            "updated_at": now,
        }

    def about(self, address: Address, platform_id: str) -> About | None:
        """Return what a sent message was about."""
        query = (
            select(outbox.c.about_kind, outbox.c.about_id, outbox.c.about_occurrence, outbox.c.customer_id)
            .join_from(sent, outbox, sent.c.outbox_id == outbox.c.id)
            .where(
                sent.c.channel == address.channel,
                sent.c.chat == address.chat,
                sent.c.platform_id == platform_id,
            )
            .order_by(outbox.c.id.desc())
        )
        row = self.unit.connection.execute(query).first()
        return None if row is None else About(*row)

    def document(self, about: About, address: Address) -> Document | None:
        """Return the latest message about this there, as it was queued."""
        query = (
            select(outbox.c.document)
            .where(*_about(about), *_at(address), outbox.c.state.in_(("sent", "waiting", "sending")))
            .order_by(outbox.c.id.desc())
        )
        held = self.unit.connection.execute(query).scalars().first()
        return None if held is None else load(held)

    def told_since(self, about: About, since: datetime) -> bool:
        """Return whether a message about this was queued since then."""
        query = select(outbox.c.id).where(*_about(about), outbox.c.created_at >= since).limit(1)
        return self.unit.connection.execute(query).first() is not None

    def places(self, about: About) -> Sequence[Address]:
        """Return the chats in which something about this was sent or waits, but for those of who has left."""
        closed = exists().where(
            chat.c.channel == outbox.c.channel,
            chat.c.platform_id == outbox.c.chat,
            person.c.id == chat.c.person_id,
            person.c.standing != Standing.ACTIVE,
        )
        query = (
            select(outbox.c.channel, outbox.c.chat, outbox.c.thread)
            .where(*_about(about), outbox.c.state.in_(("sent", "waiting", "sending")), ~closed)
            .distinct()
        )
        return [Address(*row) for row in self.unit.connection.execute(query)]

    def _unfinished(self, message: Outgoing) -> Any:
        """Return what an edit edits, or the last edit of that, where it is not sent yet."""
        if message.edits is None:
            return None
        query = (
            select(outbox.c.id, outbox.c.priority)
            .where(*_at(message.address), outbox.c.state.in_(("waiting", "sending")))
            .where(or_(and_(*_about(message.edits)), and_(*_edits(message.edits))))
            .order_by(outbox.c.id.desc())
        )
        return self.unit.connection.execute(query).first()

    def _took_place(self, id: int, message: Outgoing) -> bool:
        """Let an edit take the place of a message that was never tried: of one that was, the platform may
        hold the old words although it did not say so.

        The condition is asked by the update itself: the dispatcher may be taking it just now.
        """
        statement = (
            update(outbox)
            .where(outbox.c.id == id, outbox.c.state == "waiting", outbox.c.attempt == 0)
            .values(
                document=dump(message.document),
                about_kind=message.about.kind,
                about_id=message.about.id,
                about_occurrence=message.about.occurrence,
                customer_id=message.about.customer_id,
                cleared_for_id=message.cleared_for,
                updated_at=self.unit.now(),
            )
        )
        return bool(self._execute(statement).rowcount == 1)

    # ---- for the dispatcher

    def recover(self, channels: Iterable[str]) -> int:
        """Put back what a dead holder had taken: the one place a second copy can come from."""
        statement = (
            update(outbox)
            .where(outbox.c.state == "sending", outbox.c.channel.in_(list(channels)))
            .values(state="waiting", updated_at=self.unit.now())
        )
        return int(self._execute(statement).rowcount)

    def take(
        self,
        channels: Iterable[str],
        now: datetime,
        limit: int,
        goes: Goes,
        resting: Collection[str] = (),
    ) -> list[Queued]:
        """Mark the first due message of each chat that has none in flight and does not rest; return them.

        `goes` is asked in the same transaction: what may only go later waits until then, what nobody wants
        any more is marked so. Of an edit only the place is asked about: it tells what became of another.
        """
        taken: list[Queued] = []
        while len(taken) < limit:
            before = len(taken)
            rows = self._first_due(channels, now, limit - before, resting)
            for row in rows:
                about = About(row["about_kind"], row["about_id"], row["about_occurrence"], row["customer_id"])
                address = Address(row["channel"], row["chat"], row["thread"])
                edited = self._edited(row, address)
                until = goes(None if edited else about, address, row["cleared_for_id"])
                if until is None:
                    self._settle(row["id"], row["attempt"], "unwanted")
                elif until > now:
                    self._settle(row["id"], row["attempt"], "waiting", due_at=until)
                elif (item := self._taken(row, about, edited)) is not None:
                    taken.append(item)
            if len(taken) - before == len(rows):
                break
        return taken

    def _first_due(
        self, channels: Iterable[str], now: datetime, limit: int, resting: Collection[str]
    ) -> Sequence[RowMapping]:
        """Return the first due row of each chat in which none is in flight and none failed and waits to be
        tried again: what comes after it must not overtake it."""
        asked = {"now": now, "channels": list(channels), "most": limit, "resting": list(resting)}
        return self.unit.connection.execute(_FIRST_DUE, asked).mappings().all()

    def _taken(self, row: RowMapping, about: About, edited: Sequence[tuple[str, Receipt]]) -> Queued | None:
        """Mark a row as being sent and return it as it stands then: an edit may just have replaced it."""
        changed = {"state": "sending", "attempt": row["attempt"] + 1, "updated_at": self.unit.now()}
        document = self._execute(_TAKEN, {"the_id": row["id"], **changed}).scalars().first()
        if document is None:
            return None
        address = Address(row["channel"], row["chat"], row["thread"])
        return Queued(
            id=row["id"],
            attempt=row["attempt"] + 1,
            failures=row["failures"],
            address=address,
            reply_to=row["reply_to"],
            about=about,
            priority=Priority(row["priority"]),
            due_at=row["due_at"],
            document=load(document),
            sent=self._parts_sent(row) if row["attempt"] else frozenset(),
            replaces=tuple(receipt for chat, receipt in edited if chat == address.chat),
            via=row["via"] and load(row["via"]),
        )

    def _parts_sent(self, row: RowMapping) -> frozenset[int]:
        """Return which parts an attempt before has sent."""
        return frozenset(self._execute(_PARTS_OF, {"the_outbox_id": row["id"]}).scalars())

    def _edited(self, row: RowMapping, address: Address) -> Sequence[tuple[str, Receipt]]:
        """Return the messages an edit stands for, the latest first, each with its chat: where a chat moved
        since, its platform numbers messages anew, and none of the old numbers may be edited there."""
        if row["edits_kind"] is None:
            return ()
        edited = About(row["edits_kind"], row["edits_id"], row["edits_occurrence"] or "")
        query = (
            select(sent.c.chat, sent.c.part, sent.c.platform_id)
            .join_from(sent, outbox, sent.c.outbox_id == outbox.c.id)
            .where(*_about(edited), *_at(address))
            .order_by(sent.c.outbox_id.desc(), sent.c.part)
        )
        found = self.unit.connection.execute(query)
        return tuple(dict.fromkeys((chat, Receipt(part, id)) for chat, part, id in found))

    def note(self, item: Queued, part: int, platform_id: str) -> None:
        """Note a part as sent, under the platform's id for it, once."""
        now = self.unit.now()
        self.unit.insert_new(
            sent,
            {
                "outbox_id": item.id,
                "part": part,
                "channel": item.address.channel,
                "chat": item.address.chat,
                "platform_id": platform_id,
                "created_at": now,
                "updated_at": now,
            },
        )

    def finish(self, item: Queued) -> None:
        """Mark it as sent."""
        self._settle(item.id, item.attempt, "sent")

    def give_up(self, item: Queued, why: str) -> None:
        """Stop trying."""
        self._settle(item.id, item.attempt, "given_up", trouble=why[:200])

    def put_off(self, item: Queued, until: datetime, why: str) -> None:
        """Try again later, because it failed."""
        failures = item.failures + 1
        self._settle(item.id, item.attempt, "waiting", again_at=until, trouble=why[:200], failures=failures)

    def put_back(self, item: Queued) -> None:
        """Let it wait as before: the platform only asked to slow down."""
        self._settle(item.id, item.attempt, "waiting")

    def give_up_all(self, address: Address, why: str) -> None:
        """Stop trying whatever waits for a chat that is gone."""
        statement = update(outbox).where(
            outbox.c.channel == address.channel, outbox.c.chat == address.chat, outbox.c.state == "waiting"
        )
        self._execute(statement.values(state="given_up", trouble=why[:200], updated_at=self.unit.now()))

    def withhold(self, person_id: int) -> None:
        """Let nothing that waits for a person's private chats be sent any more, nor what is being sent now
        be tried again: it goes on as another attempt, which settling does not name."""
        theirs = select(chat.c.id).where(
            chat.c.person_id == person_id,
            chat.c.channel == outbox.c.channel,
            chat.c.platform_id == outbox.c.chat,
        )
        waits = update(outbox).where(outbox.c.state.in_(("waiting", "sending")), theirs.exists())
        over = {"state": "unwanted", "attempt": outbox.c.attempt + 1, "updated_at": self.unit.now()}
        self._execute(waits.values(over))

    def next_due(self, channels: Iterable[str]) -> datetime | None:
        """Return when the next waiting message may go."""
        return self.unit.connection.execute(_NEXT_DUE, {"channels": list(channels)}).scalars().first()

    def _settle(self, id: int, attempt: int, state: str, **values: Any) -> None:
        """Settling names the attempt: a process that overslept changes nothing."""
        place = {"the_id": id, "the_attempt": attempt}
        self._execute(_SETTLE, {**place, "state": state, "updated_at": self.unit.now(), **values})

    def _execute(self, statement: Any, values: Any = None) -> Any:
        return self.unit.connection.execute(statement, values)


def _first_due() -> Select[Any]:
    now = bindparam("now", type_=Utc)
    resting: BindParameter[Any] = bindparam("resting", expanding=True)
    again = and_(outbox.c.state == "waiting", outbox.c.again_at > now)
    held = (
        select(outbox.c.channel, outbox.c.chat)
        .where(_IN_HAND, or_(outbox.c.state == "sending", again))
        .distinct()
        .subquery()
    )
    same_chat = and_(held.c.channel == outbox.c.channel, held.c.chat == outbox.c.chat)
    in_order = (outbox.c.priority, outbox.c.id)
    place = func.row_number().over(partition_by=(outbox.c.channel, outbox.c.chat), order_by=in_order)
    due = (
        select(outbox.c.id, place.label("place"))
        .outerjoin_from(outbox, held, same_chat)
        .where(*_waits(), outbox.c.due_at <= now, held.c.chat.is_(None), outbox.c.chat.not_in(resting))
        .subquery()
    )
    row = [column for column in outbox.c if column is not outbox.c.document]  # read when it is taken
    query = select(*row).join(due, due.c.id == outbox.c.id).where(due.c.place == 1)
    return query.order_by(*in_order).limit(bindparam("most", type_=Integer))


def _waits() -> tuple[ColumnElement[bool] | TextClause, ...]:
    mine = outbox.c.channel.in_(bindparam("channels", expanding=True))
    return _IN_HAND, outbox.c.state == "waiting", mine


_IN_HAND = text("outbox.state IN ('waiting', 'sending')")
"""In the words of `ix_outbox_due`: only so is a query on what was sent long ago answered without it."""
_FIRST_DUE = _first_due()
_FREE_AT = func.coalesce(outbox.c.again_at, outbox.c.due_at)
_NEXT_DUE = select(_FREE_AT).where(*_waits()).order_by(_FREE_AT).limit(1)
_TAKEN = update(outbox).where(given(outbox.c.id), outbox.c.state == "waiting").returning(outbox.c.document)
_SETTLE = update(outbox).where(given(outbox.c.id, outbox.c.attempt))
_PARTS_OF = select(sent.c.part).where(given(sent.c.outbox_id))


def _about(about: About) -> tuple[ColumnElement[bool], ...]:
    conditions = [outbox.c.about_kind == about.kind, outbox.c.about_id == about.id]
    if about.occurrence:
        conditions.append(outbox.c.about_occurrence == about.occurrence)
    return tuple(conditions)


def _edits(about: About) -> tuple[ColumnElement[bool], ...]:
    return (
        outbox.c.edits_kind == about.kind,
        outbox.c.edits_id == about.id,
        outbox.c.edits_occurrence == about.occurrence,
    )


def _at(address: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        and_(
            outbox.c.channel == address.channel,
            outbox.c.chat == address.chat,
            outbox.c.thread == address.thread,
        ),
    )


@dataclass(frozen=True)
class Shown:
    """One row of a web or terminal chat, in order of `id`.

    `kind`: `said` by a person, `sent` by the bot, or an `edit` of the row `replaces`.
    """

    id: int
    kind: str
    person_id: int | None
    replaces: int | None
    body: Any
    at: datetime


class Screen:
    """What the web and the terminal have to show, kept until a client fetches it."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def show(
        self,
        address: Address,
        kind: str,
        body: Any,
        *,
        delivery: str | None = None,
        person_id: int | None = None,
        replaces: int | None = None,
    ) -> int:
        """Append a row; one of the same delivery is there already and is returned."""
        self.unit.news.add(SHOWN)
        self._in_order(address)
        now = self.unit.now()
        id = self.unit.insert_new(
            shown,
            {
                "channel": address.channel,
                "chat": address.chat,
                "kind": kind,
                "person_id": person_id,
                "replaces": replaces,
                "delivery": delivery,
                "body": body,
                "created_at": now,
                "updated_at": now,
            },
        )
        if id is None:
            id = self.unit.connection.execute(_DELIVERED, {"the_delivery": delivery}).scalar_one()
        return int(id)

    def _in_order(self, address: Address) -> None:
        """On PostgreSQL, let a chat's rows be committed in the order of their numbers: who follows a chat by
        number would miss one that is committed after a higher one. SQLite has one writer."""
        if self.unit.connection.dialect.name == "postgresql":
            place = f"shown {address.channel} {address.chat}"
            self.unit.connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(place, 0))))

    def since(self, address: Address, after: int, limit: int = 200) -> list[Shown]:
        """Return the rows after that number, oldest first."""
        query = self._of(address).where(shown.c.id > after).order_by(shown.c.id).limit(limit)
        return [Shown(*row) for row in self.unit.connection.execute(query)]

    def latest(self, address: Address, before: int | None = None, limit: int = 60) -> list[Shown]:
        """Return the last rows, or the last before that number, oldest first."""
        query = self._of(address).order_by(shown.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(shown.c.id < before)
        return [Shown(*row) for row in self.unit.connection.execute(query)][::-1]

    def newest(self, channel: str, chats: Collection[str]) -> dict[str, int]:
        """Return the number of the last row of each of these chats that has any."""
        query = (
            select(shown.c.chat, func.max(shown.c.id))
            .where(shown.c.channel == channel, shown.c.chat.in_(chats))
            .group_by(shown.c.chat)
        )
        return {chat: int(newest) for chat, newest in self.unit.connection.execute(query)}

    def row(self, id: int) -> tuple[Address, Shown] | None:
        """Return one row and the chat it stands in."""
        query = select(
            shown.c.channel,
            shown.c.chat,
            shown.c.id,
            shown.c.kind,
            shown.c.person_id,
            shown.c.replaces,
            shown.c.body,
            shown.c.created_at,
        ).where(shown.c.id == id)
        row = self.unit.connection.execute(query).first()
        return None if row is None else (Address(row[0], row[1]), Shown(*row[2:]))

    def _of(self, address: Address) -> Any:
        return select(
            shown.c.id, shown.c.kind, shown.c.person_id, shown.c.replaces, shown.c.body, shown.c.created_at
        ).where(shown.c.channel == address.channel, shown.c.chat == address.chat)


_DELIVERED = select(shown.c.id).where(given(shown.c.delivery))
