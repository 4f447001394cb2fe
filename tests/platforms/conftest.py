"""Fixtures of the stand-ins' own tests."""

from collections.abc import Iterator

import pytest

from .raw_bot import Hand, RawBot
from .telegram import Chat, Person, Telegram


@pytest.fixture
def clock() -> Hand:
    """Return a clock at noon in Shanghai."""
    return Hand()


@pytest.fixture
def telegram(clock: Hand) -> Iterator[Telegram]:
    """Return a Telegram that goes by that clock."""
    with Telegram(now=clock) as telegram:
        yield telegram


@pytest.fixture
def bot(telegram: Telegram) -> Iterator[RawBot]:
    """Return its bot."""
    with RawBot(telegram) as bot:
        yield bot


@pytest.fixture
def ann(telegram: Telegram) -> Person:
    """Return somebody."""
    return telegram.person("Ann", "Lee")


@pytest.fixture
def chat(telegram: Telegram, ann: Person) -> Chat:
    """Return Ann's chat with the bot."""
    return telegram.private(ann)
