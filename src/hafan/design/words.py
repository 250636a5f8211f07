"""Dates, ages and counted things in English and in Welsh, with the mutations a Welsh reader expects."""

from __future__ import annotations

from datetime import date
from typing import Literal

Thing = Literal["day", "week", "month", "year", "child", "entry"]

MONTHS = {
    "en": ("January February March April May June July August September October November December").split(),
    "cy": ("Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr").split(),
}
SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "cy": "Ion Chwe Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag".split(),
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "cy": "dydd Llun,dydd Mawrth,dydd Mercher,dydd Iau,dydd Gwener,dydd Sadwrn,dydd Sul".split(","),
}
ENGLISH: dict[Thing, tuple[str, str]] = {
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "child": ("child", "children"),
    "entry": ("entry", "entries"),
}
#: The form after each figure; the last form serves every other figure. Days stay "diwrnod" after 5, as printed
#: Welsh has it beside a figure; years take "mlynedd".
WELSH: dict[Thing, tuple[dict[int, str], str]] = {
    "day": ({2: "ddiwrnod"}, "diwrnod"),
    "week": ({}, "wythnos"),
    "month": ({2: "fis"}, "mis"),
    "year": ({1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 6: "blynedd"}, "mlynedd"),
    "child": ({2: "blentyn", 3: "phlentyn", 6: "phlentyn"}, "plentyn"),
    "entry": ({2: "gofnod", 3: "chofnod", 6: "chofnod"}, "cofnod"),
}
#: Above ten Welsh counts people and things as "11 o blant".
WELSH_MANY: dict[Thing, str] = {"child": "o blant", "entry": "o gofnodion"}
WELSH_NONE: dict[Thing, str] = {"child": "dim plant", "entry": "dim cofnodion"}
#: The word for years of age, which is not the word for years of time.
WELSH_AGE = ({1: "flwydd", 2: "flwydd", 3: "blwydd", 4: "blwydd", 6: "blwydd"}, "mlwydd")


def counted(number: int, thing: Thing, lang: str) -> str:
    """'3 children', '3 phlentyn', '2 flynedd'."""
    if lang != "cy":
        return f"{number:,} {ENGLISH[thing][number != 1]}"
    if number == 0 and thing in WELSH_NONE:
        return WELSH_NONE[thing]
    if number > 10 and thing in WELSH_MANY:
        return f"{number:,} {WELSH_MANY[thing]}"
    forms, otherwise = WELSH[thing]
    return f"{number:,} {forms.get(number, otherwise)}"


def date_in_words(day: date, lang: str) -> str:
    """'3 March 2026', '3 Mawrth 2026'."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def short_date(day: date, lang: str) -> str:
    """'3 Mar 2026', '3 Maw 2026': for tables and pictures."""
    return f"{day.day} {SHORT_MONTHS[lang][day.month - 1]} {day.year}"


def weekday_in_words(day: date, lang: str) -> str:
    """'Tuesday 3 March 2026', 'dydd Mawrth 3 Mawrth 2026'."""
    return f"{DAYS[lang][day.weekday()]} {date_in_words(day, lang)}"


def imprecise_in_words(earliest: date | None, precision: str, lang: str) -> str:
    """A date as well as it is known: to the day, the month, the year, or not at all."""
    if earliest is None or precision == "unknown":
        return "dyddiad ddim yn hysbys eto" if lang == "cy" else "date not known yet"
    if precision == "year":
        return str(earliest.year)
    if precision == "month":
        return f"{MONTHS[lang][earliest.month - 1]} {earliest.year}"
    return date_in_words(earliest, lang)


def whole_months(start: date, end: date) -> int:
    """Months completed between two days."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def span_in_words(days: int, lang: str) -> str:
    """A length of time as people say it: days to four weeks, weeks to six months, then months, then years."""
    if days < 28:
        return counted(days, "day", lang)
    if days < 183:
        return counted(days // 7, "week", lang)
    if days < 730:
        return counted(int(days / 30.44), "month", lang)
    return counted(int(days / 365.25), "year", lang)


def age_in_words(born: date, on: date, lang: str) -> str:
    """'13 weeks old', '13 wythnos oed'; before the day, when it is expected."""
    if on < born:
        ahead = span_in_words((born - on).days, lang)
        return f"disgwylir ymhen {ahead}" if lang == "cy" else f"expected in {ahead}"
    old = "oed" if lang == "cy" else "old"
    days, months = (on - born).days, whole_months(born, on)
    if days < 14:
        return f"{counted(days, 'day', lang)} {old}"
    if months < 6:
        return f"{counted(days // 7, 'week', lang)} {old}"
    if months < 24:
        return f"{counted(months, 'month', lang)} {old}"
    return f"{years_of_age(months // 12, lang)} {old}"


def years_of_age(years: int, lang: str) -> str:
    """'2 years', '2 flwydd'."""
    if lang != "cy":
        return counted(years, "year", lang)
    forms, otherwise = WELSH_AGE
    return f"{years} {forms.get(years, otherwise)}"


def days_in_words(days: int, lang: str) -> str:
    """How far a day is from now: 'in 3 days', 'today', '2 days late'."""
    welsh = lang == "cy"
    if days == 0:
        return "heddiw" if welsh else "today"
    if days == 1:
        return "yfory" if welsh else "tomorrow"
    span = span_in_words(abs(days), lang)
    if days > 0:
        return f"ymhen {span}" if welsh else f"in {span}"
    return f"{span} yn hwyr" if welsh else f"{span} late"
