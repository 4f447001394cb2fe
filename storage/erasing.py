"""Erasing a customer or a contact: wherever their data stands, on the record and never to be undone."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Column, Table, bindparam, delete, insert, select, update

from domain.act import Act
from domain.attachment import Keeping
from domain.erasing import GONE, Traces
from domain.incoming import Said
from domain.outgoing import Document, Paragraph, Span
from domain.reminder import State
from storage.codec import dump
from storage.tables import (
    act,
    attachment,
    attachment_piece,
    audit,
    contact,
    context,
    customer,
    customer_name,
    erased,
    inbox,
    name_key,
    outbox,
    question,
    reminder,
    shown,
)
from storage.traces import NAMED, PERSONAL, Search, in_parts
from storage.types import Words

if TYPE_CHECKING:
    from storage.unit import Unit

Left = Callable[[Column[Any], Any], Any]
"""Returns what is left of a value in a column."""
Listed = tuple[str, int, datetime]
"""What was erased and when: a table's name and a number, never a name."""


class Erasing:
    """What is kept about somebody, found and erased."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def traces(self, customer_id: int, contact_id: int | None = None) -> Traces:
        """Return all that is kept about a customer, or about one contact there."""
        in_hand = self.unit.claimed[0] if self.unit.claimed else None
        return Search(self.unit.connection, customer_id, contact_id, in_hand).traces()

    def erase(self, traces: Traces) -> None:
        """Erase what was found, in the act that has begun: the rows stay, and say nothing any more."""
        for table, names in NAMED.items():
            for rows, parts in ((traces.named, True), (traces.mentioning, False)):

                def named(_: Column[Any], held: Any, parts: bool = parts) -> Any:
                    return traces.words.without(held, parts=parts)

                self._rewrite(table, rows.get(table.name, ()), names, named)
        for table, names in PERSONAL.items():
            self._rewrite(table, traces.emptied.get(table.name, ()), names, _nothing)
        self._empty_trail(traces)
        self._empty_messages(traces.emptied)
        self._empty_messages(self._wish())
        self._let_go(traces)
        self._list(traces)
        self.unit.leave_no_trace()

    # ---- records

    def _rewrite(self, table: Table, ids: Collection[int], names: Sequence[str], left: Left) -> None:
        """Leave of these columns what `left` returns. Records get a new version and a line on the record,
        those without words too: nothing that was done before can be undone into what was erased."""
        columns = [table.c[name] for name in names]
        version = [table.c.version] if "version" in table.c else []
        for part in in_parts(ids):
            query = select(table.c.id, *columns, *version).where(table.c.id.in_(part))
            changes, noted = [], []
            for row in self.unit.connection.execute(query).mappings().all():
                values = {column.name: left(column, row[column.name]) for column in columns}
                changed = [name for name, value in values.items() if value != row[name]]
                if version:
                    noted.append(self._change(table, row["id"], row["version"], changed))
                    values["version"] = row["version"] + 1
                if changed or version:
                    changes.append({"the_id": row["id"], **values})
            if changes:
                self.unit.connection.execute(_setting(table, [*columns, *version]), changes)
            if noted:
                self.unit.connection.execute(insert(audit), noted)

    def _change(self, table: Table, id: int, version: int, changed: Sequence[str]) -> dict[str, Any]:
        """Return the line that columns changed, not from what: nothing before it can be undone any more."""
        now = self.unit.now()
        return {
            "act_id": self.unit.trail.act_id,
            "table": table.name,
            "row_id": id,
            "version_before": version,
            "version_after": version + 1,
            "before": dict.fromkeys(changed),
            "after": dict.fromkeys(changed),
            "created_at": now,
            "updated_at": now,
        }

    # ---- trail and messages

    def _empty_trail(self, traces: Traces) -> None:
        """Let the trail say that something changed, not from what to what."""
        self._rewrite(act, traces.emptied.get("act", ()), ("actions",), lambda _, held: _bare(held))
        tables = {table.name: names for table, names in PERSONAL.items()}
        for part in in_parts(traces.emptied.get("audit", ())):
            query = select(audit.c.id, audit.c.table, audit.c.before, audit.c.after).where(
                audit.c.id.in_(part)
            )
            changes = [
                {"the_id": id, "before": _silent(before, tables[name]), "after": _silent(after, tables[name])}
                for id, name, before, after in self.unit.connection.execute(query).all()
            ]
            self.unit.connection.execute(_setting(audit, [audit.c.before, audit.c.after]), changes)

    def _wish(self) -> dict[str, list[int]]:
        """Return the message that asked for it, as it stands everywhere, and the one that agreed: they may
        name them in other words, or quote the preview."""
        here = self.unit.connection
        key = here.execute(select(act.c.source_key).where(act.c.id == self.unit.trail.act_id)).scalar_one()
        came = inbox.c.channel + ":" + inbox.c.message_key == key
        messages = here.execute(select(inbox.c.id, inbox.c.key).where(came)).all()
        said = shown.c.delivery.in_([f"said:{delivery}" for _, delivery in messages])
        asked = question.c.source_key == key
        return {
            "inbox": [*(id for id, _ in messages), *([self.unit.claimed[0]] if self.unit.claimed else [])],
            "shown": list(here.execute(select(shown.c.id).where(said)).scalars()),
            "question": list(here.execute(select(question.c.id).where(asked)).scalars()),
        }

    def _empty_messages(self, emptied: Mapping[str, Collection[int]]) -> None:
        here = self.unit.connection
        self._rewrite(inbox, emptied.get("inbox", ()), ("raw",), lambda _, held: {})
        self._rewrite(shown, emptied.get("shown", ()), ("body",), lambda _, held: _said_nothing(held))
        for part in in_parts(emptied.get("outbox", ())):
            chosen = outbox.c.id.in_(part)
            here.execute(update(outbox).where(chosen, outbox.c.state == "waiting").values(state="unwanted"))
            settled = update(outbox).where(chosen, outbox.c.state != "sending")
            here.execute(settled.values(document=None, via=None))
        for part in in_parts(emptied.get("question", ())):
            here.execute(delete(question).where(question.c.id.in_(part)))

    # ---- what only belongs to them

    def _let_go(self, traces: Traces) -> None:
        """Take out bytes, search keys, other names and what is remembered; nothing rings for them now."""
        here = self.unit.connection
        for part in in_parts(traces.emptied.get("attachment", ())):
            here.execute(delete(attachment_piece).where(attachment_piece.c.attachment_id.in_(part)))
            lost = {"state": Keeping.LOST, "again_at": None}
            here.execute(update(attachment).where(attachment.c.id.in_(part)).values(lost))
        whose = (
            reminder.c.customer_id == traces.customer_id
            if traces.contact_id is None
            else reminder.c.contact_id == traces.contact_id
        )
        over = {"state": State.CANCELLED, "next_due": None}
        here.execute(update(reminder).where(whose, reminder.c.state == State.OPEN).values(over))
        if traces.contact_id is None:
            self._let_customer_go(traces.customer_id)
        else:
            here.execute(update(contact).where(contact.c.id == traces.contact_id).values(left=True))

    def _let_customer_go(self, id: int) -> None:
        here = self.unit.connection
        for table in (customer_name, name_key, context):
            here.execute(delete(table).where(table.c.customer_id == id))
        here.execute(update(customer).where(customer.c.id == id).values(no_contact=True))

    # ---- the list of what was erased

    def _list(self, traces: Traces) -> None:
        """Note what was erased, for when an older copy of the store is put back."""
        id = traces.contact_id
        whose = ("customer", traces.customer_id) if id is None else ("contact", id)
        now = self.unit.now()
        self._note_erased((*whose, now))

    def _note_erased(self, *listed: Listed) -> None:
        """Put these on the list; a number that was given out anew and erased again has a later time."""
        keys = ("table", "row_id")
        rows = [{"table": name, "row_id": id, "created_at": at, "updated_at": at} for name, id, at in listed]
        if rows:
            self.unit.put(erased, rows, key=keys)

    def listed(self) -> list[Listed]:
        """Return what was erased so far."""
        query = select(erased.c.table, erased.c.row_id, erased.c.updated_at).order_by(erased.c.id)
        return [(name, id, at) for name, id, at in self.unit.connection.execute(query)]

    def again(self, listed: Iterable[Listed]) -> int:
        """Erase what was erased after the copy was made that is put back; return how many that were.

        A number that was given out anew since, to somebody who came later, is not meant.
        """
        known = {(name, id): at for name, id, at in self.listed()}
        missing = {(name, id): at for name, id, at in sorted(listed, key=lambda one: one[2])}
        missing = {whose: at for whose, at in missing.items() if whose not in known or known[whose] < at}
        self._note_erased(*((name, id, at) for (name, id), at in missing.items()))
        return sum(self._erased_again(*whose, at) for whose, at in sorted(missing.items()))

    def _erased_again(self, name: str, id: int, at: datetime) -> bool:
        table = {"customer": customer, "contact": contact}[name]
        whose = contact.c.customer_id if table is contact else customer.c.id
        query = select(whose).where(table.c.id == id, table.c.created_at <= at)
        customer_id = self.unit.connection.execute(query).scalar_one_or_none()
        if customer_id is not None:
            self._again(customer_id, id if table is contact else None)
        return customer_id is not None

    def _again(self, customer_id: int, contact_id: int | None) -> None:
        slots: dict[str, Any] = {"customer": {"id": customer_id}}
        if contact_id is not None:
            slots["contact"] = {"id": contact_id}
        self.unit.begin_act(
            Act(
                person_id=None,
                source_key=f"erased:{uuid4().hex}",
                said_at=self.unit.now(),
                channel="",
                chat="",
                actions=(Said("erase", slots),),
            )
        )
        self.erase(self.traces(customer_id, contact_id))


def _setting(table: Table, columns: Sequence[Column[Any]]) -> Any:
    given = {column.name: bindparam(column.name, type_=column.type) for column in columns}
    return update(table).where(table.c.id == bindparam("the_id")).values(given)


def _nothing(column: Column[Any], _held: Any) -> Any:
    """Return what says nothing in a column."""
    if isinstance(column.type, Words):
        return ()
    if column.nullable:
        return None
    return GONE if column.name == "name" else ""


def _silent(held: Any, personal: Sequence[str]) -> Any:
    """Return values of the trail that say which columns changed; those that were never said stay."""
    if held is None:
        return None
    spoken = {name: GONE if name == "name" else None for name in held if name in personal}
    return {**held, **spoken}


def _bare(actions: list[Any]) -> list[Any]:
    """Return actions with nothing but their names and the records they are about."""
    return [{**said, "slots": _refs(said.get("slots", {}))} for said in actions]


def _refs(slots: dict[str, Any]) -> dict[str, Any]:
    return {slot: value for slot, value in slots.items() if isinstance(value, dict) and set(value) == {"id"}}


def _said_nothing(body: Any) -> Any:
    """Return what web and terminal show instead: the row keeps its place."""
    if "text" in body:
        return {**body, "text": GONE}
    return dump(Document(body.get("language", "en"), (Paragraph((Span(GONE),)),)))
