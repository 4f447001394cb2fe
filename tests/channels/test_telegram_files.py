"""What people send on Telegram beside words: each file finds its customer, is told once, and is fetched."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest
from sqlalchemy import func, select

from domain.act import Act
from domain.attachment import LARGEST, PIECE, Keeping, Sort
from domain.customer import Customer
from domain.people import Language
from storage.store import Store
from storage.tables import activity, attachment, attachment_piece, customer, reminder
from tests.conftest import SetClock, Team
from tests.platforms.telegram import DropBefore, Garbage, Status, Telegram

from .phone import Phone

PICTURE = b"a picture of the new line"
SLIDE = b"page 1 of 9"


@pytest.fixture(params=["sqlite"])
def on_each(request: pytest.FixtureRequest, sqlite_database: object) -> object:
    """Return an empty store on SQLite: what a channel does is the same on both databases."""
    sqlite_database.empty()  # type: ignore[attr-defined]
    return sqlite_database


@pytest.fixture
def phone(office, clock: SetClock, team: Team, store: Store) -> Iterator[Phone]:
    """Return Ann's phone: her account is known, and three customers are hers."""
    with Telegram(now=clock) as telegram, asyncio.Runner() as runner:
        phone = Phone(office, telegram, runner)
        with store.write() as unit:
            unit.begin_act(Act(person_id=None, source_key="start", said_at=clock(), channel="", chat=""))
            for name in ("Acme Labs", "Globex", "Initech"):
                unit.customers.add(Customer(name=name, owner_id=team.ann.id, cadence_from=clock()))
            unit.people.tie(team.ann.id, "telegram", str(phone.ann.id))
            unit.commit()
        yield phone
        runner.run(phone.close())


def kept(phone):
    """Return all attachments with their customers' names."""
    with phone.store.read() as view:
        found = view.attachments.where()
        names = dict(view.connection.execute(select(customer.c.id, customer.c.name)).all())
    return [(names[one.customer_id], one) for one in found]


def where(phone):
    """Return at which customers files are kept."""
    return [name for name, _ in kept(phone)]


def number(phone, table):
    """Return how many rows a table has."""
    with phone.store.read() as view:
        return view.connection.execute(select(func.count()).select_from(table)).scalar_one()


# ---- by its caption -----------------------------------------------------------------------------------


def test_a_photo_joins_the_log_in_its_caption(phone):
    """One act, one card: what the caption says is done, and the photo belongs to it."""
    phone.ann.sends_photo(phone.chat, PICTURE, "visited Acme Labs, the new line runs")
    card = phone.answered()
    assert len(phone.said) == 1
    assert "Visit logged · Acme Labs" in card.text
    assert "📎 Photo kept · Acme Labs" in card.text
    ((name, photo),) = kept(phone)
    with phone.store.read() as view:
        (visit,) = view.activities.where()
    assert (name, photo.activity_id, photo.note) == ("Acme Labs", visit.id, None)
    phone.presses("Undo")
    assert (kept(phone), number(phone, activity)) == ([], 0)


def test_a_caption_that_asks_takes_the_photo_along(phone):
    """Where the caption's customer must be asked for, the photo waits with the log, and goes with it."""
    phone.ann.sends_photo(phone.chat, PICTURE, "just visited them")
    assert "Which customer?" in phone.answered().text
    assert kept(phone) == []
    card = phone.says("Globex")
    assert "Visit logged · Globex" in card.text
    assert "Photo kept · Globex" in card.text


def test_a_caption_that_is_no_action_is_a_note(phone):
    """Other words under it are kept with the photo, as they are."""
    phone.says("visited Acme Labs")
    phone.ann.sends_photo(phone.chat, PICTURE, "the hall before the move")
    assert "the hall before the move" in phone.answered().text
    assert [one.note for _, one in kept(phone)] == ["the hall before the move"]


