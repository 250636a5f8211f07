"""What carers are offered: preparation for early permanence, and answers to what they ask."""

from typing import Annotated

from hafan.practice.entries import Asked, Details, Options
from hafan.practice.entry_types.carers import carer_type
from hafan.practice.wording import Wording

DAYS = Options(
    "day",
    {
        "first": Wording("first day", "diwrnod cyntaf"),
        "second": Wording("second day", "ail ddiwrnod"),
    },
)


class PreparationDay(Details):
    """Which day of the preparation, and whether everyone who will care came."""

    day: Annotated[str, Asked(Wording("Day", "Diwrnod"), options=DAYS)]
    everyone: Annotated[
        bool, Asked(Wording("Everyone who will care came", "Daeth pawb a fydd yn gofalu"))
    ] = True


class CarerRequest(Details):
    """What was asked, so that the answer can name it."""

    request: Annotated[str, Asked(Wording("What was asked for", "Yr hyn a ofynnwyd amdano"))]


TYPES = [
    carer_type(
        "preparation_day",
        Wording("Preparation day", "Diwrnod paratoi"),
        Wording("Early permanence preparation: {day}.", "Paratoad sefydlogrwydd cynnar: {day}."),
        details=PreparationDay,
        evidences=("WEP-NEWS-9", "ENG-3.4"),
    ),
    carer_type(
        "preparation_completed",
        Wording("Preparation completed", "Cwblhawyd y paratoad"),
        Wording("Early permanence preparation was completed.", "Cwblhawyd y paratoad sefydlogrwydd cynnar."),
        evidences=("WEP-NEWS-9", "ENG-3.4"),
    ),
    carer_type(
        "carer_asked",
        Wording("Request from the carers", "Cais gan y gofalwyr"),
        Wording("The carers asked for: {request}.", "Gofynnodd y gofalwyr am: {request}."),
        details=CarerRequest,
        evidences=("ENG-3.8",),
    ),
    carer_type(
        "carer_answered",
        Wording("Carers answered", "Atebwyd y gofalwyr"),
        Wording("The carers were answered about: {request}.", "Atebwyd y gofalwyr am: {request}."),
        details=CarerRequest,
        evidences=("ENG-3.8",),
    ),
]
