"""The tables. Every one has an id that is never reused; records of the trade also a version.

Foreign keys restrict; checks carry the rules a database can state. What each column holds stands with the
dataclass of the same name in `domain`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.schema import SchemaItem

from domain.act import QuestionState
from domain.activity import Kind
from domain.attachment import Keeping, Sort
from domain.customer import Lifecycle, Tier
from domain.deal import Stage
from domain.people import ChatKind, Language, Role, Standing
from domain.reminder import Repeat, State
from storage.types import Amount, Choice, Json, Utc, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _link(target: str, *, null: bool = False, index: bool = True) -> Column[int]:
    name = target.split(".")[0] if "." in target else target
    return Column(f"{name}_id", ForeignKey(f"{name}.id", ondelete="RESTRICT"), nullable=null, index=index)


def _later_link(name: str, target: str, *, index: bool = False) -> Column[int]:
    """A link added to a table that stood already. What is to happen on delete is left to the default, which
    refuses as well: of a column added later SQLite's schema does not tell it."""
    return Column(name, ForeignKey(f"{target}.id"), index=index)


def _traffic(name: str, *columns: SchemaItem) -> Table:
    """A table of what passes through: no version, no audit."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("created_at", Utc, nullable=False),
        Column("updated_at", Utc, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )


def _record(name: str, *columns: SchemaItem) -> Table:
    """A table of the trade: versioned, on the record."""
    return _traffic(name, Column("version", Integer, nullable=False), *columns)


def _place(null: bool = False) -> list[Column[Any]]:
    return [
        Column("channel", String(20), nullable=null),
        Column("chat", String(200), nullable=null),
        Column("thread", String(200), nullable=null),
    ]


# ---- people and places --------------------------------------------------------------------------------

team = _record("team", Column("name", String(200), nullable=False, unique=True))

person = _record(
    "person",
    Column("name", String(200), nullable=False),
    Column("role", Choice(Role), nullable=False),
    _link("team", null=True),
    Column("language", Choice(Language), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("digest_time", Time, nullable=False),
    Column("work_from", Time, nullable=False),
    Column("work_to", Time, nullable=False),
    Column("mute_until", Utc),
    Column("aliases", Words, nullable=False),
    Column("standing", Choice(Standing), nullable=False),
)

membership = _record(
    "membership",
    _link("person"),
    _link("team"),
    UniqueConstraint("person_id", "team_id"),
)

account = _traffic(
    "account",
    Column("version", Integer, nullable=False, server_default="1"),
    _link("person"),
    Column("channel", String(20), nullable=False),
    Column("platform_id", String(200), nullable=False),
    UniqueConstraint("channel", "platform_id"),
)

chat = _record(
    "chat",
    Column("channel", String(20), nullable=False),
    Column("platform_id", String(200), nullable=False),
    Column("kind", Choice(ChatKind), nullable=False),
    _link("person", null=True),
    _link("team", null=True),
    Column("language", Choice(Language)),
    Column("title", String(200), nullable=False, server_default=""),
    Column("cleared", Boolean, nullable=False, server_default=true()),
    Column("guests", Boolean, nullable=False, server_default=false()),
    Column("gone", Boolean, nullable=False, server_default=false()),
    Column("strange_since", Utc),
    UniqueConstraint("channel", "platform_id"),
)

conversation = _traffic(
    "conversation",
    Column("version", Integer, nullable=False, server_default="1"),
    *_place(),
    _later_link("customer_id", "customer", index=True),
    UniqueConstraint("channel", "chat", "thread"),
)

setting = _traffic(
    "setting",
    Column("version", Integer, nullable=False, server_default="1"),
    Column("name", String(40), nullable=False, unique=True),
    Column("value", String(200), nullable=False),
)

session = _traffic(
    "session",
    _link("person"),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("device", String(200), nullable=False, server_default=""),
    Column("expires_at", Utc, nullable=False),
)

code = _traffic(
    "code",
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("purpose", String(20), nullable=False),
    _link("person", null=True),
    Column("role", Choice(Role)),
    _link("team", null=True),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
)

request = _traffic(
    "request",
    Column("kind", String(20), nullable=False),
    _link("person", null=True),
    *_place(null=True),
    Column("body", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_by_id", ForeignKey("person.id", ondelete="RESTRICT")),
    Column("decided_at", Utc),
    Index(
        "ix_request_open",
        "kind",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

# ---- customers ----------------------------------------------------------------------------------------

customer = _record(
    "customer",
    Column("name", String(300), nullable=False),
    Column("owner_id", ForeignKey("person.id", ondelete="RESTRICT"), index=True),
    Column("tier", Choice(Tier), nullable=False),
    Column("lifecycle", Choice(Lifecycle), nullable=False),
    Column("industry", String(200)),
    Column("region", String(200)),
    Column("source", String(200)),
    Column("phone", String(60)),
    Column("email", String(254)),
    Column("address", String(500)),
    Column("tags", Words, nullable=False),
    Column("interest", Text),
    Column("credit", String(60)),
    Column("renewal", Date),
    Column("no_contact", Boolean, nullable=False),
    Column("cadence_from", Utc, nullable=False),
    Column("last_contact_at", Utc),
    Index("ix_customer_tier_last_contact", "tier", "last_contact_at"),
)

customer_name = _record(
    "customer_name",
    _link("customer"),
    Column("name", String(300), nullable=False),
)

name_key = Table(
    "name_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "customer_id", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Index("ix_name_key_customer_id", "customer_id"),
    sqlite_with_rowid=False,
)

customer_share = _record(
    "customer_share",
    _link("customer"),
    _link("person"),
    UniqueConstraint("customer_id", "person_id"),
)

contact = _record(
    "contact",
    _link("customer"),
    Column("name", String(200), nullable=False, index=True),
    Column("title", String(200)),
    Column("phone", String(60)),
    Column("email", String(254)),
    Column("birthday", String(20)),
    Column("left", Boolean, nullable=False),
    Column("no_contact", Boolean, nullable=False, server_default=false()),
)

# ---- doing --------------------------------------------------------------------------------------------

activity = _record(
    "activity",
    _link("customer", index=False),
    _link("person", index=False),
    Column("kind", Choice(Kind), nullable=False),
    Column("on", Date, nullable=False),
    Column("happened_at", Utc, nullable=False),
    Column("reached", Boolean, nullable=False),
    Column("note", Text),
    Index("ix_activity_customer_happened", "customer_id", "happened_at"),
    Index("ix_activity_person_on", "person_id", "on"),
)

met = _record(
    "activity_contact", _link("activity"), _link("contact"), UniqueConstraint("activity_id", "contact_id")
)

reminder = _record(
    "reminder",
    Column("kind", Choice(Kind), nullable=False),
    _link("person", index=False),
    _link("customer", null=True),
    _link("contact", null=True),
    Column("note", Text),
    Column("first_on", Date, nullable=False),
    Column("on", Date, nullable=False),
    Column("clock", Time),
    Column("zone", String(64), nullable=False),
    Column("repeat", Choice(Repeat)),
    Column("state", Choice(State), nullable=False),
    *_place(),
    Column("next_due", Utc),
    Column("rung_at", Utc),
    Index(
        "ix_reminder_due",
        "next_due",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_reminder_person_state", "person_id", "state"),
)

attachment = _record(
    "attachment",
    Column("kind", Choice(Sort), nullable=False),
    _link("person"),
    _link("customer"),
    _link("activity", null=True),
    Column("channel", String(20), nullable=False),
    Column("file", String(500), nullable=False),
    Column("name", String(300), nullable=False),
    Column("mime", String(200), nullable=False),
    Column("size", Integer),
    Column("album", String(100), nullable=False),
    Column("note", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("state", Choice(Keeping), nullable=False),
    Column("sha256", LargeBinary(32)),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("again_at", Utc),
    CheckConstraint("size <= 20971520", name="size_kept"),
    Index("ix_attachment_album", "channel", "album"),
    Index(
        "ix_attachment_waiting",
        "channel",
        "again_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

attachment_piece = _traffic(
    "attachment_piece",
    _link("attachment", index=False),
    Column("number", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("attachment_id", "number"),
)

# ---- sales --------------------------------------------------------------------------------------------

deal = _record(
    "deal",
    _link("customer"),
    Column("owner_id", ForeignKey("person.id", ondelete="RESTRICT"), nullable=False, index=True),
    Column("title", String(300)),
    Column("amount", Amount),
    Column("currency", String(3)),
    Column("stage", Choice(Stage), nullable=False, index=True),
    Column("stage_since", Utc, nullable=False),
    Column("close", Date),
    Column("reason", Text),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
)

deal_stage = _record(
    "deal_stage",
    _link("deal"),
    Column("stage", Choice(Stage), nullable=False),
    Column("entered_at", Utc, nullable=False, index=True),
    _link("person", index=False),
)

# ---- the trail ----------------------------------------------------------------------------------------

act = _traffic(
    "act",
    _link("person", null=True),
    _later_link("on_behalf_id", "person"),
    Column("source_key", String(300), nullable=False, unique=True),
    Column("said_at", Utc, nullable=False),
    *_place(),
    Column("actions", Json, nullable=False),
    Column("corrects", ForeignKey("act.id", ondelete="RESTRICT")),
    Column("undone_by", ForeignKey("act.id", ondelete="RESTRICT")),
)

audit = _traffic(
    "audit",
    _link("act"),
    Column("table", String(40), nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("version_before", Integer),
    Column("version_after", Integer),
    Column("before", Json),
    Column("after", Json),
    Index("ix_audit_row", "table", "row_id"),
)

erased = _traffic(
    "erased",
    Column("table", String(40), nullable=False),
    Column("row_id", Integer, nullable=False),
    UniqueConstraint("table", "row_id"),
)

# ---- traffic ------------------------------------------------------------------------------------------

context = _traffic(
    "context",
    _link("conversation", index=False),
    _link("person", index=False),
    _link("customer"),
    Column("at", Utc, nullable=False),
    UniqueConstraint("conversation_id", "person_id"),
)

inbox = _traffic(
    "inbox",
    Column("channel", String(20), nullable=False),
    Column("key", String(200), nullable=False),
    Column("message_key", String(300), nullable=False),
    _link("conversation", index=False),
    Column("said_at", Utc, nullable=False),
    Column("raw", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", Utc),
    Column("trouble", String(40)),
    UniqueConstraint("channel", "key"),
    UniqueConstraint("channel", "message_key"),
    Index(
        "ix_inbox_new",
        "said_at",
        "id",
        sqlite_where=text("state = 'new'"),
        postgresql_where=text("state = 'new'"),
    ),
)

question = _traffic(
    "question",
    _link("conversation", index=False),
    _link("person", index=False),
    Column("source_key", String(300), nullable=False),
    Column("said_at", Utc, nullable=False),
    Column("format", Integer, nullable=False),
    Column("actions", Json, nullable=False),
    Column("open", Json, nullable=False),
    Column("corrects", ForeignKey("act.id", ondelete="RESTRICT")),
    Column("state", Choice(QuestionState), nullable=False),
    Index("ix_question_place", "conversation_id", "person_id", "state"),
)

outbox = _traffic(
    "outbox",
    *_place(),
    Column("reply_to", String(200)),
    Column("via", Json),
    Column("priority", Integer, nullable=False),
    Column("about_kind", String(10), nullable=False),
    Column("about_id", Integer),
    Column("about_occurrence", String(40), nullable=False),
    Column("customer_id", ForeignKey("customer.id", ondelete="SET NULL")),
    _later_link("cleared_for_id", "team"),
    Column("edits_kind", String(10)),
    Column("edits_id", Integer),
    Column("edits_occurrence", String(40)),
    Column("due_at", Utc, nullable=False),
    Column("again_at", Utc),
    Column("state", String(10), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("format", Integer, nullable=False),
    Column("document", Json),
    Column("trouble", String(200)),
    Index(
        "ix_outbox_due",
        "due_at",
        sqlite_where=text("state IN ('waiting', 'sending')"),
        postgresql_where=text("state IN ('waiting', 'sending')"),
    ),
    Index("ix_outbox_about", "about_kind", "about_id"),
)

sent = _traffic(
    "sent",
    _link("outbox"),
    Column("part", Integer, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("chat", String(200), nullable=False),
    Column("platform_id", String(200), nullable=False),
    UniqueConstraint("outbox_id", "part"),
    Index("ix_sent_message", "channel", "chat", "platform_id"),
)

shown = _traffic(
    "shown",
    Column("channel", String(20), nullable=False),
    Column("chat", String(200), nullable=False),
    Column("kind", String(10), nullable=False),
    _link("person", null=True, index=False),
    Column("replaces", Integer),
    Column("delivery", String(60), unique=True),
    Column("body", Json, nullable=False),
    Index("ix_shown_chat", "channel", "chat", "id"),
)

rung = _traffic(
    "rung",
    _link("reminder"),
    _link("chat"),
    Column("group_id", Integer, nullable=False),
    Column("due", String(40), nullable=False),
    UniqueConstraint("reminder_id", "chat_id", "due"),
    Index("ix_rung_group", "group_id", "chat_id", "due"),
)

alert = _traffic(
    "alert",
    Column("rule", String(40), nullable=False),
    Column("subject", String(60), nullable=False),
    Column("recipient_id", ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
    Column("fingerprint", String(100), nullable=False),
    Column("told_at", Utc),
    Column("mended_at", Utc),
    UniqueConstraint("rule", "subject", "recipient_id"),
)

digest = _traffic(
    "digest",
    Column("kind", String(20), nullable=False),
    Column("recipient_id", ForeignKey("person.id", ondelete="RESTRICT"), nullable=False),
    Column("period", String(20), nullable=False),
    UniqueConstraint("kind", "recipient_id", "period"),
)

store = Table(
    "store",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(40), nullable=False),
    Column("restored_at", Utc),
)
