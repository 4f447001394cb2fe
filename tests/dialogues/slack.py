"""The dialogues in Slack: everybody has direct messages with the app, the team has a channel."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from bot.app import App as Process
from bot.clock import DemoClock
from domain.act import Act
from domain.people import Chat, ChatKind
from reminders.pace import Limits
from tests.platforms.slack import Message, Person, SlackServer
from tests.platforms.slack.world import Channel

from .company import Company
from .stages import TEAM, Row

TOLD = ("chat.postMessage", "chat.update")


class SlackStage:
    """Everybody in direct messages with the app, and the team in a channel, over Socket Mode."""

    def __init__(self, clock: DemoClock) -> None:
        """Date messages by the process's clock."""
        self._server = SlackServer(pace=0.001)
        self._clock = clock
        self._people: dict[str, Person] = {}
        self._channels: dict[str, Channel] = {}
        self._rows: dict[str, list[Row]] = {}
        self._looked = 0

    @property
    def settings(self) -> Mapping[str, str]:
        """Where the process finds Slack."""
        self._server.start()
        self._set_clock()
        app = self._server.app
        return {
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "SLACK_API_URL": self._server.api,
        }

    def running(self) -> AbstractContextManager[Any]:
        """Let Slack run."""
        return self._server

    async def open(self, app: Process, company: Company) -> None:
        """Let everybody into the workspace with an account of theirs that is known, and tie the channel."""
        self._threads = app.threads
        for line in app.lines:
            line.pace.limits = Limits()  # a dialogue's time goes by leaps, its platform's by the wall
        await app.threads(self._server.wait_connected)
        for nick, colleague in company.people.items():
            self._people[nick] = self._server.person(colleague.name)
            self._channels[nick] = self._people[nick].dm
        self._channels[TEAM] = self._server.channel("north", list(self._people.values()))
        await app.threads(self._tie, app, company)
        await self._taken()

    def _tie(self, app: Process, company: Company) -> None:
        with app.store.write() as unit:
            unit.begin_act(Act(person_id=None, source_key="slack", said_at=unit.now(), channel="", chat=""))
            for nick, colleague in company.people.items():
                unit.people.tie(colleague.id, "slack", self._people[nick].id)
                unit.chats.open(self._known(nick, ChatKind.PRIVATE, person_id=colleague.id))
            unit.chats.open(self._known(TEAM, ChatKind.GROUP, team_id=company.team))
            unit.commit()

    def _known(self, name: str, kind: ChatKind, **whose: int) -> Chat:
        return Chat(channel="slack", platform_id=self._channels[name].id, kind=kind, **whose)  # type: ignore[arg-type]

    async def close(self) -> None:
        """Nobody needs to go."""

    async def _taken(self) -> None:
        """Wait until the process has acknowledged all events: it keeps them before."""
        await self._threads(self._server.wait, self._all_taken)

    def _all_taken(self) -> bool:
        return all(delivery.status != "waiting" for delivery in self._server.deliveries)

    async def say(self, nick: str, chat: str, text: str, on: Row | None) -> None:
        """Say it, in the thread of a message or not."""
        self._set_clock()
        thread = str(on.message) if on else None
        self._people[nick].says(self._channels[chat], text, thread=thread)
        await self._taken()

    async def press(self, nick: str, chat: str, on: Row, label: str) -> None:
        """Click it."""
        self._set_clock()
        self._people[nick].presses(self._message(chat, str(on.message)), label)
        await self._taken()

    def _set_clock(self) -> None:
        """Let the workspace's time be the dialogue's."""
        with self._server.change():
            self._server.world.ahead = self._clock().timestamp() - time.time()  # noqa: TID251

    def _message(self, chat: str, ts: str) -> Message:
        return next(one for one in self._server.messages(self._channels[chat]) if one.ts == ts)

    async def rows(self, chat: str, nick: str) -> Sequence[Row]:
        """Return what the bot posted and changed in the chat, in order; a picture stands for itself."""
        calls = self._server.calls
        for call in calls[self._looked :]:
            if call.outcome == "ok" and call.method in TOLD:
                self._note(call.answer or {}, edit=call.method == "chat.update")
        self._looked = len(calls)
        return self._rows.get(chat, [])

    def _note(self, answer: Mapping[str, Any], *, edit: bool) -> None:
        name = next(name for name, one in self._channels.items() if one.id == answer["channel"])
        message = self._message(name, answer["ts"])
        labels = {button.label: button.value for button in message.buttons}
        row = Row(message.ts, message.ts if edit else None, "\n".join(_lines(message)), labels)
        self._rows.setdefault(name, []).append(row)


def _lines(message: Message) -> Iterator[str]:
    """Yield what stands in a message's blocks, as a terminal would show it."""
    for block in message.blocks:
        if block["type"] == "actions":
            yield " ".join(f"[{key['text']['text']}]" for key in block["elements"])
        for element in block["elements"] if block["type"] == "rich_text" else ():
            if element["type"] == "rich_text_list":
                first = element.get("offset", 0) + 1
                for number, item in enumerate(element["elements"], first):
                    mark = f"{number}." if element["style"] == "ordered" else "-"
                    yield f"{mark} {_words(item)}"
            else:
                yield from _words(element).splitlines()


def _words(section: Mapping[str, Any]) -> str:
    return "".join(part["text"] for part in section["elements"])
