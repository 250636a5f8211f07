"""Whatever is sent, the reader answers with an account or a refusal in both languages, and never falls over."""

import io
import os
import random
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hafan.exchange.ssda903 import CannotReadReturn, Limits, by_child, read
from hafan.exchange.ssda903.tables import TABLES
from tests.factories_ssda903 import make_return
from tests.rooms.exchange.ssda903.accounts import check_account
from tests.rooms.exchange.ssda903.writing import EPISODES, table

EPISODE = "7,02/05/2024,S,C1,N1,U5,PR1,,,,ZZ1 1ZZ,ZZ2 2ZZ,XXXXXXX"


def refused(source, **how):
    """The refusal a source meets, worded in both languages."""
    with pytest.raises(CannotReadReturn) as caught:
        read(source, **how)
    refusal = caught.value
    assert refusal.what.en != refusal.what.cy
    assert refusal.remedy.en != refusal.remedy.cy
    return refusal.what.en


def answered(files):
    """Read files that may hold anything: an account that adds up, or a refusal."""
    try:
        found = by_child(read(files))
    except CannotReadReturn as refusal:
        assert refusal.what.cy
        assert refusal.remedy.cy
        return
    for tally in found.tallies.values():
        assert tally.read == tally.usable + tally.left_out
    for fault in found.faults[:200]:
        assert fault.what.cy
        assert fault.remedy.cy
        assert fault.where.cy


