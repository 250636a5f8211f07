"""Words that stand in another child's record, which the author read lately."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from hafan.audit.models import Event
from hafan.chronology.models import Entry
from hafan.disclosure.scanning.fingerprints import RUN, prints
from hafan.identity.models import Account

#: How long back, and how many records of others are looked at: what one has just read is what one pastes by mistake.
LATELY = timedelta(days=7)
AT_MOST = 60


def pasted(words: str, *, child_id: int, by: Account, at: datetime) -> int:
    """How many other records that `by` opened lately have a run of these words. Only what `by` may see is compared."""
    own = prints(words)
    if not own:
        return 0
    held: dict[int, set[int]] = {}
    for other, details in Entry.objects.filter(child_id__in=_opened(child_id, by, at)).values_list(
        "child_id", "details"
    ):
        held.setdefault(other, set()).update(each for text in _texts(details) for each in prints(text))
    return sum(bool(own & theirs) for theirs in held.values())


def _opened(child_id: int, by: Account, at: datetime) -> list[int]:
    read = Event.objects.filter(account=by, at__gt=at - LATELY, child_id__isnull=False).exclude(
        child_id=child_id
    )
    found = read.order_by().values_list("child_id", flat=True).distinct()[:AT_MOST]
    return [key for key in found if key is not None]


def _texts(details: Mapping[str, Any]) -> Iterator[str]:
    for value in details.values():
        if isinstance(value, str) and value.count(" ") >= RUN - 1:
            yield value
