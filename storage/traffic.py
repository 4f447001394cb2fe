"""Messages on their way in and out: inbox, outbox, and what the web and the terminal show."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from domain.incoming import Address, RawEvent, Said
from domain.outgoing import FORMAT, About, Outgoing, Priority, Queued
from domain.ports import Stale
from storage.codec import dump, load
from storage.tables import inbox, outbox, sent, shown

if TYPE_CHECKING:
    from storage.unit import Unit

ATTEMPTS = 3
"""Unexpected errors after which a message is parked."""


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

    def keep(self, conversation_id: int, event: RawEvent) -> bool:
        """Keep the event; False when its delivery or its message is there already."""
        there = select(inbox.c.id).where(
            inbox.c.channel == event.channel,
            or_(inbox.c.key == event.key, inbox.c.message_key == event.message_key),
        )
        if self.unit.connection.execute(there).first() is not None:
            return False
        now = self.unit.now()
        self.unit.connection.execute(
            insert(inbox).values(
                channel=event.channel,
                key=event.key,
                message_key=event.message_key,
                conversation_id=conversation_id,
                said_at=event.said_at,
                raw=dict(event.raw),
                state="new",
                attempts=0,
                created_at=now,
                updated_at=now,
            )
        )
        return True

    def waiting(self, now: datetime, busy: Iterable[int] = ()) -> Sequence[Waiting]:
        """Return the oldest new message of each free conversation, oldest first."""
        taken = set(busy)
        query = (
            select(inbox.c.id, inbox.c.conversation_id, inbox.c.retry_at)
            .where(inbox.c.state == "new")
            .order_by(inbox.c.said_at, inbox.c.id)
            .limit(500)
        )
        found = []
        for id, conversation_id, retry_at in self.unit.connection.execute(query):
            if conversation_id not in taken and (retry_at is None or retry_at <= now):
                found.append(Waiting(id, conversation_id))
            taken.add(conversation_id)
        return found

    def oldest(self, conversation_id: int) -> int | None:
        """Return the conversation's oldest new message."""
        query = (
            select(inbox.c.id)
            .where(inbox.c.conversation_id == conversation_id, inbox.c.state == "new")
            .order_by(inbox.c.said_at, inbox.c.id)
            .limit(1)
        )
        return self.unit.connection.execute(query).scalar_one_or_none()

    def event(self, id: int) -> RawEvent:
        """Return the event as it was kept."""
        row = self.unit.connection.execute(select(inbox).where(inbox.c.id == id)).mappings().one()
        return RawEvent(row["channel"], row["key"], row["message_key"], row["said_at"], row["raw"])

    def conversation_of(self, id: int) -> int:
        """Return the conversation a message belongs to."""
        query = select(inbox.c.conversation_id).where(inbox.c.id == id)
        return int(self.unit.connection.execute(query).scalar_one())

    def done(self, id: int) -> None:
        """Mark the message as answered, or raise `Stale` when somebody else did it."""
        statement = (
            update(inbox)
            .where(inbox.c.id == id, inbox.c.state == "new")
            .values(state="done", updated_at=self.unit.now())
        )
        if self.unit.connection.execute(statement).rowcount != 1:
            raise Stale(f"inbox {id}")

    def failed(self, id: int, retry_at: datetime, trouble: str) -> bool:
        """Count an attempt that went wrong unexpectedly; True when that parks the message."""
        row = self.unit.connection.execute(select(inbox.c.attempts).where(inbox.c.id == id)).scalar_one()
        parked = row + 1 >= ATTEMPTS
        self.unit.connection.execute(
            update(inbox)
            .where(inbox.c.id == id, inbox.c.state == "new")
            .values(
                attempts=row + 1,
                retry_at=retry_at,
                trouble=trouble,
                state="parked" if parked else "new",
                updated_at=self.unit.now(),
            )
        )
        return bool(parked)

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


