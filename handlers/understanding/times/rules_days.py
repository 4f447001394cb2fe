"""Rules for days: 11月3号, Nov 3, next Friday, the 5th of next month, in two weeks, end of Q3."""

from typing import Any

from handlers.understanding.times.days import (
    DECADES,
    CalendarUnit,
    DayOfMonth,
    Directed,
    Edge,
    ExactDay,
    MonthDay,
    NthWeekday,
    Today,
    Weekday,
    WeekdayOf,
    Weekend,
    When,
    YearOf,
    YearPart,
)
from handlers.understanding.times.holidays import AfterHoliday, Holiday
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.literals import exact_day
from handlers.understanding.times.periods import Between, Offset
from handlers.understanding.times.rewrite import Rule
from handlers.understanding.times.rules_hours import stands_alone

_EARLIEST, _LATEST = 1900, 2100


def year_of(said: Any) -> YearOf | None:
    """The year that a number, "next year" or 26年 says."""
    if isinstance(said, CalendarUnit):
        return YearOf(said.offset, relative=True) if said.unit == "year" else None
    if isinstance(said, YearPart):
        return said.year if said.unit == "year" else None
    if isinstance(said, Length):
        return YearOf(2000 + said.count) if said.unit == "year" and 15 <= said.count < 100 else None
    return YearOf(int(said)) if _EARLIEST <= said < _LATEST else None


def _date(month: int, day: float, year: Any = None) -> When | None:
    known = year_of(year) if year is not None else None
    if (year is not None and known is None) or not exact_day(2000, month, int(day)):
        return None
    if known and not known.relative:
        return exact_day(known.value, month, int(day))
    return MonthDay(month, int(day), known)


def _date_by_number(month: float, day: float, year: Any) -> When | None:
    return _date(int(month), day, year)


def _of_month(when: Any, day: int) -> When | None:
    if isinstance(when, CalendarUnit) and when.unit == "month" and 1 <= day <= 31:
        return DayOfMonth(day, when.offset)
    return None


def _day_of_month(day: float, after: str | None = None) -> When | None:
    fits = day == int(day) and 1 <= day <= 31 and stands_alone(after)
    return DayOfMonth(int(day)) if fits else None


def _day_of_any_month(day: int, unit: str) -> When | None:
    return DayOfMonth(day) if unit == "month" and 1 <= day <= 31 else None


def _named(day: When) -> When | None:
    """A weekday beside a date says nothing new."""
    return day if isinstance(day, MonthDay | ExactDay | DayOfMonth | Today) else None


def _weekday_of(week: int, weekday: int, coming: str | None = None) -> When:
    return WeekdayOf(week, weekday)


def _weekday_in(week: Any, weekday: int) -> When | None:
    if isinstance(week, CalendarUnit) and week.unit == "week":
        return WeekdayOf(week.offset, weekday)
    return None


def _nth(nth: int, weekday: int, when: When | None = None, unit: str = "month") -> When | None:
    if unit in ("day", "week", "workday"):
        return None
    return NthWeekday(nth, weekday, when or CalendarUnit(unit))


def _last(last: int, weekday: int, when: When | None = None, unit: str = "month") -> When | None:
    return _nth(-1, weekday, when, unit) if last == -1 else None


def _date_in(when: YearPart, nth: int, weekday: int) -> When | None:
    return _nth(nth, weekday, when)


def _year_away(offset: int, unit: str) -> When | None:
    return CalendarUnit(unit, offset) if unit == "year" else None


def _next_workday(offset: int, unit: str) -> When | None:
    return Today(Length(offset, "workday")) if unit == "workday" and offset else None


