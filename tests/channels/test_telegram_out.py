"""What Telegram refuses of what goes out: charts, long words, closed topics, groups with few rights."""

from decimal import Decimal

import pytest

from domain.charts import Bar, Chart, Panel
from domain.incoming import Address
from domain.outgoing import About, Button, Document, Outgoing, Paragraph, Picture, Priority, Span
from domain.people import Role


@pytest.fixture
def mona(house):
    """Return a manager at their phone; the team is North, its other member sells to Acme Labs."""
    _, mona = house.colleague("Mona Reed", Role.MANAGER)
    return mona


@pytest.fixture
def ann(house):
    """Return a rep at their phone."""
    return house.colleague("Ann Lee")[1]


def sells(telegram, person):
    """Let somebody have a deal, so that there is something to draw."""
    person.says(person.chat, "new deal with Acme Labs: 20 servers, $50k")
    telegram.wait_for(person.chat, "New deal")


# ---- charts in the place of words, and words in the place of charts


def test_a_question_that_a_chart_answers_makes_way_for_it(house, telegram, mona, ann):
    """The chart stands where the question stood, whose buttons are gone."""
    house.colleague("Ann Fox")

    def story() -> None:
        sells(telegram, ann)
        mona.says(mona.chat, "digest of Ann")
        question = telegram.wait_for(mona.chat, "Which one")
        mona.presses(question, next(one for one in question.buttons if "Ann Lee" in one))
        telegram.wait(lambda: question.photo)
        assert "Which one" not in question.text

    house.live(story)
    assert [(bool(one.photo), one.buttons) for one in telegram.said(mona.chat)] == [(True, {})]


def test_a_chart_in_the_place_of_a_chart_is_drawn_anew(house, telegram, ann):
    """Not its words alone change."""

    def story() -> None:
        queue(house, ann.chat, "Two deals", chart(2))
        shown = telegram.wait_for(ann.chat, "Two deals")
        before = shown.photo
        queue(house, ann.chat, "Three deals", chart(3), edits=ABOUT)
        telegram.wait(lambda: shown.text == "Three deals")
        assert shown.photo
        assert shown.photo != before

    house.live(story)
    assert len(telegram.said(ann.chat)) == 1


@pytest.mark.parametrize("words", ["No deals", "word " * 400], ids=["short", "more than a caption holds"])
def test_words_in_the_place_of_a_chart_stand_without_it(house, telegram, ann, words):
    """A photo cannot become a text: it goes, and the words come."""

    def story() -> None:
        queue(house, ann.chat, "Two deals", chart(2))
        telegram.wait_for(ann.chat, "Two deals")
        queue(house, ann.chat, words, edits=ABOUT)
        telegram.wait_for(ann.chat, words.strip())

    house.live(story)
    assert [bool(one.photo) for one in telegram.said(ann.chat)] == [False]


def test_a_chart_too_old_to_be_deleted_loses_its_buttons(house, telegram, ann):
    """Telegram deletes for two days; the words come all the same."""

    def story() -> None:
        queue(house, ann.chat, "Two deals", chart(2), buttons=((Button("Undo", "undo act-7"),),))
        shown = telegram.wait_for(ann.chat, "Two deals")
        house.later(days=3)
        queue(house, ann.chat, "No deals", edits=ABOUT)
        telegram.wait_for(ann.chat, "No deals")
        assert (bool(shown.photo), shown.buttons) == (True, {})

    house.live(story)


# ---- rights


def test_where_no_photos_may_be_sent_a_chart_is_told_in_words(house, telegram, mona):
    """With its figures; the group is none the worse."""
    group = telegram.group("North", [mona])
    house.tied(group)

    def story() -> None:
        sells(telegram, mona)
        mona.forbids(group, "photos")
        mona.says(group, "pipeline", mention=True)
        told = telegram.wait_for(group, "Weighted forecast")
        assert "50,000" in told.text
        mona.says(group, "help", mention=True)
        telegram.wait_for(group, "Just tell me")

    house.live(story)
    assert not any(one.photo for one in telegram.said(group))
    assert house.rows("SELECT gone FROM chat WHERE gone = 1") == []


