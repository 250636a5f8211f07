"""The yearly tables told as entries: outcomes, care leavers, asylum, earlier permanence, missing, workers, liberty."""

from __future__ import annotations

from collections.abc import Iterator

from hafan.exchange.from_903.meanings import AWAY, PERMANENCE
from hafan.exchange.from_903.saying import Said, say
from hafan.exchange.ssda903 import ChildReturn, CollectionYear
from hafan.exchange.ssda903.records import Outcomes

_SAID = {"0": False, "1": True}


def tell(child: ChildReturn, year: CollectionYear) -> Iterator[Said]:
    """What the yearly tables say of this child, and that the record was begun from this return."""
    yield say("record_begun", year.ends, year=str(year))
    if child.outcomes is not None:
        yield _outcomes(child.outcomes, year)
    if (leaver := child.care_leaver) is not None:
        yield say(
            "leaver_contact_returned",
            year.ends,
            in_touch=leaver.in_touch,
            activity=leaver.activ,
            accommodation=leaver.accom,
        )
    if child.uasc is not None:
        yield say("unaccompanied", None, until=_iso(child.uasc.duc))
    yield from _before(child)
    for spell in child.missing:
        yield say(
            "missing_from_care",
            spell.mis_start,
            away=AWAY.get(spell.missing or "", "away"),
            until=_iso(spell.mis_end),
        )
    for worker in child.social_workers:
        yield say("worker_changed", worker.sw_decom, role="csw", reference=worker.sw_id)
    for spell_of_liberty in child.liberty:
        yield say("deprived_of_liberty", spell_of_liberty.dolo_start, until=_iso(spell_of_liberty.dolo_end))


def _before(child: ChildReturn) -> Iterator[Said]:
    """Permanence that came before; a row that says there was none says nothing that happened."""
    earlier = child.previous_permanence
    if earlier is None or earlier.prev_perm not in PERMANENCE:
        return
    said = say("had_permanence_before", None, permanence=PERMANENCE[earlier.prev_perm])
    yield Said(said.kind, earlier.date_perm or said.happened, said.details)


def _outcomes(row: Outcomes, year: CollectionYear) -> Said:
    return say(
        "year_returned",
        year.ends,
        health_check=_SAID.get(row.health_check or ""),
        immunisations=_SAID.get(row.immunisations or ""),
        teeth_check=_SAID.get(row.teeth_check or ""),
        health_assessment=_SAID.get(row.health_assessment or ""),
        sdq_score=row.sdq_score,
    )


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
