"""Every kind of fault a return can have, by its code."""

from __future__ import annotations

from collections.abc import Iterator

from hafan.exchange.ssda903 import kinds, kinds_of_child
from hafan.exchange.ssda903.faults import FaultKind


def _declared() -> Iterator[FaultKind]:
    for module in (kinds, kinds_of_child):
        yield from (each for each in vars(module).values() if isinstance(each, FaultKind))


FAULT_KINDS: dict[str, FaultKind] = {kind.code: kind for kind in _declared()}
