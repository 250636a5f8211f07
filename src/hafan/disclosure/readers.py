"""The kinds of person something is sent to, and through whose eyes it is compiled for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hafan.access.policy import reached_by
from hafan.practice.entries import Compartment
from hafan.practice.wording import Wording

_C = Compartment


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of reader. `part` is where their own name and address are kept; `eyes` the role they see with.

    `by_serial`: their papers carry a serial number where others carry the record's reference.
    """

    code: str
    title: Wording
    eyes: str
    part: Compartment
    by_serial: bool = False

    @property
    def about(self) -> str:
        """Where their address is kept: with a person of the family, with a household of carers, or with the recipient."""
        return {_C.BIRTH_FAMILY_CONTACT: "person", _C.CARER_IDENTITY: "household"}.get(self.part, "other")

    @property
    def reaches(self) -> frozenset[Compartment]:
        """The parts of a record such a reader may have."""
        return reached_by(self.eyes)


_ALL: Final = (
    Reader("parent", Wording("birth parent", "rhiant geni"), "parent", _C.BIRTH_FAMILY_CONTACT, by_serial=True),
    Reader("parent_rep", Wording("a parent’s solicitor", "cyfreithiwr rhiant"), "parent_rep", _C.CARE, by_serial=True),
    Reader("family_member", Wording("wider family", "y teulu ehangach"), "family_member", _C.BIRTH_FAMILY_CONTACT, by_serial=True),
    Reader("court", Wording("the court", "y llys"), "court", _C.CARE, by_serial=True),
    Reader("court_confidential", Wording("the court, on a confidential sheet", "y llys, ar daflen gyfrinachol"),
           "court_confidential", _C.CARE),
    Reader("guardian", Wording("children’s guardian", "gwarcheidwad y plentyn"), "guardian", _C.CARE),
    Reader("ep_carer", Wording("early permanence carers", "gofalwyr sefydlogrwydd cynnar"), "ep_carer", _C.CARER_IDENTITY),
    Reader("partner_agency", Wording("a partner agency", "asiantaeth bartner"), "partner_agency", _C.CARE),
    Reader("child", Wording("the child", "y plentyn"), "child", _C.CARE),
    Reader("adoptee", Wording("an adopted adult", "oedolyn mabwysiedig"), "adoptee", _C.CARE),
)  # fmt: skip
READERS: Final[Mapping[str, Reader]] = {reader.code: reader for reader in _ALL}
#: Parts kept apart because somebody may be harmed by them; whoever does not reach one may not read a word of it.
APART: Final = frozenset(
    {_C.CARER_IDENTITY, _C.BIRTH_FAMILY_CONTACT, _C.POST_ADOPTION_IDENTITY, _C.SEALED_LINK}
)
#: Parts in which the people things are sent to are kept.
KEPT_IN: Final = tuple(sorted({reader.part for reader in _ALL}))
