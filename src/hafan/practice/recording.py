"""What may be recorded: the checks every entry passes, whoever brings it, with words for what to do about each fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Details, Entry, EntryType
from hafan.practice.facts import Facts
from hafan.practice.wording import Wording

EARLIEST = date(1900, 1, 1)

#: What can happen before a child is born.
BEFORE_BIRTH = frozenset(
    {
        "unborn_known",
        "referred",
        "worker_changed",
        "pre_proceedings_began",
        "pre_proceedings_ended",
        "adoption_asked_for",
        "nominated_officer_decided",
        "parties_notified",
        "adoption_first_considered",
        "ep_considered",
        "approval_held",
        "approval_ended",
        "approval_requested",
        "relative_named",
        "viability_started",
        "viability_completed",
        "paternity_uncertain",
        "paternity_test_referred",
        "paternity_settled",
        "parents_informed",
        "born",
        "care_plan_made",
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at which field, and what to do."""

    field: str
    says: Wording


_REQUIRED = Wording("Answer this question.", "Atebwch y cwestiwn hwn.")
_NOT_POSSIBLE = Wording("This answer is not one of the choices.", "Nid yw'r ateb hwn yn un o'r dewisiadau.")
_NOT_KNOWN_FIELD = Wording(
    "This kind of entry does not ask that.", "Nid yw'r math hwn o gofnod yn gofyn hynny."
)
_TOO_LONG = Wording("Use 10,000 characters or fewer.", "Defnyddiwch 10,000 o nodau neu lai.")
CANNOT_BE_KEPT = Wording(
    "There is a character here that cannot be kept. Delete it and type the words again.",
    "Mae nod yma na ellir ei gadw. Dilëwch ef a theipiwch y geiriau eto.",
)
_WORDS = {
    "missing": _REQUIRED,
    "extra_forbidden": _NOT_KNOWN_FIELD,
    "string_too_long": _TOO_LONG,
    "string_unicode": CANNOT_BE_KEPT,
}


def read_details(declared: EntryType, given: Mapping[str, Any]) -> tuple[Details | None, list[Fault]]:
    """The details as declared, or the faults field by field."""
    unkept = [Fault(name, CANNOT_BE_KEPT) for name, value in given.items() if not can_be_kept(value)]
    if unkept:
        return None, unkept
    try:
        return declared.details.model_validate(dict(given)), []
    except ValidationError as refused:
        return None, [
            Fault(str(error["loc"][0]) if error["loc"] else "", _WORDS.get(error["type"], _NOT_POSSIBLE))
            for error in refused.errors(include_url=False)
        ]


def can_be_kept(value: object) -> bool:
    """Can these words be kept as they are? Not with a null character or half of a letter in them."""
    return not isinstance(value, str) or not any(
        letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in value
    )


def date_faults(
    declared: EntryType, happened: ImpreciseDate, learnt_on: date, facts: Facts, *, today: date
) -> list[Fault]:
    """What is impossible about these dates."""
    checks = (
        _too_old(happened),
        _to_come(declared, happened, today),
        _learnt(declared, happened, learnt_on, today),
        _before_birth(declared, happened, facts),
    )
    return [fault for fault in checks if fault is not None]


def _too_old(happened: ImpreciseDate) -> Fault | None:
    if happened.earliest is None or happened.earliest >= EARLIEST:
        return None
    return Fault(
        "happened",
        Wording("The year is before 1900. Check the date.", "Mae'r flwyddyn cyn 1900. Gwiriwch y dyddiad."),
    )


def _to_come(declared: EntryType, happened: ImpreciseDate, today: date) -> Fault | None:
    if happened.earliest is None or happened.earliest <= today or declared.may_be_planned:
        return None
    if declared.key == "born":
        return Fault(
            "happened",
            Wording(
                "A birth cannot be in the future. For a baby not yet born, record “Unborn child known” with the expected date.",
                "Ni all genedigaeth fod yn y dyfodol. Ar gyfer baban heb ei eni, cofnodwch “Plentyn heb ei eni yn hysbys” "
                "gyda'r dyddiad disgwyliedig.",
            ),
        )
    return Fault(
        "happened",
        Wording(
            "This date is in the future. Record it on the day it happens.",
            "Mae'r dyddiad hwn yn y dyfodol. Cofnodwch ef ar y diwrnod y mae'n digwydd.",
        ),
    )


def _learnt(declared: EntryType, happened: ImpreciseDate, learnt_on: date, today: date) -> Fault | None:
    if learnt_on > today:
        return Fault(
            "learnt_on",
            Wording("You cannot have learnt it in the future.", "Ni allwch fod wedi'i ddysgu yn y dyfodol."),
        )
    if happened.earliest is not None and learnt_on < happened.earliest and not declared.may_be_planned:
        return Fault(
            "learnt_on",
            Wording(
                "You learnt it before it happened. Check both dates.",
                "Rydych wedi'i ddysgu cyn iddo ddigwydd. Gwiriwch y ddau ddyddiad.",
            ),
        )
    return None


def _before_birth(declared: EntryType, happened: ImpreciseDate, facts: Facts) -> Fault | None:
    born_on = facts.born_on
    if (
        born_on is None
        or happened.latest is None
        or happened.latest >= born_on
        or declared.key in BEFORE_BIRTH
    ):
        return None
    return Fault(
        "happened",
        Wording(
            "This date is before the child was born. Check the date, or correct the birth.",
            "Mae'r dyddiad hwn cyn geni'r plentyn. Gwiriwch y dyddiad, neu cywirwch yr enedigaeth.",
        ),
    )


def story_faults(entry: Entry, facts: Facts) -> list[Fault]:
    """What the rest of the chronology says against this entry: said twice, born twice, or a placement that overlaps."""
    for other in facts.all(entry.kind):
        if (
            other.ref != entry.corrects
            and other.happened == entry.happened
            and other.details == entry.details
        ):
            return [
                Fault(
                    "happened",
                    Wording(
                        "This is already recorded, with the same date and the same answers.",
                        "Mae hwn eisoes wedi'i gofnodi, gyda'r un dyddiad a'r un atebion.",
                    ),
                )
            ]
    if entry.kind == "born" and any(birth.ref != entry.corrects for birth in facts.all("born")):
        return [
            Fault(
                "happened",
                Wording(
                    "The birth is already recorded. Correct that entry instead.",
                    "Mae'r enedigaeth eisoes wedi'i chofnodi. Cywirwch y cofnod hwnnw yn lle hynny.",
                ),
            )
        ]
    return _overlap(entry, facts) if entry.kind == "placement_began" else []


def _overlap(entry: Entry, facts: Facts) -> list[Fault]:
    """A placement begun inside one that has already ended would leave the child in two homes at once."""
    for placement in facts.placements:
        span, ender = placement.span, placement.ended_by
        inside = span.began < entry.on and span.ended is not None and entry.on < span.ended
        if inside and ender is not None and ender.kind == "placement_ended":
            return [
                Fault(
                    "happened",
                    Wording(
                        "The child already lived somewhere else that day, in a placement that ended later. "
                        "Correct the end of that placement first.",
                        "Roedd y plentyn eisoes yn byw yn rhywle arall y diwrnod hwnnw, mewn lleoliad a ddaeth i ben yn "
                        "ddiweddarach. Cywirwch ddiwedd y lleoliad hwnnw yn gyntaf.",
                    ),
                )
            ]
    return []
