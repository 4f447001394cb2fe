"""What `salesbot doctor` asks of Telegram: whether the token is good, and how updates come."""

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram import listen
from bot.settings import Settings

Check = tuple[bool, str]


async def checks(settings: Settings) -> list[Check]:
    """Return what is right and what is wrong, and how to mend it."""
    assert settings.telegram_token is not None
    api = settings.telegram_api.rstrip("/")
    bot = Bot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{api}/bot",
        request=HTTPXRequest(1, proxy=settings.proxy),
    )
    try:
        await bot.initialize()
        seen = _sees(bool(bot.can_read_all_group_messages))
        return [(True, f"Telegram knows the bot as @{bot.username}"), seen, await _way_in(bot, settings)]
    except InvalidToken:
        mend = "set TELEGRAM_BOT_TOKEN to the one BotFather gave; TELEGRAM_API_URL may be wrong too"
        return [(False, f"Telegram refuses the token: {mend}")]
    except BadRequest as refused:  # PTB calls it a network error too
        return [(False, f"Telegram refuses what is asked ({refused.message}): check TELEGRAM_API_URL")]
    except TelegramError as error:
        mend = "check the network, SALESBOT_PROXY and TELEGRAM_API_URL"
        return [(False, f"Telegram is out of reach ({type(error).__name__}): {mend}")]
    finally:
        await bot.shutdown()


def _sees(everything: bool) -> Check:
    if everything:
        return (
            True,
            "in groups the Telegram bot hears everything; it keeps what is said to it (privacy mode is off)",
        )
    return True, "in groups the Telegram bot hears commands, mentions and replies to it (privacy mode is on)"


async def _way_in(bot: Bot, settings: Settings) -> Check:
    """Say whether updates come the way that is configured."""
    info = await bot.get_webhook_info()
    hook, secret = (settings.telegram_webhook or "").rstrip("/"), settings.telegram_secret
    ours = f"{hook}{listen.path(secret.get_secret_value())}" if hook and secret else ""
    if info.url and info.url != ours:
        mend = (
            "`salesbot run` sets it; should it change again, another program uses this token: make it its own"
        )
        return False, f"Telegram sends updates to another address than is configured: {mend}"
    if info.url and info.last_error_message:
        mend = "TELEGRAM_WEBHOOK_URL must lead to this server over HTTPS, at port 443, 80, 88 or 8443"
        return False, f"Telegram could not hand in updates ({info.last_error_message}): {mend}"
    if ours:
        told = "Telegram hands in updates" if info.url else "Telegram knows no webhook yet, `run` sets it"
        return True, f"{told}, {info.pending_update_count} waiting"
    return True, f"Telegram is asked for updates, {info.pending_update_count} waiting"
