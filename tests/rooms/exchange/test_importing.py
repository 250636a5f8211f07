"""A return written into the records: every row accounted for, twice the same, all of it or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from hafan.access.operations import deny
from hafan.audit.models import Event
from hafan.chronology.models import Entry, Standing
from hafan.chronology.operations import correct, record
from hafan.chronology.queries import facts_of
from hafan.chronology.verifying import differences
from hafan.exchange.operations import CannotImport, read_return, write_return
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate
from tests.factories_ssda903 import make_return
from tests.rooms.exchange.arriving import counted_and_hashed, files, imported, stay
from tests.rooms.exchange.ssda903.accounts import check_account

OPEN = stay("01/05/2024", "S", "C1", "U5")
MOVED = (
    stay("01/05/2024", "S", "C1", "U5", "01/09/2024", "X1"),
    stay("01/09/2024", "L", "C2", "U5"),
)


def kinds(reference="7"):
    return sorted(
        Entry.objects.filter(child__reference=reference).values_list("kind", "happened_on"), key=str
    )


def facts():
    return facts_of(Child.objects.select_related("agency").get(reference="7"))


class TestAGeneratedReturn:
    @pytest.fixture
    def made(self):
        return make_return(40, year=2024)

    def test_is_placed_or_a_fault_row_by_row(self, cast, made):
        with acting_as(cast.dan):
            found = read_return(source=made.files, year="2024-25", agency=cast.marlbrook)
            check_account(found.by_child)
            done = write_return(found=found, agency=cast.marlbrook, by=cast.dan, at=timezone.now())
            assert done.opened == Child.objects.count() == len(found.told)
            assert done.added == Entry.objects.count() == sum(len(told.entries) for told in found.told)
            for table, tally in found.tallies.items():
                assert tally["read"] == tally["usable"] + tally["left_out"], table

    def test_read_a_second_time_changes_nothing(self, cast, made):
        imported(cast.dan, made.files, "2024-25")
        before = counted_and_hashed()
        again = imported(cast.dan, made.files, "2024-25")
        assert (again.opened, again.added, again.corrected) == (0, 0, 0)
        assert counted_and_hashed() == before

    def test_leaves_nothing_stored_that_is_not_what_is_computed(self, cast, made):
        imported(cast.dan, made.files, "2024-25")
        imported(cast.dan, make_return(40, year=2025).files, "2025-26")
        with acting_as(cast.dan):
            assert list(differences()) == []

    def test_is_noted_with_who_and_how_much(self, cast, made, owner):
        imported(cast.dan, made.files, "2024-25")
        with owner():
            (noted,) = Event.objects.filter(action="exchange.return.written")
            assert noted.account_id == cast.dan.pk
            assert noted.detail["year"] == "2024-25"
            assert noted.detail["records_to_open"] > 0

    def test_shows_its_children_in_the_list_of_their_agency(self, cast, made, sign_in):
        imported(cast.dan, made.files, "2024-25")
        with acting_as(cast.dan):
            assert Standing.objects.filter(is_open=True).exists()
            shown = Standing.objects.filter(is_open=True).order_by("due_on", "child").first().child.reference
        assert shown in sign_in(cast.dan).get("/children/agency/").content.decode()


class TestWhatAReturnCannotSay:
    """A return says nothing of visits, health and plans. That is not the same as late."""

    def test_reads_once_for_a_child_and_nothing_of_it_is_called_late(self, cast, sign_in):
        imported(cast.dan, files(OPEN, reviews=("7,01/05/2024,20/05/2024,PN0",)), "2024-25")
        client = sign_in(cast.dan)
        row = client.get("/children/agency/").content.decode()
        assert row.count("Not known whether done") == 1
        with acting_as(cast.dan):
            key = Child.objects.get().public_id
        page = client.get(f"/children/{key}/").content.decode()
        due = page[page.index('id="due"') :]
        known, _, unknown = due.partition("Not known whether done")
        assert "isit" not in known.partition("</section>")[0]
        assert "visit" in unknown
        assert due.count("Not known whether done") == 1


class TestTheNextYear:
    def test_adds_what_happened_since_and_nothing_else(self, cast):
        imported(cast.dan, files(OPEN), "2024-25")
        imported(cast.dan, files(stay("01/05/2024", "S", "C1", "U5", "01/08/2025", "E4A")), "2025-26")
        with acting_as(cast.dan):
            added = Entry.objects.filter(happened_on__gt=date(2025, 3, 31)).values_list("kind", flat=True)
            assert sorted(added) == ["left_care", "record_begun"]

    @pytest.mark.parametrize(
        ("first", "then"),
        [
            # the stay goes on under another order: this year's return begins in the middle of it
            (MOVED, [stay("01/09/2024", "L", "C2", "U5")]),
            # the same carers adopt: an L or T row is no beginning
            (
                [
                    stay("01/05/2024", "S", "C1", "U5", "01/09/2024", "X1"),
                    stay("01/09/2024", "U", "E1", "A5"),
                ],
                [stay("01/09/2024", "U", "E1", "A5")],
            ),
            (
                [
                    stay("01/05/2024", "S", "C1", "U5", "01/09/2024", "X1"),
                    stay("01/09/2024", "T", "C1", "U6"),
                ],
                [stay("01/09/2024", "T", "C1", "U6")],
            ),
        ],
        ids=["another order", "adopted by the same carers", "fostered by the same carers"],
    )
    def test_that_begins_in_the_middle_of_a_stay_makes_no_move_of_it(self, cast, first, then):
        imported(cast.dan, files(*first), "2024-25")
        with acting_as(cast.dan):
            before = [(each.carers, each.kind, each.span) for each in facts().placements]
            statuses = [(each.status, each.span) for each in facts().statuses]
        imported(cast.dan, files(*then), "2025-26")
        with acting_as(cast.dan):
            assert [(each.carers, each.kind, each.span) for each in facts().placements] == before
            assert [(each.status, each.span) for each in facts().statuses] == statuses
            assert len({carers for carers, _kind, _span in before}) == 1

    def test_that_begins_with_new_carers_tells_the_move_once(self, cast):
        moved = stay("01/09/2024", "P", "C1", "U6", home="ZZ1 1ZZ")
        imported(cast.dan, files(stay("01/05/2024", "S", "C1", "U5", "01/09/2024", "X1"), moved), "2024-25")
        imported(cast.dan, files(moved), "2025-26")
        with acting_as(cast.dan):
            assert [each.kind for each in facts().placements] == ["ep_foster", "foster"]

    def test_old_codes_and_new_say_the_same(self, cast):
        imported(cast.dan, files(OPEN, header="7,1,01/05/2024,WBRI,UN1,,"), "2023-24")
        imported(cast.dan, files(OPEN, header="7,M,01/05/2024,WBRI,UN1,,"), "2024-25")
        with acting_as(cast.dan):
            assert Child.objects.get().sex == "male"
            assert Entry.objects.filter(kind="born").count() == 1


class TestAMendedReturn:
    @pytest.mark.parametrize(
        ("wrong", "right", "kind"),
        [
            (
                {"reviews": ("7,01/05/2024,20/05/2024,PN0",)},
                {"reviews": ("7,01/05/2024,21/05/2024,PN0",)},
                "review_held",
            ),
            ({"header": "7,1,01/05/2024,WBRI,UN1,,"}, {"header": "7,1,30/04/2024,WBRI,UN1,,"}, "born"),
        ],
    )
    def test_moves_the_entry_to_its_right_day_and_does_not_double_it(self, cast, wrong, right, kind):
        imported(cast.dan, files(OPEN, **wrong), "2024-25")
        done = imported(cast.dan, files(OPEN, **right), "2024-25")
        assert done.corrected == 1
        with acting_as(cast.dan):
            assert len(facts().all(kind)) == 1
        assert imported(cast.dan, files(OPEN, **right), "2024-25").corrected == 0

    def test_moves_a_whole_entry_to_care(self, cast):
        imported(cast.dan, files(OPEN), "2024-25")
        imported(cast.dan, files(stay("02/05/2024", "S", "C1", "U5")), "2024-25")
        with acting_as(cast.dan):
            assert [span.began for span in facts().periods_of_care] == [date(2024, 5, 2)]
            assert len(facts().placements) == 1
        before = counted_and_hashed()
        imported(cast.dan, files(stay("02/05/2024", "S", "C1", "U5")), "2024-25")
        assert counted_and_hashed() == before

    def test_never_takes_away_what_it_no_longer_says(self, cast):
        reviewed = files(OPEN, reviews=("7,01/05/2024,20/05/2024,PN0",))
        imported(cast.dan, reviewed, "2024-25")
        with acting_as(cast.dan):
            found = read_return(source=files(OPEN), year="2024-25", agency=cast.marlbrook)
            assert found.plan.is_empty
            assert [held.kind for _child, held in found.plan.no_longer_said] == ["review_held"]

    def test_a_row_that_could_not_be_read_is_not_silence(self, cast):
        imported(cast.dan, files(OPEN, reviews=("7,01/05/2024,20/05/2024,PN0",)), "2024-25")
        with acting_as(cast.dan):
            broken = files(OPEN, reviews=("7,01/05/2024,31/02/2024,PN0", "7,01/05/2024,01/11/2024,PN0"))
            found = read_return(source=broken, year="2024-25", agency=cast.marlbrook)
            assert found.plan.no_longer_said == []
            assert [change.replaces for change in found.plan.changes] == [None]


class TestWhatPeopleRecorded:
    def entry(self, kind):
        return Entry.objects.select_related("child__agency").get(child__reference="7", kind=kind)

    def test_a_correction_by_hand_is_kept(self, cast):
        imported(cast.dan, files(OPEN), "2024-25")
        with acting_as(cast.dan):
            wrong = self.entry("became_looked_after")
            correct(
                by=cast.dan, entry=wrong, happened=ImpreciseDate(date(2024, 5, 3)), details=wrong.details,
                why="She came on the Friday.", at=timezone.now(),
            )  # fmt: skip
        before = counted_and_hashed()
        imported(cast.dan, files(OPEN), "2024-25")
        assert counted_and_hashed() == before

    def test_what_the_return_mends_to_what_somebody_had_put_right_is_not_doubled(self, cast):
        imported(cast.dan, files(OPEN, reviews=("7,01/05/2024,20/05/2024,PN0",)), "2024-25")
        with acting_as(cast.dan):
            wrong = self.entry("review_held")
            correct(
                by=cast.dan, entry=wrong, happened=ImpreciseDate(date(2024, 5, 21)), details=wrong.details,
                why="It was the day after.", at=timezone.now(),
            )  # fmt: skip
        imported(cast.dan, files(OPEN, reviews=("7,01/05/2024,21/05/2024,PN0",)), "2024-25")
        with acting_as(cast.dan):
            assert [each.on for each in facts().all("review_held")] == [date(2024, 5, 21)]

    def test_what_was_recorded_here_first_is_not_told_twice(self, cast):
        imported(cast.dan, files(OPEN), "2024-25")
        with acting_as(cast.dan):
            record(
                by=cast.dan, child=Child.objects.get(reference="7"), kind="review_held",
                happened=ImpreciseDate(date(2024, 5, 20)), details={}, at=timezone.now(),
            )  # fmt: skip
        imported(cast.dan, files(OPEN, reviews=("7,01/05/2024,20/05/2024,PN0",)), "2024-25")
        with acting_as(cast.dan):
            assert len(facts().all("review_held")) == 1


class TestAllOrNothing:
    @pytest.mark.parametrize("error", [IntegrityError, DatabaseError])
    def test_a_failure_on_the_last_row_leaves_no_row(self, cast, monkeypatch, error):
        before = counted_and_hashed()
        from hafan.chronology.operations import opening

        write = opening.write_new

        def fail(found):
            write(found)
            raise error("the last row")

        monkeypatch.setattr(opening, "write_new", fail)
        with pytest.raises(CannotImport) as refused:
            imported(cast.dan, make_return(10).files, "2024-25")
        assert "Nothing was written" in refused.value.what.en
        assert "Ni ysgrifennwyd dim" in refused.value.what.cy
        assert counted_and_hashed() == before

    def test_a_child_hidden_from_the_sender_is_passed_over_as_if_all_were_held_and_the_rest_is_written(
        self, cast
    ):
        imported(cast.dan, files(OPEN), "2024-25")
        with acting_as(cast.dan):
            deny(
                child_id=Child.objects.get(reference="7").pk, account=cast.dan, reason="a cousin", by=cast.dan,
                at=timezone.now() - timedelta(days=1),
            )  # fmt: skip
        before = counted_and_hashed()
        imported(cast.dan, files(OPEN, stay("01/06/2024", "P", "C1", "U5")), "2024-25")
        assert counted_and_hashed() == before
        more = files(OPEN, stay("01/05/2024", "S", "C1", "U5", child="8"))
        more[0] = (more[0][0], more[0][1] + b"\r\n8,1,01/05/2024,WBRI,UN1,,")
        done = imported(cast.dan, more, "2024-25")
        assert done.opened == 1
        with acting_as(cast.dan):
            assert [child.reference for child in Child.objects.all()] == ["8"]


class TestTheYearlyTables:
    def test_become_entries_of_their_own(self, cast):
        from tests.rooms.exchange.ssda903.writing import table

        sent = [
            *files(OPEN),
            table("uasc.csv", "CHILD,SEX,DOB,DUC", "7,1,01/05/2024,01/05/2042"),
            table(
                "missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END", "7,01/05/2024,M,01/06/2024,02/06/2024"
            ),
            table("prevperm.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM", "7,01/05/2024,P2,E1,zz/zz/2023"),
            table(
                "oc2.csv",
                "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
                "7,01/05/2024,12,,0,1,1,0,1,0,0,0",
            ),
        ]
        imported(cast.dan, sent, "2024-25")
        with acting_as(cast.dan):
            held = set(Entry.objects.values_list("kind", flat=True))
        assert {"unaccompanied", "missing_from_care", "had_permanence_before", "year_returned"} <= held
