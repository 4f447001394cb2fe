"""Files that people sent, fetched by a link that lives an hour (Bot API, getFile)."""

from telegram import Bot
from telegram.error import BadRequest

from bot.channels.line import FileGone
from domain.attachment import LARGEST

PASSING = "temporarily unavailable"
"""In "wrong file_id or the file is temporarily unavailable": of the two, the second may pass."""


async def fetch(bot: Bot, file_id: str) -> bytes:
    """Return the bytes of a file; each attempt asks for a new link."""
    try:
        file = await bot.get_file(file_id)
    except BadRequest as refused:
        if PASSING in refused.message.casefold():
            raise
        raise FileGone(refused.message) from refused
    if (file.file_size or 0) > LARGEST:
        raise FileGone("too large")
    data = bytes(await file.download_as_bytearray())
    if len(data) > LARGEST:
        raise FileGone("too large")
    return data
