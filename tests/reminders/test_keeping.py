"""What has been kept long enough is cleared by itself, and nothing before its time."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from domain.facts import Refused
from domain.incoming import Said
from reminders.keeping import BATCH, clear
from storage.engine import open_engines
from storage.keeping import KEPT
from storage.store import Store
from storage.tables import act, attachment, audit, inbox, metadata, outbox, question, sent, shown

PLACE = {"kind": "place", "file": "", "name": "", "latitude": 31.239412, "longitude": 121.499763}


def dump(store: Store) -> dict[str, str]:
    """Return all rows of every table as text."""
    with store.read() as unit:
        return {
            name: "\n".join(
                str(tuple(row)) for row in unit.connection.execute(text(f'SELECT * FROM "{name}"'))
            )
            for name in metadata.tables
        }


def holding(store: Store, *words: str) -> set[str]:
    """Return the tables in which one of these words stands."""
    return {name for name, rows in dump(store).items() if any(word in rows for word in words)}


@pytest.fixture
def cleared(store, office, clock) -> Callable[[float], int]:
    """Return what lets days go by and clears what is over then."""

    def after(days: float) -> int:
        clock.forward(days=days)
        return clear(store, office.clockwork)

    return after


@pytest.fixture
def said(ann, office, store, acting_customer):
    """Let Ann log a visit, send a place, and be asked something."""
    ann.say("visited Acme Labs, they want the zebra model")
    ann.do(Said("attach", {"file": PLACE, "customer": {"id": acting_customer.id}, "note": None}))
    ann.say("called Quokka Ltd, they like zebra too")
    office.deliver()


@pytest.fixture
def acting_customer(shop, team):
    """Return a customer of Ann's."""
    return shop.customer(team.ann, "Acme Labs")


@pytest.mark.usefixtures("said")
def test_nothing_goes_before_its_time(store, cleared):
    before = dump(store)
    assert cleared(29.9) == 0
    assert dump(store) == before


@pytest.mark.usefixtures("said")
def test_coordinates_go_after_thirty_days(store, cleared):
    """Out of the record, the message, the act, the audit and the cards alike; what was said stays."""
    degrees = ("31.2394", "121.4997")
    assert holding(store, *degrees) >= {"attachment", "inbox", "act", "audit", "outbox", "shown"}
    cleared(30.1)
    assert holding(store, *degrees) == set()
    assert holding(store, "zebra") >= {"inbox", "outbox", "shown", "question", "act", "audit", "activity"}


@pytest.mark.usefixtures("said")
def test_messages_and_questions_go_after_ninety_days(store, cleared):
    """What was done stays, and so do the keys of messages, and which message was about what."""
    with store.read() as unit:
        keys = unit.connection.execute(select(inbox.c.key, inbox.c.message_key).order_by(inbox.c.id)).all()
        about = unit.connection.execute(
            select(outbox.c.about_kind, outbox.c.about_id).order_by(outbox.c.id)
        ).all()
        told = unit.connection.execute(select(sent.c.platform_id).order_by(sent.c.id)).all()
    cleared(90.1)
    assert holding(store, "zebra") == {"act", "audit", "activity"}
    with store.read() as unit:
        assert (
            unit.connection.execute(select(inbox.c.key, inbox.c.message_key).order_by(inbox.c.id)).all()
            == keys
        )
        assert (
            unit.connection.execute(
                select(outbox.c.about_kind, outbox.c.about_id).order_by(outbox.c.id)
            ).all()
            == about
        )
        assert unit.connection.execute(select(sent.c.platform_id).order_by(sent.c.id)).all() == told
        assert unit.connection.execute(select(shown.c.id)).all() == []
        assert unit.connection.execute(select(question.c.id)).all() == []


