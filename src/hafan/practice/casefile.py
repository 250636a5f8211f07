"""The portable case file: one chronology as JSON, checked against the declared entry types, with faults named by place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError, to_json

from hafan.practice.calendar import ImpreciseDate
from hafan.practice.casefile_faults import Fault, fault_of, place_of
from hafan.practice.entries import Details, Entry, EntryType, Subject
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.wording import Wording

FORMAT, VERSION = "hafan-case", 1
MOST_ENTRIES = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2200

Ref = Annotated[str, Field(min_length=1, max_length=100)]


class WrittenEntry(BaseModel):
    """One entry as written in a case file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    ref: Annotated[Ref | None, Field(description="Its own name in this file; its number if left out")] = None
    kind: Annotated[str, Field(min_length=1, max_length=100, description="A declared kind of entry")]
    on: Annotated[
        str, Field(max_length=20, description="The day it happened: 2026-03-02, 2026-03, 2026 or unknown")
    ]
    learnt_on: Annotated[date | None, Field(description="The day we learnt it, if later")] = None
    corrects: Annotated[Ref | None, Field(description="The ref of the earlier entry this one puts right")] = (
        None
    )
    withdrawn: Annotated[bool, Field(description="It takes back the entry it corrects")] = False
    why: Annotated[str | None, Field(max_length=10_000, description="Why it was corrected or taken back")] = (
        None
    )
    details: Annotated[
        dict[str, Any], Field(description="What this kind of entry holds besides its dates")
    ] = Field(default_factory=dict)


class WrittenCase(BaseModel):
    """A case file as written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    format: Literal["hafan-case"]
    version: Literal[1]
    country: Annotated[Literal["england", "wales"], Field(description="Whose law applies")]
    subject: Annotated[
        Literal["child", "household", "agency"], Field(description="Whose chronology this is")
    ] = "child"
    reference: Annotated[
        str, Field(min_length=1, max_length=200, description="A reference, never a name or an address")
    ]
    framework: Annotated[
        str | None,
        Field(max_length=20, description="The version of the law to judge by; the latest if left out"),
    ] = None
    entries: Annotated[list[WrittenEntry], Field(max_length=MOST_ENTRIES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case file that was read and found sound. `whys` are the reasons for corrections, by ref."""

    country: str
    subject: Subject
    reference: str
    framework: str | None
    entries: tuple[Entry, ...]
    whys: dict[str, str] = field(default_factory=dict)


class CaseFileRefused(ValueError):
    """A case file cannot be used. `faults` says where and what to do about each."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.place}: {fault.says.en}" for fault in faults[:20]))


def read_case(document: Any) -> Case:
    """A case from a parsed JSON document. Raises CaseFileRefused with every fault found."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CaseFileRefused([Fault("format", _NOT_A_CASE)])
    if document.get("version") != VERSION:
        raise CaseFileRefused([Fault("version", _OTHER_VERSION)])
    try:
        written = WrittenCase.model_validate_json(to_json(document, inf_nan_mode="strings"))
    except PydanticSerializationError as refused:
        raise CaseFileRefused([Fault("file", _HALF_A_LETTER)]) from refused
    except ValidationError as refused:
        raise CaseFileRefused([_plain(error, None) for error in _errors(refused)]) from refused
    refs = [entry.ref or str(number) for number, entry in enumerate(written.entries, start=1)]
    faults = _ref_faults(written, refs)
    entries = []
    for place, (ref, each) in enumerate(zip(refs, written.entries, strict=True)):
        entry, found = _read_entry(written, each, ref, place)
        faults += found
        entries.append(entry)
    if faults:
        raise CaseFileRefused(faults)
    return Case(
        country=written.country,
        subject=Subject(written.subject),
        reference=written.reference,
        framework=written.framework,
        entries=tuple(entry for entry in entries if entry is not None),
        whys={ref: each.why for ref, each in zip(refs, written.entries, strict=True) if each.why},
    )


