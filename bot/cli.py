"""The `salesbot` command."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from bot.app import App, CannotStart
from bot.clock import DemoClock, now
from bot.faults import Faults
from bot.settings import Settings, Unfit, load
from domain.act import Act
from domain.facts import Refused
from domain.people import Role


class Failed(click.ClickException):
    """It failed: one line on stderr says why and what to do; exit code 1."""

    def show(self, file: Any = None) -> None:
        """Write the line."""
        click.echo(f"salesbot: {self.message}", err=True, file=file)


def opened(settings: Settings | None = None) -> App:
    """Return the program on the configured store."""
    settings = settings or configured()
    return App(settings, now, Faults(settings.kill_at))


def configured() -> Settings:
    """Return the checked configuration, with logging set up; fail for the first value that does not fit."""
    from bot import log

    try:
        settings = load()
    except Unfit as unfit:
        raise Failed(str(unfit)) from unfit
    log.set_up(settings.log_level, settings.log_format)
    return settings


def ready() -> App:
    """Return the program on a store whose schema is right."""
    app = opened()
    try:
        app.prepare()
    except CannotStart as cannot:
        raise Failed(str(cannot)) from cannot
    return app


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="salesbot")
def cli() -> None:
    """Salesbot: a sales assistant that lives where the team already talks."""


@cli.command()
@click.option(
    "--demo", is_flag=True, hidden=True, help="With the demo's bar: a movable clock, everybody's chat."
)
def run(demo: bool) -> None:
    """Start every channel, the scheduler and the dispatcher, in one process."""
    settings = configured()
    if not settings.web_on and not settings.platforms:
        raise Failed("no channel is on: set SALESBOT_WEB=on, TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN")
    _run(settings, demo=demo)


def _run(settings: Settings, *, demo: bool) -> None:
    from bot import log
    from bot.demo.stage import DemoStage

    log.speak_for_the_interpreter()
    clock = DemoClock() if demo else now
    app = App(settings, clock, Faults(settings.kill_at))
    if isinstance(clock, DemoClock):
        app.demo = DemoStage(app.store, clock)

    async def started() -> None:
        await app.threads(_greet, app, demo)

    try:
        asyncio.run(app.run(started))
    except CannotStart as cannot:
        raise Failed(str(cannot)) from cannot


def _greet(app: App, demo: bool) -> None:
    """Print how to get in: with nobody there yet, the first link joins as admin."""
    from bot import joining

    with app.store.read() as unit:
        people = unit.people.all()
    url = app.settings.url
    if not people:
        code = joining.invite(app.store, Role.ADMIN, None)
        click.echo(f"Nobody is here yet. To join as the first admin:\n{_ways_in(app.settings, code)}")
    elif demo:
        _greet_demo(app, people, url)
    else:
        on = [name.capitalize() for name in app.settings.platforms]
        click.echo(f"Salesbot is up: {', '.join([*on, *([url] if app.settings.web_on else [])])}")
    if app.settings.timezone is None and app.settings.zone == "UTC":
        click.echo(
            "The time zone is UTC; set SALESBOT_TIMEZONE (for example Asia/Shanghai) if that is not yours."
        )
    sys.stdout.flush()


def _ways_in(settings: Settings, code: str) -> str:
    """Return how somebody with a code comes in, a line for each channel that is on."""
    ways = [
        f"  send this to the bot in private on {name.capitalize()}: {code}" for name in settings.platforms
    ]
    return "\n".join([*ways, *([f"  open {settings.url}/join/{code}"] if settings.web_on else [])])


def _greet_demo(app: App, people: Any, url: str) -> None:
    from bot import joining
    from bot.demo.stage import EXAMPLES

    first = next(person for person in people if person.name == "Ann Lee")
    click.echo("The demo is up. Sign in as Ann Lee, a rep, with this one-time link:")
    click.echo(f"  {url}/link/{joining.link(app.store, first.id)}")
    click.echo("In the bar at the top you may be anybody, and move the clock. Things to try:")
    for language in ("en", "zh-Hans"):
        for example in EXAMPLES[language][:3]:
            click.echo(f"  • {example}")
    click.echo("Stop with Ctrl-C.")


@cli.command()
@click.option("--script", is_flag=True, help="Play a whole sales day without a person, and check it.")
@click.option("--charts", type=click.Path(path_type=Path), help="With --script: the folder for the pictures.")
def demo(script: bool, charts: Path | None) -> None:
    """Start with a sample team and its history in a fresh database."""
    if script:
        from bot.demo.script import play

        raise SystemExit(play(charts))
    import tempfile

    from bot.demo.seed import seed

    settings = configured()
    with tempfile.TemporaryDirectory(prefix="salesbot-demo-") as folder:
        settings = settings.of_a_demo(Path(folder))
        app = opened(settings)
        app.prepare()
        seed(app.store, now())
        app.engines.dispose()
        _run(settings, demo=True)


@cli.command()
@click.option("--as", "name", help="Whom to talk as; needed where several people are in the store.")
def chat(name: str | None) -> None:
    """Talk to the bot in the terminal."""
    from bot.channels.terminal import talk

    app = ready()
    try:
        asyncio.run(talk(app, name))
    except CannotStart as cannot:
        raise Failed(str(cannot)) from cannot


@cli.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line, write one a line.")
@click.option("--dates", is_flag=True, help="Show every time expression instead.")
@click.option("--trace", is_flag=True, help="Show how it came about: words, stretches, what each asks for.")
def explain(text: str | None, jsonl: bool, dates: bool, trace: bool) -> None:
    """Print what a message means, changing nothing."""
    from handlers.understanding.explain import explain_line

    if jsonl:
        for line in _objects():
            click.echo(
                json.dumps(_friendly(explain_line, line, dates=dates, trace=trace), ensure_ascii=False)
            )
        return
    if text is None:
        raise click.UsageError("give a TEXT, or --jsonl to read many")
    local = now().astimezone().replace(tzinfo=None)
    line = {"id": "1", "text": text, "now": local.isoformat("T", "minutes")}
    told = explain_line(line, dates=dates, trace=trace)
    told.pop("id", None)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


@cli.command()
@click.argument("names", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("query", required=False)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line, write one a line.")
def match(names: Path, query: str | None, jsonl: bool) -> None:
    """Show how names typed in chat resolve against a list of customers (one a line, or a CSV)."""
    from bot.exchange.names import read_names
    from domain.name_list import NameList, match_line

    listed = NameList(read_names(names))
    if jsonl:
        for line in _objects():
            click.echo(json.dumps(match_line(listed, line), ensure_ascii=False))
        return
    if query is None:
        raise click.UsageError("give a QUERY, or --jsonl to read many")
    told = match_line(listed, {"id": "1", "query": query})
    told.pop("id", None)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _friendly(explained: Callable[..., dict[str, Any]], line: dict[str, Any], **how: bool) -> dict[str, Any]:
    """Return what a line explains to; one that cannot be read fails with how to write it."""
    try:
        return explained(line, **how)
    except ValueError as unread:
        raise Failed(str(unread)) from unread


def _objects() -> Iterator[dict[str, Any]]:
    stdin = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for number, line in enumerate(stdin, 1):
        if not line.strip():
            continue
        try:
            held = json.loads(line)
        except ValueError:
            held = None
        if not isinstance(held, dict):
            raise Failed(f'line {number} is not a JSON object; one looks like {{"id": "1", "text": "…"}}')
        yield held


@cli.group()
def db() -> None:
    """The database's schema."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the schema up to date; on SQLite the file is copied first."""
    from storage import schema

    app = opened()
    copy = schema.upgrade(app.engines, app.faults)
    click.echo(f"schema {schema.HEAD}" + (f", the file before it is {copy}" if copy else ""))


