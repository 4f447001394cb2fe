"""Messages in and out: kept once, answered once, sent in order, and what was sent found again."""

from datetime import timedelta

import pytest

from domain.incoming import Address
from domain.outgoing import About, Document, Outgoing, Paragraph, Priority, Span
from domain.ports import Stale
from storage.tables import outbox

CHAT = Address("web", "p1")
OTHER = Address("web", "p2")


def document(words):
    """Return a document of one line."""
    return Document("en", (Paragraph((Span(words),)),))


@pytest.fixture
def queue(store, clock):
    """Return what queues a message of one line and returns its number."""

    def add(words, to=CHAT, *, about=About("talk"), priority=Priority.ANSWER, edits=None, due=None):  # noqa: B008
        with store.write() as unit:
            message = Outgoing(to, document(words), about, priority, due or clock(), edits=edits)
            id = unit.outbox.add(message)
            unit.commit()
        return id

    return add


@pytest.fixture
def take(store, clock):
    """Return what takes for sending as a dispatcher does."""

    def take(limit=16, goes=lambda _about, _to, _team: clock()):
        with store.write() as unit:
            items = unit.outbox.take(("web",), clock(), limit, goes)
            unit.commit()
        return items

    return take


@pytest.fixture
def settle(store):
    """Return what notes how sending went."""

    def settle(call, *args, **kwargs):
        with store.write() as unit:
            getattr(unit.outbox, call)(*args, **kwargs)
            unit.commit()

    return settle


def words(items):
    """Return what the documents of taken messages say."""
    return [item.document.blocks[0].line[0].text for item in items]


def edited(item):
    """Return the platform's ids of what an edit stands for."""
    return tuple(receipt.id for receipt in item.replaces)


def states(store):
    """Return the states of all queued messages, in order."""
    with store.read() as unit:
        return list(unit.connection.execute(outbox.select().order_by(outbox.c.id)).mappings())


# ---- inbox --------------------------------------------------------------------------------------------


def keep(store, raw):
    """Keep an event and return whether it was new."""
    with store.write() as unit:
        kept = unit.inbox.keep(unit.chats.conversation(CHAT), raw)
        unit.commit()
    return kept


def test_a_delivery_is_kept_once(store, event):
    """The same delivery again, whatever it holds, is had already."""
    assert keep(store, event("k1"))
    assert not keep(store, event("k1", message_key="another"))


def test_a_message_is_kept_once(store, event):
    """The same message in a second delivery, as Slack sends it, is had already."""
    assert keep(store, event("k1", message_key="m"))
    assert not keep(store, event("k2", message_key="m"))


def test_two_deliveries_at_once_are_kept_once(store, event, at_once):
    """Of the same delivery twice at the same moment one is kept, and neither is an error."""
    for number in range(3):
        same = event(f"k{number}")
        assert sorted(at_once(*[lambda same=same: keep(store, same)] * 4)) == [False, False, False, True]


def test_what_an_event_holds_comes_back(store, event, clock):
    """The raw event is kept as it came, halves of surrogate pairs and all."""
    raw = {"text": "拜访 \x00 \ud83d 🎯", "n": [1, None, {"a": True}]}
    assert keep(store, event("k1", raw=raw))
    with store.claim(clock()) as claim:
        assert claim.event.raw == raw


def test_a_message_is_answered_once(store, event):
    """Who marks a message as done that somebody else has answered must leave."""
    keep(store, event("k1"))
    with store.read() as unit:
        (waiting,) = unit.inbox.waiting(store.clock())
    with store.write() as unit:
        unit.inbox.done(waiting.inbox_id)
        unit.commit()
    with store.write() as unit, pytest.raises(Stale):
        unit.inbox.done(waiting.inbox_id)


def test_the_third_failure_parks_a_message(store, event, clock):
    """A message that goes wrong three times holds up its conversation no longer."""
    keep(store, event("k1"))
    with store.read() as unit:
        (waiting,) = unit.inbox.waiting(clock())
    parked = []
    for _ in range(3):
        with store.write() as unit:
            parked.append(unit.inbox.failed(waiting.inbox_id, clock(), "t1"))
            unit.commit()
    assert parked == [False, False, True]
    with store.read() as unit:
        assert unit.inbox.waiting(clock()) == []


