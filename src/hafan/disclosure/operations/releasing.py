"""Let it go, call it back, collect it. Never by whoever wrote it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from hafan.access.policy import may
from hafan.access.queries import roles_of
from hafan.audit.operations import note
from hafan.chronology.models import Entry
from hafan.disclosure.models import Outgoing, Recipient, State, Way
from hafan.disclosure.operations.ledger import NotYours, require, tell
from hafan.disclosure.operations.preparing import hold, look
from hafan.disclosure.queries import whereabouts
from hafan.disclosure.scanning.values import Severity
from hafan.identity.models import Account

#: How long what went as a link can be called back before anybody can fetch it, and how long it then lies there.
RECALL = timedelta(minutes=15)
LIES = timedelta(days=7)
#: How long a new address is warned of.
NEW_ADDRESS = timedelta(days=30)
#: After these, whoever was to be written to may be somebody else, or somewhere else.
ORDERS = ("order_made", "order_revoked", "adoption_order_made", "placed_for_adoption")


class NotASecondPerson(NotYours):
    """Whoever wrote it does not let it go."""


class CannotGo(Exception):
    """It cannot go as it is. `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Released:
    """It is on its way. `link` is shown once, to whoever released it; None where there is none."""

    link: str | None


@transaction.atomic
def release(*, outgoing: Outgoing, sha256: str, way: Way, by: Account, at: datetime) -> Released | None:
    """Let it go, as the bytes with this hash, to the address the recipient has now. None when a last look found something new.

    Raises NotASecondPerson, NotYours, or CannotGo with: changed, address, order, post, no_agency.
    """
    require(by, "disclosure.release", at)
    held = (
        Outgoing.objects.select_for_update(of=("self",))
        .select_related("recipient", "author__agency")
        .get(pk=outgoing.pk)
    )
    approves_own = may(roles_of(by, timezone.localdate(at)), "self.approve")
    if held.author_id == by.pk and not approves_own:
        raise NotASecondPerson
    why_not = reason_not_to(held, way, sha256)
    if why_not:
        raise CannotGo(why_not)
    if not _still_clear(held, by):
        return None
    link = _send(held, way, by, at, own=held.author_id == by.pk)
    tell(held, "released", by, {"way": way.value})
    return Released(link)


def reason_not_to(outgoing: Outgoing, way: Way | None = None, sha256: str = "") -> str:
    """Why it cannot go as it is; empty when it can."""
    recipient, where = outgoing.recipient, whereabouts(outgoing.recipient)
    if outgoing.state != State.CLEAR or (sha256 and outgoing.sha256 != sha256):
        return "changed"
    if recipient.ended_at is not None or outgoing.addressed != where.address:
        return "address"
    if must_be_confirmed(recipient):
        return "order"
    if way == Way.POST and not (where.post_is_safe and where.address.strip()):
        return "post"
    if way == Way.LINK and recipient.agency_id is None:
        return "no_agency"
    return ""


def must_be_confirmed(recipient: Recipient) -> bool:
    """Has an order been recorded since somebody last said that this is still the right person and address?"""
    later = Entry.objects.filter(
        child_id=recipient.child_id, kind__in=ORDERS, recorded_at__gt=recipient.confirmed_at
    )
    return later.exists()


def moved_lately(recipient: Recipient, at: datetime) -> bool:
    """Has the address changed in the last thirty days?"""
    changed = whereabouts(recipient).changed_at
    return changed is not None and at - changed < NEW_ADDRESS


def _still_clear(outgoing: Outgoing, by: Account) -> bool:
    """Look once more at what would leave: what must not be said may have changed since it was written."""
    settled = {(f.what, f.masked, f.place, f.number) for f in outgoing.findings.all()}
    found = look(outgoing, by)
    new = [
        each
        for each in found
        if each.severity is Severity.STOP
        or (each.what, each.masked[:40], each.where.part.value, each.where.number) not in settled
    ]
    if new:
        hold(outgoing, found)
        tell(outgoing, "held", by, {"found": len(new)})
    return not new


def _send(outgoing: Outgoing, way: Way, by: Account, at: datetime, *, own: bool) -> str | None:
    token = secrets.token_bytes(32) if way == Way.LINK else None
    outgoing.state, outgoing.way, outgoing.changed_at = State.RELEASED, way, at
    outgoing.released_by, outgoing.released_at, outgoing.self_approved = by, at, own
    if token is not None:
        outgoing.recall_until, outgoing.expires_at = at + RECALL, at + RECALL + LIES
        outgoing.link_hash = hashlib.sha256(token).digest()
    outgoing.save()
    return token.hex() if token is not None else None


@transaction.atomic
def recall(*, outgoing: Outgoing, why: str, by: Account, at: datetime) -> bool:
    """Call it back. True when nobody had it yet; a letter in the post, or something collected, can only be followed by an exposure."""
    require(by, "disclosure.write", at)
    held = Outgoing.objects.select_for_update(of=("self",)).get(pk=outgoing.pk)
    if held.state not in {State.RELEASED, State.COLLECTED}:
        raise CannotGo("changed")
    in_time = held.way == Way.LINK and held.state == State.RELEASED
    held.recalled_by, held.recalled_at, held.recalled_why, held.link_hash = by, at, why, None
    held.state, held.changed_at = State.RECALLED, at
    held.save(
        update_fields=["recalled_by", "recalled_at", "recalled_why", "link_hash", "state", "changed_at"]
    )
    tell(held, "recalled", by, {"in_time": in_time})
    return in_time


def collect(*, token: str, by: Account) -> tuple[str, bytes] | None:
    """Fetch what was sent to one's agency, once. None where there is nothing: not yet, no longer, or never."""
    try:
        given = bytes.fromhex(token)
    except ValueError:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT outgoing, content FROM disclosure.collect(%s)", [given])
        row = cursor.fetchone()
    if row is None:
        return None
    note(action="disclosure.fetched", by=by, object_type="outgoing", object_id=row[0])
    return f"{row[0].hex[:8]}.pdf", bytes(row[1])
