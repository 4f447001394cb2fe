"""Templates filled in for a reader, and what is said when a request cannot be served."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from babel.dates import format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.http.guard import SESSION, VISITOR, token_for
from bot.http.languages import proposed
from bot.http.services import Services
from bot.http.words import BROKEN, NOT_NOW, NOT_TAKEN, NOT_THERE
from domain.people import Language

LOCALES = {Language.EN: "en_GB", Language.ZH_HANS: "zh_Hans_CN", Language.ZH_HANT: "zh_Hant_TW"}


class Pages:
    """The templates, in the reader's language."""

    def __init__(self, services: Services) -> None:
        """Fill in pages for `services`."""
        self.services = services
        self.templates = Environment(
            loader=PackageLoader("bot.http"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def page(self, request: Request, name: str, status: int = 200, **context: Any) -> Response:
        """Return a template filled in; its forms carry the token of this browser's cookie."""
        known = request.cookies.get(SESSION) or request.cookies.get(VISITOR)
        secret = known or token_urlsafe(24)
        language = language_of(request)
        html = self.templates.get_template(name).render(
            _=self.services.translate(language), language=language, token=token_for(secret), **context
        )
        response = HTMLResponse(html, status)
        if known is None:
            self.set_cookie(response, VISITOR, secret)
        return response

    def set_cookie(self, response: Response, name: str, secret: str, max_age: int | None = None) -> None:
        """Give the browser a cookie that no script reads and no other site's form carries."""
        secure = self.services.public_url.startswith("https:")
        response.set_cookie(name, secret, max_age=max_age, httponly=True, samesite="lax", secure=secure)

    # ---- what cannot be served

    async def refused(self, request: Request, error: Exception) -> Response:
        """Say why a request was refused; `detail` is a msgid."""
        assert isinstance(error, HTTPException)
        words = NOT_THERE if error.status_code in (404, 405) else error.detail
        return self.trouble(request, error.status_code, words)

    async def busy(self, request: Request, _: Exception) -> Response:
        """Say that nothing was stored, and to send it again."""
        return self.trouble(request, 503, NOT_TAKEN)

    async def store_away(self, request: Request, _: Exception) -> Response:
        """Say that the store is out of reach for now."""
        return self.trouble(request, 503, NOT_NOW)

    async def broken(self, request: Request, _: Exception) -> Response:
        """Say that something unexpected happened; it is raised again and logged by the server."""
        return self.trouble(request, 500, BROKEN)

    def trouble(self, request: Request, status: int, words: str) -> Response:
        """Say it as a page to people and as JSON to scripts."""
        if "text/html" in request.headers.get("accept", ""):
            return self.page(request, "trouble.html", status, words=words)
        told = self.services.translate(language_of(request))(words)
        return JSONResponse({"error": told}, status)


def language_of(request: Request) -> Language:
    """Return the reader's language: the person's once they are known, else the browser's."""
    known: Language | None = getattr(request.state, "language", None)
    return known or proposed(request.headers.get("accept-language", ""))


def worded_time(moment: datetime, language: Language) -> str:
    """Return a local time with its weekday, as people of that language write it."""
    pattern = "EEE d MMM, HH:mm" if language is Language.EN else "M月d日 EEE HH:mm"
    return format_datetime(moment, pattern, locale=LOCALES[language])
