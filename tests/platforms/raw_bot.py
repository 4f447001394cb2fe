"""A bot that is nothing but calls, to try the Telegram stand-in with."""

import json
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import httpx

from .telegram import Telegram

Files = dict[str, tuple[str, bytes]]
NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def png(wide: int = 300, high: int = 200) -> bytes:
    """Return the beginning of a picture of that size."""
    return PNG + struct.pack(">II", wide, high) + b"\x08\x02\0\0\0"


def row(*labels: str, data: str = "x") -> dict[str, Any]:
    """Return a keyboard of one row."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label in labels]]}


class Hand:
    """A clock set by hand."""

    at = NOON

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.at

    def forward(self, **length: float) -> None:
        """Move it on."""
        self.at += timedelta(**length)


class RawBot:
    """Calls methods one by one; each returns what came back."""

    def __init__(self, telegram: Telegram) -> None:
        """Be the bot of that Telegram."""
        self.telegram = telegram
        self.client = httpx.Client(base_url=f"{telegram.base_url}{telegram.token}/", timeout=60)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the connections."""
        self.client.close()

    def answer(self, method: str, files: Files | None = None, /, **params: Any) -> httpx.Response:
        """Call a method with parameters in a form, values that are no words as JSON."""
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        return self.client.post(method, data=form, files=files)

    def ok(self, method: str, files: Files | None = None, /, **params: Any) -> Any:
        """Call a method that does what it is asked and return its result."""
        answer = self.answer(method, files, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def refusal(self, method: str, files: Files | None = None, /, **params: Any) -> str:
        """Call a method and return why it is refused."""
        answer = self.answer(method, files, **params)
        body = answer.json()
        assert not body["ok"]
        assert body["error_code"] == answer.status_code
        return f"{answer.status_code} {body['description']}"

    def updates(self, **params: Any) -> list[Any]:
        """Take what is waiting, without confirming it."""
        taken: list[Any] = self.ok("getUpdates", **params)
        return taken

    def kinds(self, **params: Any) -> list[str]:
        """Return the kinds of the updates that are waiting."""
        return [next(name for name in update if name != "update_id") for update in self.updates(**params)]

    def drain(self) -> None:
        """Confirm all updates."""
        self.updates(offset=self.telegram.updates.next_id)

    @contextmanager
    def polling(self, **params: Any) -> Iterator[list[httpx.Response]]:
        """Poll in another thread until the block ends; what came back stands in the list then."""
        came: list[httpx.Response] = []

        def poll() -> None:
            with httpx.Client(base_url=self.client.base_url, timeout=60) as client:
                came.append(client.post("getUpdates", data=params))

        before = self.telegram.poll
        thread = threading.Thread(target=poll)
        thread.start()
        self.telegram.wait(lambda: self.telegram.poll not in (None, before))
        yield came
        thread.join(60)
