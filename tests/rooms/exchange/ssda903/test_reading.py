"""Reading a return: its tables are found whatever they look like, and each row is accounted for."""

import io
import zipfile
from datetime import date

import pytest

from hafan.exchange.ssda903 import CannotReadReturn, CollectionYear, YearFrom, by_child, read
from hafan.exchange.ssda903.tables import TABLES
from tests.factories_ssda903 import make_return
from tests.rooms.exchange.ssda903.accounts import check_account
from tests.rooms.exchange.ssda903.writing import EPISODES, HEADER, ONE_CHILD, REVIEWS, table

EPISODE = "7,02/05/2024,S,C1,N1,U5,PR1,,,,ZZ1 1ZZ,ZZ2 2ZZ,XXXXXXX"


def codes(found, *, remarks=False):
    """The faults of a return by name; those about tables that are not there left out."""
    return sorted(fault.code for fault in found.faults if remarks or fault.code != "table_absent")


def episode_of(*files):
    """The only episode of a return given as files."""
    (found,) = read(list(files)).episodes
    return found


class TestFindingATable:
    def test_goes_by_its_columns_whatever_the_file_is_called(self):
        found = read([table("Copy of final (2).txt", EPISODES, EPISODE)])
        assert found.taken_from["Episodes"] == ("Copy of final (2).txt", False)
        assert found.episodes[0].place == "U5"

    def test_works_in_any_order_and_any_case(self):
        found = episode_of(table("x.csv", " place ,Dec,CHILD,decom", "u5,,7,02/05/2024"))
        assert (found.child, found.decom, found.place, found.dec) == ("7", date(2024, 5, 2), "U5", None)

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_works_with_any_separator(self, separator):
        name, data = table("x.csv", EPISODES, EPISODE)
        assert episode_of((name, data.replace(b",", separator.encode()))).urn == "XXXXXXX"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    def test_works_in_any_alphabet_a_system_writes(self, encoding):
        text = (
            f"{EPISODES},ENW\r\n{EPISODE},Siôn Ŵyr"
            if encoding != "cp1252"
            else f"{EPISODES},ENW\r\n{EPISODE},Siôn"
        )
        found = read([("x.csv", text.encode(encoding))])
        assert found.episodes[0].child == "7"
        assert ("letters_guessed" in codes(found)) == (encoding == "cp1252")

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    def test_works_with_any_line_end(self, ends):
        assert len(read([("x.csv", ends.join((EPISODES, EPISODE, EPISODE)).encode())]).episodes) == 2

    def test_takes_quoted_cells(self):
        quoted = ",".join(f'"{cell}"' for cell in EPISODE.split(","))
        assert episode_of(table("x.csv", EPISODES, quoted)).home_post == "ZZ1 1ZZ"

    def test_looks_below_a_title_and_counts_rows_as_a_spreadsheet_does(self):
        found = read(
            [
                table(
                    "x.csv",
                    "Looked after children,,",
                    "",
                    EPISODES,
                    EPISODE,
                    "",
                    EPISODE.replace("7,", ",", 1),
                )
            ]
        )
        assert [(fault.code, fault.row) for fault in found.faults if fault.row] == [("child_missing", 6)]
        assert found.episodes[0].row == 4
        assert found.tallies["Episodes"].blank == 1

    def test_names_columns_that_are_extra_missing_or_there_twice(self):
        found = read([table("x.csv", "CHILD,DECOM,DECOM,PLACE,TEAM", "7,02/05/2024,03/05/2024,U5,North")])
        said = {(fault.code, fault.column or fault.value) for fault in found.faults}
        assert {("column_extra", "TEAM"), ("column_twice", "DECOM"), ("column_missing", "LS")} <= said
        assert found.episodes[0].decom == date(2024, 5, 2)

    def test_leaves_a_table_out_whole_when_nobody_can_be_known_from_it(self):
        found = read([table("x.csv", EPISODES.replace("CHILD,", ""), EPISODE[2:], EPISODE[2:])])
        (fault,) = [fault for fault in found.faults if fault.code == "column_key_missing"]
        assert (fault.column, fault.stands_for) == ("CHILD", 2)
        assert found.tallies["Episodes"].left_out == 2