DATES = (
    Rule("Y", r"(?P<offset>r)_?(?P<unit>u)", _year_away),
    Rule("X", r"(?P<year>Y)_?(?P<month>m)(?P<day>[dno])", _date),
    Rule("X", r"(?P<offset>D)", lambda offset: Today(Length(offset, "day"))),
    Rule("Y", r"#?(?P<unit>u)l(?P<next>r)", lambda unit, next: CalendarUnit(unit, 2) if next == 1 else None),
    Rule(
        "Y", r"#?(?P<unit>u)b(?P<last>r)", lambda unit, last: CalendarUnit(unit, -2) if last == -1 else None
    ),
    Rule("X", r"#?(?P<offset>r)(?P<unit>u)", _next_workday),
    Rule("X", r"(?P<year>[yU])(?P<month>m)(?P<day>d)", _date),
    Rule("X", r"(?P<year>n)[-/](?P<month>m)[-/](?P<day>n)", _date),
    Rule("X", r"(?P<month>m)[-/]?(?P<day>[no9])[-/,]*(?P<year>n)", _date),
    Rule("X", r"#?(?P<day>[no9])_?[-/]?(?P<month>m)[-/,]*(?P<year>[ny])", _date),
    Rule("X", r"(?<![no9])(?<![no9]_)(?<![no9]-)(?P<month>m)[-/]?#?(?P<day>[nod]|9(?!w))(?!u)", _date),
    Rule("X", r"#?(?P<day>[no9])_?[-/]?(?P<month>m)", _date),
)


def _calendar(offset: int, unit: str) -> When | None:
    return CalendarUnit(unit, offset) if unit not in ("minute", "hour", "day", "workday") else None


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


def _weekend(weeks: int | None = None) -> When:
    return Weekend(weeks)


UNITS = (
    Rule("Y", r"#?(?P<offset>r)c?_?(?P<unit>u)", _calendar),
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
)


def _coming(weekday: int) -> When:
    return Weekday(weekday)


WEEKDAYS = (
    Rule("X", r"(?P<when>Y)_?(?P<nth>9)(?P<weekday>w)", _nth),
    Rule("X", r"#?(?P<nth>[o9])(?P<weekday>w)[_i]#?(?P<when>Y)", _nth),
    Rule("X", r"#?(?P<nth>[o9])(?P<weekday>w)_#?(?P<unit>u)", _nth),
    Rule("X", r"#?(?P<last>r)(?P<weekday>w)[_i]#?(?P<when>Y)", _last),
    Rule("X", r"#?(?P<last>r)(?P<weekday>w)_#?(?P<unit>u)", _last),
    Rule("X", r"#?(?P<nth>9)(?P<weekday>w)", _nth),
    Rule("X", r"#?r?c(?P<weekday>w)", _coming),
    Rule("X", r"#?r?p(?P<weekday>w)", lambda weekday: Directed(Weekday(weekday), back=True)),
    Rule("X", r"(?P<week>r)(?P<weekday>w)", _weekday_of),
    Rule("X", r"(?P<week>r)c(?P<weekday>w)", lambda week, weekday: Weekday(weekday)),
    Rule("X", r"w,?#(?P<day>o)", _day_of_month),
    Rule("X", r"(?P<day>d)", _day_of_month),
    Rule("X", r"w,?#?(?P<day>X)", _named),
    Rule("X", r"(?P<day>X),?w", _named),
    Rule("X", r"(?<=[+#bTFsl&v])(?P<day>o)(?=(?P<after>\.)|[^.umw]|$)", _day_of_month),
    Rule("X", r"(?<=\+)(?P<day>n)(?=(?P<after>\.)|[^.umw]|$)", _day_of_month),
    Rule("X", r"(?<=#)(?P<day>n)(?=[,@]|$)", _day_of_month),
    Rule("X", r"(?P<weekday>w)", _coming),
)


def _edge(edge: str, when: When) -> When | None:
    if edge in DECADES and not (isinstance(when, YearPart) and when.unit == "month"):
        return Edge(when, "end" if edge == "late" else "start")
    return Edge(when, edge)


def _edge_said_short(edge: str, when: When) -> When | None:
    """ "end March", "early Q3"; but "start next week" is an order."""
    return None if edge == "start" else _edge(edge, when)


def _edge_of_unit(edge: str, unit: str) -> When | None:
    return None if unit in ("day", "hour", "minute", "workday") else Edge(CalendarUnit(unit), edge)


def _edge_again(when: When, unit: str, edge: str) -> When | None:
    """明年年底: the unit is said twice."""
    return _edge(edge, when) if getattr(when, "unit", None) == unit else None


def _last_day(last: int, day: str, when: When | None = None, unit: str = "") -> When | None:
    if last != -1 or day != "day":
        return None
    return Edge(when, "end") if when else _edge_of_unit("end", unit)


def _week_end(weekend: Any) -> When | None:
    """周末前, by the weekend: Friday, for work."""
    return Edge(CalendarUnit("week", weekend.weeks or 0), "end") if isinstance(weekend, Weekend) else None


