"""Seals: each hour one hash over every chain, written to a second place where the owner of the database cannot reach."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from hafan.audit.chain import NOTHING
from hafan.audit.proving import proof
from hafan.foundation.embedded.place import home

#: For each seal, the chains that had grown since the seal before, as far as they had come.
GROWN: Final = """
SELECT DISTINCT ON (s.number, l.stream) s.number, l.stream, l.seq, l.hash
FROM (SELECT number, upto, coalesce(lag(upto) OVER (ORDER BY number), 0) AS since FROM audit_seal) s
JOIN audit_link l ON l.place > s.since AND l.place <= s.upto ORDER BY s.number, l.stream, l.seq DESC
"""
_WRITTEN: Final = re.compile(
    r"number (\d+)\nat (\S+)\nupto (\d+)\nhash ((?:[0-9a-f]{8}\s*){8})", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal as it is written down: which, when, over how many links, and the hash."""

    number: int
    at: datetime
    upto: int
    hash: bytes

    def text(self) -> str:
        """A page to print and put in a drawer."""
        digits = self.hash.hex()
        groups = [digits[start : start + 8] for start in range(0, 64, 8)]
        lines = [
            f"number {self.number}",
            f"at {self.at:%Y-%m-%dT%H:%M:%SZ}",
            f"upto {self.upto}",
            f"hash {' '.join(groups)}",
        ]
        return "Seal of the audit of Hafan\n\n" + "\n".join(lines) + "\n"


def seal() -> Sealed:
    """Seal every chain as it stands now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT number, at, upto, hash FROM access.seal_audit(%s)", [proof("seal")])
        return Sealed(*cursor.fetchone())


def second_place() -> Path:
    """Where seals are written: HAFAN_SEALS, best on another machine; otherwise a folder of Hafan's own."""
    named = os.environ.get("HAFAN_SEALS")
    return Path(named).expanduser() if named else home() / "seals"


def export(made: Sealed, folder: Path) -> Path:
    """Write one seal as one small file, never over another: after a backup was restored, numbers come again."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"seal-{made.number:08}-{made.hash.hex()[:8]}.txt"
    with target.open("x", encoding="ascii") as file:
        file.write(made.text())
    return target


def read_seals(folder: Path) -> Iterator[Sealed]:
    """The seals of a folder, whoever copied or typed them there."""
    for path in sorted(folder.glob("*.txt")):
        found = _WRITTEN.search(path.read_text(encoding="ascii", errors="replace"))
        if found:
            number, at, upto, digits = found.groups()
            yield Sealed(
                int(number),
                datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
                int(upto),
                bytes.fromhex("".join(digits.split())),
            )


def worked_out() -> Iterator[tuple[Sealed, bytes]]:
    """Each seal of the database, oldest first, and its hash as the links make it now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, at, upto, hash FROM audit_seal ORDER BY number")
        kept = [Sealed(number, at, upto, bytes(made)) for number, at, upto, made in cursor.fetchall()]
        cursor.execute(GROWN)
        grown = {
            number: _lines(rows) for number, rows in groupby(cursor.fetchall(), key=lambda row: int(row[0]))
        }
    before = NOTHING
    for each in kept:
        head = f"{each.number}\t{int(each.at.timestamp())}\t{each.upto}\n"
        before = hashlib.sha256(before + head.encode() + grown.get(each.number, b"")).digest()
        yield each, before


def _lines(rows: Iterable[tuple[int, int, int, bytes]]) -> bytes:
    return "".join(f"{stream}\t{seq}\t{bytes(made).hex()}\n" for _, stream, seq, made in rows).encode()
