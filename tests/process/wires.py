"""The platforms as Ann uses them: several accounts of hers, on one stand-in, in each mode of listening."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from domain.act import Act
from domain.people import Chat, ChatKind
from tests.platforms.faults import DropAfter, Fault, Flood
from tests.platforms.slack import Person as Slacker
from tests.platforms.slack import SlackServer
from tests.platforms.slack.world import User
from tests.platforms.telegram import Telegram

from .running import Shop, free_port

SECRET = "a-secret-of-tests-long-enough"


class Wire(Protocol):
    """A platform in one mode: Ann has `accounts` accounts, each in a private chat with the bot."""

    accounts: int
    asked_for: bool
    """Whether what is said waits until the process asks for it; else the platform brings it, four times."""
    repeats: bool
    """Whether a post of which the reply was lost is posted again."""

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


def telegram_settings(telegram: Telegram, port: int, *, hook: bool) -> Mapping[str, str]:
    """Return a token, where Telegram is, and in webhook mode where the process is."""
    called = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}", "TELEGRAM_WEBHOOK_SECRET": SECRET}
    return {
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "SALESBOT_HTTP_PORT": str(port),
        **(called if hook else {}),
    }


class TelegramWire:
    """Telegram, by polling or webhook."""

    def __init__(self, accounts: int, *, hook: bool) -> None:
        """Let Ann have so many accounts; nothing runs yet."""
        self.accounts = accounts
        self.asked_for = True  # also by webhook: Telegram keeps a day's updates and goes on trying
        self.repeats = True
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
        return telegram_settings(self.telegram, self._port, hook=self._hook)

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


class SlackWire:
    """Slack, over Socket Mode or by signed HTTP."""

    def __init__(self, accounts: int, *, hook: bool) -> None:
        """Let Ann have so many accounts; nothing runs yet."""
        self.accounts = accounts
        self.asked_for = False
        self.repeats = False  # a post whose reply was lost is found in the history
        # A tenth of Slack's minutes between its attempts: time for a process to come back.
        self.slack = SlackServer(pace=0.1 if hook else 0.001)
        self._port = free_port()
        self._hook = hook

    @contextmanager
    def running(self) -> Iterator["SlackWire"]:
        """Let Slack run."""
        with self.slack:
            if self._hook:
                self.slack.app.request_url = f"http://127.0.0.1:{self._port}/slack/events"
            self._people = [Slacker(self.slack, self._joined(number)) for number in range(self.accounts)]
            yield self

    def _joined(self, number: int) -> User:
        """Let somebody be in the workspace already: nobody is told of it."""
        with self.slack.change():
            user = User(self.slack.world.id("U"), f"ann{number}")
            self.slack.world.users[user.id] = user
        return user

    @property
    def settings(self) -> Mapping[str, str]:
        """The tokens, where Slack is, and in HTTP mode the secret it signs with."""
        app = self.slack.app
        way = (
            {"SLACK_SIGNING_SECRET": app.signing_secret} if self._hook else {"SLACK_APP_TOKEN": app.app_token}
        )
        return {
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_API_URL": self.slack.api,
            "SALESBOT_HTTP_PORT": str(self._port),
            **way,
        }

    def known_in(self, shop: Shop) -> None:
        """Tie them."""
        tie(shop, "slack", {person.id: person.dm.id for person in self._people})

    def say(self, account: int, words: str) -> None:
        """Say it."""
        person = self._people[account]
        person.says(person.dm, words)

    def answers(self, account: int, words: str) -> int:
        """Count them."""
        return sum(words in message.text for message in self.slack.answers(self._people[account].dm))

    def spoil(self, *faults: Fault) -> None:
        """Spoil what is posted."""
        self.slack.faults.add("chat.postMessage", *faults)


WIRES: Mapping[str, Callable[[int], Wire]] = {
    "telegram-polling": lambda accounts: TelegramWire(accounts, hook=False),
    "telegram-webhook": lambda accounts: TelegramWire(accounts, hook=True),
    "slack-socket": lambda accounts: SlackWire(accounts, hook=False),
    "slack-http": lambda accounts: SlackWire(accounts, hook=True),
}

__all__ = ["WIRES", "DropAfter", "Flood", "Wire"]
