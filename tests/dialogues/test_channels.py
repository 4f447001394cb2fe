"""What every channel promises of what it is to send; the dialogues show what becomes of what is said."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from bot.render.plain import plain
from domain.incoming import Address
from domain.outgoing import About, Button, Document, Outgoing, Paragraph, Priority, Span, Title
from storage.tables import chat

from .play import STAGES, Player
from .script import Dialogue
from .stages import Row

ANN = "ann"
TALK = About("talk")
ABOUT = About("act", 1)
"""What a card is about that is edited later."""
KEYS = ((Button("Open", "show 1"), Button("Done", "done 1")),)


class Contract(Player):
    """A process on one channel, to which documents are given to send."""

    story: Callable[["Contract"], Awaitable[None]]

    async def _steps(self) -> None:
        await self.stage.open(self.app, self.company)
        try:
            await self._quiet()
            await self._new()
            await self.story(self)
        finally:
            await self.stage.close()

    async def sends(self, *documents: Document, about: About = TALK, edits: About | None = None) -> None:
        """Queue documents for Ann, in order, and wait until they are sent."""
        await self.app.threads(self._queue, documents, about, edits)
        await self._quiet()

    def _queue(self, documents: Sequence[Document], about: About, edits: About | None) -> None:
        with self.app.store.write() as unit:
            address = self._address(unit)
            for document in documents:
                unit.outbox.add(
                    Outgoing(address, document, about, Priority.ANSWER, self.clock(), edits=edits)
                )
            unit.commit()

    def _address(self, unit) -> Address:
        found = unit.chats.where(
            chat.c.channel == self.channel, chat.c.person_id == self.company.people[ANN].id
        )
        address: Address = found[0].address
        return address

    async def told(self) -> Sequence[Row]:
        """Return all that Ann's chat was told."""
        return await self.stage.rows(ANN, ANN)


@pytest.fixture(params=STAGES)
def keeps(request, a_store, port):
    """Return what tells a story on each channel."""

    def tell(story) -> None:
        contract = Contract(Dialogue(Path("none"), [], []), request.param, a_store("sqlite"), port)
        contract.channel = request.param
        contract.story = story
        contract.play()

    return tell


def letters(text: str) -> str:
    """Return a text without spaces: what may be lost where a message is cut."""
    return "".join(text.split())


def test_a_long_document_arrives_whole_its_buttons_last(keeps):
    """In one message or several, every letter once and in order."""
    rows = tuple(Paragraph((Span(f"{number}. {'word ' * 150}"),)) for number in range(1, 13))
    long = Document("en", (Title((Span("All of it"),)), *rows), KEYS)

    async def story(contract):
        await contract.sends(long)
        told = await contract.told()
        assert letters("".join(row.text for row in told)) == letters(plain(long))
        assert [list(row.buttons) for row in told if row.buttons] == [["Open", "Done"]]
        assert list(told[-1].buttons) == ["Open", "Done"]

    keeps(story)


def test_messages_of_a_chat_arrive_in_order(keeps):
    """Ten that were queued together."""
    lines = [Document("en", (Paragraph((Span(f"line {number}"),)),)) for number in range(10)]

    async def story(contract):
        await contract.sends(*lines)
        assert [row.text for row in await contract.told()] == [f"line {number}" for number in range(10)]

    keeps(story)


def test_an_edit_takes_the_place_of_what_it_edits(keeps):
    """Same message, new words; its buttons go where the new words have none."""
    card = Document("en", (Title((Span("Callback"),)),), KEYS)
    over = Document("en", (Title((Span("Callback · done"),)),))

    async def story(contract):
        await contract.sends(card, about=ABOUT)
        (first,) = await contract.told()
        await contract.sends(over, edits=ABOUT)
        second = (await contract.told())[-1]
        assert (first.text.splitlines()[0], list(first.buttons)) == ("Callback", ["Open", "Done"])
        assert (second.message, second.text, second.buttons) == (first.message, "Callback · done", {})

    keeps(story)


def test_an_edit_that_changes_nothing_is_no_trouble(keeps):
    """A platform that refuses it has what it should show."""
    card = Document("en", (Title((Span("Callback"),)),), KEYS)

    async def story(contract):
        await contract.sends(card, about=ABOUT)
        await contract.sends(card, edits=ABOUT)
        assert {row.text.splitlines()[0] for row in await contract.told()} == {"Callback"}

    keeps(story)


def test_markup_in_words_stays_words(keeps):
    """Angle brackets, stars and mentions come out as they went in."""
    evil = "<b>x</b> & <!channel> *y* _z_ `q` [a](http://b) <@U1> #c"

    async def story(contract):
        await contract.sends(Document("en", (Paragraph((Span(evil, "bold"), Span(evil))),)))
        (row,) = await contract.told()
        assert row.text == evil + evil

    keeps(story)
