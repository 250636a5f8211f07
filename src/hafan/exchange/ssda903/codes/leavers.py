"""Care leavers: contact, activity and where they live."""

from __future__ import annotations

from hafan.exchange.ssda903.codes.code import Code, code, code_set

IN_TOUCH = code_set(
    "IN_TOUCH",
    ("YES", "In touch", "Mewn cysylltiad"),
    ("NO", "Not in touch", "Ddim mewn cysylltiad"),
    ("DIED", "Died after leaving care", "Bu farw ar ôl gadael gofal"),
    ("REFU", "Refuses contact", "Yn gwrthod cysylltiad"),
    ("NREQ", "No longer needs the service", "Nid oes angen y gwasanaeth mwyach"),
    ("RHOM", "Returned home for six months or more", "Dychwelodd adref am chwe mis neu fwy"),
)

# Training or employment was divided into apprenticeship and other in the returns for the year ended March 2022.
ACTIVITY = code_set(
    "ACTIV",
    ("F1", "Higher education, full time", "Addysg uwch, llawn amser"),
    ("P1", "Higher education, part time", "Addysg uwch, rhan amser"),
    ("F2", "Other education, full time", "Addysg arall, llawn amser"),
    ("P2", "Other education, part time", "Addysg arall, rhan amser"),
    code("F3", "Training or employment, full time", "Hyfforddiant neu waith, llawn amser", until=2020),
    code("P3", "Training or employment, part time", "Hyfforddiant neu waith, rhan amser", until=2020),
    code("F4", "Apprenticeship, full time", "Prentisiaeth, llawn amser", since=2021),
    code("P4", "Apprenticeship, part time", "Prentisiaeth, rhan amser", since=2021),
    code(
        "F5",
        "Other training or employment, full time",
        "Hyfforddiant neu waith arall, llawn amser",
        since=2021,
    ),
    code(
        "P5",
        "Other training or employment, part time",
        "Hyfforddiant neu waith arall, rhan amser",
        since=2021,
    ),
    (
        "G4",
        "Not in education or work: illness or disability",
        "Ddim mewn addysg na gwaith: salwch neu anabledd",
    ),
    ("G5", "Not in education or work: other", "Ddim mewn addysg na gwaith: arall"),
    (
        "G6",
        "Not in education or work: pregnancy or parenting",
        "Ddim mewn addysg na gwaith: beichiogrwydd neu rianta",
    ),
    ("0", "Not known: not in touch", "Anhysbys: ddim mewn cysylltiad"),
)

_HOMES = (
    ("B", "With parents or relatives", "Gyda rhieni neu berthnasau"),
    ("C", "Residential care or hospital", "Gofal preswyl neu ysbyty"),
    ("D", "Semi-independent accommodation", "Llety lled-annibynnol"),
    ("E", "Supported lodgings", "Llety â chymorth mewn cartref teuluol"),
    ("G", "Gone abroad", "Wedi mynd dramor"),
    ("H", "Deported", "Wedi'i alltudio"),
    ("K", "Ordinary lodgings", "Llety cyffredin"),
    ("R", "Home not known", "Cartref yn anhysbys"),
    ("S", "No fixed home", "Dim cartref sefydlog"),
    ("T", "Foyer or similar", "Foyer neu debyg"),
    ("U", "Independent living", "Byw'n annibynnol"),
    ("V", "Emergency accommodation", "Llety brys"),
    ("W", "Bed and breakfast", "Gwely a brecwast"),
    ("X", "In custody", "Yn y ddalfa"),
    ("Y", "Other accommodation", "Llety arall"),
    ("Z", "With former foster carers", "Gyda chyn-ofalwyr maeth"),
)


def _homes() -> list[Code]:
    suitable = [code(f"{letter}1", f"{en}, suitable", f"{cy}, addas") for letter, en, cy in _HOMES]
    unsuitable = [code(f"{letter}2", f"{en}, not suitable", f"{cy}, anaddas") for letter, en, cy in _HOMES]
    return [*suitable, *unsuitable, code("0", "Not known: not in touch", "Anhysbys: ddim mewn cysylltiad")]


ACCOMMODATION = code_set("ACCOM", *_homes())

LEAVER_SETS = (IN_TOUCH, ACTIVITY, ACCOMMODATION)
