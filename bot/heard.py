"""What owners hear when somebody else acts on their customers."""

from collections.abc import Iterator, Mapping, Sequence

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
    Fact,
    Logged,
    OthersActed,
    ReminderCancelled,
    ReminderDone,
    ReminderMoved,
    ReminderSet,
    ShareChanged,
)
from domain.outgoing import About, Outgoing, Priority
from domain.ports import Work
from domain.turn import Answer, Turn
from reminders.ring import reader_of

Done = tuple[int, Brief]
"""At which customer, and what."""


def owners_told(answer: Answer, turn: Turn, work: Work) -> list[Outgoing]:
    """Return what owners hear of an act of somebody else at their customers, one message each."""
    if answer.act is None or answer.grows:
        return []
    done: dict[int, list[Done]] = {}
    for fact in flat(answer.facts):
        customer = getattr(fact, "customer", None)
        if isinstance(customer, Customer) and customer.owner_id not in (None, turn.person.id):
            action = ACTION_OF.get(type(fact))
            if action is not None:
                done.setdefault(customer.owner_id, []).append((customer.id, Brief(action, customer.name)))
    heard = (_heard(owner_id, at, turn, work) for owner_id, at in done.items())
    return [message for message in heard if message is not None]


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
    fact = OthersActed(turn.person.name, tuple(dict.fromkeys(brief for _, brief in done)))
    about = About("talk", customer_id=done[-1][0])
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
