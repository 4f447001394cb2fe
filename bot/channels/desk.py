"""The web chat and the terminal: channels of our own, whose "platform" is the table `shown`.

What is sent is a row that a client fetches by number: nothing is lost when nobody looks.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from bot.render.wording import with_lateness
from domain.incoming import Address, Incoming, Pressed, RawEvent, Text
from domain.outgoing import Document, Queued
from domain.people import OUR_OWN, Person, private_desk, team_desk
from domain.ports import Clock
from storage.codec import dump
from storage.store import Store

WEB, TERMINAL = OUR_OWN
NAMES = OUR_OWN
MENTION = "@salesbot"
COMMAND = "/"


def private_chat(person: Person) -> str:
    """Return the id of a person's private chat."""
    return private_desk(person.id)


def team_chat(team_id: int) -> str:
    """Return the id of a team's chat."""
    return team_desk(team_id)


def event(
    chat: Address,
    person: Person,
    key: str,
    now: Clock,
    *,
    text: str | None = None,
    press: str | None = None,
    on: str | None = None,
) -> RawEvent:
    """Return what a client of ours hands in as a raw event, said when it was received."""
    raw = {"chat": chat.chat, "person": person.id, "text": text, "press": press, "on": on}
    return RawEvent(chat.channel, key, f"{chat.chat}:{key}", now(), raw)


def read(raw: RawEvent) -> Incoming:
    """Read an event of ours."""
    held = raw.raw
    private = str(held["chat"]).startswith("p")
    pressed = held.get("press")
    text = str(held.get("text") or "")
    content = Pressed(pressed) if pressed else Text(_addressed(text))
    return Incoming(
        address=Address(raw.channel, held["chat"]),
        person=str(held["person"]),
        said_at=raw.said_at,
        spoken_to=bool(pressed) or text.lower().lstrip().startswith((MENTION, COMMAND)),
        content=content,
        private=private,
        reply_to=held.get("on"),
    )


def _addressed(text: str) -> str:
    """Return the words without the bot's own name before them."""
    stripped = text.lstrip()
    return stripped[len(MENTION) :].lstrip(" ,，:：") if stripped.lower().startswith(MENTION) else text


class Desk:
    """Sends to the web chat and the terminal."""

    names = NAMES

    def __init__(self, store: Store, in_thread: Callable[..., Any]) -> None:
        """Write rows into `store`."""
        self._store = store
        self._in_thread = in_thread

    def parts(self, item: Queued, late: timedelta | None) -> Sequence[Document]:
        """Return the document in one piece, saying that it is late where it is."""
        return (item.document if late is None else with_lateness(item.document, late),)

    async def send(self, item: Queued, number: int, part: Document) -> str:
        """Append the row, or the edit of one; the same delivery is appended once."""
        return str(await asyncio.shield(self._in_thread(self._show, item, number, part)))

    async def clear(self, item: Queued, number: int) -> None:
        """Do nothing: what is shown here has one part."""

    def _show(self, item: Queued, number: int, part: Document) -> str:
        replaces = int(item.replaces[0].id) if item.replaces else None
        with self._store.write() as unit:
            id = unit.screen.show(
                item.address,
                "edit" if replaces else "sent",
                dump(part),
                replaces=replaces,
                delivery=f"{item.id}:{number}",
            )
            unit.commit()
        return str(replaces or id)
