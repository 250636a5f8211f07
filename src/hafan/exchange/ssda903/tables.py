"""The twelve tables of the return: their columns in order, what each column holds, and the years they exist in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hafan.exchange.ssda903.codes import CODE_SETS, Code
from hafan.exchange.ssda903.years import CollectionYear
from hafan.practice.wording import Wording


class Holds(StrEnum):
    """What a column holds."""

    CHILD = "child"
    DAY = "day"
    PARTIAL_DAY = "partial day"
    CODE = "code"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A row cannot be placed without its `key` columns; a blank `expected` column is a doubt."""

    name: str
    holds: Holds
    key: bool = False
    expected: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the return. `usual_names` are the file names systems give it, folded to small letters."""

    name: str
    title: Wording
    columns: tuple[Column, ...]
    usual_names: frozenset[str]
    since: CollectionYear | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in the order the return prints them."""
        return tuple(column.name for column in self.columns)

    @property
    def telling(self) -> frozenset[str]:
        """The columns no other table has, by which it is known."""
        return frozenset(self.column_names) - _SHARED

    def is_used_in(self, year: CollectionYear | None) -> bool:
        """Was this table part of the return that year?"""
        return year is None or self.since is None or self.since <= year


_SHARED = frozenset({"CHILD", "DOB", "SEX"})
_DAYS = frozenset(
    "DOB MC_DOB DECOM DEC REVIEW DUC DATE_INT DATE_MATCH DATE_PLACED DATE_PLACED_CEASED MIS_START MIS_END "
    "SW_DECOM SW_DEC DOLO_START DOLO_END".split()
)
_LONGEST = {"UPN": 13, "HOME_POST": 10, "PL_POST": 10, "URN": 9, "LA_PERM": 9, "SW_ID": 40}
"""Characters. The Department's own limits are a little lower; past ours the value is certainly not one."""


def _column(written: str) -> Column:
    """A column from its name: `!` marks a key, `*` one that is expected to be filled."""
    name = written.strip("!*")
    key, expected = written.endswith("!"), written.endswith("*")
    if name == "CHILD":
        return Column(name, Holds.CHILD, key=True)
    if name in _DAYS:
        return Column(name, Holds.DAY, key, expected)
    if name in CODE_SETS:
        return Column(name, Holds.CODE, key, expected)
    if name == "DATE_PERM":
        return Column(name, Holds.PARTIAL_DAY)
    if name == "SDQ_SCORE":
        return Column(name, Holds.NUMBER)
    return Column(name, Holds.TEXT, longest=_LONGEST[name])


def _table(name: str, en: str, cy: str, columns: str, usual: str, since: int | None = None) -> Table:
    return Table(
        name,
        Wording(en=en, cy=cy),
        tuple(_column(column) for column in columns.split()),
        frozenset(usual.split()),
        None if since is None else CollectionYear(since),
    )


_ALL = (
    _table("Header", "Children", "Plant", "CHILD SEX* DOB* ETHNIC* UPN MOTHER MC_DOB", "header"),
    _table(
        "Episodes",
        "Episodes of care",
        "Penodau gofal",
        "CHILD DECOM! RNE* LS* CIN* PLACE* PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
        "episodes episode",
    ),
    _table("Reviews", "Reviews", "Adolygiadau", "CHILD DOB REVIEW! REVIEW_CODE*", "reviews review"),
    _table(
        "UASC",
        "Unaccompanied asylum-seeking children",
        "Plant ar eu pen eu hunain sy'n ceisio lloches",
        "CHILD SEX DOB DUC",
        "uasc",
    ),
    _table(
        "OC2",
        "Yearly health and outcomes",
        "Iechyd a chanlyniadau blynyddol",
        "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
        "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "oc2",
    ),
    _table("OC3", "Care leavers", "Ymadawyr gofal", "CHILD DOB IN_TOUCH* ACTIV ACCOM", "oc3"),
    _table(
        "AD1",
        "Adoptions",
        "Mabwysiadau",
        "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
        "ad1 adoption adoptions",
    ),
    _table(
        "PlacedAdoption",
        "Decisions that a child should be placed for adoption",
        "Penderfyniadau y dylid lleoli plentyn i'w fabwysiadu",
        "CHILD DOB DATE_PLACED! DATE_PLACED_CEASED REASON_PLACED_CEASED",
        "placedadoption placedforadoption sbpfa shouldbeplacedforadoption",
    ),
    _table(
        "PrevPerm",
        "Permanence before this period of care",
        "Sefydlogrwydd cyn y cyfnod gofal hwn",
        "CHILD DOB PREV_PERM* LA_PERM DATE_PERM",
        "prevperm previouspermanence previouspermanenceoption",
    ),
    _table(
        "Missing",
        "Missing and away",
        "Ar goll ac i ffwrdd",
        "CHILD DOB MISSING* MIS_START! MIS_END",
        "missing missingfromcare",
    ),
    _table(
        "SWEpisodes",
        "Social workers",
        "Gweithwyr cymdeithasol",
        "CHILD DOB SW_ID* SW_DECOM! SW_DEC SW_REASON",
        "swepisodes swepisode socialworker socialworkerepisodes",
        since=2023,
    ),
    _table(
        "DoLo",
        "Deprivation of liberty",
        "Amddifadu o ryddid",
        "CHILD DOB DOLO_START! DOLO_END",
        "dolo dolos deprivationofliberty deprivationoflibertyorder",
        since=2026,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""The twelve tables, by name, in the order the return lists them."""

TABLE_OF_COLUMN: dict[str, Table] = {column: table for table in _ALL for column in table.telling}
"""Each telling column and the one table it belongs to."""


def tables_of(year: CollectionYear | None) -> tuple[Table, ...]:
    """The tables that were part of the return that year; all twelve when the year is not known."""
    return tuple(table for table in _ALL if table.is_used_in(year))


def code(column: str, written: str | None) -> Code | None:
    """What a code in a column means, whatever the year; None if the return never had it."""
    found = CODE_SETS.get(column)
    return None if found is None or written is None else found.codes.get(written)
