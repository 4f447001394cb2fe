"""Configuration: environment variables or a `.env` file, checked before anything starts (interfaces.md)."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs
from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.faults import Faults
from domain.people import Language
from storage.engine import database_url

ENV_FILE = ".env"
EXAMPLES = {
    "DATABASE_URL": "postgresql://salesbot@db/salesbot",
    "SALESBOT_HTTP_HOST": "127.0.0.1",
    "SALESBOT_HTTP_PORT": "8080",
    "SALESBOT_TIMEZONE": "Asia/Shanghai",
    "SALESBOT_LANGUAGE": "en, zh-Hans or zh-Hant",
    "SALESBOT_CURRENCY": "CNY",
    "SALESBOT_WEB": "on",
    "SALESBOT_PUBLIC_URL": "https://sales.example.com",
    "SALESBOT_LOG_LEVEL": "info",
    "SALESBOT_LOG_FORMAT": "text or json",
    "SALESBOT_SECRET_KEY": "32 or more random characters",
    "SALESBOT_KILL_AT": "answer.before_commit",
    "SALESBOT_PROXY": "http://proxy.example.com:3128",
    "TELEGRAM_BOT_TOKEN": "123456789:the-token-BotFather-gave-you-1234567",
    "TELEGRAM_API_URL": "https://api.telegram.org",
    "TELEGRAM_WEBHOOK_URL": "https://sales.example.com",
    "TELEGRAM_WEBHOOK_SECRET": "16 to 256 of A-Z a-z 0-9 _ -",
    "SLACK_BOT_TOKEN": "xoxb-the-bot-token",
    "SLACK_APP_TOKEN": "xapp-the-app-level-token",
    "SLACK_SIGNING_SECRET": "the signing secret of the app's basic information",
    "SLACK_API_URL": "https://slack.com/api/",
}
KNOWN = {*EXAMPLES, "SALESBOT_DATA_DIR"}
OURS = ("SALESBOT_", "TELEGRAM_", "SLACK_")
"""What variables of ours begin with: one that is not known stops the start."""


class Unfit(Exception):  # noqa: N818 - the word for a value that does not fit
    """The configuration does not fit; the text says which variable, what is wrong, and a good value."""


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("no such time zone") from error
    return value


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise ValueError("not a currency of ISO 4217")
    return value


def _database(value: str) -> str:
    try:
        url = database_url(value)
        backend = url.get_backend_name()
    except Exception as error:
        raise ValueError("not a database URL") from error
    if backend not in ("sqlite", "postgresql"):
        raise ValueError("neither SQLite nor PostgreSQL")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("an SQLite store is a file")
    return value


_ADDRESS = r"^https?://\S+$"


def _shaped(pattern: str, what: str) -> Callable[[SecretStr | None], SecretStr | None]:
    """Return what refuses a secret of another shape, without telling it."""

    def check(value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(pattern, value.get_secret_value()):
            raise ValueError(f"not {what}")
        return value

    return check


def _point(value: str) -> str:
    Faults(value)
    return value


class Settings(BaseSettings):
    """What is in force. Secrets never show in `repr` or in logs."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    database: Annotated[str | None, AfterValidator(lambda v: v and _database(v))] = Field(
        None, alias="DATABASE_URL"
    )
    host: str = Field("127.0.0.1", alias="SALESBOT_HTTP_HOST")
    port: int = Field(8080, ge=0, le=65535, alias="SALESBOT_HTTP_PORT")
    timezone: Annotated[str | None, AfterValidator(lambda v: v and _zone(v))] = Field(
        None, alias="SALESBOT_TIMEZONE"
    )
    language: Language = Field(Language.EN, alias="SALESBOT_LANGUAGE")
    currency: Annotated[str | None, AfterValidator(lambda v: v and _currency(v))] = Field(
        None, alias="SALESBOT_CURRENCY"
    )
    web: Literal["on", "off"] | None = Field(None, alias="SALESBOT_WEB")
    public_url: str | None = Field(None, pattern=r"^https?://[^/]+/?$", alias="SALESBOT_PUBLIC_URL")
    data_dir: Path | None = Field(None, alias="SALESBOT_DATA_DIR")
    secret_key: SecretStr | None = Field(None, min_length=16, alias="SALESBOT_SECRET_KEY")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", alias="SALESBOT_LOG_LEVEL")
    log_format: Literal["text", "json"] = Field("text", alias="SALESBOT_LOG_FORMAT")
    telegram_token: Annotated[SecretStr | None, AfterValidator(_shaped(r"\d+:[\w-]{20,}", "a token"))] = (
        Field(None, alias="TELEGRAM_BOT_TOKEN")
    )
    telegram_api: str = Field("https://api.telegram.org", pattern=_ADDRESS, alias="TELEGRAM_API_URL")
    telegram_webhook: str | None = Field(None, pattern=_ADDRESS, alias="TELEGRAM_WEBHOOK_URL")
    telegram_secret: Annotated[
        SecretStr | None, AfterValidator(_shaped(r"[\w-]{16,256}", "16 to 256 letters, digits, _ and -"))
    ] = Field(None, alias="TELEGRAM_WEBHOOK_SECRET")
    slack_token: Annotated[SecretStr | None, AfterValidator(_shaped(r"xoxb-\S+", "a bot token"))] = Field(
        None, alias="SLACK_BOT_TOKEN"
    )
    slack_app_token: Annotated[
        SecretStr | None, AfterValidator(_shaped(r"xapp-\S+", "an app-level token"))
    ] = Field(None, alias="SLACK_APP_TOKEN")
    slack_secret: SecretStr | None = Field(None, alias="SLACK_SIGNING_SECRET")
    slack_api: str = Field("https://slack.com/api/", pattern=_ADDRESS, alias="SLACK_API_URL")
    proxy: str | None = Field(None, pattern=_ADDRESS, alias="SALESBOT_PROXY")
    kill_at: Annotated[str | None, AfterValidator(lambda v: v and _point(v))] = Field(
        None, alias="SALESBOT_KILL_AT"
    )

    def of_a_demo(self, folder: Path) -> "Settings":
        """Return these for a demo: a store of its own in `folder`, no platform: messages there are real."""
        none = dict.fromkeys(
            name for name in Settings.model_fields if name.startswith(("telegram_", "slack_"))
        )
        kept = {"telegram_api": self.telegram_api, "slack_api": self.slack_api}
        return self.model_copy(update={**none, **kept, "database": None, "data_dir": folder})

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that are turned on."""
        tokens = {"telegram": self.telegram_token, "slack": self.slack_token}
        return tuple(name for name, token in tokens.items() if token is not None)

    @property
    def web_on(self) -> bool:
        """Whether the web chat is offered: as set, else where no other channel is on."""
        return self.web == "on" or (self.web is None and not self.platforms)

    @property
    def folder(self) -> Path:
        """The folder of the SQLite file and local keys."""
        return self.data_dir or Path(platformdirs.user_data_dir("salesbot", appauthor=False))

    @property
    def database_url(self) -> str:
        """The database in force."""
        return self.database or f"sqlite:///{self.folder / 'salesbot.db'}"

    @property
    def zone(self) -> str:
        """The team's time zone: the one set, else the machine's."""
        return self.timezone or machine_zone()

    @property
    def url(self) -> str:
        """The address for links."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load() -> Settings:
    """Return the checked configuration; raise `Unfit` for the first value that does not fit."""
    _refuse_unknown()
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise Unfit(f"{name}: {_plain(first)}; for example {name}={EXAMPLES.get(name, '…')}") from None
    if settings.secret_key is None and database_url(settings.database_url).get_backend_name() == "postgresql":
        raise Unfit(
            "SALESBOT_SECRET_KEY: needed with PostgreSQL; for example the output of `openssl rand -hex 32`"
        )
    _refuse_half(settings)
    return settings


