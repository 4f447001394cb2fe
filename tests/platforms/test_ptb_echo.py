"""PTB's own echo example runs on the stand-in as it does on Telegram."""

import asyncio
from collections.abc import Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import ForceReply, Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from .telegram import Chat, DropBefore, Message, Person, Status, Telegram

Context = ContextTypes.DEFAULT_TYPE


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """Return a Telegram."""
    with Telegram() as telegram:
        yield telegram


@pytest.fixture
def ann(telegram: Telegram) -> Person:
    """Return somebody."""
    return telegram.person("Ann", "Lee")


async def start(update: Update, context: Context) -> None:
    """Greet, as the example does."""
    user = update.effective_user
    assert user is not None
    assert update.message is not None
    await update.message.reply_html(rf"Hi {user.mention_html()}!", reply_markup=ForceReply(selective=True))


async def echo(update: Update, context: Context) -> None:
    """Say it again, as the example does."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


@asynccontextmanager
async def running(telegram: Telegram) -> Any:
    """Run the example by polling."""
    application = (
        Application.builder()
        .token(telegram.token)
        .base_url(telegram.base_url)
        .base_file_url(telegram.base_file_url)
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES, poll_interval=0.01)
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()


def talk(telegram: Telegram, ann: Person) -> list[Message]:
    """Say two things in a private chat and wait for what comes."""
    chat = telegram.private(ann)
    telegram.wait_for(chat, "Hi Ann Lee!")
    ann.says(chat, "hello, 你好 👋")
    telegram.wait_for(chat, "hello, 你好 👋")
    return telegram.said(chat)


def test_the_echo_example_echoes(telegram: Telegram, ann: Person) -> None:
    """What is said comes back, a mention in it is one, and all updates are confirmed."""

    async def main() -> list[Message]:
        async with running(telegram):
            return await asyncio.to_thread(talk, telegram, ann)

    greeting, echoed = asyncio.run(main())
    assert greeting.marked("text_mention") == ["Ann Lee"]
    assert echoed.text == "hello, 你好 👋"
    assert not telegram.updates.pending
    assert {"getMe", "deleteWebhook", "getUpdates", "sendMessage"} <= {call.method for call in telegram.calls}


def test_the_echo_example_outlives_an_outage(telegram: Telegram, ann: Person) -> None:
    """Polling goes on after the platform was away, and what was said meanwhile is answered."""

    def said(chat: Chat) -> None:
        with telegram.outage():
            ann.says(chat, "while you were away")
        telegram.wait_for(chat, "while you were away")

    async def main() -> None:
        async with running(telegram):
            await asyncio.to_thread(talk, telegram, ann)
            await asyncio.to_thread(said, telegram.private(ann))

    asyncio.run(main())


def test_the_echo_example_outlives_faults_of_polling(telegram: Telegram, ann: Person) -> None:
    """Gateways that fail and connections that break make no message come twice or not at all."""
    telegram.faults.add("getUpdates", Status(502), DropBefore())

    async def main() -> list[Message]:
        async with running(telegram):
            return await asyncio.to_thread(talk, telegram, ann)

    assert len(asyncio.run(main())) == 2
    assert telegram.faults.hit("getUpdates") == 2
