"""What follows from a chronology, worked out afresh: the rows that lists and constraints need. Nothing else may write them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hafan.chronology.models import NOTHING_DUE
from hafan.practice.clocks import Clock
from hafan.practice.entries import Compartment
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.framework import Framework
from hafan.practice.obligations import Asks, Obligation
from hafan.practice.roles import Role
from hafan.practice.states import CLOSED, child_state

#: Care spans, statuses and placements are asked for the last day there is: nothing planned can change them.
_LATEST = date.max


@dataclass(frozen=True, slots=True)
class Projection:
    """The rows that follow from one child's chronology, as plain values."""

    obligations: tuple[dict[str, Any], ...]
    placements: tuple[dict[str, Any], ...]
    case_roles: tuple[dict[str, Any], ...]
    standing: dict[str, Any]
    birth: dict[str, Any]


def project(
    facts: Facts, framework: Framework, obligations: Sequence[Obligation] | None = None
) -> Projection:
    """Work out everything that follows from these facts. Pass the obligations if they have been worked out already."""
    found = framework.obligations(facts, only_open=True) if obligations is None else obligations
    # A clock that only says "not before" asks nobody to do anything: it is shown with the child, never in a list.
    due = [each for each in found if each.is_open and each.kind is not Asks.NOT_BEFORE]
    roles = _case_roles(facts)
    return Projection(
        obligations=tuple(_obligation(each, framework) for each in due),
        placements=tuple(_placements(facts)),
        case_roles=tuple(roles),
        standing=_standing(facts, due, roles),
        birth=_birth(facts),
    )


def _obligation(each: Obligation, framework: Framework) -> dict[str, Any]:
    return {
        "clock": each.clock,
        "part": part_of_clock(framework.clocks[each.clock]).value,
        "owner": framework.clocks[each.clock].owner.value,
        "started_on": each.started_on,
        "started_by": uuid.UUID(each.started_by),
        "due_on": each.due_on,
        "not_before": each.not_before,
        "soon_from": each.soon_from,
        "suspended_from": each.suspended_from,
        "is_unknown": each.why_unknown is not None,
    }


def part_of_clock(clock: Clock) -> Compartment:
    """The part of the record that what a clock asks for belongs to: that of the entry which starts it."""
    return ENTRY_TYPES[clock.starts.kinds[0]].compartment


def _placements(facts: Facts) -> list[dict[str, Any]]:
    """Placements of at least a day: one that ended the day it began has no night to count."""
    return [
        {
            "kind": each.kind,
            "carers": each.carers,
            "began_on": each.span.began,
            "ended_on": each.span.ended,
            "began_by": uuid.UUID(each.began_by.ref),
        }
        for each in facts.placements
        if each.span.ended != each.span.began
    ]


def _case_roles(facts: Facts) -> list[dict[str, Any]]:
    """Who held each role from when to when; a new worker in a role ends the one before."""
    held: list[dict[str, Any]] = []
    current: dict[str, dict[str, Any]] = {}
    for entry in facts.all("worker_changed"):
        role = str(entry.get("role", Role.CSW.value))
        if role in current:
            current[role]["ended_on"] = entry.on
        row = {
            "role": role,
            "account": entry.get("worker"),
            "team": entry.get("team"),
            "began_on": entry.on,
            "ended_on": None,
        }
        current[role] = row
        held.append(row)
    return held


def _standing(facts: Facts, due: list[Obligation], roles: list[dict[str, Any]]) -> dict[str, Any]:
    state = child_state(facts, _LATEST)
    care, placement, status = facts.care_on(_LATEST), facts.placement_on(_LATEST), facts.status_on(_LATEST)
    soonest = min(filter(_presses, due), key=lambda each: each.due_on or NOTHING_DUE, default=None)
    plan = facts.last("care_plan_made")
    worker = next(
        (row for row in reversed(roles) if row["role"] == Role.CSW.value and row["ended_on"] is None), None
    )
    return {
        "state": state.value,
        "is_open": state not in CLOSED,
        "looked_after_from": care.began if care else None,
        "legal_status": status.status if status else "",
        "placement_kind": placement.kind if placement else "",
        "with_carers_from": _with_carers_from(facts),
        "ep_from": _ep_from(facts),
        "plans_return": bool(plan.get("return_home")) if plan else None,
        "plans_adoption": bool(plan.get("adoption")) if plan else None,
        "due_on": soonest.due_on if soonest else NOTHING_DUE,
        "due_clock": soonest.clock if soonest else "",
        "worker": worker["account"] if worker else None,
        "team": worker["team"] if worker else None,
    }


def _presses(each: Obligation) -> bool:
    """Does its day ask something of somebody? Not while it is paused, nor where it only says how long a duty lasts."""
    return each.due_on is not None and each.kind is not Asks.LASTS and each.suspended_from is None


def _with_carers_from(facts: Facts) -> date | None:
    now = facts.placement_on(_LATEST)
    return min(
        (each.span.began for each in facts.placements if now and each.carers == now.carers), default=None
    )


def _ep_from(facts: Facts) -> date | None:
    """The day the child went to live with the EP carers they live with now."""
    now = facts.placement_on(_LATEST)
    kinds = ("ep_foster", "ep_kin")
    return min(
        (e.span.began for e in facts.placements if now and e.carers == now.carers and e.kind in kinds),
        default=None,
    )


def _birth(facts: Facts) -> dict[str, Any]:
    """What the chronology says about the birth; empty where it is silent."""
    found: dict[str, Any] = {}
    if (born := facts.last("born")) is not None:
        found["born_on"] = born.happened.earliest
        if born.get("sex", "unknown") != "unknown":
            found["sex"] = born.get("sex")
    expected = facts.last("unborn_known")
    if expected is not None and expected.get("expected_on"):
        found["expected_on"] = date.fromisoformat(expected.get("expected_on"))
    return found
