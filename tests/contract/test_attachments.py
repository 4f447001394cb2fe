"""Files and notes on each database: pieces, what is fetched when, what is counted, what belongs to what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.activity import Activity, Kind, answers
from domain.attachment import LARGEST, Attachment, Keeping, Sort, pause_after
from domain.incoming import Address, Said
from domain.people import Role
from domain.policy import Viewer
from domain.ports import Stale
from storage.tables import attachment_piece

PHOTO = {"kind": "photo", "file": "f1", "mime": "image/jpeg", "size": 5, "album": ""}


@pytest.fixture
def acme(acting, team):
    """Return a customer."""
    return acting.customer(owner_id=team.ann.id)


@pytest.fixture
def keep(acting, acme, team):
    """Return what stores an attachment."""

    def store(**fields):
        values = {
            "kind": Sort.PHOTO,
            "person_id": team.ann.id,
            "customer_id": acme.id,
            "channel": "telegram",
            "file": "f1",
        }
        with acting(team.ann) as unit:
            return unit.attachments.add(Attachment(**{**values, **fields}))

    return store


def write(store, how):
    """Return what one unit of work of its own returns."""
    with store.write() as unit:
        done = how(unit)
        unit.commit()
    return done


# ---- bytes --------------------------------------------------------------------------------------------


def test_pieces_make_the_file(store, keep):
    """Each is a commit of its own; read together they are the file, in order."""
    photo = keep()
    for number, data in enumerate((b"one ", b"two ", b"three")):
        assert write(store, lambda unit, n=number, d=data: unit.attachments.keep_piece(photo.id, n, d))
    assert write(store, lambda unit: unit.attachments.kept(photo.id, b"s" * 32, 13))
    with store.read() as view:
        assert view.attachments.content(photo.id) == b"one two three"
        noted = view.attachments.get(photo.id)
    assert noted == replace(photo, state=Keeping.KEPT, sha256=b"s" * 32)


def test_who_begins_again_leaves_nothing_of_before(store, keep):
    """A process that died between two pieces is followed by one that writes them all."""
    photo = keep()
    for number, data in ((0, b"half"), (1, b" a file"), (0, b"whole")):
        write(store, lambda unit, n=number, d=data: unit.attachments.keep_piece(photo.id, n, d))
    with store.read() as view:
        assert view.attachments.content(photo.id) == b"whole"


def test_a_file_of_which_pieces_are_missing_is_not_kept(store, keep, clock):
    """Whoever overslept and wrote over another's pieces does no harm: it is fetched again."""
    photo = keep()
    write(store, lambda unit: unit.attachments.keep_piece(photo.id, 0, b"half"))
    assert not write(store, lambda unit: unit.attachments.kept(photo.id, b"s" * 32, 11))
    assert waiting(store, clock()) == ["f1"]


def test_a_piece_of_what_is_taken_back_is_not_written(store, keep, acting):
    """Who fetches learns that nobody wants it any more."""
    photo = keep()
    write(store, lambda unit: unit.attachments.keep_piece(photo.id, 0, b"half"))
    with acting() as unit:
        unit.attachments.remove(photo)
    assert not write(store, lambda unit: unit.attachments.keep_piece(photo.id, 1, b" a file"))
    with store.read() as view:
        assert view.connection.execute(select(attachment_piece)).all() == []


def test_undo_waits_for_a_piece_that_is_being_written(store, keep, acting, at_once):
    """Both at the same moment leave neither the file nor a piece of it."""
    photos = [keep(file=f"f{number}") for number in range(8)]

    def undo(photo):
        with acting() as unit:
            unit.attachments.remove(photo)

    for photo in photos:
        outcomes = at_once(
            lambda p=photo: undo(p),
            lambda p=photo: write(store, lambda unit: unit.attachments.keep_piece(p.id, 0, b"x")),
        )
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    with store.read() as view:
        assert view.attachments.where() == []
        assert view.connection.execute(select(attachment_piece)).all() == []


def test_the_database_takes_no_larger_file(keep):
    """The limit is a rule of the store, not of a channel alone."""
    keep(size=LARGEST)
    with pytest.raises(IntegrityError):
        keep(size=LARGEST + 1)


# ---- what is fetched when -----------------------------------------------------------------------------


