"""Words that put right what was said just before: "no, Acme Labs", 不是小米，是小米科技, 改成周五.

They order nothing by themselves: what they mean depends on what was done before them.
"""

import re
from dataclasses import dataclass

from domain.incoming import Situation
from handlers.understanding.money import find_money
from handlers.understanding.segment import addressed
from handlers.understanding.times import find_times

_SORRY = r"(?:(?:oh|no|nope|sorry|oops|wait|actually|correction|i mean|my mistake)\s*[,.!:;]*\s+)"
_MEANT = (
    r"(?:(?:(?:i|we) (?:meant|mean)(?: to say)?|(?:it|that) (?:was|is|should be|should have been)|it's|"
    r"(?:make|change|set) (?:it|that|this)(?: to)?)\s+)"
)
_WRONG = "(?:不对|不對|错了|錯了|[搞说說写寫弄记記]错了|[搞說寫弄記]錯了|不是的?|哦不|不)"
_IS = "(?:应该|應該|應)?(?:是|改成|改为|改為)?"
_I_SAID = "(?:我是说|我是說|我说的是|我說的是|我的意思是|我指的是|应该是|應該是)"
_TO = "(?:改成|改为|改為|换成|換成|更正为|更正為)"
_WAYS = tuple(
    re.compile(way, re.I)
    for way in (
        rf"{_SORRY}*not (?P<old>.+?)(?:\s*[,;]\s*(?:but )?{_MEANT}?|\s+but\s+)(?P<new>.+)",
        rf"{_SORRY}*{_MEANT}?(?P<new>.+?)\s*[,;]\s*not (?P<old>.+)",
        rf"{_SORRY}+{_MEANT}?(?P<new>.+)",
        rf"{_MEANT}(?P<new>.+)",
        r"不是(?P<old>.+?)[,，、;；\s]*(?:而)?是(?P<new>.+)",
        r"是(?P<new>.+?)[,，;；\s]*不是(?P<old>.+)",
        rf"{_WRONG}[,，.。!！\s]+{_IS}(?P<new>.+)",
        rf"{_I_SAID}(?P<new>.+)",
        rf"(?:[把将將](?:它|时间|時間|日期|金额|金額|客户|客戶))?{_TO}(?P<new>.+)",
    )
)
_ENDS = " \t\n.,!;。，！；吧啊"
_ARTICLE = re.compile(r"(?:an?|on|at|for|with)\s+", re.I)
LONGEST = 80
"""Characters that are read: a longer message says something of its own."""


@dataclass(frozen=True)
class Amendment:
    """What is right, and what was wrong where that is said too."""

    new: str
    old: str | None = None


def amended(text: str, situation: Situation) -> Amendment | None:
    """Return what the words put right; None where they say something of their own."""
    bare = (addressed(text[: 2 * LONGEST], situation) or "").strip(_ENDS)
    if len(bare) > LONGEST:
        return None
    for way in _WAYS:
        if found := way.fullmatch(bare):
            parts = {name: _bare(part) for name, part in found.groupdict().items()}
            return Amendment(parts["new"], parts.get("old")) if parts["new"] else None
    return None


def _bare(part: str) -> str:
    bare = part.strip(_ENDS)
    return _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare


def is_time(text: str, situation: Situation) -> bool:
    """Tell whether the words are a time and nothing else."""
    mentions = find_times(text, situation.now_local, country=situation.country)
    return bool(mentions) and not _left(text, [(one.start, one.end) for one in mentions])


def is_money(text: str) -> bool:
    """Tell whether the words are a sum and nothing else."""
    sums = find_money(text)
    return len(sums) == 1 and not _left(text, [(sums[0].start, sums[0].end)])


def _left(text: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a text has words beside some stretches of it."""
    inside = {at for start, end in spans for at in range(start, end)}
    return any(sign.isalnum() for at, sign in enumerate(text) if at not in inside)
