"""Threads, topics and channels, and the customer each of them is about."""

from dataclasses import dataclass, replace

from domain.facts import Fact, GroupOnly, Refused, TopicSet
from domain.policy import Deed
from domain.ports import Work
from domain.turn import Turn
from handlers.declare import Change, needs
from handlers.settle import CustomerRef, the_customer


@dataclass(frozen=True, kw_only=True)
class Topic:
    """The thread or channel in which this is said is about the customer."""

    customer: CustomerRef


def topic(wish: Topic, work: Work, turn: Turn) -> Fact:
    """Tie it to the customer, instead of the one before; a private chat is about many."""
    if turn.private and not turn.address.thread:
        raise Refused(GroupOnly())
    customer = work.customers.get(wish.customer.id)
    here = work.conversations.get(turn.conversation_id)
    work.conversations.save(replace(here, customer_id=customer.id))
    return TopicSet(customer)


ACTIONS = (
    Change("topic", Topic, topic, settle={"customer": the_customer}, needs=(needs(Deed.SEE, "customer"),)),
)
