"""Slack's text: how what a person types is encoded, and what a reader sees of an encoded text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
"""The only characters that are escaped [docs.slack.dev/messaging/formatting-message-text]."""
MARK = re.compile(r"<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>")
"""`<@U1>`, `<#C1|name>`, `<!here>`, `<url|label>` [docs.slack.dev/messaging/formatting-message-text]."""
BARE_URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]}'\"，。！？；：、）】》]")
SENSES = re.compile(
    rf"(?P<url>{BARE_URL.pattern})"
    r"|(?P<mail>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b)"
    r"|(?P<host>\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|cn|hk|tw|dev)\b)"
    r"|(?P<tel>(?<!\w)(?:\+\d{1,2}[ -])?\d{3}-\d{3}-\d{4}\b)"
    r"|(?P<name>@[\w.-]+)"
)


NAMED = re.compile(r"(?<![<!\w])@[\w.-]+")


@dataclass(frozen=True)
class Link:
    """A link as a reader sees it."""

    url: str
    label: str


@dataclass(frozen=True)
class Reading:
    """What an encoded text is to a reader: its words, whom it notifies, where it leads."""

    text: str
    mentions: tuple[str, ...] = ()
    """Ids of users and user groups, and `channel`, `here`, `everyone`."""
    links: tuple[Link, ...] = ()


def escape(text: str) -> str:
    """Return typed characters as Slack encodes them."""
    for character, code in ESCAPES:
        text = text.replace(character, code)
    return text


def unescape(text: str) -> str:
    """Return encoded characters as they are read."""
    for character, code in reversed(ESCAPES):
        text = text.replace(code, character)
    return text


def typed(text: str, people: Mapping[str, str]) -> str:
    """Return what a client sends for what a person typed: names, links, addresses and numbers marked.

    A name in `people` is one picked from the list the client offers; other `@words` stay words.
    [docs.slack.dev/messaging/formatting-message-text; `mailto` and `tel`: vercel/chat issue 955.]
    """

    def mark(found: re.Match[str]) -> str:
        whole = found.group()
        match found.lastgroup:
            case "name":
                return _named(whole, people)
            case "url":
                return f"<{whole}>"
            case "mail":
                return f"<mailto:{whole}|{whole}>"
            case "tel":
                return f"<tel:{re.sub(r'[^+0-9]', '', whole)}|{whole}>"
            case _:
                return f"<http://{whole}|{whole}>"

    return SENSES.sub(mark, escape(text))


def linked(text: str, people: Mapping[str, str]) -> str:
    """Return a text with plain `@names` made mentions, as `link_names` and `parse=full` ask for.

    [docs.slack.dev/messaging/formatting-message-text]
    """
    return NAMED.sub(lambda found: _named(found.group(), people), text)


def _named(word: str, people: Mapping[str, str]) -> str:
    if word[1:] in ("channel", "here", "everyone"):
        return f"<!{word[1:]}>"
    for end in range(len(word), 1, -1):
        if word[1:end] in people:
            return f"<@{people[word[1:end]]}>{word[end:]}"
    return word


def read(raw: str, names: Mapping[str, str]) -> Reading:
    """Return what a reader sees of an encoded text; `names` are those of users and channels by id."""
    words: list[str] = []
    mentions: list[str] = []
    links: list[Link] = []
    end = 0
    for found in MARK.finditer(raw):
        _bare(raw[end : found.start()], words, links)
        _marked(found, names, words, mentions, links)
        end = found.end()
    _bare(raw[end:], words, links)
    return Reading("".join(words), tuple(mentions), tuple(links))


def _bare(raw: str, words: list[str], links: list[Link]) -> None:
    text = unescape(raw)
    words.append(text)
    links += [Link(found.group(), found.group()) for found in BARE_URL.finditer(text)]


def _marked(
    found: re.Match[str],
    names: Mapping[str, str],
    words: list[str],
    mentions: list[str],
    links: list[Link],
) -> None:
    target, label = found.group(1), found.group(2)
    match target[0]:
        case "@":
            mentions.append(target[1:])
            words.append("@" + names.get(target[1:], label or target[1:]))
        case "#":
            words.append("#" + names.get(target[1:], label or target[1:]))
        case "!":
            kind, *more = target[1:].split("^")
            if kind != "date":
                mentions.append(more[0] if more else kind)
            words.append(unescape(label) if label else "@" + kind)
        case _:
            url = unescape(target)
            words.append(unescape(label) if label else url.removeprefix("mailto:"))
            links.append(Link(url, words[-1]))


def rich_text(raw: str) -> dict[str, Any]:
    """Return the rich_text block a client sends beside the text [docs.slack.dev/reference/block-kit]."""
    elements: list[dict[str, Any]] = []
    end = 0
    for found in MARK.finditer(raw):
        _words(raw[end : found.start()], elements)
        elements.append(_element(found))
        end = found.end()
    _words(raw[end:], elements)
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _words(raw: str, elements: list[dict[str, Any]]) -> None:
    if raw:
        elements.append({"type": "text", "text": unescape(raw)})


def _element(found: re.Match[str]) -> dict[str, Any]:
    target, label = found.group(1), found.group(2)
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": unescape(target)} | ({"text": unescape(label)} if label else {})


def joined(readings: Sequence[Reading], between: str = "\n") -> Reading:
    """Return several readings as one."""
    return Reading(
        between.join(reading.text for reading in readings if reading.text),
        tuple(who for reading in readings for who in reading.mentions),
        tuple(link for reading in readings for link in reading.links),
    )
