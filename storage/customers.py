"""Customers with the keys their names are found by, and the people there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, delete, func, insert, select, union_all, update

from domain import names
from domain.customer import Contact, Customer, CustomerName, Share
from domain.names import Candidate
from domain.policy import EVERYTHING, Deed, Relation
from domain.ports import Stale
from storage.records import Records, Shape, given, selected
from storage.sight import Scope, scope_of, seen
from storage.tables import activity, contact, context, customer, customer_name, customer_share, name_key

CANDIDATES = 30
"""Names that are ranked; more cost time and find nothing more (names.md)."""


class Names(Records[CustomerName]):
    """Other names of customers."""

    shape = Shape(customer_name, CustomerName)

    def _written(self, before: CustomerName | None, after: CustomerName | None) -> None:
        changed = after or before
        assert changed is not None
        self.unit.customers.key_anew(changed.customer_id)


class Customers(Records[Customer]):
    """Customers and the names they go by."""

    shape = Shape(customer, Customer, beside=frozenset({"last_contact_at"}))

    def candidates(self, typed: str, *, hidden: bool = False) -> Sequence[Candidate]:
        """Return the names that share most keys with what was typed, aliases among them; where somebody goes
        by exactly that name, theirs alone: no other fits as well. With `hidden` also of customers of which
        the viewer may not see the name: only to refuse a second one."""
        here, viewer = self.unit.connection, self.unit.viewer
        scope = scope_of(EVERYTHING) if hidden else self.unit.scope

        def sharing(keys: Sequence[int]) -> Sequence[Any]:
            return here.execute(_candidates(scope), {**self.unit.eyes, "keys": keys}).all()

        found = sharing([names.exact_key(typed)]) or sharing(names.query_keys(typed))
        return [
            Candidate(id, name, alias=bool(alias), mine=viewer.relation(owner) is Relation.OWN)
            for id, name, owner, alias in found
        ]

    def known_in(self, spans: Iterable[str]) -> tuple[str, ...]:
        """Return those of the spans of a message that are names of customers, in one query."""
        by_key = {names.form_key(span): span for span in spans}
        if not by_key:
            return ()
        asked = {**self.unit.eyes, "keys": list(by_key)}
        found = self.unit.connection.execute(_known(self.unit.scope), asked)
        return tuple(by_key[key] for key in found.scalars())

    def aliases(self, customer_id: int) -> Sequence[CustomerName]:
        """Return the customer's other names."""
        return self.unit.customer_names.all_of(_NAMES_OF, {"the_customer_id": customer_id})

    def add_alias(self, customer_id: int, name: str) -> CustomerName:
        """Give the customer another name."""
        return self.unit.customer_names.add(CustomerName(customer_id=customer_id, name=name))

    def key_anew(self, customer_id: int) -> None:
        """Write the keys of all the customer's names anew."""
        here = self.unit.connection
        self._alone_at(customer_id)
        here.execute(delete(name_key).where(name_key.c.customer_id == customer_id))
        found = here.execute(select(customer.c.name).where(customer.c.id == customer_id)).scalar_one_or_none()
        if found is None:
            return
        others = here.execute(select(customer_name.c.name).where(customer_name.c.customer_id == customer_id))
        known = [found, *others.scalars()]
        keys = {key for name in known for key in name_keys(name)}
        here.execute(insert(name_key), [{"key": key, "customer_id": customer_id} for key in sorted(keys)])

    def spoken_to(self, customer_id: int) -> None:
        """Work out anew when somebody there was last reached."""
        self._alone_at(customer_id)
        self.unit.connection.execute(_SPOKEN_TO, {"the_id": customer_id})
        self.unit.known.pop((self.table.name, customer_id), None)

    def shared_with(self, person_id: int) -> frozenset[int]:
        """Return the customers that are shared with somebody."""
        found = self.unit.connection.execute(_SHARED_WITH, {"the_person_id": person_id})
        return frozenset(found.scalars())

    def whose(self, customer_id: int) -> tuple[int | None, int]:
        """Return the customer's owner and number: what the policy is asked with."""
        return self.get(customer_id).owner_id, customer_id

    def hold_name(self, name: str) -> None:
        """Let nobody else add a customer of this or a like name before this unit of work has ended.

        SQLite has one writer anyway; on PostgreSQL two adds of one name would not see each other.
        """
        here = self.unit.connection
        if here.dialect.name != "postgresql":
            return
        keys = names.query_keys(name)
        known = select(name_key.c.key, func.count()).where(name_key.c.key.in_(keys)).group_by(name_key.c.key)
        shared: dict[int, int] = dict(here.execute(known).all())
        rarest = sorted(keys, key=lambda key: (shared.get(key, 0), key))[:2]
        for key in sorted({names.exact_key(name), names.core_key(name), *rarest}):
            here.execute(select(func.pg_advisory_xact_lock(key)))

    def hold(self, ids: Collection[int]) -> None:
        """Let nobody else write about these customers before this unit of work has ended: what is read of
        them from here on stays true. SQLite has one writer anyway."""
        if ids and self.unit.connection.dialect.name == "postgresql":
            self.unit.known.clear()
            self.all_of(_HELD, {"ids": sorted(ids)})

    def _alone_at(self, customer_id: int) -> None:
        """Let others who derive something for the customer wait: what they wrote is seen from here on.

        SQLite has one writer anyway.
        """
        if self.unit.connection.dialect.name == "postgresql":
            self.unit.connection.execute(_ALONE_AT, {"the_id": customer_id})

    def _leaving(self, record: Customer) -> None:
        self.unit.connection.execute(delete(context).where(context.c.customer_id == record.id))

    def _written(self, before: Customer | None, after: Customer | None) -> None:
        if after is None or (before is not None and before.name == after.name):
            return
        if before is not None:
            self._must_be_free(after)
        self.key_anew(after.id)

    def _must_be_free(self, renamed: Customer) -> None:
        """Raise `Stale` where another has come to go by the name since, also one that an undo brings back."""
        self.hold_name(renamed.name)
        exact = names.exact_key(renamed.name)
        others = self.unit.connection.execute(_OTHERS_CALLED, {"the_key": exact, "the_id": renamed.id})
        if any(names.exact_key(name) == exact for name in others.scalars()):
            raise Stale(f"another customer is called {exact}")

    def save(self, record: Customer, /) -> Customer:
        """Store a changed customer; the last contact is derived and never written from a record."""
        current = self._current(record.id)
        if current is not None:
            self.unit.viewer.must(Deed.SEE, current.owner_id, current.id)
            record = replace(record, last_contact_at=current.last_contact_at)
        return super().save(record)

    def _veiled(self, record: Customer) -> Customer:
        """Of a customer whose details are closed to the viewer only name, owner and tier are there, and
        whether they want no contact: that holds for everybody."""
        if self.unit.viewer.may(Deed.SEE, record.owner_id, record.id):
            return record
        return Customer(
            id=record.id,
            version=record.version,
            name=record.name,
            owner_id=record.owner_id,
            tier=record.tier,
            no_contact=record.no_contact,
            cadence_from=record.cadence_from,
        )


