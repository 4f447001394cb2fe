"""Answering threads: each takes one message after another, and sleeps when none waits."""

from dataclasses import replace
from datetime import timedelta
from threading import Condition, Thread
from uuid import uuid4

import structlog

from bot.render.wording import word
from bot.telling import tell_admins
from domain.facts import MessageParked, WentWrong
from domain.outgoing import About, Outgoing, Priority, Reader
from handlers.answer import AGAIN, AnswerFailed, Answering, answer
from storage.bell import INBOX
from storage.store import Store, is_away
from storage.unit import Unit

log = structlog.get_logger()

LOOK_AGAIN = 1.0
"""Seconds after which the inbox is looked at although nothing rang: a message put off waits for a time."""

PARKED = About("parked", 0)
TOLD_AGAIN = timedelta(days=1)
"""How often the admins are told at most that messages are put aside."""


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
        """Answer one message; False when none waits, or the store is away: that is no message's fault."""
        try:
            return answer(self._store, self._how)
        except Exception as error:
            return self._went_wrong(error)

    def _went_wrong(self, error: Exception) -> bool:
        """Count it where it was the message's fault; nothing that goes wrong here ends a thread."""
        try:
            if isinstance(error, AnswerFailed) and error.inbox_id and not is_away(error.__cause__):
                self._count(error)
                return True
            log.error("store out of reach", error=type(error.__cause__ or error).__name__)
        except Exception as another:
            log.error("not settled", error=type(another).__name__)
        return False

    def _count(self, failed: AnswerFailed) -> None:
        """Count the attempt in a transaction of its own; the third parks the message, and then its sender is
        told: what cannot be read at all is parked too."""
        trouble = uuid4().hex[:8]
        retry_at = self._how.clock() + AGAIN
        if failed.stale:
            log.info("others were first, again later", inbox=failed.inbox_id)
        else:
            log.error(
                "answering went wrong", inbox=failed.inbox_id, trouble=trouble, exc_info=failed.__cause__
            )
        parked = False
        with self._store.write() as work:
            if failed.stale:
                work.inbox.put_off(failed.inbox_id, retry_at)
            else:
                parked = work.inbox.failed(failed.inbox_id, retry_at, trouble)
            work.commit()
        if parked:
            with self._store.write() as work:
                self._tell(work, failed.inbox_id, trouble)
                self._tell_admins(work, trouble)
                work.commit()

    def _tell_admins(self, work: Unit, trouble: str) -> None:
        """Tell the admins of it, once a day: where much goes wrong they look into the log anyway."""
        if not work.outbox.told_since(PARKED, self._how.clock() - TOLD_AGAIN):
            tell_admins(MessageParked(trouble), PARKED, work)

    def _tell(self, work: Unit, inbox_id: int, trouble: str) -> None:
        incoming = self._how.read(work.inbox.event(inbox_id))
        if incoming is None:
            return
        person = work.people.by_account(incoming.address.channel, incoming.person)
        if person is None:
            return
        document = word(WentWrong(trouble), Reader(person.language.value, person.timezone))
        work.outbox.add(
            Outgoing(
                incoming.address,
                document,
                About("talk"),
                Priority.ANSWER,
                self._how.clock(),
                reply_to=None if incoming.private else incoming.message,
                via=incoming.via and replace(incoming.via, replaces=False),
            )
        )
