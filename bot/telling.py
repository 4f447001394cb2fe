"""What others than the asker are told: admins who must decide, and those about whom was decided."""

from collections.abc import Sequence

from bot.heard import flat
from bot.render.wording import word
from domain.facts import (
    Corrected,
    Decided,
    Fact,
    JoinDeclined,
    Joined,
    ShareChanged,
    SharedWithYou,
    Undone,
)
from domain.incoming import Address
from domain.outgoing import About, Outgoing, Priority, Reader
from domain.people import OUR_OWN, Person, private_desk
from domain.policy import EVERYTHING
from domain.ports import Work
from domain.request import Request, RequestKind


def reader(person: Person) -> Reader:
    """Return a person as who reads."""
    return Reader(person.language.value, person.timezone)


def tell_admins(fact: Fact, about: About, work: Work) -> None:
    """Tell all admins something in private, each in their language."""
    tell(work.people.leaders_of_team(None), fact, about, work)


def tell(people: Sequence[Person], fact: Fact, about: About, work: Work) -> None:
    """Tell people something in private, each in their language; who has no private chat hears nothing."""
    work.outbox.add_all(in_private(people, fact, about, work))


def in_private(people: Sequence[Person], fact: Fact, about: About, work: Work) -> list[Outgoing]:
    """Return what tells people something in private."""
    chats = [(person, work.chats.private_of(person.id)) for person in people]
    return [
        Outgoing(chat.address, word(fact, reader(person)), about, Priority.ALERT, work.now())
        for person, chat in chats
        if chat is not None
    ]


def decided(facts: Sequence[Fact], work: Work) -> list[Outgoing]:
    """Return what those are told about whom was decided: strangers who asked to join."""
    joins = (fact for fact in facts if isinstance(fact, Decided) and fact.request.kind is RequestKind.JOIN)
    return [message for fact in joins for message in _to_stranger(fact, fact.request, work)]


def shared(facts: Sequence[Fact], by: Person, work: Work) -> list[Outgoing]:
    """Return what co-owners are told of what somebody else has shared with them, or no longer shares."""
    changed = _shares(facts, work)
    with work.looking(EVERYTHING):
        customers = work.customers.many({customer_id for customer_id, _ in changed})
    people = work.people.many({person_id for _, person_id in changed} - {by.id})
    return [
        message
        for (customer_id, person_id), ends in changed.items()
        if customer_id in customers and person_id in people
        for message in in_private(
            [people[person_id]],
            SharedWithYou(customers[customer_id].name, by.name, ends),
            About("talk", customer_id=customer_id),
            work,
        )
    ]


Share = tuple[int, int]
"""The numbers of a customer and of who works there beside its owner."""


def _shares(facts: Sequence[Fact], work: Work) -> dict[Share, bool]:
    """Return the shares that are other than before, each with whether it ends: what was taken back and done
    again is as it was."""
    changed: dict[Share, bool] = {}
    for fact in facts:
        if isinstance(fact, Undone | Corrected):
            changed |= _taken_back(fact.act, work)
    for fact in flat(facts):
        if isinstance(fact, ShareChanged):
            share = (fact.customer.id, fact.person.id)
            if changed.pop(share, fact.ends) == fact.ends:
                changed[share] = fact.ends
    return changed


def _taken_back(act: int, work: Work) -> dict[Share, bool]:
    """Return the shares that an act had changed before it was taken back, each with whether it ends now."""
    rows = (row for row in work.acts.trail(act) if row.table == "customer_share")
    values = ((row.after or row.before or {}, row.before is None) for row in rows)
    return {(held["customer_id"], held["person_id"]): ends for held, ends in values}


def _to_stranger(fact: Decided, asked: Request, work: Work) -> list[Outgoing]:
    """Tell them where they asked; who asked on the sign-in page reads it there, and is welcomed in their
    chat."""
    assert asked.address is not None
    to = Reader(asked.body["language"], asked.body["timezone"])
    address, told = asked.address, word(JoinDeclined(), to)
    if fact.joined is not None:
        told = word(Joined(fact.joined, fact.team, asks=not asked.on_page), to)
        address = Address(OUR_OWN[0], private_desk(fact.joined.id)) if asked.on_page else address
    elif asked.on_page:
        return []
    return [Outgoing(address, told, About("talk"), Priority.ANSWER, work.now())]