def waiting(store, now, channels=("telegram",)):
    """Return the files that are to be fetched."""
    with store.read() as view:
        return [one.file for one in view.attachments.to_fetch(channels, now, 10)]


def test_the_longest_waiting_comes_first(store, keep, clock):
    """Only of the channels asked for, and only what is neither kept nor lost nor a place."""
    keep(file="a")
    keep(file="b")
    keep(file="c", channel="slack")
    keep(kind=Sort.PLACE, file="", state=Keeping.KEPT, latitude=1.5, longitude=-2.5)
    lost = keep(file="d")
    assert write(store, lambda unit: unit.attachments.lost(lost.id))
    assert waiting(store, clock()) == ["a", "b"]
    assert waiting(store, clock(), ("slack",)) == ["c"]


def test_after_a_failure_it_waits(store, keep, clock):
    """The time of the next attempt is kept, whoever makes it."""
    photo = keep()
    again = clock() + timedelta(seconds=30)
    write(store, lambda unit: unit.attachments.try_again(photo.id, 1, again))
    assert waiting(store, clock()) == []
    with store.read() as view:
        assert view.attachments.next_fetch(("telegram",)) == again
    assert waiting(store, again) == ["f1"]


def test_a_file_is_lost_once(store, keep):
    """The second who gives it up has nobody to tell."""
    photo = keep()
    assert write(store, lambda unit: unit.attachments.lost(photo.id))
    assert not write(store, lambda unit: unit.attachments.lost(photo.id))


def test_the_pauses_grow_to_an_hour_in_all():
    """After them it is given up."""
    pauses = []
    while (pause := pause_after(len(pauses) + 1)) is not None:
        pauses.append(pause)
    assert pauses == sorted(pauses)
    assert timedelta(hours=1) <= sum(pauses, timedelta()) <= timedelta(hours=1, minutes=10)


# ---- what is counted ----------------------------------------------------------------------------------


def test_what_is_lost_is_not_counted(store, keep, acme):
    """A customer has the files that are kept, or on their way."""
    keep()
    lost = keep()
    write(store, lambda unit: unit.attachments.lost(lost.id))
    with store.read() as view:
        assert view.attachments.count(acme.id) == 1


@pytest.fixture
def noted(acting, acme, team, clock):
    """Return a note on a customer who was visited a day before."""
    made = []
    for kind, back in ((Kind.VISIT, 1), (Kind.NOTE, 0)):
        with acting(team.ann) as unit:
            activity = Activity(
                customer_id=acme.id,
                person_id=team.ann.id,
                kind=kind,
                on=date(2026, 11, 18) - timedelta(days=back),
                happened_at=clock() - timedelta(days=back),
                reached=kind is Kind.VISIT,
                note="frozen",
            )
            made.append(unit.activities.add(activity))
    return made


def test_a_note_is_no_contact(store, noted, acme, team):
    """Neither a contact nor an attempt, in no figure; the last contact stays the visit."""
    visit, note = noted
    with store.read() as view:
        view.seen_by(Viewer(team.admin.id, Role.ADMIN, None))
        assert view.figures().seen(None, note.on) == []
        assert [seen.total for seen in view.figures().seen(None, visit.on)] == [1]
        assert list(view.activities.latest(acme.id, 5)) == [visit]
        assert list(view.activities.notes(acme.id, 5)) == [note]
        assert view.customers.get(acme.id).last_contact_at == visit.happened_at


@pytest.mark.parametrize("reached", [True, False])
def test_a_note_answers_no_reminder(reached):
    """It ticks nothing, whatever is asked for."""
    assert not [kind for kind in Kind if answers(Kind.NOTE, kind, reached=reached)]


def test_a_note_leaves_reminders_open(ann, acme):
    """A follow-up that is due today still stands after a note."""
    slots = {"customer": {"id": acme.id}, "kind": "follow_up", "at": "2026-11-18T17:00"}
    ann.do(Said("remind", slots))
    told = ann.do(Said("note", {"customer": {"id": acme.id}, "note": "budget frozen"}))
    assert "Note kept · Acme Labs" in told.text
    assert "Ticked" not in told.text
    assert "nobody reached" not in told.text


def test_a_note_in_words(ann, acme):
    """It is understood, kept, and stands on the customer's card apart from the contacts."""
    ann.say("note on Acme Labs: budget frozen till April")
    card = ann.say("show Acme Labs").text
    assert "Notes" in card
    assert "budget frozen till April" in card
    assert "Last contacts" not in card


