"""What becomes of the reminders of who has left: their customers are somebody else's now, or wait for it."""

from collections.abc import Sequence

from domain.people import Person, Role, Standing
from domain.ports import View
from domain.reminder import Reminder


def has_left(reminder: Reminder, view: View) -> bool:
    """Return whether who a reminder is for has left, or waits for an admin's word on that."""
    return view.people.get(reminder.person_id).standing is not Standing.ACTIVE


def keeper_id(reminder: Reminder, view: View) -> int:
    """Return whose a reminder is now: who it is for, or once they have left the owner of its customer."""
    owner = _owner(reminder, view) if has_left(reminder, view) else None
    return reminder.person_id if owner is None else owner.id


def heirs(reminder: Reminder, view: View) -> Sequence[Person]:
    """Return who is told of a reminder of somebody who has left: the owner of its customer; where they have
    left too, or there is none, the managers of who has left, or else the admins. What is about no customer
    was theirs alone."""
    if reminder.customer_id is None:
        return ()
    owner = _owner(reminder, view)
    if owner is not None:
        return (owner,)
    leaders = view.people.leaders_of(view.people.get(reminder.person_id))
    return [one for one in leaders if one.role is Role.MANAGER] or leaders


def _owner(reminder: Reminder, view: View) -> Person | None:
    """Return who owns the customer of a reminder and is here."""
    customer = view.customers.find(reminder.customer_id)
    owner = None if customer is None else view.people.find(customer.owner_id)
    return owner if owner is not None and owner.standing is Standing.ACTIVE else None
