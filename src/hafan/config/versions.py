"""The oldest PostgreSQL of each line that Hafan serves people from: older ones have known holes in row-level security."""

from __future__ import annotations

from typing import Final

#: Major version to the lowest minor, as fixed on 14 May 2026 (postgresql.org/support/security). Later lines have no known hole yet.
FLOORS: Final = {15: 18, 16: 14, 17: 10, 18: 4}
OLDEST: Final = min(FLOORS)


def fault_of(number: int) -> str:
    """What is wrong with a server of this number (as `server_version_num` counts: 150018 is 15.18), or nothing."""
    major, minor = divmod(number, 10_000)
    if major < OLDEST:
        return f"This PostgreSQL is older than {OLDEST}."
    floor = FLOORS.get(major, 0)
    if minor < floor:
        return (
            f"This PostgreSQL is {major}.{minor}, which has known holes; {major}.{floor} or later is needed."
        )
    return ""
