"""What the page of one return shows: where it stands, what would change in words, and its faults a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from hafan.exchange.fault_kinds import FAULT_KINDS
from hafan.exchange.models import OPEN, Import, ImportFault, Stage
from hafan.exchange.previewing import in_words
from hafan.exchange.queries import after, as_fault, faults_of, in_sight_by_reference
from hafan.exchange.ssda903.tables import TABLES
from hafan.practice.wording import Wording

#: Faults shown on one page; the file holds them all.
SHOWN = 50
#: Characters of a list of rows shown on the page.
ROWS_SHOWN = 200

#: How the collection year was known.
YEAR_FROM = {
    "given": _("You gave the year."),
    "name": _("The year was read from the name of the files."),
    "dates": _("No name says the year; it was taken from the latest date in the episodes. Check it."),
}


@dataclass(frozen=True)
class ReturnPage:
    """One return as its page shows it; `asked` is how the reader narrowed the faults."""

    sent: Import
    asked: Mapping[str, str]
    at: datetime

    @property
    def is_stuck(self) -> bool:
        """Has no job moved it for too long?"""
        return self.sent.is_stuck(self.at)

    @property
    def is_open(self) -> bool:
        """May another year still be given?"""
        return self.sent.stage in OPEN

    @property
    def needs_year(self) -> bool:
        """Can it not be read before somebody gives its year?"""
        return self.sent.stage == Stage.NEEDS_YEAR

    @property
    def refusal(self) -> Wording:
        """Why it was refused, and what to do."""
        return Wording(self.sent.refusal_en, self.sent.refusal_cy)

    @property
    def year_from(self) -> str:
        """How its collection year was known, in words."""
        return str(YEAR_FROM.get(self.sent.year_from, ""))

    @property
    def tallies(self) -> list[tuple[Wording, dict[str, int]]]:
        """Rows table by table; tables with no row at all are left out."""
        return [
            (TABLES[name].title, tally)
            for name, tally in self.sent.tallies.items()
            if tally["read"] or tally.get("set_aside")
        ]

    @property
    def has_set_aside(self) -> bool:
        """Were rows set aside because another file holds the same table?"""
        return any(tally.get("set_aside") for _title, tally in self.tallies)

    @cached_property
    def preview(self) -> list[dict[str, Any]]:
        """The first children who change, each line in words; without those the reader may not see, whoever sent it in."""
        held = [child["child"] for child in self.sent.preview if not child["opens"]]
        seen = in_sight_by_reference(self.sent.agency, held)
        return [
            {**child, "lines": [_line(line) for line in child["lines"]]}
            for child in self.sent.preview
            if child["opens"] or child["child"] in seen
        ]

    @cached_property
    def kinds(self) -> list[dict[str, Any]]:
        """Each kind of fault with how many there are, for reading and for narrowing."""
        return [
            {
                **each,
                "title": FAULT_KINDS[each["code"]].in_general(each["table"]),
                "table_title": TABLES[each["table"]].title if each["table"] in TABLES else None,
                "query": self._query(kind=each["code"], table=each["table"], kept="", after=""),
            }
            for each in self.sent.fault_counts
        ]

    @property
    def fault_count(self) -> int:
        """Every fault there is."""
        return sum(each["count"] for each in self.sent.fault_counts)

    @property
    def left_out(self) -> bool:
        """Does the reader want only rows that were left out?"""
        return self.asked.get("kept") == "no"

    @property
    def table(self) -> str:
        """The table the reader wants to see faults of."""
        return self.asked.get("table", "") if self.asked.get("table") in TABLES else ""

    @property
    def kind(self) -> str:
        """The kind of fault the reader wants to see."""
        return self.asked.get("kind", "") if self.asked.get("kind") in FAULT_KINDS else ""

    @property
    def is_narrowed(self) -> bool:
        """Has the reader asked for less than all?"""
        return bool(self.left_out or self.table or self.kind)

    @cached_property
    def _found(self) -> list[ImportFault]:
        wanted = faults_of(self.sent, left_out=self.left_out, table=self.table, code=self.kind)
        written = self.asked.get("after", "")
        if written.isascii() and written.isdecimal() and len(written) < 18:
            last = self.sent.faults.filter(pk=int(written)).first()
            wanted = after(wanted, last) if last else wanted
        return list(wanted[: SHOWN + 1])

    @property
    def faults(self) -> list[dict[str, Any]]:
        """This page of faults."""
        return [
            {"fault": as_fault(row), "count": row.count, "rows": _cut(row.rows)}
            for row in self._found[:SHOWN]
        ]

    @property
    def onward(self) -> str:
        """The query of the next page of faults; empty on the last."""
        return self._query(after=str(self._found[SHOWN - 1].pk)) if len(self._found) > SHOWN else ""

    def _query(self, **changed: str) -> str:
        asked = {"kept": "no" if self.left_out else "", "table": self.table, "kind": self.kind, **changed}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def _line(kept: dict[str, Any]) -> dict[str, Any]:
    return {
        "how": kept["how"],
        "says": in_words(kept),
        "said": in_words(kept["was"]) if kept["was"] else None,
    }


def _cut(rows: str) -> str:
    if len(rows) <= ROWS_SHOWN:
        return rows
    return rows[:ROWS_SHOWN].rpartition(",")[0] + " …"
