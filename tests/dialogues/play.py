"""Plays a dialogue through one channel of a whole process: workers, dispatchers, ticks, pages; its clock
alone is moved by hand. Nothing here sleeps: it waits for rows."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from difflib import ndiff
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, text

from bot.app import TICKS, App
from bot.channels import desk
from bot.clock import DemoClock
from bot.faults import Faults
from bot.settings import Settings
from handlers.receive import receive
from storage.tables import inbox, outbox

from .company import found
from .script import Dialogue, Message, Step, compared, fits
from .slack import SlackStage
from .stages import PATIENCE, TEAM, DeskStage, Row, Stage
from .telegram import TelegramStage

STAGES: Mapping[str, Callable[[DemoClock], Stage]] = {
    desk.WEB: lambda _clock: DeskStage(desk.WEB),
    desk.TERMINAL: lambda _clock: DeskStage(desk.TERMINAL),
    "telegram": TelegramStage,
    "slack": SlackStage,
}
A_MINUTE = 60
A_MOMENT = timedelta(seconds=5)
"""How much later each message is said than what was before it."""

CODE_OF = re.compile(r"\{code of (?P<nick>\w+)\}")
CODE = re.compile(r"\b\d+-[a-z2-7]{16}\b")
"""A one-time code that links another account."""
TELLING = [(seconds, piece) for seconds, piece in TICKS if seconds < A_MINUTE]
"""Of the clock's work what may tell somebody something; what is done by the hour tidies up."""


@dataclass
class Beats:
    """The clock's work, noting up to which time each piece of it was done."""

    done: dict[str, datetime] = field(default_factory=dict)

    def ticks(self) -> Any:
        """Return the process's own ticks, noted."""
        return tuple((seconds, self._noted(piece)) for seconds, piece in TELLING)

    def up_to(self, at: datetime) -> bool:
        """Return whether every piece has begun and ended since the clock stood at `at`."""
        return all(
            self.done.get(piece.__name__, datetime.min.replace(tzinfo=UTC)) >= at for _, piece in TELLING
        )

    def _noted(self, piece: Any) -> Any:
        def run(store: Any, how: Any) -> int:
            began = how.clock()
            found: int = piece(store, how)
            self.done[piece.__name__] = max(began, self.done.get(piece.__name__, began))
            store.bell.ring()
            return found

        return run