def packed(*members, compression=zipfile.ZIP_DEFLATED):
    """A zip file in hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


class TestNothingToRead:
    def test_an_empty_folder_is_refused(self, tmp_path):
        assert "no files" in refused(tmp_path)

    def test_a_folder_that_is_not_there_is_refused(self, tmp_path):
        assert "cannot be opened" in refused(tmp_path / "nowhere")

    def test_a_name_no_disk_could_hold_is_refused(self):
        assert "cannot be opened" in refused("bad\x00name")

    def test_an_empty_upload_is_refused(self):
        assert "no files" in refused([])

    def test_an_empty_packed_file_is_refused(self):
        assert "no files" in refused([("r.zip", packed())])

    def test_a_folder_in_the_folder_and_a_pipe_are_passed_over(self, tmp_path):
        (tmp_path / "inner").mkdir()
        os.mkfifo(tmp_path / "pipe.csv")
        (tmp_path / "e.csv").write_bytes(table("", EPISODES, EPISODE)[1])
        found = read(tmp_path)
        assert [fault.file for fault in found.faults if fault.code == "file_unreadable"] == [
            "inner",
            "pipe.csv",
        ]
        assert len(found.episodes) == 1


class TestTooMuch:
    def test_a_return_past_the_size_limit_is_refused(self):
        assert "larger than 1 MB" in refused(
            [("e.csv", b"x" * 2**20 + b"x")], limits=Limits(total_bytes=2**20)
        )

    def test_a_folder_past_the_size_limit_is_refused_before_it_is_all_read(self, tmp_path):
        for name in "ab":
            (tmp_path / name).write_bytes(b"x" * 700_000)
        assert "larger than 1 MB" in refused(tmp_path, limits=Limits(total_bytes=2**20))

    def test_too_many_files_are_refused(self, tmp_path):
        for number in range(6):
            (tmp_path / f"{number}.csv").write_bytes(b"x")
        assert "more than 5 files" in refused(tmp_path, limits=Limits(files=5))
        assert "more than 5 files" in refused([("x", b"x")] * 6, limits=Limits(files=5))
        members = [(f"{number}.csv", b"x") for number in range(6)]
        assert "more than 5 files" in refused([("r.zip", packed(*members))], limits=Limits(files=5))

    def test_a_bomb_is_refused(self):
        assert "unpacks to a size" in refused([("r.zip", packed(("e.csv", b"0" * 30_000_000)))])

    def test_a_bomb_that_lies_about_its_size_is_refused(self):
        bomb = bytearray(packed(("e.csv", b"0" * 30_000_000)))
        true, lie = (30_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
        refused([("r.zip", bytes(bomb).replace(true, lie))])

    def test_a_locked_or_strangely_packed_file_is_refused(self):
        locked = bytearray(packed(("e.csv", b"x"), compression=zipfile.ZIP_STORED))
        locked[6] |= 1
        at = locked.index(b"PK\x01\x02")
        locked[at + 8] |= 1
        assert "password" in refused([("r.zip", bytes(locked))])
        assert "cannot open" in refused(
            [("r.zip", packed(("e.csv", b"x" * 99), compression=zipfile.ZIP_LZMA))]
        )

    def test_a_cell_of_ten_megabytes_costs_one_row(self):
        found = read(
            [table("e.csv", EPISODES, EPISODE, EPISODE + "x" * 10_000_000, EPISODE.replace("02/", "03/"))]
        )
        assert [(fault.code, fault.row) for fault in found.faults if fault.row] == [("row_too_long", 3)]
        assert len(found.episodes) == 2

    def test_a_quoted_cell_of_ten_megabytes_over_many_lines_costs_its_own_lines(self):
        found = read(
            [table("e.csv", EPISODES, EPISODE, '"' + "x\n" * 50_000 + '"', EPISODE.replace("02/", "03/"))]
        )
        assert len(found.episodes) == 2

    def test_a_heading_row_of_a_million_columns_is_no_table(self):
        refused([("e.csv", b"CHILD,DECOM," + b"x," * 1_000_000)])


class TestXmlThatMeansHarm:
    @pytest.mark.parametrize(
        "text",
        [
            '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><EXPSSDA903>&b;</EXPSSDA903>',
            '<!DOCTYPE r SYSTEM "http://localhost:9/x.dtd"><EXPSSDA903/>',
            '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><EXPSSDA903><CHILD>&f;</CHILD></EXPSSDA903>',
            "<EXPSSDA903>" * 5000,
        ],
    )
    def test_is_refused(self, text):
        assert "refused" in refused([("r.xml", text.encode())])

    @pytest.mark.parametrize(
        "text", ["<", "<a", "<a></b>", '<?xml version="1.0" encoding="nonsense"?><a/>', "<a>\x00</a>"]
    )
    def test_or_is_broken_is_refused(self, text):
        refused([("r.xml", text.encode())])


class TestHalfAFile:
    @pytest.mark.parametrize("part", [0.1, 0.37, 0.5, 0.73, 0.99])
    def test_is_read_as_far_as_it_goes(self, part):
        files = [(name, data[: int(len(data) * part)]) for name, data in make_return(60).files]
        answered(files)

    @pytest.mark.parametrize("keep", [10, 100, 500, 2000])
    def test_packed_is_refused(self, keep):
        whole = packed(*make_return(60).files)
        refused([("r.zip", whole[:keep])])


class TestAnythingAtAll:
    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.tuples(st.text(max_size=20), st.binary(max_size=400)), max_size=4))
    def test_bytes(self, files):
        answered(files)

    @settings(max_examples=200, deadline=None)
    @given(
        st.sampled_from(list(TABLES)), st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "cp1252"])
    )
    def test_text_under_a_right_heading(self, name, text, encoding):
        heading = ",".join(TABLES[name].column_names)
        answered([("x.csv", f"{heading}\n{text}".encode(encoding, errors="replace"))])

    @settings(max_examples=200, deadline=None)
    @given(st.data())
    def test_cells_in_every_table(self, data):
        cell = st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "7",
                    "01/05/2024",
                    "zz/zz/zzzz",
                    "U5",
                    "S",
                    "X1",
                    "",
                    "=1",
                    '"',
                    "31/02/2024",
                    "1E+9",
                    "\x00",
                ]
            ),
        )
        files = []
        for name, each in TABLES.items():
            rows = data.draw(st.lists(st.lists(cell, max_size=len(each.column_names) + 2), max_size=4))
            lines = [",".join(each.column_names), *(",".join(row) for row in rows)]
            files.append((f"{name}.csv", "\n".join(lines).encode(errors="replace")))
        answered(files)

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 2**32), st.integers(1, 40))
    def test_a_good_return_with_bytes_knocked_over(self, seed, blows):
        dice = random.Random(seed)
        files = []
        for name, data in make_return(5).files:
            spoilt = bytearray(data)
            for _ in range(min(blows, len(spoilt))):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
            files.append((name, bytes(spoilt)))
        answered(files)
        archive = bytearray(packed(*files))
        for _ in range(blows):
            archive[dice.randrange(4, len(archive))] = dice.randrange(256)
        answered([("r.zip", bytes(archive))])

    @settings(max_examples=100, deadline=None)
    @given(st.integers(0, 2**32), st.integers(1, 10))
    def test_an_xml_return_with_bytes_knocked_over(self, seed, blows):
        dice = random.Random(seed)
        child = b"<CHILD><HEADER><CHILDID>7</CHILDID><DOB>01/05/2020</DOB></HEADER><EPISODE><DECOM>02/05/2020</DECOM></EPISODE></CHILD>"
        spoilt = bytearray(b"<EXPSSDA903>" + child * 3 + b"</EXPSSDA903>")
        for _ in range(blows):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        answered([("r.xml", bytes(spoilt))])

    def test_the_account_adds_up_when_rows_are_shuffled_and_columns_too(self):
        dice = random.Random(1)
        files = []
        for name, data in make_return(80).files:
            heading, *rows = [line.split(",") for line in data.decode().splitlines()]
            order = dice.sample(range(len(heading)), len(heading))
            dice.shuffle(rows)
            lines = [";".join(row[place] for place in order) for row in (heading, *rows)]
            files.append((name, "\n".join(lines).encode("utf-16")))
        check_account(by_child(read(files)))

    def test_a_packed_file_s_checksum_is_minded(self):
        data = table("", EPISODES, EPISODE)[1]
        whole = packed(("e.csv", data), compression=zipfile.ZIP_STORED)
        assert zlib.crc32(data)
        refused([("r.zip", whole.replace(b",U5,", b",U6,"))])
