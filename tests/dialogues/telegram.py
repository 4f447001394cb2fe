"""The dialogues on Telegram: everybody has it in their hands, the team has a group."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from bot.app import App
from bot.clock import DemoClock
from domain.act import Act
from domain.people import Chat as KnownChat
from domain.people import ChatKind
from domain.people import Person as Colleague
from reminders.pace import Limits
from tests.platforms.telegram import Chat, Message, Person, Telegram

from .company import Company
from .stages import TEAM, Row

SENT = ("sendmessage", "sendphoto")
CHANGED = ("editmessagetext", "editmessagecaption")


class TelegramStage:
    """Everybody in a private chat with the bot, and the team in a group where it hears what is said to it."""

    def __init__(self, clock: DemoClock) -> None:
        """Date messages by the process's clock."""
        self._telegram = Telegram(username="salesbot", now=clock)
        self._people: dict[str, Person] = {}
        self._chats: dict[str, Chat] = {}
        self._rows: dict[str, list[Row]] = {}
        self._looked = 0

    @property
    def settings(self) -> Mapping[str, str]:
        """Where the process finds Telegram."""
        self._telegram.start()
        return {"TELEGRAM_BOT_TOKEN": self._telegram.token, "TELEGRAM_API_URL": self._telegram.url}

    def running(self) -> AbstractContextManager[Any]:
        """Let Telegram run."""
        return self._telegram

    async def open(self, app: App, company: Company) -> None:
        """Let everybody start the bot with an account of theirs that is known, and tie the group."""
        for line in app.lines:
            line.pace.limits = Limits()  # a dialogue's time goes by leaps, its platform's by the wall
        for nick, colleague in company.people.items():
            tag = colleague.language.value.lower()
            self._people[nick] = self._telegram.person(*colleague.name.split(" ", 1), language_code=tag)
            self._chats[nick] = self._people[nick].chat
            self._people[nick].started = True
        members = [*self._people.values()]
        for nick, (name, language) in company.strangers.items():
            self._people[nick] = self._telegram.person(*name.split(" ", 1), language_code=language)
            self._chats[nick] = self._people[nick].chat
        self._chats[TEAM] = self._telegram.group("North", members, bot="left")
        await app.threads(self._tie, app, company)
        members[0].adds_bot(self._chats[TEAM])
        self._threads = app.threads
        await self._taken()

    async def _taken(self) -> None:
        """Wait until the process has confirmed all updates: it keeps them before."""
        await self._threads(self._telegram.wait, self._all_taken)

    def _tie(self, app: App, company: Company) -> None:
        with app.store.write() as unit:
            key = Act(person_id=None, source_key="telegram", said_at=unit.now(), channel="", chat="")
            unit.begin_act(key)
            for nick, colleague in company.people.items():
                unit.people.tie(colleague.id, "telegram", str(self._people[nick].id))
                unit.chats.open(self._known(nick, colleague))
            team = KnownChat(
                channel="telegram",
                platform_id=str(self._chats[TEAM].id),
                kind=ChatKind.GROUP,
                team_id=company.team,
                title="North",
            )
            unit.chats.open(team)
            unit.commit()

    def _known(self, nick: str, colleague: Colleague) -> KnownChat:
        return KnownChat(
            channel="telegram",
            platform_id=str(self._chats[nick].id),
            kind=ChatKind.PRIVATE,
            person_id=colleague.id,
        )

    async def close(self) -> None:
        """Nobody needs to go."""

    def _all_taken(self) -> bool:
        with self._telegram.lock:
            return not self._telegram.updates.pending

    async def say(self, nick: str, chat: str, text: str, on: Row | None) -> None:
        """Say it, as a reply to a message or not."""
        there = self._chats[chat]
        self._people[nick].says(there, text, reply_to=self._message(chat, on) if on else None)
        await self._taken()

    async def press(self, nick: str, chat: str, on: Row, label: str) -> None:
        """Tap it."""
        self._people[nick].presses(self._message(chat, on), label)
        await self._taken()

    async def leave(self, nick: str) -> None:
        """Leave the team's group."""
        self._people[nick].leaves(self._chats[TEAM])
        await self._taken()

    def _message(self, chat: str, row: Row) -> Message:
        return self._chats[chat].messages[int(row.message)]

    async def rows(self, chat: str, nick: str) -> Sequence[Row]:
        """Return what the bot sent and changed in the chat, in order."""
        with self._telegram.lock:
            for call in self._telegram.calls[self._looked :]:
                if call.outcome == "ok" and call.method.lower() in SENT + CHANGED:
                    self._note(int(call.params["chat_id"]), call.params.get("message_id"))
            self._looked = len(self._telegram.calls)
        return self._rows.get(chat, [])

    def _note(self, chat_id: int, edited: Any) -> None:
        name = next(name for name, chat in self._chats.items() if chat.id == chat_id)
        rows = self._rows.setdefault(name, [])
        if edited is not None:
            rows.append(_row(self._chats[name].messages[int(edited)], replaces=int(edited)))
            return
        known = {row.message for row in rows}
        sent = (one for one in self._telegram.said(self._chats[name]) if one.id not in known)
        rows.append(_row(next(sent), replaces=None))


def _row(message: Message, replaces: int | None) -> Row:
    """Return a message as it stands now; between two looks at most one edit of it comes."""
    words = [f"- {line[2:]}" if line.startswith("• ") else line for line in message.text.splitlines()]
    keys = [" ".join(f"[{button.label}]" for button in row) for row in message.rows]
    return Row(message.id, replaces, "\n".join([*words, *keys]), message.buttons)