def _after_spring(unit: str) -> When | None:
    return AfterHoliday(("spring",)) if unit == "year" else None


def _year_of_holiday(year: Any, holiday: Holiday) -> When | None:
    known = year_of(year)
    return Holiday(holiday.key, holiday.country, known) if known else None


def _after_holiday(holiday: Holiday) -> When:
    return AfterHoliday((holiday.key,), holiday.country, holiday.year)


EDGES = (
    Rule("X", r"#?(?P<edge>e)_#?(?P<when>Y)", _edge),
    Rule("X", r"#?(?P<edge>e)_#?(?P<unit>u)", _edge_of_unit),
    Rule("X", r"#?(?P<edge>e)(?P<when>Y)", _edge_said_short),
    Rule("X", r"#?(?P<edge>e)(?P<unit>u)", _edge_of_unit),
    Rule("X", r"(?P<when>Y)(?P<unit>u)(?P<edge>e)", _edge_again),
    Rule("X", r"(?P<when>Y)_?(?P<edge>e)", _edge),
    Rule("X", r"(?P<unit>u)(?P<edge>e)", _edge_of_unit),
    Rule("X", r"#?(?P<last>r)(?P<day>u)_#?(?P<when>Y)", _last_day),
    Rule("X", r"#?(?P<last>r)(?P<day>u)_#?(?P<unit>u)", _last_day),
    Rule("X", r"(?P<weekend>Y)g", _week_end),
    Rule("X", r"b#?(?P<weekend>Y)", _week_end),
    Rule("L", r"(?P<year>[yYU])_?(?P<holiday>L)", _year_of_holiday),
    Rule("L", r"(?P<holiday>L)(?P<year>[nY])", _year_of_holiday),
    Rule("X", r"(?P<holiday>L)l", _after_holiday),
    Rule("X", r"l#?(?P<holiday>L)", _after_holiday),
    Rule(
        "X",
        r"l#?(?P<weekend>Y)",
        lambda weekend: WeekdayOf((weekend.weeks or 0) + 1, 0) if isinstance(weekend, Weekend) else None,
    ),
    Rule("X", r"(?P<holiday>[LB])", lambda holiday: holiday),
    Rule("X", r"(?<![a#U])(?P<unit>u)l", _after_spring),
)


def _ahead(length: Length, later: bool | None = None) -> When | None:
    return None if length.is_fine else Today(length, bool(later))


def _ago(length: Length) -> When | None:
    return None if length.is_fine else Today(-length)


def _after(length: Length, day: When | int) -> When | None:
    return None if length.is_fine else Offset(length, day if not isinstance(day, int) else Weekday(day))


def _before(length: Length, day: When | int) -> When | None:
    return None if length.is_fine else _after(-length, day)


def _day_to_day(start: Any, end: Any, after: str | None = None) -> When | None:
    """15-20 Nov, 3-5号: the month is said once."""
    if not stands_alone(after):
        return None
    if isinstance(end, MonthDay):
        return Between(MonthDay(end.month, int(start), end.year), end)
    return Between(DayOfMonth(int(start), end.months), end) if isinstance(end, DayOfMonth) else None


def _through(start: Any, end: float, after: str | None = None) -> When | None:
    """Nov 2-6."""
    if isinstance(start, MonthDay | ExactDay) and stands_alone(after) and 1 <= end <= 31:
        return Between(start, DayOfMonth(int(end)))
    return None


OFFSETS = (
    Rule("X", r"(?P<length>U)[Fl](?P<day>[Xw])", _after),
    Rule("X", r"(?P<length>U)b(?P<day>[Xw])", _before),
    Rule("X", r"i(?P<length>U)", _ahead),
    Rule("X", r"(?P<length>U)(?P<later>l)", _ahead),
    Rule("X", r"l(?P<length>U)", _ahead),
    Rule("X", r"(?P<length>U)g", _ago),
    Rule("Y", r"F?(?P<start>[no])[T-](?P<end>X)", _day_to_day),
    Rule("Y", r"(?P<start>X)[T-](?P<end>[no])(?=(?P<after>\.)|[^.un]|$)", _through),
    Rule("X", r"(?P<day>X)g", lambda day: day),
    Rule("Y", r"(?P<day>Y)g", lambda day: day),
)
