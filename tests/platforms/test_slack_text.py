"""What the stand-in for Slack makes of what is typed, and what a reader sees of a text."""

from collections.abc import Iterator

import pytest

from .slack import App, Link, SlackServer
from .slack_office import Json, Office, marked, plain


@pytest.fixture
def server() -> Iterator[SlackServer]:
    """Return a running workspace in which retries come at once and events go nowhere."""
    with SlackServer(app=App(events=frozenset()), pace=0.001) as server:
        yield server


@pytest.fixture
def office(server: SlackServer) -> Office:
    """Return the workspace with people in it."""
    return Office(server)


# ---- what a reader sees of a text


@pytest.mark.parametrize(
    ("raw", "text", "mentions", "links"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", (), ()),
        ("<@U0BOT> hi", "@salesbot hi", ("U0BOT",), ()),
        ("<!channel> <!here>", "@channel @here", ("channel", "here"), ()),
        ("<!subteam^S1|@sales>", "@sales", ("S1",), ()),
        ("<https://a.example|b>", "b", (), (Link("https://a.example", "b"),)),
        (
            "see https://a.example.",
            "see https://a.example",
            (),
            (Link("https://a.example", "https://a.example"),),
        ),
        ("&lt;!channel&gt; &lt;@U0BOT&gt;", "<!channel> <@U0BOT>", (), ()),
        ("@channel @ann", "@channel @ann", (), ()),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb", (), ()),
    ],
)
def test_what_a_text_is_to_a_reader(
    office: Office, raw: str, text: str, mentions: tuple[str, ...], links: tuple[Link, ...]
) -> None:
    """Only `& < >` are escaped; only marked mentions notify; in plain_text nothing does."""
    assert (seen := office.post(text=raw)).text.rstrip(".") == text
    assert (seen.mentions, seen.links) == (mentions, links)
    unmarked = office.post(text="x", blocks=[{"type": "section", "text": plain(raw)}])
    assert (unmarked.text, unmarked.mentions, unmarked.links) == (raw, (), ())


def test_the_text_beside_blocks_still_notifies(office: Office) -> None:
    """It is not shown, but it is what the notification says."""
    seen = office.post(text="<!channel> shown nowhere", blocks=[marked("shown")])
    assert (seen.text, seen.mentions) == ("shown", ("channel",))


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("R&D <new>", "R&amp;D &lt;new&gt;"),
        ("@salesbot hi", "<@U0BOT> hi"),
        ("@channel", "<!channel>"),
        ("mail bob@acme.com", "mail <mailto:bob@acme.com|bob@acme.com>"),
        ("see https://acme.com/x.", "see <https://acme.com/x>."),
        ("acme.com", "<http://acme.com|acme.com>"),
        ("555-123-4567", "<tel:5551234567|555-123-4567>"),
        ("@nobody", "@nobody"),
    ],
)
def test_what_a_client_makes_of_what_is_typed(office: Office, typed: str, raw: str) -> None:
    """Names, links, addresses and numbers are marked; others see it as it was typed."""
    said = office.ann.says(office.north, typed)
    assert (said.raw, said.text) == (raw, typed)


@pytest.mark.parametrize("asked", [{"link_names": True}, {"parse": "full"}], ids=str)
def test_names_are_linked_when_a_bot_asks_for_it(office: Office, asked: Json) -> None:
    """Then everybody's text can notify everybody."""
    seen = office.post(text="@channel @ann a@b.c <@U0BOT>", **asked)
    assert seen.mentions == ("channel", office.ann.id, "U0BOT")
