"""What comes over the wire: parameters in a query, a form, multipart or JSON, and files among them."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from .rules import Json, Refused

WORDS = {
    "text",
    "caption",
    "description",
    "callback_query_id",
    "secret_token",
    "url",
    "file_id",
    "language_code",
}
"""Parameters that are words even if they look like a number."""
TRUE = {"true", "yes", "1"}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes
    mime: str


@dataclass
class Params:
    """The parameters of one call; all are strings at first, as the server takes them."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter's words."""
        return self.values.get(name, default)

    def integer(self, name: str, default: int = 0, least: int | None = None, most: int | None = None) -> int:
        """Return a number, cut to its range (server, get_integer_arg: what is no number is the default)."""
        try:
            number = int(self.values[name])
        except (KeyError, ValueError):
            return default
        if least is not None:
            number = max(number, least)
        return number if most is None else min(number, most)

    def flag(self, name: str) -> bool:
        """Return whether something is said to be true."""
        return self.values.get(name, "").lower() in TRUE

    def json(self, name: str) -> Any:
        """Return a parameter that is JSON, None where it is not given."""
        if not self.values.get(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError:
            raise Refused(f"can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | str | None:
        """Return a file given as such, through `attach://`, or by its id or address."""
        if name in self.files:
            return self.files[name]
        value = self.values.get(name, "")
        if value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return value or None

    @property
    def plain(self) -> Json:
        """All parameters as values, for tests to look at; files by name."""
        return {name: _value(name, text) for name, text in self.values.items()} | dict(self.files)


def _value(name: str, text: str) -> Any:
    if name in WORDS:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


async def read(request: web.Request) -> Params:
    """Read the parameters of a call.

    Bot API, Making requests: query string, application/x-www-form-urlencoded, application/json (except for
    uploading files), multipart/form-data.
    """
    params = Params(dict(request.query))
    kind = request.content_type
    if kind == "application/json" and request.can_read_body:
        await _json(request, params)
    elif kind == "multipart/form-data":
        await _multipart(request, params)
    elif kind == "application/x-www-form-urlencoded":
        form = await request.post()
        params.values |= {name: str(value) for name, value in form.items()}
    return params


async def _json(request: web.Request, params: Params) -> None:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refused("can't parse JSON object")
    for name, value in body.items():
        if value is not None:
            params.values[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _multipart(request: web.Request, params: Params) -> None:
    async for one in await request.multipart():
        if not isinstance(one, BodyPartReader) or one.name is None:
            continue
        data = bytes(await one.read(decode=True))
        if one.filename is None:
            params.values[one.name] = data.decode()
        else:
            mime = one.headers.get("Content-Type", "application/octet-stream")
            params.files[one.name] = Upload(one.filename, data, mime)
