"""What a person would say about a child: "13 weeks old, living with early permanence carers since birth, both plans active"."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from hafan.design.words import age_in_words, date_in_words, span_in_words
from hafan.practice.states import STATE_WORDS, ChildState
from hafan.practice.wording import Wording


class Stood(Protocol):
    """Where a child stands: the row kept for lists, or the same worked out as at a past day."""

    state: str
    is_open: bool
    placement_kind: str
    with_carers_from: date | None
    looked_after_from: date | None
    plans_return: bool | None
    plans_adoption: bool | None


class Known(Protocol):
    """When a child was born, or is expected."""

    born_on: date | None
    expected_on: date | None


LIVING: dict[str, Wording] = {
    "ep_foster": Wording("living with early permanence carers", "yn byw gyda gofalwyr sefydlogrwydd cynnar"),
    "ep_kin": Wording(
        "living with early permanence carers who are family or friends",
        "yn byw gyda gofalwyr sefydlogrwydd cynnar sy'n deulu neu'n ffrindiau",
    ),
    "foster": Wording("living with foster carers", "yn byw gyda gofalwyr maeth"),
    "foster_long_term": Wording(
        "living with long-term foster carers", "yn byw gyda gofalwyr maeth tymor hir"
    ),
    "kin_foster": Wording(
        "living with family or friends who foster", "yn byw gyda theulu neu ffrindiau sy'n maethu"
    ),
    "kin_foster_long_term": Wording(
        "living long term with family or friends who foster",
        "yn byw'n dymor hir gyda theulu neu ffrindiau sy'n maethu",
    ),
    "with_parent": Wording("living with a parent", "yn byw gyda rhiant"),
    "adoption": Wording("placed for adoption", "wedi'i leoli ar gyfer mabwysiadu"),
    "hospital": Wording("in hospital", "yn yr ysbyty"),
    "parent_and_child": Wording(
        "living with a parent in a family centre or mother and baby unit",
        "yn byw gyda rhiant mewn canolfan deulu neu uned mam a'i baban",
    ),
    "childrens_home": Wording("living in a children's home", "yn byw mewn cartref plant"),
    "secure": Wording("living in a secure home", "yn byw mewn cartref diogel"),
    "supported": Wording("living in supported accommodation", "yn byw mewn llety â chymorth"),
    "residential_school": Wording("living at a residential school", "yn byw mewn ysgol breswyl"),
    "custody": Wording("in custody", "yn y ddalfa"),
    "independent": Wording("living independently", "yn byw'n annibynnol"),
    "temporary_hospital": Wording("in hospital for a while", "yn yr ysbyty am gyfnod"),
    "temporary_holiday": Wording("on holiday", "ar wyliau"),
    "temporary_carer_away": Wording(
        "with other carers while the carer is away", "gyda gofalwyr eraill tra bo'r gofalwr i ffwrdd"
    ),
    "temporary_other": Wording("away for a few days", "i ffwrdd am rai dyddiau"),
    "other": Wording("living in another placement", "yn byw mewn lleoliad arall"),
}
_SINCE_BIRTH = Wording("since birth", "ers yr enedigaeth")
_FOR = Wording("for {span}", "ers {span}")
_PLANS: dict[tuple[bool, bool], Wording] = {
    (True, True): Wording("both plans active", "y ddau gynllun ar waith"),
    (True, False): Wording("the plan is return home", "y cynllun yw dychwelyd adref"),
    (False, True): Wording("the plan is adoption", "y cynllun yw mabwysiadu"),
}
_NOT_IN_CARE = Wording("not looked after", "ddim yn derbyn gofal")
_NO_PLAN = Wording("no care plan recorded yet", "dim cynllun gofal wedi'i gofnodi eto")
_NOT_BORN = Wording("not yet born", "heb ei eni eto")
_EXPECTED = Wording("not yet born, expected on {day}", "heb ei eni eto, disgwylir ar {day}")
_WAS_EXPECTED = Wording(
    "not recorded as born, was expected on {day}", "heb gofnod o'r enedigaeth, disgwyliwyd ar {day}"
)


def say_child(child: Known, stood: Stood, on: date, language: str) -> str:
    """One sentence about where a child stands on a day, without a name, beginning with a capital."""
    said = [say_age(child, on, language), say_home(child, stood, on, language)]
    if stood.is_open:
        said.append(say_plans(stood, language))
    sentence = ", ".join(part for part in said if part)
    return sentence[:1].upper() + sentence[1:]


def say_age(child: Known, on: date, language: str) -> str:
    """How old, or when expected."""
    if child.born_on is not None and child.born_on <= on:
        return age_in_words(child.born_on, on, language)
    if child.expected_on is None:
        return _NOT_BORN.text(language)
    words = _EXPECTED if child.expected_on >= on else _WAS_EXPECTED
    return words.fill(language, day=date_in_words(child.expected_on, language))


def say_home(child: Known, stood: Stood, on: date, language: str) -> str:
    """Where the child lives and for how long; where there is no placement, the state of the journey."""
    living = LIVING.get(stood.placement_kind) if stood.is_open else None
    if living is None:
        return _say_state(stood.state, born=child.born_on is not None, language=language)
    since = _since(child.born_on, stood.with_carers_from, on, language)
    return f"{living.text(language)} {since}".strip()


def _say_state(state: str, *, born: bool, language: str) -> str:
    if state == ChildState.UNBORN_OR_REFERRED.value:
        return _NOT_IN_CARE.text(language) if born else ""
    return STATE_WORDS[ChildState(state)].text(language) if state in set(ChildState) else ""


def _since(born_on: date | None, began_on: date | None, on: date, language: str) -> str:
    if began_on is None or began_on >= on:
        return ""
    if began_on == born_on:
        return _SINCE_BIRTH.text(language)
    return _FOR.fill(language, span=span_in_words((on - began_on).days, language))


def say_plans(stood: Stood, language: str) -> str:
    """Which plans are kept open; return home and adoption weigh the same."""
    if stood.plans_return is None:
        return _NO_PLAN.text(language) if stood.looked_after_from else ""
    words = _PLANS.get((bool(stood.plans_return), bool(stood.plans_adoption)))
    return words.text(language) if words else ""
