"""The sector's own fake return, where a copy is to hand: HAFAN_SSDA903_SAMPLE names its folder."""

import os
import time
from pathlib import Path

import pytest

from hafan.exchange.ssda903 import by_child, read
from tests.rooms.exchange.ssda903.accounts import check_account

SAMPLE = os.environ.get("HAFAN_SSDA903_SAMPLE", "")
pytestmark = pytest.mark.skipif(not SAMPLE, reason="HAFAN_SSDA903_SAMPLE names no folder")


@pytest.fixture(scope="module")
def found():
    return by_child(read(Path(SAMPLE)))


class TestTheSectorsFakeReturn:
    def test_is_accounted_for_row_by_row(self, found):
        check_account(found)
        assert (found.tallies["Header"].read, found.tallies["Episodes"].read) == (2675, 5050)

    def test_takes_the_right_one_of_two_files_for_a_table(self, found):
        assert found.source.taken_from["PlacedAdoption"][0] == "placed_for_adoption.csv"

    def test_says_which_files_it_did_not_read(self, found):
        assert sum(fault.code == "file_spreadsheet" for fault in found.faults) == 5

    def test_has_an_xml_form_that_reads_too(self):
        again = by_child(read(Path(SAMPLE) / "fake_903.xml"))
        assert again.tallies["Header"].read == 253
        assert all(tally.read == tally.usable + tally.left_out for tally in again.tallies.values())

    def test_is_read_within_a_second(self):
        began = time.perf_counter()
        read(Path(SAMPLE))
        assert time.perf_counter() - began < 1
