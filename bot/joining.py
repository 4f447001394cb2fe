"""Coming in: by one-time code or by asking on the sign-in page, with name, language, zone and hours."""

from collections.abc import Sequence
from datetime import timedelta

from bot.channels import desk
from bot.http.services import Joining
from bot.render.wording import word
from bot.telling import tell_admins
from domain.act import Act
from domain.facts import Joined, JoinWanted, NoSuchThing, Refused
from domain.incoming import Address
from domain.outgoing import About, Outgoing, Priority, Reader
from domain.people import Person, Role, Team
from domain.request import Request, RequestKind
from storage.store import Store
from storage.tables import team
from storage.unit import Unit


def join(store: Store, code: str, who: Joining) -> int:
    """Use the code up and return the new person's id; refuse a code that is used, old or unknown."""
    with store.write() as unit:
        found = unit.access.use(code)
        if found is None or found.role is None:
            raise Refused(NoSuchThing("code", 0))
        _as_act(unit, f"join:{found.id}")
        person = add_person(
            unit,
            Person(
                name=who.name,
                role=found.role,
                team_id=found.team_id,
                language=who.language,
                timezone=who.timezone,
                work_from=who.work_from,
                work_to=who.work_to,
            ),
        )
        _welcome(unit, person)
        unit.commit()
    return person.id


MOST_WAIT = 10
"""So many wishes from the sign-in page wait for the admins at most: whoever may open it can make them."""
ASKED_LIVES = timedelta(days=7)
"""How long a browser keeps its wish, and one that nobody decides counts."""


def ask(store: Store, who: Joining, note: str) -> str | None:
    """Hand a wish to join on to the admins; return the secret by which the browser learns what was decided,
    None where too many wait already."""
    with store.write() as unit:
        if unit.requests.waiting(RequestKind.JOIN, desk.WEB, unit.now() - ASKED_LIVES) >= MOST_WAIT:
            return None
        secret, mark = unit.access.promise()
        asked = unit.requests.ask(
            Request(
                kind=RequestKind.JOIN,
                address=Address(desk.WEB, mark),
                body={
                    "name": who.name,
                    "language": who.language.value,
                    "timezone": who.timezone,
                    "work_from": who.work_from.isoformat(),
                    "work_to": who.work_to.isoformat(),
                    "note": note,
                },
            )
        )
        tell_admins(JoinWanted(asked), About("request", asked.id), unit)
        unit.commit()
    return secret


def add_person(unit: Unit, person: Person) -> Person:
    """Store a person with their accounts and chats on the web and in the terminal."""
    return unit.admit(person)


def invite(store: Store, role: Role, team_name: str | None) -> str:
    """Return a one-time code to join with; a team that is new is opened."""
    with store.write() as unit:
        team_id = None
        if team_name is not None:
            _as_act(unit, f"invite:{team_name}:{unit.now().isoformat()}")
            found = unit.teams.where(team.c.name == team_name)
            team_id = (found[0] if found else unit.teams.add(Team(name=team_name))).id
        code = unit.access.issue("join", role=role, team_id=team_id)
        unit.commit()
    return code


def found(store: Store, name: str) -> Person:
    """Return the person who goes by that name; raise `LookupError` where it is nobody or several."""
    with store.read() as unit:
        return one_named(unit.people.all(), name)


def one_named(people: Sequence[Person], name: str) -> Person:
    """Return which of them goes by that name; raise `LookupError` where it is nobody or several."""
    named = [person for person in people if name in person.called]
    if len(named) != 1:
        names = ", ".join(person.name for person in people) or "nobody yet: `salesbot invite --role admin`"
        raise LookupError(f"{len(named)} people are called {name!r}; there are {names}")
    return named[0]


def link(store: Store, person_id: int) -> str:
    """Return a one-time code to sign in as a person."""
    with store.write() as unit:
        code = unit.access.issue("link", person_id=person_id)
        unit.commit()
    return code


def _as_act(unit: Unit, key: str) -> None:
    unit.begin_act(Act(person_id=None, source_key=key, said_at=unit.now(), channel="", chat=""))


def _welcome(unit: Unit, person: Person) -> None:
    document = word(
        Joined(person, unit.teams.find(person.team_id)), Reader(person.language.value, person.timezone)
    )
    address = Address(desk.WEB, desk.private_chat(person))
    unit.outbox.add(Outgoing(address, document, About("talk"), Priority.ANSWER, unit.now()))
