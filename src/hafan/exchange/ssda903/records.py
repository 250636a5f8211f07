"""Rows of the return once read: one record per row, with the return's own column names in small letters.

A date is a date or None, a code is its letters (known or not) or None, and `row` is the row in the file.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from hafan.practice.calendar import ImpreciseDate


class Header(NamedTuple):
    """One child."""

    child: str
    sex: str | None
    dob: date | None
    ethnic: str | None
    upn: str | None
    mother: str | None
    mc_dob: date | None
    row: int


class Episode(NamedTuple):
    """One episode of care: from `decom` (first day in) to `dec` (day out), None while it goes on."""

    child: str
    decom: date
    rne: str | None
    ls: str | None
    cin: str | None
    place: str | None
    place_provider: str | None
    dec: date | None
    rec: str | None
    reason_place_change: str | None
    home_post: str | None
    pl_post: str | None
    urn: str | None
    row: int = 0


class Review(NamedTuple):
    """One looked-after child review."""

    child: str
    dob: date | None
    review: date
    review_code: str | None
    row: int


class AsylumSeeking(NamedTuple):
    """An unaccompanied asylum-seeking child; `duc` is the day that status ceased."""

    child: str
    sex: str | None
    dob: date | None
    duc: date | None
    row: int


class Outcomes(NamedTuple):
    """The yearly health and outcome answers (OC2)."""

    child: str
    dob: date | None
    sdq_score: int | None
    sdq_reason: str | None
    convicted: str | None
    health_check: str | None
    immunisations: str | None
    teeth_check: str | None
    health_assessment: str | None
    substance_misuse: str | None
    intervention_received: str | None
    intervention_offered: str | None
    row: int


class CareLeaver(NamedTuple):
    """A care leaver's contact, activity and home (OC3)."""

    child: str
    dob: date | None
    in_touch: str | None
    activ: str | None
    accom: str | None
    row: int


class Adoption(NamedTuple):
    """A child adopted in the year (AD1). `date_int` is the decision that the child should be placed for adoption."""

    child: str
    dob: date | None
    date_int: date | None
    date_match: date | None
    foster_care: str | None
    nb_adoptr: str | None
    sex_adoptr: str | None
    ls_adoptr: str | None
    row: int


class AdoptionDecision(NamedTuple):
    """A decision that a child should be placed for adoption, on `date_placed`: not the day of any placement."""

    child: str
    dob: date | None
    date_placed: date
    date_placed_ceased: date | None
    reason_placed_ceased: str | None
    row: int


class PreviousPermanence(NamedTuple):
    """Permanence that came before this period of care; its date may be known only in part."""

    child: str
    dob: date | None
    prev_perm: str | None
    la_perm: str | None
    date_perm: ImpreciseDate | None
    row: int


class MissingSpell(NamedTuple):
    """A time missing from care, or away without authorisation."""

    child: str
    dob: date | None
    missing: str | None
    mis_start: date
    mis_end: date | None
    row: int


class SocialWorkerSpell(NamedTuple):
    """A time with one social worker."""

    child: str
    dob: date | None
    sw_id: str | None
    sw_decom: date
    sw_dec: date | None
    sw_reason: str | None
    row: int


class LibertySpell(NamedTuple):
    """A time deprived of liberty under an order of the court."""

    child: str
    dob: date | None
    dolo_start: date
    dolo_end: date | None
    row: int


RECORDS: dict[str, type[Any]] = {
    "Header": Header,
    "Episodes": Episode,
    "Reviews": Review,
    "UASC": AsylumSeeking,
    "OC2": Outcomes,
    "OC3": CareLeaver,
    "AD1": Adoption,
    "PlacedAdoption": AdoptionDecision,
    "PrevPerm": PreviousPermanence,
    "Missing": MissingSpell,
    "SWEpisodes": SocialWorkerSpell,
    "DoLo": LibertySpell,
}
"""The record each table is read into; the fields are the table's columns in order, then the row."""
