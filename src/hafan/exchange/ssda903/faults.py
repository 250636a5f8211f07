"""Faults found in a return: where each one is, what is wrong, and what to do, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hafan.exchange.ssda903.tables import TABLES
from hafan.practice.wording import Wording


class Severity(StrEnum):
    """Could the row be placed?"""

    LEFT_OUT = "left_out"
    """The row, or the whole file, could not be placed."""
    DOUBT = "doubt"
    """The row was kept, but somebody should look at it."""


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One way a return can be wrong. The wording may have the gaps {value}, {column}, {table}, {child}, {more}."""

    code: str
    severity: Severity
    what: Wording
    remedy: Wording

    def in_general(self, table: str) -> Wording:
        """What is wrong, said of no row of this table in particular: for counts of a kind."""
        return _filled(self.what, Fault(self, "", table, value="…", column="…", child="…", more="…"))


class Fault(NamedTuple):
    """One fault. `row` is the row a spreadsheet shows; in the XML form it is the child's number in the file."""

    kind: FaultKind
    file: str
    table: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    child: str = ""
    more: Wording | str = ""
    stands_for: int = 1
    """How many rows this fault speaks for: 1 for a row, the whole count when a file is left out, 0 for a remark."""
    in_xml: bool = False

    @property
    def code(self) -> str:
        """The stable name of this kind of fault, for filters and counts."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """Left out, or kept with a doubt."""
        return self.kind.severity

    @property
    def what(self) -> Wording:
        """What is wrong."""
        return _filled(self.kind.what, self)

    @property
    def remedy(self) -> Wording:
        """What to do about it."""
        return _filled(self.kind.remedy, self)

    @property
    def where(self) -> Wording:
        """The place: file, row and column as a person would look for them."""
        en, cy = [self.file or "The return"], [self.file or "Y ffurflen"]
        if self.row is not None:
            en.append(f"child {self.row} in the file" if self.in_xml else f"row {self.row}")
            cy.append(f"plentyn {self.row} yn y ffeil" if self.in_xml else f"rhes {self.row}")
        if self.column:
            en.append(f"column {self.column}")
            cy.append(f"colofn {self.column}")
        return Wording(en=", ".join(en), cy=", ".join(cy))


class CannotReadReturn(Exception):
    """Nothing in the return can be read, or it is refused. Says why and what to do, in both languages."""

    def __init__(self, what: Wording, remedy: Wording, file: str = "") -> None:
        super().__init__(what.en)
        self.what, self.remedy, self.file = what, remedy, file

    def __reduce__(self) -> tuple[type[CannotReadReturn], tuple[Wording, Wording, str]]:
        return type(self), (self.what, self.remedy, self.file)


LONGEST_SHOWN = 80
"""Characters of a faulty value that are repeated back; enough to find it by."""


def shown(value: str) -> str:
    """A faulty value fit to be repeated: one line, cut short, with no character a page or database would refuse."""
    if len(value) <= LONGEST_SHOWN and value.isprintable():
        return value
    cut = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "\u2026"
    return "".join(mark if mark.isprintable() else "\ufffd" for mark in cut)


def _filled(wording: Wording, fault: Fault) -> Wording:
    return Wording(en=_fill(wording.en, fault, "en"), cy=_fill(wording.cy, fault, "cy"))


def _fill(text: str, fault: Fault, language: str) -> str:
    table = TABLES.get(fault.table)
    more = fault.more.text(language) if isinstance(fault.more, Wording) else fault.more
    return text.format(
        value=fault.value,
        column=fault.column,
        child=fault.child,
        more=more,
        table=table.title.text(language) if table else fault.table,
    )
