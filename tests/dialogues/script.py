"""Dialogues as text: read into steps, and compared with what came.

A file begins with lines that say who and what there is (`person:`, `stranger:`, `customer:`, …), then goes
on as it is played:

    ann> visited Acme Labs, met Jane      said in Ann's private chat
    ann@team> @salesbot help              said in the team's chat
    ann (to Visit logged*)> and Bob       said as a reply to the latest message that begins so
    ann! set_customer customer=Acme Labs, field=co_owner, value=Pat Gray    an action handed in as it is
    eve> {code of ann}                    the one-time code that was last told Ann
    ann leaves                            Ann leaves the team's group
    ann> [Undo]                           the button of the latest message that has it
    +2h   +30m   +1d   go 2026-11-25 14:00      the clock goes on
    bot> Visit logged · Acme Labs         what comes in the chat where was spoken last,
      Date: *                             line by line; `*` is any words, a line `…` any lines
      [Undo] [Change]
    bot~> ↩ Undone                        the same, in place of an earlier message
    bot→max> …   bot→team> …              what comes in another chat
    sql> SELECT count(*) FROM activity = 1      what the store holds then; rows by `; `, columns by `, `
    # a remark

Whatever comes and is not expected fails, as does what is expected and does not come.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

HEADERS = (
    "now",
    "zone",
    "team",
    "person",
    "stranger",
    "customer",
    "shared",
    "contact",
    "deal",
    "visit",
    "setting",
    "channels",
)
_HEADER = re.compile(rf"({'|'.join(HEADERS)}): *(.+)")
_FORM = re.compile(r"(?P<who>\w+)(?P<team>@team)?! (?P<action>\w+) (?P<slots>.+)")
_SAID = re.compile(r"(?P<who>\w+)(?P<team>@team)?(?: \(to (?P<on>.+?)\))?> (?P<text>.+)")
_BOT = re.compile(r"bot(?P<edit>~)?(?:→(?P<chat>\w+))?> (?P<line>.+)")
_LEAVES = re.compile(r"(?P<who>\w+) leaves")
_AHEAD = re.compile(r"\+(?P<number>\d+)(?P<unit>[mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass
class Message:
    """A message of the bot's: in which chat (None: where was spoken last), whether it is an edit."""

    chat: str | None
    edit: bool
    lines: list[str]

    def text(self) -> list[str]:
        """Return it as it stands in a dialogue."""
        mark = f"bot{'~' if self.edit else ''}{f'→{self.chat}' if self.chat else ''}> "
        return [mark + self.lines[0], *(f"  {line}" for line in self.lines[1:])]


@dataclass
class Step:
    """What somebody does, or the clock, and what comes of it."""

    line: int
    who: str | None = None
    team: bool = False
    on: str | None = None
    text: str | None = None
    press: str | None = None
    form: dict[str, Any] | None = None
    leaves: bool = False
    ahead: timedelta | None = None
    until: datetime | None = None
    messages: list[Message] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Dialogue:
    """A file of a dialogue: its headers, each with its parts, and its steps."""

    path: Path
    headers: list[tuple[str, list[str]]]
    steps: list[Step]

    def of(self, header: str) -> Iterator[list[str]]:
        """Return the parts of each header line of that name."""
        return (parts for name, parts in self.headers if name == header)

    def one(self, header: str, default: str) -> str:
        """Return the only value of a header."""
        return next((", ".join(parts) for parts in self.of(header)), default)


def read(path: Path) -> Dialogue:
    """Read a dialogue's file; a line that is none of the above is an error."""
    dialogue = Dialogue(path, [], [])
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not dialogue.steps and (header := _HEADER.fullmatch(line)):
            dialogue.headers.append((header[1], [part.strip() for part in header[2].split(",")]))
        elif not _goes_on(dialogue.steps, line):
            dialogue.steps.append(_step(line, number, path))
    return dialogue


def _goes_on(steps: Sequence[Step], line: str) -> bool:
    """Read a line that belongs to the step before it."""
    if not steps:
        return False
    step = steps[-1]
    if line.startswith("  ") and step.messages:
        step.messages[-1].lines.append(line.strip())
    elif bot := _BOT.fullmatch(line):
        step.messages.append(Message(bot["chat"], bool(bot["edit"]), [bot["line"]]))
    elif line.startswith("sql> "):
        query, _, value = line.removeprefix("sql> ").rpartition(" = ")
        step.checks.append((query, value))
    else:
        return False
    return True


def _step(line: str, number: int, path: Path) -> Step:
    if said := _SAID.fullmatch(line):
        text = said["text"]
        press = text[1:-1] if text.startswith("[") and text.endswith("]") else None
        return Step(number, said["who"], bool(said["team"]), said["on"], None if press else text, press=press)
    if form := _FORM.fullmatch(line):
        slots = dict(part.strip().split("=", 1) for part in form["slots"].split(","))
        handed_in = {"name": form["action"], "slots": slots}
        return Step(number, form["who"], bool(form["team"]), form=handed_in)
    if leaves := _LEAVES.fullmatch(line):
        return Step(number, leaves["who"], team=True, leaves=True)
    if ahead := _AHEAD.fullmatch(line):
        return Step(number, ahead=timedelta(**{_UNITS[ahead["unit"]]: int(ahead["number"])}))
    if line.startswith("go "):
        return Step(number, until=datetime.fromisoformat(line.removeprefix("go ")))
    raise ValueError(f"{path.name}:{number}: not a line of a dialogue: {line}")


# ---- comparing ----------------------------------------------------------------------------------------


def fits(pattern: str, text: str) -> bool:
    """Return whether a line is what a pattern says; `*` is any words."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text) is not None


def compared(wanted: Sequence[Message], came: Sequence[Message]) -> tuple[list[str], list[str]]:
    """Return both sides as lines, those that fit written alike, so that a diff shows what differs.

    Order counts within a chat; chats are sent to side by side.
    """
    chats = list(dict.fromkeys(message.chat for message in (*wanted, *came)))
    left: list[str] = []
    right: list[str] = []
    for chat in chats:
        expected = [message for message in wanted if message.chat == chat]
        actual = [message for message in came if message.chat == chat]
        for number in range(max(len(expected), len(actual))):
            told = actual[number].text() if number < len(actual) else []
            asked = expected[number].text() if number < len(expected) else []
            left += told if _alike(asked, told) else _filled(asked, told)
            right += told
    return left, right


def _alike(patterns: Sequence[str], lines: Sequence[str]) -> bool:
    if not patterns:
        return not lines
    if patterns[0].strip() == "…":
        return any(_alike(patterns[1:], lines[skipped:]) for skipped in range(len(lines) + 1))
    return bool(lines) and fits(patterns[0], lines[0]) and _alike(patterns[1:], lines[1:])


def _filled(patterns: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return the patterns, each as the line it fits where there is one."""
    return [next((line for line in lines if fits(pattern, line)), pattern) for pattern in patterns]
