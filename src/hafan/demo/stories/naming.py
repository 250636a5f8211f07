"""Names and families: invented, of many heritages, the same for the same child every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from hafan.demo.stories.telling import Kin

SEXES = ("female", "male")


@dataclass(frozen=True, slots=True)
class Named:
    """A child's name, and who they are."""

    given: str
    family: str
    known_as: str
    ethnicity: str


def heritage(rng: Random, country: str, names: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a family's people come from."""
    lists = names["heritage"]
    return dict(rng.choices(lists, weights=[each["share"][country] for each in lists])[0])


def name_child(rng: Random, origin: Mapping[str, Any], family: str, sex: str, taken: set[str]) -> Named:
    """A given name that no other child of this family has."""
    choices = [name for name in origin["girls" if sex == "female" else "boys"] if name not in taken]
    given = rng.choice(choices or ["Robin"])
    taken.add(given)
    called = (
        given.split("-")[0].split(" ")[0] if ("-" in given or " " in given) and rng.random() < 0.5 else ""
    )
    return Named(given, family, called, origin["ethnicity"])


def family_of(rng: Random, origin: Mapping[str, Any], family: str, language: str) -> tuple[Kin, ...]:
    """A mother, usually a father, and often somebody else who matters. Numbers are from the range kept for stories."""
    words = ("mam", "tad", "mam-gu") if language == "cy" else ("mother", "father", "grandmother")
    reach = f"07700 900{rng.randint(0, 999):03d}"
    kin = [
        Kin(f"{rng.choice(origin['women'])} {family}", words[0], has_pr=True, language=language, reach=reach)
    ]
    if rng.random() < 0.75:
        kin.append(Kin(f"{rng.choice(origin['men'])} {family}", words[1], rng.random() < 0.6, language))
    if rng.random() < 0.45:
        others = [name for name in origin["women"] if not kin[0].name.startswith(f"{name} ")]
        kin.append(Kin(f"{rng.choice(others)} {family}", words[2], has_pr=False, language=language))
    return tuple(kin)
