"""What a social worker would question in one child's rows: births, order of dates, and episodes that do not join up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from hafan.exchange.ssda903 import kinds_of_child as kinds
from hafan.exchange.ssda903.faults import Fault
from hafan.exchange.ssda903.periods import CONTINUED, STARTED
from hafan.exchange.ssda903.reading import Return
from hafan.exchange.ssda903.records import Episode, Header

_DAYS = {
    "Episodes": ("decom", "dec"),
    "Reviews": ("review",),
    "AD1": ("date_int", "date_match"),
    "PlacedAdoption": ("date_placed", "date_placed_ceased"),
    "Missing": ("mis_start", "mis_end"),
    "SWEpisodes": ("sw_decom", "sw_dec"),
    "DoLo": ("dolo_start", "dolo_end"),
}
"""Dates of things that have happened. The day asylum-seeking status will cease may lie ahead and is not among them."""


def doubts_about(
    source: Return,
    child: str,
    dob: date,
    header: Header | None,
    given: dict[str, list[Any]],
    kept: dict[str, list[Any]],
) -> list[Fault]:
    """Every doubt about one child's rows. `given` holds the rows as read, `kept` those left after repeats."""
    found = [*_births(source, child, dob, header, given, kept), *_days(source, dob, kept)]
    if "Episodes" in kept:
        found += _chain(source, sorted(kept["Episodes"], key=lambda episode: episode.decom))
    return found


def _births(
    source: Return,
    child: str,
    dob: date,
    header: Header | None,
    given: dict[str, list[Any]],
    kept: dict[str, list[Any]],
) -> Iterator[Fault]:
    if header is None:
        table, records = next(iter(kept.items()))
        yield source.fault(kinds.NO_HEADER, table, records[0].row, "CHILD", child, child)
    else:
        yield from _header_births(source, header, dob, given["Header"])
    for table, records in kept.items():
        if table in ("Header", "Episodes"):
            continue
        for record in records:
            if record.dob is not None and record.dob != dob:
                yield source.fault(
                    kinds.BIRTH_DIFFERS, table, record.row, "DOB", _said(record.dob), record.child, _said(dob)
                )


def _header_births(source: Return, header: Header, dob: date, given: list[Header]) -> Iterator[Fault]:
    births = sorted({each.dob for each in given if each.dob is not None})
    if len(births) > 1:
        said = ", ".join(map(_said, births))
        yield source.fault(kinds.TWO_BIRTHS, "Header", header.row, "DOB", _said(dob), header.child, said)
    for column, day in (("DOB", header.dob), ("MC_DOB", header.mc_dob)):
        if day is not None and source.year is not None and day > source.year.ends:
            end = _said(source.year.ends)
            yield source.fault(
                kinds.BIRTH_TO_COME, "Header", header.row, column, _said(day), header.child, end
            )


def _days(source: Return, dob: date, kept: dict[str, list[Any]]) -> Iterator[Fault]:
    end = None if source.year is None else source.year.ends
    for table, names in _DAYS.items():
        for record in kept.get(table, ()):
            for name in names:
                day = getattr(record, name)
                if day is None:
                    continue
                if day < dob:
                    kind, against = kinds.BEFORE_BIRTH, dob
                elif end is not None and day > end:
                    kind, against = kinds.AFTER_YEAR, end
                else:
                    continue
                yield source.fault(
                    kind, table, record.row, name.upper(), _said(day), record.child, _said(against)
                )


def _chain(source: Return, episodes: list[Episode]) -> Iterator[Fault]:
    for episode in episodes:
        if episode.dec is None and episode.rec is not None:
            yield _about(source, kinds.CEASED_WITHOUT_DAY, episode, "REC", episode.rec)
        if episode.dec is not None and episode.rec is None:
            yield _about(source, kinds.CEASED_WITHOUT_REASON, episode, "REC", _said(episode.dec))
    for before, episode in pairwise(episodes):
        if (fault := _join(source, before, episode)) is not None:
            yield fault


def _join(source: Return, before: Episode, episode: Episode) -> Fault | None:
    """What is wrong between one episode and the next, if anything."""
    if before.dec is None:
        return _about(source, kinds.OPEN_BEFORE_NEXT, before, "DEC", _said(episode.decom))
    if before.dec == episode.decom:
        left = before.rec is not None and before.rec != CONTINUED and episode.rne != STARTED
        reasons = (episode.rne or "", before.rec or "")
        return _about(source, kinds.LEFT_AND_STAYED, episode, "RNE", *reasons) if left else None
    if before.dec > episode.decom:
        kind = kinds.OVERLAP
    elif before.rec == CONTINUED:
        kind = kinds.GAP
    else:
        return None
    return _about(source, kind, episode, "DECOM", _said(episode.decom), _said(before.dec))


def _about(source: Return, kind: Any, episode: Episode, column: str, value: str, more: str = "") -> Fault:
    return source.fault(kind, "Episodes", episode.row, column, value, episode.child, more)


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
