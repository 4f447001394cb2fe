"""What `salesbot doctor` asks of Slack: whether the tokens are good, and the app may do what it must."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.line import client_of
from bot.channels.slack.listen import PATH
from bot.channels.slack.scopes import NEEDED
from bot.channels.slack.send import answer_of
from bot.settings import Settings

Check = tuple[bool, str]

REACH = "check the network, SALESBOT_PROXY and SLACK_API_URL"
MANIFEST = "docs/slack-manifest.yaml"


async def checks(settings: Settings) -> list[Check]:
    """Return what is right and what is wrong, and how to mend it."""
    client = client_of(settings)
    try:
        found = await _bot(client)
        return [*found, await _way_in(client, settings)] if found[0][0] else found
    finally:
        if client.session is not None:
            await client.session.close()


async def _bot(client: AsyncWebClient) -> list[Check]:
    try:
        answer = await client.auth_test()
    except SlackApiError as refused:
        why, status, _ = answer_of(refused)
        if not why:
            return [(False, f"Slack is out of reach (status {status}): {REACH}")]
        mend = "set SLACK_BOT_TOKEN to the bot token under OAuth & Permissions of the app"
        return [(False, f"Slack refuses the bot token ({why}): {mend}")]
    except Exception as error:
        return [(False, f"Slack is out of reach ({type(error).__name__}): {REACH}")]
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes") or "").split(",")}
    missing = sorted(NEEDED - granted)
    told = f"Slack knows the bot as {answer.get('user')} in {answer.get('team')}"
    if missing:
        mend = f"add them to the app ({MANIFEST} has all) and install it in the workspace again"
        return [(True, told), (False, f"the Slack app lacks scopes: {', '.join(missing)}: {mend}")]
    return [(True, told), (True, "the Slack app has all scopes")]


async def _way_in(client: AsyncWebClient, settings: Settings) -> Check:
    """Say whether events can come in."""
    if settings.slack_app_token is None:
        return True, f"Slack hands in events at {settings.url}{PATH}: that is the app's request URL"
    try:
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as refused:
        why = answer_of(refused)[0]
        mend = "turn Socket Mode on, and set SLACK_APP_TOKEN to an app-level token with connections:write"
        return False, f"Slack opens no connection ({why}): {mend}"
    except Exception as error:
        return False, f"Slack is out of reach ({type(error).__name__}): {REACH}"
    return True, "Slack opens connections in Socket Mode"
