"""Numbers in the words of a slot: ratings, the numbers of reminders, hours of the day, lengths in days."""

import re

from handlers.understanding.marked import plain
from handlers.understanding.numbers import ENGLISH_WORDS, chinese_number, english_number


def digits(text: str) -> int | None:
    """Return the number in the words of an id."""
    found = re.search(r"\d+", plain(text))
    return int(found.group()) if found else None


_WORD = "|".join(sorted(ENGLISH_WORDS, key=len, reverse=True))
_ENGLISH = rf"(?<![a-z])(?:{_WORD})(?:[ -](?:{_WORD}))?(?![a-z])"
_SCORE = rf"\d+(?:[.,]\d+)?|{_ENGLISH}|[一二三四五六七八九十两][点半]?[一二三四五六七八九]?"
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
    if bare and not bare[0].isdecimal():
        full, point, rest = bare.replace("半", "点五").partition("点")
        found = chinese_number(full) or english_number(full)
        return None if found is None else int(found) + (whole(rest) / 10 if point else 0)
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


_ID = rf"\d{{1,6}}|{_ENGLISH}|[一二三四五六七八九十百两]{{1,5}}"
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
    """Return a whole number in digits, Chinese numerals or English words; 0 if it is none."""
    if text.isdecimal():
        return int(text)
    return int(chinese_number(text) or english_number(text) or 0)


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
_COUNT = rf"(?<![a-z])an?(?![a-z])|{_ENGLISH}"
_LENGTH = re.compile(
    rf"(?P<n>\d+|{_COUNT}|[一二三四五六七八九十百两]+) ?-?个?"
    r"(?P<unit>天|日|周|礼拜|星期|月|季|年|days?|weeks?|wks?|months?|quarters?|years?)"
)


def days(text: str) -> int | None:
    """Return the days that words give: "45 days", 三个月, "two weeks"; a mere number counts days."""
    said = plain(text).lower()
    if hit := _LENGTH.search(said):
        count, unit = hit["n"], hit["unit"]
        return (1 if count in ("a", "an") else whole(count)) * _UNITS[unit[0]]
    bare = re.search(r"\d+", said)
    return int(bare[0]) if bare else None
