"""Days as practice and law count them: working days, weeks, clipped months, spans, and dates not fully known."""

from hafan.practice.calendar.allowances import Allowance, Counts, Unit
from hafan.practice.calendar.imprecise import ImpreciseDate, Precision
from hafan.practice.calendar.spans import Span
from hafan.practice.calendar.working_days import CalendarDoesNotReach, is_working_day, working_days_after

__all__ = [
    "Allowance",
    "CalendarDoesNotReach",
    "Counts",
    "ImpreciseDate",
    "Precision",
    "Span",
    "Unit",
    "is_working_day",
    "working_days_after",
]
