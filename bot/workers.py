"""Answering threads: each takes one message after another, and sleeps when none waits."""

from threading import Condition, Thread
from uuid import uuid4

import structlog

from bot.render.wording import word
from domain.facts import WentWrong
from domain.outgoing import About, Outgoing, Priority, Reader
from handlers.answer import AGAIN, AnswerFailed, Answering, answer
from storage.bell import INBOX
from storage.store import Busy, Store
from storage.unit import Unit

log = structlog.get_logger()

LOOK_AGAIN = 1.0
"""Seconds after which the inbox is looked at although nothing rang: a message put off waits for a time."""


class Workers:
    """The threads that answer messages."""

    def __init__(self, store: Store, how: Answering, number: int) -> None:
        """Answer with `number` threads once started."""
        self._store = store
        self._how = how
        self._rung = Condition()
        self._calls = 0
        self._stopping = False
        self._threads = [Thread(target=self._work, name=f"answer-{n}") for n in range(number)]
        self._leave = store.bell.listen(self.wake, INBOX)

    def start(self) -> None:
        """Begin to answer."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Let one thread look at the inbox."""
        with self._rung:
            self._calls += 1
            self._rung.notify()

    def stop(self) -> None:
        """Take nothing new, and wait for what is being answered."""
        self._leave()
        self._stopping = True
        with self._rung:
            self._rung.notify_all()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _work(self) -> None:
        seen = -1
        while not self._stopping:
            with self._rung:
                if seen == self._calls:
                    self._rung.wait(LOOK_AGAIN)
                seen = self._calls
            self._answer_all()

    def _answer_all(self) -> None:
        """Answer until none waits; where one more waited, more may, and the next thread helps."""
        if not self._stopping and self._one():
            while not self._stopping and self._one():
                self.wake()

    def _one(self) -> bool:
        """Answer one message; False when none waits."""
        try:
            return answer(self._store, self._how)
        except AnswerFailed as failed:
            self._count(failed)
            return True
        except Exception as error:
            log.error("store out of reach", error=type(error).__name__)
            return False

    def _count(self, failed: AnswerFailed) -> None:
        """Count the attempt in a transaction of its own; the third parks the message and tells its sender."""
        trouble = uuid4().hex[:8]
        retry_at = self._how.clock() + AGAIN
        if failed.stale:
            log.info("others were first, again later", inbox=failed.inbox_id)
        else:
            log.error(
                "answering went wrong", inbox=failed.inbox_id, trouble=trouble, exc_info=failed.__cause__
            )
        try:
            with self._store.write() as work:
                if failed.stale:
                    work.inbox.put_off(failed.inbox_id, retry_at)
                elif work.inbox.failed(failed.inbox_id, retry_at, trouble):
                    self._tell(work, failed.inbox_id, trouble)
                work.commit()
        except Busy:
            log.warning("writer busy", inbox=failed.inbox_id)

    def _tell(self, work: Unit, inbox_id: int, trouble: str) -> None:
        incoming = self._how.read(work.inbox.event(inbox_id))
        if incoming is None:
            return
        person = work.people.by_account(incoming.address.channel, incoming.person)
        if person is None:
            return
        document = word(WentWrong(trouble), Reader(person.language.value, person.timezone))
        work.outbox.add(
            Outgoing(incoming.address, document, About("talk"), Priority.ANSWER, self._how.clock())
        )
