"""Writes docs/security/asvs.md: how Hafan answers each requirement of OWASP ASVS 5.0.0, from docs/security/asvs-answers.toml.

`--check` writes nothing and says what is not true: a requirement without answer, a test, heading or look that does not exist, an old page.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from steps import ROOT

HERE = ROOT / "docs" / "security"
CSV, ANSWERS, PAGE = HERE / "asvs.csv", HERE / "asvs-answers.toml", HERE / "asvs.md"
STATUSES = ("tested", "documented", "looked at where served", "not applicable", "not met")
LOOKS_IN = (
    "src/hafan/config/check_deploy.py",
    "src/hafan/config/deployed.py",
    "src/hafan/config/seen_from_outside.py",
)


@dataclass(frozen=True)
class Requirement:
    """One requirement of the standard: its number, chapter and level. Its words stay in OWASP's own file."""

    id: str
    chapter: str
    title: str
    level: int


@dataclass(frozen=True)
class Answer:
    """How one requirement is answered, and what shows it."""

    id: str
    says: str
    tests: tuple[str, ...]
    documents: tuple[str, ...]
    looks: tuple[str, ...]
    absent: tuple[str, ...]
    not_met: str

    @property
    def status(self) -> str:
        """One of STATUSES; whatever is partly done is not met."""
        if self.not_met:
            return "not met"
        held = {"not applicable": self.absent, "tested": self.tests, "looked at where served": self.looks}
        return next((name for name, shown in held.items() if shown), "documented" if self.documents else "")


def requirements() -> list[Requirement]:
    """All of the standard, in its order."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return [
            Requirement(r["req_id"], r["chapter_id"], r["chapter_name"], int(r["L"]))
            for r in csv.DictReader(file)
        ]


def answers() -> dict[str, Answer]:
    """All answers, with the short names of files written out."""
    told = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))
    places: dict[str, str] = told["places"]

    def full(name: str) -> str:
        first, mark, rest = re.match(r"([^:#]+)(::|#)?(.*)", name).groups()  # type: ignore[union-attr]
        return places.get(first, first) + (mark or "") + rest

    def all_of(answer: dict[str, object], key: str) -> tuple[str, ...]:
        return tuple(full(name) for name in answer.get(key, ()))  # type: ignore[attr-defined]

    return {
        key: Answer(
            key,
            a["says"],
            all_of(a, "test"),
            all_of(a, "doc"),
            tuple(a.get("look", ())),
            all_of(a, "absent"),
            a.get("not_met", ""),
        )
        for key, a in told["answers"].items()
    }


def faults(asked: list[Requirement], given: dict[str, Answer]) -> Iterator[str]:
    """What the answers claim and is not so."""
    known = {requirement.id for requirement in asked}
    yield from (f"{key}: no answer" for key in sorted(known - set(given)))
    yield from (f"{key}: no such requirement" for key in sorted(set(given) - known))
    for answer in given.values():
        if not answer.status:
            yield f"{answer.id}: nothing shows it"
        if len(answer.says.split()) < 2:
            yield f"{answer.id}: not in words"
        yield from (
            f"{answer.id}: no test {name}" for name in (*answer.tests, *answer.absent) if not is_test(name)
        )
        yield from (f"{answer.id}: no heading {name}" for name in answer.documents if not is_heading(name))
        yield from (f"{answer.id}: no look {name}" for name in answer.looks if name not in looks())


def is_test(name: str) -> bool:
    """Whether a test file, a class of it or a test in either is there."""
    path, _, inside = name.partition("[")[0].partition("::")
    return (ROOT / path).is_file() and (not inside or inside in tests_of(path))


@cache
def tests_of(path: str) -> frozenset[str]:
    """The classes of tests of a file that hold a test, their tests, and the tests of its own."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            inside = [
                f"{node.name}::{n.name}"
                for n in node.body
                if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")
            ]
            found |= {node.name, *inside} if inside else set()
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(node.name)
    return frozenset(found)


def is_heading(name: str) -> bool:
    """Whether a document is there, with the heading if one is named."""
    path, _, heading = name.partition("#")
    return (ROOT / path).is_file() and (not heading or heading in headings_of(path))


@cache
def headings_of(path: str) -> frozenset[str]:
    """The anchors of a document."""
    lines = re.findall(r"^#{1,6} (.+)$", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in lines)