def write_case(case: Case) -> dict[str, Any]:
    """The document of a case, as `read_case` reads it."""
    entries = []
    for entry in case.entries:
        written = {
            "ref": entry.ref,
            "kind": entry.kind,
            "on": str(entry.happened),
            "learnt_on": entry.learnt_on.isoformat() if entry.learnt_on else None,
            "corrects": entry.corrects,
            "withdrawn": entry.withdrawn or None,
            "why": case.whys.get(entry.ref),
            "details": dict(entry.details) or None,
        }
        entries.append({name: value for name, value in written.items() if value is not None})
    about = {"country": case.country, "subject": case.subject.value, "reference": case.reference}
    chosen = {"framework": case.framework} if case.framework else {}
    return {"format": FORMAT, "version": VERSION, **about, **chosen, "entries": entries}


_NOT_A_CASE = Wording(
    'this is not a case file; it must begin with "format": "hafan-case"',
    'nid ffeil achos yw hon; rhaid iddi ddechrau gyda "format": "hafan-case"',
)
_OTHER_VERSION = Wording(
    'this version of the case file is not known here; "version" must be the number 1',
    "nid yw'r fersiwn hon o'r ffeil achos yn hysbys yma; rhaid i \"version\" fod y rhif 1",
)
_HALF_A_LETTER = Wording(
    r"it holds half a character, such as \ud800; take it out",
    r"mae'n cynnwys hanner nod, megis \ud800; tynnwch ef allan",
)
_TWICE = Wording(
    "another entry has this ref; give each its own",
    "mae gan gofnod arall y cyfeirnod hwn; rhowch un i bob cofnod",
)
_CORRECTS_NOTHING = Wording(
    "no earlier entry has this ref; put the entry it corrects before it, or mend the ref",
    "nid oes gan gofnod cynharach y cyfeirnod hwn; rhowch y cofnod a gywirir o'i flaen, neu cywirwch y cyfeirnod",
)
_CORRECTED_TWICE = Wording(
    "another entry already corrects that one; correct the correction instead",
    "mae cofnod arall eisoes yn cywiro hwnnw; cywirwch y cywiriad yn lle hynny",
)
_NO_WHY = Wording(
    "say why the earlier entry was corrected or taken back",
    "dywedwch pam y cywirwyd neu y tynnwyd yn ôl y cofnod cynharach",
)
_TAKES_BACK_NOTHING = Wording(
    "an entry that takes another back must name it in corrects",
    "rhaid i gofnod sy'n tynnu un arall yn ôl ei enwi yn corrects",
)
_NO_SUCH_DAY = Wording(
    "is not a day we can read; write 2026-03-02, 2026-03, 2026 or unknown",
    "nid yw'n ddiwrnod y gallwn ei ddarllen; ysgrifennwch 2026-03-02, 2026-03, 2026 neu unknown",
)
_FAR_AWAY = Wording(
    f"the year must be between {FIRST_YEAR} and {LAST_YEAR}; check the date",
    f"rhaid i'r flwyddyn fod rhwng {FIRST_YEAR} a {LAST_YEAR}; gwiriwch y dyddiad",
)
_LEARNT_FIRST = Wording(
    "it was learnt before it happened; only what can be planned may be; check both dates",
    "fe'i dysgwyd cyn iddo ddigwydd; dim ond yr hyn y gellir ei gynllunio a all fod felly; gwiriwch y ddau ddyddiad",
)


def _errors(refused: ValidationError) -> list[ErrorDetails]:
    return refused.errors(include_url=False, include_context=False)


def _plain(error: ErrorDetails, declared: EntryType | None, under: str = "") -> Fault:
    known = WrittenEntry.model_fields if "entries" in error["loc"] else WrittenCase.model_fields
    return fault_of(error, declared, known, under)


