"""Rules that put a time expression together: rolling periods, day with hour, ranges, repeats."""

from dataclasses import replace
from typing import Any

from handlers.understanding.times.calendar_parts import CalendarUnit, Edge, Rest
from handlers.understanding.times.clocks import Hour, Part
from handlers.understanding.times.days import DayOfMonth, Today, Weekday, When
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.periods import (
    Between,
    Deadline,
    From,
    OnOrAfter,
    Rolling,
    Since,
    WeekOf,
    Within,
)
from handlers.understanding.times.reading import Reading, rhythm_of_day, rhythm_of_length, rhythm_of_unit
from handlers.understanding.times.rewrite import Rule
from handlers.understanding.times.rules_hours import stands_alone, whole_hour
from handlers.understanding.times.spans import CALENDAR, FRIDAY

WORKING_WEEK = Between(Weekday(0), Weekday(FRIDAY))


def _rolling(back: bool) -> Any:
    def build(length: Length) -> When:
        if length.is_fine:
            length = Length(max(1, length.count // 24), "day")
        return Rolling(length, back)

    return build


def _last_or_next(direction: int, length: Length) -> When | None:
    build: When | None = _rolling(direction < 0)(length) if direction else None
    return build


def _past_unit(unit: str) -> When | None:
    return Rolling(Length(1, unit), back=True) if rhythm_of_unit(unit) else None


def _within(length: Length) -> When | None:
    return None if length.is_fine else Within(length)


def _to_date(unit: str) -> When | None:
    return Since(CalendarUnit(unit)) if unit in CALENDAR else None


def _week_of(unit: str, day: When) -> When | None:
    return WeekOf(day) if unit == "week" else None


PERIODS = (
    Rule("Y", r"#?[rc]?p_?(?P<length>U)", _rolling(back=True)),
    Rule("Y", r"#?[rc]?p(?P<unit>u)", _past_unit),
    Rule("Y", r"[ix]?#?(?P<direction>r)c?(?P<length>U)", _last_or_next),
    Rule("Y", r"#?[fc](?P<length>U)", _rolling(back=False)),
    Rule("Y", r"g(?P<length>U)", _rolling(back=True)),
    Rule("Y", r"x(?P<length>U)", _within),
    Rule("Y", r"(?P<length>U)x", _within),
    Rule("Y", r"x#?(?P<of>Y)", Deadline),
    Rule("Y", r"(?P<of>Y)x", Deadline),
    Rule("Y", r"#?(?P<unit>u)_#?(?P<day>X)", _week_of),
    Rule("Y", r"(?P<unit>Z)", Rest),
    Rule("Y", r"s#?(?P<start>[XY])", Since),
    Rule("Y", r"F#?(?P<start>[XY])s", Since),
    Rule("Y", r"F#?(?P<start>Y)S", From),
    Rule("X", r"F#?(?P<start>X)S", From),
    Rule("Y", r"(?P<start>[XY])s", Since),
    Rule("Y", r"(?P<unit>u)s", _to_date),
)


def _rhythm(unit: str) -> Reading | None:
    name = rhythm_of_unit(unit)
    return Reading(repeat=name) if name else None


def _every_length(every: int, length: Length) -> Reading | None:
    skips = every == 2 and length == Length(1, "week")
    name = "biweekly" if skips else rhythm_of_length(length)
    return Reading(repeat=name) if name else None


def _every_day(day: When) -> Reading | None:
    name = rhythm_of_day(day)
    return Reading(day=day, repeat=name) if name else None


def _every_other_week(length: Length) -> Reading | None:
    """隔一周."""
    return Reading(repeat="biweekly") if length == Length(1, "week") else None


def _once_in(length: Length) -> Reading | None:
    """一年一次."""
    name = rhythm_of_length(length)
    return Reading(repeat=name) if name else None


def _every_other(unit: str) -> Reading | None:
    return Reading(repeat="biweekly") if unit == "week" else None


def _every_other_day(day: When) -> Reading | None:
    return Reading(day=day, repeat="biweekly") if isinstance(day, Weekday) else None


def _every_nth(day: int, unit: str) -> Reading | None:
    return Reading(day=DayOfMonth(day), repeat="monthly") if unit == "month" and 1 <= day <= 31 else None


def _every_edge(edge: str, unit: str) -> Reading | None:
    name = rhythm_of_unit(unit)
    return Reading(day=Edge(CalendarUnit(unit), edge), repeat=name) if name else None


def _every_first(unit: str, edge: int, day: str) -> Reading | None:
    """In each quarter, on the first day."""
    return _every_edge("start", unit) if edge == 1 and day == "day" and unit != "day" else None


def _workdays(unit: str) -> Reading | None:
    """工作日早上8点."""
    return Reading(repeat="weekdays") if unit == "workday" else None


def _working_week(first: When, last: When) -> Reading | None:
    return Reading(repeat="weekdays") if Between(first, last) == WORKING_WEEK else None


RHYTHMS = (
    Rule("R", r"v(?P<first>X)[T-](?P<last>X)", _working_week),
    Rule("R", r"#?(?P<day>[o9])_v(?P<unit>u)", _every_nth),
    Rule("R", r"#?(?P<edge>e)_v(?P<unit>u)", _every_edge),
    Rule("R", r"(?:v|1a?)?(?P<name>V)", lambda name: Reading(repeat=name)),
    Rule("R", r"v?(?P<weekday>W)", lambda weekday: Reading(day=Weekday(weekday), repeat="weekly")),
    Rule("R", r"v?O(?P<unit>u)", _every_other),
    Rule("R", r"O(?P<length>U)1?", _every_other_week),
    Rule("R", r"(?<!v)(?P<length>U)1", _once_in),
    Rule("R", r"v(?P<unit>u)[,_]?\+?#?(?P<edge>[9o])(?P<day>u)", _every_first),
    Rule("R", r"vO(?P<day>X)", _every_other_day),
    Rule("R", r"v9(?P<day>X)", _every_other_day),
    Rule("R", r"1?(?P<every>v)(?P<length>U)", _every_length),
    Rule("R", r"v(?P<unit>u)", _rhythm),
    Rule("R", r"(?<![nrUXY9o_])(?P<unit>u)(?=[Pt])", _workdays),
    Rule("R", r"1a(?P<unit>u)", _rhythm),
    Rule("R", r"v(?P<day>[XY])", _every_day),
    Rule("R", r"v(?P<part>P)", lambda part: Reading(part=part, repeat="daily")),
    Rule(".", r"[vr](?P<length>U)", lambda length: length),
)


def _when(day: When | None = None, part: Part | None = None, hour: Hour | None = None) -> Reading:
    if day == WORKING_WEEK and (hour or part):
        return Reading(None, hour, part, "weekdays")
    return Reading(day, hour, part)


def _this_part(this: int, part: Part, hour: Hour | None = None) -> Reading:
    return Reading(Today(Length(this, "day")), hour, part)


def _day_and_number(day: When, number: float, after: str | None = None) -> Reading | None:
    hour = whole_hour(number) if stands_alone(after) else None
    return Reading(day, Hour(hour)) if hour else None


def _number_of_part(number: float, part: Part, day: When | None = None) -> Reading | None:
    """7 in the morning."""
    hour = whole_hour(number)
    return Reading(day, Hour(hour), part) if hour else None


def _moment_ahead(length: Length) -> Reading | None:
    return Reading(length=length, moment=True) if length.is_fine else None


def _moment_ago(length: Length) -> Reading | None:
    return Reading(length=-length, moment=True) if length.is_fine else None


MOMENTS = (
    Rule("M", r"i(?P<length>U)", _moment_ahead),
    Rule("M", r"(?P<length>U)[lx]", _moment_ahead),
    Rule("M", r"[lx](?P<length>U)", _moment_ahead),
    Rule("M", r"(?P<length>U)g", _moment_ago),
    Rule("M", r"<(?P<length>U)", lambda length: Reading(length=-length)),
    Rule("M", r"(?P<length>U)<", lambda length: Reading(length=-length)),
    Rule("M", r"(?P<day>[XY])[_,@+=]*(?:i#?)?(?P<part>P)[_,@+=]*(?P<hour>t)", _when),
    Rule("M", r"(?P<part>P)[_@,=]*(?P<hour>t)[_+]*(?P<day>X)?", _when),
    Rule("M", r"@?(?P<number>n)(?:i#|@)(?P<part>P)[_+]*(?P<day>X)?", _number_of_part),
    Rule("M", r"(?P<this>r)(?P<part>P)[_@,=]*(?P<hour>t)?", _this_part),
    Rule("M", r"@?(?P<hour>t)[_@+=]*(?:i#?)?(?P<part>P)[_+]*(?P<day>X)?", _when),
    Rule("M", r"@?(?P<hour>t)[_@+=]*(?P<day>X)_*(?:i#)?(?P<part>P)", _when),
    Rule("M", r"(?P<day>[XY])[_,@+=]*(?P<hour>t)", _when),
    Rule("M", r"@?(?P<hour>t)[_@+=]*(?P<day>X)", _when),
    Rule("M", r"(?P<day>X)(?P<number>n)(?=(?P<after>\.)|[^.nuT]|$)", _day_and_number),
    Rule("M", r"(?P<day>X)(?P<part>8)", _when),
    Rule("M", r"(?P<day>[XY])[_@+,=]*(?:i#?)?(?P<part>P)", _when),
    Rule("M", r"(?P<part>P)[_+#]*(?P<day>X)", _when),
    Rule("M", r"(?:i#|@)?(?P<part>P)", _when),
    Rule("M", r"@?(?P<hour>t)", _when),
    Rule("M", r"(?P<day>[XY])", _when),
    Rule("M", r"~?(?P<length>U)", lambda length: Reading(length=length)),
)


def _range(start: Reading, stop: Reading) -> Reading | None:
    if start.day and stop.day and stop.clock and Between(start.day, stop.day) == WORKING_WEEK:
        return replace(stop, day=None, repeat="weekdays")
    return start.to(stop)


def _both_days(start: Reading, stop: Reading) -> Reading | None:
    """Today and tomorrow."""
    days = isinstance(start.day, Today) and isinstance(stop.day, Today)
    return start.to(stop) if days and not start.clock and not stop.clock else None


def _starting(rhythm: Reading, time: Reading) -> Reading | None:
    """Every other Thursday starting the 2nd."""
    if time.day is None or time.length or time.repeat:
        return None
    day = OnOrAfter(rhythm.day, time.day) if rhythm.day else time.day
    return replace(rhythm.joined(time), day=day)


def _repeated(rhythm: Reading, time: Reading) -> Reading | None:
    if time.length or time.repeat or (time.day and rhythm.day) or (time.hour and rhythm.hour):
        return None
    if time.day == WORKING_WEEK:
        return replace(rhythm.joined(time), day=None, stop=None, repeat="weekdays")
    return rhythm.joined(time)


WHOLE = (
    Rule("M", r"F?(?P<start>M)[T-](?P<stop>M)", _range),
    Rule("M", r"F(?P<start>M)&(?P<stop>M)", _range),
    Rule("M", r"(?P<start>M)&(?P<stop>M)", _both_days),
    Rule("R", r"(?P<rhythm>R),?S\+?#?(?P<time>M)", _starting),
    Rule("R", r"S\+?#?(?P<time>M)[_,]*(?P<rhythm>R)", _starting),
    Rule("R", r"F#?(?P<time>M)S?[_,]*(?P<rhythm>R)", _starting),
    Rule("R", r"(?P<rhythm>R),?F#?(?P<time>M)S?", _starting),
    Rule("R", r"(?P<rhythm>R)[_+,#@]*(?P<time>M)", _repeated),
    Rule("R", r"(?P<time>M)[_+,#]*(?P<rhythm>R)", _repeated),
    Rule("M", r"(?P<rhythm>R)", lambda rhythm: rhythm),
)
