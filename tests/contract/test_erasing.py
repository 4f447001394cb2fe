"""Erasing somebody's data: it is nowhere afterwards, in whatever table it stood, and never comes back."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import LargeBinary, String, Text, TypeDecorator, insert, select, text

from bot.exchange.personal import export_personal
from domain.erasing import Words
from domain.incoming import Address, Said
from storage.tables import (
    act,
    attachment,
    attachment_piece,
    audit,
    contact,
    customer,
    deal,
    erased,
    metadata,
    name_key,
    reminder,
)
from storage.traces import NAMED, PERSONAL
from storage.types import Choice

JANE = ("Jane Doe", "jane doe", "13800001111", "138-0000-1111", "jane@acme.example", "13900002222")
"""Jane by her name, her telephones, the one she had before and as somebody typed it, and her address."""


def traces(store, *words):
    """Return where these words stand: tables and columns, in the text of each row of every table."""
    found = set()
    with store.read() as unit:
        for name in metadata.tables:
            for row in unit.connection.execute(text(f'SELECT * FROM "{name}"')).mappings():
                found |= {
                    f"{name}.{column}"
                    for column, value in row.items()
                    for word in words
                    if (
                        word.encode() in bytes(value)
                        if isinstance(value, bytes | memoryview)
                        else word in str(value)
                    )
                }
    return found


@pytest.fixture
def acme(ann, store, team, acting):
    """Return two customers of Ann's; what is kept about Jane, at the first, stands wherever it can."""
    ids = SimpleNamespace(acme=acting.customer(owner_id=team.ann.id).id)
    ids.globex = acting.customer("Globex", owner_id=team.ann.id).id
    here = {"customer": {"id": ids.acme}}
    ann.do(Said("add_contact", {**here, "contact": "Jane Doe", "phone": "13900002222", "title": "CFO"}))
    field = {"contact": "Jane Doe", "field": "phone", "value": "13800001111"}
    ann.do(Said("set_customer", {**here, **field}))
    ann.do(Said("set_customer", {**here, **field, "field": "email", "value": "jane@acme.example"}))
    ann.say("visited Acme Labs, met Jane Doe, they want two robots as Jane said")
    photo = {"kind": "document", "file": "", "name": "card of Jane Doe.pdf", "mime": "text/plain", "size": 9}
    ann.do(Said("attach", {"file": photo, **here, "note": "from jane doe"}))
    with store.write() as unit:
        (file,) = unit.connection.execute(select(attachment.c.id)).scalars()
        now = store.clock()
        row = {
            "attachment_id": file,
            "number": 0,
            "data": b"Jane Doe, CFO",
            "created_at": now,
            "updated_at": now,
        }
        unit.connection.execute(insert(attachment_piece), row)
        unit.commit()
    ann.do(Said("note", {**here, "note": "call 138-0000-1111, ask for Jane"}))
    ann.do(
        Said(
            "remind",
            {**here, "kind": "call", "contact": "Jane Doe", "at": "2026-11-20T10:00", "note": "Jane"},
        )
    )
    ann.do(Said("add_deal", {**here, "title": "Robots for Jane Doe", "stage": "lead", "amount": 5}))
    ann.do(Said("log", {**here, "kind": "call", "contact": "Jane Doe", "note": "Jane Doe was out"}))
    ann.say("undo")
    ann.say("show Acme Labs")
    ann.say("called Jane Doe Trading, they know jane@acme.example")
    return ids


def agrees(chat, who="Jane Doe at Acme Labs"):
    """Let somebody ask for it and agree."""
    chat.say(f"erase all data of {who}")
    return chat.press("Yes, erase it")


# ---- a contact ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("acme")
def test_a_contact_is_found_everywhere(store, manager):
    """What the other tests look for is there before: in every place section 12 of the product names."""
    places = {place.split(".")[0] for place in traces(store, *JANE)}
    assert places >= {
        *("contact", "activity", "deal", "attachment", "attachment_piece", "act", "audit"),
        *("inbox", "outbox", "shown", "question"),
    }


@pytest.mark.usefixtures("acme")
def test_no_table_names_an_erased_contact(store, manager):
    """Nor says how they were reached, in any column of any row."""
    told = agrees(manager)
    assert "Erased" in told.text
    assert traces(store, *JANE) == set()


