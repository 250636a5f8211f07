"""Every address of the house, for one child: what a stranger would try who knew the child's id."""

from __future__ import annotations

from collections.abc import Iterator

from hafan.foundation.doors import Door
from hafan.people.models import Child
from tests.walls.test_doors import PARTS, addresses

NOWHERE = PARTS["UUIDConverter"]


def addresses_of(child: Child) -> Iterator[tuple[str, str, Door]]:
    """Each address that holds an id: with this child's in every place, and with one that exists nowhere."""
    for path, door in addresses():
        if NOWHERE in path:
            yield path.replace(NOWHERE, str(child.public_id)), path, door
