"""Who asks for a page, and which chats are theirs."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels import desk
from bot.http.guard import SESSION
from bot.http.services import Services
from bot.http.words import NOT_SIGNED_IN, NOT_THERE
from domain.incoming import Address
from domain.people import Person, Standing
from storage.unit import Unit


@dataclass(frozen=True)
class WebChat:
    """A chat of the web channel; `team` names whose it is, '' for the person's own with the bot."""

    id: str
    team: str = ""

    @property
    def address(self) -> Address:
        """Where it stands."""
        return Address(desk.WEB, self.id)


@dataclass(frozen=True)
class Visitor:
    """Somebody who signed in, with the chats they see."""

    person: Person
    chats: tuple[WebChat, ...]

    def chat(self, chat_id: str) -> WebChat | None:
        """Return the chat of that id; None when it is not theirs."""
        return next((chat for chat in self.chats if chat.id == chat_id), None)


def visitor_of(unit: Unit, secret: str | None) -> Visitor | None:
    """Return who holds the session; None when it is over or their account is closed."""
    person_id = unit.access.session_person(secret) if secret else None
    person = unit.people.find(person_id)
    if person is None or person.standing is not Standing.ACTIVE:
        return None
    return Visitor(person, _chats(unit, person))


def _chats(unit: Unit, person: Person) -> tuple[WebChat, ...]:
    seen = unit.people.teams_heard(person)
    names = unit.teams.many(seen)
    return (WebChat(desk.private_chat(person)), *(WebChat(desk.team_chat(id), names[id].name) for id in seen))


async def find_visitor(request: Request, services: Services) -> Visitor | None:
    """Return who asks; None when they have not signed in."""
    secret = request.cookies.get(SESSION)

    def look() -> Visitor | None:
        with services.store.read() as unit:
            return visitor_of(unit, secret)

    visitor = await services.in_thread(look) if secret else None
    if visitor is not None:
        request.state.language = visitor.person.language
    return visitor


async def the_visitor(request: Request, services: Services) -> Visitor:
    """Return who asks, or answer 401."""
    visitor = await find_visitor(request, services)
    if visitor is None:
        raise HTTPException(401, NOT_SIGNED_IN)
    return visitor


def the_chat(visitor: Visitor, chat_id: str) -> WebChat:
    """Return the visitor's chat of that id, or answer 404: others' chats are not there."""
    chat = visitor.chat(chat_id)
    if chat is None:
        raise HTTPException(404, NOT_THERE)
    return chat
