"""Where a reading is shaky, so that the bot asks instead of writing; a question is never doubted."""

import re
from collections.abc import Iterator

from domain.incoming import Situation
from handlers.understanding.carrying import THEY
from handlers.understanding.cues import is_person_name
from handlers.understanding.heard import Heard
from handlers.understanding.shapes import SHAPES

_SMALL = re.compile(r"[a-z]+(?: [a-z]+)*")
_RUN_TOGETHER = re.compile(
    r"[\u4e00-\u9fff](?:了|过|着|说|问|想要|已经|今天|明天|下周|客户|拜访|回访|跟进|签约|下单|投诉|报价|付款|合同)"
)
_WITH_SOMEBODY = frozenset({"log", "remind", "note", "ticket"})
"""Actions that happen with somebody: a name alone in them may be the customer's."""
_MOST_WORDS = 5
_MOST_HAN = 20


def doubts_of(heard: Heard, named_before: int, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return the slots of an action that may be read wrongly, each with the reason.

    `named_before` is how many customers the message has named before it.
    """
    if SHAPES[heard.name].asks:
        return
    known = {name.casefold() for name in (*situation.customers, situation.context_customer or "")}
    names = heard.all("customer")
    for name in names:
        if name.casefold() not in known and (why := _why_no_name(name)):
            yield "customer", why
            return
    somebody = heard.first("contact") if heard.name in _WITH_SOMEBODY else None
    if not names and somebody and not is_person_name(somebody) and not heard.has(THEY):
        yield "customer", "who is named may be a customer"
    elif not names and named_before > 1 and heard.has(THEY):
        yield "customer", "more than one customer was named before"


def _why_no_name(name: str) -> str | None:
    """Return why words can hardly be a customer's name."""
    if _SMALL.fullmatch(name):
        return "an unknown name in small letters"
    if _RUN_TOGETHER.search(name):
        return "the name seems to hold a verb"
    if len(name.split()) > _MOST_WORDS or (len(name) > _MOST_HAN and not name.isascii() and " " not in name):
        return "too long for a name"
    return None
