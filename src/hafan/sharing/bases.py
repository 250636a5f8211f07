"""By which law one agency may tell another: a closed list, each with its citation and how sure we are of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hafan.practice.rules import Confidence
from hafan.practice.wording import Wording

BOTH: Final = frozenset({"england", "wales"})


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One gateway through which information may go, in the countries where it is open."""

    key: str
    words: Wording
    source: str
    confidence: Confidence
    countries: frozenset[str] = BOTH

    @property
    def is_verified(self) -> bool:
        """Has somebody read it in its source?"""
        return self.confidence is not Confidence.UNVERIFIED


_BASES: Final = (
    LegalBasis(
        "public_task",
        Wording("a public task", "tasg gyhoeddus"),
        "UK GDPR art. 6(1)(e) and 9(2)(h); DPA 2018 Sch. 1 para. 2",
        Confidence.PRIMARY,
    ),
    LegalBasis(
        "legal_obligation",
        Wording("a legal obligation", "rhwymedigaeth gyfreithiol"),
        "UK GDPR art. 6(1)(c) and 9(2)(h); DPA 2018 Sch. 1 para. 2",
        Confidence.PRIMARY,
    ),
    LegalBasis(
        "safeguarding",
        Wording("keeping a child safe", "cadw plentyn yn ddiogel"),
        "UK GDPR art. 6(1)(e) and 9(2)(g); DPA 2018 Sch. 1 para. 18",
        Confidence.UNVERIFIED,
    ),
    LegalBasis(
        "adoption_records_england",
        Wording("an adoption agency’s records", "cofnodion asiantaeth fabwysiadu"),
        "Adoption Agencies Regulations 2005 (SI 2005/389) regs 39 to 42",
        Confidence.SECONDARY,
        frozenset({"england"}),
    ),
    LegalBasis(
        "adoption_records_wales",
        Wording("an adoption agency’s records", "cofnodion asiantaeth fabwysiadu"),
        "Adoption Agencies (Wales) Regulations 2005 (SI 2005/1313), part on case records",
        Confidence.UNVERIFIED,
        frozenset({"wales"}),
    ),
    LegalBasis(
        "cooperation_england",
        Wording("co-operation between agencies", "cydweithredu rhwng asiantaethau"),
        "Children Act 1989 s. 27; Children Act 2004 s. 10",
        Confidence.UNVERIFIED,
        frozenset({"england"}),
    ),
    LegalBasis(
        "cooperation_wales",
        Wording("co-operation between agencies", "cydweithredu rhwng asiantaethau"),
        "Social Services and Well-being (Wales) Act 2014 ss. 162 and 164",
        Confidence.UNVERIFIED,
        frozenset({"wales"}),
    ),
    LegalBasis(
        "court_directs",
        Wording("the court directs it", "mae’r llys yn ei gyfarwyddo"),
        "Family Procedure Rules 2010 rule 12.73 and Practice Direction 12G",
        Confidence.UNVERIFIED,
    ),
    LegalBasis(
        "explicit_consent",
        Wording("explicit consent (seldom the right basis)", "cydsyniad penodol (anaml y sail gywir)"),
        "UK GDPR art. 6(1)(a) and 9(2)(a)",
        Confidence.UNVERIFIED,
    ),
)
BASES: Final[Mapping[str, LegalBasis]] = {basis.key: basis for basis in _BASES}


def bases_of(country: str) -> list[LegalBasis]:
    """The gateways open in one country."""
    return [basis for basis in _BASES if country in basis.countries]
