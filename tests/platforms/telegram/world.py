"""All there is on the stand-in: people, chats, messages, files; what reaches the bot, what it may reach."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from ..faults import Faults
from ..serving import Served
from .markup import part
from .messages import File, Message, moment
from .people import Chat, User, member
from .rates import Rates
from .rules import Json, Refused
from .updates import Updates

FIRST_USER = 5_000_000_001
"""Bot API, User: an id "may have more than 32 significant bits", so here it does."""
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Bot API, Message: from whom an anonymous admin's message is, in a group."""


@dataclass
class Call:
    """A call of the bot, with its parameters and what came of it: `ok`, a status, or a fault's name."""

    method: str
    params: Json
    at: datetime
    outcome: str = ""


@dataclass
class Webhook:
    """Where updates are posted to."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    error: str = ""
    error_date: int = 0


@dataclass
class Query:
    """A button press waiting for its answer."""

    user: User
    message: Message
    at: datetime
    answered: int = 0


@dataclass(frozen=True)
class Toast:
    """What a person was shown for a press."""

    user: User
    text: str
    alert: bool = False


def real_time() -> datetime:
    """Return the time of day."""
    return datetime.now(UTC)  # noqa: TID251  # the platform has a clock of its own


@dataclass
class Poll:
    """A long poll under way, and why it ended early."""

    ended: str = ""


@dataclass
class Profile:
    """What is set about the bot."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


class World(Served):
    """The state behind the Bot API of one bot; read it under `lock`, change it inside `change()`."""

    def __init__(
        self, token: str, username: str, now: Callable[[], datetime] | None, limits: bool | Rates, port: int
    ) -> None:
        """Begin empty."""
        super().__init__(port)
        self.token = token
        self.now = now or real_time
        self.bot = User(int(token.partition(":")[0]), "Salesbot", username=username, is_bot=True)
        self.rates = limits if isinstance(limits, Rates) else Rates() if limits else None
        self.faults = Faults()
        self.updates = Updates(self.now)
        self.webhook = Webhook()
        self.poll: Poll | None = None
        self.next_conflict = 0.0
        self.calls: list[Call] = []
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.links: dict[str, tuple[File, datetime]] = {}
        self.queries: dict[str, Query] = {}
        self.query_life = 30.0
        """Seconds for which a press can be answered; the real number is not published."""
        self.toasts: list[Toast] = []
        self.typing: list[tuple[Chat, str]] = []
        self.profile = Profile()
        self.number = count(FIRST_USER)
        self._common = count(101)
        self._own: dict[int, Any] = {}

    # ---- messages

    def post(self, chat: Chat, sender: User | None, content: Json, **more: Any) -> Message:
        """Put a message into a chat; numbers run per supergroup and channel, together for all other chats."""
        own = chat.kind in ("supergroup", "channel")
        numbers = self._own.setdefault(chat.id, count(2)) if own else self._common
        message = Message(next(numbers), chat, sender, moment(self.now()), content, **more)
        chat.messages[message.id] = message
        return message

    def keep(self, data: bytes, name: str, mime: str, size: int | None = None) -> File:
        """Keep a file and give it its ids."""
        number = next(self.number)
        file = File(f"BQACAgQAAx{number:x}", f"AgAD{number:x}", name, data, mime, size or len(data))
        self.files[file.id] = file
        return file

    def with_user(self, entity: Json) -> Json | None:
        """Complete an entity that names a person by id; one nobody has is dropped (Bot API, HTML style)."""
        if entity["type"] != "text_mention":
            return entity
        user = self.users.get(entity["user"]["id"])
        return entity | {"user": user.json} if user else None

    # ---- what reaches the bot

    def tell(self, message: Message, edited: bool = False) -> int | None:
        """Let the bot have a message of somebody, if it may see it; return the update_id."""
        if not self.reaches(message):
            return None
        kind = "channel_post" if message.chat.kind == "channel" else "message"
        return self.updates.add(f"edited_{kind}" if edited else kind, message.json, message.chat.id)

    def reaches(self, message: Message) -> bool:
        """Return whether a message reaches the bot [core.telegram.org/bots/features#privacy-mode]."""
        chat = message.chat
        if chat.user is not None:
            return not chat.user.blocking
        if not chat.bot_is_here and "left_chat_member" not in message.content:
            return False
        if chat.kind == "channel":
            return chat.bot == "administrator"
        if message.sender is not None and message.sender.is_bot and message.sender is not ANONYMOUS:
            return message.service
        return message.service or not chat.privacy or chat.bot == "administrator" or self._spoken_to(message)

    def _spoken_to(self, message: Message) -> bool:
        """Return whether a group's message is for the bot: a command, a mention, a reply to it."""
        if message.reply_to is not None and message.reply_to.sender is self.bot:
            return True
        name = f"@{self.bot.username}".lower()
        for entity in message.entities:
            words = part(message.text, entity).lower()
            to = words.partition("@")[2]
            if entity["type"] == "bot_command" and to in ("", name[1:]) and (to or entity["offset"] == 0):
                return True
            if entity["type"] == "mention" and words == name:
                return True
            if entity["type"] == "text_mention" and entity["user"]["id"] == self.bot.id:
                return True
        return False

    def set_bot(self, chat: Chat, status: str, by: User) -> None:
        """Change what the bot is in a chat, and tell it (Bot API, Update: my_chat_member)."""
        old = ("kicked" if chat.user.blocking else "member") if chat.user else chat.bot
        if chat.user is not None:
            chat.user.blocking = status == "kicked"
        chat.bot = status
        changed = {
            "chat": chat.json,
            "from": by.json,
            "date": int(self.now().timestamp()),
            "old_chat_member": member(self.bot, old),
            "new_chat_member": member(self.bot, status),
        }
        self.updates.add("my_chat_member", changed, chat.id)

    # ---- what the bot reaches

    def chat(self, given: str, write: bool = True) -> Chat:
        """Return the chat a call names, or refuse as the server does (its check_chat_access)."""
        if not given:
            raise Refused("chat_id is empty")
        found = self.chats.get(int(given)) if re.fullmatch(r"-?\d+", given) else None
        if found is None:
            raise Refused("chat not found")
        if found.user is not None:
            self._check_person(found.user, write)
        else:
            self._check_group(found, write)
        return found

    def _check_person(self, user: User, write: bool) -> None:
        if not write:
            return
        if user.gone:
            raise Refused("user is deactivated", 403)
        if user.is_bot:
            raise Refused("bot can't send messages to bots", 403)
        if user.blocking:
            raise Refused("bot was blocked by the user", 403)
        if not user.started:
            raise Refused("bot can't initiate conversation with a user", 403)

    def _check_group(self, chat: Chat, write: bool) -> None:
        if chat.moved_to is not None and write:
            why = "group chat was upgraded to a supergroup chat"
            raise Refused(why, parameters={"migrate_to_chat_id": chat.moved_to})
        if chat.deleted and write:
            raise Refused("the group chat was deleted", 403)
        if chat.bot == "kicked":
            raise Refused(f"bot was kicked from the {chat.kind} chat", 403)
        if not chat.bot_is_here and chat.moved_to is None:
            raise Refused(f"bot is not a member of the {chat.kind} chat", 403)
        if write and chat.kind == "channel" and chat.bot != "administrator":
            raise Refused("need administrator rights in the channel chat")
