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


def name(text: str, *, possessive: bool = True) -> str:
    """Return a name as typed, without quotes, a leading @ or, if one may end it, a possessive."""
    bare = re.sub(r"^(?:客户|客戶)[:：]?(?=..)", "", _unwrapped(text).lstrip("@").strip())
    if possessive and len(bare) > 2 and bare not in words.DATE_LIKE_NAMES and bare != "美的":
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


def digits(text: str) -> int | None:
    """Return the number in the words of an id."""
    found = re.search(r"\d+", plain(text))
    return int(found.group()) if found else None


_SCORE_WORDS = [word for word in _NUMBERS if word.isascii()]
_SCORE = rf"\d+(?:[.,]\d+)?|{'|'.join(_SCORE_WORDS)}|[一二三四五六七八九十两][点半]?[一二三四五六七八九]?"
_SCORED = re.compile(
    rf"(?P<a>{_SCORE})(?: points?| stars?)? ?(?:out of|of|/|over) ?(?:\d+|ten|five)"
    rf"|[满滿]分[^,!\d]{{0,6}}?(?P<b>{_SCORE}) ?分|"
    rf"[打给給俾畀评評得][^,!\d]{{0,6}}?(?P<c>{_SCORE}) ?分半?(?![满之滿])"
    rf"|(?P<d>{_SCORE}) ?[分星]半?(?![满之钟鐘滿店部公])"
    rf"|(?<![a-z])(?:an?|of|at|to|us|it|score[ds]?|rated|rating|gave)(?: us| me| you)?:? (?:an? |just |"
    rf"only )?(?P<e>{_SCORE})(?![\w%$])"
    rf"|(?P<f>{_SCORE})(?: points?| stars?)(?![a-z])",
)


def score(text: str) -> int | float | None:
    """Return the number of a rating, in digits or a word: 9, "nine", 8,5, 四点五."""
    bare = plain(text).strip().lower().removesuffix("分").strip()
    if bare in _NUMBERS:
        return _NUMBERS[bare]
    if bare[1:] and bare[0] in _NUMBERS and bare[1] in "点半":
        half = 5 if bare[1] == "半" else _NUMBERS.get(bare[2:], 0)
        return _NUMBERS[bare[0]] + half / 10
    try:
        value = float(bare.replace(",", "."))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def scored(said: str) -> int | float | None:
    """Return the number of the rating that words speak of: "nine out of ten", 打了八分."""
    hit = _SCORED.search(said)
    if not hit:
        return None
    found = score(hit[hit.lastgroup or 0])
    return found + 0.5 if found and hit[0].endswith("半") else found


_ID = r"\d{1,6}|[一二三四五六七八九十百两]{1,5}"
_TO = r" ?(?:-|~|to|through|thru|till|到|至) ?"
_IDS = re.compile(
    rf"(?:(?<![a-z])(?:no\.?|nos\.?|numbers?|nr\.?|id|ids|tasks?|tickets?|requests?|reminders?|items?|"
    rf"case) ?#?|(?:任务|待办|工单|申请|提醒|编号|单号) ?#?|#|第 ?)(?P<a>{_ID})(?![\d.:])"
    rf"|(?P<b>{_ID}) ?号(?![楼线厅店院铺门街])"
)
_MORE_IDS = re.compile(
    rf"(?:{_TO}|[,\x10/&和跟与同及] ?| and |, ?and | & )(?:#|no\.? ?|"
    rf"number )?(?P<n>{_ID})(?: ?[号條条])?(?![\d.:%a-z])"
)
_LONGEST_RANGE = 20


def ids(said: str) -> list[int]:
    """Return the numbers of reminders that words speak of: "#3, 4 and 7", "no. 12-15", 六十二号."""
    found = [
        n for hit in _IDS.finditer(said) for n in ids_from(said, whole(hit[hit.lastgroup or 0]), hit.end())
    ]
    return [n for n in dict.fromkeys(found) if n]


