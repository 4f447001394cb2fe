"""From words in a slot to the slot's value."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from handlers.understanding.marked import plain
from handlers.understanding.money import find_money, number
from handlers.understanding.phrases import words

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
    r"(?:the |my |our )?(?:whole |entire |full )?(?:team|company)(?:['’]s)?$|everyone$|everybody$|"
    r"all(?: reps)?$|our$|"
    r"(?:整个|整個|全|我们|我們)?(?:团队|團隊)的?$|大家$|大伙儿?$|全[员員体體组組队隊]的?(?:人)?$|"
    r"整[组組队隊]$|所有人$|各位$",
    re.I,
)
AND = re.compile(
    r"[ \x0b]?(?:,?[ \x0b]?and[ \x0b]|, ?|\x10|以及|还有) ?"
    r"|(?<=[^\x00-\x0d]{2})(?:和|跟|与)(?=[^\x00-\x05\x0b-\x0d]{2}|\x06)"
)
"""What stands between names said together."""


def name(text: str, *, possessive: bool = True) -> str:
    """Return a name as typed, without quotes, a leading @ or, if one may end it, a possessive."""
    bare = re.sub(r"^(?:客户|客戶)[:：]?(?=..)", "", _unwrapped(text).lstrip("@").strip())
    if possessive and len(bare) > 2:
        bare = _POSSESSIVE.sub("", bare)
    return re.sub(r"^the (?=[A-Z])", "", bare).strip()


_ABBREVIATED = re.compile(
    r"(?:\b(?:ltd|inc|co|corp|bros|pvt|pte|pty|llc|plc|jr|sr|st|dept|intl|s\.?a|s\.?p\.?a|o\.o|b\.?v|e\.?v|"
    r"bhd|cia|ltda))\.$",
    re.I,
)
_BRACKETS = {")": "(", "）": "（", "」": "「"}


def _unwrapped(text: str) -> str:
    """Return words without quotes and punctuation around them; not the dot of "Ltd.", nor half a bracket."""
    bare = text.strip()
    if bare[1:] and _BRACKETS.get(bare[-1]) == bare[0] and bare.count(bare[0]) == 1:
        bare = bare[1:-1]
    while bare and bare[-1] in _WRAPPING:
        if _ABBREVIATED.search(bare) or bare.count(bare[-1]) == bare.count(_BRACKETS.get(bare[-1], "\0")):
            break
        bare = bare[:-1]
    while bare and bare[0] in _WRAPPING:
        if (
            bare[0] in _BRACKETS.values()
            and next(end for end, start in _BRACKETS.items() if start == bare[0]) in bare
        ):
            break
        bare = bare[1:]
    return bare


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
