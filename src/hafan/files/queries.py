"""Questions about the files of a child."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterator
from typing import IO

from django.db import connection

from hafan.access.queries import in_sight
from hafan.files.models import File, Piece
from hafan.files.sealing import Tampered, unseal
from hafan.files.statements import PARTS
from hafan.people.models import Child
from hafan.practice.entries import Compartment

_IN_MEMORY = 2 * 1024 * 1024


class NotServed(Exception):
    """The file has not been found clean, so there is nothing to give."""


def files_of(child: Child) -> list[File]:
    """The files of a child in the parts the reader may see, newest first."""
    return list(File.objects.filter(child=child).select_related("added_by").order_by("-added_at", "-id"))


def file_in_sight(child: Child, public_id: uuid.UUID) -> File | None:
    """One file, if the reader may see its part."""
    return in_sight(File.objects.filter(child=child, public_id=public_id)).select_related("child").first()


def parts_to_write(child: Child) -> list[Compartment]:
    """The parts of this child's record the one acting may add to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT part FROM unnest(%s::text[]) part WHERE %s = ANY (access.changeable_children(part))",
            [[part.value for part in PARTS], child.pk],
        )
        found = {part for (part,) in cursor.fetchall()}
    return [part for part in PARTS if part.value in found]


def original(file: File) -> bytes:
    """What was sent, for the one who checks it."""
    return b"".join(_pieces(file, clean=False))


def clean_copy(file: File) -> IO[bytes]:
    """The clean copy, to be read once, its fingerprint looked at first. Raises NotServed when there is none to give."""
    if not file.is_clean:
        raise NotServed
    made, fingerprint = tempfile.SpooledTemporaryFile(_IN_MEMORY), hashlib.sha256()  # noqa: SIM115 - whoever asked closes it
    for piece in _pieces(file, clean=True):
        fingerprint.update(piece)
        made.write(piece)
    if fingerprint.hexdigest() != file.clean_sha256:
        raise Tampered
    made.seek(0)
    return made


def _pieces(file: File, *, clean: bool) -> Iterator[bytes]:
    rows = Piece.objects.filter(file=file, is_clean=clean).order_by("number").values_list("number", "sealed")
    for number, sealed in rows.iterator(chunk_size=2):
        yield unseal(bytes(sealed), of=file.public_id, clean=clean, number=number)
