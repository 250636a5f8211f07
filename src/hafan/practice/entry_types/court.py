"""The court: pre-proceedings, the application, hearings, extensions, orders and consent."""

from datetime import date
from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.recorders import LAWYERS
from hafan.practice.wording import Wording

HEARINGS = Options(
    "hearing",
    {
        "case_management": Wording("case management hearing", "gwrandawiad rheoli achos"),
        "further_case_management": Wording(
            "further case management hearing", "gwrandawiad rheoli achos pellach"
        ),
        "issues_resolution": Wording("issues resolution hearing", "gwrandawiad datrys materion"),
        "final": Wording("final hearing", "gwrandawiad terfynol"),
        "adoption_first_directions": Wording(
            "first directions hearing (adoption)", "gwrandawiad cyfarwyddiadau cyntaf (mabwysiadu)"
        ),
        "other": Wording("another hearing", "gwrandawiad arall"),
    },
)
ORDERS = Options(
    "order",
    {
        "interim_care": Wording("interim care order", "gorchymyn gofal interim"),
        "care": Wording("care order", "gorchymyn gofal"),
        "supervision": Wording("supervision order", "gorchymyn goruchwylio"),
        "placement": Wording("placement order", "gorchymyn lleoli"),
        "special_guardianship": Wording("special guardianship order", "gorchymyn gwarcheidiaeth arbennig"),
        "child_arrangements": Wording("child arrangements order", "gorchymyn trefniadau plentyn"),
        "emergency_protection": Wording("emergency protection order", "gorchymyn amddiffyn brys"),
        "no_order": Wording("no order", "dim gorchymyn"),
    },
)
OUTCOMES = Options(
    "outcome", {"granted": Wording("made", "gwnaed"), "refused": Wording("refused", "gwrthodwyd")}
)
CONSENTS = Options(
    "consent",
    {
        "s19_placement": Wording(
            "consent to placement for adoption (section 19)",
            "cydsyniad i leoli ar gyfer mabwysiadu (adran 19)",
        ),
        "s20_adoption": Wording(
            "advance consent to adoption (section 20)", "cydsyniad ymlaen llaw i fabwysiadu (adran 20)"
        ),
        "under_six_weeks": Wording(
            "written agreement to place a baby under six weeks",
            "cytundeb ysgrifenedig i leoli baban dan chwe wythnos",
        ),
        "adoption_order": Wording(
            "consent to the making of an adoption order", "cydsyniad i wneud gorchymyn mabwysiadu"
        ),
    },
)


class HearingHeld(Details):
    """Which hearing."""

    hearing: Annotated[str, Asked(Wording("Hearing", "Gwrandawiad"), options=HEARINGS)]


class ExtensionGranted(Details):
    """Why the court needed longer."""

    reason: Annotated[str | None, Asked(Wording("Reason", "Rheswm"), lines=3)] = None
    until: Annotated[
        date | None, Asked(Wording("Last day, if the court named one", "Diwrnod olaf, os enwodd y llys un"))
    ] = None


class OrderMade(Details):
    """Which order, and whether it was made or refused."""

    order: Annotated[str, Asked(Wording("Order", "Gorchymyn"), options=ORDERS)]
    outcome: Annotated[str, Asked(Wording("Outcome", "Canlyniad"), options=OUTCOMES)] = "granted"


class OrderRevoked(Details):
    """Which order came to an end."""

    order: Annotated[str, Asked(Wording("Order", "Gorchymyn"), options=ORDERS)]


class ConsentGiven(Details):
    """What was consented to. Each holder of parental responsibility consents for themselves."""

    consent: Annotated[str, Asked(Wording("What was consented to", "Cydsyniwyd i beth"), options=CONSENTS)]
    by_mother: Annotated[bool, Asked(Wording("Given by the mother", "Rhoddwyd gan y fam"))] = False
    witnessed: Annotated[bool, Asked(Wording("Witnessed", "Tystiwyd"))] = False
    every_holder: Annotated[
        bool,
        Asked(
            Wording(
                "Every person with parental responsibility has now consented",
                "Mae pob un sydd â chyfrifoldeb rhiant bellach wedi cydsynio",
            )
        ),
    ] = False


