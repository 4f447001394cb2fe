"""The same bot in the terminal."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from bot.channels import desk
from bot.http.services import Post
from bot.render.plain import plain
from domain.act import Act
from domain.incoming import Address
from domain.outgoing import Button, Document
from domain.people import Chat, ChatKind, Person
from storage.codec import load
from storage.locks import lock
from storage.store import Store
from storage.traffic import Shown

if TYPE_CHECKING:
    from bot.app import App

HOW = "Type what happened; a number presses a button of the last message, Ctrl-D ends."
"""Said once at the start, in the language of the terminal's own program."""


async def talk(app: "App", name: str | None) -> None:
    """Talk as a person until the end of input. Where a `salesbot run` works on the store it answers;
    else this process does."""
    with app.store.read() as unit:
        person = _who(unit.people.all(), name)
    open_chat(app.store, person)
    run_lock = lock(app.engines, "run")
    alone = not app.engines.sqlite or run_lock.take()
    run_lock.release()
    screen = Screen(app, person)
    if alone:
        await app.run(partial(_until_end, app, screen), pages=False)
    else:
        await screen.run()


async def _until_end(app: "App", screen: "Screen") -> None:
    await screen.run()
    app.stop()


def _who(people: Sequence[Person], name: str | None) -> Person:
    if name is None and len(people) == 1:
        return people[0]
    found = [person for person in people if name is not None and name in person.called]
    if len(found) != 1:
        names = ", ".join(person.name for person in people) or "nobody yet: `salesbot invite --role admin`"
        raise click.ClickException(f"say whom you talk as with --as NAME; there are {names}")
    return found[0]


def open_chat(store: Store, person: Person) -> None:
    """Open the person's chat in the terminal, where it is new."""
    address = Address(desk.TERMINAL, desk.private_chat(person))
    with store.write() as unit:
        if unit.chats.at(address.channel, address.chat) is None:
            unit.begin_act(
                Act(
                    person_id=person.id,
                    source_key=f"chat:{address.chat}",
                    said_at=unit.now(),
                    channel=address.channel,
                    chat=address.chat,
                )
            )
            unit.chats.add(
                Chat(
                    channel=address.channel,
                    platform_id=address.chat,
                    kind=ChatKind.PRIVATE,
                    person_id=person.id,
                )
            )
        unit.commit()


class Screen:
    """Shows what comes and hands in what is typed."""

    def __init__(self, app: "App", person: Person) -> None:
        """Talk as `person`."""
        self._app = app
        self._person = person
        self._address = Address(desk.TERMINAL, desk.private_chat(person))
        self._rung = asyncio.Event()
        self._after = 0
        self._buttons: dict[int, tuple[Button, int]] = {}

    async def run(self) -> None:
        """Talk until the input ends."""
        from prompt_toolkit import PromptSession
        from prompt_toolkit.patch_stdout import patch_stdout

        loop = asyncio.get_running_loop()
        leave = self._app.store.bell.listen(lambda: loop.call_soon_threadsafe(self._rung.set))
        latest = await self._app.threads(self._latest)
        self._after = latest[-1].id if latest else 0
        click.echo(HOW)
        showing = loop.create_task(self._show())
        session: PromptSession[str] = PromptSession()
        try:
            with patch_stdout(), suppress(EOFError, KeyboardInterrupt):
                while True:
                    typed = (await session.prompt_async(f"{self._person.name}> ")).strip()
                    if typed:
                        await self._app.threads(self._hand_in, typed)
        finally:
            leave()
            showing.cancel()

    def _hand_in(self, typed: str) -> None:
        pressed = self._buttons.get(int(typed)) if typed.isdecimal() else None
        if pressed is not None:
            button, on = pressed
            post = Post(uuid4().hex, press=button.command, on=on)
        else:
            post = Post(uuid4().hex, text=typed)
        self._app.post(self._person, self._address, post)

    async def _show(self) -> None:
        while True:
            self._rung.clear()
            for row in await self._app.threads(self._new):
                self._after = row.id
                if row.kind != "said":
                    self._print(self._app.seal.reveal(load(row.body)), row.replaces or row.id)
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    await self._rung.wait()

    def _print(self, document: Document, on: int) -> None:
        click.echo(plain(replace(document, buttons=())))
        buttons = [button for row in document.buttons for button in row]
        self._buttons = {number: (button, on) for number, button in enumerate(buttons, 1)}
        if buttons:
            click.echo("  ".join(f"[{number}] {button.label}" for number, button in enumerate(buttons, 1)))

    def _latest(self) -> list[Shown]:
        with self._app.store.read() as unit:
            return unit.screen.latest(self._address, 1)

    def _new(self) -> list[Shown]:
        with self._app.store.read() as unit:
            return unit.screen.since(self._address, self._after)
