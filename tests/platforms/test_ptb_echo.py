"""PTB takes the stand-in for Telegram: its echo example runs, each failure is the error it should be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, ForceReply, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from .faults import DropAfter, DropBefore, Fault, Flood, Garbage, Late, Status
from .raw_bot import png
from .telegram import Chat, Message, Person, Telegram

Context = ContextTypes.DEFAULT_TYPE


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
async def running(telegram: Telegram) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
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


ERRORS: list[tuple[Fault, type[TelegramError], int]] = [
    (Status(502), NetworkError, 0),
    (Status(500, {"ok": False, "error_code": 500, "description": "Internal Server Error"}), NetworkError, 0),
    (DropBefore(), NetworkError, 0),
    (DropAfter(), NetworkError, 1),
    (Late(4.0), TimedOut, 1),
    (Flood(7), RetryAfter, 0),
    (Garbage(), TelegramError, 0),
]


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # of RetryAfter's own making
@pytest.mark.parametrize(
    ("fault", "error", "stands"), ERRORS, ids=[type(fault).__name__ for fault, *_ in ERRORS]
)
def test_a_fault_becomes_ptbs_error(
    telegram: Telegram, ann: Person, fault: Fault, error: type[TelegramError], stands: int
) -> None:
    """And the message stands in the chat if the fault came after it."""
    chat = telegram.private(ann)
    telegram.faults.add("sendMessage", fault)

    async def main() -> None:
        async with Bot(telegram.token, telegram.base_url) as bot:
            with pytest.raises(error):
                await bot.send_message(chat.id, "x", read_timeout=2)

    asyncio.run(main())
    assert len(telegram.said(chat)) == stands


def test_a_refusal_becomes_ptbs_error(telegram: Telegram, ann: Person) -> None:
    """Of each kind."""
    group = telegram.group("North", [ann], supergroup=False)
    new = telegram.upgrade(group)
    stranger = telegram.person("Stranger")
    assert stranger.chat

    async def main() -> None:
        async with Bot(telegram.token, telegram.base_url) as bot:
            with pytest.raises(ChatMigrated) as moved:
                await bot.send_message(group.id, "x")
            assert moved.value.new_chat_id == new.id
            with pytest.raises(Forbidden, match="can't initiate conversation"):
                await bot.send_message(stranger.id, "x")
            with pytest.raises(BadRequest, match="Chat not found"):
                await bot.send_message(9, "x")
        with pytest.raises(InvalidToken):
            async with Bot("123:abc", telegram.base_url):
                pass

    asyncio.run(main())


def test_ptb_sends_and_fetches_files(telegram: Telegram, ann: Person) -> None:
    """Through its own classes, both ways."""
    chat = telegram.private(ann)
    given = ann.sends_document(chat, "quote.pdf", b"%PDF 1")

    async def main() -> bytes:
        async with Bot(telegram.token, telegram.base_url, telegram.base_file_url) as bot:
            await bot.send_photo(chat.id, png(), caption="<b>Q3</b>", parse_mode="HTML")
            await bot.send_document(chat.id, b"a,b", filename="客户.csv")
            file = await bot.get_file(given.content["document"]["file_id"])
            return bytes(await file.download_as_bytearray())

    assert asyncio.run(main()) == b"%PDF 1"
    picture, table = telegram.said(chat)
    assert (picture.photo, picture.marked("bold")) == (png(), ["Q3"])
    assert table.document is not None
    assert (table.document.name, table.document.data) == ("客户.csv", b"a,b")
