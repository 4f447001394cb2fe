"""Sign-in by a one-time link, joining by a code, signing out.

A GET never uses a link up: those who preview messages open them.
"""

from datetime import time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.http.devices import device_of
from bot.http.guard import SESSION
from bot.http.languages import proposed
from bot.http.pages import Pages
from bot.http.services import Joining, Services
from bot.http.words import BAD_MESSAGE, CHECK_HOURS, CHECK_NAME, CHECK_ZONE
from domain.facts import Refused
from domain.people import Language, Person, Standing, Team
from storage.access import SESSION_LIVES, Purpose
from storage.unit import Unit

NAME_LIMIT = 60
PATIENCE = timedelta(seconds=2)
"""How long somebody waits for the writer before they are asked to try again."""
REGIONS = (
    *("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/"),
    *("Australia/", "Europe/", "Indian/", "Pacific/", "UTC"),
)
"""Where time zones of places begin; all other names are old aliases."""


class UnfitError(ValueError):
    """An answer that does not fit; its text is a msgid."""


class SignIn:
    """The pages before the chat."""

    def __init__(self, services: Services, pages: Pages) -> None:
        """Let people in through `services`."""
        self.services = services
        self.pages = pages

    def routes(self) -> list[BaseRoute]:
        """Return the routes of these pages."""
        return [
            Route("/link/{code}", self.show_link),
            Route("/link/{code}", self.use_link, methods=["POST"]),
            Route("/join/{code}", self.show_join),
            Route("/join/{code}", self.use_join, methods=["POST"]),
            Route("/signout", self.sign_out, methods=["POST"]),
        ]

    # ---- the link

    async def show_link(self, request: Request) -> Response:
        """Ask whether to sign in; the link is still good afterwards."""
        code = request.path_params["code"]

        def look() -> Person | None:
            with self.services.store.read() as unit:
                return linked(unit, code)

        person = await self.services.in_thread(look)
        if person is None:
            return self.gone(request)
        request.state.language = person.language
        return self.pages.page(request, "link.html", person=person)

    async def use_link(self, request: Request) -> Response:
        """Use the link up and open a session."""
        return await self.enter(request, request.path_params["code"])

    async def enter(self, request: Request, code: str, purpose: Purpose = "link") -> Response:
        """Let in whom a code signs in, and use it up."""
        device = device_of(request)

        def use() -> str | None:
            with self.services.store.write(PATIENCE) as unit:
                person = linked(unit, code, purpose)
                if person is None or unit.access.use(code) is None:
                    return None
                secret = unit.access.open_session(person.id, device)
                unit.commit()
                return secret

        secret = await self.services.in_thread(use)
        return self.gone(request) if secret is None else self.let_in(secret)

    # ---- the code

    async def show_join(self, request: Request) -> Response:
        """Ask a newcomer for their name, language, time zone and working hours."""
        found, team = await self._invitation(request)
        if not found:
            return self.gone(request, joining=True)
        return self.about_them(request, "join.html", team=team)

    async def use_join(self, request: Request) -> Response:
        """Add the newcomer and open a session; what does not fit is asked again."""
        found, team = await self._invitation(request)
        form = await request.form()
        try:
            joining = joining_of(form)
        except UnfitError as unfit:
            return self.about_them(request, "join.html", form, str(unfit), team=team)
        secret = await self._join(request, joining) if found else None
        return self.gone(request, joining=True) if secret is None else self.let_in(secret)

    async def _join(self, request: Request, joining: Joining) -> str | None:
        code, device = request.path_params["code"], device_of(request)
        try:
            return await self.services.in_thread(
                lambda: self.session(self.services.join(code, joining), device)
            )
        except Refused:
            return None

    async def _invitation(self, request: Request) -> tuple[bool, Team | None]:
        def look() -> tuple[bool, Team | None]:
            with self.services.store.read() as unit:
                found = unit.access.look(request.path_params["code"])
                if found is None or found.purpose != "join":
                    return False, None
                return True, unit.teams.find(found.team_id)

        return await self.services.in_thread(look)

    def about_them(
        self,
        request: Request,
        page: str,
        form: FormData | None = None,
        unfit: str = "",
        status: int = 422,
        **context: Any,
    ) -> Response:
        """Ask a newcomer who they are, in the language they choose; `unfit`: what does not fit."""
        wished = (form or request.query_params).get("language")
        request.state.language = (
            Language(wished)
            if wished in set(Language)
            else proposed(request.headers.get("accept-language", ""))
        )
        return self.pages.page(
            request, page, status if unfit else 200,
            form=form or {}, unfit=unfit, zones=zones(), languages=list(Language), **context,
        )  # fmt: skip

    # ---- in and out

    def session(self, person_id: int, device: str = "") -> str:
        """Open a session for a person; return its secret."""
        with self.services.store.write(PATIENCE) as unit:
            secret = unit.access.open_session(person_id, device)
            unit.commit()
            return secret

    def let_in(self, secret: str) -> Response:
        """Return the way to the chat, with the session's cookie."""
        response = RedirectResponse("/", 303)
        self.pages.set_cookie(response, SESSION, secret, int(SESSION_LIVES.total_seconds()))
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session on this device."""
        secret = request.cookies.get(SESSION, "")

        def end() -> None:
            with self.services.store.write(PATIENCE) as unit:
                unit.access.end_session(secret)
                unit.commit()

        await self.services.in_thread(end)
        response = RedirectResponse("/", 303)
        response.delete_cookie(SESSION)
        return response

    def gone(self, request: Request, *, joining: bool = False) -> Response:
        """Say that a way in is used, old or unknown, and how to get another."""
        return self.pages.page(request, "gone.html", 410, joining=joining)


def linked(unit: Unit, code: str, purpose: Purpose = "link") -> Person | None:
    """Return whom a code of that purpose signs in; None when it is used, old, unknown, or they have left."""
    found = unit.access.look(code)
    if found is None or found.purpose != purpose:
        return None
    person = unit.people.find(found.person_id)
    return person if person is not None and person.standing is Standing.ACTIVE else None


def joining_of(form: FormData) -> Joining:
    """Return what the form says, or raise `UnfitError`."""
    name = in_one_line(form, "name")
    if not 0 < len(name) <= NAME_LIMIT or not name.isprintable():
        raise UnfitError(CHECK_NAME)
    zone = str(form.get("timezone", ""))
    if zone not in zones():
        raise UnfitError(CHECK_ZONE)
    try:
        start, end = (
            time.fromisoformat(str(form.get("work_from"))),
            time.fromisoformat(str(form.get("work_to"))),
        )
    except ValueError as error:
        raise UnfitError(CHECK_HOURS) from error
    if start.tzinfo or end.tzinfo or start >= end:
        raise UnfitError(CHECK_HOURS)
    language = str(form.get("language"))
    if language not in set(Language):
        raise UnfitError(BAD_MESSAGE)
    return Joining(name, Language(language), zone, start, end)


def in_one_line(form: FormData, field: str) -> str:
    """Return what was typed into a field, with single spaces."""
    return " ".join(str(form.get(field, "")).split())


@lru_cache(1)
def zones() -> tuple[str, ...]:
    """Return the time zones to choose from."""
    return tuple(sorted(zone for zone in available_timezones() if zone.startswith(REGIONS)))
