"""What Telegram refuses at the start, what stands in the way of updates, what counts as said to the bot."""

import asyncio
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram.listen import POLL, path, poll
from bot.channels.telegram.read import event, read
from tests.platforms.faults import ALWAYS, Flood, Status

from .conftest import WEDNESDAY
from .house import answer_to_endless, free_port

SECRET = "a-secret-of-tests-long-enough"


def refused(code: int, why: str, **more: Any) -> Status:
    """Return the Bot API's refusal."""
    return Status(code, {"ok": False, "error_code": code, "description": why}, **more)


# ---- the start


@pytest.mark.parametrize(
    "fault", [refused(404, "Not Found", times=ALWAYS), Flood(2, times=ALWAYS)], ids=["404", "429"]
)
def test_a_menu_that_is_refused_keeps_nobody_waiting(house, telegram, fault):
    """The bot listens all the same."""
    _, ann = house.colleague("Ann Lee")
    telegram.faults.add("setMyCommands", fault)

    def story() -> None:
        ann.says(ann.chat, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Visit logged")

    house.live(story)
    assert telegram.faults.hit("setMyCommands") > 0


@pytest.mark.parametrize("method", ["setMyCommands", "deleteWebhook"])
def test_the_start_waits_as_long_as_telegram_asks(house, telegram, method):
    """A 429 is obeyed there too: the first pause of ours would be one second."""
    telegram.faults.add(method, Flood(3))

    def story() -> None:
        telegram.wait(lambda: len(telegram.calls_of(method)) > 1)

    house.live(story)
    first, second, *_ = (call.at for call in telegram.calls_of(method))
    assert (second - first).total_seconds() >= 3


def test_what_is_refused_is_not_called_out_of_reach(house, telegram):
    """The state says what Telegram says."""
    telegram.faults.add("deleteWebhook", refused(400, "Bad Request: bad webhook"))

    def story() -> None:
        telegram.wait(lambda: house.app.lines[0].state.startswith("away"))
        assert house.app.lines[0].state == "away: Telegram refuses what is asked: Bad webhook"
        telegram.wait(lambda: house.app.lines[0].state == "on")

    house.live(story)


def test_the_line_is_on_although_nobody_writes(house, telegram):
    """The first poll does not stay open until something comes."""
    house.live(lambda: telegram.wait(lambda: house.app.lines[0].state == "on", patience=POLL / 2))


# ---- updates


def test_what_can_never_be_kept_is_put_aside_and_what_may_be_kept_later_is_asked_for_again(telegram):
    """A store that is away loses nothing; an update that is at fault itself holds nobody up."""
    with telegram.change():
        faulty, other = (telegram.updates.put({}) for _ in range(2))
    tried: list[int] = []

    async def take(update: dict[str, Any]) -> None:
        tried.append(update["update_id"])
        if update["update_id"] == faulty:
            raise ValueError("a number no database takes")
        if tried.count(other) == 1:
            raise ConnectionError

    async def listen() -> None:
        async with Bot(telegram.token, base_url=telegram.base_url) as bot:
            polling = asyncio.create_task(poll(bot, take, lambda _state: None))
            while tried.count(other) < 2:
                await asyncio.sleep(0.01)
            polling.cancel()
            await asyncio.wait([polling])

    asyncio.run(asyncio.wait_for(listen(), 30))
    assert tried == [faulty, other, other]


# ---- the webhook


def test_an_update_of_unknown_length_is_read_no_further_than_an_update_is_long(build, telegram):
    """Also of whoever knows the secret: the answer comes before the end is sent."""
    port = free_port()
    hooked = build(
        SALESBOT_HTTP_PORT=port,
        TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}",
        TELEGRAM_WEBHOOK_SECRET=SECRET,
    )
    answers: list[bytes] = []

    def story() -> None:
        telegram.wait(lambda: bool(telegram.webhook.url))
        header = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
        answers.append(answer_to_endless(port, path(SECRET), header))

    hooked.live(story)
    assert answers[0].startswith(b"HTTP/1.1 413")


# ---- said to the bot

COMMANDS = [
    ("/visit Acme", "/visit", True),
    ("it is either /or lunch", "/or", False),
    ("/visit@salesbot Acme", "/visit@salesbot", True),
    ("tell it /visit@SalesBot", "/visit@SalesBot", True),
    ("/visit@other_salesbot Acme", "/visit@other_salesbot", False),
    ("/visit@salesbot2 Acme", "/visit@salesbot2", False),
    ("try /visit@other_bot", "/visit@other_bot", False),
]


def said(words: str, command: str, **more: Any) -> bool:
    """Return whether a group's message that holds a command is taken for said to the bot."""
    mark = {"type": "bot_command", "offset": words.index(command), "length": len(command)}
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": -5, "type": "group", "title": "North"},
        "from": {"id": 9, "is_bot": False, "first_name": "Ann"},
        "text": words,
        "entities": [mark],
        **more,
    }
    me = {"id": 1, "username": "salesbot"}
    incoming = read(event({"update_id": 1, "message": message}, me, WEDNESDAY))
    assert incoming is not None
    return incoming.spoken_to


@pytest.mark.parametrize(("words", "command", "spoken_to"), COMMANDS)
def test_a_command_speaks_to_the_bot_at_the_beginning_or_by_its_name(words, command, spoken_to):
    """One that names another bot never does."""
    assert said(words, command) is spoken_to


def test_a_reply_that_begins_with_anothers_command_is_for_the_other():
    """Although it answers a message of ours."""
    ours = {
        "message_id": 2,
        "date": 1,
        "chat": {"id": -5, "type": "group", "title": "North"},
        "from": {"id": 1, "is_bot": True, "first_name": "Salesbot"},
        "text": "Visit logged",
    }
    assert said("/or lunch", "/or", reply_to_message=ours)
    assert said("either /or lunch", "/or", reply_to_message=ours)
    assert not said("/visit@other_bot", "/visit@other_bot", reply_to_message=ours)
