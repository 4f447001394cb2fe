"""Documents in Slack: blocks that Slack takes, words that are no markup, nothing lost when it is long."""

import json
from itertools import chain

import pytest
from slack_sdk.models.blocks import Block as SlackBlock

from bot.render.parts import length
from bot.render.plain import plain
from bot.render.slack import LABEL_LIMIT, TEXT_LIMIT, Photo, Words, parts
from bot.render.wording.writer import LOCALES
from domain.outgoing import Button, Document, Fields, Items, Paragraph, Picture, Span, Title

from ..platforms.slack import Button as Shown
from ..platforms.slack.blocks import buttons, check, seen, words_of
from ..platforms.slack.mrkdwn import read
from .test_wording import documents

EVIL = "<!channel> <@U1> <https://evil.example|bank.com> *b* _i_ ~s~ `c` :smile: @here & https://evil.example"


def words(*blocks: object, rows: tuple[tuple[Button, ...], ...] = (), language: str = "en") -> list[Words]:
    """Return a document's messages of words."""
    return [part for part in parts(Document(language, blocks, rows)) if isinstance(part, Words)]  # type: ignore[arg-type]


def keys(part: Words) -> list[Shown]:
    """Return a message's buttons as Slack shows them."""
    return buttons(check(list(part.blocks)))


def line(text: str, style: str = "plain") -> tuple[Span, ...]:
    """Return a line of one span."""
    return (Span(text, style),)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LOCALES)
def test_every_document_is_taken(language: str) -> None:
    """By Slack's own models and by the stand-in; what is read is what the plain text says."""
    for document in documents(language):
        for part in parts(document):
            if isinstance(part, Photo):
                continue
            checked = check(list(part.blocks))
            assert [SlackBlock.parse(block).to_dict()["type"] for block in checked]  # type: ignore[union-attr]
            shown = seen(checked, {})
            assert (shown.mentions, shown.links) == ((), ())
            marks = str.maketrans("", "", "-•1234567890. \n")
            without = read(part.text, {}).text.translate(marks)
            assert shown.text.translate(marks) == without
        labels = [button.label for row in document.buttons for button in row]
        made = chain.from_iterable(keys(part) for part in parts(document) if isinstance(part, Words))
        assert [button.label for button in made] == labels


def test_what_users_type_is_no_markup() -> None:
    """It notifies nobody and leads nowhere, in any place it can stand in."""
    blocks = (
        Title(line(EVIL)),
        Paragraph(line(EVIL, "bold")),
        Fields(((EVIL, line(EVIL)),)),
        Items((line(EVIL, "muted"),)),
    )
    (part,) = words(*blocks, rows=((Button(EVIL, "done 1"),),))
    shown = words_of(check(list(part.blocks)), part.text, {"U1": "ann"})
    assert shown.mentions == ()
    assert shown.links == ()
    assert shown.text == "\n".join([EVIL, EVIL, f"{EVIL}: {EVIL}", EVIL])
    kinds = {element["type"] for section in part.blocks[0]["elements"] for element in flat(section)}
    assert kinds == {"text"}
    assert "&lt;!channel&gt;" in part.text


def flat(section: dict) -> list[dict]:
    """Return the elements with words in them."""
    inner = section["elements"]
    return inner if section["type"] == "rich_text_section" else list(chain.from_iterable(map(flat, inner)))


