"""An old case asked again gives the old answer, though the law has since changed."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hafan.frameworks import explain as command
from hafan.frameworks import registry

NEXT = "v2099_04"
OLD = {"ref": "a", "kind": "became_looked_after", "on": "2026-03-09"}


@pytest.fixture
def a_new_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A made-up later version, in which the first review is due within 10 working days and not 20."""
    packages = [
        importlib.import_module(f"hafan.frameworks.{name}")
        for name in (*registry.COUNTRIES, "england_and_wales")
    ]
    for package in packages:
        law = Path(str(package.__file__)).parent
        ours = tmp_path / law.name
        shutil.copytree(law / registry.LATEST, ours / NEXT, ignore=shutil.ignore_patterns("__pycache__"))
        for path in (*ours.rglob("*.py"), *ours.rglob("*.toml")):
            text = path.read_text(encoding="utf-8").replace(registry.LATEST, NEXT)
            path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(ours)])
    reviews = tmp_path / "england" / NEXT / "values" / "reviews.toml"
    assert "20 working days" in reviews.read_text(encoding="utf-8")
    reviews.write_text(
        reviews.read_text(encoding="utf-8").replace("20 working days", "10 working days"), encoding="utf-8"
    )
    monkeypatch.setitem(registry.VERSIONS, NEXT, date(2099, 4, 1))
    registry.framework.cache_clear()
    importlib.invalidate_caches()
    yield NEXT
    registry.framework.cache_clear()
    for name in [name for name in sys.modules if NEXT in name]:
        del sys.modules[name]


def due(capsys: pytest.CaptureFixture[str], path: Path) -> tuple[str, str]:
    """The version that answered, and when it says the first review is due."""
    assert command.main([str(path), "--on", "2026-03-20", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    review = next(each for each in found["obligations"] if each["rule"] == "review_first")
    return found["framework"], review["due_on"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An old case that names no version."""
    about = {"format": "hafan-case", "version": 1, "country": "england", "reference": "Old"}
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**about, "entries": [OLD]}))
    return path


class TestAfterTheLawHasChanged:
    def test_an_old_case_judged_by_its_own_version_keeps_its_answer(
        self, a_new_version: str, case: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = due(capsys, case)
        assert before == (registry.LATEST, "2026-04-08")
        document = json.loads(case.read_text())
        case.write_text(json.dumps({**document, "framework": registry.LATEST}))
        assert due(capsys, case) == before

    def test_the_same_case_judged_by_the_new_version_gets_the_new_answer(
        self, a_new_version: str, case: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        document = json.loads(case.read_text())
        case.write_text(json.dumps({**document, "framework": a_new_version}))
        # ten working days from Monday 9 March 2026
        assert due(capsys, case) == (a_new_version, "2026-03-23")

    def test_the_other_country_is_untouched(self, a_new_version: str) -> None:
        old, new = (registry.framework("wales", version) for version in (registry.LATEST, a_new_version))
        assert old.rules == new.rules