@db.command("check")
def db_check() -> None:
    """Say whether the schema is the right one."""
    told = opened().ready()
    if not told.ok:
        raise Failed(f"{told.reason}: run `salesbot db upgrade`")
    click.echo("the schema is right")


@cli.command()
@click.option("--role", type=click.Choice([role.value for role in Role]), help="What who joins may do.")
@click.option("--team", help="The team's name; a new one is opened.")
@click.option("--as", "name", help="A link for somebody who is here already to sign in with.")
def invite(role: str | None, team: str | None, name: str | None) -> None:
    """Print a one-time code to join, or a one-time link to sign in again."""
    from bot import joining

    if (role is None) == (name is None):
        raise click.UsageError("give --role for somebody new, or --as NAME for somebody who is here")
    app = ready()
    try:
        if role is not None:
            code, path = joining.invite(app.store, Role(role), team), "join"
        else:
            code, path = joining.link(app.store, joining.found(app.store, name or "").id), "link"
    except LookupError as unknown:
        raise Failed(str(unknown)) from unknown
    click.echo(f"{code}\n{app.settings.url}/{path}/{code}")


@cli.command()
@click.argument("name")
def close(name: str) -> None:
    """Close the account of somebody who has left, at once; all they stored stays."""
    from bot import accounts

    _of_somebody(accounts.close, name)
    click.echo(f"the account of {name} is closed")


