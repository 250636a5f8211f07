"""Households on the way to fostering: application, assessment, decision, review, and how it ends."""

from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options, Subject
from hafan.practice.entry_types.carers import ApprovalDecided, ApprovalReviewed, StageDecided
from hafan.practice.entry_types.recorders import CARERS_WORKERS, OFFICERS
from hafan.practice.wording import Wording

APPLICATION_ENDS = Options(
    "outcome",
    {
        "refused": Wording("refused", "gwrthodwyd"),
        "withdrawn": Wording("withdrawn by the household", "tynnwyd yn ôl gan yr aelwyd"),
    },
)
TEMPORARY = Options(
    "basis",
    {
        "reg24_en": Wording(
            "regulation 24 (England), connected person", "rheoliad 24 (Lloegr), person cysylltiedig"
        ),
        "reg25a_en": Wording("regulation 25A (England)", "rheoliad 25A (Lloegr)"),
        "reg26_cy": Wording(
            "regulation 26 (Wales), connected person", "rheoliad 26 (Cymru), person cysylltiedig"
        ),
        "reg28_cy": Wording("regulation 28 (Wales)", "rheoliad 28 (Cymru)"),
    },
)


class ApplicationEnded(Details):
    """How the application ended without approval."""

    outcome: Annotated[str, Asked(Wording("How it ended", "Sut y daeth i ben"), options=APPLICATION_ENDS)]


class TemporaryFosteringEnded(Details):
    """Under which regulation the household fostered."""

    basis: Annotated[str, Asked(Wording("Regulation", "Rheoliad"), options=TEMPORARY)]


def _foster(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    settings: dict[str, object] = {
        "recorded_by": CARERS_WORKERS,
        "subject": Subject.HOUSEHOLD,
        "compartment": Compartment.CARER,
        **more,
    }
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    _foster(
        "foster_applied",
        Wording("Applied to foster", "Gwnaed cais i faethu"),
        Wording("The household applied to foster.", "Gwnaeth yr aelwyd gais i faethu."),
    ),
    _foster(
        "foster_information_complete",
        Wording("Stage one information complete", "Gwybodaeth cam un yn gyflawn"),
        Wording(
            "All the information asked for at stage one of the fostering assessment is held.",
            "Mae'r holl wybodaeth y gofynnir amdani yng ngham un yr asesiad maethu ar gael.",
        ),
    ),
    _foster(
        "foster_stage_one_decided",
        Wording("Stage one of fostering decided", "Penderfynwyd ar gam un maethu"),
        Wording(
            "The household was told how stage one of the fostering assessment ended: {outcome}.",
            "Dywedwyd wrth yr aelwyd sut y daeth cam un yr asesiad maethu i ben: {outcome}.",
        ),
        details=StageDecided,
    ),
    _foster(
        "foster_minutes_final",
        Wording("Fostering panel's final minutes", "Cofnodion terfynol y panel maethu"),
        Wording(
            "The fostering panel's recommendation and final minutes reached the decision maker.",
            "Cyrhaeddodd argymhelliad a chofnodion terfynol y panel maethu y penderfynwr.",
        ),
    ),
    _foster(
        "foster_decided",
        Wording("Decision on fostering", "Penderfyniad ar faethu"),
        Wording("As foster carers: {outcome}.[ {reasons}]", "Fel gofalwyr maeth: {outcome}.[ {reasons}]"),
        recorded_by=CARERS_WORKERS | OFFICERS,
        details=ApprovalDecided,
    ),
    _foster(
        "foster_determination_sent",
        Wording("Qualifying determination (fostering)", "Dyfarniad o gymhwyster (maethu)"),
        Wording(
            "The provider wrote that it does not propose to approve the household to foster, or proposes new terms.",
            "Ysgrifennodd y darparwr nad yw'n bwriadu cymeradwyo'r aelwyd i faethu, neu ei fod yn cynnig telerau newydd.",
        ),
        recorded_by=CARERS_WORKERS | OFFICERS,
    ),
    _foster(
        "foster_answered_determination",
        Wording("Answer to the determination (fostering)", "Ateb i'r dyfarniad (maethu)"),
        Wording(
            "The household made representations or asked for an independent review.",
            "Cyflwynodd yr aelwyd sylwadau neu gofynnodd am adolygiad annibynnol.",
        ),
    ),
    _foster(
        "foster_review_held",
        Wording("Review of approval to foster", "Adolygiad o'r gymeradwyaeth i faethu"),
        Wording(
            "The approval to foster was reviewed: {outcome}.",
            "Adolygwyd y gymeradwyaeth i faethu: {outcome}.",
        ),
        details=ApprovalReviewed,
    ),
    _foster(
        "foster_approval_ended",
        Wording("Approval to foster ended", "Daeth y gymeradwyaeth i faethu i ben"),
        Wording("The approval to foster ended.", "Daeth y gymeradwyaeth i faethu i ben."),
        recorded_by=CARERS_WORKERS | OFFICERS,
    ),
    _foster(
        "foster_application_ended",
        Wording("Application to foster ended", "Daeth y cais i faethu i ben"),
        Wording("The application to foster ended: {outcome}.", "Daeth y cais i faethu i ben: {outcome}."),
        details=ApplicationEnded,
    ),
    _foster(
        "temporary_fostering_ended",
        Wording(
            "Placement under temporary approval ended", "Daeth lleoliad dan gymeradwyaeth dros dro i ben"
        ),
        Wording(
            "A placement with the household under a temporary approval ended: {basis}.",
            "Daeth lleoliad gyda'r aelwyd dan gymeradwyaeth dros dro i ben: {basis}.",
        ),
        details=TemporaryFosteringEnded,
    ),
]
