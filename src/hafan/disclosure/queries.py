"""Questions about what leaves: where somebody is reached now, what is on its way, and what became of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hafan.access.queries import in_sight
from hafan.disclosure.models import Exposure, Outgoing, Recipient, Redaction, State
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.shielded.models import BirthFamilyContact, CarerIdentity

#: What a list shows at once.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Who somebody is and how they are reached, as it stands now, for those who may know."""

    name: str
    address: str = ""
    email: str = ""
    phone: str = ""
    post_is_safe: bool = True
    care_needed: str = ""
    changed_at: datetime | None = None


def whereabouts(recipient: Recipient) -> Whereabouts:
    """How a recipient is reached now. Nothing but a name where nothing is written, or for those who may not know."""
    if recipient.person is not None:
        return _of_person(recipient)
    if recipient.household_id is not None:
        return _of_carers(recipient)
    return Whereabouts(
        recipient.name, recipient.address, recipient.email, changed_at=recipient.address_changed_at
    )


def _of_person(recipient: Recipient) -> Whereabouts:
    held = BirthFamilyContact.objects.filter(
        person=recipient.person_id, replaced_by__isnull=True
    ).select_related("replaces")
    row = held.order_by("-from_on", "-pk").first()
    name = recipient.person.name if recipient.person else ""
    if row is None or not row.holds_on(timezone.localdate()):
        return Whereabouts(name)
    return Whereabouts(
        name,
        _lines(row),
        row.email,
        row.phones,
        post_is_safe=not row.do_not_write,
        care_needed=row.safely,
        changed_at=_moved(row),
    )


def _of_carers(recipient: Recipient) -> Whereabouts:
    held = CarerIdentity.objects.filter(
        household=recipient.household_id, replaced_by__isnull=True
    ).select_related("replaces")
    row = held.order_by("-from_on", "-pk").first()
    if row is None or not row.holds_on(timezone.localdate()):
        return Whereabouts(str(recipient.household))
    return Whereabouts(row.names, _lines(row), row.email, row.phones, changed_at=_moved(row))


def _lines(row: Any) -> str:
    return "\n".join(
        each.strip() for each in [*row.address.replace(",", "\n").splitlines(), row.postcode] if each.strip()
    )


def _moved(row: BirthFamilyContact | CarerIdentity) -> datetime | None:
    """When it last changed; None for the first address there ever was."""
    before = row.replaces
    same = before is not None and _lines(before) == _lines(row)
    return None if before is None or same else row.created_at


def recipients_of(child: Child) -> list[Recipient]:
    """Everybody things about this child are sent to, as far as the reader may know of them."""
    rows = Recipient.objects.filter(child=child, ended_at__isnull=True)
    return list(rows.select_related("person", "household", "agency").order_by("reader", "id"))


def recipient_in_sight(child: Child, public_id: uuid.UUID) -> Recipient | None:
    """One recipient, if the reader may know of them."""
    rows = in_sight(Recipient.objects.filter(child=child, public_id=public_id))
    return rows.select_related("person", "household", "agency", "child").first()


def outgoing_in_sight(public_id: uuid.UUID) -> Outgoing | None:
    """One thing on its way out, if the reader may see the part it belongs to."""
    rows = in_sight(Outgoing.objects.filter(public_id=public_id))
    return rows.select_related(*_AROUND).first()


_AROUND = (
    "child__agency", "recipient__person", "recipient__household", "recipient__agency", "author__agency", "released_by", "recalled_by",
)  # fmt: skip


def outbox(account: Account) -> QuerySet[Outgoing]:
    """What I wrote and what waits for a second person, of the children I see; newest first."""
    waiting = Q(state=State.CLEAR) | Q(author=account)
    rows = Outgoing.objects.filter(waiting).defer("compiled", "words_en", "words_cy").select_related(*_AROUND)
    return rows.order_by("-changed_at")[:SHOWN]


def sent_for(child: Child) -> QuerySet[Outgoing]:
    """Everything ever begun about a child, newest first: the ledger's table of contents."""
    rows = (
        Outgoing.objects.filter(child=child)
        .defer("compiled", "words_en", "words_cy")
        .select_related(*_AROUND)
    )
    return rows.order_by("-changed_at")


def exposures_of(child: Child) -> list[Exposure]:
    """What somebody may have learnt about this child, newest first, each with what was done."""
    rows = Exposure.objects.filter(child=child).prefetch_related("lines__account").select_related("opened_by")
    return list(rows.order_by("-learnt_on", "-id"))


def redactions_of(child: Child) -> list[Redaction]:
    """Words taken out of this record, or proposed to be."""
    return list(
        Redaction.objects.filter(child=child).select_related("proposed_by", "done_by").order_by("-id")
    )
