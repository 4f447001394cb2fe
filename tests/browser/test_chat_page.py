"""The whole way in a real browser: a demo process, a link, a sentence, a question, a callback, a chart."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import joining
from bot.clock import now
from bot.demo.seed import seed
from domain.policy import EVERYTHING
from storage.engine import open_engines
from storage.store import Store

from ..conftest import REQUIRE_ALL
from ..process.running import Process

CHROMIUM = Path(os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENS = [
    pytest.param({"width": 1200, "height": 800}, id="desk"),
    pytest.param({"width": 390, "height": 844}, id="phone"),
]
PATIENCE = 30_000
"""Milliseconds after which something that should come is not coming, on a busy machine."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.process,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not REQUIRE_ALL, reason="no Chromium: name one in TEST_CHROMIUM"
    ),
]
api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Return a browser."""
    api.expect.set_options(timeout=PATIENCE)
    with api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def seeded(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample company with its ninety days as a file, to be copied."""
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("seeded") / "demo.db"))
    engines = open_engines(f"sqlite:///{file}")
    store = Store(engines, now, eyes=EVERYTHING)
    seed(store, now())
    engines.dispose()
    return file


@pytest.fixture
def store(seeded: Path, tmp_path: Path) -> Iterator[Store]:
    """Return the demo's store."""
    file = shutil.copy(seeded, tmp_path / "demo.db")
    engines = open_engines(f"sqlite:///{file}")
    yield Store(engines, now, eyes=EVERYTHING)
    engines.dispose()


@pytest.fixture
def demo(store: Store, tmp_path: Path) -> Iterator[Process]:
    """Return a `salesbot run --demo` on the store."""
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.db'}",
        "SALESBOT_DATA_DIR": str(tmp_path),
        "SALESBOT_TIMEZONE": "Asia/Shanghai",
    }
    process = Process("run", "--demo", folder=tmp_path, settings=settings)
    yield process.ready()
    assert process.stop() == 0
    process.clear_away()


class Seat:
    """Somebody at the page."""

    def __init__(self, page: Any, demo: Process, store: Store) -> None:
        """Sit down in front of an empty page; what the page complains about is noted."""
        self.page = page
        self._demo = demo
        self._store = store
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("console", lambda told: told.type == "error" and self.complaints.append(told.text))

    def sign_in(self, name: str) -> None:
        """Come in by a one-time link."""
        with self._store.read() as unit:
            person = next(person for person in unit.people.all() if person.name == name)
        self.page.goto(f"{self._demo.url}/link/{joining.link(self._store, person.id)}")
        with self.page.expect_navigation():
            self.page.locator("form button.main").click()
        api.expect(self.page.locator("#composer")).to_be_visible()

    def says(self, words: str) -> None:
        """Type a message and send it with Enter."""
        self.page.locator("#text").fill(words)
        self.page.locator("#text").press("Enter")
        api.expect(self.page.locator(".row.mine .bubble").last).to_have_text(words)

    def sees(self, *words: str) -> Any:
        """Wait for the last card that has all the words, and return it."""
        card = self.page.locator(".card")
        for told in words:
            card = card.filter(has_text=told)
        api.expect(card.last).to_be_visible()
        return card.last

    def presses(self, card: Any, label: str | re.Pattern[str]) -> None:
        """Press a button of a card."""
        card.get_by_role("button", name=label).click()

    def lets_time_go_to(self, moment: str) -> None:
        """Press one of the bar's moments; the page comes anew."""
        with self.page.expect_navigation():
            self.page.locator(".moments").get_by_role("button", name=moment, exact=True).click()

    def opens(self, chat: str) -> None:
        """Go to another chat."""
        with self.page.expect_navigation():
            self.page.locator(".chats").get_by_role("link", name=chat).click()

    def is_tidy(self) -> None:
        """Check that nothing stands beyond the screen's side, and that the page complained of nothing."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{wide} px beyond the side"
        assert self.complaints == []


@pytest.fixture(params=SCREENS)
def seat(request: pytest.FixtureRequest, chromium: Any, demo: Process, store: Store) -> Iterator[Seat]:
    """Return somebody in front of a screen of each size."""
    context = chromium.new_context(viewport=request.param, locale="en-GB", timezone_id="Asia/Shanghai")
    sitting = Seat(context.new_page(), demo, store)
    yield sitting
    sitting.is_tidy()
    context.close()


def stored(store: Store, read: Callable[[Any], Any]) -> Any:
    """Return what the store says."""
    with store.read() as unit:
        return read(unit)


def test_a_sales_day_in_english(seat: Seat, store: Store) -> None:
    """A visit in one sentence, undone and said again; its callback rings in private and in the team's
    chat."""
    seat.sign_in("Ann Lee")
    sentence = (
        "Visited Nortwind Traders today, met Priya, moved to negotiation, about $80k, call back tomorrow 2pm"
    )
    before = stored(store, lambda unit: len(unit.activities.where()))
    seat.says(sentence)
    seat.presses(seat.sees("Which deal at Northwind Traders"), re.compile("Vibration monitoring"))
    card = seat.sees("Visit logged · Northwind Traders", "Priya", "Negotiation", "80,000", "Callback set")
    api.expect(card.get_by_role("button", name="Change")).to_be_visible()
    seat.is_tidy()
    seat.presses(card, "Undo")
    seat.sees("Undone")
    assert stored(store, lambda unit: len(unit.activities.where())) == before
    seat.says(sentence)
    seat.presses(seat.sees("Which deal at Northwind Traders"), re.compile("Vibration monitoring"))
    seat.sees("Visit logged · Northwind Traders", "Callback set")
    seat.lets_time_go_to("tomorrow at 14:00")
    ring = seat.sees("⏰ Callback · Northwind Traders")
    seat.is_tidy()
    seat.opens("East")
    seat.sees("⏰ Callback · Northwind Traders", "Ann Lee")
    seat.opens("My chat")
    seat.presses(ring, "Done")
    seat.sees("Callback · Northwind Traders", "✓ done")
    seat.opens("East")
    seat.sees("Callback · Northwind Traders", "✓ done")


def test_a_question_in_chinese(seat: Seat, store: Store) -> None:
    """Two customers fit what was typed: the question is answered by button and the whole sentence goes on."""
    seat.sign_in("林薇")
    seat.says("今天拜访了星河，见了李总，进入谈判阶段，预计50万，明天下午2点回访")
    question = seat.sees("“星河”说的是哪一个？")
    seat.is_tidy()
    seat.presses(question, re.compile("星河科技"))
    card = seat.sees("已记录拜访 · 星河科技", "李总", "谈判", "500,000", "回访")
    api.expect(card.get_by_role("button", name="撤销")).to_be_visible()
    api.expect(card.get_by_role("button", name="修改")).to_be_visible()


def test_a_digest_with_its_picture(seat: Seat) -> None:
    """The next working morning a manager has the digest, with its chart drawn and loaded."""
    seat.sign_in("Grace Chen")
    seat.lets_time_go_to("the next working morning")
    digest = seat.sees("Pipeline digest")
    picture = digest.locator("img").first
    api.expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 0
