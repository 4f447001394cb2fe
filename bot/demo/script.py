"""A whole sales day without a person: a real `salesbot run`, driven through the web channel's public
interface; every step checks what was said and the rows that were stored."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import httpx

from bot import clock
from bot.demo.seed import seed
from bot.demo.visitor import Row, Silence, Visitor
from bot.faults import Faults
from bot.settings import OURS, Settings

ZONE = ZoneInfo("Asia/Shanghai")
START_WITHIN = 20.0
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "zh": ("周一", "周二", "周三", "周四", "周五"),
    "hant": ("週一", "週二", "週三", "週四", "週五"),
}

COUNTED = """
    SELECT count(*) FROM deal WHERE stage = ? AND owner_id IN
    (SELECT id FROM person WHERE team_id = (SELECT team_id FROM person WHERE name = 'Grace Chen'))
"""
SUMMED = """
    SELECT currency, sum(amount) / 10000 FROM deal WHERE stage = ? AND amount IS NOT NULL AND owner_id IN
    (SELECT id FROM person WHERE team_id = (SELECT team_id FROM person WHERE name = 'Grace Chen'))
    GROUP BY currency
"""


class Wrong(Exception):  # noqa: N818 - what it is
    """A step did not come out as it should."""


@dataclass
class Day:
    """The day that is played: the program's address, its store, and the next working day."""

    url: str
    database: Path
    charts: Path
    workday: datetime
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, name: str) -> Visitor:
        """Return one of the demo's people, who goes on reading where they were."""
        if name not in self.visitors:
            self.visitors[name] = Visitor(self.url, name)
        return self.visitors[name]

    def one(self, query: str, *values: object) -> tuple[object, ...]:
        """Return the one row a query gives, on a reading connection of our own."""
        rows = self.rows(query, *values)
        if len(rows) != 1:
            raise Wrong(f"{len(rows)} rows, not 1, for {query} {values}")
        return rows[0]

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows a query gives."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Return a moment of the next working day, on the wall in Shanghai."""
        return datetime.combine(self.workday.date(), clock_time(hour, minute), ZONE)

    def weekday(self, language: str) -> str:
        """Return what the next working day is called."""
        return DAYS[language][self.workday.weekday()]


def play(charts: Path | None) -> int:
    """Play the day, print the conversation, and return the exit code: 0 only if every step came out right."""
    with tempfile.TemporaryDirectory(prefix="salesbot-script-") as folder:
        charts = charts or Path.cwd() / "demo-charts"
        charts.mkdir(parents=True, exist_ok=True)
        with _program(Path(folder)) as url:
            day = Day(url, Path(folder) / "salesbot.db", charts, _next_workday())
            failed = [name for name, step in STEPS if not _played(name, step, day)]
    click.echo(f"\n{len(STEPS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def _played(name: str, step: Callable[[Day], None], day: Day) -> bool:
    click.echo(f"\n── {name}")
    try:
        step(day)
    except (Wrong, Silence, httpx.HTTPError) as wrong:
        click.echo(f"   ✗ {wrong}")
        return False
    click.echo("   ✓")
    return True


def _next_workday() -> datetime:
    day = clock.now().astimezone(ZONE) + timedelta(days=1)
    while day.weekday() >= len(DAYS["en"]):
        day += timedelta(days=1)
    return day


@contextmanager
def _program(folder: Path) -> Iterator[str]:
    """Start a real `salesbot run` on a store with the sample's ninety days; stop it in the end."""
    from bot.app import App

    app = App(Settings(DATABASE_URL=f"sqlite:///{folder / 'salesbot.db'}"), clock.now, Faults(None))
    app.prepare()
    seed(app.store, clock.now())
    app.engines.dispose()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'salesbot.db'}",
        "SALESBOT_DATA_DIR": str(folder),
        "SALESBOT_HTTP_PORT": str(port),
        "SALESBOT_LOG_LEVEL": "warning",
    }
    # In a folder without a `.env`, and without this machine's own platforms: their messages are real.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--demo"],
        env={**inherited, **settings},
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, program)
        yield url
    finally:
        program.terminate()
        program.wait(timeout=30)


