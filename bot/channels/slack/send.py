"""Messages go out: posted, changed in place, or by the way a command gave; Slack's answers as the
dispatcher's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack.quiet import QUIET
from bot.http.services import Draw
from bot.render.slack import Part, Photo, Words
from domain.outgoing import Queued, standing
from reminders.deliver import ChatGone, Malformed, ReaderGone, SlowDown

GONE = frozenset(
    (
        "channel_not_found",
        "not_in_channel",
        "invalid_channel",
        "is_archived",
        "is_inactive",
        "user_disabled",
        "user_not_found",
        "cannot_dm_bot",
        "messages_tab_disabled",
    )
)
RESTRICTED = "restricted_action"
"""How the refusals begin of a channel in which not everybody may post."""
PASSING = frozenset(
    (
        "accesslimited",
        "external_channel_migrating",
        "fatal_error",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    )
)
"""Slack's own troubles (docs.slack.dev/reference/methods/chat.postMessage, Errors); what else it refuses is
refused again."""
NOT_THERE = ("message_not_found", "cant_update_message", "edit_window_closed")
FOR_NOBODY = ("cant_delete_message", "compliance_exports_prevent_deletion")
NO_THREAD = (
    "invalid_thread_ts",
    "thread_not_found",
    "cannot_reply_to_message",
    "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked",
)
RATE_LIMITED = ("ratelimited", "rate_limited")
REFUSED = ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive")
"""The token itself is no good; nothing can be sent until it is changed."""
WAIT = 30
"""Seconds to wait where Slack does not say."""

OURS = "salesbot_outbox"
"""The kind of metadata under which a message carries which delivery it is."""
LATEST = 50
"""How many of the latest messages are looked through for one whose receipt was lost."""
LONG_AGO = timedelta(minutes=10)
"""How far two clocks may differ."""
BY_WAY = "via:"
"""Receipts of what only one person saw: nothing can be changed there later."""
FILE = "file:"
"""Receipts of charts; Slack does not tell under which message a file was shared."""


class NotAnswered(Exception):  # noqa: N818 - like the platform's other words
    """The address given for an answer takes none now; it may later."""


@dataclass(frozen=True)
class Outlet:
    """What sending needs."""

    client: AsyncWebClient
    draw: Draw


async def send(outlet: Outlet, item: Queued, number: int, part: Part, now: datetime) -> str:
    """Send a part, or edit the message it replaces; return Slack's `ts` of it or a receipt of our own.

    Raises what the dispatcher knows: `ChatGone`, `SlowDown`, `Malformed`; others pass through, for they may
    pass.
    """
    try:
        if item.via is not None:
            return await _by_way(outlet, item, number, part, now)
        there = _there(item)
        replaces = there.get(number)
        if isinstance(part, Photo) and (chart := _chart(there)):
            return await _kept(outlet, item, chart, replaces)
        if replaces is not None and (edited := await _edited(outlet, item, part, replaces)):
            return edited
        first = there.get(0, "")
        if first.startswith(BY_WAY):
            return await _to_one(outlet, item, number, part, _place(first, "")[0])
        return await _surely_once(outlet, item, number, part, item.address.chat, item.address.thread)
    except SlackApiError as refused:
        raise meaning(refused) or refused from refused


async def clear(outlet: Outlet, item: Queued, number: int) -> None:
    """Take away the message of a part that an edit has no more; a chart has no buttons, and stays."""
    replaces = _there(item).get(number, BY_WAY)
    chat, ts = _place(replaces, item.address.chat)
    if replaces != BY_WAY and not ts.startswith(FILE):
        try:
            await _deleted(outlet, chat, ts)
        except SlackApiError as refused:
            raise meaning(refused) or refused from refused


async def _deleted(outlet: Outlet, chat: str, ts: str) -> None:
    """Delete a message of ours; where a workspace lets nobody delete, it is emptied."""
    try:
        await outlet.client.chat_delete(channel=chat, ts=ts)
    except SlackApiError as refused:
        error = answer_of(refused)[0]
        if error in FOR_NOBODY:
            await outlet.client.chat_update(channel=chat, ts=ts, text="…", blocks=[])
        elif error not in NOT_THERE:
            raise


def _there(item: Queued) -> Mapping[int, str]:
    """Return the messages that can be edited, by part: those that all see, where there are such."""
    seen_by_all = [one for one in item.replaces if not one.id.startswith(BY_WAY)]
    return standing(seen_by_all or item.replaces)


def meaning(refused: SlackApiError) -> Exception | None:
    """Return what an answer of Slack's means to the dispatcher; None for what is known to pass."""
    error, status, headers = answer_of(refused)
    if status == 429 or error in RATE_LIMITED:
        return SlowDown(timedelta(seconds=int(headers.get("Retry-After") or WAIT)))
    if error in GONE or error.startswith(RESTRICTED):
        return ChatGone(error)
    passes = not error or status >= 500 or error in PASSING or error in REFUSED
    return None if passes else Malformed(error)


