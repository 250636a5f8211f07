"""What custodians do: open a sealed record for an hour, and read which two records are of one person. Both with a reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import connection, transaction

from hafan.access.operations import unseal
from hafan.audit.operations import note
from hafan.foundation.context import acting_account
from hafan.identity.models import Account
from hafan.people.models import Child


@dataclass(frozen=True, slots=True)
class Linked:
    """A sealed record and the one that began after it."""

    seclusion: uuid.UUID
    label: str
    reference: str
    name: str


@transaction.atomic
def unseal_record(*, seclusion: uuid.UUID, reason: str, by: Account) -> Child | None:
    """Open a sealed record for an hour, to read; None where there is nothing for this person to unseal, or the words are too few."""
    child_id = unseal(seclusion_id=seclusion, reason=reason, by=by)
    if child_id is None:
        return None
    child = Child.objects.select_related("agency").get(pk=child_id)
    note(
        action="shielded.record.unsealed",
        by=by,
        object_type="seclusion",
        object_id=seclusion,
        child_id=child_id,
        reason=reason,
    )
    return child


@transaction.atomic
def read_link(
    *, by: Account, reason: str, seclusion: uuid.UUID | None = None, reference: str = ""
) -> Linked | None:
    """Which record goes with a sealed one, asked from either side; None where there is nothing this person may know.

    It is noted among the reader's own doings and in the register of custody, under neither of the two children: whoever sees one
    record, and what was done about it, must not learn that there is another.
    """
    if acting_account() != by.pk:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM shielded.read_link(%s, %s, %s)", [seclusion, reference.strip(), reason])
        found = cursor.fetchone()
    if found is None:
        return None
    linked = Linked(*found)
    note(
        action="shielded.link.read", by=by, object_type="seclusion", object_id=linked.seclusion, reason=reason
    )
    return linked
