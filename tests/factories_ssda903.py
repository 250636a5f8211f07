"""Makes up returns of fictional children, with faults sown on purpose, the same every time for one seed.

python -m tests.factories_ssda903 FOLDER --children 1000
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hafan.exchange.ssda903.tables import TABLES, tables_of
from hafan.exchange.ssda903.years import CollectionYear

Row = dict[str, str]

JOURNEYS = {
    "adopted": ("U6 C1", "U5 C1", "U5 E1", "A5 E1"),
    "early": ("U5 V2", "U5 C1", "U5 E1", "A5 E1"),
    "home": ("U5 V2", "U5 C1", "P1 C2"),
    "waiting": ("R3 V2", "U6 C1", "U6 C2"),
    "fostered": ("U6 C1", "T1 C1", "U6 C1", "U4 C2"),
}
"""Placements and legal statuses a fictional child passes through."""

SEXES = {True: ("1", "2"), False: ("M", "F")}


@dataclass
class MadeReturn:
    """A return made up: its rows by table, and how many faults of each kind were sown."""

    year: CollectionYear
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    sown: Counter[str] = field(default_factory=Counter)

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The return as CSV files in hand."""
        return [
            (f"{table.name.lower()}.csv", written(table.name, self.rows[table.name]))
            for table in tables_of(self.year)
        ]

    def save(self, folder: Path) -> Path:
        """The return as a folder named for its year."""
        place = folder / str(self.year)
        place.mkdir(parents=True, exist_ok=True)
        for name, data in self.files:
            (place / name).write_bytes(data)
        return place


