"""Who the child is: sex, ethnic group, whether a parent, and being missing or away."""

from __future__ import annotations

from hafan.exchange.ssda903.codes.code import code, code_set

SEX = code_set(
    "SEX",
    code("1", "Male", "Gwryw", until=2023),
    code("2", "Female", "Benyw", until=2023),
    code("M", "Male", "Gwryw", since=2024),
    code("F", "Female", "Benyw", since=2024),
    code("U", "Not known or not recorded", "Anhysbys neu heb ei gofnodi", since=2024),
)

ETHNIC = code_set(
    "ETHNIC",
    ("WBRI", "White British", "Gwyn Prydeinig"),
    ("WIRI", "White Irish", "Gwyn Gwyddelig"),
    ("WOTH", "Any other White background", "Unrhyw gefndir Gwyn arall"),
    ("WIRT", "Traveller of Irish heritage", "Teithiwr o dras Wyddelig"),
    ("WROM", "Gypsy or Roma", "Sipsi neu Roma"),
    ("MWBC", "White and Black Caribbean", "Gwyn a Du Caribïaidd"),
    ("MWBA", "White and Black African", "Gwyn a Du Affricanaidd"),
    ("MWAS", "White and Asian", "Gwyn ac Asiaidd"),
    ("MOTH", "Any other mixed background", "Unrhyw gefndir cymysg arall"),
    ("AIND", "Indian", "Indiaidd"),
    ("APKN", "Pakistani", "Pacistanaidd"),
    ("ABAN", "Bangladeshi", "Bangladeshaidd"),
    ("AOTH", "Any other Asian background", "Unrhyw gefndir Asiaidd arall"),
    ("BCRB", "Caribbean", "Caribïaidd"),
    ("BAFR", "African", "Affricanaidd"),
    ("BOTH", "Any other Black background", "Unrhyw gefndir Du arall"),
    ("CHNE", "Chinese", "Tsieineaidd"),
    ("OOTH", "Any other ethnic group", "Unrhyw grŵp ethnig arall"),
    ("REFU", "Refused", "Gwrthodwyd"),
    ("NOBT", "Not yet obtained", "Heb ei gael eto"),
)

MOTHER = code_set("MOTHER", ("0", "Not a mother", "Ddim yn fam"), ("1", "Is a mother", "Yn fam"))

MISSING = code_set(
    "MISSING",
    ("M", "Missing from care", "Ar goll o ofal"),
    ("A", "Away from placement without authorisation", "I ffwrdd o'r lleoliad heb ganiatâd"),
)

# Social worker episodes joined the return with the year that ended on 31 March 2024.
SOCIAL_WORKER_REASON = code_set(
    "SW_REASON",
    ("MANAGE", "Managing caseloads", "Rheoli llwythi achosion"),
    ("FCONTA", "First contact or referred again", "Cyswllt cyntaf neu ailatgyfeirio"),
    ("LEFTRL", "Previous social worker left the role", "Gadawodd y gweithiwr cymdeithasol blaenorol y rôl"),
    ("ORGRST", "Teams were reorganised", "Ad-drefnwyd y timau"),
    ("TSPROC", "Child transferred under the usual process", "Trosglwyddwyd y plentyn o dan y broses arferol"),
    ("ABSENC", "Cover for absence or return from it", "Cyflenwi absenoldeb neu ddychwelyd ohono"),
    ("CHCHAN", "Child asked for a change", "Gofynnodd y plentyn am newid"),
    ("PCCHAN", "Parent or carer asked for a change", "Gofynnodd rhiant neu ofalwr am newid"),
    ("SWDIED", "Previous social worker died", "Bu farw'r gweithiwr cymdeithasol blaenorol"),
    ("OTHERS", "Other", "Arall"),
)

PEOPLE_SETS = (SEX, ETHNIC, MOTHER, MISSING, SOCIAL_WORKER_REASON)
