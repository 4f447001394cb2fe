"""Answering threads: no message and no database ends one; what cannot be answered is parked, others go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event
from time import monotonic, sleep

from sqlalchemy import select

from bot.channels import read
from bot.workers import Workers
from domain.incoming import Address, Said, Via
from handlers.answer import AGAIN, Answering
from storage.codec import load
from storage.engine import open_engines
from storage.store import Store
from storage.tables import inbox, outbox

from .test_answer import send

PATIENCE = 30.0


@contextmanager
def working(store: Store, how: Answering) -> Iterator[Workers]:
    """Let two threads answer."""
    workers = Workers(store, how, 2)
    workers.start()
    try:
        yield workers
        assert all(thread.is_alive() for thread in workers._threads)
    finally:
        workers.stop()


def until(done: Callable[[], bool], workers: Workers) -> None:
    """Let the threads look at the inbox until something holds."""
    end = monotonic() + PATIENCE
    while not done():
        assert monotonic() < end
        workers.wake()
        sleep(0.01)


def row(store: Store) -> tuple[str, int]:
    """Return how the message kept first stands, and its attempts."""
    with store.read() as unit:
        found = unit.connection.execute(inbox.select().order_by(inbox.c.id)).mappings().first()
    assert found is not None
    return found["state"], found["attempts"]


def waits(store: Store) -> bool:
    """Return whether a message waits for its answer."""
    with store.read() as unit:
        return unit.connection.execute(inbox.select().where(inbox.c.state == "new")).first() is not None


def test_a_row_that_cannot_be_read_is_parked_and_the_next_is_answered(store, office, ann, bob, clock):
    """A reader that breaks on one row ends no thread: after three attempts others go on without it."""

    def broken(raw):
        if raw.key == "old":
            raise KeyError("a field of a later release")
        return read(raw)

    send(office, ann, Said("help"), key="old")
    with working(store, replace(office.answering, read=broken)) as workers:
        for attempt in (1, 2, 3):
            until(lambda wanted=attempt: row(store)[1] >= wanted, workers)
            clock.forward(seconds=AGAIN.total_seconds())
        send(office, bob, Said("help"), key="new")
        until(lambda: not waits(store), workers)
    assert row(store) == ("parked", 3)
    office.deliver()
    assert bob.told().new


def test_a_store_that_breaks_off_is_never_the_messages_fault(store, office, ann):
    """PostgreSQL ends the session, or SQLite's disk is full, five times in the middle of an answer: none of
    them is counted, and the answer comes once the store is back."""
    breaks = [1] * 5

    def say(answer, turn, work):
        if breaks:
            breaks.pop()
            (fill_disk if store.engines.sqlite else end_session)(work)
        return office.answering.say(answer, turn, work)

    send(office, ann, Said("help"), key="k")
    with working(store, replace(office.answering, say=say)) as workers:
        until(lambda: row(store)[0] == "done", workers)
    assert breaks == []
    assert row(store) == ("done", 0)


def end_session(work) -> None:
    """Let PostgreSQL end this session, as an administrator would."""
    work.connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


def fill_disk(work) -> None:
    """Write more than SQLite's disk has room for."""
    work.connection.exec_driver_sql("PRAGMA max_page_count=1")
    try:
        work.screen.show(Address("web", "x"), "sent", "x" * 10**7)
    finally:
        work.connection.exec_driver_sql("PRAGMA max_page_count=1000000")


def test_the_admins_are_told_that_messages_are_put_aside_once_a_day(store, office, ann, bob, team, clock):
    """With the number in the log; not what was said, nor by whom."""
    admin = office.private(team.admin)

    def say(*_args):
        raise ZeroDivisionError

    with working(store, replace(office.answering, say=say)) as workers:
        for number, sender in enumerate((ann, bob), 1):
            send(office, sender, Said("help"), key=f"k{number}")
            for attempt in (1, 2, 3):
                until(lambda wanted=attempt, key=f"k{number}": attempts(store, key) >= wanted, workers)
                clock.forward(seconds=AGAIN.total_seconds())
            until(lambda wanted=number: notices(store) >= wanted, workers)
    heard = [message.text for message in admin.told().new]
    assert len(heard) == 1
    assert "is put aside" in heard[0]
    assert "Ann" not in heard[0]


def attempts(store: Store, key: str) -> int:
    """Return how often a message was tried."""
    with store.read() as unit:
        query = select(inbox.c.attempts).where(inbox.c.key == key)
        return unit.connection.execute(query).scalar_one()


def notices(store: Store) -> int:
    """Return how many senders were told that something went wrong."""
    with store.read() as unit:
        return len(unit.connection.execute(outbox.select().where(outbox.c.about_kind == "talk")).all())


def test_the_notice_of_a_parked_message_goes_the_way_its_platform_gave(store, office, ann, clock):
    """A command was given where the bot is no member: that it was parked is told by the address it came
    with, as a message of its own."""
    way = Via("https://wire.example/answer", clock() + timedelta(minutes=30), "U1", replaces=True)

    def say(*_args):
        raise ZeroDivisionError

    how = replace(office.answering, read=lambda raw: replace(read(raw), via=way), say=say)
    send(office, ann, Said("help"), key="k")
    with working(store, how) as workers:
        for attempt in (1, 2, 3):
            until(lambda wanted=attempt: row(store)[1] >= wanted, workers)
            clock.forward(seconds=AGAIN.total_seconds())
        until(lambda: told(store), workers)
    assert [load(held) for held in told(store)] == [replace(way, replaces=False)]


def told(store: Store) -> list[object]:
    """Return the ways by which what senders are told goes out."""
    with store.read() as unit:
        return list(
            unit.connection.execute(select(outbox.c.via).where(outbox.c.about_kind == "talk")).scalars()
        )


def test_no_thread_ends_where_the_database_is_away_from_the_start(office, clock):
    """Nobody listens at the database's port: the threads ask again."""
    asked, often = [], Event()

    def counted():
        asked.append(1)
        if len(asked) >= 12:
            often.set()
        return clock()

    away = Store(open_engines("postgresql://nobody@127.0.0.1:1/none"), counted)
    with working(away, replace(office.answering, clock=counted)) as workers:
        until(often.is_set, workers)
