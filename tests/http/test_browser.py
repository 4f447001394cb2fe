"""The chat in a real browser: typing, pressing, losing the connection, composing Chinese."""

import os
import re
from pathlib import Path

import pytest

from bot.http.asking import ASKED
from bot.http.guard import SESSION
from domain.charts import Bar, Chart, Panel
from domain.incoming import Address
from domain.outgoing import Button, Document, Paragraph, Picture, Span, Title
from domain.request import Decision

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

CHROMIUM = Path(os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
UNDO = ((Button("Undo", "undo act-57", main=True), Button("Change", "change act-57")),)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium: name one in TEST_CHROMIUM"),
]


def card(words, buttons=()):
    """Return a card of one line."""
    return Document("en", (Title((Span(words),), "good"),), buttons)


@pytest.fixture(scope="module")
def chromium():
    """Return a browser."""
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_chat(chromium, served):
    """Return what opens a person's chat; a fault in a script fails the test."""
    contexts, faults = [], []

    def open_for(person, chat=""):
        context = chromium.new_context(viewport=PHONE, locale="en-GB")
        contexts.append(context)
        with served.client(person) as client:
            context.add_cookies([{"name": SESSION, "value": client.cookies[SESSION], "url": served.url}])
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{served.url}/?chat={chat or f'p{person.id}'}")
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert faults == []


def test_what_is_typed_stands_in_the_chat_and_is_answered(open_chat, served):
    """Enter sends; the row comes once, and the answer after it."""
    page = open_chat(served.ann)
    page.locator("#text").fill("Met Acme")
    page.locator("#text").press("Enter")
    expect(page.locator("#rows .row.mine .bubble")).to_have_text(["Met Acme"])
    expect(page.locator("#unsent li")).to_have_count(0)
    expect(page.locator("#text")).to_have_value("")
    served.show(f"p{served.ann.id}", card("Visit logged"))
    expect(page.locator(".card .title")).to_have_text("Visit logged")


def test_enter_chooses_a_word_while_chinese_is_composed(open_chat, served):
    """Enter that ends composing sends nothing; Shift+Enter begins a line."""
    page = open_chat(served.mei)
    box = page.locator("#text")
    box.fill("拜访")
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    box.press("Shift+Enter")
    box.type("了小米")
    expect(box).to_have_value("拜访\n了小米")
    box.press("Enter")
    expect(page.locator("#rows .row.mine .bubble")).to_have_text("拜访\n了小米")
    assert [post.text for _, _, post in served.posts] == ["拜访\n了小米"]


def test_a_press_waits_and_the_card_is_replaced(open_chat, served):
    """The pressed button shows that it is under way until the edited card comes."""
    chat = f"p{served.ann.id}"
    row = served.show(chat, card("Visit logged", UNDO))
    page = open_chat(served.ann)
    with page.expect_response("**/messages"):
        page.get_by_role("button", name="Undo").click()
    expect(page.locator(".pill.pending")).to_have_text("Undo")
    expect(page.get_by_role("button", name="Change")).to_be_disabled()
    served.show(chat, card("Taken back"), replaces=row)
    expect(page.locator(".card .title")).to_have_text(["Taken back"])
    expect(page.locator(".pill")).to_have_count(0)
    [(_, _, post)] = served.posts
    assert (post.press, post.on) == ("undo act-57", row)


def test_what_does_not_get_through_is_kept_and_sent_once(open_chat, served):
    """While nothing gets through the words stay, also over a reload; afterwards they come once."""
    page = open_chat(served.ann)
    page.clock.install()
    page.route("**/messages", lambda route: route.abort())
    page.locator("#text").fill("from the underground")
    with page.expect_event("requestfailed"):
        page.locator("#text").press("Enter")
    expect(page.locator("#unsent .meta")).to_have_text("Sending…")
    for pause in (1000, 2000, 4000):
        with page.expect_event("requestfailed"):
            page.clock.run_for(pause)
    expect(page.locator("#unsent .meta")).to_have_text("Not sent. Tap to try again.")
    page.unroute("**/messages")
    page.locator("#unsent .failed").click()
    expect(page.locator("#rows .row.mine .bubble")).to_have_text(["from the underground"])
    expect(page.locator("#unsent li")).to_have_count(0)
    page.reload()
    expect(page.locator(".row.mine .bubble")).to_have_text(["from the underground"])
    assert len(served.posts) == 1


