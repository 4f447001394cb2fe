"""What others than the asker are told: admins who must decide, and those about whom was decided."""

from collections.abc import Sequence

from bot.heard import flat
from bot.render.wording import word
from domain.facts import Decided, Fact, JoinDeclined, Joined, ShareChanged, SharedWithYou
from domain.outgoing import About, Outgoing, Priority, Reader
from domain.people import Person
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
    return [
        _to_stranger(fact, fact.request, work)
        for fact in facts
        if isinstance(fact, Decided) and fact.request.kind is RequestKind.JOIN
    ]


def shared(facts: Sequence[Fact], by: Person, work: Work) -> list[Outgoing]:
    """Return what co-owners are told of what somebody else has shared with them, or no longer shares."""
    return [
        message
        for fact in flat(facts)
        if isinstance(fact, ShareChanged) and fact.person.id != by.id
        for message in in_private(
            [fact.person],
            SharedWithYou(fact.customer.name, by.name, fact.ends),
            About("talk", customer_id=fact.customer.id),
            work,
        )
    ]


def _to_stranger(fact: Decided, asked: Request, work: Work) -> Outgoing:
    assert asked.address is not None
    held = asked.body
    fact_told: Fact = JoinDeclined()
    if fact.approved:
        person = work.people.by_account(asked.address.channel, held["account"])
        assert person is not None
        fact_told = Joined(person, fact.team, asks=True)
    document = word(fact_told, Reader(held["language"], held["timezone"]))
    return Outgoing(asked.address, document, About("talk"), Priority.ANSWER, work.now())
