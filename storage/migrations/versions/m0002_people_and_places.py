"""People and places: teams led, shared customers, what a chat may show, requests, what was erased.

Oldest release that may work beside it: the one with 0001; everything here is added.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and columns."""
    _table(
        "membership",
        _link("person"),
        _link("team"),
        version=True,
        unique=("person_id", "team_id"),
    )
    _table(
        "customer_share",
        _link("customer"),
        _link("person"),
        version=True,
        unique=("customer_id", "person_id"),
    )
    _table(
        "request",
        sa.Column("kind", sa.String(length=20), nullable=False),
        _link("person", null=True),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("chat", sa.String(length=200), nullable=True),
        sa.Column("thread", sa.String(length=200), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        _link("person", column="decided_by_id", null=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index(
        "ix_request_open",
        "request",
        ["kind"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    _table(
        "erased",
        sa.Column("table", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        unique=("table", "row_id"),
    )
    _add_cleared()
    op.add_column("chat", sa.Column("guests", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("chat", sa.Column("strange_since", sa.DateTime(timezone=True), nullable=True))
    for table in ("account", "conversation", "setting"):
        op.add_column(table, sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("session", sa.Column("device", sa.String(length=200), server_default="", nullable=False))
    _add_link("conversation", "customer_id", "customer", index=True)
    _add_link("act", "on_behalf_id", "person")
    _add_link("outbox", "cleared_for_id", "team")


def _add_cleared() -> None:
    """Let nothing but the chats of our own count as cleared: of groups tied before nobody has said what they
    may hear (docs/decisions/0008)."""
    op.add_column("chat", sa.Column("cleared", sa.Boolean(), server_default=sa.true(), nullable=False))
    chat = sa.table("chat", sa.column("kind"), sa.column("channel"), sa.column("cleared"))
    groups = sa.and_(chat.c.kind == "group", chat.c.channel.not_in(("web", "terminal")))
    op.execute(sa.update(chat).where(groups).values(cleared=sa.false()))


def _table(name: str, *columns: sa.Column[Any], version: bool = False, unique: tuple[str, ...] = ()) -> None:
    """Make a table with what every table has."""
    own = [sa.Column("version", sa.Integer(), nullable=False)] if version else []
    keys = [sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *own,
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *keys,
        sqlite_autoincrement=True,
    )
    for column in columns:
        if column.foreign_keys and column.name != "decided_by_id":
            op.create_index(op.f(f"ix_{name}_{column.name}"), name, [column.name])


def _link(target: str, *, column: str | None = None, null: bool = False) -> sa.Column[Any]:
    return sa.Column(
        column or f"{target}_id",
        sa.Integer(),
        sa.ForeignKey(f"{target}.id", ondelete="RESTRICT"),
        nullable=null,
    )


def _add_link(table: str, column: str, target: str, *, index: bool = False) -> None:
    """Add a link that may be missing; in one statement, as SQLite adds no constraint to a table that is."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
        f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
    )
    if index:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
