"""Rules for hours and lengths of time: half past two, quarter to four, 2-4pm, two and a half hours."""

import re
from dataclasses import replace
from typing import Any

from handlers.understanding.times.clocks import MIDDAY, PM, Hour, Part
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.lexicon_en import FUNCTION_WORDS
from handlers.understanding.times.rewrite import Rule

_WORD = re.compile(r"[a-z']+")


def stands_alone(after: str | None) -> bool:
    """Whether what follows a bare number leaves it a number without a noun."""
    if not after or not (after[0].isascii() and after[0].isalnum()):
        return True
    word = _WORD.match(after)
    return bool(word and word[0] in FUNCTION_WORDS)


def whole_hour(count: Any) -> int | None:
    """A number that can be an hour on a clock face."""
    return int(count) if count == int(count) and 1 <= count <= 12 else None


def _at(hour: float, minute: float = 0) -> Hour | None:
    whole = whole_hour(hour)
    return Hour(whole, int(minute)) if whole else None


def _before(hour: float, minutes: float) -> Hour | None:
    """Ten to seven is a time of the seventh hour, in the morning like seven itself."""
    whole = whole_hour(hour)
    return Hour(whole, -int(minutes)) if whole and minutes < 60 else None


def _bare(hour: float, after: str | None = None) -> Hour | None:
    return _at(hour) if stands_alone(after) else None


def _until(way: str | None, hour: float, after: str | None = None) -> Hour | None:
    return _bare(hour, after) if way == "until" else None


def _quarter_past(unit: str, hour: float) -> Hour | None:
    return _at(hour, 15) if unit == "quarter" else None


def _quarter_to(unit: str, hour: float) -> Hour | None:
    return _before(hour, 15) if unit == "quarter" else None


def _hour_and_minute(
    hour: float, tens: float, ones: float | None = None, after: str | None = None
) -> Hour | None:
    """Nine thirty, two forty five."""
    minute = tens + (ones or 0)
    fits = tens in (10, 15, 20, 25, 30, 35, 40, 45, 50, 55) and minute < 60 and ones in (None, 5)
    return _at(hour, minute) if fits and stands_alone(after) else None


def _military(digits: float) -> Hour | None:
    """1130 beside a day."""
    hour, minute = divmod(int(digits), 100)
    return Hour(hour, minute) if 7 <= hour < 24 and minute in (0, 15, 30, 45) else None


def _past(minutes: float, hour: float) -> Hour | None:
    return _at(hour, minutes) if minutes in (5, 10, 15, 20, 25) else None


def _to(minutes: float, hour: float) -> Hour | None:
    return _before(hour, minutes) if minutes in (5, 10, 15, 20, 25) else None


def _to_alone(minutes: float, hour: float, after: str | None = None) -> Hour | None:
    return _to(minutes, hour) if stands_alone(after) else None


def _half(hour: float, after: str | None = None) -> Hour | None:
    """Half four, as the British have it: 16:30."""
    return _at(hour, 30) if stands_alone(after) else None


def _range(start: Any, end: Any, part: Part | None = None, after: str | None = None) -> Hour | None:
    first = start if isinstance(start, Hour) else _at(start)
    last = end if isinstance(end, Hour) else _bare(end, after)
    if first is None or last is None:
        return None
    return replace(first, end=last.under(part)) if part else first.until(last)


def _range_unless_until(
    start: float, end: Hour, way: str | None = None, part: Part | None = None
) -> Hour | None:
    """9 to 5pm; but "snooze 5 till half four" puts off number 5."""
    return None if way == "until" else _range(start, end, part)


def _noon_to(part: Part, end: Hour) -> Hour | None:
    return Hour(12, 0, PM).until(end) if part is MIDDAY else None


