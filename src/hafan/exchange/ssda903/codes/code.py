"""What one code means, and in which collection years it may be used."""

from __future__ import annotations

from dataclasses import dataclass

from hafan.exchange.ssda903.years import CollectionYear
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `since` and `until` are the first and last collection years; None means no known edge."""

    code: str
    meaning: Wording
    since: CollectionYear | None = None
    until: CollectionYear | None = None

    def is_used_in(self, year: CollectionYear | None) -> bool:
        """May this code be used in that year? With no year known, any code the return ever had may."""
        if year is None:
            return True
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    @property
    def years(self) -> Wording:
        """The years it belongs to, in words."""
        if self.since and self.until:
            return Wording(en=f"{self.since} to {self.until}", cy=f"{self.since} i {self.until}")
        if self.since:
            return Wording(en=f"{self.since} onwards", cy=f"{self.since} ymlaen")
        if self.until:
            return Wording(en=f"up to {self.until}", cy=f"hyd at {self.until}")
        return Wording(en="every year", cy="pob blwyddyn")


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes one column may hold, over all years."""

    column: str
    codes: dict[str, Code]

    def in_year(self, year: CollectionYear | None) -> frozenset[str]:
        """The codes that may be used in that year."""
        return frozenset(code.code for code in self.codes.values() if code.is_used_in(year))


def code_set(column: str, *lines: tuple[str, str, str] | Code) -> CodeSet:
    """A code set from lines of code, English, Welsh; a `Code` where a year edge must be said."""
    codes = [line if isinstance(line, Code) else code(*line) for line in lines]
    return CodeSet(column, {each.code: each for each in codes})


def code(name: str, en: str, cy: str, *, since: int | None = None, until: int | None = None) -> Code:
    """One code; `since` and `until` are calendar years in which the first and last collection year begin."""
    return Code(
        name,
        Wording(en=en, cy=cy),
        None if since is None else CollectionYear(since),
        None if until is None else CollectionYear(until),
    )
