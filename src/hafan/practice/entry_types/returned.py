"""What a yearly return tells that nothing else in the chronology does, and the day a record was begun from one."""

from datetime import date
from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.recorders import CASE_WORKERS, MANAGERS
from hafan.practice.wording import Wording

AWAY = Options(
    "away",
    {
        "missing": Wording("missing", "ar goll"),
        "away": Wording("away without authorisation", "i ffwrdd heb awdurdod"),
    },
)
PERMANENCE = Options(
    "permanence",
    {
        "adoption": Wording("adoption", "mabwysiadu"),
        "special_guardianship": Wording("special guardianship", "gwarcheidiaeth arbennig"),
        "child_arrangements": Wording(
            "a residence or child arrangements order", "gorchymyn preswylio neu drefniadau plentyn"
        ),
        "not_known": Wording("a kind not known", "math nad yw'n hysbys"),
    },
)
#: The kinds of entry a return can speak of. On everything else it is silent, and so is a record begun from it.
A_RETURN_SPEAKS_OF = frozenset(
    {
        "born",
        "became_looked_after",
        "legal_status_began",
        "placement_began",
        "placement_changed",
        "placement_ended",
        "placed_for_adoption",
        "adoption_order_made",
        "left_care",
        "review_held",
        "should_be_placed_decided",
        "should_be_placed_reversed",
        "formal_match_decided",
        "worker_changed",
    }
)


class RecordBegun(Details):
    """Which return."""

    year: Annotated[str | None, Asked(Wording("Collection year", "Blwyddyn gasglu"))] = None


class MissingFromCare(Details):
    """Missing, or away without authorisation, until found."""

    away: Annotated[str, Asked(Wording("Missing or away", "Ar goll neu i ffwrdd"), options=AWAY)]
    until: Annotated[date | None, Asked(Wording("Until", "Hyd"))] = None


class HadPermanence(Details):
    """What it was."""

    permanence: Annotated[str, Asked(Wording("Kind of permanence", "Math o barhad"), options=PERMANENCE)]


class YearlyOutcomes(Details):
    """Health and outcomes over the year to 31 March, as returned."""

    health_check: Annotated[
        bool | None, Asked(Wording("Health surveillance up to date", "Gwyliadwriaeth iechyd yn gyfredol"))
    ] = None
    immunisations: Annotated[
        bool | None, Asked(Wording("Immunisations up to date", "Imiwneiddiadau'n gyfredol"))
    ] = None
    teeth_check: Annotated[bool | None, Asked(Wording("Teeth checked", "Archwiliwyd y dannedd"))] = None
    health_assessment: Annotated[bool | None, Asked(Wording("Health assessed", "Aseswyd iechyd"))] = None
    sdq_score: Annotated[
        int | None, Asked(Wording("Strengths and difficulties score", "Sgôr cryfderau ac anawsterau"))
    ] = None


class LeaverContact(Details):
    """In touch or not, and living where, as returned."""

    in_touch: Annotated[str | None, Asked(Wording("In touch (code)", "Mewn cysylltiad (cod)"))] = None
    activity: Annotated[str | None, Asked(Wording("Activity (code)", "Gweithgaredd (cod)"))] = None
    accommodation: Annotated[str | None, Asked(Wording("Accommodation (code)", "Llety (cod)"))] = None


class Until(Details):
    """The day it ended."""

    until: Annotated[date | None, Asked(Wording("Until", "Hyd"))] = None


TYPES = [
    EntryType(
        key="record_begun",
        title=Wording("Record begun from a return", "Dechreuwyd y cofnod o ffurflen"),
        line=Wording(
            "This record was begun from a return[ ({year})]. On visits, health and plans before then it is silent.",
            "Dechreuwyd y cofnod hwn o ffurflen[ ({year})]. Nid yw'n dweud dim am ymweliadau, iechyd na chynlluniau cyn hynny.",
        ),
        recorded_by=frozenset(),
        details=RecordBegun,
        evidences=("NWG-15",),
    ),
    EntryType(
        key="missing_from_care",
        title=Wording("Missing or away", "Ar goll neu i ffwrdd"),
        line=Wording("The child was {away}[ until {until}].", "Roedd y plentyn {away}[ hyd {until}]."),
        recorded_by=CASE_WORKERS,
        details=MissingFromCare,
    ),
    EntryType(
        key="had_permanence_before",
        title=Wording("Permanence before this time in care", "Parhad cyn y cyfnod hwn mewn gofal"),
        line=Wording(
            "The child had permanence before: {permanence}.",
            "Roedd gan y plentyn barhad o'r blaen: {permanence}.",
        ),
        recorded_by=CASE_WORKERS,
        compartment=Compartment.ADOPTION,
        details=HadPermanence,
    ),
    EntryType(
        key="year_returned",
        title=Wording("Health and outcomes of the year", "Iechyd a chanlyniadau'r flwyddyn"),
        line=Wording(
            "Health and outcomes of the year were returned.", "Dychwelwyd iechyd a chanlyniadau'r flwyddyn."
        ),
        recorded_by=MANAGERS,
        compartment=Compartment.HEALTH,
        details=YearlyOutcomes,
    ),
    EntryType(
        key="leaver_contact_returned",
        title=Wording("Contact with a care leaver", "Cyswllt â pherson sy'n gadael gofal"),
        line=Wording("Contact with the young person was returned.", "Dychwelwyd cyswllt â'r person ifanc."),
        recorded_by=MANAGERS,
        details=LeaverContact,
    ),
    EntryType(
        key="unaccompanied",
        title=Wording("Unaccompanied and seeking asylum", "Ar ei ben ei hun ac yn ceisio lloches"),
        line=Wording(
            "The child came unaccompanied, seeking asylum[ until {until}].",
            "Daeth y plentyn ar ei ben ei hun, yn ceisio lloches[ hyd {until}].",
        ),
        recorded_by=CASE_WORKERS,
        details=Until,
    ),
    EntryType(
        key="deprived_of_liberty",
        title=Wording("Deprived of liberty by order", "Amddifadwyd o ryddid drwy orchymyn"),
        line=Wording(
            "The court allowed the child to be deprived of liberty[ until {until}].",
            "Caniataodd y llys amddifadu'r plentyn o'i ryddid[ hyd {until}].",
        ),
        recorded_by=CASE_WORKERS,
        compartment=Compartment.COURT,
        details=Until,
    ),
]
