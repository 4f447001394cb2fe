"""What came with words or instead of them: photos, voice notes, files, places; each belongs to a customer."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LARGEST = 20 * 2**20
"""Bytes of a file that is kept: what a bot may fetch on the strictest platform (Bot API, getFile)."""
PIECE = 2**20
"""Bytes of a file that are written at once, in a commit of their own: nobody waits long for the writer."""
JOINS_WITHIN = timedelta(minutes=10)
"""A file joins the sender's log this long after it, without a word (product.md 9)."""


class Sort(StrEnum):
    """The kinds of things that can be kept."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    PLACE = "place"


class Keeping(StrEnum):
    """*waiting*: its bytes are still with the platform; *kept*: here; *lost*: they could not be had."""

    WAITING = "waiting"
    KEPT = "kept"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """Something kept with a customer, and with the activity it belongs to.

    `file` is the platform's id, `album` joins what was sent together, `note` are the words under it. `state`
    and `sha256` are noted when the bytes are fetched: they are no version of it.
    """

    id: int = 0
    version: int = 0
    kind: Sort
    person_id: int
    customer_id: int
    activity_id: int | None = None
    channel: str
    file: str = ""
    name: str = ""
    mime: str = ""
    size: int | None = None
    album: str = ""
    note: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    state: Keeping = Keeping.WAITING
    sha256: bytes | None = None


PAUSES = tuple(timedelta(seconds=min(2**n, 600)) for n in range(1, 15))
"""How long to wait after the first, second, … failed attempt to fetch a file: an hour and a bit in all."""


def pause_after(tries: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None when it is to be given up."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