def test_a_caption_that_is_a_name_says_whose_it_is(phone):
    """A customer's name alone under a document is enough."""
    phone.ann.sends_document(phone.chat, "offer.pdf", SLIDE, "Globex")
    card = phone.answered()
    assert "📎 File kept · Globex" in card.text
    assert "offer.pdf" in card.text
    assert [one.note for _, one in kept(phone)] == [None]


def test_a_customer_named_among_the_words_has_the_photo(phone):
    """Where the words ask for nothing and speak of one customer, it is theirs, with the words as a note."""
    phone.says("visited Globex")
    phone.ann.sends_photo(phone.chat, PICTURE, "the hall at Acme Labs")
    assert "📎 Photo kept · Acme Labs" in phone.answered().text
    assert [one.note for _, one in kept(phone)] == ["the hall at Acme Labs"]


def test_what_cannot_be_done_yet_keeps_the_photo_all_the_same(phone):
    """A caption that asks for what this version cannot do is a note at the customer it names."""
    phone.ann.sends_photo(phone.chat, PICTURE, "quoted Globex 48k for 20 laptops")
    phone.answered()
    ((name, photo),) = kept(phone)
    assert (name, photo.note) == ("Globex", "quoted Globex 48k for 20 laptops")


def test_new_words_under_a_photo_put_it_right(phone):
    """Editing the caption corrects what it did, and the photo stays with it."""
    message = phone.ann.sends_photo(phone.chat, PICTURE, "visited Acme Labs")
    phone.answered()
    with phone.telegram.change():
        message.content["caption"] = "visited Globex"
        message.edit_date = phone.office.clock()
        phone.telegram.tell(message, edited=True)
    phone.answered()
    assert where(phone) == ["Globex"]
    with phone.store.read() as view:
        (visit,) = view.activities.where()
    assert visit.customer_id == kept(phone)[0][1].customer_id


def test_a_caption_is_all_or_nothing(phone):
    """Where a reminder in it lacks its time, neither it nor the photo is stored before that is told."""
    phone.ann.sends_photo(phone.chat, PICTURE, "remind me to call Acme Labs")
    assert "When?" in phone.answered().text
    assert kept(phone) == []
    card = phone.says("friday 3pm")
    assert "Photo kept · Acme Labs" in card.text
    assert number(phone, reminder) == 1


def test_a_customer_that_is_added_gets_the_photo(phone):
    """*Add as new* under the question adds the customer, logs the visit and keeps the photo, in one act."""
    phone.ann.sends_photo(phone.chat, PICTURE, "visited Umbrella Trading")
    asked = phone.answered()
    card = phone.presses(next(label for label in asked.buttons if "as new" in label))
    assert "📎 Photo kept · Umbrella Trading" in card.text
    phone.presses("Undo")
    assert (where(phone), number(phone, customer)) == ([], 3)


def test_two_customers_in_a_caption_are_two_logs_and_one_photo(phone):
    """The photo is with the first; the card says so."""
    phone.ann.sends_photo(phone.chat, PICTURE, "called Globex and Initech, no answer")
    phone.answered()
    assert (number(phone, activity), where(phone)) == (2, ["Globex"])


def test_new_words_under_a_photo_that_is_asked_about_answer(phone):
    """The caption that was forgotten takes the place of the question, and the photo is not lost."""
    message = phone.ann.sends_photo(phone.chat, PICTURE)
    asked = phone.answered()
    with phone.telegram.change():
        message.content["caption"] = "visited Globex"
        message.edit_date = phone.office.clock()
        phone.telegram.tell(message, edited=True)
    phone.answered()
    assert where(phone) == ["Globex"]
    assert not [one for one in phone.said if one.id == asked.id and "Never mind" in one.buttons]


def test_strange_names_are_kept(phone):
    """What no database takes as text is left out, and what is too long is cut."""
    phone.ann.sends_document(phone.chat, "a\0b\ud800" + "x" * 900 + ".pdf", SLIDE, "Acme Labs")
    phone.answered()
    ((_, file),) = kept(phone)
    assert file.name.startswith("ab?xxx")
    assert len(file.name) == 300


