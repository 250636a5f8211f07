"""Children with stories, and what is agreed about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.sharing.models import Consent
from hafan.sharing.operations import Agreed, offer
from tests.cast import Cast
from tests.database import Owner
from tests.stories_told import baby, days, stories  # noqa: F401


def agreed(**more: Any) -> Agreed:
    """What is usually agreed with a regional agency that looks for a family."""
    told = {
        "told_as": "the child we call ABC",
        "role": "asw",
        "parts": (Compartment.CARE, Compartment.ADOPTION),
        "purpose": "finding a family",
        "legal_basis": "public_task",
        "consent": Consent.NOT_ASKED,
        "items": [{"item": "the plan", "who": "the family finder", "handling": "not by email"}],
    }
    return Agreed(**{**told, **more})


@pytest.fixture
def offered(cast: Cast, baby: Child) -> Callable[..., UUID]:  # noqa: F811
    """`offered(to=...)`: Carys offers Threeways, or somebody there, something about the baby."""

    def make(**more: Any) -> UUID:
        now = timezone.now()
        to = more.pop("to", cast.threeways)
        dates = {
            "starts": now - timedelta(hours=1),
            "ends": now + timedelta(days=90),
            "review_on": timezone.localdate() + timedelta(days=30),
        }
        for name in tuple(dates):
            dates[name] = more.pop(name, dates[name])
        answers = more.pop("answers", None)
        by = more.pop("by", cast.carys)
        with acting_as(by):
            return offer(by=by, child=baby, to=to, agreed=agreed(**more), answers=answers, **dates)

    return make


@pytest.fixture(autouse=True)
def english(cast: Cast, owner: Owner) -> None:
    """Everybody reads English here, so that words can be looked for."""
    with owner():
        Account.objects.update(language="en")
