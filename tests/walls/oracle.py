"""Who should see what, worked out in Python from the rows of grants, denials and memberships, without asking the database's rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

#: Written out here and not imported: an oracle that shares the code it judges judges nothing.
WIDE = {"service_manager", "iro_manager", "agency_manager", "data_officer"}


@dataclass
class Oracle:
    """Reads the facts as the owner, once, and answers for anybody."""

    children: dict[int, set[int]]
    agencies: dict[int, set[int]]

    def may_see(self, function: str, account: int) -> set[int]:
        """The keys a policy's function should answer for an account."""
        return {
            "access.visible_children": self.children,
            "access.returning_agencies": self.agencies,
        }[function].get(account, set())


def consult(cursor: Any) -> Oracle:
    """Work it all out from plain rows; `cursor` is the owner's."""
    cursor.execute("SELECT now()")
    now: datetime = cursor.fetchone()[0]
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    cursor.execute("SELECT id FROM identity_account WHERE is_active")
    active = [key for (key,) in cursor.fetchall()]
    cursor.execute("SELECT account_id, team_id, agency_id, role, begins_on, ends_on FROM identity_membership")
    memberships = [m for m in cursor.fetchall() if _live(m[4], m[5], today)]
    cursor.execute("SELECT child_id, account_id, team_id, agency_id, begins_at, ends_at FROM access_grant")
    grants = [g for g in cursor.fetchall() if _live(g[4], g[5], now)]
    cursor.execute("SELECT child_id, account_id, begins_at, ends_at FROM access_denial")
    denials = {(d[1], d[0]) for d in cursor.fetchall() if _live(d[2], d[3], now)}
    children: dict[int, set[int]] = defaultdict(set)
    agencies: dict[int, set[int]] = defaultdict(set)
    for person in active:
        mine = [m for m in memberships if m[0] == person]
        teams = {m[1] for m in mine if m[1] is not None}
        wide = {m[2] for m in mine if m[2] is not None and m[3] in WIDE}
        agencies[person] = {m[2] for m in mine if m[2] is not None and m[3] == "data_officer"}
        for child, account, team, agency, _begins, _ends in grants:
            holds = (
                account == person
                or (team is not None and team in teams)
                or (agency is not None and agency in wide)
            )
            if holds and (person, child) not in denials:
                children[person].add(child)
    return Oracle(children, agencies)


def _live(begins: Any, ends: Any, at: date | datetime) -> bool:
    return bool(begins <= at and (ends is None or ends > at))
