"""Telegram taken apart: updates are asked for, messages sent and files fetched when a test says so."""

import asyncio
from collections.abc import Sequence

from telegram import Bot

from bot.channels import read
from bot.channels.fetch import Fetcher
from bot.channels.telegram.line import Telegram as Line
from bot.channels.telegram.read import KINDS, event
from domain.outgoing import Queued
from domain.people import Chat as KnownChat
from domain.people import ChatKind
from handlers.receive import receive
from reminders.deliver import Post, deliver, goes
from tests.conftest import Office, Team, in_place, nothing
from tests.platforms.telegram import Chat, Message, Telegram


async def undrawn(chart: object, language: str) -> bytes:
    """Draw nothing."""
    return b""


class Phone:
    """Somebody with Telegram: what they do is received and answered, and the answer delivered."""

    def __init__(self, office: Office, telegram: Telegram, runner: asyncio.Runner) -> None:
        """Open a bot on the stand-in."""
        self.office = office
        self.store = office.store
        self.telegram = telegram
        self._runner = runner
        bot = Bot(telegram.token, base_url=telegram.base_url, base_file_url=telegram.base_file_url)
        self.line = Line(bot, undrawn, office.clock, nothing)
        self.room = True
        self.fetcher = Fetcher(office.store, self.line, office.clock, in_place, nothing, lambda: self.room)
        self._post = Post(office.store, self.line, office.clock, nothing, in_place)
        self._offset = 0
        runner.run(bot.initialize())
        self.ann = telegram.person("Ann", "Lee")
        self.chat = self.ann.chat
        self.ann.started = True

    @property
    def said(self) -> list[Message]:
        """What the bot has said to Ann, as it stands now."""
        return self.telegram.said(self.chat)

    @property
    def last(self) -> Message:
        """The last of it."""
        return self.said[-1]

    def says(self, text: str, **more: object) -> Message:
        """Let Ann say something and be answered; return the bot's last message."""
        self.ann.says(self.chat, text, **more)  # type: ignore[arg-type]
        return self.answered()

    def presses(self, label: str) -> Message:
        """Let Ann press a button of the bot's last message that has it; return the last message then."""
        message = next(one for one in reversed(self.said) if label in one.buttons)
        self.ann.presses(message, label)
        return self.answered()

    def answered(self) -> Message:
        """Receive what came, answer it, deliver the answers; return the bot's last message."""
        self._runner.run(self._receive())
        self.office.answer()
        self._runner.run(self._deliver())
        return self.last

    def tie(self, group: Chat, team: Team) -> None:
        """Let a group be a team's."""
        known = KnownChat(channel="telegram", platform_id=str(group.id), kind=ChatKind.GROUP, team_id=team.id)
        with self.store.write() as unit:
            unit.chats.open(known)
            unit.commit()

    def fetch(self) -> int:
        """Try each file that is due once, tell what there is to tell; return how many there were."""
        tried = self._runner.run(self.fetcher.round())
        self._runner.run(self._deliver())
        return tried

    async def _receive(self) -> None:
        asked = {"offset": self._offset, "timeout": 0, "allowed_updates": list(KINDS)}
        updates = await self.line.bot.do_api_request("getupdates", api_kwargs=asked)
        me = {"id": self.line.bot.id, "username": self.line.bot.username}
        for update in updates:
            receive(event(update, me, self.office.clock()), read, self.store, reach=nothing)
            self._offset = int(update["update_id"]) + 1

    async def _deliver(self) -> None:
        while items := self._taken():
            for item in items:
                await deliver(item, self._post)

    def _taken(self) -> Sequence[Queued]:
        now = self.office.clock()
        with self.store.write() as work:
            items = work.outbox.take(
                self.line.names, now, 16, lambda about, to, team: goes(about, to, work, now, team)
            )
            work.commit()
        return items

    async def close(self) -> None:
        """Close all connections."""
        await self.line.close()