def _wait_until_ready(url: str, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and program.poll() is None:
        try:
            if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise click.ClickException("the program did not become ready")


def _heard(visitor: Visitor, row: Row) -> Row:
    told = row.text.replace("\n", "\n       ")
    click.echo(f"   bot → {visitor.name}: {told}")
    return row


def _say(visitor: Visitor, text: str, answer: str, *, chat: str | None = None) -> Row:
    click.echo(f"   {visitor.name}: {text}")
    visitor.say(text, chat=chat)
    return _heard(visitor, visitor.next(answer, chat=chat))


def _press(visitor: Visitor, row: Row, label: str, answer: str) -> Row:
    click.echo(f"   {visitor.name}: [{label}]")
    visitor.press(row, label)
    return _heard(visitor, visitor.next(answer))


def _equal(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Wrong(f"{what}: {found!r}, not {wanted!r}")


# ---- the steps ----------------------------------------------------------------------------------------


def english_sentence(day: Day) -> None:
    """One English sentence with a misspelt customer becomes a visit, a moved deal and a callback."""
    ann = day.visitor("Ann Lee")
    asked = _say(
        ann,
        f"Visited Nortwind Traders today, met Priya, moved to negotiation, about $80k, "
        f"call back {day.weekday('en')} 2pm",
        "Which deal",
    )
    _press(ann, asked, "1.", "Northwind Traders")
    kind, reached = day.one(
        "SELECT a.kind, a.reached FROM activity a JOIN customer c ON c.id = a.customer_id "
        "WHERE c.name = 'Northwind Traders' ORDER BY a.id DESC LIMIT 1"
    )
    _equal("the activity", (kind, reached), ("visit", 1))
    stage, amount, currency = day.one(
        "SELECT d.stage, d.amount, d.currency FROM deal d JOIN deal_stage s ON s.deal_id = d.id "
        "ORDER BY s.id DESC LIMIT 1"
    )
    _equal("the deal", (stage, amount, currency), ("negotiation", 800_000_000, "USD"))
    due = day.one("SELECT next_due FROM reminder ORDER BY id DESC LIMIT 1")[0]
    _equal("the callback", _instant(due), day.at(14))


def chinese_sentence(day: Day) -> None:
    """一句中文，客户有两个候选，选定后整句生效。"""
    lin = day.visitor("林薇")
    asked = _say(
        lin, f"今天拜访了星河，见了李总，进入谈判阶段，预计50万，{day.weekday('zh')}下午2点回访", "星河"
    )
    _press(lin, asked, "星河科技", "50")
    customer, kind = day.one(
        "SELECT c.name, r.kind FROM reminder r JOIN customer c ON c.id = r.customer_id "
        "ORDER BY r.id DESC LIMIT 1"
    )
    _equal("the callback", (customer, kind), ("星河科技", "callback"))
    met = day.one(
        "SELECT ct.name FROM activity_contact m JOIN contact ct ON ct.id = m.contact_id "
        "ORDER BY m.id DESC LIMIT 1"
    )
    _equal("the contact", met, ("李总",))


def change(day: Day) -> None:
    """*Change* corrects the same act, here the amount."""
    lin = day.visitor("林薇")
    card = lin.find("修改")
    lin.seen[lin.private] = card.id
    asked = _press(lin, card, "修改", "？")
    wanted = _press(lin, asked, "金额", "金额")
    _equal("the question replaces itself", wanted.message, asked.message)
    _say(lin, "60万", "600,000")
    _equal(
        "the amount", day.one("SELECT amount FROM deal ORDER BY updated_at DESC LIMIT 1"), (6_000_000_000,)
    )
    _equal(
        "one standing act",
        len(day.rows("SELECT id FROM act WHERE corrects IS NOT NULL AND undone_by IS NULL")),
        1,
    )


def undo(day: Day) -> None:
    """繁體中文：記錄後復原，什麼都不留下。"""
    chen = day.visitor("陳怡君")
    name = str(
        day.one(
            "SELECT c.name FROM customer c JOIN person p ON p.id = c.owner_id WHERE p.name = '陳怡君' "
            "ORDER BY c.id LIMIT 1"
        )[0]
    )
    before = day.one("SELECT count(*), (SELECT count(*) FROM reminder) FROM activity")
    card = _say(chen, f"今天拜訪了{name}，聊了續約，{day.weekday('hant')}打電話", name)
    _press(chen, card, "撤銷", "已撤銷")
    _equal(
        "rows after undo", day.one("SELECT count(*), (SELECT count(*) FROM reminder) FROM activity"), before
    )


def digest(day: Day) -> None:
    """The manager's digest arrives at 8:30 with a picture; its figures equal SQL written apart."""
    grace = day.visitor("Grace Chen")
    grace.go_to(day.at(8, 30))
    told = _heard(grace, grace.next("Pipeline digest"))
    for stage in ("lead", "qualified", "proposal", "negotiation"):
        count = day.one(COUNTED, stage)[0]
        worth = day.rows(SUMMED, stage)
        line = next((line for line in told.text.splitlines() if line.lower().startswith(stage)), "")
        for figure in [f"{count} deal", *(f"{amount:,}" for _, amount in worth)]:
            if figure not in line:
                raise Wrong(f"{stage}: no {figure} in {line!r}")
    png = grace.picture(told)
    _equal("the picture", png[:8], b"\x89PNG\r\n\x1a\n")
    (day.charts / "digest-en.png").write_bytes(png)


def alert(day: Day) -> None:
    """A key account past its cadence raises one alert, at the round of 9:00, and only one."""
    zhou = day.visitor("周子轩")
    zhou.go_to(day.at(9))
    _heard(zhou, zhou.next("金澜医疗器械"))
    zhou.go_to(day.at(9, 30))
    _equal("alerts", len([row for row in zhou.all() if "金澜医疗器械" in row.text and "⚠" in row.text]), 1)


def callback(day: Day) -> None:
    """At the due minute the callback rings for the rep and in the team's chat; a log closes it in both."""
    ann = day.visitor("Ann Lee")
    (team_id,) = day.one("SELECT team_id FROM person WHERE id = ?", ann.id)
    team = f"t{team_id}"
    ann.go_to(day.at(14))
    _heard(ann, ann.next("⏰ Callback · Northwind Traders"))
    in_team = _heard(ann, ann.next("Northwind Traders", chat=team))
    _say(ann, "called Northwind Traders, Priya is happy with the plan", "Call logged")
    state = day.one(
        "SELECT r.state FROM reminder r JOIN customer c ON c.id = r.customer_id "
        "WHERE c.name = 'Northwind Traders' AND r.kind = 'callback' ORDER BY r.id DESC LIMIT 1"
    )
    _equal("the callback", state, ("done",))
    edited = ann.next("✓", chat=team)
    _equal("the team's post is edited in place", edited.replaces, in_team.message)


def later(day: Day) -> None:
    """*Later* asks until when, and moves it."""
    lin = day.visitor("林薇")
    rung = _heard(lin, lin.next("⏰ 回访 · 星河科技"))
    # Whether others ring with it, and with which number, hangs on the day the script is played.
    number = re.search(r"(\d+\. )?⏰ 回访 · 星河科技", rung.text)
    asked = _press(lin, rung, f"{(number and number[1]) or ''}稍后", "什么时候")
    _press(lin, asked, "1小时后", "改到")
    due = day.one(
        "SELECT r.next_due FROM reminder r JOIN customer c ON c.id = r.customer_id "
        "WHERE c.name = '星河科技' AND r.kind = 'callback' AND r.state = 'open' ORDER BY r.id DESC LIMIT 1"
    )[0]
    if not day.at(15) <= _instant(due) <= day.at(15, 5):
        raise Wrong(f"moved to {due}, not an hour on")


def questions(day: Day) -> None:
    """Lists, the pipeline, help and a change of language, in the reader's own words."""
    grace = day.visitor("Grace Chen")
    shown = _say(grace, "pipeline", "Pipeline")
    (day.charts / "pipeline-en.png").write_bytes(grace.picture(shown))
    _say(grace, "what's on this week for the team", "To do")
    _say(grace, "切换成中文", "语言")
    shown = _say(grace, "今天的日报", "日报")
    (day.charts / "digest-zh.png").write_bytes(grace.picture(shown))
    _equal("the language", day.one("SELECT language FROM person WHERE name = 'Grace Chen'"), ("zh-Hans",))


def _instant(stored: object) -> datetime:
    return datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)


STEPS: tuple[tuple[str, Callable[[Day], None]], ...] = tuple(
    (str(step.__doc__), step)
    for step in (
        english_sentence,
        chinese_sentence,
        change,
        undo,
        digest,
        alert,
        callback,
        later,
        questions,
    )
)
