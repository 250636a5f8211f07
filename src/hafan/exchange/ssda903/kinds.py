"""Every kind of fault, declared once. Left out: the row or file was not placed. Doubt: kept, but look at it."""

from __future__ import annotations

from hafan.exchange.ssda903.faults import FaultKind, Severity
from hafan.practice.wording import Wording


def left_out(code: str, en: str, cy: str, do_en: str, do_cy: str) -> FaultKind:
    """A fault for which the row or file is not placed."""
    return FaultKind(code, Severity.LEFT_OUT, Wording(en=en, cy=cy), Wording(en=do_en, cy=do_cy))


def doubt(code: str, en: str, cy: str, do_en: str, do_cy: str) -> FaultKind:
    """A fault with which the row is kept."""
    return FaultKind(code, Severity.DOUBT, Wording(en=en, cy=cy), Wording(en=do_en, cy=do_cy))


# Whole files -----------------------------------------------------------------------------------------------------

FILE_EMPTY = left_out(
    "file_empty",
    "The file is empty.",
    "Mae'r ffeil yn wag.",
    "Export it again. A table with no children in it still needs its row of column headings.",
    "Allforiwch hi eto. Mae angen y rhes o benawdau colofnau hyd yn oed os nad oes plant yn y tabl.",
)
FILE_NOT_TEXT = left_out(
    "file_not_text",
    "This is not a text file, so it was not read.",
    "Nid ffeil destun yw hon, felly ni chafodd ei darllen.",
    "Send the table as CSV, or the whole return as XML.",
    "Anfonwch y tabl fel CSV, neu'r ffurflen gyfan fel XML.",
)
FILE_SPREADSHEET = left_out(
    "file_spreadsheet",
    "This is a spreadsheet, so it was not read.",
    "Taenlen yw hon, felly ni chafodd ei darllen.",
    "If it holds a table of the return, open it, choose Save as, and save that sheet as CSV.",
    "Os oes tabl o'r ffurflen ynddi, agorwch hi, dewiswch Cadw fel, a chadwch y ddalen honno fel CSV.",
)
FILE_ARCHIVE = left_out(
    "file_archive",
    "This is a packed file inside the return, so it was not opened.",
    "Ffeil wedi'i phacio y tu mewn i'r ffurflen yw hon, felly ni chafodd ei hagor.",
    "Unpack it and send the files in it.",
    "Dadbaciwch hi ac anfonwch y ffeiliau sydd ynddi.",
)
FILE_UNREADABLE = left_out(
    "file_unreadable",
    "The file could not be opened.",
    "Nid oedd modd agor y ffeil.",
    "Check that it is there, that you may open it, and that no other program holds it.",
    "Gwiriwch ei bod yno, bod gennych hawl i'w hagor, ac nad oes rhaglen arall yn ei dal.",
)
FILE_UNKNOWN = left_out(
    "file_unknown",
    "No table of the return has the column headings of this file, so it was not read.",
    "Nid oes gan unrhyw dabl yn y ffurflen benawdau colofnau'r ffeil hon, felly ni chafodd ei darllen.",
    "If it is a table of the return, give it that table's column headings in its first row.",
    "Os yw'n un o dablau'r ffurflen, rhowch benawdau colofnau'r tabl hwnnw yn y rhes gyntaf.",
)
FILE_SECOND = left_out(
    "file_second",
    "Another file, {more}, holds the same table ({table}) and was taken instead.",
    "Mae ffeil arall, {more}, yn cynnwys yr un tabl ({table}) a chymerwyd honno yn ei lle.",
    "If this is the right one, take the other out and read the return again. If both are, put their rows together.",
    "Os hon yw'r un gywir, tynnwch y llall a darllenwch y ffurflen eto. Os yw'r ddwy'n gywir, cyfunwch eu rhesi.",
)
XML_BROKEN = left_out(
    "xml_broken",
    "The XML breaks off or is not well formed; {more} complete children before the break were read.",
    "Mae'r XML yn torri neu heb ei ffurfio'n gywir; darllenwyd {more} o blant cyflawn cyn y toriad.",
    "Export it again: the file was probably cut short.",
    "Allforiwch hi eto: mae'n debyg bod y ffeil wedi'i thorri'n fyr.",
)
XML_REFUSED = left_out(
    "xml_refused",
    "The XML holds declarations or depths that no return needs, so it was refused.",
    "Mae'r XML yn cynnwys datganiadau neu ddyfnderoedd nad oes eu hangen, felly fe'i gwrthodwyd.",
    "Export it again from your own system. Do not open a file you were sent and did not expect.",
    "Allforiwch hi eto o'ch system eich hun. Peidiwch ag agor ffeil nad oeddech yn ei disgwyl.",
)
COLUMN_KEY_MISSING = left_out(
    "column_key_missing",
    "The column {column} is not in the file, and no row can be placed without it.",
    "Nid yw'r golofn {column} yn y ffeil, ac ni ellir gosod rhes hebddi.",
    "Add the column {column} and read the return again.",
    "Ychwanegwch y golofn {column} a darllenwch y ffurflen eto.",
)
COLUMN_MISSING = doubt(
    "column_missing",
    "The column {column} is not in the file; it was read as blank.",
    "Nid yw'r golofn {column} yn y ffeil; fe'i darllenwyd fel gwag.",
    "Add the column if your system holds it.",
    "Ychwanegwch y golofn os yw eich system yn ei chadw.",
)
COLUMN_EXTRA = doubt(
    "column_extra",
    "The return has no column called {value} in this table; it was not read.",
    "Nid oes colofn o'r enw {value} yn y tabl hwn; ni chafodd ei darllen.",
    "Nothing, if the column is your own. If a heading is misspelt, correct it and read the return again.",
    "Dim, os eich colofn chi yw hi. Os yw'r pennawd wedi'i gamsillafu, cywirwch ef a darllenwch y ffurflen eto.",
)
COLUMN_TWICE = doubt(
    "column_twice",
    "The column {column} is in the file more than once; the first was read.",
    "Mae'r golofn {column} yn y ffeil fwy nag unwaith; darllenwyd y gyntaf.",
    "Take out the one that is wrong.",
    "Tynnwch yr un anghywir.",
)
LETTERS_GUESSED = doubt(
    "letters_guessed",
    "The file is not in UTF-8; its letters were read as {more}.",
    "Nid yw'r ffeil mewn UTF-8; darllenwyd ei llythrennau fel {more}.",
    "Check one row with an accent in it. If it is wrong, save the file as CSV UTF-8.",
    "Gwiriwch res ag acen ynddi. Os yw'n anghywir, cadwch y ffeil fel CSV UTF-8.",
)
TABLE_ABSENT = doubt(
    "table_absent",
    "The return has no {table} table.",
    "Nid oes tabl {table} yn y ffurflen.",
    "If there is nothing to say in it, send it with its column headings only. If there is, add it.",
    "Os nad oes dim i'w ddweud ynddo, anfonwch ef gyda'i benawdau yn unig. Os oes, ychwanegwch ef.",
)
TABLE_OF_OTHER_YEAR = doubt(
    "table_of_other_year",
    "The {table} table was not yet part of the return in this collection year ({more}).",
    "Nid oedd y tabl {table} yn rhan o'r ffurflen eto yn y flwyddyn gasglu hon ({more}).",
    "Check that the collection year is right.",
    "Gwiriwch fod y flwyddyn gasglu'n gywir.",
)

