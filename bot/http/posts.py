"""What a page posts, read strictly."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.http.services import Post, Translate
from bot.http.words import BAD_MESSAGE, EMPTY, TOO_LONG

TEXT_LIMIT = 4000
COMMAND_LIMIT = 64


async def read_post(request: Request, translate: Translate) -> Post:
    """Return the post in a request's JSON or form, or answer 422 with what is wrong."""
    fields = await _fields(request)
    text, press = fields.get("text"), fields.get("press")
    if (text is None) == (press is None):
        raise _unfit(BAD_MESSAGE)
    key, on = _key(fields.get("key")), _row(fields.get("on"))
    if press is not None:
        return Post(key, press=_command(press), on=on)
    return Post(key, text=_text(text, translate), on=on)


async def _fields(request: Request) -> Mapping[str, Any]:
    if not request.headers.get("content-type", "").startswith("application/json"):
        return await request.form()
    try:
        fields = json.loads(await request.body())
    except ValueError:
        raise _unfit(BAD_MESSAGE) from None
    if not isinstance(fields, dict):
        raise _unfit(BAD_MESSAGE)
    return fields


def _key(value: Any) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise _unfit(BAD_MESSAGE) from None


def _row(value: Any) -> int | None:
    if value is None:
        return None
    if not str(value).isdecimal():
        raise _unfit(BAD_MESSAGE)
    return int(value)


def _command(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value.encode()) <= COMMAND_LIMIT:
        raise _unfit(BAD_MESSAGE)
    return value


def _text(value: Any, translate: Translate) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise _unfit(BAD_MESSAGE)
    text = value.strip()
    if not text:
        raise _unfit(EMPTY)
    if len(text) > TEXT_LIMIT:
        raise _unfit(translate(TOO_LONG).format(limit=TEXT_LIMIT, length=len(text)))
    return text


def _unfit(words: str) -> HTTPException:
    return HTTPException(422, words)
