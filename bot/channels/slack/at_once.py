"""What cannot be kept and is not brought again: who did it is told at once, although nothing is stored."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack.quiet import QUIET

TELLING = 0.8
"""Seconds in which a press is answered: after three, with what keeping took, Slack shows an error itself."""

OK = BoltResponse(status=HTTPStatus.OK)
NOT_HAD = BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
"""Slack brings an event again, and marks a command, press or form as failed."""


async def not_kept(client: AsyncWebClient, body: Mapping[str, Any], words: str) -> BoltResponse:
    """Return Slack's answer to a body that was not kept; `words` are for who gave a command, pressed a button
    or handed in a form. A form stays open with all that was filled in."""
    if "command" in body:
        return BoltResponse(status=HTTPStatus.OK, body=words)
    if body.get("type") == "view_submission":
        field = _first_field(body)
        errors = {"response_action": "errors", "errors": {field: words}}
        return BoltResponse(status=HTTPStatus.OK, body=errors) if field else NOT_HAD
    address = body.get("response_url")
    return OK if address and await _told(client, str(address), words) else NOT_HAD


def _first_field(body: Mapping[str, Any]) -> str:
    """Return the first field of a form: words of an error can only stand at one
    (docs.slack.dev/surfaces/modals, Displaying errors in views)."""
    blocks = (body.get("view") or {}).get("blocks") or ()
    return next((str(block["block_id"]) for block in blocks if block.get("type") == "input"), "")


async def _told(client: AsyncWebClient, address: str, words: str) -> bool:
    """Tell who pressed, and nobody else, by the address that came with the press."""
    given = AsyncWebhookClient(
        address, session=client.session, proxy=client.proxy, logger=QUIET, retry_handlers=[]
    )
    try:
        async with asyncio.timeout(TELLING):
            answer = await given.send(text=words, response_type="ephemeral", replace_original=False)
    except Exception:
        return False
    return answer.status_code == HTTPStatus.OK