def test_an_unsent_message_survives_a_reload(open_chat, served):
    """The tab keeps what it could not send, and sends it when it is opened again."""
    page = open_chat(served.ann)
    page.route("**/messages", lambda route: route.abort())
    page.locator("#text").fill("do not lose me")
    page.locator("#text").press("Enter")
    expect(page.locator("#unsent .bubble")).to_have_text("do not lose me")
    page.unroute("**/messages")
    page.reload()
    expect(page.locator("#rows .row.mine .bubble")).to_have_text(["do not lose me"])
    expect(page.locator("#unsent li")).to_have_count(0)


def test_a_text_that_is_too_long_stays_in_the_box(open_chat, served):
    """Nothing is cut off or lost; the page says by how much it is too long."""
    page = open_chat(served.ann)
    page.locator("#text").fill("x" * 4003)
    expect(page.locator("#fault")).to_have_text("3 characters too many")
    page.locator("#text").press("Enter")
    expect(page.locator("#text")).to_have_value("x" * 4003)
    assert served.posts == []


def test_scripts_in_words_and_documents_do_nothing(open_chat, served):
    """What looks like markup is shown as it was typed."""
    evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    chat = f"p{served.ann.id}"
    served.show(chat, Document("en", (Paragraph((Span(evil),)),), ((Button(evil[:40], "x"),),)))
    page = open_chat(served.ann)
    page.locator("#text").fill(evil)
    page.locator("#text").press("Enter")
    expect(page.locator("#rows .row.mine .bubble")).to_have_text(evil)
    expect(page.locator(".card p")).to_have_text(evil)
    expect(page).to_have_title("My chat · Salesbot")


def test_a_team_writes_together(open_chat, served):
    """Each sees the other's words at once, under the other's name."""
    team = f"t{served.team.id}"
    ann, mei = open_chat(served.ann, team), open_chat(served.mei, team)
    ann.locator("#text").fill("Good morning")
    ann.locator("#text").press("Enter")
    expect(mei.locator(".row.other .bubble")).to_have_text("Good morning")
    expect(mei.locator(".row.other .meta")).to_contain_text("Ann Lee")


def test_earlier_messages_are_fetched_at_a_press(open_chat, served):
    """A long chat begins with its last rows; an old row comes as it was last edited."""
    chat = f"p{served.ann.id}"
    rows = [served.show(chat, card(f"Card {n}")) for n in range(100)]
    served.show(chat, card("Edited since"), replaces=rows[0])
    page = open_chat(served.ann)
    expect(page.locator(".card").last).to_be_in_viewport()
    expect(page.locator(".card")).to_have_count(59)
    page.locator("#earlier").click()
    expect(page.locator(".card")).to_have_count(100)
    expect(page.locator(".card .title").first).to_have_text("Edited since")
    expect(page.locator(".day")).to_have_count(1)
    expect(page.locator("#earlier")).to_be_hidden()


def test_a_chart_is_enlarged_at_a_press(open_chat, served):
    """The picture fills the screen, and closes at another press."""
    chart = Chart("Pipeline", (Panel("bars", (Bar("Lead", None),)),))
    served.show(f"p{served.ann.id}", Document("en", (Picture(chart, "Deals by stage"),)))
    page = open_chat(served.ann)
    page.get_by_role("button", name=re.compile("Deals by stage")).click()
    expect(page.locator("#zoom")).to_be_visible()
    page.locator("#zoom").click()
    expect(page.locator("#zoom")).to_be_hidden()


def test_who_is_signed_out_elsewhere_is_asked_to_sign_in(open_chat, served):
    """The page does not pretend that it is still open."""
    page = open_chat(served.ann)
    expect(page.locator("#composer")).to_be_visible()
    served.end_sessions()
    page.locator("#text").fill("hello?")
    page.locator("#text").press("Enter")
    expect(page.get_by_role("heading")).to_have_text("Sign in to Salesbot")


def test_the_page_of_who_asked_lets_them_in(chromium, served):
    """It is left open; once an admin has decided it says so by itself."""
    page = chromium.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Berlin").new_page()
    page.goto(served.url)
    page.get_by_role("link", name="Ask to join").click()
    page.get_by_label("Your name").fill("Jo Wu")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    page.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_role("heading")).to_have_text("The administrators are asked")
    with served.store.write() as unit:
        asked = unit.requests.made_at(Address("web", unit.access.mark(_cookie(page, ASKED))))
        unit.requests.decide(asked, None, Decision.APPROVED)
        unit.way_in(served.ann.id, asked.address.chat)
        unit.commit()
    page.get_by_role("button", name="Open my chat").click()
    expect(page.locator("#composer")).to_be_visible()
    page.context.close()


def _cookie(page, name):
    """Return what a browser holds under that name."""
    return next(one["value"] for one in page.context.cookies() if one["name"] == name)
