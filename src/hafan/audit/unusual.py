"""Finding unusual views: all at once, by the database, of the last days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from hafan.audit.proving import proof
from hafan.practice.calendar import CalendarDoesNotReach, is_working_day

#: How far back each night looks: what comes late (an import, a denial written today) is still found.
BACK: Final = timedelta(days=3)


def find_unusual(since: datetime | None = None) -> int:
    """Write down every unusual view since a moment; answers how many are new or have grown. Safe to repeat."""
    since = since or timezone.now() - BACK
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT access.find_unusual(%s, %s, %s)", [since, holidays(since.date()), proof("find unusual")]
        )
        return int(cursor.fetchone()[0])


def holidays(since: date) -> list[date]:
    """The bank holidays from a day until today; none for days our calendar does not reach."""
    days = (since + timedelta(days=n) for n in range((timezone.localdate() - since).days + 1))
    return [day for day in days if day.weekday() < 5 and _is_holiday(day)]


def _is_holiday(day: date) -> bool:
    try:
        return not is_working_day(day)
    except CalendarDoesNotReach:
        return False
