"""What is kept beside words: each thing a record, its bytes in pieces, written one by one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, update

from domain.activity import Activity
from domain.attachment import Attachment, Keeping
from storage.bell import FILES
from storage.records import Records, Shape
from storage.tables import activity, attachment, attachment_piece

if TYPE_CHECKING:
    from storage.unit import Unit


@dataclass(frozen=True)
class Fetching:
    """A file whose bytes are to be fetched: the platform's id for it, and how often that failed."""

    id: int
    file: str
    tries: int


class Attachments(Records[Attachment]):
    """Files and places of customers; the pieces belong to the row, and go with it."""

    shape = Shape(attachment, Attachment, beside=frozenset({"state", "sha256"}))

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        super().__init__(unit)
        self._untied: dict[int, int] = {}

    # ---- reading

    def of_album(self, person_id: int, channel: str, album: str) -> Attachment | None:
        """Return the latest that stands of what a person sent together."""
        same = (
            attachment.c.channel == channel,
            attachment.c.album == album,
            attachment.c.person_id == person_id,
        )
        found = self.where(*same, order=(attachment.c.id.desc(),), limit=1)
        return found[0] if found else None

    def count(self, customer_id: int) -> int:
        """Return how many are kept with a customer, or still on their way."""
        query = (
            select(func.count())
            .select_from(attachment)
            .where(attachment.c.customer_id == customer_id, attachment.c.state != Keeping.LOST, *self.seen())
        )
        return int(self.unit.connection.execute(query, self.unit.eyes).scalar_one())

    def content(self, id: int) -> bytes:
        """Return the bytes of a file that is kept."""
        query = (
            select(attachment_piece.c.data)
            .where(attachment_piece.c.attachment_id == id)
            .order_by(attachment_piece.c.number)
        )
        return b"".join(self.unit.connection.execute(query).scalars())

    # ---- with the activity they belong to

    def untie(self, gone: Activity) -> None:
        """Let an activity go: what belonged to it stays with the customer."""
        held = update(attachment).where(attachment.c.activity_id == gone.id)
        ids = self._beside(held.values(activity_id=None).returning(attachment.c.id)).scalars()
        self._untied.update(dict.fromkeys(ids, gone.customer_id))

    def tie_again(self, back: Activity) -> None:
        """Give what belonged to an activity that this unit of work took out to the one in its place."""
        ids = [id for id, customer_id in self._untied.items() if customer_id == back.customer_id]
        if ids:
            alone = update(attachment).where(attachment.c.id.in_(ids), attachment.c.activity_id.is_(None))
            self._beside(alone.values(activity_id=back.id))

    def restore(self, row_id: int, values: dict[str, Any], version: int) -> Attachment:
        """Put one back; its bytes are fetched anew, its activity may be gone by now."""
        query = select(activity.c.id).where(activity.c.id == values["activity_id"])
        stands = self.unit.connection.execute(query).scalar_one_or_none()
        state = Keeping.WAITING if values["file"] else Keeping.KEPT
        return super().restore(row_id, {**values, "activity_id": stands, "state": state}, version)

    def _written(self, before: Attachment | None, after: Attachment | None) -> None:
        if after is not None and after.state is Keeping.WAITING:
            self.unit.news.add(FILES)

    def _leaving(self, record: Attachment) -> None:
        # Held first, so that who is writing a piece just now ends before, and finds no row after.
        self.unit.connection.execute(select(attachment.c.id).filter_by(id=record.id).with_for_update())
        self._drop_pieces(record.id)

    def _drop_pieces(self, id: int) -> None:
        self.unit.connection.execute(delete(attachment_piece).where(attachment_piece.c.attachment_id == id))

    # ---- for who fetches

    def to_fetch(self, channels: Iterable[str], now: datetime, limit: int) -> Sequence[Fetching]:
        """Return files of these channels that are to be fetched now, the longest waiting first."""
        due = or_(attachment.c.again_at.is_(None), attachment.c.again_at <= now)
        query = (
            select(attachment.c.id, attachment.c.file, attachment.c.tries)
            .where(*_waits(channels), due)
            .order_by(attachment.c.id)
            .limit(limit)
        )
        return [Fetching(*row) for row in self.unit.connection.execute(query)]

    def next_fetch(self, channels: Iterable[str]) -> datetime | None:
        """Return when the next file that waits for another attempt is to be fetched."""
        query = select(func.min(attachment.c.again_at)).where(*_waits(channels))
        found: datetime | None = self.unit.connection.execute(query).scalar_one()
        return found

    def keep_piece(self, id: int, number: int, data: bytes) -> bool:
        """Write a piece of a file, after the first in order; False where nobody wants it any more."""
        if self._held(id) is not Keeping.WAITING:
            return False
        if number == 0:
            self._drop_pieces(id)
        now = self.unit.now()
        values = {"attachment_id": id, "number": number, "data": data, "created_at": now, "updated_at": now}
        self.unit.connection.execute(insert(attachment_piece).values(values))
        return True

    def kept(self, id: int, sha256: bytes, size: int) -> bool:
        """Note that all pieces are here; False where they are not so many bytes, or nobody wants them any
        more: who overslept may have written over them."""
        held = func.coalesce(func.sum(func.length(attachment_piece.c.data)), 0)
        query = select(held).where(attachment_piece.c.attachment_id == id)
        if self._held(id) is None or self.unit.connection.execute(query).scalar_one() != size:
            return False
        return self._settle(id, state=Keeping.KEPT, sha256=sha256, again_at=None)

    def try_again(self, id: int, tries: int, at: datetime) -> None:
        """Note an attempt that failed, and when the next is to be made."""
        self._settle(id, tries=tries, again_at=at)

    def lost(self, id: int) -> bool:
        """Give a file up; False where somebody did before, or nobody wants it any more."""
        self._drop_pieces(id)
        return self._settle(id, state=Keeping.LOST, again_at=None)

    def _held(self, id: int) -> Keeping | None:
        query = select(attachment.c.state).where(attachment.c.id == id).with_for_update()
        found: Keeping | None = self.unit.connection.execute(query).scalar_one_or_none()
        return found

    def _settle(self, id: int, **noted: Any) -> bool:
        """Note what is no version, where the file still waits."""
        statement = update(attachment).where(attachment.c.id == id, attachment.c.state == Keeping.WAITING)
        values = {**noted, "updated_at": self.unit.now()}
        return self._beside(statement.values(values)).rowcount == 1


def _waits(channels: Iterable[str]) -> Collection[Any]:
    return attachment.c.state == Keeping.WAITING, attachment.c.channel.in_(list(channels))
