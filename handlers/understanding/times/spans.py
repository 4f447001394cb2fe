"""The calendar: weeks from Monday, months, quarters and years as stretches of days."""

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]
"""First and last day, both inclusive."""

DAY = timedelta(days=1)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
CALENDAR = ("week", *MONTHS_IN)
"""Units with a first and a last day of their own."""
DAYS_IN = {"day": 1, "workday": 1, "week": 7, "month": 30, "quarter": 90, "half": 180, "year": 365}
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def add_months(day: date, months: int) -> date:
    """The same day that many months on, or the month's last where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def add(day: date, count: int, unit: str) -> date:
    """The day that many units on; workdays leave out Saturdays and Sundays."""
    if unit in MONTHS_IN:
        return add_months(day, count * MONTHS_IN[unit])
    if unit == "workday":
        return _add_workdays(day, count)
    return day + timedelta(days=count * DAYS_IN[unit])


def _add_workdays(day: date, count: int) -> date:
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    day += timedelta(days=7 * weeks * step)
    while rest or day.weekday() >= SATURDAY:
        day += timedelta(days=step)
        rest -= 1 if rest and day.weekday() < SATURDAY else 0
    return day


def unit_span(unit: str, day: date, offset: int = 0) -> Span:
    """The calendar week, month, quarter, half or year that lies `offset` units from the day's own."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * offset)
        return monday, monday + timedelta(days=6)
    if unit not in MONTHS_IN:
        return add(day, offset, unit), add(day, offset, unit)
    months = MONTHS_IN[unit]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    first = add_months(first, offset * months)
    return first, add_months(first, months) - DAY


def nth_weekday(nth: int, weekday: int, span: Span) -> date | None:
    """The nth such weekday of a stretch, counted from its end where negative."""
    start = span[0] + timedelta(days=(weekday - span[0].weekday()) % 7)
    if nth < 0:
        start = span[1] - timedelta(days=(span[1].weekday() - weekday) % 7)
        nth += 1
    else:
        nth -= 1
    found = start + timedelta(days=7 * nth)
    return found if span[0] <= found <= span[1] else None