def test_a_message_that_was_answered_cannot_fail(store, event, clock):
    """A worker that was too late neither counts an attempt nor tells anybody."""
    keep(store, event("k1"))
    with store.write() as unit:
        (waiting,) = unit.inbox.waiting(clock())
        unit.inbox.done(waiting.inbox_id)
        assert not unit.inbox.failed(waiting.inbox_id, clock(), "t1")


def test_what_is_tried_again_later_waits(store, event, clock):
    """A message put off holds up its conversation until its time has come."""
    keep(store, event("k1"))
    keep(store, event("k2"))
    with store.write() as unit:
        (first,) = unit.inbox.waiting(clock())
        unit.inbox.put_off(first.inbox_id, clock() + timedelta(seconds=5))
        unit.commit()
    with store.read() as unit:
        assert unit.inbox.waiting(clock()) == []
    clock.forward(seconds=5)
    with store.read() as unit:
        assert unit.inbox.waiting(clock()) == [first]


# ---- outbox: order ------------------------------------------------------------------------------------


def test_a_chat_has_one_message_in_flight(queue, take, settle):
    """The second message of a chat waits until the first was sent."""
    queue("one")
    queue("two")
    (first,) = take()
    assert words([first]) == ["one"]
    assert take() == []
    settle("finish", first)
    assert words(take()) == ["two"]


def test_chats_do_not_wait_for_each_other(queue, take):
    """Of each chat the first message goes at once."""
    queue("one")
    queue("two", OTHER)
    queue("three")
    assert words(take()) == ["one", "two"]


def test_answers_go_before_reminders_and_digests(queue, take, settle):
    """Within a chat the more urgent goes first, then the older."""
    queue("digest", priority=Priority.DIGEST)
    queue("ring", priority=Priority.REMINDER)
    queue("answer")
    queue("second answer")
    order = []
    while items := take():
        order += words(items)
        settle("finish", items[0])
    assert order == ["answer", "second answer", "ring", "digest"]


def test_what_is_not_due_waits_and_holds_nothing_up(queue, take, clock):
    """A message for later lets those behind it pass."""
    queue("tomorrow", due=clock() + timedelta(days=1))
    queue("now", priority=Priority.DIGEST)
    assert words(take()) == ["now"]


def test_many_messages_for_later_hide_none_that_is_due(store, take, queue, clock):
    """More than a thousand alerts for the morning do not keep a digest waiting."""
    queue("alert", priority=Priority.ALERT, due=clock() + timedelta(hours=12))
    (alert,) = states(store)
    same = {name: value for name, value in alert.items() if name != "id"}
    with store.write() as unit:
        unit.connection.execute(outbox.insert(), [same] * 1100)
        unit.commit()
    queue("digest", priority=Priority.DIGEST)
    assert words(take()) == ["digest"]


def test_what_failed_is_not_overtaken(queue, take, settle, clock):
    """A message to be tried again later holds up its chat, so that order is kept, and no other chat."""
    queue("one")
    queue("two")
    (first,) = take()
    settle("put_off", first, clock() + timedelta(seconds=4), "network")
    queue("elsewhere", OTHER)
    assert words(take()) == ["elsewhere"]
    clock.forward(seconds=4)
    assert words(take()) == ["one"]


def test_no_more_are_taken_than_asked_for(queue, take):
    """The number of chats sent to at once is limited."""
    for number in range(5):
        queue(str(number), Address("web", f"c{number}"))
    assert words(take(limit=3)) == ["0", "1", "2"]


def test_what_nobody_wants_any_more_is_not_sent(store, queue, take):
    """It is asked in the moment of taking, and the next message goes instead."""
    queue("stale", about=About("alert", 1))
    queue("wanted")
    goes = lambda about, _to, _team: None if about.kind == "alert" else store.clock()  # noqa: E731
    assert words(take(goes=goes)) == ["wanted"]
    assert states(store)[0]["state"] == "unwanted"


def test_what_may_only_go_later_waits_until_then(queue, take, clock):
    """An alert held up into the night goes in the morning, and does not hold up its chat."""
    morning = clock() + timedelta(hours=9)
    queue("alert", about=About("alert", 1))
    queue("answer")
    goes = lambda about, _to, _team: max(morning, clock()) if about.kind == "alert" else clock()  # noqa: E731
    assert words(take(goes=goes)) == ["answer"]


# ---- outbox: edits ------------------------------------------------------------------------------------

CARD = About("act", 7)


