"""A group of Ann's team on each platform, the bot in it: what is said to others there, and to the bot."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from domain.act import Act
from domain.people import Chat, ChatKind
from tests.platforms.slack import SlackServer
from tests.platforms.telegram import Telegram

from .running import Shop, free_port
from .wires import telegram_settings, tie


class Room(Protocol):
    """A group on a platform, and Ann's private chat with the bot there."""

    @property
    def settings(self) -> Mapping[str, str]:
        """The environment of a process that listens to it."""
        ...

    def known_in(self, shop: Shop) -> None:
        """Tie Ann's account to her, and the group to her team."""
        ...

    def ready(self) -> None:
        """Wait until the process listens."""
        ...

    def chats(self, words: str, then: str) -> None:
        """Let Ann say something to the others, and say it anew."""
        ...

    def garbles(self, words: str) -> None:
        """Let an event of the group come that nobody can read."""
        ...

    def asks(self, words: str) -> None:
        """Let Ann say something to the bot, in the group."""
        ...

    def whispers(self, words: str) -> None:
        """Let Ann say something to the bot alone."""
        ...

    @property
    def taken(self) -> bool:
        """Whether the process has taken all that came."""
        ...

    def answered(self, words: str) -> bool:
        """Return whether the bot has said that in the group."""
        ...


def tie_group(shop: Shop, channel: str, group: str) -> None:
    """Tie a group to Ann's team."""
    with shop.store.write() as unit:
        unit.begin_act(
            Act(person_id=None, source_key=f"{channel} group", said_at=unit.now(), channel="", chat="")
        )
        team = shop.ann.team_id
        unit.chats.open(Chat(channel=channel, platform_id=group, kind=ChatKind.GROUP, team_id=team))
        unit.commit()


class TelegramRoom:
    """A group whose messages all come to the bot, by polling or webhook."""

    def __init__(self, telegram: Telegram, *, hook: bool) -> None:
        """Open it."""
        self._telegram = telegram
        self._hook = hook
        self._port = free_port()
        self._ann = telegram.person("Ann")
        self._ann.started = True
        self._group = telegram.group("North", [self._ann], privacy=False)

    @property
    def settings(self) -> Mapping[str, str]:
        """A token, where Telegram is, and in webhook mode where the process is."""
        return telegram_settings(self._telegram, self._port, hook=self._hook)

    def known_in(self, shop: Shop) -> None:
        """Tie them."""
        tie(shop, "telegram", {str(self._ann.id): str(self._ann.id)})
        tie_group(shop, "telegram", str(self._group.id))

    def ready(self) -> None:
        """What comes before waits at Telegram."""

    def chats(self, words: str, then: str) -> None:
        """Say it, and edit it."""
        self._ann.edits(self._ann.says(self._group, words), then)

    def garbles(self, words: str) -> None:
        """Send a message without sense."""
        place = {"id": self._group.id, "type": "supergroup", "title": words}
        self._telegram.malformed({"message": {"message_id": 1, "date": words, "chat": place, "text": words}})

    def asks(self, words: str) -> None:
        """Mention it."""
        self._ann.says(self._group, words, mention=True)

    def whispers(self, words: str) -> None:
        """Say it in the private chat."""
        self._ann.says(self._ann.chat, words)

    @property
    def taken(self) -> bool:
        """Whether no update waits."""
        with self._telegram.lock:
            return not self._telegram.updates.pending

    def answered(self, words: str) -> bool:
        """Look for it."""
        return any(words in message.text for message in self._telegram.said(self._group))


class SlackRoom:
    """A channel the app is in, over Socket Mode or by signed HTTP."""

    def __init__(self, slack: SlackServer, *, hook: bool) -> None:
        """Open it."""
        self._slack = slack
        self._hook = hook
        self._port = free_port()
        if hook:
            slack.app.request_url = f"http://127.0.0.1:{self._port}/slack/events"
        self._ann = slack.person("ann")
        self._channel = slack.channel("north", [self._ann])

    @property
    def settings(self) -> Mapping[str, str]:
        """The tokens, where Slack is, and in HTTP mode the secret it signs with."""
        app = self._slack.app
        way = (
            {"SLACK_SIGNING_SECRET": app.signing_secret} if self._hook else {"SLACK_APP_TOKEN": app.app_token}
        )
        return {
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_API_URL": self._slack.api,
            "SALESBOT_HTTP_PORT": str(self._port),
            **way,
        }

    def known_in(self, shop: Shop) -> None:
        """Tie them."""
        tie(shop, "slack", {self._ann.id: self._ann.dm.id})
        tie_group(shop, "slack", self._channel.id)

    def ready(self) -> None:
        """Wait for the socket; by HTTP the process listens when it is ready."""
        if not self._hook:
            self._slack.wait_connected()

    def chats(self, words: str, then: str) -> None:
        """Say it, and edit it."""
        self._ann.edits(self._ann.says(self._channel, words), then)

    def garbles(self, words: str) -> None:
        """Send a message without sense."""
        event = {
            "type": "message",
            "channel": self._channel.id,
            "channel_type": "channel",
            "user": self._ann.id,
            "ts": "1700000000.000100",
            "text": [words],
        }
        with self._slack.change():
            self._slack.events.tell("message.channels", event, self._channel)

    def asks(self, words: str) -> None:
        """Mention it."""
        self._ann.says(self._channel, f"@salesbot {words}")

    def whispers(self, words: str) -> None:
        """Say it in the direct messages."""
        self._ann.says(self._ann.dm, words)

    @property
    def taken(self) -> bool:
        """Whether no delivery is under way."""
        return all(delivery.status != "waiting" for delivery in self._slack.deliveries)

    def answered(self, words: str) -> bool:
        """Look for it."""
        return any(words in message.text for message in self._slack.answers(self._channel))


@contextmanager
def telegram_room(*, hook: bool) -> Iterator[Room]:
    """Let Telegram run with a group."""
    with Telegram() as telegram:
        yield TelegramRoom(telegram, hook=hook)


@contextmanager
def slack_room(*, hook: bool) -> Iterator[Room]:
    """Let Slack run with a channel."""
    with SlackServer(pace=0.001) as slack:
        yield SlackRoom(slack, hook=hook)


ROOMS: Mapping[str, Callable[[], AbstractContextManager[Room]]] = {
    "telegram-polling": lambda: telegram_room(hook=False),
    "telegram-webhook": lambda: telegram_room(hook=True),
    "slack-socket": lambda: slack_room(hook=False),
    "slack-http": lambda: slack_room(hook=True),
}
