"""The shape of each part of Block Kit: which fields must be there and what each is.

slack_sdk's models check lengths, not types [docs.slack.dev/reference/block-kit].
"""

from collections.abc import Iterator
from typing import Any

SHAPES = {
    "header": "text:plain!",
    "section": "text:text fields:texts accessory:part expand:bool",
    "context": "elements:parts!",
    "actions": "elements:parts!",
    "image": "alt_text:str! image_url:str title:plain",
    "markdown": "text:str!",
    "input": "label:plain! element:part! hint:plain optional:bool dispatch_action:bool",
    "divider": "",
    "button": "text:plain! value:str url:str style:str",
    "plain_text": "text:str! emoji:bool",
    "mrkdwn": "text:str! verbatim:bool",
    "modal": "title:plain! submit:plain close:plain blocks:parts! private_metadata:str callback_id:str",
    "home": "blocks:parts! private_metadata:str callback_id:str",
    "rich_text": "elements:parts!",
    "rich_text_section": "elements:parts!",
    "rich_text_list": "elements:parts! style:str!",
    "rich_text_quote": "elements:parts!",
    "rich_text_preformatted": "elements:parts!",
    "text": "text:str!",
    "user": "user_id:str!",
    "usergroup": "usergroup_id:str!",
    "channel": "channel_id:str!",
    "broadcast": "range:str!",
    "emoji": "name:str!",
    "link": "url:str! text:str",
    "date": "timestamp:int! format:str! fallback:str",
    "table": "rows:rows!",
    "raw_text": "text:str!",
    "raw_number": "",
}
"""`field:what`, with `!` where it must be there; types not listed are left to slack_sdk's models."""
LOOSE = frozenset({"rich_text", "table"})
"""Blocks within which every type has to be listed here: the models pass on what is in them."""
NAMES = ("action_id", "block_id", "type")


def wrongs(part: Any, loose: bool = False) -> Iterator[str]:
    """Yield what has the wrong shape in a part and in all that is inside of it."""
    if isinstance(part, list):
        for one in part:
            yield from wrongs(one, loose)
    if not isinstance(part, dict):
        return
    kind = part.get("type")
    yield from (f"must be a string: {name}" for name in NAMES if name in part and not _is(part[name], "str"))
    if isinstance(kind, str):
        if loose and kind not in SHAPES:
            yield f"unsupported type: {kind}"
        for field, what, needed in _fields(kind):
            yield from _wrong(part, field, what, needed)
    for key, value in part.items():
        if key != "style":
            yield from wrongs(value, loose or kind in LOOSE)


def _fields(kind: str) -> Iterator[tuple[str, str, bool]]:
    for word in SHAPES.get(kind, "").split():
        field, _, what = word.partition(":")
        yield field, what.rstrip("!"), what.endswith("!")


def _wrong(part: dict[str, Any], field: str, what: str, needed: bool) -> Iterator[str]:
    value = part.get(field)
    if value is None:
        if needed or field in part:
            yield f"missing required field: {field}"
    elif not _is(value, what):
        yield f"invalid {field} of {part['type']}: must be {what}"


def _is(value: Any, what: str) -> bool:
    match what:
        case "str" | "int" | "bool":
            return type(value).__name__ == what
        case "part":
            return isinstance(value, dict) and isinstance(value.get("type"), str)
        case "plain" | "text":
            kinds = ("plain_text",) if what == "plain" else ("plain_text", "mrkdwn")
            return _is(value, "part") and value["type"] in kinds and bool(value.get("text"))
        case "parts" | "texts" | "rows":
            inner = {"parts": "part", "texts": "text", "rows": "parts"}[what]
            return isinstance(value, list) and bool(value) and all(_is(one, inner) for one in value)
    raise ValueError(what)
