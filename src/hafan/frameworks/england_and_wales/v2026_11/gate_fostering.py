"""G-06: may this household lawfully foster this child, as early permanence carers, on this day?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hafan.frameworks.england_and_wales.v2026_11 import approvals
from hafan.practice.entries import Entry
from hafan.practice.entry_types.care_options import BASES, EP_PLACEMENTS
from hafan.practice.facts import Facts
from hafan.practice.gates import Answer, Gate, Question, Requirement
from hafan.practice.obligations import Obligation
from hafan.practice.saying import say_date
from hafan.practice.wording import Wording

#: What makes early permanence carers lawful foster carers of a child, by country. Regulation 24 is for kinship care.
_VALID = {"england": ("dual", "reg25a_en"), "wales": ("dual", "reg26_cy", "reg28_cy")}
_TEMPORARY = {
    "reg25a_en": approvals.REG25A,
    "reg26_cy": approvals.REG26,
    "reg28_cy": approvals.REG28,
}
_UNNAMED = Wording("no regulation named", "dim rheoliad wedi'i enwi")
_FROM_ELSEWHERE = Wording(
    "The carers were approved in the other country. Ask a lawyer whether that approval may be relied on.",
    "Cymeradwywyd y gofalwyr yn y wlad arall. Gofynnwch i gyfreithiwr a ellir dibynnu ar y gymeradwyaeth honno.",
)


def _same_household(one: object, other: object) -> bool:
    """Where an entry names no household, it speaks of the carers of this child."""
    return not one or not other or one == other


def _household(question: Question) -> object:
    if question.about is not None:
        return question.about.get("household")
    stay = question.facts.stay_on(question.on)
    return stay.began_by.get("household") if stay is not None else None


def _given(question: Question) -> list[Entry]:
    """Every approval this household has been given by this day."""
    household = _household(question)
    found = question.facts.all("approval_held", "temporary_approval_given")
    return [e for e in found if e.on <= question.on and _same_household(e.get("household"), household)]


def _withdrawn(facts: Facts, approval: Entry, on: date) -> bool:
    return any(
        ended.place > approval.place
        and ended.on <= on
        and ended.get("basis") == approval.get("basis")
        and _same_household(ended.get("household"), approval.get("household"))
        for ended in facts.all("approval_ended")
    )


def _running(question: Question, approval: Entry) -> list[Obligation]:
    """The running of the temporary approval's clock that belongs to this approval."""
    clock = _TEMPORARY[str(approval.get("basis"))]
    runnings = clock.run(question.facts, question.rules[clock.key])
    return [each for each in runnings if each.started_on >= approval.on]


def _over_on(question: Question, approval: Entry) -> date | None:
    """The first day on which this temporary approval no longer stood; None while it stands."""
    ended = [
        e.on
        for e in question.facts.all("temporary_approval_ended")
        if e.place > approval.place and e.on <= question.on
    ]
    for running in _running(question, approval):
        ran_out = running.due_on is not None and question.on > running.due_on
        ended += [running.due_on] if ran_out and running.due_on is not None else []
        ended += [running.ended_on] if running.ended_on and running.ended_on <= question.on else []
    return min(ended, default=None)


def _in_use(question: Question, basis: str) -> bool:
    """Is this route one that the country's rules have in use?"""
    if basis not in _VALID[question.facts.country]:
        return False
    clock = _TEMPORARY.get(basis)
    return clock is None or question.rules[clock.key].on(question.on) is not None


def _stands(question: Question, approval: Entry) -> bool:
    basis = str(approval.get("basis"))
    if not _in_use(question, basis) or _withdrawn(question.facts, approval, question.on):
        return False
    return basis not in _TEMPORARY or _over_on(question, approval) is None


def _standing(question: Question) -> list[Entry]:
    """The approvals that stand: full ones first, then the newest."""
    found = [each for each in _given(question) if _stands(question, each)]
    return sorted(found, key=lambda each: each.get("basis") in _TEMPORARY)


def _authority(question: Question) -> Answer:
    standing = _standing(question)
    if standing:
        approval = standing[0]
        elsewhere = approval.get("approved_in") not in (None, question.facts.country)
        return Answer(met=True, facts=(approval.ref,), says=_FROM_ELSEWHERE if elsewhere else None)
    given = _given(question)
    return Answer(met=False, facts=tuple(e.ref for e in given[-1:]), says=_what_fell_short(question, given))


