"""Keeping what came beside words, with the customer and the activity it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.activity import Activity
from domain.attachment import JOINS_WITHIN, LARGEST, Attachment, Keeping, Sort
from domain.facts import Attached, Fact, FileTooLarge, Refused
from domain.incoming import File, Place
from domain.policy import Deed
from domain.ports import View, Work
from domain.turn import Turn
from handlers.declare import Change, needs
from handlers.settle import CustomerRef, Draft, as_said, the_customer

NAME = 300
MIME = 200
"""Characters of a file's name and type that are kept."""


@dataclass(frozen=True, kw_only=True)
class Attach:
    """A file or place to be kept with a customer; `activity` is the one whose card it answers."""

    file: Mapping[str, Any]
    customer: CustomerRef
    activity: Activity | None
    note: str | None


def attach(wish: Attach, work: Work, turn: Turn) -> Fact:
    """Keep it, tied to the activity it belongs to: that of the card, or the sender's own just before."""
    activity = wish.activity or _activity_before(wish.customer.id, turn, work)
    kept = work.attachments.add(
        Attachment(
            **wish.file,
            person_id=turn.person.id,
            customer_id=wish.customer.id,
            activity_id=activity.id if activity else None,
            channel=turn.address.channel,
            note=wish.note,
            state=Keeping.WAITING if wish.file["file"] else Keeping.KEPT,
        )
    )
    return Attached((kept,), work.customers.get(wish.customer.id), activity)


def just_before(turn: Turn, view: View) -> Iterator[Activity | Attachment]:
    """Return what the sender logged and sent there within ten minutes before, the latest first."""
    for act in view.acts.since(turn.person.id, turn.address, turn.said_at - JOINS_WITHIN, turn.said_at):
        yield from reversed(view.activities.added_by(act.id))
        yield from reversed(view.attachments.added_by(act.id))


def _activity_before(customer_id: int, turn: Turn, view: View) -> Activity | None:
    before = (found for found in just_before(turn, view) if isinstance(found, Activity))
    return next((activity for activity in before if activity.customer_id == customer_id), None)


def together(told: Sequence[Fact], act_id: int, view: View) -> tuple[Fact, ...]:
    """Return the facts of an act with its files told in one for each customer, after all else."""
    files = [fact for fact in told if isinstance(fact, Attached)]
    if not files:
        return tuple(told)
    kept = view.attachments.added_by(act_id)
    beside = {activity.id for activity in view.activities.added_by(act_id)}
    latest = {fact.customer.id: fact for fact in files}
    made = [
        replace(
            fact,
            files=tuple(file for file in kept if file.customer_id == id),
            activity=None if fact.activity is None or fact.activity.id in beside else fact.activity,
            fresh=sum(other.customer.id == id for other in files),
        )
        for id, fact in latest.items()
    ]
    return (*(fact for fact in told if not isinstance(fact, Attached)), *made)


def described(content: File | Place) -> dict[str, Any]:
    """Return a file or place as an action's slot; refuse one that is too large."""
    if isinstance(content, Place):
        return {
            "kind": Sort.PLACE.value,
            "file": "",
            "name": content.title[:NAME],
            "latitude": content.latitude,
            "longitude": content.longitude,
        }
    return fitting(
        {
            "kind": content.kind,
            "file": content.file,
            "name": content.name[:NAME],
            "mime": content.mime[:MIME],
            "size": content.size,
            "album": content.album,
        }
    )


def fitting(file: dict[str, Any]) -> dict[str, Any]:
    """Return a file that is not too large."""
    if (file.get("size") or 0) > LARGEST:
        raise Refused(FileTooLarge(LARGEST))
    return file


def the_file(draft: Draft, value: Any) -> dict[str, Any]:
    """Settle what is kept."""
    return {**fitting(value), "kind": Sort(value["kind"])}


def maybe_activity(draft: Draft, value: Any) -> Activity | None:
    """Settle which activity it belongs to, if that is known and still stands."""
    return None if value is None else draft.view.activities.find(value["id"])


ACTIONS = (
    Change(
        "attach",
        Attach,
        attach,
        settle={"file": the_file, "customer": the_customer, "activity": maybe_activity, "note": as_said},
        needs=(needs(Deed.LOG, "customer"),),
    ),
)
"""`attach` is never said in words: handlers/filing.py makes it of what a channel hands in."""
