"""What arrives: a raw event of a channel, and what it means before anybody has understood its words.

Every time here is aware and in UTC, except where a name says `local`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Slots = Mapping[str, Any]
"""An action's slots as `docs/actions.md` gives them: JSON values, dates and times as local ISO text."""


@dataclass(frozen=True)
class Said:
    """One action as somebody said it: the name and slots of docs/actions.md, nothing settled yet."""

    name: str
    slots: Slots = field(default_factory=dict)


@dataclass(frozen=True)
class Doubt:
    """A slot of which the reading is unsure: a question rather than a write."""

    action: int
    slot: str
    why: str


@dataclass(frozen=True)
class Reading:
    """What a message was understood to ask for; no actions when it asks for nothing."""

    actions: tuple[Said, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Situation:
    """What understanding may know beside the words.

    `now_local` is the sender's wall clock when it was said (naive); `customers` and `people` are names
    known to the store that occur in the text; `context_customer` is the customer last spoken of.
    """

    now_local: datetime
    channel: Literal["dm", "group"] = "dm"
    context_customer: str | None = None
    customers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    country: str | None = None


# ---- the contents of a message ------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Typed words."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """A button: `done 42`, `undo act-57`, `pick q31 2`; always with an id, never "the last one"."""

    command: str


@dataclass(frozen=True)
class Form:
    """Actions that are already split into slots."""

    actions: tuple[Said, ...]


@dataclass(frozen=True)
class Edited:
    """A message of one's own said anew: `message_key` names the message as it was first kept."""

    message_key: str
    text: str


FileKind = Literal["photo", "voice", "audio", "video", "document"]


@dataclass(frozen=True)
class File:
    """A file with what was said to it: `file` is the platform's id, `size` in bytes, `album` joins some.
    With an `author` it is forwarded: its caption is their words, never an order."""

    kind: FileKind
    file: str
    name: str = ""
    mime: str = ""
    size: int | None = None
    caption: str = ""
    album: str = ""
    author: str = ""


@dataclass(frozen=True)
class Place:
    """Where somebody is: degrees of WGS 84."""

    latitude: float
    longitude: float
    title: str = ""


@dataclass(frozen=True)
class ContactCard:
    """Somebody's card, handed on."""

    name: str
    phone: str = ""
    company: str = ""


@dataclass(frozen=True)
class Forwarded:
    """Words of another: content, never an order."""

    author: str
    text: str


@dataclass(frozen=True)
class Started:
    """A private chat is opened, with the one-time code of the link that led there, if any."""

    code: str = ""


@dataclass(frozen=True)
class ChatChanged:
    """What happened to a chat: `moved_to` is its new id on the platform. Or in it: who is named as the
    sender `left` it, or, with no chat, had their account on the platform `deactivated`."""

    what: Literal["added", "removed", "blocked", "unblocked", "moved", "left", "deactivated"]
    moved_to: str = ""


Content = Text | Pressed | Form | Edited | File | Place | ContactCard | Forwarded | Started | ChatChanged


@dataclass(frozen=True)
class Address:
    """Where something is said: the channel, the chat there, and its thread or topic ('' for none)."""

    channel: str
    chat: str
    thread: str = ""


@dataclass(frozen=True)
class RawEvent:
    """One event as the channel got it, with what is needed to keep it.

    `key` is the delivery's own id and `message_key` the message's with its edit stamp: both unique, so a
    second delivery is kept once. `said_at` is the platform's time. `private`: said to the bot alone, as far
    as can be told without reading it.
    """

    channel: str
    key: str
    message_key: str
    said_at: datetime
    raw: Mapping[str, Any]
    private: bool = False


def storable(value: Any) -> Any:
    """Return what a platform sent without what no database takes as text: NUL and halves of surrogate
    pairs."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case dict():
            return {storable(name): storable(held) for name, held in value.items()}
        case list():
            return [storable(held) for held in value]
        case _:
            return value


@dataclass(frozen=True)
class Via:
    """A way to answer that the platform gave with one message, where the bot is no member: an address good
    until then (UTC), and the `person` (their name on the platform) who alone sees it. With `replaces` the
    answer takes the place of the message that was pressed on."""

    url: str
    until: datetime
    person: str
    replaces: bool = False


@dataclass(frozen=True)
class Profile:
    """What the platform knows of a sender: the name shown there, the language (BCP 47), the zone (IANA)."""

    name: str = ""
    language: str = ""
    timezone: str = ""


@dataclass(frozen=True)
class Incoming:
    """An event as read by its channel.

    `person` is the sender's name on the platform, not ours. `spoken_to`: mention, command, reply or
    button, or a private chat. `reply_to`: the platform's id of the message answered or pressed on;
    `message`: that of the message itself. `via`: where the answer goes if the bot is no member there.
    `title`: what a group is called; `guests`: people of other organisations are known to read along.
    """

    address: Address
    person: str
    said_at: datetime
    spoken_to: bool
    content: Content
    private: bool = True
    reply_to: str | None = None
    message: str | None = None
    via: Via | None = None
    profile: Profile = Profile()
    title: str = ""
    guests: bool = False