# ---- without a word -----------------------------------------------------------------------------------


def test_a_photo_joins_the_log_just_before_it(phone):
    """Within ten minutes of the sender's log no question is asked."""
    phone.says("visited Acme Labs")
    phone.office.clock.forward(minutes=9)
    phone.ann.sends_photo(phone.chat, PICTURE)
    card = phone.answered()
    assert "📎 Photo kept · Acme Labs" in card.text
    assert "Belongs to: Visit" in card.text
    with phone.store.read() as view:
        (visit,) = view.activities.where()
    assert [one.activity_id for _, one in kept(phone)] == [visit.id]


def test_ten_minutes_later_it_is_asked(phone):
    """What was logged a while ago is no longer what is spoken of."""
    phone.says("visited Acme Labs")
    phone.office.clock.forward(minutes=10, seconds=1)
    phone.ann.sends_photo(phone.chat, PICTURE)
    asked = phone.answered()
    assert "Which customer is the file for?" in asked.text
    assert any("Acme Labs" in label for label in asked.buttons)


def test_the_log_can_be_undone_and_its_photo_stays(phone):
    """The tie to an activity goes with it; the photo is another act, and the customer's."""
    phone.says("visited Acme Labs")
    log = phone.last
    phone.ann.sends_photo(phone.chat, PICTURE)
    phone.answered()
    phone.ann.presses(log, "Undo")
    phone.answered()
    assert [(name, one.activity_id) for name, one in kept(phone)] == [("Acme Labs", None)]


def test_a_log_that_is_put_right_keeps_its_photo(phone):
    """What stands in the place of the log has what belonged to it."""
    phone.says("visited Acme Labs")
    log = phone.last
    phone.ann.sends_photo(phone.chat, PICTURE)
    phone.answered()
    phone.ann.presses(log, "Change")
    phone.answered()
    phone.presses("2. Kind")
    phone.presses("2. Meeting")
    with phone.store.read() as view:
        (meeting,) = view.activities.where()
    assert (meeting.kind, kept(phone)[0][1].activity_id) == ("meeting", meeting.id)


def test_a_photo_joins_the_card_it_answers(phone):
    """As a reply to a card, however old, it belongs to what the card tells of."""
    phone.says("visited Acme Labs")
    log = phone.last
    phone.office.clock.forward(days=9)
    phone.says("visited Globex")
    phone.ann.sends_photo(phone.chat, PICTURE, reply_to=log)
    assert "📎 Photo kept · Acme Labs" in phone.answered().text
    with phone.store.read() as view:
        first, _ = view.activities.where()
    assert [one.activity_id for _, one in kept(phone)] == [first.id]


def test_a_photo_out_of_the_blue_is_asked_about_once(phone):
    """One question with the last customers; a button keeps it, and the question becomes the card."""
    phone.says("visited Globex")
    phone.office.clock.forward(hours=3)
    phone.ann.sends_photo(phone.chat, PICTURE)
    asked = phone.answered()
    assert kept(phone) == []
    card = phone.presses("1. Globex · Ann Lee")
    assert card.id == asked.id
    assert "📎 Photo kept · Globex" in card.text
    assert where(phone) == ["Globex"]


def test_who_sends_the_photo_first_answers_with_the_log(phone):
    """What is logged in the next message is what the photo was about."""
    phone.ann.sends_photo(phone.chat, PICTURE)
    asked = phone.answered()
    card = phone.says("visited Initech, met Bill")
    assert "Visit logged · Initech" in card.text
    assert "📎 Photo kept · Initech" in card.text
    assert "Initech" in next(one.text for one in phone.said if one.id == asked.id)
    with phone.store.read() as view:
        (visit,) = view.activities.where()
    assert [one.activity_id for _, one in kept(phone)] == [visit.id]


