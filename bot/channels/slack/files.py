"""Files that people sent, fetched from the private address that Slack tells of each
[docs.slack.dev/reference/objects/file-object]."""

from aiohttp import ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.line import FileGone
from bot.channels.slack.read import GONE_FILES
from domain.attachment import LARGEST

GONE = ("file_not_found", "file_deleted")
PATIENCE = ClientTimeout(total=300, sock_connect=10, sock_read=30)
"""A large file on a slow line may take minutes, as long as something comes."""


class NotHanded(Exception):  # noqa: N818 - the platform's word
    """Slack's file server answered with something else than the file; that may pass."""


async def fetch(client: AsyncWebClient, file_id: str) -> bytes:
    """Return the bytes of a file; its address is asked for at each attempt."""
    try:
        held = (await client.files_info(file=file_id))["file"]
    except SlackApiError as refused:
        if refused.response.get("error") in GONE:
            raise FileGone(str(refused.response["error"])) from refused
        raise
    if held.get("mode") in GONE_FILES or int(held.get("size") or 0) > LARGEST:
        raise FileGone("deleted, hidden or too large")
    data = await _download(client, str(held.get("url_private_download") or held["url_private"]))
    if "size" in held and len(data) != held["size"]:
        raise NotHanded("not the file: a page to sign in?")
    return data


async def _download(client: AsyncWebClient, address: str) -> bytes:
    """Return what stands at a private address; who may not see it is shown a page to sign in."""
    assert client.session is not None
    asking = client.session.get(
        address,
        headers={"Authorization": f"Bearer {client.token}"},
        allow_redirects=False,
        proxy=client.proxy,
        timeout=PATIENCE,
    )
    async with asking as answer:
        if answer.status != 200:
            raise NotHanded(str(answer.status))
        data = bytearray()
        async for piece in answer.content.iter_chunked(2**16):
            data += piece
            if len(data) > LARGEST:
                raise FileGone("too large")
        return bytes(data)