@pytest.mark.usefixtures("acme")
def test_that_something_changed_stays(store, manager):
    """Which columns of which rows, by whom and when, and what did not name them."""
    lines = select(audit.c.id, audit.c.table, audit.c.row_id).order_by(audit.c.id)
    with store.read() as unit:
        before = unit.connection.execute(lines).all()
    agrees(manager)
    with store.read() as unit:
        after = unit.connection.execute(lines).all()
        changed = unit.connection.execute(select(audit.c.after).where(audit.c.table == "contact")).scalars()
        assert after[: len(before)] == before
        assert any("phone" in values for values in changed if values)
    assert "activity.note" in traces(store, "they want two robots")


def test_others_and_their_namesakes_stay(store, manager, ann, acme):
    """A namesake at another customer, and a colleague of theirs, keep what is kept of them."""
    ann.do(
        Said("add_contact", {"customer": {"id": acme.globex}, "contact": "Jane Doe", "phone": "13700003333"})
    )
    ann.do(Said("add_contact", {"customer": {"id": acme.acme}, "contact": "Mia Fox"}))
    agrees(manager)
    with store.read() as unit:
        kept = unit.connection.execute(
            select(contact.c.name, contact.c.phone).where(contact.c.left.is_(False))
        ).all()
    assert sorted(kept) == [("Jane Doe", "13700003333"), ("Mia Fox", None)]


@pytest.mark.usefixtures("acme")
def test_nothing_rings_for_them_any_more(store, manager):
    """Their open reminders are called off."""
    agrees(manager)
    with store.read() as unit:
        rows = unit.connection.execute(select(reminder.c.state, reminder.c.next_due)).all()
    assert rows == [("cancelled", None)]


def test_what_was_called_off_before_does_not_come_back(store, manager, ann, acme):
    """Also a reminder without a word in it: undoing what called it off is refused."""
    ann.do(Said("remind", {"customer": {"id": acme.globex}, "kind": "callback", "at": "2026-11-25"}))
    ann.do(Said("cancel", {"customer": {"id": acme.globex}, "kind": "callback"}))
    agrees(manager, "Globex")
    assert "Undone" not in ann.say("undo").text
    with store.read() as unit:
        states = unit.connection.execute(
            select(reminder.c.state).where(reminder.c.customer_id == acme.globex)
        ).scalars()
        assert set(states) == {"cancelled"}


@pytest.mark.usefixtures("acme")
def test_their_files_are_gone(store, manager):
    """The bytes of what belonged to them, too."""
    agrees(manager)
    with store.read() as unit:
        assert unit.connection.execute(select(attachment_piece.c.id)).all() == []
        assert unit.connection.execute(select(attachment.c.state)).scalars().all() == ["lost"]


# ---- a whole customer ---------------------------------------------------------------------------------


def test_no_table_names_an_erased_customer(store, manager, ann, acme):
    """Nor its people, nor what was said of them; figures stay."""
    ann.do(Said("set_customer", {"customer": {"id": acme.acme}, "field": "alias", "value": "Zacmex"}))
    agrees(manager, "Acme Labs")
    words = (*JANE, "Acme Labs", "Zacmex", "two robots", "Robots for")
    assert traces(store, *words) == set()
    with store.read() as unit:
        assert unit.connection.execute(select(deal.c.amount)).scalars().all() != []
        keys = unit.connection.execute(select(name_key.c.key).where(name_key.c.customer_id == acme.acme))
        assert keys.all() == []
        assert unit.connection.execute(
            select(customer.c.no_contact).where(customer.c.id == acme.acme)
        ).scalar_one()


def test_an_erased_customer_is_not_found_again(store, manager, ann, acme):
    """By its name, by the one before, nor as the one last spoken of."""
    agrees(manager, "Acme Labs")
    assert "I know no customer" in ann.say("show Acme Labs").text
    assert "Globex" in ann.say("show Globex").text


# ---- who, and with what said before --------------------------------------------------------------------


@pytest.mark.usefixtures("acme")
def test_a_rep_cannot_erase(store, ann):
    """It is said who can, and nothing is asked."""
    before = traces(store, *JANE)
    assert "managers and admins" in ann.say("erase all data of Jane Doe at Acme Labs").text
    assert {place for place in before if place.startswith(("contact", "activity"))} <= traces(store, *JANE)


@pytest.mark.usefixtures("acme")
def test_it_is_asked_with_what_it_takes(manager, store):
    """Nothing is gone before somebody has agreed; who keeps it, keeps all of it."""
    asked = manager.say("erase all data of Jane Doe at Acme Labs").text
    assert "Contacts: 1" in asked
    assert "Files: 1" in asked
    assert "cannot be undone" in asked
    manager.press("No, keep it")
    assert "contact.name" in traces(store, *JANE)


