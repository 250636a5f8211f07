"""The self-assessment against OWASP ASVS says nothing that is not there, and leaves nothing unanswered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import write_asvs  # noqa: E402

ASKED, GIVEN = write_asvs.requirements(), write_asvs.answers()


class TestTheSelfAssessment:
    def test_answers_all_345_requirements_with_things_that_are_there(self, figure):
        wrong = list(write_asvs.faults(ASKED, GIVEN))
        met = [r for r in ASKED if GIVEN[r.id].status not in ("not met", "not applicable")]
        applies = [r for r in ASKED if GIVEN[r.id].status != "not applicable"]
        figure(
            "G16",
            unmapped=len(wrong) + len({r.id for r in ASKED} - set(GIVEN)),
            met_1_and_2=sum(r.level < 3 for r in met),
            apply_1_and_2=sum(r.level < 3 for r in applies),
            met_3=sum(r.level == 3 for r in met),
            apply_3=sum(r.level == 3 for r in applies),
        )
        assert len(ASKED) == 345
        assert wrong == []

    def test_is_written_out_as_it_stands(self):
        assert write_asvs.PAGE.read_text(encoding="utf-8") == write_asvs.page(ASKED, GIVEN), (
            "run scripts/write_asvs.py"
        )

    def test_names_only_tests_that_are_run(self):
        named = {name for answer in GIVEN.values() for name in (*answer.tests, *answer.absent)}
        files = sorted({name.partition("::")[0] for name in named})
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *files],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        collected = done.stdout.splitlines()
        missing = [name for name in sorted(named) if not any(is_of(name, line) for line in collected)]
        assert missing == []

    def test_calls_nothing_absent_that_is_only_unfinished(self):
        unsaid = [
            a.id
            for a in GIVEN.values()
            if a.status == "not applicable" and (a.tests or a.documents or a.looks)
        ]
        assert unsaid == []


def is_of(name: str, collected: str) -> bool:
    """Whether a collected test is the named one, or in the named class or file."""
    return collected == name or collected.startswith((f"{name}::", f"{name}["))


class TestTheWall:
    def test_notices_an_answer_that_names_what_is_not_there(self):
        def faults_of(**claim: tuple[str, ...]) -> list[str]:
            told = {
                "says": "some words here",
                "tests": (),
                "documents": (),
                "looks": (),
                "absent": (),
                "not_met": "",
            }
            wrong = write_asvs.Answer(id="V1.1.1", **{**told, **claim})
            return list(write_asvs.faults(ASKED, {**GIVEN, "V1.1.1": wrong}))

        assert faults_of(tests=("tests/walls/test_asvs.py::TestTheWall",)) == []
        for claim in (
            {"tests": ("tests/walls/test_nothing.py",)},
            {"tests": ("tests/walls/test_asvs.py::TestNothing",)},
            {"tests": ("tests/walls/test_asvs.py::TestTheWall::test_nothing",)},
            {"documents": ("docs/security/README.md#nothing-of-the-kind",)},
            {"documents": ("docs/security/nothing.md",)},
            {"looks": ("nothing",)},
            {},
        ):
            assert faults_of(**claim), claim

    def test_notices_a_requirement_without_answer(self):
        left = {key: answer for key, answer in GIVEN.items() if key != "V8.2.1"}
        assert "V8.2.1: no answer" in list(write_asvs.faults(ASKED, left))

    def test_keeps_owasps_words_in_owasps_file(self):
        page = write_asvs.PAGE.read_text(encoding="utf-8")
        assert "Verify that" not in page
        assert (ROOT / "docs" / "security" / "asvs.csv.license").read_text(encoding="utf-8").count(
            "CC-BY-SA-4.0"
        ) == 1