def test_what_is_sent_while_it_is_asked_is_asked_about_with_it(phone):
    """A voice note and a place after a photo are one question, edited in place with the number."""
    phone.ann.sends_photo(phone.chat, PICTURE)
    phone.answered()
    phone.ann.sends_voice(phone.chat, b"ogg")
    phone.answered()
    phone.ann.sends_location(phone.chat, 31.2304, 121.4737)
    asked = phone.answered()
    assert len(phone.said) == 1
    assert "Which customer are the 3 files for?" in asked.text
    card = phone.says("Acme Labs")
    assert "📎 3 files kept · Acme Labs" in card.text
    assert where(phone) == ["Acme Labs"] * 3


def test_a_file_joins_a_log_that_is_still_asked_about(phone):
    """A photo sent while the log's customer is asked for belongs to that log."""
    phone.says("just visited them")
    phone.ann.sends_photo(phone.chat, PICTURE)
    phone.answered()
    card = phone.says("Globex")
    assert "Visit logged · Globex" in card.text
    assert "Photo kept · Globex" in card.text
    assert number(phone, activity) == 1


def test_a_question_that_is_dropped_stores_nothing(phone):
    """*Never mind* is an answer; what comes after is asked about anew."""
    phone.ann.sends_photo(phone.chat, PICTURE)
    phone.answered()
    phone.presses("Never mind")
    assert kept(phone) == []
    phone.ann.sends_photo(phone.chat, PICTURE)
    assert "Which customer is the file for?" in phone.answered().text


def test_a_question_put_aside_is_answered_by_its_button(phone):
    """Hours later, and after other things were said."""
    phone.says("visited Globex")
    phone.office.clock.forward(hours=1)
    phone.ann.sends_photo(phone.chat, PICTURE)
    asked = phone.answered()
    phone.office.clock.forward(hours=3)
    phone.says("visited Acme Labs")
    phone.ann.presses(asked, "1. Globex · Ann Lee")
    phone.answered()
    ((name, photo),) = kept(phone)
    assert (name, photo.activity_id) == ("Globex", None)


# ---- albums -------------------------------------------------------------------------------------------


def test_an_album_with_a_caption_is_one_card(phone):
    """The later pictures follow the first; its card says how many there are, and Undo takes all back."""
    phone.ann.sends_album(phone.chat, [PICTURE] * 3, "visited Acme Labs, the new line runs")
    card = phone.answered()
    assert len(phone.said) == 1
    assert "Visit logged · Acme Labs" in card.text
    assert "📎 3 photos kept · Acme Labs" in card.text
    assert "Photo kept" not in card.text
    assert where(phone) == ["Acme Labs"] * 3
    assert len({one.activity_id for _, one in kept(phone)}) == 1
    phone.presses("Undo")
    assert (kept(phone), number(phone, activity)) == ([], 0)


def test_an_album_that_comes_in_pieces_edits_its_card(phone):
    """Pictures that arrive after the first was answered are told in the same card, and undone with it."""
    phone.says("visited Acme Labs")
    for _ in range(3):
        phone.ann.sends_photo(phone.chat, PICTURE, album="77")
        phone.answered()
    assert len(phone.said) == 2
    assert "📎 3 photos kept · Acme Labs" in phone.last.text
    assert list(phone.last.buttons) == ["Undo", "Change"]
    phone.presses("Undo")
    assert kept(phone) == []


def test_an_album_out_of_the_blue_is_one_question_and_one_card(phone):
    """Three pictures are asked about once, and told once."""
    phone.ann.sends_album(phone.chat, [PICTURE] * 3)
    asked = phone.answered()
    assert len(phone.said) == 1
    assert "Which customer are the 3 files for?" in asked.text
    card = phone.says("Globex")
    assert "📎 3 photos kept · Globex" in card.text
    assert where(phone) == ["Globex"] * 3


