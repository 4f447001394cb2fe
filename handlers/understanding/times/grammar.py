"""The grammar as a whole: its rules in the order they apply, from hours to whole expressions."""

from handlers.understanding.times.rules_dates import DATES, UNITS
from handlers.understanding.times.rules_days import EDGES, OFFSETS, WEEKDAYS
from handlers.understanding.times.rules_hours import HOURS, LENGTHS
from handlers.understanding.times.rules_joins import MOMENTS, PERIODS, RHYTHMS, WHOLE

RULES = (*LENGTHS, *DATES, *HOURS, *UNITS, *WEEKDAYS, *EDGES, *PERIODS, *OFFSETS, *RHYTHMS, *MOMENTS, *WHOLE)
