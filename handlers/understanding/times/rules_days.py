"""Rules for days by other means: next Friday, on the 22nd, end of Q3, in two weeks, after the holidays."""

from typing import Any

from handlers.understanding.times.calendar_parts import (
    DECADES,
    CalendarUnit,
    Directed,
    Edge,
    NthWeekday,
    NthWorkday,
    Weekend,
)
from handlers.understanding.times.days import DayOfMonth, ExactDay, MonthDay, Today, Weekday, WeekdayOf, When
from handlers.understanding.times.holidays import AfterHoliday, Holiday
from handlers.understanding.times.lengths import Length
from handlers.understanding.times.periods import Between, Offset, OnOrAfter
from handlers.understanding.times.reading import Reading, rhythm_of_day
from handlers.understanding.times.rewrite import Rule
from handlers.understanding.times.rules_dates import year_of
from handlers.understanding.times.rules_hours import stands_alone
from handlers.understanding.times.spans import CALENDAR, MONTHS_IN


def _day_of_month(day: float, after: str | None = None) -> When | None:
    fits = day == int(day) and 1 <= day <= 31 and stands_alone(after)
    return DayOfMonth(int(day)) if fits else None


def _named(day: When) -> When | None:
    """A weekday beside a date says nothing new."""
    return day if isinstance(day, MonthDay | ExactDay | DayOfMonth | Today) else None


def _nth(nth: int, weekday: int, when: When | None = None, unit: str = "month") -> When | None:
    if unit not in MONTHS_IN:
        return None
    return NthWeekday(nth, weekday, when or CalendarUnit(unit))


def _last(last: int, weekday: int, when: When | None = None, unit: str = "month") -> When | None:
    return _nth(-1, weekday, when, unit) if last == -1 else None


def _coming(weekday: int) -> When:
    return Weekday(weekday)


def _every_nth(nth: int, weekday: int, unit: str) -> Reading | None:
    day = _nth(nth, weekday, unit=unit)
    return Reading(day=day, repeat=rhythm_of_day(day)) if day else None


def _every_last(last: int, weekday: int, unit: str) -> Reading | None:
    return _every_nth(-1, weekday, unit) if last == -1 else None


def _every_second(nth: int, weekday: int) -> Reading | None:
    """Every second Friday."""
    return Reading(day=Weekday(weekday), repeat="biweekly") if nth == 2 else None


def _weekdays_ago(count: float, weekday: int) -> When:
    """Two Fridays ago: the latest is one Friday ago."""
    return Offset(Length(1 - int(count), "week"), Directed(Weekday(weekday), back=True))


def _short_range(first: int, last: float) -> When | None:
    """星期一至五."""
    return Between(Weekday(first), Weekday(int(last) - 1)) if first + 1 < last <= 7 else None


def _weekdays_in(weeks: int, first: int, last: float) -> When | None:
    """下星期一至三."""
    fits = first + 1 < last <= 7
    return Between(WeekdayOf(weeks, first), WeekdayOf(weeks, int(last) - 1)) if fits else None


WEEKDAYS = (
    Rule("R", r"v(?P<unit>u)_?(?P<nth>9)(?P<weekday>w)", _every_nth),
    Rule("Y", r"(?P<weeks>r)(?P<first>w)[T-](?P<last>n)", _weekdays_in),
    Rule("R", r"v(?P<nth>[9o])(?P<weekday>w)(?!_)", _every_second),
    Rule("X", r"(?P<count>n)(?P<weekday>W)g", _weekdays_ago),
    Rule("R", r"#?(?P<nth>[o9])(?P<weekday>w)_v(?P<unit>u)", _every_nth),
    Rule("R", r"#?(?P<last>r)(?P<weekday>w)_v(?P<unit>u)", _every_last),
    Rule("X", r"(?P<when>Y)_?(?P<nth>9)(?P<weekday>w)", _nth),
    Rule("X", r"#?(?P<nth>[o9])(?P<weekday>w)[_i]#?(?P<when>Y)", _nth),
    Rule("X", r"#?(?P<nth>[o9])(?P<weekday>w)_#?(?P<unit>u)", _nth),
    Rule("X", r"#?(?P<last>r)(?P<weekday>w)[_i]#?(?P<when>Y)", _last),
    Rule("X", r"#?(?P<last>r)(?P<weekday>w)_#?(?P<unit>u)", _last),
    Rule("X", r"#?(?P<nth>9)(?P<weekday>w)", _nth),
    Rule("X", r"#?r?c(?P<weekday>w)", _coming),
    Rule("X", r"#?r?p(?P<weekday>w)", lambda weekday: Directed(Weekday(weekday), back=True)),
    Rule("X", r"(?P<weeks>r)(?P<weekday>w)", WeekdayOf),
    Rule("X", r"w,?#(?P<day>o)", _day_of_month),
    Rule("X", r"(?P<day>d)", _day_of_month),
    Rule("X", r"w,?#?(?P<day>X)", _named),
    Rule("X", r"(?P<day>X),?w", _named),
    Rule("X", r"(?<=[+#bTFsl&vS])(?P<day>o)(?=(?P<after>\.)|[^.umw]|$)", _day_of_month),
    Rule("X", r"(?<=\+)(?P<day>n)(?=(?P<after>\.)|[^.umw]|$)", _day_of_month),
    Rule("X", r"(?<=#)(?P<day>n)(?=[,@]|$)", _day_of_month),
    Rule("Y", r"(?P<first>w)[T-](?P<last>n)", _short_range),
    Rule("X", r"(?P<weekday>w)", _coming),
)


