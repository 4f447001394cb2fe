"""English words of time, chat spellings and common typos among them."""

from typing import Any

from handlers.understanding.numbers import ENGLISH_WORDS
from handlers.understanding.times.clocks import (
    AFTERNOON,
    DAWN,
    DAY_END,
    EVENING,
    FIRST_THING,
    MIDDAY,
    MORNING,
    Hour,
)

_WEEKDAYS = (
    "monday mon mondy",
    "tuesday tue tues tuesdy teusday",
    "wednesday wed weds wensday wednsday wednesdy wendesday",
    "thursday thu thur thurs thrusday thursdy thirsday",
    "friday fri firday fridy frday",
    "saturday sat saterday",
    "sunday sun",
)
_MONTHS = (
    "january jan",
    "february feb febuary",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = _ORDINAL_WORDS.split()
_LATE_ORDINALS = {
    **{f"twenty{dash}{word}": 20 + value for value, word in enumerate(_ORDINALS[:9], 1) for dash in " -"},
    "thirtieth": 30,
    "thirty-first": 31,
    "thirty first": 31,
}
_UNITS = {
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "workday": "workday workdays",
    "week": "week weeks wk wks",
    "month": "month months mth mths mo mos",
    "quarter": "quarter quarters qtr qtrs",
    "year": "year years yr yrs",
}
_RHYTHMS = {
    "daily": "daily everyday",
    "weekdays": "weekday weekdays",
    "weekly": "weekly",
    "biweekly": "biweekly fortnightly",
    "monthly": "monthly",
    "quarterly": "quarterly",
    "yearly": "yearly annually",
}
_HOLIDAYS = {
    "new_year": "new year's day|new years day|new year's|new years|new year",
    "new_year_eve": "new year's eve|new years eve|nye",
    "valentine": "valentine's day|valentines day|valentine's",
    "women": "women's day",
    "labour": "labour day|may day",
    "labor": "labor day",
    "children": "children's day",
    "independence": "independence day|4th of july|fourth of july",
    "national": "national day|golden week",
    "halloween": "halloween",
    "singles": "singles' day|singles day|double 11|double eleven",
    "christmas_eve": "christmas eve|xmas eve",
    "christmas": "christmas day|christmas|xmas",
    "boxing": "boxing day",
    "mother": "mother's day|mothers day",
    "father": "father's day|fathers day",
    "memorial": "memorial day",
    "thanksgiving": "thanksgiving day|thanksgiving",
    "black_friday": "black friday",
    "good_friday": "good friday",
    "easter": "easter sunday|easter",
    "easter_monday": "easter monday",
    "spring": "chinese new year|lunar new year|spring festival|cny holiday",
    "lantern": "lantern festival",
    "qingming": "qingming festival|qingming|tomb sweeping day",
    "dragon_boat": "dragon boat festival",
    "mid_autumn": "mid-autumn festival|mid autumn festival|moon festival",
}


def _numbered(rows: tuple[str, ...], start: int = 0) -> dict[str, int]:
    return {word: value for value, row in enumerate(rows, start) for word in row.split()}


def _named(rows: dict[str, str], separator: str | None = None) -> dict[str, str]:
    return {word: name for name, row in rows.items() for word in row.split(separator)}


def _all(words: str, value: Any = None) -> dict[str, Any]:
    return dict.fromkeys(words.split("|"), value)


WEEKDAYS = _numbered(_WEEKDAYS)
MONTHS = _numbered(_MONTHS, 1)

WORDS: dict[str, dict[str, Any]] = {
    "n": dict(ENGLISH_WORDS) | {"couple": 2, "few": 3},
    "9": {word: value for value, word in enumerate(_ORDINALS, 1)} | _LATE_ORDINALS,
    "a": _all("a|an", 1),
    "h": _all("half"),
    "w": WEEKDAYS,
    "W": {f"{row.split()[0]}s": value for value, row in enumerate(_WEEKDAYS)},
    "m": MONTHS,
    "D": {
        **_all("today|2day|tdy|todays|tday|2dy", 0),
        **_all(
            "tomorrow|2moro|2morrow|tmrw|tmr|tmw|tomorow|tommorow|tommorrow|tomorrrow|tmrow|tomo|tmo|tomoz|tmoro|tomoro|tomorro|tmrrw",
            1,
        ),
        **_all(
            "yesterday|yday|ystd|yest|yesty|yesteday|yestarday|ystrday|ystrdy|ystday|yesterdy|yestday", -1
        ),
        **_all("day after tomorrow|the day after tomorrow|overmorrow|day after tmrw", 2),
        **_all("day before yesterday|the day before yesterday", -2),
    },
    "L": _named(_HOLIDAYS, "|"),
    "P": {
        **_all("morning|mornings|mornin|morn", MORNING),
        **_all("afternoon|afternoons|arvo|aftn", AFTERNOON),
        **_all("evening|evenings|eve|night|nite|nyt", EVENING),
        **_all("noon|midday|lunchtime|lunch time", MIDDAY),
        **_all("dawn", DAWN),
        **_all("first thing in the morning|first thing", FIRST_THING),
        **_all("end of day|end of the day|end of business|close of business|close of play", DAY_END),
        **_all("eod|cob|eob|cop", DAY_END),
    },
    "8": {**_all("pm|p.m.|p.m", AFTERNOON), **_all("am|a.m.|a.m", MORNING)},
    "t": {"midnight": Hour(24)},
    "u": _named(_UNITS)
    | _all("business day|business days|working day|working days|work day|work days", "workday")
    | _all("fiscal quarter|financial quarter|q", "quarter")
    | _all("fiscal year|financial year|fy|calendar year", "year"),
    "k": _all("weekend|wknd|wkend|week-end|weekends"),
    "r": {
        **_all("next|nxt|nex|following", 1),
        **_all("last|lst|previous|prev|preceding", -1),
        **_all("this|dis|current", 0),
    },
    "c": _all("coming|upcoming"),
    "p": _all("past|trailing"),
    "e": {
        **_all("end|back end|tail end|latter part", "end"),
        **_all("start|beginning|begin", "start"),
        **_all("middle|mid", "middle"),
        "early": "early",
        "late": "late",
    },
    "q": {f"{name}{number}": number for number in range(1, 5) for name in ("q", "quarter ")}
    | {f"{word} quarter": number for number, word in enumerate(_ORDINALS[:4], 1)}
    | {f"{number}q": number for number in range(1, 5)},
    "H": {"h1": 1, "h2": 2, "first half": 1, "second half": 2, "1st half": 1, "2nd half": 2},
    "v": _all("every|each|evry", 1),
    "O": _all("other|alternate"),
    "V": _named(_RHYTHMS) | _all("bi-weekly|every two weeks|every fortnight", "biweekly"),
    "1": _all("once|twice"),
    "i": _all("in"),
    "g": _all("ago"),
    "G": _all("back|out|forward"),
    "S": _all("starting|beginning on|beginning from|as of|onwards|onward|on wards"),
    "l": {"later": True, "from now": None, "after": None},
    "x": _all("within"),
    "b": _all("by|before|b4"),
    "s": _all("since|to date|so far|to-date|up to now|until now|till now|to now"),
    "T": _all("to|through|thru|up to") | _all("till|until|til", "until"),
    "F": _all("from|between|btw"),
    "&": _all("and"),
    "@": _all("at"),
    "=": _all("around|about|approx"),
    "+": _all("on"),
    "~": _all("for"),
    "<": _all("earlier|sooner"),
    "#": _all("the"),
    "_": _all("of"),
    "K": _all("o'clock|oclock"),
    "B": _all("after the holidays|after the holiday|after holidays", ("new_year",)),
    ".": _all(
        "good morning|good afternoon|good evening|good night|overnight|at first|at last|happy new year|"
        "merry christmas|happy holidays|good weekend|nice weekend|great weekend|lovely weekend|happy easter|"
        "happy friday|happy monday"
    ),
}

COMPOUNDS: dict[str, tuple[tuple[str, Any], ...]] = {
    **_all("tonight|2nite|tonite|2night", (("D", 0), ("P", EVENING))),
    **_all("last night|last nite|lst nyt|last nyt|lst night", (("D", -1), ("P", EVENING))),
    **_all("eow", (("e", "end"), ("u", "week"))),
    **_all("eom", (("e", "end"), ("u", "month"))),
    **_all("eoq", (("e", "end"), ("u", "quarter"))),
    **_all("eoy", (("e", "end"), ("u", "year"))),
    **_all("midweek|mid-week", (("e", "middle"), ("u", "week"))),
    **_all("mid-month", (("e", "middle"), ("u", "month"))),
    **_all("mid-year|midyear", (("e", "middle"), ("u", "year"))),
    **_all("month-end|month end", (("e", "end"), ("u", "month"))),
    **_all("quarter-end|quarter end", (("e", "end"), ("u", "quarter"))),
    **_all("year-end|year end", (("e", "end"), ("u", "year"))),
    **{f"fy{year % 100}": (("y", year),) for year in range(2015, 2050)},
    **{f"fy{year}": (("y", year),) for year in range(2015, 2050)},
    "ytd": (("u", "year"), ("s", None)),
    "mtd": (("u", "month"), ("s", None)),
    "qtd": (("u", "quarter"), ("s", None)),
    **_all("quarter of an hour|a quarter of an hour", (("n", 15), ("u", "minute"))),
    **_all("three quarters of an hour", (("n", 45), ("u", "minute"))),
    **_all("fortnight|fortnights", (("n", 2), ("u", "week"))),
    **_all("rest of the week|rest of this week", (("Z", "week"),)),
    **_all("rest of the month|rest of this month", (("Z", "month"),)),
    **_all("rest of the quarter|rest of this quarter", (("Z", "quarter"),)),
    **_all("rest of the year|rest of this year", (("Z", "year"),)),
}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS = _set(
    "to with for about at on in by if is it we i ill and or but then so when please pls plz instead re w via "
    "per from until till not call sharp today tomorrow as because cos bc remind let thanks thx ta cheers "
    "also soz sorry instead latest tops max ok okay"
)
"""After these a bare number or a doubtful month stands alone: "at 4 with Bob", not "at 4 shops"."""

FIGURES = _set(
    "forecast pipeline numbers report revenue sales target targets visits calls results figures deals "
    "payments orders quotes quota review close renewal budget"
)
"""What a month's name stands before: "March numbers"."""

LONELY = _set("morning mornings mornin afternoon afternoons arvo evening evenings night dawn")
"""Parts of the day that mean no time by themselves: "morning all", "movie night"."""

DOUBTFUL = _set("may march mar jan april june august dec sun sat")
"""Months and weekdays that are also verbs, names or nouns."""