@cli.command()
@click.argument("name")
def reopen(name: str) -> None:
    """Open a closed account again."""
    from bot import accounts

    _of_somebody(accounts.reopen, name)
    click.echo(f"the account of {name} is open")


@cli.command()
@click.argument("name")
@click.option("--team", required=True, help="A team they lead beside those they lead already.")
def lead(name: str, team: str) -> None:
    """Let a manager lead one more team."""
    from bot import accounts

    _of_somebody(accounts.lead, name, team)
    click.echo(f"{name} leads {team}")


@cli.command()
@click.option("--end", "name", required=True, help="Whose devices are signed out.")
def sessions(name: str) -> None:
    """Sign somebody out of the web chat on all devices."""
    from bot import accounts

    click.echo(f"devices signed out: {_of_somebody(accounts.end_sessions, name)}")


def _of_somebody(what: Callable[..., Any], *named: str) -> Any:
    """Do something with the account of somebody who is named; fail where that is nobody or several."""
    try:
        return what(ready().store, *named)
    except LookupError as unknown:
        raise Failed(str(unknown)) from unknown


@cli.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
def settings(name: str | None, value: str | None) -> None:
    """Show business settings, or change one."""
    from domain.settings import DEFAULTS

    if name is not None and name not in DEFAULTS:
        raise Failed(f"there is no setting {name!r}; there are {', '.join(DEFAULTS)}")
    app = ready()
    if name is not None and value is not None:
        try:
            with app.store.write() as unit:
                unit.begin_act(_of_the_operator(f"settings:{name}", unit.now()))
                unit.settings.change(name, value)
                unit.commit()
        except Refused as refused:
            raise Failed(f"{value!r} does not fit {name}; for example {refused.reason.example}") from refused  # type: ignore[attr-defined]
    with app.store.read() as unit:
        for shown in [name] if name is not None else DEFAULTS:
            click.echo(f"{shown:<20} {unit.settings.text(shown):<16} {DEFAULTS[shown].meaning}")


def _of_the_operator(key: str, at: datetime) -> Act:
    """Return the act of who works at the command line."""
    return Act(person_id=None, source_key=f"{key}:{at.isoformat()}", said_at=at, channel="", chat="")


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of the store, also while it runs."""
    from bot.exchange.copies import back_up

    app = opened()
    try:
        back_up(app.engines, file)
    except OSError as error:
        raise Failed(str(error)) from error
    click.echo(f"backed up to {file}")


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--erased",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The erased.json of another machine: what it lists is erased in the copy too.",
)
def restore(file: Path, erased: Path | None) -> None:
    """Put a copy in the store's place; what waited in it to be sent is held, not sent again."""
    from bot.exchange.copies import put_back
    from bot.exchange.forgotten import read_list

    app = opened()
    try:
        listed = read_list(erased) if erased else ()
        done = put_back(app.store, file, app.settings.folder, listed)
    except (OSError, RuntimeError) as error:
        raise Failed(str(error)) from error
    click.echo(f"restored; {done.held} waiting messages are held and will not be sent")
    if done.erased:
        click.echo(f"{done.erased} erased since the copy was made, and erased again")


@cli.command()
@click.argument("name")
@click.option("--customer", help="The customer they are at, where there are several of that name.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file.")
def personal(name: str, customer: str | None, out: Path) -> None:
    """Write all that is kept about a contact to a JSON file, for who asks for their own data."""
    from bot.exchange.personal import export_personal

    app = ready()
    try:
        told = export_personal(app.store, name, customer, out)
    except (OSError, LookupError) as error:
        raise Failed(str(error)) from error
    click.echo(f"{out}: " + ", ".join(f"{kind} {number}" for kind, number in told.items() if number))


@cli.command()
def doctor() -> None:
    """Check configuration, database, clock and fonts; say what is wrong and how to mend it."""
    from bot.doctor import examine

    if not examine(configured(), click.echo):
        raise SystemExit(1)
