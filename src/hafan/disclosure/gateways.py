"""The closed list of ways the law lets something about a child leave, each with where it is said and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True)
class Gateway:
    """One gateway. `verified` only when the text of the law was read; until then pages say that it is not."""

    code: str
    title: Wording
    cites: str
    verified: bool = False


_ALL: Final = (
    Gateway("duty_to_parents", Wording("keeping parents informed of a child looked after", "rhoi gwybod i rieni am blentyn sy’n derbyn gofal"),
            "Children Act 1989 s.22(4)-(5) and Sch. 2 para. 15; Social Services and Well-being (Wales) Act 2014 s.78"),
    Gateway("court", Wording("a document for proceedings", "dogfen ar gyfer achos llys"),
            "Family Procedure Rules 2010, parts 12, 14 and 29"),
    Gateway("guardian_access", Wording("a children’s guardian reads the record", "gwarcheidwad plentyn yn darllen y cofnod"),
            "Children Act 1989 s.42; Adoption and Children Act 2002 s.103"),
    Gateway("adoption_agency_function", Wording("another agency needs it for its functions in the adoption", "mae ar asiantaeth arall ei angen ar gyfer ei swyddogaethau yn y mabwysiadu"),
            "Adoption Agencies Regulations 2005 regs 39-42 (England); Adoption Agencies (Wales) Regulations 2005 part 7"),
    Gateway("carers_need_to_know", Wording("carers need it to look after the child", "mae ei angen ar ofalwyr i ofalu am y plentyn"),
            "Care Planning, Placement and Case Review (England) Regulations 2010 regs 9 and 22; (Wales) Regulations 2015"),
    Gateway("adopted_adult", Wording("an adopted adult asks for their information", "oedolyn mabwysiedig yn gofyn am ei wybodaeth"),
            "Adoption and Children Act 2002 ss.56-65; Disclosure of Adoption Information Regulations 2005 (SI 888; WSI 2689)"),
    Gateway("own_data", Wording("somebody asks for what is held about them", "rhywun yn gofyn am yr hyn a gedwir amdano"),
            "UK GDPR art. 15; Data Protection Act 2018 Sch. 3"),
    Gateway("safeguarding", Wording("keeping a child safe", "cadw plentyn yn ddiogel"),
            "Children Act 2004 ss.10-11; Social Services and Well-being (Wales) Act 2014 ss.128-130"),
)  # fmt: skip
GATEWAYS: Final[Mapping[str, Gateway]] = {gateway.code: gateway for gateway in _ALL}
