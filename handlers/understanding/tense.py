"""Whether an activity is past or to come."""

import re
from collections.abc import Sequence
from datetime import datetime

from handlers.understanding.times import TimeMention, Use

_DONE = re.compile(r"[了过完]|刚|来厂|去趟")
_TO_DO = re.compile(r"(?:^|[^主])要|再|准备|打算|记得|需要|下次")


def name_in_tense(name: str, words: str, times: Sequence[TimeMention], order: bool, now: datetime) -> str:
    """Return `log` or `remind` for an activity (`act`); an order, or a day to come, makes any a `remind`."""
    if name == "remind" or order:
        return "remind"
    ahead = [mention for mention in times if _is_ahead(mention, now)]
    if name == "log":
        return "log"
    if any((at := mention.at(Use.PAST)) and at[:10] > now.date().isoformat() for mention in times):
        return "remind"
    if _DONE.search(words):
        return "log"
    if ahead or _TO_DO.search(words) or any(mention.repeat for mention in times):
        return "remind"
    return "log" if not times or all(_is_gone(mention, now) for mention in times) else "remind"


def _is_ahead(mention: TimeMention, now: datetime) -> bool:
    """Tell a day after today, or a clock time still to come today."""
    at = mention.at(Use.FUTURE)
    if at is None or (mention.at(Use.PAST) != at and mention.has_day):
        return at is not None and not _today(mention, now)
    return at > now.isoformat(timespec="minutes")[: len(at)]


def _is_gone(mention: TimeMention, now: datetime) -> bool:
    at = mention.at(Use.PAST)
    return at is not None and at <= now.isoformat(timespec="minutes")[: len(at)]


def _today(mention: TimeMention, now: datetime) -> bool:
    at = mention.at(Use.PAST)
    return at is not None and at[:10] == now.date().isoformat()
