"""The platforms as Ann uses them: several accounts of hers, on one stand-in, in each mode of listening."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from domain.act import Act
from domain.people import Chat, ChatKind
from tests.platforms.faults import DropAfter, Fault, Flood
from tests.platforms.telegram import Telegram

from .running import Shop, free_port

SECRET = "a-secret-of-tests-long-enough"


class Wire(Protocol):
    """A platform in one mode: Ann has `accounts` accounts, each in a private chat with the bot."""

    accounts: int

    @property
    def settings(self) -> Mapping[str, str]:
        """The environment of a process that listens to it."""
        ...

    def running(self) -> "Iterator[Wire]":
        """Let the platform run."""
        ...

    def known_in(self, shop: Shop) -> None:
        """Tie Ann's accounts to her."""
        ...

    def say(self, account: int, words: str) -> None:
        """Say something with one of the accounts."""
        ...

    def answers(self, account: int, words: str) -> int:
        """Return how many messages of the bot's with these words stand in that account's chat."""
        ...

    def spoil(self, *faults: Fault) -> None:
        """Let the next posts of the bot go wrong so."""
        ...

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until it holds; it is asked when something happens on the platform."""
        ...


def tie(shop: Shop, channel: str, accounts: Mapping[str, str]) -> None:
    """Tie accounts of a platform to Ann, each with its private chat."""
    with shop.store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key=channel, said_at=unit.now(), channel="", chat=""))
        for account, chat in accounts.items():
            unit.people.tie(shop.ann.id, channel, account)
            unit.chats.open(
                Chat(channel=channel, platform_id=chat, kind=ChatKind.PRIVATE, person_id=shop.ann.id)
            )
        unit.commit()


class TelegramWire:
    """Telegram, by polling or webhook."""

    def __init__(self, accounts: int, *, hook: bool) -> None:
        """Let Ann have so many accounts; nothing runs yet."""
        self.accounts = accounts
        self.telegram = Telegram()
        self._port = free_port()
        self._hook = hook

    @contextmanager
    def running(self) -> Iterator["TelegramWire"]:
        """Let Telegram run."""
        with self.telegram:
            self.people = [self.telegram.person(f"Ann {number}") for number in range(self.accounts)]
            for person in self.people:
                person.started = True
            yield self

    @property
    def settings(self) -> Mapping[str, str]:
        """A token, where Telegram is, and in webhook mode where the process is."""
        hook = {
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{self._port}",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        return {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "SALESBOT_HTTP_PORT": str(self._port),
            **(hook if self._hook else {}),
        }

    def known_in(self, shop: Shop) -> None:
        """Tie them; a private chat has its person's number."""
        tie(shop, "telegram", {str(person.id): str(person.id) for person in self.people})

    def say(self, account: int, words: str) -> None:
        """Say it."""
        person = self.people[account]
        person.says(person.chat, words)

    def answers(self, account: int, words: str) -> int:
        """Count them."""
        return sum(words in message.text for message in self.telegram.said(self.people[account].chat))

    def spoil(self, *faults: Fault) -> None:
        """Spoil what is sent."""
        self.telegram.faults.add("sendMessage", *faults)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait for it."""
        self.telegram.wait(condition)


WIRES: Mapping[str, Callable[[int], Wire]] = {
    "telegram-polling": lambda accounts: TelegramWire(accounts, hook=False),
    "telegram-webhook": lambda accounts: TelegramWire(accounts, hook=True),
}

__all__ = ["WIRES", "DropAfter", "Flood", "Wire"]