def _ref_faults(written: WrittenCase, refs: list[str]) -> list[Fault]:
    """Refs are used once, and a correction names one earlier entry that nothing else corrects, and says why."""
    faults, seen, corrected = [], set[str](), set[str]()
    for place, (ref, each) in enumerate(zip(refs, written.entries, strict=True)):
        checks = (
            (ref in seen, "ref", _TWICE),
            (each.corrects is not None and each.corrects not in seen, "corrects", _CORRECTS_NOTHING),
            (each.corrects in corrected, "corrects", _CORRECTED_TWICE),
            (each.corrects is not None and not each.why, "why", _NO_WHY),
            (each.withdrawn and each.corrects is None, "corrects", _TAKES_BACK_NOTHING),
        )
        faults += [Fault(place_of("entries", place, name), says) for wrong, name, says in checks if wrong]
        seen.add(ref)
        corrected |= {each.corrects} if each.corrects else set()
    return faults


def _read_entry(
    case: WrittenCase, written: WrittenEntry, ref: str, place: int
) -> tuple[Entry | None, list[Fault]]:
    here = place_of("entries", place)
    declared, says = _declared(case, written.kind)
    if declared is None:
        return None, [Fault(f"{here}.kind", says)]
    happened, faults = _happened(written, declared, here)
    details: dict[str, Any] = {}
    if not (written.withdrawn and not written.details):
        details, found = _details(declared, written.details, f"{here}.details")
        faults += found
    if happened is None or faults:
        return None, faults
    return Entry(
        ref=ref,
        kind=declared.key,
        happened=happened,
        learnt_on=written.learnt_on,
        details=details,
        corrects=written.corrects,
        withdrawn=written.withdrawn,
        order=place + 1,
    ), []


def _declared(case: WrittenCase, kind: str) -> tuple[EntryType | None, Wording]:
    """The declared type, or why this kind cannot stand in this case."""
    if kind not in ENTRY_TYPES:
        near = get_close_matches(kind, [t.key for t in ENTRY_TYPES.about(Subject(case.subject))], n=1)
        perhaps = near[0] if near else "docs/reference/case-file.md"
        return None, Wording(
            f"there is no kind of entry called {kind!r}; look at {perhaps}",
            f"nid oes math o gofnod o'r enw {kind!r}; gweler {perhaps}",
        )
    declared = ENTRY_TYPES[kind]
    if declared.subject != case.subject:
        return None, Wording(
            f"{kind} is recorded about: {declared.subject.value}; this file is about: {case.subject}",
            f"cofnodir {kind} am: {declared.subject.value}; mae'r ffeil hon am: {case.subject}",
        )
    if case.country not in declared.countries:
        return None, Wording(
            f"{kind} is not used in the country of this file; leave it out",
            f"ni ddefnyddir {kind} yng ngwlad y ffeil hon; gadewch ef allan",
        )
    return declared, declared.title


def _happened(
    written: WrittenEntry, declared: EntryType, here: str
) -> tuple[ImpreciseDate | None, list[Fault]]:
    try:
        happened = ImpreciseDate.parse(written.on)
    except ValueError:
        return None, [Fault(f"{here}.on", _NO_SUCH_DAY)]
    days = {"on": happened.earliest, "learnt_on": written.learnt_on}
    faults = [
        Fault(f"{here}.{name}", _FAR_AWAY)
        for name, day in days.items()
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR
    ]
    first, learnt = happened.earliest, written.learnt_on
    if first is not None and learnt is not None and learnt < first and not declared.may_be_planned:
        faults.append(Fault(f"{here}.learnt_on", _LEARNT_FIRST))
    return happened, faults


def _details(declared: EntryType, given: dict[str, Any], here: str) -> tuple[dict[str, Any], list[Fault]]:
    """The details as declared, its own answers filled in; or every fault among them."""
    try:
        read: Details = declared.details.model_validate_json(to_json(given), strict=True)
    except ValidationError as refused:
        return {}, [
            fault_of(error, declared, declared.details.model_fields, here) for error in _errors(refused)
        ]
    return read.model_dump(mode="json", exclude_none=True), []