def _edge(edge: str, when: When) -> When | None:
    if edge in DECADES and getattr(when, "unit", None) != "month":
        return Edge(when, "end" if edge == "late" else "start")
    return Edge(when, edge)


def _edge_said_short(edge: str, when: When) -> When | None:
    """ "end March", "early Q3"; but "start next week" is an order."""
    return None if edge == "start" else _edge(edge, when)


def _edge_of_unit(edge: str, unit: str) -> When | None:
    return Edge(CalendarUnit(unit), edge) if unit in CALENDAR else None


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


def _year_of_holiday(year: Any, holiday: Holiday) -> When | None:
    known = year_of(year)
    return Holiday(holiday.key, holiday.country, known) if known else None


def _after_holiday(holiday: Holiday) -> When:
    return AfterHoliday((holiday.key,), holiday.country, holiday.year)


def _eom_of(edge: str, unit: str, when: When) -> When | None:
    """EOM March."""
    return Edge(when, edge) if getattr(when, "unit", None) == unit else None


def _decade(edge: str) -> When | None:
    """下旬 alone is this month's."""
    return Edge(CalendarUnit("month"), edge) if edge in ("上旬", "中旬", "下旬") else None


def _nth_workday(nth: int, day: str, when: When | None = None, unit: str = "month") -> When | None:
    if day != "workday" or unit not in MONTHS_IN or nth not in range(-1, 24) or not nth:
        return None
    if isinstance(when, AfterHoliday):
        return when if nth == 1 else None
    return NthWorkday(nth, when or CalendarUnit(unit))


def _back_to_work(holiday: When, nth: int, day: str) -> When | None:
    """春节后第一个工作日, 元旦上班头一天."""
    if day != "workday" or nth != 1:
        return None
    if isinstance(holiday, Holiday):
        return _after_holiday(holiday)
    return holiday if isinstance(holiday, AfterHoliday) else None


def _last_workday(last: int, day: str) -> When | None:
    return _nth_workday(last, day) if last == -1 else None


def _weekday_after(day: When, start: When) -> When | None:
    """The Friday after Thanksgiving."""
    return OnOrAfter(day, Offset(Length(1, "day"), start)) if isinstance(day, Weekday) else None


EDGES = (
    Rule("X", r"#?(?P<day>X)l#?(?P<start>[LX])", _weekday_after),
    Rule("X", r"#?(?P<edge>e)(?P<unit>u)_?#?(?P<when>Y)", _eom_of),
    Rule("X", r"#?(?P<nth>[o9r])(?P<day>u)_#?(?P<when>Y)", _nth_workday),
    Rule("X", r"#?(?P<nth>[o9r])(?P<day>u)_#?(?P<unit>u)", _nth_workday),
    Rule("X", r"(?P<when>Y)_?(?P<nth>9)(?P<day>u)", _nth_workday),
    Rule("X", r"#?(?P<edge>e)_#?(?P<when>Y)", _edge),
    Rule("X", r"#?(?P<edge>e)_#?(?P<unit>u)", _edge_of_unit),
    Rule("X", r"#?(?P<edge>e)-?(?P<when>Y)", _edge_said_short),
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
    Rule("X", r"(?P<last>9)(?P<day>u)", _last_workday),
    Rule("X", r"(?P<holiday>X)_?(?P<nth>9)(?P<day>u)", _back_to_work),
    Rule("X", r"(?P<edge>e)", _decade),
)


def _ahead(length: Length, later: bool | None = None) -> When | None:
    return None if length.is_fine else Today(length, bool(later))


def _ago(length: Length) -> When | None:
    return None if length.is_fine else Today(-length)


def _weeks_on(length: Length, day: When | int) -> When | None:
    """A week on Friday, a fortnight tomorrow."""
    return _after(length, day) if length.unit == "week" else None


def _week_later(day: When, unit: str) -> When | None:
    """Friday week: a week after the coming one."""
    return Offset(Length(1, "week"), day) if unit == "week" and isinstance(day, Weekday | Today) else None


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
    Rule("X", r"(?P<length>U)\+(?P<day>X)", _weeks_on),
    Rule("X", r"(?P<length>U)(?P<day>X)", _weeks_on),
    Rule("X", r"(?P<day>X)(?P<unit>u)(?![_n])", _week_later),
    Rule("X", r"i(?P<length>U)", _ahead),
    Rule("X", r"(?P<length>U)(?P<later>l)", _ahead),
    Rule("X", r"l(?P<length>U)", _ahead),
    Rule("X", r"(?P<length>U)[gG]", _ago),
    Rule("Y", r"F#?(?P<start>[no])[T&-]#?(?P<end>X)", _day_to_day),
    Rule("Y", r"#?(?P<start>[no])[T-]#?(?P<end>X)", _day_to_day),
    Rule("Y", r"(?P<start>X)[T-](?P<end>[no])(?=(?P<after>\.)|[^.un]|$)", _through),
    Rule("X", r"(?P<day>X)g", lambda day: day),
    Rule("Y", r"(?P<day>Y)g", lambda day: day),
)
