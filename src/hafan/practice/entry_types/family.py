"""The family: who was named and considered, who the father is, and what parents were told."""

from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.recorders import CASE_WORKERS
from hafan.practice.wording import Wording

VIABILITY = Options(
    "outcome",
    {
        "positive": Wording(
            "could meet the child's needs; full assessment to follow",
            "gallai ddiwallu anghenion y plentyn; asesiad llawn i ddilyn",
        ),
        "not_most_appropriate": Wording(
            "not the most appropriate for this child", "nid y mwyaf priodol i'r plentyn hwn"
        ),
        "withdrew": Wording("asked not to be considered", "gofynnodd am beidio â chael ei ystyried"),
    },
)


class RelativeNamed(Details):
    """Who was named, by how they are related."""

    relation: Annotated[str, Asked(Wording("How they are related", "Sut maent yn perthyn"))]


class ViabilityAbout(Details):
    """Whom the assessment is about: the entry in which they were named."""

    about: Annotated[str | None, Asked(Wording("The person's entry", "Cofnod y person"))] = None


class ViabilityEnded(ViabilityAbout):
    """What the assessment found."""

    outcome: Annotated[str, Asked(Wording("Outcome", "Canlyniad"), options=VIABILITY)]


def _family(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    return EntryType(
        key=key,
        title=title,
        line=line,
        recorded_by=CASE_WORKERS,
        compartment=Compartment.FAMILY,
        **more,  # type: ignore[arg-type]
    )


TYPES = [
    _family(
        "relative_named",
        Wording("Relative or friend named", "Enwyd perthynas neu ffrind"),
        Wording(
            "A possible carer from the family's network was named: {relation}.",
            "Enwyd gofalwr posibl o rwydwaith y teulu: {relation}.",
        ),
        details=RelativeNamed,
        evidences=("ENG-2.2",),
    ),
    _family(
        "viability_started",
        Wording("Viability assessment started", "Dechreuodd asesiad hyfywedd"),
        Wording("A viability assessment was started.", "Dechreuwyd asesiad hyfywedd."),
        details=ViabilityAbout,
        evidences=("ENG-2.2",),
    ),
    _family(
        "viability_completed",
        Wording("Viability assessment completed", "Cwblhawyd asesiad hyfywedd"),
        Wording("A viability assessment was completed: {outcome}.", "Cwblhawyd asesiad hyfywedd: {outcome}."),
        details=ViabilityEnded,
        evidences=("ENG-2.2",),
    ),
    _family(
        "paternity_uncertain",
        Wording("Paternity uncertain", "Tadolaeth yn ansicr"),
        Wording(
            "Who the father is was uncertain or disputed.",
            "Roedd pwy yw'r tad yn ansicr neu'n destun anghydfod.",
        ),
        evidences=("ENG-2.2",),
    ),
    _family(
        "paternity_test_referred",
        Wording("Paternity test referred", "Atgyfeiriwyd am brawf tadolaeth"),
        Wording("A paternity test was asked for.", "Gofynnwyd am brawf tadolaeth."),
        evidences=("ENG-2.2",),
    ),
    _family(
        "paternity_settled",
        Wording("Paternity settled", "Setlwyd tadolaeth"),
        Wording("Who the father is was settled.", "Setlwyd pwy yw'r tad."),
        evidences=("ENG-2.2",),
    ),
    _family(
        "parents_informed",
        Wording(
            "Parents informed about early permanence", "Rhoddwyd gwybod i'r rhieni am sefydlogrwydd cynnar"
        ),
        Wording(
            "The parents were told about early permanence and both possible outcomes.",
            "Dywedwyd wrth y rhieni am sefydlogrwydd cynnar a'r ddau ganlyniad posibl.",
        ),
        evidences=("ENG-2.5", "ENG-2.6"),
    ),
]
