"""What Slack tells only when asked: who somebody is, what a channel is called, which chat is theirs with us.

It is asked before an event is kept, for joining needs the right language and zone, but never for long: the
event must be acknowledged within three seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.keys import DIRECT, channel_of
from bot.channels.slack.words import mentions
from domain.incoming import Incoming, RawEvent

log = structlog.get_logger()

PATIENCE = 0.9
"""Seconds after which an event goes on without what was not told."""
KEPT = 3600.0
"""Seconds for which an answer is good."""
MOST = 1000
"""Answers kept in memory."""
NAMED = 5
"""People mentioned in one message who are looked up."""

Json = dict[str, Any]


class Lookup:
    """A small memory of people and channels."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Ask by `client`."""
        self._client = client
        self._known: dict[str, tuple[float, Any]] = {}
        self._asking: dict[str, asyncio.Task[Any]] = {}

    async def beside(self, incoming: Incoming, raw: RawEvent) -> Json:
        """Return what is put beside the body of an event that is for us; what is not told is left out."""
        answers = self._asked(incoming, raw.raw["body"], raw.raw["me"]["user"])
        if answers:
            await asyncio.wait(answers.values(), timeout=PATIENCE)
        told = {
            name: task.result()
            for name, task in answers.items()
            if task.done() and not task.cancelled() and task.exception() is None and task.result()
        }
        found = {name: value for name, value in told.items() if not name.startswith(PERSON)}
        found |= found.pop("channel", {})
        names = {
            name.removeprefix(PERSON): who["name"] for name, who in told.items() if name.startswith(PERSON)
        }
        return {**found, **({"names": names} if names else {})}

    def _asked(self, incoming: Incoming, body: Mapping[str, Any], me: str) -> dict[str, asyncio.Future[Any]]:
        channel = channel_of(body)
        asked: dict[str, asyncio.Future[Any]] = {}
        if incoming.person:
            asked["profile"] = self._once(incoming.person, self._person)
        if incoming.via is not None and channel.startswith(DIRECT):
            asked["dm"] = self._once(f"dm:{incoming.person}", self._own_chat)
        if not incoming.private:
            asked["channel"] = self._once(channel, self._channel)
        happened = body.get("event") or body
        others = [id for id in mentions(str(happened.get("text") or "")) if id != me]
        for id in others[:NAMED]:
            asked[f"{PERSON}{id}"] = self._once(id, self._person)
        return asked

    def language(self, person: str) -> str:
        """Return the language of somebody who was looked up before, '' of others."""
        _, found = self._known.get(person, (0.0, None))
        return str(found["language"]) if found else ""

    async def close(self) -> None:
        """Ask no more."""
        for task in self._asking.values():
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    def _once(self, key: str, ask: Callable[[str], Awaitable[Any]]) -> asyncio.Future[Any]:
        """Return what is known, else the one question that is under way; its answer serves the next event
        where it comes too late for this one."""
        at, found = self._known.get(key, (0.0, None))
        if found is not None and monotonic() - at < KEPT:
            known = asyncio.get_running_loop().create_future()
            known.set_result(found)
            return known
        if key not in self._asking:
            self._asking[key] = asyncio.create_task(self._learn(key, ask))
        return self._asking[key]

    async def _learn(self, key: str, ask: Callable[[str], Awaitable[Any]]) -> Any:
        try:
            found = await ask(key)
        except Exception as error:
            log.info("slack: not told", error=type(error).__name__)
            return None
        finally:
            del self._asking[key]
        self._known.pop(key, None)
        while len(self._known) >= MOST:
            self._known.pop(next(iter(self._known)))
        self._known[key] = (monotonic(), found)
        return found

    async def _person(self, id: str) -> Json:
        answer = await self._client.users_info(user=id, include_locale=True)
        user: Json = answer.get("user") or {}
        profile: Json = user.get("profile") or {}
        name = profile.get("real_name") or user.get("real_name") or profile.get("display_name")
        return {
            "name": name or user.get("name") or "",
            "language": user.get("locale") or "",
            "timezone": user.get("tz") or "",
            "guest": bool(user.get("is_restricted") or user.get("is_stranger")),
        }

    async def _own_chat(self, key: str) -> str:
        answer = await self._client.conversations_open(users=key.partition(":")[2])
        channel: Json = answer.get("channel") or {}
        return str(channel.get("id") or "")

    async def _channel(self, id: str) -> Json:
        """Return what a channel is called, and whether another organisation shares it; one that the bot may
        not look at has no name."""
        with suppress(SlackApiError):
            answer = await self._client.conversations_info(channel=id)
            channel: Json = answer.get("channel") or {}
            return {"title": str(channel.get("name") or ""), "shared": bool(channel.get("is_ext_shared"))}
        return {}


PERSON = "person:"
"""Before the ids of people in what is asked."""
