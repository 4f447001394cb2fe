"""Take the pictures of the README anew, from a real demo in a real browser: `make pictures`."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent.parent / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SIZE = {"width": 1200, "height": 860}
PHONE = {"width": 390, "height": 844}

DRAWN = "[...document.querySelectorAll('#rows img')].every(i => i.complete && i.naturalWidth > 0)"
"""True when every picture of the chat is there."""

STORIES = {
    "en": (
        "Ann Lee",
        "Visited Nortwind Traders today, met Priya, moved to negotiation, about $80k, call back Wednesday",
        "pipeline",
    ),
    "zh": ("林薇", "今天拜访了星河，见了李总，进入谈判阶段，预计50万，下周三下午2点回访", "今天的日报"),
    "zh-Hant": (
        "陳怡君",
        "今天拜訪了翔禾，見了王經理，進入議價階段，預計50萬，下週三下午2點回訪",
        "我的商機",
    ),
}
"""Per language: who speaks, the sentence, and what is asked for then."""


@contextmanager
def demo(port: int) -> Iterator[str]:
    """Run a real demo, and give the address of its one-time link."""
    with tempfile.TemporaryDirectory() as folder:
        program = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo"], stdout=subprocess.PIPE, text=True,
            env={"PATH": "/usr/bin:/bin", "SALESBOT_HTTP_PORT": str(port), "SALESBOT_DATA_DIR": folder,
                 "SALESBOT_TIMEZONE": "Asia/Shanghai", "PYTHONPATH": str(IMAGES.parent.parent)},
        )  # fmt: skip
        assert program.stdout is not None
        try:
            for line in program.stdout:
                if found := re.search(r"http://\S+/link/\S+", line):
                    yield found[0]
                    break
        finally:
            program.terminate()
            program.wait(timeout=20)


def say(page: Page, text: str) -> None:
    """Type a message and send it, and wait for the bot's next card."""
    cards = page.locator("#rows .row").count()
    page.locator("textarea").fill(text)
    page.locator("button.send").click()
    page.wait_for_function("n => document.querySelectorAll('#rows .row').length >= n", arg=cards + 2)


def shoot(browser: Browser, url: str, language: str) -> None:
    """Play one language's story and take its pictures."""
    who, sentence, then = STORIES[language]
    page = browser.new_page(viewport=SIZE, device_scale_factor=2, bypass_csp=True)
    page.goto(url)
    page.locator("button[name=person]", has_text=who).click()
    page.wait_for_selector("textarea")
    page.wait_for_load_state("load")
    say(page, sentence)
    option = page.locator("button.pill", has_text=re.compile(r"^\s*1\."))
    if option.count():
        option.last.click()
        page.wait_for_selector("button.pill:has-text('Undo'), button.pill:has-text('撤')")
    page.wait_for_timeout(300)  # the last animation; this is no test
    page.screenshot(path=IMAGES / f"chat-{language}.png")
    page.set_viewport_size(PHONE)
    page.screenshot(path=IMAGES / f"phone-{language}.png")
    page.set_viewport_size(SIZE)
    say(page, then)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / f"report-{language}.png")
    page.close()


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play, demo(8097) as link:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        root = link.partition("/link/")[0]
        for language in STORIES:
            shoot(browser, root, language)
        browser.close()


if __name__ == "__main__":
    main()
