"""Times written with digits or numerals: 15:30, 3pm, 2026-11-17, 11/17, 5th, 三点半, 11月3号, 周五."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from handlers.understanding.numbers import NUMERAL, chinese_number
from handlers.understanding.times.calendar_parts import YearPart
from handlers.understanding.times.clocks import AM, EVENING, MORNING, PM, Hour
from handlers.understanding.times.days import ExactDay, LunarDay, MonthDay, When
from handlers.understanding.times.lexicon import UNITS, Meaning
from handlers.understanding.times.lexicon_zh import INITIALS
from handlers.understanding.times.periods import Between

Maker = Callable[[re.Match[str]], Meaning | None]

_THINGS = (
    "任务|工单|提醒(?![我俺他她佢们你一咱大小老阿下])|申请|单(?!独)|波(?!音)|风球|待办|订单|会议室|公司|文件|合同|客户|产品|商机|投诉"
    "|[楼线店院机库厂门房桌馆展仓那位]"
)
"""12号任务 is a task, 3号楼 a building."""
_NOT_AN_HOUR = (
    "[间候长段机代常0-9]|差(?![0-9一二三四五十])|建议|意见|问题|要求|想法|原因|说明|体会|疑问|需求|反馈"
)
"""三点建议 is three points of advice."""
_MEASURE = (
    "[万千百亿元块台件套人家单次度吨名条箱米折倍间位张份只瓶盒辆栋层户批轮场样项笔组斤平]"
    "|个(?!半|月|小|星|礼|季|工作|钟|周|年)"
)
_MINUTE = "半|一刻|三刻|[0-5]?[0-9]分?|[一二三四五六七八九零]{1,3}分|[二三四五]?十[一二三四五六七八九]?分?"
_SINGLE = "一二三四五六七八九"

_LITERAL = rf"""
    (?P<zh_hour>(?:差(?P<short>一刻|[0-9{_SINGLE}十]{{1,3}}分)钟?\s?)?(?P<hour>[0-9]{{1,2}}|[零两{_SINGLE}]|[二]?十[一二三四]?)\s?[点时](?!{_NOT_AN_HOUR})
        (?:差(?P<lacking>一刻|[0-9{_SINGLE}十]{{1,3}}分)|(?P<minute>{_MINUTE})|钟|整)?钟?
        |(?P<loose_hour>[0-9]{{1,2}})点(?P<loose_minute>[0-5][0-9])分?)
  | (?P<zh_work>朝(?P<work_from>[0-9]{{1,2}}|[{_SINGLE}十]{{1,2}})
        晚(?P<work_to>[0-9]{{1,2}}|[{_SINGLE}十]{{1,2}}))
  | (?P<initials>(?<![a-z0-9])(?:{"|".join(INITIALS)})(?=\s?[\u4e00-\u9fff]))
  | (?P<new_year>(?<![0-9{_SINGLE}十百千几半多来俩两个今明后去前本当每])
        年(?:(?P<new_year_after>[之过以]?后)|[之以]?前)(?![天台]))
  | (?P<zh_weekday>(?:周|星期|礼拜)(?P<weekday>[二三四五六日天]|一(?!起|次|直|定|些|共|样|般|趟|遍|并|旦|边)
        |[1-7](?![0-9:.%个家次天])))
  | (?P<zh_year>(?P<minguo>民国\s?(?=(?:[0-9]{{2,3}}|{NUMERAL}{{2,6}})\s?年))?
        (?P<year>[0-9]{{2,4}}|[一二][零〇九][零〇{_SINGLE}]{{2}}|(?(minguo){NUMERAL}{{2,6}}|(?!)))\s?年(?![前后内以]))
  | (?P<zh_lunar>大年初(?P<spring_day>[{_SINGLE}十])
        |(?:(?:农历|阴历|旧历)|(?=[正腊]月))(?P<lunar_month>[正冬腊]|[0-9]{{1,2}}|{NUMERAL}{{1,2}})[月-]初?
        (?P<lunar_day>[0-9]{{1,2}}|廿?[{_SINGLE}十]{{1,3}})[日号]?)
  | (?P<zh_quarters>(?:[前头]|第?(?P<from_quarter>[一二三1-3])[-~–—到至]第?)
        (?P<to_quarter>[一二三四1-4])个?季度?)
  | (?P<zh_part>[早晚](?=(?:[0-9]{{1,2}}|[{_SINGLE}十]{{1,2}})[点时:]))
  | (?P<zh_months>(?P<from_month>1[0-2]|[1-9])\s?[-~–—到至]\s?
        (?P<to_month>1[0-2]|[1-9])月(?:份|(?![0-9{_SINGLE}十底初])))
  | (?P<zh_month>(?:1[0-2]|0?[1-9]|十[一二]?|[{_SINGLE}])\s?月份?(?![0-9]*刊))
  | (?P<zh_day>(?<!任务|工单|待办|提醒|编号|订单)(?<![路街巷弄段道栋])(?<![路街巷弄段道栋]\s)
        (?!(?<!月)[0-9{_SINGLE}十]{{1,3}}日(?:之|以)?[内后])
        (?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[{_SINGLE}]?|廿[{_SINGLE}]?|卅一?|[{_SINGLE}])
        \s?(?P<day_sign>[号日])(?=(?P<thing>{_THINGS})?))
  | (?P<zh_quarter>第?[一二三四1-4]季度?(?!报))
  | (?P<iso>(?:19|20)[0-9]{{2}}(?P<s1>[-/.])[0-9]{{1,2}}(?P=s1)[0-9]{{1,2}}
        (?:t(?P<iso_hour>[01][0-9]|2[0-3]):(?P<iso_minute>[0-5][0-9])(?::[0-9]{{2}})?)?)(?![0-9%])
  | (?P<compact>20[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9a-z-])
  | (?P<full>[0-9]{{1,2}}(?P<s2>[-/.])[0-9]{{1,2}}(?P=s2)(?:20[0-9]{{2}}|[0-9]{{2}}))(?![0-9a-z/]|[.-][0-9])
  | (?P<slashed>(?!24/7)[0-9]{{1,2}}/[0-9]{{1,2}})(?![0-9a-z/%]|\s?(?:of|off|price|分))
  | (?P<dotted>(?<=on\s|by\s|il\s|om\s|ue\s)[0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.)(?![0-9])
  | (?P<loose_clock>(?:[01]?[0-9]|2[0-3])\.(?:00|15|30|45))
        (?![0-9a-z%.]|\s?(?:[ap]\.?m|%|percent|pct|k|m|million|usd|eur|分|{_MEASURE}))
  | (?P<about>(?P<about_hour>1[0-2]|[1-9])(?:[:.](?P<about_minute>[0-5][0-9]))?(?:-?ish|\s?plus)\b)
  | (?P<clock>(?P<h>[01]?[0-9]|2[0-4])(?:[:.h]?(?P<mi>[0-5][0-9]))?\s?(?P<meridiem>[ap])\.?m\b\.?
        |(?P<h24>[01]?[0-9]|2[0-4])[:h](?P<m24>[0-5][0-9])(?::[0-5][0-9])?(?![0-9a-z])
        |(?<!in\s)(?<!or\s)(?<!by\s)(?P<h_only>1[3-9]|2[0-3]|(?<=at\s)[0-9]{{1,2}})h\b
        |(?P<four>(?:[01][0-9]|2[0-3])(?:00|15|30|45))(?=\s?(?:-|–|to)\s?(?:[01][0-9]|2[0-3])(?:00|15|30|45)\b)
        |(?:(?<=[0-2][0-9](?:00|15|30|45)-)|(?<=(?:00|15|30|45)\s-\s)|(?<=(?:00|15|30|45)\sto\s))(?P<four_end>(?:[01][0-9]|2[0-3])(?:00|15|30|45))(?![0-9a-z-])
        |(?P<hhmm>(?:[01][0-9]|2[0-3])[0-5][0-9])\s?(?:hrs|hours|h)\b)
  | (?P<ordinal>(?:[12]?[0-9]|3[01])(?:st|nd|rd|th)\b)
  | (?P<glued>(?P<count>[0-9]{{1,3}}(?:\.5)?)-?
        (?P<unit>mins?|minutes?|h|hrs?|hours?|days?|wks?|weeks?|months?|mos?|yrs?|years?)\b)
  | (?P<number>[0-9]{{1,4}}(?:\.5)?)(?![0-9a-z]|[.,:/][0-9]|\s?(?:%|{_MEASURE}))
  | (?P<zh_number>[俩仨](?=月)|(?:{NUMERAL}{{1,6}}(?:[来多几](?=[个天周日年]))?|几)(?!{_MEASURE}|季度|月))
"""
"""Tried where a digit, a numeral or one of 周星礼民农阴第前早晚大正腊 stands."""

_LENGTH_BEFORE = frozenset("近来过迟后前每多隔再等延推")
"""Before 三日 these say that days are counted, not that the month's third is meant."""
_WEEKDAYS = {char: value for value, char in enumerate("一二三四五六日")} | {"天": 6}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_LOOSE = ("一点", "两点", "二点", "1点", "2点")
"""Also "a bit" and "two points": hours only beside a day or a part of it."""
_FEW = 3
_RATED = re.compile(r"\b(?:rate[ds]?|rating|scored?|gave|csat|nps)\b|满意度|评分|打分|打了|给了|打")


@cache
def literal() -> re.Pattern[str]:
    """The pattern of all literals; compiled when first needed."""
    return re.compile(_LITERAL, re.VERBOSE | re.ASCII)


def read(match: re.Match[str]) -> Meaning | None:
    """What a literal says; None where its digits make no time."""
    maker = _MAKERS[match.lastgroup or ""]
    return maker(match)


def _value(text: str) -> int:
    number = chinese_number(text.strip())
    return -1 if number is None else int(number)


def _hour(match: re.Match[str]) -> Meaning | None:
    hour = Hour(
        _value(match["hour"] or match["loose_hour"]),
        _minutes(match["minute"] or match["loose_minute"] or "0"),
    )
    if lacking := match["short"] or match["lacking"]:
        hour = replace(hour, minute=-_minutes(lacking))
    if not (0 <= hour.hour <= 24 and -30 <= hour.minute < 60):
        return None
    if match[0] in _LOOSE and match.string.startswith("不", match.end()):
        return None
    return (("j" if match[0] in _LOOSE else "t", hour),)


def _minutes(said: str) -> int:
    return _MINUTES.get(said) or (15 if said == "一刻" else _value(said.removesuffix("分")))


def _weekday(match: re.Match[str]) -> Meaning:
    char = match["weekday"]
    return (("w", int(char) - 1 if char.isdigit() else _WEEKDAYS[char]),)


def _year(match: re.Match[str]) -> Meaning | None:
    year = _value(match["year"])
    if match["minguo"]:
        return (("y", year + 1911),)
    if 1900 <= year < 2100:
        return (("y", year),)
    return (("n", year), ("u", "year"))


def _lunar(match: re.Match[str]) -> Meaning | None:
    if match["spring_day"]:
        return (("X", LunarDay(1, _value(match["spring_day"]))),)
    month = _LUNAR_MONTHS.get(match["lunar_month"]) or _value(match["lunar_month"])
    day = _value(match["lunar_day"].replace("廿", "二十"))
    return (("X", LunarDay(month, day)),) if 1 <= month <= 12 and 1 <= day <= 30 else None


def _months(match: re.Match[str]) -> Meaning:
    first, last = YearPart("month", int(match["from_month"])), YearPart("month", int(match["to_month"]))
    return (("Y", Between(first, last)),)


def _quarters(match: re.Match[str]) -> Meaning:
    first = _value(match["from_quarter"] or "1")
    return (("Y", Between(YearPart("quarter", first), YearPart("quarter", _value(match["to_quarter"])))),)


def _work(match: re.Match[str]) -> Meaning:
    """朝九晚六."""
    first, last = (_value(match[name]) for name in ("work_from", "work_to"))
    return (("t", Hour(first, 0, AM).until(Hour(last, 0, PM))),)


def _initials(match: re.Match[str]) -> Meaning:
    return (("D", INITIALS[match[0]]),)


def _day(match: re.Match[str]) -> Meaning | None:
    """A day of the month; 12号任务 is none, and 推迟三日 counts days."""
    number = _value(
        match[0][: match.start("day_sign") - match.start()].replace("廿", "二十").replace("卅", "三十")
    )
    before = match.string[: match.start()].rstrip()[-2:]
    if (match["thing"] and not before.endswith("月")) or before.endswith("第"):
        return None
    if match["day_sign"] == "日" and (before == "过去" or before[-1:] in _LENGTH_BEFORE):
        return (("n", float(number)), ("u", "day"))
    return (("d", number),)


def _dotted(match: re.Match[str]) -> Meaning | None:
    """4.11., as on the continent: the day before the month."""
    day, month = (int(part) for part in match[0].rstrip(".").split("."))
    return (("X", MonthDay(month, day)),) if exact_day(2000, month, day) else None


def _loose_clock(match: re.Match[str]) -> Meaning:
    """3.30: an hour beside a day, else a number."""
    hour, minute = match[0].split(".")
    return (("j", Hour(int(hour), int(minute), AM if hour.startswith("0") and len(hour) == 2 else None)),)


def _about(match: re.Match[str]) -> Meaning:
    return (("t", Hour(int(match["about_hour"]), int(match["about_minute"] or 0))),)


def _counted(kind: str, suffix: str) -> Maker:
    return lambda match: ((kind, _value(match[0].strip(suffix).strip())),)


def _full_date(match: re.Match[str]) -> Meaning | None:
    first, second, third = (int(part) for part in re.split(r"[-/.]", match[0]))
    year = third if third > 1000 else 2000 + third
    day_first = first > 12 or (match["s2"] == "." and second <= 12)
    return _exact(year, second, first) if day_first else _exact(year, first, second)


def _iso(match: re.Match[str]) -> Meaning | None:
    year, month, day = (int(part) for part in re.split(r"[-/.]", match[0].partition("t")[0]))
    found = _exact(year, month, day)
    if found and match["iso_hour"]:
        found += (("t", Hour(int(match["iso_hour"]), int(match["iso_minute"]), AM)),)
    return found


def _compact(match: re.Match[str]) -> Meaning | None:
    return _exact(int(match[0][:4]), int(match[0][4:6]), int(match[0][6:]))


def _exact(year: int, month: int, day: int) -> Meaning | None:
    when = exact_day(year, month, day)
    return (("X", when),) if when else None


def exact_day(year: int, month: int, day: int) -> When | None:
    """That day; None where the calendar has none."""
    try:
        return ExactDay(date(year, month, day))
    except ValueError:
        return None


def _slashed(match: re.Match[str]) -> Meaning | None:
    first, second = (int(part) for part in match[0].split("/"))
    if second in (5, 10, 100) and _RATED.search(match.string[max(0, match.start() - 30) : match.start()]):
        return None
    month, day = (second, first) if first > 12 else (first, second)
    return (("X", MonthDay(month, day)),) if exact_day(2000, month, day) else None


def _clock(match: re.Match[str]) -> Meaning | None:
    if match["hhmm"]:
        return (("t", Hour(int(match["hhmm"][:2]), int(match["hhmm"][2:]), AM)),)
    four = match["four"] or match["four_end"]
    if four:
        return (("t", Hour(int(four[:2]), int(four[2:]), AM)),)
    if match["h_only"]:
        return (("t", Hour(int(match["h_only"]))),)
    said = match["h"] or match["h24"]
    minute = int(match["mi"] or match["m24"] or 0)
    floor = {"a": AM, "p": PM}.get(match["meridiem"], AM if said.startswith("0") and len(said) == 2 else None)
    return (("t", Hour(int(said), minute, floor)),)


def _glued(match: re.Match[str]) -> Meaning:
    return (("n", float(match["count"])), ("u", UNITS[match["unit"]]))


def _number(match: re.Match[str]) -> Meaning:
    return (("n", float(match[0])),)


def _numeral(match: re.Match[str]) -> Meaning:
    """A numeral; of 三四, three or four, the first."""
    said = match[0].rstrip("来多") or match[0]
    if len(said) > 1:
        said = said.rstrip("几")
    if len(said) == 2 and _SINGLE.find(said) >= 0:
        said = said[0]
    return (("n", float(_FEW if said == "几" else _value(said))),)


_MAKERS: dict[str, Maker] = {
    "zh_hour": _hour,
    "zh_work": _work,
    "initials": _initials,
    "new_year": lambda match: (("B", ("spring",)) if match["new_year_after"] else ("L", "spring_eve"),),
    "zh_weekday": _weekday,
    "zh_year": _year,
    "zh_lunar": _lunar,
    "zh_quarters": _quarters,
    "zh_part": lambda match: (("P", EVENING if match[0] == "晚" else MORNING),),
    "zh_months": _months,
    "zh_month": _counted("m", "月份"),
    "zh_day": _day,
    "zh_quarter": _counted("q", "第季度"),
    "iso": _iso,
    "compact": _compact,
    "full": _full_date,
    "slashed": _slashed,
    "dotted": _dotted,
    "loose_clock": _loose_clock,
    "about": _about,
    "clock": _clock,
    "ordinal": lambda match: (("o", int(match[0][:-2])),),
    "glued": _glued,
    "number": _number,
    "zh_number": _numeral,
}
