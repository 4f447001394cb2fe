"""Documents as Telegram takes them."""

from html import unescape

import pytest

from bot.render.telegram import Photo, Words, html, keyboard, parts
from domain.charts import Chart
from domain.outgoing import Button, Document, Fields, Items, Paragraph, Picture, Span, Title

CARD = Document(
    "en",
    (
        Title((Span("Visit logged · A & B <Ltd>", "bold"),), "good"),
        Fields((("With", (Span("Jane"),)),)),
        Items(((Span("one"),), (Span("two", "muted"),))),
        Items(((Span("first"),),), numbered=True, start=3),
        Paragraph((Span("ask @ann"),)),
    ),
    ((Button("Undo", "undo act-7"), Button("Change", "change act-7")),),
)


def test_a_card_in_html():
    """Each text is escaped once; styles are tags."""
    assert html(CARD) == (
        "<b>Visit logged · A &amp; B &lt;Ltd&gt;</b>\nWith: Jane\n• one\n• <i>two</i>\n3. first\nask @ann"
    )


def test_in_a_group_an_at_sign_calls_nobody():
    """The sign stands apart from the name, unseen."""
    (words,) = parts(CARD, group=True)
    assert words.html.endswith("ask @\u2060ann")


def test_at_signs_that_are_broken_still_fit():
    """What is put after them counts: no part is longer than Telegram takes."""
    signs = "@a " * 1360
    document = Document("en", (Paragraph((Span(signs),)),))
    texts = [unescape(part.html) for part in parts(document, group=True)]
    assert max(map(len, texts)) <= 4096
    assert "".join(texts).replace("\u2060", "").split() == signs.split()


def test_what_a_picture_shows_is_cut_before_it_is_escaped():
    """Half an entity would be refused."""
    document = Document("en", (Picture(CHART, "&" * 1025), Picture(CHART, "😀" * 513)))
    first, second = (unescape(part.html) for part in parts(document, group=False))
    assert (first, second) == ("&" * 1024, "😀" * 512)


def test_a_colon_is_chinese_in_chinese():
    """As people write there."""
    document = Document("zh-Hans", (Fields((("日期", (Span("今天"),)),)),))
    assert html(document) == "日期：今天"


def test_the_keyboard_has_its_rows():
    """A button's data is its command."""
    assert keyboard(CARD) == {
        "inline_keyboard": [
            [
                {"text": "Undo", "callback_data": "undo act-7"},
                {"text": "Change", "callback_data": "change act-7"},
            ]
        ]
    }


def test_a_row_is_cut_at_eight_buttons():
    """Telegram takes no more in one."""
    wide = Document("en", (), (tuple(Button(str(n), f"pick q1 {n}") for n in range(10)),))
    found = keyboard(wide)
    assert found is not None
    assert [len(row) for row in found["inline_keyboard"]] == [8, 2]


def test_a_command_that_is_too_long_is_a_fault_of_ours():
    """It is found when it is rendered, not by the platform."""
    with pytest.raises(AssertionError):
        keyboard(Document("en", (), ((Button("x", "é" * 33),),)))


CHART = Chart("Pipeline", ())


def test_a_picture_carries_its_words_where_they_fit():
    """One message: the photo, its caption, its buttons."""
    document = Document("en", (Title((Span("Pipeline"),)), Picture(CHART, "by stage")), CARD.buttons)
    (photo,) = parts(document, group=False)
    assert isinstance(photo, Photo)
    assert (photo.html, photo.keyboard) == ("Pipeline", keyboard(CARD))


def test_a_picture_with_many_words_comes_before_them():
    """A caption holds 1,024; the buttons stand under the words."""
    document = Document("en", (Paragraph((Span("word " * 300),)), Picture(CHART, "by stage")), CARD.buttons)
    photo, words = parts(document, group=False)
    assert isinstance(photo, Photo)
    assert isinstance(words, Words)
    assert (photo.html, photo.keyboard) == ("by stage", None)
    assert words.keyboard == keyboard(CARD)


def test_a_long_text_comes_in_parts():
    """4,096 a message, the buttons under the last."""
    document = Document("en", tuple(Paragraph((Span("word " * 200),)) for _ in range(10)), CARD.buttons)
    found = parts(document, group=False)
    assert len(found) == 3
    assert [part.keyboard is None for part in found] == [True, True, False]
