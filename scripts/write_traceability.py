"""Writes docs/traceability.md: which clause of the sources is proved by which test, and evidenced by which entry."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hafan.practice.entry_types import ENTRY_TYPES

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "traceability.md"
HEADING = """# Traceability

Written by `scripts/write_traceability.py`; do not edit. A clause is a numbered statement of a source document:
ENG the National Early Permanence Practice Standards (England, 2023), WEP-NEWS and WEP-RES the Welsh Early Permanence
newsletter and page for professionals (2024), NWG the national working group, BLOG the national programme, GLO the
glossary of the standards; G-nn is a gate and C-nn a clock of this project. A clause that is not in the table is not yet
proved by any test.

| clause | tests that prove it | entries that are evidence for it |
|---|---|---|
"""


def marked() -> Iterator[tuple[str, str]]:
    """Every (clause, test) in the tests, read without running them."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node, name in _functions(ast.parse(path.read_text(encoding="utf-8")), ""):
            for decorator in node.decorator_list:
                yield from ((clause, f"{path.stem}: {name}") for clause in _clauses(decorator))


def _functions(tree: ast.AST, inside: str) -> Iterator[tuple[ast.FunctionDef | ast.ClassDef, str]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = f"{inside} {_words(node.name)}".strip()
            yield node, name
            if isinstance(node, ast.ClassDef):
                yield from _functions(node, name)


def _words(name: str) -> str:
    """TestAPeriodOfCare and test_begins_again as words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name.removeprefix("Test"))
    return spaced.removeprefix("test_").replace("_", " ").lower()


def _clauses(decorator: ast.expr) -> Iterator[str]:
    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.clause"):
        yield from (arg.value for arg in decorator.args if isinstance(arg, ast.Constant))


def _sorting(clause: str) -> list[object]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", clause)]


def text() -> str:
    """The whole page."""
    tests: dict[str, list[str]] = defaultdict(list)
    for clause, test in marked():
        tests[clause].append(test)
    kinds: dict[str, list[str]] = defaultdict(list)
    for declared in ENTRY_TYPES:
        for clause in declared.evidences:
            kinds[clause].append(f"`{declared.key}`")
    rows = (
        f"| {clause} | {'<br>'.join(tests.get(clause, []))} | {', '.join(kinds.get(clause, []))} |"
        for clause in sorted({*tests, *kinds}, key=_sorting)
    )
    return HEADING + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            TARGET.read_text(encoding="utf-8") != text()
            and f"{TARGET.name} is out of date: run {sys.argv[0]}"
        )
    TARGET.write_text(text(), encoding="utf-8")
