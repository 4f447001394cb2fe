"""The pattern of each kind of slot in marked text: what a name, a person, a stage looks like."""

from collections.abc import Mapping

from handlers.understanding.marked import (
    CONTACT,
    CUSTOMER,
    EMAIL,
    LIST,
    MONEY,
    PERSON,
    PHONE,
    REST,
    STOP,
    TIME,
    TIME_REST,
)
from handlers.understanding.phrases import stops, words

DIGIT = "0"
GAP = r"\s*+"
TIMED_GAP = r"\s*?"
"""What may stand between two parts: blanks and times, given back only to a slot that may be a time."""
TIMED = frozenset({"at", "clock", "hours", "value"})
END = rf",;!?:{LIST}\n\"()"
_ENDS = r"[\x03-\x10!\"(),:;?]"
"""Any mark, line end or punctuation: what no name goes beyond."""

_HAN = r"[^\x00-\xff]"

_BARE = r"(?<![a-z0-9])[^\x00-\x22(),:;?](?:(?!的)[^\x00-\x1f!\"(),:;?]){1,50}?(?![a-z0-9])"
_UNIT = rf"(?:[{CUSTOMER}-{CONTACT}]{REST}*+|\"[^\"\n]{{1,60}}\"|[他她]|{_BARE})"
_KNOWN = rf"(?<=[{CUSTOMER}-{CONTACT}{REST}])"
"""After a name that is known there is nothing to look for: it ends where its mark does."""
_NAME_ENDS = rf"(?:{_KNOWN}|(?=$|{_ENDS}|(?<=[^\x00-\xff]) |{'|'.join(stops.HAN_ENDS)}))"
_PARTY_ENDS = rf"(?:{_KNOWN}|(?=$|{_ENDS}|(?<=[^\x00-\xff]) |{'|'.join(stops.HAN_ENDS)}|都|各))"
_THE = r"(?:the\s)?"
_JOIN = (
    rf"(?:,?\s(?:and|&|at|from|of|over at|over from)(?: |{STOP}the )|"
    rf"@|, |{LIST}|和|以及|还有|跟|与|的| ?\(|(?={CONTACT}))"
)


_ME = r"(?:me|myself|i|my|mine)(?![a-z])|我自己|我们?的?"
_TEAM = (
    r"(?:the team|team|everyone|everybody|the whole team|all reps|our team|our)(?![a-z])|"
    "团队|大家|全员|所有人|全组|整个团队|我们团队|全团队"
)
_PERSON = (
    rf"{PERSON}{REST}*|{CONTACT}{REST}*|{_TEAM}|{_ME}|(?<![a-z])@?[a-z]+(?:'s)?(?: [a-z]+(?:'s)?)??(?![a-z])|"
    rf"{_HAN}{{2,4}}?"
)
_WITH = rf"(?:\s?(?:and|&|和|{LIST}|跟|与)\s?)"
_CONTACT_NAME = (
    rf"{CONTACT}{REST}*(?:{_WITH}{CONTACT}{REST}*)*|{PERSON}{REST}*|"
    r"(?<![a-z])(?:(?:the|their|his|her|our) )?[a-z][a-z'.\-]*(?: [a-z][a-z'.\-]*){0,2}"
    r"(?:(?:\sand\s| & )[a-z]+(?: [a-z]+)?)?|"
    rf"{_HAN}{{2,5}}?(?=$|{_ENDS}| |聊|谈|说|的|沟通|见)"
)


def _one_of(table: Mapping[str, str]) -> str:
    ways = "|".join(sorted(table.values(), key=len, reverse=True)).lower().replace(" ", r"\s")
    return f"(?:{ways})(?![a-z])"


_DONE_THINGS = frozenset(
    stops.listed("visits calls meetings demos activities quotes orders complaints deals")
)
_REST_OF_LINE = r"[^,;!?\n][^;!?\n]*"
_PATTERNS = {
    "at": rf"{TIME}{TIME_REST}*",
    "money": rf"{MONEY}{REST}*|"
    r"(?:[$£¥]|￥|€)?\d[\d,.]*(?:[kwm]|万|千|亿| ?grand)?(?:元|块)?(?!\d|[^\x00-\xff]|%)",
    "phone": rf"{PHONE}{REST}*",
    "email": rf"{EMAIL}{REST}*",
    "id": r"(?:(?:no\.? ?|number ))?#?\d{1,9}(?!\d)",
    "score": r"\d+(?:\.\d+)?|[一二三四五六七八九十两]|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)(?![a-z])",
    "kind": _one_of(words.KINDS),
    "stage": _one_of(words.STAGES),
    "tier": _one_of(words.TIERS),
    "metric": _one_of(words.METRICS),
    "by": _one_of(words.BY),
    "field": _one_of(words.FIELDS),
    "language": _one_of(words.LANGUAGES),
    "region": rf"(?:{words.REGIONS_ZH})",
    "place": rf"(?:{words.REGIONS_ZH})|[a-z]+(?: [a-z]+)?",
    "what": r"[^,;!?\n]+",
    "figure": _one_of(
        {name: way for name, way in words.METRICS.items() if name not in _DONE_THINGS} | {"": words.COUNTED}
    ),
    "industry": rf"(?:(?![的我有])(?:{_HAN})){{2,6}}?|[a-z]+(?: [a-z]+)?",
    "person": _PERSON,
    "to": _PERSON,
    "from": _PERSON,
    "contact": _CONTACT_NAME,
    "word": r"[^\x00-\x1f ,;!?]+",
    "ticket": _one_of(words.TICKETS),
    "hours": rf"{TIME}{TIME_REST}*|"
    rf"\d{{1,2}}(?::\d{{2}})?(?:\s?(?:-|to|到|至)\s?)\d{{1,2}}(?::\d{{2}})?",
    "goods": r"[\d一二三四五六七八九十百千两][^,;!?\n]*",
    "item": r"[^,;!?\n]+?",
    "clock": rf"{TIME}{TIME_REST}*|\d{{1,2}}:\d{{2}}",
    "note": _REST_OF_LINE,
    "reason": r"[^,;!?\n]+",
    "text": r"[^,;!?\n]+",
    "figures": r"\d+(?:次|个|家|单|条|通|场)?",
    "team": r"[a-z]+|[^\x00-\xff]{2,6}?",
    "value": rf"(?:[^,;!?\n{STOP}]|{STOP}(?!and ))+",
    "title": r"[^,;!?\n:]+?",
}


SIGNS: Mapping[str, tuple[str, ...]] = {
    "at": (TIME,),
    "clock": (TIME, DIGIT),
    "hours": (TIME, DIGIT),
    "money": (MONEY, DIGIT),
    "id": (DIGIT,),
    "phone": (PHONE,),
    "email": (EMAIL,),
}
"""Signs of which one stands in a text that has such a slot; DIGIT is for any digit."""


def slot(name: str, group: str, *, last: bool) -> str:
    """Return the pattern of a slot as a named group; a name that ends a line finds its own end."""
    if name == "customers":
        return rf"{_THE}(?P<{group}>{_UNIT}(?:{_JOIN}{_UNIT}){{0,5}}(?: ?\))?){_PARTY_ENDS if last else ''}"
    if name in ("customer", "into", "subject"):
        return rf"{_THE}(?P<{group}>{_UNIT}){_NAME_ENDS if last else ''}"
    return rf"(?P<{group}>{_PATTERNS[name]})"
