"""The bar above the demo's pages: who you are, what time it is, what to try."""

from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.http.pages import language_of, worded_time
from bot.http.services import Demo, Services
from bot.http.signin import SignIn
from bot.http.visitors import Visitor
from bot.http.words import BAD_MESSAGE, NOT_THERE


class DemoBar:
    """What only the demo shows and lets do."""

    def __init__(self, services: Services, sign_in: SignIn) -> None:
        """Show the demo of `services`, if there is one."""
        self.services = services
        self.sign_in = sign_in

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the demo; none outside it."""
        if self.services.demo is None:
            return []
        return [
            Route("/demo/be", self.be, methods=["POST"]),
            Route("/demo/go", self.go, methods=["POST"]),
        ]

    async def shown(self, request: Request, visitor: Visitor | None) -> dict[str, Any] | None:
        """Return what the bar shows; None outside the demo."""
        demo = self.services.demo
        if demo is None:
            return None
        return await self.services.in_thread(lambda: self._shown(demo, request, visitor))

    def _shown(self, demo: Demo, request: Request, visitor: Visitor | None) -> dict[str, Any]:
        people, now, language = demo.people(), demo.now(), language_of(request)
        zone = (visitor.person if visitor else people[0]).zone
        return {
            "people": people,
            "now": now,
            "clock": worded_time(now.astimezone(zone), language),
            "moments": demo.moments(),
            "examples": demo.examples(language),
        }

    async def be(self, request: Request) -> Response:
        """Sign in as one of the demo's people."""
        wished = (await request.form()).get("person")

        def sign_in() -> str | None:
            assert self.services.demo is not None
            person = next(
                (person for person in self.services.demo.people() if str(person.id) == wished), None
            )
            return None if person is None else self.sign_in.session(person.id)

        secret = await self.services.in_thread(sign_in)
        if secret is None:
            raise HTTPException(404, NOT_THERE)
        return self.sign_in.let_in(secret)

    async def go(self, request: Request) -> Response:
        """Let the demo's time go on."""
        form = await request.form()
        try:
            moment = datetime.fromisoformat(str(form.get("moment")))
        except ValueError:
            raise HTTPException(422, BAD_MESSAGE) from None
        if moment.tzinfo is None:
            raise HTTPException(422, BAD_MESSAGE)
        assert self.services.demo is not None
        demo = self.services.demo
        await self.services.in_thread(lambda: demo.go_to(moment))
        chat = str(form.get("chat", ""))
        return RedirectResponse(f"/?chat={chat}" if chat.isalnum() else "/", 303)
