"""Kinds of fault that show only when a child's rows are put side by side."""

from __future__ import annotations

from hafan.exchange.ssda903.kinds import doubt, left_out

EPISODE_REPEATED = left_out(
    "episode_repeated",
    "Child {child} has another episode beginning on {value} further down; the last one was taken.",
    "Mae gan blentyn {child} bennod arall yn dechrau ar {value} ymhellach i lawr; cymerwyd yr olaf.",
    "Take out the row that is wrong.",
    "Tynnwch y rhes anghywir.",
)
ROW_REPEATED = left_out(
    "row_repeated",
    "This row says the same as another row about child {child}; it was taken once.",
    "Mae'r rhes hon yn dweud yr un peth â rhes arall am blentyn {child}; fe'i cymerwyd unwaith.",
    "Nothing, or take out one of the two.",
    "Dim, neu tynnwch un o'r ddwy.",
)
SUPERSEDED = left_out(
    "superseded",
    "Child {child} may have only one row in this table; a later row was taken.",
    "Dim ond un rhes a all fod gan blentyn {child} yn y tabl hwn; cymerwyd rhes ddiweddarach.",
    "Take out the row that is wrong. If they are two children, give them different numbers.",
    "Tynnwch y rhes anghywir. Os dau blentyn ydynt, rhowch rifau gwahanol iddynt.",
)
TWO_BIRTHS = doubt(
    "two_births",
    "The children's table gives child {child} two dates of birth, {more}; the last was taken.",
    "Mae tabl y plant yn rhoi dau ddyddiad geni i blentyn {child}, {more}; cymerwyd yr olaf.",
    "Find out whether these are two children with one number, before anything is recorded.",
    "Gwiriwch ai dau blentyn ag un rhif yw'r rhain, cyn cofnodi dim.",
)
BIRTH_DIFFERS = doubt(
    "birth_differs",
    "The date of birth here, {value}, is not the one in the children's table ({more}).",
    "Nid yw'r dyddiad geni yma, {value}, yr un fath â'r un yn nhabl y plant ({more}).",
    "Check the birth certificate and make them agree. The children's table was followed.",
    "Gwiriwch y dystysgrif geni a gwnewch iddynt gytuno. Dilynwyd tabl y plant.",
)
NO_HEADER = doubt(
    "no_header",
    "Child {child} has no row in the children's table; the date of birth was taken from another table.",
    "Nid oes gan blentyn {child} res yn nhabl y plant; cymerwyd y dyddiad geni o dabl arall.",
    "Add the child to the children's table (Header).",
    "Ychwanegwch y plentyn at dabl y plant (Header).",
)
NO_BIRTH = left_out(
    "no_birth",
    "No table gives a usable date of birth for child {child}, so the child cannot be set up.",
    "Nid oes unrhyw dabl yn rhoi dyddiad geni defnyddiadwy i blentyn {child}, felly ni ellir creu'r plentyn.",
    "Put the child in the children's table (Header) with a date of birth, and read the return again.",
    "Rhowch y plentyn yn nhabl y plant (Header) gyda dyddiad geni, a darllenwch y ffurflen eto.",
)
BIRTH_TO_COME = doubt(
    "birth_to_come",
    "The date of birth, {value}, is after the end of the collection year ({more}); it was not used.",
    "Mae'r dyddiad geni, {value}, ar ôl diwedd y flwyddyn gasglu ({more}); ni chafodd ei ddefnyddio.",
    "Correct it. A child not yet born is recorded in Hafan as unborn, and is not in this return.",
    "Cywirwch ef. Cofnodir plentyn sydd heb ei eni yn Hafan fel plentyn heb ei eni, ac nid yw yn y ffurflen hon.",
)
BEFORE_BIRTH = doubt(
    "before_birth",
    "{column}, {value}, is before the child was born ({more}).",
    "Mae {column}, {value}, cyn i'r plentyn gael ei eni ({more}).",
    "Correct the date, or the date of birth.",
    "Cywirwch y dyddiad, neu'r dyddiad geni.",
)
AFTER_YEAR = doubt(
    "after_year",
    "{column}, {value}, is after the end of the collection year ({more}).",
    "Mae {column}, {value}, ar ôl diwedd y flwyddyn gasglu ({more}).",
    "Check the date, and that the collection year is right.",
    "Gwiriwch y dyddiad, a bod y flwyddyn gasglu'n gywir.",
)
CEASED_WITHOUT_DAY = doubt(
    "ceased_without_day",
    "A reason the episode ended ({value}) is given, but no day; the reason was not used.",
    "Rhoddir rheswm dros ddiwedd y bennod ({value}), ond dim diwrnod; ni ddefnyddiwyd y rheswm.",
    "Fill in DEC if the episode has ended; otherwise leave REC blank.",
    "Llenwch DEC os yw'r bennod wedi dod i ben; fel arall gadewch REC yn wag.",
)
CEASED_WITHOUT_REASON = doubt(
    "ceased_without_reason",
    "The episode ended on {value}, but no reason is given.",
    "Daeth y bennod i ben ar {value}, ond ni roddir rheswm.",
    "Fill in REC.",
    "Llenwch REC.",
)
OPEN_BEFORE_NEXT = doubt(
    "open_before_next",
    "The episode has no end, yet another begins on {value}; it was read as ending that day.",
    "Nid oes diwedd i'r bennod, ond mae un arall yn dechrau ar {value}; fe'i darllenwyd fel un a ddaeth i ben y diwrnod hwnnw.",
    "Fill in DEC and REC.",
    "Llenwch DEC a REC.",
)
OVERLAP = doubt(
    "episodes_overlap",
    "The episode begins on {value}, before the one ahead of it ends ({more}).",
    "Mae'r bennod yn dechrau ar {value}, cyn i'r un o'i blaen ddod i ben ({more}).",
    "Correct the dates so that one ends on the day the next begins.",
    "Cywirwch y dyddiadau fel bod un yn dod i ben ar y diwrnod y mae'r nesaf yn dechrau.",
)
GAP = doubt(
    "gap_in_care",
    "The episode ahead said another began the same day ({more}), but this one begins on {value}.",
    "Dywedodd y bennod o'i blaen fod un arall yn dechrau yr un diwrnod ({more}), ond mae hon yn dechrau ar {value}.",
    "Add the missing episode, or correct REC if the child left care in between.",
    "Ychwanegwch y bennod sydd ar goll, neu cywirwch REC os gadawodd y plentyn ofal yn y cyfamser.",
)
LEFT_AND_STAYED = doubt(
    "left_and_stayed",
    "The episode ahead says the child left care ({more}), but this one begins the same day without starting care anew.",
    "Dywed y bennod o'i blaen fod y plentyn wedi gadael gofal ({more}), ond mae hon yn dechrau yr un diwrnod heb ailddechrau gofal.",
    "Correct REC to X1 if the child stayed in care, or RNE to S if care began again.",
    "Cywirwch REC i X1 os arhosodd y plentyn mewn gofal, neu RNE i S os ailddechreuodd gofal.",
)
