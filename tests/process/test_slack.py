"""A real `salesbot run` in Slack, over Socket Mode and over signed HTTP, as people there would use it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot import joining
from bot.clock import now
from domain.act import Act
from domain.customer import Customer
from domain.people import Role

from ..platforms.slack import Message, Person, SlackServer
from .running import Process, Shop, free_port

Start = Callable[..., Process]


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    """Return a workspace that tries again at once."""
    with SlackServer(pace=0.001) as server:
        yield server


@contextmanager
def running(mode: str, slack: SlackServer, shop: Shop, start: Start) -> Iterator[Process]:
    """Run Salesbot in the workspace; stopped, it has complained of nothing."""
    settings = {"SLACK_BOT_TOKEN": slack.app.bot_token, "SLACK_API_URL": slack.api}
    if mode == "socket":
        process = start(shop, **settings, SLACK_APP_TOKEN=slack.app.app_token).ready()
        slack.wait_connected()
    else:
        port = str(free_port())
        slack.app.request_url = f"http://127.0.0.1:{port}/slack/events"
        secret = slack.app.signing_secret
        process = start(shop, **settings, SLACK_SIGNING_SECRET=secret, SALESBOT_HTTP_PORT=port).ready()
        assert slack.verify_url()
    yield process
    assert process.stop() == 0
    assert "Traceback" not in process.lines


@pytest.fixture(params=["socket", "http"])
def process(
    request: pytest.FixtureRequest, slack: SlackServer, shop: Shop, start: Start
) -> Iterator[Process]:
    """Return a Salesbot that runs in the workspace, in each mode."""
    with running(request.param, slack, shop, start) as process:
        yield process


def told(slack: SlackServer, person: Person, *words: str) -> Message:
    """Wait for a message of the bot's in a person's chat that has these words as it stands, and return it."""

    def found() -> list[Message]:
        return [one for one in slack.answers(person.dm) if all(word in one.text for word in words)]

    return slack.wait(found)[-1]


def joined(slack: SlackServer, shop: Shop, name: str, welcome: str, **profile: str) -> Person:
    """Let somebody new in by a code that they send to the bot."""
    person = slack.person(name, **profile)
    code = joining.invite(shop.store, Role.REP, "North")
    person.says(person.dm, code)
    told(slack, person, welcome)
    return person


def customers(shop: Shop, owner: str, *names: str) -> None:
    """Give somebody customers."""
    with shop.store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key=f"for {owner}", said_at=now(), channel="", chat=""))
        (person,) = [one for one in unit.people.all() if one.name == owner]
        for name in names:
            unit.customers.add(Customer(name=name, owner_id=person.id, cadence_from=now()))
        unit.commit()


@pytest.mark.usefixtures("process")
def test_a_visit_is_logged_asked_about_and_undone(slack: SlackServer, shop: Shop) -> None:
    """Joined by a code, a rep answers a question by its button; undo changes the card where it stands."""
    may = joined(slack, shop, "May Ho", "Welcome, May Ho!", tz="Asia/Singapore")
    assert shop.rows("SELECT timezone, language FROM person WHERE name = 'May Ho'") == [
        ("Asia/Singapore", "en")
    ]
    customers(shop, "May Ho", "Star Tools East", "Star Tools West")
    may.says(may.dm, "visited Star Tools, they want <b>two</b> & more")
    question = told(slack, may, "Which one do you mean")
    button = next(label for label in question.labels if "Star Tools West" in label)
    may.presses(question, button)
    card = told(slack, may, "Visit logged", "Star Tools West", "they want <b>two</b> & more")
    assert card.ts == question.ts
    may.presses(card, "Undo")
    undone = told(slack, may, "ndone")
    assert undone.ts == card.ts
    assert shop.one("SELECT count(*) FROM activity") == 0
    assert slack.calls_of("chat.update")


@pytest.mark.usefixtures("process")
def test_a_visit_in_chinese(slack: SlackServer, shop: Shop) -> None:
    """Language and time zone are those of the profile."""
    li = joined(slack, shop, "李安", "李安", locale="zh-CN")
    customers(shop, "李安", "小米科技")
    li.says(li.dm, "拜访了小米科技，见了李总，下周三下午2点回访")
    card = told(slack, li, "已记录拜访", "小米科技", "14:00")
    assert "撤销" in card.labels
    li.presses(card, "撤销")
    assert told(slack, li, "撤销").ts == card.ts
    assert shop.one("SELECT count(*) FROM activity") == 0
