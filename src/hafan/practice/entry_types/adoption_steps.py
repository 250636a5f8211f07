"""Steps on the way to adoption: notices of decisions, comments on reports, life story, the register, notice to return."""

from hafan.practice.entries import Compartment, EntryType
from hafan.practice.entry_types.recorders import CASE_WORKERS, DECIDERS
from hafan.practice.roles import Role
from hafan.practice.wording import Wording


def _step(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    settings: dict[str, object] = {
        "recorded_by": DECIDERS | CASE_WORKERS | {Role.ASW},
        "compartment": Compartment.ADOPTION,
        **more,
    }
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    _step(
        "adoption_asked_for",
        Wording("Parents asked for adoption", "Gofynnodd y rhieni am fabwysiadu"),
        Wording(
            "The parents asked that the child be adopted.",
            "Gofynnodd y rhieni i'r plentyn gael ei fabwysiadu.",
        ),
        evidences=("ENG-2.9",),
    ),
    _step(
        "parents_told_decision",
        Wording("Parents told the decision", "Dywedwyd y penderfyniad wrth y rhieni"),
        Wording(
            "The parents were told by word of mouth what was decided about adoption.",
            "Dywedwyd wrth y rhieni ar lafar beth a benderfynwyd am fabwysiadu.",
        ),
        evidences=("ENG-5.5",),
    ),
    _step(
        "parents_decision_written",
        Wording("Decision written to the parents", "Ysgrifennwyd y penderfyniad at y rhieni"),
        Wording(
            "The decision about adoption was sent to the parents in writing.",
            "Anfonwyd y penderfyniad am fabwysiadu at y rhieni yn ysgrifenedig.",
        ),
        evidences=("ENG-5.5",),
    ),
    _step(
        "adoption_placement_report_comments",
        Wording("Comments on the adoption placement report", "Sylwadau ar yr adroddiad lleoliad mabwysiadu"),
        Wording(
            "The carers' comments on the adoption placement report were received.",
            "Derbyniwyd sylwadau'r gofalwyr ar yr adroddiad lleoliad mabwysiadu.",
        ),
    ),
    _step(
        "match_told",
        Wording("Carers told the decision on the match", "Dywedwyd y penderfyniad ar y paru wrth y gofalwyr"),
        Wording(
            "The carers were told by word of mouth what was decided on the match.",
            "Dywedwyd wrth y gofalwyr ar lafar beth a benderfynwyd ar y paru.",
        ),
    ),
    _step(
        "match_notice_sent",
        Wording("Decision on the match written", "Ysgrifennwyd y penderfyniad ar y paru"),
        Wording(
            "The decision on the match was sent in writing to the carers and the parents.",
            "Anfonwyd y penderfyniad ar y paru yn ysgrifenedig at y gofalwyr a'r rhieni.",
        ),
    ),
    _step(
        "adopters_gave_notice",
        Wording("Notice that the child should return", "Hysbysiad y dylai'r plentyn ddychwelyd"),
        Wording(
            "The people the child is placed with gave notice that they do not wish to go on.",
            "Rhoddodd y bobl y lleolwyd y plentyn gyda nhw hysbysiad nad ydynt am barhau.",
        ),
    ),
    _step(
        "child_on_register",
        Wording("Referred to the Adoption Register for Wales", "Atgyfeiriwyd i Gofrestr Fabwysiadu Cymru"),
        Wording(
            "The child was referred to the Adoption Register for Wales.",
            "Atgyfeiriwyd y plentyn i Gofrestr Fabwysiadu Cymru.",
        ),
        countries=frozenset({"wales"}),
    ),
    _step(
        "life_story_given",
        Wording("Life story book and later life letter", "Llyfr stori bywyd a llythyr bywyd diweddarach"),
        Wording(
            "The complete life story book and the later life letter were given.",
            "Rhoddwyd y llyfr stori bywyd cyflawn a'r llythyr bywyd diweddarach.",
        ),
        evidences=("ENG-4.10",),
    ),
]
