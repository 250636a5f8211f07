"""The case file's schema and its list of kinds are written from the declarations, and are never out of step with them."""

from __future__ import annotations

import json
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hafan.practice.casefile import read_case
from hafan.practice.casefile_schema import case_schema
from hafan.practice.entry_types import ENTRY_TYPES

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("case-*.json"))


def _script() -> ModuleType:
    spec = util.spec_from_file_location("write_case_file_docs", ROOT / "scripts/write_case_file_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestWhatOthersReadAboutTheCaseFile:
    @pytest.mark.parametrize("name", ["docs/case-file.schema.json", "docs/reference/entry-kinds.md"])
    def test_is_up_to_date(self, name: str) -> None:
        written = (ROOT / name).read_text(encoding="utf-8")
        assert written == _script().WRITTEN[ROOT / name](), (
            f"{name} is out of date: run python scripts/write_case_file_docs.py"
        )

    def test_has_a_sound_example_of_each_country(self) -> None:
        cases = [read_case(json.loads(path.read_text(encoding="utf-8"))) for path in EXAMPLES]
        assert {case.country for case in cases} == {"england", "wales"}

    def test_shows_in_its_guide_a_case_that_can_be_read(self) -> None:
        guide = (ROOT / "docs/reference/case-file.md").read_text(encoding="utf-8")
        block = guide[guide.index("    {") : guide.index("    }\n") + 6]
        assert read_case(json.loads(block)).entries


class TestTheSchema:
    def test_knows_the_details_of_every_kind(self) -> None:
        held = case_schema()["$defs"]
        assert [kind.key for kind in ENTRY_TYPES if f"details.{kind.key}" not in held] == []

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_accepts_the_examples_and_refuses_what_the_reader_refuses(self, path: Path) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        check = jsonschema.Draft202012Validator(case_schema())
        assert list(check.iter_errors(document)) == []
        document["entries"][0]["kind"] = "no_such_kind"
        assert list(check.iter_errors(document)) != []
