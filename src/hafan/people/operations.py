"""The verbs of people: opening a record in an emergency."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from hafan.access.models import Urgency
from hafan.access.queries import NotTheOneActing
from hafan.audit.models import Event
from hafan.audit.operations import note
from hafan.foundation.context import acting_account
from hafan.identity.models import Account
from hafan.people.folding import folded
from hafan.people.models import Child

REFUSED: Final = "people.emergency.refused"
#: So many tries an hour that opened nothing, and then none until the hour is over.
TRIES: Final = 5
SPAN: Final = timedelta(hours=1)


class TooManyTries(Exception):
    """Somebody has tried too often: nothing was looked for, and nothing is told."""


def open_in_emergency(
    *, by: Account, reference: str, name: str, born: date | None, code: Urgency, why: str, at: datetime
) -> uuid.UUID | None:
    """Break the glass over one child of one's own agency, exactly named, for an hour, to read; an alert is raised with it.

    None for whatever reason it was not opened, and the try is noted. Raises TooManyTries.
    """
    if acting_account() != by.pk:
        raise NotTheOneActing
    if Event.objects.filter(account_id=by.pk, action=REFUSED, at__gt=at - SPAN).count() >= TRIES:
        raise TooManyTries
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT people.open_in_emergency(%s, %s, %s, %s, %s)",
            [reference.strip(), folded(name), born, code.value, why.strip()],
        )
        (opened,) = cursor.fetchone()
    if opened is None:
        note(action=REFUSED, by=by, result="refused")
        return None
    child = Child.objects.only("pk", "public_id").get(public_id=opened)
    note(
        action="people.emergency.opened",
        by=by,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
        reason=why.strip(),
    )
    return child.public_id