@cache
def looks() -> frozenset[str]:
    """The names of what `hafan check-deploy` looks at."""
    text = "".join((ROOT / path).read_text(encoding="utf-8") for path in LOOKS_IN)
    return frozenset(re.findall(r'^    "([a-z-]+)": \w+,$', text, re.MULTILINE))


def page(asked: list[Requirement], given: dict[str, Answer]) -> str:
    """The whole page."""
    return "\n".join([*_head(asked, given), *_counts(asked, given), *_rows(asked, given)]) + "\n"


def _head(asked: list[Requirement], given: dict[str, Answer]) -> Iterator[str]:
    applies = [r for r in asked if given[r.id].status != "not applicable"]
    passed = [r for r in applies if given[r.id].status != "not met"]
    first = [r for r in applies if r.level < 3]
    third = [r for r in applies if r.level == 3]
    yield from (
        "# Hafan against OWASP ASVS 5.0.0",
        "",
        "<!-- written by scripts/write_asvs.py from asvs-answers.toml; do not edit -->",
        "",
        "A self-assessment: nobody independent has made it. The words of the requirements are OWASP's, in [asvs.csv](asvs.csv)",
        "(© The OWASP Foundation, [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/), see [asvs.csv.license](asvs.csv.license));",
        "the words below are ours and only hint at them. **tested**: a test of this repository fails when it stops being true.",
        "**documented**: the standard asks for a document, and it is there. **looked at where served**: `hafan check-deploy` sees it.",
        "**not applicable**: a test shows that Hafan has no such thing. **not met** means also: partly met, or not shown.",
        "A wall (`tests/walls/test_asvs.py`) fails when a requirement has no answer or an answer names what is not there.",
        "",
        f"Of {len(asked)} requirements {len(applies)} apply; {len(passed)} are met, {len(applies) - len(passed)} are not.",
        f"Levels 1 and 2: {_share(first, given)}. Level 3: {_share(third, given)}.",
        "",
    )


def _share(some: list[Requirement], given: dict[str, Answer]) -> str:
    met = sum(given[r.id].status != "not met" for r in some)
    return f"{met} of {len(some)} that apply ({100 * met // max(1, len(some))} %)"


def _counts(asked: list[Requirement], given: dict[str, Answer]) -> Iterator[str]:
    yield "| chapter | level | all | " + " | ".join(STATUSES) + " |"
    yield "|---|---|---|" + "---|" * len(STATUSES)
    for chapter in dict.fromkeys(r.chapter for r in asked):
        for level in (1, 2, 3):
            here = [r for r in asked if r.chapter == chapter and r.level == level]
            count = Counter(given[r.id].status for r in here)
            if here:
                told = " | ".join(str(count[status] or "") for status in STATUSES)
                yield f"| {chapter} {here[0].title} | {level} | {len(here)} | {told} |"
    count = Counter(given[r.id].status for r in asked)
    yield (
        f"| **all** | | **{len(asked)}** | "
        + " | ".join(f"**{count[status]}**" for status in STATUSES)
        + " |"
    )


def _rows(asked: list[Requirement], given: dict[str, Answer]) -> Iterator[str]:
    for chapter in dict.fromkeys(r.chapter for r in asked):
        here = [r for r in asked if r.chapter == chapter]
        yield from (
            "",
            f"## {chapter} {here[0].title}",
            "",
            "| | level | in our words | answer | shown by |",
            "|---|---|---|---|---|",
        )
        for r in here:
            answer = given[r.id]
            yield f"| {r.id} | {r.level} | {answer.says} | {answer.status} | {_shown(answer)} |"


def _shown(answer: Answer) -> str:
    tests = [f"[{_short(name)}](../../{name.partition('::')[0]})" for name in (*answer.absent, *answer.tests)]
    documents = [f"[{Path(name.partition('#')[0]).name}](../../{name})" for name in answer.documents]
    shown = ", ".join([*tests, *documents, *(f"`check-deploy: {name}`" for name in answer.looks)])
    return f"**{answer.not_met}**" + (f" So far: {shown}" if shown else "") if answer.not_met else shown


def _short(name: str) -> str:
    path, _, inside = name.partition("::")
    return f"{Path(path).stem} {inside.split('::')[0]}".strip()


def main() -> int:
    """Write the page, or check it."""
    asked, given = requirements(), answers()
    wrong = list(faults(asked, given))
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    text = page(asked, given)
    if "--check" in sys.argv:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
            print("docs/security/asvs.md is old: run scripts/write_asvs.py", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
