"""Block Kit: what Slack refuses, and what a person sees of the blocks it takes."""

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from . import rules
from .mrkdwn import Link, Reading, joined, read
from .shapes import LOOSE, wrongs

Json = dict[str, Any]


class Refused(Exception):  # noqa: N818 - it is Slack's answer, not a mistake of ours
    """Slack does not take it: the error's name, and what its `response_metadata` says."""

    def __init__(self, error: str, *messages: str, **more: object) -> None:
        """Say which error, and more fields of the answer."""
        super().__init__(error, *messages)
        self.error, self.messages, self.more = error, messages, more


@dataclass(frozen=True)
class Button:
    """A button as a person sees it, with what pressing it sends."""

    label: str
    action_id: str
    value: str | None = None
    url: str | None = None
    style: str | None = None
    block_id: str = ""


def check(blocks: object, most: int = rules.BLOCKS) -> list[Json]:
    """Return the blocks with all ids filled in, or refuse them as Slack does."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    if len(blocks) > most:
        raise Refused("invalid_blocks", f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]")
    for place, block in enumerate(blocks):
        if wrong := next(_wrongs(block), None):
            raise Refused("invalid_blocks", f"[ERROR] {wrong} [json-pointer:/blocks/{place}]")
    _once([block["block_id"] for block in blocks if "block_id" in block], "block_id")
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > rules.BLOCKS_TOGETHER:
        raise Refused("msg_blocks_too_long")
    return [_named(block, place) for place, block in enumerate(blocks)]


def check_view(view: object) -> Json:
    """Return a modal or home view with all ids filled in, or refuse it [docs.slack.dev/reference/views]."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        raise Refused("invalid_arguments", "[ERROR] must be a modal or a home [json-pointer:/view]")
    if wrong_shape := next(wrongs(view), None):
        raise Refused("invalid_arguments", f"[ERROR] {wrong_shape} [json-pointer:/view]")
    with_input = any(block["type"] == "input" for block in view["blocks"])
    if with_input and view["type"] == "modal" and "submit" not in view:
        raise Refused("invalid_arguments", "[ERROR] submit is needed with input blocks [json-pointer:/view]")
    try:
        View(**view).to_dict()
    except Exception as wrong:  # whatever the models stumble over
        raise Refused("invalid_arguments", f"[ERROR] {wrong}") from None
    try:
        blocks = check(view.get("blocks"), rules.VIEW_BLOCKS)
    except Refused as refused:
        raise Refused("invalid_arguments", *refused.messages) from None
    return {**view, "blocks": blocks}


def _wrongs(block: Json) -> Iterator[str]:
    """Yield what is wrong with one block: its shape, what slack_sdk's models say, and what they let pass."""
    yield from wrongs(block)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = Block.parse(block)
            seen = parsed.to_dict() if parsed is not None else None
        except Exception as wrong:  # whatever the models stumble over
            yield str(wrong)
            return
    if seen is None:
        yield f"unsupported type: {block.get('type')}"
        return
    if block["type"] not in LOOSE:
        yield from _lost(block, seen)
    if block["type"] == "section" and not (block.get("text") or block.get("fields")):
        yield "missing required field: text"
    named = [part["action_id"] for part in _parts(block) if "action_id" in part]
    if len(set(named)) < len(named):
        yield "`action_id` already exists for this block"


def _lost(given: object, seen: object, path: str = "") -> Iterator[str]:
    """Yield the fields slack_sdk's models do not know: Slack refuses additional properties."""
    if isinstance(given, dict) and isinstance(seen, dict):
        for key, value in given.items():
            if key not in seen and value not in (None, [], {}, ""):
                yield f"invalid additional property: {path}{key}"
            else:
                yield from _lost(value, seen.get(key), f"{path}{key}/")
    elif isinstance(given, list) and isinstance(seen, list):
        if len(given) != len(seen):
            yield f"unsupported type in {path}"
        for one, other in zip(given, seen, strict=False):
            yield from _lost(one, other, path)
    elif isinstance(given, dict):
        yield f"unsupported type: {given.get('type')} in {path}"