def test_an_edit_of_what_waits_takes_its_place(queue, take):
    """What was not sent yet is not sent in its old form."""
    first = queue("old", about=CARD)
    assert queue("new", about=CARD, edits=CARD) == first
    assert words(take()) == ["new"]


def test_only_the_last_of_several_edits_goes(queue, take, settle):
    """Edits of one message that wait together are one edit."""
    queue("old", about=CARD)
    (sent,) = take()
    settle("note", sent, 0, "42")
    settle("finish", sent)
    queue("first", about=About("act", 8), edits=CARD)
    queue("second", about=About("act", 9), edits=CARD)
    (edit,) = take()
    assert words([edit]) == ["second"]
    settle("finish", edit)
    assert take() == []


def test_an_edit_that_took_a_place_is_found_by_what_it_is_about(queue, take, settle):
    """A question that was answered before it was sent is the answer's card from then on."""
    question = About("question", 3)
    queue("Which one?", about=question)
    queue("Visit logged", about=CARD, edits=question)
    (sent,) = take()
    settle("note", sent, 0, "42")
    settle("finish", sent)
    queue("Undone", about=CARD, edits=CARD)
    (edit,) = take()
    assert edited(edit) == ("42",)


def test_an_edit_finds_the_message_it_edits(queue, take, settle):
    """An edit names what the platform calls the message, also after edits by other names."""
    queue("Which one?", about=About("question", 3))
    (sent,) = take()
    settle("note", sent, 0, "42")
    settle("finish", sent)
    queue("Visit logged", about=CARD, edits=About("question", 3))
    (edit,) = take()
    assert edited(edit) == ("42",)
    settle("note", edit, 0, "42")
    settle("finish", edit)
    queue("Undone", about=CARD, edits=CARD)
    (second,) = take()
    assert edited(second) == ("42",)


def test_an_edit_of_what_is_being_sent_follows_it(queue, take, settle):
    """An edit comes after the message it edits, and knows its number by then."""
    queue("old", about=CARD)
    (sent,) = take()
    queue("new", about=CARD, edits=CARD)
    settle("note", sent, 0, "42")
    settle("finish", sent)
    (edit,) = take()
    assert edited(edit) == ("42",)


def test_an_edit_of_what_was_tried_goes_after_it(queue, take, settle, clock):
    """The platform may hold the old words although its yes was lost: they are sent to the end, and the edit
    follows, however urgent it is, and knows their number."""
    queue("old", about=CARD, priority=Priority.REMINDER)
    (failed,) = take()
    settle("note", failed, 0, "42")
    settle("put_off", failed, clock() + timedelta(seconds=1), "network")
    queue("new", about=CARD, edits=CARD)
    queue("newer", about=CARD, edits=CARD)
    clock.forward(seconds=1)
    (again,) = take()
    assert words([again]) == ["old"]
    settle("note", again, 1, "43")
    settle("finish", again)
    (edit,) = take()
    assert (words([edit]), edited(edit)) == (["newer"], ("42", "43"))
    settle("finish", edit)
    assert take() == []


def test_an_edit_does_not_overtake_what_is_put_back(queue, take, settle):
    """A ring that is being sent is asked to slow down: the edit queued meanwhile still comes after it."""
    queue("ring", about=CARD, priority=Priority.REMINDER)
    (ring,) = take()
    queue("done", about=CARD, edits=CARD)
    settle("put_back", ring)
    assert words(take()) == ["ring"]


def test_an_edit_of_what_never_arrived_goes_only_if_it_is_wanted(store, queue, take, settle, clock):
    """A ring that failed and was done meanwhile is not told of, not even by an edit."""
    queue("ring", about=CARD)
    (failed,) = take()
    settle("put_off", failed, clock(), "network")
    queue("done", about=CARD, edits=CARD)
    assert take(goes=lambda _about, _to, _team: None) == []
    assert [state["state"] for state in states(store)] == ["unwanted", "unwanted"]


def test_an_edit_in_a_chat_that_moved_hits_no_other_message(store, queue, take, settle, clock):
    """A supergroup numbers its messages anew: what stood in the old group is told as a new message."""
    old, new = Address("web", "old"), Address("web", "new")
    queue("card", old, about=CARD)
    (sent,) = take()
    settle("note", sent, 0, "42")
    settle("finish", sent)
    with store.write() as unit:
        unit.chats.move("web", "old", "new")
        unit.commit()
    queue("Undone", new, about=CARD, edits=CARD)
    (edit,) = take(goes=lambda about, _to, _team: None if about else clock())
    assert (edit.address, edited(edit)) == (new, ())
    settle("note", edit, 0, "7")
    settle("finish", edit)
    queue("Again", new, about=CARD, edits=CARD)
    assert [edited(edit) for edit in take()] == [("7",)]


