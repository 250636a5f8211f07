"""Which framework is in force: loads the packaged law once, and refuses it if anything is missing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from importlib import import_module, resources
from typing import Any, TypeVar

from hafan.frameworks.values import read_rules
from hafan.practice.clocks import Clock
from hafan.practice.framework import Framework, check_complete
from hafan.practice.gates import Gate
from hafan.practice.scenarios import Scenario, read_scenarios
from hafan.practice.wording import Wording

COUNTRIES = ("england", "wales")
#: Each published version and the day its law was read up to. A case is judged by the version its asker names.
VERSIONS = {"v2026_11": date(2026, 11, 1)}
LATEST = "v2026_11"
_TITLES = {"england": Wording("England", "Lloegr"), "wales": Wording("Wales", "Cymru")}
_SHARED = "england_and_wales"
_Keyed = TypeVar("_Keyed", Clock, Gate)


class NoSuchFramework(LookupError):
    """There is no framework of this country and version."""


def _folder(country: str, version: str) -> Any:
    return resources.files(f"hafan.frameworks.{country}.{version}")


def _documents(country: str, version: str, under: str) -> Iterator[dict[str, Any]]:
    """Every TOML document in a folder of the law, in name order."""
    folder = _folder(country, version) / under
    for path in sorted(folder.iterdir(), key=lambda each: str(each.name)):
        if path.name.endswith(".toml"):
            yield tomllib.loads(path.read_text(encoding="utf-8"))


def _declared(country: str, version: str) -> tuple[list[Clock], list[Gate]]:
    module = import_module(f"hafan.frameworks.{country}.{version}.declared")
    return list(module.CLOCKS), list(module.GATES)


def _by_key(declared: Iterable[_Keyed]) -> dict[str, _Keyed]:
    found: dict[str, _Keyed] = {}
    for each in declared:
        if each.key in found:
            raise ValueError(f"declared twice: {each.key}")
        found[each.key] = each
    return found


@lru_cache(maxsize=16)
def framework(country: str, version: str = LATEST) -> Framework:
    """The framework of a country, without reading its scenarios. Raises NoSuchFramework."""
    if country not in COUNTRIES or version not in VERSIONS:
        raise NoSuchFramework(f"no framework {country} {version}")
    clocks, gates = _declared(country, version)
    return Framework(
        country=country,
        version=version,
        begins=VERSIONS[version],
        title=_TITLES[country],
        clocks=_by_key(clocks),
        gates=_by_key(gates),
        rules=read_rules(_documents(country, version, "values")),
    )


def scenarios(country: str, version: str = LATEST) -> list[Scenario]:
    """The stories of a country's framework: its own, and those it shares with the other country."""
    shared = (s for doc in _documents(_SHARED, version, "scenarios") for s in read_scenarios(doc))
    own = (s for doc in _documents(country, version, "scenarios") for s in read_scenarios(doc))
    known = framework(country, version).clocks
    return [each for each in (*shared, *own) if each.clock in known]


def load_complete(country: str, version: str = LATEST) -> Framework:
    """The framework, proved complete: every clock with its number and its boundary days. Raises IncompleteFramework."""
    found = framework(country, version)
    check_complete(found, scenarios(country, version))
    return found
