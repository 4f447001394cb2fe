"""What a viewer may see, as conditions in SQL: built once for each way of seeing, given who looks later."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, false, or_

from domain.people import Role
from domain.policy import Deed, Relation, Viewer, Visibility, relations
from storage.tables import (
    activity,
    attachment,
    contact,
    customer,
    customer_name,
    customer_share,
    deal,
    deal_stage,
    met,
    reminder,
)

Condition = ColumnElement[bool] | None
"""None: there is nothing that is not seen."""


@dataclass(frozen=True)
class Scope:
    """A way of seeing: all viewers of one scope are asked the same conditions."""

    role: Role
    visibility: Visibility
    leads_all: bool


def scope_of(viewer: Viewer) -> Scope:
    """Return the scope of a viewer."""
    return Scope(viewer.role, viewer.visibility, viewer.leads is None)


def eyes_of(viewer: Viewer) -> dict[str, Any]:
    """Return what the conditions are given."""
    return {"me": viewer.person_id, "leads": sorted(viewer.leads or ()), "mates": sorted(viewer.mates)}


_ME: BindParameter[int] = bindparam("me")
_SHARED = exists().where(customer_share.c.customer_id == customer.c.id, customer_share.c.person_id == _ME)
_PARTS: dict[Relation, Callable[[ColumnElement[Any]], ColumnElement[bool]]] = {
    Relation.OWN: lambda owner: owner == _ME,
    Relation.POOL: lambda owner: owner.is_(None),
    Relation.LEADS: lambda owner: owner.in_(bindparam("leads", expanding=True)),
    Relation.TEAM: lambda owner: owner.in_(bindparam("mates", expanding=True)),
}


def _owned(owner: ColumnElement[Any], scope: Scope, deed: Deed, *more: ColumnElement[bool]) -> Condition:
    """Return the condition that the deed is allowed on what this column says the owner of."""
    allowed = relations(scope.role, scope.visibility, deed)
    if Relation.OTHER in allowed or (scope.leads_all and Relation.LEADS in allowed):
        return None
    parts = (part(owner) for relation, part in _PARTS.items() if relation in allowed)
    return or_(false(), *parts, *more)


def _of_customer(scope: Scope, deed: Deed) -> Condition:
    """Return the condition on a customer's own row."""
    shared = Relation.SHARED in relations(scope.role, scope.visibility, deed)
    return _owned(customer.c.owner_id, scope, deed, *((_SHARED,) if shared else ()))


def _at_customer(column: ColumnElement[Any], scope: Scope, deed: Deed) -> Condition:
    """Return the condition on what belongs to a customer."""
    condition = _of_customer(scope, deed)
    return None if condition is None else exists().where(customer.c.id == column, condition)


def _either(*conditions: Condition) -> Condition:
    known = [condition for condition in conditions if condition is not None]
    return or_(*known) if len(known) == len(conditions) else None


def _done_by(table: Any, scope: Scope) -> Condition:
    """Return the condition on what somebody did or is to do, at a customer or nowhere."""
    return _either(
        _owned(table.c.person_id, scope, Deed.REPORT),
        _at_customer(table.c.customer_id, scope, Deed.SEE),
    )


def _deals(scope: Scope) -> Condition:
    return _either(
        _owned(deal.c.owner_id, scope, Deed.REPORT), _at_customer(deal.c.customer_id, scope, Deed.SEE_DEALS)
    )


def _within(parent: Any, column: ColumnElement[Any], condition: Condition) -> Condition:
    return None if condition is None else exists().where(parent.c.id == column, condition)


SEEN: dict[str, Callable[[Scope], Condition]] = {
    customer.name: lambda scope: _of_customer(scope, Deed.SEE_NAME),
    customer_name.name: lambda scope: _at_customer(customer_name.c.customer_id, scope, Deed.SEE_NAME),
    contact.name: lambda scope: _at_customer(contact.c.customer_id, scope, Deed.SEE),
    activity.name: lambda scope: _done_by(activity, scope),
    met.name: lambda scope: _within(activity, met.c.activity_id, _done_by(activity, scope)),
    reminder.name: lambda scope: _done_by(reminder, scope),
    attachment.name: lambda scope: _done_by(attachment, scope),
    deal.name: _deals,
    deal_stage.name: lambda scope: _within(deal, deal_stage.c.deal_id, _deals(scope)),
}
"""Which rows of each table a viewer may see; other tables are the team's own."""


@cache
def seen(table: str, scope: Scope) -> Condition:
    """Return which rows of a table a viewer of that scope may see."""
    return SEEN[table](scope) if table in SEEN else None


@cache
def narrowed(query: Select[Any], table: str, scope: Scope) -> Select[Any]:
    """Return a query that was built once for what a viewer of that scope may see."""
    condition = seen(table, scope)
    return query if condition is None else query.where(condition)


def reported(column: ColumnElement[Any], scope: Scope) -> Condition:
    """Return the condition that the viewer may hear the figures of whom the column names."""
    return _owned(column, scope, Deed.REPORT)
