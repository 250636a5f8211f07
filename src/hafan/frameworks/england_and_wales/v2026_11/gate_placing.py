"""G-14: authority before a formal match is opened (a standard) and before placing for adoption (the law)."""

from __future__ import annotations

from datetime import date

from hafan.practice.entries import Entry
from hafan.practice.gates import Answer, Gate, Question, Requirement
from hafan.practice.wording import Wording

_NONE = Wording(
    "There is no placement order, and no consent of every parent or guardian.",
    "Nid oes gorchymyn lleoli, na chydsyniad pob rhiant neu warcheidwad.",
)
_NOT_EVERY_HOLDER = Wording(
    "Consent is recorded, but not that every parent or guardian with parental responsibility has given it.",
    "Cofnodwyd cydsyniad, ond nid bod pob rhiant neu warcheidwad â chyfrifoldeb rhiant wedi'i roi.",
)
_NOT_WITNESSED = Wording(
    "Consent is recorded, but not every consent was witnessed.",
    "Cofnodwyd cydsyniad, ond ni thystiwyd i bob cydsyniad.",
)
_WITHDRAWN = Wording("Consent was withdrawn.", "Tynnwyd y cydsyniad yn ôl.")
_BIRTH_UNKNOWN = Wording(
    "The day of birth is not recorded, so it cannot be said whether the child is under six weeks old.",
    "Nid yw'r diwrnod geni wedi'i gofnodi, felly ni ellir dweud a yw'r plentyn dan chwe wythnos oed.",
)
_UNDER_SIX_WEEKS = Wording(
    "The child is under six weeks old: only written agreement, or a placement order, allows placing for adoption.",
    "Mae'r plentyn dan chwe wythnos oed: dim ond cytundeb ysgrifenedig, neu orchymyn lleoli, sy'n caniatáu lleoli ar gyfer "
    "mabwysiadu.",
)
_RECORD_BIRTH = Wording("Record the birth.", "Cofnodwch yr enedigaeth.")
_RECORD_AGREEMENT = Wording(
    "Record the parents' written agreement to place a baby under six weeks, or wait.",
    "Cofnodwch gytundeb ysgrifenedig y rhieni i leoli baban dan chwe wythnos, neu arhoswch.",
)


def _held(question: Question) -> Entry | None:
    """What gave the authority that stands on this day."""
    spans = question.facts.authority_to_place
    return next((held.by for held in spans if held.span.covers(question.on)), None)


def _why_not(question: Question) -> Answer:
    """What is recorded about consent that falls short of authority."""
    about = [
        e
        for e in question.facts.all("consent_given", "consent_withdrawn")
        if e.on <= question.on and e.get("consent", "s19_placement") == "s19_placement"
    ]
    if not about:
        return Answer(met=False, says=_NONE)
    refs = tuple(e.ref for e in about)
    if about[-1].kind == "consent_withdrawn":
        return Answer(met=False, facts=refs, says=_WITHDRAWN)
    return Answer(
        met=False, facts=refs, says=_NOT_WITNESSED if about[-1].get("every_holder") else _NOT_EVERY_HOLDER
    )


def _before_match(question: Question) -> Answer | None:
    if question.about is not None and question.about.kind != "formal_match_opened":
        return None
    held = _held(question)
    return Answer(met=True, facts=(held.ref,)) if held is not None else _why_not(question)


def _before_placing(question: Question) -> Answer | None:
    if question.about is not None and question.about.kind != "placed_for_adoption":
        return None
    held = _held(question)
    if held is not None and held.kind != "consent_given":
        return Answer(met=True, facts=(held.ref,))
    six_weeks = _six_weeks_old(question)
    if six_weeks is None:
        return Answer(met=None, says=_BIRTH_UNKNOWN, remedy=_RECORD_BIRTH) if held else _why_not(question)
    if question.on < six_weeks:
        return _by_agreement(question)
    return Answer(met=True, facts=(held.ref,)) if held is not None else _why_not(question)


def _six_weeks_old(question: Question) -> date | None:
    """The first day on which the child is no longer under six weeks old."""
    born = question.facts.born_on
    value = question.rules["six_week_consent"].on(born) if born is not None else None
    return value.not_before.last_day(born) if born and value and value.not_before else None


def _by_agreement(question: Question) -> Answer:
    """A baby under six weeks: the written agreement of every parent or guardian, still standing."""
    found = [
        e
        for e in question.facts.all("consent_given", "consent_withdrawn")
        if e.on <= question.on and e.get("consent") == "under_six_weeks"
    ]
    if found and found[-1].kind == "consent_given" and found[-1].get("every_holder"):
        return Answer(met=True, facts=(found[-1].ref,))
    return Answer(
        met=False, facts=tuple(e.ref for e in found[-1:]), says=_UNDER_SIX_WEEKS, remedy=_RECORD_AGREEMENT
    )


_REMEDY = Wording(
    "Record the placement order, or the witnessed consent of every parent or guardian.",
    "Cofnodwch y gorchymyn lleoli, neu gydsyniad pob rhiant neu warcheidwad, wedi'i dystio.",
)
GATE = Gate(
    key="authority_to_place",
    ref="G-14",
    title=Wording("Authority to place for adoption", "Awdurdod i leoli ar gyfer mabwysiadu"),
    blocks=Wording(
        "Opening a formal match, or placing the child for adoption",
        "Agor paru ffurfiol, neu leoli'r plentyn ar gyfer mabwysiadu",
    ),
    guards=("formal_match_opened", "placed_for_adoption"),
    requirements=(
        Requirement(
            key="authority_before_match",
            asks=Wording(
                "The agency holds authority to place before work on a formal match begins",
                "Mae gan yr asiantaeth awdurdod i leoli cyn i'r gwaith ar baru ffurfiol ddechrau",
            ),
            remedy=_REMEDY,
            test=_before_match,
        ),
        Requirement(
            key="authority_before_placing",
            asks=Wording(
                "The agency holds authority to place the child for adoption on this day",
                "Mae gan yr asiantaeth awdurdod i leoli'r plentyn ar gyfer mabwysiadu ar y diwrnod hwn",
            ),
            remedy=_REMEDY,
            test=_before_placing,
        ),
    ),
)