class TestFilesThatAreNotTables:
    OTHERS = (
        ("empty.csv", b"", "file_empty"),
        ("blank.csv", b"\xef\xbb\xbf \r\n\r\n", "file_empty"),
        ("notes.txt", b"Ring the school on Tuesday.", "file_unknown"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 50, "file_not_text"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 200, "file_spreadsheet"),
        ("page.xml", b"<html><body/></html>", "file_unknown"),
    )

    @pytest.mark.parametrize(("name", "data", "code"), OTHERS)
    def test_are_named_and_the_rest_is_read(self, name, data, code):
        found = read([(name, data), table("e.csv", EPISODES, EPISODE)])
        assert (code, name) in [(fault.code, fault.file) for fault in found.faults]
        assert len(found.episodes) == 1

    @pytest.mark.parametrize(("name", "data", "code"), OTHERS)
    def test_alone_are_refused_with_what_to_do(self, name, data, code):
        with pytest.raises(CannotReadReturn) as refused:
            read([(name, data)])
        assert refused.value.file == name
        assert refused.value.remedy.cy != refused.value.remedy.en

    def test_a_workbook_is_said_not_to_be_read(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr("[Content_Types].xml", "<Types/>")
        found = read([("list.xlsx", out.getvalue()), table("e.csv", EPISODES, EPISODE)])
        assert "file_spreadsheet" in codes(found)


class TestTwoFilesWithOneTable:
    def test_the_one_with_the_usual_name_is_taken_and_the_other_counted(self):
        head = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"
        found = read(
            [
                table("placed_for_adoption_errors.csv", head, *["7,01/05/2024,01/06/2024,,"] * 3),
                table("placed_for_adoption.csv", head, "7,01/05/2024,02/06/2024,,"),
            ]
        )
        assert [row.date_placed for row in found.decisions] == [date(2024, 6, 2)]
        (fault,) = [fault for fault in found.faults if fault.code == "file_second"]
        assert (fault.file, fault.stands_for) == ("placed_for_adoption_errors.csv", 3)
        assert found.tallies["PlacedAdoption"].set_aside == 3

    def test_a_fuller_file_goes_before_the_usual_name(self):
        found = read(
            [table("episodes.csv", "CHILD,DECOM", "7,02/05/2024"), table("new.csv", EPISODES, EPISODE)]
        )
        assert found.taken_from["Episodes"][0] == "new.csv"


class TestTheYearOfAReturn:
    def test_is_the_one_given(self):
        found = read([table("x.csv", EPISODES, EPISODE)], name="2020-21", year=CollectionYear(2019))
        assert (str(found.year), found.year_from) == ("2019-20", YearFrom.GIVEN)

    def test_is_read_from_the_folder(self, tmp_path):
        place = tmp_path / "SSDA903 2020-21"
        place.mkdir()
        (place / "e.csv").write_bytes(table("", EPISODES, EPISODE)[1])
        found = read(place)
        assert (str(found.year), found.year_from) == ("2020-21", YearFrom.NAME)

    def test_is_else_that_of_the_latest_episode_date(self):
        found = read([table("x.csv", EPISODES, EPISODE, EPISODE.replace("PR1,,", "PR1,01/04/2025,X1"))])
        assert (str(found.year), found.year_from) == ("2025-26", YearFrom.DATES)

    def test_is_read_from_a_folder_inside_a_packed_file_too(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr("2020-21/e.csv", table("", EPISODES, EPISODE)[1])
        found = read([("return.zip", out.getvalue())], name="sent by post")
        assert (str(found.year), found.name) == ("2020-21", "sent by post")

    def test_may_be_unknown_and_then_any_year_s_codes_are_taken(self):
        found = read([table("h.csv", HEADER, ONE_CHILD, "8,2,01/05/2024,WBRI,UN1,,")])
        assert (found.year, found.year_from, codes(found)) == (None, YearFrom.UNKNOWN, [])


class TestCodes:
    def test_of_another_year_keep_their_meaning_and_say_so(self):
        found = read([table("x.csv", EPISODES, EPISODE.replace("U5", "H5"))], year=CollectionYear(2025))
        (fault,) = [fault for fault in found.faults if fault.code == "code_of_other_year"]
        assert (fault.value, fault.row) == ("H5", 2)
        assert "up to 2024-25" in fault.what.en
        assert "hyd at 2024-25" in fault.what.cy
        assert found.episodes[0].place == "H5"

    def test_of_an_old_year_are_right_in_an_old_return(self):
        found = read([table("x.csv", EPISODES, EPISODE.replace("U5", "H5"))], year=CollectionYear(2016))
        assert codes(found) == []

    def test_that_never_were_are_kept_as_written_with_a_doubt(self):
        found = read([table("x.csv", EPISODES, EPISODE.replace("U5", "q9"))])
        assert (found.episodes[0].place, codes(found)) == ("Q9", ["code_unknown"])

    def test_written_as_decimals_by_a_spreadsheet_are_understood(self):
        found = read(
            [table("x.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "7,2,01/05/2004,WBRI,UN1,1.0,")]
        )
        assert (found.headers[0].mother, codes(found)) == ("1", [])

    def test_are_never_read_from_small_letters_as_something_else(self):
        assert episode_of(table("x.csv", EPISODES, EPISODE.replace("U5", " u5 "))).place == "U5"


class TestRowsThatAreNotRight:
    @pytest.mark.parametrize(
        ("row", "code", "column"),
        [
            (EPISODE.replace("7,", ",", 1), "child_missing", "CHILD"),
            (EPISODE.replace("7,", "1.23E+09,", 1), "child_mangled", "CHILD"),
            (EPISODE.replace("7,", "=1+1,", 1), "child_unusable", "CHILD"),
            (EPISODE.replace("7,", "7\x00,", 1), "child_unusable", "CHILD"),
            (EPISODE.replace("7,", "7" * 33 + ",", 1), "child_unusable", "CHILD"),
            (EPISODE.replace("02/05/2024", "31/02/2024"), "key_day_unreadable", "DECOM"),
            (EPISODE.replace("02/05/2024", ""), "key_day_missing", "DECOM"),
            (EPISODE.replace("02/05/2024", "zz/05/2024"), "key_day_in_part", "DECOM"),
            (EPISODE.replace("PR1,,", "PR1,02/05/2024,X1"), "episode_without_length", "DEC"),
            (EPISODE + ",,surplus", "row_long", ""),
            (EPISODE + "x" * 20_000, "row_too_long", ""),
        ],
    )
    def test_are_left_out_with_the_place_named(self, row, code, column):
        found = read([table("e.csv", EPISODES, EPISODE, row)])
        (fault,) = [fault for fault in found.faults if fault.code == code]
        assert (fault.file, fault.row, fault.column) == ("e.csv", 3, column)
        assert (found.tallies["Episodes"].usable, found.tallies["Episodes"].left_out) == (1, 1)

    @pytest.mark.parametrize(
        ("row", "code", "column"),
        [
            (EPISODE.replace("PR1,,", "PR1,31/02/2025,"), "day_unreadable", "DEC"),
            (EPISODE.replace("PR1,,", "PR1,zz/03/2025,"), "day_in_part", "DEC"),
            (EPISODE.replace("C1", ""), "value_missing", "LS"),
            (EPISODE.replace("ZZ1 1ZZ", "=cmd|x"), "value_unusable", "HOME_POST"),
            (EPISODE.replace("XXXXXXX", "X" * 50), "value_unusable", "URN"),
            (EPISODE.replace(",XXXXXXX", ""), "row_short", ""),
        ],
    )
    def test_that_only_raise_a_doubt_are_kept(self, row, code, column):
        found = read([table("e.csv", EPISODES, row)])
        assert [(fault.code, fault.row, fault.column) for fault in found.faults if fault.row] == [
            (code, 2, column)
        ]
        assert len(found.episodes) == 1

    def test_a_row_with_only_empty_cells_to_spare_is_right(self):
        assert codes(read([table("e.csv", EPISODES, EPISODE + ",,,")])) == []

    def test_what_is_repeated_back_is_short_and_safe_to_show(self):
        found = read([table("e.csv", EPISODES, EPISODE.replace("ZZ1 1ZZ", "\x1b[31m" + "A" * 500))])
        (fault,) = [fault for fault in found.faults if fault.row]
        assert len(fault.value) <= 80
        assert fault.value.isprintable()

    def test_braces_in_a_cell_do_not_upset_the_wording(self):
        found = read([table("e.csv", EPISODES, EPISODE.replace("U5", "{child}"))])
        assert "{child}" in next(fault for fault in found.faults if fault.row).what.en

    def test_the_wording_names_the_cell_and_the_remedy_in_both_languages(self):
        found = read([table("e.csv", EPISODES, EPISODE.replace("U5", "Q9"))])
        (fault,) = [fault for fault in found.faults if fault.row]
        assert fault.where.en == "e.csv, row 2, column PLACE"
        assert fault.where.cy == "e.csv, rhes 2, colofn PLACE"
        assert "Q9" in fault.what.en
        assert "Q9" in fault.what.cy

    def test_one_stray_quotation_mark_spoils_one_row_at_most(self):
        rows = [EPISODE.replace("02/05/2024", f"{day:02d}/05/2024") for day in range(1, 21)]
        rows[3] = rows[3].replace("C1", '"C1')
        assert len(read([table("e.csv", EPISODES, *rows)]).episodes) == 20


class TestAPackedReturn:
    def test_is_opened_and_its_name_says_the_year(self, tmp_path):
        place = tmp_path / "903_2024-25.zip"
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("some folder/e.csv", table("", EPISODES, EPISODE)[1])
            packed.writestr("__MACOSX/some folder/._e.csv", b"\x00\x05\x16\x07")
        for source in (place, [(place.name, place.read_bytes())]):
            found = read(source)
            assert (len(found.episodes), str(found.year), found.files) == (1, "2024-25", ("e.csv",))

    def test_may_hold_a_workbook_beside_its_tables(self):
        book, outer = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(book, "w") as packed:
            packed.writestr("[Content_Types].xml", "<Types/>")
        with zipfile.ZipFile(outer, "w") as packed:
            packed.writestr("list.xlsx", book.getvalue())
            packed.writestr("e.csv", table("", EPISODES, EPISODE)[1])
        found = read([("r.zip", outer.getvalue())])
        assert ("file_spreadsheet" in codes(found), len(found.episodes)) == (True, 1)

    def test_inside_another_is_not_opened(self):
        inner, outer = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(inner, "w") as packed:
            packed.writestr("x.csv", "x")
        with zipfile.ZipFile(outer, "w") as packed:
            packed.writestr("inner.zip", inner.getvalue())
            packed.writestr("e.csv", table("", EPISODES, EPISODE)[1])
        assert "file_archive" in codes(read([("r.zip", outer.getvalue())]))


class TestTheXmlForm:
    CHILD = (
        "<CHILD><HEADER><CHILDID>7</CHILDID><UPN>UN1</UPN><SEX>1</SEX><DOB>01/05/2020</DOB><ETHNIC>WBRI</ETHNIC>"
        "<UASC>0</UASC><DATE_INT>01/09/2020</DATE_INT><DATE_MATCH>01/11/2020</DATE_MATCH><FOSTER_CARE>1</FOSTER_CARE>"
        "<AREVIEW><REVIEW>20/05/2020</REVIEW><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW>"
        "<AREVIEW><REVIEW>20/08/2020</REVIEW><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW><MOTHER/><MC_DOB/>"
        "<PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE><OC2><CONVICTED>0</CONVICTED></OC2>"
        "<AD_PLACED><DATE_PLACED>01/09/2020</DATE_PLACED></AD_PLACED></HEADER>"
        "<EPISODE><DECOM>02/05/2020</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U5</PL><DEC/><REC/></EPISODE></CHILD>"
    )

    def test_is_unfolded_into_the_same_tables(self):
        found = read([("r.xml", f"<EXPSSDA903>{self.CHILD}</EXPSSDA903>".encode())])
        counts = {name: len(rows) for name, rows in found.tables.items() if rows}
        assert counts == {
            "Header": 1,
            "Episodes": 1,
            "Reviews": 2,
            "OC2": 1,
            "AD1": 1,
            "PlacedAdoption": 1,
            "PrevPerm": 1,
        }
        assert (found.episodes[0].child, found.episodes[0].place) == ("7", "U5")
        assert found.adoptions[0].foster_care == "1"

    def test_names_the_child_where_a_csv_would_name_the_row(self):
        wrong = self.CHILD.replace("U5", "Q9")
        found = read(
            [("r.xml", f"<EXPSSDA903>{self.CHILD.replace('>7<', '>6<')}{wrong}</EXPSSDA903>".encode())]
        )
        (fault,) = [fault for fault in found.faults if fault.row]
        assert fault.where.en == "r.xml, child 2 in the file, column PLACE"

    def test_broken_off_keeps_the_children_before_the_break(self):
        found = read([("r.xml", f"<EXPSSDA903>{self.CHILD}<CHILD><HEADER><CHIL".encode())])
        assert len(found.headers) == 1
        assert "xml_broken" in codes(found)

    def test_gives_way_to_csv_table_by_table(self):
        xml = ("r.xml", f"<EXPSSDA903>{self.CHILD}</EXPSSDA903>".encode())
        found = read([xml, table("e.csv", EPISODES, EPISODE)])
        assert found.taken_from["Episodes"] == ("e.csv", False)
        assert found.taken_from["Header"] == ("r.xml", True)

    def test_may_carry_a_namespace(self):
        text = f'<EXPSSDA903 xmlns="urn:x">{self.CHILD}</EXPSSDA903>'
        assert len(read([("r.xml", text.encode("utf-16"))]).headers) == 1

    def test_an_unaccompanied_child_has_a_row_of_its_own(self):
        text = f"<EXPSSDA903>{self.CHILD.replace('<UASC>0', '<UASC>1')}</EXPSSDA903>"
        assert [row.child for row in read([("r.xml", text.encode())]).tables["UASC"]] == ["7"]


class TestTheAccount:
    def test_of_a_made_up_return_leaves_no_row_out_and_finds_what_was_sown(self, tmp_path):
        made = make_return(400)
        found = by_child(read(made.save(tmp_path)))
        check_account(found)
        assert {name: tally.read for name, tally in found.tallies.items()} == {
            name: len(rows) for name, rows in made.rows.items()
        }
        seen = codes(found)
        assert {code: seen.count(code) for code in made.sown} == dict(made.sown)

    def test_of_a_clean_return_has_no_fault_at_all(self, tmp_path):
        found = by_child(read(make_return(300, faults=False).save(tmp_path)))
        assert [fault for fault in found.faults if fault.stands_for] == []
        assert len(found.children) == 300

    def test_is_the_same_every_time(self, tmp_path):
        place = make_return(100).save(tmp_path)
        assert by_child(read(place)).faults == by_child(read(place)).faults

    def test_says_which_tables_were_not_sent(self):
        found = read([table("e.csv", EPISODES, EPISODE)], year=CollectionYear(2026))
        absent = {fault.table for fault in found.faults if fault.code == "table_absent"}
        assert absent == set(TABLES) - {"Episodes"}

    def test_a_table_before_its_time_is_read_with_a_remark(self):
        liberty = table("d.csv", "CHILD,DOB,DOLO_START,DOLO_END", "7,01/05/2010,01/05/2024,")
        found = read([liberty, table("r.csv", REVIEWS)], year=CollectionYear(2024))
        assert len(found.tables["DoLo"]) == 1
        assert "table_of_other_year" in codes(found)
