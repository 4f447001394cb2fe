"""The commands of docs/interfaces: what they print, what they change, and their exit codes."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import httpx
import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.clock import now
from bot.http.guard import SESSION
from domain.act import Act
from domain.activity import Kind
from domain.incoming import Address
from domain.outgoing import About, Document, Outgoing, Paragraph, Priority, Span
from domain.reminder import Reminder

from .running import PATIENCE, SALESBOT, Guest, Process, Shop, environment

Command = Callable[..., CompletedProcess[str]]
Start = Callable[..., Process]


def lines(done: CompletedProcess[str]) -> list[dict[str, object]]:
    """Return the JSON objects a command printed, one a line."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


# ---- explain, match -----------------------------------------------------------------------------------


def test_explain_tells_what_a_message_means(command: Command) -> None:
    """The action with its slots, as JSON."""
    done = command("explain", "visited Acme Labs")
    assert done.returncode == 0
    (action,) = json.loads(done.stdout)["actions"]
    assert (action["action"], action["kind"], action["customer"]) == ("log", "visit", "Acme Labs")


def test_explain_reads_and_writes_lines(command: Command) -> None:
    """One object a line in, one a line out, in order, with its id; `--dates` gives the times alone."""
    asked = [
        {"id": "a", "text": "拜访了小米科技", "now": "2026-11-18T09:00"},
        {"id": "b", "text": "call Acme Labs tomorrow 2pm", "now": "2026-11-18T09:00"},
    ]
    given = "\n".join(json.dumps(one) for one in asked)
    first, second = lines(command("explain", "--jsonl", given=given))
    assert (first["id"], second["id"]) == ("a", "b")
    dated = lines(command("explain", "--jsonl", "--dates", given=given))
    assert [one["id"] for one in dated] == ["a", "b"]
    (date,) = dated[1]["dates"]  # type: ignore[misc]
    assert date["value"] == "2026-11-19T14:00"


def test_match_tells_whom_a_name_means(command: Command, tmp_path: Path) -> None:
    """A decision with the nearest names and their scores."""
    names = tmp_path / "names.txt"
    names.write_text("Acme Labs\nBolt Works\n小米科技有限公司\n", "utf-8")
    told = json.loads(command("match", str(names), "acme lab").stdout)
    assert told["decision"] == "sure"
    assert told["matches"][0][0] == "Acme Labs"
    given = json.dumps({"id": "1", "query": "小米"}) + "\n" + json.dumps({"id": "2", "query": "Zebra Paints"})
    first, second = lines(command("match", str(names), "--jsonl", given=given))
    assert (first["id"], first["decision"]) == ("1", "sure")
    assert (second["id"], second["decision"]) == ("2", "unknown")
    assert all(isinstance(one["us"], int | float) for one in (first, second))


