"""Words taken out of an entry by two people: one says which and why, another does it. A mark stays where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from hafan.audit.operations import note
from hafan.chronology.models import Entry
from hafan.chronology.operations.deriving import derive
from hafan.chronology.queries import facts_of
from hafan.disclosure.models import Outgoing, Redaction
from hafan.disclosure.operations.ledger import NotYours, require
from hafan.foundation.context import whole
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.entry_types import ENTRY_TYPES

#: What stands where words were taken out.
MARK = "▒▒▒"


def free_words(entry: Entry) -> list[str]:
    """The fields of an entry that hold somebody's own words: those answered from no list."""
    if entry.kind not in ENTRY_TYPES:
        return []
    told = ENTRY_TYPES[entry.kind].fields
    return [
        name
        for name, value in entry.details.items()
        if isinstance(value, str)
        and name in told
        and told[name][1].options is None
        and told[name][0].annotation in {str, str | None}
    ]


@transaction.atomic
def propose(*, entry: Entry, fields: Sequence[str], why: str, by: Account, at: datetime) -> Redaction:
    """Say which words of an entry must go, and why."""
    require(by, "disclosure.write", at)
    if not fields or not set(fields) <= set(free_words(entry)):
        raise NotYours("fields")
    asked = Redaction.objects.create(
        child_id=entry.child_id, part=_kept_in(entry), entry_id=entry.public_id, fields=list(fields), why=why, proposed_by=by,
        proposed_at=at,
    )  # fmt: skip
    _note("redaction_proposed", asked, by)
    return asked


@transaction.atomic
def take_back(*, redaction: Redaction, by: Account, at: datetime) -> list[Outgoing]:
    """Do it, as a second person. Drafts that hold the words and papers not yet sent go with them; answers what had already left.

    What was worked out from the chronology is worked out again.
    """
    require(by, "disclosure.release", at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT disclosure.redact(%s, %s)", [redaction.public_id, MARK])
        if not cursor.fetchone()[0]:
            raise NotYours("redaction")
    child = Child.objects.select_related("agency").get(pk=redaction.child_id)
    with whole(child.pk):
        derive(child=child, facts=facts_of(child))
    _note("redaction_done", redaction, by)
    return list(
        Outgoing.objects.filter(child_id=redaction.child_id, released_at__isnull=False).order_by(
            "-released_at"
        )
    )


def _kept_in(entry: Entry) -> str:
    """A redaction is kept where everybody who works with the child sees that there was one."""
    return "care"


def _note(what: str, redaction: Redaction, by: Account) -> None:
    note(
        action=f"disclosure.{what}", by=by, object_type="entry", object_id=redaction.entry_id, child_id=redaction.child_id,
        detail={"fields": len(redaction.fields)},
    )  # fmt: skip