def _parts(block: Json) -> list[Json]:
    """Return a block and the elements in it."""
    element = block.get("element")
    accessory = block.get("accessory")
    elements = block.get("elements") if block.get("type") not in LOOSE else ()
    inner = [*(elements or ()), element, accessory]
    return [block, *(part for part in inner if isinstance(part, dict))]


def _once(ids: Sequence[str], what: str) -> None:
    if len(set(ids)) < len(ids):
        raise Refused("invalid_blocks", f"[ERROR] {what} already exists for this message")


def _named(block: Json, place: int) -> Json:
    """Return a block with the ids Slack gives where the app gave none."""
    named = json.loads(json.dumps(block))
    named.setdefault("block_id", f"b{place}")
    for number, part in enumerate(_parts(named)[1:]):
        if part.get("type") not in (None, "mrkdwn", "plain_text", "image"):
            part.setdefault("action_id", f"a{place}.{number}")
    return dict(named)


# ---- what a person sees


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each block with each interactive element in it."""
    for block in blocks:
        for part in _parts(block)[1:]:
            if "action_id" in part:
                yield block, part


def buttons(blocks: Sequence[Json]) -> list[Button]:
    """Return the buttons of a message or view, in order."""
    return [
        Button(
            element["text"]["text"],
            element["action_id"],
            element.get("value"),
            element.get("url"),
            element.get("style"),
            block["block_id"],
        )
        for block, element in elements(blocks)
        if element["type"] == "button"
    ]


def seen(blocks: Sequence[Json], names: Mapping[str, str]) -> Reading:
    """Return what a person reads in blocks, a line a part, without the buttons."""
    return joined([reading for block in blocks for reading in _block(block, names)])


def _block(block: Json, names: Mapping[str, str]) -> list[Reading]:
    match block["type"]:
        case "section":
            texts = [block.get("text"), *(block.get("fields") or ())]
            return [_text(text, names) for text in texts if text]
        case "header":
            return [_text(block["text"], names)]
        case "context":
            return [joined([_text(part, names) for part in block["elements"] if "text" in part], " ")]
        case "markdown":
            return [Reading(block["text"])]
        case "image":
            return [Reading(block["alt_text"])]
        case "rich_text":
            return [_rich(element, names) for element in block["elements"]]
        case "table":
            return [joined([_cell(cell, names) for cell in row], " | ") for row in block["rows"]]
        case "input":
            return [_text(block["label"], names)]
    return []


def _text(text: Json, names: Mapping[str, str]) -> Reading:
    return Reading(text["text"]) if text["type"] == "plain_text" else read(text["text"], names)


def _cell(cell: Json, names: Mapping[str, str]) -> Reading:
    if cell.get("type") == "rich_text":
        return joined([_rich(element, names) for element in cell["elements"]])
    return Reading(str(cell.get("text", cell.get("value", ""))))


def _rich(element: Json, names: Mapping[str, str]) -> Reading:
    match element["type"]:
        case "text" | "emoji":
            return Reading(element.get("text", f":{element.get('name')}:"))
        case "user":
            return Reading("@" + names.get(element["user_id"], element["user_id"]), (element["user_id"],))
        case "broadcast":
            return Reading("@" + element["range"], (element["range"],))
        case "usergroup":
            return Reading("@" + element["usergroup_id"], (element["usergroup_id"],))
        case "channel":
            return Reading("#" + names.get(element["channel_id"], element["channel_id"]))
        case "link":
            label = str(element.get("text", element["url"]))
            return Reading(label, (), (Link(str(element["url"]), label),))
    between = "\n" if element["type"] == "rich_text_list" else ""
    return joined([_rich(inner, names) for inner in element.get("elements", ())], between)


def words_of(blocks: Sequence[Json], text: str, names: Mapping[str, str]) -> Reading:
    """Return what a person reads of a message: its blocks, or its text where there are none.

    `text` beside blocks is for notifications only, but still notifies
    [docs.slack.dev/reference/methods/chat.postMessage].
    """
    plain = read(text, names)
    if not blocks:
        return plain
    reading = seen(blocks, names)
    mentions = tuple(dict.fromkeys(chain(reading.mentions, plain.mentions)))
    return Reading(reading.text, mentions, reading.links)
