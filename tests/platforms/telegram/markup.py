"""Text with markup: HTML read as the server reads it, what it finds by itself, and HTML drawn again."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from .rules import ENTITIES, Json, Refused, length

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
"""Bot API, HTML style: the tags that are supported, and the entity each becomes."""
DRAWN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "text_link": "a",
    "url": "a",
    "mention": "a",
    "text_mention": "a",
    "bot_command": "a",
    "hashtag": "a",
}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
"""Bot API, HTML style: all numerical and only these named entities are supported."""
TAG = re.compile(r"<(/?)([^\s>]*)((?:\s+[^>]*)?)>")
ATTRIBUTE = re.compile(r"""\s+([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?""")
FOUND = [
    (
        "url",
        re.compile(r"(?<![\w@.])(?:https?://[^\s<>]+|(?:[\w-]+\.)+(?:com|org|net|cn|io|me|example)\b\S*)"),
    ),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z][A-Za-z0-9_]{2,31}\b")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
]
"""What a client or the server marks without being asked, in the order that settles overlaps."""
Marked = tuple[str, list[Json]]


def parse(html: str) -> Marked:
    """Read HTML into text and entities, or refuse as the server's parser does.

    Stricter than the server in one point: a `&` or `>` that is no part of markup, which the Bot API says
    "must be replaced" and the server lets pass, is refused too.
    """
    return _Reader(html).read()


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.text = ""
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.entities: list[Json] = []

    def read(self) -> Marked:
        at = 0
        while at < len(self.html):
            at = {"<": self._tag, "&": self._reference, ">": self._stray}.get(self.html[at], self._letter)(at)
        if self.open:
            raise _unread(f"Can't find end tag corresponding to start tag {self.open[-1][0]}")
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self.text, _joined(self.entities)

    def _letter(self, at: int) -> int:
        self.text += self.html[at]
        return at + 1

    def _stray(self, at: int) -> int:
        raise _unread(
            f'Character "{self.html[at]}" must be replaced with an entity at byte offset {self._byte(at)}'
        )

    def _reference(self, at: int) -> int:
        if (found := REFERENCE.match(self.html, at)) is None:
            return self._stray(at)
        hexadecimal, decimal, name = found.groups()
        number = int(hexadecimal, 16) if hexadecimal else int(decimal or 0)
        if not name and (not 0 < number < 0x10FFFF or 0xD800 <= number < 0xE000):
            return self._stray(at)
        self.text += NAMED[name] if name else chr(number)
        return found.end()

    def _tag(self, at: int) -> int:
        found = TAG.match(self.html, at)
        if found is None:
            raise self._unclosed(at)
        name = found[2].lower()
        if found[1]:
            self._end(name, at)
        else:
            self._start(name, found[3], at)
        return found.end()

    def _unclosed(self, at: int) -> Refused:
        name = re.split(r"\s", self.html[at + 1 :], maxsplit=1)[0]
        if name not in TAGS and not name.startswith("/") and len(name) < len(self.html) - at - 1:
            return _unread(f'Unsupported start tag "{name}" at byte offset {self._byte(at)}')
        kind = "end" if name.startswith("/") else "start"
        return _unread(f"Unclosed {kind} tag at byte offset {self._byte(at)}")

    def _start(self, name: str, rest: str, at: int) -> None:
        if name not in TAGS:
            raise _unread(f'Unsupported start tag "{name}" at byte offset {self._byte(at)}')
        attributes = dict(_attributes(rest, name, self._byte(at)))
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _unread(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}')
        self.open.append((name, attributes, len(self.text)))

    def _end(self, name: str, at: int) -> None:
        if not self.open:
            raise _unread(f"Unexpected end tag at byte offset {self._byte(at)}")
        started, attributes, start = self.open.pop()
        if name != started:
            raise _unread(
                f"Unmatched end tag at byte offset {self._byte(at)}, "
                f'expected "</{started}>", found "</{name}>"'
            )
        if len(self.text) == start:
            return
        entity = span(TAGS[started], self.text, start, len(self.text))
        if (marked := _with_attributes(entity, started, attributes, self.text[start:])) is not None:
            self.entities.append(marked)

    def _byte(self, at: int) -> int:
        return len(self.html[:at].encode())


def _unread(why: str) -> Refused:
    return Refused(f"can't parse entities: {why}")


def _attributes(rest: str, tag: str, byte: int) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(rest.rstrip()):
        found = ATTRIBUTE.match(rest, at)
        if found is None:
            raise _unread(f'Empty attribute name in the tag "{tag}" at byte offset {byte}')
        name, value = found.groups()
        if value is None and not (tag == "blockquote" and name == "expandable"):
            raise _unread(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {byte}'
            )
        yield name.lower(), REFERENCE.sub(lambda one: parse(one[0])[0], (value or "").strip("\"'"))
        at = found.end()


def _with_attributes(entity: Json, tag: str, attributes: dict[str, str], inside: str) -> Json | None:
    if tag == "a":
        url = attributes.get("href") or inside
        if person := re.fullmatch(r"tg://user\?id=(\d+)", url):
            return entity | {"type": "text_mention", "user": {"id": int(person[1])}}
        # An address that is no link leaves the words plain, as the server does.
        return entity | {"url": url} if re.match(r"(https?|tg|mailto|tel):|[\w-]+\.[\w.-]+", url) else None
    if tag == "tg-emoji":
        if not attributes.get("emoji-id", "").isdigit():
            raise _unread("Invalid custom emoji identifier specified")
        return entity | {"custom_emoji_id": attributes["emoji-id"]}
    if tag == "code" and attributes.get("class", "").startswith("language-"):
        return entity | {"language": attributes["class"].removeprefix("language-")}
    if tag == "blockquote" and "expandable" in attributes:
        return entity | {"type": "expandable_blockquote"}
    return entity


def _joined(entities: list[Json]) -> list[Json]:
    """Make one of a pre with a code of a language in it."""
    for outer in entities:
        for inner in entities:
            same = (outer["offset"], outer["length"]) == (inner["offset"], inner["length"])
            if outer["type"] == "pre" and inner["type"] == "code" and same:
                outer.update({"language": inner["language"]} if "language" in inner else {})
                return _joined([one for one in entities if one is not inner])
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return entities


def span(kind: str, text: str, start: int, end: int, **more: Any) -> Json:
    """Return the entity of a part of a text, counted in letters here and in UTF-16 units there."""
    return {"type": kind, "offset": length(text[:start]), "length": length(text[start:end]), **more}


def part(text: str, entity: Json) -> str:
    """Return the words an entity marks."""
    raw = text.encode("utf-16-le")
    return raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def found_in(text: str, given: Sequence[Json] = ()) -> list[Json]:
    """Return given entities and those found in the text besides, at most 100."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"]) for entity in given if entity["type"] in _SHUT
    ]
    entities = list(given)
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            entity = span(kind, text, *match.span())
            start, end = entity["offset"], entity["offset"] + entity["length"]
            if all(end <= left or start >= right for left, right in taken):
                taken.append((start, end))
                entities.append(entity)
    return sorted(entities[:ENTITIES], key=lambda entity: (entity["offset"], -entity["length"]))


_SHUT = ("code", "pre", "text_link", "text_mention")
"""Nothing is looked for inside these."""


def draw(text: str, entities: Sequence[Json]) -> str:
    """Return text and entities as HTML to look at."""
    raw = text.encode("utf-16-le")
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for entity in entities:
        tag = DRAWN.get(entity["type"])
        if tag is not None:
            url = entity.get("url", part(text, entity)) if tag == "a" else ""
            opened.setdefault(entity["offset"], []).append(
                f'<a title="{escape(url)}">' if url else f"<{tag}>"
            )
            closed.setdefault(entity["offset"] + entity["length"], []).insert(0, f"</{tag}>")
    edges = sorted({0, len(raw) // 2, *opened, *closed})
    drawn = ""
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        drawn += "".join(closed.get(start, [])) + "".join(opened.get(start, []))
        words = raw[2 * start : 2 * end].decode("utf-16-le", "replace")
        # A block ends its line by itself.
        drawn += escape(words.removeprefix("\n") if drawn.endswith(("</blockquote>", "</pre>")) else words)
    return drawn