class Player:
    """Plays the steps of one dialogue, and holds what comes against what should."""

    def __init__(self, dialogue: Dialogue, channel: str, database: str, port: int) -> None:
        """Make the process, its store filled with what the dialogue's headers say."""
        self.dialogue = dialogue
        self.zone = ZoneInfo(dialogue.one("zone", "Asia/Shanghai"))
        start = datetime.fromisoformat(dialogue.one("now", "2026-11-18 09:00")).replace(tzinfo=self.zone)
        self.clock = DemoClock(lambda: start.astimezone(UTC))
        self.beats = Beats()
        self.stage = STAGES[channel](self.clock)
        settings = Settings(
            DATABASE_URL=database, SALESBOT_HTTP_PORT=port, SALESBOT_CURRENCY="CNY", SALESBOT_WEB="on",
            SALESBOT_SECRET_KEY="a key of tests, long enough", **self.stage.settings,
        )  # fmt: skip
        self.app = App(settings, self.clock, Faults(None), ticks=self.beats.ticks())
        self.company = found(dialogue, self.app.store, self.clock())
        self.seen: dict[str, int] = {}
        self.here = ""

    def play(self) -> None:
        """Play it all."""
        failures: list[BaseException] = []

        async def meanwhile() -> None:
            try:
                await self._steps()
            except BaseException as failure:
                failures.append(failure)
            finally:
                self.app.stop()

        with self.stage.running():
            asyncio.run(self.app.run(meanwhile))
        if failures:
            raise failures[0]

    async def _steps(self) -> None:
        await self.stage.open(self.app, self.company)
        try:
            self.clock.go_to(self.clock())
            await self._quiet()
            await self._new()
            for step in self.dialogue.steps:
                await self._do(step)
                await self._quiet()
                self._compare(step, await self._new())
                for query, value in step.checks:
                    self._check(step, query, value)
        finally:
            await self.stage.close()

    # ---- doing

    async def _do(self, step: Step) -> None:
        if step.who is None:
            local = step.until and step.until.replace(tzinfo=self.zone)
            self.clock.go_to(local.astimezone(UTC) if local else self.clock() + (step.ahead or A_MOMENT))
            return
        self.clock.go_to(self.clock() + A_MOMENT)
        self.here = TEAM if step.team else step.who
        if step.form is not None:
            await self.app.threads(self._hand_in, step.who, step.form)
        elif step.leaves:
            assert isinstance(self.stage, TelegramStage), "say `channels: telegram`"
            await self.stage.leave(step.who)
        elif step.press is not None:
            row, label = await self._button(step.who, step.press)
            await self.stage.press(step.who, self.here, row, label)
        else:
            on = await self._message(step.who, step.on) if step.on else None
            await self.stage.say(step.who, self.here, await self._filled_in(step.text or ""), on)

    def _hand_in(self, nick: str, form: dict[str, Any]) -> None:
        """Hand an action in that is split into slots already; channels of our own alone take one."""
        assert isinstance(self.stage, DeskStage), "say `channels: web, terminal`"
        person = self.company.people[nick]
        event = desk.event(self.stage.address(self.here), person, uuid4().hex, self.clock, text="")
        handed_in = replace(event, raw={**event.raw, "form": [form]})
        receive(handed_in, desk.read, self.app.store, reach=self.app.faults)

    async def _filled_in(self, words: str) -> str:
        """Return the words with the code that was told somebody in place of `{code of nick}`."""
        whose = CODE_OF.search(words)
        if whose is None:
            return words
        told = await self.stage.rows(whose["nick"], whose["nick"])
        codes = [code[0] for row in told if (code := CODE.search(row.text))]
        return CODE_OF.sub(codes[-1], words)

    async def _standing(self, nick: str) -> Sequence[Row]:
        """Return the messages that stand in the chat, the latest first; an edit has taken its place."""
        rows = await self.stage.rows(self.here, nick)
        first = {row.message: place for place, row in reversed(list(enumerate(rows)))}
        return sorted({row.message: row for row in rows}.values(), key=lambda row: -first[row.message])

    async def _button(self, nick: str, label: str) -> tuple[Row, str]:
        standing = await self._standing(nick)
        for row in standing:
            for there in row.buttons:
                if fits(label, there):
                    return row, there
        raise AssertionError(f"no button [{label}], only {[list(row.buttons) for row in standing]}")

    async def _message(self, nick: str, begins: str) -> Row:
        for row in await self._standing(nick):
            if fits(begins, row.text.splitlines()[0]):
                return row
        raise AssertionError(f"no message begins {begins!r}")

    # ---- what came

    async def _quiet(self) -> None:
        """Wait until all is answered and sent, and the clock's work is done up to now."""
        loop = asyncio.get_running_loop()
        rung = asyncio.Event()
        leave = self.app.store.bell.listen(lambda: loop.call_soon_threadsafe(rung.set))
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self.app.threads(self._is_quiet):
                    await rung.wait()
                    rung.clear()
        finally:
            leave()

    def _is_quiet(self) -> bool:
        self._check_sent()
        now = self.clock()
        if not self.beats.up_to(now):
            return False
        unanswered = select(inbox.c.id).where(
            inbox.c.state == "new", or_(inbox.c.retry_at.is_(None), inbox.c.retry_at <= now)
        )
        unsent = select(outbox.c.id).where(
            or_(outbox.c.state == "sending", (outbox.c.state == "waiting") & (outbox.c.due_at <= now))
        )
        with self.app.store.read() as unit:
            busy = [unit.connection.execute(query).first() for query in (unanswered, unsent)]
        return not any(busy)

    def _check_sent(self) -> None:
        """Fail at once where a send failed: its clock stands, and nothing would be tried again."""
        failed = select(outbox.c.trouble).where(outbox.c.failures > 0)
        with self.app.store.read() as unit:
            troubles = unit.connection.execute(failed).scalars().all()
        assert not troubles, f"not sent: {', '.join(map(str, troubles))}"

    async def _new(self) -> list[Message]:
        """Return the messages that came since the last look."""
        came = []
        for chat in (*self.company.people, *self.company.strangers, TEAM):
            rows = await self.stage.rows(chat, self._reader(chat))
            for row in rows[self.seen.get(chat, 0) :]:
                named = None if chat == self.here else chat
                came.append(Message(named, row.replaces is not None, row.text.splitlines()))
            self.seen[chat] = len(rows)
        return came

    def _reader(self, chat: str) -> str:
        """Return somebody who sees a chat."""
        return next(iter(self.company.people)) if chat == TEAM else chat

    def _compare(self, step: Step, came: list[Message]) -> None:
        wanted = [self._placed(message) for message in step.messages]
        left, right = compared(wanted, came)
        if left != right:
            said = step.text or (f"[{step.press}]" if step.press else "the clock")
            diff = "\n".join(ndiff(left, right))
            raise AssertionError(
                f"{self.dialogue.path.name}:{step.line}: after {said!r}, - expected, + came:\n{diff}"
            )

    def _placed(self, message: Message) -> Message:
        """Return the expected message with the chat where was spoken last left unnamed."""
        return Message(None if message.chat == self.here else message.chat, message.edit, message.lines)

    def _check(self, step: Step, query: str, value: str) -> None:
        with self.app.store.read() as unit:
            rows = unit.connection.execute(text(query)).all()
        stored = "; ".join(", ".join("none" if v is None else str(v) for v in row) for row in rows)
        assert fits(value, stored), (
            f"{self.dialogue.path.name}:{step.line}: {query}: {stored!r}, not {value!r}"
        )
