"""Why an episode began and ended, the legal status and the category of need."""

from __future__ import annotations

from hafan.exchange.ssda903.codes.code import code, code_set

REASON_NEW_EPISODE = code_set(
    "RNE",
    ("S", "Started to be looked after", "Dechreuodd dderbyn gofal"),
    ("L", "Legal status changed, nothing else", "Newidiodd y statws cyfreithiol yn unig"),
    ("P", "Placement and carers changed", "Newidiodd y lleoliad a'r gofalwyr"),
    ("T", "Placement changed, same carers", "Newidiodd y lleoliad, yr un gofalwyr"),
    (
        "B",
        "Legal status, placement and carers changed on one day",
        "Newidiodd y statws cyfreithiol, y lleoliad a'r gofalwyr ar yr un diwrnod",
    ),
    (
        "U",
        "Legal status and placement changed on one day, same carers",
        "Newidiodd y statws cyfreithiol a'r lleoliad ar yr un diwrnod, yr un gofalwyr",
    ),
)

LEGAL_STATUS = code_set(
    "LS",
    ("C1", "Interim care order", "Gorchymyn gofal interim"),
    ("C2", "Full care order", "Gorchymyn gofal llawn"),
    (
        "D1",
        "Freeing order (none made since 30 December 2005)",
        "Gorchymyn rhyddhau (dim ers 30 Rhagfyr 2005)",
    ),
    ("E1", "Placement order", "Gorchymyn lleoli"),
    (
        "V2",
        "Accommodated under section 20, one period",
        "Lletywyd o dan adran 20, un cyfnod",
    ),
    (
        "V3",
        "Accommodated in a series of short breaks, each episode recorded",
        "Lletywyd mewn cyfres o seibiannau byr, gan gofnodi pob pennod",
    ),
    (
        "V4",
        "Accommodated in a series of short breaks, the agreement recorded",
        "Lletywyd mewn cyfres o seibiannau byr, gan gofnodi'r cytundeb",
    ),
    ("L1", "Under police protection", "O dan warchodaeth yr heddlu"),
    ("L2", "Emergency protection order", "Gorchymyn diogelu brys"),
    ("L3", "Child assessment order", "Gorchymyn asesu plentyn"),
    (
        "J1",
        "Remanded to local authority accommodation or youth detention",
        "Remand i lety awdurdod lleol neu gadw ieuenctid",
    ),
    (
        "J2",
        "Accommodated under the Police and Criminal Evidence Act",
        "Lletywyd o dan Ddeddf yr Heddlu a Thystiolaeth Droseddol",
    ),
    (
        "J3",
        "Youth rehabilitation order with residence or fostering",
        "Gorchymyn adsefydlu ieuenctid gyda gofyniad preswylio neu faethu",
    ),
)

CATEGORY_OF_NEED = code_set(
    "CIN",
    ("N1", "Abuse or neglect", "Cam-drin neu esgeulustod"),
    ("N2", "Child's disability", "Anabledd y plentyn"),
    ("N3", "Parental illness or disability", "Salwch neu anabledd rhiant"),
    ("N4", "Family in acute stress", "Teulu o dan straen aciwt"),
    ("N5", "Family dysfunction", "Camweithrediad teuluol"),
    ("N6", "Socially unacceptable behaviour", "Ymddygiad cymdeithasol annerbyniol"),
    ("N7", "Low income", "Incwm isel"),
    ("N8", "Absent parenting", "Absenoldeb rhieni"),
)

