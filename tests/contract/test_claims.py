"""Claims: one message of a conversation at a time, conversations side by side, none lost with a process."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from domain.incoming import Address
from domain.ports import Stale
from storage.engine import open_engines
from storage.store import Store

POSTGRES = pytest.mark.parametrize(
    "on_each", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
SQLITE = pytest.mark.parametrize("on_each", ["sqlite"], indirect=True)


@pytest.fixture
def keep(store, event):
    """Return what keeps a message of a chat."""

    def keep(key, chat="p1", ago=0):
        said_at = store.clock() - timedelta(seconds=ago)
        with store.write() as unit:
            conversation = unit.chats.conversation(Address("web", chat))
            assert unit.inbox.keep(conversation, event(key, chat, said_at=said_at))
            unit.commit()

    return keep


def answer_one(store):
    """Take a message, mark it as answered and return its key; None when none is free."""
    with store.claim(store.clock()) as claim:
        if claim is None:
            return None
        with claim.write() as work:
            work.answered()
            work.commit()
        return claim.event.key


def test_nothing_is_claimed_where_nothing_waits(store):
    """An empty inbox has nothing to claim."""
    assert answer_one(store) is None


def test_the_oldest_by_what_the_platform_says_comes_first(store, keep):
    """Messages are answered in the order they were said, not the order they arrived in."""
    keep("second", ago=10)
    keep("first", ago=20)
    keep("third", ago=5)
    assert [answer_one(store) for _ in range(4)] == ["first", "second", "third", None]


def test_a_conversation_in_hand_is_not_claimed_again(store, keep):
    """While one message of a conversation is being answered, the next waits."""
    keep("one")
    keep("two")
    with store.claim(store.clock()) as held:
        assert held.event.key == "one"
        assert answer_one(store) is None
    assert answer_one(store) == "one"


def test_another_conversation_is_claimed_meanwhile(store, keep):
    """Conversations do not wait for each other."""
    keep("mine", "p1", ago=10)
    keep("yours", "p2")
    with store.claim(store.clock()):
        assert answer_one(store) == "yours"


def test_a_message_is_stored_while_its_conversation_is_answered(store, keep):
    """What arrives in a conversation that is being answered is kept at once."""
    keep("one")
    with store.claim(store.clock()) as claim, claim.read():
        keep("two")
    assert answer_one(store) == "one"


def test_a_claim_left_without_an_answer_is_free_again(store, keep):
    """A worker that fails leaves the message to the next."""
    keep("one")
    with pytest.raises(ZeroDivisionError), store.claim(store.clock()):
        raise ZeroDivisionError
    assert answer_one(store) == "one"


def test_many_workers_answer_each_message_once_and_in_order(store, keep):
    """Eight threads on ten conversations of six messages: each once, in order, never two of one at a time."""
    for number in range(6):
        for chat in range(10):
            keep(f"{chat}-{number}", f"p{chat}", ago=60 - number)
    told, in_hand, lock = [], set(), Lock()

    def work():
        while True:
            with store.claim(store.clock()) as claim:
                if claim is None:
                    return
                with lock:
                    assert claim.conversation_id not in in_hand
                    in_hand.add(claim.conversation_id)
                with claim.write() as unit:
                    unit.answered()
                    with lock:
                        told.append(claim.event.key)
                        in_hand.discard(claim.conversation_id)
                    unit.commit()

    run_in_threads(work, 8)
    run_in_threads(work, 1)
    for chat in range(10):
        assert [key for key in told if key.startswith(f"{chat}-")] == [f"{chat}-{n}" for n in range(6)]
    assert len(told) == 60


def run_in_threads(work, number):
    """Run a function in so many threads, and raise what any of them raises."""
    with ThreadPoolExecutor(number) as pool:
        for thread in [pool.submit(work) for _ in range(number)]:
            thread.result()


@POSTGRES
def test_two_processes_share_the_work(store, keep, database, clock):
    """A second process takes what the first has not in hand, and nothing else."""
    other = Store(open_engines(database), clock)
    keep("mine", "p1", ago=10)
    keep("yours", "p2")
    with store.claim(clock()) as claim:
        assert claim.event.key == "mine"
        assert answer_one(other) == "yours"
        assert answer_one(other) is None
    assert answer_one(other) == "mine"
    other.engines.dispose()


@POSTGRES
def test_a_killed_connection_frees_its_conversation(store, keep, database, clock):
    """The conversation of a process that died is taken over at once: the lock dies with its holder."""
    keep("one")
    with psycopg.connect(database) as dying:
        dying.execute("SELECT id FROM conversation FOR UPDATE")
        assert answer_one(store) is None
        with psycopg.connect(database, autocommit=True) as killer:
            killer.execute("SELECT pg_terminate_backend(%s, 5000)", (dying.info.backend_pid,))
        assert answer_one(store) == "one"
        dying.close()


@POSTGRES
def test_a_worker_whose_connection_was_killed_keeps_nothing(store, keep, database, clock):
    """What a worker had written when its connection died is gone, and another answers the message."""
    other = Store(open_engines(database), clock)
    keep("one")

    def answer_while_it_dies():
        with other.claim(clock()) as claim, claim.write() as unit:
            unit.answered()
            pid = unit.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with psycopg.connect(database, autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            unit.commit()

    with pytest.raises(OperationalError):
        answer_while_it_dies()
    assert answer_one(store) == "one"
    other.engines.dispose()


@SQLITE
def test_two_processes_never_answer_one_message_twice(store, keep, database, clock):
    """Where two have planned the same message, one of them finds it answered and leaves all undone."""
    other = Store(open_engines(database), clock)
    keep("one")
    with store.claim(clock()) as mine:
        with other.claim(clock()) as theirs, theirs.write() as unit:
            unit.answered()
            unit.commit()
        with mine.write() as unit, pytest.raises(Stale):
            unit.answered()
    assert answer_one(store) is None
    assert answer_one(other) is None
    other.engines.dispose()


def test_a_busy_conversation_with_many_messages_hides_no_other(store, keep, event):
    """Six hundred messages of one conversation that is in hand do not keep another waiting."""
    with store.write() as unit:
        conversation = unit.chats.conversation(Address("web", "p1"))
        early = store.clock() - timedelta(hours=1)
        for number in range(600):
            unit.inbox.keep(conversation, event(f"m{number}", said_at=early))
        unit.commit()
    keep("other", "p2")
    with store.claim(store.clock()):
        assert answer_one(store) == "other"