@pytest.mark.parametrize("typed", ["yes", "Yes.", "是", "好", "確認"])
@pytest.mark.usefixtures("acme")
def test_words_agree_as_well_as_the_button(manager, store, typed):
    """To what was previewed; nothing of it is left, the words themselves neither."""
    manager.say("erase all data of Jane Doe at Acme Labs")
    assert "Erased: a contact at Acme Labs" in manager.say(typed).text
    assert traces(store, *JANE) == set()


@pytest.mark.parametrize("typed", ["no", "不", "算了"])
@pytest.mark.usefixtures("acme")
def test_words_keep_it_as_well(manager, store, typed):
    """Nothing is gone."""
    manager.say("erase all data of Jane Doe at Acme Labs")
    manager.say(typed)
    assert "contact.name" in traces(store, *JANE)


def test_more_to_erase_is_asked_anew(manager, ann, acme, store):
    """What came since the preview is not erased without another look."""
    manager.say("erase all data of Jane Doe at Acme Labs")
    ann.do(Said("note", {"customer": {"id": acme.acme}, "note": "Jane Doe likes tea"}))
    again = manager.press("Yes, erase it")
    assert "look again" in again.text
    assert "activity.note" in traces(store, "likes tea")
    manager.press("Yes, erase it")
    assert traces(store, *JANE) == set()


def test_the_message_in_hand_is_no_trace_that_came_since(acme, store, event):
    """A press may quote the preview, which names them: as much is found before it is answered as after."""
    with store.write() as unit:
        place = unit.chats.conversation(Address("web", "p9"))
        unit.inbox.keep(place, event("press", "p9", raw={"message": "Erase everything about Jane Doe?"}))
        unit.commit()
    with store.claim(store.clock()) as claim:
        with claim.read() as view:
            before = view.erasing.traces(acme.acme)
        with claim.write() as work:
            work.answered()
            assert work.erasing.traces(acme.acme) == before


@pytest.mark.usefixtures("acme")
def test_it_cannot_be_undone(manager, store):
    """Neither itself, by word or button, nor what was done before, into it."""
    told = agrees(manager)
    assert "Undo" not in told.buttons
    assert "cannot be brought back" in manager.say("undo").text
    with store.read() as unit:
        earlier = (
            unit.connection.execute(
                select(audit.c.act_id).where(audit.c.table == "contact").order_by(audit.c.id)
            )
            .scalars()
            .all()
        )
    for id in dict.fromkeys(earlier):
        manager.tap(f"undo act-{id}")
    assert traces(store, *JANE) == set()


def test_who_is_unknown_is_said(manager, acme):
    """At the customer, or anywhere."""
    assert (
        "I know no “Bill Gray” at Acme Labs" in manager.say("erase all data of Bill Gray at Acme Labs").text
    )
    assert "“Bill Gray”" in manager.do(Said("erase", {"contact": "Bill Gray"})).text


def test_a_contact_is_found_without_the_customer(manager, ann, acme, store):
    """One of that name is meant; of several it is asked which."""
    asked = manager.do(Said("erase", {"contact": "Jane Doe"}))
    assert "Acme Labs" in asked.text
    ann.do(Said("add_contact", {"customer": {"id": acme.globex}, "contact": "Jane Doe"}))
    asked = manager.do(Said("erase", {"contact": "Jane Doe"}))
    assert {"1. Acme Labs", "2. Globex"} <= set(asked.buttons)


# ---- again, after a restore -----------------------------------------------------------------------------


def test_the_list_of_what_was_erased_holds_numbers_alone(manager, store, acme):
    """And with it the same is erased in a copy of before."""
    agrees(manager)
    with store.read() as unit:
        assert len(unit.erasing.listed()) == 1
        assert traces(store, *JANE) == set()
        assert {c.name for c in erased.c} == {"id", "created_at", "updated_at", "table", "row_id"}


def test_a_number_given_out_anew_is_not_meant(store, acme, clock):
    """Who came after the erasing has a later beginning."""
    with store.read() as unit:
        (jane,) = unit.connection.execute(select(contact.c.id)).scalars()
    with store.write() as unit:
        assert unit.erasing.again([("contact", jane, clock() - timedelta(days=1))]) == 0
        assert unit.erasing.again([("contact", jane, clock())]) == 1
        unit.commit()
    assert traces(store, *JANE) == set()


