"""Compile it as its reader, look at the very bytes that would leave, and keep what was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hafan.disclosure.composing import compose
from hafan.disclosure.models import Finding as Kept
from hafan.disclosure.models import Outgoing, State
from hafan.disclosure.operations.ledger import NotYours, require, tell
from hafan.disclosure.pasting import pasted
from hafan.disclosure.protecting import judge
from hafan.disclosure.queries import whereabouts
from hafan.disclosure.scanning.inspecting import Finding, Other, inspect
from hafan.disclosure.scanning.ocr import picture_reader
from hafan.disclosure.scanning.pieces import Part, Where
from hafan.disclosure.scanning.search import Search
from hafan.disclosure.scanning.values import Severity
from hafan.disclosure.typesetting import set_paper
from hafan.identity.models import Account

#: The fewest letters that say why something found is all right.
ENOUGH = 10


class TooFewWords(ValueError):
    """It was not said why it is all right."""


@transaction.atomic
def prepare(*, outgoing: Outgoing, by: Account, at: datetime) -> list[Finding]:
    """Compile and look. Clear if nothing was found, else held back. Answers what was found, with the words, for the author's eyes only.

    Raises NotForThisReader when a file chosen to go with it is in a part of the record its reader may not have.
    """
    require(by, "disclosure.write", at)
    if not outgoing.is_open or outgoing.author_id != by.pk:
        raise NotYours("outgoing")
    made = set_paper(compose(outgoing, timezone.localdate(at)))
    outgoing.compiled, outgoing.sha256, outgoing.pages = made.content, made.sha256, made.pages
    outgoing.compiled_at = outgoing.changed_at = at
    outgoing.addressed = whereabouts(outgoing.recipient).address
    found = [*look(outgoing, by), *_copied(outgoing, by, at)]
    hold(outgoing, found)
    tell(outgoing, "compiled", by, _counts(found))
    return found


def look(outgoing: Outgoing, by: Account) -> list[Finding]:
    """Everything that must not be in the bytes that would leave, or must be looked at.

    The words they were made of are looked at too: a letter no font has is a box on the page, and might be read from nothing else.
    """
    judged = judge(outgoing, by)
    search, known = Search(judged.protected), judged.may_stand
    name = file_name(outgoing)
    found = inspect(
        [(name, bytes(outgoing.compiled or b""))], search=search, known=known, pictures=picture_reader()
    )
    words = f"{outgoing.words_en}\n{outgoing.words_cy}".encode()
    told = {(each.what, each.of, each.masked) for each in found}
    return found + [
        each
        for each in inspect([(name, words)], search=search, known=known)
        if (each.what, each.of, each.masked) not in told
    ]


def hold(outgoing: Outgoing, found: Sequence[Finding]) -> None:
    """Keep what was found, without the words, and say how far the document has come."""
    outgoing.findings.all().delete()
    Kept.objects.bulk_create(
        Kept(
            child_id=outgoing.child_id, part=outgoing.part, outgoing=outgoing, what=each.what, of=each.of,
            stops=each.severity is Severity.STOP, place=each.where.part.value, number=each.where.number, masked=each.masked[:40],
            why=each.why,
        )
        for each in found
    )  # fmt: skip
    outgoing.state = State.CAUGHT if found else State.CLEAR
    outgoing.save()


@transaction.atomic
def settle(*, finding: Kept, words: str, by: Account, at: datetime) -> None:
    """Say why something found is all right. What stops a document cannot be settled, only taken out of it."""
    require(by, "disclosure.write", at)
    outgoing = finding.outgoing
    if finding.stops or outgoing.author_id != by.pk or outgoing.state != State.CAUGHT:
        raise NotYours("finding")
    if len(words.strip()) < ENOUGH:
        raise TooFewWords
    finding.settled_by, finding.settled_at, finding.settled_words = by, at, words.strip()
    finding.save(update_fields=["settled_by", "settled_at", "settled_words"])
    if not outgoing.findings.filter(settled_at__isnull=True).exists():
        outgoing.state, outgoing.changed_at = State.CLEAR, at
        outgoing.save(update_fields=["state", "changed_at"])
    tell(outgoing, "settled", by, {"what": finding.what})


def file_name(outgoing: Outgoing) -> str:
    """A name that tells nothing of anybody."""
    return f"{outgoing.kind}-{outgoing.public_id.hex[:8]}.pdf"


def _copied(outgoing: Outgoing, by: Account, at: datetime) -> list[Finding]:
    words = f"{outgoing.words_en}\n{outgoing.words_cy}"
    others = pasted(words, child_id=outgoing.child_id, by=by, at=at)
    where = Where(file_name(outgoing), Part.BODY)
    return [Finding(Other.PASTED.value, Severity.LOOK, where, "", "opened")] if others else []


def _counts(found: Sequence[Finding]) -> dict[str, int]:
    stops = sum(each.severity is Severity.STOP for each in found)
    return {"stops": stops, "looks": len(found) - stops}
