"""Proving that no event was changed, taken out, slipped in or cut off: every hash is made again from the event itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from django.db import connection, transaction

from hafan.audit.chain import COLUMNS, NOTHING, linked
from hafan.audit.models import Head, Link
from hafan.audit.sealing import Sealed, worked_out

#: A line of COPY is what was hashed, with the hash behind it: lines are hashed as they come, nothing is put together again.
LINES: Final = (
    f"COPY (SELECT l.stream, l.seq, {', '.join(COLUMNS)}, encode(l.hash, 'hex') FROM audit_link l "  # noqa: S608
    "JOIN audit_event e ON e.id = l.event_id ORDER BY l.event_id) TO STDOUT"
)
#: The tab before the hash at the end of a line, the hash, and the line break.
TAIL: Final = 66
APART: Final = (
    "SELECT 'an event outside every chain', coalesce(e.child_id, -e.account_id, 0), 0, e.id FROM audit_event e "
    "WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id) UNION ALL "
    "SELECT 'the event has been taken out', l.stream, l.seq, l.event_id FROM audit_link l "
    "WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.id = l.event_id)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where. Keys only."""

    kind: str
    stream: int = 0
    seq: int = 0
    event: int = 0

    def __str__(self) -> str:
        whose = f"child {self.stream}" if self.stream > 0 else f"account {-self.stream}"
        return f"audit, {whose}, place {self.seq}: {self.kind}" + (
            f" (event {self.event})" if self.event else ""
        )


@dataclass(slots=True)
class Chains:
    """Every chain as far as it has been followed. Lines come by event; those that overtook another wait for their place."""

    ends: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    waiting: dict[tuple[bytes, int], bytes] = field(default_factory=dict)
    followed: int = 0

    def follow(self, lines: Iterable[bytes]) -> Iterator[Fault]:
        """Take in the lines. A million of them pass through here, so what is right passes without a call of ours."""
        ends, waiting = self.ends, self.waiting
        for block in lines:
            self.followed += 1
            line = bytes(block)
            stream, place, _ = line.split(b"\t", 2)
            seq, before = ends.get(stream, _START)
            if int(place) != seq + 1:
                waiting[stream, int(place)] = line
                continue
            made = sha256(before + line[:-TAIL]).digest()
            if made.hex() == line[1 - TAIL : -1].decode():
                ends[stream] = (seq + 1, made)
            else:
                yield from self._join(stream, seq + 1, line)
            if waiting:
                yield from self._catch_up(stream, seq + 2)

    def _catch_up(self, stream: bytes, seq: int) -> Iterator[Fault]:
        while (line := self.waiting.pop((stream, seq), None)) is not None:
            yield from self._join(stream, seq, line)
            seq += 1

    def _join(self, stream: bytes, seq: int, line: bytes) -> Iterator[Fault]:
        kept = bytes.fromhex(line[1 - TAIL : -1].decode())
        if linked(self.ends.get(stream, _START)[1], line[:-TAIL]) != kept:
            yield Fault("changed since it was written", int(stream), seq, int(line.split(b"\t", 3)[2]))
        self.ends[stream] = (seq, kept)

    def after_gaps(self) -> Iterator[Fault]:
        """What still waits has lost what came before it; each gap is told once."""
        for stream, seq in sorted(self.waiting, key=lambda each: (int(each[0]), each[1])):
            line = self.waiting[stream, seq]
            if self.ends.get(stream, _START)[0] != seq - 1:
                yield Fault(
                    "what stood before it has been taken out", int(stream), seq, int(line.split(b"\t", 3)[2])
                )
                self.ends[stream] = (seq, bytes.fromhex(line[1 - TAIL : -1].decode()))
            else:
                yield from self._join(stream, seq, line)


_START: Final = (0, NOTHING)


def events_in_order() -> Iterator[bytes]:
    """Every chained event as a line: what was hashed, and the hash."""
    with connection.cursor() as cursor, cursor.copy(LINES) as copy:
        yield from copy


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is as it stood at one moment, while others go on working."""
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def faults() -> Iterator[Fault]:
    """Everything wrong with the chains. Asked as the owner, who alone sees them all."""
    with one_moment():
        chains = Chains()
        yield from chains.follow(events_in_order())
        yield from chains.after_gaps()
        yield from _apart(chains)
        yield from _heads(chains)


def _apart(chains: Chains) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM audit_event), (SELECT count(*) FROM audit_link)")
        if cursor.fetchone() != (chains.followed, chains.followed):
            cursor.execute(APART)
            yield from (Fault(*row) for row in cursor.fetchall())


def _heads(chains: Chains) -> Iterator[Fault]:
    """The end of each chain must be the end that was kept."""
    kept: Mapping[bytes, tuple[int, bytes]] = {
        str(head.stream).encode(): (head.seq, bytes(head.hash)) for head in Head.objects.all()
    }
    for stream in sorted(kept.keys() | chains.ends.keys(), key=int):
        if kept.get(stream, _START) != chains.ends.get(stream, _START):
            yield Fault("the chain does not end where it ended", int(stream), kept.get(stream, _START)[0])


def links() -> int:
    """How many events are chained."""
    counted: Any = Link.objects.count()
    return int(counted)


def broken_seals(elsewhere: Iterable[Sealed] = ()) -> Iterator[str]:
    """Seals of the database that no longer fit its chains, and seals kept elsewhere that say something else.

    A chain that was cut, with its end and every seal written anew, still differs from the seal that was carried away.
    """
    now = {}
    for kept, made in worked_out():
        now[kept.number] = (made, kept.upto)
        if made != kept.hash:
            yield f"audit, seal {kept.number} of {kept.at:%Y-%m-%d %H:%M} UTC: the chains it covers have changed"
    for kept in elsewhere:
        if now.get(kept.number) != (kept.hash, kept.upto):
            yield f"audit, seal {kept.number} kept elsewhere, of {kept.at:%Y-%m-%d %H:%M} UTC: the chains are no longer those it was made over"
