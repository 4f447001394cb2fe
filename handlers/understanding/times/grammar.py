"""The grammar as a whole: its rules in the order they apply, from hours to whole expressions."""

from handlers.understanding.times.rewrite import Grammar
from handlers.understanding.times.rules_dates import DATES, UNITS
from handlers.understanding.times.rules_days import EDGES, OFFSETS, WEEKDAYS
from handlers.understanding.times.rules_hours import HOURS, LENGTHS
from handlers.understanding.times.rules_joins import MOMENTS, PERIODS, RHYTHMS, WHOLE

GRAMMAR = Grammar(
    (*LENGTHS, *DATES, *HOURS, *UNITS, *WEEKDAYS, *EDGES, *PERIODS, *OFFSETS, *RHYTHMS, *MOMENTS, *WHOLE)
)