def test_a_picture_of_an_album_may_come_after_the_answer(phone):
    """It goes to the same customer without another question, and onto the same card."""
    phone.says("visited Globex")
    phone.office.clock.forward(hours=1)
    phone.ann.sends_photo(phone.chat, PICTURE, album="78")
    phone.answered()
    card = phone.presses("1. Globex · Ann Lee")
    phone.ann.sends_photo(phone.chat, PICTURE, album="78")
    assert phone.answered().id == card.id
    assert "📎 2 photos kept · Globex" in phone.last.text


def test_an_album_at_the_wrong_customer_is_put_right_whole(phone):
    """*Change* on its card moves all of its pictures."""
    phone.says("visited Globex")
    phone.ann.sends_album(phone.chat, [PICTURE] * 3)
    phone.answered()
    phone.presses("Change")
    assert [label for label in phone.last.buttons if "Note" in label] == ["2. File · Note"]
    phone.presses("1. Customer")
    card = phone.says("Initech")
    assert "📎 3 photos kept · Initech" in card.text
    assert where(phone) == ["Initech"] * 3


def test_an_album_in_a_group_is_kept_whole(phone, team, store):
    """The bot's name stands under the first picture alone; the others go on with it."""
    group = phone.telegram.group("North", [phone.ann], privacy=False)
    phone.tie(group, team)
    bot = f"@{phone.telegram.bot.username}"
    phone.ann.sends_album(group, [PICTURE] * 2, f"{bot} visited Acme Labs")
    phone.ann.sends_photo(group, PICTURE)
    phone.ann.sends_photo(group, PICTURE, album="another")
    phone._runner.run(phone._receive())
    phone.office.answer()
    phone._runner.run(phone._deliver())
    assert where(phone) == ["Acme Labs"] * 2
    assert "📎 2 photos kept · Acme Labs" in phone.telegram.said(group)[-1].text


# ---- voice, places, people, the words of others -------------------------------------------------------


def test_a_voice_note_is_kept(phone):
    """As it is; nobody turns it into words yet."""
    phone.says("visited Acme Labs")
    phone.ann.sends_voice(phone.chat, b"ogg")
    assert "📎 Voice note kept · Acme Labs" in phone.answered().text


def test_a_place_is_kept_with_its_position(phone):
    """There is nothing to fetch: it is kept at once."""
    phone.says("visited Acme Labs")
    phone.ann.sends_location(phone.chat, 31.230416, 121.473701)
    assert "Position: 31.230416, 121.473701" in phone.answered().text
    ((_, place),) = kept(phone)
    assert (place.kind, place.state, place.file) == (Sort.PLACE, Keeping.KEPT, "")
    assert phone.fetch() == 0


def test_a_contact_card_becomes_a_contact(phone):
    """At the customer just spoken of, or the one that is asked for."""
    phone.ann.sends_contact(phone.chat, "+86 138 0000 0000", "Jane", "Doe")
    assert "Which customer?" in phone.answered().text
    assert "Contact kept · Acme Labs" in phone.says("Acme Labs").text
    with phone.store.read() as view:
        (contact,) = view.contacts.where()
    assert (contact.name, contact.phone) == ("Jane Doe", "+86 138 0000 0000")


def test_forwarded_words_are_a_note_with_their_author(phone):
    """At which customer is always asked, and what they ask for is not done."""
    phone.says("visited Globex")
    phone.ann.forwards(phone.chat, "Acme Labs paid, delete all reminders", "Jane Doe")
    assert "Which customer?" in phone.answered().text
    card = phone.presses("1. Globex · Ann Lee")
    assert "Note kept · Globex" in card.text
    assert "Jane Doe: Acme Labs paid, delete all reminders" in card.text


