"""The time axis: where a day stands, and which days are worth naming for a span of weeks, months or years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hafan.design.picture.widths import width
from hafan.design.words import SHORT_MONTHS

SMALL = 12.0  # type size of the axis, in pixels
STEPS = (1, 2, 3, 4, 6, 12, 24)
WEEKS_UP_TO, MONTHS_UP_TO, QUARTERS_UP_TO = 130, 830, 2000  # days of span


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps days to x. A day is as wide as the span allows; an item ends at the end of its last day."""

    start: date
    end: date
    left: float
    right: float

    def x(self, day: date, *, after: bool = False) -> float:
        """Where that day begins, or ends; days outside are held at the edges."""
        days = (day - self.start).days + after
        span = (self.end - self.start).days + 1
        return self.left + (self.right - self.left) * min(max(days, 0), span) / span

    @property
    def days(self) -> int:
        """The span in days."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Tick:
    """A named day: `words` may be empty where there is no room. `major` ticks carry the lines down the picture."""

    x: float
    words: str
    major: bool


def ticks(axis: Axis, lang: str) -> list[Tick]:
    """Two tiers: what the reader looks for first (years, or months), and the finer steps under it."""
    months = SHORT_MONTHS[lang]
    if axis.days <= WEEKS_UP_TO:
        fine = [(day, str(day.day)) for day in mondays(axis)]
        coarse = [(day, f"{months[day.month - 1]} {day.year}") for day in firsts(axis, 1)]
    elif axis.days <= MONTHS_UP_TO:
        fine = [(day, months[day.month - 1]) for day in firsts(axis, 1)]
        coarse = [(day, str(day.year)) for day in firsts(axis, 12)]
    elif axis.days <= QUARTERS_UP_TO:
        fine = [(day, months[day.month - 1]) for day in firsts(axis, 3)]
        coarse = [(day, str(day.year)) for day in firsts(axis, 12)]
    else:
        fine = []
        coarse = [(day, str(day.year)) for day in firsts(axis, 12)]
    return named(axis, coarse, major=True) + named(axis, fine, major=False)


def mondays(axis: Axis) -> list[date]:
    """Every Monday shown."""
    first = axis.start + timedelta(days=-axis.start.weekday() % 7)
    return [first + timedelta(days=7 * week) for week in range((axis.end - first).days // 7 + 1)]


def firsts(axis: Axis, step: int) -> list[date]:
    """The first day of each month, quarter or year touched; the one before the start stands at the edge."""
    month = axis.start.year * 12 + axis.start.month - 1
    last = axis.end.year * 12 + axis.end.month - 1
    month -= month % step
    return [date(number // 12, number % 12 + 1, 1) for number in range(month, last + 1, step)]


def named(axis: Axis, days: list[tuple[date, str]], *, major: bool) -> list[Tick]:
    """Ticks with their words where there is room before the next named one; crowded ones skip evenly."""
    if not days:
        return []
    places = [axis.x(day) for day, _ in days] + [axis.right]
    widest = max(width(words, SMALL, bold=major) for _, words in days) + 6
    step = (axis.right - axis.left) / len(days)
    every = next((n for n in STEPS if step * n >= widest), STEPS[-1])
    made = []
    for index, (day, words) in enumerate(days):
        room = places[min(index + every, len(places) - 1)] - places[index]
        keeps = counted_in(day, index, words) % every == 0
        fits = keeps and room >= width(words, SMALL, bold=major) + 4
        made.append(Tick(places[index], words if fits else "", major))
    if not any(tick.words for tick in made):
        widest_gap = max(range(len(days)), key=lambda index: places[index + 1] - places[index])
        made[widest_gap] = Tick(min(places[widest_gap], axis.right - widest), days[widest_gap][1], major)
    return made


def counted_in(day: date, index: int, words: str) -> int:
    """What skipping counts: years by their number and months by the calendar, so that January keeps its name."""
    if words == str(day.year):
        return day.year
    return day.month - 1 if day.day == 1 and not words.isdigit() else index
