"""The table of limits, held against what the stand-in of Slack refuses."""

import asyncio

import pytest

from bot.channels import limits
from reminders.pace import Limits, Pace

from ..platforms.slack.calls import Args
from ..platforms.slack.calls import Limits as Platform

CHATS = [f"C{number}" for number in range(400)]
"""So many are written to at once: more than a workspace takes in a minute."""


def refused(given: Limits) -> int:
    """Return how many posts the platform refuses when each chat is written to once, paced by `given`."""
    now = 0.0
    pace, platform, refusals = Pace(given, time=lambda: now), Platform(), 0
    for chat in CHATS:
        now = max(now, pace.free_at(chat))
        asyncio.run(pace.turn(chat))
        refusals += platform.wait("chat.postMessage", Args({"channel": chat}), now) > 0
    return refusals


def test_a_workspace_is_never_written_to_too_fast():
    """Whatever each channel would take for itself."""
    assert refused(limits.SLACK) == 0
    assert refused(Limits(chat=limits.SLACK.chat)) == 100


@pytest.mark.parametrize("platform", [limits.TELEGRAM, limits.SLACK], ids=["Telegram", "Slack"])
def test_each_limit_says_where_it_is_written(platform):
    """For the bot as a whole and for a chat; there is no other table."""
    assert platform.bot
    assert platform.chat
    every = (*platform.bot, *platform.chat, *platform.group)
    assert all(limit.source.split("/")[0].endswith((".org", ".dev")) for limit in every)
