"""The law register is written from the framework, says everything that is in force, and is never out of step with it."""

from __future__ import annotations

from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from hafan.frameworks.registry import COUNTRIES, framework

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "docs/law/register.md"


def _script() -> ModuleType:
    spec = util.spec_from_file_location("write_law_register", ROOT / "scripts/write_law_register.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestTheLawRegister:
    def test_is_up_to_date(self) -> None:
        assert REGISTER.read_text(encoding="utf-8") == _script().register(), (
            "docs/law/register.md is out of date: run python scripts/write_law_register.py"
        )

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_names_every_rule_with_its_source_and_its_doubt(self, country: str) -> None:
        text = REGISTER.read_text(encoding="utf-8")
        rules = framework(country).rules.values()
        assert [rule.key for rule in rules if f"`{rule.key}`" not in text] == []
        assert [rule.key for rule in rules if rule.source not in text] == []
        assert [rule.key for rule in rules if rule.doubt and rule.doubt.en not in text] == []

    def test_says_what_is_not_held(self) -> None:
        text = REGISTER.read_text(encoding="utf-8")
        assert "## What is not held" in text
        assert "Short breaks" in text
        assert "## Open questions" in text
