"""The verbs of the ledger: what they keep, what they refuse, and what follows."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hafan.audit.models import Event
from hafan.chronology.models import Draft, Entry, Obligation, Standing
from hafan.chronology.operations import (
    AlreadyCorrected,
    CannotRecord,
    GateShut,
    correct,
    derive,
    record,
    save_draft,
    withdraw,
)
from hafan.chronology.operations.drafting import DraftTooLong
from hafan.chronology.operations.recording import NotYours
from hafan.chronology.projection import project
from hafan.chronology.queries import as_entries, facts_of, framework_of, ledger_of
from hafan.foundation.context import acting_as
from hafan.people.models import CaseRole, Child, Placement
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.facts import Facts
from tests.stories_told import told


def visit(by, child, on, **more):
    with acting_as(by):
        return record(
            by=by,
            child=child,
            kind="visit_made",
            happened=ImpreciseDate(on),
            details={"seen": True},
            at=timezone.now(),
            **more,
        )


def this_moment():
    """The moment of the transaction: a whole test is one moment to the database, and grants begin at moments."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def due(child, clock):
    return list(Obligation.objects.filter(child=child, clock=clock).values_list("due_on", flat=True))


class TestRecording:
    def test_a_visit_moves_the_day_of_the_next(self, baby, cast, days):
        visit(cast.alys, baby, days(0))
        with acting_as(cast.alys):
            assert due(baby, "visit_next") == [days(42)]

    def test_is_noted_with_who_and_what_kind_but_never_the_words(self, baby, cast, days):
        done = visit(cast.alys, baby, days(0))
        with acting_as(cast.alys):
            event = Event.objects.get(object_id=done.entry.public_id)
            assert (event.action, event.account_id) == ("chronology.entry.recorded", cast.alys.pk)
            assert event.detail == {"kind": "visit_made", "withdrawn": False, "breaches": 0}

    def test_every_fault_is_named_at_once_and_nothing_is_kept(self, baby, cast, days):
        with acting_as(cast.alys):
            before = Entry.objects.filter(child=baby).count()
            with pytest.raises(CannotRecord) as refused:
                record(
                    by=cast.alys,
                    child=baby,
                    kind="order_made",
                    happened=ImpreciseDate(days(3)),
                    details={"order": "no such order"},
                    at=timezone.now(),
                    learnt_on=days(2),
                )
            assert {fault.field for fault in refused.value.faults} == {"order", "happened", "learnt_on"}
            assert Entry.objects.filter(child=baby).count() == before

    def test_a_birth_in_the_future_is_refused_with_what_to_do(self, stories, cast, days):
        child = stories.child(cast.alys, told("unborn_known", days(-10), expected_on=days(20).isoformat()))
        with acting_as(cast.alys), pytest.raises(CannotRecord, match="Unborn child known"):
            record(
                by=cast.alys,
                child=child,
                kind="born",
                happened=ImpreciseDate(days(5)),
                details={},
                at=timezone.now(),
            )

    def test_the_same_thing_twice_is_refused(self, baby, cast, days):
        visit(cast.alys, baby, days(-1))
        with pytest.raises(CannotRecord, match="already recorded"):
            visit(cast.alys, baby, days(-1))

    def test_somebody_whose_role_does_not_record_it_is_refused(self, baby, cast, days):
        with acting_as(cast.alys), pytest.raises(NotYours):
            record(
                by=cast.alys,
                child=baby,
                kind="temporary_approval_given",
                happened=ImpreciseDate(days(0)),
                details={"basis": "reg26_cy"},
                at=timezone.now(),
            )

    def test_nobody_records_about_a_child_they_cannot_see(self, baby, cast, days):
        with pytest.raises(Child.DoesNotExist):
            visit(cast.ewa, baby, days(0))

    @pytest.mark.parametrize("letter", ["\x00", "\ud800"])
    def test_a_letter_that_cannot_be_kept_is_a_fault_and_not_a_crash(self, baby, cast, days, letter):
        with acting_as(cast.alys), pytest.raises(CannotRecord) as refused:
            record(
                by=cast.alys,
                child=baby,
                kind="visit_made",
                happened=ImpreciseDate(days(0)),
                details={"seen": True, "note": f"well{letter}"},
                at=timezone.now(),
            )
        assert [fault.field for fault in refused.value.faults] == ["note"]

    def test_ten_thousand_letters_are_kept_whole_and_one_more_is_refused(self, baby, cast, days):
        long = "ŵ" * 10_000
        with acting_as(cast.alys):
            kept = record(
                by=cast.alys, child=baby, kind="visit_made", happened=ImpreciseDate(days(0)),
                details={"seen": True, "note": long}, at=timezone.now(),
            )  # fmt: skip
            assert Entry.objects.get(pk=kept.entry.pk).details["note"] == long
            with pytest.raises(CannotRecord, match="10,000"):
                record(
                    by=cast.alys, child=baby, kind="visit_made", happened=ImpreciseDate(days(-1)),
                    details={"seen": True, "note": long + "x"}, at=timezone.now(),
                )  # fmt: skip


