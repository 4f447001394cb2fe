"""Accounts of people: opened, tied to where they write from, put aside, closed."""

from dataclasses import replace

from domain.incoming import Address
from domain.people import Chat, ChatKind, Person, Standing
from domain.ports import Work
from domain.request import Decision, Request, RequestKind


def let_in(newcomer: Person, address: Address, account: str, work: Work) -> Person:
    """Open an account for who writes there; who was here before goes on as who they were."""
    before = work.people.ever_by_account(address.channel, account)
    if before is None:
        return tied(work.admit(newcomer), address, account, work)
    if before.standing is Standing.ACTIVE:
        return before  # let in by a code meanwhile, perhaps as more than is granted here
    back = replace(before, standing=Standing.ACTIVE, role=newcomer.role, team_id=newcomer.team_id)
    return tied(work.people.save(back), address, account, work)


def tied(person: Person, address: Address, account: str, work: Work) -> Person:
    """Tie an account on a platform and its private chat to a person."""
    work.people.tie(person.id, address.channel, account)
    work.chats.open(
        Chat(channel=address.channel, platform_id=address.chat, kind=ChatKind.PRIVATE, person_id=person.id)
    )
    return person


def close_account(person: Person, work: Work, *, by: int | None) -> Person:
    """Close an account at once: nothing it had open is good any more. All it stored stays."""
    closed = work.people.save(replace(person, standing=Standing.LEFT))
    work.requests.close_of(person.id, by, Decision.APPROVED)
    work.shut_out(person.id)
    return closed


def suspend(person: Person, address: Address, work: Work) -> Request:
    """Close an account until an admin decides, for a platform says that its person has left."""
    work.people.save(replace(person, standing=Standing.SUSPENDED))
    work.shut_out(person.id)
    asked = Request(kind=RequestKind.LEFT, person_id=person.id, address=address, body={"name": person.name})
    return work.requests.ask(asked)


def keep(person: Person, work: Work) -> Person:
    """Open an account again."""
    return work.people.save(replace(person, standing=Standing.ACTIVE))