# ---- what belongs to what -----------------------------------------------------------------------------


def attached(store):
    """Return the one attachment there is."""
    with store.read() as view:
        (found,) = view.attachments.where()
    return found


def logged(store):
    """Return the one activity there is."""
    with store.read() as view:
        (found,) = view.activities.where()
    return found


def test_a_file_is_tied_to_the_log_of_its_message(ann, acme, store):
    """What is logged beside it is what it belongs to."""
    at = {"customer": {"id": acme.id}}
    ann.do(Said("log", {**at, "kind": "visit"}), Said("attach", {**at, "file": PHOTO}))
    assert attached(store).activity_id == logged(store).id


def test_a_file_is_not_tied_to_a_colleagues_log(ann, bob, acme, store):
    """Another's words do not change mine."""
    bob.do(Said("log", {"customer": {"id": acme.id}, "kind": "visit"}))
    ann.do(Said("attach", {"customer": {"id": acme.id}, "file": PHOTO}))
    assert attached(store).activity_id is None


def test_a_file_that_comes_back_is_fetched_anew(ann, acme, acting, store, team):
    """Undoing a correction brings the file back under its number, tied as before, its bytes on their way."""
    other = acting.customer("Globex", owner_id=team.ann.id)
    at = {"customer": {"id": acme.id}}
    ann.do(Said("log", {**at, "kind": "visit"}), Said("attach", {**at, "file": PHOTO}))
    before, visit = attached(store), logged(store)
    write(store, lambda unit: unit.attachments.keep_piece(before.id, 0, b"x"))
    write(store, lambda unit: unit.attachments.kept(before.id, b"s" * 32, 1))
    ann.press("Change")
    ann.press("1. Customer")
    ann.say("Globex")
    assert attached(store).customer_id == other.id
    ann.press("Undo")
    again = attached(store)
    assert (again.id, again.customer_id, again.activity_id) == (before.id, acme.id, visit.id)
    assert (again.state, again.sha256) == (Keeping.WAITING, None)


def test_an_act_that_was_taken_back_takes_no_more(ann, acme, store):
    """Who would go on with it plans anew."""
    ann.do(Said("attach", {"customer": {"id": acme.id}, "file": PHOTO}))
    with store.read() as view:
        act = view.acts.that_added("attachment", attached(store).id)
    ann.press("Undo")
    with pytest.raises(Stale), store.write() as unit:
        unit.go_on(act.id, (Said("attach"),))


def test_what_one_did_there_is_told_latest_first(ann, bob, acme, store, clock, team):
    """Only what stands, of this person, in this place, in that time."""
    began = clock()
    for kind in ("visit", "call", "demo"):
        ann.do(Said("log", {"customer": {"id": acme.id}, "kind": kind}))
        clock.forward(minutes=1)
    ann.press("Undo")
    bob.do(Said("log", {"customer": {"id": acme.id}, "kind": "email"}))
    here = Address("web", f"p{team.ann.id}")
    with store.read() as view:
        found = view.acts.since(team.ann.id, here, began, began + timedelta(seconds=90))
        assert [act.actions[0].slots["kind"] for act in found] == ["call", "visit"]
        assert view.acts.since(team.ann.id, here, began + timedelta(seconds=61), clock()) == []


def test_an_album_is_remembered_by_its_sender(store, keep, team):
    """The latest picture that stands; another's of the same number is none of it."""
    keep(album="7")
    latest = keep(album="7")
    keep(album="7", person_id=team.bob.id)
    with store.read() as view:
        assert view.attachments.of_album(team.ann.id, "telegram", "7") == latest
        assert view.attachments.of_album(team.ann.id, "telegram", "8") is None


def test_words_of_a_kept_message_are_found(store, event, clock):
    """In its conversation, lately."""
    with store.write() as unit:
        place = unit.chats.conversation(Address("web", "p1"))
        unit.inbox.keep(place, event("k1", raw={"album": "7_1%"}))
        unit.commit()
    with store.read() as view:
        assert view.inbox.mentions(place, "7_1%", clock())
        assert not view.inbox.mentions(place, "771", clock())
        assert not view.inbox.mentions(place, "7_1%", clock() + timedelta(seconds=1))
        assert not view.inbox.mentions(place + 1, "7_1%", clock())