def _refuse_half(settings: Settings) -> None:
    """A channel of which a part is missing stops the start, rather than stay off unseen."""
    needed = (
        (settings.telegram_webhook, settings.telegram_secret, "TELEGRAM_WEBHOOK_SECRET"),
        (
            settings.telegram_webhook or settings.telegram_secret,
            settings.telegram_token,
            "TELEGRAM_BOT_TOKEN",
        ),
        (settings.telegram_secret, settings.telegram_webhook, "TELEGRAM_WEBHOOK_URL"),
        (settings.slack_app_token or settings.slack_secret, settings.slack_token, "SLACK_BOT_TOKEN"),
        (settings.slack_token, settings.slack_app_token or settings.slack_secret, "SLACK_APP_TOKEN"),
    )
    for given, missing, name in needed:
        if given and not missing:
            also = " (or SLACK_SIGNING_SECRET for HTTP events)" if name == "SLACK_APP_TOKEN" else ""
            raise Unfit(f"{name}{also}: missing beside what is set; for example {name}={EXAMPLES[name]}")


def _refuse_unknown() -> None:
    for name in (*os.environ, *dotenv_values(ENV_FILE)):
        if name.startswith(OURS) and name not in KNOWN:
            nearest = get_close_matches(name, KNOWN, 1)
            meant = f"do you mean {nearest[0]}?" if nearest else "`salesbot doctor` lists those there are"
            raise Unfit(f"{name}: there is no such setting; {meant}")


def _plain(error: Any) -> str:
    """Return pydantic's message without the value, which may be a secret."""
    return str(error["msg"]).removeprefix("Value error, ").lower()


def machine_zone() -> str:
    """Return the machine's own time zone, as far as it can be told; else UTC."""
    named = os.environ.get("TZ", "").lstrip(":")
    link = Path("/etc/localtime")
    found = named or (str(link.resolve()).partition("zoneinfo/")[2] if link.exists() else "")
    try:
        return _zone(found or "UTC")
    except ValueError:
        return "UTC"


@dataclass(frozen=True)
class Shown:
    """One variable as `doctor` shows it: secrets masked."""

    name: str
    value: str
    default: bool


def shown(settings: Settings) -> list[Shown]:
    """Return what is in force, with secrets masked."""
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        masked = "••••••" if isinstance(value, SecretStr) else str(value)
        if name == "database":
            masked = database_url(settings.database_url).render_as_string(hide_password=True)
        rows.append(Shown(str(field.alias), masked, name not in settings.model_fields_set))
    return rows


def secret_key(settings: Settings) -> str:
    """Return the key that signs and encrypts; on SQLite it is made once and kept for its owner alone."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    file = settings.folder / "secret_key"
    if not file.exists():
        settings.folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(token_urlsafe(32))
    return file.read_text().strip()
