"""Where the child lives, who provides the placement and why it changed."""

from __future__ import annotations

from hafan.exchange.ssda903.codes.code import code, code_set

# H5, P2 and Z1 are taken up to 2024-25 and K3 from 2024-25: the sector's sources differ on that year by one,
# so both are accepted in it rather than calling a right code wrong.
PLACEMENT = code_set(
    "PLACE",
    (
        "A3",
        "Placed for adoption with parental consent (section 19), with the current foster carers",
        "Lleolwyd i'w fabwysiadu gyda chydsyniad rhieni (adran 19), gyda'r gofalwyr maeth presennol",
    ),
    (
        "A4",
        "Placed for adoption with parental consent (section 19), not with the current foster carers",
        "Lleolwyd i'w fabwysiadu gyda chydsyniad rhieni (adran 19), nid gyda'r gofalwyr maeth presennol",
    ),
    (
        "A5",
        "Placed for adoption under a placement order (section 21), with the current foster carers",
        "Lleolwyd i'w fabwysiadu o dan orchymyn lleoli (adran 21), gyda'r gofalwyr maeth presennol",
    ),
    (
        "A6",
        "Placed for adoption under a placement order (section 21), not with the current foster carers",
        "Lleolwyd i'w fabwysiadu o dan orchymyn lleoli (adran 21), nid gyda'r gofalwyr maeth presennol",
    ),
    code(
        "H5",
        "Semi-independent accommodation outside children's homes regulations",
        "Llety lled-annibynnol y tu allan i reoliadau cartrefi plant",
        until=2024,
    ),
    ("K1", "Secure children's home", "Cartref plant diogel"),
    ("K2", "Children's home", "Cartref plant"),
    code("K3", "Registered supported accommodation", "Llety â chymorth cofrestredig", since=2024),
    (
        "P1",
        "With own parents or others with parental responsibility",
        "Gyda'i rieni ei hun neu eraill â chyfrifoldeb rhiant",
    ),
    code(
        "P2",
        "Independent living, with or without formal support",
        "Byw'n annibynnol, gyda chymorth ffurfiol neu hebddo",
        until=2024,
    ),
    ("P3", "Residential employment", "Cyflogaeth breswyl"),
    ("R1", "Residential care home", "Cartref gofal preswyl"),
    (
        "R2",
        "Hospital or other place giving medical or nursing care",
        "Ysbyty neu fan arall sy'n rhoi gofal meddygol neu nyrsio",
    ),
    ("R3", "Family centre or mother and baby unit", "Canolfan deulu neu uned mam a'i baban"),
    ("R5", "Young offender institution", "Sefydliad troseddwyr ifanc"),
    ("S1", "Residential school", "Ysgol breswyl"),
    ("T0", "Temporary move of any kind", "Symudiad dros dro o unrhyw fath"),
    ("T1", "Temporary: in hospital", "Dros dro: yn yr ysbyty"),
    ("T2", "Temporary: child on holiday", "Dros dro: y plentyn ar wyliau"),
    ("T3", "Temporary: usual foster carers on holiday", "Dros dro: y gofalwyr maeth arferol ar wyliau"),
    (
        "T4",
        "Temporary: seven days or fewer for another reason",
        "Dros dro: saith diwrnod neu lai am reswm arall",
    ),
    ("U1", "Fostered by relatives or friends, long term", "Maethu gan berthnasau neu ffrindiau, hirdymor"),
    (
        "U2",
        "Fostered by relatives or friends who are also approved adopters (early permanence)",
        "Maethu gan berthnasau neu ffrindiau sydd hefyd wedi'u cymeradwyo i fabwysiadu (sefydlogrwydd cynnar)",
    ),
    (
        "U3",
        "Fostered by relatives or friends, neither long term nor early permanence",
        "Maethu gan berthnasau neu ffrindiau, heb fod yn hirdymor nac yn sefydlogrwydd cynnar",
    ),
    ("U4", "Fostered by other carers, long term", "Maethu gan ofalwyr eraill, hirdymor"),
    (
        "U5",
        "Fostered by other carers who are also approved adopters (early permanence)",
        "Maethu gan ofalwyr eraill sydd hefyd wedi'u cymeradwyo i fabwysiadu (sefydlogrwydd cynnar)",
    ),
    (
        "U6",
        "Fostered by other carers, neither long term nor early permanence",
        "Maethu gan ofalwyr eraill, heb fod yn hirdymor nac yn sefydlogrwydd cynnar",
    ),
    code("Z1", "Other placement", "Lleoliad arall", until=2024),
    # The four took the place of Z1; what sets them apart was not found in any source we could read.
    code(
        "Z11",
        "Other placement, first kind (meaning not verified)",
        "Lleoliad arall, y math cyntaf (ystyr heb ei wirio)",
        since=2025,
    ),
    code(
        "Z12",
        "Other placement, second kind (meaning not verified)",
        "Lleoliad arall, yr ail fath (ystyr heb ei wirio)",
        since=2025,
    ),
    code(
        "Z13",
        "Other placement, third kind (meaning not verified)",
        "Lleoliad arall, y trydydd math (ystyr heb ei wirio)",
        since=2025,
    ),
    code(
        "Z14",
        "Other placement, fourth kind (meaning not verified)",
        "Lleoliad arall, y pedwerydd math (ystyr heb ei wirio)",
        since=2025,
    ),
)