def answer_of(refused: SlackApiError) -> tuple[str, int, Mapping[str, str]]:
    """Return the error's name, the status and the headers of an answer, as far as it has them."""
    response: Any = refused.response
    data = getattr(response, "data", response)
    error = str(data.get("error") or "") if isinstance(data, dict) else ""
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    return error, int(status), getattr(response, "headers", None) or {}


# ---- new messages -------------------------------------------------------------------------------------


async def _surely_once(
    outlet: Outlet, item: Queued, number: int, part: Part, chat: str, thread: str = ""
) -> str:
    """Post it, unless it stands there from an attempt of which the answer was lost."""
    if item.attempt > 1 and (found := await _posted_before(outlet.client, item, number, chat, thread)):
        return found
    try:
        return await _posted(outlet, item, number, part, chat, thread)
    except SlackApiError as refused:
        if not thread or answer_of(refused)[0] not in NO_THREAD:
            raise
    return await _posted(outlet, item, number, part, chat, "")  # what was to be told there is told beside it


async def _posted(outlet: Outlet, item: Queued, number: int, part: Part, chat: str, thread: str) -> str:
    match part:
        case Words(text, blocks):
            answer = await outlet.client.chat_postMessage(
                channel=chat,
                thread_ts=thread or None,
                text=text,
                blocks=list(blocks),
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": OURS, "event_payload": _delivery(item, number)},
            )
            return str(answer["ts"])
        case Photo(chart, language, alt):
            answer = await outlet.client.files_upload_v2(
                filename=_file_name(item, number),
                content=await outlet.draw(chart, language),
                title=alt[:100],
                alt_txt=alt[:1000],
                channel=chat,
                thread_ts=thread or None,
            )
            return f"{FILE}{answer['files'][0]['id']}"


def _delivery(item: Queued, number: int) -> dict[str, Any]:
    """Return which delivery it is; the time tells it from one of another store with the same number."""
    return {"id": item.id, "part": number, "due": f"{item.due_at:%Y%m%d%H%M%S%f}"}


def _file_name(item: Queued, number: int) -> str:
    return f"chart-{item.due_at:%Y%m%d-%H%M%S}-{item.id}-{number}.png"


async def _posted_before(
    client: AsyncWebClient, item: Queued, number: int, chat: str, thread: str
) -> str | None:
    """Return the receipt of a message of ours that stands there already; without the right to look: none."""
    try:
        if thread:
            since = f"{(item.due_at - LONG_AGO).timestamp():.6f}"
            answer = await client.conversations_replies(
                channel=chat, ts=thread, oldest=since, limit=200, include_all_metadata=True
            )
        else:
            answer = await client.conversations_history(channel=chat, limit=LATEST, include_all_metadata=True)
    except SlackApiError as refused:
        if answer_of(refused)[0] in ("missing_scope", *NO_THREAD):
            return None
        raise
    messages: list[dict[str, Any]] = answer.get("messages") or []
    return next((found for one in messages if (found := _receipt(one, item, number))), None)