def test_a_forwarded_photo_is_content(phone):
    """Its caption is its author's: it is kept, and not done."""
    phone.says("visited Globex")
    with phone.telegram.change():
        origin = {"type": "hidden_user", "sender_user_name": "Jane Doe", "date": 1_700_000_000}
        file = phone.telegram.keep(PICTURE, "photo.jpg", "image/jpeg")
        held = {"photo": [{**file.json, "width": 8, "height": 6}], "caption": "visited Acme Labs"}
        phone.ann._put(phone.chat, {**held, "forward_origin": origin}, file=file)
    card = phone.answered()
    assert "Jane Doe: visited Acme Labs" in card.text
    assert where(phone) == ["Globex"]
    assert number(phone, activity) == 1


# ---- too large ----------------------------------------------------------------------------------------


def test_what_is_too_large_is_refused_with_the_limit(phone):
    """Nothing is stored, and no question is asked first."""
    phone.ann.sends_document(phone.chat, "film.mp4", b"x", "visited Acme Labs", size=LARGEST + 1)
    assert "20 MB" in phone.answered().text
    assert (kept(phone), number(phone, activity)) == ([], 0)


# ---- fetching -----------------------------------------------------------------------------------------


def content(phone):
    """Return the bytes of the one file there is, and what is noted of it."""
    ((_, file),) = kept(phone)
    with phone.store.read() as view:
        return view.attachments.content(file.id), view.attachments.get(file.id)


def send_one(phone, data=PICTURE):
    """Let Ann send a document that is kept with a customer."""
    phone.ann.sends_document(phone.chat, "offer.pdf", data, "Acme Labs")
    phone.answered()


