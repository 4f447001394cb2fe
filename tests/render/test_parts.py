"""Long documents in parts: nothing is lost or doubled, no part is too long, the buttons come last."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import slack, telegram
from bot.render.parts import length, split
from bot.render.plain import plain
from domain.charts import Chart
from domain.outgoing import Button, Document, Fields, Items, Paragraph, Picture, Span, Title

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=300)
LINE = WORDS.map(lambda words: (Span(words),))
BLOCKS = st.one_of(
    LINE.map(Paragraph),
    st.lists(LINE, min_size=1, max_size=12).map(lambda lines: Items(tuple(lines), numbered=True)),
    st.lists(st.tuples(st.just("Label"), LINE), min_size=1, max_size=6).map(lambda rows: Fields(tuple(rows))),
)
KEYS = ((Button("Undo", "undo act-1"),),)
LIMIT = 120


@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_parts_hold_all_words_and_are_short_enough(blocks):
    """Whatever the blocks, every letter but the space at a cut comes once, in order."""
    document = Document("en", (Title((Span("To do"),)), *blocks), KEYS)
    parts = split(document, LIMIT)
    assert all(length(part) <= LIMIT for part in parts)
    assert letters("".join(plain(part) for part in parts)) == letters(plain(document))


def letters(text: str) -> str:
    """Return a text without spaces of any kind: what may be lost at a cut."""
    return "".join(text.split())


def test_buttons_stand_under_the_last_part():
    """A person reads first and presses then."""
    document = Document("en", tuple(Paragraph((Span("word " * 20),)) for _ in range(3)), KEYS)
    parts = split(document, LIMIT)
    assert len(parts) == 3
    assert [part.buttons for part in parts] == [(), (), KEYS]


def test_a_list_goes_on_with_its_numbers():
    """The number of a row is what an answer names: it is the same in every part."""
    rows = tuple((Span(f"row {number}"),) for number in range(1, 21))
    document = Document("en", (Items(rows, numbered=True),))
    told = "\n".join(plain(part) for part in split(document, 60))
    assert told == plain(document)


def test_a_short_document_is_one_part():
    """Most are."""
    document = Document("en", (Paragraph((Span("hello"),)),), KEYS)
    assert split(document, LIMIT) == (document,)


def test_a_cut_falls_between_words():
    """Not in the midst of one, where there is a space near."""
    document = Document("en", (Paragraph((Span("a word and another " * 20),)),))
    assert all(plain(part).split()[-1] in ("a", "word", "and", "another") for part in split(document, 50))


# ---- lateness moves no cut ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("late", [timedelta(minutes=3), timedelta(hours=40), timedelta(days=10_000)])
def test_late_words_move_no_cut(language: str, late: timedelta) -> None:
    """A message tried again is later than before: its parts after the first are the very same, each within
    the limit, so that no row comes twice and none is lost."""
    rows = tuple(Paragraph((Span(f"{number}: {'deal ' * (number % 7)}"),)) for number in range(900))
    document = Document(language, (Title((Span("Digest"),)), *rows))
    for in_time, delayed in (
        (telegram.parts(document, group=False), telegram.parts(document, group=False, late=late)),
        (slack.parts(document), slack.parts(document, late=late)),
    ):
        assert len(in_time) > 2
        assert delayed[1:] == in_time[1:]
        assert delayed[0] != in_time[0]
    first = telegram.parts(document, group=False, late=late)[0]
    assert isinstance(first, telegram.Words)
    assert len(first.html.encode("utf-16-le")) // 2 <= telegram.TEXT_LIMIT
    words = slack.parts(document, late=late)[0]
    assert isinstance(words, slack.Words)
    assert len(words.text.encode("utf-16-le")) // 2 <= slack.TEXT_LIMIT


def test_a_caption_stays_a_caption_when_it_is_late() -> None:
    """A digest whose words just fit under their picture stays one message when it is tried again."""
    for number in range(telegram.CAPTION_LIMIT - 80, telegram.CAPTION_LIMIT + 1):
        words = Paragraph((Span("x" * number),))
        document = Document("en", (words, Picture(Chart("Deals", ()), "alt")))
        in_time = telegram.parts(document, group=False)
        delayed = telegram.parts(document, group=False, late=timedelta(days=10_000))
        assert len(in_time) == len(delayed)
        captions = [part.html for part in delayed if isinstance(part, telegram.Photo)]
        assert all(len(caption) <= telegram.CAPTION_LIMIT for caption in captions)