def _receipt(message: Mapping[str, Any], item: Queued, number: int) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") == OURS and metadata.get("event_payload") == _delivery(item, number):
        return str(message["ts"])
    named = (one for one in message.get("files") or () if one.get("name") == _file_name(item, number))
    return next((f"{FILE}{one['id']}" for one in named), None)


# ---- edits --------------------------------------------------------------------------------------------


async def _edited(outlet: Outlet, item: Queued, part: Part, replaces: str) -> str | None:
    """Change a message in place and return its receipt; None where it must be sent anew: it is gone, or words
    made way for a chart, or a chart, which stays, for words."""
    chat, ts = _place(replaces, item.address.chat)
    if replaces == BY_WAY:
        return replaces
    if ts.startswith(FILE):
        return None
    if isinstance(part, Photo):
        await _deleted(outlet, chat, ts)
        return None
    try:
        await outlet.client.chat_update(channel=chat, ts=ts, text=part.text, blocks=list(part.blocks))
    except SlackApiError as refused:
        if answer_of(refused)[0] in NOT_THERE:
            return None
        raise
    return replaces


def _chart(there: Mapping[int, str]) -> str | None:
    """Return the receipt of the chart that stands there, under whichever number."""
    return next((receipt for receipt in there.values() if _place(receipt, "")[1].startswith(FILE)), None)


async def _kept(outlet: Outlet, item: Queued, chart: str, replaces: str | None) -> str:
    """Let a chart stay in the place of itself; words that stood under its new number go."""
    if replaces not in (None, chart, BY_WAY):
        await _deleted(outlet, *_place(str(replaces), item.address.chat))
    return chart


def _place(receipt: str, chat: str) -> tuple[str, str]:
    """Return where a message stands: what could not go the given way stands in the person's own chat."""
    if not receipt.startswith(BY_WAY):
        return chat, receipt
    own, _, ts = receipt.removeprefix(BY_WAY).partition(":")
    return own, ts


# ---- by the way that was given ------------------------------------------------------------------------


async def _by_way(outlet: Outlet, item: Queued, number: int, part: Part, now: datetime) -> str:
    """Answer where the bot may be no member; what that way takes no more goes to the person alone."""
    assert item.via is not None
    if isinstance(part, Words) and now < item.via.until and await _answered(outlet, item, number, part):
        return BY_WAY
    try:
        opened = await outlet.client.conversations_open(users=item.via.person)
        return await _to_one(outlet, item, number, part, str(opened["channel"]["id"]))
    except SlackApiError as refused:
        error = answer_of(refused)[0]
        if error in GONE:  # the person cannot be reached: the chat they asked in is none the worse
            raise ReaderGone(error) from refused
        raise


async def _to_one(outlet: Outlet, item: Queued, number: int, part: Part, own: str) -> str:
    """Tell what was for one person to them alone, never to the channel; nothing where it cannot be."""
    return f"{BY_WAY}{own}:{await _surely_once(outlet, item, number, part, own)}" if own else BY_WAY


async def _answered(outlet: Outlet, item: Queued, number: int, part: Words) -> bool:
    """Hand a message to the address that was given; False when it is used up."""
    assert item.via is not None
    client = outlet.client
    given = AsyncWebhookClient(
        item.via.url, session=client.session, proxy=client.proxy, logger=QUIET, retry_handlers=[]
    )
    answer = await given.send(
        text=part.text,
        blocks=list(part.blocks),
        response_type="ephemeral",
        replace_original=item.via.replaces and number == 0,
        unfurl_links=False,
        unfurl_media=False,
    )
    match answer.status_code:
        case 200:
            return True
        case 404 | 410:
            return False
        case 429:
            raise SlowDown(timedelta(seconds=int(answer.headers.get("Retry-After") or WAIT)))
        case refused if 400 <= refused < 500:
            raise Malformed(answer.body[:80])
        case _:
            raise NotAnswered(str(answer.status_code))
