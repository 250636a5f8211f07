"""The account every return must give: each row is with a child, or has a fault that says why not."""

from __future__ import annotations

from hafan.exchange.ssda903 import ReturnByChild, Severity
from hafan.exchange.ssda903.children import _MANY, _ONE
from hafan.exchange.ssda903.tables import TABLES


def check_account(found: ReturnByChild) -> None:
    """Fail unless every row of every table is accounted for."""
    for name in TABLES:
        tally = found.tallies[name]
        assert min(tally.read, tally.usable, tally.left_out, tally.blank, tally.set_aside) >= 0
        assert tally.read == tally.usable + tally.left_out
        assert tally.usable == _placed(found, name)
        assert left_out(found, name) == tally.left_out + tally.set_aside
    for fault in found.faults:
        assert fault.what.en != fault.what.cy
        assert fault.remedy.en != fault.remedy.cy
        assert fault.where.en.startswith(fault.file or "The return")


def left_out(found: ReturnByChild, table: str) -> int:
    """Rows of a table that have a fault for which they were left out, each row once."""
    faults = [fault for fault in found.faults if fault.table == table and fault.severity is Severity.LEFT_OUT]
    whole = sum(fault.stands_for for fault in faults if fault.row is None)
    return whole + len({(fault.file, fault.row) for fault in faults if fault.row is not None})


def _placed(found: ReturnByChild, table: str) -> int:
    children = found.children.values()
    if table in _ONE:
        return sum(getattr(child, _ONE[table]) is not None for child in children)
    return sum(len(getattr(child, _MANY[table][0])) for child in children)
