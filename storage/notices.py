"""What is told unasked, each once: a unique row makes "once" a constraint."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.incoming import Address
from domain.outgoing import About
from storage.records import day_key
from storage.tables import alert, chat, digest, rung

if TYPE_CHECKING:
    from storage.unit import Unit


class Rings:
    """Which reminders rang together in one message."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def together(self, groups: Sequence[tuple[Sequence[int], int, datetime]]) -> Sequence[About]:
        """Note which reminders ring together in one message, of which chat and minute each; return what each
        of the messages is about."""
        now = self.unit.now()
        abouts = [About("ring", min(ids), day_key(due)) for ids, _, due in groups]
        rows = [
            {
                "reminder_id": id,
                "chat_id": chat_id,
                "group_id": about.id,
                "due": about.occurrence,
                "created_at": now,
                "updated_at": now,
            }
            for about, (ids, chat_id, _) in zip(abouts, groups, strict=True)
            for id in ids
        ]
        if rows:
            self.unit.put(rung, rows, key=("reminder_id", "chat_id", "due"))
        return abouts

    def of(self, reminder_id: int) -> Sequence[tuple[About, int, tuple[int, ...]]]:
        """Return the messages a reminder rang in, latest first, each with its chat and all its reminders."""
        query = (
            select(rung.c.group_id, rung.c.due, rung.c.chat_id)
            .where(rung.c.reminder_id == reminder_id)
            .order_by(rung.c.id.desc())
        )
        return [
            (About("ring", group, due), chat_id, self._members(group, due, chat_id))
            for group, due, chat_id in self.unit.connection.execute(query).all()
        ]

    def members(self, about: About, address: Address) -> tuple[int, ...]:
        """Return the reminders that rang together in a message of a chat."""
        there = and_(chat.c.channel == address.channel, chat.c.platform_id == address.chat)
        found = self.unit.connection.execute(select(chat.c.id).where(there)).scalar_one_or_none()
        if found is None or about.id is None:
            return ()
        return self._members(about.id, about.occurrence, int(found))

    def _members(self, group: int, due: str, chat_id: int) -> tuple[int, ...]:
        query = select(rung.c.reminder_id).where(
            rung.c.group_id == group, rung.c.due == due, rung.c.chat_id == chat_id
        )
        return tuple(self.unit.connection.execute(query.order_by(rung.c.reminder_id)).scalars())


class Notices:
    """Alerts and digests."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def raise_alert(self, rule: str, subject: str, recipient_id: int, fingerprint: str) -> int | None:
        """Return the alert's id if it has to be told: it is new, or something changed; else None."""
        place = (alert.c.rule == rule, alert.c.subject == subject, alert.c.recipient_id == recipient_id)
        query = select(alert.c.id, alert.c.fingerprint).where(*place)
        found = self.unit.connection.execute(query).first()
        now = self.unit.now()
        values = {"fingerprint": fingerprint, "told_at": now, "mended_at": None, "updated_at": now}
        if found is None:
            made = self.unit.connection.execute(
                insert(alert).values(
                    rule=rule, subject=subject, recipient_id=recipient_id, created_at=now, **values
                )
            )
            assert made.inserted_primary_key is not None
            return int(made.inserted_primary_key[0])
        if found.fingerprint == fingerprint:
            return None
        self.unit.connection.execute(update(alert).where(alert.c.id == found.id).values(values))
        return int(found.id)

    def told(self, rule: str) -> dict[tuple[str, int], str]:
        """Return what was told by a rule: the fingerprint by subject and recipient."""
        query = select(alert.c.subject, alert.c.recipient_id, alert.c.fingerprint).where(alert.c.rule == rule)
        return {
            (subject, recipient): seen for subject, recipient, seen in self.unit.connection.execute(query)
        }

    def alert(self, id: int) -> tuple[str, str, int, str] | None:
        """Return an alert's rule, subject, recipient and fingerprint."""
        query = select(alert.c.rule, alert.c.subject, alert.c.recipient_id, alert.c.fingerprint)
        row = self.unit.connection.execute(query.where(alert.c.id == id)).first()
        return None if row is None else (row[0], row[1], row[2], row[3])

    def digest_once(self, kind: str, recipient_id: int, period: str) -> int | None:
        """Return the digest's id if it was not sent for this period yet; else None."""
        now = self.unit.now()
        try:
            with self.unit.connection.begin_nested():
                made = self.unit.connection.execute(
                    insert(digest).values(
                        kind=kind, recipient_id=recipient_id, period=period, created_at=now, updated_at=now
                    )
                )
        except IntegrityError:
            return None
        assert made.inserted_primary_key is not None
        return int(made.inserted_primary_key[0])

    def has_digest(self, kind: str, recipient_id: int, period: str) -> bool:
        """Return whether the digest of that period was made for somebody."""
        query = select(digest.c.id).where(
            digest.c.kind == kind, digest.c.recipient_id == recipient_id, digest.c.period == period
        )
        return self.unit.connection.execute(query).first() is not None
