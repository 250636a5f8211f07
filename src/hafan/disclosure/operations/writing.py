"""Whom things are sent to, and what is to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hafan.audit.operations import note
from hafan.disclosure.gateways import GATEWAYS
from hafan.disclosure.models import Attachment, Kind, Outgoing, Recipient, State
from hafan.disclosure.operations.ledger import NotYours, require, tell
from hafan.disclosure.readers import READERS
from hafan.files.models import File
from hafan.identity.models import Account, Agency
from hafan.people.models import Child, Household, Person

#: What of a recipient may be changed, each with its own line in the audit.
WHEREABOUTS = ("address", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be sent, as its author wrote it."""

    kind: Kind
    gateway: str
    purpose: str
    language: str = "en"
    words_en: str = ""
    words_cy: str = ""
    from_on: date | None = None
    until_on: date | None = None
    files: tuple[File, ...] = ()


@transaction.atomic
def add_recipient(
    *, child: Child, reader: str, by: Account, at: datetime, person: Person | None = None, household: Household | None = None,
    agency: Agency | None = None, name: str = "", address: str = "", email: str = "", language: str = "en",
) -> Recipient:  # fmt: skip
    """Write down somebody things are sent to: a person of the family, the carers of a household, or somebody else by name."""
    require(by, "disclosure.write", at)
    kind = READERS[reader]
    if kind.about != ("person" if person else "household" if household else "other"):
        raise NotYours("recipient")
    recipient = Recipient.objects.create(
        child=child, part=kind.part.value, reader=reader, person=person, household=household, agency=agency, name=name,
        address=address, email=email, language=language, confirmed_at=at,
    )  # fmt: skip
    _note("recipient_added", recipient, by)
    return recipient


@transaction.atomic
def change_recipient(*, recipient: Recipient, changes: Mapping[str, Any], by: Account, at: datetime) -> None:
    """Put right where somebody is reached. A new address is warned of for thirty days wherever something is released to it."""
    require(by, "disclosure.write", at)
    moved = any(name in changes and changes[name] != getattr(recipient, name) for name in WHEREABOUTS)
    for name, value in changes.items():
        setattr(recipient, name, value)
    recipient.confirmed_at = at
    if moved:
        recipient.address_changed_at = at
    recipient.save(update_fields=[*changes, "confirmed_at", "address_changed_at"])
    _note("address_changed" if moved else "recipient_changed", recipient, by)


@transaction.atomic
def confirm_recipient(*, recipient: Recipient, by: Account, at: datetime) -> None:
    """Say that this is still the right person and the right address, as after an order was made."""
    require(by, "disclosure.write", at)
    recipient.confirmed_at = at
    recipient.save(update_fields=["confirmed_at"])
    _note("recipient_confirmed", recipient, by)


@transaction.atomic
def begin(*, recipient: Recipient, draft: Draft, by: Account, at: datetime) -> Outgoing:
    """Begin something for one recipient. One envelope has one reader."""
    require(by, "disclosure.write", at)
    _check(draft)
    outgoing = Outgoing(
        child_id=recipient.child_id,
        part=recipient.part,
        recipient=recipient,
        author=by,
        changed_at=at,
        **_words(draft),
    )
    outgoing.save()
    _attach(outgoing, draft.files)
    tell(outgoing, "begun", by, {"kind": outgoing.kind, "gateway": outgoing.gateway})
    return outgoing


@transaction.atomic
def rewrite(*, outgoing: Outgoing, draft: Draft, by: Account, at: datetime) -> None:
    """Change what is to be sent. Whatever was compiled and looked at before no longer counts."""
    require(by, "disclosure.write", at)
    if not outgoing.is_open or outgoing.author_id != by.pk:
        raise NotYours("outgoing")
    _check(draft)
    for name, value in _words(draft).items():
        setattr(outgoing, name, value)
    outgoing.state, outgoing.changed_at, outgoing.compiled, outgoing.sha256 = State.DRAFTED, at, None, ""
    outgoing.save()
    outgoing.findings.all().delete()
    outgoing.attachments.all().delete()
    _attach(outgoing, draft.files)
    tell(outgoing, "rewritten", by)


def _check(draft: Draft) -> None:
    if draft.gateway not in GATEWAYS:
        raise ValueError(draft.gateway)


def _words(draft: Draft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "gateway": draft.gateway,
        "purpose": draft.purpose,
        "language": draft.language,
        "words_en": draft.words_en,
        "words_cy": draft.words_cy,
        "from_on": draft.from_on,
        "until_on": draft.until_on,
    }


def _attach(outgoing: Outgoing, files: Iterable[File]) -> None:
    for file in files:
        Attachment.objects.create(
            child_id=outgoing.child_id,
            part=outgoing.part,
            outgoing=outgoing,
            file_id=file.public_id,
            title=file.title,
        )


def _note(what: str, recipient: Recipient, by: Account) -> None:
    note(
        action=f"disclosure.{what}", by=by, object_type="recipient", object_id=recipient.public_id, child_id=recipient.child_id,
        detail={"reader": recipient.reader}, parts=[recipient.part],
    )  # fmt: skip