def ids_from(said: str, first: int, at: int) -> list[int]:
    """Return a number that ends somewhere in the words, and those in a row with it."""
    found = [first]
    while hit := _MORE_IDS.match(said, at):
        number = whole(hit["n"])
        ranged = re.match(_TO, said[hit.start() :]) and found[-1] < number <= found[-1] + _LONGEST_RANGE
        found += range(found[-1] + 1, number + 1) if ranged else [number]
        at = hit.end()
    return found


def whole(text: str) -> int:
    """Return a whole number in digits or Chinese numerals below a thousand."""
    if text.isdecimal():
        return int(text)
    value, digit = 0, 0
    for char in text:
        if char in "十百":
            value += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _NUMBERS.get(char, 0)
    return value + digit


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


_CLOCK = re.compile(
    r"(?P<part>早上?|上午|朝早?|凌晨|下午|下昼|晏昼|中午|傍晚|晚上?|夜晚?|今晚)? ?"
    r"(?:(?P<four>\d{4})(?!\d)|(?P<hour>\d{1,2})(?:[:.h点](?P<minute>\d{2}))?|"
    r"(?P<words>[一二三四五六七八九十]{1,3})(?=[点时]|(?<=[朝早上午昼晚夜].)|(?<=[朝早上午昼晚夜]..)))"
    r" ?(?:点钟?|时)?(?P<more>半|[一三]刻)? ?(?P<half>[ap])?\.?(?:m\b\.?)?",
)


def hours(text: str, *, at_night: bool = False) -> str | None:
    """Return the hours said as "HH:MM-HH:MM": "9 to 6" is 09:00-18:00; at night, "10 to 7" is 22:00-07:00."""
    found = [clock for hit in _CLOCK.finditer(plain(text).lower()) if (clock := _clock(hit)) is not None]
    if len(found) < 2:
        return None
    (start, start_sure), (end, end_sure) = found[0], found[1]
    if at_night:
        start += 12 * 60 if not start_sure and 5 * 60 <= start < 12 * 60 else 0
    elif not end_sure and end <= start:
        end += 12 * 60
    if max(start, end) > 24 * 60:
        return None
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _clock(hit: re.Match[str]) -> tuple[int, bool] | None:
    """Return the minutes of a clock time, and whether its half of the day is sure."""
    if hit["four"]:
        return int(hit["four"][:2]) * 60 + int(hit["four"][2:]), True
    hour = whole(hit["hour"] or hit["words"])
    if hour > 24:
        return None
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(hit["more"], int(hit["minute"] or 0))
    part, half = hit["part"], hit["half"]
    late = half == "p" or bool(part and part[0] in "下晏傍晚夜今中" and hour != 0)
    if late and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    sure = bool(half or part or (hit["minute"] and len(hit["hour"] or "") == 2) or hour >= 12)
    return hour * 60 + minute, sure


_UNITS = {"天": 1, "日": 1, "d": 1, "周": 7, "礼": 7, "星": 7, "w": 7, "月": 30, "m": 30, "季": 90, "q": 90}
_UNITS |= {"年": 365, "y": 365}
_TENS = {"fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45}
_TENS |= {"sixty": 60, "ninety": 90}
_COUNT = "|".join(("an?", *_SCORE_WORDS, *_TENS))
_LENGTH = re.compile(
    rf"(?P<n>\d+|(?<![a-z])(?:{_COUNT})(?![a-z])|[一二三四五六七八九十百两]+) ?-?个?"
    r"(?P<unit>天|日|周|礼拜|星期|月|季|年|days?|weeks?|wks?|months?|quarters?|years?)"
)


def days(text: str) -> int | None:
    """Return the days that words give: "45 days", 三个月, "two weeks"; a mere number counts days."""
    said = plain(text).lower()
    if hit := _LENGTH.search(said):
        count, unit = hit["n"], hit["unit"]
        number = 1 if count in ("a", "an") else _TENS.get(count) or _NUMBERS.get(count) or whole(count)
        return number * _UNITS[unit[0]]
    bare = re.search(r"\d+", said)
    return int(bare[0]) if bare else None


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
