"""What every request must pass, and the headers every answer carries."""

import hmac
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.http.body import again, whole
from bot.http.words import BAD_FORM, BAD_HOST, TOO_LARGE

SESSION = "salesbot"
"""The cookie of somebody who signed in."""
VISITOR = "salesbot_visitor"
"""The cookie of somebody who has not, so that their forms have a token too."""
TOKEN_FIELD = "csrf"  # noqa: S105 - a field's name
TOKEN_HEADER = "x-csrf-token"  # noqa: S105 - a header's name
BODY_LIMIT = 64 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD"})

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""With `no-referrer` browsers would post forms with the origin `null`, which is refused here."""


def token_for(secret: str) -> str:
    """Return the token that forms of the cookie `secret` must carry."""
    return sha256(b"form token of " + secret.encode()).hexdigest()


class SafeHeaders:
    """Adds the headers that keep a page to itself, unless the answer set its own."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_safely)


class Guard:
    """Asks every request for our host, and those that may change something for our origin and token too."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        """Wrap `app`, which answers for `hosts`."""
        self.app = app
        self.hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or raise what is wrong with it."""
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self.hosts and _without_port(host) not in self.hosts:
            raise HTTPException(400, BAD_HOST)
        if scope["method"] not in SAFE_METHODS:
            if _origin(headers) not in {host, *self.hosts}:
                raise HTTPException(403, BAD_FORM)
            body = await whole(receive, BODY_LIMIT)
            if body is None:
                raise HTTPException(413, TOO_LARGE)
            if not _token_fits(headers, body):
                raise HTTPException(403, BAD_FORM)
            receive = again(body, receive)
        await self.app(scope, receive, send)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _origin(headers: Headers) -> str:
    return urlsplit(headers.get("origin") or headers.get("referer", "")).netloc.lower()


def _token_fits(headers: Headers, body: bytes) -> bool:
    cookies = cookie_parser(headers.get("cookie", ""))
    secret = cookies.get(SESSION) or cookies.get(VISITOR)
    given = headers.get(TOKEN_HEADER) or _form_token(headers, body)
    return bool(secret) and hmac.compare_digest(given.encode(), token_for(secret or "").encode())


def _form_token(headers: Headers, body: bytes) -> str:
    if not headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return ""
    return parse_qs(body.decode(errors="replace")).get(TOKEN_FIELD, [""])[0]
