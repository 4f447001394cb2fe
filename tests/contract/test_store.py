"""Units of work: all or nothing, one writer after another, and no update lost."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from socket import SHUT_RDWR, socket

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from domain.act import Act
from domain.customer import Customer
from domain.incoming import Address
from domain.ports import Stale, Unsure
from storage.engine import open_engines
from storage.store import Busy, Store
from storage.tables import audit, customer, setting

SQLITE = pytest.mark.parametrize("on_each", ["sqlite"], indirect=True)
"""For what SQLite alone must promise: PostgreSQL has many writers."""


def act(store):
    """Return an act of nobody."""
    return Act(person_id=None, source_key="test", said_at=store.clock(), channel="", chat="")


def names_in(store):
    """Return the names of all customers."""
    with store.read() as unit:
        return set(unit.connection.execute(select(customer.c.name)).scalars())


def test_leaving_without_commit_undoes_all(store):
    """A unit of work that is left without commit keeps nothing."""

    with store.write() as unit:
        unit.begin_act(act(store))
        unit.customers.add(Customer(name="Acme Labs", cadence_from=store.clock()))
    assert names_in(store) == set()


def test_what_is_committed_is_seen_at_once(store, acting):
    """A reading opened after the commit sees what was committed."""
    acting.customer("Acme Labs")
    assert names_in(store) == {"Acme Labs"}


def test_a_savepoint_takes_its_changes_with_it(store, acting):
    """What was changed inside an attempt that failed is gone; what came before and after stays."""
    with acting() as unit:
        unit.customers.add(Customer(name="Before", cadence_from=store.clock()))
        with suppress(Stale), unit.attempt():
            unit.customers.add(Customer(name="Inside", cadence_from=store.clock()))
            raise Stale
        unit.customers.add(Customer(name="After", cadence_from=store.clock()))
    assert names_in(store) == {"Before", "After"}


def test_a_savepoint_takes_its_changes_off_the_trail(store, acting):
    """The audit tells only of what was kept."""
    known = acting.customer("Acme Labs")
    with acting() as unit:
        with suppress(Stale), unit.attempt():
            unit.customers.save(replace(known, region="North"))
            raise Stale
        unit.customers.save(replace(known, industry="Tools"))
        act_id = unit.trail.act_id
    with store.read() as unit:
        (row,) = unit.acts.trail(act_id)
    assert row.after == {"industry": "Tools"}


def test_a_change_outside_an_act_is_refused(store):
    """Nothing of the trade changes without an act to answer for it."""
    with store.write() as unit:
        unit.customers.add(Customer(name="Acme Labs", cadence_from=store.clock()))
        with pytest.raises(RuntimeError, match="outside an act"):
            unit.commit()


def test_reading_and_adding_in_many_threads_loses_nothing(store, acting, database, clock):
    """Eight threads of four processes that read, add one and write fifty times each keep 400 of 400."""
    with acting() as unit:
        unit.settings.change("cadence_key", "1")
    processes = [Store(open_engines(database), clock) for _ in range(4)]

    def add_fifty(process):
        for _ in range(50):
            add_one(process)

    with ThreadPoolExecutor(8) as pool:
        for thread in [pool.submit(add_fifty, process) for process in processes * 2]:
            thread.result()
    with store.read() as unit:
        assert unit.settings.value("cadence_key") == 401
    for process in processes:
        process.engines.dispose()


def add_one(store):
    """Read a number, add one, write it."""
    with store.write() as unit:
        here = unit.connection
        query = select(setting.c.value).where(setting.c.name == "cadence_key")
        read = here.execute(query.with_for_update()).scalar_one()
        here.execute(setting.update().values(value=str(int(read) + 1)))
        unit.commit()


@SQLITE
def test_a_writer_that_is_not_free_in_time_is_busy(store):
    """A unit of work that finds no writer in time is surely not stored, and says so."""
    with store.write(), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(write_nothing, store)
        assert isinstance(waiting.exception(), Busy)


def write_nothing(store):
    """Ask for the writer with next to no patience."""
    with store.write(timedelta(milliseconds=20)):
        pass


@SQLITE
def test_another_process_that_writes_makes_busy_within_patience(store, database, clock):
    """Where another process holds SQLite's lock, patience is kept too."""
    others = open_engines(database)
    with Store(others, clock).write(), pytest.raises(Busy):
        write_nothing(store)
    others.dispose()


def test_long_readers_do_not_starve_the_inbox(store, event):
    """A message is stored while reports are being read, and the readers go on seeing what they saw."""
    with store.read() as one, store.read() as two:
        before = [
            unit.connection.execute(select(func.count()).select_from(audit)).scalar() for unit in (one, two)
        ]
        with store.write(timedelta(seconds=2)) as unit:
            conversation = unit.chats.conversation(Address("web", "p1"))
            assert unit.inbox.keep(conversation, event("k1"))
            unit.commit()
        after = [
            unit.connection.execute(select(func.count()).select_from(audit)).scalar() for unit in (one, two)
        ]
    assert before == after


@SQLITE
def test_a_reader_cannot_write(store):
    """A view on SQLite refuses to write: what writes goes through the one line."""
    with store.read() as unit, pytest.raises(OperationalError, match="readonly"):
        unit.settings.change("cadence_key", "9")


def test_the_bell_rings_at_each_commit(store):
    """Whoever listens hears of each commit, and of nothing else."""
    rung = []
    leave = store.bell.listen(lambda: rung.append(1))
    with store.write():
        pass
    assert rung == []
    with store.write() as unit:
        unit.commit()
    assert rung == [1]
    leave()
    with store.write() as unit:
        unit.commit()
    assert rung == [1]


@pytest.mark.postgres
def test_a_commit_that_breaks_off_is_unsure(migrated_postgres, clock):
    """The line to the database breaks just before its yes: nobody can know what was kept."""

    def breaks(connection):
        line = socket(fileno=os.dup(connection.connection.driver_connection.fileno()))
        line.shutdown(SHUT_RDWR)
        line.close()

    engine = migrated_postgres.engines.writing
    event.listen(engine, "commit", breaks)
    try:
        with pytest.raises(Unsure), Store(migrated_postgres.engines, clock).write() as unit:
            unit.commit()
    finally:
        event.remove(engine, "commit", breaks)
