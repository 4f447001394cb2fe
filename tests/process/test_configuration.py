"""Configuration that does not fit stops the start: the variable, what is wrong, and a good value."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.settings import Settings, Unfit, load

Command = Callable[..., CompletedProcess[str]]

UNFIT = [
    ("SALESBOT_HTTP_PORT", "eighty", "SALESBOT_HTTP_PORT=8080"),
    ("SALESBOT_HTTP_PORT", "70000", "SALESBOT_HTTP_PORT=8080"),
    ("SALESBOT_TIMEZONE", "Mars/Olympus", "Asia/Shanghai"),
    ("SALESBOT_LANGUAGE", "klingon", "zh-Hans"),
    ("SALESBOT_CURRENCY", "yuan", "CNY"),
    ("SALESBOT_WEB", "perhaps", "on"),
    ("SALESBOT_PUBLIC_URL", "sales.example.com", "https://sales.example.com"),
    ("SALESBOT_LOG_LEVEL", "loud", "info"),
    ("SALESBOT_LOG_FORMAT", "yaml", "text or json"),
    ("SALESBOT_SECRET_KEY", "short", "random"),
    ("DATABASE_URL", "mysql://db/salesbot", "postgresql://"),
    ("DATABASE_URL", "nonsense", "postgresql://"),
    ("DATABASE_URL", "sqlite://", "postgresql://"),
    ("SALESBOT_KILL_AT", "answer.never", "answer.before_commit"),
    ("SALESBOT_KILL_AT", "answer.claimed:twice", "answer.before_commit"),
]


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SALESBOT_DATA_DIR", str(tmp_path))


@pytest.mark.parametrize(("name", "value", "example"), UNFIT)
def test_a_value_that_does_not_fit(
    name: str, value: str, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the variable and gives a good value, and never repeats one that may be secret."""
    monkeypatch.setenv(name, value)
    with pytest.raises(Unfit, match=name) as told:
        load()
    assert example in str(told.value)
    if name == "SALESBOT_SECRET_KEY":
        assert value not in str(told.value)


@pytest.mark.parametrize("where", ["environment", ".env"])
def test_an_unknown_variable(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in a variable's name is told, wherever it stands."""
    if where == ".env":
        (tmp_path / ".env").write_text("SALESBOT_TIMEZON=Asia/Shanghai\n")
    else:
        monkeypatch.setenv("SALESBOT_TIMEZON", "Asia/Shanghai")
    with pytest.raises(Unfit, match=r"SALESBOT_TIMEZON.*SALESBOT_TIMEZONE"):
        load()


def test_a_file_s_values_are_read(tmp_path: Path) -> None:
    """`.env` in the working folder is as good as the environment."""
    (tmp_path / ".env").write_text("SALESBOT_CURRENCY=CNY\nOTHER_PROGRAMS_SETTING=1\n")
    assert load().currency == "CNY"


@pytest.mark.parametrize("arguments", [("run",), ("db", "check")])
def test_no_command_starts_with_it(command: Command, arguments: tuple[str, ...]) -> None:
    """One line on standard error, exit code 1."""
    done = command(*arguments, SALESBOT_HTTP_PORT="eighty")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "SALESBOT_HTTP_PORT" in line
    assert "SALESBOT_HTTP_PORT=8080" in line


def test_postgresql_needs_a_secret_key(command: Command) -> None:
    """Without a data folder of its own, the key cannot be made up."""
    done = command("run", DATABASE_URL="postgresql://127.0.0.1/none")
    assert done.returncode == 1
    assert "SALESBOT_SECRET_KEY" in done.stderr


def test_a_demo_listens_to_no_platform(tmp_path: Path) -> None:
    """Whoever tries the demo beside a bot of theirs must not have its real messages taken away."""
    settings = Settings(TELEGRAM_BOT_TOKEN="123456789:AAtestAAtestAAtestAAtest", SLACK_BOT_TOKEN="xoxb-1")
    assert settings.platforms == ("telegram", "slack")
    assert settings.of_a_demo(tmp_path).platforms == ()
    assert settings.of_a_demo(tmp_path).web_on
