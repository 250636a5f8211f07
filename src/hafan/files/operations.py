"""The verbs of files: add one, have it checked, and take up again one that stands still."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from hafan.audit.operations import note
from hafan.files.antivirus import finds_malware
from hafan.files.models import File, Piece, State
from hafan.files.queries import original, parts_to_write
from hafan.files.sealing import PIECE, digest, seal
from hafan.files.sieve.kinds import kind_by_name
from hafan.files.sieve.limits import FILE_BYTES
from hafan.files.sieve.verdict import Reason, Refused
from hafan.files.sifting import Verdict, have_sifted
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.entries import Compartment

#: Looks at a clean copy and answers tags for it, such as "protected": rooms above hang theirs here (`look_for`).
Looker = Callable[[File, bytes], Iterable[str]]
_LOOKERS: list[Looker] = []


class NotYours(ValueError):
    """Whoever adds the file may not write in that part of the record."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it arrives: the name it was sent under (looked at, not kept), its size, and its contents in pieces."""

    name: str
    size: int
    chunks: Iterable[bytes]


def look_for(looker: Looker) -> Looker:
    """Have every clean copy looked at by a room above, which answers its tags."""
    _LOOKERS.append(looker)
    return looker


@transaction.atomic
def add_file(
    *, child: Child, part: Compartment, title: str, arrived: Arrived, by: Account, at: datetime
) -> File:
    """Take a file into quarantine, sealed. Raises Refused (what its name or size gives away) or NotYours."""
    kind = kind_by_name(arrived.name)
    if not 0 < arrived.size <= FILE_BYTES:
        raise Refused("too_big" if arrived.size else "empty")
    if part not in parts_to_write(child):
        raise NotYours
    file = File.objects.create(
        child=child, part=part.value, title=title, kind=kind.code, ending=arrived.name.rpartition(".")[2].lower(),
        size=arrived.size, sha256="", added_by=by, added_at=at, moved_at=at,
    )  # fmt: skip
    file.sha256 = _keep(file, arrived.chunks, clean=False)
    file.save(update_fields=["sha256"])
    note(
        action="files.file.added", by=by, object_type="file", object_id=file.public_id, child_id=child.pk,
        detail={"part": file.part, "kind": file.kind},
    )  # fmt: skip
    return file


@transaction.atomic
def take_up(*, public_id: str, at: datetime) -> File | None:
    """Take up a file that waits. None if it does not: then there is nothing to do."""
    waiting = File.objects.filter(public_id=public_id, state=State.WAITING)
    if not waiting.update(state=State.CHECKING, attempt=F("attempt") + 1, moved_at=at):
        return None
    return File.objects.select_related("child").get(public_id=public_id)


def judge(data: bytes, ending: str) -> Verdict:
    """Is it clean? Asks the checker of malware first, if there is one. Raises CheckerAway."""
    if finds_malware(data):
        return Verdict("malware")
    return have_sifted(data, ending)


@transaction.atomic
def settle(*, file: File, verdict: Verdict, by: Account, at: datetime) -> bool:
    """Write down what came of the check, once. False if somebody else has taken it up meanwhile."""
    held = File.objects.select_for_update().filter(pk=file.pk, attempt=file.attempt, state=State.CHECKING)
    if not held.exists():
        return False
    if verdict.is_clean:
        file.clean_sha256, file.clean_size = _keep(file, [verdict.clean], clean=True), len(verdict.clean)
        file.state, file.left_out = State.CLEAN, list(verdict.left_out)
        file.tags = sorted({tag for look in _LOOKERS for tag in look(file, verdict.clean)})
    else:
        file.state, file.reason = State.REFUSED, verdict.refused or "broken"
    file.moved_at = at
    file.save(update_fields=["clean_sha256", "clean_size", "state", "left_out", "tags", "reason", "moved_at"])
    note(
        action="files.file.checked", by=by, object_type="file", object_id=file.public_id, child_id=file.child_id,
        detail={"state": file.state, "reason": file.reason},
    )  # fmt: skip
    return True


def lay_down(*, file: File, at: datetime) -> None:
    """Put back a file that could not be checked now; it stays closed."""
    File.objects.filter(pk=file.pk, attempt=file.attempt, state=State.CHECKING).update(
        state=State.WAITING, moved_at=at
    )


def stir(*, file: File, by: Account, at: datetime) -> bool:
    """Have a file that stands still taken up again."""
    if not file.is_stuck(at):
        return False
    moved = File.objects.filter(pk=file.pk, moved_at=file.moved_at, state=file.state).update(
        state=State.WAITING, moved_at=at
    )
    if moved:
        note(
            action="files.file.stirred",
            by=by,
            object_type="file",
            object_id=file.public_id,
            child_id=file.child_id,
        )
    return bool(moved)


def reason_of(refused: Refused) -> Reason:
    """Why a file was refused at the door."""
    return refused.reason


def _keep(file: File, chunks: Iterable[bytes], *, clean: bool) -> str:
    """Seal and keep the pieces; answers their fingerprint."""
    fingerprint = hashlib.sha256()
    for number, words in enumerate(_evenly(chunks)):
        fingerprint.update(words)
        sealed = seal(words, of=file.public_id, clean=clean, number=number)
        Piece.objects.bulk_create(
            [
                Piece(
                    child_id=file.child_id,
                    part=file.part,
                    file=file,
                    is_clean=clean,
                    number=number,
                    sealed=sealed,
                )
            ]
        )
    return fingerprint.hexdigest()


def _evenly(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of one size, whatever sizes they arrive in."""
    held = b""
    for chunk in chunks:
        held += chunk
        while len(held) >= PIECE:
            yield held[:PIECE]
            held = held[PIECE:]
    if held:
        yield held


def is_as_sent(file: File) -> bool:
    """Is the original still what was sent?"""
    return digest(original(file)) == file.sha256
