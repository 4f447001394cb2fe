"""The schema: the same by migration as by declaration, brought up once, and copied before it changes."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select

from domain.people import ChatKind
from storage import schema
from storage.engine import open_engines
from storage.tables import chat, metadata, store, team
from tests.conftest import NOON

LATER = '''"""A later revision."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Give teams a motto."""
    op.add_column("team", sa.Column("motto", sa.String(length=20), nullable=True))
'''


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def fresh(request, tmp_path):
    """Return engines on a database in which nothing stands yet, on each database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'store.db'}"
    else:
        url = request.getfixturevalue("postgres_database")()
    engines = open_engines(url)
    yield engines
    engines.dispose()


@pytest.fixture
def later_revision(tmp_path, monkeypatch):
    """Let a later release be at hand, with one more migration."""
    migrations = tmp_path / "migrations"
    shutil.copytree(Path(schema.__file__).parent / "migrations", migrations)
    (migrations / "versions" / "m0003_third.py").write_text(LATER)
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "HEAD", "0004")


def test_the_migrated_schema_is_the_declared_one(engines):
    """Tables, columns with their types, keys, indexes and constraints are those of storage/tables.py."""
    with engines.reading.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "target_metadata": metadata}
        )
        assert compare_metadata(context, metadata) == []


def test_checks_are_migrated_too(engines):
    """Alembic compares no checks: each that is declared stands in the database under its name."""
    declared = {
        constraint.name
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    with engines.reading.connect() as connection:
        found = {
            check["name"]
            for table in metadata.sorted_tables
            for check in inspect(connection).get_check_constraints(table.name)
        }
    assert found == declared


def test_an_empty_database_has_no_revision(fresh):
    """A database nobody has upgraded says so."""
    assert schema.revision(fresh) is None


def test_an_upgrade_brings_the_schema_up(fresh):
    """Afterwards the database is at this release's revision."""
    assert schema.upgrade(fresh) is None
    assert schema.revision(fresh) == schema.HEAD


def test_a_second_upgrade_changes_nothing(fresh):
    """The store keeps its number, and nothing is copied."""
    schema.upgrade(fresh)
    with fresh.reading.connect() as connection:
        number = connection.execute(select(store.c.number)).scalar_one()
    assert schema.upgrade(fresh) is None
    with fresh.reading.connect() as connection:
        assert connection.execute(select(store.c.number)).scalar_one() == number


def test_two_who_upgrade_at_once_upgrade_once(fresh, at_once):
    """Two processes that start at the same moment find one schema and one number."""
    other = open_engines(fresh.writing.url.render_as_string(hide_password=False))
    outcomes = at_once(lambda: schema.upgrade(fresh), lambda: schema.upgrade(other))
    other.dispose()
    assert outcomes == [None, None]
    with fresh.reading.connect() as connection:
        assert len(connection.execute(select(store.c.number)).all()) == 1


def test_a_file_is_copied_before_it_changes(tmp_path, migrated_file, later_revision):
    """What stood in the file before the upgrade can be gone back to, whatever was still in its log."""
    file = shutil.copy(migrated_file, tmp_path / "store.db")
    engines = open_engines(f"sqlite:///{file}")
    with engines.reading.connect() as reader, reader.begin():
        reader.execute(select(store)).all()
        with engines.writing.begin() as connection:
            connection.execute(store.update().values(number="the last commit"))
        copy = schema.upgrade(engines)
    engines.dispose()
    assert copy is not None
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)
        assert before.execute("SELECT number FROM store").fetchone() == ("the last commit",)
    assert schema.sqlite_revision(Path(file)) == "0004"


def test_the_copy_is_made_before_the_first_change(tmp_path, migrated_file, later_revision):
    """Who dies between the copy and the upgrade has the copy, and the file as it was."""
    file = shutil.copy(migrated_file, tmp_path / "store.db")
    engines = open_engines(f"sqlite:///{file}")

    def die(point):
        if point == "upgrade.before_commit":
            raise SystemExit

    with pytest.raises(SystemExit):
        schema.upgrade(engines, die)
    engines.dispose()
    assert schema.sqlite_revision(Path(file)) == "0003"
    assert schema.sqlite_revision(Path(f"{file}.before-0004")) == "0003"


def test_a_migration_that_dies_leaves_the_schema_as_it_was(fresh, later_revision, monkeypatch):
    """All of an upgrade is kept, or none of it."""
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", "0003")
        schema.upgrade(fresh)

    def die(point):
        if point == "upgrade.before_commit":
            raise SystemExit

    with pytest.raises(SystemExit):
        schema.upgrade(fresh, die)
    assert schema.revision(fresh) == "0003"
    with fresh.reading.connect() as connection:
        assert "motto" not in {column["name"] for column in inspect(connection).get_columns("team")}


def test_groups_tied_before_chats_were_cleared_hear_names_and_dates_only(fresh, monkeypatch):
    """Nobody has said what they may hear; the team's own chat on the web is read by the team alone."""
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", "0001")
        schema.upgrade(fresh)
    groups = {("telegram", "-5"): False, ("slack", "C1"): False, ("web", "t1"): True}
    stamped = {"created_at": NOON, "updated_at": NOON, "version": 1}
    with fresh.writing.begin() as connection:
        connection.execute(insert(team).values(id=1, name="North", **stamped))
        for channel, id in groups:
            tied = {"channel": channel, "platform_id": id, "kind": ChatKind.GROUP, "team_id": 1}
            connection.execute(insert(chat).values(**tied, **stamped))
    schema.upgrade(fresh)
    with fresh.reading.connect() as connection:
        found = connection.execute(select(chat.c.channel, chat.c.platform_id, chat.c.cleared)).all()
    assert {(channel, id): cleared for channel, id, cleared in found} == groups


def test_what_is_no_store_has_no_revision(tmp_path):
    """A file of something else is not taken for a store."""
    (tmp_path / "notes.txt").write_text("x" * 5000)
    assert schema.sqlite_revision(tmp_path / "notes.txt") is None