# Rows and cells --------------------------------------------------------------------------------------------------

ROW_SHORT = doubt(
    "row_short",
    "The row has fewer cells than there are columns; the rest were read as blank.",
    "Mae gan y rhes lai o gelloedd na cholofnau; darllenwyd y gweddill fel gwag.",
    "If it is the last row, the file was probably cut short: export it again.",
    "Os hi yw'r rhes olaf, mae'n debyg bod y ffeil wedi'i thorri'n fyr: allforiwch hi eto.",
)
ROW_LONG = left_out(
    "row_long",
    "The row has more cells than there are columns, so none of them can be trusted.",
    "Mae gan y rhes fwy o gelloedd na cholofnau, felly ni ellir ymddiried yn yr un ohonynt.",
    "Look for a stray comma in the row and take it out.",
    "Chwiliwch am goma ddiangen yn y rhes a'i thynnu.",
)
ROW_TOO_LONG = left_out(
    "row_too_long",
    "The row is far too long to be a row of this return.",
    "Mae'r rhes yn llawer rhy hir i fod yn rhes o'r ffurflen hon.",
    "Look for something pasted into one of its cells, and take it out.",
    "Chwiliwch am rywbeth a gludwyd i un o'i chelloedd, a'i dynnu.",
)
CHILD_MISSING = left_out(
    "child_missing",
    "The row does not say which child it is about.",
    "Nid yw'r rhes yn dweud am ba blentyn y mae.",
    "Fill in CHILD with the child's number in your system.",
    "Llenwch CHILD â rhif y plentyn yn eich system.",
)
CHILD_UNUSABLE = left_out(
    "child_unusable",
    "“{value}” cannot be a child's number.",
    "Ni all “{value}” fod yn rhif plentyn.",
    "Put the child's number from your system, up to 32 letters and figures, with no formula or odd characters.",
    "Rhowch rif y plentyn o'ch system, hyd at 32 o lythrennau a rhifau, heb fformiwla na nodau rhyfedd.",
)
CHILD_MANGLED = left_out(
    "child_mangled",
    "A spreadsheet has rounded this child's number to “{value}”, so the child cannot be known.",
    "Mae taenlen wedi talgrynnu rhif y plentyn hwn i “{value}”, felly ni ellir adnabod y plentyn.",
    "Export the file again and send it without opening it in a spreadsheet.",
    "Allforiwch y ffeil eto a'i hanfon heb ei hagor mewn taenlen.",
)
KEY_DAY_MISSING = left_out(
    "key_day_missing",
    "The date in {column} is blank, and the row cannot be placed without it.",
    "Mae'r dyddiad yn {column} yn wag, ac ni ellir gosod y rhes hebddo.",
    "Fill in the date as day/month/year.",
    "Llenwch y dyddiad fel diwrnod/mis/blwyddyn.",
)
KEY_DAY_UNREADABLE = left_out(
    "key_day_unreadable",
    "“{value}” is not a date, and the row cannot be placed without one.",
    "Nid yw “{value}” yn ddyddiad, ac ni ellir gosod y rhes heb un.",
    "Write a day that exists, as day/month/year with four figures for the year: 31/03/2025.",
    "Ysgrifennwch ddiwrnod sy'n bod, fel diwrnod/mis/blwyddyn gyda phedwar ffigur i'r flwyddyn: 31/03/2025.",
)
DAY_UNREADABLE = doubt(
    "day_unreadable",
    "“{value}” in {column} is not a date; it was read as blank.",
    "Nid yw “{value}” yn {column} yn ddyddiad; fe'i darllenwyd fel gwag.",
    "Write a day that exists, as day/month/year with four figures for the year: 31/03/2025.",
    "Ysgrifennwch ddiwrnod sy'n bod, fel diwrnod/mis/blwyddyn gyda phedwar ffigur i'r flwyddyn: 31/03/2025.",
)
KEY_DAY_IN_PART = left_out(
    "key_day_in_part",
    "{column} needs a whole date, and “{value}” is only part of one.",
    "Mae angen dyddiad cyfan yn {column}, a dim ond rhan o un yw “{value}”.",
    "Find the day in the child's file and write it in full.",
    "Dewch o hyd i'r diwrnod yn ffeil y plentyn a'i ysgrifennu'n llawn.",
)
DAY_IN_PART = doubt(
    "day_in_part",
    "{column} needs a whole date, and “{value}” is only part of one; it was read as blank.",
    "Mae angen dyddiad cyfan yn {column}, a dim ond rhan o un yw “{value}”; fe'i darllenwyd fel gwag.",
    "Find the day in the child's file and write it in full.",
    "Dewch o hyd i'r diwrnod yn ffeil y plentyn a'i ysgrifennu'n llawn.",
)
VALUE_MISSING = doubt(
    "value_missing",
    "{column} is blank.",
    "Mae {column} yn wag.",
    "Fill it in if it is known.",
    "Llenwch ef os yw'n hysbys.",
)
VALUE_UNUSABLE = doubt(
    "value_unusable",
    "“{value}” cannot stand in {column}: it is too long, a formula, or holds characters that cannot be read.",
    "Ni all “{value}” sefyll yn {column}: mae'n rhy hir, yn fformiwla, neu'n cynnwys nodau na ellir eu darllen.",
    "Type it again. It was read as blank.",
    "Teipiwch ef eto. Fe'i darllenwyd fel gwag.",
)
CODE_UNKNOWN = doubt(
    "code_unknown",
    "“{value}” is not a code the return has ever used in {column}.",
    "Nid yw “{value}” yn god y mae'r ffurflen erioed wedi'i ddefnyddio yn {column}.",
    "Choose the code that fits from the year's list. Until then nothing is made of this cell.",
    "Dewiswch y cod sy'n gweddu o restr y flwyddyn. Tan hynny ni wneir dim o'r gell hon.",
)
CODE_OF_OTHER_YEAR = doubt(
    "code_of_other_year",
    "The code “{value}” belongs to another year's return ({more}). It was read with its meaning there.",
    "Mae'r cod “{value}” yn perthyn i ffurflen blwyddyn arall ({more}). Fe'i darllenwyd â'i ystyr yno.",
    "Check the collection year; if it is right, use this year's code.",
    "Gwiriwch y flwyddyn gasglu; os yw'n gywir, defnyddiwch god y flwyddyn hon.",
)
NUMBER_UNREADABLE = doubt(
    "number_unreadable",
    "“{value}” in {column} is not a whole number from 0 to 40; it was read as blank.",
    "Nid yw “{value}” yn {column} yn rhif cyfan o 0 i 40; fe'i darllenwyd fel gwag.",
    "Put the score, or leave it blank and give the reason there is none.",
    "Rhowch y sgôr, neu gadewch ef yn wag a rhowch y rheswm nad oes un.",
)
EPISODE_WITHOUT_LENGTH = left_out(
    "episode_without_length",
    "The episode ends on or before the day it begins ({more}).",
    "Mae'r bennod yn dod i ben ar neu cyn y diwrnod y mae'n dechrau ({more}).",
    "Correct DECOM or DEC. An episode lasts at least one night.",
    "Cywirwch DECOM neu DEC. Mae pennod yn para o leiaf un noson.",
)
ENDS_BEFORE_IT_BEGAN = doubt(
    "ends_before_it_began",
    "The end, {value}, is before the beginning ({more}).",
    "Mae'r diwedd, {value}, cyn y dechrau ({more}).",
    "Correct whichever date is wrong.",
    "Cywirwch y dyddiad anghywir.",
)
