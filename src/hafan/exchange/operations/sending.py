"""Sending a return in: its files are kept as they came, until it has been read and dealt with."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hafan.audit.operations import note
from hafan.exchange.models import Import
from hafan.exchange.ssda903 import CollectionYear
from hafan.exchange.ssda903.limits import LIMITS
from hafan.identity.models import Account, Agency

#: Bytes of a packed return kept in memory; a larger one is packed on disk.
_IN_MEMORY = 4 * 1024 * 1024


class NothingSent(ValueError):
    """No file was chosen."""


class TooMuchSent(ValueError):
    """The files are larger than any return."""


class NotAYear(ValueError):
    """The year given is not a collection year."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it arrives: its name, its size in bytes, and its contents in pieces."""

    name: str
    size: int
    chunks: Iterable[bytes]


@transaction.atomic
def send_in(*, by: Account, agency: Agency, year: str, files: Sequence[SentFile], at: datetime) -> Import:
    """Take in the files of one return. Raises NotAYear, NothingSent or TooMuchSent; then nothing is kept."""
    given = year_written(year)
    if not files:
        raise NothingSent
    if sum(file.size for file in files) > LIMITS.total_bytes or len(files) > LIMITS.files:
        raise TooMuchSent
    sent = Import.objects.create(
        agency=agency,
        sent_by=by,
        sent_at=at,
        moved_at=at,
        name=files[0].name.strip()[:200] or "?",
        year_given=given,
        files=packed(files),
    )
    note(action="exchange.return.sent", by=by, object_type="import", object_id=sent.public_id)
    return sent


def year_written(written: str) -> str:
    """The collection year somebody wrote, as 2025-26; nothing if they wrote nothing. Raises NotAYear."""
    if not written.strip():
        return ""
    year = CollectionYear.from_name(written[:40])
    if year is None:
        raise NotAYear
    return str(year)


def packed(files: Sequence[SentFile]) -> bytes:
    """The files as one bundle. Names are numbered, so that two of one name are both kept."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as bundle:
        with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
            for number, file in enumerate(files):
                with written.open(f"{number}/{file.name[:300]}", "w", force_zip64=True) as member:
                    for chunk in file.chunks:
                        member.write(chunk)
        bundle.seek(0)
        return bundle.read()


def unpacked(bundle: bytes) -> list[tuple[str, bytes]]:
    """The files of a bundle made by `packed`, under their own names."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as read:
        return [(info.filename.partition("/")[2], read.read(info)) for info in read.infolist()]
