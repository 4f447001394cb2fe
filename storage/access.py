"""Codes to join, one-time links, and sessions: only digests of the secrets are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, delete, insert, select, update

from domain.people import Role
from storage.bell import ACCESS
from storage.tables import code, session

if TYPE_CHECKING:
    from storage.unit import Unit

Purpose = Literal["join", "link", "tie", "asked"]
LIVES: dict[str, timedelta] = {
    "join": timedelta(days=7),
    "link": timedelta(minutes=30),
    "tie": timedelta(minutes=30),
    "asked": timedelta(days=7),
}
"""How long each is good; *asked*: the secret of who asked on the sign-in page, from their approval on."""
SESSION_LIVES = timedelta(days=90)
NOTED_AGAIN = timedelta(hours=1)
"""The use of a session is noted to the hour."""


@dataclass(frozen=True)
class Code:
    """A one-time code: to join with a role, or to sign in as a person."""

    id: int
    purpose: str
    person_id: int | None
    role: Role | None
    team_id: int | None


@dataclass(frozen=True)
class Session:
    """A device on which somebody is signed in, and when it was last used; `here`: the one that asks."""

    id: int
    device: str
    used_at: datetime
    here: bool


class Access:
    """Who may come in."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def issue(
        self,
        purpose: Purpose,
        *,
        person_id: int | None = None,
        role: Role | None = None,
        team_id: int | None = None,
    ) -> str:
        """Return a new one-time code; only its digest is stored."""
        secret = token_urlsafe(16)
        self._store(_digest(secret), purpose, person_id=person_id, role=role, team_id=team_id)
        return secret

    def promise(self) -> tuple[str, str]:
        """Return a secret that is good for nothing yet, and its mark, by which it may be made good later."""
        secret = token_urlsafe(16)
        return secret, self.mark(secret)

    def mark(self, secret: str) -> str:
        """Return by what a promised secret is known; the secret cannot be worked out from it."""
        return _digest(secret).hex()

    def promised(self, person_id: int, mark: str) -> None:
        """Let a promised secret sign a person in, once."""
        self._store(bytes.fromhex(mark), "asked", person_id=person_id, role=None, team_id=None)

    def issue_number(self, person_id: int) -> tuple[int, bytes]:
        """Return the number and the random digest of a new code to tie another account of a person: the code
        itself is worked out from them with a key that is not stored."""
        digest = token_bytes(32)
        return self._store(digest, "tie", person_id=person_id, role=None, team_id=None), digest

    def number(self, id: int) -> tuple[Code, bytes] | None:
        """Return such a code by its number, with its digest; None when it is used, old or unknown."""
        query = select(*_CODE, code.c.digest).where(code.c.id == id, code.c.purpose == "tie", *self._good())
        row = self.unit.connection.execute(query).first()
        return None if row is None else (Code(*row[:-1]), row[-1])

    def _store(self, digest: bytes, purpose: Purpose, **whose: Any) -> int:
        now = self.unit.now()
        values = {"digest": digest, "purpose": purpose, **whose, "expires_at": now + LIVES[purpose]}
        made = self.unit.connection.execute(
            insert(code), {**values, "created_at": now, "updated_at": now}
        ).inserted_primary_key
        assert made is not None
        return int(made[0])

    def _good(self) -> tuple[ColumnElement[bool], ...]:
        return code.c.used_at.is_(None), code.c.expires_at > self.unit.now()

    def look(self, secret: str) -> Code | None:
        """Return what a code is good for, without using it up; None when it is used, old or unknown."""
        query = select(*_CODE).where(code.c.digest == _digest(secret), code.c.purpose != "tie", *self._good())
        row = self.unit.connection.execute(query).first()
        return None if row is None else Code(*row)

    def use(self, secret: str) -> Code | None:
        """Use a code up; None when somebody was first."""
        found = self.look(secret)
        return None if found is None else self.use_found(found)

    def use_found(self, found: Code) -> Code | None:
        """Use up a code that was looked at; None when somebody was first."""
        statement = (
            update(code)
            .where(code.c.id == found.id, code.c.used_at.is_(None))
            .values(used_at=self.unit.now(), updated_at=self.unit.now())
        )
        return found if self.unit.connection.execute(statement).rowcount == 1 else None

    def open_session(self, person_id: int, device: str = "") -> str:
        """Return a new session's secret for its cookie; `device` is what the browser is called."""
        secret = token_urlsafe(32)
        now = self.unit.now()
        self.unit.connection.execute(
            insert(session).values(
                person_id=person_id,
                digest=_digest(secret),
                device=device[:200],
                expires_at=now + SESSION_LIVES,
                created_at=now,
                updated_at=now,
            )
        )
        return secret

    def session_person(self, secret: str) -> int | None:
        """Return whose session it is; None when it is over."""
        query = select(session.c.person_id).where(
            session.c.digest == _digest(secret), session.c.expires_at > self.unit.now()
        )
        return self.unit.connection.execute(query).scalar_one_or_none()

    def end_session(self, secret: str) -> None:
        """Sign out; what the session has open ends."""
        self.unit.news.add(ACCESS)
        self.unit.connection.execute(delete(session).where(session.c.digest == _digest(secret)))

    def ended(self, secrets: Collection[str]) -> frozenset[str]:
        """Return those of the sessions that are over."""
        digests = {_digest(secret): secret for secret in secrets}
        query = select(session.c.digest).where(
            session.c.digest.in_(digests), session.c.expires_at > self.unit.now()
        )
        open_ones = {digests[digest] for digest in self.unit.connection.execute(query).scalars()}
        return frozenset(secrets) - open_ones

    def end_sessions(self, person_id: int, only: int | None = None) -> int:
        """Sign a person out on all devices, or `only` on one; return how many those were."""
        self.unit.news.add(ACCESS)
        theirs = delete(session).where(session.c.person_id == person_id)
        ended = theirs if only is None else theirs.where(session.c.id == only)
        return self.unit.connection.execute(ended).rowcount

    def sessions_of(self, person_id: int, secret: str) -> Sequence[Session]:
        """Return where a person is signed in: where they hold `secret` first, then what was used last."""
        digest = _digest(secret)
        query = (
            select(session.c.id, session.c.device, session.c.updated_at, session.c.digest)
            .where(session.c.person_id == person_id, session.c.expires_at > self.unit.now())
            .order_by(session.c.updated_at.desc(), session.c.id.desc())
        )
        found = [
            Session(row.id, row.device, row.updated_at, row.digest == digest)
            for row in self.unit.connection.execute(query)
        ]
        return sorted(found, key=lambda one: not one.here)

    def use_session(self, secret: str) -> None:
        """Note that a session is used now."""
        mine = update(session).where(session.c.digest == _digest(secret))
        self.unit.connection.execute(mine.values(updated_at=self.unit.now()))

    def stale(self, secret: str) -> bool:
        """Return whether the use of a session is to be noted again."""
        query = select(session.c.updated_at).where(session.c.digest == _digest(secret))
        noted = self.unit.connection.execute(query).scalar_one_or_none()
        return noted is not None and noted <= self.unit.now() - NOTED_AGAIN

    def use_up(self, person_id: int) -> None:
        """Let no code made for a person be good for anything any more."""
        now = self.unit.now()
        left = update(code).where(code.c.person_id == person_id, code.c.used_at.is_(None))
        self.unit.connection.execute(left.values(used_at=now, updated_at=now))


_CODE = (code.c.id, code.c.purpose, code.c.person_id, code.c.role, code.c.team_id)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
