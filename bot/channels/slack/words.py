"""Slack's own encoding of what people write: mentions, links, and three escaped characters.

docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Mapping

MARK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def escape(text: str) -> str:
    """Return a text that says what it says and marks nothing up."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return the characters that were escaped; the ampersand last, so that nothing is undone twice."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_words(text: str, bot: str, names: Mapping[str, str]) -> str:
    """Return what a person reads, without the mention of the bot; `names` are those of other people."""
    without = re.sub(rf"\s*<@{re.escape(bot)}(?:\|[^<>]*)?>[ ,，:：]*", " ", text) if bot else text
    return unescape(MARK.sub(lambda mark: _shown(mark[1], mark[2] or "", names), without)).strip()


def _shown(target: str, label: str, names: Mapping[str, str]) -> str:
    """Return a mark as it is read, still escaped."""
    match target[0]:
        case "@":
            return "@" + (label or escape(names.get(target[1:], "")) or target[1:])
        case "#":
            return "#" + (label or target[1:])
        case "!":
            return label or "@" + target[1:].partition("^")[0]
        case _:
            return label or target.removeprefix("mailto:").removeprefix("tel:")


def mentions(text: str) -> list[str]:
    """Return the ids of those whom a text mentions, each once."""
    return list(dict.fromkeys(MENTIONED.findall(text)))
