"""Tables and codes belong to collection years."""

import pytest

from hafan.exchange.ssda903.codes import CODE_SETS
from hafan.exchange.ssda903.records import RECORDS
from hafan.exchange.ssda903.tables import TABLES, Holds, code, tables_of
from hafan.exchange.ssda903.years import CollectionYear


class TestTheTables:
    def test_are_twelve_and_no_column_but_the_shared_ones_is_in_two(self):
        assert len(TABLES) == 12
        telling = [name for table in TABLES.values() for name in table.telling]
        assert len(telling) == len(set(telling))

    @pytest.mark.parametrize("name", TABLES)
    def test_each_has_a_record_with_its_columns_in_order(self, name):
        assert (*(column.lower() for column in TABLES[name].column_names), "row") == RECORDS[name]._fields

    def test_social_workers_came_in_2023_and_deprivation_of_liberty_in_2026(self):
        counts = [len(tables_of(CollectionYear(year))) for year in (2017, 2022, 2023, 2025, 2026)]
        assert counts == [10, 10, 11, 11, 12]


class TestTheCodes:
    @pytest.mark.parametrize(
        ("column", "year", "in_use", "not_in_use"),
        [
            ("SEX", 2023, "1 2", "M F U"),
            ("SEX", 2024, "M F U", "1 2"),
            ("REC", 2017, "E43 E44", "E45 E46 E47 E48"),
            ("REC", 2018, "E45 E46 E47 E48", "E43 E44"),
            ("PLACE", 2023, "H5 P2 Z1", "K3 Z11"),
            ("PLACE", 2024, "H5 P2 Z1 K3", "Z11 Z14"),
            ("PLACE", 2025, "K3 Z11 Z12 Z13 Z14", "H5 P2 Z1"),
            ("ACTIV", 2021, "F4 P5", "F3 P3"),
            ("REASON_PLACE_CHANGE", 2017, "CARPL", "CUSTOD"),
        ],
    )
    def test_come_and_go_with_the_years(self, column, year, in_use, not_in_use):
        used = CODE_SETS[column].in_year(CollectionYear(year))
        assert used.issuperset(in_use.split())
        assert used.isdisjoint(not_in_use.split())

    def test_every_code_column_has_a_code_set(self):
        for table in TABLES.values():
            for column in table.columns:
                assert (column.holds is Holds.CODE) == (column.name in CODE_SETS)

    def test_every_code_is_worded_in_both_languages_and_no_two_in_a_set_alike(self):
        for found in CODE_SETS.values():
            for year in (CollectionYear(2017), CollectionYear(2026)):
                used = [found.codes[name].meaning for name in found.in_year(year)]
                assert (
                    len({wording.en for wording in used})
                    == len({wording.cy for wording in used})
                    == len(used)
                )

    def test_early_permanence_is_two_placement_codes(self):
        said = {
            name for name, each in CODE_SETS["PLACE"].codes.items() if "early permanence)" in each.meaning.en
        }
        assert said == {"U2", "U5"}

    def test_a_code_the_return_never_had_has_no_meaning(self):
        assert code("PLACE", "Q9") is code("PLACE", None) is code("CHILD", "7") is None