def _what_fell_short(question: Question, given: list[Entry]) -> Wording:
    if not given:
        return Wording(
            "No approval to foster this child is recorded for these carers.",
            "Nid oes cymeradwyaeth i faethu'r plentyn hwn wedi'i chofnodi ar gyfer y gofalwyr hyn.",
        )
    last = given[-1]
    basis = str(last.get("basis"))
    words = BASES.wordings.get(basis, _UNNAMED)
    over = _over_on(question, last) if basis in _TEMPORARY and _in_use(question, basis) else None
    if over is not None:
        return Wording(
            f"The approval ({words.en}) stood only until {say_date(over, 'en')}.",
            f"Dim ond tan {say_date(over, 'cy')} y safodd y gymeradwyaeth ({words.cy}).",
        )
    return Wording(
        f"What is recorded ({words.en}) does not let these carers foster this child for early permanence today.",
        f"Nid yw'r hyn a gofnodwyd ({words.cy}) yn caniatáu i'r gofalwyr hyn faethu'r plentyn hwn ar gyfer sefydlogrwydd "
        "cynnar heddiw.",
    )


def _of_temporary(detail: str) -> Callable[[Question], Answer | None]:
    """Asked only where the carers rest on a temporary approval."""

    def test(question: Question) -> Answer | None:
        standing = _standing(question)
        if not standing or standing[0].get("basis") not in _TEMPORARY:
            return None
        return Answer(bool(standing[0].get(detail)), (standing[0].ref,))

    return test


_AUTHORITY_ASKED = Wording(
    "These carers may lawfully foster this child on this day",
    "Caiff y gofalwyr hyn faethu'r plentyn hwn yn gyfreithlon ar y diwrnod hwn",
)
_REMEDIES = {
    "england": Wording(
        "Record the carers' dual approval, or the regulation 25A approval for this child, before the child moves in.",
        "Cofnodwch gymeradwyaeth ddeuol y gofalwyr, neu gymeradwyaeth rheoliad 25A ar gyfer y plentyn hwn, cyn i'r plentyn "
        "symud i mewn.",
    ),
    "wales": Wording(
        "Record the carers' dual approval or, as a last resort, the regulation 26 approval, before the child moves in.",
        "Cofnodwch gymeradwyaeth ddeuol y gofalwyr neu, os nad oes dewis arall, gymeradwyaeth rheoliad 26, cyn i'r plentyn "
        "symud i mewn.",
    ),
}


def _is_ep_placement(question: Question) -> bool:
    return question.about is None or question.about.get("placement_kind") in EP_PLACEMENTS


def _gate(country: str) -> Gate:
    return Gate(
        key="may_foster_this_child",
        ref="G-06",
        title=Wording("Approval to foster this child", "Cymeradwyaeth i faethu'r plentyn hwn"),
        blocks=Wording("Starting an early permanence placement", "Dechrau lleoliad sefydlogrwydd cynnar"),
        guards=("placement_began", "placement_changed"),
        requirements=(
            Requirement(
                key="authority_to_foster", asks=_AUTHORITY_ASKED, remedy=_REMEDIES[country], test=_authority
            ),
            Requirement(
                key="suitability_assessed",
                asks=Wording(
                    "The carers' suitability to care for this child was assessed before the temporary approval",
                    "Aseswyd addasrwydd y gofalwyr i ofalu am y plentyn hwn cyn y gymeradwyaeth dros dro",
                ),
                remedy=Wording(
                    "Complete the assessment and correct the entry of the approval.",
                    "Cwblhewch yr asesiad a chywirwch gofnod y gymeradwyaeth.",
                ),
                test=_of_temporary("suitability_assessed"),
            ),
            Requirement(
                key="approval_in_best_interests",
                asks=Wording(
                    "The placement is the most appropriate and in the child's best interests",
                    "Y lleoliad yw'r mwyaf priodol ac mae er lles pennaf y plentyn",
                ),
                remedy=Wording(
                    "Ask the nominated officer to be satisfied of this, and correct the entry of the approval.",
                    "Gofynnwch i'r swyddog enwebedig fod yn fodlon ar hyn, a chywirwch gofnod y gymeradwyaeth.",
                ),
                test=_of_temporary("best_interests"),
            ),
        ),
        applies=_is_ep_placement,
    )


ENGLAND = _gate("england")
WALES = _gate("wales")