class TestCorrecting:
    def test_keeps_the_old_entry_with_the_reason_and_lets_only_the_new_one_stand(self, baby, cast, days):
        first = visit(cast.alys, baby, days(-2)).entry
        with acting_as(cast.bryn):
            second = correct(
                by=cast.bryn,
                entry=first,
                happened=ImpreciseDate(days(-3)),
                details={"seen": False},
                why="Wrong day",
                at=timezone.now(),
            )
            assert Entry.objects.get(pk=first.pk).happened_on == days(-2)
            assert second.entry.corrects_id == first.pk
            refs = {entry.ref for entry in facts_of(baby).entries}
            assert str(second.entry.public_id) in refs
            assert str(first.public_id) not in refs

    def test_asks_for_a_reason(self, baby, cast, days):
        first = visit(cast.alys, baby, days(-2)).entry
        with acting_as(cast.alys), pytest.raises(CannotRecord) as refused:
            correct(
                by=cast.alys,
                entry=first,
                happened=ImpreciseDate(days(-3)),
                details={},
                why=" ",
                at=timezone.now(),
            )
        assert [fault.field for fault in refused.value.faults] == ["why"]

    def test_a_second_person_is_told_instead_of_overwriting_the_first(self, baby, cast, days):
        first = visit(cast.alys, baby, days(-2)).entry
        with acting_as(cast.alys):
            mine = correct(
                by=cast.alys,
                entry=first,
                happened=ImpreciseDate(days(-3)),
                details={},
                why="Wrong day",
                at=timezone.now(),
            )
        with acting_as(cast.bryn), pytest.raises(AlreadyCorrected) as refused:
            correct(
                by=cast.bryn,
                entry=first,
                happened=ImpreciseDate(days(-4)),
                details={},
                why="No",
                at=timezone.now(),
            )
        assert refused.value.by_entry.pk == mine.entry.pk

    def test_a_withdrawn_entry_counts_for_nothing_and_can_be_read(self, baby, cast, days):
        with acting_as(cast.alys):
            before = sorted(Obligation.objects.filter(child=baby).values_list("clock", "due_on"))
        entry = visit(cast.alys, baby, days(-2)).entry
        with acting_as(cast.alys):
            withdraw(by=cast.alys, entry=entry, why="Another child", at=timezone.now())
            assert sorted(Obligation.objects.filter(child=baby).values_list("clock", "due_on")) == before
            assert Entry.objects.get(pk=entry.pk).details["seen"] is True

    def test_an_entry_can_never_be_changed_or_removed_in_place(self, baby, cast, days):
        entry = visit(cast.alys, baby, days(-2)).entry
        with acting_as(cast.alys):
            for harm in (
                "UPDATE chronology_entry SET why = 'x' WHERE id = %s",
                "DELETE FROM chronology_entry WHERE id = %s",
            ):
                with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(harm, [entry.pk])


class TestWhatFollows:
    def test_is_always_equal_to_working_it_out_afresh(self, baby, cast, days):
        visit(cast.alys, baby, days(-1))
        with acting_as(cast.alys):
            found = project(facts_of(baby), framework_of(baby))
            stored = {
                (o.clock, str(o.started_by), o.due_on, o.soon_from, o.is_unknown)
                for o in Obligation.objects.filter(child=baby)
            }
            assert stored == {
                (row["clock"], str(row["started_by"]), row["due_on"], row["soon_from"], row["is_unknown"])
                for row in found.obligations
            }
            rows = Placement.objects.filter(child=baby).values_list("kind", "began_on", "ended_on")
            assert list(rows) == [("ep_foster", baby.born_on, None)]

    def test_a_second_working_out_changes_nothing(self, baby, cast):
        with acting_as(cast.alys):
            before = list(Obligation.objects.filter(child=baby).order_by("pk").values_list("pk", flat=True))
            derive(child=baby)
            assert (
                list(Obligation.objects.filter(child=baby).order_by("pk").values_list("pk", flat=True))
                == before
            )

    def test_the_standing_is_of_now(self, baby, cast, days):
        with acting_as(cast.alys):
            now = Standing.objects.get(child=baby)
            assert (now.state, now.placement_kind, now.plans_return, now.plans_adoption) == (
                "ep_placed",
                "ep_foster",
                True,
                True,
            )
            assert now.worker_id == cast.alys.pk
            assert now.due_on < days(0)

    def test_what_was_known_on_a_past_day_leaves_out_what_was_learnt_since(self, baby, cast, days):
        with acting_as(cast.alys):
            entries = as_entries(ledger_of(baby))
            then = Facts("wales", entries, known_on=days(-45))
            assert days(-50) not in {entry.on for entry in then.all("visit_made")}
            assert days(-50) in {entry.on for entry in Facts("wales", entries).all("visit_made")}

    def test_a_child_never_lives_in_two_homes_on_one_day(self, baby, cast, days):
        with acting_as(cast.alys):
            record(
                by=cast.alys, child=baby, kind="placement_began", happened=ImpreciseDate(days(-20)),
                details={"placement_kind": "foster"}, at=timezone.now(), despite="already moved",
            )  # fmt: skip
            spans = list(
                Placement.objects.filter(child=baby).order_by("began_on").values_list("began_on", "ended_on")
            )
            assert spans == [(baby.born_on, days(-20)), (days(-20), None)]


