"""The XML form of the return: one child at a time, its flattened tables unfolded again. No entities, no network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from hafan.exchange.ssda903.faults import Fault, shown
from hafan.exchange.ssda903.kinds import COLUMN_EXTRA, XML_BROKEN, XML_REFUSED
from hafan.exchange.ssda903.limits import LIMITS, Limits
from hafan.exchange.ssda903.parts import Part, part_of_rows
from hafan.exchange.ssda903.recognise import folded
from hafan.exchange.ssda903.tables import TABLES

_INSIDE = {
    "AMISSING": "Missing",
    "AREVIEW": "Reviews",
    "PERMANENCE": "PrevPerm",
    "OC2": "OC2",
    "AD_PLACED": "PlacedAdoption",
}
"""Blocks of a child's heading that are tables of their own."""

_FLATTENED = ("AD1", "OC3")
"""Tables whose columns stand in the child's heading itself."""

_ABOUT_CHILD = frozenset({"CHILD", "DOB", "SEX"})
_KNOWN = frozenset(name for table in TABLES.values() for name in table.column_names) | {"UASC"}


@dataclass(slots=True)
class XmlReturn:
    """What was found in one XML file."""

    file: str
    rows: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)
    children: int = 0
    unknown: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def parts(self) -> list[Part]:
        """One part for each table with rows."""
        return [part_of_rows(self.file, TABLES[name], rows) for name, rows in self.rows.items()]

    def add(self, table: str, cells: dict[str, str]) -> None:
        """Put one row in its table, unless it says nothing but who the child is."""
        names = TABLES[table].column_names
        if table in ("Header", "Episodes") or any(
            cells.get(name, "").strip() for name in names if name not in _ABOUT_CHILD
        ):
            self.rows.setdefault(table, []).append((self.children, [cells.get(name, "") for name in names]))


def looks_like_xml(data: bytes) -> bool:
    """Does it begin as XML does, under any mark?"""
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    return start.startswith(b"<")


def read_xml(file: str, data: bytes, limits: Limits = LIMITS) -> XmlReturn:
    """Read an XML return. Children complete before a break are kept, and the break is a fault."""
    found = XmlReturn(file)
    try:
        for child in _children(data, limits):
            found.children += 1
            _unfold(child, found)
    except (DefusedXmlException, _TooDeep):
        found.rows.clear()
        found.faults.append(Fault(XML_REFUSED, file, stands_for=0, in_xml=True))
    except (ParseError, LookupError, ValueError):
        found.faults.append(Fault(XML_BROKEN, file, more=str(found.children), stands_for=0, in_xml=True))
    found.faults += [
        Fault(COLUMN_EXTRA, file, value=shown(name), stands_for=0, in_xml=True)
        for name in sorted(found.unknown)[:20]
    ]
    return found


class _TooDeep(Exception):
    """Elements are nested past any return."""


def _children(data: bytes, limits: Limits) -> Iterator[Element]:
    depth = 0
    root: Element | None = None
    events = iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True)
    for event, element in events:
        if event == "start":
            root = element if root is None else root
            depth += 1
            if depth > limits.xml_depth:
                raise _TooDeep
            continue
        depth -= 1
        if depth == 1 and root is not None:
            if _name(element) == "CHILD":
                yield element
            root.clear()


def _unfold(child: Element, found: XmlReturn) -> None:
    heading: dict[str, str] = {}
    for block in child:
        name = _name(block)
        if name == "HEADER":
            heading = _cells(block, found)
            _unfold_heading(block, heading, found)
        elif name == "EPISODE":
            found.add("Episodes", {**_cells(block, found), "CHILD": heading.get("CHILD", "")})
        else:
            found.unknown.add(name)


def _unfold_heading(block: Element, heading: dict[str, str], found: XmlReturn) -> None:
    found.add("Header", heading)
    for table in _FLATTENED:
        found.add(table, heading)
    if heading.get("UASC", "").strip() not in ("", "0") or heading.get("DUC", "").strip():
        names = TABLES["UASC"].column_names
        found.rows.setdefault("UASC", []).append((found.children, [heading.get(name, "") for name in names]))
    about = {name: heading.get(name, "") for name in _ABOUT_CHILD}
    for inner in block:
        if table_name := _INSIDE.get(_name(inner)):
            found.add(table_name, {**about, **_cells(inner, found)})


def _cells(block: Element, found: XmlReturn) -> dict[str, str]:
    cells: dict[str, str] = {}
    for element in block:
        name = _name(element)
        if name in _INSIDE:
            continue
        if name not in _KNOWN or len(element):
            found.unknown.add(name)
        else:
            cells.setdefault(name, element.text or "")
    return cells


def _name(element: Element) -> str:
    """The element's name as a column, any namespace taken off."""
    return folded(str(element.tag).rsplit("}", 1)[-1])