def test_a_question_is_answered_in_words_where_no_photos_may_be_sent(house, telegram, mona, ann):
    """In its place."""
    house.colleague("Ann Fox")
    group = telegram.group("North", [mona])
    house.tied(group)

    def story() -> None:
        sells(telegram, ann)
        mona.forbids(group, "photos")
        mona.says(group, "pipeline of Ann", mention=True)
        question = telegram.wait_for(group, "Which one")
        mona.presses(question, next(one for one in question.buttons if "Ann Lee" in one))
        telegram.wait(lambda: "Weighted forecast" in question.text)

    house.live(story)
    assert len(telegram.said(group)) == 1


def test_a_group_that_nothing_may_be_written_to_is_told_to_those_who_lead_once(house, telegram, mona):
    """It is not tried again until somebody speaks there."""
    group = telegram.group("North", [mona])

    def story() -> None:
        mona.says(group, "this is the North team's channel", mention=True)
        telegram.wait_for(group, "now the chat of the team North")
        mona.forbids(group, "text messages")
        for customer in ("Acme Labs", "Bolt Works"):
            mona.says(mona.chat, f"call back {customer} in 10 minutes")
            telegram.wait_for(mona.chat, f"Callback set · {customer}")
        house.later(minutes=10)
        telegram.wait_for(mona.chat, "can no longer")
        telegram.wait_for(mona.chat, "⏰ Callback · Bolt Works")

    house.live(story)
    assert sum("can no longer" in one.text for one in telegram.said(mona.chat)) == 1


# ---- topics


def test_what_was_to_be_told_in_a_closed_topic_is_told_in_the_general_one(house, telegram, ann):
    """As an answer to nothing, for that would lead back into it."""
    forum = telegram.group("North", [ann], forum=True)

    def story() -> None:
        topic = telegram.topic(forum, "Acme", ann)
        with telegram.change():
            ann.says(forum, "visited Acme Labs", mention=True, thread=topic)
            ann.closes(forum, topic)
        card = telegram.wait_for(forum, "Visit logged")
        assert (card.thread, card.reply_to) == (None, None)

    house.live(story)
    assert house.rows("SELECT gone FROM chat WHERE gone = 1") == []


def test_a_forum_whose_general_topic_is_closed_too_cannot_be_written_to(house, telegram, mona):
    """Those who lead are told."""
    forum = telegram.group("North", [mona], forum=True)

    def story() -> None:
        topic = telegram.topic(forum, "Acme", mona)
        with telegram.change():
            mona.says(forum, "visited Acme Labs", mention=True, thread=topic)
            mona.closes(forum, topic)
            mona.closes(forum)
        telegram.wait_for(mona.chat, "can no longer")

    house.live(story)
    assert telegram.said(forum) == []


# ---- lengths


def test_long_words_full_of_at_signs_reach_a_group(house, telegram, ann):
    """What breaks the signs counts too, and everything comes."""
    group = telegram.group("North", [ann])
    signs = "@a " * 1360

    def story() -> None:
        queue(house, group, signs)
        telegram.wait(lambda: "".join(one.text for one in telegram.said(group)).count("@") == 1360)

    house.live(story)
    assert {call.outcome for call in telegram.calls_of("sendMessage")} == {"ok"}


ABOUT = About("act", 7)


def queue(house, chat, words, *pictures, buttons=(), edits=None):
    """Queue words and charts for a chat."""
    document = Document("en", (Paragraph((Span(words),)), *pictures), buttons)
    to = Address("telegram", str(chat.id))
    with house.store.write() as unit:
        unit.outbox.add(Outgoing(to, document, ABOUT, Priority.ANSWER, house.clock(), edits=edits))
        unit.commit()


def chart(deals):
    """Return a chart of so many deals."""
    bars = tuple(Bar(f"deal {number}", Decimal(number)) for number in range(1, deals + 1))
    return Picture(Chart("Deals", (Panel("bars", bars),)), "Deals by size")