def test_an_edit_touches_only_its_own_chat(queue, take, settle):
    """The same thing told in two chats is edited in each by itself."""
    queue("mine", about=CARD)
    queue("theirs", OTHER, about=CARD)
    for item in take():
        settle("note", item, 0, f"in {item.address.chat}")
        settle("finish", item)
    queue("edited", OTHER, about=CARD, edits=CARD)
    (edit,) = take()
    assert edited(edit) == ("in p2",)


def test_what_a_message_was_about_is_known_when_it_is_answered(store, queue, take, settle):
    """A reply to a card means what the card was about."""
    queue("card", about=CARD)
    (sent,) = take()
    settle("note", sent, 0, "42")
    with store.read() as unit:
        assert unit.outbox.about(CHAT, "42") == CARD
        assert unit.outbox.about(OTHER, "42") is None


# ---- outbox: settling ---------------------------------------------------------------------------------


def test_settling_names_the_attempt(store, queue, take, settle):
    """A process that overslept changes nothing about what another has taken since."""
    queue("one")
    (overslept,) = take()
    settle("recover", ("web",))
    (again,) = take()
    settle("give_up", overslept, "too late")
    assert again.attempt == overslept.attempt + 1
    assert states(store)[0]["state"] == "sending"


def test_a_new_holder_puts_back_what_was_taken(queue, take, settle):
    """What a dead process was sending is sent again."""
    queue("one")
    take()
    settle("recover", ("web",))
    assert words(take()) == ["one"]


def test_another_bots_messages_are_left_alone(queue, take, settle):
    """A holder puts back, and takes, only what goes through its own channels."""
    queue("one")
    take()
    settle("recover", ("telegram",))
    assert take() == []


def test_parts_that_were_sent_are_known_at_the_next_attempt(queue, take, settle):
    """What is noted is not sent again."""
    queue("one")
    (item,) = take()
    settle("note", item, 0, "42")
    settle("note", item, 0, "42")
    settle("recover", ("web",))
    (again,) = take()
    assert again.sent == {0}


def test_a_wait_the_platform_asks_for_is_no_failure(queue, take, settle, clock):
    """Only what went wrong counts towards giving up."""
    queue("one")
    (item,) = take()
    settle("put_back", item)
    (item,) = take()
    assert item.failures == 0
    settle("put_off", item, clock(), "network")
    (item,) = take()
    assert item.failures == 1


def test_two_dispatchers_never_take_the_same(queue, take, at_once):
    """Even where two believe that they hold the bot's lock, each message is taken by one."""
    for number in range(6):
        queue(str(number), Address("web", f"c{number}"))
    taken = at_once(take, take, take)
    assert sorted(word for items in taken for word in words(items)) == [str(n) for n in range(6)]


def test_an_edit_is_not_lost_while_its_message_is_taken(store, queue, take, settle, at_once):
    """An edit queued while the dispatcher takes its message either replaces it or follows it."""
    for number in range(8):
        chat, about = Address("web", f"c{number}"), About("act", number)
        queue("old", chat, about=about)
        taken, _ = at_once(take, lambda: queue("new", chat, about=about, edits=about))  # noqa: B023
        told = words(taken)
        for item in taken:
            settle("note", item, 0, "1")
            settle("finish", item)
        told += words(take())
        assert told[-1] == "new"


# ---- screen -------------------------------------------------------------------------------------------


def test_one_delivery_is_shown_once(store):
    """A row that was appended, and whose note was lost, is not appended again."""
    with store.write() as unit:
        first = unit.screen.show(CHAT, "sent", {"n": 1}, delivery="7:0")
        assert unit.screen.show(CHAT, "sent", {"n": 1}, delivery="7:0") == first
        unit.commit()


def test_rows_are_read_on_from_a_number(store):
    """A client that was away fetches what it has not seen, in order."""
    with store.write() as unit:
        rows = [unit.screen.show(CHAT, "sent", {"n": n}) for n in range(3)]
        unit.screen.show(OTHER, "sent", {})
        unit.commit()
    with store.read() as unit:
        assert [row.id for row in unit.screen.since(CHAT, rows[0])] == rows[1:]
