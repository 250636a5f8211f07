"""Sending a return in: its files are kept as they came, until it has been read and dealt with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hafan.audit.operations import note
from hafan.exchange.models import Import
from hafan.exchange.ssda903.limits import LIMITS
from hafan.identity.models import Account, Agency


class NothingSent(ValueError):
    """No file was chosen."""


class TooMuchSent(ValueError):
    """The files are larger than any return."""


@transaction.atomic
def send_in(
    *, by: Account, agency: Agency, name: str, files: Sequence[tuple[str, bytes]], at: datetime
) -> Import:
    """Take in the files of one return. Raises NothingSent or TooMuchSent; then nothing is kept."""
    if not files:
        raise NothingSent
    if sum(len(data) for _, data in files) > LIMITS.total_bytes or len(files) > LIMITS.files:
        raise TooMuchSent
    sent = Import.objects.create(
        agency=agency, sent_by=by, sent_at=at, name=name[:200] or files[0][0][:200], files=packed(files)
    )
    note(action="exchange.return.sent", by=by, object_type="import", object_id=sent.public_id)
    return sent


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """The files as one bundle. Names are numbered, so that two of one name are both kept."""
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as written:
        for number, (name, data) in enumerate(files):
            written.writestr(f"{number}/{name}", data)
    return bundle.getvalue()


def unpacked(bundle: bytes) -> list[tuple[str, bytes]]:
    """The files of a bundle made by `packed`, under their own names."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as read:
        return [(info.filename.partition("/")[2], read.read(info)) for info in read.infolist()]
