"""Spreadsheets: cases 6 and 22."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

import hafan
from hafan.disclosure.composing import NotForThisReader
from hafan.disclosure.models import BulkExport, Kind
from hafan.disclosure.operations.exporting import (
    MOST_ROWS,
    NotAllowed,
    approve_export,
    request_export,
    take_export,
)
from hafan.disclosure.operations.ledger import NotYours
from hafan.foundation.context import acting_as
from hafan.foundation.tables_out import csv_table, xlsx_table
from hafan.practice.entries import Compartment
from tests.cases.arriving import arrive
from tests.cases.held import case
from tests.cases.test_letters_and_enclosures import KIND
from tests.cast import Cast
from tests.rooms.disclosure.conftest import Desk
from tests.rooms.disclosure.papers import xlsx, xlsx_hidden

pytestmark = pytest.mark.django_db
SOURCE = Path(hafan.__file__).parent


@case(6)
class TestAListOfChildrenSentWithInvitations:
    """Newcastle, 2017: a spreadsheet on 2,743 people went out with 77 invitations to a party. Thirty-five families sued."""

    def test_no_letter_takes_a_spreadsheet_with_it(self, desk: Desk) -> None:
        held = arrive(desk, xlsx("Names of everybody invited"), Compartment.COURT, kind="xlsx")
        with pytest.raises(NotForThisReader):
            desk.write(KIND, kind=Kind.FILE, files=(held,))

    def asked(self, cast: Cast, rows: int = 40) -> BulkExport:
        with acting_as(cast.dafydd):
            return request_export(
                what="children looked after", purpose="The yearly report to members", most_rows=rows, by=cast.dafydd,
                at=timezone.now(),
            )  # fmt: skip

    def test_a_file_about_many_needs_a_purpose_and_a_number_of_rows(self, cast: Cast) -> None:
        dafydd = cast.dafydd
        with acting_as(dafydd):
            for purpose, rows in (
                ("party", 40),
                ("The yearly report to members", MOST_ROWS + 1),
                ("The yearly report to members", 0),
            ):
                with pytest.raises(NotAllowed):
                    request_export(
                        what="children", purpose=purpose, most_rows=rows, by=dafydd, at=timezone.now()
                    )

    def test_is_allowed_by_a_second_person_and_never_by_whoever_asked(self, cast: Cast) -> None:
        export = self.asked(cast)
        with acting_as(cast.dafydd):
            with pytest.raises(NotYours):
                approve_export(export=export, by=cast.dafydd, at=timezone.now())
            with pytest.raises(NotAllowed):
                take_export(export=export, rows=3, by=cast.dafydd, at=timezone.now())
            with pytest.raises(DatabaseError), transaction.atomic():
                BulkExport.objects.filter(pk=export.pk).update(allowed_by=cast.dafydd)

    def test_is_taken_once_in_a_day_with_no_more_rows_than_were_allowed(self, cast: Cast) -> None:
        dafydd, now = cast.dafydd, timezone.now()
        export = self.asked(cast)
        with acting_as(cast.nia):
            approve_export(export=export, by=cast.nia, at=now)
        with acting_as(dafydd):
            for rows, at in ((41, now), (3, now + timedelta(hours=25))):
                with pytest.raises(NotAllowed):
                    take_export(export=export, rows=rows, by=dafydd, at=at)
            take_export(export=export, rows=40, by=dafydd, at=now)
            with pytest.raises(NotAllowed):
                take_export(export=export, rows=1, by=dafydd, at=now)

    def test_no_room_makes_a_file_about_many_children_without_asking_for_one(self) -> None:
        """The faults of a return are its sender's own rows, by number; everything else that writes a table must take an export first."""
        writers = {
            str(path.relative_to(SOURCE))
            for path in SOURCE.rglob("*.py")
            if re.search(r"\b(csv_table|xlsx_table)\(", path.read_text()) and path.name != "tables_out.py"
        }
        unasked = {each for each in writers if "take_export(" not in (SOURCE / each).read_text()}
        assert unasked <= {"exchange/faults_file.py", "exchange/commands.py"}


@case(22)
class TestAHiddenSheet:
    """Police Service of Northern Ireland, 2023, and Islington, 2012 (ICO): the figures lay behind a sheet nobody saw, and in a pivot's memory."""

    ROWS = (["Siôn", "=cmd()", "+44"], ["", "'1", "2026-03-01"])

    def test_no_workbook_has_anything_in_it_but_the_rows_that_show(self) -> None:
        data = xlsx_table(("a", "b", "c"), self.ROWS, sheet="Children")
        parts = zipfile.ZipFile(io.BytesIO(data)).namelist()
        assert not [
            part
            for part in parts
            if re.search("pivot|comments|externalLink|customXml|drawing|vba|embed", part)
        ]
        book = openpyxl.load_workbook(io.BytesIO(data))
        (page,) = book.worksheets
        assert page.sheet_state == "visible"
        assert page.max_row == 1 + len(self.ROWS)
        assert not list(book.defined_names)
        assert not any(
            each.hidden for each in (*page.column_dimensions.values(), *page.row_dimensions.values())
        )
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}

    def test_no_table_reckons(self) -> None:
        said = b"".join(csv_table(("a", "b", "c"), self.ROWS)).decode("utf-8-sig")
        assert '"\'=cmd()"' in said
        assert '"\'+44"' in said

    def test_a_workbook_with_something_hidden_is_never_passed_on(self, desk: Desk) -> None:
        held = arrive(desk, xlsx_hidden("Mr and Mrs Okonkwo"), Compartment.COURT, kind="xlsx")
        assert held.tags == ["protected"]
        with pytest.raises(NotForThisReader):
            desk.write(KIND, kind=Kind.FILE, files=(held,))
