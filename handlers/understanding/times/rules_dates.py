"""Rules for dates and parts of the calendar: 11月3号, Nov 3, the 5th of next month, Q3 of last year."""

from dataclasses import replace
from typing import Any

from handlers.understanding.times.calendar_parts import CalendarUnit, Directed, Weekend, YearPart
from handlers.understanding.times.days import DayOfMonth, MonthDay, Today, WeekdayOf, When, YearOf
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.literals import exact_day
from handlers.understanding.times.periods import Between
from handlers.understanding.times.rewrite import Rule
from handlers.understanding.times.spans import CALENDAR

_EARLIEST, _LATEST = 1900, 2100


def year_of(said: Any) -> YearOf | None:
    """The year that a number, "next year" or 26年 says."""
    if isinstance(said, CalendarUnit):
        return YearOf(said.offset, relative=True) if said.unit == "year" else None
    if isinstance(said, YearPart):
        return said.year if said.unit == "year" else None
    if isinstance(said, Length):
        return YearOf(2000 + said.count) if said.unit == "year" and 15 <= said.count < 100 else None
    fits = isinstance(said, int | float) and _EARLIEST <= said < _LATEST
    return YearOf(int(said)) if fits else None


def _date(month: int, day: float, year: Any = None) -> When | None:
    known = year_of(year) if year is not None else None
    if (year is not None and known is None) or not exact_day(2000, month, int(day)):
        return None
    if known and not known.relative:
        return exact_day(known.value, month, int(day))
    return MonthDay(month, int(day), known)


def _of_month(when: Any, day: int) -> When | None:
    if isinstance(when, CalendarUnit) and when.unit == "month" and 1 <= day <= 31:
        return DayOfMonth(day, when.offset)
    return None


def _day_of_any_month(day: int, unit: str) -> When | None:
    return DayOfMonth(day) if unit == "month" and 1 <= day <= 31 else None


def _weekday_in(week: Any, weekday: int) -> When | None:
    if isinstance(week, CalendarUnit) and week.unit == "week":
        return WeekdayOf(week.offset, weekday)
    return None


def _after_next(unit: str, way: int) -> When | None:
    return _calendar(2, unit) if way == 1 else None


def _before_last(unit: str, way: int) -> When | None:
    return _calendar(-2, unit) if way == -1 else None


def _year_away(offset: int, unit: str) -> When | None:
    return CalendarUnit(unit, offset) if unit == "year" else None


def _next_workday(offset: int, unit: str) -> When | None:
    return Today(Length(offset, "workday")) if unit == "workday" and offset else None


DATES = (
    Rule("Y", r"(?P<offset>r)_?(?P<unit>u)", _year_away),
    Rule("X", r"(?P<year>Y)_?(?P<month>m)(?P<day>[dno])", _date),
    Rule("X", r"(?P<offset>D)", lambda offset: Today(Length(offset, "day"))),
    Rule("Y", r"#?(?P<unit>u)l(?P<way>r)", _after_next),
    Rule("Y", r"#?(?P<unit>u)b(?P<way>r)", _before_last),
    Rule("X", r"#?(?P<offset>r)(?P<unit>u)(?!_)", _next_workday),
    Rule("X", r"(?P<year>[yU])(?P<month>m)(?P<day>[do]|n(?!u))", _date),
    Rule("X", r"(?P<year>n)[-/](?P<month>m)[-/](?P<day>n)", _date),
    Rule("X", r"(?P<month>m)[-/]?(?P<day>[no9])[-/,]*(?P<year>n)", _date),
    Rule("X", r"#?(?P<day>[no9])_?[-/]?(?P<month>m)[-/,]*(?P<year>[nyY])", _date),
    Rule("X", r"(?<![no9])(?<![no9]_)(?<!(?<!m)[no9]-)(?P<month>m)[-/]?#?(?P<day>[nod]|9(?!w))(?!u)", _date),
    Rule("X", r"#?(?P<day>[no9])_?[-/]?(?P<month>m)", _date),
)


def _calendar(offset: int, unit: str) -> When | None:
    return CalendarUnit(unit, offset) if unit in CALENDAR else None


def _year_part(unit: str) -> Any:
    def build(number: int, year: Any = None) -> When | None:
        known = year_of(year) if year is not None else None
        return None if year is not None and known is None else YearPart(unit, number, known)

    return build


def _directed(unit: str) -> Any:
    def build(offset: int, number: int) -> When:
        if offset == 0:
            return YearPart(unit, number, YearOf(0, relative=True))
        return Directed(YearPart(unit, number), back=offset < 0)

    return build


def _part_rules(kind: str, unit: str) -> tuple[Rule, ...]:
    """A month, quarter or half beside its year, and alone."""
    build = _year_part(unit)
    return (
        Rule("Y", rf"(?P<year>[yYU])_?(?P<number>{kind})", build),
        Rule("Y", rf"(?P<year>n)(?P<number>{kind})", build),
        Rule("Y", rf"(?P<number>{kind})[_,]?#?(?P<year>[nyY])", build),
        Rule("Y", rf"(?P<offset>r)(?P<number>{kind})", _directed(unit)),
    )


def _year(number: Any) -> When | None:
    known = year_of(number)
    return YearPart("year", 1, known) if known else None


def _numbered_year(unit: str, number: float) -> When | None:
    return _year(number) if unit == "year" else None


def _span_of_year(year: Any, span: Any) -> When | None:
    """今年1-6月."""
    known = year_of(year)
    if known is None or not isinstance(span, Between):
        return None
    if not (isinstance(span.start, YearPart) and isinstance(span.stop, YearPart)):
        return None
    return Between(replace(span.start, year=known), replace(span.stop, year=known))


UNITS = (
    Rule("Y", r"#?(?P<offset>r)c?_?(?P<unit>u)", _calendar),
    Rule("Y", r"(?P<year>[yY])_?(?P<span>Y)", _span_of_year),
    Rule("Y", r"#?c(?P<unit>u)", lambda unit: _calendar(1, unit)),
    Rule("X", r"(?P<when>Y)_?(?P<day>[do])", _of_month),
    Rule("X", r"#?(?P<day>o)_#?(?P<when>Y)", _of_month),
    Rule("X", r"#?(?P<day>[o9])_#?(?P<unit>u)", _day_of_any_month),
    *_part_rules("m", "month"),
    *_part_rules("q", "quarter"),
    *_part_rules("H", "half"),
    Rule("Y", r"(?P<weeks>r)?c?(?P<weekend>k)", lambda weeks, weekend: Weekend(weeks)),
    Rule("X", r"(?P<week>Y)[_,]?[+@]?(?P<weekday>w)", _weekday_in),
    Rule("X", r"(?P<weekday>w)[_,]?(?P<week>Y)", _weekday_in),
    Rule("Y", r"(?P<number>m)", lambda number: YearPart("month", number)),
    Rule("Y", r"(?P<number>q)", lambda number: YearPart("quarter", number)),
    Rule("Y", r"(?P<number>H)", lambda number: YearPart("half", number)),
    Rule("Y", r"(?P<number>y)", _year),
    Rule("Y", r"i(?P<number>n)(?=[.,]|$)", _year),
    Rule("Y", r"(?P<unit>u)(?P<number>n)", _numbered_year),
)