class Outbox:
    """What waits to be sent, and what was."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def add(self, message: Outgoing) -> int:
        """Queue a message; an edit of what still waits replaces it there."""
        if message.edits is not None and (waiting := self._waiting(message)) is not None:
            self._execute(
                update(outbox).where(outbox.c.id == waiting).values(document=dump(message.document))
            )
            return waiting
        edits = message.edits
        result = self._execute(
            insert(outbox).values(
                channel=message.address.channel,
                chat=message.address.chat,
                thread=message.address.thread,
                reply_to=message.reply_to,
                priority=int(message.priority),
                about_kind=message.about.kind,
                about_id=message.about.id,
                about_occurrence=message.about.occurrence,
                customer_id=message.about.customer_id,
                edits_kind=edits and edits.kind,
                edits_id=edits and edits.id,
                edits_occurrence=edits and edits.occurrence,
                due_at=message.due_at,
                state="waiting",
                attempt=0,
                format=FORMAT,
                document=dump(message.document),
                created_at=self.unit.now(),
                updated_at=self.unit.now(),
            )
        )
        return int(result.inserted_primary_key[0])

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

    def places(self, about: About) -> Sequence[Address]:
        """Return the chats in which something about this was sent or waits."""
        query = (
            select(outbox.c.channel, outbox.c.chat, outbox.c.thread)
            .where(*_about(about), outbox.c.state.in_(("sent", "waiting", "sending")))
            .distinct()
        )
        return [Address(*row) for row in self.unit.connection.execute(query)]

    def _waiting(self, message: Outgoing) -> int | None:
        assert message.edits is not None
        query = (
            select(outbox.c.id)
            .where(
                *_about(message.edits),
                *_at(message.address),
                outbox.c.state == "waiting",
            )
            .order_by(outbox.c.id.desc())
        )
        return self.unit.connection.execute(query).scalars().first()

    # ---- for the dispatcher

    def recover(self, channels: Iterable[str]) -> int:
        """Put back what a dead holder had taken: the one place a second copy can come from."""
        statement = (
            update(outbox)
            .where(outbox.c.state == "sending", outbox.c.channel.in_(list(channels)))
            .values(state="waiting", updated_at=self.unit.now())
        )
        return self._execute(statement).rowcount

    def take(self, channels: Iterable[str], now: datetime, limit: int, wanted: Any) -> list[Queued]:
        """Mark the first due message of each chat that has none in flight, and return them.

        `wanted(about)` is asked in the same transaction; what nobody wants any more is marked so.
        """
        query = (
            select(outbox)
            .where(outbox.c.state.in_(("waiting", "sending")), outbox.c.channel.in_(list(channels)))
            .order_by(outbox.c.priority, outbox.c.id)
            .limit(1000)
        )
        rows = self.unit.connection.execute(query).mappings().all()
        in_flight = {(row["channel"], row["chat"]) for row in rows if row["state"] == "sending"}
        taken: list[Queued] = []
        for row in rows:
            chat = (row["channel"], row["chat"])
            if row["state"] == "sending" or chat in in_flight or row["due_at"] > now:
                continue
            about = About(row["about_kind"], row["about_id"], row["about_occurrence"], row["customer_id"])
            if not wanted(about):
                self._settle(row["id"], row["attempt"], "unwanted")
                continue
            in_flight.add(chat)
            taken.append(self._taken(row, about))
            if len(taken) == limit:
                break
        return taken

    def _taken(self, row: Any, about: About) -> Queued:
        self._execute(
            update(outbox)
            .where(outbox.c.id == row["id"])
            .values(state="sending", attempt=row["attempt"] + 1, updated_at=self.unit.now())
        )
        address = Address(row["channel"], row["chat"], row["thread"])
        parts = select(sent.c.part).where(sent.c.outbox_id == row["id"])
        return Queued(
            id=row["id"],
            attempt=row["attempt"] + 1,
            address=address,
            reply_to=row["reply_to"],
            about=about,
            priority=Priority(row["priority"]),
            due_at=row["due_at"],
            document=load(row["document"]),
            sent=frozenset(self.unit.connection.execute(parts).scalars()),
            replaces=self._replaced(row, address),
        )

    def _replaced(self, row: Any, address: Address) -> tuple[str, ...]:
        if row["edits_kind"] is None:
            return ()
        edited = About(row["edits_kind"], row["edits_id"], row["edits_occurrence"] or "")
        query = (
            select(sent.c.platform_id)
            .join_from(sent, outbox, sent.c.outbox_id == outbox.c.id)
            .where(*_about(edited), *_at(address))
            .order_by(sent.c.outbox_id.desc(), sent.c.part)
        )
        return tuple(self.unit.connection.execute(query).scalars())

    def note(self, item: Queued, part: int, platform_id: str) -> None:
        """Note a part as sent, under the platform's id for it."""
        there = select(sent.c.id).where(sent.c.outbox_id == item.id, sent.c.part == part)
        if self.unit.connection.execute(there).first() is None:
            now = self.unit.now()
            self._execute(
                insert(sent).values(
                    outbox_id=item.id,
                    part=part,
                    channel=item.address.channel,
                    chat=item.address.chat,
                    platform_id=platform_id,
                    created_at=now,
                    updated_at=now,
                )
            )

    def finish(self, item: Queued) -> None:
        """Mark it as sent."""
        self._settle(item.id, item.attempt, "sent")

    def give_up(self, item: Queued, why: str) -> None:
        """Stop trying."""
        self._settle(item.id, item.attempt, "given_up", trouble=why[:200])

    def put_off(self, item: Queued, until: datetime, why: str) -> None:
        """Try again later."""
        self._settle(item.id, item.attempt, "waiting", due_at=until, trouble=why[:200])

    def next_due(self, channels: Iterable[str]) -> datetime | None:
        """Return when the next waiting message may go."""
        query = (
            select(outbox.c.due_at)
            .where(outbox.c.state == "waiting", outbox.c.channel.in_(list(channels)))
            .order_by(outbox.c.due_at)
            .limit(1)
        )
        return self.unit.connection.execute(query).scalars().first()

    def _settle(self, id: int, attempt: int, state: str, **values: Any) -> None:
        """Settling names the attempt: a process that overslept changes nothing."""
        self._execute(
            update(outbox)
            .where(outbox.c.id == id, outbox.c.attempt == attempt)
            .values(state=state, updated_at=self.unit.now(), **values)
        )

    def _execute(self, statement: Any) -> Any:
        return self.unit.connection.execute(statement)


def _about(about: About) -> tuple[ColumnElement[bool], ...]:
    conditions = [outbox.c.about_kind == about.kind, outbox.c.about_id == about.id]
    if about.occurrence:
        conditions.append(outbox.c.about_occurrence == about.occurrence)
    return tuple(conditions)


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
        self._in_order(address)
        if delivery is not None:
            query = select(shown.c.id).where(shown.c.delivery == delivery)
            found = self.unit.connection.execute(query).scalar_one_or_none()
            if found is not None:
                return int(found)
        now = self.unit.now()
        result = self.unit.connection.execute(
            insert(shown).values(
                channel=address.channel,
                chat=address.chat,
                kind=kind,
                person_id=person_id,
                replaces=replaces,
                delivery=delivery,
                body=body,
                created_at=now,
                updated_at=now,
            )
        )
        key = result.inserted_primary_key
        assert key is not None
        return int(key[0])

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
