"""Tables that leave the house hold values and nothing else."""

from __future__ import annotations

import ast
import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hafan
from hafan.foundation.tables_out import (
    LONGEST_CELL,
    TooLongForACell,
    csv_table,
    harmless,
    meant,
    name_of_ours,
    xlsx_table,
)
from tests.figures import Figure
from tests.names import corpus

#: Anything somebody could type and the house would keep: no half letters, no nulls.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
TABLES = st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=8)
DANGEROUS = "=+-@\t\r＝＋－＠"
#: Every part a workbook of ours may have; a pivot, a remark, a link or a macro would be another.
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/sheet1\.xml"
)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def read_xlsx(data: bytes) -> list[list[str]]:
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]


class TestEveryCell:
    @given(WORDS)
    def test_begins_with_nothing_a_spreadsheet_reckons(self, words: str):
        made = harmless(words)
        assert not made.startswith(tuple(DANGEROUS))
        assert not made.lstrip(" \u00a0\u200b\ufeff").startswith(tuple(DANGEROUS)) or made.startswith("'")

    @given(WORDS)
    def test_says_again_what_it_said(self, words: str):
        assert meant(harmless(words)) == words

    @pytest.mark.parametrize(
        "words",
        [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u200b=1",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            "−1",
            "|x",
            "%x",
            "'=1",
        ],
    )
    def test_that_begins_so_is_made_plain(self, words: str):
        assert harmless(words) == f"'{words}"

    @pytest.mark.parametrize(
        "words", ["Siôn", "O'Neill", "'s-Gravenhage", "1", "a=b", "x@y.example", "", "Null"]
    )
    def test_that_does_not_is_left_alone(self, words: str):
        assert harmless(words) == words


class TestCsv:
    @settings(max_examples=150)
    @given(TABLES)
    def test_comes_back_as_it_was(self, rows: list[list[str]]):
        back = read_csv(b"".join(csv_table(("a", "b", "c"), rows)))
        assert [[meant(cell) for cell in row] for row in back] == [["a", "b", "c"], *rows]

    def test_is_as_the_standard_says(self):
        assert (
            b"".join(csv_table(("a", "b"), [["1,2", 'say "x"']]))
            == b'\xef\xbb\xbf"a","b"\r\n"1,2","say ""x"""\r\n'
        )

    def test_of_any_length_is_made_in_pieces(self):
        pieces = list(csv_table(("a",), ([f"word {n}" * 20] for n in range(20_000))))
        assert len(pieces) > 10
        assert max(len(piece) for piece in pieces) < 200_000
        assert len(read_csv(b"".join(pieces))) == 20_001


class TestAWorkbookAndATable:
    def test_of_dangerous_words_hold_nothing_that_is_reckoned(self, figure: Figure):
        rows = [[mark + "1+1", f" {mark}cmd", "plain"] for mark in DANGEROUS]
        cells = [cell for row in read_csv(b"".join(csv_table(("a", "b", "c"), rows)))[1:] for cell in row]
        book = openpyxl.load_workbook(io.BytesIO(xlsx_table(("a", "b", "c"), rows, sheet="x")))
        kept = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
        found = [cell for cell in cells if cell.startswith(tuple(DANGEROUS))]
        figure("G35", cells=2 * len(cells), found=len(found) + len(kept) + len(book.worksheets) - 1)
        assert found == kept == []


class TestWorkbooks:
    @settings(max_examples=60, deadline=None)
    @given(TABLES)
    def test_come_back_as_they_were_with_one_sheet_and_nothing_hidden(self, rows: list[list[str]]):
        data = xlsx_table(("a", "b", "c"), rows, sheet="Children")
        assert [
            name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if not PARTS.fullmatch(name)
        ] == []
        book = openpyxl.load_workbook(io.BytesIO(data))
        (page,) = book.worksheets
        assert (page.sheet_state, list(book.defined_names), page.merged_cells.ranges) == (
            "visible",
            [],
            set(),
        )
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.comment is None
                assert cell.hyperlink is None
                assert cell.data_type == "s" or cell.value is None
        assert not any(
            dimension.hidden
            for dimension in (*page.column_dimensions.values(), *page.row_dimensions.values())
        )

    def test_names_nobody_in_its_properties(self):
        told = openpyxl.load_workbook(io.BytesIO(xlsx_table(("a",), [["x"]], sheet="x"))).properties
        assert (told.creator or "", told.lastModifiedBy or "", told.title) == ("", "", None)

    def test_refuse_words_they_would_cut(self):
        with pytest.raises(TooLongForACell):
            xlsx_table(("a",), [["x" * (LONGEST_CELL + 1)]], sheet="x")


class TestNames:
    def test_of_every_kind_come_back_from_both(self, capsys: pytest.CaptureFixture[str], figure: Figure):
        rows = [list(pair) for pair in corpus()]
        from_csv = [
            [meant(cell) for cell in row]
            for row in read_csv(b"".join(csv_table(("given", "family"), rows)))[1:]
        ]
        from_xlsx = [
            [meant(cell) for cell in row]
            for row in read_xlsx(xlsx_table(("given", "family"), rows, sheet="x"))[1:]
        ]
        with capsys.disabled():
            print(
                f"\nnames through CSV and a workbook: {len(rows)}, changed {sum(a != b for a, b in zip(from_csv + from_xlsx, rows + rows, strict=True))}"
            )
        changed = sum(a != b for a, b in zip(from_csv + from_xlsx, rows + rows, strict=True))
        figure("G34", names=len(rows), changed=changed)
        assert from_csv == from_xlsx == rows
        assert len(rows) >= 300

    @pytest.mark.parametrize("name", ["Siôn", "../x", "a b", "A", "", "a.exe", 'a"b', "a\r\nX: y"])
    def test_of_files_are_ours(self, name: str):
        with pytest.raises(ValueError):
            name_of_ours(name, "csv")
        assert name_of_ours("children-2026-03-04", "csv") == "children-2026-03-04.csv"


class TestTheHouse:
    def test_has_one_writer_of_tables(self):
        """Any other would have to learn all of this again."""
        allowed = {"foundation/tables_out.py", "files/sieve/text.py"}
        root = Path(hafan.__file__).parent
        others = [
            str(path.relative_to(root))
            for path in root.rglob("*.py")
            if "node_modules" not in path.parts
            and str(path.relative_to(root)) not in allowed
            and writes_tables(path)
        ]
        assert others == []


def writes_tables(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("writer", "DictWriter")
            and isinstance(node.value, ast.Name)
            and node.value.id == "csv"
        ):
            return True
        if isinstance(node, ast.Import | ast.ImportFrom) and any(
            "xlsxwriter" in (alias.name, getattr(node, "module", None) or "") for alias in node.names
        ):
            return True
    return False
