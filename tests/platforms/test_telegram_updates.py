"""How updates reach a bot: confirmed by offset, waited for, to one poller, or posted to a webhook."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from .raw_bot import Hand, RawBot
from .telegram import Chat, Person, Telegram


def texts(updates: list[Any]) -> list[str]:
    """Return the words in updates that are messages."""
    return [update["message"]["text"] for update in updates]


@pytest.fixture
def three(bot: RawBot, ann: Person, chat: Chat) -> int:
    """Let Ann say a, b and c; return the update_id of a."""
    bot.drain()
    for word in "abc":
        ann.says(chat, word)
    return int(bot.updates()[0]["update_id"])


def test_an_offset_confirms_what_is_before_it(bot: RawBot, three: int) -> None:
    """Until then the same comes again; numbers grow by one."""
    assert texts(bot.updates()) == texts(bot.updates()) == ["a", "b", "c"]
    assert [update["update_id"] for update in bot.updates()] == [three, three + 1, three + 2]
    assert texts(bot.updates(offset=three + 1)) == ["b", "c"]
    assert texts(bot.updates(offset=three)) == ["b", "c"]
    assert texts(bot.updates(offset=three + 3)) == []
    assert texts(bot.updates()) == []


def test_an_offset_far_ahead_confirms_nothing(bot: RawBot, three: int) -> None:
    """Server, TQueue: "Specified from_id is in the future"."""
    assert texts(bot.updates(offset=three + 1000)) == ["a", "b", "c"]


def test_a_negative_offset_leaves_the_last_ones(bot: RawBot, three: int) -> None:
    """Bot API, getUpdates: all previous updates will be forgotten."""
    assert texts(bot.updates(offset=-1)) == ["c"]
    assert texts(bot.updates()) == ["c"]


@pytest.mark.parametrize(("limit", "number"), [(1, 1), (2, 2), (0, 1), (1000, 3), ("many", 3)])
def test_a_limit_is_cut_to_its_range(bot: RawBot, three: int, limit: Any, number: int) -> None:
    """Bot API, getUpdates: 1-100."""
    assert len(bot.updates(limit=limit)) == number


def test_updates_are_kept_for_a_day(bot: RawBot, three: int, clock: Hand) -> None:
    """Bot API, Getting updates."""
    clock.forward(hours=25)
    assert bot.updates() == []


def test_a_long_poll_wakes_with_the_next_update(bot: RawBot, ann: Person, chat: Chat) -> None:
    """It does not wait out its time."""
    bot.drain()
    with bot.polling(timeout=50) as came:
        ann.says(chat, "good morning")
    assert texts(came[0].json()["result"]) == ["good morning"]


def test_a_long_poll_ends_empty(bot: RawBot) -> None:
    """After its time."""
    assert bot.updates(timeout=1) == []


def test_a_second_poller_ends_the_first(bot: RawBot, ann: Person, chat: Chat) -> None:
    """409 for the one that waited; the one that came later goes on waiting."""
    bot.drain()
    with bot.polling(timeout=50) as first, bot.polling(timeout=50) as second:
        ann.says(chat, "who hears me?")
    assert first[0].json() == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    assert texts(second[0].json()["result"]) == ["who hears me?"]


def test_kinds_not_asked_for_do_not_come(telegram: Telegram, bot: RawBot, ann: Person, chat: Chat) -> None:
    """Bot API, getUpdates: unset keeps the previous setting, an empty list is the default again."""
    bot.drain()
    bot.updates(allowed_updates=["callback_query"])
    ann.says(chat, "a")
    bot.updates()
    ann.says(chat, "b")
    assert bot.kinds(allowed_updates=[]) == []
    ann.blocks()
    assert bot.kinds() == ["my_chat_member"]


def test_an_update_may_make_no_sense(telegram: Telegram, bot: RawBot) -> None:
    """It comes as it was put in, numbered like the others or as it says."""
    number = telegram.malformed({"message": {"message_id": "none"}})
    telegram.malformed({"update_id": 7, "unheard_of": []})
    assert bot.updates() == [
        {"update_id": number, "message": {"message_id": "none"}},
        {"update_id": 7, "unheard_of": []},
    ]


# ---- the webhook


@dataclass
class Hook:
    """A bot's own server: what it was sent, and what it answers next, 200 if nothing else is said."""

    url: str = ""
    came: list[tuple[str | None, Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def wait(self, number: int) -> list[Any]:
        """Wait until so many updates came and return them."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.came) >= number, 30), self.came
            return [update for _, update in self.came]


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Return a bot's own server."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with hook.changed:
                hook.came.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], update))
                self.send_response(hook.answers.pop(0) if hook.answers else 200)
                self.end_headers()
                hook.changed.notify_all()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/telegram"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield hook
        server.shutdown()
        thread.join(30)


def test_a_webhook_gets_updates_with_its_secret(
    telegram: Telegram, bot: RawBot, ann: Person, chat: Chat, hook: Hook
) -> None:
    """Those that waited too; each once it was taken is gone."""
    bot.ok("setWebhook", url=hook.url, secret_token="S3cret_-")
    ann.says(chat, "hello")
    assert texts(hook.wait(2)) == ["/start", "hello"]
    assert {secret for secret, _ in hook.came} == {"S3cret_-"}
    telegram.wait(lambda: not telegram.updates.pending)
    assert bot.ok("getWebhookInfo")["pending_update_count"] == 0


def test_a_webhook_that_fails_is_tried_again_in_order(
    telegram: Telegram, bot: RawBot, ann: Person, chat: Chat, hook: Hook
) -> None:
    """What is not taken holds up what comes later in the same chat, and no other chat."""
    bot.drain()
    hook.answers = [500, 503, 404]
    bot.ok("setWebhook", url=hook.url)
    ann.says(chat, "a")
    hook.wait(1)
    ann.says(chat, "b")
    assert texts(hook.wait(5)) == ["a", "a", "a", "a", "b"]
    assert "last_error_message" in bot.ok("getWebhookInfo")


def test_there_is_polling_or_a_webhook(bot: RawBot, ann: Person, chat: Chat, hook: Hook) -> None:
    """409 while it is set, also for the poll under way; deleted, what came meanwhile is there."""
    bot.drain()
    with bot.polling(timeout=50) as came:
        bot.ok("setWebhook", url=hook.url)
    assert came[0].json()["description"] == "Conflict: terminated by setWebhook request"
    assert bot.refusal("getUpdates").startswith(
        "409 Conflict: can't use getUpdates method while webhook is active"
    )
    hook.answers = [500] * 99
    ann.says(chat, "a")
    hook.wait(1)
    bot.ok("deleteWebhook")
    assert texts(bot.updates()) == ["a"]
    ann.says(chat, "b")
    bot.ok("deleteWebhook", drop_pending_updates=True)
    assert bot.updates() == []


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"url": "http://bot.example/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://bot.example:9000/x"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            {"url": "https://bot.example/", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
        ({"url": "https://bot.example/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
def test_a_webhook_that_is_refused(bot: RawBot, params: dict[str, str], why: str) -> None:
    """Bot API, setWebhook."""
    assert bot.refusal("setWebhook", **params) == f"400 Bad Request: {why}"
