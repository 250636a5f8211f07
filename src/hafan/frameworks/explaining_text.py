"""An explanation written out for people to read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from hafan.frameworks import explaining_words as words
from hafan.practice.saying import say_date
from hafan.practice.wording import Wording

WIDTH = 100
#: Groups that are told in one line: nothing is left to do in them.
_BRIEF = {"met", "ended"}


def as_text(found: dict[str, Any], title: Wording) -> str:
    """The explanation as plain text, without a control character from the file in it."""
    text = "\n".join(_lines(found, title)) + "\n"
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable())


def _lines(found: dict[str, Any], title: Wording) -> Iterator[str]:
    language = found["language"]
    yield from _heading(found, title, language)
    if found["entries"]["used"] and not found["obligations"]:
        yield from ("", words.NOTHING_ASKED.text(language))
    for group, name in words.GROUPS.items():
        shown = [each for each in found["obligations"] if each["group"] == group]
        if shown:
            yield from ("", f"{name.text(language)} ({len(shown)})")
            for each in shown:
                yield from _obligation(each, language)
    if found["gates"]:
        yield from ("", words.GATES.text(language))
        for gate in found["gates"]:
            yield from _gate(gate, language)
    yield from ("", words.NEXT_STEPS.text(language))
    yield from _steps(found["next_steps"], language)
    if found["keep_record"]:
        until = found["keep_record"]["until"]
        says = words.KEEP_UNTIL.fill(language, day=_day(until, language)) if until else ""
        yield from ("", words.KEEPING.text(language), f"  {says or words.KEEP_UNKNOWN.text(language)}")


def _heading(found: dict[str, Any], title: Wording, language: str) -> Iterator[str]:
    read_to = words.LAW_READ_TO.fill(
        language, day=_day(found["law_read_to"], language), version=found["framework"]
    )
    subject = words.SUBJECTS[found["subject"]].text(language)
    yield f"{subject} {found['reference']}"
    yield f"{title.text(language)}: {read_to}"
    if found["local_targets_of"]:
        yield words.WITH_TARGETS.fill(language, authority=found["local_targets_of"])
    entries, day = found["entries"], _day(found["on"], language)
    yield words.AS_KNOWN.fill(language, day=day, number=str(entries["used"]))
    if entries["not_yet_known"]:
        yield words.NOT_YET_KNOWN.fill(language, number=str(len(entries["not_yet_known"])))
    if not entries["used"]:
        yield words.NOTHING_KNOWN.text(language)


def _day(written: str, language: str) -> str:
    return say_date(date.fromisoformat(written), language)


#: In each group, the date that is told and the words it is told in.
_TOLD = {
    "met": ("done_on", words.DONE_ON),
    "ended": ("ended_on", words.SINCE),
    "paused": ("suspended_from", words.SINCE),
    "waiting": ("not_before", words.NOT_BEFORE_DAY),
    "allowed": ("not_before", words.SINCE),
}


def _when(each: dict[str, Any], language: str) -> str:
    """Its day in words, and how far off that is."""
    name, told = _TOLD.get(each["group"], ("", words.SINCE))
    if name and each[name]:
        return told.fill(language, state=each["state_says"], day=_day(each[name], language))
    if each["due_on"]:
        return f"{_by(each, language)} ({_how_far(each['days_left'], language)})"
    return ""


def _by(each: dict[str, Any], language: str) -> str:
    day = _day(each["due_on"], language)
    if each["kind"] == "lasts":
        return words.LASTS_UNTIL.fill(language, day=day)
    if each["kind"] == "runs_out":
        ran_out = each["group"] == "overdue"
        return (words.RAN_OUT_ON if ran_out else words.LASTS_UNTIL).fill(language, day=day)
    return words.BY_DAY.fill(language, day=day)


def _how_far(days: int, language: str) -> str:
    if days in (0, 1, -1):
        near = {0: words.TODAY, 1: words.ONE_DAY_LEFT, -1: words.ONE_DAY_LATE}[days]
        return near.text(language)
    return (words.DAYS_LEFT if days > 0 else words.DAYS_LATE).fill(language, number=str(abs(days)))


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ") or [
        indent.rstrip()
    ]


def _obligation(each: dict[str, Any], language: str) -> Iterator[str]:
    when = _when(each, language)
    yield from _wrap(f"{each['title']}{': ' if when else ''}{when}", "  ")
    if each["group"] in _BRIEF:
        return
    yield from _wrap(f"{words.TO_DO.text(language)}: {each['asks']} ({each['owner_says']})", "    ")
    if each["why_unknown"]:
        yield from _wrap(each["why_unknown"], "    ")
    for fact in each["facts"]:
        yield from _wrap(f"{words.WHY.text(language)}: {fact['says']} [{fact['ref']}]", "    ")
    if each["set_locally"]:
        yield f"    {words.SET_LOCALLY.text(language)}"
    yield from _authority(each, language, "    ")


def _authority(each: dict[str, Any], language: str, indent: str) -> Iterator[str]:
    mark = words.UNVERIFIED if each["confidence"] == "FM" else words.PARTLY_UNVERIFIED
    unverified = "" if each["verified"] else f" {mark.text(language)}:"
    confidence = f"({each['confidence_says']})"
    yield from _wrap(
        f"{words.RULE.text(language)}:{unverified} {each['force_says']}, {each['rule']}; {each['source']} {confidence}",
        indent,
    )
    if each["doubt"]:
        yield from _wrap(f"{words.DOUBT.text(language)}: {each['doubt']}", indent)


def _gate(gate: dict[str, Any], language: str) -> Iterator[str]:
    if not gate["asked"]:
        stands = words.NOT_ASKED
    elif gate["open"]:
        stands = words.OPEN
    else:
        stands = words.BARRED if gate["barred_by_law"] else words.SHUT
    yield from _wrap(f"{gate['ref']} {gate['title']}: {stands.text(language)}", "  ")
    for finding in gate["findings"]:
        met = {True: words.YES, False: words.NO, None: words.NOT_KNOWN}[finding["met"]]
        yield from _wrap(f"{met.text(language)}: {finding['says']}", "    ")
        if finding["remedy"]:
            yield from _wrap(f"{words.TO_DO.text(language)}: {finding['remedy']}", "      ")
            yield from _authority(finding, language, "      ")


def _steps(steps: list[dict[str, Any]], language: str) -> Iterator[str]:
    if not steps:
        yield f"  {words.NO_STEPS.text(language)}"
    for number, step in enumerate(steps, start=1):
        by = words.BY_DAY.fill(language, day=_day(step["due_on"], language)) if step["due_on"] else ""
        far = f" ({_how_far(step['days_left'], language)})" if by else ""
        yield from _wrap(f"{number}. {step['owner_says']}: {step['does']}{', ' if by else ''}{by}{far}", "  ")
