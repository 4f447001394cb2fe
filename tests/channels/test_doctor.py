"""`salesbot doctor` about the platforms: what is right, what is wrong, and how to mend it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.channels.slack.scopes import NEEDED
from bot.channels.telegram.listen import path
from bot.doctor import examine
from bot.settings import Settings

from ..platforms.faults import Status
from ..platforms.slack import App, SlackServer
from ..platforms.telegram import Telegram

SECRET = "a-secret-of-sixteen"
Examined = Callable[..., tuple[bool, list[str]]]


@pytest.fixture
def examined(tmp_path: Path) -> Examined:
    """Return what tells whether all is well, and the lines about platforms."""

    def run(**given: str) -> tuple[bool, list[str]]:
        told: list[str] = []
        own = {"DATABASE_URL": f"sqlite:///{tmp_path / 's.db'}", "SALESBOT_TIMEZONE": "Asia/Shanghai"}
        well = examine(Settings(**{**own, **given}), told.append)  # type: ignore[arg-type]
        return well, [line for line in told if line[0] in "✓✗" and ("Slack" in line or "Telegram" in line)]

    return run


# ---- Slack


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    """Return a workspace whose app may do what is needed."""
    with SlackServer(app=App(scopes=NEEDED | {"connections:write"})) as server:
        yield server


def of_slack(server: SlackServer, **more: str) -> dict[str, str]:
    """Return the configuration of Socket Mode."""
    app = server.app
    return {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_API_URL": server.api,
        **more,
    }


def test_slack_is_well(examined: Examined, slack: SlackServer) -> None:
    """Known, allowed, connected."""
    assert examined(**of_slack(slack)) == (
        True,
        [
            f"✓ Slack knows the bot as salesbot in {slack.world.domain}",
            "✓ the Slack app has all scopes",
            "✓ Slack opens connections in Socket Mode",
        ],
    )


def test_slack_over_http(examined: Examined, slack: SlackServer) -> None:
    """The request URL is told."""
    given = of_slack(slack, SLACK_SIGNING_SECRET="s", SALESBOT_PUBLIC_URL="https://sales.example.com")
    del given["SLACK_APP_TOKEN"]
    well, lines = examined(**given)
    assert well
    assert "https://sales.example.com/slack/events" in lines[-1]


def test_scopes_that_are_missing(examined: Examined, slack: SlackServer) -> None:
    """Each by its name, and where all of them stand."""
    slack.app.scopes = slack.app.scopes - {"im:history", "files:write"}
    well, lines = examined(**of_slack(slack))
    assert not well
    assert lines[1].startswith("✗ the Slack app lacks scopes: files:write, im:history:")
    assert "docs/slack-manifest.yaml" in lines[1]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-another"}, ("refuses the bot token (invalid_auth)", "SLACK_BOT_TOKEN")),
        ({"SLACK_APP_TOKEN": "xapp-another"}, ("opens no connection (invalid_auth)", "SLACK_APP_TOKEN")),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, ("out of reach", "SLACK_API_URL")),
    ],
)
def test_slack_is_ill(
    examined: Examined, slack: SlackServer, wrong: dict[str, str], words: tuple[str, ...]
) -> None:
    """One line says what to set; no token shows."""
    well, lines = examined(**of_slack(slack, **wrong))
    (line,) = [line for line in lines if line.startswith("✗")]
    assert not well
    assert all(word in line for word in words)
    assert "another" not in line


def test_slack_answers_with_a_page(examined: Examined, slack: SlackServer) -> None:
    """Of a gateway in front of it."""
    slack.faults.add("auth.test", Status(502))
    assert examined(**of_slack(slack))[1] == [
        "✗ Slack is out of reach (status 502): check the network, SALESBOT_PROXY and SLACK_API_URL"
    ]


# ---- Telegram


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """Return a Telegram with one bot."""
    with Telegram() as telegram:
        yield telegram


def of_telegram(telegram: Telegram, **more: str) -> dict[str, str]:
    """Return the configuration of polling."""
    return {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url, **more}


def test_telegram_is_well(examined: Examined, telegram: Telegram) -> None:
    """Known, with what it hears and how updates come."""
    assert examined(**of_telegram(telegram)) == (
        True,
        [
            "✓ Telegram knows the bot as @acme_sales_bot",
            "✓ in groups the Telegram bot hears commands, mentions and replies to it (privacy mode is on)",
            "✓ Telegram is asked for updates, 0 waiting",
        ],
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            {"TELEGRAM_BOT_TOKEN": "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5another"},
            ("refuses the token", "TELEGRAM_BOT_TOKEN"),
        ),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:9"}, ("out of reach", "TELEGRAM_API_URL")),
    ],
)
def test_telegram_is_ill(
    examined: Examined, telegram: Telegram, wrong: dict[str, str], words: tuple[str, ...]
) -> None:
    """One line says what to set; no token shows."""
    well, (line,) = examined(**of_telegram(telegram, **wrong))
    assert not well
    assert line.startswith("✗")
    assert all(word in line for word in words)
    assert "another" not in line


def test_what_telegram_refuses_is_not_called_out_of_reach(examined: Examined, telegram: Telegram) -> None:
    """It is told in Telegram's words."""
    answer = {"ok": False, "error_code": 400, "description": "Bad Request: not here"}
    telegram.faults.add("getWebhookInfo", Status(400, answer))
    assert examined(**of_telegram(telegram)) == (
        False,
        ["✗ Telegram refuses what is asked (Not here): check TELEGRAM_API_URL"],
    )


def test_the_webhook_agrees_with_the_configuration(examined: Examined, telegram: Telegram) -> None:
    """As far as it is set; one that another program set is told."""
    hook = "http://127.0.0.1:9"
    given = of_telegram(telegram, TELEGRAM_WEBHOOK_URL=hook, TELEGRAM_WEBHOOK_SECRET=SECRET)
    assert "knows no webhook yet" in examined(**given)[1][-1]
    with telegram.change():
        telegram.webhook.url = f"{hook}{path(SECRET)}"
    assert examined(**given)[1][-1] == "✓ Telegram hands in updates, 0 waiting"
    assert examined(**of_telegram(telegram))[1][-1].startswith("✗ Telegram sends updates to another address")
    with telegram.change():
        telegram.webhook.error, telegram.webhook.error_date = "Connection refused", 1763438400
    well, lines = examined(**given)
    assert not well
    assert "could not hand in updates (Connection refused): TELEGRAM_WEBHOOK_URL" in lines[-1]
