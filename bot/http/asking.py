"""Asking to be let in, on the sign-in page: a wish is handed on, and its browser waits for the word.

Only the browser's secret tells of a wish; who is here already is told nobody.
"""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels import desk
from bot.http.pages import Pages
from bot.http.services import Services
from bot.http.signin import SignIn, UnfitError, in_one_line, joining_of, linked
from bot.http.visitors import find_visitor
from bot.http.words import ASKED_TOO_MUCH, CHECK_NOTE
from bot.joining import ASKED_LIVES
from domain.incoming import Address
from domain.people import Language
from domain.request import Decision

ASKED = "salesbot_asked"
"""The cookie of a browser on which somebody has asked to be let in."""
NOTE_LIMIT = 200


class Asking:
    """The page on which somebody without an account asks for one."""

    def __init__(self, services: Services, pages: Pages, sign_in: SignIn) -> None:
        """Hand wishes on through `services`."""
        self.services = services
        self.pages = pages
        self.sign_in = sign_in

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the page; none in the demo, where everybody is let in."""
        if self.services.demo is not None:
            return []
        return [
            Route("/ask", self.show),
            Route("/ask", self.ask, methods=["POST"]),
            Route("/ask/state", self.state),
            Route("/ask/enter", self.enter, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Ask who they are, or show what has become of the wish that this browser holds."""
        if await find_visitor(request, self.services) is not None:
            return RedirectResponse("/", 303)
        state, language = await self._wish(request)
        if state is None:
            return self._form(request)
        request.state.language = language
        return self.pages.page(request, "asked.html", state=state.value)

    async def state(self, request: Request) -> Response:
        """Tell the waiting page whether something was decided."""
        state, _ = await self._wish(request)
        return JSONResponse({"state": state and state.value})

    async def ask(self, request: Request) -> Response:
        """Hand the wish on; a browser has one at a time, and what does not fit is asked again."""
        state, _ = await self._wish(request)
        if state is not None:
            return RedirectResponse("/ask", 303)
        form = await request.form()
        try:
            joining, note = joining_of(form), note_of(form)
        except UnfitError as unfit:
            return self._form(request, form, str(unfit))
        secret = await self.services.in_thread(lambda: self.services.ask(joining, note))
        if secret is None:
            return self._form(request, form, ASKED_TOO_MUCH, 429)
        response = RedirectResponse("/ask", 303)
        self.pages.set_cookie(response, ASKED, secret, int(ASKED_LIVES.total_seconds()))
        return response

    async def enter(self, request: Request) -> Response:
        """Open a session for who was let in, once."""
        response = await self.sign_in.enter(request, request.cookies.get(ASKED, ""), "asked")
        response.delete_cookie(ASKED)
        return response

    async def _wish(self, request: Request) -> tuple[Decision | None, Language | None]:
        """Return how the wish of this browser stands, in which language it was made; None: there is none, or
        its way in is used or too old."""
        secret = request.cookies.get(ASKED, "")

        def look() -> tuple[Decision | None, Language | None]:
            with self.services.store.read() as unit:
                found = unit.requests.made_at(Address(desk.WEB, unit.access.mark(secret)))
                if found is None or (
                    found.state is Decision.APPROVED and linked(unit, secret, "asked") is None
                ):
                    return None, None
                return found.state, Language(found.body["language"])

        return await self.services.in_thread(look) if secret else (None, None)

    def _form(
        self, request: Request, form: FormData | None = None, unfit: str = "", status: int = 422
    ) -> Response:
        return self.sign_in.about_them(request, "ask.html", form, unfit, status)


def note_of(form: FormData) -> str:
    """Return what somebody says of themselves, in one line, or raise `UnfitError`."""
    note = in_one_line(form, "note")
    if len(note) > NOTE_LIMIT or not note.isprintable():
        raise UnfitError(CHECK_NOTE)
    return note
