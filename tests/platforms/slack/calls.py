"""A call of the Web API: its arguments as they come in JSON or forms, and who may call what."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from aiohttp import web

from . import rules
from .blocks import Json, Refused
from .world import Channel, Workspace

JSON_BODY = "application/json"
FORM_BODIES = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass
class Call:
    """One call as the stand-in had it."""

    method: str
    args: Mapping[str, Any]
    at: float
    answer: Json | None = None
    fault: str | None = None
    """What befell it, if a test had queued a fault."""

    @property
    def outcome(self) -> str:
        """`ok`, the error's name, or nothing if it was not done."""
        if self.answer is None:
            return ""
        return "ok" if self.answer["ok"] else str(self.answer["error"])


class Args(dict[str, Any]):
    """The arguments of a call; in forms, structures are JSON and all else is text."""

    def text(self, name: str) -> str:
        """Return an argument as text, empty where it is missing."""
        value = self.get(name)
        return "" if value is None else str(value)

    def need(self, *names: str) -> None:
        """Refuse a call that lacks arguments, naming them; empty ones are there [measured, backlot]."""
        if missing := [f"[ERROR] missing required field: {name}" for name in names if self.get(name) is None]:
            raise Refused("invalid_arguments", *missing)

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes or no."""
        value = self.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """Return a number."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refused(
                "invalid_arguments", f"[ERROR] must provide a number [json-pointer:/{name}]"
            ) from None

    def structure(self, name: str, error: str) -> Any:
        """Return a list or object, out of its JSON if it came in a form."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(error) from None


def moment(text: str, error: str) -> float | None:
    """Return a time given as a bound, none if it is empty or `0` [measured, backlot]."""
    if text in ("", "0"):
        return None
    try:
        at = float(text)
    except ValueError:
        at = 0.0
    if not at:
        raise Refused(error)
    return at


def token_of(request: web.Request, args: Args) -> str:
    """Return the token: in a form, or after exactly `Bearer `; never in a query [measured, backlot]."""
    if "token" in request.query:
        return "in a query"
    header = request.headers.get("Authorization", "").strip()
    in_form = args.text("token") if request.content_type != JSON_BODY else ""
    return in_form or (header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else "")


async def arguments(request: web.Request) -> Args:
    """Read the arguments of a call; most methods read no JSON [docs.slack.dev/apis/web-api#basics]."""
    args = Args(request.query)
    if request.content_type == JSON_BODY:
        if request.match_info["method"] not in rules.JSON_METHODS:
            return args
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        args.update(body)
    elif request.content_type in FORM_BODIES:
        args.update(await request.post())
    elif request.can_read_body and request.content_type != "text/plain":
        raise Refused("missing_post_type" if "Content-Type" not in request.headers else "invalid_post_type")
    return args


def allowed(world: Workspace, method: str, args: Args, token: str) -> None:
    """Refuse a call without the right token or scope [docs.slack.dev/apis/web-api#errors]."""
    rule = rules.METHODS.get(method)
    if rule is None:
        raise Refused("unknown_method", req_method=method)
    if not token:
        raise Refused("not_authed")
    if token not in (world.app.bot_token, world.app.app_token):
        raise Refused("invalid_auth")
    if (token == world.app.app_token) != rule.app_token and method not in ("api.test", "auth.test"):
        raise Refused("not_allowed_token_type")
    needed = _needed(world, rule, args)
    if needed and not world.app.scopes.intersection(needed):
        provided = ",".join(sorted(world.app.scopes))
        raise Refused("missing_scope", needed=",".join(needed), provided=provided)


def _needed(world: Workspace, rule: rules.Method, args: Args) -> tuple[str, ...]:
    if rule.scopes and "{}" in rule.scopes[0]:
        channel = world.channels.get(args.text("channel"))
        kinds = [channel.kind] if channel else list(rules.KINDS)
        return tuple(scope.format(rules.KINDS[kind]) for scope in rule.scopes for kind in kinds)
    return rule.scopes


def reachable(world: Workspace, id: str, joined: bool = True) -> Channel:
    """Return a conversation the bot can see, and is in if it must be.

    A private one it is not in does not exist for it [docs.slack.dev/reference/methods/conversations.info].
    """
    channel = world.channels.get(id)
    member = channel is not None and world.app.user in channel.members
    if channel is None or (channel.kind != "channel" and not member):
        raise Refused("channel_not_found")
    if joined and not member:
        raise Refused("not_in_channel")
    return channel


def page(rows: list[Any], args: Args, default: int = rules.PAGE) -> tuple[list[Any], str]:
    """Return a page of rows and the cursor of the next [docs.slack.dev/apis/web-api/pagination]."""
    limit = min(args.number("limit", default) or default, rules.LARGEST_PAGE)
    cursor = args.text("cursor")
    if cursor and not cursor.startswith("next:"):
        raise Refused("invalid_cursor")
    start = int(cursor.removeprefix("next:") or 0)
    end = start + limit
    return rows[start:end], f"next:{end}" if end < len(rows) else ""


@dataclass
class Limits:
    """The platform's rates, as buckets that fill with time [docs.slack.dev/apis/web-api/rate-limits]."""

    buckets: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    def wait(self, method: str, args: Args, now: float) -> int:
        """Return the whole seconds a call has to wait, none if it may pass; counts it if it does."""
        measures = list(_measures(method, args))
        held = {key: self._left(key, rate, burst, now) for key, rate, burst in measures}
        waits = [max(1, ceil((1 - held[key]) / rate)) for key, rate, _ in measures if held[key] < 1]
        for key, left in held.items():
            self.buckets[key] = (left if waits else left - 1, now)
        return max(waits, default=0)

    def _left(self, key: tuple[str, str], rate: float, burst: float, now: float) -> float:
        left, since = self.buckets.get(key, (burst, now))
        return min(burst, left + (now - since) * rate)


def _measures(method: str, args: Args) -> Iterator[tuple[tuple[str, str], float, float]]:
    """Yield by what a call is measured: a bucket's key, how fast it fills, and how much it holds."""
    rule = rules.METHODS.get(method)
    if rule is None:
        return
    if method in ("chat.postMessage", "chat.postEphemeral"):
        yield (method, args.text("channel")), 1.0, float(rules.POST_BURST)
        yield ("posts", ""), rules.WORKSPACE_POSTS / 60, float(rules.WORKSPACE_POSTS)
    else:
        yield (method, ""), rules.TIERS[rule.tier] / 60, float(rules.TIERS[rule.tier])
