"""People and chats as Telegram knows them, and how it shows them in JSON."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .rules import Json

if TYPE_CHECKING:
    from .messages import Message

HERE = ("creator", "administrator", "member", "restricted")
"""Bot API, ChatMember: the statuses of those who are in a chat."""
GENERAL = 0
RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""Bot API, ChatMemberAdministrator: the fields that are always there."""


@dataclass(eq=False)
class User:
    """Somebody with an account: a person or a bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    started: bool = False
    """Whether they have started our bot, which alone lets it write to them."""
    blocking: bool = False
    gone: bool = False
    """Whether the account is deleted."""

    @property
    def json(self) -> Json:
        """Bot API, User."""
        optional = {
            name: value
            for name in ("last_name", "username", "language_code")
            if (value := getattr(self, name)) and not (self.is_bot and name == "language_code")
        }
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, **optional}

    @property
    def name(self) -> str:
        """Their full name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(eq=False)
class Chat:
    """A private chat, a group, a supergroup or a channel."""

    id: int
    kind: str
    instance: str
    title: str = ""
    user: User | None = None
    """Whom a private chat is with."""
    forum: bool = False
    privacy: bool = True
    """Whether the bot's privacy mode is on here: it counts from when the bot was added."""
    bot: str = "left"
    """What our bot is here: a status of Bot API, ChatMember."""
    members: dict[int, str] = field(default_factory=dict)
    threads: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    """Topics in which only admins write; `GENERAL` is the one that messages do not name."""
    forbidden: set[str] = field(default_factory=set)
    """What only admins may send here, as refusals call it: "text messages", "photos", "documents"."""
    moved_to: int | None = None
    deleted: bool = False
    messages: dict[int, "Message"] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return self.kind == "private"

    @property
    def grouped(self) -> bool:
        """Whether it is a group of either kind."""
        return self.kind in ("group", "supergroup")

    @property
    def bot_is_here(self) -> bool:
        """Whether our bot is in it."""
        return self.private or self.bot in HERE

    @property
    def json(self) -> Json:
        """Bot API, Chat."""
        if self.user is not None:
            shown = self.user.json
            named: Json = {
                name: shown[name] for name in ("first_name", "last_name", "username") if name in shown
            }
            return {"id": self.id, "type": self.kind, **named}
        return {"id": self.id, "type": self.kind, "title": self.title} | (
            {"is_forum": True} if self.forum else {}
        )

    @property
    def full(self) -> Json:
        """Bot API, ChatFullInfo."""
        more: Json = {
            "accent_color_id": 1,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(GIFTS, True),
        }
        if self.grouped:
            more["permissions"] = {"can_send_messages": True}
        return self.json | more

    def __str__(self) -> str:
        """Its name."""
        return self.title or (self.user.name if self.user else str(self.id))


GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def member(user: User, status: str) -> Json:
    """Bot API, ChatMember: what somebody is in a chat."""
    json: Json = {"user": user.json, "status": status}
    if status == "administrator":
        json |= dict.fromkeys(RIGHTS, False) | {"can_manage_chat": True}
    elif status == "creator":
        json["is_anonymous"] = False
    elif status == "kicked":
        json["until_date"] = 0
    return json