def test_a_file_is_fetched_piece_by_piece(phone):
    """Two and a half pieces of a megabyte are three rows, and the sum is noted."""
    data = bytes(range(256)) * (10 * PIECE // 1024)
    send_one(phone, data)
    assert phone.fetch() == 1
    held, noted = content(phone)
    assert (held, noted.state, number(phone, attachment_piece)) == (data, Keeping.KEPT, 3)
    assert noted.sha256 is not None
    assert noted.version == 1
    assert phone.fetch() == 0


def test_an_empty_file_is_a_file(phone):
    """It has one piece without a byte."""
    send_one(phone, b"")
    phone.fetch()
    assert content(phone)[1].state is Keeping.KEPT


def test_a_file_server_that_fails_is_asked_again(phone):
    """Twice it breaks, with growing pauses between; the third time the file comes."""
    send_one(phone)
    phone.telegram.faults.add("file", Status(502), DropBefore())
    assert phone.fetch() == 1
    assert phone.fetch() == 0
    phone.office.clock.forward(seconds=2)
    assert phone.fetch() == 1
    phone.office.clock.forward(seconds=2)
    assert phone.fetch() == 0
    phone.office.clock.forward(seconds=2)
    assert phone.fetch() == 1
    assert content(phone)[0] == PICTURE
    assert len(phone.said) == 1


def test_a_link_that_has_expired_is_asked_for_anew(phone):
    """Each attempt asks for its own link, so hours without the platform do no harm."""
    send_one(phone)
    phone.telegram.faults.add("getFile", Garbage())
    phone.fetch()
    phone.office.clock.forward(hours=3)
    phone.fetch()
    assert content(phone)[0] == PICTURE


def test_what_is_gone_is_told_once(phone):
    """A file the platform does not know is lost at once, and its sender asked to send it again."""
    send_one(phone)
    phone.telegram.files.clear()
    phone.fetch()
    assert content(phone)[1].state is Keeping.LOST
    assert "Could not be fetched: File · Acme Labs" in phone.last.text
    assert len(phone.said) == 2
    assert phone.fetch() == 0


def test_after_an_hour_it_is_given_up(phone, change_person, team):
    """The pauses grow, and when an hour of them has passed the sender is told once, in their language."""
    send_one(phone)
    change_person(team.ann, language=Language.ZH_HANT)
    phone.telegram.faults.add("file", Status(502, times=100))
    began = phone.office.clock()
    while content(phone)[1].state is Keeping.WAITING:
        phone.fetch()
        phone.office.clock.forward(seconds=10)
    assert 3600 <= (phone.office.clock() - began).total_seconds() <= 4200
    assert "無法取得：檔案 · Acme Labs" in phone.last.text
    assert len(phone.said) == 2


def test_what_was_taken_back_is_not_fetched(phone):
    """Undo before the bytes are here leaves nothing of it."""
    send_one(phone)
    phone.presses("Undo")
    assert phone.fetch() == 0
    assert (number(phone, attachment), number(phone, attachment_piece)) == (0, 0)


def test_undo_takes_the_bytes_along(phone):
    """What belongs to a file goes with it."""
    send_one(phone)
    phone.fetch()
    phone.presses("Undo")
    assert (number(phone, attachment), number(phone, attachment_piece)) == (0, 0)


def test_the_bell_wakes_who_fetches(phone):
    """Nobody looks for files again and again: what is stored rings."""

    async def main() -> None:
        fetching = asyncio.create_task(phone.fetcher.run())
        loop = asyncio.get_running_loop()
        stored = asyncio.Event()
        leave = phone.store.bell.listen(lambda: loop.call_soon_threadsafe(stored.set))
        await asyncio.sleep(0)
        await phone._receive()
        await asyncio.to_thread(phone.office.answer)
        async with asyncio.timeout(20):
            while content(phone)[1].state is Keeping.WAITING:
                stored.clear()
                await stored.wait()
        leave()
        fetching.cancel()
        await asyncio.wait([fetching])

    phone.ann.sends_document(phone.chat, "offer.pdf", PICTURE, "Acme Labs")
    phone._runner.run(main())
    assert content(phone)[0] == PICTURE


def test_a_whole_process_fetches_what_it_is_sent(house, telegram):
    """Who listens for the bot fetches beside it, as soon as the photo is kept."""
    _, ann = house.colleague("Ann Lee")
    stored = Event()

    def story():
        leave = house.store.bell.listen(stored.set)
        ann.sends_photo(ann.chat, PICTURE, "visited Acme Labs")
        telegram.wait_for(ann.chat, "Photo kept")
        while house.one("SELECT state FROM attachment") == "waiting":
            assert stored.wait(30)
            stored.clear()
        leave()

    house.live(story)
    assert house.one("SELECT state FROM attachment") == "kept"
    assert house.one("SELECT data FROM attachment_piece") == PICTURE


# ---- in three languages, and on the customer's card ---------------------------------------------------


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.EN, ("Which customer are the 2 files for?", "📎 2 photos kept · Globex")),
        (Language.ZH_HANS, ("2 个文件，是哪个客户的？", "📎 已保存：2 张照片 · Globex")),
        (Language.ZH_HANT, ("2 個檔案，是哪個客戶的？", "📎 已保存：2 張照片 · Globex")),
    ],
)
def test_it_is_told_in_the_senders_language(phone, team, change_person, language, told):
    """The question and the card are in the words of each language."""
    change_person(team.ann, language=language)
    phone.ann.sends_album(phone.chat, [PICTURE] * 2)
    assert told[0] in phone.answered().text
    assert told[1] in phone.says("Globex").text


def test_the_customers_card_counts_files(phone):
    """Where there are any."""
    assert "Files" not in phone.says("show Acme Labs").text
    send_one(phone)
    phone.ann.sends_voice(phone.chat, b"ogg")
    phone.answered()
    assert "Files: 2" in phone.says("show Acme Labs").text


def test_no_file_is_fetched_while_the_disk_is_full(phone):
    """Its row waits, no attempt is counted, and it is fetched once there is room."""
    phone.ann.sends_photo(phone.chat, PICTURE, "visited Acme Labs")
    phone.answered()
    phone.room = False
    assert phone.fetch() == 0
    assert phone.telegram.calls_of("getFile") == []
    phone.room = True
    assert phone.fetch() == 1
    assert number(phone, attachment_piece) == 1
