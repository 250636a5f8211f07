"""Who should see what, worked out in Python from plain rows, without asking the database's rules.

Written out by hand: an oracle that shares the code it judges judges nothing. Only the table of which role reaches which part is
read from the policy itself, since that is what somebody decided.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hafan.access.policy import REACH

WIDE = {"service_manager", "iro_manager", "agency_manager", "data_officer"}
STORY = {"care", "court", "health", "adoption", "family", "family_time"}
CUSTODIANS = {"records_custodian", "privacy_officer"}


@dataclass
class Oracle:
    """Reads the facts as the owner, once, and answers for anybody."""

    #: account: {child: the parts seen}; a child whose set is empty is known to exist and no more.
    parts: dict[int, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    changes: dict[int, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    #: account: {role: the agencies where it is held today}
    places: dict[int, dict[str, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    #: account: {role: the agencies for the whole of which it is held today}
    wide: dict[int, dict[str, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    #: Who must not see whom today, and whose record is sealed today.
    denied: set[tuple[int, int]] = field(default_factory=set)
    sealed: set[int] = field(default_factory=set)
    #: household: the children who live there today, or are to
    homes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def children(self) -> dict[int, set[int]]:
        """Whom each account sees at all."""
        return defaultdict(set, {account: set(found) for account, found in self.parts.items()})

    def sees(self, account: int, part: str, *, changing: bool = False) -> set[int]:
        """The children of whom an account sees a part ('' for any, 'whole' for the whole story)."""
        found = (self.changes if changing else self.parts)[account]
        if part == "whole":
            return {child for child, parts in found.items() if "whole" in parts}
        return {child for child, parts in found.items() if part == "" or part in parts}

    def agencies(self, account: int, *roles: str) -> set[int]:
        """Where an account works under one of these roles."""
        return set().union(*(self.places[account][role] for role in roles))


def consult(cursor: Any) -> Oracle:
    """Work it all out from plain rows; `cursor` is the owner's."""
    oracle = Oracle()
    now, today = _now(cursor)
    memberships = _memberships(cursor, today, oracle)
    _read_homes(cursor, today, oracle)
    cursor.execute(
        "SELECT child_id, account_id, team_id, agency_id, begins_at, ends_at, role, parts, may_write FROM access_grant"
    )
    grants = [g for g in cursor.fetchall() if _live(g[4], g[5], now)]
    cursor.execute("SELECT child_id, account_id, begins_at, ends_at FROM access_denial")
    denied = oracle.denied = {(d[1], d[0]) for d in cursor.fetchall() if _live(d[2], d[3], now)}
    cursor.execute("SELECT child_id, begins_at, ends_at FROM access_seclusion WHERE level = 'sealed'")
    oracle.sealed = {s[0] for s in cursor.fetchall() if _live(s[1], s[2], now)}
    for account, held in memberships.items():
        for child, to, team, agency, _begins, _ends, role, parts, may_write in grants:
            if (account, child) in denied:
                continue
            under = _roles_under(account, held, to, team, agency)
            if under is None:
                continue
            reached = _reached({role} if role else under, parts)
            if reached is None:
                continue
            oracle.parts[account].setdefault(child, set()).update(reached)
            if may_write:
                oracle.changes[account].setdefault(child, set()).update(reached)
    return oracle


def _read_homes(cursor: Any, today: date, oracle: Oracle) -> None:
    cursor.execute(
        "SELECT household_id, child_id, ended_on FROM people_placement WHERE household_id IS NOT NULL"
    )
    for household, child, ended_on in cursor.fetchall():
        if ended_on is None or ended_on > today:
            oracle.homes[household].add(child)


def _roles_under(account: int, held: list, to: Any, team: Any, agency: Any) -> set[str] | None:
    """The roles under which somebody holds a grant; None if it is not theirs."""
    if to is not None:
        return {role for _, _, role in held} if to == account and held else None
    if team is not None:
        roles = {role for in_team, _, role in held if in_team == team}
        return roles or None
    roles = {role for _, in_agency, role in held if in_agency == agency and role in WIDE}
    return roles or None


def _reached(roles: set[str], parts: list[str] | None) -> set[str] | None:
    """What one grant shows under these roles; None when the roles reach nothing at all."""
    told = {role: {part.value for part in REACH.get(role, ())} for role in roles}
    reaching = {role for role, reach in told.items() if reach}
    if not reaching:
        return None
    found = set().union(*(told[role] for role in reaching))
    whole = any(told[role] >= STORY for role in reaching) and (parts is None or set(parts) >= STORY)
    return (found if parts is None else found & set(parts)) | ({"whole"} if whole else set())


def _now(cursor: Any) -> tuple[datetime, date]:
    cursor.execute("SELECT now()")
    now: datetime = cursor.fetchone()[0]
    return now, now.astimezone(ZoneInfo("Europe/London")).date()


def _memberships(cursor: Any, today: date, oracle: Oracle) -> dict[int, list]:
    """{account in use: [(team, agency, role)] of today}."""
    cursor.execute("SELECT id FROM identity_account WHERE is_active")
    found: dict[int, list] = {key: [] for (key,) in cursor.fetchall()}
    cursor.execute(
        "SELECT m.account_id, m.team_id, m.agency_id, m.role, m.begins_on, m.ends_on, t.agency_id "
        "FROM identity_membership m LEFT JOIN identity_team t ON t.id = m.team_id"
    )
    for account, team, agency, role, begins, ends, of_team in cursor.fetchall():
        if account in found and _live(begins, ends, today):
            found[account].append((team, agency, role))
            oracle.places[account][role].add(agency if agency is not None else of_team)
            if agency is not None:
                oracle.wide[account][role].add(agency)
    return found


def _live(begins: Any, ends: Any, at: date | datetime) -> bool:
    return bool(begins <= at and (ends is None or ends > at))
