"""What owners hear when somebody else acts on their customers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.render.wording import word
from domain.customer import Customer
from domain.facts import (
    Attached,
    Brief,
    ContactAdded,
    Corrected,
    CustomerChanged,
    DealAdded,
    DealChanged,
    Erased,
    Fact,
    Logged,
    OthersActed,
    ReminderCancelled,
    ReminderDone,
    ReminderMoved,
    ReminderSet,
    ShareChanged,
    Undone,
)
from domain.outgoing import About, Outgoing, Priority
from domain.policy import EVERYTHING
from domain.ports import Work
from domain.turn import Answer, Turn
from reminders.ring import reader_of


@dataclass(frozen=True)
class Done:
    """What was done at somebody's customer; `customer_id` None where the customer is gone."""

    owner_id: int | None
    brief: Brief
    customer_id: int | None = None


def owners_told(answer: Answer, turn: Turn, work: Work) -> list[Outgoing]:
    """Return what owners hear of an act of somebody else at their customers, or of its undoing, one message
    each."""
    if answer.grows:
        return []
    done: dict[int, list[Done]] = {}
    for fact in flat(answer.facts):
        for one in _done(fact, work):
            if one.owner_id not in (None, turn.person.id):
                done.setdefault(one.owner_id, []).append(one)
    heard = (_heard(owner_id, at, turn, work) for owner_id, at in done.items())
    return [message for message in heard if message is not None]


def _done(fact: Fact, work: Work) -> Iterator[Done]:
    """Yield what a fact says was done at customers."""
    customer = getattr(fact, "customer", None)
    match fact:
        case Undone(act=act):
            with work.looking(EVERYTHING):
                yield from _undone(act, work)
        case Erased(owner_id=owner_id):
            yield Done(owner_id, Brief("erase", customer and customer.name), customer and customer.id)
        case _ if isinstance(customer, Customer) and type(fact) in ACTION_OF:
            yield Done(customer.owner_id, Brief(ACTION_OF[type(fact)], customer.name), customer.id)


def _undone(act: int, work: Work) -> Sequence[Done]:
    """Return at which customers an act was taken back: as they stand now, or stood where they are gone."""
    touched = {row.row_id: row.after or {} for row in work.acts.trail(act) if row.table == "customer"}
    stands = work.customers.many({*touched, *work.acts.customers_of(act)})
    gone = [values for id, values in touched.items() if id not in stands]
    return (
        *(Done(one.owner_id, Brief("undo", one.name), one.id) for one in stands.values()),
        *(Done(values["owner_id"], Brief("undo", values["name"])) for values in gone),
    )


def flat(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield what was done; of a correction what stands now."""
    for fact in facts:
        if isinstance(fact, Corrected):
            yield from flat(fact.facts)
        else:
            yield fact


def _heard(owner_id: int, done: Sequence[Done], turn: Turn, work: Work) -> Outgoing | None:
    owner, chat = work.people.find(owner_id), work.chats.private_of(owner_id)
    if owner is None or chat is None:
        return None
    fact = OthersActed(turn.person.name, tuple(dict.fromkeys(one.brief for one in done)))
    about = About("talk", customer_id=done[-1].customer_id)
    return Outgoing(chat.address, word(fact, reader_of(chat, owner)), about, Priority.ALERT, turn.now)


ACTION_OF: Mapping[type[Fact], str] = {
    Logged: "log",
    Attached: "attach",
    ReminderSet: "remind",
    ReminderDone: "done",
    ReminderMoved: "reschedule",
    ReminderCancelled: "cancel",
    ContactAdded: "add_contact",
    CustomerChanged: "set_customer",
    ShareChanged: "set_customer",
    DealAdded: "add_deal",
    DealChanged: "update_deal",
}
"""What an owner is told of as the action it was."""