# ---- every column ---------------------------------------------------------------------------------------

OF_THE_TEAM = {
    "team",
    "person",
    "membership",
    "account",
    "chat",
    "conversation",
    "setting",
    "session",
    "code",
}
"""Tables of our own people and places."""
NOT_SAID = {
    "activity": set(),
    "reminder": {"zone", "channel", "chat", "thread"},
    "attachment": {"channel"},
    "deal": {"currency"},
    "act": {"source_key", "channel", "chat", "thread"},
    "audit": {"table"},
    "erased": {"table"},
    "inbox": {"channel", "key", "message_key", "state", "trouble"},
    "question": {"source_key"},
    "outbox": {
        *("channel", "chat", "thread", "reply_to", "via", "about_kind", "about_occurrence"),
        *("edits_kind", "edits_occurrence", "state", "trouble"),
    },
    "sent": {"channel", "chat", "platform_id"},
    "shown": {"channel", "chat", "kind", "delivery"},
    "rung": {"due"},
    "alert": {"rule", "subject", "fingerprint"},
    "digest": {"kind", "period"},
    "store": {"number"},
    "request": {"kind", "channel", "chat", "thread", "state"},
}
"""Columns that hold our own keys and words."""


@pytest.mark.parametrize("name", sorted(set(metadata.tables) - OF_THE_TEAM))
def test_every_column_that_may_name_somebody_is_known_to_erasing(name):
    """A column added later must be told: what people say in it is erased, or it is no words of theirs."""
    table = metadata.tables[name]
    told = {*PERSONAL.get(table, ()), *NAMED.get(table, ()), *NOT_SAID.get(name, ())}
    words = {column.name for column in table.c if holds_words(column.type)}
    assert words - told == set()


def holds_words(kind):
    """Return whether a column of that type may hold what people say; bytes are in pieces, or digests."""
    if isinstance(kind, Choice):
        return False
    if isinstance(kind, TypeDecorator):
        return isinstance(kind.impl, String | Text)
    return isinstance(kind, String | Text) and not isinstance(kind, LargeBinary)


# ---- what is kept, for the person it is about ------------------------------------------------------------


@pytest.mark.usefixtures("acme")
def test_all_that_erasing_reaches_is_exported_before(store, tmp_path, manager):
    """A person is given what is kept about them, from every place in which it stands; and after it is erased
    there is nobody to give it to."""
    file = tmp_path / "jane.json"
    told = export_personal(store, "jane doe", "Acme Labs", file)
    kept = json.loads(file.read_text("utf-8"))
    places = {row["kept_as"] for rows in kept.values() for row in rows}
    assert places >= {place.split(".")[0] for place in traces(store, *JANE)} - {"attachment_piece"}
    assert told["contacts"] == 1
    assert kept["contacts"][0]["phone"] == "13800001111"
    assert any("they want two robots" in row.get("note", "") for row in kept["activities"])
    agrees(manager)
    with pytest.raises(LookupError):
        export_personal(store, "Jane Doe", None, file)


@pytest.mark.usefixtures("acme")
def test_an_export_is_on_the_record(store, tmp_path):
    """With whom it was about, by number."""
    export_personal(store, "Jane Doe", None, tmp_path / "jane.json")
    with store.read() as unit:
        made = unit.connection.execute(select(act.c.actions).order_by(act.c.id.desc()).limit(1)).scalar_one()
    assert made[0]["name"] == "personal"


def test_of_several_by_that_name_it_is_said_where_they_are(store, tmp_path, ann, acme):
    """So that one can be named."""
    ann.do(Said("add_contact", {"customer": {"id": acme.globex}, "contact": "Jane Doe"}))
    with pytest.raises(LookupError, match="Acme Labs, Globex"):
        export_personal(store, "Jane Doe", None, tmp_path / "jane.json")


# ---- in either script -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("今天跟張偉談過", "今天跟—談過"),
        ("张伟电话 138 0000-1111，或 +86 13800001111", "—电话 —，或 +86 —"),
        ("JANE  DOE and Janet Does", "— and Janet Does"),
        ("jane@acme.example, mary.jane@acme.example.org", "—, mary.jane@acme.example.org"),
    ],
)
def test_words_are_known_however_they_are_written(text, left):
    """In either script, any case and spacing, a number with any signs between; and nothing that only holds
    them within a longer word."""
    words = Words.of({"张伟", "Jane Doe"}, {"138-0000-1111", "jane@acme.example"})
    assert words.without(text, parts=False) == left
