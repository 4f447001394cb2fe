"""What waits for somebody's yes or no."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from domain.incoming import Address
from domain.policy import Deed
from domain.ports import Stale
from domain.request import Decision, Request, RequestKind
from storage.tables import request

if TYPE_CHECKING:
    from storage.unit import Unit


class Requests:
    """Requests, each decided once."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def find(self, id: int) -> Request | None:
        """Return the request; None where there is none that the viewer may decide."""
        found = self._stored(id)
        return found if found and self.unit.viewer.may(Deed.APPROVE, found.person_id) else None

    def _stored(self, id: int) -> Request | None:
        row = self.unit.connection.execute(select(request).where(request.c.id == id)).first()
        if row is None:
            return None
        address = None if row.channel is None else Address(row.channel, row.chat, row.thread)
        return Request(
            id=row.id,
            kind=RequestKind(row.kind),
            person_id=row.person_id,
            address=address,
            body=row.body,
            state=Decision(row.state),
            decided_by_id=row.decided_by_id,
        )

    def ask(self, asked: Request) -> Request:
        """Store a request; return it with its id."""
        now, place = self.unit.now(), asked.address
        values = {
            "kind": asked.kind.value,
            "person_id": asked.person_id,
            "channel": place and place.channel,
            "chat": place and place.chat,
            "thread": place and place.thread,
            "body": dict(asked.body),
            "state": asked.state.value,
            "created_at": now,
            "updated_at": now,
        }
        made = self.unit.connection.execute(insert(request), values).inserted_primary_key
        assert made is not None
        stored = self._stored(int(made[0]))
        assert stored is not None
        return stored

    def asked_since(self, kind: RequestKind, address: Address, since: datetime) -> bool:
        """Return whether such a request came from there since then."""
        query = select(request.c.id).where(
            request.c.kind == kind.value,
            request.c.channel == address.channel,
            request.c.chat == address.chat,
            request.c.created_at >= since,
        )
        return self.unit.connection.execute(query.limit(1)).first() is not None

    def waiting(self, kind: RequestKind, channel: str, since: datetime) -> int:
        """Return how many such requests from a channel wait since then."""
        query = select(func.count()).where(
            request.c.kind == kind.value,
            request.c.channel == channel,
            request.c.state == Decision.OPEN.value,
            request.c.created_at >= since,
        )
        return int(self.unit.connection.execute(query).scalar_one())

    def made_at(self, address: Address) -> Request | None:
        """Return the latest request from there, whoever asks: only who made it knows that address."""
        query = select(func.max(request.c.id)).where(
            request.c.channel == address.channel, request.c.chat == address.chat
        )
        id = self.unit.connection.execute(query).scalar_one_or_none()
        return None if id is None else self._stored(id)

    def decide(self, decided: Request, by: int | None, state: Decision) -> None:
        """Note who decided how, once; raise `Stale` when somebody else did."""
        now = self.unit.now()
        statement = (
            update(request)
            .where(request.c.id == decided.id, request.c.state == Decision.OPEN.value)
            .values(state=state.value, decided_by_id=by, decided_at=now, updated_at=now)
        )
        if self.unit.connection.execute(statement).rowcount != 1:
            raise Stale(f"request {decided.id}")

    def close_of(self, person_id: int, by: int | None, state: Decision) -> None:
        """Decide all that waits about a person."""
        now = self.unit.now()
        theirs = update(request).where(
            request.c.person_id == person_id, request.c.state == Decision.OPEN.value
        )
        self.unit.connection.execute(
            theirs.values(state=state.value, decided_by_id=by, decided_at=now, updated_at=now)
        )