class Shares(Records[Share]):
    """Who works at a customer beside its owner."""

    shape = Shape(customer_share, Share)

    def at(self, customer_id: int) -> Sequence[Share]:
        """Return the shares in a customer, the oldest first."""
        return self.all_of(_SHARES_AT, {"the_customer_id": customer_id})


class Contacts(Records[Contact]):
    """People at customers."""

    shape = Shape(contact, Contact)

    def of(self, customer_id: int) -> Sequence[Contact]:
        """Return the people at a customer who have not left."""
        return self.all_of(_CONTACTS_OF, {"the_customer_id": customer_id})

    def ever_at(self, customer_id: int) -> Sequence[Contact]:
        """Return the people at a customer, also those who have left."""
        return self.where(contact.c.customer_id == customer_id)

    def named(self, name: str) -> Sequence[Contact]:
        """Return contacts of exactly that name, at any customer."""
        return self.where(contact.c.name == name, contact.c.left.is_(False))

    def to_meet(self, customer_id: int) -> dict[str, Contact]:
        """Return the people at a customer by their names without case, for who logs there: of those whose
        details are closed to the viewer nothing but the name, to be told in nobody's words but their own."""
        found = self.unit.connection.execute(_CONTACTS_OF, {"the_customer_id": customer_id})
        there = [self._as_stored(row) for row in found]
        if there and not self.unit.viewer.may(Deed.SEE, *self.unit.customers.whose(customer_id)):
            there = [
                Contact(
                    id=one.id,
                    version=one.version,
                    customer_id=one.customer_id,
                    name=one.name,
                    no_contact=one.no_contact,
                )
                for one in there
            ]
        return {one.name.casefold(): one for one in there}


