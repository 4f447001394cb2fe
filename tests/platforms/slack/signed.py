"""HTTP mode: signed requests to the app's request URL [docs.slack.dev/apis/events-api]."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from ..serving import Served
from . import rules
from .blocks import Json
from .delivery import Attempt, Captured, Delivery
from .world import App

JSON_BODY = "application/json"
FORM_BODY = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a request [docs.slack.dev/authentication/verifying-requests-from-slack]."""
    base = b"v0:%d:" % timestamp + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """Return body and content type: events are JSON, commands a form, interactions JSON in a form."""
    if kind == "events_api":
        return json.dumps(payload).encode(), JSON_BODY
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), FORM_BODY


class Requests:
    """Posts to the app and judges its answers."""

    def __init__(self, served: Served, app: App, now: Callable[[], float], patience: float) -> None:
        """Wait `patience` seconds for each answer."""
        self._served, self._app, self._now, self._patience = served, app, now, patience
        self._session: aiohttp.ClientSession | None = None

    def build(self, kind: str, payload: Json, secret: str = "", age: float = 0.0) -> Captured:
        """Return a request signed with the app's secret or another, now or some time ago."""
        body, content_type = encoded(kind, payload)
        timestamp = int(self._now() - age)
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(secret or self._app.signing_secret, timestamp, body),
        }
        return Captured(self._app.request_url or "", headers, body)

    async def attempt(self, delivery: Delivery, attempt: Attempt, before: str) -> None:
        """Post it once; 2xx in time is a yes, `X-Slack-No-Retry: 1` with anything else ends the retries."""
        request = self.build(delivery.kind, delivery.payload)
        if attempt.number:
            request.headers["X-Slack-Retry-Num"] = str(attempt.number)
            request.headers["X-Slack-Retry-Reason"] = before
        attempt.request, attempt.via = request, "http"
        try:
            status, headers, body = await self.post(request, self._patience)
        except (TimeoutError, aiohttp.ServerTimeoutError):
            attempt.reason = "http_timeout"
        except aiohttp.TooManyRedirects:
            attempt.reason = "too_many_redirects"
        except aiohttp.ClientError:
            attempt.reason = "connection_failed"
        else:
            self._answered(delivery, attempt, status, headers, body)

    def _answered(
        self, delivery: Delivery, attempt: Attempt, status: int, headers: dict[str, str], body: bytes
    ) -> None:
        with self._served.change():
            attempt.status, attempt.acked_at = status, self._now()
            attempt.timely = 200 <= status < 300
            if not attempt.timely:
                attempt.reason = "http_error"
                attempt.final = headers.get("x-slack-no-retry") == "1"
            elif delivery.kind != "events_api" and body.strip():
                is_json = headers.get("content-type", "").startswith(JSON_BODY)
                delivery.answer = json.loads(body) if is_json else {"text": body.decode()}

    async def post(self, request: Captured, patience: float) -> tuple[int, dict[str, str], bytes]:
        """Send a request as it is and return the answer's status, headers and body."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        async with asyncio.timeout(patience):
            async with self._session.post(
                request.url, data=request.body, headers=request.headers, max_redirects=rules.REDIRECTS
            ) as answer:
                body = await answer.read()
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return answer.status, headers, body

    async def end(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None