class ConsentWithdrawn(Details):
    """Which consent, and whether the child is asked for back."""

    consent: Annotated[
        str, Asked(Wording("Which consent was withdrawn", "Pa gydsyniad a dynnwyd yn ôl"), options=CONSENTS)
    ] = "s19_placement"

    return_asked: Annotated[
        bool, Asked(Wording("Return of the child asked for", "Gofynnwyd am ddychwelyd y plentyn"))
    ] = True


def _court(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    return EntryType(
        key=key,
        title=title,
        line=line,
        recorded_by=LAWYERS,
        compartment=Compartment.COURT,
        **more,  # type: ignore[arg-type]
    )


TYPES = [
    _court(
        "pre_proceedings_began",
        Wording("Pre-proceedings began", "Dechreuodd y cyn-achosion"),
        Wording("The letter before proceedings was sent.", "Anfonwyd y llythyr cyn achosion."),
        evidences=("ENG-2.4",),
    ),
    _court(
        "pre_proceedings_ended",
        Wording("Pre-proceedings ended", "Daeth y cyn-achosion i ben"),
        Wording(
            "Pre-proceedings ended without an application to court.",
            "Daeth y cyn-achosion i ben heb gais i'r llys.",
        ),
        evidences=("ENG-2.4",),
    ),
    _court(
        "proceedings_withdrawn",
        Wording("Proceedings withdrawn", "Tynnwyd yr achosion yn ôl"),
        Wording(
            "The application was withdrawn with the court's leave.",
            "Tynnwyd y cais yn ôl gyda chaniatâd y llys.",
        ),
    ),
    _court(
        "placement_order_applied",
        Wording("Placement order applied for", "Gwnaed cais am orchymyn lleoli"),
        Wording("The application for a placement order was issued.", "Cyhoeddwyd y cais am orchymyn lleoli."),
    ),
    _court(
        "emergency_protection_extended",
        Wording("Emergency protection order extended", "Estynnwyd y gorchymyn amddiffyn brys"),
        Wording(
            "The court extended the emergency protection order[ until {until}].",
            "Estynnodd y llys y gorchymyn amddiffyn brys[ hyd at {until}].",
        ),
        details=ExtensionGranted,
    ),
    _court(
        "proceedings_issued",
        Wording("Proceedings issued", "Cyhoeddwyd achosion"),
        Wording("The application was issued in court.", "Cyhoeddwyd y cais yn y llys."),
        evidences=("ENG-2.3",),
    ),
    _court(
        "hearing_held",
        Wording("Hearing", "Gwrandawiad"),
        Wording("In court: {hearing}.", "Yn y llys: {hearing}."),
        details=HearingHeld,
        evidences=("ENG-2.3",),
    ),
    _court(
        "hearing_listed",
        Wording("Hearing listed", "Gwrandawiad wedi'i restru"),
        Wording("A hearing is listed: {hearing}.", "Mae gwrandawiad wedi'i restru: {hearing}."),
        details=HearingHeld,
        may_be_planned=True,
        evidences=("ENG-2.3",),
    ),
    _court(
        "extension_granted",
        Wording("Extension granted", "Rhoddwyd estyniad"),
        Wording("The court allowed more time.[ {reason}]", "Caniataodd y llys ragor o amser.[ {reason}]"),
        details=ExtensionGranted,
        evidences=("ENG-2.3",),
    ),
    _court(
        "order_made",
        Wording("Order", "Gorchymyn"),
        Wording("The court: {order} ({outcome}).", "Y llys: {order} ({outcome})."),
        details=OrderMade,
        evidences=("ENG-2.6",),
    ),
    _court(
        "order_revoked",
        Wording("Order ended", "Daeth gorchymyn i ben"),
        Wording("The {order} came to an end.", "Daeth y {order} i ben."),
        details=OrderRevoked,
        evidences=("ENG-2.6",),
    ),
    _court(
        "consent_given",
        Wording("Consent given", "Rhoddwyd cydsyniad"),
        Wording("Consent was given: {consent}.", "Rhoddwyd cydsyniad: {consent}."),
        details=ConsentGiven,
        evidences=("ENG-2.9",),
    ),
    _court(
        "consent_withdrawn",
        Wording("Consent withdrawn", "Tynnwyd cydsyniad yn ôl"),
        Wording("Consent was withdrawn.", "Tynnwyd y cydsyniad yn ôl."),
        details=ConsentWithdrawn,
        evidences=("ENG-2.9",),
    ),
]
