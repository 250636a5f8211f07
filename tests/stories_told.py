"""A few children with stories, told by the cast."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hafan.chronology.operations import NewChild, open_children
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from tests.cast import Cast


def told(kind: str, on: date | str, learnt_on: date | None = None, **details: Any) -> Entry:
    """One entry for a story; the date may be written imprecisely."""
    happened = ImpreciseDate.parse(on) if isinstance(on, str) else ImpreciseDate(on)
    return Entry(ref=str(uuid.uuid4()), kind=kind, happened=happened, learnt_on=learnt_on, details=details)


@dataclass
class Stories:
    """Opens records with whole stories, as the account that works with the child."""

    cast: Cast

    def child(
        self, by: Account, *entries: Entry, reference: str = "", team: Any = None, **names: str
    ) -> Child:
        """One child with a story; `by` becomes the worker."""
        team = team or (
            self.cast.aberwern_north if by.agency == self.cast.aberwern else self.cast.marlbrook_first
        )
        on = min((e.on for e in entries if e.happened.earliest), default=timezone.localdate())
        held = told("worker_changed", on, role="csw", worker=str(by.public_id), team=str(team.public_id))
        new = NewChild(
            reference=reference or f"REF {uuid.uuid4().hex[:8]}",
            given_name=names.get("given_name", "Siôn"),
            family_name=names.get("family_name", "Prydderch"),
            known_as=names.get("known_as", ""),
            entries=[held, *entries],
            allocated_to=by,
            team=team,
        )
        with acting_as(by):
            return open_children(by=by, agency=by.agency, children=[new], at=timezone.now(), source="person")[
                0
            ]


@pytest.fixture
def stories(cast: Cast) -> Stories:
    """Somebody to tell stories."""
    return Stories(cast)


@pytest.fixture
def days() -> Callable[[int], date]:
    """`days(-3)` is three days ago."""
    today = timezone.localdate()
    return lambda number: today + timedelta(days=number)


@pytest.fixture
def baby(stories: Stories, days: Callable[[int], date]) -> Child:
    """Thirteen weeks old, with early permanence carers since birth, both plans active; Alys works with the child."""
    born = days(-91)
    return stories.child(
        stories.cast.alys,
        told("unborn_known", days(-160), expected_on=days(-95).isoformat()),
        told("born", born, sex="male"),
        told("became_looked_after", born),
        told("legal_status_began", born, status="interim_care"),
        told("placement_began", born, placement_kind="ep_foster"),
        told("care_plan_made", days(-85), return_home=True, adoption=True),
        told("proceedings_issued", days(-90)),
        told("hearing_held", days(-75), hearing="case_management"),
        told("visit_made", days(-84), seen=True, note="Content & <b>smiling</b> at ŵyr."),
        told("visit_made", days(-50), learnt_on=days(-40), seen=True),
        told("health_assessed", f"{days(-70):%Y-%m}", by_doctor=True),
        told("review_held", days(-66)),
        reference="ABC 123",
    )
