"""Where something is kept about a customer or a contact: records, trail and messages."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, Text, or_, select

from domain.erasing import Traces, Words
from storage.tables import (
    act,
    activity,
    attachment,
    audit,
    contact,
    customer,
    customer_name,
    deal,
    inbox,
    met,
    outbox,
    question,
    reminder,
    request,
    shown,
)

PERSONAL: Mapping[Table, tuple[str, ...]] = {
    customer: (
        *("name", "industry", "region", "source", "phone", "email", "address", "tags", "interest", "credit"),
        "renewal",
    ),
    customer_name: ("name",),
    contact: ("name", "title", "phone", "email", "birthday"),
    activity: ("note",),
    reminder: ("note",),
    deal: ("title", "reason"),
    attachment: ("file", "name", "mime", "album", "note", "latitude", "longitude", "sha256"),
}
"""What people have said, in the records of a customer."""
NAMED: Mapping[Table, tuple[str, ...]] = {
    contact: PERSONAL[contact],
    activity: PERSONAL[activity],
    reminder: PERSONAL[reminder],
    deal: PERSONAL[deal],
    customer: ("phone", "email", "address", "interest"),
    attachment: ("name", "note"),
    act: ("actions",),
    audit: ("before", "after"),
    inbox: ("raw",),
    outbox: ("document",),
    shown: ("body",),
    question: ("actions", "open"),
    request: ("body",),
}
"""Where somebody may be named beside what is about them alone."""
TRAFFIC = (inbox, outbox, shown, question, request)
OURS = ("web", "terminal")
"""Channels whose messages are shown from the store."""
AT_ONCE = 500
"""Rows asked for in one statement."""

Ids = Collection[int]


class Search:
    """Looks for what is kept about a customer, or about one contact there."""

    def __init__(
        self, connection: Connection, customer_id: int, contact_id: int | None, in_hand: int | None = None
    ) -> None:
        """Look in what belongs to the customer, or ever did, and in what was said about it; not in
        the message `in_hand`: it must not count only because it was marked as answered since."""
        self._connection = connection
        self._in_hand = in_hand
        self.customer_id = customer_id
        self.contact_id = contact_id
        self._owned = self._ever_owned()
        self._audits = {table: self._changes(table, ids) for table, ids in self._owned.items()}
        self.words = self._words()

    def traces(self) -> Traces:
        """Return all that is kept."""
        acts = self._acts()
        linked = self._linked(acts)
        if self.contact_id is None:
            return self._of_customer(acts, linked)
        return self._of_contact(self.contact_id, acts, linked)

    def _of_customer(self, acts: Mapping[int, str], linked: Mapping[Table, Ids]) -> Traces:
        """All that belongs to a customer, or tells of it, is emptied."""
        emptied: dict[str, Ids] = {table.name: self._there(table) for table in PERSONAL}
        emptied["audit"] = [id for changes in self._audits.values() for id, _, _ in changes]
        emptied["act"] = list(acts)
        told = {table.name: ids for table, ids in linked.items()}
        told["inbox"] = {*linked[inbox], *self._mentioning(inbox)}
        return self._traces({**emptied, **told}, {})

    def _of_contact(self, id: int, acts: Mapping[int, str], linked: Mapping[Table, Ids]) -> Traces:
        """The contact is emptied, with the files of what they took part in; elsewhere they are named."""
        own = [change for change, _, _ in self._changes(contact, [id])]
        emptied: dict[str, Ids] = {"contact": [id], "attachment": self._files(id), "audit": own}
        places = {**{table: self._there(table) for table in PERSONAL}, act: list(acts), **linked}
        named = {
            table.name: set(self._naming(table, ids)) - set(emptied.get(table.name, ()))
            for table, ids in places.items()
            if table in NAMED
        }
        changes = [change for changes in self._audits.values() for change in changes]
        named["audit"] = {change for change, *held in changes if self._names(held)} - set(own)
        emptied["question"] = named.pop("question")
        return self._traces(emptied, named)

    def _traces(self, emptied: Mapping[str, Ids], named: Mapping[str, Ids]) -> Traces:
        """Return it with what mentions them elsewhere, among messages; what is to be answered yet is left."""
        mentioning: dict[str, Ids] = {}
        for table in TRAFFIC:
            known = {*emptied.get(table.name, ()), *named.get(table.name, ())}
            mentioning[table.name] = set(self._mentioning(table)) - known
        emptied = {**emptied, "question": {*emptied["question"], *mentioning.pop("question")}}
        kept = [_sorted(rows) for rows in (emptied, named, mentioning)]
        return Traces(self.customer_id, self.contact_id, self.words, *kept)

    # ---- what belongs to the customer

    def _ever_owned(self) -> dict[Table, list[int]]:
        """Return the rows of the customer by table, also those that are gone."""
        owned = {customer: {self.customer_id}}
        tables = {table.name: table for table in PERSONAL if table is not customer}
        for table in tables.values():
            owned[table] = set(self._ids(table, table.c.customer_id == self.customer_id))
        whole = f'%"customer_id":{self.customer_id}'
        ends = [f"{whole}{end}%" for end in (",", "}")]
        held = [audit.c[name].cast(Text).like(end) for name in ("before", "after") for end in ends]
        query = select(audit.c.table, audit.c.row_id).where(audit.c.table.in_(tables), or_(*held))
        for name, id in self._rows(query):
            owned[tables[name]].add(id)
        return {table: sorted(ids) for table, ids in owned.items()}

    def _there(self, table: Table) -> list[int]:
        """Return those of the rows that are there."""
        return self._each(self._owned[table], lambda part: self._ids(table, table.c.id.in_(part)))

    def _changes(self, table: Table, ids: Ids) -> list[tuple[int, Any, Any]]:
        """Return what was noted of changes of rows."""
        noted = select(audit.c.id, audit.c.before, audit.c.after).where(audit.c.table == table.name)
        return self._each(ids, lambda part: self._rows(noted.where(audit.c.row_id.in_(part))))

    def _acts(self) -> dict[int, str]:
        """Return the acts that changed what belongs to the customer, with the messages they came from."""
        changes = [id for changes in self._audits.values() for id, _, _ in changes]
        query = select(act.c.id, act.c.source_key).join(audit, audit.c.act_id == act.c.id)
        return dict(self._each(changes, lambda part: self._rows(query.where(audit.c.id.in_(part)))))

    # ---- what they are called

    def _words(self) -> Words:
        """Return what they are and were called, and reached by."""
        if self.contact_id is None:
            names = [(customer, None), (customer_name, None), (contact, None)]
            called = {word for table, ids in names for word in self._ever(table, ids, "name")}
            lines: list[tuple[Table, Ids | None]] = [(customer, None), (contact, None)]
        else:
            called = self._ever(contact, [self.contact_id], "name")
            same = [id for id in self._owned[contact] if called & self._ever(contact, [id], "name")]
            lines = [(contact, same)]
        reached = {
            word
            for table, ids in lines
            for name in ("phone", "email")
            for word in self._ever(table, ids, name)
        }
        return Words.of(called, reached)

    def _ever(self, table: Table, ids: Ids | None, column: str) -> set[str]:
        """Return what stands in a column of these rows, or of all of them, and what ever stood there."""
        rows = self._owned[table] if ids is None else ids
        query = select(table.c[column])
        held = {
            value for (value,) in self._each(rows, lambda part: self._rows(query.where(table.c.id.in_(part))))
        }
        for _, *sides in self._changes(table, rows):
            held |= {values.get(column) for values in sides if values}
        return {str(value) for value in held if value}

    # ---- messages

    def _linked(self, acts: Mapping[int, str]) -> dict[Table, Ids]:
        """Return the messages that led to these acts, and those that tell of them or of the customer."""
        came = inbox.c.channel + ":" + inbox.c.message_key
        messages = select(inbox.c.id, inbox.c.key).where(inbox.c.state != "new")
        said = self._each(acts.values(), lambda part: self._rows(messages.where(came.in_(part))))
        asked = self._each(acts.values(), lambda part: self._ids(question, question.c.source_key.in_(part)))
        told = set(self._ids(outbox, outbox.c.customer_id == self.customer_id))
        for kind, ids in (("act", acts), ("question", asked), ("ring", self._owned[reminder])):
            told |= set(self._each(ids, partial(self._about, kind)))
        keys = [f"{id}:0" for id in told] + [f"said:{key}" for _, key in said]
        seen = set(self._each(keys, lambda part: self._ids(shown, shown.c.delivery.in_(part))))
        return {inbox: [id for id, _ in said], question: asked, outbox: told, shown: seen}

    def _about(self, kind: str, ids: list[int]) -> list[int]:
        return self._ids(outbox, outbox.c.about_kind == kind, outbox.c.about_id.in_(ids))

    def _mentioning(self, table: Table) -> list[int]:
        """Return the messages anywhere in which a whole name, number or address stands."""
        columns = [table.c[name] for name in NAMED[table]]
        likely = [c.cast(Text).ilike(pattern) for c in columns for pattern in self.words.likely]
        if not likely:
            return []
        settled = [inbox.c.state != "new", inbox.c.id != (self._in_hand or 0)] if table is inbox else []
        rows = self._rows(select(table.c.id, *columns).where(or_(*likely), *settled))
        return [id for id, *held in rows if self.words.without(held, parts=False) != held]

    # ---- the contact among it

    def _files(self, contact_id: int) -> list[int]:
        """Return the files that belong to what the contact took part in, or that name them."""
        with_them = attachment.c.activity_id.in_(
            select(met.c.activity_id).where(met.c.contact_id == contact_id)
        )
        files = self._ids(attachment, attachment.c.customer_id == self.customer_id, with_them)
        return sorted({*files, *self._naming(attachment, self._there(attachment))})

    def _naming(self, table: Table, ids: Ids) -> list[int]:
        """Return those of the rows that name them."""
        query = select(table.c.id, *(table.c[name] for name in NAMED[table]))
        rows = self._each(ids, lambda part: self._rows(query.where(table.c.id.in_(part))))
        return [id for id, *held in rows if self._names(held)]

    def _names(self, held: list[Any]) -> bool:
        return bool(self.words.without(held, parts=True) != held)

    # ---- reading

    def _rows(self, query: Any) -> Sequence[Any]:
        return self._connection.execute(query).all()

    def _ids(self, table: Table, *conditions: Any) -> list[int]:
        return [id for (id,) in self._rows(select(table.c.id).where(*conditions))]

    @staticmethod
    def _each(values: Iterable[Any], ask: Callable[[list[Any]], Iterable[Any]]) -> list[Any]:
        return [row for part in in_parts(values) for row in ask(part)]


def in_parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    """Return the values, as many at once as fit into one statement."""
    held = list(values)
    return (held[start : start + AT_ONCE] for start in range(0, len(held), AT_ONCE))


def _sorted(rows: Mapping[str, Ids]) -> dict[str, tuple[int, ...]]:
    return {table: tuple(sorted(ids)) for table, ids in rows.items() if ids}