def test_a_card() -> None:
    """Its title is bold, labels stand before values, the main button stands out."""
    (part,) = words(
        Title(line("Visit logged")),
        Fields((("Date", line("today")), ("With", (*line("Li", "bold"), *line(" (boss)"))))),
        Items((line("one"), line("two")), numbered=True, start=3),
        Paragraph(line("That was all", "muted")),
        rows=((Button("Undo", "undo act-1"), Button("Change", "change act-1", main=True)),),
    )
    text = {"type": "text"}
    assert part.blocks[0]["elements"] == [
        {
            "type": "rich_text_section",
            "elements": [
                {**text, "text": "Visit logged", "style": {"bold": True}},
                {**text, "text": "\nDate: today\nWith: "},
                {**text, "text": "Li", "style": {"bold": True}},
                {**text, "text": " (boss)"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [{**text, "text": "one"}]},
                {"type": "rich_text_section", "elements": [{**text, "text": "two"}]},
            ],
            "offset": 2,
        },
        {
            "type": "rich_text_section",
            "elements": [{**text, "text": "That was all", "style": {"italic": True}}],
        },
    ]
    pressed = [(one.label, one.value, one.style) for one in keys(part)]
    assert pressed == [("Undo", "undo act-1", None), ("Change", "change act-1", "primary")]
    assert part.text == "Visit logged\nDate: today\nWith: Li (boss)\n3. one\n4. two\nThat was all"


def test_long_documents_are_cut() -> None:
    """Each part is taken, nothing is lost, the buttons stand under the last."""
    rows = tuple(line(f"{number}: {'deal ' * (number % 40)}") for number in range(600))
    document = Document("en", (Title(line("All")), Items(rows)), ((Button("Done", "done 1"),),))
    made = [part for part in parts(document) if isinstance(part, Words)]
    assert len(made) > 5
    for part in made:
        check(list(part.blocks))
        assert length(Document("en", (Paragraph(line(read(part.text, {}).text)),))) <= TEXT_LIMIT
    assert [len(keys(part)) for part in made] == [*[0] * (len(made) - 1), 1]
    shown = "\n".join(seen(part.blocks, {}).text for part in made)
    assert all(f"{number}: " in shown for number in range(600))


def test_many_short_rows_are_cut_by_their_blocks() -> None:
    """Blocks together have a limit of their own."""
    document = Document("en", (Items(tuple(line("x") for _ in range(400))),))
    made = parts(document)
    assert len(made) > 1
    for part in made:
        assert isinstance(part, Words)
        assert len(json.dumps(part.blocks)) < 13_200
    assert sum(len(part.blocks[0]["elements"][0]["elements"]) for part in made) == 400  # type: ignore[union-attr]


@pytest.mark.parametrize("rows", [1, 40, 41, 60])
def test_many_buttons(rows: int) -> None:
    """All are there, each with an id of its own, in blocks that Slack takes."""
    keys = tuple((Button(f"No. {number}", f"pick q1 {number}"),) for number in range(rows))
    (part,) = words(Paragraph(line("Which?")), rows=keys)
    checked = check(list(part.blocks))
    pressed = buttons(checked)
    assert [one.value for one in pressed] == [f"pick q1 {number}" for number in range(rows)]
    assert len({one.action_id for one in pressed}) == rows


def test_a_long_label_is_cut() -> None:
    """Where Slack would refuse it."""
    (part,) = words(Paragraph(line("Which?")), rows=((Button("星" * 80, "pick q1 1"),),))
    (key,) = buttons(check(list(part.blocks)))
    assert len(key.label) == LABEL_LIMIT
    assert key.label.endswith("星…")


def test_odd_lines() -> None:
    """Nothing is no line that Slack refuses."""
    for blocks in (
        (Paragraph(()),),
        (Items(((), line(""))),),
        (Items(()), Paragraph(line("a"))),
        (),
        (Fields(()),),
    ):
        for part in words(*blocks):
            check(list(part.blocks))
            assert part.text


def test_a_chart_stands_after_its_words() -> None:
    """What takes a question's place is words."""
    (document,) = [one for one in documents("en") if any(isinstance(b, Picture) for b in one.blocks)][:1]
    picture = next(block for block in document.blocks if isinstance(block, Picture))
    made = parts(document)
    assert isinstance(made[0], Words)
    assert made[-1] == Photo(picture.chart, "en", picture.alt)
    assert parts(Document("en", (picture,))) == (made[-1],)
    assert plain(document).startswith(read(made[0].text, {}).text.splitlines()[0])
