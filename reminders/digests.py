"""Daily pipeline digests: each manager's at their own time, once a day."""

from datetime import UTC, date, datetime

from domain.facts import DigestReady
from domain.outgoing import About, Outgoing, Priority
from domain.people import Person
from domain.ports import Store, View
from domain.reports import digest_of, working_day_before
from reminders.ring import ClockWork, reader_of

DAILY = "daily"


def send_digests(store: Store, how: ClockWork) -> int:
    """Queue the digests whose time has come and that were not made yet; return how many."""
    now = how.clock()
    with store.read() as view:
        waiting = [person for person in view.people.all() if is_due(person, view, now)]
        ready = [(person, _ready(person, view, now)) for person in waiting]
    return sum(_queue(person, fact, store, how, now) for person, fact in ready)


def _queue(person: Person, fact: DigestReady, store: Store, how: ClockWork, now: datetime) -> bool:
    with store.write() as work:
        chat = work.chats.private_of(person.id)
        id = work.notices.digest_once(DAILY, person.id, _today(person, now).isoformat())
        if chat is None or id is None:
            return False
        document = how.word(fact, reader_of(chat, person))
        due = due_at(person, now)
        work.outbox.add(Outgoing(chat.address, document, About("digest", id), Priority.DIGEST, due))
        work.commit()
    return True


def is_due(person: Person, view: View, now: datetime) -> bool:
    """Return whether a manager's digest of today should be made: its time has come, today is one of the days
    it comes on, and they want to hear of it. Who joined after that time waits until tomorrow."""
    if not person.manages or now < due_at(person, now):
        return False
    if person.mute_until is not None and now < person.mute_until:
        return False
    today = _today(person, now)
    if not view.settings.value("digest_on_free_days") and today.isoweekday() not in view.settings.value(
        "working_days"
    ):
        return False
    if view.people.joined_at(person.id) > due_at(person, now):
        return False
    return not view.notices.has_digest(DAILY, person.id, today.isoformat())


def due_at(person: Person, now: datetime) -> datetime:
    """Return when today's digest is due (UTC), on the wall of the person's zone."""
    return datetime.combine(_today(person, now), person.digest_time, person.zone).astimezone(UTC)


def _ready(person: Person, view: View, now: datetime) -> DigestReady:
    view.seen_by(view.viewer_of(person))
    working: frozenset[int] = view.settings.value("working_days")
    digest = digest_of(
        view.figures(),
        None,
        day=working_day_before(_today(person, now), working),
        now=now,
        zone=person.timezone,
        setting=view.settings.value,
    )
    return DigestReady(digest, person, scheduled=True)


def _today(person: Person, now: datetime) -> date:
    return now.astimezone(person.zone).date()