@cache
def _candidates(scope: Scope) -> CompoundSelect[Any]:
    shares = select(name_key.c.customer_id).where(name_key.c.key.in_(bindparam("keys", expanding=True)))
    near = (
        _of_seen(shares, scope)
        .group_by(name_key.c.customer_id)
        .order_by(func.count().desc(), name_key.c.customer_id)
        .limit(CANDIDATES)
        .cte("near")
    )
    own = select(customer.c.id, customer.c.name, customer.c.owner_id, func.length("").label("alias"))
    other = select(
        customer.c.id, customer_name.c.name, customer.c.owner_id, func.length("a").label("alias")
    ).join_from(customer_name, customer, customer_name.c.customer_id == customer.c.id)
    return union_all(
        own.join(near, near.c.customer_id == customer.c.id),
        other.join(near, near.c.customer_id == customer.c.id),
    )


@cache
def _known(scope: Scope) -> Select[Any]:
    """Return the query for those of the keys that are names the viewer may see."""
    query = select(name_key.c.key).where(name_key.c.key.in_(bindparam("keys", expanding=True)))
    return _of_seen(query, scope).distinct()


def _of_seen(query: Select[Any], scope: Scope) -> Select[Any]:
    """Return a query for keys of names, narrowed to customers that the viewer may see."""
    condition = seen(customer.name, scope)
    if condition is None:
        return query
    return query.join(customer, customer.c.id == name_key.c.customer_id).where(condition)


_OTHERS_CALLED = select(customer.c.name).where(
    customer.c.id != bindparam("the_id"),
    customer.c.id.in_(select(name_key.c.customer_id).where(given(name_key.c.key))),
)
_NAMES_OF = selected(Names.shape).where(given(customer_name.c.customer_id)).order_by(customer_name.c.id)
_CONTACTS_OF = (
    selected(Contacts.shape)
    .where(given(contact.c.customer_id), contact.c.left.is_(False))
    .order_by(contact.c.id)
)
_SHARES_AT = selected(Shares.shape).where(given(customer_share.c.customer_id)).order_by(customer_share.c.id)
_SHARED_WITH = select(customer_share.c.customer_id).where(given(customer_share.c.person_id))
_ALONE_AT = select(customer.c.id).where(given(customer.c.id)).with_for_update(key_share=True)
_HELD = (
    selected(Customers.shape)
    .where(customer.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(customer.c.id)
    .with_for_update(key_share=True)
)
_LATEST = select(func.max(activity.c.happened_at)).where(
    activity.c.customer_id == bindparam("the_id"), activity.c.reached
)
_SPOKEN_TO = update(customer).where(given(customer.c.id)).values(last_contact_at=_LATEST.scalar_subquery())


def name_keys(name: str) -> frozenset[int]:
    """Return all keys under which a name is found: alone and within a sentence."""
    return names.keys_of(name) | {names.form_key(form) for form in names.name_forms(name)}
