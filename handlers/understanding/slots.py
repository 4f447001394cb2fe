"""From words in a slot to the slot's value."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from handlers.understanding.marked import plain
from handlers.understanding.money import find_money, number
from handlers.understanding.phrases import words
from handlers.understanding.times import TimeMention

_WRAPPING = " \t,;。，；：:.!！?？、\"'“”‘’「」()（）"
_POSSESSIVE = re.compile(r"(?:['’]s?|的)$")
_ARTICLE = re.compile(r"^(?:the|their|his|her|our|my|a|an|with) ", re.I)
_PRONOUN = re.compile(
    r"(?:them|they|him|her|he|she|it|their|its|this (?:customer|client|account)|"
    r"他们|她们|對方|对方|該客戶|该客户|这个客户|"
    r"这家客户|这家公司|这家|这個客戶|這個客戶|這家|该公司|客户(?:那边)?|人家|他|她|他們)(?:的|['’]s)?$",
    re.I,
)
_ME = re.compile(r"(?:me|myself|i|my|mine|我|我自己|我们|我們|我的)$", re.I)
_TEAM = re.compile(
    r"(?:the )?(?:whole )?team(?:['’]s)?$|everyone$|everybody$|all reps$|our(?: team)?$|"
    r"(?:整个|整個|全|我们|我們)?(?:团队|團隊)的?$|大家$|全员$|全員$|所有人$|全组$",
    re.I,
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_NUMBERS |= {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


AND = re.compile(
    r"[ \x0b]?(?:,?[ \x0b]?and[ \x0b]|, ?|\x10|以及|还有) ?"
    r"|(?<=[^\x00-\x0d]{2})(?:和|跟|与)(?=[^\x00-\x05\x0b-\x0d]{2}|\x06)"
)
"""What stands between names said together."""


def name(text: str) -> str:
    """Return a name as typed, without quotes, possessive or a leading @."""
    bare = re.sub(r"^(?:客户|客戶)[:：]?(?=..)", "", text.strip().strip(_WRAPPING).lstrip("@").strip())
    bare = (
        _POSSESSIVE.sub("", bare)
        if len(bare) > 2 and bare not in words.DATE_LIKE_NAMES and bare != "美的"
        else bare
    )
    return re.sub(r"^the (?=[A-Z])", "", bare).strip()


def is_pronoun(text: str) -> bool:
    """Tell a word that stands for the customer spoken of."""
    return bool(_PRONOUN.match(text.strip()))


def person(text: str) -> str:
    """Return a person as the contract has it: the name, "me" or "team"."""
    bare = name(text)
    if _ME.match(bare):
        return "me"
    return "team" if _TEAM.match(bare) else bare


def contact(text: str) -> str:
    """Return a contact as typed, without article or possessive."""
    return _ARTICLE.sub("", name(text))


def digits(text: str) -> int | None:
    """Return the number in the words of an id."""
    found = re.search(r"\d+", plain(text))
    return int(found.group()) if found else None


def score(text: str) -> int | float | None:
    """Return the number of a rating, in digits or a word."""
    bare = plain(text).strip().lower()
    if bare in _NUMBERS:
        return _NUMBERS[bare]
    try:
        value = float(bare)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def money(text: str) -> dict[str, Any] | None:
    """Return the amount and currency of a sum."""
    found = find_money(text.strip())
    if not found:
        return None
    return {"amount": number(found[0].amount), "currency": found[0].currency}


def tabled(table: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return a reader of words by one of the vocabularies: "site visit" is visit."""

    def read(text: str) -> str | None:
        bare = plain(text).strip()
        for value, pattern in table.items():
            if _whole(pattern).fullmatch(bare):
                return value
        return None

    return read


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


kind = tabled(words.KINDS)
stage = tabled(words.STAGES)
tier = tabled(words.TIERS)
language = tabled(words.LANGUAGES)
metric = tabled(words.METRICS)
by = tabled(words.BY)
field = tabled(words.FIELDS)


def hours(text: str, mention: TimeMention | None) -> str:
    """Return hours of work as "HH:MM-HH:MM"."""
    if mention and mention.clock and mention.clock_end:
        return f"{mention.clock}-{mention.clock_end}"
    ends = re.findall(r"(\d{1,2})(?::(\d{2}))?", plain(text))
    return "-".join(f"{int(hour):02}:{minute or '00'}" for hour, minute in ends[:2])


READERS: Mapping[str, Callable[[str], Any]] = {
    "customer": name,
    "into": name,
    "contact": contact,
    "person": person,
    "to": person,
    "from": person,
    "owner": person,
    "id": digits,
    "score": score,
    "figures": digits,
    "kind": kind,
    "stage": stage,
    "tier": tier,
    "language": language,
    "metric": metric,
    "figure": metric,
    "by": by,
    "field": field,
    "ticket": tabled(words.TICKETS),
}
"""How the words of each slot are read; the others stay as typed."""