def make_return(children: int, *, year: int = 2024, seed: int = 903, faults: bool = True) -> MadeReturn:
    """A return of so many children, about one in twenty with a fault sown."""
    dice, made = Random(seed), MadeReturn(CollectionYear(year))
    for number in range(children):
        _child(made, dice, f"{100_000 + number}")
    if faults:
        for sow in SOWERS:
            for _ in range(max(1, children // 100)):
                sow(made, dice)
    return made


def _child(made: MadeReturn, dice: Random, child: str) -> None:
    journey = dice.choice(list(JOURNEYS))
    begins = made.year.begins - timedelta(days=dice.randint(30, 500))
    born = begins - timedelta(days=dice.choice((0, 1, 2, 40, 400)))
    about = {"CHILD": child, "DOB": f"{born:%d/%m/%Y}"}
    sex = dice.choice(SEXES[made.year.starting < 2024])
    made.rows["Header"].append(
        {**about, "SEX": sex, "ETHNIC": dice.choice(("WBRI", "MOTH", "AIND", "BCRB")), "UPN": "UN1"}
    )
    ended_on = _episodes(made, dice, child, JOURNEYS[journey], begins)
    for number in range(3):
        held = begins + timedelta(days=100 * number + dice.randint(1, 100))
        if held <= made.year.ends:
            made.rows["Reviews"].append({**about, "REVIEW": f"{held:%d/%m/%Y}", "REVIEW_CODE": "PN0"})
    made.rows["PrevPerm"].append({**about, "PREV_PERM": "Z1"})
    if journey in ("adopted", "early"):
        _adopted(made, about, begins, ended_on)


def _episodes(
    made: MadeReturn, dice: Random, child: str, steps: tuple[str, ...], begins: date
) -> date | None:
    """Write the chain; gives the day care ended, for a child adopted within the year."""
    place_before, status_before, starts = "", "", begins
    for number, step in enumerate(steps):
        place, status = step.split()
        last = number == len(steps) - 1
        ends: date | None = starts + timedelta(days=dice.randint(20, 120))
        if last and (place != "A5" or ends > made.year.ends):
            ends = None
        reason = "S" if not number else _why(place_before, status_before, place, status)
        made.rows["Episodes"].append(
            {
                "CHILD": child,
                "DECOM": f"{starts:%d/%m/%Y}",
                "RNE": reason,
                "LS": status,
                "CIN": "N1",
                "PLACE": place,
                "PLACE_PROVIDER": "PR0" if place == "P1" else "PR1",
                "DEC": f"{ends:%d/%m/%Y}" if ends else "",
                "REC": "" if ends is None else "E12" if last else "X1",
                "REASON_PLACE_CHANGE": "",
                "HOME_POST": "ZZ1 1ZZ",
                "PL_POST": f"ZZ{dice.randint(1, 9)} {dice.randint(1, 9)}ZZ",
                "URN": "XXXXXXX",
            }
        )
        if ends is None:
            return None
        place_before, status_before, starts = place, status, ends
    return starts


def _why(place_before: str, status_before: str, place: str, status: str) -> str:
    if place == place_before:
        return "L"
    same_carers = (place_before, place) == ("U5", "A5")
    if status == status_before:
        return "T" if same_carers else "P"
    return "U" if same_carers else "B"


def _adopted(made: MadeReturn, about: Row, begins: date, ended_on: date | None) -> None:
    decided = begins + timedelta(days=10)
    made.rows["PlacedAdoption"].append({**about, "DATE_PLACED": f"{decided:%d/%m/%Y}"})
    if ended_on:
        made.rows["AD1"].append(
            {
                **about,
                "DATE_INT": f"{decided:%d/%m/%Y}",
                "DATE_MATCH": f"{decided + timedelta(days=5):%d/%m/%Y}",
                "FOSTER_CARE": "1",
                "NB_ADOPTR": "2",
                "SEX_ADOPTR": "MF",
                "LS_ADOPTR": "L11",
            }
        )


def _sow_unknown_code(made: MadeReturn, dice: Random) -> None:
    dice.choice(made.rows["Episodes"])["LS"] = "Q9"
    made.sown["code_unknown"] = sum(row["LS"] == "Q9" for row in made.rows["Episodes"])


def _sow_impossible_day(made: MadeReturn, dice: Random) -> None:
    dice.choice(made.rows["Reviews"])["REVIEW"] = "31/02/2024"
    made.sown["key_day_unreadable"] = sum(row["REVIEW"] == "31/02/2024" for row in made.rows["Reviews"])


def _sow_nobody(made: MadeReturn, dice: Random) -> None:
    made.rows["Reviews"].append({"CHILD": "", "DOB": "", "REVIEW": "01/05/2024", "REVIEW_CODE": "PN0"})
    made.sown["child_missing"] += 1


def _sow_backwards(made: MadeReturn, dice: Random) -> None:
    child = f"{900_000 + made.sown['episode_without_length']}"
    made.rows["Header"].append(
        {"CHILD": child, "SEX": "M", "DOB": "01/01/2023", "ETHNIC": "WBRI", "UPN": "UN1"}
    )
    made.rows["Episodes"].append(
        {
            "CHILD": child,
            "DECOM": "02/05/2024",
            "RNE": "S",
            "LS": "C1",
            "CIN": "N1",
            "PLACE": "U6",
            "DEC": "01/05/2024",
        }
    )
    made.sown["episode_without_length"] += 1


def _sow_unknown_child(made: MadeReturn, dice: Random) -> None:
    child = f"{800_000 + made.sown['no_birth']}"
    made.rows["Episodes"].append(
        {"CHILD": child, "DECOM": "02/05/2024", "RNE": "S", "LS": "C1", "CIN": "N1", "PLACE": "U6"}
    )
    made.sown["no_birth"] += 1


SOWERS = (_sow_unknown_code, _sow_impossible_day, _sow_nobody, _sow_backwards, _sow_unknown_child)


def written(table: str, rows: list[Row]) -> bytes:
    """Rows as a CSV file with the table's column headings."""
    out = io.StringIO()
    names = TABLES[table].column_names
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()


def main() -> None:
    """Write a made-up return to a folder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--children", type=int, default=1000)
    asked.add_argument(
        "--year", type=int, default=2024, help="the calendar year the collection year begins in"
    )
    asked.add_argument("--seed", type=int, default=903)
    asked.add_argument("--clean", action="store_true", help="sow no faults")
    wanted = asked.parse_args()
    made = make_return(wanted.children, year=wanted.year, seed=wanted.seed, faults=not wanted.clean)
    print(made.save(wanted.folder), {name: len(rows) for name, rows in made.rows.items()})


if __name__ == "__main__":
    main()