@pytest.mark.usefixtures("said")
def test_the_trail_goes_as_set(store, cleared, shop):
    """And the records of the trade stay for ever."""
    shop.setting("keep_trail", "120")
    shop.setting("keep_sent", "120")
    cleared(120.1)
    assert holding(store, "zebra") == {"activity"}
    with store.read() as unit:
        assert unit.connection.execute(select(audit.c.id)).all() == []
        assert unit.connection.execute(select(sent.c.id)).all() == []
        assert all(actions == [] for actions in unit.connection.execute(select(act.c.actions)).scalars())
        assert unit.connection.execute(select(attachment.c.id)).all() != []


def test_what_waits_is_left_alone(store, ann, cleared, office):
    """A message that is not answered yet, and an answer that is not sent yet, however old."""
    ann.send(text="visited the zebra house")
    cleared(91)
    assert holding(store, "zebra") == {"inbox"}
    office.answer()
    cleared(91)
    assert "zebra" in dump(store)["outbox"]


@pytest.mark.usefixtures("said")
def test_what_is_cleared_is_found_no_more(cleared):
    """The next hour has nothing to do, however often it comes."""
    assert cleared(91) > 0
    assert cleared(0) == 0


def test_a_backlog_is_cleared_in_batches(store, cleared, ann):
    """More rows than fit into one transaction: all of them go."""
    ann.say("help")
    with store.write() as unit:
        row = dict(unit.connection.execute(select(inbox)).mappings().first())
        many = [{**row, "id": None, "key": f"z{n}", "message_key": f"z{n}"} for n in range(2 * BATCH + 1)]
        unit.connection.execute(insert(inbox), [{k: v for k, v in one.items() if k != "id"} for one in many])
        unit.commit()
    cleared(91)
    with store.read() as unit:
        assert set(map(str, unit.connection.execute(select(inbox.c.raw)).scalars())) == {"{}"}


def test_days_that_people_were_promised_cannot_be_made_more(store):
    """Raw messages ninety days, coordinates thirty; less may be set."""
    with store.write() as unit:
        unit.settings.change("keep_messages", "60")
        with pytest.raises(Refused):
            unit.settings.change("keep_messages", "91")
        with pytest.raises(Refused):
            unit.settings.change("keep_places", "31")


def test_every_rule_names_what_there_is(store):
    """A setting, and columns of its table."""
    with store.read() as unit:
        assert all(unit.settings.value(kept.setting) > 0 for kept in KEPT)
    assert all(set(kept.columns) <= set(kept.table.c.keys()) for kept in KEPT)


# ---- on the disk --------------------------------------------------------------------------------------


@pytest.fixture
def own_file(migrated_file: Path, tmp_path: Path) -> Path:
    """Return an SQLite store of this test's own."""
    file = tmp_path / "store.db"
    file.write_bytes(migrated_file.read_bytes())
    return file


def test_cleared_words_are_not_in_the_files_either(own_file, clock, office):
    """Neither in the database nor in what SQLite logs ahead."""
    engines = open_engines(f"sqlite:///{own_file}")
    store = Store(engines, clock)
    with store.write() as unit:
        row = {"channel": "web", "chat": "c", "kind": "said", "body": {"text": "zebra" * 9}}
        unit.connection.execute(insert(shown), {**row, "created_at": clock(), "updated_at": clock()})
        unit.commit()
    files = lambda: b"".join(file.read_bytes() for file in own_file.parent.glob("store.db*"))  # noqa: E731
    assert b"zebra" in files()
    clock.forward(days=91)
    clear(store, office.clockwork)
    assert b"zebra" not in files()
    engines.dispose()


def test_copies_that_upgrades_left_go_after_two_weeks(own_file, clock, office):
    """They hold what was erased since."""
    young, old = (own_file.with_name(f"{own_file.name}.before-{n}") for n in ("0002", "0001"))
    for copy, age in ((young, 13), (old, 15)):
        with closing(sqlite3.connect(copy)):
            copy.touch()
        moment = (clock() - timedelta(days=age)).timestamp()
        os.utime(copy, (moment, moment))
    engines = open_engines(f"sqlite:///{own_file}")
    clear(Store(engines, clock), office.clockwork)
    assert (young.exists(), old.exists()) == (True, False)
    engines.dispose()