# The special guardianship codes were divided in two in the returns for the year that ended on 31 March 2019.
REASON_EPISODE_CEASED = code_set(
    "REC",
    (
        "X1",
        "Episode ended and another began the same day",
        "Daeth y bennod i ben a dechreuodd un arall yr un diwrnod",
    ),
    ("E11", "Adopted, application not opposed", "Mabwysiadwyd, heb wrthwynebiad"),
    ("E12", "Adopted, consent dispensed with by the court", "Mabwysiadwyd, y llys wedi hepgor cydsyniad"),
    ("E2", "Died", "Bu farw"),
    ("E3", "Care taken over by another local authority", "Awdurdod lleol arall wedi cymryd y gofal drosodd"),
    (
        "E4A",
        "Returned home to parents, relatives or someone with parental responsibility, planned",
        "Dychwelodd adref at rieni, perthnasau neu rywun â chyfrifoldeb rhiant, wedi'i gynllunio",
    ),
    (
        "E4B",
        "Returned home to parents, relatives or someone with parental responsibility, not planned",
        "Dychwelodd adref at rieni, perthnasau neu rywun â chyfrifoldeb rhiant, heb ei gynllunio",
    ),
    (
        "E13",
        "Left to live with parents, relatives or others without parental responsibility",
        "Gadawodd i fyw gyda rhieni, perthnasau neu eraill heb gyfrifoldeb rhiant",
    ),
    ("E41", "Child arrangements order (lives with)", "Gorchymyn trefniadau plentyn (byw gyda)"),
    code(
        "E43",
        "Special guardianship order to former foster carers",
        "Gorchymyn gwarcheidiaeth arbennig i gyn-ofalwyr maeth",
        until=2017,
    ),
    code(
        "E44",
        "Special guardianship order to carers other than former foster carers",
        "Gorchymyn gwarcheidiaeth arbennig i ofalwyr nad oeddent yn ofalwyr maeth",
        until=2017,
    ),
    code(
        "E45",
        "Special guardianship order to former foster carers who are relatives or friends",
        "Gorchymyn gwarcheidiaeth arbennig i gyn-ofalwyr maeth sy'n berthnasau neu'n ffrindiau",
        since=2018,
    ),
    code(
        "E46",
        "Special guardianship order to former foster carers who are not relatives or friends",
        "Gorchymyn gwarcheidiaeth arbennig i gyn-ofalwyr maeth nad ydynt yn berthnasau nac yn ffrindiau",
        since=2018,
    ),
    code(
        "E47",
        "Special guardianship order to other carers who are relatives or friends",
        "Gorchymyn gwarcheidiaeth arbennig i ofalwyr eraill sy'n berthnasau neu'n ffrindiau",
        since=2018,
    ),
    code(
        "E48",
        "Special guardianship order to other carers who are not relatives or friends",
        "Gorchymyn gwarcheidiaeth arbennig i ofalwyr eraill nad ydynt yn berthnasau nac yn ffrindiau",
        since=2018,
    ),
    ("E5", "Moved into independent living with support", "Symudodd i fyw'n annibynnol gyda chymorth"),
    ("E6", "Moved into independent living without support", "Symudodd i fyw'n annibynnol heb gymorth"),
    (
        "E7",
        "Transferred to residential care funded by adult services",
        "Trosglwyddwyd i ofal preswyl a ariennir gan wasanaethau oedolion",
    ),
    ("E8", "Care ended for any other reason", "Daeth y gofal i ben am unrhyw reswm arall"),
    ("E9", "Sentenced to custody", "Dedfrydwyd i'r ddalfa"),
    ("E14", "Remand ended without a custodial sentence", "Daeth remand i ben heb ddedfryd o garchar"),
    (
        "E15",
        "Age assessment found the person to be 18 or over",
        "Asesiad oedran yn dangos bod y person yn 18 neu'n hŷn",
    ),
    ("E16", "Moved abroad", "Symudodd dramor"),
    (
        "E17",
        "Aged 18 or over and stayed with the current carers",
        "Yn 18 oed neu'n hŷn ac wedi aros gyda'r gofalwyr presennol",
    ),
)

CARE_SETS = (REASON_NEW_EPISODE, LEGAL_STATUS, CATEGORY_OF_NEED, REASON_EPISODE_CEASED)
