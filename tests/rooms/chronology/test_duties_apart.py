"""Who decides about a child is not who works for the child; nobody approves their own work."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hafan.access.models import Basis
from hafan.access.operations import give
from hafan.access.policy import MAY
from hafan.chronology.operations import GateShut, record
from hafan.chronology.operations.duties import GATE, PAIRS
from hafan.foundation.context import acting_as
from hafan.identity.models import Membership
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entry_types import ENTRY_TYPES
from tests.cast import SINCE, Cast
from tests.database import Owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def also(cast: Cast, owner: Owner):
    """`also("alys", "adm")`: somebody is something else besides."""

    def make(name: str, role: str) -> None:
        with owner():
            Membership.objects.create(
                account=cast.people[name], team=cast.aberwern_north, role=role, begins_on=SINCE
            )

    return make


def write(cast, who, child, kind, despite="", **details):
    by = cast.people[who]
    with acting_as(by):
        return record(
            by=by, child=child, kind=kind, happened=ImpreciseDate(timezone.localdate()), details=details,
            at=timezone.now(), despite=despite,
        )  # fmt: skip


def refused(cast, who, child, kind, despite="", **details) -> set[str]:
    """The rules of the duties that were not apart; none where it was recorded."""
    try:
        write(cast, who, child, kind, despite, **details)
    except GateShut as shut:
        return {
            finding.rule for answer in shut.answers if answer.gate == GATE.key for finding in answer.shut_by
        }
    return set()


@pytest.mark.clause("GLO-16", "GLO-22")
class TestADecision:
    def test_is_not_the_nominated_officers_about_a_child_they_work_for(self, cast, baby, also):
        also("alys", "nominated_officer")
        why = "it happened so"
        assert refused(cast, "alys", baby, "nominated_officer_decided", decision="approved") == {
            "csw_not_officer"
        }
        assert refused(cast, "alys", baby, "nominated_officer_decided", despite=why, decision="approved") == {
            "csw_not_officer"
        }

    def test_says_rule_source_and_facts_in_both_languages(self, cast, baby, also):
        also("alys", "nominated_officer")
        with pytest.raises(GateShut) as shut:
            write(cast, "alys", baby, "nominated_officer_decided", decision="approved")
        finding = next(a for a in shut.value.answers if a.gate == GATE.key).findings[0]
        assert "2010" in finding.source
        assert finding.says.en != finding.says.cy
        assert len(finding.facts) == 1

    def test_is_the_nominated_officers_where_somebody_else_works_for_the_child(self, cast, baby, also):
        also("bryn", "nominated_officer")
        assert "csw_not_officer" not in refused(
            cast, "bryn", baby, "nominated_officer_decided", decision="approved"
        )

    def test_is_not_the_decision_makers_about_a_child_they_worked_for_before(self, cast, baby, also):
        also("alys", "adm")
        write(cast, "carys", baby, "worker_changed", role="csw", worker=str(cast.bryn.public_id),
              team=str(cast.aberwern_north.public_id))  # fmt: skip
        why = "nobody else was there"
        assert refused(cast, "alys", baby, "should_be_placed_decided", decision="no") == {"csw_not_decider"}
        assert refused(cast, "alys", baby, "should_be_placed_decided", despite=why, decision="no") == set()

    def test_is_not_of_somebody_who_read_the_papers_for_the_panel(self, cast, baby, also):
        also("bryn", "adm")
        with acting_as(cast.alys):
            give(child_id=baby.pk, to=cast.bryn, basis=Basis.PANEL, reason="panel", by=cast.alys,
                 at=timezone.now())  # fmt: skip
        assert refused(cast, "bryn", baby, "should_be_placed_decided", despite="so", decision="no") == {
            "panel_not_decider"
        }

    def test_on_the_match_is_not_of_whoever_approved_the_first_placement(self, cast, baby, also):
        also("bryn", "nominated_officer")
        also("bryn", "adm")
        write(cast, "bryn", baby, "nominated_officer_decided", despite="for the test", decision="approved")
        assert "officer_then_match" in refused(cast, "bryn", baby, "formal_match_decided", decision="yes")
        assert refused(cast, "bryn", baby, "should_be_placed_decided", despite="so", decision="no") == set()

    def test_may_be_written_down_by_somebody_who_does_not_decide(self, cast, baby):
        assert refused(cast, "alys", baby, "should_be_placed_decided", despite="so", decision="no") == set()


@pytest.mark.clause("GLO-14")
class TestAReviewingOfficer:
    def test_holds_no_review_of_a_child_they_work_for(self, cast, baby, also):
        also("alys", "iro")
        assert refused(cast, "alys", baby, "review_held", despite="so") == {"reviewer_apart"}

    def test_is_given_no_other_role(self, cast, baby):
        who = {"worker": str(cast.bryn.public_id), "team": str(cast.aberwern_north.public_id)}
        write(cast, "carys", baby, "worker_changed", role="iro", **who)
        for role in ("csw", "fsw", "asw", "legal_adviser", "contact_worker"):
            assert refused(cast, "carys", baby, "worker_changed", role=role, **who) == {"reviewer_apart"}

    def test_is_nobody_who_has_worked_for_the_child(self, cast, baby):
        who = {"worker": str(cast.alys.public_id)}
        assert refused(cast, "carys", baby, "worker_changed", role="iro", **who) == {"reviewer_apart"}


class TestAWorker:
    def test_does_not_sign_both_halves_of_the_checklist(self, cast, baby):
        who = {"worker": str(cast.ifan.public_id)}
        write(cast, "carys", baby, "worker_changed", role="fsw", **who)
        assert refused(cast, "carys", baby, "worker_changed", role="asw", **who) == {"joint_signatures"}

    def test_does_not_audit_their_own_case(self, cast, baby):
        with acting_as(cast.alys):
            give(child_id=baby.pk, to=cast.ifan, basis=Basis.AUDIT, reason="audit", by=cast.alys,
                 at=timezone.now())  # fmt: skip
        who = {"worker": str(cast.ifan.public_id)}
        assert refused(cast, "carys", baby, "worker_changed", role="fsw", **who) == {"auditor_apart"}

    def test_changes_like_any_other_day_where_duties_are_apart(self, cast, baby):
        assert (
            refused(cast, "carys", baby, "worker_changed", role="csw", worker=str(cast.bryn.public_id))
            == set()
        )


class TestThePairs:
    def test_are_about_kinds_of_entry_that_exist_and_that_the_decider_records(self):
        for pair in PAIRS:
            for kind in pair.kinds | pair.also:
                assert kind in ENTRY_TYPES, kind
            for kind in pair.kinds:
                assert pair.deciding in ENTRY_TYPES[kind].recorded_by, (pair.key, kind)

    def test_approving_ones_own_work_is_nobodys(self):
        assert [role for role, may in MAY.items() if "self.approve" in may] == []