@pytest.mark.parametrize(
    ("arguments", "given", "code"),
    [
        (("explain",), "", 2),
        (("explain", "--jsonl"), "not json\n", 1),
        (("match", "missing.txt", "x"), "", 2),
        (("fly",), "", 2),
        (("settings", "no_such_thing"), "", 1),
        (("invite", "--role", "king"), "", 2),
        (("restore", "missing.backup"), "", 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], given: str, code: int) -> None:
    """2 for wrong usage, 1 where it failed with one line that says why; never a traceback."""
    done = CliRunner().invoke(cli, arguments, input=given)
    assert done.exit_code == code
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("salesbot: " if code == 1 else "Usage: ")


# ---- the schema, codes, settings, doctor --------------------------------------------------------------


def test_the_schema_is_checked_and_made(command: Command) -> None:
    """`db check` fails on an empty store and names `db upgrade`, which makes it right."""
    before = command("db", "check")
    assert before.returncode == 1
    assert "salesbot db upgrade" in before.stderr
    assert command("db", "upgrade").returncode == 0
    assert command("db", "check").returncode == 0


@pytest.mark.postgres
def test_run_on_postgresql_names_the_upgrade(postgres_database: Callable[[], str], command: Command) -> None:
    """On PostgreSQL a process does not migrate by itself; it refuses in one line."""
    settings = {"DATABASE_URL": postgres_database(), "SALESBOT_SECRET_KEY": "a key of tests, long enough"}
    done = command("run", **settings)
    assert done.returncode == 1
    assert "salesbot db upgrade" in done.stderr
    assert command("db", "upgrade", **settings).returncode == 0
    assert command("db", "check", **settings).returncode == 0


def test_an_invitation_lets_one_person_in(command: Command, shop: Shop, process: Process) -> None:
    """The code is printed with its link, whose page asks the newcomer in."""
    done = command("invite", "--role", "manager", "--team", "South", SALESBOT_HTTP_PORT=str(process.port))
    assert done.returncode == 0
    code, link = done.stdout.split()
    assert link == f"{process.url}/join/{code}"
    assert "South" in httpx.get(link).text


def test_an_account_is_closed_at_once_also_by_another_process(
    command: Command, shop: Shop, process: Process
) -> None:
    """Its open page ends, its session is over; the store keeps what it holds."""
    cookies = {SESSION: Guest(shop).session}
    with httpx.Client(base_url=process.url, timeout=PATIENCE, cookies=cookies) as browser:
        with browser.stream("GET", f"/chat/p{shop.ann.id}/events") as stream:
            told = stream.iter_lines()
            assert next(told).startswith("retry")
            done = command("close", shop.ann.name)
            assert (done.returncode, done.stdout) == (0, f"the account of {shop.ann.name} is closed\n")
            assert [line for line in told if line.startswith("data")] == []
        assert browser.get("/devices").status_code == 401
    assert command("close", shop.ann.name).returncode == 1
    assert command("reopen", shop.ann.name).returncode == 0
    assert command("close", shop.ann.name).returncode == 0


def test_somebody_is_signed_out_on_all_devices(command: Command, shop: Shop) -> None:
    """It is said how many there were; a name that is nobody's fails with who there is."""
    for _ in range(2):
        Guest(shop)
    done = command("sessions", "--end", shop.ann.name)
    assert done.stdout == "devices signed out: 2\n"
    assert shop.ann.name in command("sessions", "--end", "Nobody").stderr


def test_settings_are_shown_and_changed(command: Command, shop: Shop) -> None:
    """All with their meaning, one alone, a new value; one that does not fit is refused with an example."""
    assert len(command("settings").stdout.splitlines()) > 8
    assert command("settings", "cadence_key", "21").returncode == 0
    assert "21" in command("settings", "cadence_key").stdout
    unfit = command("settings", "cadence_key", "often")
    assert unfit.returncode == 1
    assert "14" in unfit.stderr


def test_doctor_tells_what_is_wrong(command: Command, shop: Shop) -> None:
    """Exit code 0 where all is well and 1 where not; secrets are masked."""
    well = command("doctor", SALESBOT_SECRET_KEY="a secret nobody may read")
    assert well.returncode == 0, well.stdout
    assert "a secret nobody may read" not in well.stdout + well.stderr
    ill = command("doctor", SALESBOT_TIMEZONE="", TZ="UTC")
    assert ill.returncode == 1
    assert "SALESBOT_TIMEZONE" in ill.stdout + ill.stderr


# ---- backup and restore -------------------------------------------------------------------------------


def saved_and_put_back(shop: Shop, command: Command, name: str, meanwhile: Callable[[], None]) -> str:
    """Back the store up, let something happen, restore it; return what `restore` said."""
    if not shop.store.engines.sqlite and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    file = shop.folder / name
    taken = command("backup", str(file), **shop.settings)
    assert taken.returncode == 0, taken.stderr
    meanwhile()
    number = shop.one("SELECT number FROM store")
    shop.store.engines.dispose()
    restored = command("restore", str(file), **shop.settings)
    assert restored.returncode == 0, restored.stderr
    assert shop.one("SELECT number FROM store") != number
    return restored.stdout


def test_a_backup_is_taken_while_it_runs(any_shop: Shop, start: Start, command: Command) -> None:
    """What was stored by then is there after a restore, and nothing that came later."""
    shop = any_shop
    process = start(shop).ready()
    ann = Guest(shop)

    def says(word: str) -> None:
        assert ann.say(process, f"called Acme Labs, {word}")
        process.until(lambda: shop.settled and bool(shop.shown(word)), "answered")

    def goes_on() -> None:
        says("word-second")
        assert process.stop() == 0

    says("word-first")
    saved_and_put_back(shop, command, "copy.backup", goes_on)
    assert shop.rows("SELECT note FROM activity") == [("word-first",)]


def test_a_restored_store_sends_nothing_again(any_shop: Shop, start: Start, command: Command) -> None:
    """What waited, and what fell due since, is held and not sent; new messages are answered."""
    shop = any_shop
    let_wait(shop)
    told = saved_and_put_back(shop, command, "copy.backup", lambda: None)
    assert "1 waiting" in told
    process = start(shop).ready()
    ann = Guest(shop)
    assert ann.say(process, "called Acme Labs, word-third")
    process.until(lambda: shop.settled and bool(shop.shown("word-third")), "answered")
    assert (shop.shown("held words"), shop.shown("⏰")) == (0, 0)
    assert shop.one("SELECT count(*) FROM outbox WHERE state = 'held'") == 1
    assert shop.one("SELECT count(*) FROM reminder WHERE state = 'open' AND next_due IS NULL") == 1


def let_wait(shop: Shop) -> None:
    """Let a message wait to be sent, and a reminder wait to ring."""
    at = now()
    address = Address("web", f"p{shop.ann.id}")
    document = Document("en", (Paragraph((Span("held words"),)),))
    local = at.astimezone(shop.ann.zone)
    with shop.store.write() as unit:
        unit.outbox.add(Outgoing(address, document, About("talk"), Priority.ALERT, at))
        unit.begin_act(Act(person_id=None, source_key="later", said_at=at, channel="", chat=""))
        unit.reminders.add(
            Reminder(
                kind=Kind.CALL,
                person_id=shop.ann.id,
                first_on=local.date(),
                on=local.date(),
                clock=local.time().replace(microsecond=0),
                zone=shop.ann.timezone,
                channel="web",
                chat=address.chat,
                next_due=at,
            )
        )
        unit.commit()


def test_what_is_no_backup_is_not_restored(command: Command, shop: Shop) -> None:
    """The store stays as it is, and one line says why."""
    file = shop.folder / "notes.txt"
    file.write_text("these are notes")
    done = command("restore", str(file), **shop.settings)
    assert done.returncode == 1
    assert "not a backup" in done.stderr
    assert shop.one("SELECT count(*) FROM customer") == 2


def test_a_running_store_is_not_replaced(command: Command, shop: Shop, process: Process) -> None:
    """`restore` asks to stop the process first."""
    file = shop.folder / "copy.backup"
    assert command("backup", str(file), **shop.settings).returncode == 0
    done = command("restore", str(file), **shop.settings)
    assert done.returncode == 1
    assert "stop it" in done.stderr


# ---- the terminal -------------------------------------------------------------------------------------


CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What moves the cursor and chooses colours."""


class Typist:
    """A terminal with somebody at it."""

    def __init__(self, *arguments: str, **settings: str) -> None:
        """Start `salesbot` in it."""
        self._hand, theirs = pty.openpty()
        self.seen = ""
        self.program = subprocess.Popen(
            [SALESBOT, *arguments],
            env=environment(TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1", COLUMNS="100", **settings),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            close_fds=True,
        )
        os.close(theirs)

    def sees(self, words: str) -> None:
        """Wait until the words stand on the screen, after those seen before."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.seen:
            ready, _, _ = select.select([self._hand], [], [], deadline - time.monotonic())
            assert ready, f"{words!r} did not come: {self.seen!r}"
            self.seen = CONTROL.sub("", self.seen + os.read(self._hand, 65536).decode("utf-8", "replace"))
        self.seen = self.seen.partition(words)[2]

    def types(self, words: str) -> None:
        """Type the words."""
        os.write(self._hand, words.encode())

    def close(self) -> None:
        """Close the terminal."""
        self.program.kill()
        self.program.wait()
        os.close(self._hand)


@contextmanager
def typist(*arguments: str, **settings: str) -> Iterator[Typist]:
    """Return somebody at a terminal in which `salesbot` was started."""
    opened = Typist(*arguments, **settings)
    try:
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize("beside_run", [False, True], ids=["alone", "beside a run"])
def test_the_terminal_is_the_same_bot(shop: Shop, start: Start, *, beside_run: bool) -> None:
    """What is typed is answered, a number presses a button, Ctrl-D ends; alone or beside a `salesbot run`."""
    if beside_run:
        start(shop).ready()
    with typist("chat", "--as", "Ann Lee", **shop.settings) as ann:
        ann.sees("Ann Lee>")
        ann.types("visited Acme Labs\r")
        ann.sees("Visit logged · Acme Labs")
        ann.sees("[1] Undo")
        ann.types("1\r")
        ann.sees("Undone")
        ann.sees("Ann Lee>")
        ann.types("\x04")
        assert ann.program.wait(PATIENCE) == 0
    assert shop.one("SELECT count(*) FROM activity") == 0


def test_the_terminal_asks_whom_one_talks_as(command: Command, shop: Shop) -> None:
    """A name that nobody has is answered with those there are."""
    done = command("chat", "--as", "Nobody", **shop.settings)
    assert done.returncode == 1
    assert "Ann Lee" in done.stderr


# ---- demo -----------------------------------------------------------------------------------------------


def test_the_demo_plays_a_whole_sales_day(tmp_path: Path, command: Command) -> None:
    """`demo --script` exits 0 only if every step came out right, and leaves the charts where it was told."""
    done = command("demo", "--script", "--charts", str(tmp_path / "charts"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 passed, 0 failed" in done.stdout
    charts = sorted(chart.name for chart in (tmp_path / "charts").iterdir())
    assert charts == ["digest-en.png", "digest-zh.png", "pipeline-en.png"]