_AFTER = r"(?=(?P<after>\.)|[^.nu]|$)"
HOURS = (
    Rule("t", rf"(?<=[@XwDb=])(?P<hour>n)(?P<tens>n)(?P<ones>n)?{_AFTER}", _hour_and_minute),
    Rule("t", r"(?:(?<=[PDdwLuTXBVWb@=])|(?<=[wXDP],)|^)(?P<hour>j)", lambda hour: hour),
    Rule("t", r"(?P<hour>j)(?=[_+@]*(?:i#?)?[PDwX8])", lambda hour: hour),
    Rule("t", r"(?P<hour>n)K", lambda hour: _at(hour)),
    Rule("t", r"hp(?P<hour>n)", lambda hour: _at(hour, 30)),
    Rule("t", r"a?(?P<unit>u)[pl](?P<hour>n)", _quarter_past),
    Rule("t", r"a?(?P<unit>u)T(?P<hour>n)", _quarter_to),
    Rule("t", r"(?P<minutes>n)p(?P<hour>n)", _past),
    Rule("t", r"@(?P<minutes>n)T(?P<hour>n)", _to),
    Rule("t", rf"(?:(?<=[@TbX+w,=F])|^)h(?P<hour>n){_AFTER}", _half),
    Rule("t", r"(?<![FnP])(?P<minutes>n)T(?P<hour>n)(?=[_+]*[XwDP])", _to),
    Rule("t", rf"(?<=[Xw])(?P<minutes>n)T(?P<hour>n){_AFTER}", _to_alone),
    Rule("t", r"F(?P<start>[tn])[T&-](?P<end>n)(?=(?P<after>\.)|[,wDPrX+]|$)", _range),
    Rule("t", r"F(?P<start>n)[T-](?P<part>P)?(?P<end>t)", _range),
    Rule("t", r"(?P<start>t)[T-](?P<part>P)?(?P<end>t)", _range),
    Rule("t", r"(?P<start>n)(?P<way>[T-])(?P<part>P)?(?P<end>t)", _range_unless_until),
    Rule("t", r"F?(?P<part>P)[T-](?P<end>t)", _noon_to),
    Rule("t", r"F(?P<start>[tn])&(?P<part>P)?(?P<end>t)", _range),
    Rule("t", rf"(?P<start>t)[T-](?P<end>n){_AFTER}", _range),
    Rule("t", rf"@(?P<hour>n){_AFTER}", _bare),
    Rule("t", r"=(?P<hour>n)(?=[_+]*[XwDP])", _at),
    Rule("t", r"(?<=[Xw])=(?P<hour>n)(?=(?P<after>\.)|[^.nu]|$)", _bare),
    Rule("t", r"@?(?P<digits>n)(?=[_+]*[XwD])", _military),
    Rule("t", r"(?<=[Xw])@?(?P<digits>n)(?=[.,]|$)", _military),
    Rule("t", r"(?<!n)b(?P<hour>n)(?=[,DwrX]|$)", _bare),
    Rule("t", r"(?P<way>T)(?P<hour>n)(?=(?P<after>\.)|[,DwrX]|$)", _until),
    Rule("t", r"(?P<hour>t)g", lambda hour: hour),
)


def _length(count: float, unit: str) -> Length | None:
    return Length.of(count, unit) if count > 0 else None


def _and_half(unit: str, count: float) -> Length | None:
    return _length(count + 0.5, unit)


def _sum(first: Length, second: Length) -> Length | None:
    if first.unit == "hour" and second.unit == "minute":
        return Length(first.count * 60 + second.count, "minute")
    return None


LENGTHS = (
    Rule("U", r"a?(?P<count>n)_?h_?(?P<unit>u)", _and_half),
    Rule("U", r"(?P<count>n)&a?h(?P<unit>u)", _and_half),
    Rule("U", r"a?(?P<count>[na])(?P<unit>u)&ah", _and_half),
    Rule("U", r"(?P<count>n)_?(?P<unit>u)h", _and_half),
    Rule("U", r"a?(?P<count>n)_?(?P<unit>u)", _length),
    Rule("U", r"a?ha?(?P<unit>u)", lambda unit: _length(0.5, unit)),
    Rule("U", r"(?<=[ilbx~pG])(?P<count>a)(?P<unit>u)", _length),
    Rule("U", r"(?<!1)(?P<count>a)(?P<unit>u)(?=[glFb<GDX]|\+[wD])", _length),
    Rule("U", r"(?P<first>U)&?(?P<second>U)", _sum),
)