class TestChangingTheWorker:
    def test_gives_sight_to_the_new_worker_and_ends_that_of_the_old(self, baby, cast, days):
        with acting_as(cast.huw):
            assert not Child.objects.filter(pk=baby.pk).exists()
        with acting_as(cast.carys):
            record(
                by=cast.carys, child=baby, kind="worker_changed", happened=ImpreciseDate(days(0)),
                at=this_moment(),
                details={"role": "csw", "worker": str(cast.huw.public_id), "team": str(cast.aberwern_south.public_id)},
            )  # fmt: skip
        with acting_as(cast.huw):
            assert Child.objects.filter(pk=baby.pk).exists()
            assert CaseRole.objects.get(child=baby, ended_on__isnull=True).account_id == cast.huw.pk
        with acting_as(cast.alys):
            assert not Child.objects.filter(pk=baby.pk).exists()


class TestGates:
    def test_a_shut_gate_stops_the_entry_until_somebody_says_why(self, baby, cast, days):
        law = framework_of(baby)
        guarded = next((gate for gate in law.gates.values() if "placed_for_adoption" in gate.guards), None)
        if guarded is None:
            pytest.skip("no gate stands before a placement for adoption in this version")
        told_of = {
            "by": cast.alys, "child": baby, "kind": "placed_for_adoption", "happened": ImpreciseDate(days(-1)),
            "details": {"same_carers": True}, "at": timezone.now(),
        }  # fmt: skip
        with acting_as(cast.alys):
            with pytest.raises(GateShut):
                record(**told_of)
            done = record(**told_of, despite="The carers were told before the order was made.")
            assert done.entry.breaches
            assert {breach["despite"] for breach in done.entry.breaches} == {
                "The carers were told before the order was made."
            }


class TestDrafts:
    def test_are_kept_for_one_person_and_gone_once_recorded(self, baby, cast, days):
        with acting_as(cast.alys):
            save_draft(
                by=cast.alys, child=baby, kind="visit_made", typed={"note": "half a sen"}, at=timezone.now()
            )
            save_draft(
                by=cast.alys,
                child=baby,
                kind="visit_made",
                typed={"note": "half a sentence"},
                at=timezone.now(),
            )
            assert Draft.objects.get().typed == {"note": "half a sentence"}
        visit(cast.alys, baby, days(0))
        with acting_as(cast.alys):
            assert not Draft.objects.exists()

    def test_more_than_a_form_can_hold_is_refused(self, baby, cast):
        with acting_as(cast.alys), pytest.raises(DraftTooLong):
            save_draft(
                by=cast.alys, child=baby, kind="visit_made", typed={"note": "x" * 100_001}, at=timezone.now()
            )

    def test_of_a_correction_is_kept_apart_from_a_new_entry(self, baby, cast):
        with acting_as(cast.alys):
            save_draft(by=cast.alys, child=baby, kind="visit_made", typed={"note": "new"}, at=timezone.now())
            save_draft(
                by=cast.alys,
                child=baby,
                kind="visit_made",
                typed={"note": "old"},
                at=timezone.now(),
                corrects=uuid.uuid4(),
            )
            assert Draft.objects.count() == 2


class TestOpeningARecord:
    def test_lets_the_opener_the_team_and_the_agency_see_the_child(self, baby, cast):
        for person, sees in (
            (cast.alys, True),
            (cast.bryn, True),
            (cast.dafydd, True),
            (cast.huw, False),
            (cast.ewa, False),
        ):
            with acting_as(person):
                assert Child.objects.filter(pk=baby.pk).exists() is sees

    def test_takes_the_birth_from_the_chronology(self, baby, days):
        assert baby.born_on == days(-91)
        assert baby.born_on + timedelta(days=91) == days(0)
