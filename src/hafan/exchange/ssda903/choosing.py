"""Which file is taken when several hold the same table.

The one with every key column; then the fewest missing columns; then CSV before XML; then the one with the usual
name; then the bigger; then the first by name. The others are set aside and said so: nothing is quietly added up.
"""

from __future__ import annotations

from hafan.exchange.ssda903.parts import Part
from hafan.exchange.ssda903.recognise import has_usual_name
from hafan.exchange.ssda903.tables import TABLES


def choose(parts: list[Part]) -> tuple[dict[str, Part], list[Part]]:
    """The part taken for each table, in the order of the tables, and the parts set aside."""
    taken: dict[str, Part] = {}
    set_aside: list[Part] = []
    for name in TABLES:
        ranked = sorted((part for part in parts if part.table.name == name), key=_rank)
        if ranked:
            taken[name] = ranked[0]
            set_aside += ranked[1:]
    return taken, set_aside


def _rank(part: Part) -> tuple[int, int, bool, bool, int, str]:
    keys_missing = sum(column.key and column.name not in part.place_of for column in part.table.columns)
    return (
        keys_missing,
        len(part.missing),
        part.in_xml,
        not has_usual_name(part.file, part.table),
        -part.size,
        part.file,
    )