PROVIDER = code_set(
    "PLACE_PROVIDER",
    ("PR0", "Parents or others with parental responsibility", "Rhieni neu eraill â chyfrifoldeb rhiant"),
    (
        "PR1",
        "The child's own local authority, or a regional agency it hosts",
        "Awdurdod lleol y plentyn ei hun, neu asiantaeth ranbarthol y mae'n ei chynnal",
    ),
    (
        "PR2",
        "Another local authority, or a regional agency hosted elsewhere",
        "Awdurdod lleol arall, neu asiantaeth ranbarthol a gynhelir mewn man arall",
    ),
    (
        "PR3",
        "Another public body, such as the health service",
        "Corff cyhoeddus arall, megis y gwasanaeth iechyd",
    ),
    ("PR4", "Private provider", "Darparwr preifat"),
    (
        "PR5",
        "Voluntary body, such as a voluntary adoption agency",
        "Corff gwirfoddol, megis asiantaeth fabwysiadu wirfoddol",
    ),
)

REASON_PLACE_CHANGE = code_set(
    "REASON_PLACE_CHANGE",
    ("CARPL", "Change to or carrying out of the care plan", "Newid i'r cynllun gofal neu ei roi ar waith"),
    ("CLOSE", "The home closed", "Caeodd y cartref"),
    ("ALLEG", "Allegation (section 47)", "Honiad (adran 47)"),
    ("STAND", "Standards of care", "Safonau gofal"),
    ("APPRR", "Approval removed", "Tynnwyd y gymeradwyaeth yn ôl"),
    (
        "CREQB",
        "Carers asked for it to end because of the child's behaviour",
        "Gofalwyr wedi gofyn am ei ddirwyn i ben oherwydd ymddygiad y plentyn",
    ),
    (
        "CREQO",
        "Carers asked for it to end for another reason",
        "Gofalwyr wedi gofyn am ei ddirwyn i ben am reswm arall",
    ),
    ("CHILD", "The child asked for it to end", "Y plentyn wedi gofyn am ei ddirwyn i ben"),
    (
        "LAREQ",
        "The responsible authority asked for it to end",
        "Yr awdurdod cyfrifol wedi gofyn am ei ddirwyn i ben",
    ),
    ("PLACE", "Only the status of the placement changed", "Dim ond statws y lleoliad a newidiodd"),
    code("CUSTOD", "Custody arrangement", "Trefniant dalfa", since=2018),
    ("OTHER", "Other", "Arall"),
)

PLACEMENT_SETS = (PLACEMENT, PROVIDER, REASON_PLACE_CHANGE)
